"""Places that nobody is named after without more being said, and the words round a name that tell where from who."""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Folded as names are compared: small letters, accents gone. Several are farms and family names too.
PLACES = frozenset(
    """
    agder rogaland vestland viken innlandet nordland troms finnmark trøndelag telemark vestfold buskerud
    akershus østfold oslo bergen trondheim stavanger kristiansand arendal grimstad lillesand mandal lindesnes
    vennesla farsund flekkefjord lyngdal kvinesdal sirdal hægebostad åseral evje bygland valle bykle iveland
    birkenes froland åmli vegårshei gjerstad risør tvedestrand songdalen søgne marnardal audnedal skien
    porsgrunn bamble kragerø drangedal nome notodden tinn hjartdal seljord kviteseid nissedal fyresdal tokke
    vinje rjukan larvik sandefjord tønsberg horten holmestrand færder drammen kongsberg ringerike hønefoss hole
    flå nesbyen gol hemsedal ål hol sigdal krødsherad modum øvre eiker lier flesberg rollag asker bærum
    lillestrøm lørenskog rælingen enebakk nordre follo ås nesodden frogn vestby moss råde fredrikstad sarpsborg
    halden hvaler indre rakkestad marker aremark våler skiptvet ullensaker jessheim eidsvoll nannestad hurdal
    gjerdrum nittedal lunner jevnaker gran toten gjøvik hamar ringsaker løten stange elverum trysil åmot
    rendalen engerdal tolga tynset alvdal folldal stor-elvdal åsnes kongsvinger sør-odal eidskog grue
    lillehammer øyer gausdal ringebu fron sel vågå lom skjåk lesja dovre sunndal oppdal røros rennebu meråker
    stjørdal malvik melhus orkland skaun levanger verdal steinkjer namsos overhalla grong høylandet snåsa
    nærøysund leka ålesund molde kristiansund rauma vestnes hustadvika averøy aukra sula giske sykkylven stranda
    fjord volda ørsta hareid ulsteinvik ulstein herøy sande vanylven stad eidfjord ullensvang odda kvam voss
    vaksdal samnanger austevoll bjørnafjorden stord bømlo fitjar tysnes kvinnherad etne sveio askøy øygarden
    alver osterøy modalen gulen solund hyllestad høyanger vik sogndal aurland lærdal årdal luster askvoll fjaler
    sunnfjord førde florø kinn bremanger stryn gloppen haugesund karmøy tysvær vindafjord suldal sauda
    hjelmeland strand sandnes sola randaberg kvitsøy bokn utsira gjesdal bjerkreim eigersund egersund sokndal
    lund klepp time hå bryne bodø fauske saltdal rana mosjøen vefsn alstahaug sandnessjøen brønnøysund brønnøy
    sømna bindal narvik harstad sortland hadsel bø andøy øksnes vågan svolvær leknes tromsø senja balsfjord
    lyngen storfjord nordreisa skjervøy kvænangen målselv bardu alta hammerfest kautokeino karasjok porsanger
    tana vadsø vardø båtsfjord nesseby kirkenes lebesby gamvik måsøy nordkapp loppa longyearbyen svalbard norge
    noreg norden sverige danmark finland island tyskland frankrike england storbritannia skottland irland
    nederland belgia sveits østerrike italia spania portugal hellas polen litauen latvia estland ukraina
    russland hviterussland belarus romania bulgaria ungarn tsjekkia slovakia slovenia kroatia serbia bosnia
    montenegro kosovo albania makedonia moldova tyrkia syria irak iran libanon jordan israel palestina gaza
    egypt libya tunisia algerie marokko sudan eritrea etiopia somalia kenya uganda tanzania rwanda burundi kongo
    kamerun nigeria ghana gambia senegal mali afghanistan pakistan india nepal bangladesh kina japan korea
    vietnam thailand burma myanmar filippinene indonesia malaysia usa amerika afrika asia europa australia
    canada mexico brasil chile peru colombia cuba agder vestlandet sørlandet nordnorge østlandet sapmi
    sørlandsparken kvadraturen lund grim vågsbygd tinnheia slettheia hånes randesund justvik torridal flekkerøy
    oddernes gimle krossen hellemyr kongsgård tveit birkeland hamresanden stockholm gøteborg malmø københavn
    århus helsinki reykjavik berlin hamburg paris london dublin amsterdam brussel roma milano madrid barcelona
    lisboa athen warszawa krakow gdansk vilnius kaunas riga tallinn kyiv lviv kharkiv odesa mariupol kherson
    moskva istanbul ankara damaskus aleppo bagdad mosul teheran kabul herat mogadishu hargeisa asmara addis
    nairobi kampala lagos accra hanoi saigon bangkok manila delhi islamabad lahore karachi colombo jaffna
    beijing shanghai tokyo seoul washington boston chicago
    """.split()  # noqa: SIM905 - as lines of words
)
# The second of «Liv og lyst», «dag og natt», also with a capital inside a sentence: what somebody calls a project.
BESIDE_WORDS = _set("lyst røre lære død natt måne regn vind sommer sommar vinter høst haust glede læring trivsel")
# «Innspill fra Bo» is from somebody, also where a place is called that.
COMES_FROM = _set(
    """
    innspill klem hilsen helsing ønske ønsker ønskje spørsmål ide idé ideen idéen forslag forslaget døme
    eksempel beskjed
    melding mail e-post epost sms takk notat bidrag kommentar svar sitat råd tips tilbakemelding rapport referat
    henvendelse
    """
)
# What is called after whoever has it: «på Livs avdeling».
HAS_ONE = _set("avdeling gruppe base rom team klasse trinn kontor pult bord side fang kontaktgruppe")
# How farms, hills and bays are called, and the schools that stand there.
PLACE_LIKE = re.compile(
    r"(?:heia|heim|dal|dalen|vik|vika|viken|nes|neset|berg|berget|bergan|stad|vang|lia|tun|tunet|myra|myr|haugen|haug|"
    r"åsen|ås|sund|sundet|øya|øy|holmen|holm|land|moen|mo|rud|by|sletta|bakken|lund|lunden|vollen|voll|skogen|fjell|"
    r"fjord|strand|bukta|odden|haven|hagen|marka|elva|elv|gata|veien|vegen|vågen|våg|foss|fossen|tjern|vann|vatn|"
    r"gården|garden|senteret|huset|skolen|parken|torget)$",
    re.IGNORECASE,
)
