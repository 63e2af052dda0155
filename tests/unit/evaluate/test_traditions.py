"""Witnesses of one text scored against a stemma."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from retell.errors import InputError
from retell.evaluate.lineage import score_pairs
from retell.evaluate.naming import known_names, named_alike
from retell.evaluate.traditions import beside, witnesses
from retell.evaluate.trees import Tree, from_dot, read_trees
from retell.settings import Settings

FIRST = (
    "im dritten jahr nach der grossen flut zog der fährmann mit seinen beiden söhnen den fluss hinauf und "
    "suchte die stelle wo einst die brücke gestanden hatte denn im dorf erzählte man unter ihren steinen "
    "liege das siegel des alten herzogs begraben und wer es finde dem gehöre die mühle am oberen wehr für "
    "alle zeit "
    "sie gruben sieben tage im kalten wasser und fanden nichts als scherben einen verrosteten haken und den "
    "schädel eines pferdes am achten tag aber stiess der jüngere mit dem spaten auf eine truhe aus eichenholz"
)


def changed(text: str, *pairs: tuple[str, str]) -> str:
    for one, other in pairs:
        assert one in text
        text = text.replace(one, other)
    return text


LOST = changed(FIRST, ("grossen", "groszen"), ("einst", "vormals"), ("wer es finde", "wers finde"),
               ("nichts als", "nur"), ("zog der", "gieng der"), ("verrosteten", "alten"))  # fmt: skip
TEXTS = {
    "A": FIRST,
    "B": changed(LOST, ("sieben tage", "tage siben"), ("truhe", "lade"), ("das siegel", "den ring"),
                 ("hinauf", "hinab")),
    "C": changed(LOST, ("brücke", "bruck"), ("mühle", "müle"), ("kalten wasser", "wasser"),
                 ("jüngere", "jung"), ("spaten", "haken")),
    "D": changed(FIRST, ("schädel", "kopf"), ("eichenholz", "eichen"), ("seinen beiden", "seinen"),
                 ("erzählte", "sagte"), ("oberen", "obern")),
}  # fmt: skip
STEMMA = 'digraph { x [color="grey"]; A -> x; x -> B; x -> C; A -> D; }'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "witnesses"
    made.mkdir()
    for siglum, text in TEXTS.items():
        (made / f"{siglum}.txt").write_text(text, encoding="utf-8")
    return made


def scored(tmp_path: Path, stemma: str, stories: Path, name: str = "stemma.dot") -> dict[str, float | None]:
    gold = tmp_path / name
    gold.write_text(stemma, encoding="utf-8")
    scores = score_pairs(beside(gold, stories, Settings()))
    return {"skeleton": scores.skeleton, "parents": scores.parents, "copies": scores.copies}


def test_a_folder_of_witnesses_is_scored_with_its_lost_documents(folder: Path, tmp_path: Path) -> None:
    found = scored(tmp_path, STEMMA, folder)
    assert found["skeleton"] == 1
    assert found["copies"] == 3


def test_the_stemma_may_lie_beside_the_texts(folder: Path) -> None:
    assert scored(folder, STEMMA, folder)["skeleton"] == 1


@pytest.mark.parametrize(
    "stemma",
    [
        "graph { A -- x -- B; x -- C; A -- D }",
        "digraph { 7 -> 9; 9 -> B; 9 -> C; 7 -> 8; 7 [label=A]; 8 [label=D]; }",
        'digraph { "a" -> "(x)"; "(x)" -> {"b" "c"}; "a" -> "d" -> lost1; }',
        'strict digraph "T" { node [shape=none]; A:s -> "α*":n; "α*" -> B; "α*" -> C; A -> D; A -> Q; }',
    ],
)
def test_lost_documents_need_no_mark_and_witnesses_may_be_called_otherwise(
    stemma: str, folder: Path, tmp_path: Path
) -> None:
    assert scored(tmp_path, stemma, folder)["skeleton"] == 1


def test_a_newick_tree_is_a_stemma_too(folder: Path, tmp_path: Path) -> None:
    found = scored(tmp_path, "((B,C),D)A;", folder, "tree.nwk")
    assert (found["skeleton"], found["parents"]) == (1, None)


def test_a_table_and_a_file_of_records_hold_witnesses(folder: Path, tmp_path: Path) -> None:
    words = {siglum: text.split() for siglum, text in TEXTS.items()}
    height = max(map(len, words.values()))
    rows = [
        list(words),
        *([held[at] if at < len(held) else "" for held in words.values()] for at in range(height)),
    ]
    table = tmp_path / "table.tsv"
    table.write_text("\n".join("\t".join(row) for row in rows), encoding="utf-8")
    records = tmp_path / "records.jsonl"
    lines = (json.dumps({"id": siglum, "text": text}) for siglum, text in TEXTS.items())
    records.write_text("\n".join(lines), encoding="utf-8")
    assert [each.text for each in witnesses(table)] == [each.text for each in witnesses(folder)]
    assert scored(tmp_path, STEMMA, table)["skeleton"] == 1
    assert scored(tmp_path, STEMMA, records)["skeleton"] == 1


def test_texts_that_the_stemma_does_not_know_are_left_out(folder: Path, tmp_path: Path) -> None:
    (folder / "README.txt").write_text("Four witnesses of a tale.", encoding="utf-8")
    assert scored(tmp_path, STEMMA, folder)["skeleton"] == 1


def test_a_witness_without_a_text_counts_as_lost(folder: Path, tmp_path: Path) -> None:
    (folder / "D.txt").unlink()
    found = scored(tmp_path, STEMMA, folder)
    assert (found["skeleton"], found["copies"]) == (1, 2)


def test_stories_know_documents_by_the_names_of_their_files(tmp_path: Path) -> None:
    story = {
        "family": ["1f", "2e", "3d"],
        "members": [
            {"id": one, "origin": f"/x/{name}.txt"}
            for one, name in zip(("1f", "2e", "3d"), "ABC", strict=True)
        ],
        "edges": [{"source": "1f", "copy": "2e"}, {"source": "1f", "copy": "3d"}],
        "undecided": [],
        "skeleton": [["1f", "?1"], ["?1", "2e"], ["?1", "3d"]],
    }
    stories = tmp_path / "stories.jsonl"
    stories.write_text(json.dumps(story) + "\n", encoding="utf-8")
    found = scored(tmp_path, "digraph { A -> x; x -> B; x -> C }", stories)
    assert found == {"skeleton": 1, "parents": 1, "copies": 2}


def test_a_witness_that_no_story_has_is_missed(tmp_path: Path) -> None:
    stories = tmp_path / "stories.jsonl"
    stories.write_text(json.dumps({"family": ["A", "B"], "edges": [{"source": "A", "copy": "B"}]}) + "\n")
    assert scored(tmp_path, "digraph { A -> B; A -> C }", stories)["parents"] == 0.5


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.tsv"):
        scored(tmp_path, STEMMA, tmp_path / "none.tsv")


def test_a_stemma_that_names_none_of_the_texts_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="none of its nodes"):
        scored(tmp_path, "digraph { P1 -> P2; P2 -> P3 }", folder)


def test_a_word_on_each_line_is_read_as_well_as_one_long_line(folder: Path, tmp_path: Path) -> None:
    for siglum, text in TEXTS.items():
        (folder / f"{siglum}.txt").write_text("\n".join(text.title().split()) + "\n", encoding="utf-8")
    assert scored(tmp_path, STEMMA, folder)["skeleton"] == 1


def test_names_that_two_could_have_are_nobodys() -> None:
    gold = from_dot("digraph { A -> a; a -> C; }", "t")
    assert known_names(gold) == {"A": "A", "a": "a", "C": "C", "c": "C"}


def test_what_the_true_tree_lacks_is_not_taken_for_what_it_has() -> None:
    gold = from_dot("digraph { x -> A; x -> B; }", "t")
    told = Tree(
        name="p",
        sources={"1": ("x",), "2": ("x",)},
        members=frozenset({"1", "2"}),
        labels={"1": "texts/A.txt", "2": "texts/B.txt"},
    )
    (found,) = named_alike(gold, [told])
    assert found.sources == {"A": ("x'",), "B": ("x'",)}


def test_a_dot_file_in_another_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.gv"
    path.write_bytes("digraph { Zürich -> Bern }".encode("latin-1"))
    (found,) = read_trees(path)
    assert found.members == {"Zürich", "Bern"}
