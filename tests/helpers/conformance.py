"""Whether a PDF is what it says: PDF/UA-1 and PDF/A-2a by a validator, and what no validator sees by its structure."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pypdf import PdfReader

PROFILES = ("ua1", "2a")


def faults(data: bytes) -> list[str]:
    """Every rule of PDF/UA-1 and PDF/A-2a that a document breaks."""
    import page

    # A list of places is a chain, each pointing to the next: four hundred people are more than the validator expects.
    limits = page.SafetyLimits(max_reference_depth=2_000)
    return [
        f"{failure.rule_id}: {failure.message}"
        for profile in PROFILES
        for failure in page.validate_pdf_bytes(data, profile=profile, limits=limits).failures
    ]


def elements(data: bytes) -> list[tuple[str, Any]]:
    """Every structure element as (kind, the element), in reading order."""
    found: list[tuple[str, Any]] = []

    def visit(node: Any) -> None:
        node = node.get_object()
        if "/S" not in node:
            return
        found.append((str(node["/S"])[1:], node))
        for kid in _kids(node):
            if not isinstance(kid, int):
                visit(kid)

    for kid in PdfReader(BytesIO(data)).trailer["/Root"]["/StructTreeRoot"]["/K"]:  # type: ignore[index]
        visit(kid)
    return found


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    return list(kids) if isinstance(kids, list) else [kids]


def unheard(data: bytes) -> list[str]:
    """What a validator passes and a listener does not: nothing to hear, headers that head nothing, pictures unsaid."""
    told: list[str] = []
    for kind, node in elements(data):
        empty = not _kids(node)
        if empty and kind != "TD":
            told.append(f"an empty {kind}")
        if kind == "Figure" and not str(node.get("/Alt", "")).strip():
            told.append("a picture without words")
        if kind == "Table":
            rows = [kid.get_object() for kid in _kids(node) if not isinstance(kid, int)]
            heads = [cell for row in rows for cell in _kids(row) if cell.get_object().get("/S") == "/TH"]
            if not heads:
                told.append("a table without headers")
    return told
