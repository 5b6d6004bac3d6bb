"""Sheets of labels: their places on the paper, and the choice as it is kept."""

from __future__ import annotations

import pytest

from nettverk.domain import printer_fit
from nettverk.domain.errors import BadInput
from nettverk.domain.labels import CUT_CARDS, PAPER, Labels, chosen, own_sheet, read, written
from nettverk.domain.printer_fit import PrinterFit, measured
from nettverk.services.handouts import labels


def test_every_sheet_that_is_sold_goes_on_its_paper_and_says_where_the_figures_are_from() -> None:
    sheets = labels.sheets()
    assert {sheet.brand for sheet in sheets} == {"Avery Zweckform", "Herma", "Durable"}
    assert len({sheet.id for sheet in sheets}) == len(sheets)
    for sheet in (CUT_CARDS, *sheets):
        left, top = sheet.place(0)
        right, bottom = (
            edge + size for edge, size in zip(sheet.place(sheet.count - 1), (sheet.wide, sheet.high), strict=True)
        )
        assert min(left, top) >= 0, sheet.number
        assert right <= PAPER[0] + 0.5, sheet.number
        assert bottom <= PAPER[1] + 0.5, sheet.number
        assert sheet.step_x >= sheet.wide - 0.1, sheet.number
        assert sheet.step_y >= sheet.high - 0.1, sheet.number


def test_a_sheet_is_found_by_its_number_however_it_is_written() -> None:
    assert labels.by_number("L4785-20").wide == 80
    assert labels.by_number(" l4786 ").number == "L4785"
    assert labels.by_number("4412").brand == "Herma"
    with pytest.raises(BadInput, match="L4785"):
        labels.by_number("99999")


def test_own_measures_must_go_on_the_paper() -> None:
    sheet = own_sheet(90, 55, 2, 5, 15, 11, 90, 55)
    assert sheet.place(3) == (105, 66)
    for wrong in (
        (90, 55, 2, 6, 15, 11, 90, 55),
        (90, 55, 2, 5, 15, 11, 80, 55),
        (10, 10, 2, 5, 15, 11, 90, 55),
        (90, 55, 0, 5, 15, 11, 90, 55),
        (90, 55, 2, 5, -1, 11, 90, 55),
    ):
        with pytest.raises(BadInput):
            own_sheet(*wrong)


def test_the_choice_comes_back_and_nonsense_is_the_usual_one() -> None:
    sheets = labels.sheets()
    for wanted in (
        Labels(),
        chosen(sheets[0], 4, 6),
        chosen(own_sheet(90, 55, 2, 5, 15, 11, 90, 55), 2, 0),
    ):
        assert read(written(wanted), sheets) == wanted
    for line in (
        "x",
        "[]",
        '{"sheet": "none"}',
        '{"sheet": "l4785", "first": 99}',
        '{"sheet": "own", "own": [1]}',
        '{"first": 1e999}',
    ):
        assert read(line, sheets) == Labels()
    with pytest.raises(BadInput):
        chosen(CUT_CARDS, 11, 0)
    with pytest.raises(BadInput):
        chosen(CUT_CARDS, 1, 9999)


def test_what_is_measured_sets_the_printer_right() -> None:
    assert measured(20, 20, 170, 250).is_none
    fit = measured(21, 18.5, 168.3, 250)
    assert fit.wide == pytest.approx(170 / 168.3)
    # Where the corner of the lines comes out when the page is sent enlarged and moved.
    left = 21 + fit.right + (20 * fit.wide - 20) * 168.3 / 170
    assert left == pytest.approx(20, abs=0.02)
    assert fit.down == pytest.approx(1.5)
    assert printer_fit.read(printer_fit.written(fit)) == PrinterFit(
        *(round(figure, 4) for figure in (fit.right, fit.down, fit.wide, fit.high))
    )
    for line in ("", "1 2", "nan 0 1 1", "500 0 1 1", "0 0 3 1", "a b c d"):
        assert printer_fit.read(line) == PrinterFit()
    with pytest.raises(BadInput):
        measured(20, 20, 17, 25)
