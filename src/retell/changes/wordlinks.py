"""Which word stands for which: links between the tokens of two sentences, many to many.

A script of edits keeps what is equal and puts a stretch for a stretch; a reader pairs the words inside.
Each pair of tokens is scored twice by a fitted sum of plain signs: first by what the two are (one word, one
lemma, alike in letters, related in the lexicon) and by where they stand, then again with what the first round
made of their neighbours and rivals, after the way of Sultan et al. 2014 ("Back to Basics for Monolingual
Alignment"). What scores above the threshold and comes near the best of its row and column is linked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler

from retell.changes.edits import Edit, Op, edits
from retell.models import lexicon
from retell.models.lexicon import RelationKind
from retell.models.link_weights import WEIGHTS, LinkWeights
from retell.settings import EditSettings
from retell.text.english import FUNCTION_WORDS
from retell.text.tokens import Token

Scores = NDArray[np.float64]

_REACH = 3
_CLOSE = frozenset({RelationKind.SAME, RelationKind.SYNONYM, RelationKind.DERIVED, RelationKind.NEAR})


def word_links(
    left: Sequence[Token],
    right: Sequence[Token],
    script: Sequence[Edit] | None = None,
    weights: LinkWeights = WEIGHTS,
) -> tuple[tuple[int, int], ...]:
    """The pairs of token indices that stand for each other, in order; `script` spares making it again."""
    if not left or not right:
        return ()
    if script is None:
        script = edits(left, right, EditSettings())
    plain = signs(left, right, script)
    first = chances(plain @ np.array(weights.alone))
    last = chances(np.concatenate([plain, neighbours(first)], axis=2) @ np.array(weights.together))
    return tuple(chosen(last, weights))


def signs(left: Sequence[Token], right: Sequence[Token], script: Sequence[Edit]) -> Scores:
    """What is seen of every pair by itself: tokens of the left, tokens of the right, signs."""
    rows, columns = len(left), len(right)
    lefts, rights = np.array([_class(token) for token in left]), np.array([_class(token) for token in right])
    same = _same(left, right)
    before, after = _shifted(same, 1, edge=1.0), _shifted(same, -1, edge=1.0)
    kept, replaced = _by_script(script, (rows, columns))
    bearing = np.isin(lefts, ("c", "n")).astype(float)
    around = _around(same * bearing[:, None])
    apart = np.abs((np.arange(rows)[:, None] + 0.5) / rows - (np.arange(columns)[None, :] + 0.5) / columns)
    once = _once(left)[:, None] * _once(right)[None, :]
    kinds = {name: _of_classes(lefts, rights, name) for name in ("cc", "ff", "mm", "nn", "fc", "m?", "cn")}
    alike = _all_alike(left, right)
    layers = [
        np.ones((rows, columns)),
        *(same * kinds[name] for name in ("cc", "ff", "mm", "nn")),
        *((1 - same) * kinds[name] for name in kinds),
        *np.moveaxis(alike * (1 - same)[:, :, None], 2, 0),
        apart,
        apart * same,
        before,
        after,
        same * np.maximum(before, after),
        around,
        around * kinds["ff"],
        kept,
        replaced,
        replaced * before,
        replaced * after,
        same * once,
        same * kinds["ff"] * np.maximum(before, after),
    ]
    return np.stack(layers, axis=2)


def neighbours(first: Scores) -> Scores:
    """What the first round made of the pairs about each pair: beside it, its rivals, near it."""
    beside = [_shifted(first, by, edge=0.5) for by in (1, -1)]
    level = [_shifted(first, by, edge=0.0, axes=axes) for axes in ((0,), (1,)) for by in (1, -1)]
    by_row, by_column = _best_of_others(first), _best_of_others(first.T).T
    rivals = np.maximum(by_row, by_column)
    layers = [first, _log_odds(first), *beside, beside[0] * beside[1], *level]
    layers += [by_row, by_column, first - rivals, (first >= rivals).astype(float), _around(first)]
    return np.stack(layers, axis=2)


def chosen(table: Scores, weights: LinkWeights) -> Iterator[tuple[int, int]]:
    """The pairs above the threshold that come near the best of their row and of their column."""
    best = np.maximum(table.max(axis=0)[None, :], table.max(axis=1)[:, None])
    for i, j in np.argwhere((table >= weights.threshold) & (table >= weights.near_best * best)):
        yield int(i), int(j)


def _class(token: Token) -> str:
    """c for a content word, f for one of grammar, n for a figure, m for a mark."""
    if not token.is_word:
        return "m"
    return "n" if token.is_number else "f" if token.key in FUNCTION_WORDS else "c"


def _of_classes(lefts: NDArray[np.str_], rights: NDArray[np.str_], name: str) -> Scores:
    """1 where the pair is of these two classes, either way round; `?` is any class but the first."""
    one, other = name[0], name[1]

    def fits(a: NDArray[np.str_], b: NDArray[np.str_]) -> NDArray[np.bool_]:
        second: NDArray[np.bool_] = b != one if other == "?" else b == other
        both: NDArray[np.bool_] = (a == one)[:, None] & second[None, :]
        return both

    return (fits(lefts, rights) | fits(rights, lefts).T).astype(np.float64)


def _same(left: Sequence[Token], right: Sequence[Token]) -> Scores:
    """1 where two tokens are one word."""
    numbers: dict[str, int] = {}
    one, other = (
        np.array([numbers.setdefault(token.key, len(numbers)) for token in side]) for side in (left, right)
    )
    same: Scores = (one[:, None] == other[None, :]).astype(np.float64)
    return same


def _once(words: Sequence[Token]) -> Scores:
    counts = Counter(token.key for token in words)
    return np.array([float(counts[token.key] == 1) for token in words])


def _all_alike(left: Sequence[Token], right: Sequence[Token]) -> Scores:
    """How near every two words of other letters come: the signs of `_alike`, and capitals on both."""
    table = np.zeros((len(left), len(right), 6))
    words = [(j, other.key, float(other.is_capitalised)) for j, other in enumerate(right) if other.is_word]
    for i, one in enumerate(left):
        if not one.is_word:
            continue
        key, capital = one.key, float(one.is_capitalised)
        for j, there, also in words:
            if there != key:
                table[i, j] = (*_alike(key, there), capital * also)
    return table


@lru_cache(maxsize=65536)
def _alike(one: str, other: str) -> tuple[float, ...]:
    """How near two words of other letters come: lemma, close and far relations, spelling."""
    lemma = not set(lexicon.lemmas(one)).isdisjoint(lexicon.lemmas(other))
    related = lexicon.relations(one, other)
    close = max((each.weight for each in related if each.kind in _CLOSE), default=0.0)
    far = any(each.kind not in _CLOSE for each in related)
    spelt = JaroWinkler.similarity(one, other) if min(len(one), len(other)) > 2 else 0.0
    return float(lemma), close, float(close > 0), float(far), max(0.0, spelt - 0.6)


def _by_script(script: Sequence[Edit], shape: tuple[int, int]) -> tuple[Scores, Scores]:
    """Where the script keeps or moves, and where it puts one stretch for another, by how closely."""
    kept, replaced = np.zeros(shape), np.zeros(shape)
    for edit in script:
        if edit.op in (Op.KEEP, Op.MOVE):
            kept[list(edit.left), list(edit.right)] = 1.0
        elif edit.op is Op.REPLACE:
            square = slice(edit.left.start, edit.left.stop), slice(edit.right.start, edit.right.stop)
            replaced[square] = 1.0 / max(len(edit.left), len(edit.right))
    return kept, replaced


def _shifted(table: Scores, by: int, *, edge: float, axes: tuple[int, ...] = (0, 1)) -> Scores:
    """The table moved by one along the axes, so that a cell holds its neighbour's value."""
    made = np.full_like(table, edge)
    to, source = [slice(None), slice(None)], [slice(None), slice(None)]
    for axis in axes:
        to[axis] = slice(by, None) if by > 0 else slice(None, by)
        source[axis] = slice(None, -by) if by > 0 else slice(-by, None)
    made[tuple(to)] = table[tuple(source)]
    return made


def _around(table: Scores) -> Scores:
    """The sum of each cell's surroundings, itself left out, as far as `_REACH`; at most 3."""
    rows, columns = table.shape
    sums = np.zeros((rows + 2 * _REACH + 1, columns + 2 * _REACH + 1))
    sums[_REACH + 1 : _REACH + 1 + rows, _REACH + 1 : _REACH + 1 + columns] = table
    sums = sums.cumsum(axis=0).cumsum(axis=1)
    width = 2 * _REACH + 1
    sums = np.pad(sums, ((0, _REACH), (0, _REACH)), mode="edge")
    whole = sums[width:, width:] - sums[:-width, width:] - sums[width:, :-width] + sums[:-width, :-width]
    near: Scores = np.minimum(whole[:rows, :columns] - table, 3.0)
    return near


def _best_of_others(table: Scores) -> Scores:
    """For each cell the best of the others in its row."""
    if table.shape[1] < 2:
        return np.zeros_like(table)
    top = np.sort(table, axis=1)[:, -2:]
    best: Scores = np.where(table >= top[:, 1:], top[:, :1], top[:, 1:])
    return best


def chances(sums: Scores) -> Scores:
    """Sums of evidence as probabilities."""
    return 1.0 / (1.0 + np.exp(-np.clip(sums, -30.0, 30.0)))


def _log_odds(table: Scores) -> Scores:
    held = np.clip(table, 1e-4, 1 - 1e-4)
    return np.log(held / (1 - held))
