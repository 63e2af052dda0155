"""Fits a table of word pieces to the vectors that the encoder gave to sentences.

    python -m training.embedding.fit SENTENCES.txt TEACHER_FOLDER OUT_FOLDER

The table starts as the encoder's vector of each piece alone. Then the weighted mean of a sentence's rows is
fitted to the sentence's own vector by least squares with a pull towards the start (ridge), solved by
conjugate gradients. Weights are those of Arora et al. 2017 (SIF): a / (a + p) for a piece of frequency p.
Of 384 dimensions the 256 that carry most are kept, and turned at the end so that each carries alike (ITQ,
Gong and Lazebnik 2011), which cosines do not notice and codes of signs do.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from training.embedding.teacher import WIDTH, Teacher, folder_of_weights

from retell.models.embedding import cut, words

Floats = NDArray[np.float32]
DIMENSIONS = 256
SIF = 1e-3
RIDGE = 0.1
STEPS = 10
TURNS = 20
FACTOR_BITS = 12
HEADER = 1000
"""Sentences are shuffled, and the last thousand of those with vectors are kept to score the fit."""


def main(lines: Path, folder: Path, out: Path) -> None:
    """Fit, shrink and write the three files of the embedding."""
    pieces = kept_pieces(vocabulary())
    target = np.concatenate([np.load(file) for file in sorted(folder.glob("vectors-*.npy"))])
    target = target.astype(np.float32)
    sentences = found(lines.read_text("utf-8").splitlines()[: len(target)], pieces)
    weights = piece_weights(sentences, pieces)
    mixed = mixture(sentences, weights)
    target -= target[:-HEADER].mean(axis=0)
    start = centred(piece_vectors(Teacher(folder / "encoder.int8.onnx"), pieces, folder))
    most = principal(target[:-HEADER])
    print("kept of the likeness in 256 dimensions", round(kept(target[-HEADER:], target[-HEADER:] @ most), 4))
    target, start = target @ most, start @ most
    table = ridge(mixed[:-HEADER], target[:-HEADER], start)
    print("fit on what was left out", round(likeness(mixed[-HEADER:] @ table, target[-HEADER:]), 4))
    turned = table @ turn(mixed[:-HEADER] @ table)
    write(turned * weights[:, None], list(pieces), out)


def kept_pieces(vocabulary: Sequence[str]) -> dict[str, int]:
    """The pieces that words can be cut into, in the vocabulary's order."""
    plain = [each for each in vocabulary if not (each.startswith("[") and each.endswith("]"))]
    useful = [each for each in plain if "".join(words(each.removeprefix("##"))) == each.removeprefix("##")]
    return {piece: row for row, piece in enumerate(useful)}


def found(lines: Iterable[str], pieces: dict[str, int]) -> list[list[int]]:
    """The rows of each sentence's pieces."""
    known: dict[str, list[int]] = {}
    out = []
    for line in lines:
        rows: list[int] = []
        for word in words(line):
            if word not in known:
                known[word] = [pieces[piece] for piece in cut(word, pieces)]
            rows += known[word]
        out.append(rows)
    return out


def piece_weights(sentences: Sequence[Sequence[int]], pieces: dict[str, int]) -> Floats:
    """Less for the pieces that are everywhere, none for symbols."""
    count = np.bincount(np.fromiter(chain.from_iterable(sentences), np.int64), minlength=len(pieces)) + 0.5
    weights = SIF / (SIF + count / count.sum())
    spoken = [any(letter.isalnum() for letter in piece) for piece in pieces]
    return np.where(spoken, weights, 0.0).astype(np.float32)


def mixture(sentences: Sequence[Sequence[int]], weights: Floats) -> Any:
    """A row a sentence, a column a piece: the share of the piece in the sentence's weighted mean."""
    from scipy import sparse

    lengths = np.array([len(each) for each in sentences])
    columns = np.fromiter(chain.from_iterable(sentences), np.int32, count=int(lengths.sum()))
    at = np.concatenate([[0], np.cumsum(lengths)])
    counts = sparse.csr_matrix((weights[columns], columns, at), (len(sentences), len(weights)))
    totals = np.maximum(np.asarray(counts.sum(axis=1)).ravel(), 1e-9)
    return sparse.diags((1 / totals).astype(np.float32)) @ counts


def piece_vectors(teacher: Teacher, pieces: dict[str, int], folder: Path) -> Floats:
    """The encoder's vector of each piece by itself."""
    file = folder / "pieces.npy"
    if not file.exists():
        numbers = {piece: at for at, piece in enumerate(vocabulary())}
        out = np.zeros((len(pieces), WIDTH), dtype=np.float32)
        asked = [[101, numbers[piece], 102] for piece in pieces]
        for at in range(0, len(asked), 64):
            out[at : at + 64] = teacher.pooled(asked[at : at + 64])
        np.save(file, out)
    return np.asarray(np.load(file), dtype=np.float32)


def vocabulary() -> list[str]:
    """The encoder's pieces in the order of their numbers."""
    return (folder_of_weights() / "vocab.txt").read_text("utf-8").splitlines()


def centred(rows: Floats) -> Floats:
    """Without what all have in common, unit length before."""
    rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows - rows.mean(axis=0), dtype=np.float32)


def ridge(mixed: Any, target: Floats, start: Floats) -> Floats:
    """The table nearest to `start` whose mixtures are nearest to the targets."""
    made = mixed @ start
    start = start * np.float32((made * target).sum() / (made * made).sum())
    print("at the start", round(likeness(mixed @ start, target), 4))
    back = mixed.T.tocsr()
    left = back @ (target - mixed @ start)
    step, gained = left.copy(), np.zeros_like(start)
    size = (left * left).sum(axis=0)
    for _ in range(STEPS):
        pushed = back @ (mixed @ step) + RIDGE * step
        length = size / np.maximum((step * pushed).sum(axis=0), 1e-12)
        gained += length * step
        left -= length * pushed
        before, size = size, (left * left).sum(axis=0)
        step = left + (size / np.maximum(before, 1e-12)) * step
    print("fitted", round(likeness(mixed @ (start + gained), target), 4), flush=True)
    return np.asarray(start + gained, dtype=np.float32)


def unit(rows: Floats) -> Floats:
    """Rows of length one; a row of zeros stays so."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def likeness(made: Floats, target: Floats) -> float:
    """Mean cosine of rows with their targets."""
    return float((unit(made) * unit(target)).sum(axis=1).mean())


def kept(whole: Floats, shorter: Floats) -> float:
    """How well the cosines between rows are kept: their correlation."""
    one, other = unit(whole), unit(shorter)
    return float(np.corrcoef((one @ one.T).ravel(), (other @ other.T).ravel())[0, 1])


def principal(vectors: Floats) -> Floats:
    """The directions that carry most: float32[384, 256]."""
    _, axes = np.linalg.eigh(vectors.T @ vectors)
    return np.asarray(axes[:, ::-1][:, :DIMENSIONS], dtype=np.float32)


def turn(vectors: Floats) -> Floats:
    """The rotation after which each dimension carries alike: float32[256, 256]."""
    spread = unit(vectors[:: max(1, len(vectors) // 20_000)])
    rotation = np.linalg.qr(np.random.default_rng(7).standard_normal((DIMENSIONS, DIMENSIONS)))[0]
    for _ in range(TURNS):
        left, _, right = np.linalg.svd(np.sign(spread @ rotation).T @ spread)
        rotation = (left @ right).T
    return np.asarray(rotation, dtype=np.float32)


def write(table: Floats, pieces: Sequence[str], out: Path) -> None:
    """Eight bits a number and one whole factor a row."""
    scale = np.abs(table).max(axis=1) / 127
    rows = np.round(table / np.maximum(scale, 1e-12)[:, None]).astype(np.int8)
    factors = np.round(scale / scale.max() * (2**FACTOR_BITS - 1)).astype(np.uint16)
    np.save(out / "embedding.rows.npy", rows)
    np.save(out / "embedding.factors.npy", factors)
    (out / "embedding.pieces.txt").write_text("\n".join(pieces) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
