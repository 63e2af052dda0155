"""Reports as JSON, in the names that scripts outside the project read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum

from retell.alignment.model import Alignment, Link, Passage
from retell.changes.model import Change, Severity
from retell.document.model import Document, Sentence, Skipped
from retell.family.model import Match
from retell.lineage.model import Clue, Edge, Second
from retell.report.model import Report
from retell.text.spans import Span
from retell.tracing import Comparison, Story
from retell.version import VERSION

SCHEMA_VERSION = 1
DIGITS = 4


def to_json(report: Report) -> str:
    """A comparison as one JSON object, a line break at its end."""
    return dumped(compared(report), indent=1) + "\n"


def compared(report: Report) -> dict[str, object]:
    """A comparison under the names of the contract; offsets are code points into each `text`."""
    comparison = report.comparison
    summary = report.summary
    return {
        "schema_version": SCHEMA_VERSION,
        "retell": VERSION,
        "left": _document(comparison.left, comparison.alignment.left, "l"),
        "right": _document(comparison.right, comparison.alignment.right, "r"),
        "relation": _relation(comparison),
        **_alignment(comparison.alignment),
        "passages": [_passage(passage) for passage in comparison.passages],
        "changes": [
            _change(change, name, comparison)
            for change, name in zip(comparison.changes, report.ids, strict=True)
        ],
        "descent": {
            "source": comparison.descent.source.value,
            "probability": _rounded(comparison.descent.probability),
            "clues": [_clue(clue) for clue in comparison.descent.clues],
            "pivot": _plain(comparison.descent.pivot),
        },
        "summary": {
            "verdict": report.verdict.line,
            "sentences": {
                "left": summary.left_sentences,
                "right": summary.right_sentences,
                "taken": summary.taken,
            },
            "changes": {
                "meaning": summary.meaning,
                "nuance": summary.nuance,
                "harmless": summary.harmless,
            },
            "quotations_altered": summary.quotations_altered,
        },
        "settings": _plain(comparison.settings),
    }


def story_line(story: Story) -> str:
    """A story as one line of stories.jsonl."""
    made = {(found.left.id, found.right.id): found for found in story.comparisons}
    return _line(
        {
            "schema_version": SCHEMA_VERSION,
            "retell": VERSION,
            "family": list(story.family.members),
            "members": [_member(document) for document in story.documents],
            "edges": [_edge(edge, made.get((edge.source, edge.copy))) for edge in story.lineage.edges],
            "root": story.lineage.root,
            "undecided": [list(pair) for pair in story.lineage.undecided],
            "unknown_sources": [
                {
                    "source": lost.source,
                    "copies": list(lost.copies),
                    "probability": _rounded(lost.probability),
                    "why": lost.why,
                }
                for lost in story.lineage.unknown
            ],
            "second_sources": [_second(second) for second in story.lineage.second],
            "skeleton": [list(pair) for pair in story.lineage.skeleton],
            "settings": _plain(story.settings),
        }
    )


def match_line(match: Match) -> str:
    """A pair that shares something but no family, as one line of matches.jsonl."""
    return _line(
        {
            "left": match.left,
            "right": match.right,
            "relation": match.relation.kind.value,
            "probability": _rounded(match.relation.probability),
            "why": match.relation.why,
            "passages": [
                {"left": _span(passage.left), "right": _span(passage.right)} for passage in match.passages
            ],
        }
    )


def skipped_line(skipped: Skipped) -> str:
    """What was not read and why, as one line of skipped.jsonl."""
    return _line(
        {
            "origin": skipped.origin,
            "where": skipped.where,
            "error": skipped.error,
            "notice": skipped.notice,
        }
    )


def lines(made: Iterable[str]) -> Iterator[str]:
    """Each with its line break."""
    return (f"{line}\n" for line in made)


def dumped(record: Mapping[str, object], indent: int | None = None) -> str:
    """As UTF-8 can hold it: a text with half a surrogate pair is escaped, so that offsets stay right."""
    made = json.dumps(record, ensure_ascii=False, indent=indent)
    try:
        made.encode()
    except UnicodeEncodeError:
        return json.dumps(record, ensure_ascii=True, indent=indent)
    return made


def _document(document: Document, sentences: Iterable[Sentence], letter: str) -> dict[str, object]:
    return {
        "id": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published.when if document.published else None,
        "modified": document.modified.when if document.modified else None,
        "authors": list(document.authors),
        "url": document.url,
        "language": document.language,
        "origin": document.origin,
        "extractor": document.extractor,
        "text": document.text,
        "sentences": [
            {"id": f"{letter}{number}", **_span(sentence.span), "role": str(sentence.role)}
            for number, sentence in enumerate(sentences, start=1)
        ],
        "furniture": [{"kind": found.kind.value, **_span(found.span)} for found in document.furniture],
    }


def _relation(comparison: Comparison) -> dict[str, object]:
    relation = comparison.relation
    return {
        "kind": relation.kind.value,
        "probability": _rounded(relation.probability),
        "why": relation.why,
        "coverage": {"left": _rounded(relation.left_coverage), "right": _rounded(relation.right_coverage)},
    }


def _alignment(alignment: Alignment) -> dict[str, object]:
    return {
        "links": [_link(link) for link in alignment.links],
        "only_left": [f"l{at + 1}" for at in alignment.only_left],
        "only_right": [f"r{at + 1}" for at in alignment.only_right],
    }


def _link(link: Link) -> dict[str, object]:
    return {
        "left": [f"l{at + 1}" for at in link.left],
        "right": [f"r{at + 1}" for at in link.right],
        "kind": link.kind.value,
        "moved": link.moved,
        "similarity": _rounded(link.similarity),
    }


def _passage(passage: Passage) -> dict[str, object]:
    return {
        "left": _span(passage.left),
        "right": _span(passage.right),
        "similarity": _rounded(passage.similarity),
    }


def _change(change: Change, name: str, comparison: Comparison) -> dict[str, object]:
    return {
        "id": name,
        "kind": change.kind,
        "severity": change.severity.value,
        "confidence": _rounded(change.confidence),
        "why": change.why,
        "left": _words(change.left, comparison.left.text),
        "right": _words(change.right, comparison.right.text),
        "also": list(change.also),
    }


def _words(span: Span | None, text: str) -> dict[str, object] | None:
    return {**_span(span), "text": span.of(text)} if span else None


def _clue(clue: Clue) -> dict[str, object]:
    return {
        "kind": clue.kind,
        "favours": clue.favours.value,
        "weight": _rounded(clue.weight),
        "why": clue.why,
    }


def _member(document: Document) -> dict[str, object]:
    return {
        "id": document.id,
        "outlet": document.outlet,
        "published": document.published.when if document.published else None,
        "title": document.title,
        "origin": document.origin,
    }


def _edge(edge: Edge, comparison: Comparison | None) -> dict[str, object]:
    counts = Counter(change.severity for change in comparison.changes) if comparison else Counter()
    return {
        "source": edge.source,
        "copy": edge.copy,
        "probability": _rounded(edge.probability),
        "relation": comparison.relation.kind.value if comparison else None,
        "clues": [_clue(clue) for clue in edge.clues],
        "pivot": _plain(comparison.descent.pivot) if comparison else None,
        "changes": {
            severity.value: counts[severity] for severity in sorted(Severity, key=lambda found: -found.rank)
        },
    }


def _second(second: Second) -> dict[str, object]:
    return {
        "source": second.source,
        "copy": second.copy,
        "probability": _rounded(second.probability),
        "alike": list(second.alike),
        "outside": second.outside,
        "passages": [_span(passage) for passage in second.passages],
        "why": second.why,
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _rounded(number: float) -> float:
    """Without the last digits, which differ between machines."""
    return round(float(number), DIGITS)


def _plain(value: object) -> object:
    """Settings as JSON can hold them; sets in order."""
    if "__dataclass_fields__" in type(value).__dict__:
        # Values have a slot for each field; their fields are made when asked for, and need not be here.
        return {name: _plain(getattr(value, name)) for name in type(value).__slots__}  # type: ignore[attr-defined]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (set, frozenset)):
        return sorted(str(item) for item in value)
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return value


def _line(record: dict[str, object]) -> str:
    return dumped(record)
