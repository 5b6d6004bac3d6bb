"""What users have typed is never markup and never the mark of a key: the rules that keep Qt's guessing out.

Everything that Qt would guess about goes through ``ui/common/literal.py``, ``basics.py`` and ``inputs.py``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import Qt, QTextDocument

from nettverk.ui.common.literal import as_typed, keyless, window_title
from tests.unit.test_house import HOUSE, trees

OWN = {
    "QLabel": "basics", "QPushButton": "basics", "QCheckBox": "basics", "QRadioButton": "basics",
    "QComboBox": "inputs", "QSpinBox": "inputs", "QDoubleSpinBox": "inputs", "QDateEdit": "inputs",
    "QTimeEdit": "inputs", "QDateTimeEdit": "inputs", "QSlider": "inputs", "QDial": "inputs", "QTabBar": "inputs",
    "QTabWidget": "inputs", "QToolButton": "basics", "QGroupBox": "basics", "QCommandLinkButton": "basics",
    "QMessageBox": "basics", "QErrorMessage": "basics", "QTextBrowser": "basics", "QStaticText": "basics",
    "QInputDialog": "basics",
}  # fmt: skip
"""Qt's classes that read markup or keys out of words, or turn with the wheel, and the module that tames each."""

TIPS = {"setToolTip", "setWhatsThis", "setStatusTip"}


def ui() -> Iterator[tuple[str, str, ast.Module]]:
    """Every module of the windows: its name, its place and its tree."""
    for path, tree in trees().items():
        if path.is_relative_to(HOUSE / "ui"):
            yield path.stem, str(path.relative_to(HOUSE)), tree


def test_qts_own_labels_buttons_and_fields_stay_out_of_the_rooms() -> None:
    broken = []
    for module, place, tree in ui():
        for node in ast.walk(tree):
            made = [node.func] if isinstance(node, ast.Call) else node.bases if isinstance(node, ast.ClassDef) else []
            names = [name.id for name in made if isinstance(name, ast.Name)]
            broken += [f"{place}: {name}" for name in names if OWN.get(name, module) != module]
    assert broken == []


def test_tool_tips_are_set_in_one_place() -> None:
    broken = []
    for module, place, tree in ui():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and module != "literal":
                shown = node.func.attr == "showText" and ast.unparse(node.func.value) == "QToolTip"
                if node.func.attr in TIPS or shown or node.func.attr == "setTextFormat":
                    broken.append(f"{place}:{node.lineno}: {ast.unparse(node)}")
    assert broken == []


def test_a_model_that_answers_with_tips_answers_letter_for_letter() -> None:
    broken = []
    for _module, place, tree in ui():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                text = ast.unparse(node)
                answers = any(argument.arg == "role" for argument in node.args.args)
                if answers and "ToolTipRole" in text and "as_typed(" not in text:
                    broken.append(f"{place}:{node.lineno}: {node.name}")
    assert broken == []


def test_words_of_actions_and_menus_go_through_one_place() -> None:
    broken = []
    for module, place, tree in ui():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or module == "literal":
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            first = node.args[0] if node.args else None
            words = isinstance(first, ast.JoinedStr | ast.BinOp) or (
                isinstance(first, ast.Call) and isinstance(first.func, ast.Attribute) and first.func.attr == "format"
            )
            if name in {"QAction", "addMenu", "addAction"} and words:
                broken.append(f"{place}:{node.lineno}: {ast.unparse(node)}")
    assert broken == []


def test_titles_of_windows_are_our_own_words_or_escaped() -> None:
    broken = []
    for _module, place, tree in ui():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "setWindowTitle"
            ):
                text = ast.unparse(node.args[0])
                fixed = isinstance(node.args[0], ast.Call) and text.startswith("_(") and ".format(" not in text
                numbered = text.endswith(".format(number=number)")
                if not (fixed or numbered or text.startswith("window_title(")):
                    broken.append(f"{place}:{node.lineno}: {text}")
    assert broken == []


@pytest.mark.parametrize(
    "text",
    [
        "<b>Kari</b>", "<img src='file:///etc/hostname'>", '<a href="x">Vik</a>', "&lt;b&gt;",
        "Kari &lt;Vik&gt; & sønn",
        "<?xml version='1.0'?><p>", "<!DOCTYPE html>", "  <br/>", "a <hr> b\nc <i>", "<\n", "R&D", "2 < 3 > 1", "<3",
    ],
)  # fmt: skip
def test_what_looks_like_markup_is_shown_letter_for_letter(text: str) -> None:
    shown = as_typed(text)
    assert not Qt.mightBeRichText(shown)
    assert shown.replace("\u2060", "") == text


@given(st.text(st.sampled_from("<>&/!?;= \n\t\"'abipmglt3é\u2060"), max_size=40))
def test_no_text_at_all_is_guessed_to_be_markup(text: str) -> None:
    assert not Qt.mightBeRichText(as_typed(text))
    assert as_typed(text).replace("\u2060", "") == text.replace("\u2060", "")


def test_plain_words_are_left_as_they_are() -> None:
    assert as_typed("Kari Moen, R&D < Myra") == "Kari Moen, R&D < Myra"
    document = QTextDocument()
    document.setPlainText(as_typed("<b>x"))
    assert document.toPlainText().replace("\u2060", "") == "<b>x"


def test_an_ampersand_is_no_key_and_a_star_no_place() -> None:
    assert keyless("R&D && co") == "R&&D &&&& co"
    assert window_title("Lek [*]") == "Lek [*][*]"
