"""Scoring a comparison against hand-labelled gold."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from retell.changes.model import Change, Severity
from retell.errors import InputError
from retell.evaluate.changes import GoldChange, Tally, evaluate, load, same_place
from retell.text.spans import Span

LEFT = "The harbour board closed the eastern pier on Tuesday.\nCrews were told to land at Saltby.\n"
RIGHT = "The harbour board closed the western pier on Tuesday.\nCrews were told to land at Saltby.\n"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "left.txt").write_text(LEFT, encoding="utf-8")
    (tmp_path / "right.txt").write_text(RIGHT, encoding="utf-8")
    sentences = [{"id": "s1", "start": 0, "end": 53}, {"id": "s2", "start": 54, "end": 88}]
    at = LEFT.index("eastern")
    span = {"start": at, "end": at + 7}
    record = {
        "left": {"file": "left.txt", "sentences": sentences},
        "right": {"file": "right.txt", "sentences": sentences},
        "links": [{"left": ["s1"], "right": ["s1"]}, {"left": ["s2"], "right": ["s2"]}],
        "only_left": [],
        "only_right": [],
        "changes": [
            {
                "id": "x1",
                "kind": "negation.reversed",
                "also": ["sense.shift", "name.swap"],
                "severity": "meaning",
                "left": [span],
                "right": [span],
                "reason": "east for west",
            }
        ],
    }
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    return path


def label(left: tuple[int, int]) -> GoldChange:
    return GoldChange(
        kind="sense.shift",
        severity=Severity.MEANING,
        left=(Span(start=left[0], end=left[1]),),
        right=(),
    )


def said(left: tuple[int, int]) -> Change:
    return Change(
        kind="sense.shift",
        severity=Severity.MEANING,
        confidence=0.9,
        why="why",
        left=Span(start=left[0], end=left[1]),
        right=None,
    )


def test_a_planted_change_is_found_and_counted(gold: Path) -> None:
    figures = evaluate([gold]).figures()
    assert (figures["link_f1"], figures["recall"], figures["recall_meaning"]) == (1.0, 1.0, 1.0)


def test_pointing_at_everything_finds_nothing() -> None:
    assert same_place(said((0, 30)), label((10, 17)))
    assert not same_place(said((0, 80)), label((10, 17)))


def test_tallies_add_up() -> None:
    assert Tally(links_gold=2, controls=1) + Tally(links_gold=3) == Tally(links_gold=5, controls=1)


def test_shares_of_nothing_are_none() -> None:
    from retell.evaluate.changes import ChangeScores

    assert set(ChangeScores(tally=Tally()).figures().values()) == {None}


def test_a_file_that_is_no_gold_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    path.write_text('{"left": {}}', encoding="utf-8")
    with pytest.raises(InputError, match=r"R150: .*gold\.json: is no gold"):
        load(path)


def test_gold_whose_document_is_missing_is_named(gold: Path) -> None:
    (gold.parent / "left.txt").unlink()
    with pytest.raises(InputError, match="R150"):
        evaluate([gold])


@pytest.mark.shared
def test_the_scores_agree_with_the_public_scorer(shared: Path, tmp_path: Path) -> None:
    gold = shared / "seeds" / "gold.json"
    record = json.loads(gold.read_text("utf-8"))
    pair = [str(shared / "seeds" / record[side]["file"]) for side in ("left", "right")]
    out = tmp_path / "out.json"
    run = [sys.executable, "-m", "retell", "compare", *pair, "--json", "-o", str(out)]
    subprocess.run(run, check=True)
    scored = subprocess.run(
        [sys.executable, str(shared / "tools" / "score_compare.py"), str(gold), str(out)],
        check=True,
        capture_output=True,
        text=True,
    )
    public, own = json.loads(scored.stdout), evaluate([gold]).figures()
    assert own["link_f1"] == public["links"]["f1"]
    assert (own["precision"], own["recall"]) == (public["changes"]["precision"], public["changes"]["recall"])
    assert own["recall_meaning"] == public["changes"]["recall_meaning"]
