"""The static sentence embedding."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.models import embedding

SENTENCES = (
    "The ferry ran aground in thick fog on Monday morning, and 48 people were taken off by helicopter.",
    "Rescuers lifted 48 passengers from a ferry that hit rocks in fog early on Monday.",
    "The central bank left its key interest rate unchanged at 4.5 percent.",
    "Le café de Zürich — “ouvert” depuis 1912…",
    "",
)


def _pooled(text: str) -> np.ndarray[Any, Any]:
    """The slow, obvious twin: one row after another, in whole numbers of any size."""
    held = embedding.load()
    total = [0] * 256
    for row in held.found(text):
        factor = int(held.factors[row])
        total = [value + factor * int(cell) for value, cell in zip(total, held.rows[row], strict=True)]
    return np.array(total)


def test_a_sentence_is_a_unit_vector_of_256_dimensions() -> None:
    vectors = embedding.load().sentences(SENTENCES)
    assert vectors.shape == (5, 256)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors[:4], axis=1), 1, atol=1e-5)


def test_a_text_of_no_words_is_like_nothing() -> None:
    assert not embedding.load().sentences(["", " \n", "!?…"]).any()


def test_no_texts_make_no_vectors() -> None:
    assert embedding.load().sentences([]).shape == (0, 256)


def test_sentences_that_say_the_same_are_nearer_than_sentences_that_do_not() -> None:
    first, second, other, *_ = embedding.load().sentences(SENTENCES)
    assert first @ second > 0.6
    assert first @ other < 0.3


def test_near_sentences_have_near_codes() -> None:
    codes = np.unpackbits(embedding.load().codes(SENTENCES[:3]), axis=1)
    assert codes.shape == (3, 256)
    assert (codes[0] != codes[1]).sum() < 90
    assert (codes[0] != codes[2]).sum() > 90


def test_a_sum_is_that_of_its_rows_one_by_one() -> None:
    sums = embedding.load().sums(SENTENCES)
    assert all((_pooled(text) == row).all() for text, row in zip(SENTENCES, sums, strict=True))


@given(st.lists(st.sampled_from(SENTENCES[:4]), max_size=6))
@settings(max_examples=20, deadline=None)
def test_a_vector_does_not_depend_on_its_neighbours(texts: list[str]) -> None:
    together = embedding.load().sums(texts)
    alone = [embedding.load().sums([text])[0] for text in texts]
    assert all((one == other).all() for one, other in zip(together, alone, strict=True))


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_odd_text_finds_less_and_never_raises(text: str) -> None:
    held = embedding.load()
    assert np.isfinite(held.sentences([text])).all()
    assert (held.sums([text])[0] == held.sums([f" {text} "])[0]).all()


def test_capitals_accents_and_marks_make_no_difference() -> None:
    held = embedding.load()
    assert held.found("“Café” in ZÜRICH!") == held.found("cafe in zurich")


def test_a_word_of_too_many_letters_is_not_looked_up() -> None:
    assert embedding.cut("a" * 101, {"a": 0, "##a": 1}) == ()


def test_a_word_with_an_unknown_part_is_left_out_whole() -> None:
    assert embedding.cut("abx", {"a": 0, "##b": 1}) == ()
    assert embedding.cut("abb", {"a": 0, "##b": 1}) == ("a", "##b", "##b")


def test_a_very_long_text_does_not_leave_32_bits() -> None:
    held = embedding.load()
    heaviest = max(held.pieces, key=lambda piece: held.factors[held.pieces[piece]] * piece.isalpha())
    sums = held.sums([f"{heaviest} " * 6000])
    once = held.sums([heaviest])
    assert (sums == once * embedding.MOST_PIECES).all()


def test_the_files_keep_within_ten_million_bytes() -> None:
    files = (embedding.ROWS, embedding.FACTORS, embedding.PIECES)
    assert sum(file.stat().st_size for file in files) < 10_000_000


def test_loading_brings_in_numpy_and_nothing_heavy() -> None:
    code = (
        "import sys; from retell.models import embedding; embedding.load().sentences(['A ferry.']);"
        "heavy = {'numba', 'tokenizers', 'onnxruntime', 'pyarrow', 'torch'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def _reference() -> Any:
    """The public tokenizer with the shipped vocabulary."""
    library = pytest.importorskip("tokenizers", reason="the tokenizers library is not installed")
    pieces = {"[UNK]": len(embedding.load().pieces), **embedding.load().pieces}
    for mark in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~“”‘’—–…":
        pieces.setdefault(mark, len(pieces))
    made = library.Tokenizer(library.models.WordPiece(pieces, unk_token="[UNK]"))
    made.normalizer = library.normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = library.pre_tokenizers.BertPreTokenizer()
    return made


def _agree(reference: Any, text: str) -> bool:
    held = embedding.load()
    wanted = [number for number in reference.encode(text).ids if number < len(held.pieces)]
    return held.found(text) == [row for row in wanted if held.factors[row]][: embedding.MOST_PIECES]


@pytest.mark.parametrize(
    "text", [*SENTENCES, "東京で会議", "naïve—soufflé", "A\u00adB\u200bC \x00 D", "co-op's 1,250.5"]
)
def test_pieces_are_those_of_the_public_tokenizer(text: str) -> None:
    assert _agree(_reference(), text)


@given(st.text(alphabet=st.characters(max_codepoint=0x4FF), max_size=80))
@settings(max_examples=150, deadline=None)
def test_pieces_of_any_european_text_are_those_of_the_public_tokenizer(text: str) -> None:
    assert _agree(_reference(), text)
