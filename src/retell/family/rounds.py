"""The order in which candidate pairs are verified, so that few need to be.

The likeliest copies come first. Once two documents are tied by matches in which each stands whole in the
next, they are versions of one text, and another match between them would say nothing new about the family;
only the few strongest of each document are wanted, to explain it and to tell who copied whom. Rounds are
cut by rule, never by how fast an answer came, so the same pairs are verified on any number of workers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from retell.family.model import Match, RelationKind
from retell.settings import FamilySettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two documents worth verifying; `near` if each may stand whole in the other."""

    left: str
    right: str
    near: bool = False


@dataclass(slots=True)
class Ties:
    """Documents tied together, and how many ties each has."""

    root: dict[str, str] = field(default_factory=dict)
    count: Counter[str] = field(default_factory=Counter)

    def copy(self) -> Ties:
        """Another with the same ties."""
        return Ties(dict(self.root), Counter(self.count))

    def top(self, id: str) -> str:
        """The document that stands for all that are tied to this one."""
        while (above := self.root.setdefault(id, id)) != id:
            self.root[id] = self.root[above]
            id = above
        return id

    def tie(self, left: str, right: str) -> None:
        """Tie two documents."""
        self.root[self.top(left)] = self.top(right)
        self.count[left] += 1
        self.count[right] += 1

    def enough(self, left: str, right: str, each: int) -> bool:
        """Whether two are tied already and both have as many ties as are wanted."""
        return min(self.count[left], self.count[right]) >= each and self.top(left) == self.top(right)


class Rounds:
    """Pairs handed out round by round; what a round found decides what the next one asks."""

    def __init__(self, pairs: Sequence[Pair], settings: FamilySettings) -> None:
        self._settings = settings
        self._open = list(pairs)
        self._sure = Ties()
        self._left = settings.most_rounds
        self.skipped = 0

    def take(self) -> list[tuple[str, str]]:
        """The next pairs to verify; none when all is known."""
        self._left -= 1
        hoped = self._sure.copy()
        taken, waiting = [], []
        for pair in self._open:
            if self._sure.enough(pair.left, pair.right, self._settings.explaining):
                self.skipped += 1
            elif self._left > 0 and hoped.enough(pair.left, pair.right, self._settings.explaining):
                waiting.append(pair)
            else:
                taken.append((pair.left, pair.right))
                if pair.near:
                    hoped.tie(pair.left, pair.right)
        self._open = waiting
        return taken

    def learn(self, matches: Iterable[Match]) -> None:
        """Take note of what was verified."""
        for match in matches:
            relation = match.relation
            whole = min(relation.left_coverage, relation.right_coverage)
            if relation.kind is RelationKind.COPY and whole >= self._settings.sure_coverage:
                self._sure.tie(match.left, match.right)
