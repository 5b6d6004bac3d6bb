"""Boxes and links with somebody's own words: whole where there is room, shortened and told of where there is not."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from nettverk.ui.common.named_boxes import NamedLinkButton
from tests.helpers.waiting import turns

WORDS = (
    "Styringsgruppa, 4. mars 2027", "Styringsgruppa, 30. september 2026", "Arbeidsgruppa, 17. november 2026", "Én",
    "W" * 40,
    "Koordinatorene, 1. januar 2027", "Utviklingspartneren, 12. februar 2027",
)  # fmt: skip


def test_in_just_the_room_they_ask_for_all_words_are_seen(qtbot: QtBot) -> None:
    for words in WORDS:
        link = NamedLinkButton(words)
        qtbot.addWidget(link)
        link.show()
        turns()
        link.resize(link.sizeHint())
        turns()
        assert link._seen == words, words
        assert link.toolTip() == ""


def test_in_less_room_they_are_shortened_and_still_heard(qtbot: QtBot) -> None:
    link = NamedLinkButton(WORDS[0])
    qtbot.addWidget(link)
    link.show()
    turns()
    link.resize(link.sizeHint().width() // 2, link.sizeHint().height())
    turns()
    assert link._seen != WORDS[0]
    assert link.accessibleName() == WORDS[0]
