"""Who visits whom and who guides whom: suggested, agreed with a day, noted on; one or the other made by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from nettverk.domain.between import Pairing, PairKind, Suggested, alone_words
from nettverk.i18n import _
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.layouts import empty
from nettverk.ui.common.literal import add_action, set_caption
from nettverk.ui.common.typed_moments import DayField
from nettverk.ui.common.widgets import (
    Card,
    FlatButton,
    Heading,
    Note,
    PrimaryButton,
    QuietButton,
    Segmented,
    Small,
    column,
    row,
)
from nettverk.ui.common.writing import Writing


class PairCard(Card):
    """One agreed pair: its day, and what to look for or what came of it.

    Signals:
        dated: the pair's id and the day, or None.
        noted: the pair's id and the note as one types it.
        left: the focus left the note.
        removed: the pair's id.
    """

    dated = Signal(str, object)
    noted = Signal(str, str)
    left = Signal()
    removed = Signal(str)

    def __init__(self, pair: Pairing, near: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent, margin=12, gap=4)
        self.pair = pair
        self.who = Heading("", 0, self, wrap=True)
        self.day = DayField(near, self, brief=True)
        self.note = Writing(1, self, one_line=True)
        self.note.setProperty("keeps", True)  # stored as one types
        self.note.setPlaceholderText(_("Hva skal dere se etter, eller hva kom ut av det?"))
        self.bin = FlatButton("", "trash-2", self, tip=_("Fjern paret"))
        caption = Small(_("Når"), self, strong=True)
        set_caption(caption, self.day)
        self.day.setAccessibleName(_("Når"))
        self.note.setAccessibleName(_("Notat om paret"))
        top = row(self.who, self.bin)
        top.setStretch(0, 1)
        self.body.addLayout(top)
        self.body.addLayout(row(caption, self.day, None))
        self.body.addWidget(self.note)
        self.day.taken.connect(lambda *_value: self.dated.emit(self.pair.id, self.day.day()))
        self.note.typed.connect(lambda: self.noted.emit(self.pair.id, self.note.text()))
        self.note.left.connect(self.left)
        self.note.done.connect(self.left)
        self.note.done.connect(self.focusNextChild)
        self.bin.clicked.connect(lambda: self.removed.emit(self.pair.id))
        self.show_pair(pair)

    def show_pair(self, pair: Pairing) -> None:
        """The pair as it is stored; what is being typed stays."""
        self.pair = pair
        if pair.kind is PairKind.OBSERVE:
            words = _("{one} og {other} besøker hverandre").format(one=pair.one_name, other=pair.other_name)
        else:
            words = _("{one} veileder {other}").format(one=pair.one_name, other=pair.other_name)
        self.who.setText(words)
        if self.day.day() != pair.on and not self.day.unsettled:
            with QSignalBlocker(self.day):
                self.day.fill(pair.on)
        if not self.note.hasFocus():
            self.note.fill(pair.note)


class Pairs(QWidget):
    """All pairs of a gathering, and the ways to make them.

    Signals:
        dated, noted, left, removed: as of a card.
        suggest_wanted: pairs are to be found, without the units whose ids these are.
        agreed: the ``SuggestedPair``s are to be used.
        added: a kind, and the ids of two units.
    """

    dated = Signal(str, object)
    noted = Signal(str, str)
    left = Signal()
    removed = Signal(str)
    suggest_wanted = Signal(object)
    agreed = Signal(object)
    added = Signal(object, str, str)

    def __init__(self, near: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._near, self._busy = near, set[str]()
        self.cards: dict[str, PairCard] = {}
        self.suggested: Suggested | None = None
        self.suggest_button = QuietButton(_("Foreslå observasjonspar"), "wand-sparkles", self)
        self.use_button = PrimaryButton(_("Bruk parene"), parent=self)
        self.kind = Segmented(
            [(PairKind.OBSERVE, _("Besøk")), (PairKind.GUIDE, _("Veiledning"))], _("Hva avtales"), self
        )
        self.one, self.other = ComboBox(self), ComboBox(self)
        for combo in (self.one, self.other):
            combo.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.add_button = QuietButton(_("Avtal"), "plus", self)
        self.alone = Note("", self)
        self._cards, self._suggested = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self.suggest_button.clicked.connect(self._ask)
        self.use_button.clicked.connect(self._use)
        self.kind.chosen.connect(lambda _key: self._name())
        self.add_button.clicked.connect(self._add)
        self._name()
        self.forget()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(self._cards)
        box.addLayout(row(self.suggest_button, None))
        box.addLayout(self._suggested)
        box.addWidget(self.alone)
        box.addLayout(row(self.use_button, None))
        box.addSpacing(8)
        box.addLayout(row(self.kind, None))
        self._one_caption, self._other_caption = Small("", self, strong=True), Small("", self, strong=True)
        for caption, combo in ((self._one_caption, self.one), (self._other_caption, self.other)):
            set_caption(caption, combo)
            box.addLayout(column(caption, combo, gap=2))
        box.addLayout(row(self.add_button, None))

    def offer(self, units: Sequence[tuple[str, str]]) -> None:
        """Give the units to choose from, as (id, name)."""
        for combo in (self.one, self.other):
            chosen = combo.currentData()
            combo.clear()
            for unit_id, name in units:
                combo.addItem(name, unit_id)
            combo.setCurrentIndex(combo.findData(chosen))

    def show_pairs(self, pairs: Sequence[Pairing]) -> None:
        """Show what is agreed; a card that is there stays where it is."""
        if list(self.cards) != [pair.id for pair in pairs]:
            empty(self._cards)
            self.cards = {pair.id: self._card(pair) for pair in pairs}
        for pair in pairs:
            self.cards[pair.id].show_pair(pair)

    def _card(self, pair: Pairing) -> PairCard:
        card = PairCard(pair, self._near, self)
        card.dated.connect(self.dated)
        card.noted.connect(self.noted)
        card.left.connect(self.left)
        card.removed.connect(self.removed)
        self._cards.addWidget(card)
        return card

    # --- suggestions ---

    def forget(self) -> None:
        """No suggestions, and nobody is busy."""
        self._busy.clear()
        self.show_suggested(None)

    def show_suggested(self, suggested: Suggested | None) -> None:
        """Show pairs that could be; nothing is agreed by it."""
        self.suggested = suggested
        empty(self._suggested)
        pairs = suggested.pairs if suggested else ()
        for pair in pairs:
            near = _("samme bydel") if pair.near else ""
            words = " · ".join(word for word in (f"{pair.one_name} – {pair.other_name}", near) if word)
            busy = FlatButton(_("Opptatt …"), parent=self)
            busy.setAccessibleDescription(words)
            ends = ((pair.one, pair.one_name), (pair.other, pair.other_name))
            busy.clicked.connect(lambda _on=False, busy=busy, ends=ends: self._ask_busy(busy, ends))
            line = row(Note(words, self), busy)
            line.setStretch(0, 1)
            self._suggested.addLayout(line)
        sentence = alone_words(suggested) if suggested else ""
        self.alone.setText(sentence or (_("Ingen er ledige til nye par.") if suggested and not pairs else ""))
        self.alone.setVisible(bool(self.alone.text()))
        self.use_button.setVisible(bool(pairs))

    def _ask(self) -> None:
        self.suggest_wanted.emit(frozenset(self._busy))

    def _use(self) -> None:
        if self.suggested is not None:
            self.agreed.emit(self.suggested.pairs)
            self.forget()

    def _ask_busy(self, button: QWidget, ends: Sequence[tuple[str, str]]) -> None:
        menu = QMenu(self)
        for unit_id, name in ends:
            action = add_action(menu, _("{unit} kan ikke").format(unit=name))
            action.triggered.connect(lambda _on=False, unit_id=unit_id: self.set_busy(unit_id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def set_busy(self, unit_id: str) -> None:
        """Leave a unit out, and find pairs anew."""
        self._busy.add(unit_id)
        self._ask()

    # --- by hand ---

    def _name(self) -> None:
        guides = self.kind.value() == PairKind.GUIDE
        for caption, combo, words in (
            (self._one_caption, self.one, _("Hvem veileder") if guides else _("Den ene")),
            (self._other_caption, self.other, _("Hvem får veiledning") if guides else _("Den andre")),
        ):
            caption.setText(words)
            combo.setAccessibleName(words)

    def _add(self) -> None:
        observer, other = str(self.one.currentData() or ""), str(self.other.currentData() or "")
        if observer and other:
            self.added.emit(PairKind(self.kind.value()), observer, other)
        else:
            (self.other if observer else self.one).setFocus()
