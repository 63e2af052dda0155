"""Judged pairs made into families, and what links the families."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from retell.document.model import Document
from retell.family.arrays import I64
from retell.family.binding import Sources, bound
from retell.family.bonds import Bonds
from retell.family.candidates import twins
from retell.family.columns import Columns
from retell.family.excerpts import quoting
from retell.family.judge import Verdict
from retell.family.listed import id_of
from retell.family.model import Counts, Family, Grouping, Match, RelationKind
from retell.family.pairs import Found, Pairs, only, strongest, wanted_copies, without_forms
from retell.family.postings import Loops
from retell.family.relate import matches
from retell.family.texts import Texts
from retell.settings import FamilySettings


def doubtful_pairs(pairs: Pairs, settings: FamilySettings) -> I64:
    """The pairs whose passages have to be sought, a row of two for each, ascending."""
    pairs = without_forms(pairs, settings)
    chosen = np.sort(strongest(pairs, np.flatnonzero(pairs.judged.doubtful), settings.most_doubtful))
    return np.stack((pairs.first[chosen], pairs.second[chosen]), axis=1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ties:
    """What may hold families together: judged pairs, which of them are wanted copies, and twins by row."""

    pairs: Pairs
    copies: I64
    twins: tuple[I64, I64]

    @classmethod
    def of(cls, found: Found, loops: Loops, settings: FamilySettings) -> Ties:
        """The ties of a whole corpus, which alone can say what is a form."""
        pairs = without_forms(found.pairs, settings)
        return cls(pairs=pairs, copies=wanted_copies(pairs, loops, settings), twins=found.twins)

    def with_(self, closer: Sequence[Match]) -> Sources:
        """What families are made of, with the copies and excerpts among pairs that were looked at closely."""
        kept = [each for each in closer if each.relation.kind in (RelationKind.COPY, RelationKind.EXCERPT)]
        return Sources(twins=self.twins, pairs=self.pairs, copies=self.copies, closer=kept)

    def parted(self, parts: I64) -> Iterator[tuple[I64, Ties]]:
        """The rows of each part, ascending, and the ties within it, by the places of their rows among these.

        `parts` says by row in which part it is, -1 for none.
        """
        pairs, (one, two) = self.pairs, self.twins
        copies = np.zeros(len(pairs.first), dtype=bool)
        copies[self.copies] = True
        inside = (copies | pairs.judged.are(Verdict.EXCERPT)) & (parts[pairs.first] == parts[pairs.second])
        dealt = (parts, np.where(inside, parts[pairs.first], -1), parts[one])
        count = int(parts.max(initial=-1)) + 1
        for rows, chosen, same in zip(*(_dealt(each, count) for each in dealt), strict=True):
            yield (
                rows,
                Ties(
                    pairs=only(pairs, chosen, rows),
                    copies=np.flatnonzero(copies[chosen]),
                    twins=(np.searchsorted(rows, one[same]), np.searchsorted(rows, two[same])),
                ),
            )


def _dealt(parts: I64, count: int) -> list[I64]:
    """What is in each part, ascending."""
    order = np.argsort(parts, kind="stable")
    return np.split(order, np.searchsorted(parts[order], np.arange(count + 1)))[1:-1]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Links:
    """Which pairs link documents of different families, or of none."""

    excerpts: I64
    events: I64


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Settled:
    """Families grown from bonds: by row the first of its family, itself where it is alone.

    `inside` are the bonds that explain the families, `between` those of documents that are not of one
    family; both ascending by their rows.
    """

    labels: I64
    inside: I64
    between: I64


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sorting:
    """A corpus sorted into families, as arrays; matches are made when they are asked for.

    `documents` are those of the rows, by id ascending.
    """

    texts: Texts
    documents: Sequence[Document]
    sources: Sources
    bonds: Bonds
    settled: Settled
    links: Links
    counts: Counts

    def families(self) -> Iterator[I64]:
        """The rows of each family, ascending, in the order of their first."""
        return families_of(self.settled.labels)

    def linked(self) -> tuple[I64, I64]:
        """The rows of documents of different families that share a passage, ascending."""
        pairs, between = self.sources.pairs, self.settled.between
        first = np.concatenate((self.bonds.first[between], pairs.first[self.links.excerpts]))
        second = np.concatenate((self.bonds.second[between], pairs.second[self.links.excerpts]))
        order = np.lexsort((second, first))
        return first[order], second[order]

    def grouping(self) -> Grouping:
        """All of it told, each membership with its strongest matches and each match with its passages."""
        made = told(self.texts, self.documents, self.sources, self.bonds, self.settled)
        known = Ties(pairs=self.sources.pairs, copies=self.sources.copies, twins=self.sources.twins)
        made = linked(self.texts, self.documents, known, self.links, made)
        return replace(made, counts=self.counts)


def families_of(labels: I64) -> Iterator[I64]:
    """The rows of each label that two have and more, ascending, in the order of their first."""
    order = np.argsort(labels, kind="stable")
    cuts = np.flatnonzero(np.diff(labels[order])) + 1
    return (rows for rows in np.split(order, cuts) if len(rows) > 1)


def sorting(
    texts: Texts,
    documents: Sequence[Document],
    found: Found,
    closer: Sequence[Match],
    settings: FamilySettings,
) -> Sorting:
    """A corpus sorted into families.

    `documents` are those of the rows, by id ascending; `closer` are the doubtful pairs that were looked at
    closely and proved to be something.
    """
    ties = Ties.of(found, texts.loops, settings)
    sources = ties.with_(closer)
    bonds = bound(texts, documents, sources, settings)
    done = settle(bonds, ties.pairs, texts.loops, settings)
    links = _links(ties.pairs, found.keys, done.labels, texts.loops, settings)
    return Sorting(
        texts=texts,
        documents=documents,
        sources=sources,
        bonds=bonds,
        settled=done,
        links=links,
        counts=_counts(found, ties, done, links),
    )


def grouped(
    texts: Texts,
    documents: Sequence[Document],
    found: Found,
    closer: Sequence[Match],
    settings: FamilySettings,
) -> Grouping:
    """The families of a corpus and the matches between them, all told: see `sorting`."""
    return sorting(texts, documents, found, closer, settings).grouping()


def joined(
    texts: Texts,
    documents: Sequence[Document],
    ties: Ties,
    closer: Sequence[Match],
    settings: FamilySettings,
) -> Grouping:
    """The families that ties make, and the matches that stay between them.

    What is not connected has no say in each other's families: components can be joined apart.
    """
    sources = ties.with_(closer)
    bonds = bound(texts, documents, sources, settings)
    return told(texts, documents, sources, bonds, settle(bonds, ties.pairs, texts.loops, settings))


def settle(bonds: Bonds, pairs: Pairs, loops: Loops, settings: FamilySettings) -> Settled:
    """The families that bonds make."""
    quoting = np.flatnonzero(pairs.judged.are(Verdict.EXCERPT))
    labels = loops.grown(bonds, (pairs.first[quoting], pairs.second[quoting]), settings)
    one = labels[bonds.first] == labels[bonds.second]
    inside = np.flatnonzero(one & bonds.copies)
    kept = loops.explaining(bonds.first[inside], bonds.second[inside], settings.explaining)
    return Settled(
        labels=labels,
        inside=_by_rows(bonds, inside[kept]),
        between=_by_rows(bonds, np.flatnonzero(~one)),
    )


def _by_rows(bonds: Bonds, chosen: I64) -> I64:
    found: I64 = chosen[np.lexsort((bonds.second[chosen], bonds.first[chosen]))]
    return found


def told(
    texts: Texts, documents: Sequence[Document], sources: Sources, bonds: Bonds, settled: Settled
) -> Grouping:
    """Families with the matches that explain them, and those that stay between families."""
    chosen = np.concatenate((settled.inside, settled.between))
    made = list(_bond_matches(texts, documents, sources, bonds.sources[chosen]))
    inside, between = made[: len(settled.inside)], made[len(settled.inside) :]
    within: dict[int, list[Match]] = defaultdict(list)
    for label, match in zip(settled.labels[bonds.first[settled.inside]].tolist(), inside, strict=True):
        within[label].append(match)
    return Grouping(
        families=tuple(
            Family(
                members=tuple(id_of(documents, row) for row in rows.tolist()),
                matches=tuple(within[int(rows[0])]),
            )
            for rows in families_of(settled.labels)
        ),
        matches=tuple(map(_held_apart, between)),
    )


def _bond_matches(
    texts: Texts, documents: Sequence[Document], sources: Sources, places: I64
) -> Iterator[Match]:
    """The matches at some places among the sources."""
    known, sure = len(sources.twins[0]), len(sources.twins[0]) + len(sources.copies)
    judged = places[(places >= known) & (places < sure)] - known
    copies = matches(texts, documents, sources.pairs, sources.copies[judged], Verdict.COPY)
    for place in places.tolist():
        if place < known:
            one, two = (int(side[place]) for side in sources.twins)
            yield twins(documents[one], documents[two])
        else:
            yield next(copies) if place < sure else sources.closer[place - sure]


def _held_apart(match: Match) -> Match:
    """A match that stays outside families; a copy that is held apart is called the excerpt it amounts to."""
    if match.relation.kind is not RelationKind.COPY:
        return match
    why = f"{match.relation.why}; but each is of another family, and other text holds it there"
    return replace(match, relation=replace(match.relation, kind=RelationKind.EXCERPT, why=why))


def together(parts: Iterable[Grouping]) -> Grouping:
    """The families of parts that nothing connects."""
    held = list(parts)
    return Grouping(
        families=tuple(
            sorted((each for part in held for each in part.families), key=lambda each: each.members)
        ),
        matches=tuple(sorted((each for part in held for each in part.matches), key=_ends)),
    )


def linking(
    documents: Sequence[Document],
    known: tuple[Ties, Columns],
    grouping: Grouping,
    loops: Loops,
    settings: FamilySettings,
) -> Links:
    """The links between families, which the runs of words in all families decide; only ids are asked for."""
    ties, keys = known
    return _links(ties.pairs, keys, homes_of(documents, grouping), loops, settings)


def _links(pairs: Pairs, keys: Columns, homes: I64, loops: Loops, settings: FamilySettings) -> Links:
    return Links(
        excerpts=quoting(pairs, keys, homes, loops, settings), events=_events(pairs, homes, settings)
    )


def linked(
    texts: Texts, documents: Sequence[Document], ties: Ties, links: Links, grouping: Grouping
) -> Grouping:
    """The families with the matches that link them."""
    # A pair has one verdict, and those looked at closely have none: no match is told twice.
    excerpts = matches(texts, documents, ties.pairs, links.excerpts, Verdict.EXCERPT)
    events = matches(texts, documents, ties.pairs, links.events, Verdict.EVENT)
    return replace(grouping, matches=tuple(sorted([*grouping.matches, *excerpts, *events], key=_ends)))


def counted(found: Found, ties: Ties, grouping: Grouping) -> Counts:
    """How much was looked at, and what came of it."""
    excerpts = sum(match.relation.kind is RelationKind.EXCERPT for match in grouping.matches)
    return replace(_looked_at(found, ties), families=len(grouping.families), excerpts=excerpts)


def _counts(found: Found, ties: Ties, settled: Settled, links: Links) -> Counts:
    """The same of a corpus of which nothing was told yet."""
    families = int((np.bincount(settled.labels) > 1).sum()) if len(settled.labels) else 0
    excerpts = len(settled.between) + len(links.excerpts)
    return replace(_looked_at(found, ties), families=families, excerpts=excerpts)


def _looked_at(found: Found, ties: Ties) -> Counts:
    judged = ties.pairs.judged
    return Counts(
        documents=len(found.keys),
        twins=len(found.twins[0]),
        dropped=found.met.dropped,
        candidates=len(ties.pairs.first),
        forms=int(judged.are(Verdict.FORM).sum()),
        skipped=int(judged.are(Verdict.COPY).sum()) - len(ties.copies),
        verified=int(judged.doubtful.sum()),
        quoted=int(judged.are(Verdict.EXCERPT).sum()),
    )


def _ends(match: Match) -> tuple[str, str]:
    return match.left, match.right


def homes_of(documents: Sequence[Document], grouping: Grouping) -> I64:
    """For each row the first row of its family, or itself."""
    row = {document.id: at for at, document in enumerate(documents)}
    homes = np.arange(len(documents))
    for family in grouping.families:
        homes[[row[id] for id in family.members]] = row[family.members[0]]
    return homes


def _events(pairs: Pairs, homes: I64, settings: FamilySettings) -> I64:
    """The pairs of different homes that report one event, the strongest of each document."""
    chosen = np.flatnonzero(pairs.judged.are(Verdict.EVENT))
    chosen = chosen[homes[pairs.first[chosen]] != homes[pairs.second[chosen]]]
    return np.sort(strongest(pairs, chosen, settings.most_events))
