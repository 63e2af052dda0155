"""Labels that a person writes for a pair of documents, and the places that their phrases name.

A labels file names phrases, never offsets. Its lines:

    left: court/original.txt        the two documents; "file.jsonl#id" names one record's text
                                    (a path is one below the folder whose documents are labelled)
    source: left                    which of the two is the source
    complete: yes                   every difference is labelled, and the build verifies it
    left roles: 1 title, 2 byline   sentences that are furniture
    = 5 6 > 4                       left sentences 5 and 6 stand beside right sentence 4; "moved" may follow
    " Name                          the speaker of the quotation in that link ("Name | 28": in sentence 28)
    old words => new words | sense.shift | meaning | why
    * old words => new words | number.equal | harmless | why      a look-alike to be left alone
    - 13 | omission.furniture | harmless | why                    a left sentence that has gone
    + 1 | addition.passage | meaning | why                        a right sentence that is new

A phrase must occur once in its sentences. Where it does not, brackets pick words out of a longer phrase:
"in [the] harbour". A side may be "-", or hold several phrases joined by " ++ ". A second kind may follow a
plus sign: "certainty.raised+attribution.dropped". A kind may have a standing reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
STORIES = Path(__file__).resolve().parents[1] / "quality" / "stories"
HELDOUT = Path(__file__).resolve().parents[1] / "quality" / "heldout"
STANDING_REASONS = {
    "wording.synonym": "Synonyms here.",
    "wording.syntax": "Recast; the same claim.",
    "wording.function_word": "A small word changed; no difference in sense.",
    "wording.tense": "Another tense; the event stays where it was in time.",
    "wording.punctuation": "Punctuation only.",
    "quotation.form": "The same words in another form inside the quotation marks.",
    "quotation.wording": "Words inside the quotation marks are not the words spoken in the source.",
    "attribution.position": "Same speaker and cue, elsewhere in the sentence.",
    "order.moved": "The passage stands elsewhere; its content is the same.",
}
_BREAK = re.compile(r"(?<=[.?!])[”’]*\s+(?=[“‘]*[A-Z©])|(?<=\)\s[—–-])\s+(?=[A-Z])|\n+")


class LabelError(Exception):
    """A label that does not fit its documents."""


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """A stretch of a text: code points, end exclusive."""

    start: int
    end: int

    def touches(self, other: Piece) -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One document of a pair, cut into sentences."""

    name: str
    letter: str
    text: str
    sentences: tuple[Piece, ...]
    roles: dict[int, str]

    def id(self, number: int) -> str:
        """The name of the sentence with that number, counted from 1."""
        return f"{self.letter}{number:02}"

    def sentence(self, number: int) -> Piece:
        """The sentence with that number, counted from 1."""
        return self.sentences[number - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Sentences of the left, by number, beside sentences of the right."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    moved: bool

    def of(self, where: Side) -> tuple[int, ...]:
        """The numbers on one side."""
        return self.left if where.letter == "l" else self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Lone:
    """A sentence that stands on one side only."""

    side: Side
    number: int
    kind: str
    severity: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One difference: kind, severity, the stretches on each side, and why."""

    kind: str
    severity: str
    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    reason: str
    control: bool = False
    also: tuple[str, ...] = ()

    def of(self, where: Side) -> tuple[Piece, ...]:
        """The stretches on one side."""
        return self.left if where.letter == "l" else self.right


@dataclass(slots=True, kw_only=True)
class Pairing:
    """What a labels file says, with its phrases found."""

    left: Side
    right: Side
    complete: bool
    source: str
    links: list[Link] = field(default_factory=list)
    lone: list[Lone] = field(default_factory=list)
    speakers: list[tuple[int, str]] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)

    @property
    def sides(self) -> tuple[Side, Side]:
        """Left and right."""
        return self.left, self.right


def document_text(name: str, root: Path) -> str:
    """The text of a file below `root`, or of one record of a JSONL file named as "file.jsonl#id"."""
    path, _, wanted = name.partition("#")
    content = (root / path).read_bytes().decode("utf-8")
    if not wanted:
        return content
    records = [json.loads(line) for line in content.splitlines()]
    return str(next(record["text"] for record in records if record["id"] == wanted))


def sentence_pieces(text: str) -> tuple[Piece, ...]:
    """The sentences of `text`: a newline or a dateline always breaks, a lower-case start never does."""
    pieces, start = [], 0
    for found in _BREAK.finditer(text):
        marks = len(found.group()) - len(found.group().lstrip("”’"))
        pieces.append(Piece(start, found.start() + marks))
        start = found.end()
    pieces.append(Piece(start, len(text)))
    return tuple(piece for piece in pieces if text[piece.start : piece.end].strip())


def parsed(source: str, root: Path = EXAMPLES) -> Pairing:
    """The pairing that a labels file describes; LabelError where a phrase is not found below `root`."""
    lines = [line.strip() for line in source.splitlines() if line.strip()]
    head = [line for line in lines if re.match(r"(left|right|source|complete)( roles)?:", line)]
    header = {key: value.strip() for key, _, value in (line.partition(":") for line in head)}
    pairing = Pairing(
        left=_side("left", header, root),
        right=_side("right", header, root),
        complete=header["complete"] == "yes",
        source=header["source"],
    )
    for line in lines[len(head) :]:
        _read(line, pairing)
    return pairing


def _side(which: str, header: dict[str, str], root: Path) -> Side:
    text = document_text(header[which], root)
    roles = [entry.split() for entry in header.get(f"{which} roles", "").split(",") if entry.strip()]
    return Side(
        name=header[which],
        letter=which[0],
        text=text,
        sentences=sentence_pieces(text),
        roles={int(number): role for number, role in roles},
    )


def _read(line: str, pairing: Pairing) -> None:
    mark, rest = line[0], line[1:].strip()
    if mark == "=":
        _read_link(rest, pairing)
    elif mark == '"':
        name, _, number = (part.strip() for part in rest.partition("|"))
        pairing.speakers.append((int(number) if number else pairing.links[-1].left[0], name))
    elif mark in "-+" and rest[0].isdigit():
        pairing.lone += _lone(pairing.left if mark == "-" else pairing.right, rest)
    else:
        pairing.labels.append(_label(line, pairing))


def _read_link(rest: str, pairing: Pairing) -> None:
    left, _, right = rest.removesuffix("moved").partition(">")
    link = Link(
        left=tuple(int(number) for number in left.split()),
        right=tuple(int(number) for number in right.split()),
        moved=rest.endswith("moved"),
    )
    pairing.links.append(link)
    if link.moved:
        pairing.labels.append(
            Label(
                kind="order.moved",
                severity="harmless",
                left=tuple(pairing.left.sentence(number) for number in link.left),
                right=tuple(pairing.right.sentence(number) for number in link.right),
                reason=STANDING_REASONS["order.moved"],
            )
        )


def _lone(where: Side, rest: str) -> list[Lone]:
    numbers, kind, severity, reason = (part.strip() for part in rest.split("|"))
    return [
        Lone(side=where, number=int(number), kind=kind, severity=severity, reason=reason)
        for number in numbers.split()
    ]


def _label(line: str, pairing: Pairing) -> Label:
    phrases, kinds, *rest = (part.strip() for part in line.removeprefix("* ").split("|"))
    kind, *also = kinds.split("+")
    left, right = (part.strip() for part in phrases.split("=>"))
    link = pairing.links[-1]
    return Label(
        kind=kind,
        severity=rest[0] if rest else "harmless",
        left=_found(left, pairing.left, link.left),
        right=_found(right, pairing.right, link.right),
        reason=rest[1] if len(rest) > 1 else STANDING_REASONS[kind],
        control=line.startswith("* "),
        also=tuple(also),
    )


def _found(phrases: str, where: Side, numbers: Sequence[int]) -> tuple[Piece, ...]:
    if phrases == "-":
        return ()
    within = Piece(where.sentence(numbers[0]).start, where.sentence(numbers[-1]).end)
    return tuple(piece for phrase in phrases.split(" ++ ") for piece in places(phrase, where.text, within))


def places(phrase: str, text: str, within: Piece) -> tuple[Piece, ...]:
    """Where a phrase of a label stands; LabelError where it is absent or stands there twice."""
    bare = phrase.replace("[", "").replace("]", "")
    before = r"(?<![^\W_])" if bare[0].isalnum() else ""
    after = r"(?![^\W_])" if bare[-1].isalnum() else ""
    stretch = text[within.start : within.end]
    starts = [found.start() for found in re.finditer(before + re.escape(bare) + after, stretch)]
    if len(starts) != 1:
        raise LabelError(f"{phrase!r} stands {len(starts)} times in {stretch!r}")
    return _bracketed(phrase if "[" in phrase else f"[{phrase}]", within.start + starts[0])


def _bracketed(phrase: str, at: int) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    opened = at
    for char in phrase:
        if char == "[":
            opened = at
        elif char == "]":
            pieces.append(Piece(opened, at))
        else:
            at += 1
    return tuple(pieces)
