"""The municipality's mark: whole or not at all, in words too, with a colour that can be read."""

from __future__ import annotations

import os
import struct
import zlib
from contextlib import suppress
from pathlib import Path

import pytest

from nettverk.domain.errors import BadInput
from nettverk.domain.municipality import Mark, contrast, parse_colour, readable, rgb
from nettverk.services import municipality, settings
from nettverk.storage.store import Store
from tests.helpers.logo import SVG, logo


def test_nothing_is_chosen_at_first(store: Store) -> None:
    assert municipality.mark(store) == Mark()


def test_a_logo_is_kept_as_it_is_with_its_words_and_goes_again(store: Store) -> None:
    settings.put(store, "municipality", "Elvestad kommune")
    municipality.set_logo(store, SVG, logo())
    kept = municipality.mark(store).logo
    assert kept is not None
    assert (kept.kind, kept.data, kept.picture) == ("svg", SVG, logo())
    assert kept.alt == "Logoen til Elvestad kommune"
    settings.put(store, "logo_alt", "En elv mellom to bakker")
    municipality.set_logo(store, logo(90, 30))
    kept = municipality.mark(store).logo
    assert kept is not None
    assert (kept.kind, kept.data, kept.alt) == ("png", logo(90, 30), "En elv mellom to bakker")
    municipality.remove_logo(store)
    assert municipality.mark(store).logo is None
    store.undo()
    assert municipality.mark(store).logo == kept


@pytest.mark.parametrize(
    "data",
    [
        b"", b"GIF89a", logo()[:60], logo()[:-30], b"<html/>", b"<svg", b"\xff" * 40, b"<svg/>" + b" " * 3_000_000,
        SVG.replace(b"<rect", b'<image href="https://example.org/a.png"/><rect'),
        SVG.replace(b"<rect", b"<script>1</script><rect"),
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + SVG,
    ],
)  # fmt: skip
def test_what_is_no_logo_gets_a_sentence_and_changes_nothing(store: Store, data: bytes) -> None:
    with pytest.raises(BadInput):
        municipality.set_logo(store, data, logo())
    assert municipality.mark(store).logo is None


def test_an_svg_that_could_not_be_drawn_is_no_logo(store: Store) -> None:
    with pytest.raises(BadInput):
        municipality.set_logo(store, SVG, b"")


def test_a_picture_of_more_points_than_anybody_prints_gets_a_sentence(store: Store) -> None:
    """Some fifty bytes that say they are 30,000 by 30,000 points; the library that reads them has its own fault."""
    for side in (4_500, 9_500, 30_000, 2**31 - 1):
        with pytest.raises(BadInput, match="for mange punkter"):
            municipality.set_logo(store, claiming(side))


@pytest.mark.parametrize("kind", ["pipe", "folder", "without end", "absent", "no name"])
def test_a_logo_that_is_no_file_gets_a_sentence_at_once(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "logo.svg"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "without end":
        path = Path("/dev/zero")
    elif kind == "no name":
        path = Path("logo\0.svg")
    with pytest.raises(BadInput):
        municipality.read_logo(path)


def test_an_svg_is_drawn_in_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(SVG)
    data, picture = municipality.read_logo(tmp_path / "logo.svg")
    assert data == SVG
    assert picture.startswith(b"\x89PNG")


@pytest.mark.slow
@pytest.mark.parametrize("shape", ["uses", "masks", "deep", "wide", "flat"])
def test_an_svg_that_never_ends_is_left_undrawn(tmp_path: Path, shape: str) -> None:
    (tmp_path / "logo.svg").write_bytes(heavy(shape))
    with suppress(BadInput):  # what hangs is stopped by pytest's own limit
        assert municipality.read_logo(tmp_path / "logo.svg")[1], "one that can be drawn in time is"


def claiming(side: int) -> bytes:
    """A PNG that says it is so many points wide and high, and has none of them."""
    picture = bytearray(logo())
    picture[16:24] = struct.pack(">II", side, side)
    picture[29:33] = struct.pack(">I", zlib.crc32(picture[12:29]))
    return bytes(picture)


def heavy(shape: str) -> bytes:
    """An SVG of a few lines that takes hours, or all the memory there is, to draw."""
    steps = range(1, 10)
    match shape:
        case "uses":
            inner = '<rect id="a0" width="1" height="1"/>'
            inner += "".join(f'<g id="a{n}">' + f'<use xlink:href="#a{n - 1}"/>' * 10 + "</g>" for n in steps)
            inner += '<use xlink:href="#a9"/>'
        case "masks":
            some = '<rect width="9" height="9" mask="url(#a{0})"/>'
            inner = '<mask id="a0"><rect width="9" height="9" fill="white"/></mask>'
            inner += "".join(f'<mask id="a{n}">{some.format(n - 1) * 10}</mask>' for n in steps) + some.format(9)
        case "deep":
            inner = "<g>" * 100_000 + "</g>" * 100_000
        case "wide":
            inner = '<rect width="1e9" height="1e9"/>'
        case _:
            return SVG.replace(b"<svg", b'<svg width="1e9" height="1"', 1)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10">'
        f"{inner}</svg>"
    ).encode()


def test_colours_are_read_as_people_write_them() -> None:
    assert [parse_colour(typed) for typed in ("1D5FA6", " #15a ", "")] == ["#1d5fa6", "#1155aa", ""]
    with pytest.raises(BadInput):
        parse_colour("blå")


def test_a_colour_others_have_written_is_left_out(store: Store) -> None:
    settings.put(store, "municipality_colour", "blå")
    assert municipality.mark(store).colour == ""


@pytest.mark.parametrize("colour", ["#ffe600", "#ffffff", "#1d5fa6", "#000000", "#ff0000"])
@pytest.mark.parametrize("ground", ["#ffffff", "#0f1a20", "#f5f5f0"])
def test_any_colour_is_read_on_any_ground(colour: str, ground: str) -> None:
    for least in (4.5, 7.0):
        assert contrast(readable(rgb(colour), rgb(ground), least), rgb(ground)) >= least
    if contrast(rgb(colour), rgb(ground)) >= 4.5:
        assert readable(rgb(colour), rgb(ground)) == rgb(colour)
