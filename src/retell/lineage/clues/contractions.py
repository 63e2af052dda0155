"""One document writes in full what the other contracts.

Rewriting and translating write "did not" for "didn't"; house styles expand, and few contract again.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from retell.lineage.evidence import Evidence
from retell.lineage.model import Sign

NAME = "contractions"
_CLITICS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}


def find(evidence: Evidence) -> Iterator[Sign]:
    """The side with contractions that the other wrote in full."""
    left = right = 0
    for stretch in evidence.differences.inner:
        one = [evidence.left.keys[at] for at in stretch.left]
        other = [evidence.right.keys[at] for at in stretch.right]
        left += _expanded(one, other)
        right += _expanded(other, one)
    value = math.log1p(left) - math.log1p(right)
    if value:
        count = max(left, right)
        yield Sign(
            kind=NAME,
            name="contractions",
            value=value,
            why=f"{count} contraction{'s' if count > 1 else ''} of it {'are' if count > 1 else 'is'} "
            "written in full in the other",
        )


def _expanded(short: Sequence[str], full: Sequence[str]) -> int:
    """How many contractions of `short` stand in full in `full`."""
    return sum(word in _CLITICS and _CLITICS[word] in full for word in short)
