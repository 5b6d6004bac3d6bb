"""From the changelog to a version: the newest heading with a number is the version of everything.

``python -m resources.packaging.release 0.2.0`` gives what stands under Unreleased that number and today's date, and
writes it where the program reads it.
"""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime

from resources.packaging import pins

CHANGELOG = pins.ROOT / "CHANGELOG.md"
_HEADING = re.compile(r"^## (\d+\.\d+\.\d+) – (\d{4}-\d{2}-\d{2})$", re.MULTILINE)
_PLACES = (
    (pins.ROOT / "pyproject.toml", re.compile(r'^(version = ")[^"]+(")$', re.MULTILINE)),
    (pins.ROOT / "nettverk" / "__init__.py", re.compile(r'^(__version__ = ")[^"]+(")$', re.MULTILINE)),
)


def version(text: str | None = None) -> str:
    """The version that the changelog says was released last.

    Raises:
        SystemExit: it says none.
    """
    found = _HEADING.search(CHANGELOG.read_text("utf-8") if text is None else text)
    if found is None:
        raise SystemExit("CHANGELOG.md has no heading such as «## 0.1.0 – 2026-11-21».")
    return found[1]


def notes(number: str, text: str | None = None) -> str:
    """What the changelog says of one version."""
    whole = CHANGELOG.read_text("utf-8") if text is None else text
    found = re.search(rf"^## {re.escape(number)} – .*?\n(.*?)(?=^## |\Z)", whole, re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


def moment() -> int:
    """The second of the newest commit, which every file of a build bears; the changelog's day outside a clone."""
    done = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=pins.ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode == 0 and done.stdout.strip():
        return int(done.stdout)
    found = _HEADING.search(CHANGELOG.read_text("utf-8"))
    day = found[2] if found else "2026-01-01"
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())


def released(text: str, number: str, day: str) -> str:
    """The changelog with what was unreleased under a number and a day, and a new empty heading over it.

    Raises:
        SystemExit: the number is not higher than the last, or there is nothing new.
    """
    if [int(one) for one in number.split(".")] <= [int(one) for one in version(text).split(".")]:
        raise SystemExit(f"{number} is not higher than {version(text)}.")
    head, found, rest = text.partition("## Unreleased\n")
    if not found or not rest.split("\n## ")[0].strip():
        raise SystemExit("Nothing stands under «## Unreleased».")
    return f"{head}## Unreleased\n\n## {number} – {day}\n{rest}"


def main(words: list[str]) -> int:
    """Give the next version its number."""
    if len(words) != 1 or not re.fullmatch(r"\d+\.\d+\.\d+", words[0]):
        print(f"{version()}\nNext: python -m resources.packaging.release 0.2.0", file=sys.stderr)
        return 2
    text = released(CHANGELOG.read_text("utf-8"), words[0], datetime.now(UTC).date().isoformat())
    CHANGELOG.write_text(text, "utf-8")
    for file, pattern in _PLACES:
        file.write_text(pattern.sub(rf"\g<1>{words[0]}\g<2>", file.read_text("utf-8"), count=1), "utf-8")
    print(f"{words[0]}: commit this, then tag v{words[0]}. Keep a database of it:")
    print(f"python -m tests.helpers.schema --release {words[0]}")

    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
