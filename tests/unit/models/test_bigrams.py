"""The table of words that stand together."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from training.lineage.bigrams import counted, table

from retell.models import bigrams
from retell.models.bigrams import START, entry, sign, together


@pytest.fixture
def _small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of two sentences, said often."""
    words, pairs = counted(iter(["The ferry struck a reef. The crew left the ferry."] * 20))
    np.save(tmp_path / "small.npy", table(words, pairs))
    monkeypatch.setattr(bigrams, "FILE", tmp_path / "small.npy")
    _forget()


@pytest.fixture(autouse=True)
def _table_of_its_own() -> object:
    yield
    _forget()


def _forget() -> None:
    bigrams._table.cache_clear()
    bigrams._value.cache_clear()


@pytest.mark.usefixtures("_small")
def test_words_that_follow_each_other_stand_together() -> None:
    assert together("struck", "a") > 0 > together("a", "struck")


@pytest.mark.usefixtures("_small")
def test_of_a_word_the_table_has_not_nothing_is_said() -> None:
    assert together("struck", "zeppelin") == together("zeppelin", "a") == 0


@pytest.mark.usefixtures("_small")
def test_a_sentence_begins_with_what_sentences_begin_with() -> None:
    assert together(START, "the") > together(START, "reef")


def test_figures_are_one_word_and_so_are_names_inside_a_sentence() -> None:
    assert sign("1,204", "1,204", first=False) == "#"
    assert sign("Okafor", "okafor", first=False) == "N"
    assert sign("Divers", "divers", first=True) == "divers"


def test_what_one_text_alone_says_is_not_in_the_table() -> None:
    words, pairs = Counter({"very": 9, "odd": 9}), Counter({("very", "odd"): 2})
    assert len(table(words, pairs)) == 2


def test_an_entry_holds_the_value_in_its_lowest_bits() -> None:
    assert {entry("a", "b", value) & 15 for value in (-50.0, 50.0)} == {0, 15}


def test_the_shipped_table_knows_what_news_says() -> None:
    assert together("prime", "minister") > 4 > together("prime", "secretary")
