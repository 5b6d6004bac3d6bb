"""The facilitator's notes on the stage: shown with what is on the wall, as large as one likes, and written here."""

from __future__ import annotations

from collections.abc import Callable

from nettverk.domain.rundown.commands import StageCommand
from nettverk.domain.rundown.state import Phase, Rundown
from nettverk.domain.typed import Owner, TypedField
from nettverk.i18n import _
from nettverk.services import picture_notes
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.remembered import choice, whole
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage.control.rundown_session import RundownSession
from nettverk.ui.stage.presenter.notes import SIZES, NoteText
from nettverk.ui.stage.presenter.window import PresenterWindow

_SIZE, _FIRST = "stage/notes_size", "stage/notes_first"
_FIELD = "notes"


class NotesCommands:
    """Keeps the notes of whichever presenter is open true, and stores what is written in them as one types."""

    def __init__(
        self,
        workspace: Workspace,
        session: RundownSession,
        autosave: Autosave,
        presenter: Callable[[], PresenterWindow | None],
        say: Callable[[str], None],
    ) -> None:
        self._settings, self._session, self._presenter, self._say = workspace.settings, session, presenter, say
        self._autosave = autosave

    def attach(self, presenter: PresenterWindow) -> None:
        """Serve a presenter's notes from now."""
        notes = presenter.drawer.notes
        notes.part_typed.connect(lambda place, text: self._typed(Owner.PART, place, text))
        notes.picture_typed.connect(lambda place, text: self._typed(Owner.PICTURE, place, text))
        notes.finished.connect(self._finished)
        self._dress(presenter)

    # --- what is shown ---

    def show(self, rundown: Rundown) -> None:
        """The notes to what is on the wall and to the part, as they read now."""
        presenter, context, wall = self._presenter(), self._session.context, self._session.wall()
        if presenter is None or context is None:
            return
        part = context.parts[rundown.index] if context.parts and rundown.phase != Phase.DONE else None
        of_part = NoteText()
        if part is not None:
            of_part = NoteText(part.id, self._reads(Owner.PART, part.id, part.notes), part.title)
        of_picture = NoteText()
        if wall is not None:
            place = picture_notes.place(context.gathering.id, str(wall.ref))
            stored = context.notes.get(str(wall.ref), "")
            of_picture = NoteText(place, self._reads(Owner.PICTURE, place, stored), wall.name)
        presenter.drawer.notes.show_notes(of_picture, of_part)

    def _reads(self, owner: Owner, place: str, stored: str) -> str:
        """What is typed and not stored yet, else what is stored."""
        held = self._autosave.held((owner, place, _FIELD))
        return str(held.value or "") if isinstance(held, TypedField) else stored

    # --- commands ---

    def do(self, command: StageCommand) -> None:
        """Carry out one of the commands about notes."""
        presenter = self._presenter()
        if presenter is None:
            return
        notes = presenter.drawer.notes
        match command:
            case StageCommand.NOTES:
                self._toggle(presenter)
            case StageCommand.NOTES_ON:
                notes.turn(1)
            case StageCommand.NOTES_BACK:
                notes.turn(-1)
            case StageCommand.NOTES_LARGER:
                self._resize(presenter, 1)
            case StageCommand.NOTES_SMALLER:
                self._resize(presenter, -1)
            case StageCommand.WRITE_NOTE | StageCommand.WRITE_PICTURE_NOTE:
                self._write(presenter, picture=command is StageCommand.WRITE_PICTURE_NOTE)
            case _:
                pass

    def _toggle(self, presenter: PresenterWindow) -> None:
        """Back to the notes from whatever covers them; else notes come first, or clocks and pictures again."""
        if presenter.drawer.is_open or presenter.panel is not None:
            presenter.show_panel(None)
            presenter.drawer.leave()
            presenter.take_keys()
            return
        self._settings.setValue(_FIRST, "no" if self._first else "yes")
        self._dress(presenter)

    @property
    def _first(self) -> bool:
        return choice(self._settings, _FIRST, ("yes", "no"), "no") == "yes"

    def _resize(self, presenter: PresenterWindow, by: int) -> None:
        size = whole(self._settings, _SIZE, 0, 0, len(SIZES) - 1)
        self._settings.setValue(_SIZE, min(max(size + by, 0), len(SIZES) - 1))
        self._dress(presenter)

    def _dress(self, presenter: PresenterWindow) -> None:
        size = whole(self._settings, _SIZE, 0, 0, len(SIZES) - 1)
        presenter.drawer.notes.set_look(size, first=self._first)
        presenter.now_panel.give_way(self._first)
        presenter.drawer.rearranged.emit()

    def _write(self, presenter: PresenterWindow, *, picture: bool) -> None:
        presenter.show_panel(None)
        presenter.drawer.leave()
        notes = presenter.drawer.notes
        if picture:
            notes.write_picture()
        else:
            notes.write_part()
        if notes.writing:
            self._say(_("Du skriver i notatene. Trykk Esc når du er ferdig."))

    # --- writing ---

    def _typed(self, owner: Owner, place: str, text: str) -> None:
        self._autosave.note((owner, place, _FIELD), TypedField(owner, place, _FIELD, text))

    def _finished(self) -> None:
        self._autosave.flush()
        presenter = self._presenter()
        if presenter is not None:
            self._say("")
            presenter.drawer.notes.finish()
            if self._session.rundown is not None:
                self.show(self._session.rundown)
            if presenter.focusWidget() is None or presenter.drawer.isAncestorOf(presenter.focusWidget()):
                presenter.take_keys()
