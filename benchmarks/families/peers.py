"""Other tools on the same files: texts a processor second, peak memory, recall by way of copying.

Runs in an environment of its own that has the tools (`pip install rensa datasketch gaoya FastSketchLSH orjson
numpy xxhash`); needs nothing of Retell. Every tool gets word shingles of one size, 126 or 128 minima, and
whatever labels it makes: what one text ties together stays together, as in `near.py`.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

_WORD = re.compile(r"\w+")
Edges = Iterator[tuple[int, int]]


def shingles(text: str, size: int) -> list[str]:
    """The runs of so many words; all words where there are fewer."""
    words = _WORD.findall(text.lower())
    return [" ".join(words[at : at + size]) for at in range(max(1, len(words) - size + 1))]


def rensa(texts: Sequence[str], size: int, bands: int, least: float) -> Edges:
    """R-MinHash, its index, and pairs as alike as asked."""
    from rensa import RMinHash, RMinHashLSH

    made, minima = [], bands * (128 // bands)
    for at in range(0, len(texts), 5000):
        parts = [shingles(text, size) for text in texts[at : at + 5000]]
        made += RMinHash.from_token_sets(parts, minima, 42)
    index = RMinHashLSH(least, minima, bands)
    index.insert_many(made)
    for start in range(0, len(made), 20000):
        for one, found in enumerate(index.query_all(made[start : start + 20000]), start):
            yield from ((one, two) for two in found if two < one and made[one].jaccard(made[two]) >= least)


def datasketch(texts: Sequence[str], size: int, bands: int, least: float) -> Edges:
    """Its MinHash with xxhash, its index, and pairs as alike as asked."""
    import xxhash
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=128, params=(bands, 128 // bands))
    made = []
    for number, text in enumerate(texts):
        sketch = MinHash(num_perm=128, seed=1, hashfunc=xxhash.xxh32_intdigest)
        sketch.update_batch([each.encode() for each in set(shingles(text, size))])
        made.append(sketch)
        index.insert(number, sketch, check_duplication=False)
    for one, sketch in enumerate(made):
        yield from (
            (one, two) for two in index.query(sketch) if two < one and sketch.jaccard(made[two]) >= least
        )


def gaoya(texts: Sequence[str], size: int, bands: int, least: float) -> Edges:
    """Its index of texts, which cuts words and compares by itself."""
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=least,
        num_bands=bands,
        band_size=128 // bands,
        num_hashes=bands * (128 // bands),
        analyzer="word",
        lowercase=True,
        ngram_range=(size, size),
    )
    index.par_bulk_insert_docs(list(range(len(texts))), list(texts))
    for start in range(0, len(texts), 20000):
        for one, found in enumerate(index.par_bulk_query(list(texts[start : start + 20000])), start):
            yield from ((one, two) for two in found if two < one)


TOOLS: dict[str, Callable[[Sequence[str], int, int, float], Edges]] = {
    "rensa": rensa,
    "datasketch": datasketch,
    "gaoya": gaoya,
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


def score(records: Sequence[dict[str, str]], labels: Sequence[int]) -> str:
    """Recall by way of copying, and the share of pairs put together that belong together."""
    row = {record["id"]: at for at, record in enumerate(records)}
    ways: dict[str, list[bool]] = {}
    for at, record in enumerate(records):
        if record["of"]:
            ways.setdefault(record["way"], []).append(labels[at] == labels[row[record["of"]]])
    groups: dict[int, dict[str, int]] = {}
    for at, record in enumerate(records):
        group = groups.setdefault(labels[at], {})
        group[record["label"]] = group.get(record["label"], 0) + 1
    put = sum(sum(group.values()) * (sum(group.values()) - 1) // 2 for group in groups.values())
    right = sum(each * (each - 1) // 2 for group in groups.values() for each in group.values())
    recall = "  ".join(f"{way} {sum(hits) / len(hits):.3f}" for way, hits in sorted(ways.items()))
    return f"pair precision {right / max(1, put):.4f}  {recall}"


def main() -> None:
    """Run one tool over a corpus of `generate.py`, or score labels made elsewhere."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tool", choices=[*TOOLS, "labels", "parse"])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--labels", type=Path, help="labels to score, as near.py writes them")
    parser.add_argument("--shingle", type=int, default=3)
    parser.add_argument("--bands", type=int, default=42)
    parser.add_argument("--least", type=float, default=0.31)
    given = parser.parse_args()
    with given.corpus.open("rb") as file:
        lines = file.readlines()
    records = [json.loads(line) for line in lines]
    if given.tool == "labels":
        print("retell near:", score(records, json.loads(given.labels.read_text(encoding="utf-8"))))
        return
    import orjson

    started, spent = time.perf_counter(), time.process_time()
    texts = [orjson.loads(line)["text"] for line in lines]
    found = TOOLS[given.tool](texts, given.shingle, given.bands, given.least) if given.tool in TOOLS else ()
    labels = labels_of(iter(found), len(texts))
    took, spent = time.perf_counter() - started, time.process_time() - spent
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{given.tool}: {len(texts)} texts, {took:.2f} s by the clock, {spent:.2f} s of processor time,"
        f" {len(texts) / spent:.0f} texts a processor second, peak {peak} MB"
    )
    print(f"{given.tool}:", score(records, labels))


if __name__ == "__main__":
    main()
