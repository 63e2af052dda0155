"""Scoring trees of copying and orders of versions from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.articles import Retell


def test_stories_are_scored_against_a_dot_tree(retell: Retell, tmp_path: Path) -> None:
    gold, stories = tmp_path / "gold.dot", tmp_path / "stories.jsonl"
    gold.write_text("digraph { a -> b; b -> c; }")
    story = {
        "family": ["a", "b", "c"],
        "edges": [{"source": "a", "copy": "b"}, {"source": "a", "copy": "c"}],
        "root": "a",
        "undecided": [],
    }
    stories.write_text(json.dumps(story) + "\n")
    done = retell("evaluate", "lineage", str(gold), str(stories), "--json")
    assert done.status == 0
    figures = json.loads(done.out)
    assert (figures["parents"], figures["roots"], figures["copies"]) == (0.5, 1.0, 2)


def test_versions_are_put_in_order(retell: Retell, tmp_path: Path) -> None:
    chains = tmp_path / "chains.jsonl"
    chains.write_text(
        json.dumps({"versions": ["A pier.", "A pier of oak.", "A pier of oak.\nBuilt in 1890."]})
    )
    done = retell("evaluate", "order", str(chains))
    assert done.status == 0
    assert "adjacent" in done.out


def test_a_file_without_versions_is_named(retell: Retell, tmp_path: Path) -> None:
    chains = tmp_path / "chains.jsonl"
    chains.write_text("{}\n")
    done = retell("evaluate", "order", str(chains))
    assert done.status == 3
    assert "R150" in done.err
