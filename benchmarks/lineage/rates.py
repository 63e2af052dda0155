"""How often a copyist does what: rates for a family, and for each hand in it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """How often each thing is done: by copy, by sentence or by word as the name of the field tells."""

    copy_cut_end: float
    cut_share: float
    sentence_cut: float
    copy_headline: float
    word_synonym: float
    sentence_syntax: float
    sentence_name_slip: float
    sentence_number_slip: float
    number_rounded: float
    quotation_edited: float
    sentence_broken: float
    apposition_lost: float
    article_lost: float
    copy_inserts: float
    slip_mended: float
    furniture_lost: float
    contraction_expanded: float
    paragraph_moved: float


_RANGES: Mapping[str, tuple[float, float]] = {
    "copy_cut_end": (0.05, 0.6),
    "cut_share": (0.1, 0.5),
    "sentence_cut": (0.005, 0.12),
    "copy_headline": (0.2, 0.8),
    "word_synonym": (0.003, 0.10),
    "sentence_syntax": (0.005, 0.15),
    "sentence_name_slip": (0.002, 0.03),
    "sentence_number_slip": (0.002, 0.03),
    "number_rounded": (0.01, 0.10),
    "quotation_edited": (0.02, 0.3),
    "sentence_broken": (0.003, 0.04),
    "apposition_lost": (0.02, 0.2),
    "article_lost": (0.0005, 0.008),
    "copy_inserts": (0.03, 0.4),
    "slip_mended": (0.02, 0.3),
    "furniture_lost": (0.1, 0.6),
    "contraction_expanded": (0.05, 0.5),
    "paragraph_moved": (0.005, 0.05),
}


_MARKED: Mapping[str, tuple[float, float]] = {
    "copy_cut_end": (0.05, 0.3),
    "cut_share": (0.05, 0.25),
    "sentence_cut": (0.005, 0.04),
    "word_synonym": (0.05, 0.15),
    "sentence_syntax": (0.05, 0.2),
    "sentence_name_slip": (0.02, 0.05),
    "copy_inserts": (0.03, 0.3),
}
"""Ranges of copying that always leaves marks: more rewording, less cutting."""


_CUTS = ("copy_cut_end", "cut_share", "sentence_cut")
_WORDS = ("word_synonym", "sentence_syntax", "quotation_edited", "number_rounded", "apposition_lost")
_SLIPS = ("sentence_name_slip", "sentence_number_slip", "sentence_broken", "article_lost")
_HANDS: Mapping[str, tuple[float, float, float]] = {
    "cutter": (2.5, 0.0, 0.1),
    "rewriter": (0.5, 3.0, 1.0),
    "careless": (1.0, 0.5, 3.0),
    "usual": (1.0, 1.0, 1.0),
}
"""What a hand cuts, rewords and gets wrong, in times of what is usual in its family."""


def by_hand(rates: Rates, chance: random.Random) -> Rates:
    """The rates of one copy in a family whose copies are made by many hands."""
    cuts, words, slips = _HANDS[chance.choice(sorted(_HANDS))]
    times = dict.fromkeys(_CUTS, cuts) | dict.fromkeys(_WORDS, words) | dict.fromkeys(_SLIPS, slips)
    return replace(rates, **{name: min(0.9, getattr(rates, name) * times[name]) for name in times})


def drawn(chance: random.Random, *, shifted: bool, marked: bool) -> Rates:
    """Rates for one family: evenly on a log scale; `shifted` takes other ones, wider at both ends."""
    values = {}
    for name, (low, high) in {**_RANGES, **(_MARKED if marked else {})}.items():
        least, most = (low * 0.7, min(0.9, high * 1.3)) if shifted else (low, high)
        values[name] = least * (most / least) ** chance.random()
    return Rates(**values)
