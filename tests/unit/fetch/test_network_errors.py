"""Messages about the network."""

from __future__ import annotations

import inspect
import pickle

import pytest

from retell.errors import NetworkError

VALUES = {"int": 7, "float": 7.5, "float | None": None, "Sequence[int]": (80, 443)}
MADE = {
    name: getattr(NetworkError, name)(
        *[
            VALUES.get(value.annotation, "x")
            for value in inspect.signature(getattr(NetworkError, name)).parameters.values()
        ]
    )
    for name, member in sorted(vars(NetworkError).items())
    if isinstance(member, classmethod)
}


@pytest.mark.parametrize("name", MADE)
def test_a_message_survives_the_way_to_a_worker_and_back(name: str) -> None:
    back = pickle.loads(pickle.dumps(MADE[name]))
    assert (type(back), str(back)) == (NetworkError, str(MADE[name]))


@pytest.mark.parametrize("name", MADE)
def test_a_message_has_a_code_of_the_network_and_ends_with_4(name: str) -> None:
    assert MADE[name].code.startswith("R3")
    assert MADE[name].exit_status == 4
    assert str(MADE[name]).endswith(".")


def test_no_two_messages_share_a_code() -> None:
    assert len({error.code for error in MADE.values()}) == len(MADE)
