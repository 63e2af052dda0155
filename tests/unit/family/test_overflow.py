from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from retell.family.overflow import Overflow, Spool, let_go


def test_arrays_say_the_same_in_memory_and_on_disk() -> None:
    held: list[NDArray[Any]] = [
        np.arange(12, dtype=np.uint64).reshape(3, 4)[:, :2],
        np.arange(5, dtype=np.uint8),
        np.zeros((0, 4)),
    ]
    with Overflow(60) as overflow:
        for array in [*held, *held]:
            found = overflow.kept(array)
            assert np.array_equal(found, array)
            assert found.dtype == array.dtype
        assert overflow.spilled == 48


def test_numbers_in_a_file_lie_as_they_do_in_memory() -> None:
    with Overflow(0) as overflow:
        overflow.kept(np.arange(3, dtype=np.uint8))
        made = overflow.made((2, 3), np.uint64)
        again = overflow.kept(np.arange(5, dtype=np.int64))
    for array in (made, again):
        assert array.flags.aligned
    made[1] = 9
    let_go(made[1:])
    assert made.sum() == 27
    assert again.tolist() == [0, 1, 2, 3, 4]


def test_bytes_can_get_longer_wherever_they_lie() -> None:
    for most in (0, 100):
        with Overflow(most) as overflow:
            made = overflow.made((70,), np.uint8)
            made[:] = np.arange(70)
            longer = overflow.longer(made, np.full(5000, 7, dtype=np.uint8))
            assert longer.tolist() == [*range(70), *[7] * 5000]
            longer[0] = 3
            assert longer[0] == 3


def test_what_has_room_is_not_spilled() -> None:
    array = np.arange(10, dtype=np.int64)
    with Overflow(array.nbytes) as overflow:
        assert overflow.kept(array) is array
        assert overflow.spilled == 0


def test_an_array_to_be_written_is_zero_wherever_it_lies() -> None:
    with Overflow(64) as overflow:
        for _ in range(2):
            made = overflow.made((8, 8), np.uint8)
            assert not made.any()
            made[3] = 7
            assert made.sum() == 56
        assert overflow.spilled == 64


def test_arrays_put_one_after_the_other_are_one_wherever_they_lie() -> None:
    pieces = [np.arange(at, dtype=np.uint64) for at in (5, 0, 9, 3)]
    for most in (0, 60, 1000):
        spool = Spool(most, np.uint64)
        for piece in pieces:
            spool.add(piece)
        assert np.array_equal(spool.whole(), np.concatenate(pieces))


def test_nothing_put_together_is_nothing() -> None:
    assert len(Spool(0, np.uint64).whole()) == 0


def test_what_was_let_go_of_can_be_read_again() -> None:
    spool = Spool(0, np.uint64)
    spool.add(np.arange(5000, dtype=np.uint64))
    found = spool.whole()
    assert found.sum() == 4999 * 2500
    let_go(found)
    let_go(np.arange(3))
    assert found.sum() == 4999 * 2500
