from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.text.quotations import quotations


def inner(text: str) -> list[str]:
    return [quotation.inner.of(text) for quotation in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” he said. “Now.”", ["We go,", "Now."]),
        ('"We go," he said. "Now."', ["We go,", "Now."]),
        ("‘We go,’ he said. ‘It isn’t late.’", ["We go,", "It isn’t late."]),
        ("'We go,' he said. 'It isn't late.'", ["We go,", "It isn't late."]),
        ("„Wir gehen“, sagte er.", ["Wir gehen"]),
        ("»Wir gehen«, sagte er.", ["Wir gehen"]),
        ("« On y va », dit-il.", ["On y va"]),
        ("彼は「行こう」と言った。", ["行こう"]),
        ("``We go,'' he said.", ["We go,"]),
        ("“We go“ he said.", ["We go"]),
        ('„We go" he said.', ["We go"]),
    ],
)
def test_every_convention_of_marks_is_read(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the dogs' bowls and the cats' beds",
        "music of the '90s and rock 'n' roll",
        "a 12\" pipe and a 5' rod",
        "‘90s kids and ‘em",
        "it isn't the band's",
        "“”",
        '""',
        "",
    ],
)
def test_apostrophes_inches_and_empty_marks_hold_no_quotation(text: str) -> None:
    assert quotations(text) == ()


def test_a_possessive_plural_does_not_end_a_quotation() -> None:
    assert inner("'The dogs' bowls were empty,' he said.") == ["The dogs' bowls were empty,"]


def test_inches_inside_a_quotation_do_not_end_it() -> None:
    assert inner('"He is 6\'2" tall," she said. "OK."') == ["He is 6'2\" tall,", "OK."]


def test_a_quotation_inside_a_quotation_is_deeper() -> None:
    found = quotations("“He said ‘go away’ and left,” she said.")
    assert [quotation.depth for quotation in found] == [0, 1]
    assert found[0].outer.contains(found[1].outer)


def test_a_quotation_of_several_paragraphs_is_open_until_the_last() -> None:
    found = quotations("“First.\n\n“Second.\n\n“Third.” He left.")
    assert [quotation.closed for quotation in found] == [False, False, True]


def test_a_forgotten_mark_does_not_swallow_the_next_paragraph() -> None:
    text = "“Broken one. He left.\nNext, “fine” here."
    assert inner(text) == ["Broken one. He left.", "fine"]


@given(st.text(alphabet="ab '’‘“”\"„«»「」‹›`.,S\n5", max_size=60))
def test_odd_marks_never_raise_and_quotations_nest(text: str) -> None:
    found = quotations(text)
    assert list(found) == sorted(found, key=lambda one: (one.outer.start, -one.outer.end))
    for quotation in found:
        assert quotation.outer.contains(quotation.inner)
        assert "\n\n" not in quotation.outer.of(text)


def test_marks_without_end_come_to_an_end() -> None:
    text = "“ ' \" ‘ a 'b " * 20_000  # a pass for every mark would take hours
    assert len(quotations(text)) < len(text)
