"""Minutes of a meeting on A4: who was there, each point with what was said and decided, and who does what by when."""

from __future__ import annotations

from nettverk.domain.handouts import Occasion
from nettverk.domain.municipality import Mark
from nettverk.domain.organisation import Meeting, Point
from nettverk.i18n import _, clock, long_date, short_date
from nettverk.printing import styles
from nettverk.printing.blocks import Block, Heading, Text
from nettverk.printing.flow import WIDTH, Letter, Page, lay_out
from nettverk.printing.tables import Column, table


def pages(meeting: Meeting, mark: Mark) -> list[Page]:
    """The whole paper, from the municipality by its mark; a meeting without anything said or decided yet is its
    agenda."""
    title = meeting_title(meeting)
    facts = [long_date(meeting.held_on)]
    if meeting.starts_at is not None:
        facts.append(_("kl. {time}").format(time=clock(meeting.starts_at)))
    facts += [word for word in (meeting.place.strip(), mark.name) if word]
    blocks: list[Block] = [
        Heading(title, styles.TITLE, level=1, outline=0),
        Text(" · ".join(facts), styles.LEAD, keep=True),
    ]
    if meeting.present.strip():
        blocks.append(Heading(_("Til stede"), styles.SUBHEADING, level=2, before=12))
        blocks.append(Text(meeting.present.strip(), styles.BODY))
    for number, point in enumerate(meeting.points, start=1):
        blocks += _point(number, point)
    if not meeting.points:
        blocks.append(Text(_("Ingen saker er ført opp ennå."), styles.BODY, before=12))
    blocks += _follow_up([point for point in meeting.points if point.follow_up])
    return lay_out(Letter(Occasion("", logo=mark.logo, colour=mark.colour), title, blocks))


def meeting_title(meeting: Meeting) -> str:
    """What the paper is called: minutes when something has been written down, an agenda before that."""
    held = any(point.said.strip() or point.decision.strip() or point.follow_up for point in meeting.points)
    words = _("Referat: {team}") if held else _("Saksliste: {team}")
    return words.format(team=meeting.team)


def _point(number: int, point: Point) -> list[Block]:
    blocks: list[Block] = [Heading(f"{number}. {point.title}", level=2, outline=1, before=18)]
    blocks += [Text(line, styles.BODY, before=2) for line in point.said.splitlines() if line.strip()]
    if point.decision.strip():
        blocks.append(Heading(_("Vedtak"), styles.SUBHEADING, level=3, before=6))
        blocks += [Text(line, styles.BODY, before=2) for line in point.decision.splitlines() if line.strip()]
    return blocks


def _follow_up(points: list[Point]) -> list[Block]:
    if not points:
        return []
    columns = [
        Column(_("Hva"), share=1), Column(_("Hvem"), most=140), Column(_("Innen"), most=110), Column("", most=60),
    ]  # fmt: skip
    rows = [
        [point.what, point.who, short_date(point.due_on) if point.due_on else "", _("gjort") if point.done else ""]
        for point in points
    ]
    return [
        Heading(_("Oppfølging"), level=2, outline=1, before=22),
        table(columns, rows, WIDTH, gap=10, air=3, before=2),
    ]
