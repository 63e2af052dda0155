"""How sentences and passages are lined up."""

from __future__ import annotations

from retell.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentSettings:
    """Lining up sentences."""

    most_cells: int = 14_400
    """Pairs of sentences in one table; longer documents fall into blocks, so that memory stays flat."""
    unlike_roles_odds: float = 1.5
    """Log odds that a body sentence loses beside a piece of furniture: a caption is no sentence's copy."""
    most_odds: float = 6.0
    """Log odds past which a pair is not surer: no pair outweighs several others."""
    landmark: float = 0.7
    """Similarity of a pair that shows where the course runs. This and the odds below are the best of a
    sweep over the development cases of training/alignment."""
    anchor: float = 0.8
    """Similarity of a pair fixed before the course is sought."""
    least_base: float = -1.0
    """Log odds a pair needs for a further sentence to join it."""
    least_more: float = 0.0
    """Log odds that a further sentence belongs to a link in the course."""
    least_woven: float = -1.6
    """Log odds that two pairs are one link of two beside two: even odds would miss all but the plainest."""
    least_woven_gain: float = 0.05
    """Share of a sentence that the neighbour of its counterpart holds beyond it in such a link: a line said
    twice gains nothing."""
    move_odds: float = 1.5
    """Log odds for a link out of the course, which no neighbour supports."""
    slot_odds: float = -2.5
    """Log odds for as many sentences a side left alone between the same neighbours."""
    reworded: float = 0.7
    """Median similarity of links under which a text is reworded throughout; drafts of essays lie above."""
    copied_share: float = 0.35
    """Share of the shorter text's sentences that must be linked for it to be a reworded copy: the labelled
    copies lie over .4, independent reports of the same events under .31."""
    lone_slot_odds: float = -3.5
    """Log odds for one sentence a side left alone, in a text that is reworded throughout."""
    title_odds: float = -6.0
    """Log odds for two headlines, or bylines, that are the only ones: rewriting often leaves them no word in
    common."""
    slot_size: int = 8
    """Most sentences a side in such a gap: past that, place says little."""
    remainder_odds: float = -0.75
    """Log odds for a sentence left alone to join the link beside it."""
    reworded_remainder_odds: float = -3.0
    """The same in a text that is reworded throughout: of 20 sentences left alone over it on the development
    stories, 17 belonged there."""
    place_odds: float = 0.0
    """Log odds for two sentences left over in such a text, given the links they stand between."""
    encoder: str = ""
    """Folder of a sentence encoder that is asked about what was left alone on both sides; none without."""
    meant: float = 0.35
    """How far on the way from the usual cosine of the two texts to that of one sentence the vectors of such
    a pair must be. This and the two below were chosen with all-MiniLM-L6-v2 on development stories, essays
    and rows of paraphrases without a word in common (benchmarks/alignment/README.md)."""
    meant_margin: float = 0.1
    """How much further on that way than every rival on either side."""
    meant_moved: float = 0.65
    """How far on that way where the pair leaves the course of the links."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageSettings:
    """Finding passages that two documents share.

    Where no paper is named, a number is the best of a sweep over one half of the pairs of PAN 2013's
    training corpus (benchmarks/passages/README.md).
    """

    most_words: int = 60_000
    """Words of a text that are looked at; a table of 2,500 fragments by 2,500 is what a pair may cost."""
    stem_letters: int = 6
    """Letters of a word that count: inflections fall together in any alphabet, with no stemmer."""
    shortest_fragment: int = 4
    """Words under which a sentence is joined to the next (Sanchez-Perez 2014 joins below three)."""
    longest_fragment: int = 40
    """Words over which a sentence is cut evenly, so that lists and texts without full stops have seeds."""
    seed_cosine: float = 0.30
    """Least tf-isf cosine of two fragments that are a seed (Sanchez-Perez 2014)."""
    seed_dice: float = 0.33
    """Least Dice coefficient of the words of the two (Sanchez-Perez 2014)."""
    gap_words: int = 50
    """Words that may lie between two seeds of one passage, on each side."""
    reach_words: int = 60
    """Words past its bounds that a passage may grow on each side in one turn."""
    most_turns: int = 4
    """Turns in which the two sides of a passage find their bounds; after three they rarely move."""
    kept_words: float = 0.7
    """Share of its words a reused passage is taken to keep: .5 runs on into the topic, .8 cuts rewording."""
    chance_words: int = 100
    """Words among which a like may be met by chance; a longer passage keeps its course."""
    pair_gain: float = 1.5
    """Factor on what a word earns that is found with its neighbour."""
    miss_cost: float = 0.2
    """How far a missing word costs less for being common: 0 not at all, 1 in proportion."""
    snap_words: int = 5
    """Words within which a bound is put at the edge of a sentence or line; ten let others' sentences in."""
    shortest_passage: int = 150
    """Code points; under this a shared run says little (Sanchez-Perez 2014)."""
    least_similarity: float = 0.34
    """Least cosine of the two sides of a passage (Sanchez-Perez 2014)."""
    course_cosine: float = 0.15
    """Cosine from which two fragments, each the other's nearest, tell the same; .05 is usual for unrelated
    ones."""
    repeated: float = 0.5
    """Share of a side from which a passage repeats a likelier one: .5 for 2 gained .008 plagdet overall."""
    summary_least: int = 40
    """Words of the shortest summary looked for: two or three sentences."""
    summary_most: int = 160
    """Words of the longest; a longer run that a text knows well shares its subject."""
    summary_share: float = 0.6
    """Share of its rarity that the other text must know for a run to grow."""
    summary_score: float = 15.0
    """Least sum of rarity over that share."""
    summary_contrast: float = 0.45
    """How much better the other text must know the run than the words round it."""
    summary_topic: float = 0.42
    """Most of the words round it that the other text may know; past this the two share a subject."""
    summary_usual: float = 0.35
    """The share known of the words round it where there are none, the median of unrelated pairs."""
    summary_nearness: float = 0.15
    """How much nearer its fragments must be to the other text than the fragments round it."""
    summary_near: float = 0.10
    """The usual nearness where there are none, the median of unrelated pairs."""
    summary_scatter: float = 0.8
    """Most of the run that one stretch of the source, half as long again, may tell."""
    summary_told: float = 0.8
    """Share of the run in passages found by seeds from which it is no summary."""
    summary_cosine: float = 0.12
    """Cosine from which a fragment of the source is told in the summary."""
    summary_hull: float = 0.7
    """Share of a text that is told, first to last, from which all of it is summed up."""
    summary_ratio: float = 3.0
    """Times that the source must be longer than its summary (Sanchez-Perez 2014)."""
