from __future__ import annotations

from collections.abc import Callable

import pytest

from retell.changes.kinds import negation
from retell.changes.model import Severity
from retell.changes.readings.stance.directions import Way, moves, turned
from retell.changes.view import View
from retell.text.tokens import tokens

Seen = Callable[..., View]


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("The crown rose 3 percent on Friday.", [Way.UP]),
        ("The crown was up 3 points.", [Way.UP]),
        ("Shares in the ferry line closed down 12 pence.", [Way.DOWN]),
        ("The index was off 4.8 points.", [Way.DOWN]),
        ("The index gave up 4.8 points.", [Way.DOWN]),
        ("The index was 4.8 points lower.", [Way.DOWN]),
        ("The brewery had a loss of 9 million crowns.", [Way.LOSS]),
        ("The brewery had a profit of 9 million crowns.", [Way.PROFIT]),
        ("Exports rose 3 percent and imports fell 2 percent.", [Way.UP, Way.DOWN]),
    ],
)
def test_an_amount_goes_up_or_down_by_the_word_beside_its_figure(text: str, ways: list[Way]) -> None:
    assert [move.way for move in moves(tokens(text))] == ways


@pytest.mark.parametrize(
    "text",
    [
        "Up to 40 boats were moored there.",
        "They set up 5 tents.",
        "The crown stood still after sinking 10 points.",
        "Exports did not rise 3 percent.",
        "A rise of the river was feared.",
        "The bells rose and fell.",
        "",
    ],
)
def test_what_is_denied_came_earlier_or_has_no_figure_is_no_move(text: str) -> None:
    assert moves(tokens(text)) == []


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ("The index fell 10 points.", "The index was up 1 point.", "“fell” became “was up”"),
        ("Shares closed up 22 crowns.", "In midday trade shares lost 68.", "“closed up” became “lost”"),
        ("It told of a profit of 5 million.", "It reported a loss of 3 million.", "“profit” became “loss”"),
    ],
)
def test_an_amount_that_goes_the_other_way_is_reversed(seen: Seen, left: str, right: str, said: str) -> None:
    (found,) = turned(seen(left, right).pairs[0])
    assert found.kind == "negation.reversed" and found.severity is Severity.MEANING
    assert found.why.startswith(said) and found.left and found.right


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The index fell 10 points.", "The index was down 10 points."),
        ("Exports rose 3 percent and imports fell 2 percent.", "Exports rose 3 percent."),
        ("Exports rose 3 percent.", "The brewery had a loss of 9 million."),
        ("The index fell 10 points.", "The index was closed on Friday."),
    ],
)
def test_the_same_way_a_mixed_one_and_another_thing_are_passed_over(
    seen: Seen, left: str, right: str
) -> None:
    assert list(turned(seen(left, right).pairs[0])) == []


def test_the_kind_tells_it_once(seen: Seen) -> None:
    found = [
        change.kind for change in negation.find(seen("Shares fell 3 percent.", "Shares rose 3 percent."))
    ]
    assert found == ["negation.reversed"]
