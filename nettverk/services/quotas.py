"""Who is expected at a gathering and has not answered, and what to write to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.organisation import is_leader
from nettverk.domain.participants import Attendance, Participant
from nettverk.domain.plan import Gathering
from nettverk.domain.quotas import Answers, Contact, Gap, Letter, Quota, QuotaEach
from nettverk.domain.registry import Person, Unit
from nettverk.domain.sorting import sort_key
from nettverk.i18n import _, clock, join, long_date, using
from nettverk.services import gatherings, participants
from nettverk.services.register import register
from nettverk.storage.store import Store

MOST = 2000
"""More people than this are asked of nobody."""


def all_(store: Store, gathering_id: str) -> tuple[Quota, ...]:
    """What is asked for, in the order it was said."""
    rows = store.rows(
        "SELECT q.*, coalesce(s.name, '') AS service_name FROM quotas AS q"
        " LEFT JOIN service_kinds AS s ON s.id = q.service_kind_id WHERE q.gathering_id = ? ORDER BY q.id",
        gathering_id,
    )
    return tuple(
        Quota(
            row["id"],
            QuotaEach(row["each"]),
            row["service_kind_id"] or "",
            row["service_name"],
            row["role"],
            row["people"],
        )
        for row in rows
    )


def add(
    store: Store,
    gathering_id: str,
    each: QuotaEach,
    *,
    people: int | None = None,
    service_id: str = "",
    role: str = "",
) -> Changes:
    """Say how many are expected.

    Args:
        people: None for everybody the register knows.

    Raises:
        BadInput: a number that nobody can come in.
    """
    if people is not None and not 1 <= people <= MOST:
        raise BadInput(_("Skriv hvor mange dere venter, fra 1 og opp."))
    with store.change(_("Hvem er ventet")) as step:
        step.made = store.insert(
            "quotas",
            gathering_id=gathering_id,
            each=each,
            service_kind_id=service_id or None,
            role=role.strip(),
            people=people,
        )
    return step.changes


def remove(store: Store, quota_id: str) -> Changes:
    """Do not expect that any more."""
    with store.change(_("Hvem er ventet")) as step:
        store.delete("quotas", quota_id)
    return step.changes


# --- who has not answered ---


def answers(store: Store, gathering_id: str) -> Answers:
    """What is expected and what is missing; where nobody has said anything, one from each unit of the network is."""
    here = gatherings.get(store, gathering_id)
    said = all_(store, gathering_id)
    quotas = said or (Quota("", QuotaEach.UNIT, people=1),)
    units = _units(store, here)
    known = [person for person in register.people(store) if person.unit_id in units]
    listed = participants.all_(store, gathering_id)
    gaps = [gap for quota in quotas for gap in _gaps(quota, here, units, known, listed)]
    return Answers(said, tuple(gaps), usual=not said)


def _units(store: Store, here: Gathering) -> Mapping[str, Unit]:
    """Units the gathering is for: of the network's services, in its district or in none."""
    network = next(network for network in register.networks(store) if network.id == here.network_id)
    services = {*network.central_services, *network.other_services}
    return {
        unit.id: unit
        for unit in register.units(store)
        if (not services or unit.service_id in services)
        and (here.district_id is None or unit.district_id in {None, "", here.district_id})
    }


def _gaps(
    quota: Quota,
    here: Gathering,
    units: Mapping[str, Unit],
    known: Iterable[Person],
    listed: Iterable[Participant],
) -> list[Gap]:
    meant = {id_: unit for id_, unit in units.items() if quota.service_id in {"", unit.service_id}}
    groups: dict[str, set[str]] = {}
    for id_, unit in meant.items():
        match quota.each:
            case QuotaEach.UNIT:
                groups.setdefault(id_, set()).add(id_)
            case QuotaEach.DISTRICT if unit.district_name:
                groups.setdefault(unit.district_name, set()).add(id_)
            case QuotaEach.DISTRICT:
                pass
            case QuotaEach.TOGETHER:
                groups.setdefault("", set()).add(id_)
    if quota.each is QuotaEach.TOGETHER and quota.people is not None:
        groups.setdefault("", set())
    by_unit: dict[str, list[Person]] = {}
    for person in known:
        by_unit.setdefault(person.unit_id, []).append(person)
    there: dict[str, list[Participant]] = {}
    for participant in listed:
        there.setdefault(participant.unit_id, []).append(participant)
    gaps = []
    for name, ids in groups.items():
        title = meant[name].name if quota.each is QuotaEach.UNIT else name
        gap = _gap(
            quota, title, [p for i in ids for p in by_unit.get(i, ())], [p for i in ids for p in there.get(i, ())]
        )
        if gap.wanted > gap.coming and (quota.people is not None or gap.people):
            gaps.append(gap)
    return sorted(gaps, key=lambda gap: sort_key(gap.name))


def _gap(quota: Quota, name: str, known: list[Person], listed: list[Participant]) -> Gap:
    role = quota.role.casefold()
    able = [person for person in known if role in {"", person.role.casefold()}]
    mine = [participant for participant in listed if role in {"", participant.role.casefold()}]
    coming = sum(participant.attendance is not Attendance.ABSENT for participant in mine)
    answered = {participant.person_id for participant in listed}
    silent = [person for person in able if person.id not in answered]
    wanted = quota.people if quota.people is not None else coming + len(silent)
    # Everybody is asked themselves; a number of people is asked of whoever leads, where anybody does.
    asked = silent if quota.people is None else [person for person in known if is_leader(person.role)] or silent
    contacts = sorted(asked, key=lambda person: (not is_leader(person.role), sort_key(person.name)))
    return Gap(
        quota,
        name,
        wanted,
        coming,
        len(mine) - coming,
        tuple(person.name for person in sorted(silent, key=lambda person: sort_key(person.name))),
        tuple(Contact(person.name, person.email) for person in contacts),
    )


# --- what to write ---


def invitation(store: Store, gathering_id: str) -> Letter:
    """An invitation in the gathering's language, to everybody the register knows in the units it is for."""
    here = gatherings.get(store, gathering_id)
    units = _units(store, here)
    addresses = [person.email for person in register.people(store) if person.unit_id in units and person.email]
    with using(here.language):
        wanted = [quota.sentence for quota in all_(store, gathering_id)]
        lines = [
            _("Hei!"),
            "",
            _("Velkommen til {title}.").format(title=here.title),
            *_facts(here),
            *([_("Vi ønsker: {who}.").format(who=join(wanted))] if wanted else []),
            "",
            _("Svar med navn, enhet og rolle for dem som kommer, og si fra om noen bare er med en del av dagen."),
            _("Skriv også hva som ikke kan være i maten, og om dere vil fortelle om noe dere har prøvd."),
            *_greeting(here),
        ]
        subject = _("Velkommen til {title}").format(title=here.title)
    return Letter(subject, "\n".join(lines), tuple(dict.fromkeys(addresses)))


def reminder(store: Store, gathering_id: str) -> Letter:
    """A friendly reminder to those who have not answered."""
    here = gatherings.get(store, gathering_id)
    missing = answers(store, gathering_id)
    with using(here.language):
        lines = [
            _("Hei!"),
            "",
            _("Vi gleder oss til {title}, og mangler svar fra dere.").format(title=here.title),
            *_facts(here),
            "",
            _("Hvem kommer? Svar gjerne i dag, også om dere ikke kan. Da vet vi hvor mange bord vi trenger."),
            *_greeting(here),
        ]
        subject = _("Kommer dere til {title}?").format(title=here.title)
    return Letter(subject, "\n".join(lines), missing.addresses)


def _facts(here: Gathering) -> list[str]:
    when = _("kl. {start}–{end}").format(start=clock(here.starts_at), end=clock(here.ends_at))
    if here.held_on is not None:
        when = f"{long_date(here.held_on)}, {when}"
    return [
        *([_("Tema: {theme}").format(theme=here.theme)] if here.theme else []),
        _("Når: {when}").format(when=when),
        *([_("Sted: {place}").format(place=here.place)] if here.place else []),
    ]


def _greeting(here: Gathering) -> list[str]:
    return ["", _("Hilsen"), here.owner] if here.owner else ["", _("Hilsen")]


def letter_text(letter: Letter) -> str:
    """Subject and text as they are pasted into a mail; addresses have a button of their own."""
    return f"{letter.subject}\n\n{letter.text}\n"
