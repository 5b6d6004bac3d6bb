"""What people write when they are asked, in the many ways they write it: bokmål, nynorsk and English."""

from __future__ import annotations

import pytest

from nettverk.exchange.list_hours import hour_of, part_of_day, says_whole_day
from nettverk.exchange.list_replies import heading_of, remark_of, reply_of

ANSWERS = {
    "no": (
        "Nei|nei takk|NEI!|Nei dessverre|Kommer ikke|Kjem ikkje|Kan ikke|Kan dessverre ikke komme|"
        "Kan ikkje kome|Har ikke mulighet|Jeg kan ikke delta|Eg kan ikkje delta|Får ikke til|Får ikkje til|"
        "Rekker det ikke|Rekk det ikkje|Må melde avbud|Avbud|Forfall|Fråfall|Meldt forfall|Melder forfall|"
        "Er syk|Er sjuk|Sykmeldt|Sjukmeldt|Syk den dagen|I permisjon|Permisjon|Foreldrepermisjon|Ferie|"
        "På ferie|Bortreist|Opptatt|Opptatt med annet|Er på kurs|Annet møte|Har et annet møte|Deltar ikke|"
        "Deltek ikkje|Ikke påmeldt|Avmeldt|Avslått|Declined|No|No, sorry|I can't make it|Can't come|"
        "Cannot attend|Unable to attend|Not attending|Not coming|Will not attend|I won't be there|Won't come|"
        "Unfortunately not|Dessverre|Dessverre ikke|Beklager, men jeg kan ikke|Sorry, no|Regrets|Send regrets|"
        "Nope|Nei – sykt barn|Nei, sender vikar|Jeg er forhindret|Står over|Står over denne gangen|"
        "Hopper over|Passer ikke|Passar ikkje|Det passer dessverre ikke|Ikke denne gangen|Ikkje denne gongen|"
        "Har sluttet|Sluttet|Har slutta|Slutta i jobben|Blir ikke med|Vert ikkje med|Blir dessverre ikke med|"
        "ikke aktuelt|Stiller ikke|Kommer ikke likevel|Trekker meg|Eg trekkjer meg|N|FALSE|Nei.|nei (ferie)|"
        "Møter ikke|Får ikke fri|Får ikke vikar|Jeg har fri den dagen|Har avspasering|Kolliderer med annet|"
        "Ikke anledning|Har ikkje høve|Dverre nei|Må dessverre takke nei|No thanks|Absent|Away|On leave|"
        "I'm on holiday|Can not participate|do not attend|Don't attend|I will not be attending|"
        "I'm not able to come|Not this time|Niks|✗|❌|Nei ikke mulig|Umulig|Ikke mulig|Ikkje mogleg|"
        "det går dessverre ikke|Går ikke|Jeg kommer dessverre ikke|Eg kjem diverre ikkje|Vi kommer ikke|"
        "Ingen fra oss|Uaktuelt"
    ),
    "maybe": (
        "Kanskje|Kanskje – gir beskjed|Kansje|Kanskje!|Muligens|Mulig|Usikker|Usikkert|Litt usikker|"
        "Er usikker|Uvisst|Vet ikke|Vet ikke ennå|Veit ikkje|Veit ikkje enno|Tror det|Tror jeg|Eg trur det|"
        "Ikke sikker|Ikkje sikker|Ikke helt sikker|Ikke bestemt|Ikkje bestemt|Har ikke bestemt meg|"
        "Ikke avklart|Uavklart|Må sjekke|Må avklare med leder|Skal sjekke|Sjekker|Gir beskjed senere|"
        "Gir tilbakemelding|Kommer tilbake til det|Avhengig av vikar|Hvis jeg får vikar|Dersom eg får vikar|"
        "Om jeg får fri|Ja, hvis jeg får vikar|Håper det|Vonar det|Prøver å komme|Prøver|Skal prøve|Eg prøver|"
        "Eg skal prøve|Maybe|Perhaps|Possibly|Probably|Not sure|Not sure yet|Unsure|I don't know|"
        "Don't know yet|Tentative|TBC|Tbd|To be confirmed|It depends|Depends on|If I can|I hope so|Hopefully|"
        "I will try|I'll try|Might|Might come|?|??|Venteliste|På venteliste|Ikke svart|Ikkje svart|Ubesvart|"
        "No response|None|Ja/nei|50/50|Sannsynligvis|Mest sannsynlig|Truleg|Trolig|Antakelig|Antageligvis|"
        "Nok ikke|Neppe|Delvis usikker|Foreløpig ja|Foreløpig nei|Førebels ja|Ja?|Nei?|Ja, tror jeg|"
        "Ja, kanskje|Kan hende|Det kan hende|Eventuelt|Evt|Dersom det er plass|Om det er plass|Reserve|"
        "Avventer svar|Venter på svar fra leder|Må sjå|Ser an|Får se|Me får sjå|Vi får se|Jeg vet ikke|"
        "Får gi beskjed|Interessert"
    ),
    "yes": (
        "Ja|ja!|Ja takk|JA|Jepp|Ja gjerne|Ja, jeg kommer|Ja, eg kjem|Kommer|Kjem|Deltar|Deltek|Jeg deltar|"
        "Eg deltek|Påmeldt|Yes|Yes please|Y|X|x|Godtatt|Accepted|Attending|Coming|I will attend|I'll be there|"
        "Selvfølgelig|Sjølvsagt|Stiller|Blir med|Vert med|Ja, gleder meg!|Bekreftet|Med|Er med|OK|Sure|"
        "Of course|Definitely|Absolutt|Ja, absolutt|Klart det|Går bra|Det passer|Passer fint|Passar bra|"
        "Ja – med kollega|Ja, hele dagen|Heile dagen|Begge dager|Ja, men kommer sent|Ja, men må gå tidlig|"
        "Kommer etter lunsj|Bare før lunsj|Ja, men ikke etter lunsj|Kommer ikke før 10|ja (kun digitalt)|"
        "Present|Confirmed|Hele dagen|Count me in|✓|✔️|👍|ja.|Jau|Jau, eg kjem|Joda|Jada|Ja det gjør jeg|"
        "Yes, I am coming|Ja, ingen allergier|Ja, men vet ikke hva jeg skal si|Ja, uten lunsj|Deltakar|"
        "Registered|Yup"
    ),
}

PARTS = {
    "until lunch": (
        "til lunsj|Til lunsj|går til lunsj|Går etter lunsj|går ved lunsj|kun før lunsj|bare formiddag|"
        "Kun formiddagen|formiddag|Føremiddag|Berre føremiddagen|fram til lunsj|må gå etter lunsj|"
        "Må dra ved lunsjtid|Drar etter lunsj|første halvdel|Første økt|1. økt|Bare første del|før lunsj|"
        "Before lunch|Morning only|mornings|until lunch|leaves after lunch|leaving at lunch|first half|AM|"
        "am only|F.m.|fm|Ja, men bare før lunsj|kan ikke etter lunsj|ikke etter lunsj|Ikke ettermiddag|"
        "ikke på ettermiddagen|Forlater etter lunsj|Reiser til lunsj|Går til lunsjen|Til og med lunsj|"
        "t.o.m. lunsj|bare til lunsj|er der til lunsj|Blir til lunsj|deltar frem til lunsj|Første halve dagen|"
        "halv dag (formiddag)|Halv dag, før lunsj|Half day (morning)|half day am|Slutter til lunsj|"
        "stikker etter lunsj|må av gårde etter lunsj|Må kjøre etter lunsj|Deltar til lunsj|"
        "kan bare være til lunsj|Kun på formiddagen|Første del av dagen|fyrste halvdel|berre før lunsj|"
        "går til middag|Til midt på dagen|Formiddagsøkta"
    ),
    "from lunch": (
        "etter lunsj|Etter lunsj|kommer etter lunsj|Kjem etter lunsj|kommer til lunsj|Kommer ved lunsj|"
        "Kjem til lunsj|fra lunsj|Frå lunsj|f.o.m. lunsj|kun ettermiddag|Ettermiddag|Berre ettermiddagen|"
        "Kun etter lunsj|siste halvdel|Andre økt|2. økt|Bare siste del|afternoon|Afternoon only|After lunch|"
        "comes after lunch|from lunch|arriving at lunch|joins after lunch|second half|PM|pm only|E.m.|em|"
        "kan ikke før lunsj|ikke før lunsj|ikkje før lunsj|Ikke formiddag|not before lunch|"
        "Ja, men først etter lunsj|Halv dag (ettermiddag)|half day (afternoon)|Half day pm|"
        "Dukker opp etter lunsj|Møter til lunsj|Er der etter lunsj|Med fra lunsj|deltar etter lunsj|"
        "siste halvdel av dagen|Siste del av dagen|Kommer midt på dagen|Kan først etter lunsj|"
        "Kan være med etter lunsj|Ettermiddagsøkta|på ettermiddagen|er med frå lunsj|Tilstede fra lunsj"
    ),
    "until 12:00": (
        "går kl. 12|Går kl 12|går klokka 12|går 12|Går kl. 12.00|går 12:00|må gå kl. 12|Må gå 1200|"
        "må dra kl 12|drar kl. 12|til kl. 12|til 12|Til klokken 12|fram til kl. 12|frem til 12|bare til 12|"
        "kun til kl 12|må reise kl 12|Må forlate kl. 12|må forlate samlingen kl. 12|leaves at 12|"
        "Leaving at 12:00|leaves 12 pm|until 12|till 12|until 12 noon|Ja, men må gå kl. 12|slutter kl 12|"
        "er der til 12|kan være der til kl. 12|Blir til 12|kan til 12|t.o.m. kl 12|kan ikke etter kl 12|"
        "ikke etter kl. 12|går tolv|Går klokka tolv|Må av gårde kl 12|må stikke kl 12|stikker kl 12|"
        "må springe kl. 12|må hjem kl 12|I have to leave at 12|need to leave at 12|I can stay until 12|"
        "out at 12|forsvinner kl. 12|må videre kl 12|går kl.12|går kl12|Går ca. 12|går rundt kl 12|"
        "går senest kl. 12|Må gå senest 12|må kjøre kl 12|må ta toget kl 12|må rekke ferja kl. 12|"
        "Bussen går kl 12|til kl 1200|Tilgjengelig til 12"
    ),
    "from 10:00": (
        "kommer kl. 10|Kommer kl 10|kommer 10|Kommer 10.00|kommer 10:00|Kjem kl. 10|kjem klokka 10|"
        "kommer først kl 10|kommer klokka ti|fra kl. 10|Fra 10|frå kl 10|fra klokka 10|først fra kl. 10|"
        "etter kl. 10|etter 10|kommer ca. 10|kommer rundt kl. 10|kommer sent, ca kl 10|kommer seint (kl. 10)|"
        "kommer senere, 10.00|forsinket til kl 10|Forsinket, kommer kl. 10|arrives at 10|Arriving 10:00|"
        "comes at 10|from 10|from 10 am|after 10|kan ikke før kl. 10|ikke før 10|kommer ikke før kl. 10|"
        "kjem ikkje før 10|not before 10|ankommer kl. 10|på plass kl. 10|er på plass kl 10|er der fra 10|"
        "er der kl. 10|f.o.m. kl 10|kan fra 10|Kan først kl. 10|ikke tilgjengelig før kl. 10|Ja, fra kl. 10|"
        "starter kl. 10|rekker det til kl 10|blir forsinket, er der kl 10|Will arrive at 10|"
        "I'll be there from 10|late, 10 am|Tilstede fra 10|Møter kl 10|"
        "Levere i barnehagen først, kommer kl 10|dukker opp kl. 10|kommer 1000"
    ),
    "09:00-12:00": (
        "9-12|kl. 9-12|kl 09–12|09.00-12.00|09:00 - 12:00|fra 9 til 12|Fra kl. 9 til kl. 12|frå kl 9 til 12|"
        "from 9 to 12|from 9 until 12|9 til 12|mellom 9 og 12|mellom kl. 9 og 12|between 9 and 12|0900-1200|"
        "kun kl. 9-12|bare 9-12|Ja, 09-12|til stede 9-12|9.00 til 12.00|kl 9.00-12|9am-12pm|9 am to 12 pm|"
        "kl. 9 – 12|klokka 9 til 12|er der 9-12|Kan 9-12|deltar 9-12"
    ),
    "whole_day": (
        "halv dag|Halve dagen|en halv dag|deler av dagen|Deler av dagen|del av dagen|Halvdag|halvdagen|"
        "half day|half a day|part of the day|Kommer litt sent|kommer seint|kommer litt for sent|"
        "kommer forsinket|Blir forsinket|blir litt sein|kjem seint|må gå tidlig|Må gå tidleg|Må gå litt før|"
        "går tidlig|går litt før slutt|Går før slutt|leaves early|leaving early|have to leave early|"
        "arrives late|Arriving late|will be late|ja, men forsinket|kommer litt senere|delvis|Delvis til stede|"
        "delvis tilstede|Partly|partially|Kun deler|Må dra tidlig|må reise tidligere|Kan bare være med litt|"
        "bare en del av dagen|litt av dagen"
    ),
}

REMARKS = {
    "no": (
        "Syk|Sykmeldt|Kan ikke komme|Kan ikke komme likevel|Kommer ikke|Kommer likevel ikke|"
        "Kommer ikke likevel!|Meldte avbud 12.11|Avbud 3/11|Avmeldt 20.11|Avmeldt pr. tlf|Melder forfall|"
        "Forfall|I permisjon|Permisjon|Sluttet|Har sluttet|Er sluttet|Slutta|sluttet 1. november|"
        "Sluttet i august|Har sluttet hos oss|Jobber ikke her lenger|Arbeider ikkje her lenger|"
        "Ikke ansatt lenger|Deltar ikke|Kjem ikkje likevel|Er dessverre forhindret|"
        "Fikk ikke vikar, kommer ikke|Trukket seg|Har trukket seg|Ringte og meldte avbud|Frafalt|"
        "Meldt fra at hun ikke kommer|Sa fra at han ikke kommer|Kan dessverre ikke delta|"
        "I can't come after all|No longer coming|Cancelled|Withdrawn|No longer works here|Sykemeldt|Sjuk|"
        "syk i dag|Syk 30.11|Barn syk|Sykt barn|Må bli hjemme med sykt barn|Erstattes av Kari|"
        "ikke med likevel|Blir ikke med likevel|skal ikke være med|Skal ikkje vere med|Ikke med|skal strykes|"
        "Strykes|Stryk|Slettes|Fjernes|Utgår|Utgår – sluttet|Bytter med Ola|Borte|borte den dagen|Bortreist|"
        "På ferie|Ferie uke 6|Er på ferie|Bortreist den dagen|Kan ikke denne dagen|Kan ikke den dagen|"
        "Kan ikke 9. februar|Kan ikkje den dagen|Får ikke kommet|rekker ikke|Går ikke denne gangen|avlyst|"
        "Ikke aktuell"
    ),
    "maybe": (
        "Usikker om hun kommer|Usikker på om jeg kan|Kanskje|Kommer kanskje|Kommer kanskje ikke|"
        "Kommer nok ikke|Mulig hun ikke kommer|Venteliste|På venteliste|Kommer hvis hun får vikar|"
        "Kommer dersom det ordnar seg|Avklares|Avklares senere|Ikke bekreftet|Ikkje stadfesta|Må bekreftes|"
        "Not confirmed|To be confirmed|Unconfirmed|Avventer vikar|Avhengig av vikar|Venter på svar|Ikke svart|"
        "Har ikke svart|Har ikkje svara|Uavklart|Usikker|usikkert|Foreløpig|tentative|?|(?)|"
        "Ikke sikker på om jeg kan komme|Veit ikkje om eg kan|Not sure if I can come|"
        "Kan hende hun kommer senere|Evt. vikar|Kan kanskje|reserve"
    ),
}

HEADINGS = {
    "no": (
        "Avmeldte|Avmeldt|Forfall|Meldt forfall|Avbud|Meldt avbud|Kommer ikke|Kan ikke komme|"
        "Disse kommer ikke|Ikke med|Deltar ikke|Fravær|Borte|Har meldt avbud|Avmeldingar|Avmeldinger|"
        "Kjem ikkje|Ikke påmeldt|Not attending|Declined|Cancelled|Cancellations|Har takket nei|Takket nei|Nei|"
        "Syke|Sykmeldte|Permisjon|I permisjon|Sluttet|Avbestilt|Ikke deltakende|Meldt fravær|Kan ikkje|"
        "Regrets|Strøket"
    ),
    "maybe": (
        "Venteliste|Venteliste:|Usikre|Usikker|Kanskje|Ikke svart|Har ikke svart|Har ikkje svart|Mangler svar|"
        "Reserver|Reserve|Reserveliste|Waiting list|Waitlist|Tentative|Maybe|Uavklart|Ubesvart|Kommer kanskje|"
        "Not answered|Ikkje avklart|Avventer svar"
    ),
    "yes": (
        "Påmeldte|Påmeldte (12)|Kommer|Deltakere|Deltakarar|Bekreftet|Ja|Kommer:|Attending|Møter|"
        "Påmeldte deltakere|Disse kommer|Påmelde|Confirmed"
    ),
}

NO_REMARKS = {
    "": (
        "Kan ikke spise nøtter|Tåler ikke melk|Har ikke vært med før|Har ikke bil|Får ikke åpnet lenken|"
        "kan ikke presentere|Kommer ikke alene|Rekker ikke lunsjen|Får ikke parkert|Kan ikke stå lenge|"
        "Ikke fisk|Ikke ved samme bord som Ola|Ny i år|Trenger tolk|Ønsker å sitte nær utgangen|"
        "Kan dele praksis|Vil ikke presentere|Møter ikke opp uten kaffe ;)|Bruker rullestol|Sykepleier|"
        "Sykehusbarnehagen|Ferievikar|permisjonsvikar|vikar for Kari i permisjon|"
        "Kari er i permisjon, jeg vikarierer|leder avdelingen|Jobber ikke fredager|ikke noe spesielt|Nei|"
        "nei takk|Ingen allergier|Har sluttet å spise kjøtt|Slutter å røyke|Kommer med kollega|"
        "kommer ikke med bil|Kjem ikkje med buss|ventet på dette|Prøver å spise vegetar|"
        "Kan ikke komme med innlegg denne gangen|Sier nei til kjøtt|deltar ikke på lunsj|"
        "Blir ikke med på lunsj|Møter ikke til lunsj|Skal ikke ha mat|Kurs i BTI|Sommerferie|"
        "Studiepermisjon i vår|Møtte ikke opp sist|kom ikke sist gang|fri for nøtter"
    ),
}[""]

NO_HOURS = {
    "": (
        "tlf 12 34 56 78|90-tallet|Har 10 års erfaring|20 barn|12 stk|Trinn 5-7|1.-4. trinn|1-3 år|avd. 9-12|"
        "Hele dagen|Ingen|Vegetar|glutenfri|Kommer med buss kl 8|Ønsker plass nær døra|80 % stilling|"
        "Jobber 50 %|Begynte 1. august|Født 12.10|ansvarlig for 2-åringene|Base 3|Kommer fra Lund|"
        "til lunsj ønsker jeg vegetar|Ønsker ikke lunsj|Ikke lunsj|Lunsj: vegan|Uten lunsj|"
        "Kommer sammen med Kari|går på Lund skole|Møt meg ved inngangen|Parkering fra kl 8|Ny fra 1. august|"
        "Formiddagsmøte hver tirsdag på jobben|ny i jobben fra 10. januar|Ja|Nei|klasse 10|10. trinn|fra 2019|"
        "siden 2010|til 2027|fra Lund skole til PPT|kommer fra 10 ulike barnehager|går i permisjon fra 1.1|"
        "avdeling 12|Rom 12|bord 9-12"
    ),
}[""]


def cases(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(text, said) for said, texts in table.items() for text in texts.split("|")]


@pytest.mark.parametrize(("text", "said"), cases(ANSWERS))
def test_an_answer_to_whether_they_come(text: str, said: str) -> None:
    assert reply_of(text) == said


@pytest.mark.parametrize(("text", "part"), cases(PARTS))
def test_a_part_of_the_day(text: str, part: str) -> None:
    assert str(part_of_day(text, asked=text[:1].isdigit())) == part


@pytest.mark.parametrize(("text", "said"), cases(REMARKS))
def test_a_remark_nobody_asked_for(text: str, said: str) -> None:
    assert remark_of(text) == said


@pytest.mark.parametrize(("text", "said"), cases(HEADINGS))
def test_a_heading_above_those_it_is_about(text: str, said: str) -> None:
    assert {heading_of(text), heading_of(f"{text}:")} == {said}


@pytest.mark.parametrize("text", NO_REMARKS.split("|"))
def test_a_remark_of_something_else_takes_nobody_off_the_list(text: str) -> None:
    assert remark_of(text) is None


@pytest.mark.parametrize("text", NO_HOURS.split("|"))
def test_numbers_of_something_else_are_no_hours(text: str) -> None:
    assert part_of_day(text) is None


@pytest.mark.parametrize(
    "text", ["Ikke hele dagen", "ikkje heile dagen", "Kan ikke være hele dagen", "not the whole day"]
)
def test_not_all_day_is_a_part_nobody_knows(text: str) -> None:
    assert not says_whole_day(text)
    assert str(part_of_day(text)) == "whole_day"


@pytest.mark.parametrize(
    ("cell", "hour"),
    [("10:00", "10:00"), ("kl. 9", "09:00"), ("0.5", "12:00"), ("10:30:00", "10:30"), ("Ja", ""), ("0.01", "")],
)
def test_an_hour_alone_in_a_cell(cell: str, hour: str) -> None:
    assert hour_of(cell) == hour


MORE_ANSWERS = {
    "no": (
        "Desverre ikke|Nei desverre|Har ikke anledning|Har ikke tid|Får det ikke til|Får ikke fri fra jobb|"
        "Må dessverre si nei|Kan ikkje dessverre|Det går ikke|Nei, vi sender Kari i stedet|Er på ferie|"
        "Er i møte|I am away|I'm afraid not|Not available|Ikke tilgjengelig|Ikkje tilgjengeleg|"
        "Har annet på programmet|Kan dverre ikkje|Jeg er syk|Går ut i permisjon|Møter dessverre ikke|"
        "ikke deltakelse|Neida|Nei!|nei;|No.|no thank you|Declines|unable|Absent|Fravær|Ikke i år|"
        "Hun kommer ikke|Deltar ikke i år|Fritak|Ikke mulig å delta|Er opptatt denne dagen"
    ),
    "maybe": (
        "Kanskje;|Usikker - avhenger av vikar|vet ikke enda|Veit ikkje endå|Må avklares|Avklares|"
        "Må høre med leder|Skal høre|Kommer kanskje|Kommer om jeg får vikar|Kjem viss eg får vikar|"
        "Hvis mulig|Om mulig|Dersom mogleg|If possible|Prøver å få det til|Satser på det|Satsar på det|"
        "Regner med det|Reknar med det|Likely|Unlikely|Ikke klart ennå|Ikkje klart enno|Kommer tilbake|"
        "Tentativt|Ja, med forbehold|Med forbehold|Ja/Nei|Waiting for confirmation|Pending|Not yet|"
        "Ikke ennå|Ikkje enno|hmm|Kan kanskje komme|Håper å komme|Vil gjerne, men må sjekke"
    ),
    "yes": (
        "Ja;|Ja takk!|ja :)|Ja 😊|Ja, gjerne|Yes;|jepp!|Ja, jeg kan komme|Ja det kan jeg|Det kan jeg|"
        "Kan komme|Kan delta|Kan|Kommer gjerne|Kjem gjerne|Jeg blir med|Vi kommer|Vi kommer alle|"
        "Deltar gjerne|Påmeldt.|Ja, begge|Ja x|✔|I'm coming|I am attending|Will come|Will be there|"
        "Happy to attend|Gladly|Yes I can|Ja, men bare digitalt|Ja (vara)|Ja, vegetar|"
        "Ja – allergisk mot nøtter|ja, kommer litt seint|1|TRUE|Bekrefter|Bekreftet påmelding|Stadfestar"
    ),
}

MORE_PARTS = {
    "until lunch": (
        "t/m lunsj|tom lunsj|frem til og med lunsj|til og med lunsjen|Kun frem til lunsj|"
        "Ja, men kun til lunsj|Kan bare delta før lunsj|Drar før lunsj|Må dra før lunsj|Før lunsj;|"
        "Formiddag;|Ja (formiddag)|har bare formiddagen|går når det er lunsj|er med fram til lunsj|"
        "only until lunchtime|I can only do the morning|Could only come in the morning|"
        "Hele dagen, men går etter lunsj|Delvis – før lunsj|deltar kun første halvdel|må gå i lunsjen|"
        "Går i lunsjpausen"
    ),
    "from lunch": (
        "Ja, men først etter lunsj|kan bare etter lunsj|Kan komme etter lunsj|Er der fra lunsj av|"
        "Kommer i lunsjen|kommer i lunsjpausen|Delvis – etter lunsj|Only the afternoon|"
        "I can only do the afternoon|After the lunch break|Ja (ettermiddag)|Ettermiddag;|"
        "kommer ikke før etter lunsj|fra og med lunsj|Blir med fra lunsj|Kjem ikkje før etter lunsj|"
        "Etter lunsjpausen"
    ),
    "until 13:00": (
        "til ca. 13|til ca kl 13|må gå ca kl 13.00|må gå senest kl. 13|går 13 pga møte|"
        "Går kl. 13 (tannlege)|kan være der til 13|kun til kl 13:00|går ett|går kl. ett|må gå klokken ett|"
        "Må gå kl 13, henter barn|hele dagen, men må gå kl. 13|Ja - men går kl. 13|deltar til klokka 13|"
        "leaving 1pm|must leave by 1 pm|until 1pm|I need to leave at 1.00 pm|off at 13|Slutter 13.00|"
        "går ifra kl. 13|reiser hjem kl. 13|til 13.00|til kl. 1300|kan ikke etter 13|"
        "har bare tid til kl. 13|Har kun anledning til kl. 13"
    ),
    "from 10:30": (
        "kommer halv elleve|kommer halv 11|fra halv elleve|kjem halv elleve|fra 10.30|kommer ca 10.30|"
        "kommer 10:30|forsinket, ca 10.30|blir sen, kommer kl 10.30|arriving half past ten|fra kl 1030|"
        "etter kl. 10:30|ikke før 10.30|kan møte kl. 10.30|er på plass 10.30|møter opp kl 10.30|"
        "kommer rett fra legen kl. 10.30|late - 10.30"
    ),
    "whole_day": (
        "halv dag|1/2 dag|½ dag|halve dagen|en del av dagen|noe av dagen|ikke hele dagen|"
        "kan ikke være der hele dagen|kommer en time for sent|kommer 20 min for sent|går en time før slutt|"
        "må gå litt tidligere|går tidligere|drar litt før|tidlig avreise|sen ankomst|forsinket|"
        "Blir 15 min forsinket|late arrival|early departure|Delvis|I'll be a bit late"
    ),
}


@pytest.mark.parametrize(("text", "said"), cases(MORE_ANSWERS))
def test_more_answers(text: str, said: str) -> None:
    assert reply_of(text) == said


@pytest.mark.parametrize(("text", "part"), cases(MORE_PARTS))
def test_more_parts_of_the_day(text: str, part: str) -> None:
    assert str(part_of_day(text)) == part


@pytest.mark.parametrize(
    "text",
    [
        "Hele dagen (08.30–15.00)",
        "Hele dagen kl. 8.30-15",
        "Kl. 08.30–11.30 (før lunsj);Kl. 12.15–15.00 (etter lunsj);",
        "Ja, hele dagen",
        "begge deler",
        "Før lunsj;Etter lunsj;",
        "Whole day (9-15)",
        "Heile dagen, 9–15",
    ],
)
def test_all_day_with_its_hours_is_all_day(text: str) -> None:
    assert part_of_day(text, asked=True) is None
