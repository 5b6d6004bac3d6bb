"""To the university: whether those who were at a gathering said yes, and what then goes out, with nobody in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from nettverk.domain.data_tables import DataTable, UniversityTable, Value
from nettverk.domain.follow_up import CommitmentStatus
from nettverk.domain.sheets.told import Numbers
from nettverk.i18n import _, _n

FORMAT = "nettverk-university"
VERSION = 1
SEVERAL = "; "
"""Between what stands together in one cell."""
HIDDEN = "–"
"""What is shown where a count is not told; the files have nothing there."""
LONGEST_BY = 200
"""Characters of who answered."""


class ConsentState(StrEnum):
    """What has been answered for a gathering; the values are what the database holds. A consent can be taken back."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    GIVEN = "given"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class GatheringConsent:
    """A gathering that has been held, and what was answered for it.

    Attributes:
        by: who answered, as a role or a group, never a name.
        on: the day of what was said last; None where nobody has been asked.
    """

    gathering_id: str
    title: str
    held_on: date
    network_id: str
    network: str
    district: str = ""
    state: ConsentState = ConsentState.NOT_ASKED
    by: str = ""
    on: date | None = None

    @property
    def given(self) -> bool:
        """Whether it may go out."""
        return self.state is ConsentState.GIVEN

    @property
    def whose(self) -> str:
        """«0–6 · Sentrum», which tells it from the others of the same day."""
        return " · ".join(word for word in (self.network, self.district) if word)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: what it is called in the files, the same in every language and every version.
        title: what it is called where it is read before it goes out.
        about: what it says, for whoever has never seen the program.
        words: the words for what a cell may hold, where that is one of a few things or several of them.
    """

    name: str
    title: str
    about: str
    words: Mapping[str, str] = field(default_factory=dict)

    def shown(self, value: Value) -> str:
        """A cell as one reads it before it goes out."""
        if value is None:
            return HIDDEN
        return SEVERAL.join(self.words.get(part, part) for part in str(value).split(SEVERAL))


@dataclass(frozen=True, slots=True)
class UniversityData:
    """Everything that goes out, as it goes out.

    Attributes:
        at: when it was read, in UTC.
        tables: all of them, also those with no rows.
        consented, gatherings: how many gatherings may go out, of how many that were held.
        left_out: lines that are not in it, because they may tell who somebody is.
        too_few: texts that are not in it, because fewer than five wrote.
        fresh_numbers: numbers that are told here for the first time, by key; to be kept before it is written.
    """

    at: datetime
    tables: tuple[DataTable, ...]
    consented: int = 0
    gatherings: int = 0
    left_out: int = 0
    too_few: int = 0
    fresh_numbers: Mapping[str, Numbers] = field(default_factory=dict)

    def table(self, kind: UniversityTable) -> DataTable:
        """One of its tables."""
        return next(table for table in self.tables if table.kind is kind)

    @property
    def rows(self) -> dict[str, int]:
        """How many rows each table has."""
        return {table.kind.value: len(table.rows) for table in self.tables}


class TextKind(StrEnum):
    """What a text that goes out is; the values are what the files hold."""

    ANSWER = "answer"
    THEME = "theme"
    COMMITMENT = "commitment"
    LEARNT = "learnt"
    NEED = "need"


PEOPLE, TABLES = "people", "tables"
"""Whose answers a count is of, as the files have it."""


def code(prefix: str, id_: str) -> str:
    """What something is called outside: the same each time it goes out, and nobody can go back from it."""
    return f"{prefix}-{hashlib.sha256(id_.encode()).hexdigest()[:10]}"


def columns(kind: UniversityTable) -> tuple[Column, ...]:
    """The columns of a table, in order."""
    gathering = Column("gathering", _("Samling"), _("koden til samlingen; den er den samme hver gang"))
    network = Column("network", _("Nettverk"), _("koden til nettverket"))
    year = Column("school_year", _("Skoleår"), _("skoleåret, fra august til juli"))
    match kind:
        case UniversityTable.GATHERINGS:
            return (
                gathering, network,
                Column("age_span", _("Alder"), _("alderen nettverket gjelder")),
                year,
                Column("term", _("Halvår"), _("autumn er august til desember, spring er januar til juli"),
                       {"autumn": _("høst"), "spring": _("vår")}),
                Column("number", _("Nummer"), _("hvilken i rekken av nettverkets samlinger i skoleåret")),
                Column("theme", _("Tema"), _("temaet, uten navn; tomt der det kunne røpe noen")),
                Column("tags", _("Merkelapper"),
                       _("det samlingen har rørt ved i temahjulet, med semikolon mellom")),
                Column("came", _("Kom"), _("hvor mange som kom; tomt der det er færre enn fem")),
                Column("registered", _("Påmeldte"),
                       _("hvor mange som var påmeldt; tomt der differansen er færre enn fem")),
            )  # fmt: skip
        case UniversityTable.SEATS:
            return (
                network, year,
                Column("services", _("Tjenester"),
                       _("tjenestene tallet gjelder; flere der en av dem alene ville vært for få")),
                Column("seats", _("Deltakelser"),
                       _("hvor mange som kom derfra gjennom året, hver telt så ofte som de kom")),
            )  # fmt: skip
        case UniversityTable.COMMITMENTS:
            return (
                network, year,
                Column("statuses", _("Hvordan det gikk"),
                       _("open er avtalt, done gjort, tried prøvd, not_yet ikke ennå; flere der en er få"),
                       {CommitmentStatus.OPEN.value: _("avtalt"), CommitmentStatus.DONE.value: _("gjort"),
                        CommitmentStatus.TRIED.value: _("prøvd"), CommitmentStatus.NOT_YET.value: _("ikke ennå")}),
                Column("commitments", _("Tiltak"), _("hvor mange tiltak det gikk slik med")),
            )  # fmt: skip
        case UniversityTable.SIGNS:
            return (
                gathering,
                Column("sheet", _("Ark"), _("arket det ble svart på")),
                Column("sign", _("Tegn"), _("tegnet eller utsagnet")),
                Column("answered_by", _("Hvem svarte"),
                       _("people er den enkelte eller par, tables er bord og enheter sammen"),
                       {PEOPLE: _("den enkelte"), TABLES: _("bord")}),
                Column("level", _("Svar"), _("svaret")),
                Column("place", _("Plass"), _("svarets plass på skalaen, 1 er øverst")),
                Column("count", _("Antall"),
                       _("hvor mange som svarte det; tomt der det er færre enn fem eller kan regnes ut")),
                Column("total", _("Av i alt"), _("hvor mange som svarte på tegnet")),
            )  # fmt: skip
        case UniversityTable.TEXTS:
            return (
                gathering,
                Column("kind", _("Hva slags"),
                       _("answer er svar på et spørsmål, theme et tema salen laget, commitment et tiltak,"
                         " learnt det som ble lært av det, need et behov"),
                       {kind_.value: text_kind_name(kind_) for kind_ in TextKind}),
                Column("prompt", _("Spørsmål"), _("spørsmålet det er svar på")),
                Column("text", _("Tekst"),
                       _("det som ble skrevet, i alfabetisk rekkefølge, uten navn på folk og enheter")),
            )  # fmt: skip
        case UniversityTable.CODEBOOK:
            return (
                Column("table", _("Fil"), _("fila kolonnen står i")),
                Column("column", _("Kolonne"), _("navnet på kolonnen")),
                Column("meaning", _("Betyr"), _("hva den sier")),
            )  # fmt: skip


def table_of(kind: UniversityTable, rows: Iterable[Iterable[Value]]) -> DataTable:
    """Rows under the columns of a table."""
    header = tuple(column.name for column in columns(kind))
    return DataTable(kind, kind.value, header, tuple(map(tuple, rows)))


def codebook() -> DataTable:
    """Every column of every table, in words."""
    return table_of(
        UniversityTable.CODEBOOK,
        ((kind.value, column.name, column.about) for kind in UniversityTable for column in columns(kind)),
    )


def to_json(data: UniversityData) -> bytes:
    """The same tables as one JSON file; what is hidden is null."""
    out = {
        "format": FORMAT,
        "version": VERSION,
        "made_on": data.at.date().isoformat(),
        "tables": {
            table.kind.value: [dict(zip(table.header, row, strict=True)) for row in table.rows] for table in data.tables
        },
    }
    return (json.dumps(out, ensure_ascii=False, indent=1) + "\n").encode()


def consent_question() -> str:
    """What those who are there are asked, to be read aloud."""
    return _(
        "Kan det vi sier og skriver på denne samlingen, gå til universitetet vi arbeider med? Det som går ut, er tall"
        " og tekster uten navn på folk og enheter. Tall under fem går ikke ut. Dere kan si nei, og dere kan trekke"
        " et ja siden: da er samlingen ikke med neste gang noe sendes."
    )


def state_name(state: ConsentState) -> str:
    """The user's word for what was answered."""
    return {
        ConsentState.NOT_ASKED: _("Ikke spurt"),
        ConsentState.ASKED: _("Spurt, ikke svart"),
        ConsentState.GIVEN: _("Ja"),
        ConsentState.DECLINED: _("Nei"),
        ConsentState.WITHDRAWN: _("Trukket"),
    }[state]


def text_kind_name(kind: TextKind) -> str:
    """The user's word for what a text is."""
    return {
        TextKind.ANSWER: _("svar"),
        TextKind.THEME: _("tema"),
        TextKind.COMMITMENT: _("tiltak"),
        TextKind.LEARNT: _("lærdom"),
        TextKind.NEED: _("behov"),
    }[kind]


def table_name(kind: UniversityTable) -> str:
    """The user's word for a table."""
    return {
        UniversityTable.GATHERINGS: _("Samlinger"),
        UniversityTable.SEATS: _("Oppmøte etter tjeneste"),
        UniversityTable.COMMITMENTS: _("Tiltak"),
        UniversityTable.SIGNS: _("Vurderinger"),
        UniversityTable.TEXTS: _("Tekster"),
        UniversityTable.CODEBOOK: _("Kodebok"),
    }[kind]


def contents(data: UniversityData) -> str:
    """Everything that is in it, as one can read it before it goes out: how much there is, and every row."""
    held = _n("{n} samling", "{n} samlinger", data.gatherings)
    lines = [_("Av {all} er {some} med, fordi de har sagt ja.").format(all=held, some=data.consented)]
    if not data.consented:
        # What would have stood in tables nobody has said yes to is no help to whoever is to ask.
        return (
            _("Av {all} har ingen sagt ja ennå, så ingenting går ut.").format(all=held)
            if data.gatherings
            else _("Ingen samling er holdt ennå, så ingenting går ut.")
        )
    if data.left_out:
        lines.append(
            _n("{n} linje er ikke med, fordi den kan røpe hvem noen er.",
               "{n} linjer er ikke med, fordi de kan røpe hvem noen er.", data.left_out)
        )  # fmt: skip
    if data.too_few:
        lines.append(
            _n("{n} tekst er ikke med, fordi færre enn fem har skrevet.",
               "{n} tekster er ikke med, fordi færre enn fem har skrevet.", data.too_few)
        )  # fmt: skip
    for table in data.tables:
        assert isinstance(table.kind, UniversityTable)
        all_columns = columns(table.kind)
        count = _n("{n} rad", "{n} rader", len(table.rows))
        lines += ["", f"{table_name(table.kind)} ({table.kind.value}.csv), {count}"]
        lines.append("  " + " | ".join(column.title for column in all_columns))
        lines += ["  " + row_words(all_columns, row) for row in table.rows]
    return "\n".join(lines)


def row_words(told: Sequence[Column], row: Sequence[Value]) -> str:
    """A row as one reads it before it goes out."""
    return " | ".join(column.shown(value) for column, value in zip(told, row, strict=True))
