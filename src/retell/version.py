"""The version of the package, where every layer may read it."""

from __future__ import annotations

VERSION = "0.1.0"
"""The same as in pyproject.toml; to ask the installed metadata loads a reader of e-mail."""
