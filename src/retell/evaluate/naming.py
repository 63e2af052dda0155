"""The names of a true tree, and those under which a prediction knows the same documents.

A file of texts is known by its id, which is made from the content, and by where it was read; a stemma has
sigla, sometimes only as labels of its nodes. Two names are one where they are equal, or equal but for case,
marks and the ending of a file.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from retell.evaluate.trees import Tree


def named_alike(gold: Tree, predicted: Sequence[Tree]) -> list[Tree]:
    """The predictions with the names of the true tree for the documents that it has."""
    known = known_names(gold)
    return [_renamed(tree, known) for tree in predicted]


def known_names(gold: Tree) -> dict[str, str]:
    """What a document of the true tree may be called; a name that two could have is nobody's."""
    nodes = sorted({*gold.members, *gold.sources, *(one for some in gold.sources.values() for one in some)})
    found: dict[str, str] = {}
    for names in (lambda node: [node], lambda node: [gold.labels.get(node, node)]):
        for form in (str, _bare):
            said = [(form(name), node) for node in nodes for name in names(node)]
            often = Counter(name for name, _ in said)
            for name, node in said:
                if name and often[name] == 1:
                    found.setdefault(name, node)
    return found


def _bare(name: str) -> str:
    """Letters and figures alone; a name of marks alone as it is."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in plain if char.isalnum() or unicodedata.combining(char)) or plain


def _renamed(tree: Tree, known: Mapping[str, str]) -> Tree:
    names: dict[str, str] = {}
    for member in sorted(tree.members):
        found = next(
            (known[name] for name in said(member, tree.labels.get(member, member)) if name in known), None
        )
        if found is not None and found not in names.values():
            names[member] = found
    taken = set(names.values())

    def name(node: str) -> str:
        # What the true tree has not must not be taken for what it has.
        return names.get(node, f"{node}'" if node in taken or node in known.values() else node)

    return replace(
        tree,
        sources={name(copy): tuple(map(name, some)) for copy, some in tree.sources.items()},
        members=frozenset(map(name, tree.members)),
        undecided=tuple((name(a), name(b)) for a, b in tree.undecided),
        skeleton=tuple((name(a), name(b)) for a, b in tree.skeleton),
    )


def said(id: str, place: str) -> Iterator[str]:
    """What a document may be called by its id and by where it was read, surest first."""
    for form in (str, _bare):
        for name in (id, place, PurePath(place).name, PurePath(place).stem, PurePath(id).stem):
            yield form(name)
