"""Every clue to who copied whom, in the order in which they are told."""

from __future__ import annotations

from retell.lineage.clues import (
    containment,
    contractions,
    credit,
    detail,
    errors,
    figures,
    furniture,
    idiom,
    quotation,
    round_trip,
    sequel,
    time,
    wording,
)

CLUES = (
    time,
    sequel,
    credit,
    containment,
    furniture,
    detail,
    errors,
    contractions,
    quotation,
    figures,
    wording,
    idiom,
    round_trip,
)
