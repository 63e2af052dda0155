"""Amounts of one group that became others: "not all" and "none", "few" and "most"."""

from __future__ import annotations

from collections.abc import Iterator

from retell.changes.model import Change, Severity
from retell.changes.readings.amounts.scope import Amount, Scope, scopes
from retell.changes.view import Pair


def scoped_otherwise(pair: Pair) -> Iterator[Change]:
    """The amounts of a link that became another before the same noun."""
    there = list(scopes(pair.right))
    for one in scopes(pair.left):
        same = [other for other in there if other.noun == one.noun]
        if len(same) != 1 or same[0].amount is one.amount:
            continue
        other = same[0]
        here, now = pair.left_span(one.at), pair.right_span(other.at)
        words = " ".join(pair.left[at].key for at in one.at), " ".join(pair.right[at].key for at in other.at)
        yield Change(
            kind="negation.scope",
            severity=Severity.MEANING if _is_grave(one, other) else Severity.NUANCE,
            confidence=0.7,
            why=f"“{words[0]}” became “{words[1]}”: how many are meant differs",
            left=here,
            right=now,
        )


def _is_grave(one: Scope, other: Scope) -> bool:
    far = abs(one.amount - other.amount) > 1 or Amount.NONE in (one.amount, other.amount)
    near_none = {one.amount, other.amount} == {Amount.NONE, Amount.FEW}
    return (far or one.denied or other.denied) and not near_none
