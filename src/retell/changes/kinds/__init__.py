"""Every kind of change, in the order in which they are read.

An earlier kind claims its words before a later one sees them; `wording` comes last and takes what is left.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Protocol, cast

from retell.changes.model import Change
from retell.changes.view import View


class KindOfChange(Protocol):
    """What the module of a kind offers; its docstring is what the reader is told."""

    NAME: str

    def find(self, view: View) -> Iterator[Change]:
        """The changes of this kind between the two sides of a view."""
        ...


_ORDER = (
    "quotation name number time attribution certainty negation role sense fluency omission addition order wording"
).split()
_HERE = {module.name for module in pkgutil.iter_modules(__path__)}
READING_ORDER: tuple[KindOfChange, ...] = tuple(
    cast(KindOfChange, importlib.import_module(f"{__name__}.{name}")) for name in _ORDER if name in _HERE
)
