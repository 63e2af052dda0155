"""The sentences an embedding is taught with: news first, then plain English of other sorts.

    python -m training.embedding.texts CORPORA OUT.txt

CORPORA is a folder of public sets (README.md names them). What is scored later stays out: the development
part of STS-B, half of MSRP and of Madnani's paraphrases by a hash of the pair, half of Reuters by a hash of
the item. One sentence a line, each once, shuffled by a hash, so that any beginning of the file is a sample.
"""

from __future__ import annotations

import json
import lzma
import sys
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from retell.text.sentences import sentences

SHORTEST, LONGEST = 12, 420
SENATE_EVERY = 24
NEWS_SETS = ("semi_automatic_base_news", "semi_automatic_sim_news", "semi_automatic_base_wiki", "rte")
OTHER_SETS = ("ling_in_loop", "scitail", "mnli", "sick", "conjnli")


def main(corpora: Path, out: Path) -> None:
    """Write the sentences and print how many came from where."""
    held: dict[str, None] = {}
    for source in (reuters, senate, polnear, paraphrases, inference, treebanks, examples, claims):
        before = len(held)
        for sentence in source(corpora):
            plain = " ".join(sentence.split())
            if SHORTEST <= len(plain) <= LONGEST:
                held[plain] = None
        print(source.__name__, len(held) - before, flush=True)
    lines = sorted(held, key=lambda line: zlib.crc32(line.encode()[::-1]))
    out.write_text("\n".join(lines) + "\n", "utf-8")
    print("in all", len(lines))


def is_taught(name: str) -> bool:
    """Whether an item of a set that is scored belongs to the half that teaches."""
    return zlib.crc32(name.encode()) % 2 == 0


def reuters(corpora: Path) -> Iterator[str]:
    """Half of the newswire items."""
    for row in rows(corpora, "reuters-21578"):
        if is_taught(str(row["body"])):
            yield from _sentences(str(row["body"]))


def senate(corpora: Path) -> Iterator[str]:
    """One press release in so many."""
    for at, row in enumerate(rows(corpora, "senate-press-releases")):
        if at % SENATE_EVERY == 0:
            yield from _sentences(str(row.get("text") or row.get("body")))


def polnear(corpora: Path) -> Iterator[str]:
    """News articles of 2015 and 2016."""
    with tarfile.open(corpora / "polnear-train.tar.xz", "r:xz") as archive:
        for member in archive:
            if member.name.endswith(".txt") and (file := archive.extractfile(member)):
                yield from _sentences(file.read().decode("utf-8", "replace"))


def paraphrases(corpora: Path) -> Iterator[str]:
    """Both sides of pairs that are not scored."""
    for row in rows(corpora, "para-pairs"):
        scored = row["set"] in ("msrp", "pan_madnani") and not is_taught(row["a"] + row["b"])
        if row["split"] == "train" and not scored:
            yield from (row["a"], row["b"])


def inference(corpora: Path) -> Iterator[str]:
    """Both sides of pairs from news and encyclopedias, and of one in four from talk and captions."""
    for row in rows(corpora, "nli-pairs"):
        if row["set"] in NEWS_SETS or (row["set"] in OTHER_SETS and zlib.crc32(row["a"].encode()) % 4 == 0):
            yield from (row["a"], row["b"])


def treebanks(corpora: Path) -> Iterator[str]:
    """The sentences of two treebanks, many genres."""
    with tarfile.open(corpora / "ud-english.tar.xz", "r:xz") as archive:
        for member in archive:
            if member.name.endswith(".conllu") and (file := archive.extractfile(member)):
                for line in file.read().decode("utf-8").splitlines():
                    if line.startswith("# text = "):
                        yield line.removeprefix("# text = ")


def examples(corpora: Path) -> Iterator[str]:
    """A dictionary's example sentences, for words that the news seldom uses."""
    for row in rows(corpora, "wordnet-sense-edits"):
        yield row["s1"]


def claims(corpora: Path) -> Iterator[str]:
    """What an encyclopedia says, before and after it was revised."""
    for row in rows(corpora, "vitaminc-dev"):
        yield row["evidence"]


def rows(corpora: Path, name: str) -> Iterator[dict[str, Any]]:
    """The lines of one set."""
    with lzma.open(corpora / f"{name}.jsonl.xz", "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _sentences(text: str) -> Iterator[str]:
    for span in sentences(text, "en"):
        yield span.of(text)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
