"""The steps and nodes of a graph in dot, as stemmatology keeps its trees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/|^[ \t]*\#[^\n]*)
    |(?P<attributes>\[(?:"(?:[^"\\]|\\.)*"|[^\]"])*\])
    |(?P<port>(?<=[\w"']):\s*\w+(?::\w+)?)
    |(?P<name>"(?:[^"\\]|\\.)*"|(?:[\w.'’*+†‡§&]|-(?![->]))+)
    |(?P<arrow>->|--)
    |(?P<mark>[{};=])""",
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
_KEYWORDS = frozenset("strict graph digraph node edge subgraph".split())
_LOST = re.compile(
    r"""class\s*=\s*"?hypothetical|\bcolor\s*=\s*"?gr[ae]y|\blabel\s*=\s*"[\W_]*\"""", re.IGNORECASE
)
"""How files mark a document that is not kept: by class (Stemmaweb), in grey (OpenStemmata), by no name."""
_LABEL = re.compile(r"""(?<!\w)label\s*=\s*("(?:[^"\\]|\\.)*"|[^\s,;\]]+)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """From one node to another; `arrow` is "->", or "--" where nothing is said of the direction."""

    source: str
    copy: str
    arrow: str


def steps(text: str) -> list[Step]:
    """The steps of a file in order; "A -> B -> {C D}" has three."""
    found: list[Step] = []
    for statement in _statements(text):
        operands, arrows = _operands(statement), [said for kind, said in statement if kind == "arrow"]
        for (left, right), arrow in zip(pairwise(operands), arrows, strict=False):
            found += [Step(source=one, copy=other, arrow=arrow) for one in left for other in right]
    return found


def lost(text: str) -> frozenset[str]:
    """The nodes that stand for documents that are not kept."""
    found = set()
    for statement in _statements(text):
        kinds = [kind for kind, _ in statement]
        if "arrow" not in kinds and kinds[:2] == ["name", "attributes"] and _LOST.search(statement[1][1]):
            found.add(_unquoted(statement[0][1]))
    return frozenset(found)


def labels(text: str) -> dict[str, str]:
    """What the nodes show beside their names, where a node has a label of its own."""
    found = {}
    for statement in _statements(text):
        kinds = [kind for kind, _ in statement]
        if "arrow" not in kinds and kinds[:2] == ["name", "attributes"]:
            label = _LABEL.search(statement[1][1])
            if label:
                found[_unquoted(statement[0][1])] = _unquoted(label[1]).replace("\\n", " ").strip()
    return found


Token = tuple[str, str]
"""The kind of a token, and what it says."""


def _statements(text: str) -> Iterator[list[Token]]:
    """The statements of the file; one ends at ";", or where a name follows what no arrow goes on from."""
    held: list[Token] = []
    inside = False
    for kind, said in _tokens(text):
        group = said in "{}" and kind == "mark"
        opens = group and said == "{" and bool(held) and held[-1][0] == "arrow"
        ends = (said == ";" or (group and not opens)) and not inside
        begins = (
            kind == "name" and bool(held) and held[-1][0] != "arrow" and held[-1][1] != "=" and not inside
        )
        if (ends or begins) and held:
            yield held
            held = []
        if not ends:
            held.append((kind, said))
        inside = opens or (inside and not (group and said == "}"))
    if held:
        yield held


def _tokens(text: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(text):
        if found.lastgroup and found.lastgroup not in ("comment", "port"):
            yield found.lastgroup, found.group()


def _operands(statement: list[Token]) -> list[list[str]]:
    """What stands between the arrows: one node, or several in braces."""
    made: list[list[str]] = [[]]
    for kind, said in statement:
        if kind == "arrow":
            made.append([])
        elif kind == "name" and said.lower() not in _KEYWORDS:
            made[-1].append(_unquoted(said))
    return made


def _unquoted(name: str) -> str:
    return name[1:-1].replace('\\"', '"') if name.startswith('"') else name
