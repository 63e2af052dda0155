"""How far a text goes in saying that one thing made another: found with it, after it, or caused by it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from retell.changes.readings.links.roles import acts
from retell.models import lexicon
from retell.text.english import FUNCTION_WORDS
from retell.text.tokens import Token
from retell.values import dataclass

_TIES = frozenset(
    """linked link links tied connected associated correlated correlates related goes go went coincided
    coincides coincide accompanied accompanies""".split()
)
"""Words that, before "to" or "with", tie two things together and leave open which made which."""

_CAUSING = frozenset(
    """cause lead trigger produce spark prompt provoke create bring induce make drive fuel result generate
    breed engender precipitate ignite unleash""".split()
)
"""Verbs of making something happen, by dictionary form."""

_STRIKING = _CAUSING | frozenset(
    """wipe send push knock drag force cost sink kill ruin destroy hit crush lift boost raise cut slash
    double halve shave add pull shake topple doom end halt stop close delay derail""".split()
)
"""Verbs whose subject makes something happen to what follows, by dictionary form."""

_AFTERWARDS = frozenset("after following since amid amidst as when while during".split())
_OPEN_TO = ("to", "with")


def tie(words: Sequence[Token], at: range) -> range | None:
    """Where, in a stretch, two things are tied together without one making the other."""
    for here in at:
        following = words[here + 1].key if here + 1 < len(words) else ""
        if words[here].key in _TIES and following in _OPEN_TO:
            return range(here, min(here + 2, len(words)))
    return None


def causing(words: Sequence[Token], at: range) -> range | None:
    """Where, in a stretch, a verb makes one thing the cause of another."""
    for here in at:
        key = words[here].key
        before = words[here - 1].key if here else ""
        if before in ("a", "an", "the", "of", "no", "its", "their", "be", "been") or not _is(key, _CAUSING):
            continue
        if not _needs_to(key) or (here + 1 < len(words) and words[here + 1].key in ("to", "in")):
            return range(here, here + 1)
    return None


@lru_cache(maxsize=16384)
def _is(key: str, verbs: frozenset[str]) -> bool:
    return any(lemma in verbs for lemma in lexicon.lemmas(key, "v")) and key not in FUNCTION_WORDS


def _needs_to(key: str) -> bool:
    """Whether the verb makes nothing happen by itself: "lead to", "result in"."""
    return bool({"lead", "result", "go"} & set(lexicon.lemmas(key, "v")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """A clause that hangs on another by one word: the words of content of each."""

    word: str
    at: int
    main: frozenset[str]
    hung: frozenset[str]


_HANGING = frozenset("after before because until unless".split())


def hanging(words: Sequence[Token]) -> Hanging | None:
    """The only clause that hangs on the rest by a word of sequence or ground; None without exactly one."""
    places = [at for at, token in enumerate(words) if token.key in _HANGING]
    if len(places) != 1 or words[min(places[0] + 1, len(words) - 1)].key == "of":
        return None
    at = places[0]
    end = next((i for i in range(at, len(words)) if words[i].text in (",", ".", ";")), len(words))
    main = [*words[:at], *words[end:]]
    return Hanging(word=words[at].key, at=at, main=_content(main), hung=_content(words[at + 1 : end]))


def _content(words: Sequence[Token]) -> frozenset[str]:
    return frozenset(
        lexicon.base(token.key) for token in words if token.is_word and token.key not in FUNCTION_WORDS
    )


_BLAMING = {
    phrase.split()[0]: tuple(phrase.split())
    for phrase in "because of|due to|owing to|as a result of|thanks to".split("|")
}
"""Phrases that name a cause, by the word that they begin with."""


def blames(words: Sequence[Token], at: int) -> int:
    """How many tokens a phrase that names a cause takes at a place; 0 where none begins."""
    phrase = _BLAMING.get(words[at].key, ())
    return len(phrase) if tuple(token.key for token in words[at : at + len(phrase)]) == phrase else 0


def grounds(words: Sequence[Token], at: int) -> int:
    """How many tokens words take that make the ground of what follows: "because", "for having"."""
    if words[at].key == "for":
        return 2 if at + 1 < len(words) and words[at + 1].key == "having" else 0
    return blames(words, at) or int(words[at].key == "because")


def blamed(words: Sequence[Token], at: range) -> range | None:
    """The phrase and the noun after it by which a stretch names a cause: "because of the strike"."""
    for here in at:
        size = blames(words, here)
        if size:
            nouns = (i for i in range(here + size, min(here + size + 4, len(words))) if _is_noun(words[i]))
            noun = next(nouns, None)
            return range(here, noun + 1) if noun is not None else None
    return None


def _is_noun(token: Token) -> bool:
    return token.is_word and token.key not in FUNCTION_WORDS and "n" in lexicon.parts(token.key)


_BLAME = frozenset("blamed attributed".split())


def blaming(words: Sequence[Token]) -> range | None:
    """Where some words say of a thing that it is to blame: "birds were blamed", "was blamed on"."""
    return next(
        (
            range(at, at + 1)
            for at, token in enumerate(words)
            if token.key in _BLAME
            and at
            and words[at - 1].key in ("is", "are", "was", "were", "been", "being")
        ),
        None,
    )


def names_cause(words: Sequence[Token]) -> bool:
    """Whether some words speak of a cause in any way."""
    return any(
        _is(token.key, _CAUSING) or token.key in _CAUSAL or blames(words, at)
        for at, token in enumerate(words)
    )


_CAUSAL = frozenset(
    """because cause causes caused reason reasons why due owing thanks result fault responsible responsibility
    blame blames blamed blaming accuse accuses accused accusing accusation attributed attributable reflects
    reflected suspect suspected so therefore""".split()
)


def doings(words: Sequence[Token]) -> list[tuple[int, int]]:
    """Verbs by which something strikes what follows: the index of each and of the head of its subject."""
    return [
        (act.verb, act.agent)
        for act in acts(words)
        if act.agent is not None and not act.passive and _is(words[act.verb].key, _STRIKING)
    ]


def came_before(words: Sequence[Token], head: str) -> range | None:
    """Where a thing is only what the rest came after: "fell after the vote", with "vote" for `head`."""
    for at, token in enumerate(words):
        if token.key in _AFTERWARDS and at:
            for here in range(at + 1, min(at + 6, len(words))):
                if not words[here].is_word:
                    break
                if lexicon.base(words[here].key) == head:
                    return None if _acts_past_aside(words, here) else range(at, here + 1)
    return None


def _acts_past_aside(words: Sequence[Token], at: int) -> bool:
    """Whether a subject goes on to strike something after an aside: "when a fire, which spread, razed"."""
    if at + 2 >= len(words) or words[at + 1].text != "," or words[at + 2].key not in ("which", "who"):
        return False
    close = next((i for i in range(at + 3, len(words) - 1) if words[i].text == ","), None)
    return close is not None and _is(words[close + 1].key, _STRIKING)
