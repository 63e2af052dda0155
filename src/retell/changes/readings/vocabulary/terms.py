"""Terms that editors keep apart though dictionaries put them together, and words that take a tone.

A field of terms lists groups; within a group words are as good as the same, across groups they are not:
who is *charged* is not *convicted*, *revenue* is not *profit*. A scale of tone lists the words for one
thing from the cool to the hot; a step of two is felt by a reader.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from retell.changes.readings.vocabulary.term_bases import BASES
from retell.models import lexicon

_FIELDS = """
arrested apprehended | detained | questioned interviewed | charged indicted | tried | convicted | acquitted cleared exonerated | pardoned | sentenced jailed imprisoned | fined | released freed | extradited deported
suspended paused halted interrupted | scrapped cancelled canceled abandoned axed ditched | postponed delayed deferred | resumed restarted | launched begun | completed finished
supporter fan follower | opponent critic | rival competitor
arrest | detention | charge indictment | trial | conviction | acquittal | pardon amnesty | sentence | fine | bail | parole probation | extradition deportation
murder | manslaughter | suicide | robbery | burglary | theft | fraud | arson | rape | assault | kidnapping abduction | treason | espionage | smuggling | trafficking | bribery | blackmail extortion
suspect | defendant accused | convict | culprit perpetrator | witness | victim | plaintiff claimant
judge magistrate | juror | prosecutor | attorney lawyer | detective investigator | sheriff | coroner | bailiff
prosecution | defence defense
lawsuit | inquest | inquiry investigation probe | hearing | appeal | verdict | ruling
civil | criminal
missile | rocket | shell | bomb | grenade | mine | torpedo | bullet | drone
rifle | pistol handgun revolver | shotgun | knife | sword | cannon | mortar
tank | helicopter | jet | bomber | submarine warship | frigate warship | destroyer warship | warship gunboat battleship | ship vessel boat ferry | truck lorry | bus coach | train | tram | van | bicycle | motorcycle motorbike
soldier | police policeman | sailor | pilot | guard | mercenary | volunteer | conscript | veteran | civilian | hostage | prisoner
battle | war | skirmish | siege | raid | ambush | invasion | coup | mutiny
ceasefire truce armistice | peace | surrender | negotiation
deployed | withdrew | invaded | besieged | occupied | annexed | liberated
mediator arbiter intermediary | facilitator enabler accomplice | negotiator | spokesman spokeswoman spokesperson | envoy ambassador | advocate | opponent | ally | observer
reliance dependence dependency | trust confidence faith | loyalty allegiance | suspicion
refugee | migrant immigrant | tourist | exile | expatriate
evacuated | expelled evicted | deserted
injured wounded hurt | killed dead | missing | infected | hospitalised hospitalized | traumatised traumatized
injury wound | death fatality | casualty | illness disease | infection
infected | exposed | vaccinated immunised | cured healed | diagnosed | quarantined
virus | bacterium bacteria | parasite | fungus | toxin
vaccine | antibiotic | painkiller | cure | treatment therapy | drug medicine
doctor physician | surgeon | nurse | paramedic | midwife | dentist | pharmacist chemist | vet veterinarian | psychiatrist psychologist
cancer | stroke | diabetes | pneumonia | influenza flu | malaria | tuberculosis
epidemic | pandemic | outbreak
earthquake quake | tsunami | hurricane typhoon cyclone | tornado | flood | drought | wildfire bushfire | landslide | avalanche | blizzard | eruption
sank | capsized | collided | exploded | derailed | crashed | collapsed
drowned | burned burnt | suffocated | starved | choked | electrocuted | poisoned
revenue turnover sales | profit earnings | income | loss | debt | deficit | asset | dividend | budget
tax | tariff | duty | subsidy | grant | loan | bond | fee | toll | fine
merger | takeover acquisition | bankruptcy insolvency | flotation | divestment | lease
wage salary pay | bonus | pension | benefit | redundancy severance
sacked fired dismissed | suspended | resigned quit | retired | demoted | promoted | hired recruited | transferred
suspension | dismissal sacking | resignation | retirement | appointment | promotion
strike walkout stoppage | lockout | boycott | protest demonstration
inflation | unemployment | recession | depression | growth | productivity
average mean | median | total | maximum | minimum
import | export
buy purchase acquire | sell | rent lease | borrow | lend | steal | donate
employer | employee worker | customer client | supplier | shareholder investor | creditor lender | debtor borrower | landlord | tenant
election | referendum | census | poll survey
elected | appointed | nominated | impeached | ousted deposed | reelected
president | chancellor | premier | king | queen | prince | governor | mayor | minister secretary | senator | congressman congresswoman | councillor councilor | ambassador
law act statute | bill | decree | treaty | constitution | bylaw
proposed | passed enacted | vetoed | repealed | ratified | amended | drafted
considered discussed debated weighed mulled studied examined | proposed suggested recommended | agreed decided approved adopted resolved | rejected refused turned-down | began started launched introduced
sought requested demanded wanted | won secured obtained gained received landed
upheld confirmed maintained | imposed introduced | lifted removed scrapped | extended renewed prolonged | eased relaxed loosened | tightened strengthened
laughed | smiled grinned | wept cried sobbed | sighed | shrugged | nodded | frowned | winked
left departed exited | evicted ejected expelled removed escorted marched thrown dragged
bride | groom bridegroom
spokesman | spokeswoman
actor | actress
waiter | waitress
king | queen
stallion | mare
ban prohibition | restriction curb | suspension moratorium | sanction
parliament | government cabinet | court | army military | police | opposition
republic | monarchy | federation | colony | province | county
majority | minority | plurality
won | lost | drew | forfeited | postponed
goal | penalty | assist | save | foul
semifinal semi-final | quarterfinal quarter-final | final | qualifier | friendly
goalkeeper keeper | defender | midfielder | striker forward | manager coach | referee | captain
gold | silver | bronze
bishop | priest | imam | rabbi | pope | monk | nun
church | mosque | synagogue | temple | cathedral
school | university college | kindergarten nursery
teacher | professor lecturer | pupil schoolchild | student undergraduate | headteacher principal | dean | graduate
father dad | mother mum mom | son | daughter | brother | sister | uncle | aunt | nephew | niece | cousin | grandfather | grandmother | husband | wife | widow | fiance fiancee | stepfather | stepmother
married | engaged | divorced | separated | widowed
boy | girl
infant baby | toddler | teenager adolescent | adult | pensioner
north | south | east | west
northern | southern | eastern | western
left | right
upstream | downstream
river | lake | sea | ocean | canal | reservoir | bay | strait
bridge | tunnel | road | motorway highway | railway railroad | airport | harbour harbor port | station
village | town | city | suburb | county | district
mountain | hill | valley | island | peninsula | desert | forest
hotel | hospital | prison jail | barracks | warehouse | factory plant | shop store | restaurant | museum | theatre theater | stadium | embassy
cow | pig | sheep | goat | horse | chicken | duck | turkey | dog | cat | wolf | bear | lion | tiger | shark | whale | dolphin | elephant
wheat | rice | maize corn | barley | soya soybean | potato | sugar | coffee | tea | cocoa | cotton
oil petroleum | gas | coal | uranium | hydrogen | electricity | petrol gasoline | diesel | kerosene | nuclear | solar | wind | hydroelectric
gold | silver | copper | iron | steel | aluminium aluminum | lithium | nickel | zinc | lead
red | blue | green | yellow | white | black | orange | purple | brown
novel | biography memoir | poem | play | film movie | album | song | opera | symphony
author writer novelist | editor | publisher | translator | reviewer critic
actor actress | director | producer | screenwriter | singer | composer | conductor
planet | star | moon | comet | asteroid | galaxy
astronaut cosmonaut | astronomer | physicist | chemist | biologist | geologist | economist | historian | engineer | mathematician
telescope | satellite | probe | spacecraft
carbon | methane | nitrogen | oxygen | ozone
hourly | daily | weekly | monthly | quarterly | yearly annual annually
"""  # noqa: E501 - a field is one line

_SCALES = """
withdrew pulled redeployed departed left | moved | retreated | fled ran routed
withdrawal pullout departure | exit | retreat | rout flight exodus
government administration leadership | authorities | rulers | regime junta dictatorship
criticised criticized faulted questioned | rebuked chided reproached | condemned denounced | slammed blasted lambasted lashed savaged ripped trashed torched skewered eviscerated
criticism | rebuke reproach | condemnation | broadside tirade rant onslaught
punished penalised penalized sanctioned | disciplined | hit | slammed hammered clobbered crushed
sanctions measures penalties | reprisals | crackdown | persecution
fighter gunman combatant | rebel insurgent militant | extremist radical | terrorist fanatic
activist campaigner protester demonstrator | agitator | troublemaker | rioter thug hooligan vandal
protest demonstration rally march | unrest | disorder | riot mayhem rampage
crowd gathering group | throng | horde | mob gang rabble
died perished | killed | slain | murdered slaughtered massacred butchered executed assassinated
death | killing | slaying | murder slaughter massacre carnage bloodbath
incident event | accident mishap | disaster | catastrophe tragedy calamity cataclysm
attack strike | assault | onslaught | massacre atrocity outrage
operation action mission | offensive campaign | assault | invasion aggression
effort bid push drive struggle | fight clash | battle combat warfare
argument disagreement difference | dispute | row quarrel feud | war battle brawl
problem issue matter question | difficulty | crisis | catastrophe nightmare meltdown disaster
concern worry | fear anxiety | alarm dread | panic terror hysteria
concerned worried uneasy | anxious afraid | alarmed frightened | terrified panicked petrified
annoyed displeased unhappy | upset | angry | furious enraged livid outraged incensed
displeasure annoyance | irritation | anger | fury outrage rage wrath
surprised | startled | shocked stunned | horrified appalled aghast
surprising | unexpected | startling | shocking stunning horrifying
asked requested invited sought | urged appealed | pressed demanded | begged pleaded implored ordered
request appeal | call | demand | ultimatum
suggested recommended proposed advised | asked requested urged encouraged | pressed | demanded insisted | ordered commanded compelled instructed directed forced
liked enjoyed | loved adored | worshipped
disliked | hated loathed detested
pleased satisfied happy glad | delighted | overjoyed ecstatic jubilant
disappointing poor weak | bad | disastrous catastrophic dismal
good fine solid | very-good excellent | brilliant outstanding superb
difficult tense hard | fraught bitter | disastrous hostile
criticism complaint objection | protest | fury outrage
objected disagreed complained | protested | fumed raged seethed
questioned doubted queried | challenged | attacked savaged
argued disagreed debated | quarrelled clashed | brawled fought
remark comment statement | quip retort | outburst tirade rant
fans supporters followers | devotees | disciples worshippers
declined demurred | balked baulked | refused rejected rebuffed | snubbed spurned scorned
questioned interviewed | quizzed | grilled interrogated
cut reduced lowered trimmed | curbed | slashed | gutted axed
beat defeated | overcame | trounced thrashed | humiliated crushed annihilated demolished destroyed
won | triumphed | swept | romped cruised
large big sizeable sizable considerable | great major | huge vast | gigantic enormous colossal massive
small little modest | slight minor | tiny | minuscule negligible
important significant | key major | crucial vital | critical historic
damaged | harmed hit | wrecked battered | destroyed devastated razed obliterated
damage | harm | destruction | devastation ruin
hurt injured | wounded | maimed | mutilated mangled
took removed | seized confiscated | grabbed snatched | stole looted plundered robbed
taken removed | seized confiscated | grabbed snatched | stolen looted plundered robbed
walked entered went came arrived moved got stepped | marched strode filed pushed pressed trooped | burst barged rushed charged forced poured piled | stormed invaded overran swarmed
migrants immigrants | newcomers | aliens | illegals invaders
flow arrival | influx | wave surge | flood invasion swarm
tax levy | charge | burden | raid grab
deal agreement accord | bargain compromise | pact | sellout stitch-up capitulation surrender
talks discussions | negotiations | bargaining haggling | wrangling squabbling bickering
supporter follower backer | adherent | loyalist | crony stooge henchman lackey sycophant
leader head | ruler | strongman | dictator tyrant despot
official bureaucrat functionary | apparatchik | crony
plan proposal scheme | strategy | manoeuvre maneuver | plot conspiracy
told informed | warned | threatened | menaced intimidated
mistake error slip | oversight lapse | blunder | fiasco debacle disgrace
untrue incorrect inaccurate | false mistaken | misleading bogus | lying dishonest fraudulent
misstatement inaccuracy | untruth | falsehood | lie fabrication
controversial disputed | contentious | divisive | notorious infamous reviled
strict firm | tough | harsh severe | brutal cruel savage draconian
firmness | toughness | harshness severity | brutality cruelty savagery
poor needy | deprived disadvantaged | impoverished | destitute wretched
cautious careful | hesitant wary | timid | cowardly
confident | proud | cocky boastful | arrogant
frugal thrifty | economical | stingy | miserly
conservative traditional | right-wing hardline | far-right reactionary | fascist
struck hit bumped collided knocked | barged crashed | rammed slammed smashed ploughed plowed hurtled
summoned invited convened | ordered | hauled dragged frogmarched
returned arrived came | trudged | limped crawled staggered
discussed debated negotiated | haggled wrangled argued | squabbled bickered feuded quarrelled quarreled
crossed entered passed | strayed intruded | invaded violated
searched checked inspected | raided | ransacked
arrested detained | seized | nabbed collared snared
spent paid used | consumed exhausted | squandered wasted blew burned splurged
spending expenditure outlay | largesse | splurge spree profligacy extravagance waste
replaced succeeded | ousted unseated | toppled overthrown
changed altered adjusted | overhauled | upended gutted wrecked
worsened deteriorated | spiralled spiraled | collapsed imploded unravelled unraveled
ignored overlooked | brushed | defied flouted spurned
wept cried | sobbed | wailed howled
looked gazed | stared | glared leered
spoke talked | lectured preached | ranted railed raged
hurried rushed | dashed raced | stampeded
threw tossed | flung | hurled lobbed pelted
fire blaze | conflagration | inferno
confusion disorder disruption | turmoil upheaval | chaos mayhem pandemonium bedlam
affair matter case | controversy | scandal outrage disgrace
shortage lack scarcity | squeeze crunch | famine crisis
visit trip tour | excursion | junket jolly
payment sum amount | payout windfall | bonanza jackpot
rules regulations | restrictions curbs | clampdown crackdown straitjacket
influence sway | grip | stranglehold
campaign drive | crusade | vendetta witchhunt
gap difference | rift split | chasm gulf
help aid assistance | rescue | bailout handout
painful sore | distressing | agonising agonizing excruciating harrowing
difficult hard | gruelling grueling punishing | hellish nightmarish
bad poor | terrible awful dreadful | horrific appalling atrocious
good fine | excellent great | stunning spectacular sensational
sad unhappy | heartbreaking tragic | devastating
strange odd unusual | weird | bizarre freakish
expensive costly | pricey | exorbitant extortionate ruinous
hot warm | baking | scorching sweltering blistering
cold cool | chilly | freezing arctic
dangerous risky hazardous | perilous | deadly lethal
determined resolute firm | defiant stubborn | obstinate intransigent
secret confidential private | hidden covert | shady murky
eager keen willing | impatient | desperate
crowded busy full | packed | jammed heaving
dirty unclean | grimy | filthy squalid
thin slim | skinny | emaciated skeletal
tired weary | drained | exhausted shattered
progressive liberal | left-wing | far-left radical | communist marxist
"""  # noqa: E501 - a scale is one line

_COURSES = """
rose increased grew gained | climbed advanced | jumped leapt | soared surged rocketed skyrocketed exploded
fell declined decreased dropped slipped eased dipped | slid sank | tumbled | plunged plummeted crashed nosedived collapsed
rise increase growth gain | climb | jump | surge explosion boom
fall decline decrease drop dip | slide | tumble | plunge crash collapse nosedive
"""  # noqa: E501 - a scale is one line
"""Scales of how an amount moves; of a roof, "fall" and "collapse" say the same."""


_Table = Callable[[], dict[str, tuple[tuple[int, int], ...]]]


@cache
def _fields() -> dict[str, tuple[tuple[int, int], ...]]:
    return _table(_FIELDS)


@cache
def _scales() -> dict[str, tuple[tuple[int, int], ...]]:
    return _table(_SCALES)


@cache
def _courses() -> dict[str, tuple[tuple[int, int], ...]]:
    return _table(_COURSES)


def _table(text: str) -> dict[str, tuple[tuple[int, int], ...]]:
    """Each dictionary form: the lines it stands in, and in which group of each."""
    found: dict[str, list[tuple[int, int]]] = {}
    for line, row in enumerate(text.strip().splitlines()):
        for group, words in enumerate(row.split("|")):
            for word in words.split():
                for form in sorted({word, BASES.get(word) or lexicon.base(word)}):
                    found.setdefault(form, []).append((line, group))
    return {word: tuple(places) for word, places in found.items()}


def kept_apart(left: str, right: str) -> bool:
    """Whether the two are terms of one field, in different groups, and nowhere in the same group."""
    one, other = _places(left, _fields), _places(right, _fields)
    if not one or not other:
        return False
    shared = {line for line, _ in one} & {line for line, _ in other}
    return bool(shared) and not set(one) & set(other)


_KIN = {
    **dict.fromkeys("husband wife".split(), "partner"),
    **dict.fromkeys("fiance fiancee bridegroom bride".split(), "partner spouse"),
    **dict.fromkeys("son daughter boy girl".split(), "child kid"),
    **dict.fromkeys("brother sister".split(), "sibling relative"),
    **dict.fromkeys("father mother".split(), "parent relative guardian"),
    **dict.fromkeys("grandfather grandmother".split(), "grandparent relative"),
    **dict.fromkeys("uncle aunt nephew niece cousin".split(), "relative relation"),
    **dict.fromkeys("grandson granddaughter".split(), "grandchild"),
}
"""Names of relatives, and what leaves open which of them is meant."""


def widens_kin(left: str, right: str) -> bool:
    """Whether the right leaves open which relative is meant: "brother", "sibling"."""
    return lexicon.base(right) in _KIN.get(lexicon.base(left), "").split()


def alike(left: str, right: str) -> bool:
    """Whether the two stand in one group of a field: as good as the same."""
    here = _places(left, _fields)
    return bool(here) and bool(set(here) & set(_places(right, _fields)))


_CLIPPED = """
gymnasium gym | examination exam | laboratory lab | telephone phone | photograph photo | refrigerator fridge
aeroplane airplane plane | bicycle bike | advertisement advert ad | memorandum memo | information info
limousine limo | veterinarian vet | influenza flu | mathematics maths math | statistic stat | champion champ
rhinoceros rhino | hippopotamus hippo | chimpanzee chimp | microphone mike mic | specification spec
university uni | vegetable veg | condominium condo | dormitory dorm | delicatessen deli | saxophone sax
"""
"""Words and what they are cut down to in speech."""

_AGAIN = {
    **dict.fromkeys("spokesman spokeswoman spokesperson".split(), "representative"),
    **dict.fromkeys("company firm corporation".split(), "organization organisation"),
    **dict.fromkeys(
        "director manager executive president chairman chairwoman chairperson head leader".split(),
        "chief boss head leader",
    ),
}
"""What news calls somebody or something again by, without saying more or less of them."""


@cache
def _clipped() -> dict[str, tuple[tuple[int, int], ...]]:
    return _table(_CLIPPED)


def stands_for(left: str, right: str) -> bool:
    """Whether the right only shortens the left, or is what news calls it again: "gymnasium", "gym"."""
    if lexicon.base(right) in _AGAIN.get(lexicon.base(left), "").split():
        return True
    return bool(set(_places(left, _clipped)) & set(_places(right, _clipped)))


def heat(left: str, right: str, *, of_amounts: bool = True) -> int:
    """How many steps hotter the right word is than the left, on the scale they share; 0 for none.

    Words of rising and falling are hot or cool only where they tell of amounts.
    """
    return _steps(left, right, _scales) or (_steps(left, right, _courses) if of_amounts else 0)


def _steps(left: str, right: str, table: _Table) -> int:
    one, other = _places(left, table), _places(right, table)
    steps = [there - here for line, here in one for other_line, there in other if line == other_line]
    return min(steps, key=abs) if steps else 0


@lru_cache(maxsize=16384)
def _places(word: str, table: _Table) -> tuple[tuple[int, int], ...]:
    """The lines of a table that a word stands in, with its group in each."""
    known = table()
    return tuple(dict.fromkeys(place for form in (word, lexicon.base(word)) for place in known.get(form, ())))
