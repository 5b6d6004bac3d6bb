"""Verbs after a word that may be a name: which of them a thing, a season or an abstract word could not do.

Norwegian gives a noun that can be counted an article («en stein», «steinen»), so that a bare one before a verb is a
name. Of what cannot be counted («sol», «liv», «vår») only the verb tells, and whom the sentence goes on about.
"""

from __future__ import annotations

import re

from nettverk.domain.anonymity import name_words as words


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Finite forms that end like no verb does, in both written languages: strong verbs and the short ones.
STRONG = _set(
    """
    ba bad bar bars beit bet bit batt bandt bant bed ber blei ble blir vart vert brast braut brøt bryt bøyde
    bøygde dro drog dreg drar drakk drikk datt dett døde døydde døyr dør et åt åtte finn fann fant fekk fikk får
    flaug fløy flyg fraus frøs frys fór fer ga gav gir gjev gjekk gikk går gol gleid gled glapp gnei gnog grep
    greip grip grov grev gråt gret grein græt gnir gjør gjer gjorde haldt held heldt holdt heiv hev hiv hogg
    hogde het heitte heiter hang heng hengte hjalp hjelp klapp kleiv klev kliv kneip knep knip kom kjem krøp
    kraup kryp kvein kvalt låg lå ligg lyg løy laug let lar lot lét le lo ler ledde lei led lid lyt lytt løp
    laup lyste lyder lest mol mått møtte nyt naut nøs nøys nyste ordna peip pip rann renn ropte red rei ri rid
    rir rød rauk røk ryk rømmer sa seier seiest sat satt sit seig sig ser så såg skalv skar skjer skreid skrei
    skrek skreik skrik skrev skreiv skriv skaut skjøt skyt skvatt skvett slapp slepp slipp slo slår slost sleit
    slet slit slong sløkk smatt smett smaug smurte smør snaut snøt snyt sov søv snek spratt sprett sprang spring
    spurde spør stakk stikk stal stel stjal sto stod står steig steg stig streid strauk strøk stryk strid stupte
    svalt svelt svarte svei svor sverg sveiv svelg sym svam symde syng song sang sug saug søkk sokk tok tek tar
    tagg teig tidde teier tålte traff tref treff trer tråkka trakk trekk trød tvang tving tygde vann vant vinn
    vaks veks vek veik vik veit vet visste veg vog vrei vrid vred ville vil skulle skal må måtte kan kunne bør
    burde tør torde turte vågar
    """
)
# Weather, seasons, happiness and health do these; people too, so that they tell nothing.
OF_THINGS = _set(
    """
    er var har hadde ble blir vart vert blei kom kjem kommer kjom går gikk gjekk gir gav ga gjev tar tok tek
    står sto stod ligg ligger låg lå gjør gjer gjorde får fikk fekk fører førte skaper skapte skapar krever
    kravde kravet krev varer vara varte skinner skin skinte skein varmer varma varmet brenner brann lyser lyste
    blåser bles blåste raser rasa raste herjer herja herjet øker auka økte aukar minker minka betyr betydde
    tyder handler handlet handlar handla skjer skjedde begynner byrjar begynte byrja starter startar startet
    starta slutter sluttar kan må skal bør lever levde levede lyder lød høres høyrest treffer traff gjelder
    gjaldt smelter smeltet tiner veks vokser vaks vokste gror endrer endret endrar endra preger prega preget
    forutsetter inneholder inneheld finnes finst fins fantes mangler manglar hører høyrer hørte følger fulgte
    fylgjer nærmer nærmar dekker dekket dekte forsvinner forsvant merkes kjennes føles kjennest styrer avhenger
    falt fell faller datt fall oppstår oppsto ødela ødelegg ødelegger stopper stoppet stoppa hindrer hindret
    hindra virker verkar verka virket passer passar passet tåler toler ventet venter ventar varsla varslet
    melder melde meldt leder leia inneber innebærer hengjer henger heng leier lønner løner teller tel talte
    teljer tilsier gleder gleda smitter smittar smitta sprer spreier spreidde rammer ramma rammet rimer rimar
    skriv skrives stavast staves heter heiter utgjer utgjør ser så såg viser synte syner viste stanset stansa
    stansar
    """
)
_BEGINNINGS = re.compile(r"(?:for|be|gjen|opp|ut|inn|mis|over|under|unn|an|av|til|på|med|mot)")
_MODALS = _set("vil ville kan kunne må måtte skal skulle bør burde får fikk fekk tør torde turte")
_ADVERBS = _set(
    """
    ikke ikkje også alltid aldri ofte gjerne heller helst bare berre kanskje nå no snart selv sjølv da då
    likevel jo fortsatt framleis nok vel absolutt først
    """
)
_NO_ACT = _set(
    """
    komme koma bli verte være vere vera gi gje skape gjøre gjere føre skje vare ta blåse skinne skine varme
    føles øke auke minke gro vokse vekse ha handle bety gå stå ligge liggje prege påvirke påverke hjelpe hindre
    bidra bidrage styre ødelegge øydeleggje starte begynne byrje endre endra true vise falle få mangle si seie
    kreve krevje høre høyre fylle smelte vente stoppe treffe ramme lyse leve
    """
)
_SHORT_ACTS = _set("se sjå si seie be bo bu dra dø døy le ri ro sy tro tru stå slå flytte")
_ACT = re.compile(r"\w{3,}[ea]")
_NO_VERBS = _set(
    """
    etter under eller over heller bare bara alle bør her der før uten utan barna borna ungene mellom dette denne
    eneste einaste første fyrste siste neste beste minste største yngste eldste nyeste viktigste viktigaste
    disse desse både våre andre mange mykje litt enda ennå ofte
    """
)
_OWNED = _set(
    """
    idé ideen ide forslag forslaget plass plassen mening meining bursdag pult opplegg innlegg presentasjon
    spørsmål gruppe klasse venn venner vener jakke sekk garderobe utvikling trivsel oppsummering notat notater
    rom team permisjon atferd åtferd reaksjon språk lek leik læring behov situasjon historie erfaring erfaringer
    stemme sinne ro oppfølging vedtak vedtaket bil sykkel tegning tegninger teikning teikningar tålmodighet
    tålmod metode
    metoden opplegget perm mobil telefon skjema avdeling råd ideer idear ønske ønsker innspill matpakke matboks klær
    rutine rutiner nøkkel arbeid liste lister timar timer bursdagsfeiring mamma pappa mobilnummer foredrag tale_tid
    kommentar kommentarar kommentarer oppgave oppgåve oppgaver oppgåver bok bilde bilete tekst sko sutt kosedyr bamse
    """
)
# Where somebody works, so that «Liv på kontoret» is a person; «liv i gangene» is not.
STAFFED = _set(
    """
    kontoret ekspedisjonen resepsjonen forværelset forkontoret sentralbordet kjøkkenet kjøkenet nav ppt bup sfo
    statped
    biblioteket helsestasjonen vaktmesterkontoret personalrommet lageret ressursteamet plangruppa plangruppen
    småtrinnet
    mellomtrinnet storbarn småbarn
    """
)
# What one dares or likes to do, and what is given to people: «Brede tør å si ifra», «Mai fekk tilbod om plass».
_TO_PEOPLE = _set("trøste spørre spørje takke henvise tilvise intervjue støtte rettleie veilede bære hente ringe")
DARES = _set(
    """
    tør torde turte liker likar likte elsker elskar pleier pleide prøver prøver prøvde forsøker forsøkte klarer klarar
    klarte greier greidde øver øvde lærer lærte gruer gledet gleder velger vel valgte nekter nekta nektet slutta
    sluttet
    ønsker ønskjer ønsket ønskte foretrekker foretrekk orker orkar husker hugsar glemte gløymde lovet lova
    """
)
GETS = _set("får fikk fekk")
GOT = _set(
    """
    tilbud tilbod plass hjelp beskjed lov time vedtak diagnose medisin støtte permisjon ansvar ansvaret skryt
    kjeft ros
    timer timar tolk besøk bleie briller vikar telefon avslag innvilga innvilget vondt lyst være vere vite se sjå gå
    sitte sitje velge velje bestemme spesialundervisning logoped assistent
    """
)
LATER = _set("seinare senere seint sent for")
CLEFT = _set("har tar tek tok skal vil må fikk fekk leder leier ordner ordnar styrer står følger følgjer")
COMES = _set("kommer kjem kom")
_SHE = re.compile(r"(?<!\w)(?:han|hun|ho|hen|ham|henne|hennes|hennar)(?!\w)")
_SOMEBODY = re.compile(
    r"(?<!\w)(?:mor|mora|moren|far|faren|mamma|pappa|gutten|guten|jenta|eleven|barnet|en gutt|ein gut|ei jente|"
    r"en jente|\w+læreren|\w+læraren|rektor|styrer|styrar|assistenten|[A-ZÆØÅ]\w+)(?!\w)"
)
_TAKES = r"ta|tar|tek|tok|tatt|teke"
_TAKEN = (
    r"kontakt|opp|ansvar\w*|initiativ\w*|ordet|det opp|det videre|det vidare|over|saken|saka|ein prat|en prat|på seg|"
    r"av seg|seg av|referat"
)
_TOLD = (
    r"snakke|snakket|snakka|ringe|ringt|spørre|spørje|spurt|sagt|fortelle|fortelje|fortalt|fortald|skrive|skrevet|"
    r"lovet|lova|sende|sendt|sjekke|sjekka|sjekket|høre|høyre|svare|svart|bedt|permisjon|ferie|sykmeldt|sykemeldt|"
    r"sjukmeld|sjuk|syk"
)
# «Berg tek kontakt», «Vik lova å sjå på det»: what neither a farm nor a school of that name is said to do.
_PERSONAL = re.compile(
    rf"^ (?:(?:vil |skal |må |kan |bør |kunne |har )?(?:{_TAKES}) (?:{_TAKEN})"
    r"|(?:lover|lovar|lova|lovet|lovte|har lovet|har lova) (?:å|at|oss|meg)"
    rf"|(?:vil|skal|må|kan|bør|har|hadde|var|er) (?:\w+ )?(?:{_TOLD})\b"
    r"|(?:følger|fylgjer|følgjer|fulgte|følgde) opp\b"
    r"|(?:er|var) (?:\w+ )?(?:til stede|tilstede|til stades|borte|innom|på plass)\b"
    r"|(?:ba|bad|spurte|spurde|ringte|ringde|ringer|ringjer|kontaktet|kontakta|sa|sier|seier|"
    r"skriver|skriv|skreiv|skrev) )"
)
# «…, sa barna»: what somebody small says of a thing.
CHILDREN_SAY = re.compile(
    r", (?:sa|sier|seier|fortalte|fortel|mente|meinte|undret|undra) (?:barna|borna|ungene|ungane|elevene|elevane|"
    r"(?:ett|eitt|et|eit|en|ein|ei) (?:av |barn)|de minste|dei minste)"
)


def finite(word: str) -> bool:
    """Whether a word in small letters may be a verb in the present or the past."""
    if word in STRONG or word in words.BE_LIKE or word in words.DO or word in words.SAY or word in words.PEOPLE_DO:
        return True
    begins = _BEGINNINGS.match(word)  # «forstår», «oppgir», «utholder»
    if begins is not None and len(word) - begins.end() > 2 and word[begins.end() :] in STRONG:
        return True
    return word not in _NO_VERBS and words.VERB_LIKE.fullmatch(word) is not None and not word.endswith("ene")


def only_of_people(rest: list[str]) -> bool:
    """Whether the clause after a word is said of somebody: «vil ikke bytte gruppe», «bit når han er sliten».

    Args:
        rest: the words after it, in small letters, as far as the first comma.
    """
    if len(rest) < 2 or not finite(rest[0]):
        return False
    if rest[0] in _MODALS:
        after = [word for word in rest[1:] if word not in _ADVERBS][:1]
        if rest[0] in {"vil", "ville"} and after[:1] == ["ha"]:
            return True
        return bool(after) and after[0] not in _NO_ACT and (bool(_ACT.fullmatch(after[0])) or after[0] in _SHORT_ACTS)
    if rest[1] in words.SUBJECTS:
        return False
    return rest[0] not in OF_THINGS and rest[0] not in words.BE_LIKE


def goes_on_about(tail: str) -> bool:
    """Whether «han» or «ho» later in the sentence is whom it began with.

    Args:
        tail: the line after the word, from its verb.
    """
    tail = re.split(r"[.!?](?: |$)", tail[:90], maxsplit=1)[0]
    spoken = _SHE.search(tail)
    return spoken is not None and _SOMEBODY.search(tail[: spoken.start()]) is None


def personal(tail: str) -> bool:
    """Whether what comes after a farm's name is what one person does."""
    return _PERSONAL.match(tail) is not None


def turned(rest: list[str]) -> bool:
    """«Ulv har vi hatt som tema»: what is spoken of stands first, and who does it comes after the verb."""
    if len(rest) < 2 or not finite(rest[0]) or rest[0] in words.SAY:
        return False
    return rest[1] in words.SUBJECTS - {"du", "dere", "dykk"} or rest[1:3] == ["ikke", "vi"]


def done_to_people(rest: list[str]) -> bool:
    """«Peder måtte vi ofte trøste»: what stands last is done to people."""
    return bool(rest) and rest[-1] in _TO_PEOPLE


def whose(rest: list[str]) -> bool:
    """Whether what belongs to somebody comes after a genitive: «Sols foreldre», «Dags idé»; not «Sols gang»."""
    return bool(rest) and (rest[0] in words.KIN | _OWNED or words.is_role(rest[0]))


def owned(key: str, rest: list[str]) -> bool:
    """«Vår plan henger», «Hans lærer sa»: a word that says whose, a noun, and only then the verb."""
    if key not in {"vår", "hans", "sin"} or len(rest) < 2:
        return False
    noun = words.is_role(rest[0]) or rest[0] in words.KIN or rest[0].endswith(("het", "heit"))
    return noun or (rest[0] not in words.BE_LIKE | STRONG and finite(rest[1]))
