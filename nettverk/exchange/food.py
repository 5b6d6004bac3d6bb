"""What people cannot eat, as counts for a kitchen: «Nøtter og egg» is one of each, and nobody's name is kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nettverk.domain.names import tidy
from nettverk.exchange.list_replies import Reply, reply_of
from nettverk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

_PARTS = re.compile(r"\s*(?:[;,/+&.\n]|\s(?:og|and|eller|or|samt|i tillegg)\s)\s*")
_NOTHING = re.compile(
    r"(?:nei+|ingen(?:ting)?|inga|ikke?|no(?:ne|thing)?|nope|n/?a|alt(?: går bra)?|spiser alt|et alt|eats? (?:all"
    r"|anything|everything)"
    r"|ikke relevant|ikkje aktuelt|har ikke|har ikkje|ingen (?:allergi\w*|matønsk\w*|spesielle)|[-–—.]+|ja|yes"
    r"|x)(?:\b.*)?",
    re.IGNORECASE,
)
_RATHER_NOT = re.compile(r"(?:helst|nok|tror|trur|kanskje|foreløpig|ikke|ikkje) (?:ikke|ikkje)\b", re.IGNORECASE)
_WORDS_IN_WAY = re.compile(
    r"\b(?:jeg|eg|i|er|har|am|have|kraftig|alvorlig|litt|mild|sterk|allergi(?:sk|er|ar)?|allerg(?:y|ic|ies)|mot"
    r"|for|to|på|intoleran\w*|tåler|toler\w*"
    r"|ikke|ikkje|not|fri(?:tt)?|free|uten|utan|mat|kost|spiser|et|can|cannot|eat|don'?t|helst|kun|bare|gjerne)\b",
    re.IGNORECASE,
)


def _needs() -> tuple[tuple[re.Pattern[str], Callable[[], str]], ...]:
    def words(text: str) -> re.Pattern[str]:
        return re.compile(text, re.IGNORECASE)

    return (
        (words(r"gluten|cøliaki|coeliac|celiac|hvete|kveite|wheat"), lambda: _("gluten")),
        (words(r"lakto|laktose|lactose"), lambda: _("laktose")),
        (words(r"melk|mjølk|milk|dairy|meieri"), lambda: _("melk")),
        (words(r"peanøtt|peanut"), lambda: _("peanøtter")),
        (words(r"nøtt|\bnuts?\b|mandl|cashew|hasselnøtt"), lambda: _("nøtter")),
        (words(r"\begg"), lambda: _("egg")),
        (words(r"skall? ?dyr|reke|krabbe|hummer|shellfish|prawn|shrimp"), lambda: _("skalldyr")),
        (words(r"\bfisk|\bfish"), lambda: _("fisk")),
        (words(r"vegan"), lambda: _("vegan")),
        (words(r"veg[ei]tar|(?<!svine)(?<!grise)kjøtt|\bmeat"), lambda: _("vegetar")),
        (words(r"halal"), lambda: _("halal")),
        (words(r"svin|\bpork|\bgris"), lambda: _("ikke svin")),
        (words(r"soya|\bsoy\b"), lambda: _("soya")),
        (words(r"sesam|sesame"), lambda: _("sesam")),
        (words(r"tomat"), lambda: _("tomat")),
        (words(r"løk\b|onion|hvitløk|garlic"), lambda: _("løk")),
        (words(r"sitrus|appelsin|citrus"), lambda: _("sitrus")),
        (words(r"diabet|sukker|sugar"), lambda: _("lite sukker")),
        (words(r"gravid|pregnan"), lambda: _("gravid")),
    )


def food_needs(cell: str) -> tuple[str, ...]:
    """What one person's answer asks of the kitchen, each once, in the user's language; none for «nei»."""
    text = tidy(cell[:300])
    if not text or (_NOTHING.fullmatch(text) and not any(pattern.search(text) for pattern, _name in _needs())):
        return ()
    known = [name() for pattern, name in _needs() if pattern.search(text)]
    if _("peanøtter") in known and not re.search(r"(?<!pea)nøtt(?!.*peanøtt)|(?<!pea)nuts?\b", text, re.IGNORECASE):
        known = [need for need in known if need != _("nøtter")]
    if known:
        return tuple(dict.fromkeys(known))
    parts = [tidy(_WORDS_IN_WAY.sub(" ", part)).strip(" .:!") for part in _PARTS.split(text)]
    short = [part.casefold() for part in parts if 1 < len(part) <= 24 and len(part.split()) <= 2]
    # A longer text may tell who it is about; the kitchen is told that there is one more to ask.
    return tuple(dict.fromkeys(short)) if short and len(parts) == len(short) else (_("annet"),)


def presents(cell: str) -> str:
    """What somebody has offered to tell of; empty for no, the answer itself for yes and for a title."""
    text = tidy(cell[:200]).strip(" ;")
    if not text or reply_of(text) is Reply.NO or _RATHER_NOT.match(text):
        return ""
    return text
