"""The rules of the house that a machine can hold, beside import-linter's contracts in ``pyproject.toml``.

Each test reads the source, not the running program, and names the file and line that breaks its rule.
"""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "nettverk"
SQL = re.compile(r"\bstore\.(rows|one|value|insert|update|delete|change)\(|[\"'](SELECT|INSERT|UPDATE|DELETE) ")
MOST_METHODS = 25

CLOSED_SETS = {
    "attendance", "kind", "language_rule", "mode", "organising", "ownership", "phase", "status",
}  # fmt: skip
"""Attributes whose values are one of a few things, and so members of an enum."""

REPLACED_WORDS = {"stagehand", "conductor", "backstage", "deed", "deeds", "gong", "deck", "decks"}
"""Words of the theatre and coinages that were replaced by terms of the field; a name does not bring them back."""


@cache
def trees() -> dict[Path, ast.Module]:
    """Every module of the program, parsed once."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(HOUSE.rglob("*.py"))}


@cache
def nodes_by_kind() -> dict[type[ast.AST], list[tuple[str, ast.AST]]]:
    """Every node with the file it stands in, found in one walk."""
    found: defaultdict[type[ast.AST], list[tuple[str, ast.AST]]] = defaultdict(list)
    for path, tree in trees().items():
        file = path.relative_to(HOUSE).as_posix()
        for node in ast.walk(tree):
            found[type(node)].append((file, node))
    return found


def nodes(*kinds: type[ast.AST], floor: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Every node of these kinds with its place as ``file:line``, in the whole house or on one floor."""
    for kind, found in nodes_by_kind().items():
        if issubclass(kind, kinds):
            for file, node in found:
                if file.startswith(f"{floor}/" if floor else ""):
                    yield f"{file}:{getattr(node, 'lineno', 0)}", node


@cache
def words_in(name: str) -> frozenset[str]:
    """The words that a name is made of."""
    return frozenset(word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name))


def classes() -> list[tuple[str, ast.ClassDef]]:
    """Every class with its place."""
    return [(place, node) for place, node in nodes(ast.ClassDef) if isinstance(node, ast.ClassDef)]


def functions(floor: str = "") -> list[tuple[str, ast.FunctionDef]]:
    """Every function and method with its place."""
    return [(place, node) for place, node in nodes(ast.FunctionDef, floor=floor) if isinstance(node, ast.FunctionDef)]


@pytest.mark.parametrize("floor", ["ui", "cli"])
def test_no_view_speaks_to_the_database_itself(floor: str) -> None:
    files = sorted((HOUSE / floor).rglob("*.py"))
    assert files
    told = [
        f"{path.relative_to(HOUSE)}:{number}: {line.strip()}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if SQL.search(line)
    ]
    assert told == []


def test_services_name_their_arguments() -> None:
    broken = [
        f"{place}: {node.name}(**{node.args.kwarg.arg})"
        for place, node in functions("services")
        if node.args.kwarg is not None
    ]
    assert broken == []


def test_no_class_does_more_than_one_thing() -> None:
    broken = []
    for place, node in classes():
        count = sum(isinstance(statement, ast.FunctionDef) for statement in node.body)
        if count > MOST_METHODS:
            broken.append(f"{place}: {node.name} has {count} methods")
    assert broken == []


def test_no_base_class_has_one_leaf() -> None:
    """A class that is only there to be the base of one other is half of that other."""
    defined = {node.name: place for place, node in classes()}
    leaves: defaultdict[str, set[str]] = defaultdict(set)
    for _place, node in classes():
        for base in node.bases:
            name = base.id if isinstance(base, ast.Name) else base.attr if isinstance(base, ast.Attribute) else ""
            if name in defined:
                leaves[name].add(node.name)
    used = Counter(
        node.id if isinstance(node, ast.Name) else node.attr
        for _place, node in nodes(ast.Name, ast.Attribute)
        if isinstance(node, ast.Name | ast.Attribute)
    )
    # The one use is the line where its leaf names it as its base.
    broken = [f"{defined[name]}: {name}" for name, below in leaves.items() if len(below) == 1 and used[name] == 1]
    assert broken == []


def test_replaced_words_do_not_come_back() -> None:
    broken = []
    for path in trees():
        words = {word for part in path.relative_to(HOUSE).with_suffix("").parts for word in part.split("_")}
        broken += [f"{path.relative_to(HOUSE)}: {word}" for word in words & REPLACED_WORDS]
    for place, node in nodes(ast.ClassDef, ast.FunctionDef, ast.arg, ast.Name, ast.Attribute):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                pass
            case ast.arg(arg=name) | ast.Name(id=name) | ast.Attribute(attr=name):
                pass
            case _:
                continue
        broken += [f"{place}: {name}" for _word in words_in(name) & REPLACED_WORDS]
    assert broken == []


def test_a_docstring_says_more_than_the_name() -> None:
    broken = []
    for place, node in (*classes(), *functions()):
        text = ast.get_docstring(node) or ""
        spoken = re.findall(r"[a-zæøå]+", text.lower())
        name = set(re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", node.name).lower()))
        filler = {"a", "an", "the", "of", "its", "it", "is", "this", "to", "for", "from", "s"}
        if spoken and set(spoken) - filler <= name:
            broken.append(f"{place}: {node.name}: {text}")
    assert broken == []


WHERE = {
    "agenda": "printing/agenda.py",
    "arrivals": "ui/common/arrivals.py",
    "badges": "printing/badges.py",
    "bell": "ui/stage/control/bell.py",
    "check in": "ui/stage/check_in/panel.py",
    "clicker": "domain/wall/clicker.py",
    "commands": "domain/rundown/commands.py",
    "contributions": "services/contributions.py",
    "follow up": "services/follow_up.py",
    "groupings": "services/groups/groupings.py",
    "installation": "storage/installation.py",
    "keep awake": "ui/stage/displays/keep_awake.py",
    "lane": "services/lane.py",
    "lock": "storage/lock.py",
    "manual": "services/manual/manual.py",
    "merge": "services/register/merge.py",
    "migrate": "storage/migrate.py",
    "palette": "ui/common/palette.py",
    "participant import": "services/participant_import.py",
    "presenter": "ui/stage/presenter/window.py",
    "projector": "ui/stage/wall/projector_window.py",
    "queue": "ui/stage/queue/panel.py",
    "recovery": "domain/rundown/recovery.py",
    "repair": "services/groups/repair.py",
    "role cards": "printing/role_cards.py",
    "rundown": "domain/rundown/state.py",
    "sample": "services/sample/sample.py",
    "slides": "services/slides.py",
    "summary": "printing/summary.py",
    "table signs": "printing/table_signs.py",
    "templates": "services/templates.py",
    "theme": "ui/common/theme.py",
    "timeline": "ui/plan/timeline.py",
    "undo": "storage/undo.py",
    "walls": "domain/wall/walls.py",
}
"""What a newcomer looks for, in the words of the field and of desktop software, and the file that has it."""


@pytest.mark.parametrize(("word", "file"), WHERE.items(), ids=WHERE)
def test_whoever_knows_the_word_finds_the_file(word: str, file: str) -> None:
    assert (HOUSE / file).is_file()
    words = {part for step in Path(file).with_suffix("").parts for part in step.split("_")}
    assert set(word.split()) <= words


def test_the_walks_in_the_readme_name_functions_that_are_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    steps = re.findall(r"`([a-z_/]+\.py):(\w+)`", text)
    assert len(steps) > 20
    broken = []
    for file, function in steps:
        tree = trees().get(HOUSE / file)
        names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)} if tree else set()
        if function not in names:
            broken.append(f"{file}:{function}")
    assert broken == []


def test_folders_and_files_in_the_readme_are_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8").split("## How the house is laid out")[1]
    paths = re.findall(r"`((?:[a-z_]+/)*[a-z_0-9]+(?:/|\.(?:py|sql)))(?::\w+)?`", text)
    assert len(paths) > 30
    homes = (HOUSE, ROOT, ROOT / "db")
    assert [path for path in paths if not any((home / path).exists() for home in homes)] == []


def test_what_can_be_one_of_a_few_things_is_not_compared_with_a_string() -> None:
    broken = []
    for place, node in nodes(ast.Compare):
        assert isinstance(node, ast.Compare)
        sides = [node.left, *node.comparators]
        named = any(isinstance(side, ast.Attribute) and side.attr in CLOSED_SETS for side in sides)
        texts = [text for side in sides for text in _texts(side)]
        if named and texts:
            broken.append(f"{place}: {ast.unparse(node)}")
    assert broken == []


def _texts(node: ast.expr) -> list[str]:
    """The strings in a constant, or in a set or tuple of constants."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) and node.value else []
    if isinstance(node, ast.Set | ast.Tuple | ast.List):
        return [text for element in node.elts for text in _texts(element)]
    return []


def test_nothing_is_called_by_a_name_put_together_at_run_time() -> None:
    broken = []
    for place, node in nodes(ast.Call):
        assert isinstance(node, ast.Call)
        if isinstance(
            node.func, ast.Call
        ):  # getattr(thing, name)(…): a dispatch that neither mypy nor a reader can follow
            node = node.func
            dispatched = True
        else:
            dispatched = False
        if isinstance(node.func, ast.Name) and node.func.id in {"getattr", "hasattr"} and len(node.args) > 1:
            name = node.args[1]
            if isinstance(name, ast.JoinedStr | ast.BinOp) or (dispatched and not isinstance(name, ast.Constant)):
                broken.append(f"{place}: {ast.unparse(node)}")
    assert broken == []


def test_quotation_marks_follow_the_language_and_are_glued_to_nothing() -> None:
    broken = []
    for place, node in nodes(ast.JoinedStr, ast.BinOp):
        if isinstance(node, ast.BinOp) and not isinstance(node.op, ast.Add | ast.Mod):
            continue
        pieces = node.values if isinstance(node, ast.JoinedStr) else [node.left, node.right]
        marks = [
            piece.value
            for piece in pieces
            if isinstance(piece, ast.Constant) and isinstance(piece.value, str) and re.search("[«»“”„]", piece.value)
        ]
        if marks and not place.startswith("i18n.py:"):
            broken.append(f"{place}: {ast.unparse(node)}")
    assert broken == [], "i18n.quoted knows which marks a language has"


def test_private_names_of_reportlab_are_touched_in_one_module() -> None:
    broken = []
    for path, tree in trees().items():
        place = path.relative_to(HOUSE)
        if place.parts[0] != "printing" or place.name == "reportlab_internals.py":
            continue
        private = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and re.match(r"_[^_]", node.attr)]
        # What a class of the module keeps for itself, one of its methods may fill in for another of its kind.
        own = {node.attr for node in private if isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"}}
        broken += [f"{place}:{node.lineno}: {ast.unparse(node)}" for node in private if node.attr not in own]
    assert broken == []


def test_every_folder_says_what_it_is_for() -> None:
    broken = [
        str(path.relative_to(HOUSE))
        for path, tree in trees().items()
        if path.name == "__init__.py" and len((ast.get_docstring(tree) or "").split()) < 12
    ]
    assert broken == []
