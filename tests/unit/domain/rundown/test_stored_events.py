"""How events lie in the database: other programs, older and newer, read and write the same words."""

from __future__ import annotations

import json
from datetime import datetime
from typing import get_args

import pytest

from nettverk.domain.rundown import events as ev
from nettverk.domain.rundown.stored_events import EventKind, event_of, stored_form
from nettverk.domain.wall_reference import AGENDA, WallRef

BEGAN = datetime.fromisoformat("2026-11-24T09:05:00+01:00")
# What has been stored since the first version; a line here is never changed.
STORED: list[tuple[ev.Event, str, str]] = [
    (ev.Start(), "start", "{}"),
    (ev.Start("p1"), "start", '{"part":"p1"}'),
    (ev.Pause(), "pause", "{}"),
    (ev.Resume(), "resume", "{}"),
    (ev.Next(), "next", "{}"),
    (ev.Next("p2"), "next", '{"part":"p2"}'),
    (ev.Back(), "back", "{}"),
    (ev.Back("p1"), "back", '{"part":"p1"}'),
    (ev.Jump("p3"), "jump", '{"part":"p3"}'),
    (ev.Adjust(-5), "adjust", '{"minutes":-5}'),
    (ev.Adjust(1, "p4"), "adjust", '{"minutes":1,"part":"p4"}'),
    (ev.StartedAt(BEGAN), "started_at", '{"began":"2026-11-24T09:05:00+01:00"}'),
    (ev.Recover({"a": 36}, {"a": 40}), "recover", '{"minutes":{"a":36},"before":{"a":40}}'),
    (ev.Stop(), "stop", "{}"),
    (ev.Restart(), "restart", "{}"),
    (ev.Restart(automatic=True), "restart", '{"auto":true}'),
    (ev.StartTimer(120, ev.TimerPurpose.PAIRS), "timer", '{"seconds":120,"text":"pairs"}'),
    (ev.ExtendTimer(-1), "timer_more", '{"minutes":-1}'),
    (ev.StopTimer(), "timer_stop", "{}"),
    (ev.BeginStep(), "step", "{}"),
    (ev.BeginStep(0), "step", '{"to":0}'),
    (ev.AdjustStep(1), "step_more", '{"minutes":1}'),
    (ev.BeginContribution("c1"), "contribution", '{"id":"c1"}'),
    (ev.EndContribution(), "contribution", '{"id":""}'),
    (ev.Show(WallRef.names("p1")), "show", '{"wall":"names:p1"}'),
    (ev.Show(WallRef.slides("c1", 3), 0), "show", '{"wall":"slides:c1:3","page":0}'),
    (ev.Message("Kaffe"), "message", '{"text":"Kaffe"}'),
    (ev.Message("Kaffe", band=True), "message", '{"text":"Kaffe","band":true}'),
    (ev.Black(), "black", "{}"),
    (ev.Black(on=False), "black", '{"on":false}'),
    (ev.ClockSet(-3600.5), "clock", '{"seconds":-3600.5}'),
    (ev.Undo("k7"), "undo", '{"of":"k7"}'),
]


@pytest.mark.parametrize(("event", "kind", "data"), STORED)
def test_an_event_lies_in_the_database_as_it_always_has(event: ev.Event, kind: str, data: str) -> None:
    stored_kind, stored_data = stored_form(event)
    assert (str(stored_kind), json.dumps(stored_data, separators=(",", ":"))) == (kind, data)
    assert event_of(kind, json.loads(data)) == event


def test_every_event_and_every_word_stands_in_the_list_above() -> None:
    assert {type(event) for event, _kind, _data in STORED} == set(get_args(ev.Event))
    assert {kind for _event, kind, _data in STORED} == set(EventKind)


@pytest.mark.parametrize(
    ("kind", "data", "read"),
    [
        ("fireworks", {}, ev.Unknown("fireworks")),
        ("started_at", {}, ev.Unknown("started_at")),
        ("started_at", {"began": "i sted"}, ev.Unknown("started_at")),
        ("clock", {"seconds": "mange"}, ev.Unknown("clock")),
        ("adjust", {"minutes": "fem", "part": 3}, ev.Adjust(0)),
        ("timer", {}, ev.StartTimer(120)),
        ("timer_more", {}, ev.ExtendTimer(1)),
        ("step", {"to": "neste"}, ev.BeginStep()),
        ("show", {"wall": "agenda", "page": "to"}, ev.Show(AGENDA)),
        ("show", {"wall": "weather:p1"}, ev.Show(None)),
        ("recover", {"minutes": {"a": 30, "b": "tretti"}}, ev.Recover({"a": 30})),
        ("recover", {"minutes": 30}, ev.Recover({})),
        ("jump", {}, ev.Jump("")),
    ],
)
def test_what_makes_no_sense_changes_nothing(kind: str, data: dict[str, object], read: object) -> None:
    assert event_of(kind, data) == read
