"""What on a page is not the report."""

from __future__ import annotations

from collections.abc import Sequence

from retell.document.model import Furniture
from retell.settings import DocumentSettings


def furnished(
    text: str, title: str | None, given: Sequence[Furniture], settings: DocumentSettings
) -> tuple[Furniture, ...]:
    """Labels."""
    return tuple(given)
