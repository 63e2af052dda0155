"""Figures that a sentence near by tells rounded, and says so."""

from __future__ import annotations

from collections.abc import Sequence

from retell.changes.readings.amounts.quantities import Quantity
from retell.changes.readings.amounts.roundings import restates
from retell.changes.readings.times.reckoned import figures
from retell.changes.view import Side
from retell.settings import NumberSettings
from retell.text.tokens import tokens


def is_restated(quantity: Quantity, side: Side, link: Sequence[int], settings: NumberSettings) -> bool:
    """Whether the sentences `link` of a side, or one next to them, tell a figure rounded, and say so."""
    about = side.sentences[max(0, min(link) - 1) : max(link) + 2]
    sentences = (figures(tokens(side.text, sentence.span)) for sentence in about)
    return any(restates(quantity, other, settings) for said in sentences for other in said)
