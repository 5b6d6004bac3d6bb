"""Rows of entries made as few as they can be: nothing that counts is lost, and copies of a file come to the same."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from nettverk.domain.entries import EntryKind
from nettverk.domain.versions import Stored
from nettverk.storage.entries import Line, settled
from nettverk.storage.versions import extended, moment, packed, unpacked

KIND = EntryKind.REFLECTION
WORDS = ("leken ", "trenger fred ", "ute i all slags vær ", "før det blir stort ", "Áilu 🙂 ")


@dataclass
class Copy:
    """A file as far as one object goes: the rows an older program wrote, one for each version."""

    rows: dict[str, Line] = field(default_factory=dict)

    def current(self) -> Line | None:
        replaced = {row.replaces for row in self.rows.values()}
        heads = [row for row in self.rows.values() if row.id not in replaced]
        return max(heads, key=lambda row: (row.at, row.id), default=None)


def written(actions: list[tuple[int, int, int, int]]) -> list[Copy]:
    """Three machines, each with a copy, that write, and now and then take in all that another has."""
    copies = [Copy() for _machine in range(3)]
    clock, numbers = 1_700_000_000, [0, 0, 0]
    for step, (machine, what, other, pause) in enumerate(actions):
        clock += pause
        if what >= 8:
            clock += not pause  # nobody types, fetches what others have and types on within a second
            copies[machine].rows |= copies[other].rows
            continue
        now = copies[machine].current()
        text = now.versions[-1].data[9:-2] if now else ""
        text = text[: len(text) // 2] if what == 7 else text + WORDS[step % len(WORDS)]
        numbers[machine] += 1
        id_ = f"{step:04}"
        version = Stored(clock, f'{{"text":"{text}"}}')
        copies[machine].rows[id_] = Line(
            id_, f"m{machine}", numbers[machine], now.id if now else None, moment(clock), (version,)
        )
    return copies


def union(seed: int, *files: list[Line]) -> list[Line]:
    """A plain union by id: where both have a row, either one's, in any order."""
    chance = random.Random(seed)
    lines = [line for file in files for line in file]
    chance.shuffle(lines)
    return list({line.id: line for line in lines}.values())


def as_set(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: line.id)


ACTIONS = st.lists(
    st.tuples(
        st.integers(0, 2), st.integers(0, 9), st.integers(0, 2), st.sampled_from([0, 1, 1, 2, 5, 29, 30, 31, 400])
    ),
    max_size=40,
)


@settings(max_examples=6 * settings().max_examples, deadline=None)
@example(
    [(0, 0, 0, 0), (0, 0, 0, 1), (1, 8, 0, 0), (0, 0, 0, 1), (1, 0, 0, 0)], 0
)  # over in one copy, gone on with in another
@example([(0, 0, 0, 0), (1, 8, 0, 0), (0, 0, 0, 2), (0, 0, 0, 31), (1, 0, 0, 0)], 0)
@given(ACTIONS, st.integers(0, 1000))
def test_two_copies_come_to_the_same_whichever_of_them_was_settled(
    actions: list[tuple[int, int, int, int]], seed: int
) -> None:
    a, b, _c = (list(copy.rows.values()) for copy in written(actions))
    whole = as_set(settled(union(seed, a, b), KIND))
    assert as_set(settled(whole, KIND)) == whole
    for files in ((settled(a, KIND), b), (a, settled(b, KIND)), (settled(a, KIND), settled(b, KIND))):
        assert as_set(settled(union(seed, *files), KIND)) == whole
        assert as_set(settled(union(seed + 1, *files, a), KIND)) == whole


@settings(max_examples=6 * settings().max_examples, deadline=None)
@given(ACTIONS)
def test_what_counts_is_the_same_before_and_after(actions: list[tuple[int, int, int, int]]) -> None:
    for copy in written(actions):
        now = copy.current()
        lines = settled(list(copy.rows.values()), KIND)
        replaced = {line.replaces for line in lines}
        heads = [line for line in lines if line.id not in replaced]
        head = max(heads, key=lambda line: (line.at, line.id), default=None)
        assert (head and (head.id, head.at, head.versions[-1].data)) == (
            now and (now.id, now.at, now.versions[-1].data)
        )
        assert {line.id for line in heads} <= {row.id for row in copy.rows.values()}


@settings(max_examples=4 * settings().max_examples, deadline=None)
@given(ACTIONS)
def test_every_version_of_the_last_sitting_and_the_end_of_each_earlier_one_are_kept(
    actions: list[tuple[int, int, int, int]],
) -> None:
    typed = [(0, min(what, 7), other, pause) for _machine, what, other, pause in actions]
    (copy, *_others) = written(typed)
    rows = sorted(copy.rows.values(), key=lambda row: row.number)
    kept = [version for line in settled(rows, KIND) for version in line.versions]
    sittings: list[list[Stored]] = []
    for row in rows:
        version = row.versions[-1]
        if sittings and version.second - sittings[-1][-1].second <= 30:
            sittings[-1].append(version)
        else:
            sittings.append([version])
    assert [version for version in kept if version.span is None] == (sittings[-1] if sittings else [])
    said = {(version.second, version.data) for version in kept}
    assert {(sitting[-1].second, sitting[-1].data) for sitting in sittings} <= said


@given(st.lists(st.tuples(st.integers(-100, 100), st.text(max_size=30), st.none() | st.integers(0, 9)), min_size=1))
def test_versions_come_back_as_they_were(said: list[tuple[int, str, int | None]]) -> None:
    second, versions = 1_700_000_000, []
    for pause, text, span in said:
        second += pause
        versions.append(Stored(second, text, span))
    if versions[0].span == 0:  # a first sitting of one moment reads the same whether it is over or not
        versions[0] = replace(versions[0], span=None)
    newest = versions[-1]
    assert unpacked(packed(versions), newest.second, newest.data) == versions
    grown = None
    for before, after in pairwise(versions):
        grown = extended(grown or packed([before]), before, after)
    assert grown == packed(versions) or len(versions) == 1


def test_a_machine_that_wrote_on_in_two_copies_loses_neither() -> None:
    first = Line("1", "m", 1, None, moment(100), (Stored(100, '{"text":"a"}'),))
    here = Line("2", "m", 2, "1", moment(101), (Stored(101, '{"text":"a b"}'),))
    there = replace(here, id="3", at=moment(900), versions=(Stored(900, '{"text":"a c"}'),))
    lines = settled([first, here, there], KIND)
    assert {line.versions[-1].data for line in lines} == {'{"text":"a b"}', '{"text":"a c"}'}
