"""Every kind of change, in the order in which they are read.

An earlier kind claims its words before a later one sees them; `wording` comes last and takes what is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from retell.changes.kinds import (
    addition,
    attribution,
    certainty,
    fluency,
    name,
    negation,
    number,
    omission,
    order,
    quotation,
    role,
    sense,
    time,
    wording,
)
from retell.changes.model import Change
from retell.changes.view import View


class KindOfChange(Protocol):
    """What the module of a kind offers; its docstring is what the reader is told."""

    NAME: str

    def find(self, view: View) -> Iterator[Change]:
        """The changes of this kind between the two sides of a view."""
        ...


READING_ORDER: tuple[KindOfChange, ...] = (
    quotation,
    name,
    number,
    time,
    attribution,
    certainty,
    negation,
    role,
    sense,
    fluency,
    omission,
    addition,
    order,
    wording,
)
