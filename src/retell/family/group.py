"""Judged pairs made into families, and what links the families."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from retell.document.model import Document
from retell.family.arrays import I64
from retell.family.candidates import twins
from retell.family.cluster import families
from retell.family.excerpts import quoting
from retell.family.judge import Verdict
from retell.family.model import Counts, Grouping, Match, RelationKind
from retell.family.pairs import Found, Pairs, strongest, wanted_copies, without_forms
from retell.family.relate import matches
from retell.family.texts import Texts
from retell.settings import FamilySettings


def doubtful_pairs(pairs: Pairs, settings: FamilySettings) -> I64:
    """The pairs whose passages have to be sought, a row of two for each, ascending."""
    chosen = np.sort(strongest(pairs, np.flatnonzero(pairs.judged.doubtful), settings.most_doubtful))
    return np.stack((pairs.first[chosen], pairs.second[chosen]), axis=1)


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
    pairs = without_forms(found.pairs, settings)
    copies = wanted_copies(pairs, texts.loops, settings)
    same = zip(*(side.tolist() for side in found.twins), strict=True)
    known = [twins(documents[one], documents[two]) for one, two in same]
    sure = [*known, *matches(texts, documents, pairs, copies, Verdict.COPY)]
    grouping = families([*sure, *_kept(closer)], settings, _excerpts(documents, pairs))
    homes = homes_of(documents, grouping)
    excerpts = quoting(pairs, found.keys, homes, texts.loops, settings)
    links = [*matches(texts, documents, pairs, excerpts, Verdict.EXCERPT)]
    told = {(match.left, match.right) for match in (*grouping.matches, *links)}
    events = matches(texts, documents, pairs, _events(pairs, homes, settings), Verdict.EVENT)
    links += [match for match in events if (match.left, match.right) not in told]
    every = sorted([*grouping.matches, *links], key=lambda match: (match.left, match.right))
    counts = Counts(
        documents=len(documents),
        twins=len(known),
        dropped=found.met.dropped,
        candidates=len(pairs.first),
        forms=int(pairs.judged.are(Verdict.FORM).sum()),
        skipped=int(pairs.judged.are(Verdict.COPY).sum()) - len(copies),
        verified=int(pairs.judged.doubtful.sum()),
        quoted=int(pairs.judged.are(Verdict.EXCERPT).sum()),
        families=len(grouping.families),
        excerpts=sum(match.relation.kind is RelationKind.EXCERPT for match in every),
    )
    return replace(grouping, matches=tuple(every), counts=counts)


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
