"""Etiketter: which sheet the badges are printed on, the first label that is left, and how many are without a name."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from nettverk.domain import labels as rules
from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.labels import CUT_CARDS, OWN, Labels, LabelSheet
from nettverk.i18n import _
from nettverk.services.database import Store
from nettverk.services.handouts import labels
from nettverk.ui.common.basics import Note, Small, set_tone
from nettverk.ui.common.inputs import ComboBox, LengthBox, SpinBox
from nettverk.ui.common.literal import set_caption
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.widgets import PrimaryButton
from nettverk.ui.common.workspace import Workspace


class LabelsSheet(Sheet):
    """Chosen once for the database; where the printing begins is chosen anew for each sheet that was begun."""

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        super().__init__(_("Etiketter"), host)
        self._workspace = workspace
        self.body.addWidget(
            Note(_("Finn nummeret på pakken. Skriv ut i 100 %, og prøv først på vanlig papir holdt mot arket."), self)
        )
        self.sheets = ComboBox(self)
        self.sheets.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for sheet in (CUT_CARDS, *labels.sheets()):
            self.sheets.addItem(labels.name(sheet), sheet)
        self.sheets.addItem(_("Egen størrelse"), None)
        self.add_field(_("Etikettark"), self.sheets)
        self.own = QWidget(self)
        self._lengths = self._own_measures()
        self.body.addWidget(self.own)
        self.first, self.spares = SpinBox(self), SpinBox(self)
        self.spares.setRange(0, rules.MOST_SPARES)
        self.add_field(_("Start på etikett nummer"), self.first)
        self.add_field(_("Skilt uten navn, til dem som dukker opp"), self.spares)
        self.fault = Note("", self)
        set_tone(self.fault, "stop")
        self.fault.hide()
        self.body.addWidget(self.fault)
        self.body.addStretch(1)
        self.use = PrimaryButton(_("Bruk"), "check", self)
        self.use.clicked.connect(self.choose)
        self.foot.addStretch(1)
        self.foot.addWidget(self.use)
        self.sheets.currentIndexChanged.connect(self._other_sheet)
        self.closed.connect(self.deleteLater)

    def _own_measures(self) -> dict[str, LengthBox | SpinBox]:
        """Two columns of figures: what one measures on the sheet."""
        grid = QGridLayout(self.own)
        grid.setContentsMargins(0, 0, 0, 8)
        fields: dict[str, LengthBox | SpinBox] = {}
        for place, (key, word, most) in enumerate(
            (
                ("wide", _("Bredde"), 210.0),
                ("high", _("Høyde"), 148.5),
                ("across", _("Bortover"), 0),
                ("down", _("Nedover"), 0),
                ("left", _("Fra venstre kant"), 200.0),
                ("top", _("Fra øverste kant"), 290.0),
                ("step_x", _("Fra kant til kant bortover"), 210.0),
                ("step_y", _("Fra kant til kant nedover"), 297.0),
            )
        ):
            box: LengthBox | SpinBox
            if most:
                box = LengthBox(0.0, most, self)
            else:
                box = SpinBox(self)
                box.setRange(1, 20)
            caption = Small(word, self, strong=True)
            set_caption(caption, box)
            box.setAccessibleName(word)
            row, column = place // 2 * 2, place % 2
            grid.addWidget(caption, row, column)
            grid.addWidget(box, row + 1, column)
            fields[key] = box
        return fields

    def begin(self) -> None:
        """Open it with what is chosen now."""
        self._workspace.lane.ask(labels.chosen, self._show, self)

    def _show(self, chosen: Labels) -> None:
        known = [self.sheets.itemData(at) for at in range(self.sheets.count())]
        ids = [sheet.id if isinstance(sheet, LabelSheet) else OWN for sheet in known]
        self.sheets.setCurrentIndex(ids.index(chosen.sheet.id))
        self._fill_in(chosen.sheet)
        self._other_sheet()
        self.first.setValue(chosen.first)
        self.spares.setValue(chosen.spares)
        self.open(self.sheets)

    def _fill_in(self, sheet: LabelSheet) -> None:
        """One's own measures begin with those of the sheet that was chosen before."""
        for key, value in (
            ("wide", sheet.wide), ("high", sheet.high), ("across", sheet.across), ("down", sheet.down),
            ("left", sheet.left), ("top", sheet.top), ("step_x", sheet.step_x), ("step_y", sheet.step_y),
        ):  # fmt: skip
            box = self._lengths[key]
            if isinstance(box, SpinBox):
                box.setValue(int(value))
            else:
                box.setValue(value)

    def _other_sheet(self) -> None:
        sheet = self.sheets.currentData()
        self.own.setVisible(not isinstance(sheet, LabelSheet))
        if isinstance(sheet, LabelSheet):
            self._fill_in(sheet)
        self.first.setRange(1, sheet.count if isinstance(sheet, LabelSheet) else 200)
        self.fault.hide()

    def wanted(self) -> Labels:
        """What is filled in.

        Raises:
            BadInput: the labels do not go on the paper, or there is no such label.
        """
        sheet = self.sheets.currentData()
        if not isinstance(sheet, LabelSheet):
            at = {key: box.value() for key, box in self._lengths.items()}
            sheet = rules.own_sheet(
                at["wide"], at["high"], int(at["across"]), int(at["down"]),
                at["left"], at["top"], at["step_x"], at["step_y"],
            )  # fmt: skip
        return rules.chosen(sheet, self.first.value(), self.spares.value())

    def choose(self) -> None:
        """Print on it from now on, and close."""
        try:
            wanted = self.wanted()
        except BadInput as fault:
            self._say(fault.sentence)
            return

        def job(store: Store) -> Changes:
            return labels.choose(store, wanted)

        self._workspace.lane.change(job, lambda _changes: self.close_sheet(), self, failed=self._say)

    def _say(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.show()
