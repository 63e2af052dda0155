"""Words read from bytes: folded, cut and hashed, many millions a second.

What `retell.family.folding` and `retell.family.words` say of one text, here for texts in one buffer. A text
that is ASCII is read where it lies; any other is folded into a scratch buffer first. A text with a character
that the table does not know is left to `folding.folded`: its folded bytes then stand in the buffer instead.
"""

from __future__ import annotations

import numpy as np

from retell.family.arrays import I8, I32, I64, U8, U64
from retell.family.kernels.machine import (
    bits_set,
    compiled,
    copy_bytes,
    eight_bytes,
    equal_bits,
    hash_eight,
    high_bits,
    inlined,
    lowest_bit,
    word_bits,
)
from retell.family.words import FIGURE_SEED, MULTIPLIER

SLACK = 128
"""Bytes after the last text that may be read, and entries after the last word that may be written."""
GROWTH = 4
"""Bytes that one byte folds to at most: a letter's two may become eight."""

_TIMES = np.uint64(MULTIPLIER)
_SEED = np.uint64(FIGURE_SEED)
_ONE = np.uint64(1)
_HIGH = np.uint64(0x8080808080808080)
_CASE = np.uint64(0x2020202020202020)
_MIX_ONE, _MIX_TWO = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_S27, _S30, _S31, _S32, _S63 = (np.uint64(bits) for bits in (27, 30, 31, 32, 63))
_TWO = np.uint64(2)
_CAPITAL = np.uint8(0x0E)
_BLANK = np.uint8(0x20)

_FULL = np.uint64(0xFFFFFFFFFFFFFFFF)
_EIGHT = np.uint64(8)


@inlined
def mix(value: np.uint64) -> np.uint64:
    """Every bit spread over all 64."""
    value = (value ^ (value >> _S30)) * _MIX_ONE
    value = (value ^ (value >> _S27)) * _MIX_TWO
    return value ^ (value >> _S31)


@inlined
def small(eight: np.uint64) -> np.uint64:
    """Eight bytes of a word, ASCII letters in small: a letter or digit under 0x80 takes 0x20 in."""
    return eight | (_CASE & ~((eight & _HIGH) >> _TWO))


@inlined
def hash_short(data: U8, start: int, length: int) -> np.uint64:
    """The hash of a word of at most 16 bytes."""
    # What does not belong to the word is shifted out: a shift by 64 or more bits must not be asked for.
    over = np.uint64(max(8 - length, 0)) * _EIGHT
    under = np.uint64(min(16 - length, 8)) * _EIGHT
    one = small(eight_bytes(data, start)) & (_FULL >> over)
    two = small(eight_bytes(data, start + 8)) & ((_FULL >> (under >> _ONE)) >> (under - (under >> _ONE)))
    found = (np.uint64(length) ^ one) * _TIMES
    found ^= found >> _S32
    found = (found ^ two) * _TIMES
    return found ^ (found >> _S32)


@compiled
def hash_long(data: U8, start: int, length: int) -> np.uint64:
    """The hash of a word of more bytes."""
    found = np.uint64(length)
    at = 0
    while at < length:
        eight = small(eight_bytes(data, start + at))
        if length - at < 8:
            eight &= _FULL >> (np.uint64(8 - (length - at)) * _EIGHT)
        found = (found ^ eight) * _TIMES
        found ^= found >> _S32
        at += 8
    return found


@compiled
def hash_of(data: U8, start: int, length: int) -> np.uint64:
    """The hash of a word."""
    return hash_short(data, start, length) if length <= 16 else hash_long(data, start, length)


@compiled
def is_plain(data: U8, start: int, end: int) -> bool:
    """Whether all bytes are ASCII."""
    at = start
    while at + 64 <= end:
        if high_bits(data, at) != 0:
            return False
        at += 64
    if at < end:
        return (high_bits(data, at) & ((_ONE << np.uint64(end - at)) - _ONE)) == 0
    return True


@inlined
def is_word_byte(byte: np.uint8) -> bool:
    """Whether a byte can stand in a word."""
    return byte >= 0x80 or 48 <= byte <= 57 or 65 <= byte <= 90 or 97 <= byte <= 122


@inlined
def decoded(data: U8, at: int, end: int) -> tuple[int, int]:
    """The code point of a sequence past ASCII and how many bytes it has; -1 where it is none."""
    first = np.int64(data[at])
    size = 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    if first < 0xC2 or first > 0xF4 or at + size > end:
        return -1, 1
    code = first & (0x7F >> size)
    for place in range(at + 1, at + size):
        byte = np.int64(data[place])
        if byte >> 6 != 2:
            return -1, 1
        code = (code << 6) | (byte & 0x3F)
    # Written longer than need be, half of a surrogate pair, or past the last: no UTF-8 either.
    if code < (0x800 if size == 3 else 0x10000 if size == 4 else 0) or 0xD800 <= code <= 0xDFFF:
        return -1, 1
    return (code, size) if code <= 0x10FFFF else (-1, 1)


@inlined
def folds_by_rule(code: int) -> int:
    """1 for an ideograph, 2 for a Hangul syllable, 3 for a pictograph, 0 for what the table knows."""
    if 0x3400 <= code <= 0x4DBF or 0x4E00 <= code <= 0x9FFF:
        return 1
    if 0xAC00 <= code <= 0xD7A3:
        return 2
    if 0x1F300 <= code <= 0x1F64F or 0x1F680 <= code <= 0x1F6C5 or 0x1F900 <= code <= 0x1F9FF:
        return 3
    return 0


@compiled
def fold_into(data: U8, start: int, end: int, table: tuple[U8, I8], into: U8, origins: I32) -> int:
    """Write the text folded, and for each byte the character it came from; how many bytes there are.

    -1 where the table does not serve. Without room for origins none are written.
    """
    held, lengths = table
    tracing = len(origins) > 0
    at, done, character = start, 0, np.int32(0)
    while at < end:
        byte = data[at]
        if byte < 0x80:
            high = high_bits(data, at)
            run = min(lowest_bit(high), end - at)
            copy_bytes(into, done, data, at)
            if equal_bits(into, done, _CAPITAL) != 0:
                for place in range(done, done + run):
                    if into[place] == _CAPITAL:
                        into[place] = _BLANK
            if tracing:
                for place in range(done, done + run):
                    origins[place] = character
                    character += np.int32(1)
            at += run
            done += run
            continue
        code, size = decoded(data, at, end)
        rule = folds_by_rule(code)
        before = done
        if rule == 0:
            length = lengths[code] if 0 <= code < 0x10000 else -1
            if length < 0:
                return -1
            first = 8 * code
            if length > 0 and held[first] == _CAPITAL and done > 0 and is_word_byte(into[done - 1]):
                first += 1
                length -= 1
            for place in range(length):
                into[done + place] = held[first + place]
            done += length
        else:
            if rule != 2:
                into[done] = _BLANK
                done += 1
            if rule != 3:
                for place in range(size):
                    into[done + place] = data[at + place]
                done += size
            if rule == 1:
                into[done] = _BLANK
                done += 1
        if tracing:
            for place in range(before, done):
                origins[place] = character
            character += np.int32(1)
        at += size
    return done


@compiled
def cut_words(data: U8, start: int, end: int, bounds: I64) -> int:
    """Where each word starts and ends, one after the other; how many words there are."""
    count, before, at = 0, np.uint64(0), start
    while at < end:
        bits = word_bits(data, at)
        if end - at < 64:
            bits &= (_ONE << np.uint64(end - at)) - _ONE
        turns = bits ^ ((bits << _ONE) | before)
        before = bits >> _S63
        found = bits_set(turns)
        place = count
        # Four at a time: what is written past the last turn is written over by the next ones.
        for _ in range((found + 3) >> 2):
            for _four in range(4):
                bounds[place] = at + lowest_bit(turns)
                turns &= turns - _ONE
                place += 1
        count += found
        at += 64
    if count & 1:
        bounds[count] = end
        count += 1
    return count >> 1


@compiled
def hash_words(data: U8, bounds: I64, count: int, hashes: U64) -> None:
    """The hash of every word; entries past the last may be written over, up to `SLACK`."""
    for past in range(2 * count, 2 * (count + 8)):  # eight words are read at a time
        bounds[past] = bounds[0]
    for word in range(0, count, 8):
        long = hash_eight(data, bounds, word, hashes)
        while long != 0:
            place = word + lowest_bit(long)
            long &= long - _ONE
            if place < count:
                hashes[place] = hash_long(data, bounds[2 * place], bounds[2 * place + 1] - bounds[2 * place])


@inlined
def is_name(data: U8, start: int, text: int) -> bool:
    """Whether the word at `start` has a capital two bytes after a small letter, a figure or a comma."""
    at = start
    if data[start] >= 0x80:
        at -= 1
        if at < text or data[at] != _CAPITAL:
            return False
    elif data[start] < 65 or data[start] > 90:
        return False
    if at - 2 < text:
        return False
    byte = data[at - 2]
    return byte >= 0x80 or 97 <= byte <= 122 or 48 <= byte <= 57 or byte == 44 or byte == 58 or byte == 59


@inlined
def is_capital(data: U8, start: int, text: int) -> bool:
    """Whether the word at `start` begins with a capital."""
    if data[start] >= 0x80:
        return start > text and data[start - 1] == _CAPITAL
    return 65 <= data[start] <= 90


@compiled
def figure_at(data: U8, start: int, end: int) -> tuple[np.uint64, int]:
    """The hash of the figure that starts here and where it ends."""
    found, at = _SEED, start
    while at < end:
        byte = data[at]
        if (byte == 44 or byte == 46) and at > start and at + 1 < end:
            following = data[at + 1]
            if following < 48 or following > 57:
                break
        elif byte < 48 or byte > 57:
            break
        if byte != 44:
            found = (found ^ np.uint64(byte)) * _TIMES
            found ^= found >> _S32
        at += 1
    return found, at
