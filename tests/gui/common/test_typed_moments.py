"""Days and times typed in a field: what is understood is seen, then taken; what is not changes nothing and says why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from nettverk.ui.common.theme import Theme
from nettverk.ui.common.typed_moments import ClockField, DayField
from tests.helpers.typing import press, type_text


@pytest.fixture
def form(dressed: Theme) -> Iterator[QWidget]:
    """A day, a time and something else to go to."""
    window = QWidget()
    column = QVBoxLayout(window)
    for widget in (DayField(parent=window, optional=False), ClockField(window, optional=True), QLineEdit(window)):
        column.addWidget(widget)
    window.resize(400, 300)
    window.show()
    window.activateWindow()
    yield window
    window.close()
    window.deleteLater()


def day_of(form: QWidget) -> DayField:
    field = form.findChild(DayField)
    assert isinstance(field, DayField)
    return field


def write(field: DayField | ClockField, text: str) -> None:
    field.line.setFocus()
    field.line.selectAll()
    type_text(text, field.line)


def leave(form: QWidget) -> None:
    form.findChildren(QLineEdit, options=Qt.FindChildOption.FindDirectChildrenOnly)[0].setFocus()


def test_what_is_understood_is_seen_before_it_is_taken(form: QWidget) -> None:
    field, taken = day_of(form), []
    field.fill(date(2026, 11, 29))
    field.taken.connect(lambda: taken.append(field.day()))
    write(field, "9.2")
    assert field.words.text() == "tirsdag 9. februar 2027"
    assert field.day() == date(2026, 11, 29)
    leave(form)
    assert taken == [date(2027, 2, 9)]
    assert field.line.text() == "tirsdag 9. februar 2027"
    assert not field.words.isVisible()


@pytest.mark.parametrize("text", ["09.02.2027", "9.2.27", "9/2", "2027-02-09", "tysdag 9. februar 2027", "Ctrl"])
def test_a_date_is_typed_over_the_one_that_stands_there(form: QWidget, text: str) -> None:
    field = day_of(form)
    field.fill(date(2026, 11, 29))
    write(field, text)
    leave(form)
    assert field.day() == (date(2026, 11, 29) if text == "Ctrl" else date(2027, 2, 9))


def test_nonsense_keeps_the_old_day_and_says_why(form: QWidget) -> None:
    field, taken = day_of(form), []
    field.fill(date(2026, 11, 29))
    field.taken.connect(lambda: taken.append(1))
    write(field, "snart")
    leave(form)
    assert field.day() == date(2026, 11, 29)
    assert field.line.text() == "snart"
    assert "Skriv en dag som" in field.words.text()
    assert "29. november 2026" in field.words.text()
    assert field.line.accessibleDescription() == field.words.text()
    assert not taken


def test_a_year_far_off_is_asked_about(form: QWidget) -> None:
    field = day_of(form)
    field.fill(date(2026, 11, 29))
    write(field, "23.3.2303")
    leave(form)
    assert field.day() == date(2026, 11, 29)
    assert "2303?" in field.words.text()
    assert field.use.isVisible()
    field.line.setFocus()
    type_text("\n", field.line)
    assert field.day() == date(2303, 3, 23)  # asked, and meant


def test_a_year_far_off_is_taken_by_the_mouse_too(form: QWidget) -> None:
    field = day_of(form)
    write(field, "1.1.2020")
    QTest.mouseClick(field.use, Qt.MouseButton.LeftButton)
    assert field.day() == date(2020, 1, 1)


def test_one_press_of_enter_is_no_answer(form: QWidget) -> None:
    field = day_of(form)
    field.fill(date(2026, 11, 29))
    write(field, "23.3.2303\n")
    assert field.day() == date(2026, 11, 29)
    type_text("\n", field.line)
    assert field.day() == date(2303, 3, 23)


def test_a_day_that_must_be_there_comes_back_when_it_is_emptied(form: QWidget) -> None:
    field = day_of(form)
    field.fill(date(2026, 11, 29))
    write(field, "\b")
    leave(form)
    assert field.day() == date(2026, 11, 29)
    assert "2026" in field.line.text()


def test_an_optional_time_may_be_emptied(form: QWidget) -> None:
    field = form.findChild(ClockField)
    assert isinstance(field, ClockField)
    for typed, meant in (("835", time(8, 35)), ("kl 9", time(9)), ("9.75", time(9)), ("\b", None)):
        write(field, typed)
        leave(form)
        assert field.time_of_day() == meant
    assert field.line.text() == ""


def test_the_calendar_is_opened_and_chosen_in_by_keys_and_by_mouse(form: QWidget) -> None:
    field, taken = day_of(form), []
    field.fill(date(2026, 11, 29))
    field.taken.connect(lambda: taken.append(field.day()))
    field.line.setFocus()
    press("F4", field.line)
    calendar = field._calendar
    assert calendar is not None
    assert calendar.isVisible()
    assert calendar.month.selectedDate() == QDate(2026, 11, 29)
    press("Esc", calendar)
    assert not calendar.isVisible()
    assert not taken
    field.open_button.click()
    calendar.month.setSelectedDate(QDate(2026, 12, 8))
    calendar.month.activated.emit(QDate(2026, 12, 8))
    assert taken == [date(2026, 12, 8)]
    assert not calendar.isVisible()
