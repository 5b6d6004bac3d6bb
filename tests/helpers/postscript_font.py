"""A font with PostScript outlines and names for its glyphs, as systems have them: bars for three letters.

The letters are of Cherokee. It was drawn for these tests with the FontBuilder of fontTools: 1,000 units to the em, a
letter 600 wide, of three to five bars that become shorter.
"""

from __future__ import annotations

from base64 import b64decode
from zlib import decompress

LETTERS = "ᎠᎡᎢ"
_PACKED = (
    "eNqNUs9LG0EU/mY2m0YqSdokkkMpixQs1mI1IIUGigge3a2mULyYrd2aotGQbkQPbT0UevDSP2APpX9G6aE97bWHHrwWhP4gEA8W"
    "N6Cs387G4KXVN7x53zfvzZtvhjErFRMD2IGG7MzsrPFJeNOAHAPwx1wYn3yUeywBQYrqct1ujJTaJ+TfyMs1x342/rXwltijT9W4"
    "oD8X+8Tf6bdqdXcrWcQBoBXJs3V7qwHdinoF9OS6XXf2F988YL8q+UZj46VLHTQ5yMlQx9Jnkgs7S5nyX2jaryj7s1Q77Mcyq1Py"
    "M6kGidi4RzPC+8w8Yd6SqfgC54ynUIceIXlDvFfoYut1yar5IS1Smfv4z3pDzQlM9XYKDPa7SFwh0yASA1wpItfDEmncmXNcd9Np"
    "rhqV5va8s9Jas5uYgwOXY5OxiVU2rzBuY558BS2swSZXndX9kI86qpjA7ei9GQWzVByGSvmHMAx/tJ/2X0e76PoJASFE/kwe1d09"
    "k8f1XHBT+ruB17X035ndo9fXD65xh0hlhoZb6y8mStP34jARh8nzt4y6c7yT0IW4mh41XwVtf8jvWmYyffQl3SedE6vgd/MRyBf8"
    "YI/p/+Q6x3sE3iWLOsceQZXV8c8RYyirH8RxCl+MrEk="
)


def postscript_font() -> bytes:
    """The file, .otf."""
    return decompress(b64decode(_PACKED))
