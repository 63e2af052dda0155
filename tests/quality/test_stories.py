"""The development stories, the held-out pairs, their labels, and the floors that no figure may fall below."""

from __future__ import annotations

import hashlib
import importlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from retell.evaluate.changes import GoldSide, evaluate, load

ROOT = Path(__file__).resolve().parents[2]
STORIES = ROOT / "tests" / "quality" / "stories"
HELDOUT = ROOT / "tests" / "quality" / "heldout"
EXAMPLES = ROOT / "examples"
FOLDERS = {
    "stories": STORIES,
    "later": STORIES,
    "newest": STORIES,
    "heldout": HELDOUT,
    "second heldout": HELDOUT,
    "blind": HELDOUT,
    "second blind": HELDOUT,
    "examples": EXAMPLES,
}
NAMES = (
    "airport",
    "bill",
    "bishop",
    "breach",
    "bridgeloan",
    "budget",
    "carrecall",
    "caterer",
    "coalition",
    "coup",
    "customs",
    "doping",
    "earnings",
    "eels",
    "embassy",
    "evacuation",
    "ferryport",
    "foundry",
    "governor",
    "heatwave",
    "hospital",
    "hungjury",
    "incident",
    "landslide",
    "lithium",
    "manhunt",
    "marathon",
    "observatory",
    "orchard",
    "outbreak",
    "patent",
    "pension",
    "pipeline",
    "ransom",
    "regulator",
    "reservoir",
    "riot",
    "satellite",
    "shelling",
    "storm",
    "strike",
    "study",
    "tainted",
    "takeover",
    "transfer",
    "trawler",
    "truce",
    "uprising",
    "viaduct",
    "walkout",
    "wildfire",
)
HELDOUT_NAMES = ("election", "mine", "museum", "trial")
# Pairs added later, retired with the first; no floor holds them.
SECOND_HELDOUT_NAMES = ("festival", "landing", "probe", "rates", "sitin")
# Written last, in two halves: several sentences at a time are linked in them.
LATER_NAMES = (
    "airshow",
    "byelection",
    "cyberattack",
    "dambreak",
    "epidemic",
    "gasleak",
    "inquest",
    "museumtheft",
    "orphanage",
    "referendum",
    "sanctions",
    "shipyard",
)
# Sixty more, in many manners of copying; a third of them nobody has read.
NEWEST_NAMES = tuple((STORIES / "newest.txt").read_text("utf-8").split())
# Blind pairs; no floor holds them, so that nothing is fitted to them.
BLIND_NAMES = (
    "auction",
    "ceasefire",
    "derby",
    "enclave",
    "glacier",
    "harvest",
    "merger",
    "militia",
    "quarry",
    "regatta",
    "senate",
    "tramway",
    "transplant",
    "tunnel",
    "vaccine",
    "verdict",
)
# The blind pairs of another day, as many damages in fewer of them.
SECOND_BLIND_NAMES = (
    "airstrike",
    "archive",
    "conscripts",
    "councilflats",
    "cupfinal",
    "dialysis",
    "floodgate",
    "herders",
    "lagoon",
    "quarterly",
    "vaccinetrial",
    "wiretap",
)
LABELLED = (
    *NAMES,
    *LATER_NAMES,
    *NEWEST_NAMES,
    *HELDOUT_NAMES,
    *SECOND_HELDOUT_NAMES,
    *BLIND_NAMES,
    *SECOND_BLIND_NAMES,
)
MEMBERS = {
    "stories": NAMES,
    "later": LATER_NAMES,
    "newest": NEWEST_NAMES,
    "heldout": HELDOUT_NAMES,
    "second heldout": SECOND_HELDOUT_NAMES,
    "blind": BLIND_NAMES,
    "second blind": SECOND_BLIND_NAMES,
}

# What was measured when they were set, less 0.03, for the older development stories less 0.01; for the
# retired held-out pairs, which nobody tuned on then, less 0.05.
# A floor is lowered in a commit of its own that says why.
FLOORS: dict[str, dict[str, float]] = {
    "stories": {
        "link_precision": 0.978,
        "link_recall": 0.965,
        "link_f1": 0.971,
        "precision": 0.858,
        "recall": 0.808,
        "f1": 0.832,
        "recall_kind": 0.691,
        "recall_meaning": 0.804,
        "controls_left_alone": 0.883,
    },
    "later": {
        "link_precision": 0.978,
        "link_recall": 0.732,
        "link_f1": 0.838,
        "precision": 0.725,
        "recall": 0.678,
        "f1": 0.701,
        "recall_kind": 0.540,
        "recall_meaning": 0.670,
        "controls_left_alone": 0.855,
    },
    "newest": {
        "link_precision": 0.944,
        "link_recall": 0.897,
        "link_f1": 0.920,
        "precision": 0.671,
        "recall": 0.654,
        "f1": 0.662,
        "recall_kind": 0.532,
        "recall_meaning": 0.656,
        "controls_left_alone": 0.745,
    },
    "heldout": {
        "link_precision": 0.950,
        "link_recall": 0.839,
        "link_f1": 0.891,
        "precision": 0.814,
        "recall": 0.789,
        "f1": 0.801,
        "recall_kind": 0.682,
        "recall_meaning": 0.758,
        "controls_left_alone": 0.921,
    },
    "examples": {
        "link_precision": 0.948,
        "link_recall": 0.970,
        "link_f1": 0.959,
        "precision": 0.913,
        "recall": 0.838,
        "f1": 0.874,
        "recall_kind": 0.824,
        "recall_meaning": 0.824,
        "controls_left_alone": 0.914,
    },
}
# The digest of each set's gold, file by file in order of name: labels are not changed unseen to meet a floor.
DIGESTS = {
    "stories": "ccc3ff806a3d2408b7af2a96bdeee3dbbe9c6c39c90cacfd4ca2d76ce29ae73f",
    "later": "c521310294cef0066a610297efeae775429cd61496b52293255e6bf3d2ac6296",
    "newest": "10a7ae2466579d4c2661123b1c1420945f05cc8fc1fc4ef7f901386df1ca7334",
    "heldout": "7286026f8b938e52124e4127595a7915b218d5d4b257460799be7f758a143101",
    "second heldout": "a094d5e26446d2fe6fb421a137f1b884088c8755f70298bc4e9f01f7476c830c",
    "blind": "c3f0e9790ef2a404ec10085a2467d0666046b29f3a0cebe05e15f10bbee1809e",
    "second blind": "9320a4ebfc68b738ead1509794dd5fa74c77c0fab87ed5bfc67f2217983e7166",
    "examples": "a08a08fa570c14b0191aed52db4e2980327e410083a80169c299232e5b56144f",
}


def golds(which: str) -> list[Path]:
    folder = FOLDERS[which] / "gold"
    found = sorted(path for path in folder.glob("*.gold") if path.name != "families.gold")
    return [path for path in found if which == "examples" or path.stem in MEMBERS[which]]


def folder_of(story: str) -> Path:
    return STORIES if story in (*NAMES, *LATER_NAMES, *NEWEST_NAMES) else HELDOUT


def gold_of(story: str) -> Path:
    return folder_of(story) / "gold" / f"{story}.gold"


def record(story: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(gold_of(story).read_text("utf-8"))
    return loaded


def texts(story: str) -> dict[str, str]:
    folder = gold_of(story).parent
    return {side: (folder / record(story)[side]["file"]).read_text("utf-8") for side in ("left", "right")}


def spans(story: str) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Every labelled span: its side, its change and itself."""
    for change in record(story)["changes"]:
        for side in ("left", "right"):
            for span in change[side]:
                yield side, change, span


def runs(text: str, length: int = 10) -> set[tuple[str, ...]]:
    """The runs of words; of shorter ones some are standing phrases ("asked not to be named because")."""
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


@cache
def figures(which: str) -> dict[str, float | None]:
    return evaluate(golds(which)).figures()


@pytest.fixture(name="build")
def _build(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT))
    return importlib.import_module("tests.gold.build")


@pytest.mark.parametrize(
    ("which", "figure"), [(which, figure) for which in FLOORS for figure in FLOORS[which]]
)
def test_no_figure_falls_below_its_floor(which: str, figure: str) -> None:
    measured = figures(which)[figure]
    assert measured is not None
    assert measured >= FLOORS[which][figure], f"{which}: {figure} is {measured}"


@pytest.mark.parametrize("which", FLOORS)
def test_every_figure_has_a_floor(which: str) -> None:
    assert set(FLOORS[which]) == set(figures(which))


@pytest.mark.parametrize("which", DIGESTS)
def test_the_gold_is_the_gold_that_the_floors_were_set_on(which: str) -> None:
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in golds(which))).hexdigest()
    assert digest == DIGESTS[which], f"the labels of the {which} changed: set their floors anew and say why"


@pytest.mark.parametrize("which", MEMBERS)
def test_every_story_has_its_gold(which: str) -> None:
    assert [path.stem for path in golds(which)] == list(MEMBERS[which])


@pytest.mark.parametrize("folder", [STORIES, HELDOUT])
def test_every_story_that_lies_here_is_listed(folder: Path) -> None:
    found = [path.name for path in folder.iterdir() if (path / "copy.txt").is_file()]
    assert sorted(found) == sorted(story for story in LABELLED if folder_of(story) == folder)


@pytest.mark.parametrize("story", LABELLED)
def test_the_gold_is_what_the_labels_make(story: str, build: ModuleType) -> None:
    home = next(home for home in build.HOMES if home.documents == folder_of(story))
    assert list(build.build(folder_of(story) / f"{story}.labels", home, check=True)) == []


def test_a_gold_file_that_its_labels_do_not_make_is_reported(build: ModuleType, tmp_path: Path) -> None:
    home = build.Home(labels=tmp_path, documents=STORIES, made="by another")
    assert list(build.build(STORIES / "study.labels", home, check=True)) == [
        "study.gold: not what study.labels makes; run python -m tests.gold.build"
    ]


@pytest.mark.parametrize("story", LABELLED)
def test_the_labels_were_made_of_the_stories_that_lie_here(story: str) -> None:
    found = record(story)
    for side, text in texts(story).items():
        assert hashlib.sha256(text.encode("utf-8")).hexdigest() == found[side]["sha256"]


@pytest.mark.parametrize("story", LABELLED)
def test_every_span_says_the_words_that_stand_at_its_offsets(story: str) -> None:
    text = texts(story)
    for side, change, span in spans(story):
        assert text[side][span["start"] : span["end"]] == span["text"], change["id"]


@pytest.mark.parametrize("story", LABELLED)
def test_a_span_lies_within_the_text_and_is_not_blank(story: str) -> None:
    for _, change, span in spans(story):
        assert span["text"].strip() == span["text"] != "", change["id"]


@pytest.mark.parametrize("story", LABELLED)
def test_each_sentence_is_in_one_link_or_stands_alone(story: str) -> None:
    found = record(story)
    for side in ("left", "right"):
        used = Counter(name for link in found["links"] for name in link[side])
        used.update(found[f"only_{side}"])
        assert used == Counter(sentence["id"] for sentence in found[side]["sentences"])


@pytest.mark.parametrize("story", LABELLED)
def test_each_sentence_that_stands_alone_is_explained(story: str) -> None:
    found = record(story)
    for side in ("left", "right"):
        assert sorted(row[side] for row in found["dropped"] if side in row) == found[f"only_{side}"]


@pytest.mark.parametrize("story", LABELLED)
def test_every_difference_is_labelled(story: str) -> None:
    found, text = record(story), texts(story)
    assert found["complete"]
    gold = load(gold_of(story))
    sides = {"left": gold.left, "right": gold.right}
    for link in found["links"]:
        left, right = (untouched(story, side, sides[side], text[side], link[side]) for side in sides)
        assert left == right


def untouched(story: str, side: str, gold: GoldSide, text: str, names: list[str]) -> list[str]:
    """The words of the named sentences that no label touches."""
    masks = [
        (span["start"], span["end"])
        for where, change, span in spans(story)
        if where == side and change["kind"] != "order.moved"
    ]
    return [
        token.group().casefold()
        for name in names
        for token in re.finditer(r"\w+(?:['’.,]\w+)*", text)
        if gold.sentences[name].start <= token.start() < gold.sentences[name].end
        and not any(start < token.end() and token.start() < end for start, end in masks)
    ]


@pytest.mark.parametrize("story", LABELLED)
def test_other_words_in_a_quotation_are_never_harmless(story: str) -> None:
    changes = record(story)["changes"]
    assert not [c for c in changes if c["kind"] == "quotation.wording" and c["severity"] == "harmless"]


@pytest.mark.parametrize("story", LABELLED)
def test_every_label_gives_its_reason(story: str) -> None:
    assert all(change["reason"].strip() for change in record(story)["changes"])


@pytest.mark.parametrize("story", LABELLED)
def test_a_look_alike_to_leave_alone_is_harmless(story: str) -> None:
    controls = [change for change in record(story)["changes"] if change.get("control")]
    assert controls
    assert {change["severity"] for change in controls} == {"harmless"}


@pytest.mark.parametrize("story", LABELLED)
def test_a_look_alike_shares_no_letter_with_a_damage(story: str) -> None:
    grave = [(side, s["start"], s["end"]) for side, c, s in spans(story) if c["severity"] != "harmless"]
    for side, change, span in spans(story):
        if change.get("control"):
            hit = [g for g in grave if g[0] == side and g[1] < span["end"] and span["start"] < g[2]]
            assert not hit, change


@pytest.mark.parametrize("story", LABELLED)
def test_an_original_is_of_the_length_of_a_report(story: str) -> None:
    assert 300 <= len(texts(story)["left"].split()) <= 800


@pytest.mark.parametrize("story", ["regulator", "study"])
def test_a_faithful_copy_has_few_damages_labelled(story: str) -> None:
    grave = [change for change in record(story)["changes"] if change["severity"] != "harmless"]
    assert 6 <= len(grave) <= 9


@pytest.mark.parametrize("story", [*HELDOUT_NAMES, *SECOND_HELDOUT_NAMES])
def test_a_held_out_copy_has_damages_of_many_kinds(story: str) -> None:
    grave = [change for change in record(story)["changes"] if change["severity"] != "harmless"]
    assert len(grave) >= 9
    assert len({change["kind"].partition(".")[0] for change in grave}) >= 6


def test_the_stories_and_the_examples_share_no_passage() -> None:
    examples = "\n".join(
        path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*/*")) if path.suffix in {".txt", ".html"}
    )
    for story in LABELLED:
        for text in texts(story).values():
            assert not runs(text) & runs(examples)


@pytest.mark.parametrize("story", [*HELDOUT_NAMES, *SECOND_HELDOUT_NAMES, *BLIND_NAMES])
def test_a_held_out_pair_shares_no_passage_with_a_story_for_development(story: str) -> None:
    developed = "\n".join(text for name in NAMES for text in texts(name).values())
    for text in texts(story).values():
        assert not runs(text) & runs(developed)
