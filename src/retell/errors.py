"""Every error Retell raises on purpose: one message each, each with a permanent code.

A message starts with its code and says what was wrong, where, and what would have been right. An error
holds that one string and nothing else, so that it survives the way back from a worker process.
"""

from __future__ import annotations

from typing import Self


class RetellError(Exception):
    """What every error of Retell is; `exit_status` is what the command ends with."""

    exit_status = 5

    def __init__(self, message: str) -> None:
        super().__init__(message)

    @property
    def code(self) -> str:
        """The permanent code, explained in docs/reference/messages.md."""
        return str(self.args[0]).partition(":")[0]


class UsageError(RetellError):
    """The command or call asks for something that cannot be."""

    exit_status = 2


class InputError(RetellError):
    """An input that cannot be read; the rest of the run goes on."""

    exit_status = 3

    @classmethod
    def missing(cls, path: str) -> Self:
        """No such file."""
        return cls(f"R101: {path}: no such file or directory. Give a file, a directory, a glob, or - for standard input.")
