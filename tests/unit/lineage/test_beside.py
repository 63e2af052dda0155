"""What no tree can show: sources that are lost."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from retell.document.make import document
from retell.document.segment import segmented
from retell.lineage.account import Account, account
from retell.lineage.infer import lineage
from retell.lineage.model import Lineage
from retell.settings import LineageSettings

SETTINGS = LineageSettings()
REPORT = [
    "The harbour board closed the eastern pier on Tuesday after divers found a crack in a pile.",
    "Engineers from Lindqvist and Moe will inspect all forty piles of the pier this week.",
    "We would rather lose a weekend than a boat, harbourmaster Ines Okafor told the council.",
    "Fishing crews were asked to land their catch at Saltby until the work was finished.",
    "The pier was last repaired in 1987 at a cost of 2.4 million crowns to the town.",
    "Traders fear that the closure will keep visitors away during the herring fair in June.",
    "A spokesman for the ferry line said that the evening boats would leave from the west quay.",
    "The council meets on Friday to decide who will pay for the piles and the divers.",
]
CHANGED = {
    "closed the eastern pier": "shut the old eastern pier",
    "will inspect all forty piles": "are to examine each of the forty piles",
    "asked to land their catch": "ordered to unload their fish",
    "keep visitors away": "scare summer guests off",
}


def read(name: str, lines: list[str]) -> Account:
    made = document(" ".join(lines), id=name, language="en")
    return account(made, segmented(made))


def told(texts: dict[str, list[str]]) -> Lineage:
    return lineage([read(name, lines) for name, lines in texts.items()], SETTINGS)


def changed(lines: list[str], *words: str) -> list[str]:
    return [line if not words else _with(line, words) for line in lines]


def _with(line: str, words: tuple[str, ...]) -> str:
    for word in words:
        line = line.replace(word, CHANGED.get(word, word))
    return line


def family() -> dict[str, list[str]]:
    """Two copies of a lost copy: both have its words, each has lost what the other kept."""
    lost = changed(REPORT, *CHANGED)
    return {
        "report": REPORT,
        "one": [*lost[:3], *lost[4:]],
        "two": [line.replace("Ines Okafor", "Okafor") for line in [*lost[:6], lost[7]]],
        "plain": REPORT[:6],
        "brief": REPORT[2:],
    }


def test_words_that_two_copies_alone_share_point_to_a_lost_source() -> None:
    (found,) = told(family()).unknown
    assert (found.source, found.copies) == ("report", ("one", "two"))
    assert found.probability >= SETTINGS.lost.least
    assert "report" in found.why


def test_copies_that_differ_each_in_its_own_way_need_no_lost_source() -> None:
    texts = {
        "report": REPORT,
        "one": changed(REPORT, "closed the eastern pier", "keep visitors away"),
        "two": changed(REPORT, "will inspect all forty piles", "asked to land their catch"),
    }
    assert told(texts).unknown == ()


def test_a_family_with_one_source_for_each_has_no_second() -> None:
    assert told({"report": REPORT, "one": REPORT[:6], "two": REPORT[:4]}).second == ()


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_no_way_back_and_one_answer_in_any_order(chance: random.Random) -> None:
    texts = family() | {
        f"mix{number}": chance.sample(REPORT, chance.randint(3, 8)) for number in range(chance.randint(0, 4))
    }
    names = list(texts)
    first = told(texts)
    chance.shuffle(names)
    assert told({name: texts[name] for name in names}) == first
    above: dict[str, set[str]] = {}
    for copy, source in [(e.copy, e.source) for e in first.edges] + [
        (s.copy, s.source) for s in first.second
    ]:
        above.setdefault(copy, set()).add(source)
    for start, sources in above.items():
        met, waiting = set(), sorted(sources)
        while waiting:
            node = waiting.pop()
            assert node != start
            if node not in met:
                met.add(node)
                waiting += sorted(above.get(node, ()))
