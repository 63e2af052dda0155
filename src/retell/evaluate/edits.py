"""Edits labelled one by one, and words linked by hand: what the comparison says of each.

Two layouts are read. JSON lines of edits, each with both sentences (`left`, `right`), where the edit stands
in each (`left_span`, `right_span`: code points, null for no words), `label` (`kept` or `changed`) and, if
wanted, a `kind`; the names of ETPC's spans (`s1`, `s2`, `sp1`, `sp2`, `y`, `type`) are read too. Or a JSON
list of linked words as the Edinburgh corpora have it: `source` and `target` cut at blanks, `sureAlign` and
`possibleAlign` as "0-0 1-2". An edit counts as reported where a finding that is not harmless touches it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from retell.alignment.model import Alignment, Link, LinkKind
from retell.changes.edits import Op, edits
from retell.changes.find import changes
from retell.changes.model import Change
from retell.changes.wordlinks import word_links
from retell.document.model import Document, Sentence
from retell.errors import InputError
from retell.evaluate.families import Score
from retell.models import judge
from retell.models.judge_features import Edit
from retell.settings import EditSettings, Settings
from retell.text.spans import Span
from retell.text.tokens import Token

Links = frozenset[tuple[int, int]]
_OF_FINDINGS = 1 / 6
"""What a finding of the gravest sort, which counts 3, is worth beside the judge's answer: half of it."""


class Answer(NamedTuple):
    """Whether an edit is reported, where it ranks, and whether it is labelled as changed."""

    reported: bool
    rank: float
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledEdit:
    """One edit in its two sentences, and whether it changed what is said."""

    left: str
    right: str
    left_span: Span | None
    right_span: Span | None
    changed: bool
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditScores:
    """How well the findings tell changed edits from kept ones.

    `auc` ranks by what is reported together with what the judge says of the edit as it is marked (where no
    model is used, by severity, then confidence), ties halved; None where one of the two labels is missing.
    """

    edits: int
    changed: int
    auc: float | None
    reported: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedPair:
    """Two sentences as their tokens, and the pairs that people linked for certain and possibly."""

    left: tuple[Token, ...]
    right: tuple[Token, ...]
    sure: Links
    possible: Links


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkScores:
    """Links of words against the sure ones: averaged over sentences, and over all links together.

    Possible links are neither asked for nor held against a prediction.
    """

    pairs: int
    macro: Score
    micro: Score


def read_edits(path: Path) -> list[LabelledEdit]:
    """The labelled edits of a file of JSON lines."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return [_edit(line, f"{path}, line {at}") for at, line in enumerate(lines, 1) if line.strip()]


def _edit(line: str, where: str) -> LabelledEdit:
    try:
        record = json.loads(line)
        label = record["label"] if "label" in record else ("kept", "changed")[int(record["y"])]
        if label not in ("kept", "changed"):
            raise InputError.not_gold(where, f"label is {label!r}, not kept or changed")
        return LabelledEdit(
            left=str(_named(record, "left", "s1")),
            right=str(_named(record, "right", "s2")),
            left_span=_span(_named(record, "left_span", "sp1")),
            right_span=_span(_named(record, "right_span", "sp2")),
            changed=label == "changed",
            kind=str(record.get("kind") or record.get("type") or record.get("rel") or ""),
        )
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise InputError.not_gold(where, f"{type(error).__name__}: {error}") from None


def _named(record: dict[str, Any], name: str, other: str) -> Any:
    return record[name] if name in record else record[other]


def _span(value: Sequence[int] | None) -> Span | None:
    return Span(start=value[0], end=value[1]) if value and value[0] < value[1] else None


def linked_alone(left: str, right: str) -> tuple[Document, Document, Alignment]:
    """Two sentences as documents of one sentence each, linked."""
    documents = Document(id="left", text=left), Document(id="right", text=right)
    sides = tuple((Sentence(span=Span(start=0, end=len(text))),) for text in (left, right))
    link = Link(left=(0,), right=(0,), kind=LinkKind.REWORDED, moved=False, similarity=1.0)
    return *documents, Alignment(left=sides[0], right=sides[1], links=(link,), only_left=(), only_right=())


def suspicion(edit: LabelledEdit, settings: Settings) -> float:
    """How surely the comparison holds the edit for a change: 0 nothing, to 1 unsure, above 1 reported.

    A harmless finding says the more surely that nothing changed the more confident it is.
    """
    left, right, alignment = linked_alone(edit.left, edit.right)
    touching = [found for found in changes(left, right, alignment, settings) if _touches(found, edit)]
    return max((_weight(found) for found in touching), default=0.5)


def ranking(edit: LabelledEdit, found: float, settings: Settings) -> float:
    """Where an edit stands among others: what the findings say, and what the judge says of it, joined."""
    if not settings.changes.doubt.use_model or not (edit.left_span or edit.right_span):
        return found
    marked = Edit(left=edit.left, right=edit.right, left_span=edit.left_span, right_span=edit.right_span)
    return found * _OF_FINDINGS + judge.judged(marked).harm


def _touches(found: Change, edit: LabelledEdit) -> bool:
    sides = ((found.left, edit.left_span), (found.right, edit.right_span))
    return any(here and there and here.overlaps(there) for here, there in sides)


def _weight(found: Change) -> float:
    return found.severity.rank + found.confidence if found.severity.rank else 0.5 - 0.5 * found.confidence


def score_edits(
    labelled: Iterable[LabelledEdit], settings: Settings, *, seen: Callable[[], None] | None = None
) -> dict[str, EditScores]:
    """The scores of all edits (under `all`) and of each kind."""
    groups: dict[str, list[Answer]] = defaultdict(list)
    for edit in labelled:
        found = suspicion(edit, settings)
        answer = Answer(found >= 1, ranking(edit, found, settings), edit.changed)
        for name in filter(None, ("all", edit.kind)):
            groups[name].append(answer)
        if seen:
            seen()
    return {name: _edit_scores(answers) for name, answers in sorted(groups.items(), key=_all_first)}


def _all_first(item: tuple[str, object]) -> tuple[bool, str]:
    return item[0] != "all", item[0]


def _edit_scores(answers: Sequence[Answer]) -> EditScores:
    yes = [answer.rank for answer in answers if answer.changed]
    no = [answer.rank for answer in answers if not answer.changed]
    found = sum(answer.reported and answer.changed for answer in answers)
    reported = sum(answer.reported for answer in answers)
    return EditScores(
        edits=len(answers),
        changed=len(yes),
        auc=area(yes, no),
        reported=Score(
            precision=found / reported if reported else 1.0, recall=found / len(yes) if yes else 1.0
        ),
    )


def area(yes: Sequence[float], no: Sequence[float]) -> float | None:
    """The chance that one of `yes` is above one of `no`, ties halved (Mann and Whitney)."""
    if not yes or not no:
        return None
    ranked = sorted([*((score, True) for score in yes), *((score, False) for score in no)])
    total, at = 0.0, 0
    while at < len(ranked):
        end = at
        while end < len(ranked) and ranked[end][0] == ranked[at][0]:
            end += 1
        mean = (at + end + 1) / 2
        total += mean * sum(positive for _, positive in ranked[at:end])
        at = end
    return (total - len(yes) * (len(yes) + 1) / 2) / (len(yes) * len(no))


def is_links(path: Path) -> bool:
    """Whether a file is a JSON list of linked words, not JSON lines of edits."""
    with path.open(encoding="utf-8-sig") as file:
        return file.read(64).lstrip().startswith("[")


def read_links(path: Path) -> list[LinkedPair]:
    """The pairs of a file of linked words."""
    try:
        return [_linked(record) for record in json.loads(path.read_text(encoding="utf-8-sig"))]
    except (KeyError, TypeError, ValueError) as error:
        raise InputError.not_gold(str(path), f"{type(error).__name__}: {error}") from None


def _linked(record: dict[str, str]) -> LinkedPair:
    sure, possible = (
        frozenset((int(one), int(other)) for one, _, other in (pair.partition("-") for pair in links.split()))
        for links in (record["sureAlign"], record.get("possibleAlign") or "")
    )
    return LinkedPair(
        left=tuple(cut(record["source"])), right=tuple(cut(record["target"])), sure=sure, possible=possible
    )


def cut(text: str) -> Iterator[Token]:
    """The tokens of a text that was cut at blanks already."""
    at = 0
    for word in text.split():
        at = text.index(word, at)
        yield Token(span=Span(start=at, end=at + len(word)), text=word)
        at += len(word)


def by_script(pair: LinkedPair, settings: EditSettings) -> Links:
    """The links that the script of edits implies: what it keeps, moves, and puts one for one."""
    found: set[tuple[int, int]] = set()
    for edit in edits(pair.left, pair.right, settings):
        if edit.op in (Op.KEEP, Op.MOVE) or (
            edit.op is Op.REPLACE and len(edit.left) == len(edit.right) == 1
        ):
            found |= set(zip(edit.left, edit.right, strict=True))
    return frozenset(found)


def score_links(pairs: Sequence[LinkedPair], settings: EditSettings) -> dict[str, LinkScores]:
    """The scores of the script of edits and of the links of words."""
    return {
        "script": link_scores(pairs, [by_script(pair, settings) for pair in pairs]),
        "links": link_scores(pairs, [frozenset(word_links(pair.left, pair.right)) for pair in pairs]),
    }


def link_scores(pairs: Sequence[LinkedPair], found: Sequence[Links]) -> LinkScores:
    """Precision and recall of links against the sure ones."""
    counts = [
        (len(links & pair.sure), len(links - (pair.possible - pair.sure)), len(pair.sure))
        for pair, links in zip(pairs, found, strict=True)
    ]
    precisions = [right / said if said else 1.0 for right, said, _ in counts]
    recalls = [right / asked if asked else 1.0 for right, _, asked in counts]
    right, said, asked = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0, 0)
    return LinkScores(
        pairs=len(pairs),
        macro=Score(precision=_mean(precisions), recall=_mean(recalls)),
        micro=Score(precision=right / said if said else 1.0, recall=right / asked if asked else 1.0),
    )


def _mean(values: Collection[float]) -> float:
    return sum(values) / len(values) if values else 1.0


def edit_table(scores: dict[str, EditScores]) -> str:
    """The figures of edits as text, a line a kind."""
    width = max(map(len, scores), default=0)
    lines = [f"{'':{width}}  edits  changed    AUC  precision  recall     F1"]
    for name, row in scores.items():
        auc = "—" if row.auc is None else f"{row.auc:.3f}"
        lines.append(
            f"{name:{width}}  {row.edits:>5}  {row.changed:>7}  {auc:>5}  {row.reported.precision:>9.3f}"
            f"  {row.reported.recall:>6.3f}  {row.reported.f1:>5.3f}"
        )
    return "\n".join(lines)


def link_table(scores: dict[str, LinkScores]) -> str:
    """The figures of linked words as text."""
    lines = [f"{'':6}  pairs  averaged  precision  recall     F1"]
    for name, row in scores.items():
        for way, score in (("sentence", row.macro), ("link", row.micro)):
            lines.append(
                f"{name:6}  {row.pairs:>5}  {way:>8}  {score.precision:>9.3f}  {score.recall:>6.3f}"
                f"  {score.f1:>5.3f}"
            )
    return "\n".join(lines)
