"""What stands beside the plan: the form of the chosen part, or of the gathering itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.plan import Gathering, Part
from nettverk.i18n import _
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.widgets import QuietButton, Segmented, row
from nettverk.ui.plan.details import GatheringFields, PartFields
from nettverk.ui.plan.new_gathering import Choices


class Form(StrEnum):
    """Which of the two forms is seen."""

    PART = "part"
    GATHERING = "gathering"


class SidePanel(QWidget):
    """Two forms, one seen at a time.

    Signals:
        part_typed: field and value of the chosen part.
        gathering_typed: field and value of the gathering.
        part_tags_wanted, gathering_tags_wanted: the tags of the one that is shown are to be changed.
        gathering_form_made: the gathering's form, when somebody first wants it, and when it has been made anew.
        back: in a narrow window: the table is wanted again.
    """

    part_typed = Signal(str, object)
    gathering_typed = Signal(str, object)
    part_tags_wanted = Signal()
    gathering_tags_wanted = Signal()
    gathering_form_made = Signal(object)
    back = Signal()

    def __init__(self, autosave: Autosave, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._autosave = autosave
        self._choices: Choices | None = None
        self._forms = QStackedWidget(self)
        self._part_area = _Scrolled(self._forms)
        self.part_fields = PartFields(autosave, self._part_area.viewport())
        self._part_area.hold(self.part_fields)
        self.part_fields.typed.connect(self.part_typed)
        self.part_fields.tags.wanted.connect(self.part_tags_wanted)
        self._gathering_fields: GatheringFields | None = None
        self._gathering_tags: tuple[str, ...] = ()
        self._gathering: Gathering | None = None
        self.which = Segmented([(Form.PART, _("Delen")), (Form.GATHERING, _("Samlingen"))], _("Vis"))
        self.which.chosen.connect(lambda key: self.show_form(Form(key)))
        self._forms.addWidget(self._part_area)
        self.back_button = QuietButton(_("Tilbake til planen"), "chevron-left")
        self.back_button.clicked.connect(self.back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 20, 8, 8)
        layout.addLayout(row(self.back_button, None))
        layout.addLayout(row(self.which, None))
        layout.addWidget(self._forms, 1)

    @property
    def gathering_fields(self) -> GatheringFields | None:
        """The gathering's form, made when somebody first wants it; None before it is known what there is to choose."""
        if self._gathering_fields is None and self._choices is not None:
            area = _Scrolled(self._forms)
            form = self._gathering_fields = GatheringFields(
                self._autosave, self._choices.networks, self._choices.districts, area.viewport()
            )
            area.hold(form)
            form.typed.connect(self.gathering_typed)
            form.tags.wanted.connect(self.gathering_tags_wanted)
            form.tags.show_tags(self._gathering_tags)
            self._forms.addWidget(area)
            if self._gathering is not None:
                form.show_gathering(self._gathering)
            self.gathering_form_made.emit(form)
        return self._gathering_fields

    def offer(self, choices: Choices) -> None:
        """Give the gathering's form these networks and districts to choose from; it is made anew when they change."""
        if choices == self._choices:
            return
        self._choices = choices
        if self._gathering_fields is not None:
            # What is typed in the old form is stored before the form goes.
            self._gathering_fields.flush()
            if (area := self._forms.widget(1)) is not None:
                self._forms.removeWidget(area)
                area.deleteLater()
            self._gathering_fields = None
        self.show_form(Form(self.which.value()))

    def show_form(self, form: Form) -> None:
        """Show one of the forms; the gathering's is not there before the first gathering has been read."""
        self.which.choose(form)
        there = form is Form.GATHERING and self.gathering_fields is not None
        self._forms.setCurrentIndex(1 if there else 0)

    def show_gathering(self, gathering: Gathering) -> None:
        """Show the values of the gathering, once its form is there."""
        self._gathering = gathering
        if self._gathering_fields is not None:
            self._gathering_fields.show_gathering(gathering)

    def show_tags(self, of_part: Sequence[str], of_gathering: Sequence[str]) -> None:
        """Show the tags of the chosen part and of the gathering, by id."""
        self.part_fields.tags.show_tags(of_part)
        self._gathering_tags = tuple(of_gathering)
        if self._gathering_fields is not None:
            self._gathering_fields.tags.show_tags(of_gathering)

    def show_part(self, part: Part | None, planned: time | None) -> None:
        """Show the chosen part, or that none is chosen.

        Args:
            planned: when the part starts as the plan is.
        """
        if part is not None and planned is not None:
            if self.part_fields.subject != part.id:
                self._part_area.verticalScrollBar().setValue(0)
            self.part_fields.show_part(part, planned)
        self.part_fields.setEnabled(part is not None)


class _Scrolled(QScrollArea):
    """Scrolls one form, up and down only."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard goes to the fields inside, never to the area
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def hold(self, form: QWidget) -> None:
        form.setContentsMargins(0, 0, 8, 0)
        self.setWidget(form)
