"""How one child is spoken of, and what beside it may tell which one; bokmål, nynorsk and English, as patterns.

A plural («guttene», «elever med ADHD») is nobody in particular and stands in none of these.
"""

from __future__ import annotations

import re


def _any(words: str) -> str:
    """One of the words; «_» stands for a space, «*» for any end."""
    phrases = sorted(words.split(), key=len, reverse=True)
    return "(?:" + "|".join(word.replace("_", " ").replace("*", r"\w*") for word in phrases) + ")"


def _whole(pattern: str, *, case: bool = False) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){pattern}(?![\w-])", 0 if case else re.IGNORECASE)


ORDINALS = _any(
    """
    første fyrste andre tredje fjerde femte sjette sjuande sjuende syvende åttende åttande niende niande tiende
    tiande first second third fourth fifth sixth seventh
    """
)
NUMBERS = _any(
    """
    halvannet halvannan ett eitt to tre fire fem seks sju syv åtte ni ti elleve tolv tretten fjorten femten seksten
    sytten atten one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    """
)
_YEARS = rf"(?:{NUMBERS}|\d{{1,2}})"
_AGE_STEM = rf"(?:{NUMBERS}|\d{{1,2}})"
_MALE = _any(
    """
    gutt gut gutten guten guttens gutens lillegutt smågutten smågutt guttungen guteungen sønn sønnen sønnens son
    sonen bror broren lillebror lillebroren storebror storebroren veslebror veslebroren tvillingbroren tvillingbror
    halvbroren halvbror fosterbroren fosterbror fostersønnen fostersønn boy brother
    """
)
_FEMALE = _any(
    """
    jente jenta jenten vesla jentas jentens veslejenta småjenta jentungen datter dattera datteren dotter dottera søster
    søsteren søstera syster systera lillesøster lillesøsteren storesøster storesøsteren veslesyster veslesystera
    tvillingsøster tvillingsøsteren halvsøster halvsøsteren fosterdatter fosterdatteren girl daughter sister
    """
)
# «nabogutten», «tvillingjenta», «adoptivdatteren»: one, and more is said of her in the same word.
_MALE_TOO = r"[a-zæøå]{3,}(?:gutten|guten|sønnen|sonen|broren)"
_FEMALE_TOO = r"[a-zæøå]{3,}(?:jenta|jenten|datteren|dattera|dottera|søsteren|søstera|systera)"
_NEUTRAL = _any(
    """
    barnet barnets ungen ungens eleven elevens ungdommen ungdomen babyen tenåringen fosterbarnet tvillingen
    tvillingene tvillingane trillingene trillingane trillingar tvillingar tvillinger
    tvillinggutter tvillinggutar tvillingjenter tvillingguttene
    tvillinggutane tvillingjentene tvillingparet tvillingpar trillinger søsknene syskena søskena søskenparet søskenpar
    søskenparets
    rullestolbrukeren rullestolbrukaren diabetikeren diabetikaren autisten epileptikeren epileptikaren allergikeren
    allergikaren minstemann eldstemann førsteklassingen skolestarteren skulestartaren pasienten
    spedbarnet småbarnet minoritetseleven flyktningbarnet klassekameraten the_child the_pupil the_student
    the_toddler
    """
)
_ONE = _any("et eit det det_ene det_eine ett eitt a an one the_one vårt mitt dette neste et_av eit_av vårt_eneste")
_ONE_PERSON = _any(
    "en ein ei én éin den den_ene den_eine vår min mi my our denne one a vår_eneste vår_nye ein_av en_av eneste einaste"
)
_MANY = _any(
    "barna borna søsknene søskena syskena elevene elevane ungene ungane ungdommene ungdomane children pupils"
    " treåringene fireåringene femåringene"
)
_INDEFINITE = (
    rf"{_ONE} (?:[a-zæøå]+ )?{_any('barn fosterbarn spedbarn småbarn flyktningbarn child toddler')}|"
    rf"{_ONE_PERSON} (?:[a-zæøå]+ )?{_any('elev ungdom unge tenåring baby pupil student teenager')}|"
    rf"{_ONE_PERSON} (?:[a-zæøå]+ )?(?:\d{{1,2}}\.?-?|{ORDINALS})klassing|"
    rf"(?:en|ei|ein|ett|eitt|et|eit|one|den ene|det ene|den eine) (?:av|of) (?:de |dei |the )?(?:[a-zæøå]+ )?"
    rf"{_MANY}"
)
# «Elev på 8. trinn med ME», «Barn, 4 år, …», as one writes in a list.
_BARE = (
    r"(?:de|dei) (?:to|tre|fire) (?:\w+ )?"
    r"(?:jentene|guttene|gutane|elevene|elevane|barna|søstrene|brødrene|brørne|søsknene)|"
    r"(?:to|tre|fire) (?:søsken|sysken|søstre|systre|brødre|brør)|"
    r"(?:(?<=^)|(?<=^[-–•*] )|(?<=: ))(?:(?:elev|ungdom|tenåring|fosterbarn|barnehagebarn|skolebarn|skulebarn)"
    r"(?= (?:på|i|med|f\.|født|fødd|som|\())"
    r"|(?:barn|elev|ungdom)(?=,? \(?\d{1,2}\)? år|, \d))"
)
_ONE_MALE = (
    r"(?<=^)g(?= \d{1,2} ?(?:år|mnd))|"
    rf"(?:en|ein|one|den ene|den eine) (?:av|of) (?:de |dei |the )?{_any('guttene gutane guttane boys')}"
)
# «j 5 år dm1», «g 4 år autisme»: as one writes in a hurry, first in a line.
_ONE_FEMALE = (
    r"(?<=^)j(?= \d{1,2} ?(?:år|mnd))|"
    rf"(?:en|ei|ein|one|den ene|den eine) (?:av|of) (?:de |dei |the )?{_any('jentene girls')}"
)
_AGED = (
    rf"{_AGE_STEM}[ -]?åring(?:en|ens)?|{_AGE_STEM}[ -]?åri(?:g|ge|"
    rf"gt) {_any('gutt gut gutten guten jente jenta barn elev')}|"
    rf"{_YEARS} år gam(?:mel|al|melt|alt|le) {_any('gutt gut jente barn elev')}|"
    rf"{_YEARS}[- ]years?[- ]old(?! (?:boys|girls|children|s))(?: {_any('boy girl child')})?"
)
_PRONOUN = (
    r"(?:han|hun|ho|hen)(?: ene| eine| minste| yngste| eldste| nye| store| lille| vesle| andre)?"
    r"(?= (?:med|på|i|frå|fra|som|er|har|går|bor|bur|ble|vart|,) )|"
    r"den (?:ene|eine)(?= (?:med|på|i|frå|fra|som) )"
)
_OFFSPRING = _any(
    "barnebarnet barnebarn niesa niesen nevøen tantebarnet stesønnen stedattera stedatteren sønnen dattera datteren"
    " dottera sonen sønn datter dotter"
)
_CHILD_OF = rf"(?:adoptiv|foster|ste|pleie)?{_OFFSPRING} (?:til|åt) \w+"
ANCHOR = _whole(
    rf"(?:(?P<childof>{_CHILD_OF})|(?P<aged>{_AGED})|(?P<male>{_ONE_MALE}|(?:\w+-)?{_MALE}|"
    rf"{_MALE_TOO})|(?P<female>{_ONE_FEMALE}|(?:\w+-)?{_FEMALE}|{_FEMALE_TOO})"
    rf"|(?P<neutral>{_NEUTRAL}|(?:\d{{1,2}}\.?-?|{ORDINALS})klassingen)|(?P<one>{_INDEFINITE}|{_BARE})|"
    rf"(?P<pronoun>{_PRONOUN}))"
)
# Looked for first, since most notes speak of no child at all.
HINT = re.compile(
    "gut|jent|vesla|barn|brør|born|elev|ung|åri|klassing|sønn|son|datt|dott|bro|søst|syst|søsk|sysk|mor|far|tvill|trill|mann|bruk|etik|leptik|aut|allerg|nev|nies|tant|boy|girl|child|pupil|"
    "student|start|teen|toddler|old|pasient|baby|[jg] [0-9]|han |ho |hun |hen |den e|han,|hun,",
    re.IGNORECASE,
)
DETERMINER = re.compile(
    rf"(?:\b{_any('en ein ei et eit den det han denne dette a an the ene eine minst_en én éin vår min mi vårt')} )?"
    r"(?:\b(?:ene|eine|one|new|little|[a-zæøå]{2,}(?:e|ig|sk|a)) ){0,2}$",
    re.IGNORECASE,
)
INDEFINITE_ARTICLE = re.compile(
    r"^(?:en|ein|ei|et|eit|én|éin|a|an|one|minst en|den ene|den eine|det ene|det eine|vår eneste)\b", re.IGNORECASE
)

_NO_AGE = _any(
    """
    uker veker måneder månader dager dagar timer timar ganger gonger steder stader skoler skular avdelinger
    avdelingar bord barn minutter minutt møter møte kilometer prosent av elever elevar ulike ansatte voksne vaksne
    sekunder meter trinn kroner klokka rader forskjellige måter måtar plasser språk
    """
)
_NO_ORDINAL = _any("rekke rad omgang del etasje etg gang økt time side plass bord runde gongen gangen uke veke måten")
_CLASS = _any("trinn klasse klassen klassa trinnet steget steg grade year kl")
AGE = _whole(
    rf"(?:(?:på|i|in|from|fra|frå) (?:year |grade |klasse )?(?:\d{{1,2}}\.?|{ORDINALS}) ?{_CLASS}"
    rf"|(?:på|of|aged?|er|var|is|blir|fylte|fyller|was) {_YEARS}(?: og et halvt| og eit halvt)?"
    rf"(?: år| months| måneder| månader| mnd)?(?![\w-])(?! {_NO_AGE})(?! ?%)"
    r"|nyfødt|nyfødte|nyfødde|nyfødd"
    rf"|{_YEARS} (?:år|mnd|måneder|månader)(?:s alder)?(?: gam\w+)?(?![\w])(?! (?:siden|sidan|i|med|på rad|til|etter|"
    rf"med))"
    rf"|(?:på|i) {ORDINALS}(?![\w])(?! {_NO_ORDINAL})|(?:i|på|in|from) \d{{1,2}}\.? ?[A-Fa-f](?!\w)"
    rf"|(?:in|from) (?:year|grade) {_YEARS}|(?:på|i) vg ?[123]"
    rf"|{_AGE_STEM}[ -]?åring(?:en|ens)?|{_AGE_STEM}[ -]?åri(?:g|ge|gt)|{_YEARS}[- ]years?[- ]old"
    r"|(?:f\.|født|fødd|born) ?(?:i |in )?(?:19|20)\d\d|f\. ?\d\d(?!\d)"
    r"|\d{1,2}\.?-?klassing(?:en)?|skolestarter(?:en)?"
    rf"|{ORDINALS}klassing(?:en)?)"
)
AGE_SIGNED = re.compile(
    rf"\(\d{{1,2}}(?: ?år)?\)|, ?{_YEARS}(?: år)?(?=[,.) ]|$)(?! [a-zæøå]*(?:er|ar)\b)", re.IGNORECASE
)
CONDITION = _whole(
    _any(
        """
        autis* asperger* adhd add down downs down_syndrome cp cerebral_parese epilep* diabet* tourette* mutisme
        mutist dysleksi* dyslekt* dyskalkuli* fas fasd ocd ptsd bipolar* schizo* psykose* utviklingshem* hørselshem*
        hørselssvekk* høyrselshem* høyrselssvekk* synshem* svaksynt* bevegelseshem* rørslehem* språkvansk*
        talevansk* språkforstyrr* stammer stamming stame leseva?nsk* lesevansk* skrivevansk* lærevansk*
        konsentrasjonsvansk* atferdsvansk* åtferdsvansk* nedsatt_hørsel nedsatt_syn nedsett_hørsel nedsett_syn døv
        døve døvblind blind blinde funksjonsned* funksjonshem* hørselsapparat* høreapparat* høyreapparat*
        hørapparat* cochlea* rullestol* protese* sondemat* sondeernær* kreft* leukemi* hjertefeil* hjartefeil*
        hjertesyk* astma* cøliaki* cystisk* muskel* ryggmarg* hydrocephalus nyresvikt* angst* depresjon* deprimert*
        spiseforstyrr* eteforstyrr* anoreksi* bulimi* selvskad* sjølvskad* skader_seg skadar_seg selvmord*
        sjølvmord* traume* traumatis* tilknytningsforstyrr* skolevegr* skulevegr* skolevegring ikke_språk
        ikkje_språk uten_språk utan_språk ikke_har_språk ikkje_har_språk diagnose* utagering* enkoprese inkontinen*
        bleie bleier nøtteallergi* lam lammet psykisk_utviklingshem* utredet utreda sansevansk* kromosomfeil*
        williams* autism wheelchair deaf hearing_aid* hearing_aids narkolepsi migrene eksem leddgikt
        spesialundervisning spesialpedagogisk_hjelp enkeltvedtak
        *hørselstap *synstap crohns mensen mistet_håret *syndrom* *sykdom* *sjukdom* *lidelse* *liding* *allergi*
        *hjerneskade* *hodeskade* *hovudskade* *ryggskade*
        *synsskade* *brannskade* *svulst* *spalte* *dysplasi* *dystrofi* *vansker *vanskar stomi* tics blødersyk*
        glassøye* sonde kateter* insulin* epipen* krykker medisin medisiner fetalt* nedsatt_* nedsett_* premature
        prematur* sansetap legasteni* hjernebetennelse hjernehinnebetennelse slag kortvokst* dverg* albin* arytmi*
        søvnvansk* matvegring munnmotor* tåler_ikke alvorlig_syk alvorleg_sjuk alvorlig_sjuk kronisk_syk kronisk_sjuk
        dødssyk dødssjuk uføre ufør psykisk_syk psykisk_sjuk syk_mor syk_far sjuk_mor sjuk_far sansenedsettelse hiv
        spina_bifida spisefor* hjerteoper* hjarteoper* hjerneslag* *kreft prader* klumpfot ganespalte språkløs*
        nonverbal* ikke_snakker ikkje_snakkar ikke_prater snakker_ikke snakkar_ikkje ikke_sier ikke_kan_snakke
        asd tvangstank* tvangslid* utagerer utagerande utagerende overvekt* fedme undervekt* utviklingsforstyrr*
        psykotisk* selvmords* sjølvmords* blodsykdom* hodepine* ryggmargsbrokk reumatis* psoriasis
        traumer posttraum* utviklingstraum* transplantert* dialyse pacemaker respirator
        amputert* lammelse* lammingar brukket brakk gips hjernerystelse tuberkulose hepatitt meningitt
        sigdcelle* thalassemi talassemi føllings pku galaktosemi laktose* gluten*
        skoliose katarakt grå_stær albinisme fragilt_x angelman rett_syndrom marfan
        turner* noonan* klinefelter* kabuki* sotos* usher* dravet* duchenne* perthes* ms als
        tisser_på_seg tissar_på_seg bæsjer_på_seg sengevæt* dagvæt* nektar_å_ete nekter_å_spise
        leppe-ganespalte leppe-kjeve-ganespalte kromosom* forsinket_språkutv* sen_språkutv* forseinka_språkutv*
        sein_språkutv*
        språkforsink* språkforseink* alkoholskad* *protese* søvnproblem* enurese vekstforstyrr* veksthem*
        sår_på_armene
        afasi dyspraksi trisomi* dobbeltdiagnose* fosterskade* stum stumhet spiseproblem* eteproblem* underern*
        vitaminmangel*
        rullator* spesialsko korsett dm1 dm_1 insulinpumpe tarmutlagt utlagt_tarm sma hemofili* hårløs* alopeci*
        vitiligo kjønnsinkon* kjønnsdysf*
        fødselsmerke* én_arm éin_arm ett_øye eitt_auge ein_arm hjelm hyperaktiv* impulskontroll raserianfall*
        absenser absensar anfall krampeanfall kramper
        """
    )
    + "(?: syndrom| diagnose)?|(?-i:ME|CFS)"
)
SITUATION = _whole(
    _any(
        """
        avslag_på_asyl oppholdstillatelse opphaldsløyve pårørende pårørande falt_i_krigen falt_i_krig
        drept_i_krigen på_rømmen stakk_av stjeler_mat barnebrud* bortført*
        kidnapp* forlatt foreldreløs* utkastet kastet_ut hjemmeskol* hjemmeundervis* innesperra innesperret
        barnehjem* barneheim* ledd_av ble_ledd_av fosterhjem* fosterheim* innlagt innlagd tilvist henvist
        fosterfamilie* beredskapshjem* beredskapsheim*
        barnevernsinstitusjon* institusjon asylmottak* flyktningmottak* krisesenter* adoptert* adopterte adoptivbarn
        enslig_mindreårig* einsleg_mindreårig* flyktning flyktningbarn omsorgsovertak* barnevernssak*
        bekymringsmeld* fengsel fengsla vold valden mishandl* overgrep* misbrukt* misbrukes omsorgssvikt* blåmerk*
        rusbehandl* rusmis* rusproblem* ruser_seg rusar_seg rus rusa skilt skilte samlivsbrudd mistet mista har_mist
        hjemløs* utvist utvises hjemme_alene foster_care er_far er_mor gravid gravide død døde døydde drept kreftsyk
        mobbes mobbet mobba sluttet_å_spise rømte rømt voldtatt tatt_av_barnevernet under_barnevernet i_barnevernet
        kjent_for_barnevernet kjent_i_barnevernet sosialhjelp
        skar_seg kuttet_seg kutta_seg kutter_seg skadet_seg skada_seg venter_barn ventar_barn drukna druknet omkom
        forulykk* vil_dø ville_dø vil_døy ville_døy ta_livet tok_livet tatt_livet livet_sitt livet_av_seg utsatt_for
        utsett_for innsatt arrestert* politiet
        drikker drikk_mykje
        voldsutsatt* valdsutsett* slår_* blir_slått alkoholi* narko* dop hasj tvangsgift* omskåret omskoren
        kjønnslemlest* papirløs* asylsøk* på_flukt flyktet flykta kom_hit_alene kom_alene kom_hit_åleine barnehus*
        transperson skiftet_kjønn homofil lesbisk skeiv stjeler stjålet stjal stel prostitu* bordell arbeidsledig*
        fattig fattige dårlig_råd dårleg_råd uten_bolig utan_bustad akuttplassert* plassert bostedsløs* nyskilt
        nyskilte
        hemmelig_adresse løynd_adresse sperret_adresse kode_6 kode_7 blir_mobba ble_mobbet ble_mobba vart_mobba
        tilsyn besøkshjem avlastning* avlasting* rusmisbruk* mistenkt* tiltalt* dømt* siktet barnevernet
        """
    )
)
ORIGIN = _whole(
    _any(
        """
        somaliske somalisk syriske syrisk ukrainske ukrainsk polske polsk eritreiske eritreisk afghanske afghansk
        samiske samisk kurdiske kurdisk tyrkiske tyrkisk arabiske arabisk pakistanske pakistansk litauiske litauisk
        rumenske rumensk russiske russisk irakiske irakisk iranske iransk vietnamesiske vietnamesisk thailandske
        kinesiske kinesisk muslimske muslimsk filippinske palestinske etiopiske sudanske kongolesiske bosniske
        albanske jødiske tamilsk tamilske indisk indiske srilankisk srilankiske gambisk gambiske ghanesisk ghanesiske
        nigeriansk nigerianske marokkansk marokkanske algerisk algeriske tunisisk tunisiske libysk libyske egyptisk
        egyptiske libanesisk libanesiske jordansk jordanske jemenittisk jemenittiske tsjetsjensk tsjetsjenske georgisk
        georgiske armensk armenske aserbajdsjansk aserbajdsjanske usbekisk usbekiske bulgarsk bulgarske gresk greske
        italiensk italienske spansk spanske portugisisk portugisiske fransk franske tysk tyske britisk britiske
        engelsk engelske amerikansk amerikanske brasiliansk brasilianske chilensk chilenske colombiansk colombianske
        venezuelansk venezuelanske cubansk cubanske indonesisk indonesiske koreansk koreanske japansk japanske nepalsk
        nepalske burmesisk burmesiske latvisk latviske estisk estiske finsk finske kvensk kvenske svensk svenske dansk
        danske islandsk islandske katolsk katolske kosovoalbansk kosovoalbanske makedonsk makedonske serbisk serbiske
        kroatisk kroatiske slovakisk slovakiske tsjekkisk tsjekkiske ungarsk ungarske moldovsk moldovske hviterussisk
        hviterussiske rwandisk rwandiske burundisk burundiske ugandisk ugandiske kenyansk kenyanske tanzaniansk
        tanzanianske senegalesisk senegalesiske afrikansk afrikanske asiatisk asiatiske palestinsk etiopisk sudansk
        kongolesisk bosnisk albansk jødisk filippinsk
        """
    )
    + r"(?= (?:\w+ )?(?:gutt|gut|jent|elev|barn|far|mor|ung))"
)
KIN_WORD = _any(
    """
    mor mora moren mamma mammaen far faren pappa pappaen foreldre foreldrene foreldra begge_foreldrene bror broren
    lillebror* storebror* veslebror* søster søstera søsteren syster systera lillesøster* storesøster* søsken søskena
    søsknene sysken syskena tvilling tvillingbror* tvillingsøster* bestemor* bestefar* besteforeldre* mormor*
    morfar* farmor* farfar* tante tanta onkel onkelen stemor* stefar stefaren fosterfar fosterfaren fostermor
    fostermora fostermoren fosterforeldre* foresatte føresette verge verga alenemor aleinemor kusina kusinen
    fetteren mother father parents brother sister grandmother grandfather grandparents mum mom dad
    """
)
KIN_OF = re.compile(rf"(?<!\w)(?P<kin>{KIN_WORD}) (?:til|åt|of)(?= )", re.IGNORECASE)
KIN = _whole(KIN_WORD)
KIN_TIED = re.compile(
    rf"(?<!\w)(?:(?:bor|bur|budd|bodd|lives|alene|åleine) (?:\w+ )?(?:hos |with |med )?(?:\w+ )?{KIN_WORD}"
    rf"|(?:mistet|mista|har mist|lost|uten|utan|hos|med) (?:\w+ )?(?:\w+ )?{KIN_WORD}|har (?:en |ei |ein |"
    rf"to )?(?:\w+ )?{KIN_WORD}"
    r"|to (?:mødre|mammaer|mammaar|pappaer|fedre|heimar|hjem))(?!\w)(?: i \w+| som (?:er|har) \w+| er \w+)?",
    re.IGNORECASE,
)
_NAME = r"[A-ZÆØÅ][\wæøå]*(?:[- ][A-ZÆØÅ][\wæøå]+)*"
_OURS = r"(?:barnehagen|skolen|skulen|avdelinga|avdelingen|gruppa|klassen|basen|sfo|klassa|førskolegruppa)"
PLACE = _whole(
    rf"(?:(?:på|i|fra|frå|ved|hos|in|from|at) (?:avdeling |gruppa |avdelinga |basen |rommet )?(?P<name>{_NAME})"
    r"(?: (?:barnehage|skole|skule|barneskole|ungdomsskole|sfo))?"
    r"|(?:i|på|fra|frå|in) \d{1,2}\.? ?[A-Fa-f](?!\w)"
    rf"|hos (?:oss|meg)|(?:i|på) \w*{_OURS} (?:vår|mi|min)|(?:i|på) (?:min|mi|vår) (?:klasse|gruppe|avdeling|skole|"
    rf"skule|barnehage)"
    r"|på (?:små|store)barns?\w*|fra flyktningmottak\w*|f?r?[åa]? ?asylmottak\w*"
    r"|(?:i|på) (?:rød|raud|blå|gul|grønn|grøn|lilla|hvit|kvit|oransje) (?:avdeling|base|gruppe|sone)"
    r"|på (?:rød|raud|blå|gul|grønn|grøn|lilla|oransje)(?= (?:er|har|som|med|får|og|vil|blir|går)|[.,]|$)"
    r"|(?:i|på) (?:maur|sommerfugl|troll|rev|bjørne|stjerne|sol|måne|eike|bjørke)\w*(?:gruppa|basen|stua|hiet))",
    case=True,  # the place has a capital
)
NO_PLACE = frozenset(
    """
    ppt bup nav sfo bhg pmto adhd asd ipad teams vigilo visma internett norsk engelsk matte kroppsøving mandag tirsdag
    onsdag torsdag fredag lørdag søndag jul påske ramadan facebook snapchat tiktok youtube instagram januar februar
    mars april mai juni juli august september oktober november desember rammeplanen opplæringslova habiliteringen
    barnevernet statped rvts du vi jeg han hun de
    """.split()  # noqa: SIM905 - as lines of words
)
VERB = re.compile(
    r"\b(?:har|hadde|er|var|bor|bur|fikk|fekk|kom|gikk|gjekk|has|is|lives|ble|vart|blir|går|ruser|rusar|skader|"
    r"skadar|"
    r"mistet|mista|mobbes|rømte|stammer)\b",
    re.IGNORECASE,
)
GENERIC_BEFORE = re.compile(
    r"(?<!\w)(?:hvis|når|dersom|viss|om|if|when) (?:vi|me|du|man|en|ein|noen|nokon|we|you) (?:har|får|have|get) $|"
    r"(?<!\w)(?:når|hvis|dersom|viss|om|tenk om|hver|kvar|hvert|kvart|enhver|ethvert|alle|ingen|inga|mange|flere|"
    r"fleire|if|when|whenever|every|any|slik at|for eksempel|f\.eks\.?|trenger|treng|hvordan|korleis|hvorfor|kvifor|"
    r"for|som|å være|å vere|å vera|typisk|i gjennomsnitt|enten|anten)(?: \w+){0,1} $",
    re.IGNORECASE,
)
# «Vi er bekymret for en jente …»: one whom somebody has in mind.
AFFLICTED = re.compile(r"(?:rullestolbruk|diabetik|autist|epileptik|allergik)\w+", re.IGNORECASE)
# «Vi har en femåring med stomi»: one of theirs, though «hvis vi har en elev …» is any.
WE_HAVE = re.compile(
    r"(?<!hvis )(?<!når )(?<!viss )(?<!om )(?<!dersom )(?<!at )\b(?:vi|me|jeg|eg|bordet|avdelinga|avdelingen) "
    r"(?:har|fikk|fekk|får)(?: nå| no| også| òg| hatt)? $",
    re.IGNORECASE,
)
_ABOUT = r"(?:møte|møtet|samtale|samtalen|sak|saka|saken|melding|plan|telefon|mail|spørsmål|diskusjon)"
IN_MIND = re.compile(
    rf"(?<!\w){_ABOUT} (?:om|for)(?: \w+)? $|"
    r"(?<!\w)(?:bekymra?(?:et)?|uroleg|urolege|urolig|urolige|redde?|glade?|engstelige?|engstelege?|ansvar|ansvaret"
    r"|vedtak|vedtaket|søkt|søker|søkjer|samtykke|ansvarsgruppe|ansvarsgruppa|kontaktlærer|kontaktlærar|støttekontakt"
    r"|worried) for(?: \w+)?(?: about)? $",
    re.IGNORECASE,
)
# After «et barn med autisme»: what is always so, and nobody in particular.
GENERIC_VERB = re.compile(
    r"(?<!\w)(?:trenger|treng|kan|bør|må|skal|vil ofte|har ofte|er ofte|ofte|alltid|som regel|vanligvis|vanlegvis|"
    r"profiterer|har rett|har krav|har behov|lærer best|fortjener|fortener|should|needs?|can|must|may|often|usually|"
    r"høres|høyrast|ikke kan|kunne|burde|er ikke (?:en|ei|et|det)|er ikkje (?:ein|ei|eit|det)|"
    r"er ikkje det same)(?!\w)",
    re.IGNORECASE,
)
IS_ONLY = re.compile(r" er (?:den|det) (?:eneste|einaste)\b", re.IGNORECASE)
HERE = re.compile(r"^,? (?:trenger|treng) ", re.IGNORECASE)
STARTS_SOON = re.compile(
    r"^,? ?(?:skal|vil) (?:begynne|byrja|byrje|starte|flytte|slutte|opereres|hentes) (?:\w+ ){0,2}"
    r"(?:m[åa]ndag|tirsdag|tysdag|onsdag|torsdag|fredag|i (?:morgen|morgon|januar|august|høst|haust|vår|uke|"
    r"veke)|til (?:høsten|hausten|våren)|etter)",
    re.IGNORECASE,
)
MAY_BE = re.compile(
    r" (?:kan|bør|må|skal|should|can|may|must) (?:\w+ )?(?:ha|være|vere|få|bli|have|be)\b", re.IGNORECASE
)
OURS = re.compile(r" (?:min|mi|vår|vårt)$|^hos (?:oss|meg)$", re.IGNORECASE)
OUR_OWN = re.compile(r"^(?:vår|vårt|my|our) |^(?:\w+) (?:vår|vårt)(?!\w)", re.IGNORECASE)
KNOWN_PARENT = re.compile(
    r" (?:til|åt) (?:presten|rektor|rektoren|ordføreren|ordføraren|styreren|styraren|legen|lensmannen|"
    r"politisjefen|naboen min)(?!\w)"
)
SIBLINGS = re.compile(
    r"^(?:tvilling|trilling|søsken|syskena)|(?:søsken|sysken|søstre|systre|brødre|brør|søstrene|brødrene|brørne|"
    r"søsknene)$"
)
ONLY = re.compile(r"(?<!\w)(?:eneste|einaste|ene|eine|minste|yngste|eldste|nye|only|new)(?!\w)", re.IGNORECASE)
# Where what is said of «et barn» ends, and something else begins.
ELSE = re.compile(r"[;.]|, (?:og|men|så) ")
# «Moren på Tasta har kreft»: the parent of one child, whom all there know.
PARENT = re.compile(r"^(?:Mor|Mora|Moren|Far|Faren|Ei mor|En mor|En far|Ein far|Mamma|Pappa)(?!\w)")
MADE_UP = re.compile(
    r"(?<!\w)(?:(?:historien|forteljinga|fortellingen)(?! om \w+ (?:hennes|hans|min|mi|sin|hennar))|"
    r"boka|boken|filmen|eventyret|caset|case|eksempelet|eksemplet|"
    r"døme|dømet|sangen|songen|teksten|bildet|biletet|videoen|rollespill\w*|rollespel\w*|bildeboka|biletboka|"
    r"the story|"
    r"the book|oppdiktet|oppdikta|tenkt|fiktiv\w*|tenk deg|tenk dykk|forestill|se for (?:deg|dere)|la oss si|sett at|"
    r"imagine)(?!\w)",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?<![\d.][.])(?<!\b[a-zæøå][.])(?<=[.!?…])[\"'»”)]*\s+(?=[A-ZÆØÅ«\"“])")
GOES_ON = re.compile(
    r"^[\"'«]?(?:Han|Hun|Ho|Hen|Barnet|Eleven|Gutten|Guten|Jenta|He|She|Mor|Far|Mora|Moren|Faren|Foreldrene|"
    r"Foreldra)\b"
)
