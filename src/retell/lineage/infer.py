"""From clues to a directed tree.

For two documents the clues' weights (nats of log odds) are summed and squashed into a probability; near a
half the answer is *undecided*. For a family every ordered pair that was lined up gets a score: the log
probability of its direction, and how near the two texts are, since a copy is nearer to its source than to
its cousins. The tree is the maximum spanning arborescence of these scores (Chu & Liu 1965, Edmonds 1967),
over a virtual root, so that exactly one document is left without a source. An edge's probability is the
share it has among all the sources its copy could have.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from retell.document.model import Document, Sentence
from retell.lineage.clues import CLUES
from retell.lineage.evidence import Evidence
from retell.lineage.model import Clue, Descent, Edge, Lineage, Side
from retell.settings import LineageSettings


def descent(evidence: Evidence, settings: LineageSettings) -> Descent:
    """Which of two lined-up documents is the source, or *undecided*; clues strongest first."""
    found = sorted(
        (clue for clue_of in CLUES for clue in clue_of.find(evidence, settings)),
        key=lambda clue: (-clue.weight, clue.kind, clue.favours),
    )
    if not evidence.alignment.links:
        return Descent(source=Side.UNDECIDED, probability=0.5, clues=())
    chance = _chance_left(found, settings)
    if max(chance, 1 - chance) < settings.decided:
        return Descent(source=Side.UNDECIDED, probability=0.5, clues=tuple(found))
    side = Side.LEFT if chance > 0.5 else Side.RIGHT
    return Descent(source=side, probability=round(max(chance, 1 - chance), 4), clues=tuple(found))


def _chance_left(clues: Sequence[Clue], settings: LineageSettings) -> float:
    total = sum(clue.weight if clue.favours is Side.LEFT else -clue.weight for clue in clues)
    chance = 1 / (1 + math.exp(-total))
    return min(settings.surest, max(1 - settings.surest, chance))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """An ordered pair of documents: how likely `source` came first, how near they are, and why."""

    source: str
    copy: str
    first: float
    near: float
    clues: tuple[Clue, ...]

    def score(self, settings: LineageSettings) -> float:
        """What the tree gains by this edge; always finite."""
        return math.log(self.first) + settings.nearness * math.log(max(self.near, 1e-3))


def lineage(
    documents: Sequence[Document], evidence: Sequence[Evidence], settings: LineageSettings
) -> Lineage:
    """The likeliest tree of copying over a family, from the evidence of its lined-up pairs.

    Raises nothing; a document that no evidence ties to the rest has no edge.
    """
    ties = sorted(
        (tie for pair in evidence for tie in _ties(pair, settings)), key=lambda tie: (tie.source, tie.copy)
    )
    chosen = _tree(sorted(document.id for document in documents), ties, settings)
    edges = tuple(
        Edge(
            source=tie.source,
            copy=tie.copy,
            probability=round(_probability(tie, ties, settings), 4),
            clues=tie.clues,
        )
        for tie in chosen
    )
    undecided = tuple(
        sorted(
            (min(tie.source, tie.copy), max(tie.source, tie.copy))
            for tie in chosen
            if max(tie.first, 1 - tie.first) < settings.decided
        )
    )
    return Lineage(root=_root(documents, edges, undecided), edges=edges, undecided=undecided)


def _ties(pair: Evidence, settings: LineageSettings) -> tuple[Tie, Tie]:
    said = descent(pair, settings)
    chance = _chance_left(said.clues, settings)
    near = _nearness(pair)
    left, right = pair.left.id, pair.right.id
    favour_left = tuple(clue for clue in said.clues if clue.favours is Side.LEFT)
    favour_right = tuple(clue for clue in said.clues if clue.favours is Side.RIGHT)
    return (
        Tie(source=left, copy=right, first=chance, near=near, clues=favour_left),
        Tie(source=right, copy=left, first=1 - chance, near=near, clues=favour_right),
    )


def _nearness(pair: Evidence) -> float:
    """How much of the shorter report the other has, weighted by how alike the sentences are; 0..1."""
    alignment = pair.alignment
    body = (
        sum(len(s.span) for s in alignment.left if s.is_body),
        sum(len(s.span) for s in alignment.right if s.is_body),
    )
    shared = sum(
        link.similarity * min(_length(alignment.left, link.left), _length(alignment.right, link.right))
        for link in alignment.links
    )
    return min(1.0, shared / max(1, min(body)))


def _length(sentences: Sequence[Sentence], indices: Sequence[int]) -> int:
    return sum(len(sentences[index].span) for index in indices)


def _tree(ids: Sequence[str], ties: Sequence[Tie], settings: LineageSettings) -> tuple[Tie, ...]:
    if len(ids) == 2:
        return tuple(sorted(ties, key=lambda tie: (-tie.first, tie.source))[:1])
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from(["", *ids])
    for one in ids:
        graph.add_edge("", one, weight=settings.root_score)
    for tie in ties:
        graph.add_edge(tie.source, tie.copy, weight=tie.score(settings))
    tree = nx.maximum_spanning_arborescence(graph)
    by_pair = {(tie.source, tie.copy): tie for tie in ties}
    return tuple(by_pair[edge] for edge in sorted(tree.edges) if edge[0])


def _probability(tie: Tie, ties: Sequence[Tie], settings: LineageSettings) -> float:
    """The share of `tie` among the sources its copy could have, and of its copy having one at all."""
    rivals = [math.exp(other.score(settings)) for other in ties if other.copy == tie.copy]
    return tie.first * math.exp(tie.score(settings)) / sum(rivals)


def _root(
    documents: Sequence[Document], edges: Sequence[Edge], undecided: Sequence[tuple[str, str]]
) -> str | None:
    """The document every other one descends from, unless the order at the top is undecided."""
    copies = {edge.copy for edge in edges}
    tops = sorted(document.id for document in documents if document.id not in copies)
    if len(tops) != 1 or any(tops[0] in pair for pair in undecided):
        return None
    return tops[0]
