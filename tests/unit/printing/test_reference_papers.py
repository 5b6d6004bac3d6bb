"""What every kind of document says to the ear, kept as text: nearly empty in full, and larger ones by their shape.

``python -m tests.unit.printing.test_reference_papers [nb|nn]`` writes the texts anew; read the difference before it is
stored.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest

from nettverk.domain import handouts as paper
from nettverk.domain.handouts import DocumentKind
from nettverk.i18n import using
from nettverk.printing.make import make
from nettverk.services.handouts.registry import document_type
from tests.helpers.conformance import faults, unheard
from tests.helpers.sized_papers import Size, documents

KEPT = Path(__file__).parent / "reference"
_ENDS = 14
"""Lines kept of the beginning and of the end of a long one."""
_TOOL = shutil.which("pdfinfo")
needs_poppler = pytest.mark.skipif(_TOOL is None, reason="needs pdfinfo (apt install poppler-utils)")


def drawn(kind: DocumentKind, document: paper.Document) -> tuple[bytes, int]:
    """The document as a PDF, and its pages."""
    pages = document_type(kind).pages(document)
    return make(pages, "Prøve", document.occasion.name), len(pages)


def told(data: bytes, pages: int) -> str:
    """The structure with its text as poppler reads it; of a long one how many of each element it has, and its ends."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        answer = subprocess.run([str(_TOOL), "-struct-text", file.name], capture_output=True, check=True)
    lines = [line.rstrip() for line in answer.stdout.decode("utf-8", "replace").splitlines()]
    head = f"{pages} sider"
    if len(lines) <= 6 * _ENDS:
        return "\n".join((head, *lines)) + "\n"
    counts = Counter(line.split()[0] for line in lines if line.strip() and not line.lstrip().startswith('"'))
    shape = ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items()))
    return "\n".join((head, shape, *lines[:_ENDS], "…", *lines[-_ENDS:])) + "\n"


def kept(size: Size, language: str) -> Path:
    """Where the texts of all documents of a size lie."""
    return KEPT / f"{size.value}-{language}.txt"


def sections(text: str) -> dict[str, str]:
    """The texts by the document's name."""
    found: dict[str, str] = {}
    for section in text.split("== ")[1:]:
        name, _line, told = section.partition(" ==\n")
        found[name] = told
    return found


def test_every_kind_is_here() -> None:
    assert set(documents(Size.LEAST)) == set(DocumentKind)


@needs_poppler
@pytest.mark.parametrize(("size", "language"), [(Size.LEAST, "nb"), (Size.LEAST, "nn"), (Size.USUAL, "nb")])
def test_documents_say_what_they_said(size: Size, language: str) -> None:
    _compare(size, language)


@needs_poppler
@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "language"), [(Size.USUAL, "nn"), (Size.EXTREME, "nb"), (Size.EXTREME, "nn")]
)  # fmt: skip
def test_large_documents_say_what_they_said_and_conform(size: Size, language: str) -> None:
    _compare(size, language, conform=True)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("size", [Size.LEAST, Size.USUAL])
def test_smaller_documents_conform_and_are_heard(size: Size, language: str) -> None:
    with using(language):
        for kind, document in documents(size, language=language).items():
            data, _pages = drawn(kind, document)
            assert faults(data) == [], kind
            assert unheard(data) == [], kind


def test_a_sample_of_every_size_conforms() -> None:
    """The dear ones, and every kind of the others, in ``--long``."""
    for size, kinds in (
        (Size.LEAST, (DocumentKind.GROUPS_BY_TABLE, DocumentKind.WHO_MET, DocumentKind.MEETINGS)),
        (Size.USUAL, (DocumentKind.ATTENDANCE_BY_UNIT, DocumentKind.STAGE_KEYS)),
        (Size.EXTREME, (DocumentKind.GROUP_CHANGES,)),
    ):
        sized = documents(size)
        for kind in kinds:
            data, _pages = drawn(kind, sized[kind])
            assert faults(data) == [], (size, kind)
            assert unheard(data) == [], (size, kind)


def _compare(size: Size, language: str, *, conform: bool = False) -> None:
    before = sections(kept(size, language).read_text("utf-8"))
    changed: list[str] = []
    with using(language):
        for kind, document in documents(size, language=language).items():
            data, pages = drawn(kind, document)
            if before.get(kind) != told(data, pages):
                changed.append(kind)
            if conform:
                assert faults(data) == [], kind
                assert unheard(data) == [], kind
    assert changed == []


def main(languages: list[str]) -> int:
    """Write the texts of these languages anew; of all where none is named."""
    KEPT.mkdir(exist_ok=True)
    for language in languages or ["nb", "nn"]:
        with using(language):
            for size in Size:
                texts = [
                    f"== {kind} ==\n{told(*drawn(kind, document))}"
                    for kind, document in documents(size, language=language).items()
                ]
                kept(size, language).write_text("".join(texts), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
