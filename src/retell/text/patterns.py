"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re
from typing import Any, cast


class _Uncompiled:
    """Stands for a pattern until it is asked something, and then hands on what it has compiled."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _ASKED:
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        for each in _ASKED:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)


_ASKED = ("fullmatch", "match", "search", "finditer", "findall", "sub", "split", "pattern", "flags")


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern `source`, compiled when it is first used: most of a run's patterns never are.

    It answers what a compiled one answers; the functions of `re` that take a pattern do not take it.
    """
    return cast("re.Pattern[str]", _Uncompiled(source, flags))
