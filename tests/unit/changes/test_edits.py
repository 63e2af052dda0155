"""The script of word edits inside a link."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retell.changes.edits import Op, applied, edits, hunks
from retell.settings import EditSettings
from retell.text.tokens import tokens

SETTINGS = EditSettings()
WORDS = st.lists(
    st.sampled_from(["the", "The", "ferry", "left", "Port", "at", "noon", ",", "mayor", "said", "not"]),
    max_size=14,
).map(" ".join)


def script(left: str, right: str) -> list[tuple[str, str, str]]:
    a, b = tokens(left), tokens(right)
    return [
        (
            edit.op.value,
            " ".join(a[at].text for at in edit.left),
            " ".join(b[at].text for at in edit.right),
        )
        for edit in edits(a, b, SETTINGS)
    ]


def differing(left: str, right: str) -> list[tuple[str, str]]:
    a, b = tokens(left), tokens(right)
    return [
        (" ".join(a[at].text for at in hunk.left), " ".join(b[at].text for at in hunk.right))
        for hunk in hunks(edits(a, b, SETTINGS), a)
        if not hunk.moved
    ]


def test_one_word_for_another_is_a_replacement() -> None:
    assert ("replace", "led", "headed") in script("She led the crew", "She headed the crew")


def test_equal_sentences_are_kept_whole() -> None:
    assert [op for op, _, _ in script("She led the crew", "She led the crew")] == ["keep"]


def test_a_phrase_taken_elsewhere_is_a_move() -> None:
    left = "The port authority said the ferry had left at noon"
    right = "The ferry had left at noon, the port authority said"
    assert any(op == "move" for op, _, _ in script(left, right))


def test_a_word_replaced_inside_a_moved_clause_is_replaced_where_it_went() -> None:
    found = script(
        "After the storm battered the northern coast, the ferry company halted all sailings.",
        "The ferry company stopped all sailings after the storm battered the northern coast.",
    )
    assert ("move", "ferry company", "ferry company") in found
    assert ("replace", "halted", "stopped") in found
    assert ("move", "all sailings", "all sailings") in found


def test_the_first_letter_of_a_moved_clause_is_a_change_of_case() -> None:
    found = script(
        "The dike gave way overnight, engineers in the town of Saltby said.",
        "Engineers in the town of Saltby said the dike gave way overnight.",
    )
    assert not any(op in ("insert", "remove") and "the" in f"{a}{b}".lower().split() for op, a, b in found)


def test_figures_that_changed_places_are_moved() -> None:
    found = script("It passed by 52 votes to 48.", "It passed by 48 votes to 52.")
    assert [(op, left) for op, left, _ in found if op != "keep"] == [("move", "48"), ("move", "52")]


def test_a_change_of_case_is_a_replacement_so_that_the_script_stays_exact() -> None:
    assert ("replace", "The", "the") in script("The ferry left", "Then the ferry left")


def test_a_function_word_kept_between_two_rewrites_joins_their_hunk() -> None:
    assert ("heads of the", "chiefs of each") in differing(
        "He met heads of the towns", "He met chiefs of each towns"
    )


def test_a_content_word_kept_between_two_rewrites_parts_them() -> None:
    assert differing("a small ferry sank", "a tiny ferry foundered") == [
        ("small", "tiny"),
        ("sank", "foundered"),
    ]


@given(WORDS, WORDS)
def test_the_edits_applied_to_the_left_give_the_right(left: str, right: str) -> None:
    a, b = tokens(left), tokens(right)
    assert applied(edits(a, b, SETTINGS), a, b) == [token.text for token in b]


@given(WORDS, WORDS)
def test_every_token_is_in_exactly_one_edit(left: str, right: str) -> None:
    a, b = tokens(left), tokens(right)
    found = edits(a, b, SETTINGS)
    assert sorted(at for edit in found for at in edit.left) == list(range(len(a)))
    assert sorted(at for edit in found for at in edit.right) == list(range(len(b)))


@given(WORDS, WORDS)
def test_kept_and_moved_words_are_the_same_letters(left: str, right: str) -> None:
    a, b = tokens(left), tokens(right)
    for edit in edits(a, b, SETTINGS):
        if edit.op in (Op.KEEP, Op.MOVE):
            assert [a[at].text for at in edit.left] == [b[at].text for at in edit.right]


@given(WORDS, WORDS)
def test_every_changed_token_is_in_a_hunk(left: str, right: str) -> None:
    a, b = tokens(left), tokens(right)
    found = edits(a, b, SETTINGS)
    marked = hunks(found, a)
    changed = {at for edit in found if edit.op is not Op.KEEP for at in edit.left}
    assert changed <= {at for hunk in marked for at in hunk.left}
