"""Personvern: what is stored, why, where and how long, in the words of a statement one can copy and publish.

The facts are those of this installation, read when the page is opened; the text promises nothing that the program does
not keep.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from nettverk.domain.trash import DAYS
from nettverk.i18n import _, _n, short_date, using
from nettverk.services import settings
from nettverk.services.handouts import changed
from nettverk.services.privacy import anonymise, copies
from nettverk.storage import journal, removals
from nettverk.storage.engine import key_in
from nettverk.storage.places import installation_file, log_folder, settings_file
from nettverk.storage.sharing import here
from nettverk.storage.store import Store


@dataclass(frozen=True, slots=True)
class Facts:
    """What this installation has, as the statement tells it.

    Attributes:
        municipality: empty where nobody has said.
        database: None for one in memory.
        people, numbers: how many have a name in the register, and how many are only numbers by now.
        with_email: how many have an e-mail address.
        backups: how many copies there are on this machine; ``folders`` where, ``oldest`` and ``newest`` their days.
        months: after how many months without being seen a name is taken away; 0 for never.
        sealed: whether the file is sealed with a passphrase.
        place: the folder or the server it is shared over; empty where it is not.
        machines: how many other machines have written in it.
        machine: what this one is called in it.
    """

    municipality: str
    database: Path | None
    people: int
    numbers: int
    with_email: int
    backups: int
    folders: tuple[Path, ...]
    oldest: date | None
    newest: date | None
    months: int
    sealed: bool = False
    place: str = ""
    machines: int = 0
    machine: str = ""

    @property
    def on_server(self) -> bool:
        """Whether what it is shared over is a server."""
        return here.is_server(self.place)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the statement, and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


def facts(store: Store) -> Facts:
    """Read what the statement says of this installation."""
    known = copies.databases(store.path) if store.path is not None else ()
    days = sorted(_day_of(copy) for copy in known if copy.exists())
    numbers = int(store.value("SELECT count(*) FROM removed_people") or 0)
    share = journal.fact(store.connection, journal.Fact.SHARE)
    return Facts(
        municipality=settings.get(store, "municipality"),
        database=store.path,
        people=int(store.value("SELECT count(*) FROM people")) - numbers,
        numbers=numbers,
        with_email=int(store.value("SELECT count(*) FROM people WHERE email <> ''")),
        backups=len(known),
        folders=tuple(dict.fromkeys(copy.parent for copy in known)),
        oldest=days[0] if days else None,
        newest=days[-1] if days else None,
        months=anonymise.months(store),
        sealed=key_in(store.connection) is not None,
        place=here.of(share).place if share else "",
        machines=int(store.value("SELECT count(DISTINCT installation) FROM machines WHERE installation NOT IN ('', ?)",
                                 store.installation)),
        machine=store.machine_name,
    )  # fmt: skip


def sections(known: Facts, language: str) -> tuple[Section, ...]:
    """The statement in a language, heading by heading."""
    with using(language):
        return tuple(Section(title(), tuple(part for part in parts(known) if part)) for title, parts in _SECTIONS)


def title(language: str) -> str:
    """What the statement is called."""
    with using(language):
        return _("Personvern i nettverkssamlingene")


def text(known: Facts, language: str) -> str:
    """The whole statement as plain text, to be copied into a document or a page."""
    pieces = [title(language)]
    pieces += ["\n".join([section.title, *section.paragraphs]) for section in sections(known, language)]
    return "\n\n".join(pieces) + "\n"


def _what(known: Facts) -> list[str]:
    people = _n("{n} person står i registeret med navn.", "{n} personer står i registeret med navn.", known.people)
    emails = _n("{n} av dem har e-post.", "{n} av dem har e-post.", known.with_email)
    gone = _n(
        "{n} har fått navnet fjernet, og er bare et tall.",
        "{n} har fått navnet fjernet, og er bare tall.",
        known.numbers,
    )
    return [
        _("Vi lagrer navn, enhet og rolle for dem som er med på samlingene. E-post er frivillig."),
        _("Vi lagrer også hvilke samlinger du er påmeldt, om du kom, hvilke grupper du satt i, og ønsker om hvem"
          " som skal sitte sammen."),
        _("Det gruppene sier, lagres per bord og ikke per person. Et tiltak kan si hvem som har ansvar for det,"
          " og et innlegg hvem som holder det."),
        _("For det som skrives, lagres også hvilken maskin det ble skrevet på, og når. Her heter maskinen {machine}.")
        .format(machine=known.machine) if known.machine else "",
        _("Opplysninger om barn og fødselsnummer skal ikke lagres her."),
        f"{people} {emails}" if known.with_email else people,
        gone if known.numbers else "",
    ]  # fmt: skip


def _why(known: Facts) -> list[str]:
    whose = known.municipality or _("kommunen")
    return [
        _("Opplysningene brukes til å invitere, sette sammen grupper der folk møter nye, ta imot på dagen, og"
          " følge opp det enhetene ble enige om."),
        _("{whose} er behandlingsansvarlig. Grunnlaget er en oppgave i allmennhetens interesse"
          " (personvernforordningen artikkel 6 nr. 1 e).").format(
            whose=f"{whose[:1].upper()}{whose[1:]}"
        ),
        _("Rapporter og oppsummeringer som sendes videre, er uten navn. Ingen vurderes av programmet."),
    ]  # fmt: skip


def _where(known: Facts) -> list[str]:
    lines = [
        *_shared(known),
        _("Fila: {path}").format(path=known.database)
        if known.database
        else _("Nå er alt bare i minnet, og borte når programmet lukkes."),
    ]
    if known.database:
        lines.append(
            _("Fila og kopiene av den er låst med passord: uten det kan ingen lese dem.")
            if known.sealed
            else _("Fila er ikke låst med passord. Den som har maskinen og kontoen din, kan lese den.")
        )
    if known.backups and known.oldest and known.newest:
        count = _n("{n} sikkerhetskopi", "{n} sikkerhetskopier", known.backups)
        where = ", ".join(str(folder) for folder in known.folders)
        lines.append(
            _("{count} i {where}, fra {oldest} til {newest}.").format(
                count=count, where=where, oldest=short_date(known.oldest), newest=short_date(known.newest)
            )
        )
    else:
        lines.append(_("Det ligger ingen sikkerhetskopier i den mappa."))
    lines += [
        _("Innstillinger og logg er uten navn: {settings} og {log}").format(settings=settings_file(), log=log_folder()),
        _("Et tilfeldig nummer for denne maskinen, som ikke sier noe om hvem som bruker den: {path}").format(
            path=installation_file()
        ),
        _("De som er fjernet, huskes som tilfeldige numre uten navn, så en gammel kopi ikke bringer navnet "
          "tilbake: {path}")
        .format(path=removals.place()),
        _("Hva som sist kom på papir, huskes som tall uten navn, så bare det som er endret kan skrives ut: {path}")
        .format(path=changed.place()),
        ""
        if known.sealed
        else _("Fila er ikke kryptert. Den er beskyttet av at bare den som er logget inn på maskinen, kan lese den."),
        _("Utskrifter, eksporter og kopier som noen har lagret andre steder, kjenner programmet ikke til."),
    ]  # fmt: skip
    return lines


def _shared(known: Facts) -> list[str]:
    """Whether it lies here alone, and else where it goes and who can read it there."""
    others = _n("{n} annen maskin har skrevet i den.", "{n} andre maskiner har skrevet i den.", known.machines)
    if not known.place:
        return [
            _("Alt ligger på én maskin, i én fil. Programmet sender ingenting ut av maskinen."),
            others if known.machines else "",
        ]
    if known.on_server:
        sentence = _(
            "Fila deles med andre maskiner over kommunens server {place}. Alt som er lagret, ligger på hver av"
            " maskinene og på serveren. Forbindelsen til en annen maskin er kryptert."
        )
    else:
        sentence = _(
            "Fila deles med andre maskiner over mappa {place}. Alt som er lagret, ligger på hver av maskinene og"
            " i mappa."
        )
    if known.sealed:
        readers = _("Det som ligger der, er låst med passordet på fila.")
    elif known.on_server:
        readers = _("Der kan det leses av dem kommunen har sluppet inn på serveren.")
    else:
        readers = _("Der kan det leses av alle som har tilgang til mappa.")
    return [
        sentence.format(place=known.place),
        readers,
        others if known.machines else "",
        _("Et navn som fjernes på én maskin, fjernes på de andre neste gang de er på nett."),
        _("Hvor den deles, huskes på denne maskinen: {path}").format(path=here.file()),
    ]  # fmt: skip


def _how_long(known: Facts) -> list[str]:
    if known.months:
        first = _n(
            "Den som ikke har vært med på {n} måned, mister navn og e-post og blir et tall. Det sies fra 14 dager før.",
            "Den som ikke har vært med på {n} måneder, mister navn og e-post og blir et tall. Det sies fra 14"
            " dager før.",
            known.months,
        )
    else:
        first = _(
            "Navnene blir stående til noen fjerner dem. Programmet kan gjøre det av seg selv etter noen "
            "måneder. Det er slått av nå."
        )
    return [
        first,
        _("Hvem som har møtt hvem, og hvor mange som kom, står igjen uten navn."),
        _("Eldre versjoner av det som er skrevet, tas vare på, så ingenting blir borte ved et uhell. Fjernes "
          "et navn, fjernes det i dem også."),
        _("Det som fjernes, ligger i papirkurven i {n} dager. Fjernes et navn for godt, tømmes papirkurven.").format(
            n=DAYS
        ),
    ]  # fmt: skip


def _rights(known: Facts) -> list[str]:
    return [
        _("Du kan få se alt som er lagret om deg, få rettet det som er feil, og få navnet ditt fjernet."),
        _("Spør den som inviterer til samlingene. Programmet gir ut alt om en person på ett ark, og fjerner et "
          "navn fra register, tekster, eldre versjoner og sikkerhetskopier."),
        _("Er du uenig i hvordan opplysningene brukes, kan du klage til Datatilsynet."),
    ]  # fmt: skip


_SECTIONS: tuple[tuple[Callable[[], str], Callable[[Facts], list[str]]], ...] = (
    (lambda: _("Hva som lagres"), _what),
    (lambda: _("Hvorfor"), _why),
    (lambda: _("Hvor det ligger"), _where),
    (lambda: _("Hvor lenge"), _how_long),
    (lambda: _("Dine rettigheter"), _rights),
)


def _day_of(file: Path) -> date:
    """The day a file was written, where the machine stands."""
    return datetime.fromtimestamp(file.stat().st_mtime, UTC).astimezone().date()
