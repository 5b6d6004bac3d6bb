"""How walls look and what is ready to be said, kept in the database; pictures and codes for them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from nettverk.domain.errors import BadInput
from nettverk.domain.wall.look import ClockCorner, WallLook
from nettverk.services import municipality, qr, settings, slides, wall_look
from nettverk.services.pdf_pages import UnreadablePdf
from nettverk.services.picture_pages import MOST_POINTS, PicturePages
from nettverk.storage.store import Store


def picture(kind: str = "PNG", size: tuple[int, int] = (64, 32), mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 0 if mode in {"L", "P"} else (200, 30, 40, 0)[: len(mode)]).save(out, kind)
    return out.getvalue()


def test_a_look_is_kept_and_taken_back(store: Store) -> None:
    chosen = WallLook(ClockCorner.OFF, True, False, "Hver sin tur")
    wall_look.choose(store, chosen)
    assert wall_look.look(store) == chosen
    store.undo()
    assert wall_look.look(store) == WallLook()
    store.redo()
    assert wall_look.look(store) == chosen


def test_colour_and_logo_are_the_municipalitys(store: Store) -> None:
    municipality.set_logo(store, picture())
    settings.put(store, "municipality_colour", "#0b3d91")
    look = wall_look.look(store)
    assert (look.colour, look.logo) == ("#0b3d91", picture())
    wall_look.choose(store, look)
    municipality.remove_logo(store)
    assert wall_look.look(store).logo == b""


def test_messages_are_kept_in_order_and_there_is_an_end_to_them(store: Store) -> None:
    assert wall_look.messages(store)
    wall_look.keep_messages(store, ["Kaffe  nå", "Kaffe nå", "", "Bussen går 14.30"])
    assert wall_look.messages(store) == ("Kaffe nå", "Bussen går 14.30")
    store.undo()
    assert "Kaffe nå" not in wall_look.messages(store)
    with pytest.raises(BadInput):
        wall_look.keep_messages(store, [f"Melding {number}" for number in range(10)])


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Svar her: https://nettskjema.no/a/12.", "https://nettskjema.no/a/12"),
        ("(www.kommune.no/samling)", "www.kommune.no/samling"),
        ("Ring 38 00 00 00, kl. 12.45", ""),
    ],
)
def test_a_link_is_found_in_what_is_written(text: str, link: str) -> None:
    assert qr.link_in(text) == link


def test_a_code_is_square_with_its_three_marks() -> None:
    code = qr.modules("https://nettskjema.no/a/123456")
    assert len(code) == len(code[0]) >= 21
    for row, column in ((0, 0), (0, len(code) - 7), (len(code) - 7, 0)):
        assert all(code[row][column : column + 7])
        assert not any(code[row + 1][column + 1 : column + 6])
    assert qr.modules("https://x.no/" + "a" * 5000) == ()


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("PNG", "I;16"), ("JPEG", "RGB"), ("JPEG", "CMYK")]
)
def test_pictures_of_every_kind_are_fitted_on_white(kind: str, mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (400, 100)).save(out, kind)
    drawn = PicturePages(out.getvalue()).fitted(0, 100, 100)
    assert (drawn.width, drawn.height, drawn.stride, len(drawn.data)) == (100, 25, 400, 10_000)


def test_transparent_is_white() -> None:
    drawn = PicturePages(picture(mode="RGBA")).fitted(0, 64, 64)
    assert drawn.data[:3] == b"\xff\xff\xff"


def test_what_is_cut_or_too_large_is_refused_where_it_can_do_no_harm() -> None:
    whole = picture()
    for data in (whole[:20], b"\x89PNG\r\n\x1a\n" + b"x" * 40, b"\xff\xd8\xff\xe0"):
        with pytest.raises(UnreadablePdf):
            PicturePages(data)
    wide = bytearray(picture())
    wide[16:24] = (30_000).to_bytes(4, "big") + (MOST_POINTS // 30_000 + 1).to_bytes(4, "big")
    with pytest.raises(UnreadablePdf):
        PicturePages(bytes(wide))


def test_a_picture_is_read_in_the_process_of_slides(tmp_path: Path) -> None:
    file = tmp_path / "Tegning.JPG"
    file.write_bytes(picture("JPEG"))
    found = slides.read_file(file)
    assert (found.pages, found.locked) == (1, False)
    file.write_bytes(picture()[:30])
    with pytest.raises(BadInput, match="Tegning"):
        slides.read_file(file)
