"""«Vis forskjellen» on paper: by disagreement, what was said, what has changed, and the groups' own signs."""

from __future__ import annotations

from nettverk.domain.errors import BadInput
from nettverk.domain.file_names import safe_name
from nettverk.domain.handouts import Handout, Occasion
from nettverk.domain.sheet_papers import SheetPaper
from nettverk.domain.sheets.agreement import agreement_word
from nettverk.domain.sheets.answers import SheetAnswer
from nettverk.domain.sheets.definition import Who
from nettverk.domain.sheets.light_paper import LightPaper, PaperChanges, PaperSign
from nettverk.domain.sheets.suppression import PublishedRow, publish
from nettverk.domain.sheets.traffic_light import Light, SignState, is_light, last_round, of_area, scale_of
from nettverk.domain.sheets.uses import SheetUse
from nettverk.domain.wall.light_walls import counted_words, judged_rows, who_names
from nettverk.i18n import _, using
from nettverk.services import gatherings, municipality, plan
from nettverk.services.handouts.source import occasion
from nettverk.services.sheets import answers, faces, states, traffic_light, uses
from nettverk.services.sheets.traffic_light import Outside
from nettverk.storage.store import Store


def handout(store: Store, use_id: str) -> Handout:
    """A traffic light as PDF, in the gathering's language.

    Raises:
        BadInput: the sheet is gone, or the answers may not be seen yet.
    """
    use = uses.get(store, use_id)
    if use is None or not is_light(use.sheet):
        raise BadInput(_("Arket finnes ikke lenger."))
    gathering = gatherings.get(store, use.gathering_id)
    with using(gathering.language):
        return _made(paper(store, use), occasion(gathering, municipality.mark(store)))


def to_fill_in(store: Store, use_id: str, *, tally: bool = False) -> Handout:
    """The paper to colour in, or the one to count such papers on; with the signs of the area that is judged.

    Raises:
        BadInput: the sheet is gone, or has nothing to count.
    """
    use = uses.get(store, use_id)
    if use is None or scale_of(use.sheet) is None:
        raise BadInput(_("Arket finnes ikke lenger."))
    stands = states.light_of(store, use, answers.of_use(store, use_id))
    sheet = of_area(use.sheet, stands.stage.area if stands is not None else "")
    gathering = gatherings.get(store, use.gathering_id)
    head = occasion(gathering, municipality.mark(store))
    if not tally:
        return faces.papers((SheetPaper(sheet, Who.ALONE),), gathering.language, occasion=head)
    counted = faces.tally(sheet, gathering.language, occasion=head)
    if counted is None:
        raise BadInput(_("Arket har ingen tegn å telle ennå."))
    return counted


def _made(what: LightPaper, head: Occasion) -> Handout:
    from nettverk.printing.make import make
    from nettverk.printing.sheets.light import pages

    drawn = pages(head, what)
    title = what.sheet.title
    return Handout(safe_name(title) + ".pdf", title, make(drawn, title, head.name), len(drawn))


def paper(store: Store, use: SheetUse) -> LightPaper:
    """What may stand on the paper.

    Raises:
        BadInput: not all have answered, and nobody has said that the answers may be seen.
    """
    said = answers.of_use(store, use.id)
    stands = states.light_of(store, use, said)
    assert stands is not None
    if not stands.revealed:
        raise BadInput(_("Svarene er skjult til alle er ferdige. Velg «Vis forskjellen» først."))
    picture = states.pictured(store, use, stands)
    private = _is_personal(last_round(use.sheet, said))
    outside = traffic_light.outside(store, use)
    signs = [_sign(state, stands, private=private) for state in judged_rows(picture)]
    signs.sort(key=lambda sign: not sign.row.whole)
    own = tuple((state.sign.label, who_names(state.by)) for state in stands.signs if state.by)
    number = 0
    if use.part_id:
        parts = {part.id: part for part in plan.parts(store, use.gathering_id)}
        number = parts[use.part_id].main_number if use.part_id in parts else 0
    return LightPaper(
        use.sheet, stands.block, counted_words(stands.rounds[stands.counted]), tuple(signs), own,
        _changes(outside, stands), outside.since, number,
    )  # fmt: skip


def _is_personal(said: list[SheetAnswer]) -> bool:
    """Whether each answer is one person's or a pair's, so that small counts may point at somebody."""
    return any(answer.respondent.who in {Who.ALONE, Who.PAIR, Who.PLENUM} or answer.counts for answer in said)


def _sign(state: SignState, stands: Light, *, private: bool) -> PaperSign:
    row = publish(state.counts).row if private else PublishedRow(state.counts, sum(state.counts))
    asked = zip(stands.block.questions, state.said, strict=False)
    answered = tuple((question, text.strip()) for question, text in asked if text.strip())
    return PaperSign(state.sign.label, row, agreement_word(state.agreement) if row.whole else "", answered)


def _changes(outside: Outside, stands: Light) -> tuple[PaperChanges, ...]:
    """Everybody's, and the slice that is looked at; both only of what is published."""
    if outside.since is None:
        return ()
    labels = {state.sign.id: state.sign.label for state in stands.signs if not state.own}
    signs = [sign for sign in outside.signs if sign.sign.id in labels]
    changes = [PaperChanges("", tuple((labels[sign.sign.id], sign.change) for sign in signs))]
    wanted = stands.stage.slice
    if wanted:
        kind, _colon, key = wanted.partition(":")
        name = outside.names.get(kind, {}).get(key, "")
        changes.append(PaperChanges(name, tuple((labels[sign.sign.id], sign.changes.get(wanted)) for sign in signs)))
    return tuple(changes)
