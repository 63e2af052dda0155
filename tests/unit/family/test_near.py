from __future__ import annotations

from tests.unit.family.corpus import COURT, FERRY, family

from retell.family.near import near_labels
from retell.settings import FamilySettings

SETTINGS = FamilySettings()


def test_edited_copies_belong_with_the_first_and_strangers_with_themselves() -> None:
    one, light, *_ = family(3)
    assert near_labels([COURT, one, light, FERRY], SETTINGS).tolist() == [0, 1, 1, 3]


def test_texts_without_words_belong_with_nothing() -> None:
    assert near_labels(["", "", "..."], SETTINGS).tolist() == [0, 1, 2]
