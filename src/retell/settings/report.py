"""What is shown and kept."""

from __future__ import annotations

from retell.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSettings:
    """Showing what was found."""

    low_confidence: float = 0.5
    """Below it a finding is listed last in its severity, as unsure: it is as likely wrong as right."""

    high_confidence: float = 0.8
    """From it on a finding is called sure: the confidence that exact rules give and guesses do not."""

    fold_least: int = 3
    """Fewest unchanged rows worth folding: fewer take no more room than the line that stands for them."""

    fold_context: int = 1
    """Unchanged rows left open beside a changed one, so that it can be read in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveSettings:
    """Looking things up in an archive; none of it decides what is a copy."""

    band_ceiling: int = 256
    """Documents that may have a MinHash band before it counts as stock and is not looked up: a family of
    a few hundred copies is still met."""
    gram_ceiling: int = 128
    """The same for runs of words: what more documents hold than a report reaches is a stock phrase."""
    combination_ceiling: int = 24
    """The same for pairs of stems, where a common one is the rule."""
    least_grams: int = 2
    """Shared rare runs that make a document worth a look; one alone is a quotation or a title."""
    least_combinations: int = 4
    """Shared rare pairs of stems that do, where no run is shared."""
    least_combination_share: float = 0.04
    """Share of the smaller document's pairs that must be shared too, or long documents would all meet."""
    least_bands: int = 2
    """Shared bands that do, where nothing else is shared."""
    neighbours: int = 32
    """Documents looked at for one question, the strongest first, by the words they share."""
    verified: int = 4
    """Of these, how many have their passages sought: each costs a few milliseconds of the hundred that a
    question may take. The other copies are in the families of the first."""
    likely: float = 0.3
    """Share of the lighter document's words, weighed by rarity, under which passages are not sought unless
    runs are shared: of 8,000 pairs that were no copies half have less."""
    batch: int = 256
    """Documents added at once: each batch is kept whole, and costs one wait for the disk."""
    attempts: int = 5
    """How often families are settled anew where others wrote meanwhile."""
