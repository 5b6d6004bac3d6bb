"""Etiketter, Tilpass skriveren and Bare det som er endret, as the organiser meets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from nettverk.domain import handouts as paper
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.labels import OWN
from nettverk.domain.printer_fit import PrinterFit
from nettverk.services import participants
from nettverk.services.handouts import labels
from nettverk.storage.store import Store
from nettverk.ui.common.printer import fit_of, keep_fit
from nettverk.ui.handouts.changed_sheet import ChangedSheet
from nettverk.ui.handouts.labels_sheet import LabelsSheet
from nettverk.ui.handouts.printer_sheet import PrinterSheet
from nettverk.ui.handouts.room import HandoutsRoom
from tests.helpers.paper import text_of
from tests.helpers.waiting import until


def _labels(room: HandoutsRoom) -> LabelsSheet:
    room.choose(DocumentKind.BADGES)
    room.header.labels_button.click()
    room.workspace.lane.wait()
    sheet = room.findChildren(LabelsSheet)[-1]
    assert sheet.isVisible()
    return sheet


def test_badges_follow_the_label_sheet_that_is_chosen(room: HandoutsRoom) -> None:
    sheet = _labels(room)
    names = [sheet.sheets.itemText(at) for at in range(sheet.sheets.count())]
    at = next(at for at, name in enumerate(names) if name.startswith("Avery Zweckform L4785"))
    sheet.sheets.setCurrentIndex(at)
    assert not sheet.own.isVisible()
    sheet.first.setValue(9)
    sheet.spares.setValue(3)
    sheet.use.click()
    room.workspace.lane.wait()
    assert not sheet.isVisible()
    room.maker.refresh()
    room.workspace.lane.wait()
    document = room.maker.drafts[DocumentKind.BADGES].document
    assert isinstance(document, paper.Badges)
    assert document.labels.sheet.number == "L4785"
    assert document.labels.first == 9
    assert [badge.spare for badge in document.badges[-3:]] == [True] * 3
    again = _labels(room)
    assert again.sheets.currentIndex() == at
    assert again.spares.value() == 3


def test_own_measures_that_go_off_the_paper_are_said_and_not_kept(room: HandoutsRoom) -> None:
    sheet = _labels(room)
    sheet.sheets.setCurrentIndex(sheet.sheets.count() - 1)
    assert sheet.own.isVisible()
    wide = sheet._lengths["wide"]
    wide.setValue(150)  # type: ignore[arg-type]
    sheet.use.click()
    assert sheet.fault.isVisible()
    assert "etiketten" in sheet.fault.text()
    assert sheet.isVisible()
    wide.setValue(80)  # type: ignore[arg-type]
    sheet.use.click()
    room.workspace.lane.wait()
    assert not sheet.isVisible()
    chosen: list[object] = []
    room.workspace.lane.ask(labels.chosen, chosen.append, room)
    room.workspace.lane.wait()
    assert chosen[0].sheet.id == OWN  # type: ignore[attr-defined]


def test_what_a_printer_is_off_by_is_kept_for_that_printer(room: HandoutsRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtPrintSupport import QPrinterInfo

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Kontoret", "Skolen"])
    monkeypatch.setattr(QPrinterInfo, "defaultPrinterName", lambda: "Skolen")
    sheet = PrinterSheet(room.workspace, room)
    sheet.begin()
    assert sheet.printers.currentText() == "Skolen"
    sheet.left.setValue(21.0)
    sheet.across.setValue(17.0)
    sheet.keep.click()
    assert sheet.fault.isVisible()
    sheet.across.setValue(168.3)
    sheet.keep.click()
    settings = room.workspace.settings
    assert fit_of(settings, "Skolen").wide == pytest.approx(170 / 168.3, abs=1e-4)
    assert fit_of(settings, "Kontoret").is_none
    keep_fit(settings, "Skolen", PrinterFit())
    assert fit_of(settings, "Skolen").is_none


def test_only_what_has_changed_is_listed_and_saved(
    room: HandoutsRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = room.workspace
    room.choose(DocumentKind.BADGES)
    said: list[str] = []
    work.said.connect(lambda text, *_rest: said.append(text))
    room.actions_.show_changed()
    work.lane.wait()
    until(lambda: any("ikke lagret eller skrevet ut her før" in text for text in said))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "Skilt.pdf"), ""))
    room.actions_.save()
    work.lane.wait()
    until((tmp_path / "Skilt.pdf").exists)
    work.lane.wait()
    gathering = work.gathering
    assert gathering is not None

    def add(store: Store) -> object:
        unit = participants.all_(store, gathering.id)[0].unit_id
        return participants.add_new(store, gathering.id, "Nykomling", "Sist", unit)

    work.lane.change(add, lambda _changes: None, room)  # type: ignore[arg-type]
    work.lane.wait()
    room.maker.refresh()
    work.lane.wait()
    room.actions_.show_changed()
    work.lane.wait()
    until(lambda: bool(room.findChildren(ChangedSheet)))
    sheet = room.findChildren(ChangedSheet)[-1]
    model = sheet.list.model()
    assert [model.index(at, 0).data() for at in range(model.rowCount())] == ["Nykomling Sist"]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "Nye.pdf"), ""))
    sheet.save.click()
    work.lane.wait()
    until((tmp_path / "Nye.pdf").exists)
    text = text_of(tmp_path / "Nye.pdf")
    assert "Nykomling" in text
    assert len(text) < 400


def test_the_words_for_the_e_mail_lie_on_the_clipboard(room: HandoutsRoom) -> None:
    room.choose(DocumentKind.SUMMARY)
    room.actions_.copy_email_text()
    assert QGuiApplication.clipboard().text().startswith("Emne: Oppsummering")


def test_letters_that_nobody_has_are_said_over_the_pages(room: HandoutsRoom) -> None:
    room.header.show_unprintable("Ingen skrift på maskinen har 𓀀.")
    assert room.header.letters.isVisible()
    room.header.show_unprintable("")
    assert not room.header.letters.isVisible()
