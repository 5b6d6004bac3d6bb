"""The state that a set of changes means: a pure function of the set, so no order and no repetition can matter.

The rules, each with a test of its name:

- **A column** has the value of the latest change of it.
- **A removed row** stays removed, unless it was changed afterwards, or somebody who had not seen it go has written
  under it. Then it comes back with all that its transaction took away; and so on, until nothing more comes back.
- **What points at a row that is gone** points at nothing where it may; where it may not, it is not there either.
- **The groups of a part** are one thing: the latest whole remake counts, with what was moved after it. A row of
  them never brings back what it belonged to.
- **Made twice** (rows that may not be alike and are): the one with the smaller id stays, and what points at the
  other points at it. What has the other's id in its own key goes with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from nettverk.domain.journal.model import (
    GROUPINGS,
    SEATING,
    Baseline,
    Change,
    Folded,
    Key,
    OnGone,
    Op,
    Shape,
    Shapes,
    Told,
    Unique,
    Value,
    Values,
    What,
)


def fold(shapes: Shapes, changes: Iterable[Change], bases: Mapping[Key, Values], baseline: Baseline) -> Folded:
    """The state of every row that was touched.

    Args:
        changes: the set; the same one may come several times.
        bases: how rows stood when the journal was turned on, of those touched that were there.
        baseline: all other rows.
    """
    life = _Life(shapes, changes, bases, baseline)
    life.settle()
    order = _Order(shapes, life, baseline)
    order.bring()
    rows: dict[Key, Values | None] = dict.fromkeys(life.touched | order.taken_in)
    rows |= order.rows
    return Folded(rows, frozenset(life.told | order.told), order.dropped)


@dataclass(slots=True)
class _State:
    """One row as its own changes have it.

    Attributes:
        gone: the transactions that took it away, of those that count.
        written: whether it was changed after it was taken away.
    """

    there: bool
    values: dict[str, Value]
    gone: tuple[str, ...] = ()
    written: bool = False


class _Life:
    """Which rows there are, and what their columns hold."""

    def __init__(
        self, shapes: Shapes, changes: Iterable[Change], bases: Mapping[Key, Values], baseline: Baseline
    ) -> None:
        self._shapes = shapes
        self._bases = bases
        self._baseline = baseline
        by_key: dict[Key, dict[str, Change]] = defaultdict(dict)
        self._remakes: dict[str, Change] = {}
        in_any: set[Key] = set()  # what has come with groups that lost is not there, and no row that nobody touched
        for change in changes:
            if change.table in shapes:
                by_key[change.table, change.key][change.tx] = change
            if change.whole is not None:
                in_any.update(change.whole)
                newest = self._remakes.get(change.key)
                if newest is None or newest.tx < change.tx:
                    self._remakes[change.key] = change
        self._changes = {key: [by_tx[tx] for tx in sorted(by_tx)] for key, by_tx in by_key.items()}
        self._in_remake = {
            key: values
            for remake in sorted(self._remakes.values(), key=lambda remake: (remake.tx, remake.key))
            for key, values in (remake.whole or {}).items()
        }
        known = {key for key in bases if key[0] in shapes}  # an update may have done away with a table
        self.touched = frozenset(self._changes.keys() | in_any | known)
        self._held: dict[Key, bool] = {}
        self._voided: set[str] = set()
        self.states: dict[Key, _State] = {}
        self.told: set[Told] = set()
        self._below: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for table, shape in shapes.items():
            if table not in SEATING:
                for reference in shape.references:
                    if reference.on_gone is not OnGone.LETS_GO:
                        self._below[reference.table].append((table, reference.column))

    def settle(self) -> None:
        """Find the state of every row: what comes back, comes back, until nothing more does."""
        by_tx: dict[str, set[Key]] = defaultdict(set)
        for key, changes in self._changes.items():
            for change in changes:
                if change.op is not Op.MADE:
                    by_tx[change.tx].add(key)
        fresh: set[Key] = set(self.touched)
        dead: set[Key] = set()
        while fresh:
            for key in fresh:
                self.states[key] = self._state(key)
            dead = {key for key in dead | fresh if not self.states[key].there and self.states[key].gone}
            back = self._back(fresh, dead) - self._voided
            self._voided |= back
            fresh = {key for tx in back for key in by_tx[tx]}
        for key, state in self.states.items():
            if state.there and any(
                change.op is Op.GONE and change.tx in self._voided for change in self._changes.get(key, ())
            ):
                self.told.add(Told(What.CAME_BACK, key))

    def made_anew(self, key: Key) -> str:
        """The latest transaction that made a grouping as a whole, or at all."""
        remake = self._remakes.get(key[1])
        made_in = [change.tx for change in self._changes.get(key, ()) if change.op is Op.MADE]
        return max([*made_in, remake.tx if remake is not None else ""])

    def _back(self, fresh: set[Key], dead: set[Key]) -> set[str]:
        """The transactions that do not count, by what is known now."""
        back: set[str] = set()
        for key in fresh:
            state = self.states[key]
            if key[0] in SEATING:
                continue
            if state.written:
                back.update(state.gone)
            if not state.there:
                continue
            for reference in self._shapes[key[0]].references:
                above = self.states.get((reference.table, str(state.values.get(reference.column))))
                if reference.on_gone is not OnGone.LETS_GO and above is not None and not above.there:
                    back.update(above.gone)
        for key in dead:
            if not back.issuperset(self.states[key].gone) and self._has_untouched_below(key):
                back.update(self.states[key].gone)
        return back

    def _has_untouched_below(self, key: Key) -> bool:
        if key not in self._held:
            self._held[key] = any(
                (table, id_) not in self.touched
                for table, column in self._below[key[0]]
                for id_, _values in self._baseline.pointing(table, column, key[1])
            )
        return self._held[key]

    def _state(self, key: Key) -> _State:
        table, _id = key
        shape, changes = self._shapes[table], self._changes.get(key, [])
        base = self._bases.get(key)
        if table in SEATING and (remake := self._remake_of(key, base, changes)) is not None:
            base = self._in_remake.get(key)
            changes = [change for change in changes if change.tx > remake.tx]
        state = _State(base is not None, dict(base or {}))
        gone: list[str] = []
        for change in changes:
            match change.op:
                case Op.MADE:
                    state.there, state.written = True, False
                    gone.clear()
                    state.values.update(change.values)
                case Op.CHANGED:
                    state.values.update(self._counting(shape, change))
                    state.written = state.written or bool(gone)
                case Op.GONE if change.tx not in self._voided:
                    state.there, state.written = False, False
                    gone.append(change.tx)
                case Op.GONE:
                    pass
        state.gone = tuple(gone)
        known = {**shape.defaults, **state.values}
        state.values = {name: known[name] for name in shape.columns if name in known}
        # Of a row that was only changed nothing more may be known: its file has lost the rest.
        state.there = state.there and len(state.values) == len(shape.columns)
        return state

    def _remake_of(self, key: Key, base: Values | None, changes: list[Change]) -> Change | None:
        for values in (self._in_remake.get(key), base, *(change.values for change in changes)):
            if values and "grouping_id" in values:
                return self._remakes.get(str(values["grouping_id"]))
        return None

    def _counting(self, shape: Shape, change: Change) -> Values:
        """What a change says; one that let go of what its transaction took away does not, when that is back."""
        if change.tx not in self._voided:
            return change.values
        let_go = {each.column for each in shape.references if each.on_gone is OnGone.LETS_GO}
        return {name: value for name, value in change.values.items() if value is not None or name not in let_go}


class _Order:
    """Rows brought into the order that the tables demand."""

    def __init__(self, shapes: Shapes, life: _Life, baseline: Baseline) -> None:
        self._shapes = shapes
        self._life = life
        self._baseline = baseline
        self.rows: dict[Key, dict[str, Value]] = {}
        self.taken_in: set[Key] = set()
        self.told: set[Told] = set()
        self.dropped: dict[Key, tuple[str, Values]] = {}
        self._of_table: dict[str, set[Key]] = defaultdict(set)
        for key, state in life.states.items():
            if state.there:
                self._put(key, dict(state.values))

    def bring(self) -> None:
        """Empty what points at nothing, let fall out what cannot, and make one of what was made twice."""
        order = parents_first(self._shapes)
        self._let_go(order)
        for table in order:
            for unique in self._shapes[table].uniques:
                self._make_one(table, unique)
        self._let_go(order)

    def _put(self, key: Key, row: dict[str, Value]) -> None:
        self.rows[key] = row
        self._of_table[key[0]].add(key)

    def _take(self, key: Key) -> dict[str, Value]:
        self._of_table[key[0]].discard(key)
        return self.rows.pop(key)

    def _is_known(self, key: Key) -> bool:
        return key in self._life.touched or key in self.taken_in

    def _stands(self, key: Key) -> bool:
        return key in self.rows or (not self._is_known(key) and self._baseline.row(key) is not None)

    def _let_go(self, order: tuple[str, ...]) -> None:
        """What points at a row that is not there: emptied where it may be, else not there either."""
        asked: set[Key] = set()
        while True:
            for table in order:
                for key in sorted(self._of_table[table]):
                    self._let_go_of(key)
            missing = (self._life.touched | self.taken_in) - self.rows.keys() - asked
            if not missing:
                return
            asked |= missing
            for key in sorted(missing):
                self._take_in_below(key)

    def _let_go_of(self, key: Key) -> None:
        row = self.rows[key]
        for reference in self._shapes[key[0]].references:
            value = row[reference.column]
            if value is None or self._stands((reference.table, str(value))):
                continue
            if reference.on_gone is not OnGone.LETS_GO:
                self.dropped[key] = "", self._take(key)
                self.told.add(Told(What.FELL_OUT, key, (reference.table, str(value))))
                return
            row[reference.column] = None

    def _take_in_below(self, key: Key) -> None:
        """Look after the rows that nobody had touched and that point at this one."""
        for table, shape in self._shapes.items():
            for reference in shape.references:
                if reference.table == key[0]:
                    for id_, values in self._baseline.pointing(table, reference.column, key[1]):
                        self._take_in((table, id_), values)

    def _make_one(self, table: str, unique: Unique) -> None:
        alike: dict[tuple[Value, ...], set[Key]] = defaultdict(set)
        for key in sorted(self._of_table[table]):
            same = unique.of(self.rows[key])
            if same is not None:
                alike[same].add(key)
                for id_, values in self._baseline.alike(table, unique, self.rows[key]):
                    if self._take_in((table, id_), values):
                        alike[same].add((table, id_))
        for keys in sorted(sorted(id_) for id_ in alike.values() if len(id_) > 1):
            self._one_of(table, keys)

    def _one_of(self, table: str, keys: list[Key]) -> None:
        grouped = table == GROUPINGS
        stays = max(keys, key=lambda key: (self._life.made_anew(key), key)) if grouped else keys[0]
        for key in keys:
            if key != stays:
                self.dropped[key] = stays[1], self._take(key)
                self.told.add(Told(What.GROUPS_LOST if grouped else What.MADE_TWICE, key, stays))
                if not grouped:
                    self._point_elsewhere(key, stays)

    def _point_elsewhere(self, old: Key, new: Key) -> None:
        """Let everything that points at one row point at another; also what nobody had touched."""
        self._take_in_below(old)
        for table, shape in self._shapes.items():
            for column in (each.column for each in shape.references if each.table == old[0]):
                for key in sorted(self._of_table[table]):
                    if self.rows[key][column] == old[1]:
                        self._reword(key, column, new[1], shape)

    def _reword(self, key: Key, column: str, value: str, shape: Shape) -> None:
        if column not in shape.keys:
            self.rows[key][column] = value
        else:  # it says something of that one row only, as which services a network is for
            self.dropped[key] = "", self._take(key)

    def _take_in(self, key: Key, values: Values) -> bool:
        """Look after a row that nobody had touched; whether it was one."""
        if self._is_known(key):
            return False
        self.taken_in.add(key)
        self._put(key, dict(values))
        return True


def parents_first(shapes: Shapes) -> tuple[str, ...]:
    """Every table after those that it points at."""
    done: dict[str, None] = {}

    def visit(table: str, above: frozenset[str]) -> Iterator[str]:
        if table in done or table in above or table not in shapes:
            return
        for reference in shapes[table].references:
            yield from visit(reference.table, above | {table})
        done[table] = None
        yield table

    return tuple(name for table in sorted(shapes) for name in visit(table, frozenset()))
