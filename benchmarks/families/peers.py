"""Other tools on the same files: texts a second, memory, agreement with labels, recall by way of copying.

Each runs in an environment that has it (`pip install rensa datasketch xxhash gaoya orjson`; `datatrove regex
spacy tokenizers "xxhash<4" orjson`; `text-dedup orjson`; `unisim orjson`); nothing of Retell is needed.
`--setting default` takes what the tool takes when it is told nothing, or its own first example where it must
be told something; `best` what agreed best with the labels among those that `--sweep` tries; `near` what
`near.py` is told. What one text ties together stays together, as these tools leave it.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import re
import resource
import struct
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path

_WORD = re.compile(r"\w+")
Edges = Iterable[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Words in a shingle, bands, minima in each, and the likeness asked for; 0 bands are the tool's own."""

    shingle: int
    bands: int
    rows: int
    least: float


def shingles(text: str, size: int) -> list[str]:
    """The runs of so many words; all words where there are fewer."""
    words = _WORD.findall(text.lower())
    return [" ".join(words[at : at + size]) for at in range(max(1, len(words) - size + 1))]


def rensa(texts: Sequence[str], how: Setting) -> Edges:
    """R-MinHash, its index, and pairs as alike as asked."""
    from rensa import RMinHash, RMinHashLSH

    made, minima = [], how.bands * how.rows
    for at in range(0, len(texts), 5000):
        parts = [shingles(text, how.shingle) for text in texts[at : at + 5000]]
        made += RMinHash.from_token_sets(parts, minima, 42)
    index = RMinHashLSH(how.least, minima, how.bands)
    index.insert_many(made)
    for start in range(0, len(made), 20000):
        for one, found in enumerate(index.query_all(made[start : start + 20000]), start):
            yield from (
                (one, two) for two in found if two < one and made[one].jaccard(made[two]) >= how.least
            )


def datasketch(texts: Sequence[str], how: Setting) -> Edges:
    """Its MinHash, with xxhash, and its index; pairs as alike as asked."""
    import xxhash
    from datasketch import MinHash, MinHashLSH

    own = {"params": (how.bands, how.rows)} if how.bands else {}
    index = MinHashLSH(threshold=how.least, num_perm=128, **own)
    made = []
    for number, text in enumerate(texts):
        sketch = MinHash(num_perm=128, seed=1, hashfunc=xxhash.xxh32_intdigest)
        sketch.update_batch([each.encode() for each in set(shingles(text, how.shingle))])
        made.append(sketch)
        index.insert(number, sketch, check_duplication=False)
    for one, sketch in enumerate(made):
        yield from (
            (one, two) for two in index.query(sketch) if two < one and sketch.jaccard(made[two]) >= how.least
        )


def gaoya(texts: Sequence[str], how: Setting) -> Edges:
    """Its index of texts, which cuts words and compares by itself."""
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=how.least,
        num_bands=how.bands,
        band_size=how.rows,
        num_hashes=how.bands * how.rows,
        analyzer="word",
        lowercase=True,
        ngram_range=(how.shingle, how.shingle),
    )
    index.par_bulk_insert_docs(list(range(len(texts))), list(texts))
    for start in range(0, len(texts), 20000):
        for one, found in enumerate(index.par_bulk_query(list(texts[start : start + 20000])), start):
            yield from ((one, two) for two in found if two < one)


def datatrove(texts: Sequence[str], how: Setting) -> Edges:
    """Its first two steps on one task, signatures and buckets; what shares a bucket is the same to it."""
    os.environ["DATATROVE_COLORIZE_LOGS"] = "0"
    from datatrove.data import Document
    from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupBuckets, MinhashDedupSignature

    asked = MinhashConfig(n_grams=how.shingle, num_buckets=how.bands, hashes_per_bucket=how.rows)
    with tempfile.TemporaryDirectory() as folder:
        documents = (Document(text=text, id=str(at)) for at, text in enumerate(texts))
        MinhashDedupSignature(f"{folder}/signatures", asked, "eng").run(documents, 0, 1)
        buckets = MinhashDedupBuckets(f"{folder}/signatures", f"{folder}/pairs", config=asked)
        for bucket in range(how.bands):
            buckets.run(None, bucket, how.bands)
        for file in sorted(Path(folder, "pairs").rglob("*.dups")):
            for _, one, _, two in struct.iter_unpack("<4I", file.read_bytes()):
                yield one, two


def text_dedup(texts: Sequence[str], how: Setting) -> Edges:
    """Its command for MinHash; what shares a band is the same to it."""
    own = ["--b", str(how.bands), "--r", str(how.rows)] if how.bands else ["--threshold", str(how.least)]
    with tempfile.TemporaryDirectory() as folder:
        lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
        Path(folder, "texts.jsonl").write_text(lines, encoding="utf-8")
        command = [sys.executable, "-m", "text_dedup.minhash", "--path", "json", "--split", "train"]
        command += ["--data_files", f"{folder}/texts.jsonl", "--cache_dir", f"{folder}/cache", "--column"]
        command += ["text", "--output", f"{folder}/out", "--debug", "--ngram", str(how.shingle), *own]
        subprocess.run(command, check=True, capture_output=True, cwd=folder)
        above = pickle.loads(Path(folder, "out", "uf.pkl").read_bytes())
    yield from above.parent.items()


def unisim(texts: Sequence[str], how: Setting) -> Edges:
    """RETSim's embeddings and its exact index; the twenty nearest as near as asked."""
    from unisim import TextSim

    index = TextSim(store_data=False, return_embeddings=False, batch_size=64)
    embedded = index.embed(list(texts))
    index.indexer.add(embedded, list(range(len(texts))))
    found = index.indexer.search([], embedded, how.least, k=20, return_data=False, return_embeddings=False)
    for one, each in enumerate(found.results):
        yield from ((one, match.idx) for match in each.matches if match.is_match and match.idx != one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """How a tool is run, at its defaults and at the setting that agreed best with the labels."""

    run: Callable[[Sequence[str], Setting], Edges]
    default: Setting
    best: Setting
    sweep: tuple[Setting, ...]


def _over(shapes: Sequence[tuple[int, int]], leasts: Sequence[float]) -> tuple[Setting, ...]:
    return tuple(
        Setting(shingle=shingle, bands=bands, rows=rows, least=least)
        for shingle in (1, 3, 5)
        for bands, rows in shapes
        for least in leasts
    )


_LIKE = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
_NEAR = Setting(shingle=3, bands=42, rows=3, least=0.31)
_SKETCH = Setting(shingle=1, bands=42, rows=3, least=0.4)
TOOLS = {
    "rensa": Tool(
        run=rensa,
        default=Setting(shingle=1, bands=8, rows=16, least=0.8),
        best=_SKETCH,
        sweep=_over(((42, 3),), _LIKE),
    ),
    "datasketch": Tool(
        run=datasketch,
        default=Setting(shingle=1, bands=0, rows=0, least=0.9),
        best=_SKETCH,
        sweep=_over(((42, 3),), _LIKE),
    ),
    "gaoya": Tool(
        run=gaoya,
        default=Setting(shingle=1, bands=20, rows=5, least=0.75),
        best=_SKETCH,
        sweep=_over(((42, 3),), _LIKE),
    ),
    "datatrove": Tool(
        run=datatrove,
        default=Setting(shingle=5, bands=14, rows=8, least=0.0),
        best=Setting(shingle=3, bands=42, rows=3, least=0.0),
        sweep=_over(((42, 3), (32, 4), (25, 5), (14, 8)), (0.0,)),
    ),
    "text-dedup": Tool(
        run=text_dedup,
        default=Setting(shingle=5, bands=0, rows=0, least=0.7),
        best=Setting(shingle=3, bands=42, rows=3, least=0.0),
        sweep=_over(((42, 3), (32, 4), (25, 5), (14, 8)), (0.0,)),
    ),
    "unisim": Tool(
        run=unisim,
        default=Setting(shingle=0, bands=0, rows=0, least=0.9),
        best=Setting(shingle=0, bands=0, rows=0, least=0.9),
        sweep=tuple(Setting(shingle=0, bands=0, rows=0, least=at / 100) for at in range(76, 98, 2)),
    ),
}


def labels_of(edges: Edges, count: int) -> list[int]:
    """The first text that each belongs with."""
    above = list(range(count))

    def top(row: int) -> int:
        while above[row] != row:
            above[row] = above[above[row]]
            row = above[row]
        return row

    for one, two in edges:
        first, second = sorted((top(one), top(two)))
        above[second] = first
    return [top(row) for row in range(count)]


def agreement(true: Sequence[str], found: Sequence[int]) -> dict[str, float]:
    """The adjusted Rand index, and precision and recall of pairs and of B-cubed."""
    cells, rows, columns = Counter(zip(true, found, strict=True)), Counter(true), Counter(found)
    both, one, two = (sum(comb(n, 2) for n in each.values()) for each in (cells, rows, columns))
    chance = one * two / comb(len(true), 2)
    return {
        "ARI": (both - chance) / ((one + two) / 2 - chance),
        "pairs p": both / max(1, two),
        "pairs r": both / max(1, one),
        "B3 p": sum(n * n / columns[label] for (_, label), n in cells.items()) / len(true),
        "B3 r": sum(n * n / rows[label] for (label, _), n in cells.items()) / len(true),
    }


def score(records: Sequence[dict[str, str]], labels: Sequence[int]) -> str:
    """Agreement with the labels, and recall by way of copying: together with what it was copied from."""
    row = {record["id"]: at for at, record in enumerate(records)}
    ways: dict[str, list[bool]] = {}
    for at, record in enumerate(records):
        if record["of"]:
            ways.setdefault(record["way"], []).append(labels[at] == labels[row[record["of"]]])
    agreed = agreement([record["label"] for record in records], labels)
    told = "  ".join(f"{name} {value:.3f}" for name, value in agreed.items())
    recall = "  ".join(f"{way} {sum(hits) / len(hits):.3f}" for way, hits in sorted(ways.items()))
    return f"{told}  |  {recall}"


def swept(tool: Tool, texts: Sequence[str], records: Sequence[dict[str, str]]) -> None:
    """Every setting with its agreement."""
    for how in tool.sweep:
        print(how, score(records, labels_of(tool.run(texts, how), len(texts))), flush=True)


def main() -> None:
    """Run one tool over a corpus of `generate.py`, or score labels made elsewhere."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tool", choices=[*TOOLS, "labels", "parse"])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--labels", type=Path, help="labels to score, as near.py writes them")
    parser.add_argument("--setting", choices=("default", "best", "near"), default="near")
    parser.add_argument("--sweep", action="store_true")
    given = parser.parse_args()
    with given.corpus.open("rb") as file:
        lines = file.readlines()
    records = [json.loads(line) for line in lines]
    if given.tool == "labels":
        print("retell near:", score(records, json.loads(given.labels.read_text(encoding="utf-8"))))
        return
    import orjson

    started, spent = time.perf_counter(), _processor()
    texts = [orjson.loads(line)["text"] for line in lines]
    if given.sweep:
        swept(TOOLS[given.tool], texts, records)
        return
    tool = TOOLS.get(given.tool)
    how = _NEAR if given.setting == "near" else getattr(tool, given.setting, _NEAR)
    edges = tool.run(texts, how) if tool else ()
    labels = labels_of(edges, len(texts))
    took, spent = time.perf_counter() - started, _processor() - spent
    name = f"{given.tool} {given.setting}:"
    print(
        f"{name} {len(texts)} texts, {took:.2f} s by the clock, {len(texts) / took:.0f} a second;"
        f" {spent:.2f} s of processor time, {len(texts) / spent:.0f} a processor second; peak {_peak()} MB"
    )
    print(name, score(records, labels))


def _processor() -> float:
    """Seconds of the processor, those of processes that were waited for included."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _peak() -> int:
    used = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(used) // 1024


if __name__ == "__main__":
    main()
