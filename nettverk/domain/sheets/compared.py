"""Two versions of a sheet side by side: line by line what each says, and which lines differ."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from nettverk.domain.sheets.definition import SheetDefinition, kind_name, when_name, who_name
from nettverk.i18n import _, _n


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet; ``heading`` for what stands over others, ``other`` where the two versions differ."""

    text: str
    heading: bool = False
    other: bool = False


def lines(sheet: SheetDefinition) -> tuple[Line, ...]:
    """All that a sheet says, from the top."""
    who = " → ".join(who_name(who) for who in sheet.rounds)
    out = [Line(sheet.title, heading=True), Line(sheet.about), Line(f"{who}, {when_name(sheet.when)}")]
    if sheet.minutes:
        out.append(Line(_n("{n} minutt", "{n} minutter", sheet.minutes)))
    for block in sheet.blocks:
        areas = {area.id: area.label for area in block.areas}
        out += [Line(block.prompt, heading=True), Line(block.help), Line(kind_name(block.kind))]
        area = ""
        for item in block.items:
            if item.area != area:
                area = item.area
                out.append(Line(areas.get(area, ""), heading=True))
            out.append(Line(f"• {item.label}" + (f": {item.help}" if item.help else "")))
            out += [Line(f"– {detail}") for detail in item.details]
        out += [Line(level.label) for level in block.levels]
        out += [Line(question) for question in block.questions]
    out.append(Line(_("Kilde: {source}").format(source=sheet.source) if sheet.source else ""))
    return tuple(line for line in out if line.text.strip())


def side_by_side(one: SheetDefinition, two: SheetDefinition) -> tuple[tuple[Line | None, Line | None], ...]:
    """Both versions in pairs of lines; None where one has nothing to stand beside a line of the other."""
    left, right = lines(one), lines(two)
    pairs: list[tuple[Line | None, Line | None]] = []
    for tag, i, j, k, m in SequenceMatcher(a=left, b=right, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += zip(left[i:j], right[k:m], strict=True)
            continue
        gone = [Line(line.text, line.heading, other=True) for line in left[i:j]]
        come = [Line(line.text, line.heading, other=True) for line in right[k:m]]
        for place in range(max(len(gone), len(come))):
            pairs.append((gone[place] if place < len(gone) else None, come[place] if place < len(come) else None))
    return tuple(pairs)
