"""Properties of the kinds that speak of speech; single findings are written in tests/cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retell.changes.kinds import attribution, certainty, quotation
from retell.changes.model import Change, Severity
from retell.changes.view import View
from retell.document.model import Furniture, FurnitureKind
from retell.text.spans import Span

Seen = Callable[..., View]
Find = Callable[[View], Iterator[Change]]
FINDERS = (quotation.find, attribution.find, certainty.find)
WORDS = st.lists(
    st.sampled_from(
        "Hill Marsh said claimed “ ” ' \" ‘ ’ , . may will not n't … [ ] the bridge is closed allegedly who "
        "calling it according to police plans tried 5 \u0301 🙂".split()
    ),
    min_size=1,
    max_size=14,
).map(" ".join)


@pytest.mark.parametrize("find", FINDERS)
@given(left=WORDS, right=WORDS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_odd_text_never_raises_and_spans_fit(seen: Seen, find: Find, left: str, right: str) -> None:
    view = seen(left, right)
    for change in find(view):
        assert change.left is None or change.left.end <= len(left)
        assert change.right is None or change.right.end <= len(right)
        assert change.why


@pytest.mark.parametrize("find", FINDERS)
@given(text=WORDS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_text_beside_itself_has_no_changes(seen: Seen, find: Find, text: str) -> None:
    assert not [change for change in find(seen(text, text)) if change.severity is not Severity.HARMLESS]


@pytest.mark.parametrize(("speaker", "surname"), [("Anna Hill", "Hill"), ("Anna Hill-Osei", "Hill-Osei")])
def test_the_reason_names_the_speaker(seen: Seen, speaker: str, surname: str) -> None:
    view = seen(f"“We will fight on,” said {speaker}.", f"“We will battle on,” said {speaker}.")
    (change,) = quotation.find(view)
    assert change.why == f"“fight” became “battle” inside a quotation of {surname}’s"


def test_a_quotation_is_found_again_in_a_sentence_that_is_not_linked(seen: Seen) -> None:
    left = ["“The old harbour is sinking slowly,” said Hill.", "It rained."]
    right = ["It rained.", "“The old harbour is sinking quickly,” said Hill."]
    found = [c for c in quotation.find(seen(left, right, [(1, 0)])) if c.severity is not Severity.HARMLESS]
    assert [change.kind for change in found] == ["quotation.wording"]


def test_an_agency_whose_credit_is_gone_is_named(seen: Seen) -> None:
    view = seen("NORHAVEN (Newswire) The bridge is closed.", "The bridge is closed.")
    piece = Furniture(kind=FurnitureKind.DATELINE, span=Span(start=0, end=19), why="a test")
    side = replace(view.left, document=replace(view.left.document, furniture=(piece,)))
    kinds = [change.kind for change in attribution.find(replace(view, left=side))]
    assert "attribution.credit" in kinds


@pytest.mark.parametrize("kind", [quotation, attribution, certainty])
def test_a_kind_tells_the_reader_what_it_is(kind: object) -> None:
    assert kind.__doc__
