"""Håndboka: a page of the manual beside what one was doing, with its contents and a search."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QImageReader, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from nettverk.domain.manual.pages import Chapter, ManualPage
from nettverk.i18n import _, _n, language
from nettverk.services.manual import manual
from nettverk.ui.common.basics import Reading
from nettverk.ui.common.flow import FlowLayout
from nettverk.ui.common.save_pdf import ask_and_save
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import QuietButton, SearchField, Sheet

if TYPE_CHECKING:
    from nettverk.domain.handouts import Handout
    from nettverk.domain.manual.text import PageText, Picture
    from nettverk.services.database import Store
    from nettverk.ui.common.workspace import Workspace

_STYLE = """
h1 {{ font-size: {large}px; font-weight: 600; }}
h2 {{ font-size: {middle}px; font-weight: 600; }}
p, li {{ margin-bottom: {gap}px; }}
kbd {{ font-family: '{family}'; font-weight: 600; background-color: {panel}; }}
code {{ background-color: {panel}; }}
a {{ color: {accent}; }}
"""


class ManualSheet(Sheet):
    """Reads a page when it is asked for; what is typed in the search shows the pages that have it.

    Args:
        tour, keys: open what the manual's foot leads to, in a window that has them.
    """

    _pages: tuple[PageText, ...] = ()  # a change of style may come before there is anything to read

    stays = True

    def __init__(
        self,
        workspace: Workspace,
        host: QWidget,
        tour: Callable[[], object] | None = None,
        keys: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(_("Håndboka"), host, width=640)
        self._workspace = workspace
        self._went: list[ManualPage | None] = []
        self._at: ManualPage | None = None
        self._shown_width = 0
        self.text = Reading(self)
        self.search = SearchField(_("Søk i håndboka"), self)
        self.search.setProperty("keeps", True)  # nothing of it is to be stored
        self.search.textChanged.connect(lambda _text: self._show())
        self.search.down.connect(lambda: self.text.setFocus(Qt.FocusReason.TabFocusReason))
        self.search.returnPressed.connect(self._first_found)
        self.contents = QuietButton(_("Innhold"), "list-ordered", self)
        self.contents.clicked.connect(lambda: self.go(None))
        self.back = QuietButton(_("Tilbake"), parent=self)
        self.back.clicked.connect(self.go_back)
        ways = FlowLayout(gap=8, line_gap=8)
        ways.addWidget(self.contents)
        ways.addWidget(self.back)
        self.body.addWidget(self.search)
        self.body.addLayout(ways)
        self.text.document().setDocumentMargin(in_force().space(1.5))
        self.text.anchorClicked.connect(self._follow)
        self.text.setMinimumHeight(200)
        self.text.installEventFilter(self)
        self.body.addWidget(self.text, 1)
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.timeout.connect(self._fit)
        QShortcut(QKeySequence("Alt+Left"), self, self.go_back, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save = QuietButton(_("Lagre som PDF …"), "download", self)
        save.clicked.connect(self._save)
        foot = FlowLayout(gap=8, line_gap=8)
        foot.addWidget(save)
        around = QuietButton(_("Vis meg rundt"), "signpost", self)
        self.keys = QuietButton(_("Hurtigtaster"), "keyboard", self)
        for button, way in ((around, tour), (self.keys, keys)):
            if way is None:
                button.hide()
            else:
                button.clicked.connect(partial(self._leave_for, way))
                foot.addWidget(button)
        self.foot.addLayout(foot, 1)

    def open_on(self, page: ManualPage | None) -> None:
        """Show a page, or the contents, with the focus on what is read."""
        self._pages = manual.manual().pages
        if not self.isVisible():
            self._went.clear()
            self._at = page
        self.search.clear()
        self.go(page)
        self.open(self.text)

    def go(self, page: ManualPage | None) -> None:
        """Turn to a page; None is the contents."""
        if page != self._at:
            self._went.append(self._at)
            self._at = page
        if self.search.text():
            self.search.clear()  # which shows the page
        else:
            self._show()

    def go_back(self) -> None:
        """Turn to where one was before."""
        if self._went:
            self._at = self._went.pop()
            self._show()

    @property
    def title_shown(self) -> str:
        """The heading of what is read now."""
        return self.text.accessibleName()

    def _show(self) -> None:
        self.back.setEnabled(bool(self._went))
        words = self.search.text().strip()
        if words:
            hits = manual.find(words, self._pages)
            pages = _n("{n} side", "{n} sider", len(hits)) if hits else _("Ingen sider har de ordene. Prøv færre ord.")
            self._set(pages, f"<h1>{escape(pages)}</h1>{_links(hits)}")
        elif self._at is None:
            by_key = {page.page: page for page in self._pages}
            chapters = (
                f"<h2>{escape(chapter.title)}</h2>{_links([by_key[key] for key in chapter.pages])}"
                for chapter in Chapter
            )
            title = _("Innhold")
            self._set(title, f"<h1>{escape(title)}</h1>{''.join(chapters)}")
        else:
            page = next(page for page in self._pages if page.page is self._at)
            self._set(page.title, manual.html(page, self._drawn))

    def _set(self, title: str, html: str) -> None:
        theme = in_force()
        document = self.text.document()
        document.setDefaultFont(theme.font())
        document.setDefaultStyleSheet(
            _STYLE.format(
                large=theme.px(2),
                middle=theme.px(1),
                gap=theme.space(0.5),
                family=theme.font().family(),
                panel=theme.tokens["panel"],
                accent=theme.tokens["accent"],
            )
        )
        self._shown_width = self.text.width()
        self.text.setHtml(html)
        self.text.setAccessibleName(title)

    def _drawn(self, picture: Picture) -> str:
        file = str(picture.file)
        size = QImageReader(file).size()
        # Room is left for the scroll bar, whether or not the page comes to need it.
        edges = 2 * self.text.document().documentMargin() + self.text.verticalScrollBar().sizeHint().width() + 8
        most = max(200, round(self.text.width() - edges))
        width = min(size.width(), most)
        high = round(size.height() * width / max(1, size.width()))
        return f'src="{escape(QUrl.fromLocalFile(file).toString())}" width="{width}" height="{high}"'

    def _follow(self, link: QUrl) -> None:
        self.go(ManualPage(link.fragment()))

    def _first_found(self) -> None:
        pages = manual.find(self.search.text(), self._pages)
        if pages:
            self.go(pages[0].page)
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        if self._pages and self.text.width() != self._shown_width:
            place = self.text.verticalScrollBar().value()
            self._show()
            self.text.verticalScrollBar().setValue(place)

    def _leave_for(self, opening: Callable[[], object]) -> None:
        self.close_sheet()
        opening()

    def _save(self) -> None:
        spoken = language()

        def make(_store: Store) -> Handout:
            from nettverk.services.manual.files import pdf

            return pdf(spoken)

        ask_and_save(self._workspace, self, _("Håndboka til Nettverk"), make)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pictures follow the width of the text, which its surroundings may change after the sheet has its size."""
        if self._pages and watched is self.text and event.type() == QEvent.Type.Resize:
            self._resized.start(0)
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Another look or text size is another page."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._pages:
            self._resized.start(0)
            self._shown_width = -1


def _links(pages: tuple[PageText, ...] | list[PageText]) -> str:
    items = "".join(f'<li><a href="#{page.page.value}">{escape(page.title)}</a></li>' for page in pages)
    return f"<ul>{items}</ul>"
