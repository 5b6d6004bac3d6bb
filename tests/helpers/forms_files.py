"""Answer files as Microsoft Forms makes them, and the sheets they answer, for the tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook

NB = ("ID", "Starttidspunkt", "Fullføringstidspunkt", "E-postadresse", "Navn", "Tidspunkt for siste endring")
EN = ("ID", "Start time", "Completion time", "Email", "Name", "Last modified time")
SIGNS = (
    "Alle barn blir hilst på ved navn når de kommer",
    "Vi planlegger overganger sammen med foresatte",
    "Voksne er nær der leken foregår",
    "Vi vet hvem vi kan ringe i andre tjenester",
)
SIGNS_NN = (
    "Alle barn blir helsa på med namn når dei kjem",
    "Vi planlegg overgangar saman med føresette",
    "Vaksne er nær der leiken går føre seg",
    "Vi veit kven vi kan ringe i andre tenester",
)
SIGNS_EN = (
    "Every child is greeted by name on arrival",
    "We plan transitions together with parents",
    "Adults are close to where play happens",
    "We know whom to call in other services",
)
LEVELS = ("Tilfredsstillende", "Må bedres", "Må endres")
_LEVEL_WORDS = (
    ("ok", "tilfredsstillende", "tilfredsstillande", "satisfactory"),
    ("better", "må bedres", "må betrast", "must improve"),
    ("change", "må endres", "må endrast", "must change"),
)
LIGHT: dict[str, Any] = {
    "id": "lys", "title": "Trafikklys i overgangen", "rounds": ["alone", "pair", "table"], "minutes": 40,
    "nn": {"title": "Trafikkljos i overgangen"}, "en": {"title": "Traffic light in transition"},
    "blocks": [{
        "id": "tegn", "kind": "scale", "prompt": "Hvor er vi?",
        "levels": [{"id": i, "label": nb, "nn": {"label": nn}, "en": {"label": en}} for i, nb, nn, en in _LEVEL_WORDS],
        "items": [
            {"id": f"s{place}", "label": nb, "nn": {"label": nn}, "en": {"label": en}}
            for place, (nb, nn, en) in enumerate(zip(SIGNS, SIGNS_NN, SIGNS_EN, strict=True), start=1)
        ],
        "questions": [
            "Hva er grunnen til at vi vurderer slik?", "Hva er vi enige om?", "Hvor svarer vi ulikt?", "Hvorfor?",
        ],
    }],
}  # fmt: skip
"""A traffic light of four signs in three languages."""

MIXED: dict[str, Any] = {
    "id": "blandet", "title": "Etter samlingen", "rounds": ["alone"], "when": "after",
    "blocks": [
        {"id": "tekst", "kind": "text", "prompt": "Hva tar dere med hjem?"},
        {"id": "punkter", "kind": "points", "prompt": "Hva bør vi ta opp neste gang?"},
        {
            "id": "sjekk", "kind": "ticks", "prompt": "Hva har dere på plass?",
            "items": [{"id": "plan", "label": "Plan for overgangen"}, {"id": "fadder", "label": "Fadder til nye"}],
        },
        {
            "id": "tid", "kind": "share", "prompt": "Hvor mye av tida?",
            "items": [{"id": "snakk", "label": "Vi snakker"}, {"id": "lytt", "label": "Vi lytter"}],
        },
        {
            "id": "kol", "kind": "columns", "prompt": "Hva fremmer og hemmer?",
            "items": [{"id": "fremmer", "label": "Fremmer"}, {"id": "hemmer", "label": "Hemmer"}],
        },
    ],
}  # fmt: skip
"""A sheet with most kinds of blocks."""


def xlsx(path: Path, titles: Sequence[str], rows: Sequence[Sequence[object]], *, own: Sequence[str] = NB) -> Path:
    """A file as Forms hands it out: its own columns, then the questions; one answer in five minutes."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Sheet1"
    page.append([*own, *titles])
    for number, row in enumerate(rows, start=1):
        page.append([*forms_own(number), *row])
    book.save(path)
    return path


def forms_own(number: int) -> list[object]:
    """What Forms writes itself before the answers: id, times, address, name and when it was changed."""
    start = datetime(2026, 11, 16, 8) + timedelta(minutes=5 * number)
    return [number, start, start + timedelta(minutes=4), f"kari{number}@kommune.no", f"Kari Nordmann {number}", None]
