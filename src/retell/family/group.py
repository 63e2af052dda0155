"""Judged pairs made into families, and what links the families."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from retell.document.model import Document
from retell.family.arrays import I64
from retell.family.candidates import twins
from retell.family.cluster import families
from retell.family.columns import Columns
from retell.family.excerpts import quoting
from retell.family.judge import Verdict
from retell.family.model import Counts, Grouping, Match, RelationKind
from retell.family.pairs import Found, Pairs, only, strongest, wanted_copies, without_forms
from retell.family.postings import Loops
from retell.family.relate import matches
from retell.family.texts import Texts
from retell.settings import FamilySettings


def doubtful_pairs(pairs: Pairs, settings: FamilySettings) -> I64:
    """The pairs whose passages have to be sought, a row of two for each, ascending."""
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


def grouped(
    texts: Texts,
    documents: Sequence[Document],
    found: Found,
    closer: Sequence[Match],
    settings: FamilySettings,
) -> Grouping:
    """The families of a corpus and the matches between them.

    `documents` are those of the rows, by id ascending; `closer` are the doubtful pairs that were looked at
    closely and proved to be something.
    """
    ties = Ties.of(found, texts.loops, settings)
    grouping = joined(texts, documents, ties, closer, settings)
    links = linking(documents, (ties, found.keys), grouping, texts.loops, settings)
    told = linked(texts, documents, ties, links, grouping)
    return replace(told, counts=counted(found, ties, told))


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
    same = zip(*(side.tolist() for side in ties.twins), strict=True)
    known = [twins(documents[one], documents[two]) for one, two in same]
    sure = [*known, *matches(texts, documents, ties.pairs, ties.copies, Verdict.COPY)]
    return families([*sure, *_kept(closer)], settings, _excerpts(documents, ties.pairs))


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
    homes = homes_of(documents, grouping)
    return Links(
        excerpts=quoting(ties.pairs, keys, homes, loops, settings),
        events=_events(ties.pairs, homes, settings),
    )


def linked(
    texts: Texts, documents: Sequence[Document], ties: Ties, links: Links, grouping: Grouping
) -> Grouping:
    """The families with the matches that link them."""
    found = [*matches(texts, documents, ties.pairs, links.excerpts, Verdict.EXCERPT)]
    told = {_ends(match) for match in (*grouping.matches, *found)}
    events = matches(texts, documents, ties.pairs, links.events, Verdict.EVENT)
    found += [match for match in events if _ends(match) not in told]
    return replace(grouping, matches=tuple(sorted([*grouping.matches, *found], key=_ends)))


def counted(found: Found, ties: Ties, grouping: Grouping) -> Counts:
    """How much was looked at, and what came of it."""
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
        families=len(grouping.families),
        excerpts=sum(match.relation.kind is RelationKind.EXCERPT for match in grouping.matches),
    )


def _ends(match: Match) -> tuple[str, str]:
    return match.left, match.right


def _kept(closer: Sequence[Match]) -> list[Match]:
    """The copies and excerpts among pairs that were looked at closely."""
    return [match for match in closer if match.relation.kind in (RelationKind.COPY, RelationKind.EXCERPT)]


def _excerpts(documents: Sequence[Document], pairs: Pairs) -> list[tuple[str, str]]:
    """The pairs of ids that share a passage and no more."""
    chosen = np.flatnonzero(pairs.judged.are(Verdict.EXCERPT))
    rows = zip(pairs.first[chosen].tolist(), pairs.second[chosen].tolist(), strict=True)
    return [(documents[one].id, documents[two].id) for one, two in rows]


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
