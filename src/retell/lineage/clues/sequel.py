"""One document begins with a later day than the other, whose day it names too: it carries the story on.

An agency sends its report again when more is known: "on Wednesday" leads, and what happened "on Tuesday"
follows. Only a day named at the head is where the report stands; others are of things past or to come, and a
copy that has dropped the day of the head stands nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from retell.changes.readings.times.dates import WEEKDAYS
from retell.lineage.account import Account
from retell.lineage.evidence import Evidence
from retell.lineage.model import Sign

NAME = "sequel"
_MOST_DAYS = 3
"""Days by which a report may be later; past them a weekday may as well be one of the week before."""


_HEAD = 2
"""Sentences at the head in which a report says what day it is of; with the whole text copies that dropped the
day stood for earlier reports in four of 36 labelled pairs."""


def find(evidence: Evidence) -> Iterator[Sign]:
    """The side that stands at the earlier day."""
    if not (_is_dated(evidence.left) and _is_dated(evidence.right)):
        return
    left, right = list(_days(evidence.left)), list(_days(evidence.right))
    for value, early, late in ((1.0, left, right), (-1.0, right, left)):
        if early and late and _carries_on(early, late):
            first, then = early[0].capitalize(), late[0].capitalize()
            why = f"the other begins with {then}, goes back to {first}, and this one knows of no {then}"
            yield Sign(kind=NAME, name=NAME, value=value, why=why)


def _is_dated(own: Account) -> bool:
    """Whether the head names a day."""
    return any(key in WEEKDAYS for key, number in zip(own.keys, own.sentence, strict=True) if number < _HEAD)


def _days(own: Account) -> Iterator[str]:
    """The weekdays named, in order."""
    return (key for key in own.keys if key in WEEKDAYS)


def _carries_on(early: list[str], late: list[str]) -> bool:
    later = (WEEKDAYS[late[0]] - WEEKDAYS[early[0]]) % len(WEEKDAYS)
    return 0 < later <= _MOST_DAYS and early[0] in late and late[0] not in early
