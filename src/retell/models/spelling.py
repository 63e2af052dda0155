"""British, American and older spellings of one word, and words written apart, together or with a hyphen."""

from __future__ import annotations

from functools import lru_cache

from retell.models import lexicon
from retell.text.patterns import pattern

_ENDINGS = tuple(
    (held, pattern(source), ending)
    for held, source, ending in (
        ("is", r"(?<=[a-z]{2})is(e[ds]?|ers?|ing|ations?|ational)$", r"iz\1"),
        ("ys", r"(?<=[a-z]{2})ys(e[ds]?|ers?|ing)$", r"yz\1"),
        (
            "our",
            r"(?<=[a-z]{2})our(s|ed|ing|ings|able|ably|ful|fully|less|ite|ites|er|ers|hood|hoods|ly)?$",
            r"or\1",
        ),
        ("tre", r"(?<=[a-z]{2})tre(s|d)?$", r"ter\1"),
        ("re", r"(?<=[fibc])re(s)?$", r"er\1"),
        ("ll", r"(?<=[aeiou])ll(ed|ing|ers?|ings|ous|or|ors)$", r"l\1"),
        ("pp", r"(?<=kidnap|orship)p(ed|ing|ers?)$", r"\1"),
        ("ogue", r"(?<=[a-z]{2})ogue(s|d)?$", r"og\1"),
        ("ence", r"(?<=[a-z]{2})ence(s)?$", r"ense\1"),
        ("ction", r"(?<=[a-z]{2})ction(s)?$", r"xion\1"),
        ("judge", r"(?<=ju)dge(?=ments?$)", "dg"),
        ("acknowledge", r"(?<=acknowle)dge(?=ments?$)", "dg"),
        ("wards", r"(?<=[a-z])wards$", "ward"),
        ("ul", r"(?<=[fst])ul(?=ments?$|s?$)", "ull"),
        ("mme", r"(?<=[a-z]{2})mme(s|d|r|rs)?$", r"m\1"),
        ("phur", r"(?<=[a-z])ph(?=ur)", "f"),
        ("ae", r"(?<=[a-z])ae(?=[dlmnrst])|^ae(?=[a-z])", "e"),
        ("oe", r"(?<=[a-z])oe(?=[dmns])|^oe(?=[a-z])", "e"),
    )
)
"""Endings brought to one form; a pair is equal where some of them make it so and neither is another word.

The first part is what a word must hold for the second to be found in it.
"""

_DIGRAPHS = ("ae", "oe")
"""What a rule may change at the very beginning of a word."""

_PAIRS = {
    british: american
    for british, _, american in (
        pair.partition(":")
        for pair in """
        aeroplane:airplane aluminium:aluminum analogue:analog annexe:annex arse:ass artefact:artifact axe:ax
        behove:behoove burnt:burned camomile:chamomile cheque:check cheques:checks chequered:checkered
        connexion:connection cosy:cozy defence:defense defences:defenses disc:disk doughnut:donut
        dreamt:dreamed draught:draft draughts:drafts enquire:inquire enquired:inquired enquires:inquires
        enquiring:inquiring enquiry:inquiry enquiries:inquiries ensure:insure fetus:foetus furore:furor
        gaol:jail gaols:jails gaoled:jailed grey:gray greys:grays grill:grille halal:hallal hiccough:hiccup
        honour:honor jewellery:jewelry kerb:curb kerbs:curbs kilometre:kilometer kneelt:kneeled
        knelt:kneeled leant:leaned leapt:leaped learnt:learned licence:license licences:licenses
        liquorice:licorice manoeuvre:maneuver manoeuvres:maneuvers manoeuvred:maneuvered
        manoeuvring:maneuvering maths:math mollusc:mollusk mould:mold moulds:molds moult:molt
        moustache:mustache mum:mom mums:moms offence:offense offences:offenses omelette:omelet
        orientated:oriented paediatric:pediatric pernickety:persnickety plough:plow ploughs:plows
        ploughed:plowed practise:practice practised:practiced practises:practices practising:practicing
        pretence:pretense programme:program programmes:programs pyjamas:pajamas sceptic:skeptic
        sceptics:skeptics sceptical:skeptical scepticism:skepticism smelt:smelled smoulder:smolder
        smouldering:smoldering snuck:sneaked speciality:specialty spelt:spelled spilt:spilled spoilt:spoiled
        storey:story storeys:stories sulphur:sulfur tonne:ton tonnes:tons towards:toward afterwards:afterward
        tranquillity:tranquility tyre:tire tyres:tires vice:vise whilst:while amongst:among amidst:amid
        whisky:whiskey woollen:woolen yoghurt:yogurt yoghurts:yogurts adviser:advisor advisers:advisors
        protester:protestor protesters:protestors aging:ageing email:e-mail ok:okay per_cent:percent
        disfavour:disfavor alright:all_right cannot:can_not instalment:installment instalments:installments
        enrol:enroll enrols:enrolls fulfil:fulfill fulfils:fulfills skilful:skillful wilful:willful
        distil:distill instil:instill appal:appall counsellor:counselor counsellors:counselors
        """.split()
    )
}
_DIFFERENT = frozenset("tonne tonnes ensure grill vice kneelt draught storey".split())
"""Pairs above that are spellings only in a fixed context: left to the other kinds of change."""

_NOT_IZE = frozenset(
    """
    advise advertise arise chastise circumcise comprise compromise demise despise devise disguise excise
    exercise franchise improvise merchandise premise promise raise revise rise supervise surmise surprise
    televise wise otherwise likewise precise concise expertise enterprise praise cruise bruise noise poise
    """.split()
)


@lru_cache(maxsize=8192)
def same_word(left: str, right: str) -> bool:
    """Whether the two are one word in two spellings; case, accents aside, is the caller's to fold."""
    one, other = left.lower(), right.lower()
    if one == other:
        return True
    if one.replace("-", "").replace(" ", "") == other.replace("-", "").replace(" ", ""):
        return True
    if one in _DIFFERENT or other in _DIFFERENT:
        return False
    one, other = _PAIRS.get(one, one), _PAIRS.get(other, other)
    return one == other or (len(one) > 4 and _regular(one, other))


def _regular(one: str, other: str) -> bool:
    """Whether one rule makes them equal, and the lexicon does not hold them for different words."""
    if one[0] != other[:1] and not (one.startswith(_DIGRAPHS) or other.startswith(_DIGRAPHS)):
        return False  # no other rule touches the first letter, and most pairs end here
    if other in _respelt(one) or one in _respelt(other):
        return not _told_apart(one, other)
    return False


@lru_cache(maxsize=16384)
def _respelt(word: str) -> frozenset[str]:
    """What each rule makes of a word."""
    made = (found.sub(ending, word) for held, found, ending in _ENDINGS if held in word)
    return frozenset((word, *made))


def _told_apart(one: str, other: str) -> bool:
    """Whether both are words of their own: known, and without a sense in common."""
    if lexicon.base(one) in _NOT_IZE or lexicon.base(other) in _NOT_IZE:
        return True
    both = lexicon.entries(one), lexicon.entries(other)
    if not all(both):
        return False
    senses = [{sense.synset for entry in side for sense in entry.senses} for side in both]
    return not senses[0] & senses[1]
