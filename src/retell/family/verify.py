"""What a pair of documents amounts to: copy, excerpt, same event or unrelated, and why.

A copy's text stands in its source. Where every sentence was rewritten, few runs of words are left to see;
what is left then is the course: sentence after sentence, each one's nearest stands next in the other text and
tells of the same people, places and figures. Independent reports of one event share names, figures, even a
public quotation, and no course; forms filled in anew share the course, and tell of others. So coverage,
course and particulars together make the probability of a copy, by a logistic fit
(benchmarks/families/README.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from math import exp

import numpy as np

from retell.alignment.model import Passage
from retell.alignment.passage_course import Course, course
from retell.document.model import Document
from retell.family.arrays import BOOL
from retell.family.contents import Contents, contents
from retell.family.model import Relation, RelationKind
from retell.settings import FamilySettings, PassageSettings
from retell.text.quotations import quotations
from retell.text.spans import Span
from retell.values import dataclass

_USUAL = PassageSettings()
_WORD = re.compile(r"[^\W_]+")
_PARTED = re.compile(r"([^\W_]+)")
_CAPITAL = re.compile(r"\b[A-Z][^\W\d_]+|\b\d[\d.,:]*\d\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What two documents have in common, measured.

    `left` and `right` are the shares of body characters that stand in a passage. `runs` are the lengths, in
    words, of the stretches that both have word for word, longest first, `own` the words of these outside
    quotation marks, and `verbatim` the share of the passages' words in runs. `names` are shared names and
    figures, `named` their share of the poorer side's.
    """

    left: float
    right: float
    runs: tuple[int, ...]
    own: int
    verbatim: float
    course: Course
    contents: Contents
    names: int
    named: float

    @property
    def fuller(self) -> float:
        """The coverage of the side that is covered more."""
        return max(self.left, self.right)

    @property
    def ordered(self) -> float:
        """The share of the shorter text's sentences that keep their course; one may by chance."""
        return self.course.ordered / max(3, self.course.fragments)


def verify(
    left: Document,
    right: Document,
    found: Sequence[Passage],
    settings: FamilySettings,
    cutting: PassageSettings = _USUAL,
) -> Relation:
    """The relation that the passages `found` in the pair amount to; `cutting` is what found them."""
    seen = evidence(left, right, found, settings, cutting)
    kind, probability = _judged(seen, settings)
    return Relation(
        kind=kind,
        probability=round(probability, 4),
        why=_why(kind, seen),
        left_coverage=round(seen.left, 4),
        right_coverage=round(seen.right, 4),
    )


def evidence(
    left: Document,
    right: Document,
    found: Sequence[Passage],
    settings: FamilySettings,
    cutting: PassageSettings = _USUAL,
) -> Evidence:
    """What the pair has in common."""
    runs = tuple(_runs(left, right, found, settings.least_run))
    inside = sum(len(_WORD.findall(passage.left.of(left.text))) for passage in found)
    names, poorer = _names(left, right)
    return Evidence(
        left=_coverage(left, [passage.left for passage in found]),
        right=_coverage(right, [passage.right for passage in found]),
        runs=tuple(sorted((length for length, _ in runs), reverse=True)),
        own=sum(own for _, own in runs),
        verbatim=min(1.0, sum(length for length, _ in runs) / inside) if inside else 0.0,
        course=course(left, right, cutting),
        contents=contents(left, right, settings, cutting),
        names=names,
        named=names / max(1, poorer),
    )


def _judged(seen: Evidence, settings: FamilySettings) -> tuple[RelationKind, float]:
    """The kind, and how sure we are of it."""
    copied = _copied(seen, settings)
    if copied >= settings.copy_least:
        return RelationKind.COPY, copied
    if seen.own >= settings.excerpt_words and seen.verbatim >= settings.excerpt_verbatim:
        return RelationKind.EXCERPT, max(0.5, 1 - copied)
    if seen.fuller > 0 or (seen.names >= settings.event_names and seen.named >= settings.event_named):
        return RelationKind.SAME_EVENT, (1 - copied) * _logistic(seen.names / settings.event_names)
    return RelationKind.UNRELATED, (1 - copied) * (1 - min(0.5, seen.named))


def _copied(seen: Evidence, settings: FamilySettings) -> float:
    """The probability of a copy; two texts that each stand in the other in full need no more."""
    if min(seen.left, seen.right) >= settings.copy_whole:
        return 0.999
    kept = seen.contents.kept(settings.supposed_particulars)
    return _logistic(
        settings.copy_constant
        + settings.copy_covered * seen.fuller * kept
        + settings.copy_ordered * seen.ordered * kept
        + settings.copy_nearness * seen.ordered * seen.course.nearness
        + settings.copy_alone * seen.contents.alone
    )


def _logistic(x: float) -> float:
    return 1 / (1 + exp(-x))


def _why(kind: RelationKind, seen: Evidence) -> str:
    """The reason, in words fit to print."""
    names = f"{_counted(seen.names, 'name or figure', 'names and figures')} in common"
    sentences = _counted(seen.course.fragments, "sentence", "sentences")
    told = f"{seen.course.ordered} of {sentences} in the same order"
    if kind is RelationKind.UNRELATED:
        return f"no passage in common; {told}; {names}"
    if kind is RelationKind.SAME_EVENT and not seen.fuller:
        return f"{names}, but no passage, and only {told}"
    side, other = ("left", "right") if seen.left >= seen.right else ("right", "left")
    runs = (
        f"in {_counted(len(seen.runs), 'run', 'runs')} word for word, the longest of {seen.runs[0]} words"
        if seen.runs
        else "none of it word for word"
    )
    share = f"{_percent(seen.fuller)} % of the {side} text stands in the {other}, {runs}; {told}"
    if kind is RelationKind.COPY or not seen.contents.most:
        return f"{share}; {names}"
    beside = seen.contents
    return f"{share}; of {beside.most} names and figures there {beside.shared} are the same; {names}"


def _percent(share: float) -> int:
    """A whole percentage; all of it is said only where it is all."""
    return round(share * 100) if share == 1 else min(99, round(share * 100))


def _counted(count: int, one: str, many: str) -> str:
    return f"{count or 'no'} {one if count == 1 else many}"


def _names(left: Document, right: Document) -> tuple[int, int]:
    """How many names and figures the two share, and how many the poorer one has.

    A capital at the start of a sentence is a name's where either text has it within a sentence.
    """
    (one, ours), (two, theirs) = _named(left.text), _named(right.text)
    known = one | two
    ours, theirs = known & ours, known & theirs
    return len(ours & theirs), min(len(ours), len(theirs))


@lru_cache(maxsize=512)
def _named(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """What is surely a name or figure in a text, and what may be; kept, for a document meets many others."""
    found = [(each.start(), each.group()) for each in _CAPITAL.finditer(text)]
    sure = frozenset(word for at, word in found if not word[0].isalpha() or _is_inside(text, at))
    return sure, frozenset(word for _, word in found)


def _is_inside(text: str, at: int) -> bool:
    """Whether a word goes on with a sentence: it stands one blank behind a word, a figure or a comma."""
    return at > 1 and text[at - 1] == " " and (text[at - 2].isalnum() or text[at - 2] in ",;:")


def _coverage(document: Document, spans: Sequence[Span]) -> float:
    """The share of the document's body characters, white space left out, that lie in the spans."""
    body = _solid(document.text).copy()
    for furniture in document.furniture:
        body[furniture.span.start : furniture.span.end] = False
    total = int(body.sum())
    for span in spans:
        body[span.start : span.end] = False
    return (total - int(body.sum())) / total if total else 0.0


@lru_cache(maxsize=512)
def _solid(text: str) -> BOOL:
    """For every code point, whether it is no white space."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    solid: BOOL = ~_BLANK[np.minimum(codes, len(_BLANK) - 1)]
    return solid


_BLANK = np.zeros(0x3002, dtype=bool)
_BLANK[[*range(9, 14), *range(28, 33), 133, 160, 5760, *range(8192, 8203), 8232, 8233, 8239, 8287, 12288]] = (
    True
)
"""Which code points are white space; the ideographic space is the last of them."""


def _runs(left: Document, right: Document, found: Sequence[Passage], least: int) -> Iterator[tuple[int, int]]:
    """For every word run of at least `least` that a passage's two sides share: its length, and the words
    of it that stand outside quotation marks."""
    quoted = bytearray(len(left.text))
    for quotation in quotations(left.text) if found else ():
        quoted[quotation.outer.start : quotation.outer.end] = b"\1" * len(quotation.outer)
    for passage in found:
        # What stands between words, then a word, in turns: no word is asked by itself where it stands.
        start, end = _ends(passage.left)
        parts = _PARTED.split(left.text[start:end])
        places = list(accumulate(map(len, parts), initial=start))
        theirs = _WORD.findall(right.text, *_ends(passage.right))
        for first, last in _shared(_small(parts[1::2]), _small(theirs), least):
            yield last - first, sum(not quoted[at] for at in places[2 * first + 1 : 2 * last : 2])


def _small(words: Sequence[str]) -> list[str]:
    return [word.lower() for word in words]


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _shared(ours: Sequence[str], theirs: Sequence[str], least: int) -> Iterator[tuple[int, int]]:
    """The stretches of our words whose every `least` in a row stand somewhere in theirs."""
    known = set(zip(*(theirs[at:] for at in range(least)), strict=False))
    start = end = 0
    for at, run in enumerate(zip(*(ours[at:] for at in range(least)), strict=False)):
        if run in known:
            if at > end - least + 1 or not end:
                if end:
                    yield start, end
                start = at
            end = at + least
    if end:
        yield start, end
