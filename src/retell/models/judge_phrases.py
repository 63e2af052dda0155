"""Set phrases about an edit: what is said in several words and stands in the lexicon as one entry.

"Rule out" is "preclude" and "put out" is "extinguish", which word by word cannot be seen; and a word taken
out of "take place" leaves a phrase that nobody says. The lexicon has such entries of verbs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retell.models import lexicon
from retell.models.lexicon import RelationKind
from retell.text.english import FUNCTION_WORDS
from retell.text.tokens import Token
from retell.values import dataclass

LONGEST = 4
"""Words of the longest phrases that are looked for; few entries of the lexicon have more."""

_APART = (RelationKind.SISTER, RelationKind.ANTONYM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """An entry of several words, and where its words stand."""

    lemma: str
    at: range


def figures(
    left: Sequence[Token], left_edit: range, right: Sequence[Token], right_edit: range
) -> dict[str, float]:
    """What set phrases tell of an edit, of which `left_edit` and `right_edit` are the words' places."""
    ones, others = _about(left, left_edit), _about(right, right_edit)
    words = _carriers(left, left_edit), _carriers(right, right_edit)
    plain = [(left[i].key, right[j].key) for i in words[0] for j in words[1]]
    pairs = [(one.lemma, other) for one in ones for other in _names(others, right, words[1])]
    pairs += [(left[i].key, other.lemma) for i in words[0] for other in others]
    joined = max((_joined(one, other, apart=False) for one, other in pairs), default=0.0)
    return {
        "phrase left": float(bool(ones)),
        "phrase right": float(bool(others)),
        "phrase left kept": _kept(ones, left, left_edit, right),
        "phrase right kept": _kept(others, right, right_edit, left),
        "phrases joined": joined,
        "phrases apart": max((_joined(one, other, apart=True) for one, other in pairs), default=0.0),
        "joined as phrases": joined
        - max((_joined(one, other, apart=False) for one, other in plain), default=0.0),
        "whole phrase left": float(any(_within(one, left_edit) for one in ones)),
        "whole phrase right": float(any(_within(other, right_edit) for other in others)),
    }


def _about(words: Sequence[Token], edit: range) -> list[Phrase]:
    """The phrases that a word of the edit belongs to."""
    found = (phrase for at in _carriers(words, edit) for phrase in _through(words, at))
    return list(dict.fromkeys(found))


def _carriers(words: Sequence[Token], edit: range) -> list[int]:
    """The words of the edit that carry something; all, where none does."""
    return [at for at in edit if words[at].key not in FUNCTION_WORDS] or list(edit)


def _through(words: Sequence[Token], at: int) -> Iterator[Phrase]:
    for count in range(LONGEST, 1, -1):
        for start in range(max(0, at - count + 1), min(at, len(words) - count) + 1):
            lemma = _lemma([word.key for word in words[start : start + count]])
            if lemma:
                yield Phrase(lemma=lemma, at=range(start, start + count))


def _lemma(keys: Sequence[str]) -> str | None:
    """The entry that these words are, the first taken for a verb's form or the last for a noun's."""
    *firsts, last = keys
    forms = [" ".join(keys)]
    forms += [" ".join((lemma, *keys[1:])) for lemma in lexicon.lemmas(keys[0], "v")]
    forms += [" ".join((*firsts, lemma)) for lemma in lexicon.lemmas(last, "n")]
    return next((form for form in forms if lexicon.is_known(form)), None)


def _names(phrases: Sequence[Phrase], words: Sequence[Token], carriers: Sequence[int]) -> list[str]:
    return [*(phrase.lemma for phrase in phrases), *(words[at].key for at in carriers)]


def _joined(one: str, other: str, *, apart: bool) -> float:
    """How strongly the lexicon joins the two, or parts them."""
    found = (each for each in lexicon.relations(one, other) if (each.kind in _APART) is apart)
    return max((each.weight for each in found), default=0.0)


def _kept(phrases: Sequence[Phrase], words: Sequence[Token], edit: range, others: Sequence[Token]) -> float:
    """The largest share of a phrase's other words that the other sentence has; -1 where it has no other
    words, -2 without a phrase."""
    keys = {word.key for word in others}
    shares = []
    for phrase in phrases:
        rest = [words[at].key for at in phrase.at if at not in edit]
        shares.append(sum(key in keys for key in rest) / len(rest) if rest else -1.0)
    return max(shares, default=-2.0)


def _within(phrase: Phrase, edit: range) -> bool:
    return phrase.at.start >= edit.start and phrase.at.stop <= edit.stop
