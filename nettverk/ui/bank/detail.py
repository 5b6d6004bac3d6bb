"""The hit that is chosen: all of it, where it is from, and whether it is good practice."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from nettverk.domain.good_practice import GoodOn, GoodPractice
from nettverk.domain.search import Hit, HitKind, kind_name
from nettverk.i18n import _, short_date
from nettverk.ui.common.basics import CheckBox
from nettverk.ui.common.widgets import Card, FlowLayout, Heading, Note, PrimaryButton, QuietButton, Small

CAN_BE_GOOD = {
    HitKind.COMMITMENT: GoodOn.COMMITMENT,
    HitKind.CONTRIBUTION: GoodOn.CONTRIBUTION,
    HitKind.THEME: GoodOn.THEME,
}


class Detail(QScrollArea):
    """What was said, whole, and what can be done with it.

    Signals:
        go_wanted: see it where it was said.
        mark_wanted: let it be good practice, or not.
        consent_wanted, withdraw_wanted: note that the unit said yes, or that it did no longer.
        wall_wanted: let it be on the wall, or not.
        print_wanted: what is marked, on paper.
    """

    go_wanted = Signal()
    mark_wanted = Signal(bool)
    consent_wanted = Signal()
    withdraw_wanted = Signal()
    wall_wanted = Signal(bool)
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hit: Hit | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self.setWidget(inside)
        self._inside = inside
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        self.kind = Small("", inside)
        self.text = Heading("", 1, inside, wrap=True)
        self.more = Note("", inside)
        self.who = Small("", inside, wrap=True)
        self.go_button = QuietButton(_("Gå dit det ble sagt"), "external-link", inside)
        self.go_button.clicked.connect(self.go_wanted)
        for widget in (self.kind, self.text, self.more, self.who):
            column.addWidget(widget)
        column.addWidget(self.go_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        column.addWidget(self._good_card(inside))
        column.addStretch(1)

    def _good_card(self, parent: QWidget) -> Card:
        self.card = Card(parent, gap=8)
        self.heading = Heading(_("God praksis"), 0, self.card)
        self.told = Note("", self.card)
        self.mark_button = PrimaryButton(_("Merk som god praksis"), "check", self.card)
        self.unmark_button = QuietButton(_("Ikke god praksis likevel"), "x", self.card)
        self.consent_button = QuietButton(_("Noter samtykke …"), "user-check", self.card)
        self.withdraw_button = QuietButton(_("Trekk samtykket"), "undo-2", self.card)
        self.wall = CheckBox(_("Vis på lerretet i samlingene"), self.card)
        self.print_button = QuietButton(_("Skriv ut god praksis …"), "printer", self.card)
        self.mark_button.clicked.connect(lambda: self.mark_wanted.emit(True))
        self.unmark_button.clicked.connect(lambda: self.mark_wanted.emit(False))
        self.consent_button.clicked.connect(self.consent_wanted)
        self.withdraw_button.clicked.connect(self.withdraw_wanted)
        self.wall.clicked.connect(self.wall_wanted)
        self.print_button.clicked.connect(self.print_wanted)
        self.card.body.addWidget(self.heading)
        self.card.body.addWidget(self.told)
        self.card.body.addWidget(self.wall)
        flow = FlowLayout(gap=8, line_gap=8)
        for button in (
            self.mark_button, self.consent_button, self.withdraw_button, self.print_button, self.unmark_button,
        ):  # fmt: skip
            flow.addWidget(button)
        self.card.body.addLayout(flow)
        return self.card

    def show_hit(self, hit: Hit | None) -> None:
        """Show what was said; what is known of it as good practice comes with ``show_practice``."""
        self.hit = hit
        self._inside.setVisible(hit is not None)
        if hit is None:
            return
        self.kind.setText(kind_name(hit.kind))
        self.text.setText(hit.whole)
        self.more.setText(hit.whole_more)
        self.more.setVisible(bool(hit.whole_more))
        self.who.setText("\n".join(word for word in (hit.who, hit.where) if word))
        self.card.setVisible(hit.kind in CAN_BE_GOOD)

    def show_practice(self, practice: GoodPractice | None) -> None:
        """Show whether it is marked, and whether the unit has said yes."""
        hit = self.hit
        if hit is None:
            return
        marked = practice is not None
        consent = practice.consent if practice is not None else None
        if practice is None:
            words = _("Virket det? Merk det, så finner andre det igjen her, på papir og på lerretet.")
        elif not practice.unit_id:
            words = _("Merket. Mange sa det, så det står uten navnet på en enhet.")
        elif consent is None:
            words = _("Merket. Navnet på enheten står ikke på papir eller lerret før enheten har sagt ja.")
        else:
            consent_sentence = _("Merket. {role} sa ja {day} til at «{unit}» står med navn.")
            role = consent.by[:1].upper() + consent.by[1:]
            words = consent_sentence.format(role=role, day=short_date(consent.on), unit=practice.unit_name)
        self.told.setText(words)
        named = practice is not None and bool(practice.unit_id)
        self.mark_button.setVisible(not marked)
        self.unmark_button.setVisible(marked)
        self.consent_button.setVisible(named and consent is None)
        self.withdraw_button.setVisible(consent is not None)
        self.wall.setVisible(marked)
        self.wall.setChecked(practice is not None and practice.on_wall)
        self.print_button.setVisible(marked)
