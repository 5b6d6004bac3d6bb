"""The municipality's mark: whole or not at all, in words too, with a colour that can be read."""

from __future__ import annotations

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
