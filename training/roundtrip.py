"""Round trips through Spanish and Catalan, and a fair sample of the edits that they make.

    apt-get install apertium apertium-eng-spa apertium-eng-cat
    python training/roundtrip.py trips tests/quality/roundtrip        NAME.txt to NAME.spa.txt, NAME.cat.txt
    python training/roundtrip.py sample tests/quality/roundtrip 300   the edits to be labelled, on stdout

The sample is taken at equal steps over all edits of all texts, before anything is known of them.
"""

from __future__ import annotations

import difflib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

PIVOTS = ("spa", "cat")
_TOKEN = re.compile(r"\w+(?:[’'.,]\w+)*|[^\w\s]")
_SENTENCE = re.compile(r"(?:(?<=[.?!])|(?<=[.?!]”))\s+(?=[“A-Z])")
REACH = 4  # words between a word's old place and its new one
Span = tuple[int, int]
Stretch = tuple[int, int, int, int]


def originals(folder: Path) -> list[Path]:
    """The texts of a folder that are no round trip of another."""
    return sorted(path for path in folder.glob("*.txt") if "." not in path.stem)


def trip(text: str, pivot: str) -> str:
    """The text translated from English into the pivot language and back."""
    for pair in (f"eng-{pivot}", f"{pivot}-eng"):
        run = subprocess.run(
            ["apertium", "-u", pair], input=text, capture_output=True, check=True, encoding="utf-8"
        )
        text = run.stdout
    return text


def sentences(text: str) -> Iterator[list[str]]:
    """The sentences of every line that is not empty."""
    return (_SENTENCE.split(line.strip()) for line in text.splitlines() if line.strip())


def pairs(left: str, right: str) -> Iterator[tuple[str, str]]:
    """Sentences that stand side by side; whole lines where their numbers differ."""
    for one, other in zip(sentences(left), sentences(right), strict=True):
        if len(one) == len(other):
            yield from zip(one, other, strict=True)
        else:
            yield " ".join(one), " ".join(other)


def edits(left: str, right: str) -> Iterator[tuple[Span, Span]]:
    """Where two sentences differ: spans of whole words, a word and its new place taken as one edit."""
    ours, theirs = list(_TOKEN.finditer(left)), list(_TOKEN.finditer(right))
    words = [[token.group().casefold() for token in side] for side in (ours, theirs)]
    matcher = difflib.SequenceMatcher(a=words[0], b=words[1], autojunk=False)
    found = [code[1:] for code in matcher.get_opcodes() if code[0] != "equal"]
    at = 0
    while at < len(found) - 1:
        one, other = found[at], found[at + 1]
        if other[0] - one[1] <= REACH and _swapped(one, other, words):
            found[at : at + 2] = [(one[0], other[1], one[2], other[3])]
            at = max(at - 1, 0)
        else:
            at += 1
    for a, b, c, d in found:
        yield _span(ours, a, b, left), _span(theirs, c, d, right)


def _swapped(one: Stretch, other: Stretch, words: list[list[str]]) -> bool:
    gone = [set(words[0][edit[0] : edit[1]]) for edit in (one, other)]
    come = [set(words[1][edit[2] : edit[3]]) for edit in (one, other)]
    return any(word.isalnum() for word in gone[0] & come[1] | gone[1] & come[0])


def _span(tokens: list[re.Match[str]], start: int, end: int, text: str) -> Span:
    if start < end:
        return tokens[start].start(), tokens[end - 1].end()
    at = tokens[start].start() if start < len(tokens) else len(text)
    return at, at


def every_edit(folder: Path) -> Iterator[dict[str, object]]:
    """Each edit of each round trip, story by story."""
    for original in originals(folder):
        for pivot in PIVOTS:
            texts = original.read_text("utf-8"), original.with_suffix(f".{pivot}.txt").read_text("utf-8")
            for left, right in pairs(*texts):
                for one, other in edits(left, right):
                    yield {
                        "story": original.stem,
                        "pivot": pivot,
                        "left": left,
                        "right": right,
                        "left_span": list(one),
                        "right_span": list(other),
                    }


def main(arguments: list[str]) -> None:
    """Make the round trips of a folder, or print a sample of their edits."""
    what, folder = arguments[0], Path(arguments[1])
    if what == "trips":
        for original in originals(folder):
            for pivot in PIVOTS:
                result = trip(original.read_text("utf-8"), pivot)
                original.with_suffix(f".{pivot}.txt").write_text(result, "utf-8")
        return
    found, wanted = list(every_edit(folder)), int(arguments[2])
    for number in range(wanted):
        print(json.dumps(found[number * len(found) // wanted], ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
