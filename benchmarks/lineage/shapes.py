"""Shapes of copying: who was made from whom, by number; 0 is the first text."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

Sources = tuple[int, ...]
"""For each copy 1, 2, … the lower number of its source."""


def chain(count: int, chance: random.Random) -> Sources:
    """Each from the one before, a few from the one before that."""
    return tuple(at if at == 0 or chance.random() < 0.85 else at - 1 for at in range(count - 1))


def star(count: int, chance: random.Random) -> Sources:
    """Most from the first text."""
    return tuple(0 if chance.random() < 0.8 else chance.randint(0, at) for at in range(count - 1))


def any_tree(count: int, chance: random.Random) -> Sources:
    """Each from any that was there, each as likely."""
    return tuple(chance.randint(0, at) for at in range(count - 1))


def bush(count: int, chance: random.Random) -> Sources:
    """A few copies of the first text, each with copies of its own."""
    stems = max(2, round(count**0.5))
    return tuple(0 if at < stems else chance.randint(1, stems) for at in range(count - 1))


def caterpillar(count: int, chance: random.Random) -> Sources:
    """A line of descent with copies hanging from it."""
    spine, made = [0], []
    for at in range(1, count):
        made.append(spine[-1] if chance.random() < 0.5 else chance.choice(spine))
        if made[-1] == spine[-1]:
            spine.append(at)
    return tuple(made)


def favourite(count: int, chance: random.Random) -> Sources:
    """What was copied is copied again."""
    made: list[int] = []
    for at in range(count - 1):
        made.append(chance.choice([*range(at + 1), *made, *made]))
    return tuple(made)


TRAIN: Mapping[str, Callable[[int, random.Random], Sources]] = {
    "chain": chain,
    "star": star,
    "any": any_tree,
}
TEST: Mapping[str, Callable[[int, random.Random], Sources]] = {
    "bush": bush,
    "caterpillar": caterpillar,
    "favourite": favourite,
}


def surviving(sources: Sources, lost: Sequence[int]) -> dict[int, int]:
    """The nearest surviving document above each surviving copy; the first text is never lost."""
    found = {}
    for copy, source in enumerate(sources, start=1):
        while source in lost:
            source = sources[source - 1]  # noqa: PLW2901 - climbs past what is lost
        if copy not in lost:
            found[copy] = source
    return found
