"""Every clue to who copied whom, in the order in which they are told."""

from __future__ import annotations

from retell.lineage.clues import containment, credit, detail, errors, furniture, time

CLUES = (time, credit, containment, furniture, detail, errors)
