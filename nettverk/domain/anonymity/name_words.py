"""Words round a name that say that it is a person, or that it is not; bokmål, nynorsk and English."""

from __future__ import annotations

import re

_ROLE_ENDS = (
    "lærer", "lærar", "pedagog", "terapeut", "spesialist", "pleier", "pleiar", "leder", "leiar", "styrer", "styrar",
    "rådgiver", "rådgjevar", "assistent", "vikar", "konsulent", "veileder", "rettleiar", "sjef", "direktør",
    "koordinator", "ansvarlig", "ansvarleg", "kontakt", "arbeider", "arbeidar", "lege", "psykolog", "sekretær",
    "behandler", "handsamar", "fører", "førar", "minister", "vert", "inspektør", "mester", "meister", "teacher",
)  # fmt: skip


def is_role(word: str) -> bool:
    """Whether a word in small letters says what somebody does: «psykologspesialist», «sfo-lederen»."""
    if word in ADULT_ROLES or word in CHILD_ROLES:
        return True
    return word.removesuffix("en").removesuffix("n").removesuffix("e").endswith(_ROLE_ENDS) or word.endswith(_ROLE_ENDS)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ADULT_ROLES = _set(
    """
    frk hr frk. hr. familien ekteparet søstrene brødrene barnevernsleder barnehagestyrer sfo-leder trener treneren
    lærer læreren lærar læraren kontaktlærer kontaktlæreren kontaktlærar kontaktlæraren faglærer faglæreren
    norsklæreren mattelæreren engelsklæreren gymlæreren musikklæreren spesiallærer klassestyrer rektor rektoren
    styrer styreren styrar styraren inspektør inspektøren avdelingsleder avdelingslederen avdelingsleiar leder
    lederen leiar leiaren teamleder teamlederen teamleiar teamleiaren fagleder faglederen fagleiar enhetsleder
    enhetslederen einingsleiar einingsleiaren virksomhetsleder koordinator koordinatoren assistent assistenten
    fagarbeider fagarbeideren fagarbeidar fagarbeidaren vikar vikaren barnehagelærer barnehagelæreren barnehagelærar
    barnehagelæraren pedagog pedagogen spesialpedagog spesialpedagogen støttepedagog støttepedagogen musikkpedagog
    musikkpedagogen barnevernspedagog barnevernspedagogen miljøterapeut miljøterapeuten miljøarbeider
    miljøarbeideren sosionom sosionomen helsesykepleier helsesykepleieren helsesjukepleiar helsesjukepleiaren
    helsesøster helsesøsteren helsesyster jordmor jordmora jordmoren lege legen fastlege fastlegen psykolog
    psykologen fysioterapeut fysioterapeuten ergoterapeut ergoterapeuten logoped logopeden rådgiver rådgiveren
    rådgjevar rådgjevaren pp-rådgiver pp-rådgiveren pp-rådgjevar saksbehandler saksbehandleren sakshandsamar kurator
    kuratoren veileder veilederen rettleiar rettleiaren tilrettelegger tilretteleggeren prosessleder prosesslederen
    ordstyrer ordstyreren sekretær sekretæren tidtaker tidtakeren kokk kokken vaktmester vaktmesteren vaktmeister
    vaktmeisteren renholder renholderen tolk tolken kollega kollegaen medarbeider medarbeideren medarbeidar
    medarbeidaren student studenten lærling lærlingen bibliotekar bibliotekaren kantor kantoren prest presten
    politikontakt politikontakten fru herr frøken dr professor foredragsholder foredragsholderen forskeren
    forfatteren tillitsvalgt tillitsvalgte verneombud tilsynslærer mentor teacher principal nurse assistant
    colleague doctor mr mrs ms miss headteacher barneverneren støttekontakt støttekontakten fosterfar fostermor
    avlaster avlasteren baseleder baselederen trinnleder trinnlederen trinnleiar plangruppeleder
    """
)
CHILD_ROLES = _set(
    """
    gutt gutten gut guten jente jenta jenten barnet eleven elev elevane ungen lille vesle veslejenta lillegutt
    storesøster lillesøster lillebror storebror veslebror veslesyster tvillingen tvillingene søsknene søskenparet
    kameraten vennen venninna venninnen venen boy girl pupil child student sønnen sonen dattera datteren dottera
    førsteklassingen
    """
)
KIN = _set(
    """
    mor mora moren mamma mammaen far faren pappa pappaen foreldre foreldrene foreldra bror broren søster søsteren
    søstra syster systera søsken søskena sysken syskena søsknene bestemor bestemora bestemoren bestefar bestefaren
    besteforeldre besteforeldrene mormor mormora farmor farmora morfar farfar tante tanta onkel onkelen fetter
    kusine stemor stefar fostermor fosterfar fosterforeldre fosterforeldrene fosterforeldra familie familien gruppe
    gruppa sønn sønnen son sonen datter dattera datteren dotter dottera kone kona mann mannen mother father parents
    mum mom dad brother sister grandmother storebror storebroren lillebror lillebroren storesøster storesøsteren
    lillesøster lillesøsteren tvilling tvillingbror tvillingsøster foresatte føresette kjæreste venn vennen venninne
    venninna nabo plan planen ipl iop ip enkeltvedtak pult pulten kontaktlærer kontaktlærar lærer lærar støtteperson
    foreldresamtale klasse klassen elevar elever
    """
)
SAY = _set(
    """
    sier sa seier sagt fortalte forteller fortalde fortel mener mente meiner meinte synes syntes syns synest tenker
    tenkte tenkjer spør spurte spurde svarer svarte svarar svara forklarte forklarer forklarar forklara foreslår
    foreslo føreslår føreslo lurer lurte lurar tror trodde trur trudde vet visste veit husker husket hugsar spøkte
    lo ler smiler smilte gråt gråter græt grein griner klager klaget klaga beskrev nevnte nemnde understreket
    påpekte advarte lovet lova nikket nikka håper håpet håpar føler følte kjente kjende elsker hater liker likte
    likar savner saknar biter bet slår slo sparker sparket lugger dytter sovnet sover såg snakket snakka snakkar
    gruer stortrives lytta lyttet innrømmet ropte says said told thinks thought asked answered explained cried cries
    laughed suggested bites hits wondered
    """
)
DO = _set(
    """
    ønsker ønsket ønskjer ønskte viste viser synte syner skrev skriver skriv noterte bed ba ber bad delte deler
    leste leser las les leker lekte leikar leika spiser spiste tegner tegnet teiknar hører høyrer hørte høyrde
    sitter sit satt gjemmer rømmer rømte løper løp hopper blir vert vart trives trivst kommer kjem kom møter møtte
    ringer ringte ringde sender sendte tok tar tek lærer lærte hjelper hjalp hjelpte tilbyr inviterer inviterte
    orker sliter slet strever strevde strevar klarer klarte klarar greier greidde vegrer nekter nektet trenger
    trengte treng bestemte bodde bor bur flyttet flytta sluttet slutta begynte byrja leder ledet leiar leia følger
    fulgte følgjer ser så kan vil må er var har hadde fikk får fekk går gikk gjekk styrer lager laget lagar laga
    hentet henter ordner ordnet står stod wants showed likes has is was
    """
)
# After an ordinary word at the beginning of a sentence these say nothing; after a name that is no other word they do.
BE_LIKE = _set(
    "er var har hadde blir ble vil ville får fikk fekk kan kunne må måtte skal skulle bør is was has had will"
)
PERSON_STATE = _set(
    """
    bekymret bekymra uroleg fornøyd nøgd frustrert borte vekke forsiktig tålmodig modig tøff kreativ engasjert klar
    skeptisk positiv rolig roleg trøtt sulten innom tilstede stede engstelig nysgjerrig takknemlig takksam lykkelig
    imponert overrasket stolt skuffet skuffa dreven erfaren ung gammel tilbake hjemme heime lydhør assistent flink
    flinke redd lei trist glad sint sliten syk sjuk sjalu enig einig uenig usikker alene åleine aleine stille
    sjenert urolig hissig ansvarlig snill rampete sykmeldt sjukmeld gravid permittert ny lærer rektor styrer enslig
    født aleneforsørger autist dyslektiker skilt adoptert opptatt god dyktig ferdig enebarn lett sen best vanskelig
    flinkest ansett afraid sad
    """
)
STREETS = _set(
    """
    gate gata gt gt. vei veien veg vegen allé plass plassen torg torget brygge terrasse stiftelse stiftelsen
    stiftelses fond fondet legat minne road street kirke kirka kirken kyrkje kyrkja museum museet stadion
    idrettshall senter senteret park parken sykehus sjukehus forlag hotell syndrom syndromet sykdom sjukdom venner
    """
)
# Somebody has these too: «Evens plass».
WAYS = _set("plass plassen vei veien veg vegen venner rom rommet")
INSTITUTIONS = STREETS | _set(
    """
    skole skolen skoler skule skulen barneskole barneskolen barneskule ungdomsskole ungdomsskolen ungdomsskule
    grunnskole friskole videregående vidaregåande vgs privatskole barnehage barnehagen barnehager barnehagar
    barnehagane bhg sfo oppveksttun oppvekstsenter oppvekstområde kommune kommunen bydel bydelen avdeling avdelinga
    avdelingen avd helsestasjon helsestasjonen helsehus legesenter legekontor familiesenter familiehus menighet
    menigheten bibliotek biblioteket kulturhus kulturskole hall hallen lekeplass leikeplass sentrum bofellesskap
    omsorgssenter kafé kafe restaurant prosjektet metode metoden metodikk modell modellen program programmet kurs
    kurset opplegg samfunnet fylke fylkeskommune universitet universitetet høgskole høyskole krets leir leiren gård
    gården gard garden kindergarten school hospital måned månad måneden månaden base basen rom rommet stasjon hus
    huset tun tunet bruk nettverk nettverket fotballklubb il idrettslag fjell vann elv fjord dal strand skog mottak
    asylmottak as ba fus kanvas espira læringsverksted teori teorien prinsipp taksonomi pyramide skala skalaen test
    testen feiring sang sangen koffert kofferten vår sommer høst haust vinter
    """
)
NOT_PEOPLE_BEFORE = _set(
    """
    statsminister statsministeren kunnskapsminister statsråd president presidenten profeten apostelen keiseren
    stortingspolitiker
    avdeling avdelinga avdelingen avd avd. rom rommet gruppe gruppa gruppen base basen bydel bydelen kommune
    kommunen barnehagen barnehage skolen skulen skole skule barneskolen huset båten boka boken bok filmen serien
    opplegget metoden programmet appen kurset kofferten spillet spelet sangen songen eventyret spill kongen
    dronninga dronningen kong dronning prins prinsesse kronprins kronprinsesse keiser sankt st st. sta sta. pave
    gaten gata veien vegen museet firmaet hotell hotellet forlaget systemet plattformen prosjektet prosjekt bukkene
        planen dataprogrammet ved helgenen nettverket bilen elva fjellet vannet øya stedet bygda byen senteret
    kapittel modul
    pakken verktøyet bandet butikken merket
    """
)
PLACE_PREPOSITIONS = _set(
    """
    i på fra frå ved mot rundt forbi nær in from at mellom over under via på/i utenfor utanfor innom
    """
)
TO_PEOPLE = _set(
    """
    spør spurte spurde ring ringte ringer kontakt takk hilsen helsing hei hallo mvh kjære møtte møter hjalp hjelper
    trøstet trøsta ansvarlig ansvarleg ved: v/ referent leder leiar ordstyrer sekretær thanks ask asked dear hi
    savnet savner intervjuet intervjua roste roser inviterer inviterte inviter utfordre følg fulgte savna
    kontaktperson kontaktet veiledet veileder rettleia
    """
)
ORDINARY_AFTER_PER = _set(
    """
    barn barnehage elev uke veke dag dags dato år time månad måned avdeling gruppe bord enhet eining skole skule
    person deltaker deltakar ansatt tilsett stk i nå no definisjon telefon e-post epost post trinn klasse kvartal
    halvår semester samling møte økt minutt plass hode ukedag kveld gang kl kilo liter kommune bydel årsverk
    stilling tjeneste teneste
    """
)
LOW_WEAK = _set(
    """
    bjørn stein liv dag even odd per tom gro mai sol finn jo siv tor storm ravn hild ask hauk falk april juni august
    tone mari vår rose ulv alm tale brede iver jarl unn may ruth tiril ine vilje lone lykke birk linn frøy saga
    iben eik rein bo gard alv mette grete gry lene signe frank stig helle karen jarl jan august una sanna tim vidar
    aud ellen endre lillian sina torunn
    """
)
STARTS = _set(
    """
    da når nå no der her det den de vi jeg eg me også men og eller hva hvem hvor kva kven kvar etter før under med
    uten hos til fra frå på i om for som at så kanskje takk hei samtale møte møtet kjære hilsen både bare mens fordi
    ifølge ring spør snakk kontakt hør send gi la får kan vil skal må er har hvis dersom both when then and but with
    from ask thanks
    """
)
GENITIVES_THAT_ARE_NONE = _set(
    """
    dags livs bos brors finns mais sols vers ros pers lins
    """
)
PERSONAL = _set(
    """
    ansvar ansvaret fri permisjon fortalt sagt snakket laget lagt skrevet bedt tatt ringt lyst vondt venner venn hun
    han ho sykemeldt ansvarleg mistet fått prøvd hatt lovet ønsket sett lært funnet begynt sluttet skrive laga
    fortald sagd hendene mor far hjem heim mamma pappa fem fire seks sju åtte ni ti tre år med hjelp initiativ ordet
    trives trivst oss meg deg gråtende jobba jobbet arbeidet slutta skulle vært alltid aldri ofte ikke ikkje gjerne
    selv sjølv mødre mødrer fedre fedrar mammaer pappaer brødre brør søstre systre søsken sysken
    """
)
OFFICES = _set(
    """
    ppt bup nav barnevernet helsestasjonen kommunen skolen skulen barnehagen sfo biblioteket kulturskolen kulturskulen
    statped rvts bufetat bufdir udir statsforvalteren statsforvaltaren habiliteringen habiliteringa fylket politiet
    flyktningtjenesten flyktningtenesta legekontoret voksenopplæringen vaksenopplæringa helsetjenesten
    helsetenesta bhg
    """
)
MOSTLY_NAMES = _set(
    """
    ida fia emir victoria minna olive naser bjørn odd even per jo dan tom jarl roman falk frank harry jack john ray
    ella una ane luna iris viola miles mason
    bella
    """
)
COUNTABLE = _set(
    """
    dag stein rose tale hauk ulv rein viking kai gard bror salve sultan ravn timian finn hans siren orm varg bo ask
    kalle finn endre lene signe ella folke isa iver gry hans harry jarl mette per rama siren sina tom ine iren
    kian emir
    ben dann frank heine orm ane atle brede leo lien luna rene robin saga tuba varg venja østen frøya timian una unn
    tone lilje eik ørn måne stjerne
    siv rosa iris stig aud lin mark ruta bile lilje bjørk alm viola tiger konge baron dyre grim styrk endre iver brede
    """
)
SHARED_VERBS = _set(
    """
    kommer kjem kom går gikk gjekk begynte byrja trenger treng står stod gjør tar tek tok ser så kan må skal vil gir
    gjev gav ga lever lyder skaper skapar betyr handler hjelper hjelp styrer følger bor bur treffer
    """
)
TALK = _set(
    """
    kontakt snakk snakke snakket snakka snakker snakkar prat prate pratet prata samtale samtalen samtaler dialog
    ring ringte ringe møtt enig einig hilsen hilse takk intervju intervjuet henvendelse beskjed melding
    """
)
DAYS = _set(
    """
    man tir ons tor fre lør søn mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tysdag laurdag sundag
    """
)
MONTHS = _set(
    """
    januar februar mars april mai juni juli august september oktober november desember
    """
)
ANIMALS = _set(
    """
    rev ulv elg hare gaupe bjørn dyr hi hiet hjort rein ekorn rovdyr dyrene jerv ørn ugle fugl sover vinter
    """
)
ENGLISH = _set(
    """
    better if though when the a so more one ones we you they it this that numbers and is are be not have has do
    know
    """
)
COMPANY = _set(
    """
    gjengen flere fleire familien kollegene jeg eg vi me hun ho han mor mora mamma pappa far de dei resten noen
    nokon en ein ei alle foreldrene foreldra barna borna kollegaen kollegaene læreren assistenten teamet gruppa co
    meg oss dei_andre andre undertegnede underteikna søstera broren systera
    """
)
TITLES_OF_THINGS = _set(
    """
    prosjektet prosjekt boka boken filmen avdelinga avdelingen kurset opplegget programmet appen sangen songen
    gruppa barnehagen skolen skulen serien spillet båten huset rommet metoden modellen tiltaket
    """
)
PLACES_TOO = _set(
    """
    roman jordan israel victoria holland paris kenya asia georgia virginia florida india sydney london chelsea
    frøya brooklyn madison savannah carolina rio grim vang fana rand lin mark dale chad sahara nil sol skog bo
    """
)
PARTICLES = _set("von van de da der den del la el al bin af av ibn di du le")
# What only people do and are, wherever the word before it stands.
PEOPLE_DO = _set(
    """
    gråter gråt græt grein griner hvisker kviskrar krangler kranglar kranglet leker lekte leikar leika smiler smilte
    ler lo snakker snakkar sovner sovnar sovna gruer gleder gledet gler gledde lurer lurte roper ropte ringer ringjer
    ringte ringde syntes synes syns tegner teiknar hilser helsar vinker vegrer stammer banner sparker biter slåss
    klemmer trøster ønsker ønskjer oppsummerer noterer foreslår føreslår innleder innleier orienterte orienterer
    takket takka svarte svarer nikket nikka spurte spurde tulla baker kokte fortalte fortalde henter hentar hentet
    henta underviser undervisar underviste fortel forteller vant vinner vinn deltar deltok deltek ordner ordnar ordnet
    ordna synger syng sang song danser dansar danset dansa sykler sykla kjører køyrer kjørte køyrde bakar bakte
    strikker strikkar sydde syr maler måla malte snekrer snekra reparerte reparerer oversetter oversatte omset tolket
    tolker tolka skriver skreiv skrev leverte leverer inviterte inviterer takker takkar sukket sukka hvisket kviskra
    skrek hylte hyler skrik løper sprang hopper hoppa klatret klatra datt bet kastet kasta kaster kastar dyttet dytta
    lugget sparket gjemte gjemmer gøymer rømte rømmer nektet nekta nekter nektar drømmer drøymer drømte skrøt skryter
    skryt ba bad ber spilte spiller spelar spela bestilte bestiller kjøpte kjøper     svømmer sym
    torde orker orkar klarer klarar greier sover søv sov våknet vakna savner saknar elsker elskar hater hatar liker
    likar likte lovet lova lover sjekker sjekkar sjekket noterte notert foreleser foreleste innledet innleia
    presenterer presenterte synte syner ønsket ønskte hilste helsa orsaka beklaget beklager mimret spøkte flyttet
    flytta reiste reiser bodde budde jobber jobbar jobbet jobba arbeider arbeidar serverer serverte rydder ryddar
    ryddet rydda vasket vaska vasker plukket plukka joiker joikar joika
    """
)
PEOPLE_ARE = _set(
    """
    redd redde flink flinke lei glad sint trist sliten syk sjuk sykemeldt sykmeldt sjukmeld sjalu enig einig uenig
    usikker sjenert bekymret bekymra stolt ansvar ansvaret permisjon ansvarlig ansvarleg gravid forkjølet opptatt
    engasjert skeptisk fornøyd nøgd frustrert lyst vondt fortalt fortald spurt sagt bedt snakket snakka laget laga
    skrevet skrive flyttet flytta sluttet slutta begynt byrja bursdag ferie fri førti femti hjem heim hjelp vikar
    rektor styrer tillitsvalgt kontaktlærer kontaktperson venner venn overarbeidet kjempeflink dyktig tålmodig
    """
)
ASKS = _set("spør spurte spurde spørre spørje ring ringte ringde ringe hilsen helsing takk møtte inviterte kontaktet")
WITH_PEOPLE = _set(
    """
    snakk snakke snakker snakket snakka prat prate prater pratet prata avtale avtaler avtalt møte sammen saman
    samarbeid samarbeide samarbeider krangler kranglet uvenner venner venn enig einig uenig hei hilsen helsing takk
    beskjed melding vent lek leke leker lekte leikar leika hilse si klem gratulere sint glad
    """
)
WITH_FRIENDS = _set(
    """
    snakk snakke snakker snakket snakka prat prate prater pratet prata krangler kranglet uvenner venner venn hei lek
    leke leker lekte leikar leika leike klem glad sint
    """
)
SAYS_BEFORE = _set(
    "sier sa seier spør spurte spurde spør mener meiner mente meinte foreslår foreslo ifølge svarte svara"
)
# What people are of one another, before «i»: «glad i My».
FOND = _set("glad glade forelsket forelska sint ven venn venninne")
# First names that without a capital are common words, whatever stands beside them.
NEVER_LOW = _set(
    "bror den ben van bile bill chad tan tram hans love live sang son paw fre salem rand med far klara leve"
)
LISTENS = _set(
    "hørte hører høre høyrde høyrer lytte lytter lyttet lytta stoler stole stolar venter ventet venta tenker roper"
)
# «andre» is another word than «André».
ACCENTED = _set("andré rené josé")
OURS = _set("vår vårt våre min mitt mi dykkar deres sin hennes hans")
MEETS = _set("møtte møtt spurte spurde spør intervjuet intervjua savner saknar takker")
IS_DONE = _set("ble vart blir vert er var")
DONE_TO_THINGS = _set(
    """
    kasta kastet brukt laget laga planta plantet samlet samla funnet funne malt måla vasket vaska ryddet rydda servert
    bygd bygget kjøpt lest lese sunget sunge delt flyttet_på avlyst bestilt hentet_inn lagt lagd ødelagt knust
    """
)
ARTICLES = _set("en ei et ein eit")
A_THING = ARTICLES | _set("egen eigen eiga eige eget hver kvar hvert kvart")
BECOMES = _set("ble vart blir vert")
LABELS = _set(
    """
    ansvarlig ansvarleg ansvar ansv hvem kven bursdag bursdager bursdagar møtt syke sjuke borte referent
    ordstyrer ordstyrar møteleder møteleiar tidtaker tidtakar sekretær kontakt
    kontaktperson møtte stede stades elev barn gjelder gjeld navn namn mor far kopi
    mottaker mottakar forfall fravær fråvær deltakere deltakarar tilstede oppfølging vert kafévert
    """
)
# Short, and definite in the feminine if it is Norwegian: «Daiva», and not «arbeidsgruppa».
SHORT_IN_A = re.compile(r"^[A-ZÆØÅ]\w{2,5}a$")
# After «er en»: «Birk er en tresort», «Odd er et oddetall».
KINDS = _set(
    """
    oddetall partall tall tre treslag plante blomst fugl dyr dyreart verb adjektiv substantiv tresort årstid by elv
        vaskemiddel dataprogram program app merke firma butikk bok film spill kurs metode øy rovfugl rovdyr stein
    bergart insekt fisk land språk tegn teikn symbol måned følelse verdi avdeling skole skule barnehage kommune
    """
)
NEUTER_PEOPLE = _set(
    """
    par team radarpar barn menneske forbilde geni funn medlem offer søskenbarn fosterbarn barnebarn vitne talent
    unikum
    """
)
# Names that are verbs or adjectives too, so that what comes after tells which.
ACTIONS = _set("even odd helle signe frank tom lene stig tine finn endre rene brede ask love bo gro tone fred siv")
AFTER_NAME = _set(
    """
    og eller samt & sin si sitt sine som fra frå i på hos ved med til om for av er var kan vil skal må bør ble
    vart har
    hadde ikke ikkje også alltid aldri ofte nå nås nåast no her der selv sjølv igjen att først sist kom går gikk
    gjekk står tar
    ga gav ba la lo så bad dro drog fant fann skrev skreiv sov sprang gir gjer gjør lot fikk fekk får tok tek vet veit
    """
)
ONE_KIN = _set(
    "mor mora moren mamma mammaen far faren pappa pappaen broren bror søster søsteren søstera syster systera bestemor"
)
WE = _set("jeg eg vi me meg oss du deg han hun ho")
AFTER_PERSON = _set(
    """
    og må kan skal vil har er var fikk fekk får ikke ikkje som om i på til for før etter også og men , at ved
    med fra frå
    """
)
LETS = _set("lot lar la hørte høyrde ba bad")
LET_DO = _set(
    """
    være vere få bli velge velje sitte sitje gå komme koma bestemme bestemma spille prøve ta lage snakke fortelle
    """
)
SITS = _set("sitter sit satt sitte sitje sat sov sove spiser spise ete et")
# After these and «om» somebody in a book or a made-up case is told of.
TOLD_OF = re.compile(
    r"case|caset|boka|boken|filmen|serien|eventyret|sangen|songen|teaterstykket|forestillinga|musikalen"
)
# Names without a capital that are verbs too, where «opp» or «inn» comes next.
LOW_VERBS = _set("tine hege grete helle signe line endre stine gry roar tore")
BIBLE = _set("lukas markus matteus johannes daniel jesaja esekiel")
FEASTS = _set("ramadan sámi sami diwali navratri vesak pesach hanukka newroz nouruz nowruz eid id salam shalom")
# First names that are towns and municipalities too. and municipalities too.
TOWNS_MOSTLY = _set(
    "odda sola tana rana alta luster leka aure molde hamar halden valle etne moss london paris verona berlin drammen"
)
TOWNS = _set(
    """
    odda sola tana rana alta lena luster vega leka aure molde moss tinn valle etne voss bodø hamar asker halden
    arendal randaberg sandnes fana time klepp åmli evje nesna hol lom vang sel askim mysen kragerø drammen london
    paris florida georgia verona siena roma berlin israel jordan kenya india asia syria kina
    """
)
# «Heidi er ei gammal bok», «Iman betyr tro»: the word is spoken of.
MEANS = _set("betyr tyder heter heiter kommer_av staves skrives stavast")
OF_WORDS = _set(
    """
    navn navnet namn namnet palindrom ord ordet bok boka boken film filmen sang sangen song songen tordengud
    tordenguden gud guden vindu måned månad ukedag diktsamling roman spill spel figur figuren eventyr måneden
    """
)
PRODUCTS = _set(
    """
    whatsapp workshop workshops zoom quiz quizlet quizizz showbie youtube twitter chatgpt whiteboard weekend wifi
    word windows wisc zippys zumba yoga yatzy xbox chromebook chromebooks creaza teams vigilo visma kahoot snapchat
    tiktok facebook instagram google microsoft excel outlook canvas itslearning transponder minecraft netflix lego
    duplo copilot canva trello padlet mentimeter down downs asperger aspergers tourette tourettes rett angelman
    williams crohns show teamet websiden wikipedia walkie camping catering coaching check charter chat chill cluster
    """
)
THING_ENDS = (
    "prosjektet", "boka", "boken", "bildeboka", "biletboka", "filmen", "sangen", "songen", "programmet", "opplegget",
    "kurset", "spillet", "spelet", "eventyret", "stykket", "prosjekt", "bok", "film", "sang", "song", "serien",
)  # fmt: skip
# How nouns end, so that «Foreldre gråter» is nobody's name.
NOUN_LIKE = re.compile(r"(?:en|et|ene|ane|er|ar|a|e|t|ing|s|d|skap|sjon|else|dom|het|heit|ger|lag|team|n)$|^.{1,3}$")
DEFINITE = re.compile(
    r"(?:isk|ig|som|vis|en|et|ene|ane|er|ar|a|ingen|e)$|^(?:[A-ZÆØÅ]\w{0,2}|Alle|Noen|Nokon|Mange|Barn|Dette|"
    r"Hvis|Viss)$"
)
# How no Norwegian word is spelled.
STRANGE = re.compile(
    r"^(?:[cqwxz]|[sktgzdr]h[aeiouy]|ng|dz|y[aou]|j[iy])|aa|(?<!e)ii|uu|iy|yi|[aeiou]y[aeiou]|"
    r"[xqwzłżźśćčšžđŋáíúńçşğ]|sh|th[aeiu]|kh|"
    r"[aeiou]h[aeiou]r|(?:sz|cz|ija|iia|iyya|enko|ullah|jeet|deep|inder|esh|osh|hini|shan|ah|eh|[aeiou]b|iq|ya|lli)$",
    re.IGNORECASE,
)
# How verbs end («plukka», «rydder»); after a word that would need an article were it a thing.
VERB_LIKE = re.compile(
    r"(?!ligger$|faller$|renner$|vokser$|smaker$|lukter$|koster$|skinner$|flyter$|ruller$|henger$|etter$|under$|"
    r"eller$|over$|heller$|eit|ofte|uten|mellom|bare|bara|alle|bør$|her$|der$|før$)\w{2,}(?:et|te|er|ar|a)"
)
# What begins a sentence with a capital and is no name, whatever is done after it.
NOBODY = _set(
    """
    én éin ett eitt noen nokon mange flere fleire alle ingen andre han hun ho hen de dei det den vi me eg jeg du dere
    dykk man ein en ei
    noe noko begge hver kvar barn born elev lærer lærar foreldre foresatte føresette mor far folk ungdom voksne vaksne
    personal personale ledelse leiing ansatte tilsette bydel kommune rektor styrer styrar team gruppe fagteam
    ressursteam hvem kven som man gutter gutar jenter elever elevar lærere lærarar fedre mødre søsken sysken venner
    hvordan korleis hva kva hvorfor kvifor hvor ofte kanskje snart derfor difor deretter etterpå plutselig heldigvis
    dessverre endelig først slik likevel dermed dessuten iblant alltid aldri igjen gjerne oftest sjelden tidligere
    nylig fortsatt framleis samtidig akkurat berre sidan siden vanligvis mandag tirsdag onsdag torsdag fredag
    noensinne
    parents nobody everybody somebody someone everyone people pupils children teachers staff kids boys girls students
    vener naboer naboar kollegaer kollegaar dyr hund katt bhg sfo skole skule
    """
)
# After a verb these say that what stood before it is an adverb: «Ofte gråter de».
ENGLISH_ONLY = _set(
    """
    the and of is are we they you your our with this that these what who when how was were has have not
    on an
    """
)
SUBJECTS = _set(
    "vi me jeg eg du dere dykk de dei han hun ho det man barna borna ungene ungane elevene elevane foreldrene"
)
NAME_WORDS = _set("etternavnet etternamnet fornavnet fornamnet kallenavnet kallenamnet mellomnavnet oppnavnet")
# Outside a quotation these say that what is quoted is a title.
# «Bjørn i skogen er en sang», «Helle er skråning på dansk»: the words are spoken of.
IS_WORK = re.compile(
    r" (?:[a-zæøå]+ ){0,4}er (?:en|ei|ein|et|eit) (?:[a-zæøå]+ )?"
    r"(?:sang|song|bok|bildebok|biletbok|film|serie|lek|leik|"
    r"regle|vise|eventyr|dikt|sangleik|stasjon|dataprogram|app|roman|spill|spel|lokal|metode)\b"
    r"|(?: [a-zæøå]+)? er \w+ på (?:dansk|engelsk|tysk|svensk|latin|islandsk|nynorsk|samisk|arabisk)\b"
    r"| (?:er|betyr) (?:dansk|engelsk|tysk|svensk|latin|islandsk|samisk|arabisk) for\b"
)
TITLE_WORD = re.compile(
    r"(?<!\w)(?:\w*(?:sang|sangen|song|songen|film|filmen|bok|boka|boken|eventyr|eventyret|stykket|prosjektet|"
    r"spillet|"
    r"spelet|visa|visen|regle|regla|dikt|diktet|serien|teater|rim|rimet)|sang|synger|syng|leste|les)(?!\w)",
    re.IGNORECASE,
)
