"""Qt's own words and its calendar in the language of the program; Qt itself has no bokmål to give."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from nettverk import i18n
from nettverk.i18n import _, _c

_LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}


def speak() -> None:
    """Let what Qt says (menus in text fields, its dialogs, calendars) follow the language in force."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    locale = QLocale(_LOCALES[i18n.language()])
    QLocale.setDefault(locale)
    # Windows that are open took their locale when they were made.
    for window in app.topLevelWidgets():  # what is in them takes after them
        window.setLocale(locale)
    words = app.findChild(_Words)
    if words is None:
        words = _Words(app)
        app.installTranslator(words)
    # Qt itself speaks English when nothing is known.
    words.known = _known() if i18n.language() != "en" else {}


class _Words(QTranslator):
    known: Mapping[str, str] = {}

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """Our word, or None for Qt's own."""
        return self.known.get(text)

    def isEmpty(self) -> bool:
        """Never: an empty one would not be asked."""
        return False


def _known() -> dict[str, str]:
    """What Qt says where people can come, and what we say; «&» stands before the letter that reaches it by Alt."""
    return {
        # text fields
        "&Undo": _("&Angre"),
        "&Redo": _("&Gjør om"),
        "Cu&t": _("Klipp &ut"),
        "&Copy": _("&Kopier"),
        "&Paste": _("&Lim inn"),
        "Delete": _("Slett"),
        "Select All": _("Merk alt"),
        "&Select All": _("Merk &alt"),
        "&Step up": _("&Opp"),
        "Step &down": _("&Ned"),
        # buttons
        "OK": _("OK"),
        "&OK": _("&OK"),
        "Cancel": _("Avbryt"),
        "&Cancel": _("&Avbryt"),
        "Close": _("Lukk"),
        "&Close": _("&Lukk"),
        "Save": _("Lagre"),
        "&Save": _("&Lagre"),
        "Open": _("Åpne"),
        "&Open": _("&Åpne"),
        "&Yes": _("&Ja"),
        "&No": _("&Nei"),
        # choosing a file, where the system has no dialog of its own
        "&Choose": _("&Velg"),
        "&Delete": _("&Slett"),
        "&Rename": _("&Gi nytt navn"),
        "&New Folder": _("&Ny mappe"),
        "New Folder": _("Ny mappe"),
        "Create New Folder": _("Lag en ny mappe"),
        "Create a New Folder": _("Lag en ny mappe"),
        "Show &hidden files": _("Vis s&kjulte filer"),
        "Look in:": _("Se i:"),
        "&Look in:": _("&Se i:"),
        "Save As": _("Lagre som"),
        "Directory:": _("Mappe:"),
        "File &name:": _("Fil&navn:"),
        "Files of type:": _("Filtype:"),
        "Files of &type:": _("Fil&type:"),
        "All Files (*)": _("Alle filer (*)"),
        "Back": _("Tilbake"),
        "Go back": _("Gå tilbake"),
        "Forward": _("Fram"),
        "Go forward": _("Gå fram"),
        "Parent Directory": _("Mappa over"),
        "Go to the parent directory": _("Gå til mappa over"),
        "List View": _("Liste"),
        "Change to list view mode": _("Vis som liste"),
        "Detail View": _("Detaljer"),
        "Change to detail view mode": _("Vis med detaljer"),
        "Sidebar": _("Steder"),
        "List of places and bookmarks": _("Steder og bokmerker"),
        "Computer": _("Maskinen"),
        "Name": _("Navn"),
        "Size": _("Størrelse"),
        "Type": _("Type"),
        "Date Modified": _("Endret"),
        "Folder": _("Mappe"),
        "Drive": _("Disk"),
        # printing, where the system has no dialog of its own
        "Directories": _c("utskriftsdialog", "Mapper"),
        "Find Directory": _c("utskriftsdialog", "Finn en mappe"),
        "&Name:": _c("utskriftsdialog", "&Navn:"),
        "P&roperties": _c("utskriftsdialog", "&Egenskaper"),
        "Location:": _c("utskriftsdialog", "Plassering:"),
        "Preview": _c("utskriftsdialog", "Forhåndsvisning"),
        "Type:": _c("utskriftsdialog", "Type:"),
        "Output &file:": _c("utskriftsdialog", "Skriv til &fil:"),
        "Printer": _c("utskriftsdialog", "Skriver"),
        "&Print": _c("utskriftsdialog", "Skriv &ut"),
        "&Options >>": _c("utskriftsdialog", "&Flere valg >>"),
        "&Options <<": _c("utskriftsdialog", "&Færre valg <<"),
        "Options": _c("utskriftsdialog", "Valg"),
        "Copies": _c("utskriftsdialog", "Kopier"),
        "Copies:": _c("utskriftsdialog", "Kopier:"),
        "Collate": _c("utskriftsdialog", "Samle hvert sett"),
        "Reverse": _c("utskriftsdialog", "Siste side først"),
        "Print range": _c("utskriftsdialog", "Sider som skrives ut"),
        "Print all": _c("utskriftsdialog", "Alle sidene"),
        "Pages from": _c("utskriftsdialog", "Fra side"),
        "to": _c("utskriftsdialog", "til"),
        "Pages": _c("utskriftsdialog", "Sider"),
        "Current Page": _c("utskriftsdialog", "Denne sida"),
        "Selection": _c("utskriftsdialog", "Utvalget"),
        "Output Settings": _c("utskriftsdialog", "Innstillinger for utskrift"),
        "Color Mode": _c("utskriftsdialog", "Farger"),
        "Color": _c("utskriftsdialog", "Farge"),
        "Grayscale": _c("utskriftsdialog", "Gråtoner"),
        "Double Sided Printing": _c("utskriftsdialog", "Skriv på begge sider"),
        "Off": _c("utskriftsdialog", "Av"),
        "Long side binding": _c("utskriftsdialog", "Bla om langsida"),
        "Short side binding": _c("utskriftsdialog", "Bla om kortsida"),
        "Page &Set:": _c("utskriftsdialog", "&Hvilke sider:"),
        "All Pages": _c("utskriftsdialog", "Alle sider"),
        "Odd Pages": _c("utskriftsdialog", "Oddetallssider"),
        "Even Pages": _c("utskriftsdialog", "Partallssider"),
        "Print to File (PDF)": _c("utskriftsdialog", "Skriv til en PDF-fil"),
        "Local file": _c("utskriftsdialog", "Fil på maskinen"),
        "%1 already exists.\nDo you want to replace it?": _("%1 finnes fra før.\nVil du erstatte den?"),
        "%1\nFile not found.\nPlease verify the correct file name was given.": _(
            "Fant ikke %1.\nSe etter at navnet er riktig."
        ),
        "%1\nDirectory not found.\nPlease verify the correct directory name was given.": _(
            "Fant ikke mappa %1.\nSe etter at navnet er riktig."
        ),
    }
