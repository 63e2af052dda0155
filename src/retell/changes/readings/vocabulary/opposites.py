"""Words that say the opposite of each other, in any of their forms."""

from __future__ import annotations

from functools import lru_cache

from retell.models import lexicon
from retell.text.english import FUNCTION_WORDS


@lru_cache(maxsize=16384)
def forms(word: str) -> frozenset[str]:
    """The word and every dictionary form it may be a form of."""
    return frozenset({word, *lexicon.lemmas(word)})


def alike(one: str, other: str) -> bool:
    """Whether two words are forms of one."""
    return one == other or bool(forms(one) & forms(other))


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
    """Whether the lexicon lists two verbs, adjectives or adverbs as antonyms; words of grammar never are."""
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


_NOT_DENIED = _NOT_OPPOSITE - {"dependent", "play"}


def _by_prefix(longer: str, shorter: str) -> bool:
    """Whether `longer` is `shorter` with a denying prefix: "unlikely", "illegal", "disagree"."""
    if len(shorter) < 4 or shorter in _NOT_DENIED:
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
gain:decline gain:slip jump:fall jump:drop jump:plunge jump:tumble surge:plunge surge:fall surge:drop
surge:slump
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
double:halve treble:halve grant:reject grant:refuse grant:deny grant:decline refuse:consent agree:reject
sign:veto honour:reject honor:reject only:also uphold:dismiss uphold:reverse permit:refuse allow:refuse
confirm:dismiss confirm:dispute
accept:decline accept:deny agree:disagree agree:refuse agree:decline agreement:disagreement approve:reject
approve:disapprove approve:veto approve:block approval:rejection approval:disapproval allow:ban allow:forbid
allow:prohibit allow:prevent allow:block allow:bar permit:ban permit:forbid permit:prohibit permit:prevent
legal:illegal lawful:unlawful legalise:ban legalize:ban admit:deny acknowledge:deny confirm:deny
confirm:refute
affirm:deny claim:deny concede:deny praise:criticise praise:criticize praise:condemn praise:blame
welcome:condemn welcome:reject welcome:criticise welcome:criticize applaud:condemn love:hate like:dislike
trust:distrust trust:mistrust believe:disbelieve believe:doubt hope:fear optimistic:pessimistic
optimism:pessimism confident:doubtful guilty:innocent guilty:acquitted convict:acquit conviction:acquittal
guilt:innocence free:jail free:imprison free:detain release:detain release:arrest release:jail
release:imprison
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
    minor:severe minor:serious minor:grave slight:severe slight:serious mild:severe moderate:extreme
    superficial:severe light:severe sparse:dense
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
    for entry in "buy:sell purchase:sell win:lose lend:borrow give:take send:receive "
    "import:export before:after "
    "defeat:win beat:lose victory:defeat export:import husband:wife above:below".split()
    for one, _, other in (entry.partition(":"),)
    for pair in ((one, other), (other, one))
)
"""Opposites that tell the same event from the other side: "A sold it to B" and "B bought it from A"."""


def is_converse(one: str, other: str) -> bool:
    """Whether two opposites tell one event from two sides; two comparatives always do."""
    if one.endswith("er") and other.endswith("er") and {"a", "r"} & lexicon.parts(one) & lexicon.parts(other):
        return True
    return {one, other} == {"more", "less"} or any(
        (first, second) in CONVERSES for first in forms(one) for second in forms(other)
    )
