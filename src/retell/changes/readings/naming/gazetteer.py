"""Countries with their adjectives and capitals, other names of one place, titles before a name."""

from __future__ import annotations

_COUNTRIES = """
afghanistan:afghan,afghans:kabul
albania:albanian:tirana
algeria:algerian:algiers
angola:angolan:luanda
argentina:argentine,argentinian:buenos aires
armenia:armenian:yerevan
australia:australian,aussie:canberra
austria:austrian:vienna
azerbaijan:azerbaijani,azeri:baku
bahrain:bahraini:manama
bangladesh:bangladeshi:dhaka
belarus:belarusian,belarussian,byelorussian:minsk
belgium:belgian:brussels
bolivia:bolivian:la paz
bosnia:bosnian:sarajevo
brazil:brazilian:brasilia
britain,united kingdom,uk,u.k,great britain:british,briton,brit:london,downing street,whitehall
bulgaria:bulgarian:sofia
burma,myanmar:burmese:naypyidaw
cambodia:cambodian:phnom penh
cameroon:cameroonian:yaounde
canada:canadian:ottawa
chad:chadian:n'djamena
chile:chilean:santiago
china,prc:chinese:beijing,peking
colombia:colombian:bogota
congo,drc:congolese:kinshasa
croatia:croatian,croat:zagreb
cuba:cuban:havana
cyprus:cypriot:nicosia
czech republic,czechia:czech:prague
denmark:danish,dane:copenhagen
ecuador:ecuadorian,ecuadorean:quito
egypt:egyptian:cairo
england:english,englishman:
estonia:estonian:tallinn
ethiopia:ethiopian:addis ababa
finland:finnish,finn:helsinki
france:french,frenchman:paris,elysee
georgia:georgian:tbilisi
germany:german:berlin
ghana:ghanaian:accra
greece:greek:athens
guatemala:guatemalan:guatemala city
haiti:haitian:port-au-prince
honduras:honduran:tegucigalpa
hungary:hungarian:budapest
iceland:icelandic,icelander:reykjavik
india:indian:new delhi,delhi
indonesia:indonesian:jakarta
iran:iranian,persian:tehran,teheran
iraq:iraqi:baghdad
ireland:irish,irishman:dublin
israel:israeli:jerusalem
italy:italian:rome
jamaica:jamaican:kingston
japan:japanese:tokyo
jordan:jordanian:amman
kazakhstan:kazakh,kazakhstani:astana
kenya:kenyan:nairobi
kosovo:kosovan,kosovar:pristina
kuwait:kuwaiti:
kyrgyzstan:kyrgyz:bishkek
laos:laotian,lao:vientiane
latvia:latvian:riga
lebanon:lebanese:beirut
liberia:liberian:monrovia
libya:libyan:tripoli
lithuania:lithuanian:vilnius
malaysia:malaysian:kuala lumpur
mali:malian:bamako
mexico:mexican:mexico city
moldova:moldovan:chisinau
mongolia:mongolian:ulaanbaatar
morocco:moroccan:rabat
mozambique:mozambican:maputo
nepal:nepalese,nepali:kathmandu
netherlands,holland:dutch,dutchman:the hague,amsterdam
new zealand:kiwi,new zealander:wellington
nicaragua:nicaraguan:managua
niger:nigerien:niamey
nigeria:nigerian:abuja
north korea:north korean:pyongyang
norway:norwegian:oslo
oman:omani:muscat
pakistan:pakistani:islamabad
palestine:palestinian:ramallah
panama:panamanian:
paraguay:paraguayan:asuncion
peru:peruvian:lima
philippines:philippine,filipino,filipina:manila
poland:polish,pole:warsaw
portugal:portuguese:lisbon
qatar:qatari:doha
romania:romanian:bucharest
russia,russian federation:russian:moscow,kremlin
rwanda:rwandan:kigali
saudi arabia:saudi,saudi arabian:riyadh
scotland:scottish,scot:edinburgh
senegal:senegalese:dakar
serbia:serbian,serb:belgrade
sierra leone:sierra leonean:freetown
singapore:singaporean:
slovakia:slovak,slovakian:bratislava
slovenia:slovenian,slovene:ljubljana
somalia:somali:mogadishu
south africa:south african:pretoria
south korea:south korean:seoul
soviet union,ussr,u.s.s.r:soviet:
spain:spanish,spaniard:madrid
sri lanka:sri lankan:colombo
sudan:sudanese:khartoum
sweden:swedish,swede:stockholm
switzerland:swiss:bern,berne
syria:syrian:damascus
taiwan:taiwanese:taipei
tajikistan:tajik:dushanbe
tanzania:tanzanian:dodoma
thailand:thai:bangkok
tunisia:tunisian:tunis
turkey,turkiye:turkish,turk:ankara
turkmenistan:turkmen:ashgabat
uganda:ugandan:kampala
ukraine:ukrainian:kyiv,kiev
united arab emirates,uae,u.a.e:emirati:abu dhabi
united states,us,u.s,usa,u.s.a,america,united states of america:american:washington,white house
uruguay:uruguayan:montevideo
uzbekistan:uzbek:tashkent
venezuela:venezuelan:caracas
vietnam:vietnamese:hanoi
wales:welsh,welshman:cardiff
yemen:yemeni:sanaa,sana'a
yugoslavia:yugoslav,yugoslavian:
zambia:zambian:lusaka
zimbabwe:zimbabwean:harare
europe:european:
european union,eu,e.u:eu,european:brussels
asia:asian:
africa:african:
"""


def _table() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    lands: dict[str, set[str]] = {}
    seats: dict[str, set[str]] = {}
    for line in _COUNTRIES.strip().splitlines():
        names, adjectives, capitals = (part.split(",") if part else [] for part in line.split(":"))
        for name in [*names, *adjectives, *(adjective + "s" for adjective in adjectives)]:
            lands.setdefault(name, set()).add(names[0])
        for name in capitals:
            seats.setdefault(name, set()).add(names[0])
    freeze = ({key: frozenset(found) for key, found in table.items()} for table in (lands, seats))
    one, other = freeze
    return one, other


LANDS, SEATS = _table()
"""Land by name or adjective; land by the seat of its government, which news lets stand for it."""

ADJECTIVES = frozenset(
    adjective + plural
    for line in _COUNTRIES.strip().splitlines()
    for adjective in line.split(":")[1].split(",")
    if adjective
    for plural in ("", "s")
)

_OTHER_NAMES = """
kiev kyiv; odessa odesa; kharkov kharkiv; lvov lviv; chernobyl chornobyl; bombay mumbai; peking beijing;
burma myanmar; calcutta kolkata; madras chennai; bangalore bengaluru; mecca makkah; rangoon yangon;
saigon hcmc; canton guangzhou; turkey turkiye; swaziland eswatini; macedonia makedonia; persia iran;
mohammed muhammad mohammad muhammed; gaddafi qaddafi kadafi gadhafi qadhafi; osama usama; koran quran qur'an;
moslem muslim; moslems muslims;
qaeda qaida; taliban taleban; shiite shia; shiites shias;
hezbollah hizbollah hizbullah hizballah; ukrainian ukranian; benghazi bengasi;
byelorussia belarus; lukashenko lukashenka; zelensky zelenskyy zelenskiy; putin poutine; basel basle bale;
geneva geneve; cologne koln; munich munchen; vienna wien; prague praha; warsaw warszawa; lisbon lisboa;
rome roma; milan milano; florence firenze; venice venezia; naples napoli; turin torino; seville sevilla;
saragossa zaragoza; brussels bruxelles; antwerp antwerpen; ghent gent; the hague den haag; falluja fallujah;
tehran teheran; riyadh riad; cabul kabul; aleppo halab; damascus dimashq; dniepr dnieper dnipro; nato otan
"""
SAME_PLACE: dict[str, int] = {
    name: at for at, names in enumerate(_OTHER_NAMES.replace("\n", " ").split(";")) for name in names.split()
}
"""Names of one place or person in another language or transliteration, by a number that they share."""

TITLES = frozenset(
    """
    madame monsieur mademoiselle frau herr fraulein senor señor senora señora signor signora mevrouw
    messrs mx mr mrs ms miss dr doctor prof professor sir lady lord dame rev reverend father sister
    brother saint st hon
    president premier chancellor minister secretary senator sen representative rep congressman congresswoman
    governor gov mayor judge justice chief general gen colonel col major maj captain capt lieutenant lt
    sergeant sgt admiral commander officer constable inspector detective sheriff deputy king queen
    prince princess duke
    duchess emperor pope cardinal archbishop bishop imam rabbi ayatollah sheikh sheik ambassador director
    chairman chairwoman chairperson chair speaker leader spokesman spokeswoman spokesperson manager coach
    attorney counsel prosecutor commissioner superintendent treasurer vice prime foreign defence defense
    interior finance deputy acting former ex ceo cfo vp mp mep councillor councilman councilwoman envoy
    analyst
    supt insp det dci cpl corporal pte lcpl brig brigadier cmdr commodore adm pres pastor vicar canon
    """.split()
)
"""Words before a name, capital or not, that are no part of it."""

PARTICLES = frozenset(
    "of de da do dos del della di la le du des der den van von zu bin ibn al el y e af av".split()
)
"""Small words inside a name."""
