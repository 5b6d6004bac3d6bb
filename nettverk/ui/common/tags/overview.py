"""«Temahjulet»: what the year's gatherings have touched, sector by sector, and everything that carries a tag."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nettverk.domain.now import today
from nettverk.domain.rooms import RoomKey
from nettverk.domain.tags import Tagged, TagOn, fits, kind_heading, school_year
from nettverk.i18n import _, join, language
from nettverk.services import tagged, tags, year_wheel
from nettverk.services.database import Store
from nettverk.ui.common.arrivals import Arrival, Search, ShowLibrarySheet
from nettverk.ui.common.save_pdf import ask_and_save
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.tags.chooser import TagChooser
from nettverk.ui.common.tags.tag_sheet import SHEET_WIDTH
from nettverk.ui.common.widgets import Heading, LinkButton, Note, QuietButton, Segmented, Small, row
from nettverk.ui.common.workspace import Workspace

MOST = 40
"""So many of one kind are listed; the rest are counted."""


class Span(StrEnum):
    """What the wheel counts."""

    YEAR = "year"
    ALL = "all"


class Overview(Sheet):
    """The wheel with counts, and below it what has the tags that are chosen there."""

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        super().__init__(_("Temahjulet"), host, width=SHEET_WIDTH)
        self._workspace = workspace
        self._things: tuple[Tagged, ...] = ()
        self._wheel = tags.wheel(language())
        year = school_year(today())
        self.span = Segmented(
            [(Span.YEAR, _("Skoleåret {year}").format(year=f"{year}–{year + 1}")), (Span.ALL, _("Alle år og arkene"))],
            _("Hva som telles"),
        )
        self.chooser = TagChooser(self._wheel, self)
        self.told = Note("", self)
        self.body.addLayout(row(self.span, None))
        self.body.addWidget(self.told)
        self.body.addWidget(self.chooser)
        self.found = QVBoxLayout()
        self.found.setSpacing(2)
        self.body.addLayout(self.found)
        self.body.addStretch(1)
        self.none_button = QuietButton(_("Ingen valgt"), "x", self)
        self.none_button.clicked.connect(lambda: self._choose(()))
        self.foot.addWidget(self.none_button)
        self.paper_button = QuietButton(_("Skoleåret som PDF"), "file-down", self)
        self.paper_button.clicked.connect(self._save)
        self.foot.addWidget(self.paper_button)
        self.foot.addStretch(1)
        self.span.chosen.connect(lambda _key: self._tell())
        self.chooser.changed.connect(lambda _chosen: self._tell())

    def open_on(self, chosen: Sequence[str] = ()) -> None:
        """Read everything that is tagged, and open with these tags chosen."""
        spoken = language()

        def read(store: Store) -> tuple[Tagged, ...]:
            return tagged.everything(store, spoken)

        def arrived(things: tuple[Tagged, ...]) -> None:
            self._things = things
            if chosen and not tagged.of_year(self._having(things, chosen), school_year(today())):
                self.span.choose(Span.ALL)
            self.chooser.show_chosen(chosen)
            self._tell()
            self.open(self.cross)
            self.chooser.take_focus()

        self._workspace.lane.ask(read, arrived, self)

    def _save(self) -> None:
        """The school year on paper: the wheel, every theme counted, and each gathering."""
        year, spoken = school_year(today()), language()
        title = _("Temahjulet {year}").format(year=f"{year}–{year + 1}")
        ask_and_save(
            self._workspace, self, title, lambda store: year_wheel.handout(store, year, spoken), self.told.setText
        )

    def _choose(self, chosen: Sequence[str]) -> None:
        self.chooser.show_chosen(chosen)
        self._tell()

    def _counted(self) -> tuple[Tagged, ...]:
        if self.span.value() == Span.YEAR:
            return tagged.of_year(self._things, school_year(today()))
        return self._things

    @staticmethod
    def _having(things: Sequence[Tagged], chosen: Sequence[str]) -> tuple[Tagged, ...]:
        return tuple(thing for thing in things if fits(thing.tags, chosen))

    def _tell(self) -> None:
        things, chosen = self._counted(), self.chooser.chosen
        counts = Counter(tag for thing in things for tag in thing.tags)
        self.chooser.show_chosen(chosen, counts)
        self.none_button.setVisible(bool(chosen))
        _empty(self.found)
        names = join([self._wheel.name(tag) for tag in chosen])
        having = self._having(things, chosen) if chosen else ()
        if not things:
            self.told.setText(_("Ingenting har merkelapper ennå. Sett dem på samlingen i Planlegg."))
        elif not chosen:
            self.told.setText(_("Tallene er hvor mye som har merkelappen. Velg en, så ser du hva det er."))
        elif having:
            self.told.setText(_("Dette har {tags}, nederst her:").format(tags=names))
        else:
            self.told.setText(_("Ingenting har {tags}.").format(tags=names))
        for on, of in groupby(having, lambda thing: thing.carrier.on):
            self._list(on, list(of))

    def _list(self, on: TagOn, things: Sequence[Tagged]) -> None:
        self.found.addSpacing(8)
        self.found.addWidget(Heading(f"{kind_heading(on)}  {len(things)}", 0, self))
        for thing in things[:MOST]:
            link = LinkButton(_short(thing.title), parent=self)
            link.setAccessibleDescription(thing.where)
            link.clicked.connect(partial(self._go, thing))
            self.found.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            if thing.where:
                self.found.addWidget(Small(thing.where, self, wrap=True))
        if len(things) > MOST:
            more = len(things) - MOST
            self.found.addWidget(Note(_("og {n} til").format(n=more), self))

    def _go(self, thing: Tagged, _on: bool = False) -> None:
        self.close_sheet()
        work, carrier = self._workspace, thing.carrier
        match carrier.on:
            case TagOn.SHEET:
                work.go(RoomKey.LIBRARY, ShowLibrarySheet(carrier.id))
            case TagOn.GATHERING | TagOn.PART:
                work.open_gathering(carrier.gathering_id, self._goer(RoomKey.PLAN))
            case TagOn.COMMITMENT:
                work.open_gathering(carrier.gathering_id, self._goer(RoomKey.FOLLOW_UP))
            case TagOn.POINT:
                work.open_gathering(carrier.gathering_id, self._goer(RoomKey.REFLECT, Search(thing.title)))

    def _goer(self, room: RoomKey, arrival: Arrival | None = None) -> Callable[[], None]:
        return lambda: self._workspace.go(room, arrival)


def _short(title: str) -> str:
    return title if len(title) <= 90 else f"{title[:88].rstrip()} …"


def _empty(box: QVBoxLayout) -> None:
    while (item := box.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
