"""Passages that a copy has from a second document."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from retell.document.make import document
from retell.document.segment import segmented
from retell.lineage.account import Account, account
from retell.lineage.infer import lineage
from retell.lineage.kin import kin
from retell.lineage.model import Lineage, Second
from retell.lineage.second import seconds
from retell.settings import LineageSettings, SecondWeights

SETTINGS = LineageSettings()
REPORT = [
    "The harbour board closed the eastern pier on Tuesday after divers found a crack in a pile.",
    "Engineers from Lindqvist and Moe will inspect all forty piles of the pier this week.",
    "Fishing crews were asked to land their catch at Saltby until the work was finished.",
    "The pier was last repaired in 1987 at a cost of 2.4 million crowns to the town.",
    "Traders fear that the closure will keep visitors away during the herring fair in June.",
    "A spokesman for the ferry line said that the evening boats would leave from the west quay.",
    "The council meets on Friday to decide who will pay for the piles and the divers.",
    "Some of the piles are older than the lighthouse and stand in soft clay.",
    "The mayor promised that no boat owner would lose a berth over the summer.",
    "A second inspection is planned for the autumn when the water is colder and clearer.",
]
ONE = {
    "closed the eastern pier": "shut the old eastern pier",
    "will inspect all forty": "are to examine each of the forty",
    "asked to land their catch": "told to unload their fish",
    "last repaired": "most recently mended",
    "keep visitors away": "scare summer guests off",
    "evening boats would leave": "late sailings would depart",
    "decide who will pay": "settle who must find the money",
    "stand in soft clay": "rest on weak mud",
    "lose a berth": "be without a mooring",
    "colder and clearer": "cool and clear again",
}
TWO = {
    "after divers found a crack": "when frogmen spotted a fracture",
    "of the pier this week": "of the jetty within days",
    "until the work was finished": "till repairs were over",
    "at a cost of": "for some",
    "during the herring fair": "at the time of the herring festival",
    "spokesman for the ferry line": "ferry company official",
    "meets on Friday": "gathers at the end of the week",
    "older than the lighthouse": "of greater age than the lighthouse",
    "promised that no boat owner": "gave her word that nobody with a boat",
    "is planned for the autumn": "has been set down for the autumn",
}


def changed(lines: list[str], words: dict[str, str]) -> list[str]:
    text = "\n".join(lines)
    for old, new in words.items():
        text = text.replace(old, new)
    return text.split("\n")


def family() -> dict[str, list[str]]:
    """A report, two copies of it, and one that goes on from the second where it leaves the first."""
    one, two = changed(REPORT, ONE), changed(REPORT, TWO)
    mixed = changed([*one[:5], *two[5:]], {"the town": "the borough", "a spokesman": "an official"})
    return {"report": REPORT, "one": one, "two": two, "mixed": mixed}


def read(name: str, lines: list[str]) -> Account:
    made = document(" ".join(lines), id=name, language="en")
    return account(made, segmented(made))


def told(texts: dict[str, list[str]]) -> Lineage:
    return lineage([read(name, lines) for name, lines in texts.items()], SETTINGS)


def found(texts: dict[str, list[str]], tree: dict[str, str], least: float = 0.5) -> list[Second]:
    """The second sources where the tree is known."""
    names = sorted(texts)
    at = {name: number for number, name in enumerate(names)}
    accounts = [read(name, texts[name]) for name in names]
    near = kin(accounts, SETTINGS.every_pair, SETTINGS.neighbours)
    sources = {at[copy]: at[source] for copy, source in tree.items()}
    return list(seconds(accounts, near, sources, SecondWeights(least=least), SETTINGS.lost))


TREE = {"one": "report", "two": "report", "mixed": "one"}


def test_the_end_of_a_copy_that_reads_as_another_document_is_from_there() -> None:
    (second,) = found(family(), TREE)
    assert (second.source, second.copy) == ("two", "mixed")
    assert second.probability >= SETTINGS.second_source.least
    whole = " ".join(family()["mixed"])
    (passage,) = second.passages
    assert whole[passage.start : passage.end].startswith("A ferry company official")
    assert whole.endswith(whole[passage.start : passage.end])


def test_the_reason_names_both_documents_and_words_that_tell() -> None:
    (second,) = found(family(), TREE)
    assert "two" in second.why and "one" in second.why and "5 sentences" in second.why
    words = second.why.split("“")[1].split("”")[0]
    assert words in " ".join(family()["two"]).lower()


def test_the_first_source_may_be_either() -> None:
    (second,) = found(family(), TREE | {"mixed": "two"})
    assert (second.source, second.copy) == ("one", "mixed")


def test_a_family_of_which_nothing_is_known_tells_it_too() -> None:
    made = told(family())
    taken = {(second.source, second.copy) for second in made.second}
    sources = {(edge.source, edge.copy) for edge in made.edges}
    assert {("one", "mixed"), ("two", "mixed")} <= taken | sources


def test_a_copy_of_one_document_has_no_second() -> None:
    texts = family() | {"mixed": changed(changed(REPORT, ONE), {"the town": "the borough"})}
    assert found(texts, TREE) == []


def test_words_that_another_has_all_over_the_text_come_from_a_lost_document() -> None:
    odd = dict(list(TWO.items())[::2])
    texts = family() | {"one": REPORT, "mixed": changed(REPORT, odd)}
    assert found(texts, TREE) == []


def test_a_document_made_from_the_copy_is_no_second_source_of_it() -> None:
    texts = family()
    texts["later"] = texts["mixed"][1:]
    del texts["two"]
    made = found(texts, {"one": "report", "mixed": "one", "later": "mixed"})
    assert not any(second.copy == "mixed" and "later" in (second.source, *second.alike) for second in made)


def test_one_that_gives_the_passages_as_well_is_named_beside_it() -> None:
    texts = family()
    texts["twin"] = texts["two"][:-1]
    (second,) = found(texts, TREE | {"twin": "two"})
    assert {second.source, *second.alike} == {"two", "twin"}
    assert second.alike[0] in second.why


def test_what_a_copy_has_from_another_is_no_sign_of_a_lost_document() -> None:
    made = told(family())
    given = {frozenset((second.source, second.copy)) for second in made.second}
    assert given
    assert not any(pair <= set(lost.copies) for lost in made.unknown for pair in given)


def test_nothing_is_told_under_the_least_probability() -> None:
    assert found(family(), TREE, least=0.995) == []


def cycle(found: Lineage) -> bool:
    above: dict[str, set[str]] = {}
    pairs = [(edge.copy, edge.source) for edge in found.edges]
    for copy, source in pairs + [(second.copy, second.source) for second in found.second]:
        above.setdefault(copy, set()).add(source)
    for second in found.second:
        above[second.copy] |= set(second.alike)
    for start, sources in above.items():
        met, waiting = set(), sorted(sources)
        while waiting:
            node = waiting.pop()
            if node == start:
                return True
            if node not in met:
                met.add(node)
                waiting += sorted(above.get(node, ()))
    return False


@settings(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False))
def test_no_way_back_and_one_answer_in_any_order(chance: random.Random) -> None:
    texts = family()
    for number in range(chance.randint(0, 4)):
        one, two = (chance.choice(sorted(texts)) for _ in range(2))
        at = chance.randint(2, 8)
        texts[f"mix{number}"] = [*texts[one][:at], *texts[two][at:]]
    names = list(texts)
    first = told(texts)
    chance.shuffle(names)
    assert told({name: texts[name] for name in names}) == first
    assert not cycle(first)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([*REPORT, "", "?", "é ß", "one two", "a\u0000b c"]), max_size=6))
def test_odd_texts_find_less_and_raise_nothing(lines: list[str]) -> None:
    told(family() | {"odd": lines or ["x"]})
