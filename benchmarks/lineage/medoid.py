"""The usual rule, to be better than: a minimum spanning tree, rooted at the document nearest to all."""

from __future__ import annotations

from collections.abc import Sequence

from retell.evaluate.trees import Tree
from retell.lineage.account import Account


def medoid_tree(accounts: Sequence[Account]) -> Tree:
    """The tree over the share of word pairs that only one of two documents has (Prim 1957)."""
    ids = [account.document.id for account in accounts]
    apart = [[_distance(one, other) for other in accounts] for one in accounts]
    root = min(range(len(ids)), key=lambda at: (sum(apart[at]), at))
    inside, sources = [root], {}
    while len(inside) < len(ids):
        outside = [at for at in range(len(ids)) if at not in inside]
        _, source, copy = min((apart[a][b], a, b) for a in inside for b in outside)
        sources[ids[copy]] = (ids[source],)
        inside.append(copy)
    return Tree(name="medoid", sources=sources, members=frozenset(ids))


def _distance(one: Account, other: Account) -> float:
    return len(one.grams ^ other.grams) / max(1, len(one.grams) + len(other.grams))
