"""What stands beside the table: everything about the chosen part, and about the gathering itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time

from PySide6.QtWidgets import QSpinBox, QWidget

from nettverk.domain.methods import Method
from nettverk.domain.needs import Need, from_need_line
from nettverk.domain.now import today
from nettverk.domain.plan import (
    Gathering,
    Organising,
    Part,
    PartKind,
    organising_name,
    part_kind_name,
)
from nettverk.domain.registry import District, Network, everywhere
from nettverk.domain.rundown.learning import Learned, SeriesPart
from nettverk.i18n import LANGUAGES, _, _n, clock
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.fields import Fields
from nettverk.ui.common.tags.tag_line import TagLine
from nettverk.ui.common.widgets import Note, QuietButton, row
from nettverk.ui.plan.part_sheets import PartSheets

_MADE_UP = frozenset({"questions", "method"})  # shown otherwise than the part has them


class PartFields(Fields):
    """The chosen part. ``typed`` names a column of the part, or ``questions`` with a tuple of texts."""

    def __init__(self, autosave: Autosave, parent: QWidget | None = None) -> None:
        super().__init__(autosave, parent)
        self.line("title", _("Navn på delen"))
        self.choice("kind", _("Type del"), [(kind, part_kind_name(kind)) for kind in PartKind])
        self.minutes("minutes", _("Minutter"))
        self.minutes("floor_minutes", _("Kortest mulig"))
        self.side_by_side("minutes", "floor_minutes")
        self.learned: Mapping[SeriesPart, Learned] = {}
        self.places: Mapping[str, SeriesPart] = {}
        self.clock_note = Note("", self)
        self.box.addWidget(self.clock_note)
        self._proposed: int | None = None
        self.take_minutes = QuietButton("", "clock", self)
        self.take_minutes.clicked.connect(self._take)
        self.take_minutes.hide()
        self.box.addLayout(row(self.take_minutes, None))
        self.start = self.moment("fixed_start", _("Fast start"), optional=True)
        self.choice("organising", _("Organisering"), [(key, organising_name(key)) for key in Organising])
        self.method = self.choice("method", _("Arbeidsmåte"), [("", _("Ingen bestemt"))])
        self.method.setProperty("cites", True)  # ways of working keep the names they are known by
        self.methods_button = QuietButton(_("Se arbeidsmåtene"), "list-ordered")
        self.box.addLayout(row(self.methods_button, None))
        self._methods: tuple[Method, ...] = ()
        self.line("speaker", _("Innleder"), hint=_("Navn og tittel"))
        self.questions = self.numbered_lines(
            "questions", _("Spørsmål, ett på hver linje"), hint=_("Hva gjør dere når …?"), rows=4
        )
        self.needs: Mapping[str, Need] = {}
        self.need_note = Note("", self)
        self.box.addWidget(self.need_note)
        self.sheets = PartSheets(self)
        self.box.addWidget(self.sheets)
        self.tags = TagLine(self)
        self.box.addWidget(self.tags)
        self.newer: Mapping[str, int] = {}
        self.lines("notes", _("Notater til prosessleder"), hint=_("Bare du ser disse."), rows=3)
        self.box.addStretch(1)

    def offer_methods(self, methods: Sequence[Method]) -> None:
        """Give the ways of working there are to choose from; what is chosen stays."""
        if tuple(methods) == self._methods:
            return
        self._methods = tuple(methods)
        chosen = self.method.currentData()
        self.method.clear()
        self.method.addItem(_("Ingen bestemt"), "")
        for method in self._methods:
            self.method.addItem(method.name.here, method.id)
        self.method.setCurrentIndex(max(0, self.method.findData(chosen)))

    def show_part(self, part: Part, planned: time) -> None:
        """Show a part's values; ``planned`` is when it starts as the plan is."""
        values: dict[str, object] = {name: getattr(part, name) for name in self.names() if name not in _MADE_UP}
        values["method"] = part.method.id if part.method else ""
        values["questions"] = "\n".join(question.text for question in part.questions)
        self.show_values(part.id, values)
        self.questions.count_from(part.questions[0].number if part.questions else 0)
        need_lines = [from_need_line(self.needs[asked.id]) for asked in part.questions if asked.id in self.needs]
        self.need_note.setText("\n".join(need_lines))
        self.need_note.setVisible(bool(need_lines))
        self.sheets.show_part(part, self.newer)
        self.start.set_hint(_("Følger planen: {time}").format(time=clock(planned)))
        self.show_learned(part)

    def show_learned(self, part: Part) -> None:
        """Lær av klokka: how long this part really took at earlier gatherings, and minutes one can take from it.

        Nothing where nobody knows.
        """
        place = self.places.get(part.id)
        known = self.learned.get(place) if place is not None else None
        said = _("{part} {what}").format(part=part_kind_name(part.kind), what=known.sentence) if known else ""
        self.clock_note.setText(said)
        self.clock_note.setVisible(bool(said))
        self._proposed = known.proposal(part.minutes) if known else None
        self.take_minutes.setVisible(self._proposed is not None)
        if self._proposed is not None:
            words = _n("Sett av {n} minutt", "Sett av {n} minutter", self._proposed)
            self.take_minutes.setText(words)
            self.take_minutes.setAccessibleDescription(said)

    def _take(self) -> None:
        minutes = self.input("minutes")
        if self._proposed is not None and isinstance(minutes, QSpinBox):
            minutes.setFocus()  # the button goes when it has been followed
            minutes.setValue(self._proposed)
            self.flush()


class GatheringFields(Fields):
    """The gathering. ``typed`` names a column, or ``goals`` with one goal on each line."""

    def __init__(
        self,
        autosave: Autosave,
        networks: Sequence[Network],
        districts: Sequence[District],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(autosave, parent)
        self.line("title", _("Navn på samlingen"))
        self.line("theme", _("Tema"), hint=_("For eksempel inkluderende lek"))
        self.tags = TagLine(self)
        self.box.addWidget(self.tags)
        self.choice("network_id", _("Nettverk"), [(network.id, network.name) for network in networks])
        self.choice(
            "district_id",
            _("Bydel"),
            [("", everywhere(districts)), *((district.id, district.name) for district in districts)],
        )
        self.side_by_side("network_id", "district_id")
        self.day("held_on", _("Dato"))
        self.moment("starts_at", _("Start"))
        self.moment("ends_at", _("Slutt"))
        self.side_by_side("starts_at", "ends_at")
        self.line("place", _("Sted"), hint=_("For eksempel Familiens hus"))
        self.lines("goals", _("Mål, ett på hver linje"), rows=2)
        self.choice("language", _("Språk på lerret og papir"), list(LANGUAGES.items()))
        self.next_on = self.day("next_on", _("Neste samling"), hint=_("Ikke bestemt. Skriv 9.2 eller uke 6"))
        self.moment("next_starts_at", _("Starttid neste samling"), optional=True, hint=_("Ikke bestemt. Skriv 8.30"))
        self.line("next_place", _("Sted neste gang"))
        self.lines("notes", _("Egne notater"), rows=3)
        self.box.addStretch(1)

    def show_gathering(self, gathering: Gathering) -> None:
        """Show the values of a gathering, and likely values for what is not decided yet."""
        values: dict[str, object] = {name: getattr(gathering, name) for name in self.names() if name != "goals"}
        values["district_id"] = gathering.district_id or ""
        values["goals"] = "\n".join(gathering.goals)
        self.show_values(gathering.id, values)
        self.next_on.set_near(gathering.held_on or today())
