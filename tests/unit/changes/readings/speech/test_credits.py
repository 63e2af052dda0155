"""Credits that are gone, or written otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from retell.changes.readings.speech.credits import credits_gone
from retell.changes.view import View
from retell.document.model import Furniture, FurnitureKind
from retell.text.spans import Span

Seen = Callable[..., View]


def with_bylines(view: View, left: str, right: str) -> View:
    """A view whose sides have those lines as bylines."""
    sides = []
    for side, line in ((view.left, left), (view.right, right)):
        start = side.text.find(line) if line else -1
        found = (
            (
                Furniture(
                    kind=FurnitureKind.BYLINE, span=Span(start=start, end=start + len(line)), why="a byline"
                ),
            )
            if start >= 0
            else ()
        )
        sides.append(replace(side, document=replace(side.document, furniture=found)))
    return replace(view, left=sides[0], right=sides[1])


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("By Nora Pellan", "By Nora Pelan", "name.misspelt"),
        ("By Nora Pellan", "By Admin", "attribution.credit"),
        ("By Nora Pellan", "By Otto Brisk", "attribution.credit"),
        ("By Nora Pellan and Ivo Karst", "By Nora Pellan", "attribution.credit"),
    ],
)
def test_a_byline_put_otherwise_is_a_misspelling_and_one_that_is_gone_a_credit(
    seen: Seen, left: str, right: str, kind: str
) -> None:
    view = with_bylines(seen(f"{left}. The pier closed.", f"{right}. The pier closed."), left, right)
    (change,) = credits_gone(view)
    assert change.kind == kind
    assert (change.right is None) is (kind == "attribution.credit")


def test_a_byline_that_stands_is_nothing(seen: Seen) -> None:
    line = "By Nora Pellan"
    view = with_bylines(seen(f"{line}. The pier closed.", f"{line}. The pier shut."), line, line)
    assert not list(credits_gone(view))
