"""The archive that is kept of every released schema: `python -m tests.conformance.kept ADDRESS` makes it.

Run once when a schema is released: on SQLite, the file packed by xz; on a server, what pg_dump
(--no-owner --no-comments) says of the database.
"""

from __future__ import annotations

import sys

from tests.conformance.archives import edited, entry, report, text

from retell.alignment.model import Passage
from retell.changes.model import Severity
from retell.family.model import Match, Relation, RelationKind
from retell.lineage.model import Edge, Lineage
from retell.store import Found, KeptFamily, Mark, Record, Settlement, Told, Verdict
from retell.stores import opened
from retell.text.spans import Span


def main(address: str) -> None:
    """Fill an archive with a little of everything."""
    with opened(address, create=True) as store:
        store.add([entry(report(seed)) for seed in (1, 2, 3)])
        store.add([entry(report(1, id="copy", words=edited(text(1))))])
        page = "https://news.example/page"
        store.add([entry(report(6, id="page", url=page))])
        store.add([entry(report(7, id="page", url=page, raw=b"\x00raw"))])
        relation = Relation(
            kind=RelationKind.COPY, probability=0.9, why="by hand", left_coverage=1.0, right_coverage=0.9
        )
        passage = Passage(left=Span(start=0, end=9), right=Span(start=0, end=9), similarity=1.0)
        match = Match(left="copy", right="r001", relation=relation, passages=(passage,))
        finding = Found(
            id="f1",
            left="r001",
            right="copy",
            kind="omission",
            severity=Severity.NUANCE,
            confidence=0.5,
            why="gone",
        )
        story = Told(
            lineage=Lineage(
                root="r001",
                edges=(Edge(source="r001", copy="copy", probability=0.9, clues=()),),
                undecided=(),
            ),
            findings=(finding,),
            basis="by hand",
            settings="{}",
            retell="0.1.0",
            at="2026-05-04T12:00:00Z",
        )
        family = KeptFamily(id="copy", members=("copy", "r001"), matches=(match,), story=story)
        store.settle(Settlement(revision=store.stats().revision, families=(family,), matches=()))
        store.mark([Mark(finding="f1", verdict=Verdict.DISMISS, note="seen by hand")])
        store.put([Record(kind="feed", id="one", body={"etag": "x"})])


if __name__ == "__main__":
    main(sys.argv[1])
