from __future__ import annotations

import random
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.document.model import Document, Furniture, FurnitureKind
from retell.family.keys import Keys, _minima, body, document_keys, in_text, word_shingles
from retell.family.words import key_words, word_hashes
from retell.settings import FamilySettings
from retell.text.spans import Span

SETTINGS = FamilySettings()
WORDS = [
    f"{a}{b}{c}"
    for a in ("tar", "mel", "sov", "quin")
    for b in ("ab", "ock", "ire")
    for c in ("", "dan", "tel")
]


def keys_of(text: str) -> Keys:
    return document_keys(Document(id="a", text=text), SETTINGS)


def prose(seed: int, words: int) -> list[str]:
    chance = random.Random(seed)
    return [chance.choice(WORDS) + str(chance.randrange(40)) for _ in range(words)]


def shared(
    one: np.ndarray[tuple[int], np.dtype[np.uint64]], two: np.ndarray[tuple[int], np.dtype[np.uint64]]
) -> int:
    return len(np.intersect1d(one, two))


def same(one: Keys, two: Keys) -> bool:
    return one.text == two.text and all(
        np.array_equal(getattr(one, sort), getattr(two, sort)) for sort in ("bands", "grams", "combinations")
    )


def test_case_and_marks_between_words_change_no_key() -> None:
    assert same(
        keys_of("The ferry “Maren” sank, off Tarvik."), keys_of("THE FERRY 'MAREN' SANK\n\noff Tarvik")
    )


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("ПАРОМ ЗАТОНУЛ У БЕРЕГА", "паром затонул у берега"),
        ("ΤΟ ΠΛΟΙΟ ΒΥΘΙΣΤΗΚΕ ΣΤΟ ΛΙΜΑΝΙ ΧΘΕΣ", "το πλοίο βυθίστηκε στο λιμάνι χθες"),
        ("DIE GROSSE STRASSE", "die große straße"),
        ("ＦＵＬＬ ｗｉｄｔｈ", "full width"),
        ("Éric a été élu", "e\u0301ric a e\u0301te\u0301 e\u0301lu"),
    ],
)
def test_case_and_compatibility_forms_fold_in_every_alphabet(upper: str, lower: str) -> None:
    assert key_words(upper) == key_words(lower)


def test_a_script_without_spaces_falls_to_characters() -> None:
    assert key_words("渡船沉没 2024") == ["渡", "船", "沉", "没", "2024"]


def test_a_chinese_passage_is_found_inside_another_article() -> None:
    passage = "渡轮周二晚间在港口外沉没造成至少十二人失踪救援人员仍在海上搜寻幸存者"
    one, two = keys_of("今天的天气晴朗适合出行。" + passage), keys_of(passage + "股市在早盘交易中小幅下跌。")
    assert shared(one.grams, two.grams) >= 2
    assert shared(one.combinations, two.combinations) >= 1


def test_vowel_signs_keep_an_indic_word_whole() -> None:
    assert key_words("हिन्दी समाचार") == ["हिन्दी", "समाचार"]


def test_labelled_furniture_leaves_no_key() -> None:
    text = "Photo: A. Person\nThe ferry sank off Tarvik on Tuesday night."
    label = Furniture(kind=FurnitureKind.CREDIT, span=Span(start=0, end=16), why="")
    labelled = Document(id="a", text=text, furniture=(label,))
    assert same(document_keys(labelled, SETTINGS), keys_of(text[16:]))


def test_a_text_that_is_all_furniture_keeps_its_keys() -> None:
    label = Furniture(kind=FurnitureKind.CAPTION, span=Span(start=0, end=8), why="")
    assert body(Document(id="a", text="A ferry.", furniture=(label,))) == "A ferry."


def test_overlapping_furniture_is_cut_once() -> None:
    labels = tuple(
        Furniture(kind=FurnitureKind.CREDIT, span=Span(start=start, end=end), why="")
        for start, end in ((4, 9), (2, 6))
    )
    assert body(Document(id="a", text="0123456789", furniture=labels)) == "01\n9"


def test_a_place_in_the_body_is_found_in_the_text() -> None:
    labels = tuple(
        Furniture(kind=FurnitureKind.CREDIT, span=Span(start=start, end=end), why="")
        for start, end in ((2, 6), (8, 9))
    )
    document = Document(id="a", text="01....6.8"[:8] + ".9", furniture=labels)
    read = body(document)
    places = [in_text(document, at) for at in range(len(read)) if read[at] != "\n"]
    assert [document.text[at] for at in places] == [each for each in read if each != "\n"]


@given(seed=st.integers(0, 10_000), before=st.integers(0, 60), after=st.integers(0, 60))
def test_a_run_of_fifteen_words_always_leaves_a_gram(seed: int, before: int, after: int) -> None:
    run = prose(seed, SETTINGS.gram + SETTINGS.window - 1)
    one = keys_of(" ".join(prose(seed + 1, before) + run + prose(seed + 2, after)))
    two = keys_of(" ".join(prose(seed + 3, after) + run + prose(seed + 4, before)))
    assert shared(one.grams, two.grams) >= 1


def test_grams_are_the_minima_of_every_window() -> None:
    words = prose(5, 120)
    every = keys_of(" ".join(words[:8])).grams
    grams = [int(keys_of(" ".join(words[at : at + 8])).grams[0]) for at in range(len(words) - 7)]
    slow = sorted({min(grams[at : at + SETTINGS.window]) for at in range(len(grams) - SETTINGS.window + 1)})
    assert len(every) == 1
    assert keys_of(" ".join(words)).grams.tolist() == slow


def test_bands_meet_in_proportion_to_what_is_shared() -> None:
    words = prose(9, 400)
    light = [w if at % 25 else "other" for at, w in enumerate(words)]
    heavy = [w if at % 4 else "other" for at, w in enumerate(words)]
    ours, theirs, far = (keys_of(" ".join(each)).bands for each in (words, light, heavy))
    assert (ours == theirs).sum() > 15 > (ours == far).sum()
    assert (ours == keys_of(" ".join(prose(10, 400))).bands).sum() == 0


def test_a_long_text_is_sketched_piece_by_piece_to_the_same_end() -> None:
    words = prose(3, 5000)
    shingles = word_shingles(word_hashes(words), SETTINGS.shingle)
    assert _minima(shingles, SETTINGS).tolist() == _minima(shingles, SETTINGS, at_once=10**6).tolist()


def test_combinations_survive_the_rewording_of_every_other_word() -> None:
    chance = random.Random(4)
    words = prose(6, 300)
    reworded = [word if at % 2 else f"new{chance.randrange(10**6)}" for at, word in enumerate(words)]
    one, two = keys_of(" ".join(words)), keys_of(" ".join(reworded))
    assert shared(one.grams, two.grams) == 0
    assert shared(one.combinations, two.combinations) >= 10


def test_combinations_do_not_mind_the_order_of_two_words() -> None:
    names = [f"{a}{b}{a}{b}{a}" for a in "bcdfglm" for b in "aeiou"]
    one = [keys_of(f"harbour {name}").combinations.tolist() for name in names]
    two = [keys_of(f"{name} harbour").combinations.tolist() for name in names]
    assert one == two
    assert any(one)


def test_keys_are_the_same_in_every_process() -> None:
    code = (
        "from retell.document.model import Document; from retell.family.keys import document_keys;"
        "from retell.settings import FamilySettings;"
        "text = 'The ferry Maren sank off Tarvik on Tuesday night.';"
        "k = document_keys(Document(id='a', text=text), FamilySettings());"
        "print(k.text, k.bands[:3].tolist(), k.grams.tolist(), k.combinations.tolist())"
    )
    runs = {
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout for _ in range(2)
    }
    assert len(runs) == 1


@given(st.text(max_size=200))
def test_odd_text_never_raises_and_keys_are_ascending(text: str) -> None:
    keys = keys_of(text)
    for sort in (keys.grams, keys.combinations):
        assert (np.diff(sort.astype(object)) > 0).all()
    assert len(keys.bands) == (SETTINGS.bands if keys.words else 0)
