"""The lexicon: lemmas, senses, and how two words stand to each other."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.models import lexicon, wordmap
from retell.models.lexicon import RelationKind


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("went", "go"),
        ("children", "child"),
        ("running", "run"),
        ("bigger", "big"),
        ("studies", "study"),
        ("boxes", "box"),
        ("Houses", "house"),
        ("written", "write"),
        ("women", "woman"),
        ("hoping", "hope"),
    ],
)
def test_a_form_leads_to_its_lemma(word: str, lemma: str) -> None:
    assert lemma in lexicon.lemmas(word)


def test_lemmas_of_one_part_of_speech_leave_the_others_out() -> None:
    assert lexicon.lemmas("leaves", "v") == ("leave",)
    assert "leaf" in lexicon.lemmas("leaves", "n")


def test_an_unknown_word_has_no_lemma_and_is_its_own_base() -> None:
    assert lexicon.lemmas("Qwxyzzy") == ()
    assert lexicon.base("Qwxyzzy") == "qwxyzzy"
    assert not lexicon.is_known("qwxyzzy")
    assert lexicon.usual_part("qwxyzzy") is None


def test_the_usual_part_of_speech_is_the_most_tagged_one() -> None:
    assert lexicon.usual_part("house") == "n"
    assert lexicon.usual_part("quickly") == "r"
    assert lexicon.usual_part("arrive") == "v"


def test_a_phrasal_verb_is_known() -> None:
    assert "set_up" in lexicon.lemmas("set up")


def test_common_words_are_more_frequent_than_rare_ones() -> None:
    assert lexicon.frequency("house") > lexicon.frequency("hovel") >= 0


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("bought", "purchased", RelationKind.SYNONYM),
        ("large", "small", RelationKind.ANTONYM),
        ("huge", "tiny", RelationKind.ANTONYM),
        ("poodle", "dog", RelationKind.WIDER),
        ("dog", "poodle", RelationKind.NARROWER),
        ("decide", "decision", RelationKind.DERIVED),
        ("gone", "went", RelationKind.SAME),
    ],
)
def test_how_two_words_stand_to_each_other(left: str, right: str, kind: RelationKind) -> None:
    found = lexicon.relation(left, right)
    assert found is not None
    assert found.kind is kind


def test_two_strangers_have_no_relation() -> None:
    assert lexicon.relation("bicycle", "quickly") is None


def test_a_wider_word_loses_information() -> None:
    breed, tiny = lexicon.relation("poodle", "dog"), lexicon.relation("planes", "aircraft")
    assert breed is not None
    assert tiny is not None
    assert breed.lost > 3 > tiny.lost


def test_a_reading_in_rare_senses_weighs_less() -> None:
    usual, rare = lexicon.relation("buy", "purchase"), lexicon.relations("fractured", "broken")
    assert usual is not None
    assert all(found.weight < usual.weight for found in rare)


def test_antonyms_are_listed_in_order() -> None:
    assert "small" in lexicon.antonyms("large")
    assert list(lexicon.antonyms("open")) == sorted(lexicon.antonyms("open"))


def test_a_synset_that_is_not_there_is_empty() -> None:
    assert lexicon.synset(1).wider == ()


def test_the_shares_of_a_lemmas_senses_add_up_to_one() -> None:
    for entry in lexicon.entries("bank"):
        assert sum(sense.share for sense in entry.senses) == pytest.approx(1.0)


@given(st.text(max_size=12))
def test_any_text_can_be_looked_up(word: str) -> None:
    assert all(word.lower() == word.lower() and lemma for lemma in lexicon.lemmas(word))
    assert lexicon.frequency(word) >= 0


WORDS = st.sampled_from(
    "dog poodle buy purchase rise fall large tiny war battle nurse house set go decision".split()
)


@given(WORDS, WORDS)
def test_wider_one_way_is_narrower_the_other(one: str, other: str) -> None:
    mirror = {RelationKind.WIDER: RelationKind.NARROWER, RelationKind.NARROWER: RelationKind.WIDER}
    there = {found.kind for found in lexicon.relations(one, other)}
    back = {found.kind for found in lexicon.relations(other, one)}
    assert {mirror.get(kind, kind) for kind in there} == back


@given(WORDS, WORDS)
def test_weights_lie_between_nought_and_one_weightiest_first(one: str, other: str) -> None:
    weights = [found.weight for found in lexicon.relations(one, other)]
    assert all(0 <= weight <= 1 for weight in weights)
    assert weights == sorted(weights, reverse=True)


def test_threads_share_the_lexicon() -> None:
    words = ["river", "bank", "money", "teacher", "storm", "ship"] * 20
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lexicon.lemmas, words))
    assert found == [lexicon.lemmas(word) for word in words]


def test_the_licence_lies_beside_the_file() -> None:
    licence = wordmap.FILE.with_suffix(".LICENSE").read_text(encoding="utf-8")
    assert "WordNet 3.0 Copyright 2006 by Princeton University" in licence


def test_the_file_is_small() -> None:
    assert wordmap.FILE.stat().st_size < 8_000_000


def test_opening_the_lexicon_loads_nothing_heavy() -> None:
    code = "import sys; import retell.models.lexicon; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("decide", "decision"),
        ("decisions", "decided"),
        ("pier", "harbour"),
        ("close", "closure"),
        ("xyzzy", "pier"),
    ],
)
def test_derived_words_are_those_with_a_derived_relation(one: str, other: str) -> None:
    related = any(found.kind is RelationKind.DERIVED for found in lexicon.relations(one, other))
    assert lexicon.derived(one, other) is related


WORDS = st.sampled_from(
    "rise fall boy lad car vehicle hot cold warm sleep doze run bank said big man".split()
)


@given(WORDS, WORDS)
def test_a_relation_is_found_wherever_two_senses_have_one(left: str, right: str) -> None:
    apart = [
        found[0]
        for one in lexicon.entries(left)
        for other in lexicon.entries(right)
        if one.pos == other.pos and one.lemma != other.lemma
        for here in one.senses[:4]
        for there in other.senses[:4]
        if (found := lexicon.senses_apart(here.synset, there.synset))
    ]
    assert set(apart) <= {each.kind for each in lexicon.relations(left, right)}


@given(WORDS)
def test_what_is_told_of_a_word_is_told_of_its_entries(word: str) -> None:
    found = lexicon.entries(word)
    assert lexicon.parts(word) == {entry.pos for entry in found}
    assert lexicon.frequency(word) == sum(entry.count for entry in found)
    assert lexicon.lemmas(word) == tuple(dict.fromkeys(entry.lemma for entry in found))
    assert all(sum(sense.share for sense in entry.senses) == pytest.approx(1) for entry in found)


def test_the_way_up_is_the_shortest_one_and_ends_somewhere() -> None:
    dog, cat = (lexicon.entries(word)[0].senses[0].synset for word in ("dog", "cat"))
    animal = lexicon.entries("animal")[0].senses[0].synset
    found = lexicon.senses_apart(dog, animal)
    assert found is not None
    assert found[0] is RelationKind.WIDER
    assert lexicon.senses_apart(animal, dog) == (RelationKind.NARROWER, *found[1:])
    assert lexicon.senses_apart(dog, cat) is None
