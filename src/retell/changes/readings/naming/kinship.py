"""How two names stand to each other: one name, a form or part of it, a misspelling, or another."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from retell.changes.readings.naming.gazetteer import LANDS, SAME_PLACE, SEATS
from retell.changes.readings.naming.hearsay import nearly, one_letter, rendered, two_letters
from retell.changes.readings.naming.names import Name
from retell.models import lexicon, spelling


class Kinship(StrEnum):
    """How two names stand to each other."""

    SAME = "same"
    PART = "part"
    FORM = "form"
    MISSPELT = "misspelt"
    OTHER = "other"


def kinship(one: Name, other: Name) -> Kinship:
    """How two names stand to each other, by their letters and what the gazetteer knows."""
    mine, its = one.keys, other.keys
    if mine == its:
        return Kinship.SAME
    if _same_land(one.joined, other.joined) or _abbreviates(mine, its) or _abbreviates(its, mine):
        return Kinship.FORM
    if len(mine) == len(its) == 1 and (_is_people(mine[0], its[0]) or _is_people(its[0], mine[0])):
        return Kinship.FORM
    if "".join(mine) == "".join(its) or sorted(mine) == sorted(its) or _spelt_alike(mine, its):
        return Kinship.FORM
    if _contains(mine, its) or _contains(its, mine):
        return Kinship.PART
    return Kinship.MISSPELT if _misspelt(mine, its) else Kinship.OTHER


def _is_people(land: str, people: str) -> bool:
    """Whether one word is made of the other as "Samoan" of "Samoa", whether the gazetteer knows it or not."""
    if len(land) < _SHORTEST_LAND or not people.startswith(land[:-1]):
        return False
    return (
        people == land + "n" if land[-1] in "aeio" else people in (land + "ian", land + "ese", land + "ish")
    )


_SHORTEST_LAND = 4
"""Letters under which a name is taken for no land."""


def _same_land(one: str, other: str) -> bool:
    if SAME_PLACE.get(one, -1) == SAME_PLACE.get(other, -2):
        return True
    mine, its = LANDS.get(one, frozenset()), LANDS.get(other, frozenset())
    return bool(mine & its)


def same_seat(one: str, other: str) -> bool:
    """Whether one names the seat of the other's government: "Moscow" for "Russia"."""
    mine = LANDS.get(one, frozenset()) | SEATS.get(one, frozenset())
    its = LANDS.get(other, frozenset()) | SEATS.get(other, frozenset())
    return bool(mine & its)


def _abbreviates(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether a single word is made of the first letters of several."""
    if len(short) != 1 or len(long) < 2:
        return False
    letters = short[0]
    return letters == "".join(word[0] for word in long) or (
        len(long) >= 3 and letters == "".join(word[0] for word in long if word not in ("and", "for"))
    )


def _spelt_alike(mine: Sequence[str], its: Sequence[str]) -> bool:
    """Whether the names differ in regional spelling, a plural, an initial or a short form ("Greg") alone.

    A family name is not shortened: "Brandt" that ends as "Brand" is spelt wrong.
    """
    if len(mine) != len(its):
        return False
    family = len(mine) - 1
    return all(
        one == other
        or SAME_PLACE.get(one, -1) == SAME_PLACE.get(other, -2)
        or _regional(one, other)
        or (not family and one + "s" == other)
        or (not family and other + "s" == one)
        or (family and {one, other} <= _plural(one, other))
        or (at < family and _shortens(one, other))
        for at, (one, other) in enumerate(zip(mine, its, strict=True))
    )


def _shortens(one: str, other: str) -> bool:
    """Whether one first name is short for the other: "Greg", "Gregory"; "Liesbet" is "Liesbeth" misspelt."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (len(long) - len(short) > 1 or len(short) < _SHORTEST_NAME)


_SHORTEST_NAME = 3
"""Letters under which a first name is an initial."""


def _plural(one: str, other: str) -> frozenset[str]:
    """Both words, where one is the other in the plural and a word of the language: "Courts", not
    "Sandilands"."""
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    common = longer == shorter + "s" and lexicon.is_known(shorter)
    return frozenset({one, other}) if common else frozenset()


def _regional(one: str, other: str) -> bool:
    return spelling.same_word(one, other)


def _contains(long: Sequence[str], short: Sequence[str]) -> bool:
    """Whether the words of one name are among the other's: the family name alone, a middle name lost."""
    return len(short) < len(long) and {_stem(key) for key in short} <= {_stem(key) for key in long}


def _stem(key: str) -> str:
    """A word of a name without a plural, in one spelling."""
    return key.removesuffix("s").replace("isation", "ization")


def _misspelt(mine: Sequence[str], its: Sequence[str]) -> bool:
    """Whether every word that differs is nearly the same."""
    if len(mine) == len(its):
        differing = [(one, other) for one, other in zip(mine, its, strict=True) if one != other]
        close = [nearly(one, other) or one_letter(one, other) for one, other in differing]
        kept = len(mine) > len(differing) or any(close)
        slips = [
            near or (kept and (two_letters(one, other) or rendered(one, other)))
            for near, (one, other) in zip(close, differing, strict=True)
        ]
        return all(slips) and (len(mine) > 1 or nearly(mine[0], its[0]))
    long, short = (mine, its) if len(mine) > len(its) else (its, mine)
    if len(short) > 1:
        return False
    return nearly(short[0], long[-1]) or (_ends_in_noun(long) and nearly(short[0], long[0]))


def _ends_in_noun(keys: Sequence[str]) -> bool:
    """Whether a name of two words ends in what it names: "Tarn Village"."""
    return len(keys) == 2 and lexicon.usual_part(keys[1]) == "n" and lexicon.frequency(keys[1]) >= _COMMON


_COMMON = 10
"""Frequency from which a word at the end of a name is a common noun."""
