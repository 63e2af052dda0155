"""Places where a copy reads as one of two documents, and where it goes over."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retell.document.make import document
from retell.document.segment import segmented
from retell.lineage.account import account
from retell.lineage.exemplars import Reading, Sites, opposite, readings, runs, sites, taken
from retell.settings import SecondWeights

SETTINGS = SecondWeights()


def read(*texts: str) -> list[Reading]:
    made = [document(text, id=f"d{number}", language="en") for number, text in enumerate(texts)]
    return readings([account(each, segmented(each)) for each in made])


def test_a_changed_word_is_one_place_on_its_side() -> None:
    copy, one, other = read(
        "The old pier was shut on Tuesday. Divers found a crack in it.",
        "The old pier was shut on Monday. Divers found a crack in it.",
        "The old pier was shut on Tuesday. Divers saw a crack in it.",
    )
    assert sites(copy, one, other, SETTINGS) == Sites(one=(0.0, 1.0), other=(1.0, 0.0))


def test_a_run_of_sentences_that_one_lacks_is_little_more_than_one_place() -> None:
    told = "The pier was shut. Divers found a deep crack in it. Boats go from the west quay now."
    copy, one, other = read(told, told, "The pier was shut.")
    assert sites(copy, one, other, SETTINGS).one == (0.0, 1.0, 0.5)


def test_documents_alike_have_no_places() -> None:
    copy, one, other = read(*["The pier was shut on Tuesday."] * 3)
    assert sites(copy, one, other, SETTINGS) == Sites(one=(0.0,), other=(0.0,))


def test_the_copy_goes_over_where_that_saves_more_than_it_costs() -> None:
    found = Sites(one=(0, 0, 2, 1, 0), other=(1, 2, 0, 0, 1))
    assert taken(found, 1.5) == (2, 3)
    assert taken(found, 3.5) == ()


def test_a_sentence_that_tells_nothing_goes_with_those_about_it() -> None:
    assert taken(Sites(one=(0, 2, 0, 2, 0), other=(1, 0, 0, 0, 1)), 1.5) == (1, 2, 3)


def test_what_is_taken_begins_and_ends_with_a_sentence_that_tells() -> None:
    assert taken(Sites(one=(0, 0, 3, 0), other=(0, 0, 0, 0)), 1.5) == (2,)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12))
def test_what_is_taken_is_never_worse_than_nothing(pairs: list[tuple[int, int]]) -> None:
    found = Sites(one=tuple(float(a) for a, _ in pairs), other=tuple(float(b) for _, b in pairs))
    places = taken(found, 1.5)
    assert list(places) == sorted(set(places))
    if places:
        assert sum(found.one[at] - found.other[at] for at in places) >= 1.5


def test_pairs_in_a_row_are_one_run() -> None:
    assert runs([1, 2, 3, 4, 2], frozenset({2, 3})) == [(1, 3), (4, 5)]


def test_the_sentence_that_says_most_stands_opposite() -> None:
    copy, other = read("The pier was shut on Tuesday.", "Boats go west. The pier was shut on Monday.")
    assert opposite(copy.held[0], other, 0.25) == other.held[1]
    assert opposite(frozenset({9999}), other, 0.25) == frozenset()
