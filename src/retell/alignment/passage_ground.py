"""Two texts side by side: how rare their words are and how near their fragments."""

from __future__ import annotations

from functools import cached_property, lru_cache

import numpy as np

from retell.alignment.passage_words import Flags, Floats, Ints, Words, counted, words
from retell.settings import PassageSettings
from retell.values import dataclass, replace


@dataclass(frozen=True, kw_only=True, eq=False)
class Ground:
    """Two texts, and by word number how rare a word is in them (`rarity`) and how common (`frequency`).

    `near` is the tf-isf cosine of every fragment of `one` with every fragment of `two`, and `dice` the Dice
    coefficient of their words (Sanchez-Perez et al. 2014). Rarity is the inverse sentence frequency over
    the fragments of both texts; frequency is the share of all their words.
    """

    one: Words
    two: Words
    rarity: Floats
    frequency: Floats
    near: Floats
    dice: Floats

    @property
    def size(self) -> int:
        """How many different words the two hold."""
        return len(self.rarity)

    @cached_property
    def mirrored(self) -> Ground:
        """The same with the texts changed over."""
        return replace(self, one=self.two, two=self.one, near=self.near.T, dice=self.dice.T)

    @cached_property
    def known(self) -> Flags:
        """For every word of `one`, whether it stands anywhere in `two`."""
        there = np.zeros(self.size, dtype=np.bool_)
        there[self.two.numbers] = True
        return there[self.one.numbers]


@lru_cache(maxsize=2)
def ground_of(left: str, right: str, settings: PassageSettings) -> Ground | None:
    """The ground of two texts, or None where one has no words; kept for whoever asks about the pair next."""
    vocabulary: dict[str, int] = {}
    one, two = words(left, vocabulary, settings), words(right, vocabulary, settings)
    return ground(one, two, len(vocabulary)) if len(one) and len(two) else None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Cells:
    """The filled cells of a table of fragments by words: fragment, word and count."""

    fragment: Ints
    word: Ints
    count: Ints
    fragments: int


def ground(one: Words, two: Words, size: int) -> Ground:
    """The two texts side by side; `size` is how many different words they hold. Neither may be empty."""
    cells_one, cells_two = _cells(one, size), _cells(two, size)
    holding = np.bincount(np.concatenate((cells_one.word, cells_two.word)), minlength=size)
    rarity = np.log((cells_one.fragments + cells_two.fragments + 1) / holding)
    near, dice = _nearness(cells_one, cells_two, rarity)
    counts = np.bincount(one.numbers, minlength=size) + np.bincount(two.numbers, minlength=size)
    return Ground(
        one=one, two=two, rarity=rarity, frequency=counts / (len(one) + len(two)), near=near, dice=dice
    )


def _cells(text: Words, size: int) -> _Cells:
    keys, count = counted(text.owners * size + text.numbers)
    return _Cells(fragment=keys // size, word=keys % size, count=count, fragments=len(text.fragments) - 1)


def _nearness(one: _Cells, two: _Cells, rarity: Floats) -> tuple[Floats, Floats]:
    """Cosine and Dice of every fragment with every other; columns only for the words both texts have."""
    shared = np.flatnonzero(
        np.bincount(one.word, minlength=len(rarity)) * np.bincount(two.word, minlength=len(rarity))
    )
    column = np.full(len(rarity), -1)
    column[shared] = np.arange(len(shared))
    dot = _table(one, rarity, column, len(shared)) @ _table(two, rarity, column, len(shared)).T
    common = _table(one, None, column, len(shared)) @ _table(two, None, column, len(shared)).T
    lengths = np.outer(_lengths(one, rarity), _lengths(two, rarity))
    sizes = np.add.outer(_distinct(one), _distinct(two))
    return dot / np.maximum(lengths, 1e-9), 2 * common / np.maximum(sizes, 1)


def _table(cells: _Cells, rarity: Floats | None, column: Ints, columns: int) -> Floats:
    """Fragments by shared words: weights, or 1 for a word that is there where no rarity is given."""
    table = np.zeros((cells.fragments, columns), dtype=np.float32)
    inside = column[cells.word] >= 0
    weights = 1.0 if rarity is None else (cells.count * rarity[cells.word])[inside]
    table[cells.fragment[inside], column[cells.word[inside]]] = weights
    return table


def _lengths(cells: _Cells, rarity: Floats) -> Floats:
    squares = (cells.count * rarity[cells.word]) ** 2
    return np.sqrt(np.bincount(cells.fragment, weights=squares, minlength=cells.fragments))


def _distinct(cells: _Cells) -> Ints:
    return np.bincount(cells.fragment, minlength=cells.fragments)
