"""The municipality's record of processing and a light risk assessment (DPIA), filled in with what is known here.

What the program knows is told as it is now; what only the municipality can say stands as a field to fill in. Nothing is
promised that the program does not keep, and what it cannot do stands among what the municipality has to do.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from nettverk.domain.file_names import safe_name
from nettverk.domain.now import today
from nettverk.domain.reports.model import Paragraph, Point, Points, Report, ReportFile, ReportFormat, Section, Table
from nettverk.i18n import _, _n, short_date, using
from nettverk.services.handouts.handouts import save
from nettverk.services.privacy.statement import Facts


class Level(Enum):
    """How likely, or how bad, something is."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"

    @property
    def word(self) -> str:
        """In the language in force."""
        return {Level.LOW: _("lav"), Level.MIDDLE: _("middels"), Level.HIGH: _("høy")}[self]


def report(known: Facts, language: str) -> Report:
    """The whole document in a language."""
    with using(language):
        sections = (
            Section("record", _("Behandlingsprotokoll (artikkel 30)"), (_record(known),)),
            Section("need", _("Trengs en full vurdering av personvernkonsekvenser?"), _need(known)),
            Section("risks", _("Risikoer, og hva som gjøres med dem"), _risks(known)),
            Section("before", _("Før dere tar programmet i bruk"), (_before(),)),
            Section("decided", _("Vurdert og bestemt"), (_decided(),)),
        )
        lead = _(
            "Utkast fylt ut av programmet {day}, med det som gjelder på denne maskinen. Det som står som fylles ut, "
            "kan bare kommunen svare på. Gå gjennom alt sammen med personvernombudet."
        ).format(day=short_date(today()))
        return Report(
            None, _("Behandlingsprotokoll og risikovurdering"), known.municipality, lead, sections, language, today()
        )


def render(known: Facts, language: str, form: ReportFormat) -> ReportFile:
    """The document as Word, to write on in, or as PDF."""
    document = report(known, language)
    with using(language):
        name = f"{safe_name(document.title)}.{form.value}"
        if form is ReportFormat.DOCX:
            from nettverk.exchange.report_word import to_docx

            return ReportFile(name, document.title, to_docx(document))
        from nettverk.printing.make import make
        from nettverk.printing.report import pages

        drawn = pages(document)
        return ReportFile(
            name, document.title, make(drawn, document.title, document.subject or document.title), len(drawn)
        )


def write(known: Facts, language: str, form: ReportFormat, folder: Path) -> Path:
    """Write the document into a folder.

    Raises:
        Expected: the folder cannot be written to.
    """
    document = render(known, language, form)
    save(document.data, folder / document.file_name)
    return folder / document.file_name


def _record(known: Facts) -> Table:
    to_fill = _("Fylles ut av kommunen.")
    people = _n("{n} person står med navn nå.", "{n} personer står med navn nå.", known.people)
    emails = _n("{n} av dem har e-post.", "{n} av dem har e-post.", known.with_email)
    rows = (
        (_("Behandlingen"), _("Nettverkssamlinger: påmelding, grupper, gjennomføring og oppfølging.")),
        (_("Behandlingsansvarlig"), known.municipality or to_fill),
        (_("Kontaktperson"), to_fill),
        (_("Personvernombud"), to_fill),
        (_("Formål"), _("Invitere, sette sammen grupper, ta imot på dagen og følge opp det enhetene avtalte.")),
        (_("Rettslig grunnlag"), _("Artikkel 6 nr. 1 e, oppgave i allmennhetens interesse. Kommunen fyller ut hvilken"
                                   " lov oppgaven følger av.")),
        (_("De registrerte"), " ".join((_("Ansatte og andre som er med på samlingene."), people,
                                        _("Også de som skriver i programmet.")))),
        (_("Opplysninger"), " ".join((_("Navn, enhet og rolle, og e-post hvis den er oppgitt. Påmelding og oppmøte."
                                        " Hvem de har sittet i gruppe med. Ønsker om hvem som skal sitte sammen eller"
                                        " hver for seg. Innlegg de holder og tiltak de har ansvar for."), emails,
                                      _("Om dem som skriver: hvilken maskin det ble gjort på, og når.")))),
        (_("Særlige kategorier"), _("Skal ikke skrives inn. Matønsker lagres bare som tall uten navn, og fjernes etter"
                                    " dagen. Fri tekst kan likevel få slikt i seg.")),
        (_("Opplysninger om barn"), _("Skal ikke skrives inn. Fri tekst kan likevel få slikt i seg.")),
        (_("Mottakere"), " ".join((
            _shared(known),
            _("Deltakerne ser grupper og lister på lerret og papir. Rapporter er uten navn. Til universitetet går bare"
              " anonymiserte tabeller fra samlinger som har sagt ja."),
            _("En fil som lånes ut til et bord, har verken navneliste eller e-post."),
        ))),
        (_("Databehandler"), _processor(known)),
        (_("Overføring ut av EØS"), _("Ingen fra programmet. Ligger mappa det deles over i en skytjeneste, gjelder"
                                      " kommunens avtale for den.")
         if known.place and not known.on_server else _("Ingen fra programmet.")),
        (_("Hvor det ligger"), _where(known)),
        (_("Lagringstid"), _kept(known)),
        (_("Sikkerhet"), " ".join((
            _("Bare brukerens egen konto kan lese filene programmet skriver."),
            _("Fila og kopiene er låst med passord (AES-256).") if known.sealed
            else _("Fila er ikke låst med passord."),
            *_carried(known),
            _("Sikkerhetskopier tas av seg selv og leses gjennom før de gjelder."),
        ))),
        (_("Innsyn og sletting"), _("Alt om én person kan hentes ut samlet. Et navn kan fjernes fra register, tekster,"
                                    " eldre versjoner og sikkerhetskopier på maskinen. Deles fila, fjernes det hos"
                                    " de andre når de er på nett.")),
    )  # fmt: skip
    return Table(_("Behandlingsprotokollen"), (_("Felt"), _("Innhold")), rows)


def _where(known: Facts) -> str:
    if known.database is None:
        return _("Bare i minnet nå.")
    copies = _n("{n} sikkerhetskopi", "{n} sikkerhetskopier", known.backups)
    folders = ", ".join(str(folder) for folder in known.folders)
    here = f"{known.database}. {copies}{': ' if folders else ''}{folders}."
    if not known.place:
        return here
    there = _("Det samme ligger på hver maskin fila deles med, og her: {place}.").format(place=known.place)
    return f"{here} {there}"


def _shared(known: Facts) -> str:
    """Whom the program itself gives everything to."""
    if not known.place:
        return _("Programmet sender ingenting.")
    if known.on_server:
        return _("Koordinatorene fila deles med over kommunens PostgreSQL-server, og rapportverktøy kommunen har"
                 " sluppet inn der. Ellers sender programmet ingenting.")  # fmt: skip
    return _("Koordinatorene fila deles med over en felles mappe, og andre som har tilgang til den mappa. Ellers sender"
             " programmet ingenting.")  # fmt: skip


def _processor(known: Facts) -> str:
    if known.on_server:
        return _("Ingen for programmet: kommunen kjører det selv. Driver noen andre serveren, gjelder kommunens avtale"
                 " med dem.")  # fmt: skip
    return _("Ingen for programmet: kommunen kjører det selv. Ligger fila, eller mappa den deles over, i en"
             " skytjeneste, gjelder kommunens avtale for den.")  # fmt: skip


def _carried(known: Facts) -> tuple[str, ...]:
    """How what is shared is kept on its way and where it lies."""
    if not known.place:
        return ()
    way = (_("Forbindelsen til en server på en annen maskin er kryptert."),) if known.on_server else ()
    if known.sealed:
        return (*way, _("Det som deles, er låst med det samme passordet."))
    if known.on_server:
        return (*way, _("På serveren er det ikke låst. Roller skiller kommuner og nettverk fra hverandre."))
    return (_("Det som ligger i mappa, er ikke låst."),)


def _kept(known: Facts) -> str:
    if known.months:
        return _n(
            "Navn fjernes av seg selv etter {n} måned uten å ha vært med. Tallene står.",
            "Navn fjernes av seg selv etter {n} måneder uten å ha vært med. Tallene står.",
            known.months,
        )
    return _("Ingen frist er valgt: navn blir stående til noen fjerner dem. Velg en frist under Personvern.")


def _need(known: Facts) -> tuple[Paragraph | Points, ...]:
    sent = (
        _("Imot: ingenting samles inn i det skjulte, og det sendes bare dit kommunen selv har valgt å dele.")
        if known.place
        else _("Imot: ingenting samles inn i det skjulte, og ingenting sendes ut av maskinen.")
    )
    return (
        Paragraph(_("Artikkel 35 krever det når behandlingen trolig gir høy risiko. Dette taler for og imot:")),
        Points(
            tuple(
                Point(text)
                for text in (
                    _("Imot: ingen blir vurdert, rangert eller profilert, og ingenting avgjøres automatisk."),
                    _("Imot: opplysningene er få og vanlige i arbeidslivet, og særlige kategorier er ikke med."),
                    sent,
                    _("For: oppmøte og hvem som har sittet sammen, lagres over flere år."),
                    _("For: deltakerne er ansatte, og kommunen er arbeidsgiver for mange av dem."),
                    _("For: fri tekst kan komme til å handle om barn."),
                )
            )
        ),
        Paragraph(_("Programmet kan ikke avgjøre dette. Kommunen skriver sin egen konklusjon nederst.")),
    )


def _risk(what: str, likely: Level, grave: Level, ours: str, yours: str) -> Point:
    sentence = _("{risk} Sannsynlighet: {likely}. Alvor: {grave}.").format(
        risk=what, likely=likely.word, grave=grave.word
    )
    return Point(sentence, (_("Programmet: {what}").format(what=ours), _("Dere: {what}").format(what=yours)))


def _risks(known: Facts) -> tuple[Paragraph | Points, ...]:
    low, middle, high = Level.LOW, Level.MIDDLE, Level.HIGH
    about = _("Vurderingene er et forslag ut fra hvordan programmet virker. Endre dem der de ikke stemmer hos dere.")
    return (Paragraph(about), Points((
        _risk(
            _("Et barn kan kjennes igjen i det gruppene skriver."), middle, high,
            _("leter etter navn, fødselsnummer og kjennetegn før noe vises, skrives ut eller sendes, og foreslår"
              " nøytral tekst. Det finner ikke alt, og stopper ingen."),
            _("si fra i salen om at ingen barn skal omtales, og les gjennom før noe deles."),
        ),
        _risk(
            _("PC-en blir borte eller stjålet."), low if known.sealed else middle, middle,
            _("fila er låst med passord.") if known.sealed
            else _("fila kan låses med passord, men er det ikke nå."),
            _("slå på diskkryptering og skjermlås, og legg passordet i kommunens hvelv."),
        ),
        _risk(
            _("For mange får tilgang til fila."), middle, middle,
            _("skriver filer som bare eieren kan lese, og sier fra når fila ligger i en synkronisert mappe. Det har"
              " ingen egne brukere eller roller: den som kan åpne fila, ser alt."),
            _("bestem hvem som skal ha tilgang til mappa, og gå gjennom det hvert år."),
        ),
        _risk(
            _("Det som deles mellom maskiner, når flere enn det skal, eller blir liggende."),
            middle if known.place and not known.sealed else low, middle,
            _("sender bare det noen har valgt å dele. Låses fila med passord, låses det som deles. Navn som fjernes,"
              " fjernes også der. Kopier som andre har tatt av mappa eller serveren, når det ikke."),
            _("velg en mappe eller en server bare koordinatorene når, og la sikkerhetskopiene av den gå ut."),
        ),
        _risk(
            _("Det som lagres om hvem som gjorde hva, brukes til å følge med på dem som skriver."), low, low,
            _("lagrer maskinens navn og tidspunktet, ikke navnet på den som skrev."),
            _("gi maskinene navn som ikke peker på én person, eller si fra til dem det gjelder."),
        ),
        _risk(
            _("Papir, eksporter og kopier kommer på avveie."), middle, middle,
            _("kjenner ikke til dem etter at de er laget."),
            _("makuler lister etter dagen, og slett eksporter som er brukt."),
        ),
        _risk(
            _("Oppmøte blir brukt til å følge med på ansatte."), low, middle,
            _("rapporter er uten navn, og tall under fem vises ikke. I fila står likevel hvem som kom."),
            _("avtal med de tillitsvalgte hva oppmøte kan brukes til."),
        ),
        _risk(
            _("En regel om hvem som ikke skal sitte sammen, røper en konflikt."), low, middle,
            _("lagrer regelen uten grunn, og viser den ikke på lerret eller papir."),
            _("fjern regler som ikke trengs lenger."),
        ),
        _risk(
            _("En ytring blir knyttet til en bestemt person."), low, middle,
            _("lagrer det som blir sagt på bordet og ikke på personen. Hvem som satt der, står i gruppene."),
            _("skriv rolle og aldri navn i notatene."),
        ),
        _risk(
            _("Navn blir stående lenger enn det er bruk for."), low if known.months else high, low,
            _kept(known),
            _("velg en frist, og fjern dem som ber om det."),
        ),
        _risk(
            _("Opplysninger går tapt eller blir skadet."), low, middle,
            _("tar sikkerhetskopier av seg selv, og merker skade."),
            _("velg en ekstra mappe for kopiene, og prøv å hente tilbake én gang."),
        ),
    )))  # fmt: skip


def _before() -> Points:
    return Points(
        tuple(
            Point(text)
            for text in (
                _("Skriv inn hvilken lov oppgaven følger av."),
                _("Informer deltakerne. Erklæringen under Personvern kan limes inn i invitasjonen."),
                _("Orienter de tillitsvalgte."),
                _("Velg når navn skal fjernes av seg selv."),
                _("Bestem om fila skal låses med passord, og hvem som har det."),
                _("Velg hvor sikkerhetskopiene skal ligge."),
                _("Skal flere dele fila, bestem over hva, og hvem som har tilgang dit."),
                _("Avtal hvem som svarer når noen ber om innsyn."),
            )
        )
    )


def _decided() -> Table:
    asked = (
        _("Vurdert av, og når"), _("Råd fra ombudet"), _("Trengs full vurdering?"), _("Bestemt av, og når"),
        _("Ses på igjen innen"),
    )  # fmt: skip
    to_fill = _("Fylles ut av kommunen.")
    return Table(_("Vurdert og bestemt"), (_("Hva"), _("Svar")), tuple((question, to_fill) for question in asked))
