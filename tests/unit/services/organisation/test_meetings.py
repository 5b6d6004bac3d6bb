"""Teams, their members and recipients; meetings whose agenda is proposed from what is due."""

from __future__ import annotations

from datetime import date, time

import pytest

from nettverk.domain.errors import BadInput
from nettverk.domain.organisation import Party, TeamKind, missing_parties
from nettverk.domain.year.items import EntryOf, ItemKind
from nettverk.services import participants
from nettverk.services.organisation import meetings, teams
from nettverk.services.privacy import about
from nettverk.services.register import register
from nettverk.services.year import items, year
from nettverk.storage.store import Store
from tests.helpers.every_write import contents


@pytest.fixture
def team_id(store: Store) -> str:
    return teams.add(store, TeamKind.STEERING).made


def test_a_team_is_called_by_what_it_is_until_it_has_a_name(store: Store, team_id: str, network_id: str) -> None:
    partner = teams.add(store, TeamKind.PARTNER, "UiA", network_id).made
    teams.add_member(store, team_id, "Tor  Espeland", role="oppvekstsjef", party=Party.LEADER, gets_reports=True)
    member = teams.add_member(store, partner, "Gro Li", email="gro@uia.no").made
    told = teams.all_(store)
    assert [(team.name, team.network, len(team.members)) for team in told] == [
        ("Styringsgruppe", "", 1),
        ("UiA", "0–6", 1),
    ]
    assert list(missing_parties(told[0].members)) == [Party.EMPLOYEE, Party.UNION]
    assert missing_parties(told[1].members) == ()
    teams.edit_member(store, member, gets_reports=True)
    assert [one.name for one in teams.recipients(store)] == ["Tor Espeland", "Gro Li"]
    other = register.add_network(store, "6–16").made
    assert [one.name for one in teams.recipients(store, other)] == ["Tor Espeland"]
    for wrong in (lambda: teams.edit(store, team_id, name=" "), lambda: teams.edit_member(store, member, name="")):
        with pytest.raises(BadInput):
            wrong()
    assert not teams.edit(store, partner, name="UiA").tables


def test_a_team_goes_with_its_meetings_and_comes_back(store: Store, team_id: str) -> None:
    made = meetings.add(store, team_id, date(2026, 12, 1), starts_at=time(9), place="Rådhuset").made
    meetings.add_points(store, made, ["Mål", "Oppmøte", " "])
    before = contents(store.connection)
    teams.remove(store, team_id)
    assert meetings.get(store, made) is None
    store.undo()
    assert contents(store.connection) == before
    meeting = meetings.get(store, made)
    assert meeting is not None
    assert [point.title for point in meeting.points] == ["Mål", "Oppmøte"]


def test_points_are_moved_changed_and_refused(store: Store, team_id: str) -> None:
    made = meetings.add(store, team_id, date(2026, 12, 1)).made
    meetings.add_points(store, made, ["En", "To", "Tre"])
    meeting = meetings.get(store, made)
    assert meeting is not None
    meetings.move_point(store, meeting.points[2].id, 0)
    meetings.edit_point(store, meeting.points[0].id, what="Ringe", who="Tor", due_on=date(2027, 1, 8))
    told = meetings.of_team(store, team_id)[0]
    assert [(point.title, point.follow_up) for point in told.points] == [("Tre", False), ("En", True), ("To", False)]
    with pytest.raises(BadInput):
        meetings.edit_point(store, told.points[0].id, title=" ")
    with pytest.raises(BadInput):
        meetings.add_points(store, made, [" "])
    with pytest.raises(BadInput):
        meetings.add(store, "gone", date(2026, 12, 1))


def test_the_agenda_is_proposed_from_what_is_due(
    store: Store, team_id: str, gathering_id: str, network_id: str
) -> None:
    register.set_network_services(store, network_id, ("ppt",), ())
    unit = register.add_unit(store, "Lund barnehage").made
    participants.add_new(store, gathering_id, "Ida", "Moen", unit)
    earlier = meetings.add(store, team_id, date(2026, 11, 3)).made
    left = meetings.add_points(store, earlier, ["Hvem mangler"]).made
    meetings.edit_point(store, left, what="Ringe helsestasjonen", due_on=date(2026, 11, 30))
    items.add(store, ItemKind.POLITICAL, "Kvalitetsmelding", date(2027, 1, 20))
    items.add(store, ItemKind.DEADLINE, "Sendt for seint", date(2026, 11, 10))
    items.add(store, ItemKind.DEADLINE, "Langt fram", date(2027, 6, 1))
    done = items.add(store, ItemKind.DEADLINE, "Gjort", date(2027, 1, 10)).made
    items.edit(store, done, done=True)
    here = meetings.add(store, team_id, date(2026, 11, 17)).made
    told = [(proposal.title, proposal.why) for proposal in meetings.agenda(store, here)]
    assert told == [
        ("Oppfølging: Ringe helsestasjonen", "Fra møtet 3. november 2026. Ikke gjort ennå."),
        ("Sendt for seint", "Skulle vært gjort 10. november 2026."),
        ("Kvalitetsmelding", "Frist 20. januar 2027."),
        ("Samlingene som kommer", "1 samling de neste ti ukene."),
    ]
    meetings.add_points(store, here, [told[2][0]])
    assert "Kvalitetsmelding" not in [proposal.title for proposal in meetings.agenda(store, here)]
    assert meetings.agenda(store, "gone") == ()


def test_what_is_to_be_done_stands_in_the_year(store: Store, team_id: str) -> None:
    made = meetings.add(store, team_id, date(2026, 12, 1)).made
    id_ = meetings.add_points(store, made, ["Mål"]).made
    meetings.edit_point(store, id_, what="Skrive målene", who="Tor", due_on=date(2027, 1, 8))
    told = year.read(store, 2026)
    assert [(entry.of, entry.title, entry.owner) for entry in told.entries] == [
        (EntryOf.MEETING, "Møte i Styringsgruppe", "Styringsgruppe"),
        (EntryOf.FOLLOW_UP, "Skrive målene", "Tor"),
    ]


def test_who_is_in_a_team_is_found_when_somebody_asks_what_is_kept_of_them(store: Store, team_id: str) -> None:
    unit = register.add_unit(store, "Lund barnehage").made
    person = register.add_person(store, "Tor", "Espeland", unit).made
    teams.add_member(store, team_id, "Tor Espeland")
    items.add(store, ItemKind.DEADLINE, "Svarfrist", date(2027, 1, 20), owner="Tor")
    told = {mention.what for mention in about.about(store, person).mentions}
    assert told == {"Medlem i en gruppe", "Året: ansvarlig"}
