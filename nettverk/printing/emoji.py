"""The names of emoji, so that a picture no font on paper has is said in words instead of vanishing."""

from __future__ import annotations

import unicodedata

from nettverk.i18n import _, language

_SKIN_TONES = range(0x1F3FB, 0x1F400)
_PICTURES = (range(0x1F000, 0x1FB00), range(0x2600, 0x2800), range(0x2B00, 0x2C00), range(0xE0020, 0xE0080))


def emoji_name(letter: str) -> str | None:
    """The emoji's name in words; empty for what only changes the emoji before it, None for what is no emoji."""
    code = ord(letter)
    if code in _SKIN_TONES or code >= 0xE0020:
        return "" if any(code in part for part in (_SKIN_TONES, _PICTURES[-1])) else None
    if not any(code in part for part in _PICTURES):
        return None
    if 0x1F1E6 <= code <= 0x1F1FF:  # flags are spelt with letters
        return chr(code - 0x1F1E6 + ord("A"))
    return _common(letter) or _unicode_name(letter)


def _unicode_name(letter: str) -> str | None:
    name = unicodedata.name(letter, "").lower()
    if not name:
        return None
    return name if language() == "en" else _("emoji: {name}").format(name=name)


def _common(letter: str) -> str:
    return {
        "👍": _("tommel opp"),
        "👎": _("tommel ned"),
        "👏": _("applaus"),
        "🙌": _("jubel"),
        "🙏": _("takk"),
        "👋": _("vinker"),
        "💪": _("sterk"),
        "🤝": _("håndtrykk"),
        "🎉": _("fest"),
        "🎈": _("ballong"),
        "🎂": _("kake"),
        "🎁": _("gave"),
        "🔥": _("flamme"),
        "💡": _("lyspære"),
        "💯": _("hundre prosent"),
        "🌱": _("spire"),
        "🌸": _("blomst"),
        "🌷": _("tulipan"),
        "🌈": _("regnbue"),
        "🌟": _("stjerne"),
        "🎯": _("midt i blinken"),
        "🚀": _("rakett"),
        "📚": _("bøker"),
        "📝": _("notat"),
        "📌": _("knappenål"),
        "📅": _("kalender"),
        "🏫": _("skole"),
        "🏠": _("hus"),
        "🚌": _("buss"),
        "👀": _("øyne"),
        "🧠": _("hjerne"),
        "🤔": _("tenker"),
        "🤗": _("klem"),
        "🤩": _("begeistret"),
        "🥰": _("glad i"),
        "🥳": _("feirer"),
        "🤷": _("trekker på skuldrene"),
        "👶": _("baby"),
        "🧒": _("barn"),
        "👦": _("gutt"),
        "👧": _("jente"),
        "👩": _("kvinne"),
        "👨": _("mann"),
        "🧑": _("voksen"),
        "💙": _("blått hjerte"),
        "💚": _("grønt hjerte"),
        "💛": _("gult hjerte"),
        "💜": _("lilla hjerte"),
        "🧡": _("oransje hjerte"),
        "💕": _("hjerter"),
        "✅": _("grønn hake"),
        "❌": _("kryss"),
        "⭐": _("stjerne"),
        "🟢": _("grønn"),
        "🟡": _("gul"),
        "🔴": _("rød"),
        "☕": _("kaffe"),
    }.get(letter, "")
