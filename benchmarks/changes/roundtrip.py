"""Edits out of round trips through another language, labelled by hand: what is reported, and what is right.

`python -m benchmarks.changes.roundtrip tests/quality/roundtrip/edits.jsonl [--no-model]`. One line an edit:
`left`, `right`, `left_span`, `right_span` and `severity`; what is not harmless is consequential. Two answers
are scored: whether the comparison of the two sentences reports, as not harmless, anything that touches the
edit; and the judge alone, shown the edit. A test set: nothing is tuned on it, and its misses are not printed.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from retell.changes.find import changes
from retell.changes.model import Severity
from retell.evaluate.edits import area, linked_alone
from retell.models import judge
from retell.models.judge_features import Edit
from retell.settings import Settings
from retell.text.spans import Span

Answer = tuple[bool, float]
"""Whether the edit is consequential, and how surely it is held for it."""


def reported(row: dict[str, Any], settings: Settings) -> float:
    """The confidence of the surest finding that is not harmless and touches the edit; 0 for none."""
    left, right, alignment = linked_alone(row["left"], row["right"])
    spans = span(row["left_span"]), span(row["right_span"])
    touching = [
        found.confidence
        for found in changes(left, right, alignment, settings)
        if found.severity is not Severity.HARMLESS
        and any(a and b and a.overlaps(b) for a, b in zip((found.left, found.right), spans, strict=True))
    ]
    return max(touching, default=0.0)


def alone(row: dict[str, Any]) -> float:
    """What the judge says of the edit as it was labelled."""
    spans = span(row["left_span"]), span(row["right_span"])
    edit = Edit(left=row["left"], right=row["right"], left_span=spans[0], right_span=spans[1])
    return judge.judged(edit).harm


def span(value: Sequence[int] | None) -> Span | None:
    """A labelled stretch; None for no words."""
    return Span(start=value[0], end=value[1]) if value and value[0] < value[1] else None


def lines(name: str, answers: Sequence[Answer], least: float) -> Iterator[str]:
    """Precision, recall, F1 and AUC."""
    yes = [score for harm, score in answers if harm]
    no = [score for harm, score in answers if not harm]
    found, alarms = sum(score >= least for score in yes), sum(score >= least for score in no)
    precision, recall = found / max(1, found + alarms), found / max(1, len(yes))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    auc = area(yes, no) or 0.0
    yield (
        f"{name:24} {len(answers):4} edits {len(yes):4} consequential: precision {precision:.3f} "
        f"recall {recall:.3f} F1 {f1:.3f} AUC {auc:.3f}"
    )


def main() -> None:
    """Read, judge, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("edits", type=Path)
    parser.add_argument("--no-model", action="store_true")
    given = parser.parse_args()
    settings = Settings().without_model() if given.no_model else Settings()
    rows = [json.loads(line) for line in given.edits.read_text("utf-8").splitlines()]
    harm = [row["severity"] != "harmless" for row in rows]
    told = list(zip(harm, (reported(row, settings) for row in rows), strict=True))
    print("\n".join(lines("reported", told, least=1e-9)))
    if not given.no_model:
        raised = settings.changes.doubt.raised
        print("\n".join(lines("judge alone", list(zip(harm, map(alone, rows), strict=True)), least=raised)))


if __name__ == "__main__":
    main()
