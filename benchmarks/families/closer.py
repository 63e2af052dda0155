"""The two models of rewritten copies: which pairs are worth a closer look, and what the look amounts to."""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from retell.alignment.passages import passages
from retell.document.model import Document
from retell.family.arrays import BOOL, F64
from retell.family.holding import hold
from retell.family.judge import Verdict, likelihood_features
from retell.family.overlap import Weighing
from retell.family.pairs import Pairs, find, judge_pairs, without_forms
from retell.family.verify import Evidence, evidence
from retell.settings import Settings

_WAYS = {"heavy": True, "spun": True, "round_trip": True, "half": True}
_WAYS |= {"excerpt": False, "near_miss": False, "form": False}
_OF_EACH = 40
_APART = 400
_WEIGHT = {"copy": 3.0, "cut copy": 2.0, "report": 3.0, "cut report": 2.0, "answer": 2.0, "apart": 0.5}
_WEIGHT |= {"event copy": 3.0, "event report": 0.5}
"""What people wrote counts for more; of what was sent out again weeks later some is the same text."""
TEST = (
    "airport bishop caterer customs doping foundry governor manhunt satellite shelling viaduct walkout"
).split()
"""Stories that are not fitted to, and the reports on their events."""
EVENTS = ("event", "event2")
"""Events that are fitted to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Two texts, whether one is a copy of the other, and whether they are for the test."""

    kind: str
    copy: bool
    test: bool
    left: str
    right: str


def stories(folders: Sequence[Path], reports: Path) -> Iterator[Example]:
    """Copies, and reports by others on the same events, whole and cut."""
    held = {folder.name: folder for folder in folders if (folder / "original.txt").exists()}
    for name, folder in sorted(held.items()):
        source, copy = ((folder / f"{side}.txt").read_text("utf-8") for side in ("original", "copy"))
        test = name in TEST
        yield Example(kind="copy", copy=True, test=test, left=source, right=copy)
        for one, two in ((1.0, 0.35), (0.35, 0.35), (0.5, 0.5)):
            yield Example(
                kind="cut copy", copy=True, test=test, left=_cut(source, one), right=_cut(copy, two)
            )
        for path in sorted(reports.glob(f"{name}*.txt")):
            report = path.read_text("utf-8")
            for text in (source, copy):
                yield Example(kind="report", copy=False, test=test, left=text, right=report)
            for one, two in ((1.0, 0.5), (0.5, 0.5), (0.4, 1.0), (0.25, 0.25)):
                left, right = _cut(source, one), _cut(report, two)
                yield Example(kind="cut report", copy=False, test=test, left=left, right=right)


def _cut(text: str, share: float) -> str:
    """The first paragraphs that together are about this share of a text."""
    kept, reached = [], 0
    for line in filter(str.strip, text.split("\n")):
        if reached >= share * len(text):
            break
        kept.append(line)
        reached += len(line)
    return "\n\n".join(kept)


def events(folder: Path) -> Iterator[Example]:
    """One event in many articles: copies beside what they were made from, reports of others beside it.

    An agency's own update may share as little with its first report as it likes, and teaches nothing.
    """
    lines = (folder / "event.tsv").read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    label = {id: told for id, told, *_ in rows}
    texts = {id: (folder / id).read_text("utf-8") for id in label}
    sources = sorted({source for _, _, source, _ in rows if source})
    for id, _, source, how in rows:
        if source and "agency" not in how:
            yield Example(kind="event copy", copy=True, test=False, left=texts[source], right=texts[id])
        yield from (
            Example(kind="event report", copy=False, test=False, left=texts[other], right=texts[id])
            for other in sources
            if label[other] != label[id]
        )


def trips(folder: Path) -> Iterator[Example]:
    """Round trips through Spanish and Catalan."""
    for path in sorted(folder.glob("*.spa.txt")) + sorted(folder.glob("*.cat.txt")):
        source = folder / f"{path.name.split('.')[0]}.txt"
        test = path.name.endswith(".cat.txt")
        left, right = source.read_text("utf-8"), path.read_text("utf-8")
        yield Example(kind="trip", copy=True, test=test, left=left, right=right)


def generated(path: Path) -> Iterator[Example]:
    """Some of each way of a generated corpus."""
    records = [json.loads(line) for line in path.open(encoding="utf-8")]
    by_id = {record["id"]: record for record in records}
    chance = random.Random(5)
    for way, copy in _WAYS.items():
        made = [record for record in records if record["way"] == way and record["of"]]
        for at, record in enumerate(chance.sample(made, min(_OF_EACH, len(made)))):
            left = by_id[record["of"]]["text"]
            yield Example(kind=way, copy=copy, test=at % 2 == 1, left=left, right=record["text"])


def answers(folder: Path) -> Iterator[Example]:
    """The short answers of Clough and Stevenson beside their source; every other writer is tested."""
    for line in (folder / "udacity_copy" / "file_information.csv").read_text("utf-8").splitlines()[1:]:
        name, task, category = line.strip().split(",")[:3]
        if category != "orig":
            source = folder / "corpus" / f"orig_task{task}.txt"
            left, right = (
                source.read_text(errors="replace"),
                (folder / "corpus" / name).read_text(errors="replace"),
            )
            copy = category != "non"
            yield Example(kind="answer", copy=copy, test=ord(name[3]) % 2 == 1, left=left, right=right)


def apart(records: Sequence[dict[str, str]], settings: Settings) -> Iterator[Example]:
    """Press releases that share names and words and were sent out more than ten days apart."""
    days = [date.fromisoformat(record["published"][:10]).toordinal() for record in records]
    found = find(hold([record["text"] for record in records]), settings.family)
    seen = found.pairs.seen
    may = (seen.likeness >= 0.25) & (seen.agreed >= 0.5) & (seen.names >= 4) & (seen.named >= 0.4)
    chosen = np.flatnonzero(may & _open(without_forms(found.pairs, settings.family))).tolist()
    random.Random(7).shuffle(chosen)
    used: dict[int, int] = {}
    told = 0
    for pair in chosen:
        one, two = int(found.pairs.first[pair]), int(found.pairs.second[pair])
        if max(used.get(one, 0), used.get(two, 0)) < 2 and abs(days[one] - days[two]) > 10 and told < _APART:
            used[one], used[two] = used.get(one, 0) + 1, used.get(two, 0) + 1
            told += 1
            texts = records[one]["text"], records[two]["text"]
            yield Example(kind="apart", copy=False, test=told % 2 == 1, left=texts[0], right=texts[1])


def _open(pairs: Pairs) -> BOOL:
    """Which pairs have no verdict that is sure."""
    sure = pairs.judged.probabilities[:, [Verdict.COPY, Verdict.EXCERPT, Verdict.FORM]].max(axis=1)
    found: BOOL = (sure < 0.9) & (pairs.judged.verdicts != Verdict.FORM)
    return found


def cheap(examples: Sequence[Example], background: Sequence[str], settings: Settings) -> tuple[F64, BOOL]:
    """What is measured of every pair in passing, in a corpus with these others, and which are not sure."""
    texts = hold([side for each in examples for side in (each.left, each.right)] + list(background))
    rows = np.arange(len(examples))
    weighing = Weighing.of(texts.columns(settings.family), settings.family)
    pairs = judge_pairs(texts, 2 * rows, 2 * rows + 1, weighing, settings.family)
    return likelihood_features(pairs.seen), _open(pairs)


def close(example: Example, settings: Settings) -> list[float]:
    """What a closer look measures of a pair."""
    left, right = Document(id="left", text=example.left), Document(id="right", text=example.right)
    found = passages(left, right, settings.passages)
    return close_features(evidence(left, right, found, settings.family, settings.passages), settings)


def close_features(seen: Evidence, settings: Settings) -> list[float]:
    """The terms of the logistic function in `family/verify.py`, in the order of its weights."""
    kept = seen.contents.kept(settings.family.supposed_particulars)
    return [
        1.0,
        seen.fuller * kept,
        seen.ordered * kept,
        seen.ordered * seen.course.nearness,
        seen.contents.alone,
    ]


def fitted(seen: F64, copies: BOOL, weights: F64, ridge: float = 0.2) -> F64:
    """The weights of a logistic function, by Newton's method."""
    found = np.zeros(seen.shape[1])
    for _ in range(100):
        chances = 1 / (1 + np.exp(-seen @ found))
        slope = seen.T @ (weights * (chances - copies)) + ridge * found
        bend = (seen * (weights * chances * (1 - chances))[:, None]).T @ seen + ridge * np.eye(len(found))
        found = found - np.linalg.solve(bend, slope)
    return np.round(found, 2)


def told(name: str, seen: F64, weights: F64, examples: Sequence[Example], least: float) -> None:
    """Print the weights, and by kind the share of the test that reaches a probability."""
    chances = 1 / (1 + np.exp(-seen @ weights))
    print(name, tuple(weights.tolist()), f"share of the test at {least} and above:")
    for kind in dict.fromkeys((each.kind, each.copy) for each in examples):
        here = [at for at, each in enumerate(examples) if (each.kind, each.copy) == kind and each.test]
        if here:
            cells = "copies" if kind[1] else "none"
            print(f"  {kind[0]:<11} {cells:<7} {(chances[here] >= least).mean():.3f} of {len(here)}")


def main() -> None:
    """Fit on one part of the examples and print how the other is judged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("quality", type=Path, help="tests/quality")
    parser.add_argument("generated", type=Path, help="a corpus of generate.py")
    parser.add_argument("releases", type=Path, help="press releases with dates, JSON lines")
    parser.add_argument("answers", type=Path, help="the folder of Clough and Stevenson's answers")
    parser.add_argument("--retired", nargs="*", default=[], help="retired pairs in tests/quality/heldout")
    given = parser.parse_args()
    settings = Settings()
    records = [json.loads(line) for line in given.releases.open(encoding="utf-8")]
    records = [record for record in records if record["published"]][:6000]
    folders = [
        *(given.quality / "stories").iterdir(),
        *(given.quality / "heldout" / n for n in given.retired),
    ]
    examples = [
        *stories(folders, given.quality / "independents"),
        *(each for name in EVENTS for each in events(given.quality / name)),
        *trips(given.quality / "roundtrip"),
        *generated(given.generated),
        *answers(given.answers),
        *apart(records, settings),
    ]
    copies = np.array([each.copy for each in examples])
    learnt = np.array([not each.test for each in examples])
    weights = np.array([_WEIGHT.get(each.kind, 1.0) for each in examples])
    looked = np.array([close(each, settings) for each in examples])
    told("copy_*", looked, fitted(looked[learnt], copies[learnt], weights[learnt]), examples, 0.5)
    many, open_many = cheap(examples, [record["text"] for record in records], settings)
    few, open_few = cheap(examples, [], settings)
    wanted = np.concatenate((open_many & learnt, open_few & learnt))
    both = np.concatenate((many, few))[wanted]
    likely = fitted(both, np.tile(copies, 2)[wanted], np.tile(weights, 2)[wanted])
    for name, seen, doubt in (("many", many, open_many), ("few", few, open_few)):
        asked = [each for each, unsure in zip(examples, doubt, strict=True) if unsure]
        told(f"likely_weights, {name} others", seen[doubt], likely, asked, settings.family.least_likely)


if __name__ == "__main__":
    main()
