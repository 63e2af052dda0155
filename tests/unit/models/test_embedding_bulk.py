"""The compiled path of the embedding against the plain one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.models import embedding

bulk = pytest.importorskip("retell.models.embedding_bulk", reason="numba is not installed")

NEWS = (
    "The ferry “Åsa” ran aground in thick fog — 48 people were taken off.",
    "Rescuers’ boats reached the café on Öland by 6:45 a.m.…",
    "UNBELIEVABLY, co-op's 1,250.5 tonnes;\tno\nmore.",
    "x" * 101 + " and " + "y" * 100,
    "",
)


@given(st.lists(st.one_of(st.sampled_from(NEWS), st.text(max_size=60)), max_size=8))
@settings(max_examples=150, deadline=None)
def test_sums_are_those_of_the_plain_path_bit_for_bit(texts: list[str]) -> None:
    assert (bulk.sums(texts) == embedding.load().sums(texts)).all()


@given(st.text(alphabet=st.characters(max_codepoint=0x24F, exclude_categories=["Cs"]), max_size=60))
@settings(max_examples=150, deadline=None)
def test_european_letters_are_folded_as_on_the_plain_path(text: str) -> None:
    assert (bulk.sums([text]) == embedding.load().sums([text])).all()


def test_common_accents_and_marks_of_the_news_need_no_slow_path() -> None:
    data = "".join(NEWS).encode()
    ends = np.cumsum([0, *(len(text.encode()) for text in NEWS)]).astype(np.int64)
    odd = bulk.from_bytes(np.frombuffer(data, dtype=np.uint8), ends)[1]
    assert not odd.any()


def test_a_text_in_another_script_is_handed_back() -> None:
    data = "Паром сел на мель".encode()
    sums, odd = bulk.from_bytes(np.frombuffer(data, dtype=np.uint8), np.array([0, len(data)], dtype=np.int64))
    assert odd.tolist() == [True]
    assert not sums.any()


@pytest.mark.parametrize("ends", [[0, 9], [-1, 3], [0, 3, 2], []])
def test_ends_outside_the_buffer_are_refused_before_anything_is_read(ends: list[int]) -> None:
    with pytest.raises(ValueError, match="ascend within the buffer"):
        bulk.from_bytes(np.zeros(4, dtype=np.uint8), np.array(ends, dtype=np.int64))


def test_a_letter_cut_in_two_by_the_end_of_the_buffer_is_not_read_past_it() -> None:
    data = "caf\u00e9".encode()[:-1]
    assert bulk.from_bytes(np.frombuffer(data, dtype=np.uint8), np.array([0, 4], dtype=np.int64))[
        1
    ].tolist() == [True]


def test_a_text_longer_than_any_article_is_cut_as_on_the_plain_path() -> None:
    text = "ferry " * (embedding.MOST_PIECES + 50)
    assert (bulk.sums([text]) == embedding.load().sums([text])).all()
