"""Packed bytes, whole, damaged and malicious."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.document.packed import gunzipped, unpacked

ROOM = 1_000_000


@given(st.binary())
def test_what_was_packed_comes_out(raw: bytes) -> None:
    assert unpacked(gzip.compress(raw), "gzip", ROOM) == raw
    assert unpacked(zlib.compress(raw), "deflate", ROOM) == raw
    assert gunzipped(gzip.compress(raw), ROOM) == raw


@given(st.binary(), st.sampled_from(["gzip", "deflate", "", "identity"]))
def test_any_bytes_are_unpacked_or_refused(raw: bytes, coding: str) -> None:
    try:
        assert len(unpacked(raw, coding, ROOM)) <= ROOM or coding in ("", "identity")
    except (ValueError, OverflowError):
        assert coding


@given(st.binary(min_size=1, max_size=200), st.integers(1, 30))
def test_what_ends_in_the_middle_is_damaged(raw: bytes, cut: int) -> None:
    whole = gzip.compress(raw)
    with pytest.raises(ValueError, match=r"middle|damaged"):
        unpacked(whole[: max(1, len(whole) - cut)], "gzip", ROOM)


def test_more_than_there_is_room_for_is_refused() -> None:
    assert unpacked(gzip.compress(bytes(ROOM)), "gzip", ROOM) == bytes(ROOM)
    with pytest.raises(OverflowError):
        unpacked(gzip.compress(bytes(ROOM + 1)), "gzip", ROOM)


def test_a_coding_that_nobody_knows_is_refused() -> None:
    with pytest.raises(LookupError):
        unpacked(b"x", "br", ROOM)


def test_what_is_not_packed_is_left_alone() -> None:
    assert gunzipped(b"<urlset/>", ROOM) == b"<urlset/>"


def test_many_empty_files_in_a_row_are_an_empty_file() -> None:
    assert unpacked(gzip.compress(b"") * 200_000, "gzip", ROOM) == b""
