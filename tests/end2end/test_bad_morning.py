"""A bad morning: the list from Forms, groups made, hosts locked, twelve ill, six at the door, mended and printed.

The command line and the windows' services take turns on one file, each step in the time it may take.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from openpyxl import Workbook

from nettverk.domain.handouts import DocumentKind
from nettverk.services import gatherings, participants
from nettverk.services.groups import board as group_board
from nettverk.services.groups import groupings, quality, repair
from nettverk.services.handouts import handouts
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from tests.helpers.hall import FAMILY, GIVEN, PLACES
from tests.helpers.paper import page_texts


def _nettverk(*words: str) -> str:
    run = subprocess.run(
        [sys.executable, "-m", "nettverk", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def _forms_list(path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["ID", "Starttidspunkt", "Navn", "Hvilken enhet/tjeneste kommer du fra?", "Hvilken rolle har du?"])
    for number in range(90):
        name = f"{GIVEN[number % 20]} {FAMILY[(number * 7 + number // 20) % 20]}"
        unit = f"{PLACES[number % 24]} bhg" if number % 5 else "PPT"
        sheet.append([number + 1, "2026-11-10", name, unit, "styrer" if number % 6 == 1 else "pedagogisk leder"])
    book.save(path)


def test_a_bad_morning(tmp_path: Path) -> None:
    file, listed = tmp_path / "nettverk.db", tmp_path / "påmelding.xlsx"
    _forms_list(listed)
    store = Store.open(file)
    network = register.add_network(store, "0–6").made
    held = gatherings.make(store, template("kristiansand"), network_id=network).made
    store.close()

    answer = json.loads(_nettverk("import", str(listed), "--db", str(file), "--gathering", held, "--json"))
    assert answer["new"] >= 80
    built = json.loads(_nettverk("groups", "build", "--db", str(file), "--gathering", held, "--size", "6", "--json"))
    mixed = next(one for one in built if one["kind"] == "mixed")
    assert mixed["unseated"] == []

    store = Store.open(file)
    part = mixed["part_id"]
    board = group_board.load(store, part)
    hosts = [board.people[who[0]].id for who in board.at]
    groupings.lock(store, board.grouping_id, hosts, True)
    ill = [one.id for n, one in enumerate(board.people) if one.id not in hosts and n % 6 == 2][:12]
    for who in ill:
        participants.mark(store, who, "absent")
    units = [row["id"] for row in store.rows("SELECT id FROM units ORDER BY name LIMIT 6")]
    for number, unit in enumerate(units):
        participants.add_new(store, held, "Uventet", f"Gjest {number}", unit, walk_in=True)

    task = repair.prepare(store, part)
    started = time.perf_counter()
    choices = repair.choices(task)
    took = time.perf_counter() - started
    assert choices[0].fewest
    repair.accept(store, task, choices[0].changes)
    after = group_board.load(store, part)
    sizes = [len(who) for who in after.at]
    assert max(sizes) - min(sizes) <= 1
    assert after.unseated == ()
    assert {after.people[person].id for person in after.locked} == set(hosts)
    assert [after.seat[after.index[who]] for who in hosts] == list(range(len(after.tables)))
    assert after.score == choices[0].score
    assert quality.quality(after).score.same_unit >= quality.bounds(after).same_unit
    text = page_texts(handouts.draw(handouts.draft(store, held, DocumentKind.GROUP_CHANGES)).data)[0]
    assert "Uventet Gjest 3" in text
    rows = store.value("SELECT count(*) FROM group_changes WHERE from_number IS NULL")
    assert rows == 6
    store.close()

    _nettverk("print", "group_changes", "--db", str(file), "--gathering", held, "--out", str(tmp_path / "ut"))
    assert any("Nye bord" in path.name for path in (tmp_path / "ut").iterdir())
    print(f"repair took {took:.2f} s")  # not asserted: a test must not depend on the machine
