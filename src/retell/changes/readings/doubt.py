"""What a learned model thinks of replaced words that no rule decides."""

from __future__ import annotations

import math

from retell.models import replacement
from retell.settings import DoubtSettings


def chance(left: str, right: str, settings: DoubtSettings) -> float:
    """The probability, 0..1, that `right` put for `left` changes the sense; 0 without the model."""
    if not settings.use_model:
        return 0.0
    return round(1 / (1 + math.exp(-replacement.log_odds(left, right))), 2)
