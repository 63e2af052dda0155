"""Words of news that have a second meaning, and the words that say only that one.

A thesaurus lists both under one head, and a program that swaps words takes either: a library's *branch*
becomes a *limb*, a prison *sentence* a *phrase*. An entry is a word, in its dictionary form, and after
the colon words that stand for it only in a meaning that news seldom has. What follows a tilde are words that
make the second meaning likely after all: near them nothing is said.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from retell.models import lexicon

_TABLE = """
abandon: forsake desert; abstract: summary; accident: luck; account: tale narrative;
accounts: stories tales; accuse: charge ~ court; acting: performing;
address: residence habitation ~ home street; administration: dispensing; advance: forward; adviser: guide;
affair: romance fling; agency: instrumentality; agent: factor catalyst ~ chemical;
air: melody tune breeze aura; aircraft: airship; alarm: fright dread ~ caused; allowance: tolerance;
ambulance: wagon; analyst: psychoanalyst; anchor: mooring ~ ship; apartment: level;
appeal: allure charm attraction ~ charity; application: diligence; appointment: rendezvous;
arm: limb branch appendage ~ broken injured; arms: limbs branches; army: horde multitude;
arrest: stop halt standstill; article: thing object item; assembly: congregation; attorney: proxy;
audience: hearing; august: majestic noble; average: mediocre ordinary; axe: hatchet; bail: bucket scoop;
balance: poise steadiness; ballot: lottery; band: stripe ribbon strap;
bank: slope shore embankment levee bench ~ river stream; bar: rod pole counter ~ drink;
base: bottom pedestal plinth vile; bass: fish; battery: pounding beating; beam: grin; bear: animal;
bench: stool pew ~ park; bid: command; bill: invoice beak tab receipt ~ restaurant electricity gas;
blind: shutter; block: chunk slab hunk; blow: puff; board: plank panel timber table ~ wooden;
body: physique torso figure ~ found dead killed; bond: glue tie connection attachment adhesive ~ emotional;
boot: expel ~ shoe; border: hem rim margin; bow: ribbon;
branch: limb bough twig shoot stick ~ tree trees oak storm; broke: penniless; budget: cheap inexpensive;
bug: insect ~ insects; cabinet: cupboard closet locker dresser ~ kitchen;
call: shout yell ~ loud; camp: bivouac; cap: top lid hat cover crown ~ wore wearing bottle;
capital: wealth assets funds ~ invest investment raise; captain: skipper ~ ship boat; card: postcard;
career: occupation; cargo: burden; case: suitcase box crate casing container carton ~ glass display;
cast: throw hurl; cell: compartment ~ cells; center: middle midpoint core; centre: middle midpoint core;
ceremony: formality; chair: seat stool bench ~ sat; chamber: bedroom; champion: advocate defender;
change: coins ~ coins; channel: ditch trench; character: letter symbol;
charge: load rush ~ phone battery electric; chest: trunk coffer; china: porcelain; cite: summon;
civil: courteous well-mannered; class: genre; clean: spotless; clear: transparent see-through;
climate: atmosphere weather environmental; clinic: infirmary; closed: concluded;
closing: concluding; closure: conclusion ending finish; club: stick bat cudgel truncheon;
coach: carriage wagon ~ bus passengers; coast: glide slide; code: cipher ~ secret; cold: flu;
commission: fee payment percentage ~ sales; common: ordinary commonplace;
company: companionship fellowship companions guests; competition: contention;
complex: complicated intricate; compound: mixture; conduct: guide escort;
conservative: cautious moderate ~ estimate; console: cabinet; constitution: physique health;
content: happy satisfied; contract: catch ~ muscle; conviction: certainty opinion confidence; cool: trendy;
copy: imitate; corporal: bodily; council: advice counsel; count: nobleman; counter: table desk;
country: countryside; course: trail ~ golf race river; court: yard courtyard patio woo romance ~ tennis;
cover: lid blanket; crack: joke; craft: skill trade art; crane: bird; credit: acclaim; crew: mob;
crop: trim clip; cross: angry mad; crown: top tiara head summit; current: stream flow tide;
custody: guardianship ~ child children; cut: slice gash snip; date: fruit rendezvous; deal: handle cards;
deck: adorn; decline: decay; defence: justification; defense: justification; demonstration: exhibit;
deposit: sediment ~ river soil; depression: dent hollow sadness; deputy: substitute;
desert: abandon forsake; desk: table; diet: food; difference: subtraction; direct: straight;
direction: management guidance; director: guide; dismiss: disregard; division: partition split; dock: pier;
document: chronicle; domestic: household tame; draft: breeze gust drawing; draw: sketch tug ~ line picture;
dress: clothe; drill: practice ~ hole; drive: motivate; driver: chauffeur; drop: droplet bead;
ease: comfort; economy: thrift frugality saving; edge: border rim; editor: reviser; effective: potent;
elect: choose select pick; election: selection choice choosing pick picking; elector: chooser;
employment: usage; engine: locomotive ~ train; enrollment: conscription; enrolment: conscription;
enter: type; entry: item; environment: surroundings; equity: fairness justice; estimate: gauge;
even: smooth flat; exercise: workout; expect: suppose; exposed: uncovered bare exhibited;
facility: ease skill talent; fair: carnival blond; fall: autumn; fan: ventilator blower;
federal: government; feed: nourish; female: feminine; field: meadow pasture lea ~ crops;
figure: shape form silhouette body; file: folder rasp; film: membrane layer;
fine: excellent okay superb delicate thin; fire: flame sack; firm: solid hard stiff rigid steady;
fiscal: monetary; flag: droop; flat: level even smooth ~ ground; fleet: swift fast; floor: ground;
force: power energy ~ physics; forces: powers; foreign: alien exotic outlandish; form: shape;
formal: ceremonial; forward: onward ahead; foundation: groundwork basis ~ house building; founder: sink;
frame: border; freeze: chill ice ~ water; front: face; fuel: food; function: role; fund: stock store;
gain: acquire; game: quarry prey; gas: vapor vapour; gate: doorway; general: universal overall common broad;
glass: tumbler goblet; goal: aim objective target purpose; good: virtuous; grand: magnificent;
grant: concede; grave: serious tomb; graze: feed; green: emerald; grid: lattice grating;
ground: soil earth land; group: cluster; growth: tumour tumor lump; guard: watch sentinel;
guidance: direction; gun: cannon; hail: ice sleet ~ storm; hall: corridor passage; hand: palm fist;
harbor: shelter; hard: solid stiff earnest; head: skull cranium brain; hearing: ear earshot; heavy: weighty;
helicopter: whirlybird; high: lofty; hike: walk ramble trek ~ trail mountain; hire: lease ~ car; hold: grip;
host: multitude; ice: frost; income: gain; index: finger; industry: diligence hard-working;
inflation: swelling blowing; injection: shot; inspector: examiner; institution: establishment;
intelligence: cleverness wit wits intellect brains smartness; interest: hobby curiosity fascination concern;
invalid: disabled; jam: jelly preserve; job: chore task occupation assignment; jockey: maneuver;
lab: workshop; labor: toil drudgery childbirth; labour: toil drudgery childbirth; land: ground soil;
landing: touchdown; launch: throw; lead: metal; league: distance; leak: drip; letter: character;
level: flat even; liberal: generous open-minded; lie: recline; lift: elevator hoist ~ crane; light: lamp;
line: row cord string; list: tilt lean; litter: brood; load: burden; lobby: hall foyer vestibule;
local: neighborhood neighbourhood; lodge: stay; log: timber; loosen: untie; loss: deficiency; low: short;
magazine: arsenal; mail: armor armour; majority: adulthood; male: masculine; march: walk stride hike;
margin: edge border rim fringe; marine: oceanic; mark: stain; market: bazaar marketplace; marshal: gather;
mass: bulk heap; match: equal counterpart lighter; mate: spouse; matter: substance; mean: average;
means: averages; measure: gauge ruler; medal: badge; meeting: encounter; member: part limb individual;
mercury: planet; mill: grind; mind: intellect; mine: my;
minister: pastor clergyman priest preacher cleric vicar reverend ~ church baptist methodist; minute: tiny;
minutes: proceedings; mobile: movable portable; model: mannequin; moderate: temperate;
monitor: screen display; movement: gesture; mug: cup; nail: claw; navy: blue; net: mesh web;
network: web mesh administration; note: memo jot; novel: new original fresh; nurse: suckle;
object: protest thing; occupation: job profession; offense: insult; oil: lubricate grease; open: vacant;
opening: hole gap; operation: activity; opposition: resistance antagonism hostility;
order: sequence tidiness; organ: instrument; organisation: arrangement; organization: arrangement;
outlook: standpoint; owner: possessor; pack: bundle; page: leaf; panel: plank sheet; paper: sheet;
park: garage; partner: mate spouse; party: celebration gathering festivity bash fete ~ birthday dinner;
pass: elapse; passage: corridor; patch: mend; patient: tolerant forbearing uncomplaining;
peace: tranquility tranquillity serenity; peak: summit ~ mountain; pension: boarding;
perform: accomplish execute; period: dot; pitch: tar; plain: simple; plane: flat;
plant: vegetation shrub flora herb sow ~ garden grow seeds; plate: dish; platform: stage;
play: drama ~ theatre theater; player: musician; plot: story; point: tip;
pole: rod stick shaft post ~ fishing; police: patrol; policy: arrangement ~ insurance; polish: shine;
poll: head; pool: pond puddle; poor: bad; populace: people; port: haven wine; position: place;
post: stake ~ fence; pound: hammer pummel thump; power: might vigor potency; practice: exercise rehearsal;
present: gift; press: push squeeze; pressure: weight; prime: best; principal: main chief; private: soldier;
prize: treasure; probe: instrument poke; profit: advantage gain; program: software; project: throw;
promote: advertise market; property: trait quality attribute; prosecution: execution; province: domain;
provincial: rustic; public: open communal; pull: tug drag; pump: shoe; pupil: eye; quiz: test;
race: speed hurry ~ ethnic; radical: root; rail: bar fence; raise: hoist ~ hand flag; raised: hoisted;
rally: regain; range: mountains; rank: stinking; rate: speed tempo; raw: uncooked; read: peruse;
rear: raise; receipt: invoice; reception: receiving; record: disc disk album information; reflect: ponder;
refrain: chorus; refuse: garbage rubbish trash; regime: diet; register: cash; relations: relatives;
release: discharge; relief: solace; remains: stays leftovers; rent: tear; report: bang;
represent: depict portray; reservation: doubt; reserve: save book; reserves: saves books; respect: esteem;
rest: repose; retire: resign; retired: resigned withdrawn; return: yield; review: revise;
revolution: spin rotation; right: correct proper accurate; ring: circle; rock: sway; roof: ceiling;
root: cheer; round: circular circle; row: line column rank; royal: regal majestic; rule: ruler;
runner: smuggler; sack: bag pouch; safe: vault strongbox; sail: canvas; sale: deal bargain;
sales: deals bargains; sanction: approve permission approval endorse; sanctions: approvals permissions;
satellite: moon; scale: climb; scene: scenery; school: shoal; score: scratch; screen: sift;
season: flavor spice; seat: chair stool ~ sat; second: moment instant; secretary: typist clerk;
section: slice; seed: sow; senior: aged; sentence: phrase clause expression; separate: distinct;
sequence: order; sergeant: noncom; serve: dish; service: administration favor; settle: colonize;
settlement: colony village; sewer: tailor; shake: tremble; share: slice offer; shareholder: partner;
shares: portions parts slices offers; sharp: pointed; shed: hut shack; shell: husk casing pod; shift: move;
shoot: photograph sprout; short: small; sign: symbol ~ road; signature: mark; single: unmarried bachelor;
site: place; skipper: jumper; slam: bang slap ~ door; slip: slide; smoke: vapor; solution: liquid mixture;
source: spring fountain; space: gap room; spare: extra; spark: flash;
speaker: orator talker loudspeaker; spell: charm; spot: stain; spread: butter;
spring: leap jump bounce fountain coil; squad: gang; square: four-sided; stable: barn;
staff: rod stick pole; stage: platform; stake: pole post; stamp: trample; standard: flag banner; star: sun;
state: condition situation express; statement: assertion; station: post; statute: figure; steel: brace;
steer: bullock; stem: stalk; step: stair; stern: strict; stick: adhere; still: motionless;
stock: supply supplies inventory livestock broth cattle ~ fuel oil food grain goods shop shops;
stocks: supplies inventories stores; storey: tale; story: floor; strain: stress tension; stream: flow;
strike: smack slap punch; striker: hitter; string: cord; stroke: caress pat; strong: grounded stable;
structure: arrangement; studio: workshop; study: learn; subject: theme topic ~ study;
sue: court; suffer: tolerate; suit: costume outfit clothes; support: hold prop; surface: top;
surgery: operation; suspect: doubt; suspend: hang dangle; suspended: hung dangled hanged; sweep: brush;
switch: button; table: desk; tackle: gear; tank: vat reservoir cistern ~ water fuel fish; tap: faucet knock;
task: chore; tear: drop; teller: narrator; tender: soft gentle; term: word expression;
terminal: fatal deadly; terms: words expressions; theatre: drama; throne: toilet; tie: bind knot fasten;
tighten: fasten squeeze; till: plow; tip: point end; title: name; toast: bread; toll: bell;
tongue: language; top: summit lid; touch: feel; tough: chewy; tower: steeple; track: trail path;
trade: craft; traffic: commerce; train: teach coach educate prepare ~ staff; transport: ecstasy;
treasury: hoard; treat: delicacy; trial: test tryout experiment ~ drug vaccine clinical patients;
trigger: lever; trim: prune; trip: stumble; troop: group; trunk: torso; turkey: bird poultry; turn: rotate;
union: marriage wedding; unit: whole; utility: usefulness; van: forefront; vault: jump leap;
vehicle: medium; vessel: container bowl pot jar ~ blood; vice: sin; victim: prey; volume: loudness book;
vow: swear; wage: conduct; wall: partition; ward: guard; warning: admonition; watch: clock timepiece;
water: irrigate; wave: gesture; weather: survive; web: net; weigh: consider; well: healthy; west: occident;
whip: lash flog; will: testament; wind: coil breeze twist; winds: breezes coils; wing: feather;
winger: flyer; wire: cable; witness: see; wound: coiled; yard: courtyard ~ house; yield: surrender;
yields: surrenders harvests crops
"""


@cache
def _table() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """For each word, the words of its other meaning, and those that make that one likely."""
    found = {}
    for entry in _TABLE.replace("\n", " ").split(";"):
        word, _, rest = entry.partition(":")
        said, _, near = rest.partition("~")
        found[word.strip()] = frozenset(said.split()), frozenset(near.split())
    return found


def of_other_meaning(left: str, right: str, near: Collection[str]) -> bool | None:
    """Whether the right word stands for the left only in a meaning that news seldom has.

    `near` are the words about: where they make that meaning the likely one, the answer is False. None where
    the two are not listed.
    """
    forms = {right, *lexicon.lemmas(right)}
    for word in (left, *lexicon.lemmas(left)):
        said, likely = _table().get(word, (frozenset(), frozenset()))
        if not forms.isdisjoint(said):
            return likely.isdisjoint(near)
    return None
