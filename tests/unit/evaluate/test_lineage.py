"""Scores of predicted trees of copying."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.errors import InputError
from retell.evaluate.lineage import score_lineages, surviving
from retell.evaluate.trees import Tree, from_dot, read_trees


def tree(undecided: tuple[tuple[str, str], ...] = (), **sources: str) -> Tree:
    members = {*sources, *sources.values()}
    return Tree(
        name="t",
        sources={copy: (source,) for copy, source in sources.items()},
        members=frozenset(members),
        undecided=undecided,
    )


def test_the_true_tree_is_all_right() -> None:
    gold = tree(b="a", c="a", d="c")
    scores = score_lineages([gold], [gold])
    assert (scores.parents, scores.roots, scores.oriented, scores.skeleton) == (1, 1, 1, 1)
    assert scores.copies == 3


def test_a_tree_turned_round_keeps_its_skeleton_and_loses_its_parents() -> None:
    scores = score_lineages([tree(b="a", c="b")], [tree(a="b", b="c")])
    assert (scores.parents, scores.roots, scores.oriented, scores.skeleton) == (0, 0, 0, 1)


def test_a_chain_told_as_a_star_is_half_right() -> None:
    scores = score_lineages([tree(b="a", c="b")], [tree(b="a", c="a")])
    assert scores.parents == 0.5
    assert scores.roots == 1
    # Of the three triples two are told one sign off.
    assert scores.skeleton == pytest.approx(1 / 3)


def test_a_family_that_was_not_found_has_nothing_right() -> None:
    scores = score_lineages([tree(b="a", c="a")], [])
    assert (scores.parents, scores.roots, scores.oriented) == (0, 0, None)


def test_edges_left_open_are_counted() -> None:
    scores = score_lineages([tree(b="a", c="a")], [tree((("a", "b"),), b="a", c="a")])
    assert scores.undecided == 0.5


def test_nothing_to_judge_gives_no_figures() -> None:
    scores = score_lineages([], [])
    assert scores.parents is None
    assert scores.skeleton is None


def test_a_lost_document_passes_its_copies_to_the_one_above() -> None:
    gold = Tree(name="t", sources={"x": ("a",), "b": ("x",), "c": ("x",)}, members=frozenset({"a", "b", "c"}))
    assert surviving(gold) == {"a": set(), "b": {"a"}, "c": {"a"}}
    assert score_lineages([gold], [tree(b="a", c="a")]).parents == 1


def test_a_copy_of_two_sources_needs_both() -> None:
    gold = Tree(name="t", sources={"c": ("a", "b")}, members=frozenset("abc"))
    assert score_lineages([gold], [tree(c="a")]).parents == 0


def test_dot_files_are_read_with_quotes_comments_and_lost_nodes() -> None:
    found = from_dot('digraph {\n// a note\n 1 [label=""];\n 1 -> "B b";\n 1 -> C -> D; }', "t")
    assert found.sources == {"B b": ("1",), "C": ("1",), "D": ("C",)}
    assert found.members == {"B b", "C", "D"}
    assert found.directed


def test_hypothetical_and_grey_nodes_are_lost_and_braces_hold_several() -> None:
    text = """digraph "a tradition" {
      graph [bgcolor="none"]; rankdir = LR
      "α" [ class=hypothetical, label="α*" ];  β [color="grey"]
      O [ class=extant ]; A [ class=extant ];
      O -> {"α" A}; "α" -> β [style=dashed]
      β -> C; A -> C [style="dashed", color="grey"];
    }"""
    found = from_dot(text, "t")
    assert found.members == {"O", "A", "C"}
    assert found.sources == {"α": ("O",), "A": ("O",), "β": ("α",), "C": ("β", "A")}
    assert surviving(found)["C"] == {"O", "A"}


@given(st.text(alphabet='AB{}[]->";= \n', max_size=40))
def test_odd_dot_files_raise_nothing(text: str) -> None:
    from_dot(text, "t")


def test_an_undirected_dot_file_is_scored_by_its_skeleton_alone() -> None:
    gold = from_dot('graph { a -- b; b -- "c"; }', "t")
    scores = score_lineages([gold], [tree(b="a", c="b")])
    assert (scores.skeleton, scores.parents, scores.roots) == (1, None, None)


def test_json_trees_are_read_in_each_of_their_forms(tmp_path: Path) -> None:
    plain = tmp_path / "a.json"
    plain.write_text('{"b": "a", "c": ["a"], "a": null}')
    lines = tmp_path / "b.jsonl"
    lines.write_text(
        '{"family": ["a", "b"], "edges": [{"source": "a", "copy": "b"}], "undecided": [["a", "b"]]}\n'
        '{"documents": [{"id": "a"}, {"id": "b"}, {"id": "z"}], "sources": {"b": "a"}}\n'
    )
    (first,) = read_trees(plain)
    second, third = read_trees(lines)
    assert first.sources == {"b": ("a",), "c": ("a",)}
    assert second.undecided == (("a", "b"),)
    assert third.members == {"a", "b", "z"}


@pytest.mark.parametrize("text", ["{", "[1]", '{"edges": 3}', '{"edges": [{"copy": "b"}]}', '{"sources": 1}'])
def test_what_is_no_tree_is_refused_by_name(text: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    path.write_text(text)
    with pytest.raises(InputError, match=r"R150: .*gold\.json"):
        read_trees(path)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.json"):
        read_trees(tmp_path / "none.json")
