"""How it is told who copied whom."""

from __future__ import annotations

from dataclasses import field

from retell.settings.lineage_weights import (
    FamilyWeights,
    LostWeights,
    SecondWeights,
    TreeWeights,
    VersionWeights,
)
from retell.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PivotSettings:
    """Naming the language of a round trip; weights in nats.

    Learned by training/lineage/round_trip.py on round trips through Spanish, against rewording by synonyms
    and between versions of pages; other languages are judged by the same weights.
    """

    miss: float = 1.06
    """For a language in which a pair is not one word, by the share of the others in which it is."""
    ratio: float = 0.54
    """Log ratio of how well a pair is one word there to how well it is on average elsewhere."""
    usual_miss: float = 0.046
    """What a pair says for a language on average where nothing went through any, taken off."""
    smooth: float = 0.1
    """Added to both sides of the ratio."""
    none: float = 3.06
    """The score of no language."""
    letters: float = 2.5
    """For a name in a language's spelling; two count at most. By judgement."""
    name_counts: int = 2
    """A name tells as much as so many words, by judgement."""
    fewest: int = 5
    """Pairs under which nothing is said: with fewer any language can look right."""
    named: float = 0.5
    """Least probability at which a language is named."""
    usual: tuple[tuple[str, float], ...] = (
        ("de", 0.6),
        ("es", 0.7),
        ("fr", 0.4),
        ("it", -0.1),
        ("nl", -0.4),
        ("pt", 0.25),
        ("ru", 0.25),
        ("sv", -1.8),
    )
    """Log of a language's share of web pages to the mean of these: by judgement, after public counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageSettings:
    """Inferring who copied whom. A weight is nats of log odds for each unit of its sign.

    Weights without another origin are learned by training/lineage/fit.py; see the model card beside it.
    """

    time_weight: float = 2.5
    """An earlier stamp with a time of day on both sides."""
    date_weight: float = 2.0
    """An earlier stamp where one is a bare date."""
    touched_weight: float = 0.8
    """An earlier stamp where one tells when the page was last touched; by judgement."""
    seen_weight: float = 0.3
    """An earlier stamp where the later one tells when a page was seen by an archive; by judgement."""
    credit_weight: float = 2.0
    """The other document credits this one; by judgement."""
    containment_weight: float = 1.04
    """Log ratio of the words in passages of one's own."""
    loose_weight: float = 2.0
    """Passages that look put in (log)."""
    tail_weight: float = 0.48
    """One goes on where the other stops."""
    furniture_weight: float = 1.07
    """Each kind of furniture more."""
    detail_weight: float = 0.2
    """Log ratio of the words more inside common passages."""
    fluency_weight: float = 1.45
    """Broken sentences (log)."""
    spelling_weight: float = 2.0
    """Misspellings (log)."""
    contractions_weight: float = 1.76
    """Contractions written in full (log)."""
    quotation_weight: float = 2.0
    """Quotation marks gone (log)."""
    figures_weight: float = 0.8
    """Figures rounded (log)."""
    letters_weight: float = 0.3
    """Names spelt as another language spells them, where one is named; by judgement, little, for of two
    pairs that people made one speaks for the wrong side."""
    lost: LostWeights = field(default_factory=LostWeights)
    """Sources that are not in the family."""
    second_source: SecondWeights = field(default_factory=SecondWeights)
    """Passages from a second source."""
    pivot: PivotSettings = field(default_factory=PivotSettings)
    """The language of a round trip."""
    wording_weight: float = 1.91
    """More usual words, by the root of their number."""
    sense_weight: float = 1.03
    """Words in their usual sense, by the root of their number."""
    versions: VersionWeights = field(default_factory=VersionWeights)
    """Versions of one page, which are no copies."""
    decided: float = 0.65
    """Probability under which the order of two documents is undecided."""
    surest: float = 0.99
    """Two texts alone are never surer than this."""
    most_odds: float = 4.6
    """Most nats that the clues of one pair may say in a family: the log odds of `surest`."""
    passes: int = 2
    """How often the tree is made anew with what the last one says of each edge; more changed nothing."""
    every_pair: int = 60
    """Documents up to which every pair of a family is compared: 1,770 pairs, some seconds."""
    neighbours: int = 32
    """Nearest documents with which each one of a larger family is compared by word pairs."""
    likeliest: int = 4
    """Likeliest sources or copies of each, by their word pairs alone, that the clues look at."""
    forebears: int = 3
    """Documents above it in the best tree by word pairs alone that they look at too."""
    first: FamilyWeights = field(
        default_factory=lambda: FamilyWeights(
            usual=TreeWeights(
                gain=-0.791, loss=-2.095, cut=0.12, distance=-2.642, nearest=-1.679, tangle=-1.498,
                tangled=-3.309, direction=0.543, extent=0.462, early=0.055, late=-1.91, coverage=-0.894,
                remote=0.415, slight=0.147, preceded=-1.433,
            ),
            changing=TreeWeights(
                gain=-0.1, loss=-1.048, cut=-0.037, distance=0.291, nearest=-0.371, tangle=-0.431,
                tangled=-0.12, direction=-0.028, extent=0.15, early=0.399, late=-0.253, coverage=0.277,
                remote=0.188, slight=0.337, preceded=-0.163,
            ),
            cutting=TreeWeights(
                gain=-0.192, loss=0.674, cut=-0.257, distance=0.094, nearest=-0.167, tangle=0.24,
                tangled=-0.19, direction=0.086, extent=-0.085, early=-0.621, late=-0.089, coverage=-0.017,
                remote=0.063, slight=-0.056, preceded=0.131,
            ),
            length=TreeWeights(
                gain=0.363, loss=-0.359, cut=0.13, distance=0.431, nearest=-0.515, tangle=-0.319,
                tangled=-0.598, direction=0.034, extent=0.026, early=-0.272, late=0.244, coverage=0.09,
                remote=0.107, slight=-0.283, preceded=0.247,
            ),
            usual_traits=(-3.037, -2.736, 5.509),
            trait_spread=(0.609, 0.556, 0.499),
            sharpness=1.0,
        )
    )  # fmt: skip
    """Weights of the first pass, which knows of nothing above."""
    second: FamilyWeights = field(
        default_factory=lambda: FamilyWeights(
            usual=TreeWeights(
                gain=-1.091, loss=-1.94, cut=0.043, distance=-1.525, nearest=-1.343, tangle=-1.431,
                tangled=-2.037, direction=0.4, extent=0.337, early=1.199, late=-1.317, regained=-0.211,
                reverted=0.012, missed=-0.41, top=0.736, lost=-0.942, lost_gain=0.669, lost_loss=0.103,
                lost_distance=-0.185, apart=0.581, line_early=0.033, line_late=-0.831, gap=-0.501,
                coverage=-1.125, remote=0.447, slight=-0.044, preceded=-1.302,
            ),
            changing=TreeWeights(
                gain=-0.181, loss=-1.047, cut=0.144, distance=0.433, nearest=-0.204, tangle=-0.527,
                tangled=0.211, direction=-0.022, extent=0.159, early=0.208, late=-0.163, regained=-0.016,
                reverted=0.044, missed=0.031, top=-0.19, lost=-0.067, lost_gain=0.111, lost_loss=-0.005,
                lost_distance=0.017, apart=0.243, line_early=0.263, line_late=-0.301, gap=0.186,
                coverage=0.042, remote=0.119, slight=0.183, preceded=0.051,
            ),
            cutting=TreeWeights(
                gain=-0.197, loss=0.526, cut=-0.216, distance=0.154, nearest=-0.196, tangle=0.327,
                tangled=-0.144, direction=0.045, extent=-0.071, early=-0.776, late=-0.215, regained=-0.073,
                reverted=0.027, missed=0.038, top=-0.041, lost=0.164, lost_gain=0.024, lost_loss=-0.081,
                lost_distance=0.371, apart=-0.183, line_early=-0.108, line_late=0.136, gap=0.031,
                coverage=-0.103, remote=0.024, slight=0.017, preceded=0.024,
            ),
            length=TreeWeights(
                gain=0.189, loss=-0.459, cut=0.171, distance=0.267, nearest=-0.429, tangle=-0.382,
                tangled=-0.507, direction=0.091, extent=0.085, early=-0.523, late=0.291, regained=0.117,
                reverted=0.005, missed=0.215, top=0.317, lost=-0.42, lost_gain=0.214, lost_loss=-0.05,
                lost_distance=-0.336, apart=0.089, line_early=-0.07, line_late=0.114, gap=0.117,
                coverage=0.166, remote=0.027, slight=-0.148, preceded=-0.018,
            ),
            usual_traits=(-3.037, -2.736, 5.509),
            trait_spread=(0.609, 0.556, 0.499),
            sharpness=0.9,
        )
    )  # fmt: skip
    """Weights of every further pass."""
