"""What is in order and what is not, the day in a few lines, and the button that opens the stage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from nettverk.domain.rooms import RoomKey
from nettverk.domain.rundown.state import PartStatus, PartTimes, Phase, Rundown
from nettverk.domain.wall.context import WallContext
from nettverk.i18n import _, _n, clock, long_date
from nettverk.services.preparation import Check
from nettverk.ui.common.arrivals import Arrival, LookThrough
from nettverk.ui.common.basics import Label
from nettverk.ui.common.height_for_width import HeightForWidthWidget
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.on_stage import OnStage
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import Heading, KeyCap, LinkButton, Mark, Note, PrimaryButton, Small, row, set_tone

READABLE = 720


class ReadinessPanel(HeightForWidthWidget):
    """The left side of the room; ``go`` opens another room of the main window.

    Signals:
        anew: what has been run so far was only tried.
    """

    anew = Signal()

    def __init__(
        self,
        open_: Callable[[], object],
        go: Callable[[RoomKey, Arrival | None], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._go = go
        self.fit()
        self.when = Small("", self, wrap=True)
        self.title = Heading(_("Klar for samlingen?"), 3, self, wrap=True)
        self.lead = Note("", self)
        self.start = PrimaryButton(_("Åpne kontrollvinduet"), "presentation", self)
        self.start.setMinimumHeight(52)
        self.start.clicked.connect(open_)
        self.again = LinkButton(_("Start på nytt"), parent=self)
        set_tip(self.again, _("Det som er kjørt til nå, var bare en øving. Det kan angres."))
        self.again.clicked.connect(self.anew)
        self.checks = QVBoxLayout()
        self.checks.setSpacing(10)
        self.day = QGridLayout()
        self.day.setHorizontalSpacing(12)
        self.day.setVerticalSpacing(7)
        self.day.setColumnStretch(2, 1)
        self.day_label = Small(_("Dagen"), self, strong=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.when)
        box.addWidget(self.title)
        box.addWidget(self.lead)
        box.addSpacing(12)
        box.addLayout(row(self.start, KeyCap("F5", self), 8, self.again, None, gap=12))
        box.addSpacing(20)
        box.addLayout(self.checks)
        box.addSpacing(20)
        box.addWidget(self.day_label)
        box.addLayout(self.day)
        box.addStretch(1)

    def fit(self) -> None:
        """Limit the width to what is comfortable to read at the current text size."""
        self.setMaximumWidth(round(READABLE * in_force().growth))

    def show_all(self, context: WallContext, rundown: Rundown, checks: Sequence[Check], *, past: bool) -> None:
        """Fill the panel with a gathering as it stands; ``past`` is one whose day is over."""
        gathering = context.gathering
        span = f"{clock(gathering.starts_at)}–{clock(gathering.ends_at)}"
        words = (long_date(gathering.held_on) if gathering.held_on else "", gathering.place, span)
        when = " · ".join(word for word in words if word)
        self.when.setText(when[:1].upper() + when[1:])
        self._say_phase(context, rundown, sum(1 for check in checks if not check.fine), past=past)
        self.start.setEnabled(bool(context.parts))
        self.again.setVisible(rundown.phase != Phase.WAITING and not past)
        self._list(checks)
        self._show_day(context, rundown)

    def _say_phase(self, context: WallContext, rundown: Rundown, left: int, *, past: bool) -> None:
        title, lead, start = _("Alt er klart"), "", _("Åpne kontrollvinduet")
        if rundown.live:
            now = rundown.current
            title, start = _("Samlingen er i gang"), _("Fortsett")
            lead = _("Vi er i {part}.").format(part=now.slot.title) if now else ""
        elif rundown.phase == Phase.DONE or past:
            title = _("Samlingen er holdt")
            lead = _("Gå videre i Refleksjoner og Veien videre i menyen.")
        else:
            lead = _until(context.gathering.held_on, rundown.now.astimezone().date())
            if left:
                title = _("Klar for samlingen?")
                lead += " " + _("Dette bør ordnes først. Du kan starte likevel.")
        self.title.setText(title)
        self.lead.setText(lead.strip())
        self.start.setText(start)

    def show_stage(self, told: OnStage) -> None:
        """The stage is open, and where the day is now; «Begynn på nytt» would be about what people sit in."""
        self.title.setText(_("Samlingen er i gang") if told.live else _("Kontrollvinduet er åpent"))
        self.lead.setText(f"{told.part}: {told.figures} {told.word}")
        self.start.setText(_("Til gjennomføring"))
        self.again.hide()

    def _list(self, checks: Sequence[Check]) -> None:
        empty(self.checks)
        for check in checks:
            mark = Mark(
                0, self, shape="circle" if check.fine else "triangle", token="ok" if check.fine else "warn", size=14
            )
            text = Label(check.text, self)
            text.setWordWrap(True)
            line = QHBoxLayout()
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(10)
            line.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
            line.addWidget(text, 1)
            if check.room:
                link = LinkButton(_("Ordne"), parent=self)
                link.setAccessibleName(_("Ordne: {what}").format(what=check.text))
                link.clicked.connect(self._goer(check.room, LookThrough() if check.look_through else None))
                line.addWidget(link)
            holder = QWidget(self)
            holder.setLayout(line)
            self.checks.addWidget(holder)

    def _goer(self, room: RoomKey, arrival: Arrival | None) -> Callable[[bool], None]:
        def go(_checked: bool = False) -> None:
            self._go(room, arrival)

        return go

    def _show_day(self, context: WallContext, rundown: Rundown) -> None:
        empty(self.day)
        self.day_label.setVisible(bool(context.parts))
        # A rehearsal begins when somebody presses start: its times are not those of the plan.
        planned = not rundown.parts or context.local(rundown.parts[0].start) == clock(context.gathering.starts_at)
        waits = rundown.phase == Phase.WAITING
        self.day_label.setText(_("Dagen") if planned or not waits else _("Dagen, hvis dere starter nå"))
        for place, (part, times) in enumerate(zip(context.parts, rundown.parts, strict=True)):
            now = times.status == PartStatus.NOW and rundown.live
            title = Label(part.title, self)
            title.setWordWrap(True)
            if now:
                set_tone(title, "accent")
            middle = Qt.AlignmentFlag.AlignVCenter
            self.day.addWidget(Note(context.local(times.start), self, wrap=False), place, 0, middle)
            if part.main_number:
                self.day.addWidget(Mark(part.main_number, self, size=13, filled=now), place, 1, middle)
            self.day.addWidget(title, place, 2)  # no alignment: it may take several lines
            minutes = Note(_length(times), self, wrap=False)
            self.day.addWidget(minutes, place, 3, middle | Qt.AlignmentFlag.AlignRight)


def _length(times: PartTimes) -> str:
    """How long a part took where it is over, so that start and length agree; else how long it is to take."""
    if times.status == PartStatus.SKIPPED:
        return _("hoppet over")
    minutes = (
        round((times.end - times.start) / timedelta(minutes=1)) if times.status == PartStatus.DONE else times.minutes
    )
    return _("{minutes} min").format(minutes=minutes)


def _until(held_on: date | None, today: date) -> str:
    """How many days are left, in words that do not put anyone under pressure."""
    if held_on is None:
        return _("Samlingen har ingen dato ennå.")
    days = (held_on - today).days
    if days == 0:
        return _("Samlingen er i dag.")
    if days == 1:
        return _("Samlingen er i morgen. Nå kan du øve og teste lerretet.")
    return _n("Om {n} dag. Nå kan du øve og teste lerretet.", "Om {n} dager. Nå kan du øve og teste lerretet.", days)


def empty(box: QVBoxLayout | QGridLayout) -> None:
    """Remove all widgets from a layout and delete them."""
    while (item := box.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
