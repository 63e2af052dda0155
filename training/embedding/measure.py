"""What an embedding is worth: graded likeness, paraphrase or not, and the right counterpart among all.

    python -m training.embedding.measure CORPORA [TEACHER_FOLDER]

Scored on what taught nothing: the development part of STS-B and the halves of MSRP and of Madnani's
paraphrases that texts.py left out. With a folder of the encoder's export it is scored beside.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from training.embedding.teacher import Teacher
from training.embedding.texts import is_taught, rows

from retell.models import embedding

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Two lists of sentences and what people said of each pair."""

    left: list[str]
    right: list[str]
    said: NDArray[np.float64]


def main(corpora: Path, teacher: Path | None) -> None:
    """Print one line a method."""
    graded = _pairs(corpora, "stsb", "dev", "score")
    msrp = _pairs(corpora, "msrp", "train", "label")
    pan = _pairs(corpora, "pan_madnani", "train", "label")
    print(f"{len(graded.said)} graded, {len(msrp.said)} MSRP, {len(pan.said)} PAN pairs")
    everything = [
        each for pairs in (graded, msrp, pan) for side in (pairs.left, pairs.right) for each in side
    ]
    shipped = embedding.load()
    grams = _grams(everything)
    methods: dict[str, Callable[[Sequence[str]], Any]] = {
        "char-4-grams": grams,
        "embedding": shipped.sentences,
        "embedding + char-4": lambda texts: (shipped.sentences(texts), grams(texts)),
        "signs of embedding": lambda texts: _unpacked(shipped.codes(texts)),
    }
    if teacher:
        methods["MiniLM, eight bits"] = Teacher(teacher / "encoder.int8.onnx").vectors
    for name, method in methods.items():
        _print(name, method, graded, msrp, pan)


def _print(name: str, method: Callable[[Sequence[str]], Any], graded: Pairs, msrp: Pairs, pan: Pairs) -> None:
    began = time.perf_counter()
    told = [f"STS-B {_rank(graded.said, _alike(method, graded)):.3f}"]
    for title, pairs in (("MSRP", msrp), ("PAN", pan)):
        told.append(f"{title} {area(pairs.said, _alike(method, pairs)):.3f}")
        told.append(f"R@1 {_first(method, pairs):.3f}")
    print(f"{name:22}", *told, f"({time.perf_counter() - began:.1f} s)", flush=True)


def _pairs(corpora: Path, name: str, split: str, said: str) -> Pairs:
    chosen = [
        row
        for row in rows(corpora, "para-pairs")
        if row["set"] == name
        and row["split"] == split
        and (name == "stsb" or not is_taught(row["a"] + row["b"]))
    ]
    return Pairs(
        left=[row["a"] for row in chosen],
        right=[row["b"] for row in chosen],
        said=np.array([float(row[said]) for row in chosen]),
    )


def _grams(texts: Sequence[str]) -> Callable[[Sequence[str]], Any]:
    """Character 4-grams within words, weighed by rarity over all that is scored."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    fitted = TfidfVectorizer(analyzer="char_wb", ngram_range=(4, 4), sublinear_tf=True).fit(texts)
    return fitted.transform  # type: ignore[no-any-return]


def _unpacked(codes: NDArray[np.uint8]) -> Floats:
    return (np.unpackbits(codes, axis=1).astype(np.float32) * 2 - 1) / np.float32(16)


def _alike(method: Callable[[Sequence[str]], Any], pairs: Pairs) -> Floats:
    """The likeness of each pair; two measures count half each."""
    left, right = method(pairs.left), method(pairs.right)
    if isinstance(left, tuple):
        parts = zip(left, right, strict=True)
        return np.asarray(np.mean([_dots(*part) for part in parts], axis=0), np.float32)
    return _dots(left, right)


def _dots(left: Any, right: Any) -> Floats:
    if isinstance(left, np.ndarray):
        return np.asarray((left * right).sum(axis=1), np.float32)
    return np.asarray(left.multiply(right).sum(axis=1)).ravel()


def _table(left: Any, right: Any) -> Floats:
    made = left @ right.T
    return made if isinstance(made, np.ndarray) else made.toarray()


def _first(method: Callable[[Sequence[str]], Any], pairs: Pairs) -> float:
    """How often the right counterpart of a paraphrase is the likest of all right sides."""
    true = pairs.said > 0.5
    left = [each for each, is_true in zip(pairs.left, true, strict=True) if is_true]
    others = sorted(set(pairs.right))
    place = {each: at for at, each in enumerate(others)}
    wanted = [place[each] for each, is_true in zip(pairs.right, true, strict=True) if is_true]
    asked, held = method(left), method(others)
    if isinstance(asked, tuple):
        table = np.sum([_table(one, two) for one, two in zip(asked, held, strict=True)], axis=0)
    else:
        table = _table(asked, held)
    own = table[np.arange(len(left)), wanted]
    return float(((table > own[:, None] + 1e-6).sum(axis=1) == 0).mean())


def _rank(said: NDArray[np.float64], alike: Floats) -> float:
    from scipy.stats import spearmanr

    return float(spearmanr(said, alike)[0])


def area(said: NDArray[np.float64], alike: Floats) -> float:
    """The chance that a paraphrase is found likelier than a pair that is none."""
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(said > 0.5, alike))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
