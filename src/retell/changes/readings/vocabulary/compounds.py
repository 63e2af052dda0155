"""Terms of news that are two words or more, and are broken when one of them is swapped.

"Heart attack" is a term: a "heart assault" or a "coronary attack" is none, though each word was answered.
The list holds the compounds that newspapers use every day; a term told by one word, or by words that do not
answer it one by one, is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from retell.models import lexicon
from retell.text.tokens import Token
from retell.values import dataclass

_TERMS = """
air base| air force| air pollution| air pressure| air quality| air raid| air strike| air traffic control|
air traffic controller| aircraft carrier| animal welfare| annual general meeting| appeals court|
armed forces| armed group| armed robbery| army officer| arrest warrant| art dealer| art gallery|
artificial intelligence| assistant coach| asylum seeker| asylum seekers| attorney general| auction house|
away game| balance sheet| ballistic missile| ballot box| ballot paper| bank account| bank holiday|
base rate| basis point| best picture| best seller| birth certificate| birth rate| birthday party| black box|
blood clot| blood pressure| blood sugar| blood test| board of directors| bond market| bond yield|
booster shot| border control| border crossing| border guard| bottom line| box office| box set| brain damage|
brain tumor| brain tumour| breaking news| breast cancer| bronze medal| budget deficit| buffer zone|
building site| building work| burst its banks| bus driver| bus lane| bus stop| by election| cabin crew|
cabinet minister| cabinet reshuffle| cancer patient| car bomb| car park| carbon dioxide| carbon emissions|
carbon footprint| care home| caretaker government| case study| cash flow| ceasefire line| cell phone|
central bank| centre forward| chief executive| chief executive officer| chief financial officer|
chief justice| chief of staff| christmas eve| christmas tree| city center| city centre| city council|
city hall| civil liberties| civil rights| civil servant| civil service| civil war| clean bill of health|
clean sheet| climate change| clinical trial| coalition government| coalition partner| coast guard|
cod quota| cold front| cold war| collective bargaining| common ground| common sense| community service|
computer program| computer virus| concert hall| conference call| consumer confidence| consumer price index|
consumer prices| control center| control centre| control experiment| control group| control room|
control tower| corner kick| corporation tax| cost of living| council tax| county council| court of appeal|
court order| credit card| credit card number| credit rating| credit union| crime scene| crossing guard|
crown court| crude oil| cruise missile| cup final| data breach| data center| data centre| data protection|
death certificate| death penalty| death rate| death sentence| death toll| debit card| debt relief|
defence lawyer| defence minister| defence secretary| defense attorney| defense lawyer| defense minister|
defense secretary| departure lounge| deputy prime minister| distress call| district attorney|
district court| dividend payment| drinking water| driving licence| driving license| drug dealer| drug lord|
drug trafficking| earnings call| earnings report| economic growth| economic output| education minister|
elementary school| emergency landing| emergency room| emergency services| endangered species| entrance exam|
estate agent| european union| exchange rate| executive board| executive director| exit poll| extra time|
eye witness| facial recognition| false accounting| family doctor| far left| far right| fighter jet|
film director| film festival| film star| finance chief| finance committee| finance minister|
finance ministry| financial year| finish line| fire alarm| fire brigade| fire chief| fire crew|
fire department| fire engine| fire service| fire station| first aid| first quarter| fiscal year|
fishing boat| fishing quota| fishing vessel| flash flood| flight attendant| flight recorder| flood defence|
flood plain| flood warning| flu shot| foreign affairs| foreign minister| foreign ministry| foreign office|
foreign policy| foreign secretary| forest fire| fossil fuel| fossil fuels| fourth quarter| free kick|
free trade| front line| front page| full time| full year forecast| funeral service| gas pipeline|
general assembly| general election| general practitioner| general secretary| general strike| global warming|
goal kick| gold medal| grand jury| grand prix| green card| green light| greenhouse gas|
gross domestic product| gross profit| ground control| group stage| guilty plea| half time| hard drive|
hat trick| hate crime| head coach| head of government| head of state| head teacher| health care|
health insurance| health minister| health official| health secretary| health service| heart attack|
heart disease| heart failure| heat wave| hedge fund| herd immunity| high court| high school| high tide|
holy see| home game| home ground| home page| home secretary| home win| house arrest| house of commons|
house of lords| house prices| housing market| human rights| hunger strike| immune system| income tax|
industrial action| infant mortality| inflation rate| injury time| insider trading| intensive care|
interest rate| interior minister| investment bank| job cuts| job loss| job losses| job market|
jury president| jury trial| justice minister| labor market| labor union| labour market| labour union|
lame duck| land mine| landing gear| last resort| launch pad| leading role| league table| league title|
left back| left wing| level crossing| license plate| life expectancy| life jacket| life sentence|
life support| lifeboat crew| lift off| living wage| loan deal| local authority| local election|
lorry driver| low tide| lower house| lung cancer| machine learning| maiden name| majority leader|
managing director| market leader| market share| market value| maternity leave| member of parliament|
mental health| middle class| middle east| military base| military service| minimum wage| minority leader|
mobile phone| money laundering| money market| mortgage rate| murder charge| murder trial| murder victim|
national anthem| national debt| national guard| national park| national security| natural gas|
nature reserve| nervous system| net income| net loss| net profit| new year| news agency| news conference|
next of kin| no fly zone| nuclear plant| nuclear power| nuclear reactor| nuclear waste| nuclear weapon|
number plate| nursing home| oil field| oil price| oil rig| oil spill| old age| old master| olympic games|
opera house| operating profit| operating room| operating system| operating theatre| opinion poll|
opposition leader| opposition party| organ donor| organised crime| organized crime| own goal| ozone layer|
parking fine| parking lot| parking space| party leader| party whip| password manager| pay cut| pay deal|
pay offer| pay raise| pay rise| peace deal| peace process| peace talks| peace treaty| peak hour|
peer review| peer reviewed journal| penalty kick| penalty shootout| pension fund| pension scheme|
percentage point| personal data| phone call| phone number| picket line| placebo group| planning permission|
plea bargain| pole position| police chief| police custody| police force| police officer| police spokesman|
police station| polling day| polling station| post mortem| power cut| power grid| power line| power lines|
power outage| power plant| power station| pre tax profit| presidential election| press conference|
press freedom| press release| press secretary| primary school| prime minister| prison sentence|
prisoner of war| private sector| profit forecast| profit margin| profit warning| property market|
property tax| prostate cancer| public health| public holiday| public inquiry| public opinion|
public prosecutor| public sector| public spending| public transport| quarter final| quarterly results|
railway line| railway station| rain forest| raw material| real estate| rebel group| rebel leader|
record company| record label| red card| red cross| red planet| refugee camp| rescue operation| rescue team|
rescue worker| research paper| research team| residence permit| retail sales| right back| right wing|
ring road| rocket launcher| ruling party| runway lights| rush hour| sales forecast| sales tax|
savings account| school board| school bus| sea level| search and rescue| search engine| search warrant|
season ticket| second quarter| secondary school| secretary general| security camera| security council|
security forces| security guard| semi final| serial killer| severance pay| sewage works| share buyback|
share price| shareholder meeting| short story| sick leave| sick pay| side effect| side effects|
silicon valley| silver medal| snap election| social media| solar panel| solar power| solar storm|
solar system| space agency| space probe| space station| space telescope| special forces| speed camera|
speed limit| speeding fine| standard of living| state media| state of emergency| state prosecutor|
state television| stem cell| stock exchange| stock market| stock split| stolen goods| storm surge|
strike action| student loan| student union| stumbling block| suicide attack| suicide bomber| summer camp|
supply chain| supporting role| supreme court| suspended sentence| swing voter| tap water| tax break|
tax credit| tax cut| tax evasion| tax fraud| tax haven| tax rate| tax relief| tax return| team captain|
test tube| text message| third quarter| ticket office| tidal wave| title race| touch down| town centre|
town council| town hall| toxic waste| track record| trade deficit| trade secretary| trade surplus|
trade union| trade war| traffic jam| traffic light| train driver| train station| transfer fee|
transfer market| transfer window| truck driver| trust fund| tuition fee| tuition fees| turning point|
unemployment rate| united nations| university degree| upper house| user account| value added tax|
vice president| vicious circle| voter turnout| wage bill| waiting list| wall street| war crime|
war criminal| water level| water supply| weather forecast| weather service| web site| wedding ceremony|
white house| wildlife park| wind farm| wind power| wind turbine| work permit| working class| working day|
working hours| world bank| world champion| world cup| world record| world trade| world war| worst case|
yellow card
"""


_BASES = """
affairs:affair appeals:appeal banks:bank commons:common cuts:cut data:datum directors:director effects:effect
emissions:emission fees:fee forces:force fuels:fuel games:game goods:good hours:hour liberties:liberty
lights:light lines:line lords:lord losses:loss media:medium nations:nation prices:price results:result
rights:right sales:sale savings:saving seekers:seeker services:service species:specie talks:talk works:work
"""
"""The words of terms that are no dictionary forms, each with its form: no word of them is looked up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term where it stands: its tokens, and its words in dictionary form."""

    at: range
    words: tuple[str, ...]


@cache
def _known() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The terms by their first word, the longest first, each word in dictionary form."""
    found: dict[str, list[tuple[str, ...]]] = {}
    bases = dict(entry.split(":") for entry in _BASES.split())
    for piece in _TERMS.replace("\n", "|").split("|"):
        words = tuple(bases.get(word, word) for word in piece.split())
        if words:
            found.setdefault(words[0], []).append(words)
    return {
        first: tuple(sorted(set(rows), key=lambda row: (-len(row), row))) for first, rows in found.items()
    }


@lru_cache(maxsize=16384)
def _base(word: str) -> str:
    nouns = lexicon.lemmas(word, "n")
    return nouns[-1] if nouns else word


def terms(words: Sequence[Token]) -> Iterator[Term]:
    """The terms among the words, in order, the longest at each place."""
    keys, known = [_base(token.key) for token in words], _known()
    stop = 0
    for at, key in enumerate(keys):
        if at < stop or key not in known:
            continue
        row = next((row for row in known[key] if tuple(keys[at : at + len(row)]) == row), None)
        if row:
            yield Term(at=range(at, at + len(row)), words=row)
            stop = at + len(row)


def is_term(words: Sequence[str]) -> bool:
    """Whether some words, in any form, are a term."""
    bases = tuple(_base(word) for word in words)
    return bases in _known().get(bases[0], ()) if bases else False
