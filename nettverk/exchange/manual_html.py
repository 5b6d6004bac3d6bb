"""The manual as HTML: one page of the web in a folder of its own, and the pieces that the program's window shows.

The folder needs nothing from outside itself. The markup is HTML5, with the language marked, headings in order and a
way past the list of contents.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from nettverk.domain.manual.text import (
    Block,
    Inline,
    Key,
    Line,
    Manual,
    OnScreen,
    PageText,
    Paragraph,
    Picture,
    Points,
    See,
    Subheading,
    Typed,
    Words,
)
from nettverk.i18n import _

_LANGUAGES = {"nb": "nb", "nn": "nn", "en": "en-GB"}

STYLE = """\
:root { color-scheme: light dark; --ink: #14232b; --ground: #fff; --mute: #4a5962; --line: #cfd6da; --accent: #0b5560; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf0; --ground: #101a20; --mute: #a9b7bf; --line: #33444d; --accent: #7fd1dd; }
}
body { font: 1.05rem/1.6 "Noto Sans", system-ui, sans-serif; color: var(--ink); background: var(--ground);
  max-width: 44rem; margin: 0 auto; padding: 2rem 1.25rem 6rem; }
h1, h2, h3, h4 { line-height: 1.25; }
h2 { margin-top: 4rem; border-top: 2px solid var(--accent); padding-top: 1rem; }
h3 { margin-top: 3rem; }
a { color: var(--accent); }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
nav ul { padding-left: 1.25rem; }
li { margin: .3rem 0; }
kbd { font: inherit; font-size: .9em; border: 1px solid var(--mute); border-radius: .3em; padding: .05em .4em;
  white-space: nowrap; }
code { font-family: ui-monospace, Consolas, monospace; font-size: .92em; overflow-wrap: anywhere; }
img { max-width: 100%; height: auto; border: 1px solid var(--line); border-radius: .4rem; }
.lead, .top { color: var(--mute); }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; }
@media print { .top, nav { display: none; } h3 { break-after: avoid; } }
"""


def document(manual: Manual, source: Callable[[Picture], str], size: Callable[[Picture], tuple[int, int]]) -> str:
    """The whole manual as one page of the web.

    Args:
        source, size: how the page names a picture, and its width and height in pixels.
    """

    def drawn(picture: Picture) -> str:
        width, height = size(picture)
        return f'src="{escape(source(picture))}" width="{width}" height="{height}"'

    contents, text = [], []
    for chapter in manual.chapters:
        items = "\n".join(f'<li><a href="#{page.page.value}">{escape(page.title)}</a></li>' for page in chapter.pages)
        contents.append(f"<li>{escape(chapter.title)}\n<ul>\n{items}\n</ul>\n</li>")
        text.append(f'<h2 id="chapter-{chapter.chapter.value}">{escape(chapter.title)}</h2>')
        for page in chapter.pages:
            text.append(f'<section aria-labelledby="{page.page.value}">')
            text.append(f'<h3 id="{page.page.value}">{escape(page.title)}</h3>')
            text.append(blocks(page.blocks, 4, drawn))
            text.append("</section>")
    newline = "\n"
    past, named = escape(_("Til teksten")), escape(_("Innhold"))
    return f"""<!DOCTYPE html>
<html lang="{_LANGUAGES[manual.language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(manual.title)}</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
<p class="skip"><a href="#text">{past}</a></p>
<header>
<h1>{escape(manual.title)}</h1>
<p class="lead">{escape(manual.lead)}</p>
</header>
<nav aria-label="{named}">
<ul>
{newline.join(contents)}
</ul>
</nav>
<main id="text">
{newline.join(text)}
</main>
</body>
</html>
"""


def page(text: PageText, drawn: Callable[[Picture], str]) -> str:
    """One page for a window that shows simple HTML, with its title as its first heading.

    Args:
        drawn: the attributes that say which picture, and how large.
    """
    return f"<h1>{escape(text.title)}</h1>\n{blocks(text.blocks, 2, drawn)}"


def blocks(content: Sequence[Block], level: int, drawn: Callable[[Picture], str]) -> str:
    """Blocks one after the other; subheadings have this level."""
    return "\n".join(_block(block, level, drawn) for block in content)


def _block(block: Block, level: int, drawn: Callable[[Picture], str]) -> str:
    match block:
        case Paragraph(line=line):
            return f"<p>{_line(line)}</p>"
        case Subheading(text=text):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Points(items=items, numbered=numbered):
            kind = "ol" if numbered else "ul"
            return "\n".join([f"<{kind}>", *(f"<li>{_line(item)}</li>" for item in items), f"</{kind}>"])
        case Picture():
            return f'<p><img {drawn(block)} alt="{escape(block.alt)}"></p>'


def _line(line: Line) -> str:
    return "".join(_piece(piece) for piece in line)


def _piece(piece: Inline) -> str:
    text = escape(piece.text)
    match piece:
        case Words():
            return text
        case OnScreen():
            return f"<strong>{text}</strong>"
        case Key():
            return f"<kbd>{text}</kbd>"
        case Typed():
            return f"<code>{text}</code>"
        case See(page=target):
            return f'<a href="#{target.value}">{text}</a>'
