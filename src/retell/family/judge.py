"""What pairs amount to by what they have in common: copy, excerpt, one event, one form, or nothing.

A linear model of a few shares gives each its probability. It was fitted on generated copies, excerpts, forms
filled in anew and near-misses (benchmarks/families/README.md tells how sure it may be). Where a person wrote
every sentence anew hardly any words stand in the same order, and these shares say too little: pairs that
share their words and particulars as copies do are doubtful, and the passages themselves have to be sought.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from retell.family.arrays import BOOL, F64, I64
from retell.family.measures import Measures
from retell.settings import FamilySettings


class Verdict(IntEnum):
    """What a pair may be, in the order of the model's rows."""

    COPY = 0
    EXCERPT = 1
    EVENT = 2
    FORM = 3
    NOTHING = 4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judged:
    """For each pair the verdict, the probability of each, and whether its passages have to be sought."""

    verdicts: I64
    probabilities: F64
    doubtful: BOOL

    def are(self, verdict: Verdict) -> BOOL:
        """Which pairs are this and not in doubt."""
        found: BOOL = (self.verdicts == verdict) & ~self.doubtful
        return found


def features(seen: Measures) -> F64:
    """What the model looks at, a row for each pair: (pairs, 8)."""
    agreement = np.minimum(1.0, seen.agreed / np.maximum(seen.likeness, 0.05))
    return np.stack(
        (
            np.ones(len(seen.left)),
            seen.fuller,
            seen.lesser,
            seen.kept * seen.fuller,
            agreement,
            agreement * seen.fuller,
            seen.likeness,
            np.minimum(seen.own, 60) / 60,
            np.minimum(seen.rare, 200) / 200,
        ),
        axis=1,
    )


def probabilities(seen: Measures, settings: FamilySettings) -> F64:
    """The probability of each verdict: (pairs, 5)."""
    scores = features(seen) @ np.array(settings.verdict_weights).T
    # Rounded before it is compared with anything, so that no processor's last bit decides.
    raised = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-np.inf))
    found: F64 = np.round(raised / raised.sum(axis=1, keepdims=True), 6)
    return found


def likelihood_features(seen: Measures) -> F64:
    """What tells whether a closer look may find a copy, a row for each pair: (pairs, 9)."""
    return np.stack(
        (
            np.ones(len(seen.left)),
            seen.fuller,
            seen.kept * seen.fuller,
            seen.agreed,
            seen.likeness,
            seen.whole,
            seen.agreed * seen.likeness,
            seen.named,
            np.minimum(seen.own, 60) / 60,
        ),
        axis=1,
    )


def likely(seen: Measures, settings: FamilySettings) -> F64:
    """How likely it is that a closer look finds a copy, for each pair."""
    scores = likelihood_features(seen) @ np.array(settings.likely_weights)
    found: F64 = np.round(1 / (1 + np.exp(-scores)), 6)
    return found


def _told(seen: Measures, settings: FamilySettings) -> BOOL:
    """Which pairs share enough names and figures to report one event."""
    found: BOOL = (seen.names >= settings.event_names) & (seen.agreed >= settings.event_particulars)
    return found & (seen.named >= settings.event_named)


def _with_reports(chances: F64, seen: Measures, settings: FamilySettings) -> F64:
    """The probabilities with those of independent reports, of which the model has seen none.

    Its near-misses all share a sentence. Reports that share none, but most of their names, are told by
    these: what was nothing is one event by the share of names that the poorer one has from the other.
    """
    moved = np.where(_told(seen, settings), np.round(chances[:, Verdict.NOTHING] * seen.named, 6), 0.0)
    found = chances.copy()
    found[:, Verdict.EVENT] += moved
    found[:, Verdict.NOTHING] -= moved
    return found


def _filled(seen: Measures, settings: FamilySettings) -> BOOL:
    """Which pairs are one frame filled in anew: most of it stands in both, most of the particulars do not."""
    found: BOOL = (seen.fuller >= settings.frame_covered) & (seen.agreed < settings.form_particulars)
    return found & (seen.named < settings.frame_named)


def judged(seen: Measures, settings: FamilySettings) -> Judged:
    """What each pair amounts to."""
    chances = _with_reports(probabilities(seen, settings), seen, settings)
    # An excerpt must hold enough that is rare, in its own words; names must be shared for one event.
    quoted = (seen.own >= settings.excerpt_words) & (seen.rare >= settings.least_weight)
    allowed = np.ones_like(chances, dtype=bool)
    allowed[:, Verdict.EXCERPT] = quoted & (seen.longest >= settings.excerpt_run)
    allowed[:, Verdict.EVENT] = _told(seen, settings)
    allowed[:, Verdict.COPY] = chances.argmax(axis=1) == Verdict.COPY
    best = np.where(allowed, chances, -1.0).argmax(axis=1)
    best = np.where((best == Verdict.COPY) & _filled(seen, settings), int(Verdict.FORM), best)
    # Where half of a text stands in the other its stretches say enough, and what may be a form is none.
    may = (seen.fuller < settings.plainly_covered) & (chances[:, Verdict.FORM] < settings.possible_form)
    may &= (seen.whole >= settings.screen_whole) & (likely(seen, settings) >= settings.least_likely)
    sure = np.maximum(chances[:, Verdict.COPY], chances[:, Verdict.EXCERPT] * allowed[:, Verdict.EXCERPT])
    return Judged(
        verdicts=best,
        probabilities=chances,
        doubtful=may & (sure < settings.sure_verdict),
    )
