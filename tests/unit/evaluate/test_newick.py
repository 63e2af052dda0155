"""Trees in Newick form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.evaluate.newick import joined


@pytest.mark.parametrize(
    ("text", "edges", "named"),
    [
        ("(A,B)R;", [("R", "A"), ("R", "B")], {"R", "A", "B"}),
        (
            "(A:1,(B:2,C):0.5);",
            [("*1", "A"), ("*1", "*2"), ("*2", "B"), ("*2", "C")],
            {"A", "B", "C"},
        ),
        ("(('Ms. a (1)',x_y)0.98:1,[a note]Z);",
         [("*1", "*2"), ("*1", "Z"), ("*2", "Ms. a (1)"), ("*2", "x y")],
         {"Ms. a (1)", "x y", "Z"}),
        ("A;", [], {"A"}),
        ("", [], set()),
    ],
)  # fmt: skip
def test_trees_are_read(text: str, edges: list[tuple[str, str]], named: set[str]) -> None:
    assert joined(text) == (edges, named)


@given(st.text(alphabet="(),;:'[]ab1. ", max_size=40))
def test_odd_text_raises_nothing(text: str) -> None:
    edges, named = joined(text)
    assert named <= {node for edge in edges for node in edge} | named
