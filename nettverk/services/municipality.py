"""The municipality's mark, kept in its database: name, logo with its words, and colour."""

from __future__ import annotations

import warnings
from pathlib import Path

from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.handouts import Occasion
from nettverk.domain.municipality import Logo, LogoKind, Mark, parse_colour
from nettverk.domain.sheet_papers import head_of
from nettverk.i18n import _
from nettverk.services import given_files, logo_process, settings
from nettverk.storage.store import Store

LARGEST = 2_000_000
"""Bytes of a logo's file."""
_PIXELS = 20_000_000
_PNG = b"\x89PNG\r\n\x1a\n"


def mark(store: Store) -> Mark:
    """The mark as it is chosen; a colour that others have written, and that is none, is left out."""
    name = settings.get(store, "municipality")
    try:
        colour = parse_colour(settings.get(store, "municipality_colour"))
    except BadInput:
        colour = ""
    row = store.one("SELECT kind, data, picture FROM municipality_logo")
    if row is None:
        return Mark(name, colour)
    alt = settings.get(store, "logo_alt") or _("Logoen til {name}").format(name=name or _("kommunen"))
    return Mark(name, colour, Logo(LogoKind(row["kind"]), bytes(row["data"]), bytes(row["picture"]), alt))


def head(store: Store) -> Occasion:
    """The head of a paper that belongs to no gathering."""
    return head_of(mark(store))


def read_logo(path: Path) -> tuple[bytes, bytes]:
    """A logo's file, and what it looks like as a PNG where it is an SVG; takes a second.

    Raises:
        BadInput: it cannot be read, or cannot be used.
    """
    try:
        data = given_files.read(path, LARGEST)
    except (OSError, ValueError) as fault:
        raise BadInput(_("Kunne ikke lese {file}. Prøv en annen fil.").format(file=path.name)) from fault
    return data, logo_process.drawn(data) if kind_of(data) is LogoKind.SVG else b""


def kind_of(data: bytes) -> LogoKind:
    """What a file is by what is in it.

    Raises:
        BadInput: it is neither PNG nor SVG, damaged, too large, or an SVG that would fetch or run something.
    """
    if len(data) > LARGEST:
        raise BadInput(_("Logoen er for stor. Bruk en fil på under 2 MB."))
    if data.startswith(_PNG):
        _look_through(data)
        return LogoKind.PNG
    _read_svg(data)
    return LogoKind.SVG


def set_logo(store: Store, data: bytes, picture: bytes = b"") -> Changes:
    """Have a logo on everything from now on.

    Args:
        data: the file, PNG or SVG.
        picture: an SVG drawn as PNG; a PNG is its own.

    Raises:
        BadInput: the file cannot be used.
    """
    kind = kind_of(data)
    if kind is LogoKind.PNG:
        picture = data
    else:
        _look_through(picture)
    with store.change(_("Velge logo")) as step:
        store.connection.execute(
            "INSERT INTO municipality_logo (id, kind, data, picture) VALUES ('logo', ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, data = excluded.data, picture = excluded.picture",
            (kind, data, picture),
        )
    return step.changes


def remove_logo(store: Store) -> Changes:
    """Go without a logo."""
    with store.change(_("Fjerne logo")) as step:
        store.connection.execute("DELETE FROM municipality_logo")
    return step.changes


def _look_through(picture: bytes) -> None:
    """Read all of a PNG now: what cannot be drawn is heard of when it is chosen, and not when it is printed."""
    from io import BytesIO

    from PIL import Image

    too_large = BadInput(_("Bildet har for mange punkter. Lag det mindre, for eksempel 2000 punkter bredt."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we count ourselves, and take fewer
            with Image.open(BytesIO(picture), formats=("PNG",)) as image:
                if image.width * image.height > _PIXELS:
                    raise too_large
                image.load()
    except Image.DecompressionBombError as fault:
        raise too_large from fault
    except (OSError, ValueError, SyntaxError) as fault:
        raise BadInput(_("Dette er ikke en hel PNG-fil. Prøv å lagre logoen på nytt.")) from fault


def _read_svg(data: bytes) -> None:
    from defusedxml import ElementTree
    from defusedxml.common import DefusedXmlException

    unusable = _("Dette er verken PNG eller SVG. Be om logoen i ett av de formatene.")
    try:
        root = ElementTree.fromstring(data)
    except DefusedXmlException as fault:
        raise BadInput(_("Denne SVG-fila henter noe utenfra. Be om en som er hel i seg selv.")) from fault
    except (ElementTree.ParseError, ValueError, LookupError) as fault:
        raise BadInput(unusable) from fault
    if root.tag.rpartition("}")[2] != "svg":
        raise BadInput(unusable)
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        links = [value for key, value in element.attrib.items() if key.rpartition("}")[2] in {"href", "src"}]
        if name in {"script", "foreignObject"} or any(
            link.strip() and not link.strip().startswith(("#", "data:image/")) for link in links if name != "a"
        ):
            raise BadInput(_("Denne SVG-fila henter noe utenfra. Be om en som er hel i seg selv."))
