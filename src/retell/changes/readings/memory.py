"""Readings kept for the very values they were made of.

Several kinds ask for one reading of one sentence or view. To find it by what the value holds would mean to
hash every word of it, which costs as much as to read it again: the value is known by its identity instead,
and kept as long as its reading is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from retell.text.tokens import Token

P = ParamSpec("P")
R = TypeVar("R")


def remembered(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A reading of values that never change, its last answers kept, `most` of them at one time."""

    def holding(read: Callable[P, R]) -> Callable[P, R]:
        kept: dict[int | tuple[int, ...], tuple[object, R]] = {}

        @wraps(read)
        def answered(*values: P.args, **named: P.kwargs) -> R:
            key = id(values[0]) if len(values) == 1 else tuple(map(id, values))
            found = kept.get(key)
            if found is not None and not named:
                return found[1]
            answer = read(*values, **named)
            if len(kept) >= most:
                kept.clear()
            if not named:
                kept[key] = (values, answer)
            return answer

        @wraps(read)
        def answered_for(value: Any = None, **named: Any) -> R:
            if named:
                return cast(R, cast(Any, read)(**named))
            found = kept.get(id(value))
            if found is not None:
                return found[1]
            answer = cast(Any, read)(value)
            if len(kept) >= most:
                kept.clear()
            kept[id(value)] = (value, answer)
            return cast(R, answer)

        # Most readings are of one value and asked for many times: that value alone is no list of arguments.
        code = cast(Any, read).__code__
        alone = code.co_argcount == 1 and not code.co_kwonlyargcount
        return cast(Callable[P, R], answered_for) if alone else answered

    return holding


@remembered(1024)
def keys_of(words: Sequence[Token]) -> frozenset[str]:
    """The folded words of a sentence: most readings look for a few words that most sentences lack."""
    return frozenset(token.key for token in words)
