"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import copy
import re

import pytest

from retell.text.patterns import pattern


def test_a_pattern_answers_what_a_compiled_one_answers() -> None:
    late, soon = pattern(r"(\w)\1", re.IGNORECASE), re.compile(r"(\w)\1", re.IGNORECASE)
    found, known = late.search("bookkeeper"), soon.search("bookkeeper")
    assert found is not None
    assert known is not None
    assert found.span() == known.span()
    assert late.findall("aAbB") == soon.findall("aAbB")
    assert late.sub("-", "aab") == soon.sub("-", "aab")
    assert (late.pattern, late.flags) == (soon.pattern, soon.flags)
    assert late.fullmatch("ab") is None


def test_nothing_is_compiled_before_it_is_needed() -> None:
    wrong = pattern("(")
    with pytest.raises(re.error):
        wrong.match("")


def test_other_attributes_are_not_made_up() -> None:
    assert not hasattr(pattern("a"), "anything")
    with pytest.raises(AttributeError):
        _ = copy.copy(pattern("a")).something  # type: ignore[attr-defined]
