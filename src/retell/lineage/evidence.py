"""What the clues to who copied whom may look at."""

from __future__ import annotations

from dataclasses import dataclass

from retell.alignment.model import Alignment
from retell.changes.model import Change
from retell.document.model import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Two related documents, lined up, and what differs between them."""

    left: Document
    right: Document
    alignment: Alignment
    changes: tuple[Change, ...]
