from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.family.folding import CAPITAL, fold_table, folded, origins
from retell.family.words import key_words

LETTERS = st.text(
    st.sampled_from(
        "abc XYZ,.“”’—éÉüßıﬁ½ﬀ МосквайЙ ΑθήναςΣ 渡船が东 हिन्दी क़ ไทย 한국 \u0301\u0338\u093c\u00a0😀"
    ),
    max_size=40,
)


def test_ascii_stands_for_itself() -> None:
    assert folded('Said "HE", twice.') == 'Said "HE", twice.'


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Éric élu", "Eric elu"),
        ("Straße", "Strasse"),
        ("Москва и Минск", f"{CAPITAL}москва и {CAPITAL}минск"),
        ("РАН", f"{CAPITAL}ран"),
        ("ΣΙΣΥΦΟΣ", f"{CAPITAL}σισυφοσ"),
        ("渡船", " 渡  船 "),
        ("“Ja” – «nei»", '"Ja"   "nei"'),
        ("½ €", "1 2  "),
        ("한국", "한국"),
        ("क़", "क़"),
    ],
)
def test_letters_fold_in_every_alphabet(text: str, read: str) -> None:
    assert folded(text) == read


@given(LETTERS)
def test_every_folded_character_comes_from_one_of_the_text_in_order(text: str) -> None:
    came = origins(text)
    assert len(came) == len(folded(text))
    assert came == sorted(came)
    assert all(0 <= at < len(text) for at in came)


@given(LETTERS)
def test_words_do_not_depend_on_how_letters_are_composed(text: str) -> None:
    assert key_words(unicodedata.normalize("NFC", text)) == key_words(unicodedata.normalize("NFD", text))


@given(st.text(max_size=60))
def test_odd_text_never_raises_and_words_are_small(text: str) -> None:
    assert all(word and not re.search("[A-Z]", word) for word in key_words(text))
    assert len(origins(text)) == len(folded(text))


def test_a_composed_letter_and_its_parts_are_read_alike() -> None:
    apart = {chr(code): unicodedata.normalize("NFD", chr(code)) for code in range(0x80, 0x3400)}
    odd = [one for one, parts in apart.items() if key_words(one) != key_words(parts)]
    assert [each for each in odd if unicodedata.is_normalized("NFC", each)] == []


def test_the_table_says_what_is_said_letter_by_letter() -> None:
    table = fold_table()
    for code in (0xE9, 0xDF, 0x41C, 0x43C, 0x3A3, 0x201C, 0x2013, 0x304C, 0xFB01, 0xBD):
        made = bytes(table.bytes[8 * code : 8 * code + int(table.lengths[code])]).decode()
        assert made == folded(chr(code))
