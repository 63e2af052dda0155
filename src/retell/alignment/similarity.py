"""How alike sentences are: one weighted vector each, compared by cosine.

A sentence becomes a vector of words, word stems, character n-grams, names and figures, every feature
weighted by how rare it is in the two documents together (inverse sentence frequency). Blocks of features
differ in weight; a sentence embedding is one more block of columns. Because the vectors of neighbouring
sentences can be added before they are normalised, a link of one sentence beside two costs no new features.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retell.settings import AlignmentSettings
from retell.text.english import FUNCTION_WORDS
from retell.text.tokens import Token

type_matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vectors:
    """Feature vectors of the sentences of two documents over one vocabulary, not normalised.

    `left` is (sentences on the left, features), `right` likewise; float32.
    """

    left: type_matrix
    right: type_matrix


def vectors(
    left: Sequence[Sequence[Token]], right: Sequence[Sequence[Token]], settings: AlignmentSettings
) -> Vectors:
    """The vectors of both documents' sentences, given as tokens."""
    counted = [Counter(dict(_features(words, settings))) for words in (*left, *right)]
    column, frequency = _columns(counted, settings.columns)
    total = len(counted)
    rarity = np.array([math.log(1 + total / count) for count in frequency], dtype=np.float32)
    table = np.zeros((total, len(rarity)), dtype=np.float32)
    for row, features in enumerate(counted):
        for feature, weight in features.items():
            at = column[feature]
            table[row, at] += weight * rarity[at]
    return Vectors(left=table[: len(left)], right=table[len(left) :])


def cosines(left: type_matrix, right: type_matrix) -> type_matrix:
    """Cosine of every row of `left` with every row of `right`; a row of nothing is like nothing."""
    return np.asarray(_unit(left) @ _unit(right).T, dtype=np.float32)


def _unit(rows: type_matrix) -> type_matrix:
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
    return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float32)


def _columns(counted: Sequence[Counter[str]], most: int) -> tuple[dict[str, int], list[int]]:
    """A column for every feature; past `most` they share columns by a stable hash."""
    frequency = Counter(feature for features in counted for feature in features)
    if len(frequency) <= most:
        return {feature: at for at, feature in enumerate(frequency)}, list(frequency.values())
    column = {feature: zlib.crc32(feature.encode("utf-8", "surrogatepass")) % most for feature in frequency}
    shared = [1] * most
    for feature, count in frequency.items():
        shared[column[feature]] = max(shared[column[feature]], count)
    return column, shared


def _features(words: Sequence[Token], settings: AlignmentSettings) -> Iterator[tuple[str, float]]:
    """The features of one sentence with the weight of their block; a repeated feature counts once."""
    for at, token in enumerate(words):
        if not token.is_word:
            continue
        key = token.key
        if token.is_number:
            yield f"#{key}", settings.number_weight
            continue
        plain = key in FUNCTION_WORDS
        yield f"w{key}", settings.function_word_weight if plain else settings.word_weight
        if plain:
            continue
        yield f"s{stem(key)}", settings.stem_weight
        if at and token.is_capitalised:
            yield f"n{key}", settings.name_weight
        marked = f"_{key}_"
        size = settings.gram_size
        for start in range(max(1, len(marked) - size + 1)):
            yield f"g{marked[start : start + size]}", settings.gram_weight


_ENDING = re.compile(r"(?<=...)(?:'s|ies|ied|ing|ed|es|s|ly)$")


def stem(word: str) -> str:
    """A crude stem of a folded word: inflection off, at most six letters; only for likeness, never shown."""
    return _ENDING.sub("", word)[:6]
