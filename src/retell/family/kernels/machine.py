"""Machine instructions that Python has no words for: eight bytes at once, sixty-four bytes compared at once.

They are written in LLVM's own vectors, which every processor has in some width; so what comes out is the
same with AVX-512, AVX2 or SSE2. A load reads past the index it is given: every buffer ends in 64 bytes of
slack, which `Texts` sees to.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numba
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from retell.family.words import MULTIPLIER

Function = TypeVar("Function", bound=Callable[..., Any])
Signature = tuple[Any, Callable[..., Any]]

_BYTE, _HALF, _WORD = ir.IntType(8), ir.IntType(32), ir.IntType(64)
_BYTES = ir.VectorType(_BYTE, 64)
_EIGHTS, _HALVES = ir.VectorType(_WORD, 8), ir.VectorType(_HALF, 8)
LANES = 64
"""Minima that are held in registers at a time."""


def compiled(function: Function) -> Function:
    """The function compiled when it is first called, kept on disk, and run without the interpreter's lock."""
    made: Function = numba.njit(nogil=True, cache=True, error_model="numpy")(function)
    return made


def inlined(function: Function) -> Function:
    """The function compiled into every other that calls it: for what is called for every word.

    A call hands over every array of a tuple as seven numbers and counts a reference to each.
    """
    made: Function = numba.njit(inline="always", error_model="numpy")(function)
    return made


def instruction(function: Callable[..., Any]) -> Any:
    """The function as what builds an instruction wherever a compiled loop names it."""
    return intrinsic(function)


def _place(context: Any, builder: Any, kind: Any, array: Any, index: Any) -> Any:
    """The address of an element of an array."""
    held = context.make_array(kind)(context, builder, array)
    return builder.gep(held.data, [index])


def _unaligned(builder: Any, address: Any, kind: Any) -> Any:
    value = builder.load(builder.bitcast(address, kind.as_pointer()))
    value.align = 1
    return value


def _all(value: int) -> Any:
    return ir.Constant(_BYTES, [ir.Constant(_BYTE, value)] * 64)


def _eights(value: int) -> Any:
    return ir.Constant(_EIGHTS, [_lone(value)] * 8)


def _lone(value: int) -> Any:
    return ir.Constant(_WORD, value)


def _index(value: int) -> Any:
    return ir.Constant(_HALF, value)


@instruction
def eight_bytes(typing: Any, data: Any, index: Any) -> Signature:
    """The eight bytes from an index as a number, the lowest first."""

    def made(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        return _unaligned(builder, _place(context, builder, signature.args[0], given[0], given[1]), _WORD)

    return types.uint64(data, types.int64), made


@instruction
def word_bits(typing: Any, data: Any, index: Any) -> Signature:
    """For the 64 bytes from an index, a bit each: whether it is an ASCII letter or digit, or past ASCII."""

    def made(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        place = _place(context, builder, signature.args[0], given[0], given[1])
        held = _unaligned(builder, place, _BYTES)
        small = builder.sub(builder.or_(held, _all(0x20)), _all(ord("a")))
        letters = builder.icmp_unsigned("<", small, _all(26))
        digits = builder.icmp_unsigned("<", builder.sub(held, _all(ord("0"))), _all(10))
        high = builder.icmp_signed("<", held, _all(0))
        every = builder.or_(builder.or_(letters, digits), high)
        return builder.bitcast(every, _WORD)

    return types.uint64(data, types.int64), made


@instruction
def high_bits(typing: Any, data: Any, index: Any) -> Signature:
    """For the 64 bytes from an index, a bit each: whether it is past ASCII."""

    def made(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        place = _place(context, builder, signature.args[0], given[0], given[1])
        high = builder.icmp_signed("<", _unaligned(builder, place, _BYTES), _all(0))
        return builder.bitcast(high, _WORD)

    return types.uint64(data, types.int64), made


@instruction
def equal_bits(typing: Any, data: Any, index: Any, byte: Any) -> Signature:
    """For the 64 bytes from an index, a bit each: whether it is this one."""

    def made(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        place = _place(context, builder, signature.args[0], given[0], given[1])
        nothing, first = ir.Constant(_BYTES, ir.Undefined), ir.Constant(_HALF, 0)
        one = builder.insert_element(nothing, given[2], first)
        every = builder.shuffle_vector(one, nothing, ir.Constant(ir.VectorType(_HALF, 64), [first] * 64))
        return builder.bitcast(builder.icmp_unsigned("==", _unaligned(builder, place, _BYTES), every), _WORD)

    return types.uint64(data, types.int64, types.uint8), made


@instruction
def string_marks(typing: Any, data: Any, index: Any) -> Signature:
    """For the 64 bytes from an index, a bit each: whether a JSON string may not hold it as it is."""

    def made(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        place = _place(context, builder, signature.args[0], given[0], given[1])
        held = _unaligned(builder, place, _BYTES)
        marks = [builder.icmp_unsigned("==", held, _all(ord(mark))) for mark in ('"', "\\")]
        control = builder.icmp_unsigned("<", held, _all(0x20))
        return builder.bitcast(builder.or_(builder.or_(*marks), control), _WORD)

    return types.uint64(data, types.int64), made


@instruction
def equal_bytes(typing: Any, data: Any, one: Any, two: Any) -> Signature:
    """How many of the 64 bytes from one index are those from another, place by place."""

    def made(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        sides = [
            _unaligned(builder, _place(context, builder, signature.args[0], given[0], at), _BYTES)
            for at in given[1:]
        ]
        return builder.ctpop(builder.bitcast(builder.icmp_unsigned("==", *sides), _WORD))

    return types.int64(data, types.int64, types.int64), made


@instruction
def copy_bytes(typing: Any, into: Any, at: Any, data: Any, index: Any) -> Signature:
    """Copy 64 bytes."""

    def made(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        held = _unaligned(builder, _place(context, builder, signature.args[2], given[2], given[3]), _BYTES)
        place = _place(context, builder, signature.args[0], given[0], given[1])
        builder.store(held, builder.bitcast(place, _BYTES.as_pointer())).align = 1
        return context.get_dummy_value()

    return types.void(into, types.int64, data, types.int64), made


@instruction
def lowest_bit(typing: Any, bits: Any) -> Signature:
    """The place of the lowest bit that is set; 64 where none is."""

    def made(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        return builder.cttz(given[0], ir.Constant(ir.IntType(1), 0))

    return types.int64(types.uint64), made


@instruction
def bits_set(typing: Any, bits: Any) -> Signature:
    """How many bits are set."""

    def made(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        return builder.ctpop(given[0])

    return types.int64(types.uint64), made


@instruction
def hash_eight(typing: Any, data: Any, bounds: Any, word: Any, into: Any) -> Signature:
    """Hash eight words from one on, of at most 16 bytes each; a bit for every one that is longer.

    What `words.hash_short` says of one. `bounds` are starts and ends in turns, and every start must be one,
    even past the last word.
    """

    def made(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        pairs = _place(context, builder, signature.args[1], given[1], builder.shl(given[2], _lone(1)))
        both = _unaligned(builder, pairs, ir.VectorType(_WORD, 16))
        starts, ends = (_every_second(builder, both, first) for first in range(2))
        lengths = builder.sub(ends, starts)
        held = []
        for after in (0, 8):
            eights = ir.Constant(_EIGHTS, ir.Undefined)
            for lane in range(8):
                at = builder.add(builder.extract_element(starts, _index(lane)), _lone(after))
                eight = _unaligned(builder, _place(context, builder, signature.args[0], given[0], at), _WORD)
                eights = builder.insert_element(eights, eight, _index(lane))
            held.append(_small(builder, eights))
        found = _hashed(builder, lengths, *held)
        place = _place(context, builder, signature.args[3], given[3], given[2])
        builder.store(found, builder.bitcast(place, _EIGHTS.as_pointer())).align = 8
        longer = builder.icmp_signed(">", lengths, _eights(16))
        return builder.zext(builder.bitcast(longer, _BYTE), _WORD)

    return types.uint64(data, bounds, types.int64, into), made


@instruction
def runs_of_three(typing: Any, hashes: Any, at: Any, into: Any) -> Signature:
    """The high half of the hash of the eight runs of three words from one word on."""

    def made(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        total = None
        for word in range(3):
            place = _place(context, builder, signature.args[0], given[0], builder.add(given[1], _lone(word)))
            held = _unaligned(builder, place, _EIGHTS)
            total = held if total is None else builder.add(_times(builder, total, MULTIPLIER), held)
        found = builder.trunc(builder.lshr(_mixed(builder, total), _eights(32)), _HALVES)
        place = _place(context, builder, signature.args[2], given[2], given[1])
        builder.store(found, builder.bitcast(place, _HALVES.as_pointer())).align = 4
        return context.get_dummy_value()

    return types.void(hashes, types.int64, into), made


@instruction
def bands_of_eight(typing: Any, minima: Any, band: Any, rows: Any, into: Any) -> Signature:
    """The keys of eight bands from one on: what `keys.band_keys` says of them.

    Minima past the last band's must be there to be read, and room for their keys.
    """

    def made(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        lanes = ir.Constant(_EIGHTS, [_lone(lane) for lane in range(8)])
        total = cgutils.alloca_once(builder, _EIGHTS)
        builder.store(builder.add(_spread(builder, given[1]), lanes), total)
        first = builder.mul(given[1], given[2])
        with cgutils.for_range(builder, given[2]) as loop:
            held = ir.Constant(_EIGHTS, ir.Undefined)
            for lane in range(8):
                at = builder.add(builder.add(first, builder.mul(given[2], _lone(lane))), loop.index)
                least = builder.load(_place(context, builder, signature.args[0], given[0], at))
                held = builder.insert_element(held, builder.zext(least, _WORD), _index(lane))
            value = builder.add(_times(builder, builder.load(total), MULTIPLIER), held)
            builder.store(_mixed(builder, value), total)
        place = _place(context, builder, signature.args[3], given[3], given[1])
        builder.store(builder.load(total), builder.bitcast(place, _EIGHTS.as_pointer())).align = 8
        return context.get_dummy_value()

    return types.void(minima, types.int64, types.int64, into), made


def _spread(builder: Any, value: Any) -> Any:
    """One number in every lane."""
    nothing = ir.Constant(_EIGHTS, ir.Undefined)
    one = builder.insert_element(nothing, value, _index(0))
    return builder.shuffle_vector(one, nothing, ir.Constant(_HALVES, [_index(0)] * 8))


def _every_second(builder: Any, both: Any, first: int) -> Any:
    lanes = [_index(lane) for lane in range(first, 16, 2)]
    return builder.shuffle_vector(
        both, ir.Constant(both.type, ir.Undefined), ir.Constant(ir.VectorType(_HALF, 8), lanes)
    )


def _small(builder: Any, eights: Any) -> Any:
    """See `words.small`."""
    high = builder.lshr(builder.and_(eights, _eights(0x8080808080808080)), _eights(2))
    case = _eights(0x2020202020202020)
    return builder.or_(eights, builder.and_(case, builder.not_(high)))


def _hashed(builder: Any, lengths: Any, one: Any, two: Any) -> Any:
    """See `words.hash_short`."""
    eight, none = _eights(8), _eights(0)

    def at_least(value: Any, least: Any) -> Any:
        return builder.select(builder.icmp_signed(">", value, least), value, least)

    # What does not belong to a word is shifted out, at most 32 bits at a time: by 64 must not be asked for.
    over = builder.mul(at_least(builder.sub(eight, lengths), none), eight)
    one = builder.and_(one, builder.lshr(_eights(-1), over))
    left = at_least(builder.sub(_eights(16), lengths), none)
    under = builder.mul(builder.select(builder.icmp_signed("<", left, eight), left, eight), _eights(4))
    two = builder.and_(two, builder.lshr(builder.lshr(_eights(-1), under), under))
    found = lengths
    for part in (one, two):
        found = _times(builder, builder.xor(found, part), MULTIPLIER)
        found = builder.xor(found, builder.lshr(found, _eights(32)))
    return found


def _times(builder: Any, value: Any, times: int) -> Any:
    """The low halves of products, put together of products of halves: AVX-512's own takes twice as long.

    Crossed halves are multiplied as numbers of 32 bits, or the optimizer would see through it.
    """
    halves = ir.VectorType(_HALF, 16)
    crossed = ir.Constant(halves, [_index(times >> 32), _index(times & 0xFFFFFFFF)] * 8)
    parts = builder.bitcast(builder.mul(builder.bitcast(value, halves), crossed), _EIGHTS)
    below = builder.mul(builder.and_(value, _eights(0xFFFFFFFF)), _eights(times & 0xFFFFFFFF))
    above = builder.add(builder.shl(parts, _eights(32)), builder.and_(parts, _eights(0xFFFFFFFF << 32)))
    return builder.add(below, above)


def _mixed(builder: Any, value: Any) -> Any:
    """See `words.mix`."""
    for shift, times in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        value = builder.xor(value, builder.lshr(value, _eights(shift)))
        value = _times(builder, value, times)
    return builder.xor(value, builder.lshr(value, _eights(31)))


@instruction
def least_of(typing: Any, values: Any, count: Any, slots: Any, into: Any) -> Signature:
    """`LANES` minima at once: of value times slot plus slot, over the first `count` values.

    `slots` are three: multipliers, offsets, and the index in both from which on they are taken, which is
    also the index of `into` at which the minima are written.
    """

    def made(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        vector = ir.VectorType(_HALF, LANES)
        nothing = ir.Constant(vector, ir.Undefined)
        first = ir.Constant(_HALF, 0)
        spread = ir.Constant(vector, [first] * LANES)
        kinds = signature.args[2].types
        parts = [builder.extract_value(given[2], place) for place in range(3)]
        times, plus = (
            _unaligned(builder, _place(context, builder, kinds[n], parts[n], parts[2]), vector)
            for n in range(2)
        )
        least = cgutils.alloca_once(builder, vector)
        builder.store(ir.Constant(vector, [ir.Constant(_HALF, 0xFFFFFFFF)] * LANES), least)
        start = _place(context, builder, signature.args[0], given[0], ir.Constant(_WORD, 0))
        with cgutils.for_range(builder, given[1]) as loop:
            value = builder.load(builder.gep(start, [loop.index]))
            every = builder.shuffle_vector(builder.insert_element(nothing, value, first), nothing, spread)
            found = builder.add(builder.mul(every, times), plus)
            held = builder.load(least)
            builder.store(builder.select(builder.icmp_unsigned("<", found, held), found, held), least)
        place = _place(context, builder, signature.args[3], given[3], parts[2])
        builder.store(builder.load(least), builder.bitcast(place, vector.as_pointer())).align = 4
        return context.get_dummy_value()

    return types.void(values, types.int64, slots, into), made
