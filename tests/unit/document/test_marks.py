"""What a line lacks tells sooner that it has no form, and never says otherwise than the forms themselves."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retell.document.marks import AGENCY_LINES, DATELINES, MARKS, Mark, _believed, dateline, mark_of

SAID = """
    Published Updated posted 12 March 2024 10:15 ago read 3 minutes Source: Photo: Image by credit
    Reuters AP PA © (c) copyright ends -30- ## Video Watch now Play media caption pictured left above:
    correction: an earlier version of this story was updated clarified Read more: Sign up for our app
    follow us on X click here For the latest visit reporting by Additional writing contributed to this
    report with agencies press contact: ( ) | / — - LONDON PARIS, March 3 (Reuters) (AP) Mon Tuesday
    at 9 the harbour board met and Anna Holm said.
""".split()
LINES = st.lists(st.sampled_from([*SAID, "“", "\u0663", "ſ", "É"]), min_size=1, max_size=9).map(" ".join)


def _plainly(line: str) -> Mark | None:
    return next((mark for mark in MARKS if mark.form.fullmatch(line)), None)


def _dateline_plainly(line: str) -> int:
    forms = (DATELINES[0], *AGENCY_LINES, *DATELINES[1:])
    for form in forms:
        found = form.match(line)
        if found and _believed(found.group(), line[found.end() :].lstrip()):
            return found.end()
    return 0


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_a_line_has_the_mark_that_its_forms_give_it(line: str) -> None:
    assert mark_of(line) is _plainly(line)


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_a_line_has_the_dateline_that_its_forms_give_it(line: str) -> None:
    assert dateline(line) == _dateline_plainly(line)


@pytest.mark.parametrize(
    "line",
    [
        "Published 3 March 2024",
        "* Last updated: 4 Apr 2021 10:15 GMT",
        "12 March 2024",
        "5 minutes ago",
        "3 min read",
        "1:02:03 — Source: the harbour board",
        "Credit: the harbour board",
        "Photograph by: Anna Holm",
        "A. Holm / Reuters",
        "© 2024 the harbour board",
        "- ends -",
        "Watch now: the pier",
        "Pictured above: the pier",
        "File photo of the pier",
        "The pier on a grey day. Photo by Anna Holm",
        "The pier as it stood in the spring (AP Photo / A. Holm)",
        "Correction: the pier is older",
        "An earlier version of this story named another pier",
        "Read more: the pier",
        "Additional reporting by Anna Holm",
        "Anna Holm contributed to this report",
        "With agencies",
        "Anna Holm and Per Lind contributed.",
        "Press contact: Anna Holm",
    ],
)
def test_every_form_is_still_met(line: str) -> None:
    assert mark_of(line) is not None
    assert mark_of(line) is _plainly(line)


@pytest.mark.parametrize(
    ("line", "length"),
    [
        ("LONDON (Reuters) - The pier closed", 18),
        ("(AP) — The pier closed", 6),
        ("(CNN) The pier closed", 5),
        ("PARIS, March 3 — The pier closed", 17),
        ("Oslo, March 3 — The pier closed", 16),
        ("The pier — long closed — opened", 0),
    ],
)
def test_datelines_are_still_met(line: str, length: int) -> None:
    assert bool(dateline(line)) is bool(length)
    assert dateline(line) == _dateline_plainly(line)
