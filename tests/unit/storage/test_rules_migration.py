"""A file with rules for groups from before there was a rule for access keeps every one of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nettverk.assets import migrations
from nettverk.storage import migrate
from nettverk.storage.store import Store


def test_rules_and_those_they_are_about_survive_the_new_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older = tmp_path / "older"
    shutil.copytree(migrations(), older)
    (older / "0011_access.sql").unlink()
    path = tmp_path / "n.db"
    with monkeypatch.context() as before:
        before.setattr(migrate, "migrations", lambda: older)
        store = Store.open(path)
        with store.change():
            unit = store.insert("units", name="Lund bhg", service_kind_id="kindergarten")
            people = [
                store.insert("people", given_name=name, family_name="Moen", unit_id=unit, made_at=store.stamp())
                for name in ("Ada", "Ola")
            ]
            rule = store.insert("group_rules", kind="apart", made_at=store.stamp())
            for person in people:
                store.connection.execute("INSERT INTO group_rule_people VALUES (?, ?)", (rule, person))
        store.close()
    store = Store.open(path)
    assert store.value("SELECT kind FROM group_rules WHERE id = ?", rule) == "apart"
    kept = store.rows("SELECT person_id FROM group_rule_people WHERE rule_id = ?", rule)
    assert {row["person_id"] for row in kept} == set(people)
    assert not store.rows("PRAGMA foreign_key_check")
    with store.change("Ny regel"):
        store.insert("group_rules", kind="access", made_at=store.stamp())
    store.close()
