"""Who denies what in a sentence: negating words with their reach, and opposites.

A negator reaches to the end of its clause; the first word of content after it is its focus, the thing that
is denied. A count of negators says little about two sentences that were reworded ("almost none have" and
"hardly anyone has"): what counts is whether the same focus is denied on both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from retell.changes.numerals import SMALL
from retell.models import lexicon
from retell.text.english import FUNCTION_WORDS
from retell.text.tokens import Token

NEGATORS = frozenset(
    """
    not n't never no none nobody nothing nowhere neither nor cannot without hardly barely scarcely rarely seldom
    few little non zero
    """.split()
)
"""Words that deny what follows them."""
_NEGATIVE_VERBS = frozenset(
    """
    fail deny refuse lack decline reject refute dispute rebuff avoid prevent stop block ban bar prohibit forbid
    abstain refrain cease neglect omit miss disclaim disprove dismiss withhold shun oppose halt foil thwart
    """.split()
)
"""Verbs that deny the act or claim that follows them, by their dictionary form."""
_NEGATIVE_NOUNS = frozenset(
    "refusal failure lack absence inability unwillingness rejection denial reluctance".split()
)
"""Nouns that deny what follows their "to" or "of"."""
_FIRM_VERBS = frozenset("fail refuse decline deny lack cease neglect abstain refrain".split())
_BOUNDARIES = frozenset(". ; : ! ? ” “ — – ( )".split())
_CLAUSE_STARTS = frozenset(
    "but although though because while whereas however since unless if when which who".split()
)
_IDIOMS = (
    "not only", "no doubt", "no matter", "no wonder", "not least", "not just", "not merely", "nothing but",
    "no sooner", "whether or not", "no . ", "not to mention", "why not", "if not", "no more than", "no less than",
    "no fewer than", "no vote", "no votes", "not simply", "nothing short", "no later than", "without doubt", "without question",
    "a few", "a little", "quite a few", "the few", "these few", "past few", "last few", "next few", "first few",
    "little by little", "every few", "not surprisingly",
)  # fmt: skip
"""Phrases whose negator denies nothing."""
_BACKWARD = frozenset("no none nobody nothing nowhere neither little few".split())
"""Words that deny the verb they follow as well."""
_POLAR = frozenset("any anyone anybody anything anywhere ever either".split())
_SKIPPED = (
    FUNCTION_WORDS
    | _POLAR
    | frozenset("one yet really actually simply quite necessarily currently immediately yet fully".split())
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Negator:
    """A negating word: its tokens, the focus it denies (None where nothing follows), and how far it reaches.

    It reaches from `begin` to `reach`: "no" denies the verb before it too ("they pose no threat"). A negator
    that is not `firm` can answer another, but is no denial by itself ("a ban on exports").
    """

    at: int
    stop: int
    focus: int | None
    reach: int
    begin: int
    firm: bool = True


def negators(keys: Sequence[str]) -> tuple[Negator, ...]:
    """The negators among the folded keys of a sentence, in order."""
    found: list[Negator] = []
    for at, key in enumerate(keys):
        if found and at < found[-1].stop:
            continue
        length = _length(keys, at)
        if length and not _is_idle(keys, at):
            stop = at + length
            reach = _reach(keys, stop)
            found.append(
                Negator(
                    at=at,
                    stop=stop,
                    focus=_focus(keys, stop, reach),
                    reach=reach,
                    begin=_begin(keys, at),
                    firm=_is_firm(keys, at, stop),
                )
            )
    return tuple(found)


def _length(keys: Sequence[str], at: int) -> int:
    """How many tokens a negator takes here; 0 for none."""
    key = keys[at]
    if key in ("have", "has", "had", "'s", "'ve", "is", "are") and tuple(keys[at + 1 : at + 3]) == (
        "yet",
        "to",
    ):
        return 3
    if key == "rather" and keys[at + 1 : at + 2] == ["than"]:
        return 2
    if key == "instead" and keys[at + 1 : at + 2] == ["of"]:
        return 2
    if key == "unable" and keys[at + 1 : at + 2] == ["to"]:
        return 2
    if key in NEGATORS:
        return 1
    if key in _NEGATIVE_NOUNS and keys[at + 1 : at + 2] in (["to"], ["of"]):
        return 2
    if key.isalpha() and len(key) > 2 and key not in FUNCTION_WORDS and verb(key) in _NEGATIVE_VERBS:
        follower = keys[at + 1] if at + 1 < len(keys) else ""
        return 1 + (follower == "to") if key != "stop" or follower != "." else 0
    return 0


def is_negative_verb(key: str) -> bool:
    """Whether the word is a verb that denies what follows."""
    return verb(key) in _NEGATIVE_VERBS


def _is_idle(keys: Sequence[str], at: int) -> bool:
    """Whether the negator stands in a phrase that denies nothing."""
    for phrase in _IDIOMS:
        words = phrase.split()
        for back in range(len(words)):
            start = at - back
            if start >= 0 and words[back] == keys[at] and list(keys[start : start + len(words)]) == words:
                return True
    if keys[at] in ("little", "few"):
        return _is_adjective(keys, at)
    return keys[at] == "no" and at + 1 < len(keys) and (keys[at + 1] == "." or keys[at + 1][0].isdigit())


def _is_adjective(keys: Sequence[str], at: int) -> bool:
    """Whether "little" or "few" describes and denies nothing: "two little girls", "the last few days"."""
    before = keys[at - 1] if at else ""
    after = keys[at + 1] if at + 1 < len(keys) else ""
    led = (
        before in ("a", "the", "this", "that", "these", "his", "her", "its", "their", "my", "our")
        or before in SMALL
    )
    return (
        led
        or (keys[at] == "little" and after.endswith("s") and not after.endswith("ss"))
        or after == "children"
    )


def _reach(keys: Sequence[str], at: int) -> int:
    commas = 0
    for here in range(at, len(keys)):
        if keys[here] in _BOUNDARIES or keys[here] in _CLAUSE_STARTS:
            return here
        commas += keys[here] == ","
        if commas > 1 or (keys[here] == "," and keys[here + 1 : here + 2] in (["and"], ["so"], ["yet"])):
            return here
    return len(keys)


def _is_firm(keys: Sequence[str], at: int, stop: int) -> bool:
    """Whether the negator denies by itself: a negating word, or a verb that goes on with an act."""
    if keys[at] in NEGATORS or keys[stop - 1] == "to":
        return True
    follower = keys[stop] if stop < len(keys) else ""
    return verb(keys[at]) in _FIRM_VERBS and (follower == "that" or follower.endswith("ing"))


def _begin(keys: Sequence[str], at: int) -> int:
    """Where the reach of a negator begins: some tokens before a "no" or "none", at itself for other words."""
    begin = at
    if keys[at] in _BACKWARD:
        while begin and at - begin < 5 and keys[begin - 1] not in _BOUNDARIES | _CLAUSE_STARTS | {","}:
            begin -= 1
    return begin


def _focus(keys: Sequence[str], at: int, reach: int) -> int | None:
    for here in range(at, reach):
        key = keys[here]
        if key not in _SKIPPED and key[0].isalnum() and not (key.endswith("ly") and here + 1 < reach):
            return here
    return None


@lru_cache(maxsize=16384)
def verb(word: str) -> str:
    """The dictionary form of a verb; the word itself where it is none."""
    found = lexicon.lemmas(word, "v")
    return found[-1] if found else word


@lru_cache(maxsize=16384)
def forms(word: str) -> frozenset[str]:
    """The word and every dictionary form it may be a form of."""
    return frozenset({word, *lexicon.lemmas(word)})


def alike(one: str, other: str) -> bool:
    """Whether two words are forms of one."""
    return one == other or bool(forms(one) & forms(other))


def denies(keys: Sequence[str], found: Sequence[Negator], at: int) -> bool:
    """Whether the word at a token is denied: an odd number of negators reach it."""
    return sum(reaches(negator, at) for negator in found) % 2 == 1


def reaches(negator: Negator, at: int) -> bool:
    """Whether a token lies in the reach of a negator, outside its own words."""
    return negator.begin <= at < negator.at or negator.stop <= at < negator.reach


@lru_cache(maxsize=16384)
def opposite(one: str, other: str) -> bool:
    """Whether two words are opposites, in some form of each: listed, in the lexicon, or by a prefix."""
    if alike(one, other):
        return False
    for first in sorted(forms(one)):
        for second in sorted(forms(other)):
            if (first, second) in OPPOSITES or _by_prefix(first, second) or _by_prefix(second, first):
                return True
    return _in_lexicon(one, other)


def _in_lexicon(one: str, other: str) -> bool:
    """Listed antonyms of words that are no grammar, and not two names of one scale's neighbours ("man", "woman")."""
    if one in FUNCTION_WORDS or other in FUNCTION_WORDS or not (one.isalpha() and other.isalpha()):
        return False
    shared = {"v", "a"} & lexicon.parts(one) & lexicon.parts(other)
    if not shared:
        return False
    mine, its = set(lexicon.antonyms(one)), set(lexicon.antonyms(other))
    return bool(mine & forms(other)) or bool(its & forms(one))


_PREFIXES = ("un", "in", "im", "il", "ir", "non", "dis", "mis", "anti")
_NOT_OPPOSITE = frozenset(
    "tend vest form flame valuable habitable corporate deed sure come stance put set side land dependent "
    "crease volve stall struct spect spire terest vite dicate port press pose prove part pact peach "
    "play tribute cover miss solve cuss patch charge turb til lay lead take pulse".split()
)


def _by_prefix(longer: str, shorter: str) -> bool:
    """Whether `longer` is `shorter` with a denying prefix: "unlikely", "illegal", "disagree"."""
    if len(shorter) < 4 or shorter in _NOT_OPPOSITE - {"dependent", "play"}:
        return (
            shorter in ("like", "able", "just", "fair", "safe", "true", "wise") and longer == "un" + shorter
        )
    prefix = longer[: -len(shorter)] if longer.endswith(shorter) else ""
    if prefix.rstrip("-") not in _PREFIXES:
        return False
    return prefix in ("non-", "non") or lexicon.is_known(longer)


_PAIRS = """
rise:fall rise:drop rise:decline rise:sink rise:slip rise:decrease rise:plunge rise:tumble rise:slump
climb:fall climb:drop climb:decline climb:slip climb:sink climb:tumble gain:lose gain:fall gain:drop gain:loss
gain:decline gain:slip jump:fall jump:drop jump:plunge jump:tumble surge:plunge surge:fall surge:drop surge:slump
surge:tumble soar:plunge soar:fall soar:drop soar:plummet soar:tumble rally:slump rally:fall advance:retreat
advance:decline increase:decrease increase:decline increase:fall increase:drop increase:reduce increase:cut
increase:reduction increase:lower grow:shrink grow:contract grow:decline grow:fall growth:decline
growth:contraction expand:contract expand:shrink expansion:contraction raise:lower raise:cut raise:reduce
raise:decrease up:down upward:downward upwards:downwards higher:lower high:low highest:lowest above:below
more:less more:fewer most:least over:under greater:smaller greater:lesser larger:smaller bigger:smaller
longer:shorter long:short faster:slower fast:slow quickly:slowly better:worse best:worst good:bad
positive:negative strong:weak stronger:weaker strengthen:weaken strength:weakness improve:worsen
improve:deteriorate improvement:deterioration rich:poor cheap:expensive early:late earlier:later
earliest:latest before:after first:last majority:minority maximum:minimum
support:oppose support:reject support:condemn support:criticise support:criticize supporter:opponent
supporter:critic back:oppose back:reject backing:opposition favour:oppose favor:oppose favour:reject
for:against pro:anti with:without ally:enemy ally:rival friend:enemy friend:foe accept:reject accept:refuse
accept:decline accept:deny agree:disagree agree:refuse agree:decline agreement:disagreement approve:reject
approve:disapprove approve:veto approve:block approval:rejection approval:disapproval allow:ban allow:forbid
allow:prohibit allow:prevent allow:block allow:bar permit:ban permit:forbid permit:prohibit permit:prevent
legal:illegal lawful:unlawful legalise:ban legalize:ban admit:deny acknowledge:deny confirm:deny confirm:refute
affirm:deny claim:deny concede:deny praise:criticise praise:criticize praise:condemn praise:blame
welcome:condemn welcome:reject welcome:criticise welcome:criticize applaud:condemn love:hate like:dislike
trust:distrust trust:mistrust believe:disbelieve believe:doubt hope:fear optimistic:pessimistic
optimism:pessimism confident:doubtful guilty:innocent guilty:acquitted convict:acquit conviction:acquittal
guilt:innocence free:jail free:imprison free:detain release:detain release:arrest release:jail release:imprison
release:capture win:lose win:defeat victory:defeat victory:loss winner:loser defeat:triumph
success:failure succeed:fail successful:unsuccessful successfully:unsuccessfully survive:die survive:perish
live:die alive:dead living:dead life:death birth:death born:dead kill:save kill:spare kill:rescue
injured:unhurt injured:unharmed hurt:unhurt wounded:unharmed safe:dangerous safe:unsafe safety:danger
start:end start:finish start:stop begin:end begin:finish begin:stop begin:cease open:close open:shut
opening:closing opened:closed launch:end resume:suspend resume:halt continue:stop continue:halt continue:cease
continue:end extend:shorten extend:curtail enter:leave enter:exit arrive:leave arrive:depart arrival:departure
come:go join:leave join:quit stay:leave stay:go remain:leave hire:fire hire:dismiss hire:sack appoint:dismiss
appoint:sack elect:oust buy:sell purchase:sell buyer:seller import:export importer:exporter lend:borrow
lender:borrower give:take send:receive attack:defend attack:protect attacker:defender attacker:victim
invade:withdraw advance:withdraw deploy:withdraw build:destroy build:demolish construct:demolish
create:destroy protect:endanger include:exclude including:excluding inside:outside internal:external
domestic:foreign public:private publicly:privately open:secret war:peace peaceful:violent violence:peace
hot:cold warm:cool warmer:cooler wet:dry light:dark light:heavy full:empty left:right north:south
northern:southern east:west eastern:western north-east:south-west northeast:southwest northwest:southeast
always:never often:rarely often:seldom frequently:rarely usually:rarely everyone:nobody everyone:none
everybody:nobody all:none all:no some:none some:no everything:nothing something:nothing someone:nobody
anyone:nobody many:few many:none most:few much:little both:neither either:neither yes:no
true:false right:wrong correct:incorrect correct:wrong accurate:inaccurate fact:fiction real:fake
possible:impossible likely:unlikely able:unable capable:incapable willing:unwilling willing:reluctant
willingness:reluctance popular:unpopular fair:unfair healthy:ill healthy:sick ability:inability
presence:absence present:absent appear:disappear visible:invisible profit:loss profitable:unprofitable
surplus:deficit asset:liability credit:debit debtor:creditor boom:bust inflation:deflation bull:bear
bullish:bearish tighten:ease tighten:loosen ease:intensify ease:escalate escalate:de-escalate escalate:ease
calm:inflame hinder:help help:harm help:hinder help:hurt benefit:harm benefit:hurt encourage:discourage
persuade:dissuade attract:repel unite:divide unity:division together:apart connect:disconnect merge:split
marry:divorce marriage:divorce husband:wife man:woman boy:girl male:female father:mother son:daughter
brother:sister king:queen uncle:aunt majority:minority young:old younger:older new:old modern:ancient
temporary:permanent temporarily:permanently partial:total partially:completely partly:completely
partly:wholly voluntary:compulsory voluntary:mandatory optional:mandatory optional:compulsory
conservative:liberal left-wing:right-wing leftist:rightist democracy:dictatorship victory:setback
remember:forget pass:fail pass:reject solve:cause cause:prevent cause:cure cause:result hit:miss
find:lose catch:release lock:unlock load:unload hero:villain major:minor senior:junior
deep:shallow thick:thin wide:narrow widen:narrow near:far close:distant abundant:scarce shortage:surplus
shortage:glut plentiful:scarce demand:supply upstream:downstream ahead:behind front:back top:bottom
forward:backward forwards:backwards day:night morning:evening sunrise:sunset summer:winter
hawk:dove hawkish:dovish regulate:deregulate nationalise:privatise nationalize:privatize upgrade:downgrade
upgrade:cut overestimate:underestimate overstate:understate overweight:underweight overvalued:undervalued
still:already uphold:overturn uphold:quash uphold:reject affirm:overturn affirm:reverse enforce:waive
arm:disarm armed:unarmed innocent:culpable lawful:illegal plaintiff:defendant prosecution:defence
prosecution:defense prosecutor:defendant outperform:underperform exceed:miss beat:miss top:miss
recover:relapse recovery:relapse recovery:slump thrive:struggle flourish:decline loyal:disloyal
honour:breach honor:breach obey:violate obey:defy comply:defy respect:violate mend:break
"""
OPPOSITES = frozenset(
    pair
    for entry in _PAIRS.split()
    for one, _, other in (entry.partition(":"),)
    for pair in ((one, other), (other, one))
)
"""Opposites that news uses, by dictionary form; the lexicon adds its own."""
CONVERSES = frozenset(
    pair
    for entry in "buy:sell purchase:sell win:lose lend:borrow give:take send:receive import:export before:after "
    "defeat:win beat:lose victory:defeat export:import husband:wife above:below".split()
    for one, _, other in (entry.partition(":"),)
    for pair in ((one, other), (other, one))
)
"""Opposites that tell the same event from the other side: "A sold it to B" and "B bought it from A"."""


def is_converse(one: str, other: str) -> bool:
    """Whether two opposites tell one event from two sides."""
    return any((first, second) in CONVERSES for first in forms(one) for second in forms(other))


def content(words: Sequence[Token], at: range) -> frozenset[str]:
    """The words of content among some tokens."""
    return frozenset(words[i].key for i in at if words[i].is_word and words[i].key not in FUNCTION_WORDS)
