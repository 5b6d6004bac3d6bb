"""How good the groups are, in plain words: for all tables, for one table, for one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from nettverk.domain.errors import BadInput
from nettverk.domain.group_rules import RuleKind
from nettverk.domain.groups import GroupingKind, Tone
from nettverk.domain.participants import Attendance
from nettverk.i18n import _, _n, join
from nettverk.mixing import explain
from nettverk.mixing.aims import Figure, Score
from nettverk.mixing.problem import ConstraintKind
from nettverk.mixing.score import min_pairs
from nettverk.services.groups import board as group_board
from nettverk.services.groups import rules, written_answers
from nettverk.services.groups.board import NOBODY, Board

if TYPE_CHECKING:
    from nettverk.domain.participants import Participant
    from nettverk.storage.store import Store


class Topic(StrEnum):
    """What a fact about the groups is about."""

    PLAN = "plan"
    RULES = "rules"
    NO_TABLE = "no_table"
    UNSEATED = "unseated"
    ABSENT = "absent"
    HALF_DAY = "half_day"
    WRITTEN = "written"
    UNITS = "units"
    ALONE = "alone"
    NEW = "new"
    SERVICES = "services"
    ROLES = "roles"
    DISTRICTS = "districts"
    SIZES = "sizes"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know about the groups.

    Attributes:
        head: the fact. note: what more there is to say.
    """

    key: Topic
    head: str
    note: str = ""
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True)
class Quality:
    """How good the groups are.

    Attributes:
        facts: the most telling first.
        score, bound: the group builder's figures, and what no groups can beat.
        proved: the figures that are at their bound.
        pairs, new_pairs: pairs at a table (all rounds), and those of them who have not met before.
        reached: the figures when the groups were made, if they were made for the same people and rules.
        best_new_pairs: the most new pairs that there can be, as far as is known.
    """

    facts: tuple[Fact, ...]
    score: Score
    bound: Score
    proved: frozenset[Figure]
    pairs: int
    new_pairs: int
    best_new_pairs: int
    reached: Score | None = None

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


def bounds(board: Board) -> Score:
    """What no groups can beat: as proved when they were made, if that still holds, else what is plain to see."""
    count, rounds = len(board.tables), max(1, board.rounds)
    same_unit = 0
    if count:
        same_unit = sum(
            min_pairs(size, count)
            for turn in range(rounds)
            for size in Counter(participant.unit_id for participant in _there(board, turn)).values()
        )
    plain = Score(hard=0, same_unit=same_unit, repeats=0, service=0, size=0)
    if board.solved.bound is not None and still_speaks(board):
        return Score(*map(max, plain, board.solved.bound))
    return plain


def _there(board: Board, turn: int) -> list[Participant]:
    if not board.rows:
        return []
    return [who for who, table in zip(board.people, board.rows[turn], strict=True) if table != NOBODY]


def still_speaks(board: Board) -> bool:
    """Whether what was proved still holds: the same problem, everyone seated, and no lock let go that it rested on."""
    # With somebody missing, fewer colleagues share a table, and the figures look better than what was proved.
    if board.unseated or board.solved.fingerprint != board.fingerprint:
        return False
    return all(turn + 1 != board.round or person in board.locked for person, _table, turn in board.solved.locked)


def quality(board: Board) -> Quality:
    """How good the groups on a board are."""
    score, bound = board.score, bounds(board)
    proved = frozenset(figure for figure in Figure if score.of(figure) <= bound.of(figure))
    pairs, old = explain.meetings(board.problem, board.rows) if board.rows else (0, 0)
    # The bound is on the price of repeats, and people think in how many there are.
    best_old = min(old, _fewest_old(board, bound.repeats))
    reached = board.solved.score if still_speaks(board) else None
    measured = Quality((), score, bound, proved, pairs, pairs - old, pairs - best_old, reached)
    own_unit = board.kind is GroupingKind.OWN_UNIT
    facts = _own_unit_facts(board) if own_unit else _facts(board, measured, old)
    return replace(measured, facts=(*_other_plan(board), *facts))


def _other_plan(board: Board) -> list[Fact]:
    if not board.tables or board.kind == board.wanted:
        return []
    head = (
        _("Planen sier blanda grupper") if board.wanted is GroupingKind.MIXED else _("Planen sier egen enhet/tjeneste")
    )
    return [Fact(Topic.PLAN, head, _("lag på nytt, så følger gruppene planen"), Tone.WARN)]


def _fewest_old(board: Board, repeats: int) -> int:
    """No fewer repeated meetings than this when their price cannot be lower than ``repeats``."""
    dearest = max((len(times) for times in board.met.values()), default=0) + max(0, board.rounds - 1)
    return -(-repeats // max(1, 2 * dearest - 1))


# --- sentences for all tables ---


def _facts(board: Board, measured: Quality, old: int) -> tuple[Fact, ...]:
    if not board.tables:
        return ()
    facts = [
        *_broken(board),
        *_short(board),
        *_no_such_table(board),
        *_missing(board),
        *_written(board),
        _units(measured),
    ]
    facts += [
        _new_meetings(board, measured, old),
        *_services(board, measured),
        *_beside(board, measured),
        *_sizes(board),
        *_locked(board),
    ]
    return tuple(facts)


def _own_unit_facts(board: Board) -> tuple[Fact, ...]:
    alone = sum(len(who) == 1 for who in board.at)
    facts = [
        *_missing(board),
        Fact(Topic.UNITS, _n("{n} bord", "{n} bord", len(board.tables)), _("hver enhet for seg")),
    ]
    if board.wish.join_singles:
        facts[-1] = Fact(Topic.UNITS, facts[-1].head, _("de som er alene fra enheten sin, sitter sammen"))
    if alone:
        facts.append(
            Fact(
                Topic.ALONE,
                _n("{n} sitter alene", "{n} sitter alene", alone),
                _("kan slås sammen med andre"),
                Tone.WARN,
            )
        )
    return (*facts, *_written(board), *_locked(board))


def _best(measured: Quality, figure: Figure) -> str:
    """What is known about a figure that is not 0."""
    value, bound = measured.score.of(figure), measured.bound.of(figure)
    if value <= bound:
        return _("færre er ikke mulig")
    reached = value if measured.reached is None else measured.reached.of(figure)
    if reached < value:
        return (
            _("færrest mulig: {least}").format(least=reached or _("ingen"))
            if reached <= bound
            else _("beste resultat: {least}").format(least=reached)
        )
    if not bound:
        return _("kanskje går det med færre")
    return _("kanskje går det med færre, men ikke under {least}").format(least=bound)


def _units(measured: Quality) -> Fact:
    count = measured.score.same_unit
    if not count:
        return Fact(Topic.UNITS, _("Ingen fra samme enhet ved samme bord"), _("bedre kan det ikke bli"), Tone.OK)
    head = _n("{n} par fra samme enhet ved samme bord", "{n} par fra samme enhet ved samme bord", count)
    return Fact(
        Topic.UNITS,
        head,
        _best(measured, Figure.SAME_UNIT),
        Tone.OK if Figure.SAME_UNIT in measured.proved else Tone.WARN,
    )


def _same_groups(board: Board) -> Fact | None:
    """That these are an earlier part's groups again, and how many sit elsewhere than then; None for new groups."""
    if board.base is None:
        return None
    before = [set(who) for who in board.past[board.base]]
    moved = sum(len(who) - max((len(then & {*who}) for then in before), default=0) for who in board.at if len(who) > 1)
    head = _("Samme grupper som i {part}").format(part=board.sittings[board.base].part_title)
    note = _n("{n} er flyttet", "{n} er flyttet", moved) if moved else _("ingen nye møter, som ønsket")
    return Fact(Topic.NEW, head, note, Tone.OK)


def _new_meetings(board: Board, measured: Quality, old: int) -> Fact:
    if same := _same_groups(board):
        return same
    # Nothing to be proud of where nobody could have met before.
    if not board.met and board.rounds < 2:
        return Fact(Topic.NEW, _("Alle møter er nye"), _("ingen av disse har sittet i blanda grupper før"))
    if not old:
        return Fact(Topic.NEW, _("100 % nye møter"), _("ingen ved samme bord har møttes før"), Tone.OK)
    head = _("{share} % nye møter").format(share=measured.new_share)
    note = _n("{n} par har møttes før", "{n} par har møttes før", old) + ", " + _best(measured, Figure.REPEATS)
    return Fact(Topic.NEW, head, note, Tone.OK if Figure.REPEATS in measured.proved else Tone.NEUTRAL)


def _services(board: Board, measured: Quality) -> list[Fact]:
    """The service that is most noticeably missing somewhere; else that they are spread as evenly as can be."""
    count = len(board.tables)
    sitting = [Counter(board.people[person].service_name for person in who) for who in board.at]
    seated = [who for who, table in zip(board.people, board.seat, strict=True) if table != NOBODY]
    everyone = Counter(participant.service_name for participant in seated)
    facts: list[Fact] = []
    # The service with most people first: it is the one whose absence is least expected.
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
            facts.append(Fact(Topic.SERVICES, head, note.format(service=name, count=count), Tone.WARN))
    if facts:
        return facts[:1]
    # Those that cannot be everywhere, because they are fewer than the tables.
    central = [(people, name) for name, people in everyone.items() if people < count]
    if Figure.SERVICE in measured.proved and len(everyone) > 1:
        note = ""
        if central:
            people, name = max(central)
            note = _("{service} ved {tables} av {count} bord, flest mulig").format(
                service=name, tables=people, count=count
            )
        return [Fact(Topic.SERVICES, _("Tjenestene er jevnt fordelt"), note or _("bedre kan det ikke bli"), Tone.OK)]
    uneven = _("{count} par mer fra samme tjeneste enn nødvendig").format(count=measured.score.service)
    return [Fact(Topic.SERVICES, _("Tjenestene er nesten jevnt fordelt"), uneven)] if len(everyone) > 1 else []


def _beside(board: Board, measured: Quality) -> list[Fact]:
    """What is spread after the services, where that is wished."""
    words = {
        Figure.ROLE: (Topic.ROLES, _("Rollene er jevnt fordelt"), _("Rollene er nesten jevnt fordelt")),
        Figure.DISTRICT: (Topic.DISTRICTS, _("Bydelene er jevnt fordelt"), _("Bydelene er nesten jevnt fordelt")),
    }
    facts = []
    for aim in board.problem.order:
        if aim not in words:
            continue
        topic, even, nearly = words[aim]
        if aim in measured.proved:
            facts.append(Fact(topic, even, _("bedre kan det ikke bli"), Tone.OK))
        else:
            uneven = (
                _("{count} par mer med samme rolle enn nødvendig")
                if aim is Figure.ROLE
                else _("{count} par mer fra samme bydel enn nødvendig")
            )
            facts.append(Fact(topic, nearly, uneven.format(count=measured.score.of(aim))))
    return facts


def _sizes(board: Board) -> list[Fact]:
    over = [table for table, who in zip(board.tables, board.at, strict=True) if len(who) > table.seats]
    if over:
        head = _n("{n} bord har for mange", "{n} bord har for mange", len(over))
        return [Fact(Topic.SIZES, head, join([table.title for table in over[:4]]), Tone.WARN)]
    if not board.score.size:
        return []
    sizes = Counter(len(who) for who in board.at)
    return [
        Fact(
            Topic.SIZES,
            _("Ujevne bord"),
            _("fra {least} til {most} ved hvert").format(least=min(sizes), most=max(sizes)),
        )
    ]


def _missing(board: Board) -> list[Fact]:
    facts = []
    if board.unseated:
        facts.append(
            Fact(
                Topic.UNSEATED,
                _n("{n} har ikke bord", "{n} har ikke bord", len(board.unseated)),
                _names(board, board.unseated),
                Tone.WARN,
            )
        )
    away = [participant for participant, _table in board.absent if participant.attendance is not Attendance.ABSENT]
    seated = [participant for participant, table in board.absent if table != NOBODY]
    gone = sum(participant.attendance is Attendance.ABSENT for participant in seated)
    note = _("reparer gruppene, så får alle plass på nytt")
    if gone:
        facts.append(Fact(Topic.ABSENT, _n("{n} er borte", "{n} er borte", gone), note, Tone.WARN))
    if len(seated) > gone:
        head = _n("{n} har bord, men er ikke her da", "{n} har bord, men er ikke her da", len(seated) - gone)
        facts.append(Fact(Topic.HALF_DAY, head, note, Tone.WARN))
    elif away:
        head = _n("{n} er ikke her da", "{n} er ikke her da", len(away))
        facts.append(Fact(Topic.HALF_DAY, head, half_days(away)))
    return facts


def half_days(people: Sequence[Participant]) -> str:
    """«Kari Nordmann kommer 12.00, Ola Berg går 10.30 …»: why somebody has no table."""
    first_three = ", ".join(f"{participant.name} {participant.hours}" for participant in people[:3])
    return f"{first_three} …" if len(people) > 3 else first_three


def _written(board: Board) -> list[Fact]:
    if not board.written:
        return []
    return [Fact(Topic.WRITTEN, written_answers.has_written(board.written), _("svarene følger bordnummeret"))]


def _locked(board: Board) -> list[Fact]:
    if not board.locked:
        return []
    return [Fact(Topic.LOCKED, _n("{n} låst", "{n} låst", len(board.locked)), _("blir sittende når du lager på nytt"))]


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
    return [Fact(Topic.RULES, head, broken[0], Tone.WARN)]


def _short(board: Board) -> list[Fact]:
    """Rules that no groups can keep at every table: nobody is to believe that they hold."""
    return [
        Fact(Topic.RULES, _("«{rule}» går ikke helt").format(rule=short.rule.sentence), short.sentence, Tone.WARN)
        for short in board.shortages
    ]


def _no_such_table(board: Board) -> list[Fact]:
    """Rules for a table there is not any more."""
    coming = {participant.person_id for participant in board.people}
    numbers = {table.number for table in board.tables}
    lost = [
        rule
        for rule in board.terms.idle
        if rule.kind in {RuleKind.AT_TABLE, RuleKind.ACCESS}
        and not numbers & {rule.table, *rule.tables}
        and coming & set(rule.person_ids)
    ]
    if not lost:
        return []
    wanted = [number for number in (lost[0].table, *lost[0].tables) if number]
    head = _("Bord {number} er ikke med").format(number=join([str(number) for number in wanted]))
    if min(wanted) > max(numbers):
        head = _n("Det er bare {n} bord", "Det er bare {n} bord", len(board.tables))
    return [Fact(Topic.NO_TABLE, head, lost[0].sentence, Tone.WARN)]


def broken_rules(board: Board) -> tuple[str, ...]:
    """The sentences of rules that do not hold as people sit now."""
    broken = (reason.rule.sentence for reason in board.terms.because if _is_broken(board, reason))
    return tuple(dict.fromkeys(broken))


def _is_broken(board: Board, reason: rules.Because) -> bool:
    seats = [board.seat[person] for person in reason.people if board.seat[person] != NOBODY]
    match reason.kind:
        case ConstraintKind.APART:
            return len(set(seats)) < len(seats)
        case ConstraintKind.TOGETHER:
            return len(set(seats)) > 1
        case ConstraintKind.AT | ConstraintKind.AMONG:
            return any(board.tables[seat].number not in rules.tables_of(reason) for seat in seats)
        case ConstraintKind.HOSTS | ConstraintKind.AT_LEAST:  # someone at every table
            return len(set(seats)) < len(board.tables)
        case ConstraintKind.LOCKED:  # no rule says so: people are locked by hand
            return False
        case _:
            assert_never(reason.kind)
