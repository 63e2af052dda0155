"""The build of gold from labels, offsets verified: the examples', the stories' and the held-out pairs'.

    tests/gold/*.labels               to   examples/gold/*.gold
    tests/quality/stories/*.labels    to   tests/quality/stories/gold/*.gold
    tests/quality/heldout/*.labels    to   tests/quality/heldout/gold/*.gold

    python -m tests.gold.build            write the gold files
    python -m tests.gold.build --check    write nothing; exit 1 where a gold file is not what its labels make

Differences of punctuation alone need no label: they are found and labelled here. Where a labels file says
that it is complete, what no label touches must be the same on both sides, word for word.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.gold.labels import (
    EXAMPLES,
    HELDOUT,
    STANDING_REASONS,
    STORIES,
    Label,
    LabelError,
    Link,
    Pairing,
    Piece,
    Side,
    parsed,
)

FAMILIES = frozenset(
    "quotation name number time attribution certainty negation role sense omission addition order fluency "
    "wording".split()
)
SEVERITIES = ("harmless", "nuance", "meaning")
MADE = "written and labelled by hand for the examples, by one labeller"


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A folder of documents with its gold beneath, and the folder of their labels."""

    labels: Path
    documents: Path
    made: str

    def target(self, source: Path) -> Path:
        """The gold file that a labels file makes."""
        return self.documents / "gold" / source.with_suffix(".gold").name


HOMES = (
    Home(labels=Path(__file__).resolve().parent, documents=EXAMPLES, made=MADE),
    Home(
        labels=STORIES, documents=STORIES, made="written and labelled for development, not for the examples"
    ),
    Home(labels=HELDOUT, documents=HELDOUT, made="written and labelled to be measured on, never tuned on"),
)
_TOKEN = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*|\S")


def punctuation(pairing: Pairing) -> Iterator[Label]:
    """Labels for what differs in punctuation alone; LabelError where an unlabelled word differs."""
    for link in pairing.links:
        left, right = (_unmasked(pairing, where, link) for where in pairing.sides)
        words = _words(pairing.left, left), _words(pairing.right, right)
        matcher = difflib.SequenceMatcher(a=words[0], b=words[1], autojunk=False)
        for op, a, b, c, d in matcher.get_opcodes():
            if op == "equal":
                continue
            if any(char.isalnum() for char in "".join(words[0][a:b] + words[1][c:d])):
                raise LabelError(f"unlabelled in {link.left}: {words[0][a:b]} => {words[1][c:d]}")
            yield _punctuation_label(pairing, left[a:b], right[c:d])


def _unmasked(pairing: Pairing, where: Side, link: Link) -> list[Piece]:
    masks = [p for label in pairing.labels if label.kind != "order.moved" for p in label.of(where)]
    tokens = (
        Piece(found.start(), found.end())
        for number in link.of(where)
        for found in _TOKEN.finditer(where.text, where.sentence(number).start, where.sentence(number).end)
    )
    return [token for token in tokens if not any(token.touches(mask) for mask in masks)]


def _words(where: Side, tokens: Sequence[Piece]) -> list[str]:
    return [where.text[token.start : token.end].casefold() for token in tokens]


def _punctuation_label(pairing: Pairing, left: list[Piece], right: list[Piece]) -> Label:
    quoted = any(inside_quotation(pairing.left.text, piece) for piece in left) or any(
        inside_quotation(pairing.right.text, piece) for piece in right
    )
    return Label(
        kind="quotation.form" if quoted else "wording.punctuation",
        severity="harmless",
        left=tuple(left),
        right=tuple(right),
        reason=STANDING_REASONS["wording.punctuation"],
    )


def inside_quotation(text: str, piece: Piece) -> bool:
    """Whether a stretch stands wholly between quotation marks."""
    line = text.rfind("\n", 0, piece.start) + 1
    return text.count("“", line, piece.start) > text.count("”", line, piece.end)


def verify(pairing: Pairing) -> None:
    """Raise LabelError where the labels break a rule of the format."""
    for where in pairing.sides:
        taken = [number for link in pairing.links for number in link.of(where)]
        taken += [lone.number for lone in pairing.lone if lone.side is where]
        if sorted(taken) != list(range(1, len(where.sentences) + 1)):
            raise LabelError(f"{where.name}: each sentence once, not {sorted(taken)}")
    for label in pairing.labels:
        _verify_label(label, pairing)


def _verify_label(label: Label, pairing: Pairing) -> None:
    if label.kind.split(".")[0] not in FAMILIES or label.severity not in SEVERITIES:
        raise LabelError(f"no such kind or severity: {label}")
    if label.kind == "quotation.wording" and label.severity == "harmless":
        raise LabelError(f"other words in a quotation are never harmless: {label}")
    if not label.left + label.right:
        raise LabelError(f"a label points at nothing: {label}")
    quoted = [inside_quotation(where.text, piece) for where in pairing.sides for piece in label.of(where)]
    if all(quoted) and not label.kind.startswith(("quotation.", "order.")):
        raise LabelError(f"inside a quotation the kind is quotation: {label}")


def _quotation(pairing: Pairing, number: int, speaker: str) -> dict[str, object]:
    link = next((link for link in pairing.links if number in link.left), None)
    return {
        "left": [pairing.left.id(n) for n in (link.left if link else (number,))],
        "right": [pairing.right.id(n) for n in (link.right if link else ())],
        "speaker": speaker,
        "state": _state(pairing, link) if link else "dropped",
    }


def _state(pairing: Pairing, link: Link) -> str:
    kinds = {
        label.kind
        for label in pairing.labels
        for where in pairing.sides
        for number in link.of(where)
        if any(piece.touches(where.sentence(number)) for piece in label.of(where))
    }
    if "quotation.wording" in kinds:
        return "altered_wording"
    return "altered_form" if "quotation.form" in kinds else "verbatim"


def gold(pairing: Pairing, made: str = MADE) -> dict[str, object]:
    """The content of a pairing's gold file; LabelError where a rule is broken."""
    if pairing.complete:
        pairing.labels += list(punctuation(pairing))
    verify(pairing)
    ordered = sorted(
        pairing.labels, key=lambda label: ((label.left or label.right)[0], label.right, label.kind)
    )
    return {
        "format": "retell-gold/1",
        "made": made,
        "offsets": "Unicode code points into the document's text, end exclusive",
        "complete": pairing.complete,
        "left": _document(pairing.left),
        "right": _document(pairing.right),
        "links": [_link(link, pairing) for link in pairing.links],
        "only_left": _only(pairing, pairing.left),
        "only_right": _only(pairing, pairing.right),
        "dropped": [
            {
                "left" if lone.side is pairing.left else "right": lone.side.id(lone.number),
                "kind": lone.kind,
                "severity": lone.severity,
                "reason": lone.reason,
            }
            for lone in pairing.lone
        ],
        "quotations": [_quotation(pairing, number, speaker) for number, speaker in sorted(pairing.speakers)],
        "descent": {"source": pairing.source},
        "changes": [_change(number, label, pairing) for number, label in enumerate(ordered, 1)],
    }


def _link(link: Link, pairing: Pairing) -> dict[str, object]:
    return {
        "left": [pairing.left.id(number) for number in link.left],
        "right": [pairing.right.id(number) for number in link.right],
        "relation": f"{len(link.left)}:{len(link.right)}",
        "moved": link.moved,
    }


def _only(pairing: Pairing, where: Side) -> list[str]:
    return [where.id(number) for number in sorted(lone.number for lone in pairing.lone if lone.side is where)]


def _document(where: Side) -> dict[str, object]:
    return {
        "file": f"../{where.name}",  # beside the gold, as the format has it
        "sha256": hashlib.sha256(where.text.encode("utf-8")).hexdigest(),
        "sentences": [
            {"id": where.id(n), "start": p.start, "end": p.end, "role": where.roles.get(n, "body")}
            for n, p in enumerate(where.sentences, 1)
        ],
    }


def _change(number: int, label: Label, pairing: Pairing) -> dict[str, object]:
    spans = [
        [{"start": p.start, "end": p.end, "text": where.text[p.start : p.end]} for p in label.of(where)]
        for where in pairing.sides
    ]
    return {
        "id": f"x{number:03}",
        "kind": label.kind,
        "also": list(label.also),
        "severity": label.severity,
        "left": spans[0],
        "right": spans[1],
        "reason": label.reason,
        **({"control": True} if label.control else {}),
    }


def printed(row: Mapping[str, object]) -> str:
    """A gold file's letters: one line for each entry of a list."""
    lines = []
    for key, value in row.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            entries = ",\n  ".join(json.dumps(entry, ensure_ascii=False) for entry in value)
            lines.append(f'"{key}": [\n  {entries}\n ]')
        else:
            lines.append(f'"{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n " + ",\n ".join(lines) + "\n}\n"


def build(source: Path, home: Home, *, check: bool) -> Iterator[str]:
    """Write, or compare, the gold of one labels file; yield what is wrong with it."""
    target = home.target(source)
    try:
        content = printed(gold(parsed(source.read_text("utf-8"), home.documents), home.made))
    except LabelError as error:
        yield f"{source.name}: {error}"
        return
    if not check:
        target.write_text(content, "utf-8")
    elif not target.is_file() or target.read_text("utf-8") != content:
        yield f"{target.name}: not what {source.name} makes; run python -m tests.gold.build"


def main(arguments: Sequence[str]) -> int:
    """Build or check every gold file."""
    check = "--check" in arguments
    wrong = [
        problem
        for home in HOMES
        for source in sorted(home.labels.glob("*.labels"))
        for problem in build(source, home, check=check)
    ]
    sys.stderr.write("".join(f"{problem}\n" for problem in wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
