"""Versions of one page, put in order by their texts.

Versions are no copies. A page grows, in passages rather than in words; its typography is mended; it comes
to speak of later years. So two versions are told apart by weights of their own, learned from the histories
of encyclopedia articles. A whole chain says more than its pairs: neighbours in time are near in text, and
the direction of the chain is voted on by all its pairs. The best order is found exactly (Held & Karp 1962)
for short chains, and for long ones from the likeliest first version to the next nearest.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from retell.lineage.revised import REVISED, revised
from retell.settings import LineageSettings, VersionWeights

_WORD = re.compile(r"\w+|[^\w\s]")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_MARKUP = re.compile(r"</?[a-z]+|&[a-z]+;", re.IGNORECASE)
_CONTRACTED = re.compile(r"n['’]t\b|['’](?:re|ve|ll)\b|\bit['’]s\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_SOURCES = re.compile(r"\bISBN\b|^\W*(?:references|external links|see also|notes)\W*$", re.I | re.M)
_EXACT = 9
"""Versions up to which the best order is found by looking at all; the work doubles with each."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version as words, and the measures that tell new from old."""

    words: tuple[str, ...]
    grams: frozenset[tuple[str, str]]
    sentences: Counter[str]
    measures: tuple[float, ...]


MEASURES = ("length", "variety", "paragraphs", "headings", "latest", "dashes", "brackets", "markup",
            "contractions", "sources", "exclaims", "quotes", "phrases", "breaks")  # fmt: skip
"""What is measured of a version by itself, in order."""

OF_PAIR = ("longer", "grown", "runs", *REVISED)
"""What is measured of a pair, in order."""


def version(text: str) -> Version:
    """The version that `text` is."""
    words = tuple(_WORD.findall(text))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    headings = sum(len(line.split()) <= 5 and not line.endswith((".", ":")) for line in lines)
    years = [int(year) for year in _YEAR.findall(text)]
    parts = (part.strip() for part in _SENTENCE.split(text))
    sentences = Counter(part for part in parts if len(part.split()) > 2)
    counts = (
        len(words),
        len(set(words)),
        len(lines),
        headings,
        0,
        text.count("–") + text.count("—"),
        sum(text.count(mark) for mark in "[]{}|"),
        len(_MARKUP.findall(text)),
        len(_CONTRACTED.findall(text)),
        len(_SOURCES.findall(text)),
        text.count("!") + text.count("?"),
        text.count('"') + text.count("'"),
        sentences.total(),
        text.count("\n"),
    )
    measures = [math.log1p(count) for count in counts]
    measures[MEASURES.index("latest")] = float(max(years, default=0))
    return Version(
        words=words, grams=frozenset(pairwise(words)), sentences=sentences, measures=tuple(measures)
    )


def measured(old: Version, new: Version) -> Numbers:
    """How much each measure speaks for `new` being the newer one; the other way round it is the negative."""
    apart = [theirs - ours for ours, theirs in zip(old.measures, new.measures, strict=True)]
    latest = MEASURES.index("latest")
    both = old.measures[latest] and new.measures[latest]
    apart[latest] = math.tanh(apart[latest] / 5) if both else 0.0
    steps = Indel.opcodes(old.words, new.words)
    put_in = [step for step in steps if step.tag == "insert"]
    left_out = [step for step in steps if step.tag == "delete"]
    come = sum(step.dest_end - step.dest_start for step in put_in)
    gone = sum(step.src_end - step.src_start for step in left_out)
    grown = math.log((come + 5) / (gone + 5))
    runs = math.log((len(put_in) + 1) / (len(left_out) + 1))
    changed = revised(old.words, new.words, (old.sentences, new.sentences))
    return np.array([*apart, math.tanh(3 * apart[0]), grown, runs, *changed])


def vector(weights: VersionWeights) -> Numbers:
    """The weights in the order of the measures."""
    return np.array([getattr(weights, name) for name in (*MEASURES, *OF_PAIR)])


def likelier_newer(old: str, new: str, settings: LineageSettings) -> float:
    """The probability that `new` is the newer of the two texts."""
    odds = float(measured(version(old), version(new)) @ vector(settings.versions))
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))


def in_order(texts: Sequence[str], settings: LineageSettings) -> list[int]:
    """The numbers of `texts` from old to new."""
    versions = [version(text) for text in texts]
    count, weights = len(versions), settings.versions
    odds, near = np.zeros((count, count)), np.zeros((count, count))
    for a in range(count):
        for b in range(a + 1, count):
            odds[a, b] = float(measured(versions[a], versions[b]) @ vector(weights))
            odds[b, a] = -odds[a, b]
            near[a, b] = near[b, a] = math.log(_likeness(versions[a], versions[b]) + weights.chance)
    gains = -np.logaddexp(0, -odds)
    steps = weights.nearness * near + (1 - weights.vote) * gains
    if count <= _EXACT:
        return _best(steps, weights.vote * gains)
    return _greedy(steps, weights.vote * gains)


def _likeness(one: Version, other: Version) -> float:
    both = len(one.grams | other.grams)
    return len(one.grams & other.grams) / both if both else 1.0


def _best(steps: Numbers, votes: Numbers) -> list[int]:
    """The order that gains most: each step from one to the next, each vote of an earlier for a later one."""
    count = len(steps)
    held: dict[tuple[int, int], tuple[float, int]] = {(1 << at, at): (0.0, -1) for at in range(count)}
    for taken in range(1, 1 << count):
        inside = [at for at in range(count) if taken >> at & 1]
        outside = [at for at in range(count) if not taken >> at & 1]
        voted = votes[inside].sum(axis=0)
        for last in inside:
            gained = held[taken, last][0]
            for at in outside:
                total = gained + float(steps[last, at] + voted[at])
                key = (taken | 1 << at, at)
                if key not in held or total > held[key][0]:
                    held[key] = (total, last)
    return _unrolled(held, count)


def _unrolled(held: dict[tuple[int, int], tuple[float, int]], count: int) -> list[int]:
    if not count:
        return []
    taken = (1 << count) - 1
    at = max(range(count), key=lambda last: (held[taken, last][0], -last))
    order = []
    while at >= 0:
        order.append(at)
        before = held[taken, at][1]
        taken, at = taken & ~(1 << at), before
    return order[::-1]


def _greedy(steps: Numbers, votes: Numbers) -> list[int]:
    """From the version that most others are thought newer than, always to the nearest one left."""
    left = list(range(len(steps)))
    order = [max(left, key=lambda at: (float(votes[at].sum()), -at))]
    left.remove(order[0])
    while left:
        order.append(max(left, key=lambda at: (float(steps[order[-1], at]), -at)))
        left.remove(order[-1])
    return order
