"""The pages in Chromium, by keyboard and by axe-core; skipped, with a word, where these are not installed."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from retell.cli import run

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parents[1] / "examples"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
NODE = shutil.which("node")
READY = CHROMIUM and NODE and (HERE / "node_modules" / "puppeteer-core").is_dir()
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not READY, reason="needs Chromium, node, and `npm install` in tests/browser"),
]


def driven(page: Path) -> dict[str, Any]:
    assert NODE and CHROMIUM
    done = subprocess.run(
        [NODE, HERE / "drive.mjs", CHROMIUM, page.as_uri()],
        capture_output=True, text=True, timeout=240, check=False, cwd=HERE,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    page = tmp_path_factory.mktemp("pages") / "court.html"
    court = EXAMPLES / "court"
    run(["--quiet", "compare", str(court / "original.txt"), str(court / "spun.txt"), "--html", str(page)])
    return driven(page)


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("trace")
    run(["--quiet", "trace", str(EXAMPLES / "court"), str(EXAMPLES / "ferry"), "-o", str(out)])
    return driven(out / "index.html")


def test_nothing_goes_wrong_on_the_pages(comparison: dict[str, Any], family: dict[str, Any]) -> None:
    assert comparison["errors"] == [] and family["errors"] == []


def test_axe_finds_nothing_serious(comparison: dict[str, Any], family: dict[str, Any]) -> None:
    found = [*comparison["violations"], *family["violations"]]
    assert [one for one in found if one["impact"] in ("serious", "critical")] == []


def test_j_and_k_go_from_finding_to_finding(comparison: dict[str, Any]) -> None:
    start, first, second = (comparison[name] for name in ("start", "next", "second"))
    assert start["current"] is None
    assert first["current"] == first["focus"] and first["hash"] == f"#{first['current']}"
    assert second["current"] not in (None, first["current"])
    assert comparison["back"]["current"] == first["current"]


def test_a_dismissal_lasts_through_a_reload_and_can_be_taken_back(comparison: dict[str, Any]) -> None:
    first = comparison["next"]["current"]
    assert comparison["dismissed"]["dismissed"] == [first]
    assert comparison["reloaded"]["dismissed"] == [first]
    assert comparison["reloaded"]["tally"] == "1 dismissed, 0 accepted"
    assert comparison["taken"]["dismissed"] == []


def test_keys_write_in_a_note_and_act_elsewhere(comparison: dict[str, Any]) -> None:
    noted = comparison["noted"]
    assert noted["dismissed"] == [] and noted["focus"] == noted["current"]


def test_the_keys_are_told_and_put_away(comparison: dict[str, Any]) -> None:
    assert comparison["keys"]["keys"] and not comparison["closed"]["keys"]


def test_a_kind_that_is_switched_off_is_gone(comparison: dict[str, Any]) -> None:
    assert comparison["filtered"]
