"""Words that judge or dramatise wherever they stand, and words that make little of anything.

`terms` knows scales of words for one thing. Here a word carries its heat by itself: put in the place of any
word that has none it loads the sentence, and where a grave word gives way to a bland one ("massacre" to
"incident") the sentence is softened.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from retell.models import lexicon

_HOT = """
fury outrage rage wrath uproar furore furor backlash chaos mayhem bedlam pandemonium anarchy carnage
bloodbath slaughter butchery meltdown showdown outburst tirade rant diatribe drubbing thrashing trouncing
mauling hammering rout debacle fiasco shambles farce travesty catastrophe calamity nightmare horror terror
hysteria frenzy bombshell blitz onslaught rampage stampede brawl punch-up bust-up slanging feud vendetta
witch-hunt witchhunt plot ploy stunt gimmick ruse sham scam racket cover-up whitewash stitch-up betrayal
treachery humiliation snub disgrace scandal smear bribe sleaze greed folly madness lunacy insanity hypocrisy
regime junta despot tyrant dictator strongman warlord kingpin ringleader mastermind henchman crony lackey
stooge puppet thug yob lout hooligan goon brute monster beast savage fiend maniac psycho lunatic madman
killer butcher mob horde rabble cabal fanatic zealot extremist hothead firebrand agitator troublemaker crook
swindler fraudster conman cheat liar traitor turncoat coward villain fat-cat tycoon mogul boffin egghead
layabout scrounger freeloader slam lambast lambaste excoriate eviscerate skewer maul pillory vilify demonise
demonize trash ridicule mock deride sneer scoff gloat crow brag rave fume seethe erupt explode thunder snarl
vow beg plead grovel cower quake tremble squirm swoop pounce ambush hurtle careen grab snatch plunder loot
pillage ransack slash axe gut decimate cripple paralyse paralyze wreck ruin ravage devastate annihilate
obliterate pulverise crush shatter pummel clobber thrash trounce humiliate plummet nosedive skyrocket rocket
implode dump ditch oust boot hound drag frogmarch banish jettison flout defy spurn betray deceive dupe con
swindle fleece hoodwink mislead conspire connive collude skulk stalk prowl squander splurge lavish cling
scramble scrape brutal barbaric barbarous ruthless merciless callous heartless vicious cruel evil vile
depraved horrific horrifying horrendous appalling shocking sickening chilling harrowing gruesome ghastly
grisly hideous terrifying catastrophic disastrous calamitous devastating crippling ruinous dire abysmal
woeful dismal pathetic shambolic chaotic farcical absurd ludicrous laughable outrageous scandalous shameful
disgraceful despicable contemptible deplorable odious furious livid enraged irate incensed outraged
apoplectic fuming shady murky dodgy shadowy sinister sleazy seedy dubious crooked fierce ferocious
blistering scathing stinging withering explosive incendiary inflammatory overwhelming staggering astonishing
astounding jaw-dropping mind-boggling sensational spectacular stunning breathtaking brilliant magnificent
glorious heroic legendary reckless foolhardy crazy mad insane deranged crazed hysterical frantic panicked
terrified petrified humiliated disgraced shamed embattled beleaguered besieged hapless hopeless clueless
extravagant obscene bloated whopping eye-watering sky-high skinny scrawny fussy nosy bossy arrogant cocky
smug ablaze engulfed
"""

_GRAVE = """
massacre genocide torture rape murder killing slaughter assassination execution atrocity coup putsch famine
arson landslide avalanche earthquake explosion shooting stabbing bombing abduction kidnapping lynching
pogrom slavery abuse beating assault attack invasion siege riot disaster catastrophe tragedy crash collision
scandal fraud bribery embezzlement forgery perjury blackmail extortion massacred tortured raped murdered
slaughtered assassinated executed starved abducted kidnapped beaten bombed shelled bombarded gassed lynched
enslaved abused molested expelled deported censored looted drowned burned burnt poisoned stabbed dead killed
cancer suicide
"""

_BLAND = """
incident event occurrence matter situation circumstance affair episode issue thing happening development
treatment change action activity act violence unrest disturbance trouble problem difficulty case unpleasant
unfortunate regrettable uncomfortable noticeable moved taken affected treated handled dealt stopped visited
edited neglected helped hit illness condition disease
"""


@cache
def _forms(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _is(word: str, text: str) -> bool:
    known = _forms(text)
    return word in known or any(lemma in known for lemma in lexicon.lemmas(word))


def tone(left: str, right: str) -> int:
    """1 where the right word is hot and the left is not, -1 where a grave word became a bland one, else 0."""
    if _is(right, _HOT):
        return 0 if _is(left, _HOT) or _is(left, _GRAVE) else 1
    return -1 if _is(left, _GRAVE) and _is(right, _BLAND) and not _is(right, _GRAVE) else 0


def is_hot(word: str) -> bool:
    """Whether a word is hot in itself, in any form and case."""
    return _is(word.casefold(), _HOT)


_STRONG = frozenset(
    """very extremely highly deeply badly severely seriously heavily sharply sharp drastically drastic massive
    massively huge severe serious great greatly strongly fiercely bitterly totally utterly completely really
    too so incredibly remarkably exceptionally hugely enormously violently""".split()
)
"""Words that raise what they stand beside."""


def is_strengthened(words: Collection[str]) -> bool:
    """Whether words beside a mild one make up for a strong one: "very small" for "tiny"."""
    return not _STRONG.isdisjoint(words)
