"""Sentences as rows of features, and what two sets of rows have in common.

A sentence becomes a row in six blocks: words, words of grammar, stems, names, figures and character n-grams,
each feature weighted by how rare it is in the two documents together (inverse sentence frequency). A run of
neighbouring sentences is the union of their rows, so a link of one sentence beside two is read like a link
of one beside one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import Enum, IntEnum
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from retell.text.english import FUNCTION_WORDS
from retell.text.tokens import Token
from retell.values import dataclass

Matrix = npt.NDArray[np.floating[Any]]
_GRAM = 4
"""Characters per n-gram; word-bounded 4-grams were the best single likeness of copied sentences measured."""


class Block(IntEnum):
    """The blocks of features."""

    WORDS = 0
    GRAMMAR = 1
    STEMS = 2
    NAMES = 3
    FIGURES = 4
    GRAMS = 5


_SQUARED = np.array([1.0, 0.2, 0.7, 0.7, 1.5, 0.35], dtype=np.float32) ** 2
"""Weights of the blocks in the plain cosine, squared: it is one sign among the fitted ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What is read off one sentence: its features by block, and the keys of its words in order."""

    blocks: tuple[frozenset[str], ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Sentences, or runs of them, over one vocabulary.

    `table` is (sentences, features), zero where a sentence lacks a feature; `cuts` bound the blocks of
    columns; `words` counts the words of each row.
    """

    table: Matrix
    cuts: tuple[int, ...]
    words: npt.NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.table)

    def block(self, block: Block) -> Matrix:
        """The columns of one block."""
        return self.table[:, self.cuts[block] : self.cuts[block + 1]]

    def runs(self, count: int) -> Rows:
        """Every run of `count` neighbours as one row, in order."""
        most = max(0, len(self) - count + 1)
        table, words = self.table[:most], self.words[:most]
        for step in range(1, count):
            table = np.maximum(table, self.table[step : step + most])
            words = words + self.words[step : step + most]
        return Rows(table=table, cuts=self.cuts, words=words)

    def only(self, run: range) -> Rows:
        """The sentences of `run` as one row."""
        table = self.table[run.start : run.stop].max(axis=0, keepdims=True)
        return Rows(table=table, cuts=self.cuts, words=self.words[run.start : run.stop].sum(keepdims=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Products:
    """What every row of one set has in common with every row of another, by block.

    `both` holds (left, right) products, `left` and `right` the squares of the rows themselves.
    """

    both: tuple[Matrix, ...]
    left: tuple[Matrix, ...]
    right: tuple[Matrix, ...]

    def cosine(self, block: Block) -> Matrix:
        """The cosines in one block."""
        return _cosine(self.both[block], self.left[block], self.right[block])

    def overall(self) -> Matrix:
        """The cosines over all blocks, weighted."""
        return _cosine(_weighted(self.both), _weighted(self.left), _weighted(self.right))

    def held(self) -> tuple[Matrix, Matrix]:
        """The share of each left row's weight that stands in the right row, and the other way round."""
        both, left, right = (_substance(each) for each in (self.both, self.left, self.right))
        return both / np.maximum(left, 1e-9)[:, None], both / np.maximum(right, 1e-9)[None, :]

    def held_in(self, block: Block) -> Matrix:
        """The share of each left row's weight in one block that stands in the right row."""
        share: Matrix = self.both[block] / np.maximum(self.left[block], 1e-9)[:, None]
        return share

    def part(self, rows: slice, columns: slice) -> Products:
        """The same of some of the rows on each side."""
        return Products(
            both=tuple(block[rows, columns] for block in self.both),
            left=tuple(squares[rows] for squares in self.left),
            right=tuple(squares[columns] for squares in self.right),
        )

    def turned(self) -> Products:
        """The same with the sides exchanged."""
        return Products(both=tuple(block.T for block in self.both), left=self.right, right=self.left)

    def shared_by_both(self, block: Block) -> npt.NDArray[np.bool_]:
        """Whether both rows have anything in the block."""
        return (self.left[block] > 0)[:, None] & (self.right[block] > 0)[None, :]


def products(left: Rows, right: Rows) -> Products:
    """What the rows of two sets have in common."""
    sides = [(left.block(block), right.block(block)) for block in Block]
    return Products(
        both=tuple(one @ other.T for one, other in sides),
        left=tuple(_squares(one) for one, _ in sides),
        right=tuple(_squares(other) for _, other in sides),
    )


def features(words: Sequence[Token]) -> Features:
    """What is read off one sentence, given as tokens."""
    keys: list[str] = []
    plain: list[str] = []
    names: list[str] = []
    figures: list[str] = []
    said: list[str] = []
    for at, token in enumerate(words):
        key = token.key
        sort = _sort(token.text, key)
        if sort is _Sort.MARK:
            continue
        keys.append(key)
        if sort is _Sort.FIGURE:
            figures.append(key)
        elif sort is _Sort.GRAMMAR:
            plain.append(key)
        else:
            said.append(key)
            if at and token.is_capitalised:
                names.append(key)
    stems = [stem(key) for key in said]
    grams = chain.from_iterable(map(_grams, said))
    blocks = (said, plain, stems, names, figures, grams)
    return Features(blocks=tuple(map(frozenset, blocks)), keys=tuple(keys))


class _Sort(Enum):
    MARK = 0
    FIGURE = 1
    GRAMMAR = 2
    CONTENT = 3


@lru_cache(maxsize=16384)
def _sort(text: str, key: str) -> _Sort:
    if not any(char.isalnum() for char in text):
        return _Sort.MARK
    if text[0].isdigit():
        return _Sort.FIGURE
    return _Sort.GRAMMAR if key in FUNCTION_WORDS else _Sort.CONTENT


def rarities(sentences: Sequence[Features]) -> tuple[dict[str, float], ...]:
    """For each block the weight of every feature: the log of how few of the sentences have it."""
    found: list[dict[str, float]] = []
    for block in range(len(Block)):
        counts = Counter(chain.from_iterable(sentence.blocks[block] for sentence in sentences))
        logs = np.log1p(len(sentences) / np.array(list(counts.values()) or [1], dtype=np.float64))
        found.append(dict(zip(counts, logs.tolist(), strict=False)))
    return tuple(found)


def rows(
    left: Sequence[Features], right: Sequence[Features], rarity: Sequence[dict[str, float]]
) -> tuple[Rows, Rows]:
    """The rows of both sides over the features that both have: what one side has alone counts in squares."""
    made, cuts = [], [0]
    for block in Block:
        table = _table([each.blocks[block] for each in (*left, *right)], rarity[block])
        made.append(table)
        cuts.append(cuts[-1] + table.shape[1])
    table = np.concatenate(made, axis=1)
    words = np.array([max(1, len(each.keys)) for each in (*left, *right)], dtype=np.float64)
    count = len(left)
    return (
        Rows(table=table[:count], cuts=tuple(cuts), words=words[:count]),
        Rows(table=table[count:], cuts=tuple(cuts), words=words[count:]),
    )


def _table(sentences: Sequence[frozenset[str]], rarity: dict[str, float]) -> Matrix:
    """One block of the table. Columns are sorted: sums of floats must not hang on the order of a set."""
    present = sorted({feature for sentence in sentences for feature in sentence})
    column = {feature: at for at, feature in enumerate(present)}
    weights = np.array([rarity[feature] for feature in present], dtype=np.float32)
    table = np.zeros((len(sentences), len(present)), dtype=np.float32)
    at = np.array([column[feature] for sentence in sentences for feature in sentence], dtype=np.intp)
    table[np.repeat(np.arange(len(sentences)), [len(sentence) for sentence in sentences]), at] = weights[at]
    return table


def _squares(table: Matrix) -> Matrix:
    squares: Matrix = np.einsum("ij,ij->i", table, table)
    return squares


def _weighted(blocks: Sequence[Matrix]) -> Matrix:
    total = np.zeros_like(blocks[0])
    for weight, block in zip(_SQUARED, blocks, strict=True):
        total += weight * block
    return total


def _substance(blocks: Sequence[Matrix]) -> Matrix:
    """What a sentence says: stems and figures, and a little of its grammar."""
    total: Matrix = blocks[Block.STEMS] + blocks[Block.FIGURES] + np.float32(0.1) * blocks[Block.GRAMMAR]
    return total


def _cosine(both: Matrix, left: Matrix, right: Matrix) -> Matrix:
    cosine: Matrix = both / np.sqrt(np.maximum(left[:, None] * right[None, :], 1e-9))
    return cosine


@lru_cache(maxsize=8192)
def _grams(key: str) -> tuple[str, ...]:
    marked = f"_{key}_"
    return tuple(marked[start : start + _GRAM] for start in range(max(1, len(marked) - _GRAM + 1)))


_ENDING = re.compile(r"(?<=...)(?:'s|ies|ied|ing|ed|es|s|ly)$")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A crude stem of a folded word: inflection off, at most six letters; only for likeness, never shown."""
    return _ENDING.sub("", word)[:6]
