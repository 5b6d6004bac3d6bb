"""What stands beside a list on its way in: how many it has, what the kitchen is told, and rows that are left out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from nettverk.domain.matching import StepKind
from nettverk.i18n import _, _n
from nettverk.services import participant_import
from nettverk.services.participant_import import Import
from nettverk.ui.common.widgets import Card, Heading, Note


def scrolled(right: QWidget, scale: float) -> QScrollArea:
    """What the list asks about, as wide as its questions need in this size of text."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard goes to what is asked, never to the area
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setMinimumWidth(round(340 * min(scale, 1.5)))  # larger, and there would be no room for the list
    area.setMaximumWidth(round(420 * scale))
    area.setWidget(right)
    return area


def about_reading(pending: Import) -> str:
    """How the list is read, and what whoever has it open does not see: hidden columns, and people on other sheets."""
    told = [_("Slik har programmet lest lista. Velg noe annet over en kolonne hvis det ikke stemmer.")]
    for column in pending.reading.columns:
        if column.hidden and column.role:
            name = f"{column.letter} {column.header}".strip()
            told.append(_("Kolonne {column} er skjult i arket, og er lest likevel.").format(column=name))
    for sheet, people in participant_import.other_lists(pending):
        count = _n("{n} person", "{n} personer", people)
        told.append(_("Arket {sheet} er ikke lest ({people}).").format(sheet=sheet, people=count))
    return " ".join(told)


def food_card(food: Sequence[tuple[str, int]]) -> Card:
    """What the kitchen will be told: counts, and nobody's name."""
    card = Card(panel=True)
    card.body.addWidget(Heading(_("Til kjøkkenet"), 1, wrap=True))
    card.body.addWidget(Note(", ".join(f"{people} × {need}" for need, people in food)))
    card.body.addWidget(Note(_("Bare tallene lagres, uten navn, og de fjernes etter dagen.")))
    return card


def summary_card(pending: Import) -> Card:
    """How many people the list has, and how many of them are new."""
    count = pending.plan.count
    new, updated, same = count(StepKind.NEW), count(StepKind.UPDATE), count(StepKind.SAME)
    total = new + updated + same
    card = Card(panel=True)
    card.body.addWidget(Heading(_n("{n} person", "{n} personer", total), 2))
    for number, words in ((new, _("nye")), (updated, _("får nye opplysninger")), (same, _("kjent fra før"))):
        if number:
            card.body.addWidget(Note(f"{number} {words}"))
    if not total:
        card.body.addWidget(
            Note(
                _("Fant ingen personer under overskriften.")
                if pending.reading.has_names
                else _("Velg hvilken kolonne som har navnene.")
            )
        )
    if sentence := participant_import.trouble(pending):
        card.body.addWidget(Note(sentence))
    new_units = [unit.name for unit in pending.plan.units if unit.unit_id is None]
    if new_units:
        text = _n("{n} ny enhet", "{n} nye enheter", len(new_units))
        card.body.addWidget(Note(f"{text}: {', '.join(new_units[:12])}{' …' if len(new_units) > 12 else ''}"))
    return card


def skipped_card(pending: Import) -> Card:
    """Rows that are not taken in, with the reason."""
    skipped = Card(panel=True)
    skipped.body.addWidget(
        Heading(_n("{n} rad hoppes over", "{n} rader hoppes over", len(pending.skipped)), 1, wrap=True)
    )
    for skipped_row in pending.skipped[:30]:
        place = participant_import.place_of(pending, skipped_row.row)
        text = _("{place}: {reason}").format(place=place, reason=skipped_row.reason)
        skipped.body.addWidget(Note(text))
    if len(pending.skipped) > 30:
        skipped.body.addWidget(Note(_("og {n} til").format(n=len(pending.skipped) - 30)))
    return skipped
