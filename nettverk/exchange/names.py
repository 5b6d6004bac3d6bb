"""People's names as lists write them; the rules themselves are `nettverk.domain.names`."""

from __future__ import annotations

from nettverk.domain.names import join_name, name_key, name_similarity, proper_case, split_name, tidy

__all__ = ["join_name", "name_key", "name_similarity", "proper_case", "split_name", "tidy"]
