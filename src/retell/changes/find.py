"""Every kind of change over one alignment, overlaps settled.

The kinds are read in a fixed order and an earlier one claims its words: what stands inside quotation marks
is a matter of the quotation first, a name of the name first. A later finding on words already claimed

* is dropped, when the earlier one says as much;
* raises it, when the later one is graver: the earlier keeps its kind and notes the other in `also`;
* stands by itself, when most of its words are its own, or when it is grave and the claim was harmless.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from retell.alignment.model import Alignment
from retell.changes.kinds import READING_ORDER
from retell.changes.model import Change, Severity
from retell.changes.view import view
from retell.document.model import Document
from retell.settings import ChangeSettings, Settings
from retell.text.spans import Span


def changes(left: Document, right: Document, alignment: Alignment, settings: Settings) -> tuple[Change, ...]:
    """What differs between two documents that were lined up, in the order of the text."""
    seen = view(left, right, alignment, settings.edits)
    found = (change for kind in READING_ORDER for change in kind.find(seen))
    return tuple(sorted(settled(found, settings.changes), key=position))


def position(change: Change) -> tuple[int, int, str]:
    """Where a change stands: by the left where it has one, else by the right."""
    left = change.left.start if change.left else -1
    right = change.right.start if change.right else -1
    return (left if left >= 0 else right, right, change.kind)


def settled(found: Iterable[Change], settings: ChangeSettings) -> list[Change]:
    """The findings that stand, given in reading order, once overlaps are settled."""
    standing: list[Change] = []
    for change in found:
        rivals = [at for at, other in enumerate(standing) if _meet(change, other)]
        if not rivals or _own_share(change, [standing[at] for at in rivals]) > settings.own_share:
            standing.append(change)
        else:
            _contend(standing, change, rivals, settings)
    return standing


def _contend(standing: list[Change], change: Change, rivals: Sequence[int], settings: ChangeSettings) -> None:
    """Settle a finding whose words are mostly claimed."""
    first = max(rivals, key=lambda at: (standing[at].severity.rank, -at))
    claim = standing[first]
    if change.severity.rank <= claim.severity.rank:
        if change.severity is not Severity.HARMLESS and change.family != claim.family:
            standing[first] = replace(claim, also=_added(claim.also, change.kind))
        return
    if change.confidence < settings.override_confidence:
        return
    if claim.severity is Severity.HARMLESS:
        if change.severity is Severity.MEANING:
            standing[first] = change
        return
    standing[first] = replace(
        claim,
        severity=change.severity,
        confidence=min(claim.confidence, change.confidence),
        why=f"{claim.why}; {change.why}",
        also=_added(claim.also, change.kind),
    )


def _added(also: tuple[str, ...], kind: str) -> tuple[str, ...]:
    return also if kind in also else (*also, kind)


def _meet(one: Change, other: Change) -> bool:
    return _overlap(one.left, other.left) > 0 or _overlap(one.right, other.right) > 0


def _overlap(one: Span | None, other: Span | None) -> int:
    if one is None or other is None:
        return 0
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _own_share(change: Change, rivals: Sequence[Change]) -> float:
    """The share of a finding's characters, both sides together, that no rival has claimed."""
    total = own = 0
    for span, claims in (
        (change.left, [rival.left for rival in rivals]),
        (change.right, [rival.right for rival in rivals]),
    ):
        if span is None:
            continue
        taken = sum(_overlap(span, claim) for claim in claims)
        total += len(span)
        own += max(0, len(span) - taken)
    return own / total if total else 0.0
