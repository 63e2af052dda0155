"""Verified matches made into families, weak bridges left open.

Connected components join whatever one document joins: a round-up of two stories makes one family of both.
Here groups grow from the strongest match down, and a match joins two groups only if the text that it
shares is text that the groups share. In the document where the match lands, the stretch it rests on and
the stretches that hold the document to its group must coincide in part: through a document that is half
of A and half of B no sentence of A reaches B, and the bridge stays open. Two groups of some size need, on
top of that, matches between more than one document of each, as copies of one text always give, or one in
which each side stands whole in the other, since of those few are kept where there are many. And where
more pairs between two groups are excerpts than copies, a passage of one stands in the other and no more:
that a short document is made up of this passage alone joins nothing.

The strongest match is taken first and ties are settled by id, so the order of the input cannot matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from retell.family.model import Family, Grouping, Match, RelationKind
from retell.settings import FamilySettings
from retell.text.spans import Span, covered


def families(
    matches: Iterable[Match], settings: FamilySettings, excerpts: Iterable[tuple[str, str]] = ()
) -> Grouping:
    """The families that verified matches amount to, and the matches that stay between families.

    `excerpts` are pairs of ids known to share a passage and no more.
    """
    ranked = sorted(matches, key=_rank)
    groups = _Groups(ranked, excerpts, settings)
    groups.grow()
    return Grouping(
        families=tuple(_explained(members, groups, settings) for members in groups.families()),
        matches=tuple(
            sorted(
                (_between(match) for match in ranked if not groups.together(match)),
                key=lambda match: (match.left, match.right),
            )
        ),
    )


def _rank(match: Match) -> tuple[float, float, str, str]:
    """The strongest first: by what both sides share, then by how sure the relation is, then by id."""
    relation = match.relation
    return (
        -round(relation.left_coverage + relation.right_coverage, 6),
        -relation.probability,
        match.left,
        match.right,
    )


class _Groups:
    """Groups of documents while they grow."""

    def __init__(
        self, ranked: Sequence[Match], excerpts: Iterable[tuple[str, str]], settings: FamilySettings
    ) -> None:
        self._settings = settings
        self.copies = [match for match in ranked if match.relation.kind is RelationKind.COPY]
        self.of: dict[str, list[Match]] = defaultdict(list)
        for match in self.copies:
            self.of[match.left].append(match)
            self.of[match.right].append(match)
        self._quoting: dict[str, list[str]] = defaultdict(list)
        for left, right in excerpts:
            self._quoting[left].append(right)
            self._quoting[right].append(left)
        self._root = {id: id for id in self.of}
        self._members = {id: [id] for id in self.of}

    def grow(self) -> None:
        """Join groups until no match joins two more."""
        open_ones, before = self.copies, -1
        while len(open_ones) != before:
            before = len(open_ones)
            open_ones = [match for match in open_ones if not self._join(match)]

    def together(self, match: Match) -> bool:
        """Whether both documents are in one group."""
        left, right = self._root.get(match.left), self._root.get(match.right)
        return left is not None and left == right

    def families(self) -> list[list[str]]:
        """The groups of two and more, ids ascending, in the order of their first."""
        return sorted(sorted(members) for members in self._members.values() if len(members) > 1)

    def _join(self, match: Match) -> bool:
        """Join the two groups of a match if it holds; whether they are one afterwards."""
        one, two = self._root[match.left], self._root[match.right]
        if one == two:
            return True
        if not (self._carries(match, match.left) and self._carries(match, match.right)):
            return False
        large = min(len(self._members[one]), len(self._members[two])) >= self._settings.dense
        if large and not self._whole(match) and self._thin(one, two):
            return False
        if self._quoted(one, two):
            return False
        keep, give = sorted((one, two), key=lambda root: (-len(self._members[root]), root))
        for id in self._members[give]:
            self._root[id] = keep
        self._members[keep] += self._members.pop(give)
        return True

    def _quoted(self, one: str, two: str) -> bool:
        """Whether most of what is known between two groups is one quoting the other."""
        small, large = sorted((one, two), key=lambda root: (len(self._members[root]), root))
        excerpts = sum(
            self._root.get(other) == large
            for id in self._members[small]
            for other in self._quoting.get(id, ())
        )
        if not excerpts:
            return False
        copies = sum(
            {self._root[match.left], self._root[match.right]} == {one, two}
            for id in self._members[small]
            for match in self.of[id]
        )
        return excerpts >= copies

    def _carries(self, match: Match, through: str) -> bool:
        """Whether text that ties `through` to its group is text that the match rests on.

        A match that covers nearly all of a document rests on whatever else ties it.
        """
        relation = match.relation
        if (
            relation.left_coverage if match.left == through else relation.right_coverage
        ) >= self._settings.carrying:
            return True
        group = self._root[through]
        held = [
            span
            for other in self.of[through]
            if self._root[other.left] == self._root[other.right] == group
            for span in _spans(other, through)
        ]
        ours = _spans(match, through)
        shorter = min(covered(held), covered(ours))
        return not held or _coinciding(held, ours) >= self._settings.common_ground * shorter

    def _whole(self, match: Match) -> bool:
        """Whether each of the two stands in the other, but for little: of such matches a few are kept where
        there are many, so that one may stand for all between two groups."""
        least = min(match.relation.left_coverage, match.relation.right_coverage)
        return least >= self._settings.sure_coverage

    def _thin(self, one: str, two: str) -> bool:
        """Whether all matches between two groups hang on one document of either."""
        ends: dict[str, set[str]] = {one: set(), two: set()}
        for id in self._members[min((one, two), key=lambda root: len(self._members[root]))]:
            for match in self.of[id]:
                roots = (self._root[match.left], self._root[match.right])
                if set(roots) == {one, two}:
                    ends[roots[0]].add(match.left)
                    ends[roots[1]].add(match.right)
        return min(len(ends[one]), len(ends[two])) < 2


def _spans(match: Match, side: str) -> list[Span]:
    return [passage.left if match.left == side else passage.right for passage in match.passages]


def _coinciding(one: Sequence[Span], two: Sequence[Span]) -> int:
    """How many code points lie in both sets of spans."""
    return covered(one) + covered(two) - covered([*one, *two])


def _explained(members: Sequence[str], groups: _Groups, settings: FamilySettings) -> Family:
    """A family with the matches that hold it together: a strongest tree, and every member's strongest."""
    within = set(members)
    inside = {match for member in members for match in groups.of[member] if set(_pair(match)) <= within}
    ranked = sorted(inside, key=_rank)
    return Family(members=tuple(members), matches=_strongest(ranked, settings.explaining))


def _pair(match: Match) -> tuple[str, str]:
    return match.left, match.right


def _strongest(ranked: Sequence[Match], each: int) -> tuple[Match, ...]:
    """The matches of a strongest spanning tree, and every member's `each` strongest."""
    root: dict[str, str] = {}
    seen: dict[str, int] = defaultdict(int)
    kept = []

    def top(id: str) -> str:
        while root.setdefault(id, id) != id:
            root[id] = root[root[id]]
            id = root[id]
        return id

    for match in ranked:
        one, two = top(match.left), top(match.right)
        if one != two or min(seen[match.left], seen[match.right]) < each:
            kept.append(match)
            root[one] = two
        seen[match.left] += 1
        seen[match.right] += 1
    return tuple(sorted(kept, key=_pair))


def _between(match: Match) -> Match:
    """A match that stays outside families; a copy that is held apart is called the excerpt it amounts to."""
    if match.relation.kind is not RelationKind.COPY:
        return match
    why = f"{match.relation.why}; but each is of another family, and this text is not what holds it there"
    return replace(match, relation=replace(match.relation, kind=RelationKind.EXCERPT, why=why))
