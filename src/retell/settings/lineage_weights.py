"""What the marks of copying weigh: learned, see training/lineage."""

from __future__ import annotations

from retell.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeWeights:
    """What a measure of an edge, or of a root, adds to the score of a tree, in nats; learned together."""

    gain: float = 0.0
    """For a copy having word pairs that the source lacks (log)."""
    loss: float = 0.0
    """For a source having word pairs that the copy lacks (log)."""
    cut: float = 0.0
    """For a copy that is a bare cut: the log of what it lost over what it has of its own, from five times."""
    distance: float = 0.0
    """For the share of all word pairs that only one of the two has."""
    nearest: float = 0.0
    """For how much more the copy has beyond this source than beyond its nearest one (log ratio)."""
    tangle: float = 0.0
    """For the third document that most stands between the two."""
    tangled: float = 0.0
    """The same on average over all third documents."""
    direction: float = 0.0
    """For each nat that the clues say for this direction, but those of extent and of time."""
    extent: float = 0.0
    """For each nat that containment and detail say for it, which the measures above tell in part."""
    early: float = 0.0
    """For a source that claims to be earlier."""
    late: float = 0.0
    """For a source that claims to be later."""
    backward: float = 0.0
    """For each nat that the clues, but those of extent and of time, say against this direction."""
    headed: float = 0.0
    """For the same headline."""
    kept: float = 0.0
    """For each byline, dateline, caption or credit that both have."""
    fresh: float = 0.0
    """For each that only the copy has."""
    dropped: float = 0.0
    """For each that only the source has."""
    regained: float = 0.0
    """For what the copy has beyond its source and a document above the source has (log)."""
    reverted: float = 0.0
    """The same of the document right above: words that the source replaced and the copy has (log)."""
    missed: float = 0.0
    """For words that the source has new and the copy has not, against as many by chance (log ratio)."""
    top: float = 0.0
    """For a source with nothing above it."""
    lost: float = 0.0
    """For a copy that has something in common with a sibling, perhaps from a lost copy of the source."""
    lost_gain: float = 0.0
    """For how much less a copy of the lost one would have of its own (log ratio)."""
    lost_loss: float = 0.0
    """For how much less it would lack (log ratio)."""
    lost_distance: float = 0.0
    """For how much nearer it would be (share)."""
    apart: float = 0.0
    """For what each of the siblings has from the source and the other has not (log of the lesser)."""
    line_early: float = 0.0
    """For dates above the source being earlier than those below the copy, where the two tell nothing."""
    line_late: float = 0.0
    """For their being later."""
    gap: float = 0.0
    """For the hours by which the source claims to be earlier (log)."""
    coverage: float = 0.0
    """For a root having what at least two documents have (log share)."""
    remote: float = 0.0
    """For a root being near to all."""
    slight: float = 0.0
    """For a root being long (log ratio to the longest)."""
    preceded: float = 0.0
    """For documents that claim to be earlier than a root (log)."""
    sharpness: float = 1.0
    """Factor on all, set on families that nothing else was fitted to, so that .9 means nine in ten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionWeights:
    """Telling new versions of a page from old ones: nats for each unit of a measure of new less old.

    Learned from 312 encyclopedia articles' histories by training/lineage/versions.py, which also says what
    half of them taught about the other half.
    """

    length: float = -0.321
    """Log words."""
    variety: float = -0.537
    """Log different words."""
    paragraphs: float = -0.187
    """Log lines."""
    headings: float = 0.193
    """Log short lines without a full stop."""
    latest: float = 0.331
    """The latest year named, squashed at some five years."""
    dashes: float = 0.623
    """Log typographic dashes."""
    brackets: float = 0.408
    """Log brackets of markup."""
    markup: float = -0.351
    """Log tags and entities."""
    contractions: float = -0.658
    """Log contractions."""
    sources: float = 0.45
    """Log headings and marks of sources."""
    exclaims: float = -0.431
    """Log exclamation and question marks."""
    quotes: float = 0.048
    """Log quotation marks and apostrophes."""
    phrases: float = -0.351
    """Log sentences."""
    breaks: float = 0.075
    """Log line breaks."""
    longer: float = 0.687
    """Log words, squashed at a third."""
    grown: float = 0.151
    """Log ratio of words put in to words left out."""
    runs: float = 1.489
    """Log ratio of places where words were put in to places where some were left out."""
    added: float = -0.079
    """Log ratio of sentences come to sentences gone; so are all down to `commas`, come to gone or as said."""
    strange: float = -0.147
    """Words that no lexicon has, gone to come."""
    slips: float = 0.207
    """Such words in replacements of a few words, gone to come."""
    rewritten: float = 0.002
    """Rewritten passages that grew, to those that shrank."""
    figures: float = 0.214
    """Figures."""
    years: float = -0.01
    """Years."""
    later: float = 0.595
    """How much later the latest year come is than the latest gone, squashed at some five years."""
    commas: float = 0.214
    """Commas."""
    colons: float = -0.137
    """Colons."""
    asides: float = 0.167
    """Opening brackets."""
    longish: float = 1.397
    """Letters of a word on average."""
    longest: float = 0.117
    """Words of the longest passage."""
    now: float = 0.119
    """Words such as *currently*, gone to come."""
    nearness: float = 32.0
    """For the log likeness of two that follow each other; best of a sweep on one half of them."""
    vote: float = 0.3
    """Weight of a pair that does not follow each other against one that does; from the same sweep."""
    chance: float = 0.02
    """Likeness that two texts on one subject have by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LostWeights:
    """Telling that two copies come from a lost copy of their source; fitted by training/lineage/beside.py."""

    constant: float = -1.338
    shared: float = 0.798
    """For the word pairs they have alike against the source (log)."""
    most: float = 1.099
    """For the part these are of all that the one with more has against it (log)."""
    lost: float = 0.242
    """For the word pairs of the source that both lack (log)."""
    alike: float = 1.522
    """For the part these are of all that the one with fewer lacks (log)."""
    least: float = 0.5
    """Probability from which it is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondWeights:
    """Telling that a copy has passages from a second source; fitted by training/lineage/beside.py.

    A place is where the copy reads as one of two documents and not as the other. Counts go by log(1 + count).
    """

    constant: float = -4.436
    contrary: float = 0.317
    """For places in the passages in which the copy reads as its source."""
    strays: float = 0.563
    """For places outside them in which it reads as the second."""
    against: float = -1.107
    """For places outside them in which it reads as its source: the more, the likelier chance made others."""
    apart: float = 0.164
    """For the log odds that places lie apart so, against places that lie anywhere."""
    margin: float = 0.453
    """For the word pairs of the passages that the second has beyond any third."""
    gain: float = 0.543
    """For those that it has beyond the source."""
    descended: float = 2.136
    """For the share of them that the second has from what it was made from."""
    ancestor: float = 1.529
    """Where the second is above the source."""
    lacking: float = -0.551
    """For word pairs new in the second there that the copy lacks."""
    holding: float = 0.527
    """For those that it has."""
    whole: float = 0.123
    """For the log odds that all of it was taken there, against two copies of one lost document."""
    back: float = 0.338
    """For how much better it fits than that the second took them from the copy (log ratio of places)."""
    slip: float = 0.04
    """Chance that a place is on the wrong side; by judgement."""
    reworded: float = 0.08
    """Share of what was taken that the copy changed; by judgement."""
    toll: float = 1.5
    """What it costs, in places, to go over to the other document; of 1.5 and 3 the better on families."""
    lacks: float = 0.35
    """Share of its word pairs under which a sentence is not in a document at all."""
    has: float = 0.6
    """Share over which it is there."""
    opposite: float = 0.25
    """Share of the word pairs of the lesser from which two sentences stand opposite each other."""
    fewest: int = 3
    """Word pairs that a copy must share with another document and not with its source."""
    tried: int = 4
    """Other documents that are weighed in full for a copy, those first that explain most."""
    alike: float = 0.3
    """Share of the likeliest one's probability from which another is named beside it."""
    same: float = 0.7
    """Share it must have of the word pairs that the likeliest has there beyond the source; by judgement."""
    outside: float = 0.7
    """Probability that an excerpt of another text came from there, not went there; by judgement."""
    outside_descended: float = 0.9
    """The same where the other document has it from its own source; by judgement."""
    least: float = 0.5
    """Probability from which it is told: 86 of 100 were right on families to develop with."""
