"""English words that are one word in another language and mean different things.

An entry is one foreign word; a bar parts its English meanings. What went through that language and back may
come out as the wrong one of them. Words that English itself uses for each other are not parted.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import combinations

from retell.models import lexicon

_SPANISH = """
wait await | expect | hope; lose | miss | waste; win | earn | gain; wear | carry; count | tell | rely;
prove | try | taste; treat | try; direct lead | address; feel | regret; want | love; know | meet;
attend | assist help; realise realize | perform accomplish; intend | pretend; attend | serve;
answer reply respond | contest; happen occur | succeed; remember recall | remind | record;
annoy bother disturb | molest; reverse overturn | invest; endure withstand | support; argue | discuss;
throw | pull | shoot; agree | remember; charge | load freight; letter | menu | charter | card;
account | bill; painting picture | square | chart; address | direction; law | right | straight;
duty | homework; bank | bench | shoal; bag | exchange; camera | chamber; field | countryside | camp;
layer | cape cloak; career | race; lawsuit | cause; appointment | quotation quote | date;
queue | tail | glue; food | meal; competition | competence; contest | assistance; court | cut;
current | ordinary; cure | priest; fact | date; deposit | tank | warehouse; destination | fate destiny;
cash | effective; team | equipment; station | season; success | exit; factory | fabric; lack | fault | foul;
end | purpose; signature | firm; bottom | fund | background; training | formation; source | fountain spring;
blow | coup; degree | grade; history | story; leaf | sheet | blade; game | gambling | play;
advertising | publicity; gamble bet | play; trial | judgment; board | joint; tongue | language;
demonstration rally | manifestation; morning | tomorrow; brand | mark; coin | currency;
media | means | half; member | limb; reason | motif; pier dock | spring; wrist | doll; news | notice;
paper | role; stop | parade; relative relation | parent; departure | item; party | match; passage | fare;
step | pass; boss employer | pattern; penalty | sorrow grief pity; track | clue | runway;
plant | floor storey; square | seat; feather | pen; population | town; people | village;
politician | political; policy | politics; goalkeeper keeper | porter doorman; price | prize award;
dam | prey; beginning start | principle; proof evidence | test; post | stall; point | dot; reason | right;
resource | appeal; net | network; rent | income; meeting | reunion; balance | sale;
kidnapping abduction | sequestration; sense | direction; ruling verdict | sentence; siege | site place;
company firm business | society; dream | sleep; luck | fate; roof | ceiling; time | weather;
shop store | tent; treatment | deal; candle | sail; lap | return; fire | launch;
neck | collar; grow | believe; ash | ashtray;
nephew niece | grandchild grandson granddaughter grandchildren; release | liberate; embarrassed | pregnant;
constipated | cold; large | long; carpet | folder; soap | soup; exit | success; preserve | preservative;
library | bookshop bookstore; nude naked | knot; sane | healthy; sensitive | sensible; salary | celery;
compromise | commitment; crime | murder
"""

_FRENCH = """
former | ancient; stay remain | rest; miss | lack; ask | demand; claim | pretend; withdraw remove | retire;
retirement | retreat; union | syndicate; mixed divided | shared; room | coin | play | piece;
experience | experiment; awareness consciousness | conscience; newspaper | diary; day | journey;
rental | location; bookshop bookstore | library; reading | lecture; own | clean; insure | ensure assure;
warning | advertisement; diary | agenda; current present | actual; currently presently | actually;
possible | eventual; possibly | eventually; finish | achieve; building | vessel; office | desk; coach | car;
cellar | cave; luck | chance; head chief leader | chef cook; traffic | circulation; driver | conductor;
coast | rib; disappoint | deceive; disappointment | deception; defend | forbid; deadline | delay;
pity | damage; failure | chess; fail | strand; broadcast programme program | emission; hear | understand;
petrol gasoline | essence; test | essay; publisher | editor; fire | light; strike | shore; guest | host;
insult | injury injure; dismiss sack | license; shop store | magazine; market | deal;
opportunity | occasion; opinion | advice; sentence | pain; pain | punishment; oil | petrol;
sentence | phrase; square | place; complaint | plaint; firefighter fireman | pump; pursuit | prosecution;
trial | process; revenue takings | recipe; watch | concern; notice | remark; meeting | match;
intelligence | information; performance | representation; official | responsible; dress | robe;
novel | roman; lounge | fair; stage | scene; seat | headquarters | siege; fate | spell; memory | souvenir;
internship training | stage; fan supporter | bearer; tower | tour | lap; eve | vigil; wave | vague;
flight | theft robbery; voice | vote; unusual | unused; abuse | abusive; reservoir | tank; always | still;
fault | default; evidence | proof; above | top; prevent | warn; sympathetic | nice;
deputy lawmaker | deputation; rebate discount | reduction; bowl | bolt; chair | flesh;
bless | wound injure hurt; corpse | corps; grape | raisin; plum | prune; college | secondary;
formidable | tremendous; furniture | supply; habit | clothes; hazard | chance; issue | exit;
medicine | doctor; mayor | mother; photograph | photographer; physician | physicist; preservative | condom;
rude | rough; inhabited | uninhabited; engage | hire; assist | attend; support | endure bear
"""

_GERMAN = """
castle | lock; court | dish; train | move; supporter follower | trailer | pendant; paragraph | heel;
plant facility | investment; attack | notice; advertisement | complaint; task duty | surrender;
edition | condition; recording | admission; edition issue | spending expenditure; statement | testimony;
farmer | pawn; contribution | fee; ceiling | blanket; pressure | print; operation | stake; case | fall;
salary pay | content; ghost | mind; parish | municipality; violence | force; profit | win; poison | gift;
budget | household; yard | farm; circle | district county; performance | benefit;
head director | ladder; brand | stamp; crowd | quantity; fair | mass; grade | note; victim | sacrifice;
rehearsal | sample; council | advice; wheel | bicycle; reputation | call; queue line | snake;
guilt fault blame | debt; lake | sea; side | page; tax | wheel; vote | voice; power electricity | current;
goal | gate; association | bandage; attempt | experiment; election | choice; plant factory | work;
economy | pub; destination | target goal; get receive | become; almost nearly | fast; declare | explain;
determine | establish; act | trade; create | manage; meet | hit; postpone | move;
condemn denounce | convict; introduce | imagine; pull | move; pay | count; still | always;
dismiss | discharge; accusation | reproach; missile | rocket; mediator | facilitator agent;
trust confidence | reliance; away | removed; map | card; bill | calculation; handcuff | handle;
direction | judge; competent | responsible; mood | vote; brave | well-behaved; fabric | factory;
gymnasium gym | school; bank | bench; sensible | sensitive; rent | pension; spend | donate; note | grade;
pregnant | swollen; become | receive; menu | card; offer | sacrifice; stadium | stage; shadow | shade;
finding | discovery; explanation | declaration; sky | heaven; safety | security; experience | adventure;
earth | soil; curtain | premises; shell | bowl; nurse | sister; mouse | mouth; seal | sea; sense | mind;
slope | appendix
"""

_MORE = """
room | chamber; topic | argument; headline | title; licence license | patent; noise | rumour rumor;
polite | educated; demand | pretend; compare | confront; annoy | noise; watch | assist; fee | bribe;
pull | push; squid octopus | dust; exquisite | strange odd; engineer | mechanic; landing | disembarkation;
conductor | driver; sympathy | liking; parent | relative; magazine | warehouse; morbid | soft;
brake | bridle; fond | background; simple | single; consistent | substantial; confidence | familiarity;
delusion | disappointment; disgrace | misfortune; preoccupied | worried; intoxication | poisoning;
occurrence | need; tax | rate; strand | beach; gum | rubber; gift | married; fart | speed; art | kind;
barn | child; eagle | hedgehog; offer | victim; paragraph | section
"""


@cache
def pairs() -> frozenset[frozenset[str]]:
    """Every two dictionary forms that one foreign word parts."""
    return frozenset(_pairs())


def _pairs() -> Iterator[frozenset[str]]:
    for entry in ";".join((_SPANISH, _FRENCH, _GERMAN, _MORE)).split(";"):
        groups = [group.split() for group in entry.split("|")]
        for one, other in combinations(groups, 2):
            yield from (frozenset((a, b)) for a in one for b in other if a != b)


@lru_cache(maxsize=16384)
def are_friends(left: str, right: str) -> bool:
    """Whether two words, in some form of each, are one foreign word and mean different things."""
    known = pairs()
    here, there = ({word, *lexicon.lemmas(word)} for word in (left, right))
    return any(frozenset((one, other)) in known for one in here for other in there)
