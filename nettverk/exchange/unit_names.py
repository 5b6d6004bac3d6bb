"""Units' names as lists write them; the rules themselves are `nettverk.domain.unit_names`."""

from __future__ import annotations

from nettverk.domain.unit_names import (
    SERVICES,
    Candidate,
    near,
    proper_unit_name,
    service_of,
    unit_key,
    unit_similarity,
)

__all__ = ["SERVICES", "Candidate", "near", "proper_unit_name", "service_of", "unit_key", "unit_similarity"]
