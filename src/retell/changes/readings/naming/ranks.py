"""Offices held in part, for a time or no longer: "deputy head", "acting mayor", "former minister"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retell.models import lexicon
from retell.text.tokens import Token
from retell.values import dataclass

_LOWERING = frozenset(
    """deputy vice assistant acting interim caretaker former ex associate junior honorary designate
    co-chief would-be outgoing incoming provisional retired late then aspiring trainee sub under""".split()
)
"""Words before an office that say it is not held in full, not yet, or no longer."""

_OFFICES = frozenset(
    """head chief director president minister mayor governor chancellor premier secretary chairman
    chairwoman chairperson chair leader manager editor commissioner commander captain coach principal
    headteacher rector dean prosecutor attorney inspector superintendent sheriff ambassador consul
    judge bishop officer executive treasurer controller registrar professor speaker whip boss partner
    general marshal warden conductor curator librarian surgeon coroner prime""".split()
)


_LIKE = (
    frozenset(
        """former ex then past previous late retired outgoing previously formerly once onetime erstwhile
        pension pensioned pensioner retirement resigned""".split()
    ),
    frozenset("deputy vice assistant associate under sub second".split()),
    frozenset("acting interim caretaker provisional temporary temporarily designate incoming".split()),
    frozenset("trainee junior aspiring would-be apprentice".split()),
)
"""Words that lower an office in one way, before it or elsewhere in the sentence."""


def also_lowered(words: Sequence[Token], lowering: str) -> bool:
    """Whether some words lower an office as `lowering` does: "a former judge", "previously a judge"."""
    kin = next((group for group in _LIKE if lowering in group), frozenset())
    return any(token.key in kin for token in words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """An office with the word that lowers it: the tokens of each."""

    lowering: int
    office: int


def ranks(words: Sequence[Token]) -> Iterator[Rank]:
    """The lowered offices among some tokens, in order."""
    for at, token in enumerate(words[:-1]):
        if token.key not in _LOWERING:
            continue
        step = 2 if words[at + 1].text == "-" else 1
        if at + step < len(words) and _is_office(words[at + step].key, token.key):
            yield Rank(lowering=at, office=at + step)


_PERSONS = 18
"""The lexicographer file of nouns for persons."""


def _is_office(key: str, lowering: str) -> bool:
    """Whether the word is what somebody is: an office, or after "former" and "then" any noun for a person."""
    if key in _OFFICES:
        return True
    bare_person = _PERSONS in lexicon.topics(key) and lexicon.usual_part(key) == "n"
    return bare_person and lowering in ("former", "then", "ex", "deputy", "acting", "retired", "trainee")


def bare(words: Sequence[Token], office: str) -> int | None:
    """Where an office stands without a word that lowers it; None where it does not."""
    lowered = {rank.office for rank in ranks(words)}
    return next((at for at, word in enumerate(words) if word.key == office and at not in lowered), None)
