"""Sentence links with a named encoder asked about what was left alone, and without.

    python -m benchmarks.alignment.meant FOLDER CORPORA tests/quality [--part dev|test] [--without NAME…]

The labelled stories fall into dev and test by a hash of their names, all else as in run.py. Unlike rows are
human paraphrases with next to no word in common, twelve in a row, three in ten without their counterpart
(PARADE's definitions of one thing; PAN by Madnani 2012). The fire is an invented report and its retelling
without a word in common. Independent reports were not copied: what is linked there is counted, no more.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.alignment.run import Case, essays, figures, links, part_of
from training.alignment.cases import story

from retell.alignment.align import align
from retell.document.make import document
from retell.document.segment import segmented
from retell.settings import Settings

UNLIKE = 0.08
"""Most of the words of four letters that such a pair may share."""
ROW = 12
FIRE = (
    "Flames destroyed a weaving mill on the Ostvik waterfront early on Tuesday.",
    "Nobody was killed.",
    "Two night watchmen suffered burns.",
    "Crews needed nine hours to put the blaze out.",
    "Residents were ordered to shut their windows because of toxic smoke.",
    "Investigators suspect faulty wiring.",
    "The owner, who bought the factory in 2015, has declined to comment.",
    "Some 140 weavers will lose their jobs if production cannot resume before winter.",
    "Their union demands pay for the idle weeks.",
    "The building, a listed monument, had no sprinklers.",
    "Councillors rejected a grant for them last spring, saying money was short.",
)
RETOLD = (
    "An inferno has razed a harbourside fabric plant.",
    "Everyone survived.",
    "A pair of guards went to hospital with scorched hands.",
    "It took firefighters until midday to extinguish it.",
    "People living nearby had been told to keep everything closed: fumes were poisonous.",
    "Old cables may have sparked it, detectives believe.",
    "Its proprietor is saying nothing.",
    "Over a hundred employees face redundancy unless looms run again by December.",
    "Organised labour wants wages covered meanwhile.",
    "A circus arrives there next month, with elephants.",
    "That protected landmark lacked automatic extinguishers.",
    "City politicians turned down funding several months ago; budgets were tight.",
)
CIRCUS = 9
"""What the retelling has for itself."""


def stories(gold: Path, part: str, without: Sequence[str]) -> Iterator[Case]:
    """The body of every labelled story of the part."""
    for path in sorted(gold.glob("*.gold")):
        if path.stem not in without and part_of(path.stem) == part:
            yield story(path)


def unlike(corpora: Path, part: str) -> Iterator[Case]:
    """Rows of paraphrases that share next to no word."""
    pairs: dict[str, list[tuple[str, str]]] = {"parade": [], "pan_madnani": []}
    with lzma.open(corpora / "para-pairs.jsonl.xz", "rt", encoding="utf-8") as file:
        for record in map(json.loads, file):
            wanted = record["set"] in pairs and record.get("label") == 1 and part_of(record["a"]) == part
            if wanted and _is_unlike(record["a"], record["b"]):
                pairs[record["set"]].append((record["a"], record["b"]))
    for name, held in pairs.items():
        chance = random.Random(f"{part} {name}")
        chance.shuffle(held)
        for start in range(0, min(len(held) - ROW, ROW * ROW), ROW):
            yield _row(held[start : start + ROW], chance)


def _is_unlike(one: str, other: str) -> bool:
    left, right = (set(re.findall(r"[a-z]{4,}", text.lower())) for text in (one, other))
    return min(len(left), len(right)) > 3 and len(left & right) < UNLIKE * len(left | right)


def _row(pairs: Sequence[tuple[str, str]], chance: random.Random) -> Case:
    left: list[str] = []
    right: list[str] = []
    gold = set()
    for one, other in pairs:
        roll = chance.random()
        if roll >= 0.3:
            gold.add((len(left), len(right)))
        if roll < 0.15 or roll >= 0.3:
            left.append(one)
        if roll >= 0.15:
            right.append(other)
    return Case(left=tuple(left), right=tuple(right), gold=frozenset(gold), marked=frozenset())


def fire() -> Case:
    """The invented report and its retelling."""
    retold = [at for at in range(len(RETOLD)) if at != CIRCUS]
    return Case(left=FIRE, right=RETOLD, gold=frozenset(enumerate(retold)), marked=frozenset())


def independent(quality: Path, part: str, without: Sequence[str], settings: Settings) -> tuple[int, int]:
    """How many pairs of a story's text and a report by another hand there are, and the links in all."""
    pairs = found = 0
    for path in sorted((quality / "independents").glob("*.txt")):
        name = path.stem.removesuffix("-wire")
        if name in without or part_of(name) != part:
            continue
        for other in sorted((quality / "stories" / name).glob("*.txt"))[:2]:
            one, two = (document(each.read_text(encoding="utf-8")) for each in (other, path))
            pairs += 1
            found += len(align(one, two, segmented(one), segmented(two), settings.alignment).links)
    return pairs, found


def main() -> None:
    """Print the figures of one part, without the encoder and with it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("encoder")
    parser.add_argument("corpora", type=Path)
    parser.add_argument("quality", type=Path)
    parser.add_argument("--part", choices=("dev", "test"), default="test")
    parser.add_argument("--without", nargs="*", default=[], help="stories left out")
    given = parser.parse_args()
    both = {"without": Settings(), "with": Settings().with_encoder(given.encoder)}
    sets = {
        "stories": list(stories(given.quality / "stories" / "gold", given.part, given.without)),
        "essays": list(essays(given.corpora, given.part)),
        "unlike": list(unlike(given.corpora, given.part)),
        "fire": [fire()],
    }
    for name, cases in sets.items():
        print(f"{name} {given.part}: {len(cases)} pairs, {sum(len(case.gold) for case in cases)} links")
        for way, settings in both.items():
            answers = [links(case, settings.alignment)[1] for case in cases]
            print(f"  {way:8}{sum(map(len, answers)):5}", figures(cases, answers))
    for way, settings in both.items():
        pairs, found = independent(given.quality, given.part, given.without, settings)
        print(f"independent {given.part}: {pairs} pairs, {found} links {way}")


if __name__ == "__main__":
    main()
