"""Trees in Newick form, as programs for phylogenies write them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"""\[[^\]]*\]
    |:\s*[^\s(),;\[]*
    |(?P<mark>[(),;])
    |(?P<name>'(?:[^']|'')*'|"[^"]*"|[^\s(),:;\['"]+)""",
    re.VERBOSE,
)
_SUPPORT = re.compile(r"\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")

Edges = list[tuple[str, str]]


@dataclass(slots=True, kw_only=True)
class _Node:
    name: str = ""
    below: list[_Node] = field(default_factory=list)


def joined(text: str) -> tuple[Edges, set[str]]:
    """The edges of the first tree, from the node written outside to that inside, and the nodes with a name.

    Nodes without one are called "*1", "*2", …; so are inner ones whose name is a number, which tells how sure
    they are. What does not follow the form is passed over.
    """
    nodes = _nodes(text)
    named = {node.name for node in nodes if node.name}
    lost = 0
    for node in nodes:
        if not node.name:
            lost += 1
            node.name = f"*{lost}"
    return [(node.name, each.name) for node in nodes for each in node.below], named


def _nodes(text: str) -> list[_Node]:
    """Every node, outer ones first; the outermost one only where it holds something."""
    top = _Node()
    line, nodes = [top], [top]
    last: _Node | None = None
    for found in _TOKEN.finditer(text):
        said = found.group()
        if found.lastgroup == "name":
            last = last or _put(line[-1], nodes)
            last.name = "" if last.below and _SUPPORT.fullmatch(said) else last.name or _plain(said)
        elif said == "(":
            line.append(_put(line[-1], nodes))
            last = None
        elif said == ")" and len(line) > 1:
            last = line.pop()
        elif said == ",":
            last = None
        elif said == ";":
            break
    return nodes[1:]


def _put(above: _Node, nodes: list[_Node]) -> _Node:
    made = _Node()
    above.below.append(made)
    nodes.append(made)
    return made


def _plain(name: str) -> str:
    if name[:1] in "'\"":
        return name[1:-1].replace("''", "'")
    return name.replace("_", " ")
