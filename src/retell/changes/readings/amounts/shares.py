"""Parts of a whole told in several words: "all but three of 27", "two chances in five", "a quarter-point"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from retell.changes.readings.amounts.numerals import Numeral, numeral
from retell.text.english import FUNCTION_WORDS
from retell.values import replace

BEGINS = frozenset("all a an half quarter three".split())
"""Every word that one of these begins with: at another none is looked for."""
_POINT_PART = re.compile(
    r"(?:an? )?(half|quarter|three(?: -)? quarters?)(?: -)?(?: of)?(?: an?)?(?: percentage(?: -)?)? points? "
)
_POINT_PARTS = {"half": Fraction(1, 2), "quarter": Fraction(1, 4), "three": Fraction(3, 4)}


def part_of_point(keys: Sequence[str], at: int) -> Numeral | None:
    """ "A quarter-point cut", "half a point": so much of a percentage point."""
    if keys[at] not in ("a", "an", "half", "quarter", "three"):
        return None
    found = _POINT_PART.match(" ".join(keys[at : at + 9]) + " ")
    if not found:
        return None
    value = _POINT_PARTS[found[1].split()[0]]
    return Numeral(stop=at + len(found[0].split()), value=value, step=Fraction(1, 100), in_words=True)


def all_but(keys: Sequence[str], at: int, touching: Sequence[bool]) -> Numeral | None:
    """ "All but three of 27" is twenty-four; the whole is left to be read by itself."""
    if keys[at] != "all" or tuple(keys[at + 1 : at + 2]) != ("but",) or at + 3 >= len(keys):
        return None
    few = numeral(keys, at + 2, touching)
    if few is None or few.ordinal or few.fraction or keys[few.stop : few.stop + 1] != ["of"]:
        return None
    after = few.stop + 1
    after += keys[after : after + 1] in (["the"], ["its"], ["their"], ["his"], ["her"], ["our"])
    whole = numeral(keys, after, touching) if after < len(keys) else None
    if whole is None or whole.ordinal or whole.fraction or whole.value <= few.value:
        return None
    return replace(few, value=whole.value - few.value, step=Fraction(1), other=None, in_words=False)


def ten_in(keys: Sequence[str], found: Numeral, stop: int, touching: Sequence[bool]) -> tuple[Numeral, int]:
    """ "nine out of ten", "one in five" as one share."""
    chance = stop < len(keys) and (keys[stop] in _CHANCES or _is_one_of(keys, found, stop, touching))
    start = stop + chance
    for link in (("out", "of"), ("of", "every"), ("in", "every"), ("-", "in", "-"), ("in",)):
        after = start + len(link)
        if tuple(keys[start:after]) != link or after >= len(keys) or found.ordinal:
            continue
        whole = numeral(keys, after, touching)
        if not whole or whole.ordinal or whole.fraction or not 2 <= whole.value <= 10**5:
            continue
        if link == ("out", "of") and whole.value not in _WHOLES:
            continue  # "14 out of 38": two counts, not a rate
        rated = link != ("in",) or found.value == 1 or chance or _is_rate(keys, whole)
        if found.value < whole.value and rated:
            share = replace(found, value=found.value / whole.value, fraction=True, stop=whole.stop)
            return replace(share, step=Fraction(1, 100), in_words=False), whole.stop
    return found, stop


def _is_one_of(keys: Sequence[str], found: Numeral, stop: int, touching: Sequence[bool]) -> bool:
    """Whether what is counted stands inside a share: "one adult in eight"."""
    if found.value != 1 or not keys[stop].isalpha() or tuple(keys[stop + 1 : stop + 2]) != ("in",):
        return False
    whole = numeral(keys, stop + 2, touching) if stop + 2 < len(keys) else None
    after = keys[whole.stop : whole.stop + 1] if whole else []
    return whole is not None and (not after or not after[0].isalnum() or after[0] in FUNCTION_WORDS)


def _is_rate(keys: Sequence[str], whole: Numeral) -> bool:
    """Whether "four in ten" is a share: of a round whole, and nothing follows that the whole could count."""
    after = keys[whole.stop : whole.stop + 1]
    return whole.value in _TENS and after in (["of"], ["people"], ["adults"], ["voters"], ["children"])


_TENS = frozenset({10, 100, 1_000, 10_000, 100_000})
_WHOLES = frozenset((*range(2, 11), 12, 15, 20, 25, 30, 40, 50, 100, 1_000, 10_000, 100_000))
"""Wholes that a rate is told of: "nine out of ten", "one out of 100"."""

_CHANCES = frozenset("chance chances".split())
"""What may stand inside a share: "two chances in five"."""
