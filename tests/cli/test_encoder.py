"""What `--encoder` does: sentences that share no word are lined up, and nothing else changes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.articles import Retell, Write
from tests.unit.models.tiny_encoder import write_encoder

pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")
pytest.importorskip("tokenizers", reason="tokenizers is not installed")

FRAME = (
    "The lighthouse on Skarn Point went dark on Monday evening, the coast guard said.",
    "Keeper Odd Tveit had warned the ministry in spring that the lamp was failing, a clerk said.",
    "Repairs are to begin on Friday, once a spare lamp has come from the depot at Brevik.",
    "Until then a ship with a lantern at its mast lies off the rocks, and fishermen were told to stay in.",
)
OWN = ("Two trawlers ran aground within sixty minutes.", "Divers found cracks under the waterline.")
OTHER = ("Fishing vessels struck rocks inside an hour.", "A kindergarten nearby has run short of milk.")
WORDS = {
    "trawlers": (1, 0, 0.3),
    "vessels": (1, 0, 0.3),
    "divers": (0, 1, 0.3),
    "kindergarten": (0, 0, 1),
    "lighthouse": (0.3, 0.3, 1),
    "keeper": (0.3, -0.3, 1),
    "repairs": (-0.3, 0.3, 1),
    "ship": (-0.3, -0.3, 1),
}


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return write_encoder(tmp_path / "encoder", WORDS)


@pytest.fixture
def articles(write: Write) -> tuple[Path, Path]:
    """Two articles whose second paragraph has not one word in common, nor its place."""
    left = "\n\n".join([FRAME[0], " ".join(OWN), *FRAME[1:]])
    return write("left.txt", f"{left}\n"), write("right.txt", "\n\n".join([*FRAME, " ".join(OTHER)]))


def linked(record: Any) -> list[tuple[str, str]]:
    """What stands beside the two sentences of the second paragraph."""
    texts = {
        one["id"]: record[side]["text"][one["start"] : one["end"]]
        for side in ("left", "right")
        for one in record[side]["sentences"]
    }
    pairs = [(texts[link["left"][0]], texts[link["right"][0]]) for link in record["links"]]
    return [pair for pair in pairs if pair[0] in OWN]


def test_a_sentence_that_shares_no_word_is_linked(
    retell: Retell, articles: tuple[Path, Path], folder: str
) -> None:
    assert linked(retell("compare", *articles, "--json").json) == []
    outcome = retell("compare", *articles, "--json", "--encoder", folder)
    assert linked(outcome.json) == [(OWN[0], OTHER[0])]
    assert outcome.json["settings"]["alignment"]["encoder"] == folder


def test_the_same_encoder_gives_the_same_bytes(
    retell: Retell, articles: tuple[Path, Path], folder: str
) -> None:
    asked = ("compare", *articles, "--json", "--encoder", folder, "--no-model")
    assert retell(*asked) == retell(*asked)


def test_a_trace_asks_it_too(
    retell: Retell, articles: tuple[Path, Path], folder: str, tmp_path: Path
) -> None:
    outcome = retell("trace", *articles, "--encoder", folder, "-o", tmp_path / "out")
    assert outcome.status == 0
    [story] = (tmp_path / "out" / "stories.jsonl").read_text("utf-8").splitlines()
    assert json.loads(story)["settings"]["alignment"]["encoder"] == folder
    given = retell("trace", *articles, "--encoder", folder, "--keys", "given", "--json")
    assert given.json["settings"]["alignment"]["encoder"] == folder


@pytest.mark.parametrize("command", ["compare", "trace"])
def test_a_folder_without_an_encoder_is_said_before_anything_is_read(
    command: str, retell: Retell, tmp_path: Path
) -> None:
    outcome = retell(command, "no-such-file", "nor-this", "--encoder", tmp_path)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith("R211") and "no-such-file" not in outcome.err


def test_near_duplicates_are_not_lined_up(retell: Retell, articles: tuple[Path, Path], folder: str) -> None:
    outcome = retell("trace", *articles, "--keys", "near", "--encoder", folder)
    assert outcome.status == 2 and "leave out --encoder" in outcome.err


def test_without_it_nothing_is_loaded_for_it(articles: tuple[Path, Path]) -> None:
    code = (
        "import sys; from retell.cli import run; run(['--quiet', 'compare', *sys.argv[1:], '--json']);"
        "print({'retell.models.encoder', 'retell.alignment.meant', 'onnxruntime'} & set(sys.modules))"
    )
    asked = [sys.executable, "-c", code, *map(str, articles)]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"
