"""The language that a copy may have gone through, told by the words that came back.

A round trip through German makes *rockets* of *missiles*, for both are *Raketen*, and *Tichanowskaja* of
*Tikhanovskaya*. So for words that replaced each other a table of translations says in which languages they
are one word (`models.translations`). Near synonyms are one word in most languages and say little; a pair
says most where few others share it, and a language loses where it does not share what the others do. Names
are looked at by their letters. What all languages say is weighed against each other and against *none*,
which is likely until the words say otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from retell.lineage.evidence import Evidence
from retell.lineage.letters import spelt
from retell.lineage.model import Pivot, PivotPair
from retell.models import lexicon
from retell.models.spelling import same_word
from retell.models.translations import LANGUAGES, Meeting, meetings
from retell.settings import PivotSettings
from retell.text.english import FUNCTION_WORDS
from retell.values import dataclass

_MANY = 200
"""Names in one document and not in the other from which nothing is looked for among them; by judgement."""
_SHORT = 4
"""Letters of a name up to which nothing is made of its spelling."""
_LONG = 4
"""Content words of a stretch beyond which it is not told what stands for what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """A word of the left that stands for one of the right, and by language the word that is both."""

    left: str
    right: str
    met: Mapping[str, Meeting]


@dataclass(frozen=True, slots=True, kw_only=True)
class Respelt:
    """A name in two spellings; `languages` write it as the one document does, `usual` is the English one."""

    left: str
    right: str
    languages: tuple[str, ...]
    left_usual: bool


def pivot(evidence: Evidence, settings: PivotSettings) -> Pivot | None:
    """The likeliest language of a round trip; None where none is likely, or too few words tell."""
    if not evidence.is_english:
        return None
    words, names = replaced(evidence), respelt(evidence)
    if len(words) + settings.name_counts * len(names) < settings.fewest:
        return None
    chances = _chances(words, names, settings)
    language = min(LANGUAGES, key=lambda each: (-chances[each], each))
    if chances[language] < settings.named:
        return None
    return Pivot(
        language=language,
        name=LANGUAGES[language],
        probability=round(chances[language], 4),
        pairs=tuple(_shown(words, names, language, settings)),
    )


def replaced(evidence: Evidence) -> tuple[Replaced, ...]:
    """The content words that stand for each other and are one word in some language, in reading order."""
    found: list[Replaced] = []
    for stretch in evidence.differences.inner:
        left = _content(evidence.left.keys, stretch.left)
        right = _content(evidence.right.keys, stretch.right)
        if 1 <= len(left) <= _LONG and 1 <= len(right) <= _LONG:
            found += _matched(left, right)
    return tuple({(each.left, each.right): each for each in found}.values())


def _content(keys: Sequence[str], where: range) -> list[str]:
    words = (keys[at] for at in where)
    return [word for word in words if word.isalpha() and len(word) > 2 and word not in FUNCTION_WORDS]


def _matched(left: Sequence[str], right: Sequence[str]) -> list[Replaced]:
    """Each word with the best of the other side, each taken once."""
    every = [
        Replaced(left=one, right=other, met=met)
        for one in sorted(set(left))
        for other in sorted(set(right))
        if not _is_one_word(one, other) and (met := meetings(one, other))
    ]
    every.sort(key=lambda each: -sum(meeting.strength for meeting in each.met.values()))
    taken: list[Replaced] = []
    for each in every:
        if all(each.left != held.left and each.right != held.right for held in taken):
            taken.append(each)
    return sorted(taken, key=lambda each: left.index(each.left))


def _is_one_word(one: str, other: str) -> bool:
    return same_word(one, other) or bool({*lexicon.lemmas(one)} & {*lexicon.lemmas(other)})


def respelt(evidence: Evidence) -> tuple[Respelt, ...]:
    """Names of one document that the other spells in another language's way; told by name, not by place.

    A sentence turned round takes its names elsewhere, so all names that only one document has are tried.
    Where those are very many, all words are spelt otherwise and none of them is telling.
    """
    if not evidence.is_english:
        return ()
    new = _names(evidence.right.spellings.keys() - evidence.left.spellings.keys())
    gone = _names(evidence.left.spellings.keys() - evidence.right.spellings.keys())
    if len(new) + len(gone) > _MANY:
        return ()
    left = _names(evidence.left.spellings) if new else []
    right = _names(evidence.right.spellings) if gone else []
    found = [
        Respelt(left=one, right=other, languages=languages, left_usual=True)
        for other in new
        for one in left
        if (languages := spelt(one, other))
    ]
    found += [
        Respelt(left=other, right=one, languages=languages, left_usual=False)
        for other in gone
        for one in right
        if (languages := spelt(one, other))
    ]
    pairs = {(each.left, each.right): each for each in found}
    return tuple(pairs[key] for key in sorted(pairs) if not _is_one_word(key[0].lower(), key[1].lower()))


def _names(words: Iterable[str]) -> list[str]:
    return sorted(word for word in words if len(word) > _SHORT and word.istitle())


def _chances(
    words: Sequence[Replaced], names: Sequence[Respelt], settings: PivotSettings
) -> dict[str, float]:
    """The probability of each language; what is left is that of none."""
    usual = dict(settings.usual)
    scores = {
        language: usual[language]
        + math.fsum(_told(each.met, language, settings) for each in words)
        + settings.letters * min(2, sum(language in each.languages for each in names))
        for language in LANGUAGES
    }
    most = max(settings.none, *scores.values())
    parts = {language: math.exp(score - most) for language, score in scores.items()}
    whole = math.fsum(parts.values()) + math.exp(settings.none - most)
    return {language: part / whole for language, part in parts.items()}


def _told(met: Mapping[str, Meeting], language: str, settings: PivotSettings) -> float:
    """What one pair says for a language: that it is one word there as against the others, or is not."""
    others = [met[each].strength if each in met else 0.0 for each in LANGUAGES if each != language]
    if language not in met:
        miss = sum(strength > 0 for strength in others) / len(others)
        return settings.usual_miss - settings.miss * miss
    smooth = settings.smooth
    ratio = math.log((met[language].strength + smooth) / (math.fsum(others) / len(others) + smooth))
    return settings.usual_miss + settings.ratio * max(-2.0, min(2.0, ratio))


def _shown(
    words: Sequence[Replaced], names: Sequence[Respelt], language: str, settings: PivotSettings
) -> Iterator[PivotPair]:
    """The evidence, the most telling first."""
    for name in names:
        if language in name.languages:
            yield PivotPair(left=name.left, right=name.right, word=None)
    told = [(_told(each.met, language, settings), each) for each in words if language in each.met]
    for _, each in sorted(told, key=lambda pair: (-pair[0], pair[1].left, pair[1].right)):
        yield PivotPair(left=each.left, right=each.right, word=each.met[language].word)
