"""A run that is cut short says so, on every side."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.articles import COPY, SOURCE

COMMAND = [sys.executable, "-m", "retell"]


def test_ctrl_c_in_mid_run_exits_with_130_and_leaves_its_mark(tmp_path: Path) -> None:
    pipe = tmp_path / "slow.jsonl"
    os.mkfifo(pipe)
    out = tmp_path / "out"
    with (
        subprocess.Popen(
            [*COMMAND, "trace", str(pipe), "-o", str(out)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process,
        pipe.open("w") as feed,
    ):
        feed.write(json.dumps({"id": "a", "text": SOURCE}) + "\n")
        feed.flush()
        until((out / "INCOMPLETE").exists)
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "interrupted: the output is incomplete" in err and "Traceback" not in err
    assert [path.name for path in out.iterdir()] == ["INCOMPLETE"]


def test_ctrl_c_leaves_no_half_a_report(tmp_path: Path) -> None:
    pipe = tmp_path / "slow.jsonl"
    os.mkfifo(pipe)
    report = tmp_path / "report.json"
    report.write_text("old")
    source = tmp_path / "a.txt"
    source.write_text(SOURCE)
    with (
        subprocess.Popen(
            [*COMMAND, "compare", str(source), str(pipe), "-o", str(report)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process,
        pipe.open("w") as feed,
    ):
        feed.write("{")
        feed.flush()
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 130 and out == "" and "Traceback" not in err
    assert report.read_text() == "old"
    assert not list(tmp_path.glob("*.incomplete"))


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SOURCE * 40)
    (tmp_path / "b.txt").write_text(COPY * 40)
    with subprocess.Popen(
        [*COMMAND, "compare", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.read(10)
        process.stdout.close()
        err = process.stderr.read()
        process.wait(60)
    assert (process.returncode, err) == (0, b"")


def test_a_terminal_of_another_encoding_still_gets_its_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SOURCE, "utf-8")
    done = subprocess.run(
        [*COMMAND, "compare", str(tmp_path / "a.txt"), str(tmp_path / "a.txt")],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"},
    )
    assert done.returncode == 0 and b"the same, word for word" in done.stdout


def test_help_pulls_nothing_heavy() -> None:
    code = (
        "import sys, retell.cli\n"
        "try: retell.cli.cli.main(['--help'], prog_name='retell')\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'rapidfuzz', 'nupunkt', 'jinja2', 'rich', 'lxml', 'networkx', 'pyarrow'}\n"
        "heavy &= set(sys.modules)\n"
        "sys.exit(str(sorted(heavy)) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def until(ready: object, seconds: float = 20) -> None:
    assert callable(ready)
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            pytest.fail("it did not happen in time")
        time.sleep(0.02)
