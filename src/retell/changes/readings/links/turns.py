"""Small words that turn a role: to and from, by and against, before and after."""

from __future__ import annotations

_OPPOSED = tuple(
    (frozenset(one.split("/")), frozenset(other.split("/")), why)
    for one, other, why in (
        ("to/into/toward/towards/onto", "from/out of/away from/off", "the direction is turned round"),
        ("by", "against", "who acts becomes who is acted on"),
        ("for/in favour of/in favor of/with", "against", "the side taken is turned round"),
        ("before/until/ahead of", "after/since/following", "what came first comes second"),
        ("above/over", "below/under/beneath", "over and under change places"),
        ("inside/within", "outside/beyond", "inside and outside change places"),
        (
            "because of/due to/owing to/thanks to",
            "despite/in spite of/regardless of",
            "a cause becomes an obstacle",
        ),
        ("because/since/as", "although/though/even though/whereas", "a cause becomes an obstacle"),
        ("on behalf of", "instead of/against", "standing for becomes standing in the way"),
    )
)


_BOUNDS = tuple(
    (frozenset(one.split("/")), frozenset(other.split("/")))
    for one, other in (
        ("into/back into/inside", "to/towards/toward/back to/near/up to"),
        ("onto", "to/towards/toward/near"),
        ("out of", "away from"),
        ("through/across", "to/towards/toward/past/along/around"),
    )
)


def crosses(one: str, other: str) -> bool:
    """Whether one of two small words takes somebody over a bound that the other only leads to."""
    return any(
        (one in these and other in those) or (one in those and other in these) for these, those in _BOUNDS
    )


CAUSES = tuple(
    (frozenset(one.split("/")), frozenset(other.split("/")))
    for one, other in (
        ("after/following/when/while/as/amid", "because/because of/due to/owing to/as a result of/thanks to"),
    )
)


def turned(one: str, other: str) -> str | None:
    """What it means that one small word stands for another; None where it turns nothing."""
    for these, those, why in _OPPOSED:
        if (one in these and other in those) or (one in those and other in these):
            return why
    return None
