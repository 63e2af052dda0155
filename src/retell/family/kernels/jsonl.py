"""Records of JSON lines read from bytes: where the id stands, and the text as it reads.

A line is taken here only if it is certainly a record with a text: every value is gone through to its end by
the grammar (RFC 8259). Whatever else it holds is for Python's own reader to judge, and to say what is wrong.
A line ends where the next one begins, so no line can swallow another; the byte at its end is a line feed,
which no value goes past.
"""

from __future__ import annotations

import numpy as np

from retell.family.arrays import I64, U8
from retell.family.kernels.machine import (
    compiled,
    copy_bytes,
    eight_bytes,
    equal_bits,
    high_bits,
    inlined,
    lowest_bit,
    string_marks,
)
from retell.family.kernels.words import decoded, hash_of

BLANK, ODD = -3, -2
"""Lengths of what is no text: a line of blanks, a line for Python to judge."""
_FEED, _QUOTE, _BACKSLASH = np.uint8(10), np.uint8(34), np.uint8(92)
_TEXT, _ID, _OTHER = 1, 2, 0
_DEEPEST = 60
_LONGEST_NUMBER = 300
_NONE, _ONE = np.uint64(0), np.uint64(1)
_FOUR, _FIVE, _TWO = np.uint64(0xFFFFFFFF), np.uint64(0xFFFFFFFFFF), np.uint64(0xFFFF)
_NAME_TEXT, _NAME_ID = np.uint64(0x74786574), np.uint64(0x6469)
_TRUE, _NULL, _FALSE = np.uint64(0x65757274), np.uint64(0x6C6C756E), np.uint64(0x65736C6166)
_THREE, _NAN, _INFINITY = np.uint64(0xFFFFFF), np.uint64(0x4E614E), np.uint64(0x7974696E69666E49)


def _escapes() -> U8:
    """What the letter after a backslash stands for; 0 where it stands for nothing."""
    held = np.zeros(256, dtype=np.uint8)
    for letter, meant in zip('"\\/bfnrt', '"\\/\b\f\n\r\t', strict=True):
        held[ord(letter)] = ord(meant)
    return held


def _digits() -> U8:
    """What each hexadecimal digit is worth; 255 for what is none."""
    held = np.full(256, 255, dtype=np.uint8)
    for digit in "0123456789abcdefABCDEF":
        held[ord(digit)] = int(digit, 16)
    return held


_ESCAPES, _DIGITS = _escapes(), _digits()


@inlined
def line_end(data: U8, at: int) -> int:
    """Where the next line feed is; there must be one."""
    while True:
        feeds = equal_bits(data, at, _FEED)
        if feeds != _NONE:
            return at + lowest_bit(feeds)
        at += 64


@compiled
def survey(data: U8, end: int) -> tuple[int, int]:
    """How many lines fill a buffer up to `end`, and the bytes of the longest."""
    count = longest = at = 0
    while at < end:
        stop = line_end(data, at)
        longest = max(longest, stop - at)
        at = stop + 1
        count += 1
    return count, longest


@inlined
def after_blanks(data: U8, at: int) -> int:
    """The first byte from here on that is no blank; a line feed is none."""
    while data[at] == 32 or data[at] == 9 or data[at] == 13:
        at += 1
    return at


@inlined
def hex_at(data: U8, at: int) -> int:
    """The number that four hexadecimal digits make; negative where they are none."""
    found = 0
    for place in range(at, at + 4):
        digit = np.int64(_DIGITS[data[place]])
        if digit > 15:
            return -1
        found = (found << 4) | digit
    return found


@inlined
def escape_end(data: U8, at: int) -> int:
    """Where the escape ends whose backslash is at `at`; -1 where it is none."""
    kind = data[at + 1]
    if kind == 117:
        return at + 6 if hex_at(data, at + 2) >= 0 else -1
    return at + 2 if _ESCAPES[kind] != 0 else -1


@inlined
def string_end(data: U8, at: int, end: int) -> int:
    """Where the closing quote is of the string whose first character is at `at`; -1 where it is none."""
    while at < end:
        marks = string_marks(data, at)
        if marks == _NONE:
            at += 64
            continue
        at += lowest_bit(marks)
        if data[at] == _QUOTE:
            return at
        if data[at] != _BACKSLASH:
            return -1
        at = escape_end(data, at)
        if at < 0:
            return -1
    return -1


@inlined
def plain_end(data: U8, at: int, end: int) -> int:
    """The same of a string without escapes; -1 where it has some."""
    while at < end:
        marks = string_marks(data, at)
        if marks != _NONE:
            at += lowest_bit(marks)
            return at if data[at] == _QUOTE else -1
        at += 64
    return -1


@inlined
def digits_end(data: U8, at: int) -> int:
    """Where a row of digits ends; -1 where there is none."""
    start = at
    while 48 <= data[at] <= 57:
        at += 1
    return at if at > start else -1


@inlined
def number_end(data: U8, at: int) -> int:
    """Where a number ends; -1 where it is none, or one of which only Python knows what it thinks."""
    start = at
    if data[at] == 45:
        at += 1
    at = at + 1 if data[at] == 48 else digits_end(data, at)
    if at > 0 and data[at] == 46:
        at = digits_end(data, at + 1)
    if at > 0 and (data[at] | 0x20) == 101:
        at += 1
        if data[at] == 43 or data[at] == 45:
            at += 1
        at = digits_end(data, at)
    return at if at - start < _LONGEST_NUMBER else -1


@inlined
def single_end(data: U8, at: int, end: int) -> int:
    """Where a value ends that holds no other; -1 where it is none."""
    byte = data[at]
    if byte == _QUOTE:
        at = string_end(data, at + 1, end)
        return at + 1 if at >= 0 else -1
    eight = eight_bytes(data, at + 1 if byte == 45 else at)
    if eight == _INFINITY:  # Python writes these three, and reads them
        return at + (9 if byte == 45 else 8)
    if byte == 45 or 48 <= byte <= 57:
        return number_end(data, at)
    if (eight & _THREE) == _NAN:
        return at + 3
    if (eight & _FOUR) == _TRUE or (eight & _FOUR) == _NULL:
        return at + 4
    return at + 5 if (eight & _FIVE) == _FALSE else -1


@inlined
def key_end(data: U8, at: int, end: int) -> int:
    """Where the value begins whose key's opening quote is at `at`; -1 where it is none."""
    if data[at] != _QUOTE:
        return -1
    at = string_end(data, at + 1, end)
    if at < 0:
        return -1
    at = after_blanks(data, at + 1)
    return after_blanks(data, at + 1) if data[at] == 58 else -1


@compiled
def value_end(data: U8, at: int, end: int) -> int:
    """Where a value ends, whatever it holds; -1 where it is none, or deeper than is looked."""
    kinds, depth = _NONE, 0
    while True:
        byte = data[at]
        if byte == 123 or byte == 91:
            if depth == _DEEPEST:
                return -1
            kinds = (kinds << _ONE) | np.uint64(byte == 123)
            depth += 1
            at = after_blanks(data, at + 1)
            # An opening bracket is two less than its closing one, of either kind.
            if data[at] != byte + 2:
                if byte == 123:
                    at = key_end(data, at, end)
                    if at < 0:
                        return -1
                continue
        else:
            at = single_end(data, at, end)
            if at < 0 or depth == 0:
                return at
        at, kinds, depth = closed(data, at, kinds, depth)
        if at < 0 or depth == 0:
            return at
        at = after_blanks(data, at + 1)
        if kinds & _ONE:
            at = key_end(data, at, end)
            if at < 0:
                return -1


@inlined
def closed(data: U8, at: int, kinds: np.uint64, depth: int) -> tuple[int, np.uint64, int]:
    """After a value, past the brackets that close here to the next comma; -1 where there is neither."""
    while depth > 0:
        at = after_blanks(data, at)
        closing = 125 if kinds & _ONE else 93
        if data[at] == closing:
            kinds >>= _ONE
            depth -= 1
            at += 1
        else:
            return at if data[at] == 44 else -1, kinds, depth
    return at, kinds, depth


@inlined
def utf8_into(code: int, into: U8, done: int) -> int:
    """Write a character; where the next one goes."""
    if code < 0x80:
        into[done] = code
        return done + 1
    size = 2 if code < 0x800 else 3 if code < 0x10000 else 4
    for place in range(size - 1, 0, -1):
        into[done + place] = 0x80 | (code & 0x3F)
        code >>= 6
    into[done] = (0xF00 >> size & 0xFF) | code
    return done + size


@inlined
def escape_into(data: U8, at: int, into: U8, done: int) -> tuple[int, int]:
    """Write what an escape stands for: where it ends, -1 where it is none, and where the next one goes.

    Half of a surrogate pair is no character and becomes U+FFFD.
    """
    kind = data[at + 1]
    if kind != 117:
        into[done] = _ESCAPES[kind]
        return (at + 2 if _ESCAPES[kind] != 0 else -1), done + 1
    code = hex_at(data, at + 2)
    if code < 0:
        return -1, done
    at += 6
    if 0xD800 <= code < 0xDC00 and data[at] == _BACKSLASH and data[at + 1] == 117:
        low = hex_at(data, at + 2)
        if 0xDC00 <= low < 0xE000:
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
            at += 6
    if 0xD800 <= code < 0xE000:
        code = 0xFFFD
    return at, utf8_into(code, into, done)


@compiled
def string_into(data: U8, at: int, end: int, into: U8) -> tuple[int, int]:
    """Write the string whose first character is at `at`: where its closing quote is, and how many bytes.

    -1 where it is none. `into` must have room for all bytes up to `end` and 64 more.
    """
    done = 0
    while at < end:
        copy_bytes(into, done, data, at)
        marks = string_marks(data, at)
        if marks == _NONE:
            at += 64
            done += 64
            continue
        step = lowest_bit(marks)
        at += step
        done += step
        if data[at] == _QUOTE:
            return at, done
        if data[at] != _BACKSLASH:
            return -1, 0
        at, done = escape_into(data, at, into, done)
        if at < 0:
            return -1, 0
    return -1, 0


@compiled
def is_utf8(data: U8, at: int, end: int) -> bool:
    """Whether bytes are UTF-8."""
    while at < end:
        high = high_bits(data, at)
        if high == _NONE:
            at += 64
            continue
        at += lowest_bit(high)
        if at < end:
            code, size = decoded(data, at, end)
            if code < 0:
                return False
            at += size
    return True


@inlined
def field_of(data: U8, start: int, close: int) -> int:
    """Which field a key names."""
    eight = eight_bytes(data, start)
    if close - start == 4 and (eight & _FOUR) == _NAME_TEXT:
        return _TEXT
    return _ID if close - start == 2 and (eight & _TWO) == _NAME_ID else _OTHER


@inlined
def may_be_blank(byte: np.uint8) -> bool:
    """Whether a character that begins with this byte may be a blank, which no id has at its ends."""
    return byte <= 32 or byte == 0xC2 or 0xE1 <= byte <= 0xE3


@compiled
def gather_into(data: U8, places: I64, into: U8) -> None:
    """Write stretches of bytes one after the other: where each starts in `data`, and its size."""
    done = 0
    for each in range(len(places)):
        start = places[each, 0]
        for at in range(start, start + places[each, 1]):
            into[done] = data[at]
            done += 1


@compiled
def name_of(data: U8, at: int, end: int, name: U8) -> tuple[int, int, np.uint64]:
    """Where an id stands between its quotes, its size and hash: 0 where it names nothing, -1 if who knows."""
    if 48 <= data[at] <= 57:
        for place in range(at, end):
            if data[place] < 48 or data[place] > 57:
                return at, 0, _NONE
        return at, end - at, hash_of(data, at, end - at)
    if data[at] != _QUOTE:
        return at, (-1 if data[at] == 45 else 0), _NONE
    _close, size = string_into(data, at + 1, end, name)
    if size == 0:
        return at, 0, _NONE
    last = size - 1
    while last > 0 and name[last] >> 6 == 2:
        last -= 1
    if may_be_blank(name[0]) or may_be_blank(name[last]):
        return at, -1, _NONE
    return at + 1, end - at - 2, hash_of(name, 0, size)


@compiled
def record_into(data: U8, at: int, end: int, text: U8, name: U8) -> tuple[int, int, int, np.uint64]:
    """Write the text of the line from `at` to the line feed at `end`: its length, `BLANK` or `ODD`.

    Then where its id stands, how many bytes it has there, 0 for none, and its hash. Both rooms must hold
    the line and `SLACK` bytes more.
    """
    at = after_blanks(data, at)
    if at == end:
        return BLANK, 0, 0, _NONE
    odd = ODD, 0, 0, _NONE
    if data[at] != 123:
        return odd
    length, id_at, id_size, id_hash = -1, 0, 0, _NONE
    while True:
        at = after_blanks(data, at + 1)
        if data[at] != _QUOTE:
            return odd
        close = plain_end(data, at + 1, end)
        if close < 0:
            return odd
        field = field_of(data, at + 1, close)
        at = after_blanks(data, close + 1)
        if data[at] != 58:
            return odd
        at = after_blanks(data, at + 1)
        if field == _TEXT:
            if data[at] != _QUOTE:
                return odd
            at, length = string_into(data, at + 1, end, text)
            if at < 0:
                return odd
            at += 1
        else:
            start, at = at, value_end(data, at, end)
            if at < 0:
                return odd
            if field == _ID:
                id_at, id_size, id_hash = name_of(data, start, at, name)
                if id_size < 0:
                    return odd
        at = after_blanks(data, at)
        if data[at] != 44:
            break
    if data[at] != 125 or after_blanks(data, at + 1) != end or length < 0:
        return odd
    return length, id_at, id_size, id_hash
