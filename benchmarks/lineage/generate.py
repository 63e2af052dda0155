"""Families of copies with their true trees, made over texts given to it.

A line of the output is a family: `documents` (as records that Retell reads), `sources` (copy → source) and
`times` (when each was truly published, whatever its record claims); `over` is the digest of its first text.
Twenty in a hundred copies are lost: their own copies count as made from the nearest document above.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from benchmarks.lineage.blending import Blend, blended, remaining
from benchmarks.lineage.operations import (
    NAMES,
    Desk,
    Draft,
    Paragraph,
    Synonyms,
    contracted,
    copied,
)
from benchmarks.lineage.rates import by_hand, drawn
from benchmarks.lineage.shapes import TEST, TRAIN, surviving

_END = re.compile(r"(?<=[a-z0-9\"”)][.!?])\s+(?=[\"“A-Z])")
_POOL = 40
"""Texts whose sentences may be put into copies of a family with second sources."""
_CITIES = ("HARBOUR CITY", "LONDON", "OSLO", "LAGOS", "DENVER", "VIENNA", "MANILA")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the families shall be like; `dated` is the share of documents with a time, `merged` that of copies
    with passages from a second document.

    `marked` copies always leave marks; without it many hardly differ from their source, or are bare cuts.
    With many `hands` some copies of a family are cuts and others reworded throughout.
    """

    size: int = 14
    lost: float = 0.2
    dated: float = 0.0
    test: bool = False
    marked: bool = False
    merged: float = 0.0
    hands: bool = False


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text, as sentences; a text in one piece is cut every few sentences."""
    parts = [" ".join(part.split()) for part in re.split(r"\n\s*\n|\n {2,}", text)]
    cut = [tuple(_END.split(part)) for part in parts if len(part.split()) > 3]
    if len(cut) > 2:
        return tuple(cut)
    flat = [sentence for part in cut for sentence in part]
    return tuple(tuple(flat[at : at + 2]) for at in range(0, len(flat), 2))


def families(texts: Sequence[str], count: int, wish: Wish, seed: int) -> Iterator[dict[str, object]]:
    """`count` families over `texts`, each over another one as long as they last."""
    synonyms, shapes = _synonyms(), sorted((TEST if wish.test else TRAIN).items())
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")
        name, shape = shapes[number % len(shapes)]
        rates = drawn(chance, shifted=wish.test, marked=wish.marked)
        strange = _strange(texts, number, _POOL if wish.merged else 1)
        desk = Desk(chance=chance, rates=rates, synonyms=synonyms, strange=strange)
        lost = round(wish.size * wish.lost / (1 - wish.lost))
        sources = shape(wish.size + lost, chance)
        drafts = [_first(texts[number % len(texts)], chance)]
        blends: dict[int, tuple[int, Blend]] = {}
        for copy, source in enumerate(sources, start=1):
            draft = drafts[source]
            if wish.merged and copy > 1 and chance.random() < wish.merged:
                other = chance.choice([at for at in range(copy) if at != source])
                mixed = blended(draft, drafts[other], chance, shifted=wish.test)
                if mixed is not None:
                    draft, blends[copy] = mixed.draft, (other, mixed)
            own = by_hand(rates, chance) if wish.hands else rates
            drafts.append(copied(draft, replace(desk, rates=own)))
        gone = chance.sample(range(1, len(drafts)), lost)
        made = _family(f"{name}-{seed}-{number}", drafts, surviving(sources, gone), sources, wish, chance)
        over = hashlib.sha256(texts[number % len(texts)].encode()).hexdigest()[:12]
        mixed_in = {
            copy: (other, taken)
            for copy in range(1, len(drafts))
            if (found := _blend(blends, sources, gone, copy))
            and (taken := remaining(found[1], drafts[copy]))
            and (other := found[0]) != copy
        }
        yield made | {"over": over} | _beside(made, sources, mixed_in)


def _strange(texts: Sequence[str], number: int, most: int) -> list[str]:
    """Sentences of other texts, to be put in.

    Those of one text are soon put into two copies. Where second sources are sought that would look like one.
    """
    others = (texts[(number * 7 + 3 + at) % len(texts)] for at in range(most))
    return [part[0] for text in others for part in paragraphs(text)]


def _blend(
    blends: Mapping[int, tuple[int, Blend]], sources: Sequence[int], gone: Sequence[int], copy: int
) -> tuple[int, Blend] | None:
    """The second source of a copy: its own, or that of a lost document between it and its source."""
    while copy not in blends:
        copy = sources[copy - 1]
        if copy not in gone:
            return None
    return blends[copy]


def _beside(
    made: dict[str, object], sources: Sequence[int], mixed_in: Mapping[int, tuple[int, list[str]]]
) -> dict[str, object]:
    """The whole tree, with lost documents as x1, x2, …, second sources, and the sentences taken from them.

    A copy that has cut all of what was taken has no second source.
    """
    numbers = made.pop("numbers")
    assert isinstance(numbers, dict)

    def name(at: int) -> str:
        return str(numbers.get(at, f"x{at}"))

    return {
        "tree": {name(copy): name(source) for copy, source in enumerate(sources, start=1)},
        "second": {name(copy): name(other) for copy, (other, _) in mixed_in.items()},
        "taken": {name(copy): taken for copy, (_, taken) in mixed_in.items()},
    }


@lru_cache(maxsize=1)
def _synonyms() -> Synonyms:
    """Made once: it takes some seconds."""
    return Synonyms()


def _first(text: str, chance: random.Random) -> Draft:
    parts = contracted(paragraphs(text), chance)
    title = " ".join(parts[0][0].split()[:8]).rstrip(",.")
    lines = [f"By {chance.choice(NAMES)}"] if chance.random() < 0.6 else []
    dateline = f"{chance.choice(_CITIES)} (Wire) - " if chance.random() < 0.6 else ""
    return Draft(title=title, lines=tuple(lines), dateline=dateline, paragraphs=parts)


def _family(
    name: str,
    drafts: Sequence[Draft],
    kept: dict[int, int],
    sources: Sequence[int],
    wish: Wish,
    chance: random.Random,
) -> dict[str, object]:
    times = _times(sources, chance)
    members = [0, *sorted(kept)]
    names = [f"d{at:02}" for at in range(len(members))]
    chance.shuffle(names)
    called = dict(zip(members, names, strict=True))
    documents = []
    for member in sorted(members, key=lambda at: called[at]):
        record: dict[str, object] = {"id": called[member], "text": drafts[member].text}
        if chance.random() < wish.dated:
            record["published"] = _claim(times[member], chance)
        documents.append(record)
    return {
        "family": name,
        "documents": documents,
        "sources": {called[copy]: called[source] for copy, source in sorted(kept.items())},
        "times": {called[member]: times[member].isoformat(timespec="seconds") for member in members},
        "numbers": called,
    }


def _times(sources: Sequence[int], chance: random.Random) -> list[datetime]:
    """When each was published: some hours, now and then days, after its source."""
    times = [datetime(2024, 3, 4, 6, tzinfo=UTC) + timedelta(minutes=chance.randrange(100_000))]
    for source in sources:
        times.append(times[source] + timedelta(minutes=5 + chance.expovariate(1 / 600)))
    return times


def _claim(moment: datetime, chance: random.Random) -> str:
    """The time as a page claims it: a bare date, a page touched later, mostly the truth."""
    way = chance.random()
    if way < 0.04:
        moment += timedelta(hours=chance.uniform(1, 72))
    return moment.date().isoformat() if way > 0.85 else moment.isoformat(timespec="seconds")


def main() -> None:
    """Write families over a JSONL of texts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, help='JSONL with "text"')
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--size", type=int, default=14)
    parser.add_argument("--dated", type=float, default=0.0, help="share of documents with a time")
    parser.add_argument("--test", action="store_true", help="other shapes and other rates")
    parser.add_argument("--marked", action="store_true", help="more rewording, less cutting")
    parser.add_argument("--merged", type=float, default=0.0, help="share of copies with a second source")
    parser.add_argument("--lost", type=float, default=0.2, help="share of copies that are lost")
    parser.add_argument("--hands", action="store_true", help="each copy by a hand of its own")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    texts = [json.loads(line)["text"] for line in given.texts.open(encoding="utf-8")]
    wish = Wish(
        size=given.size,
        lost=given.lost,
        dated=given.dated,
        test=given.test,
        marked=given.marked,
        merged=given.merged,
        hands=given.hands,
    )
    with given.out.open("w", encoding="utf-8") as file:
        for family in families(texts, given.count, wish, given.seed):
            file.write(json.dumps(family) + "\n")


if __name__ == "__main__":
    main()
