"""The undirected tree of a tradition."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from retell.document.make import document
from retell.document.segment import segmented
from retell.lineage.account import Account, account
from retell.lineage.collation import MISSING, collated
from retell.lineage.parsimony import Links, between, drawn, join, part, reconstructed, spanning, tidied
from retell.lineage.skeleton import skeleton
from retell.settings import SkeletonSettings

SETTINGS = SkeletonSettings()
WORDS = [
    f"{a}{b}{c}" for a in ("mar", "tol", "ven") for b in ("i", "o", "ue") for c in ("nd", "sk", "lar", "p")
]


def read(**texts: str) -> list[Account]:
    made = [document(text, id=name, language="de") for name, text in texts.items()]
    return [account(each, segmented(each)) for each in made]


def changed(words: list[str], places: range, mark: str) -> list[str]:
    """The words with those of some places spelt otherwise."""
    return [f"{word}{mark}" if at in places else word for at, word in enumerate(words)]


def text(length: int = 200) -> list[str]:
    chance = random.Random(7)
    return [chance.choice(WORDS) + chance.choice("aeiou") for _ in range(length)]


def near(pairs: tuple[tuple[str, str], ...]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


def tradition() -> list[Account]:
    """A, its lost copy with B and C made from it, and D made from A."""
    first = text()
    lost = changed(first, range(0, 40, 2), "q")
    return read(
        A=" ".join(first),
        B=" ".join(changed(lost, range(60, 100, 2), "x")),
        C=" ".join(changed(lost, range(110, 150, 2), "z")),
        D=" ".join(changed(first, range(151, 190, 2), "w")),
    )


def test_a_lost_document_stands_between_copies_that_share_what_their_source_has_not() -> None:
    found = near(skeleton(tradition(), SETTINGS))
    (lost,) = [name for name in found if name.startswith("?")]
    assert found[lost] == {"A", "B", "C"}
    assert found["D"] == {"A"}


def test_a_chain_of_copies_needs_no_lost_document() -> None:
    first = text()
    second = changed(first, range(0, 40, 2), "q")
    third = changed(second, range(60, 100, 2), "x")
    found = skeleton(read(A=" ".join(first), B=" ".join(second), C=" ".join(third)), SETTINGS)
    assert near(found) == {"A": {"B"}, "B": {"A", "C"}, "C": {"B"}}


def test_the_order_of_the_documents_does_not_matter() -> None:
    accounts = tradition()
    assert skeleton(accounts, SETTINGS) == skeleton(accounts[::-1], SETTINGS)


def test_two_documents_and_very_many_have_no_skeleton() -> None:
    assert skeleton(read(A="a b c", B="a b d"), SETTINGS) == ()
    few = SkeletonSettings(most=3)
    assert skeleton(tradition(), few) == ()


def test_a_branch_much_longer_than_usual_has_lost_documents_on_it() -> None:
    first = text(400)
    copies = {f"B{at}": " ".join(changed(first, range(at * 10, at * 10 + 8), "q")) for at in range(5)}
    far = " ".join(changed(first, range(100, 172), "x"))
    found = near(skeleton(read(A=" ".join(first), Z=far, **copies), SETTINGS))
    assert sum(name.startswith("?") for name in found) == 2
    assert "Z" not in found["A"]


def test_leaves_lost_from_a_witness_do_not_move_it() -> None:
    first = text()
    second = changed(first, range(0, 40, 2), "q")
    third = changed(second, range(42, 90, 2), "x")
    holed = second[:100]
    found = skeleton(read(A=" ".join(first), B=" ".join(holed), C=" ".join(third)), SETTINGS)
    assert near(found)["B"] == {"A", "C"}


@given(st.lists(st.text(alphabet="ab \n.", max_size=30), min_size=3, max_size=6))
def test_odd_texts_make_a_connected_tree_and_raise_nothing(texts: list[str]) -> None:
    accounts = read(**{f"d{at}": said for at, said in enumerate(texts)})
    found = near(skeleton(accounts, SETTINGS))
    reached, waiting = set(), ["d0"]
    while waiting:
        node = waiting.pop()
        if node not in reached:
            reached.add(node)
            waiting += found[node]
    assert {f"d{at}" for at in range(len(texts))} <= reached
    assert sum(map(len, found.values())) == 2 * (len(found) - 1)


def test_places_hold_words_that_stand_for_each_other() -> None:
    table = collated(
        read(
            A="der kaufmann kam nach hause",
            B="der kauffman kam nach hause",
            C="der kam spaet nach hause",
            D="der kaufmann kam nach hause",
        ),
        SETTINGS,
    )
    # The merchant, written two ways and left out once; and what one alone has put in.
    assert table.tolist() == [[1, 0], [2, 0], [0, 1], [1, 0]]


def test_a_long_gap_is_missing_and_a_short_one_is_one_difference() -> None:
    words = text(60)
    table = collated(
        read(
            A=" ".join(words),
            B=" ".join(words[:20] + words[24:]),
            C=" ".join(words[:20] + words[40:]),
        ),
        SETTINGS,
    )
    short, long = table[1].tolist(), table[2].tolist()
    assert short.count(0) == 1
    assert set(long) == {MISSING}


def star(count: int) -> Links:
    links: Links = [set() for _ in range(count)]
    for other in range(1, count):
        join(links, 0, other)
    return links


def test_a_lost_node_reads_what_makes_fewest_changes() -> None:
    links = star(4)
    between(links, 0, (1, 2))
    accounts = read(A="eins zwei drei", B="eins zwo drei", C="eins zwo drey", D="eins zwei vier")
    readings = collated(accounts, SETTINGS)
    states = reconstructed(links, readings)
    assert states[4].tolist() == states[1].tolist()
    assert drawn(links, readings, 1.0).cost == 4.0


def test_lost_nodes_that_nothing_tells_of_are_taken_out() -> None:
    links = star(3)
    between(links, 0, (1,))
    between(links, 0, (2,))
    assert tidied(links, 3) == star(3)
    part(links, 0, 3)
    assert len(tidied(links, 3)) == 3


def test_a_spanning_tree_joins_the_nearest() -> None:
    readings = collated(tradition(), SETTINGS)
    links = spanning(readings)
    assert links[3] == {0}
    assert sum(map(len, links)) == 6
