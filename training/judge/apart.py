"""Which edits the reader is never shown, so that what it counts can be fitted and measured by them."""

from __future__ import annotations

from typing import Any
from zlib import crc32


def is_apart(row: dict[str, Any]) -> bool:
    """Whether an edit is held, or of the third of the own stories and sentences."""
    return row["part"] == "held" or (row["part"] == "own" and crc32(f"{row['group']}z".encode()) % 3 == 0)
