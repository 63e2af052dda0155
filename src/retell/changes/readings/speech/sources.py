"""Who a source is: the words that name it, and whether two phrases may name one source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import JaroWinkler

from retell.changes.readings.amounts.numerals import SMALL
from retell.changes.readings.naming.kinship import same_seat
from retell.changes.readings.speech.cues import Attribution
from retell.models import lexicon, paraphrases
from retell.models.lexicon import RelationKind
from retell.text.english import FUNCTION_WORDS
from retell.text.spans import Span
from retell.text.tokens import Token, tokens

_TITLES = frozenset(
    "mr mrs ms miss dr prof sir dame lord lady sen rep gov gen col capt lt sgt rev st".split()
)
PRONOUNS = frozenset("he she they it we i you who him her them".split())
BODIES = frozenset(
    """police army military navy government ministry state court opposition rebel rebels union party church
    prosecutors prosecution intelligence embassy council parliament senate
    congress palace security customs coalition resistance separatist separatists militia university hospital
    bank company industry lobby charity regulator watchdog commission agency""".split()
)
"""Nouns that say what body a source is: one more or one fewer makes it another."""
SPOKEN_FOR = frozenset(
    "spokesman spokeswoman spokesperson spokespeople statement official officials source sources".split()
)
_ANY_BODY = frozenset(
    """group organisation organization body association movement authority outfit service agency office
    department""".split()
)
"""Words by which any body may be called again."""
PAPERS = frozenset(
    """report decision study statement letter email memo memorandum document documents filing paper papers
    ruling judgment verdict survey poll census review audit data figures statistics article book blog post
    tweet analysis research notice bulletin transcript record records lawsuit complaint indictment affidavit
    release announcement website page note notes message account minutes""".split()
)
"""What is written: it and whoever wrote it are one source."""
RULES = frozenset(
    """law laws rule rules regulation regulations legislation constitution treaty statute act code plan plans
    schedule timetable calendar tradition custom customs contract terms procedure procedures policy standard
    standards principle principles formula criteria criterion need needs means ability age size weight type
    season taste preference protocol guidelines practice convention conventions""".split()
)
"""What a thing is done according to, and nobody said."""
_SAME_BODIES = tuple(
    frozenset(words.split())
    for words in (
        "company firm business corporation group enterprise concern organisation organization outfit",
        "police officers officer policemen policewoman policeman constables detectives investigators force",
        "army military soldiers troops forces commanders generals",
        "doctors physicians medics clinicians surgeons consultants hospital",
        "prosecutors prosecution crown state",
        "researchers scientists authors team academics experts specialists",
        "government ministers minister cabinet administration authorities officials leaders",
        "officials official authorities administrators bureaucrats spokesmen",
        "residents villagers locals neighbours neighbors inhabitants citizens townspeople people",
        "passengers travellers travelers aboard commuters riders",
        """managers manager management bosses boss executives executive directors director leadership chiefs
        chief heads head owners employer employers company""",
        "workers employees staff labourers laborers workforce crew personnel",
        "teachers lecturers tutors academics faculty professors lecturer teacher professor tutor academic",
        "students pupils undergraduates youngsters classmates student pupil undergraduate",
        "campaigners activists protesters protestors demonstrators marchers group campaign",
        "experts specialists analysts commentators observers economists expert specialist analyst economist",
        "lawyers attorneys solicitors barristers counsel lawyer attorney solicitor barrister defence defense",
        """lawmakers legislators politicians deputies parliamentarians senators members congressmen mps
        lawmaker legislator politician deputy senator mp""",
        "people witnesses bystanders onlookers eyewitnesses passersby witness bystander onlooker eyewitness",
        "relatives family families parents kin mother father sister brother",
        "farmers growers producers farmer grower producer",
        "investors shareholders stockholders backers",
        "critics opponents detractors opposition rivals",
        "supporters fans followers allies backers",
        "journalists reporters media press correspondents newspaper broadcaster journalist reporter",
        "rescuers firefighters firemen crews paramedics services teams",
        "customers shoppers consumers clients users",
        "voters electors electorate constituents",
        "landlords owners proprietors landlord owner proprietor",
        "miners mineworkers pitmen",
        "sailors seamen mariners crew",
        "union unions syndicate",
        """board authority commission committee council agency regulator watchdog body panel organisers
        organizers organisation organization association federation""",
    )
)
"""Words of one group name one source again, where no name is given."""


def names(text: str, made: Attribution | None) -> list[str]:
    """The words that tell who the speaker is."""
    if made is None or made.speaker is None:
        return []
    return [
        token.key
        for token in tokens(text, made.speaker)
        if token.is_word and token.key not in FUNCTION_WORDS and token.key not in _TITLES
    ]


def shared(one: Sequence[str], other: Sequence[str]) -> float:
    """0..1: how much of the shorter name stands in the longer, endings and transliteration aside."""
    if not one or not other:
        return 0.0
    short, long = sorted((one, other), key=len)
    return sum(any(alike(a, b) for b in long) for a in short) / len(short)


def alike(one: str, other: str) -> bool:
    """Whether two words of names are one, endings and transliteration aside."""
    if one == other or set(lexicon.lemmas(one)) & set(lexicon.lemmas(other)):
        return True
    return JaroWinkler.similarity(one, other) > 0.9


def may_be_same(texts: tuple[str, str], left: Span, right: Span) -> bool:
    """Whether two phrases without a word in common may name one speaker."""
    here, there = (_called(text, span) for text, span in zip(texts, (left, right), strict=True))
    if here and here == there:
        return True
    proper = [_proper(text, span) for text, span in zip(texts, (left, right), strict=True)]
    described = [_is_description(text, span) for text, span in zip(texts, (left, right), strict=True)]
    if (
        bool(proper[0]) != bool(proper[1])
        or described[0] != described[1]
        or _one_person(texts, proper[0], proper[1])
    ):
        return True
    one, other = (
        [t.key for t in tokens(text, span)] for text, span in zip(texts, (left, right), strict=True)
    )
    if _is_counted(texts[0], left) or _is_counted(texts[1], right):
        return True
    if any(same_seat(a, b) for a in one for b in other):
        return True
    if set(one) & PAPERS or set(other) & PAPERS:
        return True  # who writes a paper speaks in it
    if set(one) & SPOKEN_FOR or set(other) & SPOKEN_FOR or set(one) & PRONOUNS or set(other) & PRONOUNS:
        return True
    same_body = not proper[0] and any(set(one) & body and set(other) & body for body in _SAME_BODIES)
    if len(one) > 6 or len(other) > 6 or same_body:
        return True
    if not proper[0] and any(paraphrases.known(a, b) == 1.0 for a in _nouns(one) for b in _nouns(other)):
        return True
    return not proper[0] and any(
        found.kind not in (RelationKind.SISTER, RelationKind.ANTONYM)
        for a in one
        for b in other
        for found in lexicon.relations(a, b)
    )


def _called(text: str, span: Span) -> str:
    """The name that is set beside a speaker by a comma: "its chair, Anna Hill,"."""
    lead, comma, rest = text[span.end : span.end + _REACH].partition(",")
    name = " ".join(re.split(r"[,.;:”]", rest)[0].split()) if comma and not lead.strip() else ""
    return name if name and all(word[:1].isupper() for word in name.split()) else ""


def _nouns(keys: Sequence[str]) -> list[str]:
    return [key for key in keys if key not in FUNCTION_WORDS and lexicon.usual_part(key) == "n"]


def _is_counted(text: str, span: Span) -> bool:
    """Whether a phrase tells how many speak: "three quarters of those polled", "some residents"."""
    first = tokens(text, span)[0]
    return first.is_number or first.key in SMALL or first.key in _HOW_MANY


_HOW_MANY = frozenset("some many several most half few others those both all one another".split())


def _is_description(text: str, span: Span) -> bool:
    """Whether a phrase says what somebody is, not what they are called: "the Norland minister"."""
    words = tokens(text, span)
    return (
        words[0].key in ("the", "a", "an", "his", "her", "its", "their", "one") and words[-1].text.islower()
    ) or (words[0].key == "the" and any(token.text.islower() for token in words[1:]))


def _one_person(texts: Sequence[str], one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names are first and last name somewhere, or one may be short for the other."""
    if any(name.isupper() and 1 < len(name) <= 6 for name in (*one, *other)) and len(one) != len(other):
        return True
    return any(f"{a} {b}" in text or f"{b} {a}" in text for a in one for b in other for text in texts)


def _proper(text: str, span: Span) -> list[str]:
    """The words of a phrase that are names: capitals, unless the sentence begins with a common word."""
    return [
        token.text
        for at, token in enumerate(tokens(text, span))
        if token.is_capitalised
        and token.key not in FUNCTION_WORDS
        and (at or not lexicon.is_known(token.key) or token.text.isupper() or _in_mid_sentence(text, token))
    ]


def _in_mid_sentence(text: str, token: Token) -> bool:
    before = text[max(0, token.span.start - 3) : token.span.start].rstrip(" ”\"’'")
    return bool(before) and before[-1] not in ".!?\n“‘"


def another_body(texts: tuple[str, str], left: Span, right: Span) -> tuple[int, Token] | None:
    """A word that says what body the source is, on one side alone: the side's number and the word."""
    spans = left, right
    words = [tokens(text, span) for text, span in zip(texts, spans, strict=True)]
    keys = [{token.key for token in side} for side in words]
    for number in (0, 1):
        around = _around(texts[1 - number], spans[1 - number])
        called = _called(texts[number], spans[number]).casefold().split()
        if around & _ANY_BODY - keys[number] or (called and set(called) <= keys[1 - number]):
            continue
        for at, token in enumerate(words[number]):
            if (
                token.key in BODIES
                and not any(alike(token.key, key) or _means(token.key, key) for key in sorted(around))
                and not _describes(words[number], at)
                and not _called_so(texts[1 - number], token.key, keys[0] & keys[1])
            ):
                return number, token
    return None


def _means(one: str, other: str) -> bool:
    """Whether two common nouns name one body: "company" and "firm"."""
    return any(one in body and other in body for body in _SAME_BODIES) or paraphrases.known(one, other) == 1.0


_REACH = 60
"""Characters after a speaker in which what they are may be told: "Rita Solis, a state senator"."""


def _around(text: str, speaker: Span) -> set[str]:
    """The words of the speaker and of what stands just after."""
    reach = Span(start=speaker.start, end=min(len(text), speaker.end + _REACH))
    return {token.key for token in tokens(text, reach)}


def _describes(words: Sequence[Token], at: int) -> bool:
    """Whether the body is where a person belongs: "police spokesman", "State Senator", "a bank official"."""
    persons = 18
    return any(
        token.key in SPOKEN_FOR or (persons in lexicon.topics(token.key) and token.key not in BODIES)
        for token in words[at + 1 : at + 3]
    )


def _called_so(text: str, word: str, company: set[str]) -> bool:
    """Whether the other version puts the word beside one of the speaker's own words somewhere."""
    words = tokens(text)
    company = {key for key in company if key not in FUNCTION_WORDS and key != word}
    return any(
        token.key == word and any(near.key in company for near in words[max(0, at - 2) : at + 3])
        for at, token in enumerate(words)
    )
