"""Other writing on paper: joined, ordered, and copied as it was typed."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from nettverk.assets import resource
from nettverk.domain import handouts as paper
from nettverk.printing import fonts, styles
from nettverk.printing.lines import set_lines
from nettverk.printing.scripts import bidi, shaping, sources
from nettverk.services.handouts.letters import unprintable
from tests.helpers.conformance import faults
from tests.helpers.paper import OCCASION, every_kind, make, page_texts
from tests.helpers.postscript_font import LETTERS, postscript_font

SAID = {
    "Arabic": "محمد عبد الله يقول مرحبا",
    "Persian": "می‌خواهم بازی کنم",
    "Hebrew": "שלום עולם",
    "Devanagari": "कार्यक्रम में आपका स्वागत है किताब श्रीमती",
    "Thai": "สวัสดีครับ ยินดีต้อนรับ น้ำใจ",
    "Tamil": "வணக்கம் கொடுக்கிறோம்",
    "Chinese": "王小明 欢迎来到挪威，今天我们谈谈孩子。",
    "Japanese": "田中さん、こんにちは",
    "Korean": "김민준 안녕하세요",
    "Tigrinya": "ሰላም ኣብርሃም",
    "Punjabi": "ਸਤ ਸ੍ਰੀ ਅਕਾਲ",
    "Georgian": "გამარჯობა",
    "Armenian": "Բարեւ",
    "Bengali": "আমার সোনার বাংলা",
}


def _summary(*said: str) -> paper.Summary:
    answers = tuple(paper.Answer(f"Bord {number}", text) for number, text in enumerate(said, 1))
    return paper.Summary(OCCASION, (paper.AnsweredQuestion("Hva sa dere?", "På tvers", 3, (), answers),))


def test_every_writing_is_copied_as_it_was_typed_and_conforms() -> None:
    data = make(_summary(*SAID.values())).data
    copied = " ".join(" ".join(page_texts(data)).split())
    assert [name for name, text in SAID.items() if text not in copied] == []
    assert "▯" not in copied
    assert faults(data) == []


def test_names_in_other_writing_stand_on_every_kind_and_conform() -> None:
    for document in every_kind("محمد 王小明 कि 👍🏽")[3:8]:
        data = make(document).data
        copied = "".join(" ".join(page_texts(data)).split())
        assert "محمد" in copied, type(document).__name__
        assert "王小明" in copied
        assert faults(data) == [], type(document).__name__


def test_a_voice_is_told_which_language_other_writing_is_in() -> None:
    data = make(_summary("Hei محمد", "王小明", "田中さん", "สวัสดี", "Hei 王")).data
    content = PdfReader(BytesIO(data)).pages[0].get_contents().get_data()  # type: ignore[union-attr]
    assert [content.count(b"/Lang(" + code + b")") for code in (b"ar", b"zh", b"ja", b"th")] == [1, 1, 1, 1]
    assert faults(data) == []


def test_letters_of_arabic_are_joined_and_marks_sit_on_their_letters() -> None:
    arabic = sources.font_for("م")
    assert arabic is not None
    joined = shaping.shaped(arabic, "محم", True)
    alone = {number for letter in "محم" for number, _x, _y in shaping.shaped(arabic, letter, True)[0].parts}
    assert [cluster.text for cluster in joined] == list("محم")[::-1]
    assert not {number for cluster in joined for number, _x, _y in cluster.parts} & alone
    hindi = sources.font_for("क")
    assert hindi is not None
    (one,) = shaping.shaped(hindi, "कि", False)
    assert (one.text, len(one.parts)) == ("कि", 2)


def test_figures_and_names_keep_their_order_among_letters_that_run_left() -> None:
    text = "אבג 25 def (ghi)"
    levels = bidi.levels(text, left=True)
    seen = "".join(bidi.mirrored(text[at]) if levels[at] % 2 else text[at] for at in bidi.order(levels))
    assert seen == "def (ghi) 25 גבא"
    assert bidi.runs_left("– שלום")
    assert not bidi.runs_left("Hei שלום")


@pytest.mark.parametrize(
    ("text", "left", "seen"),
    [
        ("אב(ג)", True, ")ג(בא"),
        ("a(ב)c", False, "a(ב)c"),
        ("א 1-2", True, "1-2 א"),
        ("م 1-2", True, "2-1 م"),
        ("אב.", True, ".בא"),
        ("אב.", False, "בא."),
        ("12% א", False, "12% א"),
    ],
)
def test_the_order_is_that_of_the_unicode_rules(text: str, left: bool, seen: str) -> None:
    assert "".join(text[at] for at in bidi.order(bidi.levels(text, left=left))) == seen


def test_any_order_holds_every_letter_once() -> None:
    chance = random.Random(1)
    for _turn in range(300):
        text = "".join(chance.choice("abאבمح12 ().,-٠é") for _letter in range(chance.randint(1, 30)))
        assert sorted(bidi.order(bidi.levels(text, left=chance.random() < 0.5))) == list(range(len(text)))


def test_paragraphs_that_run_left_stand_at_the_right() -> None:
    long = "اجتمعت المجموعات اليوم للحديث عن اللعب في روضة الأطفال وكيف يمكن للكبار أن يساعدوا الأطفال"
    lines = set_lines(long, styles.BODY, 150)
    assert len(lines) > 2
    assert all(line.set_right and line.left and line.width <= 150.02 for line in lines)
    (name,) = set_lines("محمد", styles.BODY, 150)
    assert not name.set_right  # a name in a list stands where the others do


def test_writing_without_spaces_is_broken_where_it_may_be() -> None:
    lines = set_lines("今天我们谈谈孩子们，以及大人怎样帮助站在外面的孩子。" * 3, styles.BODY, 120)
    assert len(lines) > 3
    assert not any(line.shown[0] in "，。" for line in lines)
    assert "".join(line.source for line in lines) == "今天我们谈谈孩子们，以及大人怎样帮助站在外面的孩子。" * 3


def test_pictures_are_drawn_and_what_belongs_together_is_one() -> None:
    emoji = sources.font_for("👍")
    assert emoji is not None
    for text in ("👍🏽", "👩\u200d🏫", "👨\u200d👩\u200d👧"):
        assert [cluster.text for cluster in shaping.shaped(emoji, text, False)] == [text]
    assert fonts.missing("👍🏽👩\u200d🏫 ✓ Å 王 م") == ""


def test_a_font_of_the_systems_is_used_where_ours_has_no_letter(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sources.font_for.cache_clear()
    (tmp_path / "Sans.ttf").write_bytes(resource("fonts", "scripts", "NotoSansHebrew-Regular.ttf").read_bytes())
    (tmp_path / "Broken.ttf").write_bytes(b"\0\1\0\0")
    (tmp_path / "LastResort.otf").write_bytes(b"")
    monkeypatch.setattr(sources, "_FILES", ())
    monkeypatch.setattr(sources, "_folders", lambda: (tmp_path,))
    sources._of_the_system.cache_clear()
    try:
        font = sources.font_for("ש")
        assert font is not None
        assert font.path == tmp_path / "Sans.ttf"
        assert sources.font_for("क") is None
    finally:
        sources.font_for.cache_clear()
        sources._of_the_system.cache_clear()


def test_a_font_with_outlines_of_postscript_is_used_and_conforms(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "Bars.otf").write_bytes(postscript_font())
    monkeypatch.setattr(sources, "_FILES", ())
    monkeypatch.setattr(sources, "_folders", lambda: (tmp_path,))
    sources.font_for.cache_clear()
    sources._of_the_system.cache_clear()
    try:
        data = make(_summary(LETTERS, f"Hei {LETTERS[::-1]}")).data
    finally:
        sources.font_for.cache_clear()
        sources._of_the_system.cache_clear()
    copied = " ".join(" ".join(page_texts(data)).split())
    assert LETTERS in copied
    assert f"Hei {LETTERS[::-1]}" in copied
    assert faults(data) == []
    assert len(data) < 40_000


def test_whoever_prints_is_told_which_letters_nobody_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_of_the_system", lambda: ())
    sources.font_for.cache_clear()
    badges = paper.Badges(OCCASION, (paper.Badge("Amun 𓀀", "Ra", "Lund"), paper.Badge("王", "Å", "Lund")))
    lacking = unprintable((badges,))
    sources.font_for.cache_clear()
    assert lacking is not None
    assert lacking.letters == "𓀀"
    assert lacking.texts == ("Amun 𓀀",)
    assert "«Amun 𓀀»" in lacking.sentence
    assert unprintable((paper.Badges(OCCASION, badges.badges[1:]),)) is None


def test_fonts_by_writing_are_open_and_no_larger_than_they_may_be() -> None:
    files = sorted(resource("fonts", "scripts").glob("*.ttf"))
    assert {file.name for file in files} == {name for name, _blocks in sources._FILES}
    assert sum(file.stat().st_size for file in files) < 6_000_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in resource("fonts", "scripts", "OFL.txt").read_text("utf-8")


def test_only_what_is_used_of_a_font_is_in_the_file() -> None:
    data = make(paper.Badges(OCCASION, (paper.Badge("王小明", "محمد", "Lund"),))).data
    assert len(data) < 60_000
    fonts_in = str(PdfReader(BytesIO(data)).pages[0]["/Resources"]["/Font"])  # type: ignore[index]
    assert fonts_in.count("/Type0") >= 2 or fonts_in.count("S") >= 2
