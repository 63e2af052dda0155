"""The invented examples and their labels."""

from __future__ import annotations

import csv
import hashlib
import importlib
import json
import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
STORIES = ("court", "ferry", "football")
PAIRS = [f"{story}-{copy}" for story in STORIES for copy in ("spun", "roundtrip", "second-copy")]

LABELS = """\
left: {left}
right: {right}
source: left
complete: yes

"""


def gold(pair: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((EXAMPLES / "gold" / f"{pair}.gold").read_text("utf-8"))
    return loaded


def text_of(name: str) -> str:
    path, _, wanted = name.partition("#")
    content = (EXAMPLES / path.removeprefix("../")).read_bytes().decode("utf-8")
    if not wanted:
        return content
    records = [json.loads(line) for line in content.splitlines()]
    return str(next(record["text"] for record in records if record["id"] == wanted))


def quoted(text: str, start: int, end: int) -> bool:
    line = text.rfind("\n", 0, start) + 1
    return text.count("“", line, start) > text.count("”", line, end)


def families() -> list[dict[str, str]]:
    with (EXAMPLES / "gold" / "families.gold").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.fixture(name="labels")
def _labels(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT))
    return importlib.import_module("tests.gold.labels")


@pytest.fixture(name="build")
def _build(labels: ModuleType) -> ModuleType:
    return importlib.import_module("tests.gold.build")


def test_every_gold_file_is_what_its_labels_make() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.gold.build", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize("pair", PAIRS)
def test_every_span_says_the_words_that_stand_at_its_offsets(pair: str) -> None:
    found = gold(pair)
    for side in ("left", "right"):
        text = text_of(found[side]["file"])
        spans = [span for change in found["changes"] for span in change[side]]
        assert [text[span["start"] : span["end"]] for span in spans] == [span["text"] for span in spans]


@pytest.mark.parametrize("pair", PAIRS)
def test_the_labels_were_made_of_the_files_that_lie_here(pair: str) -> None:
    found = gold(pair)
    for side in ("left", "right"):
        text = text_of(found[side]["file"])
        assert hashlib.sha256(text.encode("utf-8")).hexdigest() == found[side]["sha256"]


@pytest.mark.parametrize("pair", PAIRS)
def test_each_sentence_is_in_one_link_or_stands_alone(pair: str) -> None:
    found = gold(pair)
    for side in ("left", "right"):
        used = Counter(name for link in found["links"] for name in link[side])
        used.update(found[f"only_{side}"])
        assert used == Counter(sentence["id"] for sentence in found[side]["sentences"])


@pytest.mark.parametrize("pair", PAIRS)
def test_each_sentence_that_stands_alone_is_explained(pair: str) -> None:
    found = gold(pair)
    for side in ("left", "right"):
        assert sorted(row[side] for row in found["dropped"] if side in row) == found[f"only_{side}"]


@pytest.mark.parametrize("pair", PAIRS)
def test_the_sentences_hold_every_letter_of_the_text(pair: str) -> None:
    found = gold(pair)
    for side in ("left", "right"):
        text = text_of(found[side]["file"])
        rows = found[side]["sentences"]
        outside = text[: rows[0]["start"]] + text[rows[-1]["end"] :]
        outside += "".join(text[a["end"] : b["start"]] for a, b in pairwise(rows))
        assert not outside.strip()
        assert not any("\n" in text[row["start"] : row["end"]].strip() for row in rows)


@pytest.mark.parametrize("pair", PAIRS)
def test_what_no_label_touches_is_the_same_on_both_sides(pair: str) -> None:
    found = gold(pair)
    assert found["complete"]
    for link in found["links"]:
        assert untouched(found, link, "left") == untouched(found, link, "right")


def untouched(found: dict[str, Any], link: dict[str, Any], side: str) -> list[str]:
    text = text_of(found[side]["file"])
    masks = [span for change in found["changes"] if change["kind"] != "order.moved" for span in change[side]]
    sentences = {row["id"]: row for row in found[side]["sentences"]}
    return [
        token.group().casefold()
        for name in link[side]
        for token in re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*|\S").finditer(
            text, sentences[name]["start"], sentences[name]["end"]
        )
        if not any(mask["start"] < token.end() and token.start() < mask["end"] for mask in masks)
    ]


@pytest.mark.parametrize("pair", PAIRS)
def test_other_words_in_a_quotation_are_never_harmless(pair: str) -> None:
    changes = gold(pair)["changes"]
    assert not [c for c in changes if c["kind"] == "quotation.wording" and c["severity"] == "harmless"]


@pytest.mark.parametrize("pair", PAIRS)
def test_a_difference_inside_a_quotation_is_labelled_as_one(pair: str) -> None:
    found = gold(pair)
    texts = {side: text_of(found[side]["file"]) for side in ("left", "right")}
    for change in found["changes"]:
        inside = [
            quoted(texts[side], span["start"], span["end"])
            for side in ("left", "right")
            for span in change[side]
        ]
        assert not all(inside) or change["kind"].startswith(("quotation.", "order.")), change


@pytest.mark.parametrize("pair", PAIRS)
def test_a_look_alike_to_leave_alone_is_harmless(pair: str) -> None:
    controls = [change for change in gold(pair)["changes"] if change.get("control")]
    assert controls
    assert {change["severity"] for change in controls} == {"harmless"}


@pytest.mark.parametrize("story", STORIES)
def test_every_sentence_of_a_spun_copy_is_reworded(story: str) -> None:
    found = gold(f"{story}-spun")
    left, right = (text_of(found[side]["file"]) for side in ("left", "right"))
    rows = {row["id"]: row for side in ("left", "right") for row in found[side]["sentences"]}
    for link in found["links"]:
        a, b = rows[link["left"][0]], rows[link["right"][0]]
        assert left[a["start"] : a["end"]] != right[b["start"] : b["end"]]


@pytest.mark.parametrize("story", STORIES)
def test_a_spun_copy_is_damaged_in_eight_ways_or_more(story: str) -> None:
    changes = [change for change in gold(f"{story}-spun")["changes"] if change["severity"] != "harmless"]
    assert len({change["kind"].split(".")[0] for change in changes}) >= 8


@pytest.mark.parametrize("story", STORIES)
def test_an_original_is_of_the_length_of_a_report(story: str) -> None:
    assert 300 <= len(text_of(f"{story}/original.txt").split()) <= 600


@pytest.mark.parametrize("story", STORIES)
def test_an_original_quotes_its_speakers_six_times_or_more(story: str) -> None:
    assert text_of(f"{story}/original.txt").count("“") >= 6


@pytest.mark.parametrize("story", STORIES)
def test_the_copy_of_a_copy_shares_errors_that_the_original_does_not_have(story: str) -> None:
    original, spun = text_of(f"{story}/original.txt"), text_of(f"{story}/spun.txt")
    second = text_of(f"{story}/copies.jsonl#{story}-second-copy")
    wrong = [
        span["text"]
        for change in gold(f"{story}-spun")["changes"]
        if change["severity"] == "meaning"
        for span in change["right"]
        if span["text"] not in original
    ]
    assert sum(words in second and words in spun for words in wrong) >= 3


@pytest.mark.parametrize("story", STORIES)
def test_an_independent_report_shares_no_sentence_but_a_quotation(story: str) -> None:
    paragraphs = re.findall(r"<p>(.*?)</p>", (EXAMPLES / story / "independent.html").read_text("utf-8"))
    words = text_of(f"{story}/original.txt").split()
    runs = {tuple(words[at : at + 9]) for at in range(len(words) - 8)}
    own = re.sub("“.*?”", "", " ".join(paragraphs)).split()
    assert not [at for at in range(len(own) - 8) if tuple(own[at : at + 9]) in runs]


def test_every_document_has_a_family_and_every_copy_a_source() -> None:
    rows = {row["id"]: row for row in families()}
    for story in STORIES:
        files = {f"{story}/{path.name}" for path in (EXAMPLES / story).iterdir() if path.suffix != ".jsonl"}
        assert files | {f"{story}-second-copy"} == {name for name in rows if name.startswith(story)}
    for row in rows.values():
        source = row["copied_from"]
        assert not source or rows[source]["label"] == row["label"]


def test_each_family_has_one_original() -> None:
    originals = Counter(row["label"] for row in families() if not row["copied_from"])
    assert set(originals.values()) == {1}


def test_a_phrase_that_stands_twice_must_be_told_apart(labels: ModuleType) -> None:
    text = "the cat saw the dog"
    with pytest.raises(labels.LabelError, match="2 times"):
        labels.places("the", text, labels.Piece(0, len(text)))
    assert labels.places("[the] dog", text, labels.Piece(0, len(text))) == (labels.Piece(12, 15),)


def test_a_phrase_is_whole_words(labels: ModuleType) -> None:
    text = "other hero he"
    assert labels.places("he", text, labels.Piece(0, len(text))) == (labels.Piece(11, 13),)


def test_a_lower_case_start_joins_its_sentence(labels: ModuleType) -> None:
    text = "One.” Two. and more\nthree"
    assert [text[p.start : p.end] for p in labels.sentence_pieces(text)] == [
        "One.”",
        "Two. and more",
        "three",
    ]


def test_an_unlabelled_word_stops_the_build(labels: ModuleType, build: ModuleType) -> None:
    head = LABELS.format(left="court/original.txt", right="court/spun.txt")
    pairing = labels.parsed(head + "= 8 > 5\nThe company => The firm | wording.synonym\n")
    with pytest.raises(labels.LabelError, match="unlabelled"):
        build.gold(pairing)


def test_a_sentence_left_out_stops_the_build(labels: ModuleType, build: ModuleType) -> None:
    head = LABELS.format(left="court/original.txt", right="court/spun.txt").replace("yes", "no")
    with pytest.raises(labels.LabelError, match="each sentence once"):
        build.gold(labels.parsed(head + "= 8 > 5\n"))
