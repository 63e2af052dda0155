"""Traditions of copied texts as scribes make them, with their true trees, over texts given to it.

A line of the output is a tradition: `documents`, `edges` of the whole tree, lost documents among them, and
what it is like. `--folders` writes each as a judge has it: a folder of text files and a stemma in dot.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.lineage.scribes import Lexicon, copied, holed, joined, scribe
from rapidfuzz import process
from rapidfuzz.distance import OSA


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a tradition is like: shares of nodes and of copies, `wear` and `spelling` as scribes have them."""

    witnesses: int
    branching: int
    inner_lost: float
    leaf_lost: float
    root_kept: bool
    wear: float
    spelling: float
    holed: float
    merged: float
    layout: str


def drawn(chance: random.Random) -> Kind:
    """A kind of tradition, drawn widely."""
    return Kind(
        witnesses=chance.choice((8, 12, 13, 16, 20, 30, 40, 60)),
        branching=chance.choice((2, 3, 4)),
        inner_lost=chance.choice((0.1, 0.4, 0.6, 0.9)),
        leaf_lost=chance.choice((0.0, 0.2, 0.4)),
        root_kept=chance.random() < 0.4,
        wear=chance.choice((0.02, 0.04, 0.08, 0.15)),
        spelling=chance.choice((0.0, 0.05, 0.2, 0.6)),
        holed=chance.choice((0.0, 0.0, 0.3, 0.7)),
        merged=chance.choice((0.0, 0.0, 0.1)),
        layout=chance.choice(("line", "lines", "paragraphs", "marks")),
    )


def language(texts: Sequence[str]) -> Lexicon:
    """The words of a language, and which of them a scribe would take for each other."""
    counts = Counter(word.lower() for text in texts for word in _words(text, marks=False))
    common = [word for word, _ in counts.most_common(1500)]
    near = {
        word: [
            str(found[0])
            for found in process.extract(word, common, scorer=OSA.distance, limit=4, score_cutoff=3)
            if found[0] != word
        ][:3]
        for word in common
    }
    return Lexicon(common=common[:200], known=frozenset(counts), near={w: n for w, n in near.items() if n})


def _words(text: str, *, marks: bool) -> list[str]:
    return text.split() if marks else re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text)


def tradition(text: str, known: Lexicon, kind: Kind, chance: random.Random) -> dict[str, object]:
    """One tradition over a text."""
    first = _words(text, marks=kind.layout == "marks")
    if kind.layout != "marks":
        first = [word.lower() for word in first]
    sources, written = [-1], [first]
    kept: list[int] = []
    lots = chance.random()
    while len(kept) < kind.witnesses:
        source = _next(sources, kind, chance)
        exemplar: Sequence[str] = written[source]
        if chance.random() < kind.merged and len(written) > 2:
            exemplar = joined(exemplar, chance.choice(written), chance)
        hand = scribe(chance, wear=kind.wear, spelling=kind.spelling)
        sources.append(source)
        written.append(copied(exemplar, (chance, hand, known)))
        kept = _kept(sources, kind, lots)
    return _told(sources, written, kept, kind, chance)


def _next(sources: Sequence[int], kind: Kind, chance: random.Random) -> int:
    """The next source: one that has room for a copy, younger ones rather."""
    used = Counter(sources)
    free = [at for at in range(len(sources)) if used[at] < kind.branching]
    return free[max(chance.randrange(len(free)), chance.randrange(len(free)))]


def _kept(sources: Sequence[int], kind: Kind, lots: float) -> list[int]:
    """The documents that are kept; every one by a lot of its own, so that more copies lose no others."""
    inner = set(sources)
    found = []
    for at in range(len(sources)):
        lot = random.Random(f"{lots}/{at}").random()
        held = kind.root_kept if at == 0 else lot >= (kind.inner_lost if at in inner else kind.leaf_lost)
        if held:
            found.append(at)
    return found


def _told(
    sources: Sequence[int],
    written: Sequence[Sequence[str]],
    kept: Sequence[int],
    kind: Kind,
    chance: random.Random,
) -> dict[str, object]:
    """The record: lost documents below which nothing is kept are no part of the tree."""
    needed: set[int] = set()
    for at in kept:
        while at >= 0 and at not in needed:
            needed.add(at)
            at = sources[at]  # noqa: PLW2901 - climbs
    names = [f"W{at:02}" for at in range(len(kept))]
    chance.shuffle(names)
    called = dict(zip(kept, names, strict=True))
    below = Counter(sources[at] for at in needed if sources[at] >= 0)
    top = next((at for at in sorted(needed) if at in called or below[at] > 1), 0)
    needed -= {
        at for at in needed if at < top and at not in called and below[at] == 1 and _above(sources, top, at)
    }
    texts = {
        at: holed(written[at], chance, chance.uniform(0.1, 0.6))
        if chance.random() < kind.holed
        else written[at]
        for at in kept
    }
    edges = [
        {"source": called.get(sources[at], f"x{sources[at]}"), "copy": called.get(at, f"x{at}")}
        for at in sorted(needed)
        if sources[at] in needed
    ]
    documents = [
        {"id": called[at], "text": laid_out(texts[at], kind.layout, chance)}
        for at in sorted(kept, key=lambda at: called[at])
    ]
    return {"documents": documents, "edges": edges, "kind": asdict(kind)}


def _above(sources: Sequence[int], low: int, high: int) -> bool:
    while low > 0:
        low = sources[low]
        if low == high:
            return True
    return False


def laid_out(words: Sequence[str], layout: str, chance: random.Random) -> str:
    """Words as a file has them: in one line, in short lines, in paragraphs."""
    if layout == "lines":
        size = chance.randint(5, 9)
        return "\n".join(" ".join(words[at : at + size]) for at in range(0, len(words), size)) + "\n"
    if layout == "paragraphs":
        return "\n\n".join(" ".join(words[at : at + 80]) for at in range(0, len(words), 80)) + "\n"
    return " ".join(words) + "\n"


def traditions(texts: Sequence[Mapping[str, str]], count: int, seed: int) -> Iterator[dict[str, object]]:
    """`count` traditions, each over another text, languages in turn."""
    by_language: dict[str, list[str]] = {}
    for each in texts:
        by_language.setdefault(each["language"], []).append(each["text"])
    known = {name: language(held) for name, held in by_language.items()}
    names = sorted(by_language)
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")
        name = names[number % len(names)]
        text = by_language[name][(number // len(names)) % len(by_language[name])]
        made = tradition(text, known[name], drawn(chance), chance)
        yield {"name": f"{name}-{seed}-{number}", "language": name} | made


def dot(record: Mapping[str, object]) -> str:
    """The stemma, lost documents in grey."""
    edges = record["edges"]
    assert isinstance(edges, list)
    lost = sorted({name for edge in edges for name in edge.values() if name.startswith("x")})
    lines = [f'  "{name}" [color="grey"];' for name in lost]
    lines += [f'  "{edge["source"]}" -> "{edge["copy"]}";' for edge in edges]
    return "digraph {\n" + "\n".join(lines) + "\n}\n"


def main() -> None:
    """Write traditions over a JSONL of texts with their languages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, help='JSONL with "text" and "language"')
    parser.add_argument("out", type=Path, help="JSONL, or a folder")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folders", action="store_true")
    given = parser.parse_args()
    texts = [json.loads(line) for line in given.texts.open(encoding="utf-8")]
    made = traditions(texts, given.count, given.seed)
    if not given.folders:
        lines = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in made)
        given.out.write_text(lines, encoding="utf-8")
        return
    for record in made:
        folder = given.out / str(record["name"])
        (folder / "witnesses").mkdir(parents=True, exist_ok=True)
        (folder / "stemma.dot").write_text(dot(record), encoding="utf-8")
        documents = record["documents"]
        assert isinstance(documents, list)
        for each in documents:
            (folder / "witnesses" / f"{each['id']}.txt").write_text(each["text"], encoding="utf-8")


if __name__ == "__main__":
    main()
