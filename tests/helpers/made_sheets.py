"""Sheets made up for tests: one for every kind of block, and one with all of them."""

from __future__ import annotations

from nettverk.domain.sheets.definition import (
    Area,
    Block,
    BlockKind,
    Check,
    Item,
    Level,
    Mark,
    SheetDefinition,
    When,
    Who,
)  # fmt: skip

SOURCE = "Etter en idé fra nettverkene i Havnesund; spørsmålene er skrevet for dette arket."
LEVELS = (
    Level("green", "tilfredsstillende", Mark.CIRCLE),
    Level("yellow", "må bedres", Mark.TRIANGLE),
    Level("red", "må endres", Mark.SQUARE),
)


def items(*labels: str, help: str = "", details: tuple[str, ...] = (), area: str = "") -> tuple[Item, ...]:
    """Items with these labels."""
    return tuple(Item(f"{area}i{n}", label, help, details, area) for n, label in enumerate(labels, 1))


TEXT = Block("tekst", BlockKind.TEXT, "Hva gjør dere når et barn blir stående utenfor leken?", "Skriv i stikkord.")
POINTS = Block(
    "punkter", BlockKind.POINTS, "Hva er det viktigste vi har lært?", "Tre punkter, det viktigste først.", most=3
)
COLUMNS = Block(
    "kolonner", BlockKind.COLUMNS, "Hva fremmer, hva hemmer, og hva kan vi påvirke?",
    "Ett punkt på hver linje. Sett ring rundt det viktigste.",
    (
        Item("fremmer", "Fremmer", "Hva hjelper oss alt?"),
        Item("hemmer", "Hemmer", "Hva står i veien?"),
        Item("pavirke", "Kan påvirke", "Hva kan vi endre?"),
    ),
)  # fmt: skip
STEPS = Block(
    "steg", BlockKind.STEPS, "Læringssyklusen vår fram til neste samling", "",
    (
        Item("planlegge", "Planlegge", "Hva prøver vi, og hvem er med?"),
        Item("prove", "Prøve ut", "Hva gjorde vi?"),
        Item("observere", "Observere hverandre", "Hva så vi?"),
        Item("reflektere", "Reflektere", "Hva lærte vi? Hva nå?"),
    ),
)  # fmt: skip
TICKS = Block(
    "sjekk", BlockKind.TICKS, "Hvilke tegn ser dere hos dere?", "Kryss av for det som stemmer, og skriv hvorfor.",
    items(
        "Foreldrene vet hvem de kan ringe", "Vi spør før vi forteller", "Møter har en sak foreldrene har valgt",
        "Vi sier fra når noe går bra, ikke bare når noe er vanskelig og må løses raskt", "Alle hilses på ved navn",
    ),
)  # fmt: skip
SCALE = Block(
    "tegn", BlockKind.SCALE, "Hvor står vi?", "Fargelegg ett merke for hvert tegn.",
    (
        *items(
            "Barnet kjenner den som tar imot",
            details=("Vi møtes før første dag.", "Barnet har valgt noe å vise fram."), area="start",
        ),
        *items(
            "Foreldrene er med fra start", "Vi bruker de samme ordene", details=("Vi skriver dem ned.",),
            area="samarbeid",
        ),
    ),
    areas=(Area("start", "En god start"), Area("samarbeid", "Samarbeid om overganger")), levels=LEVELS,
    questions=(
        "Hvorfor svarte vi som vi gjorde?", "Hvor er vi enige?", "Hvor er vi uenige?",
        "Hva har vi sett som gjør at svarene blir ulike?",
    ),
)  # fmt: skip
OWN_SIGNS = Block(
    "egne", BlockKind.SCALE, "Hva kjennetegner god praksis hos oss?", "Skriv tegnene selv.",
    areas=(Area("a", "I garderoben"), Area("b", "Ute")), levels=LEVELS,
)  # fmt: skip
SHARE = Block(
    "tid", BlockKind.SHARE, "Hvor går tida vår i dag?", "Fordel 100 på det dere gjør.",
    items("Det vi må", "Det vi velger", "Det vi kunne latt være"),
)  # fmt: skip
PIECES = Block(
    "brikker", BlockKind.PIECES, "Hva gjør barnet trygt hos oss?", "Skriv det dere ser, ikke det dere mener.",
    items("En voksen", "En venn", "Et sted", "En rutine", "Et språk", "En grunn til å komme"),
)  # fmt: skip
CARD = Block(
    "kort", BlockKind.CARD, "Ikke bare hvordan. Hvorfor?", "Les høyt, og vent litt før dere svarer.",
    (
        Item("en", "Første runde", "Hva gjør vi, og virker det? Da retter vi på måten vi gjør det på."),
        Item(
            "to", "Andre runde", "Hvorfor gjør vi det? Da kan det være målet som må rettes.",
            ("Hva tok vi for gitt?", "Hvem bestemte det?"),
        ),
    ),
)  # fmt: skip
COMMITMENT = Block(
    "tiltak",
    BlockKind.COMMITMENT,
    "Hva gjør vi hos oss nå?",
    "Ett tiltak, lite nok til å bli gjort.",
    checks=tuple(Check),
)

OF_KIND = {
    "text": (TEXT,), "points": (POINTS,), "columns": (COLUMNS,), "steps": (STEPS,), "ticks": (TICKS,),
    "scale": (SCALE,),
    "own-signs": (OWN_SIGNS,), "share": (SHARE,), "pieces": (PIECES,), "card": (CARD,), "commitment": (COMMITMENT,),
    "several": (CARD, POINTS, COLUMNS, TICKS),
    "all": (TEXT, POINTS, COLUMNS, STEPS, TICKS, SCALE, SHARE, PIECES, CARD, COMMITMENT),
}  # fmt: skip


def sheet(
    *blocks: Block, title: str = "Fra barnehage til skole", rounds: tuple[Who, ...] = (Who.TABLE,)
) -> SheetDefinition:
    """A sheet of these blocks."""
    return SheetDefinition(
        "laget", 1, title, "Laget for en prøve.", rounds, When.IN_PART, 20, blocks, SOURCE, languages=("nb", "nn", "en")
    )
