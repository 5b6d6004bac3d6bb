"""What people answer when a form asks whether they come, and what they remark of it: yes, no, maybe."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from nettverk.exchange.list_hours import LONGEST_REPLY, is_hours_alone, part_of_day, plain, says_whole_day, words

_REMEMBERED = 2000  # cells that are read: people answer in much the same words


class Reply(StrEnum):
    """What somebody has answered to whether they come."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


_NOT = r"(?:ik+e|ikkje|ikkj|not)"
_STARTS_NO = words(
    r"^(?:nei+|neida|nope|niks|nix|naj|no(?!\w)(?! (?:idea|response|answer|reply|problem))|n$|usann$|false$|0$|-1$"
    r"|[✗✘✕❌👎])(?!\w)"
    r"|^(?:dverre|diverre|dessverre|sorry|beklager),? nei\b"
)
_STARTS_YES = words(
    r"^(?:ja+|jo|joda|jau|jada|jepp|japp|javisst|yes|yep|yup|yeah|y$|j$|x$|ok|sann$|true$|1$|selvfølgelig"
    r"|sjølvsagt|of course"
    r"|sure|absolutt|definitely|absolutely|certainly|klart det|sjølvklart|selvsagt|naturligvis|[✓✔☑✅👍])(?!\w)"
)
_ASKS_BACK = words(r"^(?:ja|nei|yes|no) ?\?+$")
_NOT_TOLD = (
    r"(?:ve(?:t|it)|vett) (?:eg |jeg |vi |me )?(?:ik+e|ikkje)(?! (?:hva|kva|hvem|kven|hvor|kor|hvordan|korleis"
    r"|hvilke\w*))"
)
_MAYBE = words(
    r"\b(?:kanskje|kansje|kan ?hende|kan vere|usikker\w*|uviss\w*|uavklar\w*|nja|tja|mulig\w*|mogleg\w*|muligens|trolig"
    r"|truleg|sannsynlig\w*|sannsynleg\w*|antakelig\w*|antagelig\w*|neppe|med forbehold|avklares|avklarast"
    r"|pending|waiting|hmm+|unlikely|foreløpig\w*|førebels|avvent\w*|håper|vonar"
    r"|prøver|freistar|eventuelt|evt|avhengig|avheng\w*|reserve\w*|ubesvart|maybe|perhaps|possibl[ey]|probabl[ey]"
    r"|likely"
    r"|unsure|uncertain|undecided|tentativ\w*|depend\w*|might|hopefully|i hope|try|hvis|dersom|viss eg|if i|om jeg får"
    r"|om eg får|om (?:det er|det blir|det vert|vi får|me får)|50 ?/ ?50|ja ?/ ?nei|yes ?/ ?no)\b"
    r"|\b(?:må|skal|vil) (?:først |fyrst )?(?:sjekk\w*|avklar\w*|sjå|se|spørre|snakke|undersøk\w*|prøve|høre"
    r"|høyre|drøfte"
    rf"|komme tilbake|kome tilbake)|^(?:satser|satsar|regner|reknar) (?:på|med)|^(?:kommer|kjem) tilbake$"
    rf"|\b{_NOT} (?:ennå|enno|enda|endå)\b"
    r"|^(?:sjekker|ser an|ser på det|venter|ventar)\b|\b(?:venter|ventar|vente) på\b"
    r"|^(?:vi |me |eg |jeg )?får (?:se|sjå)\b|\binteress(?:ert|erte)\b"
    rf"|\b{_NOT_TOLD}|\b{_NOT} (?:helt |heilt )?(?:sikker|bestemt|avklart|klart)"
    rf"|\b{_NOT} (?:svart|bekrefte[dt]|stadfesta|avklart|avklara)\b|\bnok {_NOT}\b|\b(?:un|not )confirmed\b"
    r"|\bnot (?:yet|sure|certain|decided)\b|\b(?:do ?n[o'’]?t|dunno) ?(?:yet )?know\b|\bno (?:idea|response"
    r"|answer|reply)\b"
    rf"|\b{_NOT} (?:svart|besvart)\b|\bing?en svar\b|^(?:none|ingen)$|\b(?:tror|trur)\b|^(?:helst|gjerne,? men)\b"
    r"|\bventeliste\w*\b|\bwaiting ?list\b|\bi think\b|\bgir? (?:beskjed|tilbakemelding|lyd)\b|\bgje(?:v"
    r"|r)? (?:beskjed|lyd)\b"
    r"|\bfår gi beskjed\b|\b(?:kommer|kjem) tilbake til\b|\blet you know\b|\b(?:to be|tbd|tba|tbc)\b|^\?+$"
)
# What is not possible is no «possibly».
_IMPOSSIBLE = words(
    rf"\b{_NOT} (?:\w+ )?(?:mulig(?:het\w*)?|mogleg\w*|possible)\b|\b(?:umulig|umogleg|impossible|uaktuelt)\b"
)
_COME = (
    r"(?:komme|kome|delta|deltake|møte|stille|være med|vere med|bli med|være der|come|attend(?:ing)?|join|make it"
    r"|be (?:there|able|attending|coming|joining)|participate)"
)
_LATER = (
    r"(?! (?:før|til|for|innan|until|before|hele|heile|den hele|alene|aleine|opp ut[ea]n|fra|frå"
    r"|med (?!likevel|allikevel|da|denne)\w|på (?:lunsj|lunch|mat|middag|kveld|overnatt|fest)))"
)
# Said anywhere, also in a column of comments, these are about coming and nothing else.
_SURE_NO = words(
    rf"\b(?:kommer|kjem|deltar|deltek|møter|stiller|blir|vert) (?:(?:jeg|eg|vi|me|dessverre|diverre|desverre"
    rf"|likevel|altså"
    rf"|heller|allikevel|da|der) )*(?:ik+e|ikkje)(?: med(?=$|[,.;]| (?:likevel|allikevel|da|i|på|denne)\b))?\b{_LATER}"
    rf"|\b(?:kan|får|rekker|rekk|klarer|klarar|greier|greidde)(?: (?:jeg|eg|vi|me|det|dessverre|diverre|desverre"
    rf"|likevel"
    rf"|allikevel))* (?:ik+e|ikkje)"
    rf"(?: (?:likevel|dessverre|diverre|allikevel|det|å|til))*(?: {_COME}\b(?! med| på (?:lunsj|mat)| alene)"
    rf"| likevel\b| (?:den|denne) (?:dagen|gang\w*|gong\w*|datoen)|$)"
    rf"|\b(?:må|meld\w*|har|sender) (?:\w+ ){{0,2}}(?:avbud|forfall|fråfall)\b|^(?:avbud|forfall|fråfall)\b|\bavbud$"
    rf"|\bav ?meldt\b|\bav(?:bestilt|bestilling)\b|\bmeld(?:t|er|te) av\b|\bmeld\w* (?:seg|meg) av\b|\bforhind?r\w*\b"
    rf"|\b(?:trukke[tn]?|trekker|trekkjer|trekk) (?:seg|meg)\b|\btrakk seg\b|\bfrafall\w*\b"
    rf"|\b(?:takk\w*|seier|sier) nei\b(?! til (?:kjøtt|mat|fisk|lunsj))|\bavslått\b|\bavvist\b|\bavslag\b|\bdeclin\w+\b"
    rf"|\b(?:can ?n[o'’]?t|can ?not|unable to|won[’']?t(?: be able to)?|(?:will|do|does) not"
    rf"|do(?:es)?n[o'’]?t) (?:be able to )?"
    rf"{_COME}\b|\bnot (?:be )?(?:coming|attending|joining|able to)\b"
    rf"|\b(?:has |have )?(?:cancel+ed|withdrawn)\b"
    rf"|^(?:er |har |blir |is |vert )?(?:syk|sjuk|sykmeldt|sjukmeld|sick|ill|sluttet|slutta)(?:meldt)?(?: (?:her"
    rf"|hos oss|i jobben"
    rf"|hjå oss))?\.?$"
    rf"|^(?:er |har |i |på |ute i )*(?:\w*permisjon|\w*perm|ferie|avspasering)(?: (?:den dagen|da|hele|heile"
    rf"|til|ut|fra|frå|fram|frem|resten|denne|dette)\b.*)?$"
    rf"|^(?:er )?bortreis[te]\w*(?: (?:den dagen|da))?$|^står over\b|^hopper over\b"
    rf"|^(?:er |har |be |å )?(?:sykemeldt|sykmeldte?|syk|sjuk|borte|absent)(?: (?:i dag|den dagen|da|til|fra"
    rf"|frå)\b.*| \d.*)?$"
    rf"|^(?:har |er )?(?:sluttet|slutta)(?: (?:i|per|pr|fra|frå|\d).*)?$|^(?:på )?ferie(?: (?:uke|veke|i|til)\b.*)?$"
    rf"|\b(?:jobber|arbeider|jobbar|arbeidar|ansatt|tilsett) (?:{_NOT} )?(?:her )?(?:{_NOT} )?(?:her )?(?:lenger"
    rf"|lengre|meir)\b"
    rf"|\b{_NOT} (?:ansatt|tilsett) (?:her )?(?:lenger|lengre)\b|\bno longer (?:works?|coming|attend\w*|employed"
    rf"|here)\b"
    r"|\b(?:kansellert?|annullert?|refundert?|tilbakebetalt)\b"
    rf"|\bfrafal[lt]\w*\b|\b(?:at )?(?:hun|han|ho|hen|jeg|eg|de|vi) {_NOT} (?:kommer|kjem|kan komme|deltar|deltek"
    rf"|møter)\b"
    rf"|\bcan[’']?t (?:come|make)\b|\b(?:barn|sykt barn|sjukt barn)(?: er)? ?(?:syk|sjuk)?t?$"
    rf"|\bhjemme med sy?k\w* barn\b"
    rf"|\bheime med sjukt? barn\b|^(?:skal |må |bes )?(?:strykes|stryk|strykast|slettes|slett|fjernes|fjern|utgår"
    rf"|utgå)\b"
    r"|^(?:(?:jeg |eg )?(?:kommer|kjem|deltar|deltek) (?:på )?)?ing?en(?:ting)? av (?:del(?:ene|ane)|dagane|dagene"
    r"|øktene)\b|^none of (?:the )?(?:parts|days|sessions|them)\b"
    rf"|^(?:skal |vil |er |blir )?{_NOT} (?:være |vere )?(?:med|påmeldt|aktuel\w*)(?: (?:likevel|lenger|allikevel))?$"
    rf"|\bskal (?:likevel )?{_NOT} (?:være|vere) med\b|^(?:avlyst|erstattes av|erstattet av|bytter med|byttet med)\b"
    rf"|^[✗✘✕❌]$|^kan {_NOT} \d|\bfår {_NOT} kom[me]\w*|^går {_NOT}(?: denne gangen)?$"
)
_NO = words(
    rf"\b(?:dessverre|diverre|desverre|unfortunately|sorry|beklager|beklagar|regrets)\b|^{_NOT}$"
    r"|\bcan[’'n]?t\b|\bcannot\b|\b(?:won|do|does|is|are)n[’']t\b|\bhindret\b|\b(?:avlyst|avlys|utgår)\b"
    r"|\b(?:er|blir|vert) (?:borte|bortreist|fraværende|opptatt|oppteken|syk|sjuk)\b"
    r"|^(?:er |går ut i |har |på |i |et |eit |jeg har |eg har |have |am |i'm |out |on |away |another |annet "
    r"|anna |andre )*"
    r"(?:syk|sjuk|\w*permisjon|\w*ferie|fri|borte|fravær|fraværende|fritak|fritatt|unable|annet på|opptatt"
    r"|oppteken|bortreist|kurs|reise|tjenestereise|møte"
    r"|avspasering|sluttet|slutta|studiedag|absent|away|leave|holiday|vacation|busy|meeting|ill|sick|abroad|utlandet)\b"
    r"|\b(?:står|hopper|hoppar) over\b|\bkolli[ds]\w+\b"
    r"|^ing?en (?:fra|frå|av) (?:oss|her|del(?:ene|ane)|dei?|dag(?:ene|ane)|økt(?:ene)?|disse|desse)\b"
    r"|\bskulle gjerne\b"
)
_NOT_AT_ALL = words(rf"\b{_NOT}\b")
_NO_MATTER = words(
    rf"\b{_NOT} (?:noe|noko|noe som helst) problem\b|\b(?:hvorfor|kvifor|why) {_NOT}\b|\b(?:no|ikke noe"
    rf"|ingen) problem\b"
)
_YES = words(
    r"\b(?:kommer|kjem|deltar|deltek|møter|blir med|vert med|stiller|påmeldt|godtatt|godkjent|akseptert|accepted"
    r"|attend(?:ing)?|coming|bekreftet|stadfesta|confirmed|registered|going|passer|passar|høver|(?:går"
    r"|det er) (?:fint|bra|greit)"
    r"|med glede|gjerne|gladly|bekrefter|stadfestar|will (?:come|be there)|i will|i can|i'll|count me in"
    r"|til ?stede|present|problem|fysisk"
    r"|digital\w*|teams|zoom|online|på nett(?:et)?|via nett|in person|remote(?:ly)?|hybrid)\b"
    rf"|^(?:er )?med$|^(?:det )?kan (?:jeg|eg|vi|me)$|^kan(?: (?:komme|kome|delta|møte))?$|^delta[kg]er$"
    rf"|^deltakar$|\b(?:hvorfor|kvifor|why) {_NOT}\b"
)
_SURE_MAYBE = words(
    rf"^(?:(?:jeg |eg |er )?{_NOT} (?:helt |heilt )?(?:sikker|sure|bestemt|decided)|{_NOT_TOLD})"
    rf"(?: (?:ennå|enno|enda|endå|yet))?$|"
    r"^(?:kanskje|usikker|uvisst?|maybe|tentative|foreløpig)\b|\b(?:usikker|ik+e sikker|ikkje sikker|vet ikke"
    r"|veit ikkje|not sure|unsure) (?:på )?(?:om|whether|if)\b"
    r"|\b(?:kommer|kjem|deltar|deltek) (?:kanskje|nok ikke|nok ikkje|trolig|truleg|sannsynligvis)\b"
    r"|\bkanskje (?:kommer|kjem|med)\b|\bmay(?:be)? (?:come|not come|attend)\b"
    r"|\b(?:hvis|dersom|viss|om) (?:jeg|eg|hun|han|ho|vi|me|hen) får (?:vikar|fri)\b|^(?:står "
    r"|er )?på venteliste\b|^venteliste\b"
    r"|\b(?:kommer|kjem|deltar) (?:hvis|dersom|viss)\b|^(?:mulig|mogleg|kan hende|usikkert|uavklar\w*|avklares"
    r"|avklarast|avventer"
    r"|venter på svar|avhengig av|reserve|evt\.?|kan kanskje|må (?:bekreftes|avklares|stadfestast)|unconfirmed)\b"
    rf"|^(?:har )?{_NOT} (?:bekreftet|stadfesta|svart|svara|confirmed|avklart|avklara)\b|\bto be confirmed\b|^\?+$"
)

# A remark that asks something back says nothing of whether somebody comes.
_ASKS_US = words(r"^(?!.*\b(?:kom|delta|møte|rekk|være med|vere med|come|attend|join)).*\w+(?: [^ ]+){3,} ?\?+$")


@lru_cache(_REMEMBERED)
def reply_of(text: str) -> Reply | None:
    """What an answer to «Kommer du?» says; None when it says something else."""
    text = plain(text)
    if not text or len(text) > LONGEST_REPLY:
        return None
    if _ASKS_BACK.search(text):
        return Reply.MAYBE
    if _STARTS_NO.search(text) or (_IMPOSSIBLE.search(text) and not _STARTS_YES.search(text)):
        return Reply.NO
    if _MAYBE.search(text):
        return Reply.MAYBE
    if _STARTS_YES.search(text) or (part_of_day(text) is not None and not _SURE_NO.search(text)):
        return Reply.YES
    if _NO_MATTER.search(text):
        return Reply.YES
    if _SURE_NO.search(text) or _NO.search(text) or _NOT_AT_ALL.search(text):
        return Reply.NO
    return Reply.YES if _YES.search(text) or says_whole_day(text) or is_hours_alone(text) else None


@lru_cache(_REMEMBERED)
def remark_of(text: str) -> Reply | None:
    """What a remark says of whether somebody comes, where nobody asked: only what cannot mean anything else."""
    text = plain(text)
    if not text or len(text) > LONGEST_REPLY:
        return None
    if _ASKS_US.search(text):
        return None  # «Kanskje dere kan sende programmet?»
    if _SURE_MAYBE.search(text) and not _STARTS_NO.search(text):
        return Reply.MAYBE
    if _SURE_NO.search(text):
        return Reply.NO
    return None


_HEADING = words(
    rf"(?P<no>(?:(?:har|er|disse|desse|de som|dei som|som|følgende|følgjande) )*(?:(?:har|er) )?(?:avmeld(?:te?"
    rf"|ingar|inger)?"
    rf"|(?:meldt?|melder) (?:avbud|forfall|fråfall|fravær|frafall)|avbud|forfall|fråfall|frafall(?:t|ne)?"
    rf"|(?:kommer|kjem|deltar|deltek|møter) {_NOT}(?: likevel)?"
    rf"|(?:kan|skal) {_NOT}(?: (?:komme|kome|delta|møte|være med|vere med))?|{_NOT} (?:påmeldte?|med|deltakende"
    rf"|møtt|attending"
    rf"|coming)|fravær(?:ende)?|borte|takk[ea]t? nei|nei|no|syke?|sjuke?|sykmeldte?|sykemeldte?|sjukmelde?"
    rf"|(?:i )?permisjon"
    rf"|sluttet|slutta|avbestilt\w*|strøket|strukne|declined|cancel+ed|cancel+ations?|absent|regrets|not coming)"
    rf"(?: (?:personer|personar|deltakere|deltakarar|people))?)"
    rf"|(?P<maybe>(?:(?:har|er|disse|desse|de som) )*(?:usikker|usikre|uvisse?|(?:kommer |kjem )?kanskje"
    rf"|(?:på )?venteliste"
    rf"|(?:vet|veit) {_NOT}(?: (?:ennå|enno|enda|endå))?|uvisst|don[’']?t know|not sure"
    rf"|reserver?(?:liste)?|mangler svar|manglar svar|{_NOT} (?:svart|svara|avklart|avklara|answered|responded"
    rf"|bekreftet)"
    rf"|uavklarte?|ubesvart|avventer(?: svar)?|maybe|tentative|wait(?:ing)? ?list(?:ed)?|no (?:answer|reply|response)))"
    rf"|(?P<yes>(?:(?:har|er|disse|desse|de som) )*(?:påmeldte?|påmelde|påmelding(?:er|ar|sliste)?"
    rf"|delta[kg]erliste|deltakarliste|delta[kg]ere?|deltakarar?|deltakere på samlingen|kommer"
    rf"|kjem|deltar|deltek|møter|bekreftet|bekreftede|stadfesta|ja|yes|coming|attending|confirmed|participants)"
    rf"(?: (?:deltakere|deltakarar|personer|participants))?)"
)


# «Påmeldte til fagdag», «Deltakere på samlingen 10. februar»
_OF_WHAT = words(
    r"^(?P<head>påmeldte?|påmelde|avmeldte?|avmelde|delta[kg]ere|deltakarar|venteliste|avbud|forfall)"
    r" (?:til|på|for|ved|per|pr\.?|den) .+$"
)


def heading_of(text: str) -> Reply | None:
    """What a line by itself says of those below it, or a column's title of those with a tick in it: «Avmeldte:»."""
    bare = re.sub(r"[\s:.–—-]*(?:\(?\d+\)?)?[\s:.–—-]*$", "", plain(text[:80]))
    match = _HEADING.fullmatch(bare) or _HEADING.fullmatch(_OF_WHAT.sub(r"\g<head>", bare))
    if match is None:
        return None
    return {"no": Reply.NO, "maybe": Reply.MAYBE, "yes": Reply.YES}[str(match.lastgroup)]
