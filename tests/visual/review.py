"""Look at pictures that changed, side by side, and accept them.

python -m tests.visual.review              writes tests/visual/new/index.html: old, new, difference
python -m tests.visual.review --accept     what is new becomes the reference (all, or the names given)
"""

from __future__ import annotations

import argparse
import html
import sys
from pathlib import Path

from tests.visual.compare import NEW, REFERENCE

_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Pictures that changed</title>
<style>body{{font:16px system-ui;margin:24px;background:#f3f0e9;color:#14232b}}section{{margin-bottom:48px}}
div{{display:flex;gap:16px}}figure{{margin:0;flex:1}}img{{max-width:100%;border:1px solid #cbc6ba}}</style>
<h1>{count} changed</h1>{body}</html>
"""


def waiting() -> list[str]:
    """Names of the pictures that wait for a decision."""
    return sorted(path.stem for path in NEW.glob("*.png") if not path.name.endswith(".diff.png"))


def page(names: list[str]) -> Path:
    """Write the page and return where it is."""
    sections = []
    for name in names:
        cells = (
            ("old", REFERENCE / f"{name}.png", f"../reference/{name}.png"),
            ("new", NEW / f"{name}.png", f"{name}.png"),
            ("difference", NEW / f"{name}.diff.png", f"{name}.diff.png"),
        )
        figures = "".join(
            f'<figure><figcaption>{title}</figcaption><a href="{link}"><img src="{link}" alt="{title}"></a></figure>'
            for title, path, link in cells
            if path.exists()
        )
        sections.append(f"<section><h2>{html.escape(name)}</h2><div>{figures}</div></section>")
    target = NEW / "index.html"
    NEW.mkdir(exist_ok=True)
    target.write_text(_PAGE.format(count=len(names), body="".join(sections)), encoding="utf-8")
    return target


def accept(names: list[str]) -> None:
    """Make the new pictures the references."""
    REFERENCE.mkdir(exist_ok=True)
    for name in names:
        (NEW / f"{name}.png").replace(REFERENCE / f"{name}.png")
        (NEW / f"{name}.diff.png").unlink(missing_ok=True)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="only these")
    parser.add_argument("--accept", action="store_true")
    chosen = parser.parse_args()
    names = [name for name in waiting() if not chosen.names or name in chosen.names]
    if not names:
        print("Nothing has changed.")
    elif chosen.accept:
        accept(names)
        print(f"Accepted: {', '.join(names)}")
    else:
        print(page(names).as_uri())
    return 0


if __name__ == "__main__":
    sys.exit(main())
