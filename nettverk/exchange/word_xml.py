"""The few things that Word documents need and python-docx has no words for, as XML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document


def plain(text: str) -> str:
    """Text as XML may hold it: no control signs, no halved surrogates; line breaks as spaces."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(printable.encode("utf-8", "ignore").decode("utf-8").split(" "))


def element(name: str, attributes: Mapping[str, str] | None = None, *, text: str = "") -> Any:
    """An element of WordprocessingML by its name with prefix («w:tblHeader»)."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    tag = OxmlElement(name)
    for key, value in (attributes or {}).items():
        tag.set(qn(key), value)
    if text:
        tag.text = text
    return tag


def set_defaults(document: Document, language: str) -> None:
    """Say which language the whole document is in, where readers aloud and spelling look for it.

    Args:
        language: as in «nb-NO».
    """
    from docx.oxml.ns import qn

    spoken = {"w:val": language, "w:eastAsia": language, "w:bidi": "ar-SA"}
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None:
        for old in defaults.findall(qn("w:lang")):
            defaults.remove(old)
        defaults.append(element("w:lang", spoken))
    settings = document.settings.element
    for old in settings.findall(qn("w:themeFontLang")):
        old.set(qn("w:val"), language)
