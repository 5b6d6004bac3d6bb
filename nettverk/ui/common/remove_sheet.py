"""Fjern en person: what will be removed, which texts, and that there is no way back; one button does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from nettverk.domain.manual.pages import ManualPage
from nettverk.domain.mentions import REMOVED
from nettverk.i18n import _, _n, join
from nettverk.ui.common.backup_keeper import second_folder
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.named_boxes import NamedCheckBox
from nettverk.ui.common.widgets import Heading, Note, PrimaryButton, QuietButton, Sheet, set_tone
from nettverk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from nettverk.domain.changes import Changes
    from nettverk.domain.privacy import Mention
    from nettverk.services.database import Store
    from nettverk.services.lane import Report
    from nettverk.services.privacy.removal import Preview, Removed


class RemoveSheet(Sheet):
    """Shows everything first; texts that are to stay as they are can be unticked.

    Attributes:
        ticks: a box for each text that names the person, by the text's key.
    """

    def __init__(self, workspace: Workspace, host: QWidget, person_id: str, name: str) -> None:
        super().__init__(_("Fjern {name}").format(name=name), host, width=560)
        belongs_to(self, ManualPage.PRIVACY)
        self._workspace, self._person_id = workspace, person_id
        self.ticks: dict[str, QCheckBox] = {}
        self.waiting = Note(_("Leter gjennom alt …"), self)
        self.body.addWidget(self.waiting)
        keep = QuietButton(_("Behold"), parent=self)
        keep.clicked.connect(self.close_sheet)
        self.remove = PrimaryButton(_("Fjern navnet for godt"), "trash-2", self)
        self.remove.setEnabled(False)
        self.remove.clicked.connect(self.carry_out)
        self.foot.addStretch(1)
        self.foot.addWidget(keep)
        self.foot.addWidget(self.remove)
        self.closed.connect(self.deleteLater)
        workspace.lane.ask(lambda store: _preview(store, person_id), self._show_seen, self, failed=self.waiting.setText)

    def _show_seen(self, seen: Preview) -> None:
        person = seen.found
        final = Note(_("Dette kan ikke angres, heller ikke med Ctrl+Z eller en sikkerhetskopi."), self)
        set_tone(final, "warn")
        self.waiting.hide()
        self.body.addWidget(final)
        self._lines(_("Dette blir borte"), _what_goes(seen))
        self._lines(
            _("Dette står igjen, som {label}").format(label=seen.label),
            [
                _n("{n} samling", "{n} samlinger", len(person.visits)),
                _n("{n} gruppe", "{n} grupper", len(person.seats)),
                _("hvem som har møtt hvem, som tall, og hvilken enhet det var"),
            ],
        )
        if person.mentions:
            self._lines(_("I disse tekstene blir navnet til {what}").format(what=REMOVED), [])
            for mention in person.mentions:
                self._add_mention(mention)
        self._lines(_("Dette må du se til selv"), _left(seen))
        self.body.addStretch(1)
        self.remove.setEnabled(True)

    def _lines(self, title: str, lines: list[str]) -> None:
        self.body.addSpacing(12)
        self.body.addWidget(Heading(title, 1, self, wrap=True))
        for line in lines:
            self.body.addWidget(Note(line.replace("/", "/\u200b").replace("\\", "\\\u200b"), self))

    def _add_mention(self, mention: Mention) -> None:
        # Qt takes a single & as the mark of a key.
        box = NamedCheckBox(mention.what, self)
        box.setChecked(not mention.shared)
        box.setEnabled(not mention.shared)
        box.setAccessibleDescription(mention.text)
        words = [mention.text]
        if mention.versions > 1:
            words.append(_n("{n} versjon", "{n} versjoner", mention.versions))
        if mention.shared:
            words.append(_("kan være en annen med samme navn, og blir stående"))
        self.body.addWidget(box)
        self.body.addWidget(Note(" · ".join(words), self))
        self.ticks[mention.key] = box

    def carry_out(self) -> None:
        """Remove the name for good, off the thread of the windows; the line at the bottom says what was done."""
        if self._workspace.live:
            self._workspace.say(_("Samlingen er i gang. Gjør dette etterpå."))
            return
        person_id = self._person_id
        kept = [key for key, box in self.ticks.items() if not box.isChecked()]
        self.remove.setEnabled(False)
        sentences: list[str] = []
        second = second_folder(self._workspace.settings)

        def job(store: Store, report: Report) -> Changes:
            removed = _remove(store, person_id, kept, second, report)
            sentences.extend((*_told(removed), *removed.troubles))
            return removed.changes

        def done(_changes: Changes) -> None:
            self._workspace.settings.sync()  # what was taken out of the file is not to be written back
            self._workspace.say(" ".join(sentences))
            self.close_sheet()

        def failed(sentence: str) -> None:
            self.remove.setEnabled(True)
            self._workspace.say(sentence)

        self._workspace.settings.sync()
        self._workspace.lane.long_change(job, done, self, _("Fjerner navnet"), failed=failed)


def _what_goes(seen: Preview) -> list[str]:
    about_them = seen.found
    person = about_them.person
    lines = [" · ".join(word for word in (person.name, person.email, person.role) if word)]
    if seen.twice:
        lines.append(_n("{n} rad til med samme navn og e-post", "{n} rader til med samme navn og e-post", seen.twice))
    if about_them.rules:
        lines.append(
            _n("{n} ønske eller regel for gruppene", "{n} ønsker og regler for gruppene", len(about_them.rules))
        )
    if about_them.earlier_versions:
        lines.append(
            _n(
                "navnet i {n} eldre versjon",
                "navnet i {n} eldre versjoner",
                sum(m.versions - 1 for m in about_them.mentions),
            )
        )
    copies = [file.path.name for file in about_them.files[1:]]
    if copies:
        lines.append(_("navnet i {files}").format(files=join(copies)))
    if seen.in_trash:
        lines.append(_("alt som ligger i papirkurven"))
    return lines


def _left(seen: Preview) -> list[str]:
    lines = [
        _("Utskrifter, eksporter og kopier som ligger andre steder. Åpnes en gammel kopi her, blir navnet fjernet.")
    ]
    if seen.namesakes:
        lines.append(
            _n(
                "{n} annen har samme navn, og blir stående.",
                "{n} andre har samme navn, og blir stående.",
                seen.namesakes,
            )
        )
    if seen.slides:
        lines.append(_("Lysbildene {files} kan ha navnet på sidene.").format(files=join(seen.slides)))
    elif seen.all_slides:
        lines.append(_("Sidene i lysbildene som er lagret her, blir ikke lest. Står navnet der, må du bytte dem ut."))
    return lines


def _preview(store: Store, person_id: str) -> Preview:
    from nettverk.services.privacy import removal

    return removal.preview(store, person_id)


def _remove(store: Store, person_id: str, kept: list[str], second: Path | None, report: Report) -> Removed:
    from nettverk.services.privacy import removal

    return removal.remove(store, [person_id], kept=kept, second=second, progress=report.progress)


def _told(removed: Removed) -> tuple[str, ...]:
    from nettverk.services.privacy import removal

    return removal.told(removed)
