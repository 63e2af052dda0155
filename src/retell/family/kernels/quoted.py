"""Which words of a text stand within quotation marks."""

from __future__ import annotations

import numpy as np

from retell.family.arrays import I64, U8
from retell.family.kernels.machine import compiled, equal_bits

_ONE = np.uint64(1)


@compiled
def has_quotes(data: U8, start: int, end: int) -> bool:
    """Whether a text has a quotation mark."""
    for at in range(start, end, 64):
        found = equal_bits(data, at, np.uint8(34))
        if end - at < 64:
            found &= (_ONE << np.uint64(end - at)) - _ONE
        if found != 0:
            return True
    return False


@compiled
def quoted_into(data: U8, bounds: I64, text: tuple[int, int, int], into: U8) -> None:
    """For each word whether it stands within quotation marks; a quotation left open ends with its line."""
    start, end, count = text
    if not has_quotes(data, start, end):
        into[:count] = 0
        return
    inside = np.uint8(0)
    at, since = start, 0
    for word in range(count):
        for place in range(at, bounds[2 * word]):
            byte = data[place]
            if byte == 34:
                inside = np.uint8(1) - inside
                since = word
            elif byte == 10 and inside:
                for earlier in range(since, word):
                    into[earlier] = 0
                inside = np.uint8(0)
        into[word] = inside
        at = bounds[2 * word + 1]
    if inside:
        # Whatever follows the last word, a quotation still open there was none unless it closes.
        for place in range(at, end):
            if data[place] == 34:
                return
        for earlier in range(since, count):
            into[earlier] = 0
