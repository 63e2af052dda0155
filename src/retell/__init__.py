"""Trace a news story through its copies.

    >>> import retell
    >>> left, right = retell.from_text("The pier closed."), retell.from_text("The pier shut.")
    >>> [change.kind for change in retell.compare(left, right).changes]
    ['wording.synonym']

The names below are opened when they are first used, so that importing the package costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from retell.version import VERSION

if TYPE_CHECKING:
    from retell.document.load import read
    from retell.document.make import document as from_text
    from retell.document.model import Document, Skipped
    from retell.engines.local import LocalEngine
    from retell.errors import RetellError
    from retell.settings import Settings
    from retell.tracing import Comparison, Story, Tracing, compare, trace

__version__ = VERSION

__all__ = [
    "Comparison",
    "Document",
    "LocalEngine",
    "RetellError",
    "Settings",
    "Skipped",
    "Story",
    "Tracing",
    "compare",
    "from_text",
    "read",
    "trace",
]

_PLACES = {
    "Comparison": "retell.tracing",
    "Document": "retell.document.model",
    "LocalEngine": "retell.engines.local",
    "RetellError": "retell.errors",
    "Settings": "retell.settings",
    "Skipped": "retell.document.model",
    "Story": "retell.tracing",
    "Tracing": "retell.tracing",
    "compare": "retell.tracing",
    "from_text": "retell.document.make",
    "read": "retell.document.load",
    "trace": "retell.tracing",
}
_ELSEWHERE_CALLED = {"from_text": "document"}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module 'retell' has no attribute {name!r}")
    return getattr(importlib.import_module(_PLACES[name]), _ELSEWHERE_CALLED.get(name, name))


def __dir__() -> list[str]:
    return sorted([*globals(), *_PLACES])
