"""The places where a copy reads as one of two documents and not as the other, and where it goes over to it.

A copyist with two exemplars follows one for a while and then the other. So the places in which the two differ
come in runs: here the copy reads as the one in all of them, there as the other. Two copies of one lost
document differ from it each in its own places, all over the text, and make no such runs. The cheapest way
through the sentences with few goings-over is found by dynamic programming (Viterbi).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from retell.lineage.account import Account
from retell.settings import SecondWeights
from retell.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document by its sentences of two words and more: their numbers, words, and pairs of words as numbers.

    `held` are the pairs of each sentence, `grams` those of all.
    """

    numbers: tuple[int, ...]
    words: tuple[tuple[str, ...], ...]
    pairs: tuple[tuple[int, ...], ...]
    held: tuple[frozenset[int], ...]
    grams: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """Sentence by sentence in how many places a copy reads as `one` and not as `other`, and the reverse.

    A run of sentences that one has and the other has not at all counts as one place, and half a place for
    each sentence more: one cut makes it.
    """

    one: tuple[float, ...]
    other: tuple[float, ...]


def readings(accounts: Sequence[Account]) -> list[Reading]:
    """The documents of a family, their word pairs numbered alike."""
    numbers: dict[tuple[str, str], int] = {}
    return [_reading(account, numbers) for account in accounts]


def _reading(account: Account, numbers: dict[tuple[str, str], int]) -> Reading:
    said: dict[int, list[str]] = {}
    for number, key in zip(account.sentence, account.keys, strict=True):
        if key[0].isalnum():
            said.setdefault(number, []).append(key)
    told = [(number, tuple(words)) for number, words in sorted(said.items()) if len(words) > 1]
    pairs = [tuple(numbers.setdefault(gram, len(numbers)) for gram in pairwise(words)) for _, words in told]
    held = tuple(frozenset(each) for each in pairs)
    return Reading(
        numbers=tuple(number for number, _ in told),
        words=tuple(words for _, words in told),
        pairs=tuple(pairs),
        held=held,
        grams=frozenset[int]().union(*held),
    )


def sites(copy: Reading, one: Reading, other: Reading, settings: SecondWeights) -> Sites:
    """Where `copy` reads as the one and where as the other."""
    return Sites(
        one=tuple(_sites(copy, one, other, settings)), other=tuple(_sites(copy, other, one, settings))
    )


def _sites(copy: Reading, one: Reading, other: Reading, settings: SecondWeights) -> Iterator[float]:
    before = False
    for pairs, held in zip(copy.pairs, copy.held, strict=True):
        lacking = held - other.grams
        only = lacking & one.grams
        whole = len(held) - len(lacking) < settings.lacks * len(held) and len(
            held & one.grams
        ) > settings.has * len(held)
        yield (0.5 if before else 1.0) if whole else float(len(runs(pairs, only)) if only else 0)
        before = whole


def runs(pairs: Sequence[int], only: frozenset[int]) -> list[tuple[int, int]]:
    """Where pairs of `only` stand in a row: the first of each row and the one after its last."""
    found: list[tuple[int, int]] = []
    for at, pair in enumerate(pairs):
        if pair in only:
            if found and found[-1][1] == at:
                found[-1] = (found[-1][0], at + 1)
            else:
                found.append((at, at + 1))
    return found


def taken(found: Sites, toll: float) -> tuple[int, ...]:
    """The sentences, by place, in which the copy follows the one, where it costs `toll` places to go over.

    Empty where it is cheapest to think that it follows the other throughout. What is taken begins and ends
    with a sentence that tells.
    """
    there, here = 0.0, toll
    came: list[tuple[bool, bool]] = []
    for one, other in zip(found.one, found.other, strict=True):
        came.append((there > here, here > there + toll))
        there, here = min(there, here) + one, min(here, there + toll) + other
    at_one = here < there
    path: list[int] = []
    for place in range(len(came) - 1, -1, -1):
        if at_one:
            path.append(place)
        left_one, from_other = came[place]
        at_one = not from_other if at_one else left_one
    return tuple(_trimmed(path[::-1], found.one))


def _trimmed(places: Sequence[int], telling: Sequence[float]) -> Iterator[int]:
    """Runs of places without those at their ends that tell nothing."""
    run: list[int] = []
    for place in (*places, -2):
        if run and place != run[-1] + 1:
            told = [each for each in run if telling[each]]
            if told:
                yield from (each for each in run if told[0] <= each <= told[-1])
            run = []
        run.append(place)


def opposite(sentence: frozenset[int], other: Reading, least: float) -> frozenset[int]:
    """The word pairs of that sentence of `other` that says most of `sentence`, or none."""
    found = max(other.held, key=lambda each: len(each & sentence), default=frozenset[int]())
    return found if len(found & sentence) >= least * min(len(found), len(sentence)) else frozenset()
