"""Norse names in no list: they are put together of two parts that come again («Sol-mund», «Ragn-borg», «Odd-veig»).

There are more such names than anybody writes down, and every valley has its own. Family names made of a father's name
(«Mikaelsen») are known by that name.
"""

from __future__ import annotations

import re
from collections.abc import Container

_FIRST = (
    "al|alf|alv|arn|as|ås|aud|bald|berg|bjarn|bjørg|bod|borg|brand|bryn|dag|ei|ein|eld|embr|erl|finn|frid|frøy|geir|"
    "gis|gjer|god|gun|gunn|gud|guds|hall|halv|har|heid|hel|helg|her|hild|hjalm|holm|hå|håv|ing|inge|ingj|jo|jor|jør|"
    "ketil|kjell|kol|leid|leiv|magn|mar|nor|odd|ol|ing|orm|os|ragn|rand|reid|ro|rol|ron|run|si|sig|sigr|snø|sol|stein|"
    "stål|styr|svan|svein|sver|sæ|ter|tjer|tjød|tor|thor|tore|trond|tryg|un|unn|vald|val|ve|veg|vig|vil|yng|ølv|øy|øyv"
)
_SECOND = (
    "mund|mod|vor|vår|bjørg|bjørn|hild|run|leif|leiv|olf|olv|ulf|ulv|finn|geir|laug|veig|frid|dis|unn|gerd|gjerd|ny|"
    "borg|vald|brand|rik|thild|vild|grim|ketil|kjell|kjetil"
)
_WHOLE = re.compile(rf"(?:{_FIRST})(?:{_SECOND})")
_SHORTEST = 6
# Put together of the same parts, and words or places.
_NONE = frozenset({"soldis", "steinborg", "brandborg", "ingunder", "vegborg", "holmborg", "steinrik"})


def norse(key: str) -> bool:
    """Whether a folded word in no list is a first name put together of two parts."""
    return len(key) >= _SHORTEST and key not in _NONE and _WHOLE.fullmatch(key) is not None


def of_father(key: str, given: Container[str]) -> bool:
    """Whether a folded family name is made of a father's: «mikaelsen», «knutsen»; not «klassen» and «prinsen».

    Args:
        given: the first names there are.
    """
    for end in ("sen", "son"):
        father = key.removesuffix(end)
        if father != key and len(father) > 2 and not father.endswith("s"):
            return father in given or f"{father}s" in given
    return False
