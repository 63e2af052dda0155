"""Messages about inputs."""

from __future__ import annotations

import inspect
import pickle

import pytest

from retell.errors import InputError

MADE = {
    name: getattr(InputError, name)(
        *[
            7 if value.annotation == "int" else "x"
            for value in inspect.signature(getattr(InputError, name)).parameters.values()
        ]
    )
    for name, member in sorted(vars(InputError).items())
    if isinstance(member, classmethod)
}


@pytest.mark.parametrize("name", MADE)
def test_a_message_survives_the_way_to_a_worker_and_back(name: str) -> None:
    back = pickle.loads(pickle.dumps(MADE[name]))
    assert type(back) is InputError
    assert str(back) == str(MADE[name])


@pytest.mark.parametrize("name", MADE)
def test_a_message_has_a_code_and_says_what_to_do(name: str) -> None:
    assert MADE[name].code.startswith("R1")
    assert MADE[name].exit_status == 3
    assert str(MADE[name]).endswith(".")


def test_no_two_messages_share_a_code() -> None:
    assert len({error.code for error in MADE.values()}) == len(MADE)
