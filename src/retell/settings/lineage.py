"""How it is told who copied whom."""

from __future__ import annotations

from dataclasses import field

from retell.settings.lineage_weights import (
    LostWeights,
    SecondWeights,
    TreeWeights,
    VersionWeights,
)
from retell.settings.skeleton import SkeletonSettings
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
    sequel_weight: float = 2.0
    """A report that begins with a later day and goes back to the day of the other; by judgement."""
    credit_weight: float = 2.0
    """The other document credits this one; by judgement."""
    containment_weight: float = 1.04
    """Log ratio of the words in passages of one's own."""
    loose_weight: float = 1.0
    """Passages that look put in (log); by judgement. Generated families, which put in what is of other texts,
    taught 2.0; of 16 labelled pairs that show it 14 do so for the copy, which dropped background."""
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
    contractions_weight: float = 0.4
    """Contractions written in full (log); by judgement, learned 1.76: of labelled pairs that have them half
    speak for the copy, which was told more freely than the report."""
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
    skeleton: SkeletonSettings = field(default_factory=SkeletonSettings)
    """The undirected tree."""
    pivot: PivotSettings = field(default_factory=PivotSettings)
    """The language of a round trip."""
    wording_weight: float = 1.0
    """More usual words, by the root of their number; by judgement. Synonyms put in by rule taught 1.91;
    people who rewrite take the usual word in one pair of four."""
    sense_weight: float = 0.5
    """Words in their usual sense, by the root of their number; by judgement, learned 1.03 likewise."""
    idiom_weight: float = 1.5
    """Words that go together better, for each standard error past the first; by judgement: of 36 labelled
    pairs, 12 round trips by machine and 6 copies of the examples 35 show it, one the wrong way round."""
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
    beginnings: int = 4
    """Likely roots from which the tree of up to `every_pair` documents is sought; by judgement."""
    least_root: float = 0.03
    """Least probability of such a root; by judgement."""
    own_light: float = 0.5
    """What a nat of a tree's score in its own light counts; of 1, .5 and .25 the best on families."""
    edge_odds: float = 0.35
    """Nats by which an edge of the best tree is surer than the mean of all trees says, which is too even; .3
    to .4 were best on 2,600 edges of 100 families to develop with."""
    every_pair: int = 60
    """Documents up to which every pair of a family is compared: 1,770 pairs, some seconds."""
    neighbours: int = 32
    """Nearest documents with which each one of a larger family is compared by word pairs."""
    likeliest: int = 4
    """Likeliest sources or copies of each, by their word pairs alone, that the clues look at."""
    forebears: int = 3
    """Documents above it in the best tree by word pairs alone that they look at too."""
    first: TreeWeights = field(
        default_factory=lambda: TreeWeights(
            gain=-0.749, loss=-1.494, cut=0.641, distance=-5.808, nearest=-0.879, tangle=-1.263,
            tangled=-2.839, direction=0.377, extent=0.409, early=0.243, late=-2.566, backward=-0.255,
            headed=1.619, kept=1.145, fresh=-0.981, dropped=-0.274, coverage=-1.43, remote=1.547,
            slight=0.536, preceded=-1.33,
            sharpness=1.0,
        )
    )  # fmt: skip
    """Weights of the first pass, which knows of nothing above."""
    second: TreeWeights = field(
        default_factory=lambda: TreeWeights(
            gain=-0.852, loss=-1.365, cut=0.598, distance=-4.756, nearest=-0.768, tangle=-1.205,
            tangled=-1.748, direction=0.087, extent=0.23, early=1.428, late=-1.963, backward=-0.588,
            headed=1.335, kept=0.603, fresh=-0.708, dropped=-0.364, regained=-0.392, reverted=0.112,
            missed=-0.347, top=0.744, lost=-0.148, lost_gain=0.56, lost_loss=0.065, lost_distance=-2.001,
            apart=0.232, line_early=-0.006, line_late=-1.339, gap=-0.53, coverage=-1.272, remote=1.002,
            slight=0.86, preceded=-1.053,
            sharpness=1.0,
        )
    )  # fmt: skip
    """Weights of every further pass."""
