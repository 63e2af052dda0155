"""The same thing in other words, as far as the evidence goes; without evidence it is called not judged.

Where words differ the learned judge is asked too: what it holds for harmless is so called, what it cannot
tell stays "not judged", and the less sure it is, the later in the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retell.changes.edits import Hunk
from retell.changes.model import Change, Severity
from retell.changes.readings.links.words import Answer, answers, is_content, is_filler
from retell.changes.readings.replaced.doubt import ask_ahead, doubted
from retell.changes.view import Pair, View
from retell.models import lexicon
from retell.models.lexicon import RelationKind
from retell.models.spelling import same_word
from retell.text.english import CONTRACTIONS
from retell.text.spans import Span
from retell.text.tokens import Token
from retell.values import dataclass

NAME = "wording"
_WHY = {
    "punctuation": "only marks differ",
    "orthography": "the same words, written differently",
    "function_word": "only words of grammar differ",
    "tense": "the same verb in another form",
    "syntax": "the same words in another construction",
    "synonym": "words of the same meaning",
    "unjudged": "reworded, not judged: nothing known decides whether it says the same",
}


def find(view: View) -> Iterator[Change]:
    """Every differing stretch, one change each; those that earlier kinds claim are settled later."""
    seen = [_seen(pair, hunk) for pair in view.pairs for hunk in pair.hunks]
    ask_ahead(
        view, ((one.pair, one.left, one.right) for one in seen if one.left and one.right and one.is_open)
    )
    for one in seen:
        subkind, confidence, why = _told(view, one)
        yield Change(
            kind=f"{NAME}.{subkind}",
            severity=Severity.HARMLESS,
            confidence=confidence,
            why=why,
            left=one.left,
            right=one.right,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A differing stretch, where it stands, and of what subkind it is by the rules."""

    pair: Pair
    left: Span | None
    right: Span | None
    subkind: str

    @property
    def is_open(self) -> bool:
        """Whether words differ, so that the judge is asked."""
        return self.subkind in ("synonym", "unjudged")


def _seen(pair: Pair, hunk: Hunk) -> _Seen:
    left, right = pair.left_span(hunk.left), pair.right_span(hunk.right)
    return _Seen(pair=pair, left=left, right=right, subkind=_subkind(pair, hunk))


def _told(view: View, one: _Seen) -> tuple[str, float, str]:
    """The subkind of a stretch, how sure that is, and why; the judge is asked where words differ."""
    subkind, settings = one.subkind, view.settings.wording
    judgement = None
    if one.is_open and one.left and one.right:
        judgement = doubted(view, one.pair, one.left, one.right)
    if judgement is None:
        return subkind, settings.unjudged if subkind == "unjudged" else settings.judged, _WHY[subkind]
    sure = round(1.0 - judgement.harm, 2)
    if judgement.harm <= view.settings.doubt.settled:
        return "synonym", sure, judgement.why
    return "unjudged", min(sure, settings.unjudged), f"{_WHY['unjudged']}; {judgement.why}"


def _subkind(pair: Pair, hunk: Hunk) -> str:
    left, right = [pair.left[at] for at in hunk.left], [pair.right[at] for at in hunk.right]
    if not any(token.is_word for token in left + right):
        return "punctuation"
    if _written_alike(left, right):
        return "orthography"
    if hunk.moved:
        return "syntax"
    return _of_content(pair, hunk)


def _written_alike(left: Sequence[Token], right: Sequence[Token]) -> bool:
    """Whether the two are the same words, hyphens, case, spelling and contractions apart."""
    one, other = _expanded(left), _expanded(right)
    if "".join(one) == "".join(other) != "":
        return True
    return len(one) == len(other) > 0 and all(same_word(a, b) for a, b in zip(one, other, strict=True))


def _expanded(words: Sequence[Token]) -> list[str]:
    return [CONTRACTIONS.get(token.key, token.key) for token in words if token.is_word]


def _of_content(pair: Pair, hunk: Hunk) -> str:
    """The subkind of a stretch by how its content words are answered."""
    found = answers(pair)
    here = [each for each in found.pairs if each.left in hunk.left or each.right in hunk.right]
    alone = [pair.left[at] for at in found.only_left if at in hunk.left]
    alone += [pair.right[at] for at in found.only_right if at in hunk.right]
    if any(not is_filler(token) for token in alone) or any(not _is_supported(pair, each) for each in here):
        return "unjudged"
    if not any(is_content(pair.left[at]) for at in hunk.left) and not any(
        is_content(pair.right[at]) for at in hunk.right
    ):
        return "function_word"
    if here and all(pair.left[each.left].key == pair.right[each.right].key for each in here):
        return "function_word"
    if not here or not all(_is_same(pair, each) for each in here):
        return "synonym" if here else "syntax"
    return "tense" if all(_is_verb_form(pair, each) for each in here) and len(here) == 1 else "syntax"


def _is_supported(pair: Pair, answer: Answer) -> bool:
    """Whether the lexicon joins the two words."""
    if _is_same(pair, answer):
        return True
    found = answer.relation
    return found is not None and found.kind not in (RelationKind.ANTONYM, RelationKind.SISTER)


def _is_same(pair: Pair, answer: Answer) -> bool:
    """Whether both are forms of one word, or made from one."""
    one, other = pair.left[answer.left].key, pair.right[answer.right].key
    if same_word(one, other) or set(lexicon.lemmas(one)) & set(lexicon.lemmas(other)):
        return True
    return answer.relation is not None and answer.relation.kind in (RelationKind.SAME, RelationKind.DERIVED)


def _is_verb_form(pair: Pair, answer: Answer) -> bool:
    one, other = pair.left[answer.left].key, pair.right[answer.right].key
    return one != other and bool(set(lexicon.lemmas(one, "v")) & set(lexicon.lemmas(other, "v")))
