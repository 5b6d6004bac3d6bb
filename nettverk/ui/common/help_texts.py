"""How the job is done, room by room, and what the words mean: for whoever opens Hjelp in the middle of it."""

from __future__ import annotations

from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _


def steps(room: RoomKey) -> tuple[str, ...]:
    """How one does what a room is for, a step a line."""
    return {
        RoomKey.PLAN: (
            _("1. «Ny samling»: nettverk, bydel, dato og en mal. Sa dere sist når neste er, står det klart."),
            _("2. Skriv minutter rett i tabellen. Tidene regnes ut, og linja under sier om dagen går opp."),
            _("3. Velg en del: spørsmål, ark og arbeidsmåte står til høyre. «Samlingen» har sted, tema og neste gang."),
            _("4. Samme plan i flere bydeler: «Kopier samlingen …». Til senere: «Lagre som min mal …»."),
        ),
        RoomKey.PEOPLE: (
            _("1. Slipp påmeldingslista her, lim den inn, eller «Hent kjente» fra forrige samling."),
            _("2. Svar på det som spørres om til høyre. Det likeligste svaret er valgt, og ingenting er lagret ennå."),
            _("3. «Hvem har ikke svart?» viser hvem som mangler, og kopierer påminnelse og adresser."),
            _("4. På dagen: mellomrom krysser av, og «Resten er her» tar alle som er igjen."),
            _("5. «Registeret» har alle dere kjenner. Er to det samme, slås de sammen der."),
        ),
        RoomKey.GROUPS: (
            _("1. Velg del og hvor mange det skal være ved hvert bord, og lag gruppene."),
            _("2. «Regler» er ønsker i klartekst. Går en regel ikke opp, står det ved regelen og over bordene."),
            _("3. Dra folk mellom bord. Ctrl+L låser dem der de sitter, også når gruppene lages på nytt."),
            _("4. Er noen borte på dagen: «Reparer» flytter så få som mulig, og «Nye bord» skrives ut for seg."),
        ),
        RoomKey.STAGE: (
            _("1. «Kontrollvinduet» (F5) viser klokka, notatene og neste del på PC-en, og lerretet for salen."),
            _("2. Prøv lerretet og lyden på forhånd. Innsjekk er I, innleggskøen P."),
            _("3. Blir en del for lang, hentes tiden inn fra delene etter, ned til «Minst»."),
        ),
        RoomKey.REFLECT: (
            _("1. Velg del og bord, og skriv det gruppa har skrevet. Tab går videre, og alt lagres mens du skriver."),
            _("2. Arkkoden (som G3-2) på papiret er bord og spørsmål. Ctrl+L går rett dit."),
            _("3. «Temaer» samler punktene. «Anonym nok?» viser navn som bør bort før noe vises fram."),
        ),
        RoomKey.FOLLOW_UP: (
            _("1. Velg enhet til venstre. Det de lovte sist, står øverst: ble det gjort, og hva lærte dere?"),
            _("2. Skriv hva enheten vil prøve, hvem som har ansvar, og en frist («uke 3», «1. februar»)."),
            _("3. Det som ikke er gjort, kommer igjen neste gang, også når alle bydeler møtes."),
        ),
        RoomKey.HANDOUTS: (
            _("1. Velg hva du vil ha på papir. Før, på og etter dagen står hver for seg."),
            _("2. «Bordpakke» og «Hjemmepakke» lager alt til bordene og enhetene i ett."),
            _("3. Skriv ut, eller lagre som PDF."),
        ),
        RoomKey.YEAR: (
            _("1. Året viser samlinger, møter og frister i skoleåret, fra august."),
            _("2. «Lag en serie» foreslår datoer, utenom ferier. «Kopier fjoråret» henter det som pleier å være."),
        ),
        RoomKey.LIBRARY: (
            _("1. Ark å bruke i samlinger. Les et, og legg det i en del fra Planlegg."),
            _("2. Kopier et ark for å gjøre det til deres eget."),
        ),
        RoomKey.BANK: (
            _("1. Søk i alt som er sagt, alle år. Bøyninger og skrivemåter finnes også."),
            _("2. Merk det som virket som god praksis, med samtykke fra enheten."),
        ),
    }[room]


def words() -> tuple[tuple[str, str], ...]:
    """Words of the program that nobody is born with, and what they mean."""
    return (
        (_("Kortest"), _("Så få minutter kan delen få når tiden hentes på dagen.")),
        (_("Type del"), _("Hva delen er: det styrer farge, hva lerretet viser, og hva som spørres om.")),
        (_("Sentral tjeneste"), _("En tjeneste nettverket savner når den ikke er der. «Kan være med» savnes ikke.")),
        (_("Eier"), _("Om enheten er kommunal eller privat. Det telles for seg i rapportene.")),
        (_("Ventet"), _("Hvor mange dere vil ha fra hver enhet eller bydel, før noen har svart.")),
        (_("En del av dagen"), _("Hvem som går eller kommer midtveis. Gruppene og papirene vet det.")),
        (_("Papirkurv"), _("Det som er fjernet, ligger under Fil i nitti dager.")),
    )
