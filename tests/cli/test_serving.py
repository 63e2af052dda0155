"""The service and its keys on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from retell.cli import run
from retell.errors import UsageError
from retell.stores import opened
from retell.web import tokens
from retell.web.serve import Place, checked
from retell.web.tokens import Scope


@pytest.fixture
def archive(tmp_path: Path) -> str:
    return str(tmp_path / "archive.db")


def test_a_token_is_made_listed_and_revoked(archive: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["token", "new", "desk", "--scope", "write", "--archive", archive]) == 0
    made = capsys.readouterr()
    secret, id = made.out.strip(), made.err.split(":")[0]
    assert secret.startswith("retell_") and "not told again" in made.err
    assert run(["token", "list", "--archive", archive]) == 0
    listed = capsys.readouterr().out
    assert id in listed and "write" in listed and secret not in listed
    assert run(["token", "revoke", id, "--archive", archive]) == 0
    assert run(["token", "revoke", id, "--archive", archive]) == 2
    assert "R207" in capsys.readouterr().err


def test_on_loopback_nobody_is_asked_for_a_token(archive: str) -> None:
    with opened(archive, create=True) as store:
        assert checked(Place(), store).token is None


@pytest.mark.parametrize("place", [Place(host="0.0.0.0"), Place(host="192.0.2.7"), Place(tokens=True)])
def test_others_are_let_in_only_where_a_token_was_made(archive: str, place: Place) -> None:
    with opened(archive, create=True) as store:
        with pytest.raises(UsageError, match="R206"):
            checked(place, store)
        secret, _ = tokens.issue(store, "desk", Scope.READ, 1)
        ask = checked(place, store).token
        assert ask and ask(secret) and not ask("retell_other")


def test_the_command_refuses_before_it_listens(archive: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--archive", archive, "--host", "0.0.0.0"]) == 2
    assert "R206" in capsys.readouterr().err
