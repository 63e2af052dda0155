"""The command line as a user meets it: arguments in, exit status and two streams out."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.articles import COPY, SOURCE, Outcome, Retell, Write

from retell.cli import run


@pytest.fixture
def retell(capfdbinary: pytest.CaptureFixture[bytes]) -> Retell:
    def call(*arguments: str | Path) -> Outcome:
        status = run([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Outcome(status=status, out=out.decode(), err=err.decode())

    return call


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return written(tmp_path / "source.txt", SOURCE)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return written(tmp_path / "copy.txt", COPY)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    return lambda name, content: written(tmp_path / name, content)


def written(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
