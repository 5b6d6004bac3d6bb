"""Which texts name somebody, told so that one can see what each is before anything is taken out of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nettverk.domain.entries import EntryKind
from nettverk.domain.mentions import Searcher, around
from nettverk.domain.privacy import Mention
from nettverk.domain.sheets.answers import respondent, respondent_name
from nettverk.i18n import _, _c, short_date
from nettverk.storage import texts
from nettverk.storage.store import Row, Store
from nettverk.storage.texts import Spot

_WHO = frozenset(
    {
        ("entries", "who"), ("contributions", "speaker"), ("parts", "speaker"), ("gatherings", "owner"),
        ("year_items", "owner"), ("partner_requests", "who"), ("team_members", "name"), ("meeting_points", "who"),
    }
)  # fmt: skip
"""Columns, and keys of an entry, that only say who."""


@dataclass(slots=True)
class _Counted:
    """What has been found in one place so far."""

    text: str = ""
    times: int = 0
    versions: int = 0
    certain: bool = False
    shared: bool = True


def key(spot: Spot) -> str:
    """Says which text it is by ids alone, so that it can be kept where no name may stand."""
    return "|".join(spot)


def is_own_field(spot: Spot) -> bool:
    """Whether the text only says who: there a given name alone means somebody who is known."""
    return (spot.table, spot.field) in _WHO


def find(store: Store, searcher: Searcher) -> tuple[Mention, ...]:
    """Every text that names one of those who are looked for: speakers and promises first, then by what it is."""
    counted: dict[Spot, _Counted] = {}
    for spot, text in texts.read(store.connection):
        places = searcher.find(text, own_field=is_own_field(spot))
        if places:
            here = counted.setdefault(spot, _Counted())
            # Rows come in the order they were written, so the last one is what reads now.
            here.text = around(text, places[0])
            here.times += len(places)
            here.versions += 1
            here.certain = here.certain or any(place.certain for place in places)
            here.shared = here.shared and all(place.shared for place in places)
    mentions = [_mention(store, spot, here) for spot, here in counted.items()]
    return tuple(sorted(mentions, key=lambda mention: (not mention.is_promise, not mention.is_speaker, mention.what)))


def _mention(store: Store, spot: Spot, here: _Counted) -> Mention:
    return Mention(
        key(spot), " · ".join(_words(store, spot)), here.text, here.times, here.versions, here.certain, here.shared,
        is_promise=(spot.table, spot.field) == ("entries", "who"), is_speaker=spot.field == "speaker",
    )  # fmt: skip


def _words(store: Store, spot: Spot) -> Iterator[str]:
    """What the text is, and the gathering it belongs to."""
    yield _kind(store, spot)
    gathering = _gathering(store, spot)
    if gathering is not None:
        yield str(gathering["title"])
        if gathering["held_on"]:
            from datetime import date

            yield short_date(date.fromisoformat(gathering["held_on"]))


def _of_entry() -> dict[str, str]:
    """What entries of a kind are called, where the kind says all there is to say."""
    return {
        EntryKind.THEME: _("Tema"),
        EntryKind.GOOD_PRACTICE: _("God praksis: hvem som sa ja"),
        EntryKind.POINT_MARK: _("Rollen bak et punkt"),
        EntryKind.GOAL: _("Mål"),
        EntryKind.PAIRING: _("Mellom samlingene"),
        EntryKind.NEED: _("Behov"),
        EntryKind.COMMITMENT: _("Veien videre"),
        EntryKind.PICTURE_NOTE: _("Notat til et bilde"),
        EntryKind.CONSENT: _("Til universitetet: hvem som svarte"),
    }


def _kind(store: Store, spot: Spot) -> str:
    if spot.table == "entries":
        kind = store.value("SELECT kind FROM entries WHERE object = ? LIMIT 1", spot.id)
        match kind, spot.field:
            case EntryKind.REFLECTION, _field:
                return _("Refleksjon, bord {table}").format(table=spot.id.split(":")[1] if ":" in spot.id else "?")
            case EntryKind.SHEET_ANSWER, _field:
                return _sheet_answer(spot)
            case EntryKind.COMMITMENT, "who":
                return _("Veien videre: hvem")
            case _:
                return _of_entry().get(kind, _("Gjennomføringen"))
    words = {
        ("contributions", "speaker"): _("Praksisinnlegg: hvem"),
        ("contributions", "title"): _("Praksisinnlegg"),
        ("parts", "speaker"): _("Plan: hvem"),
        ("networks", "coordinator"): _("Nettverket: koordinator"),
        ("gatherings", "owner"): _("Samling: ansvarlig"),
        ("year_items", "owner"): _("Året: ansvarlig"),
        ("partner_requests", "who"): _("Ønske til universitetet: hvem"),
        ("meeting_points", "who"): _("Oppfølging etter et møte: hvem"),
        ("slides", "name"): _("Lysbilder: filnavn"),
        ("unit_spellings", "spelling"): _("Skrivemåte for en enhet"),
    }
    tables = {
        "parts": _("Plan"), "gatherings": _("Samling"), "goals": _c("flere", "Mål"), "sheet_uses": _("Spørsmål"),
        "sheet_versions": _("Ark"),
        "networks": _("Nettverket"), "units": _("Enhet"), "group_tables": _("Bord"), "settings": _("Innstilling"),
        "participants": _("Deltaker"), "machines": _("Maskin"), "districts": _("Bydel"),
        "year_items": _("Året"), "school_holidays": _("Skoleferie"), "teams": _("Gruppe i organisasjonen"),
        "team_members": _("Medlem i en gruppe"), "team_meetings": _("Møte i organisasjonen"),
        "meeting_points": _("Sak på et møte"), "partner_requests": _("Ønske til universitetet"),
        "cost_lines": _("Kostnad"),
    }  # fmt: skip
    return words.get((spot.table, spot.field)) or tables.get(spot.table, spot.table)


def _sheet_answer(spot: Spot) -> str:
    try:
        who = respondent(spot.id.split(":")[1])
    except (ValueError, IndexError):
        return _("Ark")
    return _("Ark, {who}").format(who=respondent_name(who).lower()) if who.number else _("Ark")


def _gathering(store: Store, spot: Spot) -> Row | None:
    """The gathering the text belongs to, where it belongs to one."""
    ways = {
        "entries": "SELECT gathering_id FROM entries WHERE object = ? LIMIT 1",
        "gatherings": "SELECT id FROM gatherings WHERE id = ?",
        "group_tables": "SELECT g.gathering_id FROM group_tables AS t JOIN groupings AS g ON g.id = t.grouping_id"
        " WHERE t.id = ?",
        **{
            table: f"SELECT gathering_id FROM {table} WHERE id = ?"
            for table in ("parts", "sheet_uses", "contributions", "goals", "slides", "participants")
        },
    }
    way = ways.get(spot.table)
    if way is None:
        return None
    return store.one(f"SELECT title, held_on FROM gatherings WHERE id = ({way})", spot.id)
