"""Tilpass skriveren: a page is printed and measured, and every page for that printer is set right from then on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from nettverk.domain import printer_fit
from nettverk.domain.errors import BadInput
from nettverk.domain.printer_fit import ACROSS, CORNER, DOWN, PrinterFit
from nettverk.i18n import _, number
from nettverk.services import calibration
from nettverk.services.lane import Report
from nettverk.ui.common.basics import Note, set_tone
from nettverk.ui.common.inputs import ComboBox, LengthBox
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.widgets import PrimaryButton, QuietButton, row
from nettverk.ui.common.workspace import Workspace


class PrinterSheet(Sheet):
    """What is kept belongs to this machine and to one printer."""

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        super().__init__(_("Tilpass skriveren"), host)
        self._workspace = workspace
        self.body.addWidget(
            Note(
                _("Skrivere legger siden litt skjevt. Skriv ut arket, legg en linjal på, og skriv tallene her."),
                self,
            )
        )
        self.printers = ComboBox(self)
        self.printers.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.add_field(_("Skriver"), self.printers)
        self.page_button = QuietButton(_("Skriv ut arket"), "printer", self)
        self.page_button.clicked.connect(self._print)
        self.body.addLayout(row(self.page_button, None))
        self.left = LengthBox(CORNER, 60.0, self)
        self.top = LengthBox(CORNER, 60.0, self)
        self.across = LengthBox(ACROSS, 200.0, self)
        self.down = LengthBox(DOWN, 290.0, self)
        self.add_field(_("Fra venstre kant til A"), self.left)
        self.add_field(_("Fra øverste kant til B"), self.top)
        self.add_field(_("Lengden av B"), self.across)
        self.add_field(_("Lengden av A"), self.down)
        self.now = Note("", self)
        self.body.addWidget(self.now)
        self.fault = Note("", self)
        set_tone(self.fault, "stop")
        self.fault.hide()
        self.body.addWidget(self.fault)
        self.body.addStretch(1)
        self.as_it_is = QuietButton(_("Skriv som før"), "undo-2", self)
        self.as_it_is.clicked.connect(lambda: self._keep(PrinterFit()))
        self.keep = PrimaryButton(_("Bruk tallene"), "check", self)
        self.keep.clicked.connect(self.use)
        self.foot.addWidget(self.as_it_is)
        self.foot.addStretch(1)
        self.foot.addWidget(self.keep)
        self.printers.currentIndexChanged.connect(self._say_now)
        self.closed.connect(self.deleteLater)

    def begin(self) -> None:
        """Open it with this machine's printers, the usual one chosen."""
        from PySide6.QtPrintSupport import QPrinterInfo

        usual = QPrinterInfo.defaultPrinterName()
        for name in QPrinterInfo.availablePrinterNames():
            self.printers.addItem(name)
        self.printers.setCurrentIndex(max(0, self.printers.findText(usual)))
        has_printers = self.printers.count() > 0
        for button in (self.page_button, self.keep, self.as_it_is):
            button.setEnabled(has_printers)
        if not has_printers:
            self.now.setText(_("Ingen skriver på denne maskinen."))
        else:
            self._say_now()
        self.open(self.printers)

    def _say_now(self) -> None:
        from nettverk.ui.common.printer import fit_of

        fit = fit_of(self._workspace.settings, self.printers.currentText())
        if fit.is_none:
            self.now.setText(_("Denne skriveren får sidene som de er."))
            return
        said = _("Sidene flyttes {right} mm til høyre og {down} mm ned, og skaleres til {wide} × {high} %.")
        self.now.setText(
            said.format(
                right=number(round(fit.right, 1)), down=number(round(fit.down, 1)),
                wide=number(round(fit.wide * 100, 1)), high=number(round(fit.high * 100, 1)),
            )
        )  # fmt: skip

    def use(self) -> None:
        """Set the printer right from now on, and close."""
        try:
            fit = printer_fit.measured(self.left.value(), self.top.value(), self.across.value(), self.down.value())
        except BadInput as fault:
            self.fault.setText(fault.sentence)
            self.fault.show()
            return
        self._keep(fit)

    def _keep(self, fit: PrinterFit) -> None:
        from nettverk.ui.common.printer import keep_fit

        keep_fit(self._workspace.settings, self.printers.currentText(), fit)
        self.close_sheet()

    def _print(self) -> None:
        """Print the page as this printer lays it by itself."""
        from nettverk.ui.common.printer import send, true_size_printer

        handout = calibration.page(self.printers.currentText())
        printer = true_size_printer(handout.title, handout.pages)
        printer.setPrinterName(self.printers.currentText())

        def job(report: Report) -> int:
            return send(handout.data, printer, progress=report.progress, cancelled=report.cancelled)

        self._workspace.lane.work(job, lambda _count: None, self, _("Skriver ut"))
