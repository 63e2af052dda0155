"""Every kind of change over one alignment, overlaps settled.

The kinds are read in a fixed order and an earlier one claims its words: what stands inside quotation marks
is a matter of the quotation first, a name of the name first. A later finding on words already claimed

* is dropped, when the earlier one says as much;
* raises it, when the later one is graver: the earlier keeps its kind and notes the other in `also`;
* stands by itself, when most of its words are its own, or when it is grave and the claim was harmless: but
  a kind that weighs word against word does not overrule one that explained the phrase ("did not accept" and
  "rejected").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from retell.alignment.model import Alignment
from retell.changes.kinds import READING_ORDER
from retell.changes.model import Change, Severity
from retell.changes.view import view
from retell.document.model import Document
from retell.settings import ChangeSettings, Settings
from retell.text.spans import Span
from retell.values import replace


def changes(left: Document, right: Document, alignment: Alignment, settings: Settings) -> tuple[Change, ...]:
    """What differs between two documents that were lined up, in the order of the text."""
    seen = view(left, right, alignment, settings)
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
    places: dict[tuple[str, int], list[int]] = defaultdict(list)
    for change in found:
        touched = _places(change)
        near = {number for place in touched for number in places.get(place, ())}
        rivals = [number for number in sorted(near) if _meet(change, standing[number])]
        if _is_explained(change, [standing[at] for at in rivals], settings):
            continue
        if not rivals or _own_share(change, [standing[at] for at in rivals]) > settings.own_share:
            standing.append(change)
            at = len(standing) - 1
        else:
            at = _contend(standing, change, rivals, settings)
            touched = _places(standing[at])
        for place in touched:
            places[place].append(at)
    return standing


_WORD_BY_WORD = frozenset({"sense"})
"""Kinds that see two words and not the phrase they stand in."""

_EXPLAINING = frozenset({"negation", "certainty", "number", "time"})
"""Kinds that understand the phrase that they call harmless."""

_STRETCH = 64
"""Characters in a place of the index by which rivals are found: about ten words."""


def _places(change: Change) -> list[tuple[str, int]]:
    """The stretches of either side that a change touches."""
    return [
        (side, at)
        for side, span in (("left", change.left), ("right", change.right))
        if span is not None
        for at in range(span.start // _STRETCH, span.end // _STRETCH + 1)
    ]


def _contend(standing: list[Change], change: Change, rivals: Sequence[int], settings: ChangeSettings) -> int:
    """Settle a finding whose words are mostly claimed; the number of the claim it was held against."""
    first = max(rivals, key=lambda at: (standing[at].severity.rank, -at))
    standing[first] = _contended(standing[first], change, settings)
    return first


def _contended(claim: Change, change: Change, settings: ChangeSettings) -> Change:
    """What becomes of a claim when a later finding on the same words is held against it."""
    if change.severity.rank <= claim.severity.rank:
        noted = change.severity is not Severity.HARMLESS and change.family != claim.family
        return replace(claim, also=_added(claim.also, change.kind)) if noted else claim
    if change.confidence < settings.override_confidence:
        return claim
    if claim.severity is Severity.HARMLESS:
        return change if change.severity is Severity.MEANING and change.family not in _WORD_BY_WORD else claim
    return replace(
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
    start = one.start if one.start > other.start else other.start
    end = one.end if one.end < other.end else other.end
    return end - start if end > start else 0


def _is_explained(change: Change, rivals: Sequence[Change], settings: ChangeSettings) -> bool:
    """Whether a finding of words lies, on either side, mostly in phrases already explained as harmless."""
    if change.family not in _WORD_BY_WORD:
        return False
    known = [each for each in rivals if each.severity is Severity.HARMLESS and each.family in _EXPLAINING]
    return any(
        span is not None and sum(_overlap(span, each) for each in claims) >= settings.explained * len(span)
        for span, claims in (
            (change.left, [rival.left for rival in known]),
            (change.right, [rival.right for rival in known]),
        )
    )


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
