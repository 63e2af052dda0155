"""Verbs that report what somebody said, thought or wrote, by the stand they take towards it.

Within one force a verb can stand for another and the reader learns the same; across forces the copy takes
another stand than its source ("said" to "admitted"). Forms are made by rule, irregular ones listed.
"""

from __future__ import annotations

from enum import StrEnum


class Force(StrEnum):
    """What a reporting verb adds to what is reported, in words fit to print."""

    NEUTRAL = "reports without taking sides"
    STATE = "states it"
    CLAIM = "keeps its distance"
    ARGUE = "argues"
    STRESS = "insists"
    REVEAL = "takes it for true"
    CONCEDE = "concedes"
    DENY = "denies"
    ATTACK = "attacks"
    ACCUSE = "accuses"
    WARN = "warns"
    PROMISE = "promises"
    ASK = "asks"
    URGE = "urges"
    ORDER = "orders"
    ASSURE = "vouches for it"
    SUGGEST = "hints"
    BELIEVE = "gives as an opinion"
    PREDICT = "predicts"
    COMPLAIN = "complains"
    BOAST = "boasts"
    PRAISE = "praises"
    JOKE = "jokes"
    LOUD = "raises the voice"
    AGREE = "agrees"
    ALLUDE = "alludes to"
    CITE = "gives as ground"


_VERBS = {
    Force.NEUTRAL: """say tell add report comment remark respond reply answer write tweet post describe
        call explain recall continue conclude observe note speak recount announce testify mention label dub
        term
        characterise relate narrate message email text blog retweet telegraph read outline elaborate clarify
        summarise inform brief interject retort counter chime offer reflect volunteer muse
        opine
        recollect reminisce specify proffer react beam boom""",
    Force.STATE: "state affirm indicate declare proclaim",
    Force.CLAIM: "claim allege purport profess pretend",
    Force.ARGUE: "argue contend assert maintain posit reason hold",
    Force.STRESS: "insist stress emphasise underline underscore reiterate repeat reaffirm highlight",
    Force.REVEAL: """reveal confirm disclose expose uncover prove verify divulge demonstrate establish
        corroborate""",
    Force.CONCEDE: "admit concede acknowledge confess confide grant",
    Force.DENY: "deny refute rebut dismiss dispute reject disavow repudiate contradict",
    Force.ATTACK: """slam blast condemn criticise denounce decry lambast lambaste berate scold mock deride
        ridicule sneer taunt fume rage storm seethe rail castigate
        excoriate rebuke chide deplore bash snap scoff""",
    Force.ACCUSE: "accuse blame charge",
    Force.WARN: "warn caution threaten alert fear",
    Force.PROMISE: "promise vow pledge swear",
    Force.ASSURE: "guarantee assure",
    Force.ORDER: "order instruct command mandate direct",
    Force.ASK: "ask inquire enquire wonder query",
    Force.URGE: """urge demand plead beg implore exhort appeal beseech advise recommend propose request
        encourage""",
    Force.SUGGEST: "suggest hint imply signal intimate insinuate speculate",
    Force.BELIEVE: "believe think feel consider reckon suspect assume guess suppose figure",
    Force.PREDICT: "predict forecast estimate anticipate foresee prophesy project",
    Force.COMPLAIN: "complain lament bemoan grumble moan whine gripe protest object",
    Force.BOAST: "boast brag crow gloat trumpet tout",
    Force.PRAISE: "praise hail laud applaud commend extol",
    Force.JOKE: "joke quip laugh jest tease",
    Force.LOUD: """shout yell scream sob wail cry exclaim roar bellow thunder rant bark whisper mutter mumble
        sigh""",
    Force.AGREE: "agree concur",
    Force.ALLUDE: "reference allude",
    Force.CITE: "cite quote invoke",
}
_IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "speak": "speaks spoke spoken speaking",
    "read": "reads read reading",
    "hold": "holds held holding",
    "swear": "swears swore sworn swearing",
    "beg": "begs begged begging",
    "sob": "sobs sobbed sobbing",
    "brag": "brags bragged bragging",
    "dub": "dubs dubbed dubbing",
    "quip": "quips quipped quipping",
    "slam": "slams slammed slamming",
    "snap": "snaps snapped snapping",
    "submit": "submits submitted submitting",
    "admit": "admits admitted admitting",
    "think": "thinks thought thinking",
    "feel": "feels felt feeling",
    "forecast": "forecasts forecast forecasted forecasting",
    "foresee": "foresees foresaw foreseen foreseeing",
    "blog": "blogs blogged blogging",
    "refer": "refers referred referring",
    "signal": "signals signaled signalled signaling signalling",
    "label": "labels labeled labelled labeling labelling",
    "agree": "agrees agreed agreeing",
}
_VOWELS = "aeiou"
NOUN_CUES = {
    "claim": Force.CLAIM,
    "claims": Force.CLAIM,
    "allegation": Force.CLAIM,
    "allegations": Force.CLAIM,
    "statement": Force.NEUTRAL,
    "statements": Force.NEUTRAL,
    "remarks": Force.NEUTRAL,
    "comments": Force.NEUTRAL,
    "words": Force.NEUTRAL,
    "warning": Force.WARN,
    "warnings": Force.WARN,
    "denial": Force.DENY,
    "promise": Force.PROMISE,
    "pledge": Force.PROMISE,
    "admission": Force.CONCEDE,
    "accusation": Force.ACCUSE,
    "accusations": Force.ACCUSE,
}
"""Nouns that carry an attribution."""


def _forms(verb: str) -> list[str]:
    if verb in _IRREGULAR:
        return [verb, *_IRREGULAR[verb].split()]
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    sibilant = verb.endswith(("s", "sh", "ch", "x", "z"))
    return [verb, verb + ("es" if sibilant else "s"), verb + "ed", verb + "ing"]


def _spellings(verb: str) -> list[str]:
    return [verb, verb[:-3] + "ize"] if verb.endswith("ise") and verb not in ("promise", "advise") else [verb]


_FORMS = {
    form: (verb, force)
    for force, verbs in _VERBS.items()
    for verb in verbs.split()
    for spelling in _spellings(verb)
    for form in _forms(spelling)
}
ALWAYS_VERBS = frozenset(
    form
    for form, (verb, _) in _FORMS.items()
    if form.endswith("ed")
    or form in ("said", "says", "told", "wrote", "tells", "argues", "admits", "insists")
) | frozenset(
    "spoke thought felt swore foresaw writes believes thinks adds warns explains suggests asks".split()
)
"""Forms that are verbs whatever stands round them; the others ("claims", "report") may be nouns."""


OFTEN_OTHER = frozenset(
    """call command mandate direct indicate add project offer hold post order charge figure outline term
    label email text message blog read
    reflect dub
    relate establish grant reject dismiss dispute signal highlight report state record repeat
    propose request promise encourage guarantee threaten blame protest object welcome thunder bark snap
    expose rage storm answer respond
    uncover verify prove demonstrate bash quote tease laugh cry fear believe feel consider""".split()
)
"""Reporting verbs that as often tell of something else: they count where a clause or quotation follows."""


def lemma(word: str) -> str | None:
    """The dictionary form of a reporting verb, spelt with -ise; None where `word` is none."""
    found = _FORMS.get(word)
    return found[0] if found else None


def force(word: str) -> Force | None:
    """The stand a reporting verb, in any form and lower case, takes; None where `word` is none."""
    found = _FORMS.get(word)
    return found[1] if found else None


def verbs() -> frozenset[str]:
    """Every reporting verb, in its dictionary form."""
    return frozenset(verb for verb, _ in _FORMS.values())
