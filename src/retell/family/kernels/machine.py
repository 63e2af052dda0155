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

Function = TypeVar("Function", bound=Callable[..., Any])
Signature = tuple[Any, Callable[..., Any]]

_BYTE, _HALF, _WORD = ir.IntType(8), ir.IntType(32), ir.IntType(64)
_BYTES = ir.VectorType(_BYTE, 64)
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
