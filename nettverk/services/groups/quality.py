"""How good the groups are, in plain words: for all tables, for one table, for one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING

from nettverk.domain.errors import BadInput
from nettverk.i18n import _, _n, join
from nettverk.mixing.score import min_pairs
from nettverk.services.groups import board as group_board
from nettverk.services.groups import written_answers
from nettverk.services.groups.board import NOBODY, Board

if TYPE_CHECKING:
    from nettverk.domain.participants import Participant
    from nettverk.storage.store import Store


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know about the groups.

    Attributes:
        key: what it is about. head: the fact. note: what more there is to say. tone: ok, warn or empty.
    """

    key: str
    head: str
    note: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Quality:
    """How good the groups are.

    Attributes:
        facts: the most telling first.
        score, bound: the group builder's figures, and what no groups can beat, by name.
        proved: names of figures that are at their bound.
        pairs, new_pairs: pairs at a table (all rounds), and those of them who have not met before.
        reached: the figures when the groups were made, if they were made for the same people and rules.
        best_new_pairs: the most new pairs that there can be, as far as is known.
    """

    facts: tuple[Fact, ...]
    score: Mapping[str, int]
    bound: Mapping[str, int]
    proved: frozenset[str]
    pairs: int
    new_pairs: int
    best_new_pairs: int
    reached: Mapping[str, int] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """Everything in one line, for the command line and for screen readers."""
        return " ".join(_sentence(fact) for fact in self.facts)

    @property
    def new_share(self) -> int:
        """New meetings of all meetings, in whole per cent, rounded down so that 100 means all."""
        return 100 * self.new_pairs // self.pairs if self.pairs else 100


def _sentence(fact: Fact) -> str:
    text = f"{fact.head}, {fact.note}." if fact.note else f"{fact.head}."
    return text[0].upper() + text[1:]


def of(store: Store, grouping_id: str) -> Quality:
    """How good a grouping is, read from the file.

    Raises:
        BadInput: it is not there.
    """
    row = store.one("SELECT part_id, round FROM groupings WHERE id = ?", grouping_id)
    if row is None:
        raise BadInput(_("Gruppene finnes ikke lenger."))
    return quality(group_board.load(store, row["part_id"], row["round"]))


def bounds(board: Board) -> Mapping[str, int]:
    """What no groups can beat: as proved when they were made, if that still holds, else what is plain to see."""
    count, rounds = len(board.tables), max(1, board.rounds)
    plain = {"hard": 0, "same_unit": 0, "repeats": 0, "role": 0, "size": 0, "district": 0, "post": 0}
    if count:
        plain["same_unit"] = sum(
            min_pairs(size, count)
            for turn in range(rounds)
            for size in Counter(one.unit_id for one in _there(board, turn)).values()
        )
    stored = board.solved.get("bound")
    if isinstance(stored, Mapping) and still_speaks(board):
        return {name: max(value, int(stored.get(name, 0))) for name, value in plain.items()}
    return plain


def _there(board: Board, turn: int) -> list[Participant]:
    if not board.rows:
        return []
    return [one for one, table in zip(board.people, board.rows[turn], strict=True) if table != NOBODY]


def still_speaks(board: Board) -> bool:
    """Whether what was proved still holds: the same problem, everyone seated, and no lock let go that it rested on."""
    if board.unseated or board.solved.get("fingerprint") != board.fingerprint:
        return False
    return all(
        turn + 1 != board.round or person in board.locked for person, _table, turn in board.solved.get("locked", [])
    )


def quality(board: Board) -> Quality:
    """How good the groups on a board are."""
    score = dict(board.score._asdict())
    bound = bounds(board)
    proved = frozenset(name for name, value in score.items() if value <= bound[name])
    pairs, old = _meetings(board)
    best_old = min(old, _fewest_old(board, bound["repeats"]))
    reached = board.solved.get("score", {}) if still_speaks(board) else {}
    found = Quality((), score, bound, proved, pairs, pairs - old, pairs - best_old, reached)
    facts = _own_unit_facts(board) if board.kind == "own_unit" else _facts(board, found, old)
    return replace(found, facts=(*_other_plan(board), *facts))


def _other_plan(board: Board) -> list[Fact]:
    if not board.tables or board.kind == board.wanted:
        return []
    head = _("Planen sier blanda grupper") if board.wanted == "mixed" else _("Planen sier egen enhet")
    return [Fact("plan", head, _("lag på nytt, så følger gruppene planen"), "warn")]


def _meetings(board: Board) -> tuple[int, int]:
    """Pairs at a table over all rounds, and those of them that are not a first meeting."""
    today: Counter[tuple[int, int]] = Counter()
    pairs = old = 0
    for row in board.rows:
        sitting: dict[int, list[int]] = {}
        for person, table in enumerate(row):
            if table != NOBODY:
                sitting.setdefault(table, []).append(person)
        for who in sitting.values():
            for pair in combinations(who, 2):
                pairs += 1
                old += pair in board.met or pair in today
                today[pair] += 1
    return pairs, old


def _fewest_old(board: Board, repeats: int) -> int:
    """No fewer repeated meetings than this when their price cannot be lower than ``repeats``."""
    dearest = max((len(times) for times in board.met.values()), default=0) + max(0, board.rounds - 1)
    return -(-repeats // max(1, 2 * dearest - 1))


# --- sentences for all tables ---


def _facts(board: Board, found: Quality, old: int) -> tuple[Fact, ...]:
    if not board.tables:
        return ()
    facts = [*_broken(board), *_no_such_table(board), *_missing(board), *_written(board), _units(found)]
    facts += [
        _new_meetings(board, found, old),
        *_services(board, found),
        *_beside(board, found),
        *_sizes(board),
        *_locked(board),
    ]
    return tuple(facts)


def _own_unit_facts(board: Board) -> tuple[Fact, ...]:
    alone = sum(len(who) == 1 for who in board.at)
    facts = [*_missing(board), Fact("units", _n("{n} bord", "{n} bord", len(board.tables)), _("hver enhet for seg"))]
    if board.wish.join_singles:
        facts[-1] = Fact("units", facts[-1].head, _("de som er alene fra sin enhet, sitter sammen"))
    if alone:
        facts.append(
            Fact("alone", _n("{n} sitter alene", "{n} sitter alene", alone), _("kan slås sammen med andre"), "warn")
        )
    return (*facts, *_written(board), *_locked(board))


def _best(found: Quality, name: str) -> str:
    """What is known about a figure that is not 0."""
    value, bound = found.score[name], found.bound[name]
    if value <= bound:
        return _("færre går ikke")
    reached = found.reached.get(name)
    if reached is not None and reached < value:
        return (
            _("færrest mulig er {least}").format(least=reached or _("ingen"))
            if reached <= bound
            else _("best funnet er {least}").format(least=reached)
        )
    if not bound:
        return _("kanskje går det med færre")
    return _("kanskje går det med færre, men ikke under {least}").format(least=bound)


def _units(found: Quality) -> Fact:
    count = found.score["same_unit"]
    if not count:
        return Fact("units", _("Ingen fra samme enhet ved samme bord"), _("bedre går ikke"), "ok")
    head = _n("{n} par fra samme enhet ved samme bord", "{n} par fra samme enhet ved samme bord", count)
    return Fact("units", head, _best(found, "same_unit"), "ok" if "same_unit" in found.proved else "warn")


def _same_groups(board: Board) -> Fact | None:
    """That these are an earlier part's groups again, and how many sit elsewhere than then; None for new groups."""
    if board.base is None:
        return None
    before = [set(who) for who in board.past[board.base]]
    moved = sum(len(who) - max((len(then & {*who}) for then in before), default=0) for who in board.at if len(who) > 1)
    head = _("Samme grupper som i {part}").format(part=board.sittings[board.base].part_title)
    note = _n("{n} er flyttet", "{n} er flyttet", moved) if moved else _("ingen nye møter, som ønsket")
    return Fact("new", head, note, "ok")


def _new_meetings(board: Board, found: Quality, old: int) -> Fact:
    if same := _same_groups(board):
        return same
    if not board.met and board.rounds < 2:
        return Fact("new", _("Alle møter er nye"), _("ingen av disse har sittet i blanda grupper før"))
    if not old:
        return Fact("new", _("100 % nye møter"), _("ingen ved samme bord har møttes før"), "ok")
    head = _("{share} % nye møter").format(share=found.new_share)
    note = _n("{n} par har møttes før", "{n} par har møttes før", old) + ", " + _best(found, "repeats")
    return Fact("new", head, note, "ok" if "repeats" in found.proved else "")


def _services(board: Board, found: Quality) -> list[Fact]:
    """The service that is most noticeably missing somewhere; else that they are spread as evenly as can be."""
    count = len(board.tables)
    sitting = [Counter(board.people[person].service_name for person in who) for who in board.at]
    everyone = Counter(one.service_name for one, table in zip(board.people, board.seat, strict=True) if table != NOBODY)
    facts: list[Fact] = []
    for name, people in sorted(everyone.items(), key=lambda item: -item[1]):
        without = [board.tables[n].number for n, here in enumerate(sitting) if not here[name]]
        if not without or count - len(without) == people or len(everyone) < 2:
            continue  # everywhere, or at as many tables as they are
        if people >= count or len(without) <= 4:
            where = join([str(number) for number in without[:6]]) + (" …" if len(without) > 6 else "")
            head = _("{service} ved alle bord unntatt {tables}").format(service=name, tables=where)
            note = _("{people} fra {service} på {tables}").format(
                people=people, service=name, tables=_n("{n} bord", "{n} bord", count)
            )
            facts.append(Fact("services", head, note.format(service=name, count=count), "warn"))
    if facts:
        return facts[:1]
    central = [(people, name) for name, people in everyone.items() if people < count]
    if "role" in found.proved and len(everyone) > 1:
        note = ""
        if central:
            people, name = max(central)
            note = _("{service} ved {tables} av {count} bord, flest mulig").format(
                service=name, tables=people, count=count
            )
        return [Fact("services", _("Tjenestene er jevnt fordelt"), note or _("bedre går ikke"), "ok")]
    uneven = _("{count} par mer enn helt jevnt").format(count=found.score["role"])
    return [Fact("services", _("Tjenestene er nesten jevnt fordelt"), uneven)] if len(everyone) > 1 else []


def _beside(board: Board, found: Quality) -> list[Fact]:
    """What is spread after the services, where that is wished."""
    words = {
        "post": (_("Rollene er jevnt fordelt"), _("Rollene er nesten jevnt fordelt")),
        "district": (_("Bydelene er jevnt fordelt"), _("Bydelene er nesten jevnt fordelt")),
    }
    facts = []
    for aim in board.problem.order:
        if aim in words and aim in found.proved:
            facts.append(Fact(aim, words[aim][0], _("bedre går ikke"), "ok"))
        elif aim in words:
            uneven = _("{count} par mer enn helt jevnt").format(count=found.score[aim])
            facts.append(Fact(aim, words[aim][1], uneven))
    return facts


def _sizes(board: Board) -> list[Fact]:
    over = [table for table, who in zip(board.tables, board.at, strict=True) if len(who) > table.seats]
    if over:
        head = _n("{n} bord har for mange", "{n} bord har for mange", len(over))
        return [Fact("sizes", head, join([table.title for table in over[:4]]), "warn")]
    if not board.score.size:
        return []
    sizes = Counter(len(who) for who in board.at)
    return [
        Fact("sizes", _("Ujevne bord"), _("fra {least} til {most} ved hvert").format(least=min(sizes), most=max(sizes)))
    ]


def _missing(board: Board) -> list[Fact]:
    facts = []
    if board.unseated:
        facts.append(
            Fact(
                "unseated",
                _n("{n} har ikke bord", "{n} har ikke bord", len(board.unseated)),
                _names(board, board.unseated),
                "warn",
            )
        )
    gone = [one.name for one, table in board.absent if table != NOBODY]
    if gone:
        note = _("reparer gruppene, så får alle plass på nytt")
        facts.append(Fact("absent", _n("{n} er borte", "{n} er borte", len(gone)), note, "warn"))
    return facts


def _written(board: Board) -> list[Fact]:
    if not board.written:
        return []
    return [Fact("written", written_answers.has_written(board.written), _("svarene følger bordnummeret"))]


def _locked(board: Board) -> list[Fact]:
    if not board.locked:
        return []
    return [Fact("locked", _n("{n} låst", "{n} låst", len(board.locked)), _("blir sittende når du lager på nytt"))]


def _names(board: Board, people: tuple[int, ...]) -> str:
    names = [board.people[person].name for person in people[:3]]
    if len(people) > 3:
        return ", ".join(names) + " …"
    return join(names)


def _broken(board: Board) -> list[Fact]:
    broken = broken_rules(board)
    if not broken:
        return []
    head = _n("{n} regel brytes", "{n} regler brytes", len(broken))
    return [Fact("rules", head, broken[0], "warn")]


def _no_such_table(board: Board) -> list[Fact]:
    """Rules for a table there is not any more."""
    coming, numbers = {one.person_id for one in board.people}, {table.number for table in board.tables}
    lost = [
        rule
        for rule in board.terms.idle
        if rule.kind in {"at_table", "access"}
        and not numbers & {rule.table, *rule.tables}
        and coming & set(rule.person_ids)
    ]
    if not lost:
        return []
    wanted = [number for number in (lost[0].table, *lost[0].tables) if number]
    head = _("Bord {number} er ikke med").format(number=join([str(number) for number in wanted]))
    if min(wanted) > max(numbers):
        head = _n("Det er bare {n} bord", "Det er bare {n} bord", len(board.tables))
    return [Fact("no_table", head, lost[0].sentence, "warn")]


def broken_rules(board: Board) -> tuple[str, ...]:
    """The sentences of rules that do not hold as people sit now."""
    found: dict[str, None] = {}
    for kind, who, rule in board.terms.because:
        seats = [board.seat[person] for person in who if board.seat[person] != NOBODY]
        if kind == "apart":
            wrong = len(set(seats)) < len(seats)
        elif kind == "together":
            wrong = len(set(seats)) > 1
        elif kind in {"at", "among"}:
            right = rule.tables if kind == "among" else (rule.table,)
            wrong = any(board.tables[seat].number not in right for seat in seats)
        else:  # hosts, at_least: someone at every table
            wrong = len(set(seats)) < len(board.tables)
        if wrong:
            found[rule.sentence] = None
    return tuple(found)
