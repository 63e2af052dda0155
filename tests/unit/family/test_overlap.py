from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.family.corpus import COURT, FERRY, edited, prose

from retell.family.columns import columns
from retell.family.measures import Measures, measured
from retell.family.overlap import Figure, Weighing, overlaps, read
from retell.family.texts import PlainTexts, word_places
from retell.settings import FamilySettings

SETTINGS = FamilySettings()


def seen(one: str, two: str) -> Measures:
    """What two texts share in a corpus of the two."""
    texts = PlainTexts([one, two])
    weighing = Weighing.of(texts.columns(SETTINGS), SETTINGS)
    pair = np.array([0]), np.array([1])
    return measured(texts.overlaps(*pair, weighing, SETTINGS), texts.sums(weighing), pair, weighing.alone)


def regions(one: str, two: str) -> list[tuple[str, str]]:
    """The stretches that two texts share, as they stand in them."""
    weighing = Weighing.of(columns([one, two], SETTINGS), SETTINGS)
    found = overlaps([one, two], [(0, 1)], weighing, SETTINGS).regions_of(0)
    ours, theirs = word_places(one), word_places(two)
    return [(one[ours[a, 0] : ours[b - 1, 1]], two[theirs[c, 0] : theirs[d - 1, 1]]) for a, b, c, d in found]


def test_a_text_stands_whole_in_itself() -> None:
    same = seen(FERRY, FERRY)
    every = (same.left, same.right, same.kept, same.likeness, same.agreed)
    assert [float(each[0]) for each in every] == [1, 1, 1, 1, 1]


def test_strangers_share_no_region() -> None:
    assert regions(FERRY, COURT) == []
    assert seen(FERRY, COURT).fuller == 0


def test_a_passage_in_another_article_is_one_region() -> None:
    passage = FERRY[40:230]
    one, two = f"{prose(1, 80)} {passage} {prose(2, 50)}", f"{prose(3, 60)} {passage} {prose(4, 70)}"
    ((left, right),) = regions(one, two)
    assert left == right
    assert left.strip('"') in passage


def test_reworded_stretches_between_runs_belong_to_the_region() -> None:
    one = prose(5, 120)
    two = edited(one, 6, 0.2)
    found = seen(one, two)
    assert len(regions(one, two)) <= 2
    assert found.fuller > 0.9
    assert 0.6 < found.kept < 0.95


def test_moved_passages_are_regions_of_their_own() -> None:
    one, two = prose(7, 60), prose(8, 60)
    assert len(regions(f"{one} {two}", f"{two} {one}")) == 2


def test_what_is_quoted_does_not_count_as_ones_own() -> None:
    said = " ".join(prose(9, 30).replace(".", "").split())
    one, two = f'{prose(1, 40)} "{said}" he said.', f'{prose(2, 40)} "{said}" she said.'
    assert seen(one, two).own == 0
    assert seen(one.replace('"', ""), two).own > 24


def test_a_quotation_that_never_closes_ends_with_its_line() -> None:
    weighing = Weighing.of(columns([FERRY], SETTINGS), SETTINGS)
    held = read('He said "this is\nnot quoted "but this is" and not this', weighing)
    assert held.quoted.tolist() == [False] * 6 + [True] * 3 + [False] * 3


@settings(deadline=None)
@given(st.integers(0, 40), st.integers(0, 40))
def test_the_two_sides_change_over(seed: int, other: int) -> None:
    one, two = prose(seed, 90), edited(prose(seed, 90), other, 0.15)
    weighing = Weighing.of(columns([one, two], SETTINGS), SETTINGS)
    ours, theirs = overlaps([one, two], [(0, 1), (1, 0)], weighing, SETTINGS).figures
    both = [Figure.WORD_WEIGHT, Figure.WORDS, Figure.NAME_WEIGHT, Figure.NAMES]
    assert ours[both].tolist() == theirs[both].tolist()


def test_a_word_in_every_document_weighs_less_than_a_new_one() -> None:
    corpus = [f"the harbour {word}" for word in ("one", "two", "six", "ten")] * 100
    weighing = Weighing.of(columns(corpus, SETTINGS), SETTINGS)
    common, rare = (read(word, weighing).weights[0] for word in ("harbour", "zither"))
    assert common < rare
    assert read("the", weighing).weights[0] == 0
