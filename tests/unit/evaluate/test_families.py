from __future__ import annotations

import json
from collections.abc import Callable
from itertools import combinations
from math import comb
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.errors import InputError
from retell.evaluate.families import (
    FamilyScores,
    by_id,
    read_families,
    read_labels,
    read_origins,
    score_families,
    table,
)

Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file and gives its path."""

    def written(name: str, text: str) -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return written


def test_a_worked_example_by_hand() -> None:
    """Two pairs agree, of four that are true, four that are said and ten in all."""
    labels = {"a1": "a", "a2": "a", "a3": "a", "b1": "b", "b2": "b"}
    scores = score_families(labels, [["a1", "a2"], ["a3", "b1", "b2"]])
    assert (scores.pairs.precision, scores.pairs.recall) == (0.5, 0.5)
    assert scores.adjusted_rand == pytest.approx((2 - 1.6) / (4 - 1.6))
    assert scores.b_cubed.precision == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5)
    assert scores.b_cubed.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert (scores.documents, scores.labels, scores.families, scores.missing) == (5, 2, 2, 0)


def test_documents_in_no_family_stand_alone() -> None:
    scores = score_families({"a": "1", "b": "2", "c": "3"}, [])
    assert (scores.adjusted_rand, scores.missing, scores.families) == (1.0, 3, 0)
    assert scores.pairs.f1 == scores.b_cubed.f1 == 1.0


def test_documents_without_a_label_do_not_count() -> None:
    assert score_families({"a": "1", "b": "1"}, [["a", "b", "stranger"]]).adjusted_rand == 1.0


def test_one_great_cluster_scores_as_chance() -> None:
    labels = {str(n): str(n % 3) for n in range(9)}
    assert score_families(labels, [sorted(labels)]).adjusted_rand == pytest.approx(0.0)


def test_nothing_labelled_is_nothing_wrong() -> None:
    assert score_families({}, [["a", "b"]]).adjusted_rand == 1.0


def slow(labels: dict[str, str], families: list[list[str]]) -> tuple[float, ...]:
    """The same figures pair by pair and document by document."""
    home = {id: f"f{n}" for n, members in enumerate(families) for id in members}
    found = {id: home.get(id, f"alone {id}") for id in labels}
    true = {pair for pair in combinations(sorted(labels), 2) if labels[pair[0]] == labels[pair[1]]}
    said = {pair for pair in combinations(sorted(labels), 2) if found[pair[0]] == found[pair[1]]}
    chance = len(true) * len(said) / max(1, comb(len(labels), 2))
    top, bottom = len(true & said) - chance, (len(true) + len(said)) / 2 - chance
    precision = recall = 0.0
    for id, label in labels.items():
        mates = {other for other in labels if labels[other] == label}
        near = {other for other in labels if found[other] == found[id]}
        precision += len(mates & near) / len(near) / len(labels)
        recall += len(mates & near) / len(mates) / len(labels)
    return (
        top / bottom if bottom else 1.0,
        len(true & said) / len(said) if said else 1.0,
        len(true & said) / len(true) if true else 1.0,
        precision,
        recall,
    )


@given(
    st.dictionaries(
        st.text("abcdefgh", min_size=1, max_size=2),
        st.tuples(st.sampled_from("xyz"), st.sampled_from([0, 1, 2, None])),
        min_size=1,
        max_size=12,
    )
)
def test_the_figures_agree_with_the_slow_way(drawn: dict[str, tuple[str, int | None]]) -> None:
    labels = {id: label for id, (label, _) in drawn.items()}
    families = [[id for id, (_, home) in drawn.items() if home == n] for n in range(3)]
    scores = score_families(labels, families)
    quick = (
        scores.adjusted_rand,
        scores.pairs.precision,
        scores.pairs.recall,
        scores.b_cubed.precision,
        scores.b_cubed.recall,
    )
    assert quick == pytest.approx(slow(labels, families))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("labels.jsonl", '{"id": "a", "label": 1}\n\n{"id": "b", "label": 2}\n'),
        ("labels.csv", "id,label,note\na,1,x\nb,2,y\n"),
        ("labels.tsv", "\ufeffid\tlabel\na\t1\nb\t2\n"),
    ],
)
def test_labels_are_read_from_json_lines_and_tables(write: Write, name: str, text: str) -> None:
    assert read_labels(write(name, text)) == {"a": "1", "b": "2"}


def test_families_are_read_from_stories(write: Write) -> None:
    stories = "".join(json.dumps({"family": ids, "root": None}) + "\n" for ids in (["a", "b"], ["c"]))
    assert read_families(write("stories.jsonl", stories)) == [["a", "b"], ["c"]]


def test_families_are_read_from_clusters_by_label(write: Write) -> None:
    assert read_families(write("clusters.csv", "id,label\na,1\nb,2\nc,1\n")) == [["a", "c"], ["b"]]


def test_no_stories_are_no_families(write: Write) -> None:
    assert read_families(write("stories.jsonl", "")) == []


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("x.jsonl", '{"id": "a", "label": 1}\nnonsense\n', "line 2"),
        ("x.jsonl", "[1]\n", "not a JSON object"),
        ("x.jsonl", '{"id": "a"}\n', "no label"),
        ("x.csv", "id,group\na,1\n", "no label"),
    ],
)
def test_a_file_that_holds_no_labels_is_named(write: Write, name: str, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_labels(write(name, text))


def test_a_story_whose_family_is_no_list_is_named(write: Write) -> None:
    with pytest.raises(InputError, match="not a list"):
        read_families(write("stories.jsonl", '{"family": "a"}\n'))


def test_the_table_names_every_figure() -> None:
    scores: FamilyScores = score_families({"a": "1", "b": "1", "c": "2"}, [["a", "b"]])
    printed = table(scores)
    for word in ("adjusted Rand", "pairs", "B-cubed", "precision", "recall", "F1", "3 labelled documents"):
        assert word in printed


STORY = {
    "family": ["01", "02"],
    "members": [
        {"id": "01", "origin": "desk/blast.txt"},
        {"id": "02", "origin": "https://paper.example/news/blast"},
        {"id": "03", "origin": None},
    ],
}


def test_labels_may_name_the_file_or_address_a_document_came_from(write: Write) -> None:
    origins = read_origins(write("stories.jsonl", json.dumps(STORY)))
    named = {"blast.txt": "a", "https://paper.example/news/blast": "a", "04": "b"}
    assert by_id(named, origins) == {"01": "a", "02": "a", "04": "b"}
    assert by_id({"/home/me/desk/blast.txt": "a"}, origins) == {"01": "a"}


def test_the_end_of_several_origins_names_none_of_them(write: Write) -> None:
    two = {"members": [{"id": "1", "origin": "a/x.txt"}, {"id": "2", "origin": "b/x.txt"}]}
    origins = read_origins(write("stories.jsonl", json.dumps(two)))
    assert by_id({"x.txt": "one", "b/x.txt": "two"}, origins) == {"x.txt": "one", "2": "two"}


def test_a_table_of_families_has_no_origins(write: Write) -> None:
    assert read_origins(write("families.csv", "id,label\n1,a\n")) == {}


def test_labels_that_no_family_holds_are_told() -> None:
    scores = score_families({"a": "1", "b": "1", "stray": "2"}, [["a", "b"]])
    assert scores.nowhere == ("stray",)
    assert "In no family, or written otherwise than there: stray" in table(scores)
    many = score_families({str(n): "1" for n in range(14)}, [["0", "1"]])
    assert "and 2 more" in table(many)


def test_labels_that_match_nothing_at_all_are_told_so() -> None:
    said = table(score_families({"x.txt": "1", "y.txt": "1"}, [["a", "b"]]))
    assert "None of the labels is the id, file or address" in said
