"""What a list says beside names, put to the user: each kind a card, each row a box with the likely answer chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from nettverk.domain.list_questions import Question, QuestionKind, answer_words, question_words
from nettverk.domain.matching import Subject, Suggestion
from nettverk.domain.participant_lists import Place, Workbook
from nettverk.domain.participants import Participant
from nettverk.i18n import _, _n
from nettverk.services import participant_import
from nettverk.services.database import Store
from nettverk.services.participant_import import Answers, Import
from nettverk.ui.common.basics import CheckBox
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.named_boxes import NamedCheckBox
from nettverk.ui.common.widgets import Card, Heading, Note, QuietButton, Small

_SHOWN = 30  # rows of one kind; a list of ninety has one answer for all above them
_ONE_BY_ONE = 3

SAME = "same:"
"""Before the key of a new unit of the list, where an id would be a known one's."""

Answered = Callable[[Sequence[Question], str], None]
"""Called with the questions that are answered, and the answer."""
Placed = Callable[[int], Place]
"""Where a row of the list stands in the file."""


def question_cards(questions: Sequence[Question], answered: Answered, place: Placed) -> list[Card]:
    """A card for each kind of question that the list asks."""
    cards = []
    for kind in QuestionKind:
        rows = [question for question in questions if question.kind is kind]
        if rows:
            cards.append(_card(kind, rows, answered, place))
    return cards


def _card(kind: QuestionKind, rows: list[Question], answered: Answered, place: Placed) -> Card:
    card = Card()
    card.body.addWidget(Heading(question_words(kind), 1, wrap=True))
    shared = set(rows[0].choices).intersection(*(question.choices for question in rows))
    if len(rows) > _ONE_BY_ONE and len(shared) > 1:
        choices = [choice for choice in rows[0].choices if choice in shared]
        answers = {question.taken_as for question in rows}
        text = _n("Alle {n}", "Alle {n}", len(rows))
        card.body.addWidget(Small(text, strong=True))
        box = _box(
            kind, ("", *choices) if len(answers) > 1 else choices, answers.pop() if len(answers) == 1 else "", text
        )

        def all_answered() -> None:
            if box.currentData():
                answered(rows, box.currentData())

        box.activated.connect(all_answered)
        card.body.addWidget(box)
    for question in rows[:_SHOWN]:
        _ask(card, question, answered, place)
    if len(rows) > _SHOWN:
        card.body.addWidget(Note(_("og {n} til").format(n=len(rows) - _SHOWN)))
    return card


def _ask(card: Card, question: Question, answered: Answered, place: Placed) -> None:
    question_text = question.text if question.name in question.text else f"{question.name}: {question.text}"
    caption = Small(_("{place}: {text}").format(place=place(question.row), text=question_text), strong=True, wrap=True)
    card.body.addWidget(caption)
    if len(question.choices) < 2:
        card.body.addWidget(Note(_("Regnet som {answer}").format(answer=question.taken_as)))
        return
    box = _box(question.kind, question.choices, question.taken_as, caption.text())
    box.activated.connect(lambda: answered([question], box.currentData()))
    card.body.addWidget(box)


def _box(kind: QuestionKind, choices: Sequence[str], chosen: str, name: str) -> QComboBox:
    box = ComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(20)
    box.setAccessibleName(name)
    for choice in choices:
        box.addItem(answer_words(kind, choice) if choice else _("Ulike svar"), choice)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box


class MissingCard(Card):
    """Those who are signed up and not on the list any more; whoever is ticked is withdrawn when the list is stored."""

    def __init__(self, missing: Sequence[Participant], ticked: set[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticked = ticked
        self.body.addWidget(
            Heading(_n("{n} står ikke på lista lenger", "{n} står ikke på lista lenger", len(missing)), 1, wrap=True)
        )
        self.body.addWidget(Note(_("Kryss av dem som skal meldes av. De andre blir stående som påmeldt.")))
        self.boxes: list[CheckBox] = []
        for person in missing:
            box = NamedCheckBox(person.name)
            box.setAccessibleDescription(person.unit_name)
            box.setChecked(person.id in ticked)
            box.toggled.connect(lambda on, id_=person.id: self._tick(id_, on=on))
            self.boxes.append(box)
            self.body.addWidget(box)
            unit = Note(person.unit_name)  # on a line of its own: together they are wider than the card
            box.ensurePolished()
            unit.setIndent(box.sizeHint().width() - box.fontMetrics().horizontalAdvance(box.text()))
            self.body.addWidget(unit)
        if len(missing) > 1:
            every = QuietButton(_("Meld av alle"))
            every.clicked.connect(self._tick_all)
            self.body.addWidget(every)

    def _tick_all(self) -> None:
        for box in self.boxes:
            box.setChecked(True)

    def _tick(self, id_: str, *, on: bool) -> None:
        if on:
            self._ticked.add(id_)
        else:
            self._ticked.discard(id_)


def guessed(store: Store, workbook: Workbook, gathering_id: str | None) -> Import:
    """A list as it is likely meant, with likely answers to what is asked."""
    list_ = participant_import.guessed(store, workbook, gathering_id)
    return participant_import.with_likely(store, list_, gathering_id)


def answer_to(answers: Answers, suggestion: Suggestion) -> str | int:
    """What stands in the box of a question that has a likely answer; empty for something new."""
    if suggestion.kind is Subject.PERSON:
        person = answers.people.get(suggestion.row, "")
        return person or answers.rows.get(suggestion.row, "")
    if key := answers.same_units.get(suggestion.key):
        return f"{SAME}{key}"
    return answers.units.get(suggestion.key, "")
