"""Sentences a second: the shipped embedding on both its paths, and what others offer, in one run.

    python -m benchmarks.embedding.run SENTENCES.txt [--encoder FOLDER]

One sentence a line. model2vec runs the shipped table through its own tokenizer and pooling, where it is
installed; `--encoder` adds a sentence encoder as `retell --encoder` takes it. Seconds are of the processor,
so that neighbours on the machine count less; each figure is the best of three.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from retell.models import embedding, embedding_bulk
from retell.models.encoder import encoder

Run = Callable[[Sequence[str]], Any]


def main() -> None:
    """Print one line a method, and what the first use of the embedding costs."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("lines", type=Path)
    reader.add_argument("--encoder", default="")
    reader.add_argument("--most", type=int, default=20_000)
    asked = reader.parse_args()
    texts = asked.lines.read_text("utf-8").splitlines()[: asked.most]
    print(f"{len(texts)} sentences, {sum(len(text.split()) for text in texts) / len(texts):.1f} words each")
    seconds, wall = _timed(lambda few: embedding.load().sentences(few), texts[:40])
    print(f"load and forty sentences: {seconds * 1000:.0f} ms of processor, {wall * 1000:.0f} by the clock")
    methods: dict[str, Run] = {"embedding": embedding.load().sentences, "compiled": embedding_bulk.sums}
    if other := _model2vec():
        methods["model2vec, same table"] = other
    for name, method in methods.items():
        _told(name, method, texts)
    if asked.encoder:
        _told("encoder", encoder(asked.encoder).sentences, texts[:512])


def _told(name: str, method: Run, texts: Sequence[str]) -> None:
    method(texts[:200])
    seconds, wall = min(_timed(method, texts) for _ in range(3))
    print(
        f"{name:24} {len(texts) / seconds:10,.0f} a processor second {len(texts) / wall:10,.0f} by the clock"
    )


def _timed(method: Run, texts: Sequence[str]) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    method(texts)
    return time.process_time() - processor, time.perf_counter() - clock


def _model2vec() -> Run | None:
    """The shipped table in model2vec, or nothing where it is not installed."""
    try:
        from model2vec import StaticModel
        from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
    except ImportError:
        return None
    held = embedding.load()
    pieces = {**held.pieces, "[UNK]": len(held.pieces), "[PAD]": len(held.pieces) + 1}
    made = Tokenizer(models.WordPiece(pieces, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    weighted = held.rows * held.factors[:, None]
    rows = np.concatenate([weighted / np.abs(weighted).max(), np.zeros((2, 256))]).astype(np.float16)
    model = StaticModel(vectors=rows, tokenizer=made, normalize=True)
    return lambda texts: model.encode(list(texts))


if __name__ == "__main__":
    main()
