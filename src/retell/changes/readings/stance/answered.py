"""Whether what a hedge says is said by a word of another sort: a reporting verb, a noun, a negation."""

from __future__ import annotations

from collections.abc import Sequence

from retell.changes.readings.stance.hedges import Hedge, Sort, expects, hedges
from retell.changes.readings.vocabulary.reporting import ALWAYS_VERBS, OFTEN_OTHER, Force, force, lemma
from retell.models import lexicon
from retell.text.tokens import Token


def is_answered(others: Sequence[Token], one: Hedge, own: Sequence[Token]) -> bool:
    """Whether the other side says as much by a word of its own: a reporting verb, a noun, a negation."""
    keys = {token.key for token in others}
    # A word that stands on both sides ("the suspect", "the risk") says nothing of how sure either is of
    # the rest.
    fresh = keys - {token.key for token in own}
    if fresh & _MODALS:
        fresh -= _MODALS - {others[hedge.start].key for hedge in hedges(others)}
    head = own[one.start].key
    if head == "could" and "can" in fresh | (keys & {"can"}):
        return True
    if (
        one.sort is Sort.REPORT
        and head in _NOUNS
        and any(set(lexicon.lemmas(head)) & set(lexicon.lemmas(key)) for key in sorted(keys))
    ):
        return True
    if one.sort is Sort.REPORT:
        if head == "suspected" and own[one.start - 1].key in ("a", "an", "the"):
            return any(key.startswith(("suspect", "possibl", "suspicio", "apparent")) for key in keys)
        told = any(_reports(key) for key in sorted(fresh & ALWAYS_VERBS)) or bool(fresh & _CLAIM_WORDS)
        return told or _is_held(others, head)
    if one.sort is Sort.SO_FAR:
        return not keys.isdisjoint(_FOR_NOW)
    if one.sort is Sort.PENDING:
        return bool(keys & {"yet", "not", "n't"})
    if head == "may" and _is_let(others, one, own, fresh):
        return True
    if one.sort in (Sort.INTENT, Sort.ATTEMPT):
        return _is_meant(one, own, keys, fresh)
    if one.sort is Sort.LIKELY:
        return _is_as_likely(one, own, keys, fresh)
    if one.sort is Sort.DUTY:
        return bool(keys & _DUTIES) or (head == "must" and {"may", "if"} <= keys)
    return False


def _is_let(others: Sequence[Token], one: Hedge, own: Sequence[Token], fresh: set[str]) -> bool:
    """Whether the other side tells in another word of what "may" allows, or "may not" forbids."""
    keys = {token.key for token in others}
    if not keys.isdisjoint(_PERMITTING) or (_is_denied(own, one.stop) and keys & _FORBIDDING):
        return True
    # What may be done if thirty ask, thirty must ask for.
    return "must" in fresh and any(each.key == "if" for each in own[one.stop :])


def _is_held(words: Sequence[Token], head: str) -> bool:
    """Whether the words tell by the same verb that a thing is held to be so: "it is thought that"."""
    return any(
        token.key == head and words[at - 1].key in _BE and words[at + 1].key in ("that", "to", "by")
        for at, token in enumerate(words[:-1])
        if at
    )


_BE = frozenset("is are was were been be".split())


def foretold(found: Sequence[Hedge], own: Sequence[Token], others: Sequence[Token]) -> tuple[Hedge, ...]:
    """The hedges of a side without what somebody expects, where the other side has it foretold as well."""
    unexpected = tuple(one for one in found if not expects(own, one.start))
    if len(unexpected) == len(found):
        return unexpected
    keys = {token.key for token in others}
    told = not keys.isdisjoint(_FORETELLING) or any(
        force(token.key) is Force.PREDICT and not (at and others[at - 1].key in ("the", "a", "its"))
        for at, token in enumerate(others)
    )
    return unexpected if told else tuple(found)


_FORETELLING = frozenset(
    """expect expects expected expecting expectation expectations forecaster forecasters outlook according
    anticipates anticipated hopes hoped hope thinks thought believes believed""".split()
)
"""Words by which what is to come is left to somebody's judgement."""


def _is_meant(one: Hedge, own: Sequence[Token], keys: set[str], fresh: set[str]) -> bool:
    """Whether the other side tells of an intention, or an attempt, in another word."""
    head = own[one.start].key if own[one.start].key != "in" else own[min(one.start + 2, one.stop - 1)].key
    kin = _INTENTIONS if one.sort is Sort.INTENT else _ATTEMPTS
    kin = _PONDERING if head in _PONDERING else kin
    return (
        bool(keys & (kin - _SMALL))
        or bool(fresh & kin & _SMALL)
        or any(set(lexicon.lemmas(head)) & set(lexicon.lemmas(key)) for key in sorted(keys))
    )


def _is_as_likely(one: Hedge, own: Sequence[Token], keys: set[str], fresh: set[str]) -> bool:
    """Whether the other side tells of a chance in another word, or in another form: "doubtful", "doubt"."""
    head = own[one.start].key
    if len(head) > _STEM and any(key.startswith(head[:_STEM]) for key in fresh):
        return True
    if not fresh.isdisjoint(_KNOWING) and any(each.key in _KNOWING for each in own[one.start : one.stop]):
        return True
    return not fresh.isdisjoint(_UNSETTLED) or (one.strength > _NEARLY_SURE and bool(keys & _AHEAD))


_NEARLY_SURE = 0.7
"""Strength above which a likelihood is told by what is to come: "expected to", "will"."""
_STEM = 5
"""Letters by which a hedge is known in another form: "likely", "likelihood"."""


def _is_denied(words: Sequence[Token], at: int) -> bool:
    return at < len(words) and words[at].key in ("not", "n't")


_NOUNS = frozenset("claim claims".split())
"""Words of report that are as often the name of a thing."""
_MODALS = frozenset("may might could can".split())
_PERMITTING = frozenset(
    """can allowed allow allows allowing permitted permit permits let lets entitled entitles free
    eligible""".split()
)
"""What "may" says of somebody who is let do a thing."""
_FORBIDDING = frozenset("cannot not ca n't must barred banned forbidden prohibited unable allowed".split())


def _reports(key: str) -> bool:
    """Whether the word leaves a statement with whoever made it."""
    return force(key) in _SAYING and (
        lemma(key) not in OFTEN_OTHER or lemma(key) in ("report", "repeat", "believe")
    )


_SAYING = (Force.NEUTRAL, Force.CLAIM, Force.ARGUE, Force.STRESS, Force.BELIEVE, Force.ACCUSE, Force.SUGGEST)
_CLAIM_WORDS = frozenset(
    """according allegation allegations alleges alleging claim claims case mistrial
    prosecution charge charges charged suspicion suspicions accusation
    accusations suspect suspects alleged allegedly reportedly accuse accusing accuses reports saying
    rumour rumours rumor rumors hearsay
    statement say says
    believe believes think thinks
    statements""".split()
)
_SMALL = frozenset("will would to for".split())
"""Words that tell of an intention only where the other side does without them."""
_INTENTIONS = frozenset(
    """plan plans hope hopes intention intentions aim aims goal bid wish wishes desire desires ambition
    will would
    intends intended intending mean means meant aiming aimed hoping hoped planned planning seeks sought
    seeking undertake undertakes undertook undertaken commit commits committed committing
    agrees agreed agreeing promised promising vows vowed pledged pledging swear swears swore
    resolved offers offered to for proposal proposals expected expects threat threats promise promises vow
    pledge pledges""".split()
)
_PONDERING = frozenset(
    """consider considers considering considered
    think thinking thinks mull mulling mulls weigh weighing weighs ponder pondering look looking looks
    explore exploring explores examine examining examines study studying studies review reviewing reviews
    contemplate contemplating contemplates discuss discussing debate debating assess assessing evaluate
    evaluating consideration option options might may could possible possibly""".split()
)
"""Words by which a thing is thought about, and not yet done."""
_ATTEMPTS = frozenset(
    """attempt attempts bid effort efforts try tries tried trying seek seeks sought seeking strive strives
    strove striving work works worked working endeavour endeavor struggle struggles struggled struggling
    failed hoping hopes to""".split()
)
_CHANCES = frozenset(
    """may might could can possible possibly possibility chance risk risks perhaps maybe potential potentially
    likely likelihood probably if threat threatens danger would suggest suggests suggesting indicates
    apparently
    seems appears appeared seemed believed believe thought think unclear prospect unable estimated estimate
    estimates
    expect expects expecting expected forecast forecasts predict predicts predicted""".split()
)
_UNSETTLED = _CHANCES | frozenset("consider considers considering whether weighing mulling pondering".split())
"""Words that leave it open whether a thing will be done."""
_FOR_NOW = frozenset(
    """now yet still currently already until till present presently moment meantime meanwhile temporarily
    provisional provisionally date point thus today hitherto stage initial initially preliminary early
    immediately remain remains remained""".split()
)
"""Words that hold a thing for the time being."""
_KNOWING = frozenset("aware unaware ignorant knowledge know knows knew known knowing".split())
"""Words of what somebody knows."""
_AHEAD = frozenset("will would to expects due awaited awaits awaiting anticipated scheduled upcoming".split())
"""Words that tell of what is to come as "expected" does."""
_DUTIES = frozenset(
    """must should need needs needed has have had required require requires requirement obligation ordered
    forced
    urged urges call calls called necessary essential order demand demands demanded to""".split()
)
