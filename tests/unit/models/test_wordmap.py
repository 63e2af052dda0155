"""The lexicon's file: what is packed is found again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retell.models import wordmap
from retell.models.wordmap import Record, Row, Synset, opened, packed

FORMS = st.text("abcdefgé_'-0", min_size=1, max_size=8)
NUMBERS = st.lists(st.integers(0, 2**32 - 1), max_size=4).map(tuple)
WORDS = st.lists(st.text("abcxyz/", min_size=1, max_size=5), max_size=3).map(tuple)
ROWS = st.builds(Row, pos=st.sampled_from("nvar"), senses=NUMBERS, antonyms=WORDS, derived=WORDS)
RECORDS = st.builds(
    Record,
    irregular=st.lists(st.tuples(st.sampled_from("nvar"), FORMS), max_size=2).map(tuple),
    rows=st.lists(ROWS, max_size=3).map(tuple),
).filter(lambda record: record.irregular or record.rows)
SYNSETS = st.builds(
    Synset,
    NUMBERS,
    NUMBERS,
    NUMBERS,
    st.integers(0, 255),
    st.integers(0, 65535).map(lambda parts: parts / 100),
    st.integers(0, 255),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(FORMS, RECORDS, max_size=12), st.dictionaries(st.integers(0, 999), SYNSETS, max_size=6)
)
def test_every_word_and_synset_that_is_packed_is_found(
    tmp_path: Path, records: dict[str, Record], synsets: dict[int, Synset]
) -> None:
    path = tmp_path / f"{abs(hash((tuple(records), tuple(synsets))))}.map"
    path.write_bytes(packed(sorted(records.items()), sorted(synsets.items())))
    found = opened(path)
    assert {form: found.record(form) for form in records} == records
    assert {number: found.synset(number) for number in synsets} == synsets
    assert sorted(found.forms()) == sorted(records)


@given(st.text(max_size=12))
def test_a_word_that_is_not_there_has_an_empty_record(word: str) -> None:
    assert wordmap.load().record(f"{word}\n{word}") == Record()
    assert wordmap.load().record(f"qqq{word}") == Record()


def test_a_synset_that_is_not_there_is_empty() -> None:
    assert wordmap.load().synset(5) == Synset()
    assert wordmap.load().synset(2**32 - 1) == Synset()


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.map"
    path.write_bytes(b"something else, long enough for a header")
    with pytest.raises(ValueError, match=r"other\.map is no file of the lexicon"):
        opened(path)


def test_a_lone_half_of_a_surrogate_pair_is_no_word() -> None:
    assert wordmap.load().record("\ud800") == Record()
