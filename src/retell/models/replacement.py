"""How likely it is that one word put for another changes the sense, by what the lexicon knows of the two.

Log odds of a logistic model over a dozen features that explain themselves: how the two are related and in
how usual a sense of each, how alike they are written, how common they are, whether they are the same part of
speech. `training/judge/lexical.py` fits it on labelled replacements; its model card says how well.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import JaroWinkler

from retell.models import lexicon
from retell.models.lexicon import RelationKind

WEIGHTS = Path(__file__).parent / "data" / "replacement.json"


def features(left: str, right: str) -> dict[str, float]:
    """What is known of two folded words, by name; symmetric but for wider and narrower."""
    found = lexicon.relations(left, right)
    parts = lexicon.usual_part(left), lexicon.usual_part(right)
    told = {
        f"is {kind.value}": max((each.weight for each in found if each.kind is kind), default=0.0)
        for kind in RelationKind
    }
    return {
        "bias": 1.0,
        "strongest relation": max((each.weight for each in found), default=0.0),
        "no relation": float(not found),
        **told,
        "written alike": JaroWinkler.similarity(left, right),
        "left unknown": float(not lexicon.is_known(left)),
        "right unknown": float(not lexicon.is_known(right)),
        "left common": math.log1p(lexicon.frequency(left)) / 8,
        "right common": math.log1p(lexicon.frequency(right)) / 8,
        "same part of speech": float(parts[0] == parts[1]),
        "verb": float(parts[0] == "v"),
        "noun": float(parts[0] == "n"),
        "adjective or adverb": float(parts[0] in ("a", "r")),
    }


@lru_cache(maxsize=65536)
def log_odds(left: str, right: str) -> float:
    """Log odds, to two places, that `right` for `left` changes the sense."""
    weights = _weights()
    return round(sum(weights[name] * value for name, value in features(left, right).items()), 2)


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    read = json.loads(WEIGHTS.read_text("utf-8"))
    return {str(name): float(weight) for name, weight in read["weights"].items()}
