"""Passages measured as PAN's text-alignment task measures them: detections out, plagdet back.

A folder as PAN 2013/14 lays it out: `susp/` and `src/` with the texts, and one folder of XML per kind of
obfuscation, each with its file `pairs`. The measures are those of Potthast et al. (COLING 2010): precision
and recall over the characters of both sides, averaged over detections and cases, and granularity.
"""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from xml.sax.saxutils import quoteattr

from retell.alignment.passages import passages
from retell.document.model import Document
from retell.errors import InputError
from retell.settings import PassageSettings
from retell.text.spans import Span, covered

CASE, DETECTION = "plagiarism", "detected-plagiarism"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Case:
    """A passage of a suspicious file beside one of a source file, by name and span."""

    suspicious: str
    ours: Span
    source: str
    theirs: Span

    def meets(self, other: Case) -> bool:
        """Whether the two overlap on both sides; both are of one pair of files."""
        return self.ours.overlaps(other.ours) and self.theirs.overlaps(other.theirs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A line of a `pairs` file: a suspicious file and a source file, in the folder of one kind."""

    folder: str
    suspicious: str
    source: str

    @property
    def file(self) -> str:
        """The name of the pair's XML files."""
        return f"{Path(self.suspicious).stem}-{Path(self.source).stem}.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class PanScore:
    """The measures over one set of pairs; `touched` counts the pairs with any detection."""

    pairs: int
    touched: int
    cases: int
    detections: int
    plagdet: float
    precision: float
    recall: float
    granularity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PanScores:
    """The measures over all pairs, and over each folder's, by folder name."""

    overall: PanScore
    folders: Mapping[str, PanScore]


def evaluate(
    directory: Path,
    out: Path,
    settings: PassageSettings,
    *,
    keep: Callable[[Pair], bool] = lambda _: True,
    workers: int = 2,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> PanScores:
    """Detect in every pair that `keep` lets through, write the XML to `out`, and score it.

    `progress` is called with the pairs done and the pairs in all. Raises InputError where `directory` is
    not laid out as PAN's is.
    """
    wanted = [pair for pair in pairs(directory) if keep(pair)]
    out.mkdir(parents=True, exist_ok=True)
    found: dict[Pair, list[Case]] = {}
    for pair, cases in _detected(directory, wanted, settings, workers):
        (out / pair.file).write_text(_xml(pair, cases), encoding="utf-8")
        found[pair] = cases
        progress(len(found), len(wanted))
    return _scores(directory, found)


def pairs(directory: Path) -> list[Pair]:
    """The pairs of every folder that has a file of that name, in order."""
    folders = sorted(path.parent for path in directory.glob("*/pairs"))
    if not folders or not (directory / "susp").is_dir() or not (directory / "src").is_dir():
        raise InputError.not_gold(
            str(directory), "it needs susp/, src/ and a folder with a file called pairs"
        )
    lines = (
        (folder, line.split()) for folder in folders for line in (folder / "pairs").read_text().splitlines()
    )
    return [Pair(folder=folder.name, suspicious=line[0], source=line[1]) for folder, line in lines if line]


def read_cases(file: Path, feature: str) -> list[Case]:
    """The cases or detections in one XML file, each once, in order; none where there is no such file."""
    if not file.is_file():
        return []
    root = ET.parse(file).getroot()
    found = {_case(root.get("reference", ""), x) for x in root.iter("feature") if x.get("name") == feature}
    return sorted(found)


def _case(suspicious: str, feature: ET.Element) -> Case:
    numbers = [
        int(feature.get(name, "0"))
        for name in ("this_offset", "this_length", "source_offset", "source_length")
    ]
    return Case(
        suspicious=suspicious,
        ours=Span(start=numbers[0], end=numbers[0] + numbers[1]),
        source=feature.get("source_reference", ""),
        theirs=Span(start=numbers[2], end=numbers[2] + numbers[3]),
    )


def _detected(
    directory: Path, wanted: Sequence[Pair], settings: PassageSettings, workers: int
) -> Iterator[tuple[Pair, list[Case]]]:
    """Each pair with its detections, in order."""
    work = partial(detect, directory, settings)
    if workers < 2 or len(wanted) < 2:
        yield from zip(wanted, map(work, wanted), strict=True)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from zip(wanted, pool.map(work, wanted, chunksize=16), strict=True)


def detect(directory: Path, settings: PassageSettings, pair: Pair) -> list[Case]:
    """The passages of one pair, as detections."""
    left = Document(id=pair.suspicious, text=_text(directory / "susp" / pair.suspicious))
    right = Document(id=pair.source, text=_text(directory / "src" / pair.source))
    return [
        Case(suspicious=pair.suspicious, ours=passage.left, source=pair.source, theirs=passage.right)
        for passage in passages(left, right, settings)
    ]


def _text(file: Path) -> str:
    """The file as PAN counts its characters: UTF-8, line ends as they stand."""
    if not file.is_file():
        raise InputError.missing(str(file))
    return file.read_bytes().decode("utf-8", errors="replace")


def _xml(pair: Pair, cases: Iterable[Case]) -> str:
    """The pair's detections as PAN writes them."""
    lines = [
        f'<feature name="{DETECTION}" this_offset="{case.ours.start}" this_length="{len(case.ours)}" '
        f"source_reference={quoteattr(pair.source)} "
        f'source_offset="{case.theirs.start}" source_length="{len(case.theirs)}"/>'
        for case in cases
    ]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<document reference={quoteattr(pair.suspicious)}>'
    return "\n".join([head, *lines, "</document>\n"])


def _scores(directory: Path, found: Mapping[Pair, list[Case]]) -> PanScores:
    """The measures of every folder and of all; a pair that two folders list counts once in all."""
    gold = {pair: read_cases(directory / pair.folder / pair.file, CASE) for pair in found}
    folders = sorted({pair.folder for pair in found})
    return PanScores(
        overall=score(gold, found),
        folders={folder: score(_inside(gold, folder), _inside(found, folder)) for folder in folders},
    )


def _inside(cases: Mapping[Pair, list[Case]], folder: str) -> dict[Pair, list[Case]]:
    return {pair: those for pair, those in cases.items() if pair.folder == folder}


def score(gold: Mapping[Pair, Sequence[Case]], found: Mapping[Pair, Sequence[Case]]) -> PanScore:
    """The measures of the detections `found` against the cases `gold`."""
    cases = sorted({case for those in gold.values() for case in those})
    detections = sorted({case for those in found.values() for case in those})
    precision, recall = _share(detections, cases), _share(cases, detections)
    granularity = _granularity(cases, detections)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return PanScore(
        pairs=len(found),
        touched=sum(bool(those) for those in found.values()),
        cases=len(cases),
        detections=len(detections),
        plagdet=f1 / math.log2(1 + granularity),
        precision=precision,
        recall=recall,
        granularity=granularity,
    )


def _share(these: Sequence[Case], those: Sequence[Case]) -> float:
    """The mean share of the characters of `these`, both sides together, that `those` that meet them cover."""
    if not these or not those:
        return float(not these and not those)
    meeting = _meeting(these, those)
    return sum(_covered(case, others) for case, others in meeting) / len(these)


def _meeting(these: Sequence[Case], those: Sequence[Case]) -> list[tuple[Case, list[Case]]]:
    """Each of `these` with those that meet it."""
    by_pair: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for case in those:
        by_pair[case.suspicious, case.source].append(case)
    return [(c, [o for o in by_pair[c.suspicious, c.source] if c.meets(o)]) for c in these]


def _covered(case: Case, others: Sequence[Case]) -> float:
    ours = covered(_cut(case.ours, other.ours) for other in others)
    theirs = covered(_cut(case.theirs, other.theirs) for other in others)
    return (ours + theirs) / (len(case.ours) + len(case.theirs))


def _cut(span: Span, other: Span) -> Span:
    """The part of `other` inside `span`; the two overlap."""
    return Span(start=max(span.start, other.start), end=min(span.end, other.end))


def _granularity(cases: Sequence[Case], detections: Sequence[Case]) -> float:
    """How many detections a detected case falls into, on average."""
    pieces = [len(others) for _, others in _meeting(cases, detections) if others]
    return sum(pieces) / len(pieces) if pieces else 1.0
