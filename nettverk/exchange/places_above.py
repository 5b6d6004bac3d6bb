"""Lines of a list that say where those below them come from: «Enhet: Lund skole», «Fra oss i Lund skole kommer:»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nettverk.domain.names import tidy
from nettverk.domain.participant_lists import ColumnRole as Role
from nettverk.domain.unit_names import service_of
from nettverk.exchange.choice_cells import is_a_place, is_a_service
from nettverk.exchange.headers import EXACT, header_role

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 120  # characters of such a line
_PLACE = r"(?P<place>[^\W\d_][^:;,|]{1,60}?)"
_COMES = r"(?:kommer|kjem|deltar|deltek|møter|stiller|sender|melder|har meldt|er påmeldt|vil|ønsker|coming|send|comes?)"
_TAIL = (
    r"(?: (?:det|disse|desse|da|følgende|følgjande|dei|de|med|her|på|inn|to|tre|fire|fem|[0-9]{1,2}|stykk?er|stk"
    r"|personer|personar))*"
)
_OF_US = r"(?:(?:oss|vi|me|meg|alle|dei|de) )?(?:(?:på|i|ved|hos|hjå|from|at) )?"
_LISTED = (
    r"(?:(?:her|dette|det|følgende|følgjande|disse|desse|våre|liste|navn|namn|påmelding\w*|påmeldt\w*|påmelde|deltak\w+|deltag\w+"
    r"|kommer|kjem|er|over|på|til|og|the|list|participants?|of|here|are) ?){1,6}"
)
_SAID = (
    # «Fra oss i Lund skole kommer:», «Påmelding fra Lund skole:», «Deltakere fra Lund skole»
    re.compile(rf"(?:{_LISTED} )?(?:fra|frå|from) {_OF_US}{_PLACE}(?: {_COMES}{_TAIL})? ?[:.]?", re.IGNORECASE),
    # «Vi på Lund skole melder på:», «Lund skole melder på følgende:»
    re.compile(rf"(?:{_OF_US})?{_PLACE} {_COMES}{_TAIL} ?:", re.IGNORECASE),
)
_VERB = re.compile(rf"\b{_COMES}\b", re.IGNORECASE)
_LABELLED = re.compile(r"(?P<title>[^:|]{2,40}?) ?: ?(?P<place>[^:|]{2,80})?")


def place_above(cells: Sequence[str], *, titled: bool = False) -> str:
    """The place a line names for those below it, where the line is nobody; empty for any other.

    Args:
        titled: the line stands over the header, so that a place alone is one for all.
    """
    filled = [text for cell in cells if (text := tidy(cell[: _LONGEST * 2]))]
    if not 1 <= len(filled) <= 2 or len(" ".join(filled)) > _LONGEST:
        return ""
    if (found := _LABELLED.fullmatch(filled[0])) is not None:
        value = found["place"] or (filled[1] if len(filled) == 2 else "")
        if header_role(found["title"]) == (Role.UNIT, EXACT) and value and (len(filled) == 1 or not found["place"]):
            return value
    if len(filled) > 1:
        return ""
    for pattern in _SAID:
        if (found := pattern.fullmatch(filled[0])) is not None and _is_somewhere(found["place"]):
            return found["place"]
    return filled[0] if titled and _is_somewhere(filled[0]) and service_of(filled[0]) != "other" else ""


def _is_somewhere(text: str) -> bool:
    words = text.split()
    return len(words) <= 6 and not _VERB.search(text) and (is_a_place(text) or is_a_service(text))
