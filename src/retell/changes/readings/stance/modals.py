"""Modal phrases that say other things though they share their words: forbidden and not required, real and
unreal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from retell.changes.model import Change, Severity
from retell.changes.readings.memory import keys_of
from retell.changes.view import Pair
from retell.models import lexicon
from retell.text.tokens import Token

_Phrases = Mapping[str, Sequence[tuple[str, ...]]]


def _by_first(row: str) -> _Phrases:
    """Phrases by the word they open with."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in row.split("|"):
        found.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
    return found


_FORBIDDING = _by_first(
    "must not|must n't|may not|can not|cannot|ca n't|shall not|should not|not allowed to|"
    "not permitted to|forbidden to|forbidden from|banned from|barred from|prohibited from|not to"
)
_FREEING = _by_first(
    "do not have to|does not have to|did not have to|do n't have to|does n't have to|did n't have to|"
    "need not|need n't|do not need to|does not need to|did not need to|do n't need to|did n't need to|"
    "not required to|not obliged to|no need to|not bound to"
)
_UNREAL = _by_first("would have|'d have|could have|might have|should have|ought to have|would n't have")
_PLANNED = frozenset(
    """due planned set scheduled expected meant supposed were was had if unless may might could should
    would must almost nearly may 've""".split()
)
"""Words by which the other side may tell that a thing was not to be, or not yet, in its own way."""


def forbidden_or_free(pair: Pair) -> Iterator[Change]:
    """What one side forbids and the other only does not ask for: "must not read it", "need not read it"."""
    for one, other in ((_FORBIDDING, _FREEING), (_FREEING, _FORBIDDING)):
        here = _first(pair.left, one)
        there = _first(pair.right, other) if here else None
        if here is None or there is None or _first(pair.right, one) or _first(pair.left, other):
            continue
        if not _one_act(pair.left, here.stop, pair.right, there.stop):
            continue
        yield Change(
            kind="certainty.modality",
            severity=Severity.MEANING,
            confidence=0.75,
            why=f"“{_printed(pair.left, here)}” became “{_printed(pair.right, there)}”: "
            "to forbid is not to leave free",
            left=pair.left_span(here),
            right=pair.right_span(there),
        )


def unreal(pair: Pair) -> Iterator[Change]:
    """What is told as it is, or will be, on one side, and on the other as what would have been."""
    for number, (words, others) in enumerate(((pair.left, pair.right), (pair.right, pair.left))):
        here = _first(words, _UNREAL)
        if (
            here is None
            or any(token.key in _PLANNED for token in others)
            or not _follows_participle(words, here)
        ):
            continue
        place = words[here.start].span.to(words[min(here.stop, len(words) - 1)].span)
        yield Change(
            kind="certainty.modality",
            severity=Severity.NUANCE,
            confidence=0.55,
            why=f"“{_printed(words, here)}” stands in one version only: it tells of what was not to be",
            left=place if number == 0 else None,
            right=place if number == 1 else None,
        )


def _first(words: Sequence[Token], phrases: _Phrases) -> range | None:
    if keys_of(words).isdisjoint(phrases):
        return None
    for at, token in enumerate(words):
        for phrase in phrases.get(token.key, ()):
            if at and words[at - 1].key in _LIBERTIES:
                continue  # a right not to speak leaves free, and forbids nothing
            if tuple(each.key for each in words[at : at + len(phrase)]) == phrase:
                return range(at, at + len(phrase))
    return None


_LIBERTIES = frozenset("right rights freedom liberty choice option free entitled able".split())
"""Words after which "not to" leaves somebody free."""


def _one_act(words: Sequence[Token], at: int, others: Sequence[Token], to: int) -> bool:
    """Whether the same act, or one of near meaning, follows on both sides."""
    mine, its = _acts(words, at), _acts(others, to)
    return any(
        set(lexicon.lemmas(one)) & set(lexicon.lemmas(other)) or lexicon.relations(one, other)
        for one in mine
        for other in its
    )


def _acts(words: Sequence[Token], at: int) -> list[str]:
    return [
        token.key for token in words[at : at + 4] if "v" in lexicon.parts(token.key) and token.key != "be"
    ]


def _follows_participle(words: Sequence[Token], here: range) -> bool:
    """Whether a participle follows within three words, as in "would have received"."""
    return any(
        token.key.endswith(("ed", "en", "ne", "wn")) or token.key not in lexicon.lemmas(token.key, "v")
        for token in words[here.stop : here.stop + 3]
        if "v" in lexicon.parts(token.key)
    )


def _printed(words: Sequence[Token], at: range) -> str:
    return " ".join(words[i].text for i in at)
