"""Every number that can change a result, one frozen class per stage, each with where it came from."""

from __future__ import annotations

from dataclasses import field, replace

from retell.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSettings:
    """Reading."""

    largest_file: int = 64 * 1024 * 1024
    """Bytes. A news page is a few hundred kilobytes; past this a file is refused by name, not read by
    half."""

    article_line: int = 6
    """Words and marks in the longest line of a page that has an article: menu labels have one to four."""

    largest_feed: int = 4 * 1024 * 1024
    """Bytes of RSS or Atom: feeds rarely reach one megabyte, and one made to be slow takes a second for every
    40 kilobytes."""

    feed_content: int = 40
    """Words from which the content of a feed's item is an article: less is a teaser under the name of one."""

    feed_description: int = 120
    """Words from which the description of a feed's item is: summaries run to 20 to 60, and a whole report
    that stands there is longer."""

    detection_bytes: int = 256 * 1024
    """Bytes an encoding is guessed from. A guess settles within a few kilobytes; the rest is only decoded by
    it."""

    utf8_slips: float = 0.1
    """Broken sequences per whole one up to which a file counts as damaged UTF-8, not as another encoding."""

    english_words: float = 0.18
    """Share of English function words from which a text is English without asking further: running English
    has 0.35 to 0.5, and the same words in Dutch, German, French, Spanish and Italian news stay below 0.1."""

    fewest_letters: int = 40
    """Letters below which the language of a text in Latin script is not guessed."""

    caption_repeat: float = 0.5
    """Share of a lone paragraph's content words that one stretch of the body must say again for a caption."""

    caption_words: int = 40
    """Words past which a paragraph is no caption; published captions rarely pass 35."""

    caption_least: int = 6
    """Content words below which a paragraph repeats others by accident."""

    caption_share: float = 0.12
    """Share of a document's lines past which captions without a mark are not believed: it is told in the
    present."""

    caption_lines: int = 1000
    """Lines past which a file is no article, and captions are not looked for among its paragraphs."""

    head_lines: int = 12
    """Lines of words at the top among which a dateline or byline is looked for; pages put at most this
    above."""

    title_words: int = 22
    """Words past which a first line is no headline; headlines in news corpora stay below 20."""

    wrapped_lines: float = 0.3
    """Share of line ends that fall in mid-sentence from which a text counts as hard-wrapped. Paragraph lines
    give 0.00 to 0.05, wrapped wire copy 0.6 and more."""

    wrapped_least: int = 3
    """Line ends between two lines of words below which nothing is said about wrapping."""

    wrapped_width: int = 100
    """Characters; longer lines are paragraphs. Wire copy is wrapped at 60 to 80, mail at 72 to 78."""


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
    uneven_slot_odds: float = -2.5
    """The same, where one side has more of them."""
    slot_size: int = 8
    """Most sentences a side in such a gap: past that, place says little."""
    remainder_odds: float = -0.75
    """Log odds for a sentence left alone to join the link beside it."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilySettings:
    """Finding copies and grouping them."""

    least_run: int = 5
    """Words that must stand in the same order to count as a run that both texts have."""
    copy_constant: float = -5.52
    """Constant of the logistic fit that a pair is a copy. Fitted, as the four below, to 940 pairs made of
    PAN's translated, shuffled and inserted passages and of short answers in four degrees of reuse."""
    copy_covered: float = 3.92
    """Weight of the fuller side's coverage."""
    copy_ordered: float = 5.53
    """Weight of the share of sentences that keep their course."""
    copy_nearness: float = 3.66
    """Weight of that share times how near these sentences are."""
    copy_long: float = 2.02
    """Weight of that share times how many these are, up to the number that is enough."""
    course_enough: int = 8
    """Sentences in the same order past which more say no more."""
    copy_least: float = 0.5
    """Probability from which a pair is called a copy."""
    copy_whole: float = 0.99
    """Coverage of both sides from which nothing else is asked: a word or a credit apart, they are one
    text."""
    excerpt_verbatim: float = 0.15
    """Share of the passages' words in shared runs, under which a lone passage is a topic and no excerpt."""
    excerpt_words: int = 24
    """Words of shared runs outside quotation marks that make an excerpt; a public quotation is everyone's."""
    event_names: int = 4
    """Shared names and figures that speak of one event."""
    event_named: float = 0.25
    """The same as a share of those on the poorer side."""

    shingle: int = 3
    """Words in a MinHash shingle; of 1, 3 and 5 measured on 200,000 edited texts, 3 held under heavy
    edits."""
    bands: int = 42
    """MinHash bands; with three rows each the chance to meet is .95 at Jaccard .41 and .57 at .27."""
    rows: int = 3
    """Minima in a band; four rows lost a third of the documents with a fifth of their words edited."""
    gram: int = 8
    """Words in a winnowed gram: shorter ones are idiom, longer ones break on one edit in ten words."""
    window: int = 8
    """Grams of which one is kept (Schleimer et al. 2003, winnowing); every shared run of 15 words leaves a
    key."""
    reach: int = 5
    """Content words between which a combination is made; a clause that moves further makes its own."""
    stem: int = 5
    """Letters kept of a word in a combination, so that endings do not part a source from its rewording."""
    sampled: int = 8
    """One combination in this many is kept, chosen by its hash, so that both sides of a pair keep the same
    ones."""
    count_bits: int = 20
    """Bits of a word's hash that choose where the documents with it are counted. A million places; words that
    share one are both rare, or one of them is and weighs less than it should. Four million were no better and
    twice as slow, for they do not fit into a processor's cache."""
    key_memory: int = 2 << 30
    """Bytes of keys held in memory; what is more lies in a file until it is joined, a range of keys at a
    time. Changes no result; half of what a million documents are given."""
    band_ceiling: int = 256
    """A band key in more documents than this is dropped and counted: its pairs grow with the square."""
    gram_ceiling: int = 64
    """The same for winnowed grams: what more documents hold than a report reaches is a stock phrase."""
    combination_ceiling: int = 24
    """The same for combinations, where a common pair of words is the rule and a rare one the evidence."""
    source_ceiling: int = 128
    """Documents that may have a word before it says nothing of where a text comes from. Of 48, 64, 96 and 128,
    on half of PAN's suspicious documents, this one found the sources of most reworded passages, and two thirds
    of the summarised ones."""
    least_words: int = 8
    """Words under which a text is not traced: "Page not found" is nobody's report."""
    least_likeness: float = 0.2
    """Likeness of two texts' shingles, estimated from their signatures, that makes them candidates where they
    share a band. Texts a fifth of whose words were edited have .39."""
    near_likeness: float = 0.31
    """The same where nothing else is looked at: of whole texts with a fifth of the words edited most have
    more, and at .25 three pairs in a hundred joined were none."""
    least_grams: int = 2
    """Shared rare grams that make two documents candidates; one alone is a quotation or a name with its
    title."""
    least_combinations: int = 4
    """Shared rare combinations that make two documents candidates, where no gram does."""
    least_combination_share: float = 0.04
    """Share of the smaller document's combinations that must be shared too, or long documents would all
    meet."""
    most_doubtful: int = 4
    """Doubtful pairs whose passages are sought for one document, the strongest."""
    screen_words: float = 0.55
    """Rarity-weighted share of the lighter document's words that the other must have for a pair to be in
    doubt: of 4,000 pairs that are nothing to each other one in a hundred has .49."""
    plainly_covered: float = 0.35
    """Coverage of either document by common stretches from which these say enough, with no doubt left."""
    form_covered: float = 0.5
    """Coverage of either text from which they may be one form."""
    form_particulars: float = 0.9
    """Share of names and figures, weighed by rarity, under which they are not the same ones."""
    form_documents: int = 8
    """Texts that one must share its frame and not its names with to be taken for a form: grant notices of
    four senators had fallen into families of 70 to 168."""
    event_particulars: float = 0.45
    """Share of names and figures, weighed by rarity, from which two documents may report one event. Of pairs
    of other press releases one in eighteen has so much."""
    most_events: int = 3
    """Most such pairs looked at for one document, the likest."""
    copy_particulars: float = 0.8
    """Share of names and figures in common, over the share of words, from which a pair is no form filled in
    anew. Of 570 generated copies 99 of 100 reached it, of 794 grant notices with other towns and sums 8."""
    sure_coverage: float = 0.9
    """Least coverage of both sides of a match that ties two versions of one text for good."""
    verdict_weights: tuple[tuple[float, ...], ...] = (
        (-4.131, 3.024, 1.157, 3.296, 0.351, 7.784, 0.41, -0.618, 1.73),
        (-0.486, 0.396, -2.676, 1.016, -0.372, 0.646, -2.419, 2.552, 4.2),
        (-3.044, -2.976, -1.595, -2.197, 5.201, -2.661, 2.872, 0.659, 0.667),
        (0.67, 2.944, 4.509, 1.883, -5.983, -2.733, 2.989, 1.093, 0.874),
        (6.992, -3.389, -1.395, -3.999, 0.803, -3.035, -3.851, -3.686, -7.472),
    )
    """Weights of what a pair has in common for copy, excerpt, one event, one form and nothing, fitted by
    benchmarks/families/fit.py on generated copies over one half of the press releases and wire items."""
    sure_verdict: float = 0.9
    """Probability of a copy, an excerpt or a form from which the passages of a pair are not sought."""
    public_quotation: int = 40
    """Words within quotation marks that independent reports may both have; what a run has beyond them is not
    everyone's."""
    region_gap: int = 10
    """Words between two shared runs, on either side, past which they are regions of their own."""
    least_region: int = 8
    """Words in runs that a region must have: fewer are idiom."""
    stock_families: int = 6
    """Families, lone documents among them, past which a run of words is stock: a quoted report reaches
    few."""
    common_ground: float = 0.3
    """Share of the shorter of two stretches of one document that must coincide for text to have come through
    it."""
    unseen_documents: int = 1000
    """Documents a corpus is taken to be larger by when rarity is judged, so that two documents can be a
    corpus."""
    copy_kept: float = 0.58
    """Coverage times the rarity-weighted share of words kept, under which a copy is a form filled in anew. Of
    2,000 generated copies and natural near-misses, copies twice reworded started at .63, and forms centred
    on .4."""
    excerpt_run: int = 16
    """Words of a run that stands in both texts word for word; a public quotation is mostly shorter."""
    least_weight: float = 60.0
    """Rarity that a match must hold: about nine words that few documents have, or thirty of a common form."""
    excerpt_kept: float = 0.5
    """The share of rare words kept in the passages of an excerpt."""
    explaining: int = 3
    """Strongest matches kept for each member of a family, beside the tree that holds it together."""
    carrying: float = 0.85
    """Coverage of a document from which a match is on the same text as whatever else ties the document."""
    dense: int = 3
    """Members from which two groups need more than one document on each side to be joined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditSettings:
    """The script of word edits inside a link."""

    move_content_words: int = 1
    """Content words a run must hold to count as moved; one suffices because a moved name is worth knowing."""
    moved_gap: int = 4
    """Tokens a side between two moved runs that were reworded on the way: a phrase; more is another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSettings:
    """Figures. Confidences are judgement, ordered by how often each reading was right on news paraphrases."""

    equal: float = 0.001
    """How far two figures may be apart and be one: what conversion between exact units leaves."""

    equal_shares: float = 0.015
    """How far a fraction and a percentage may be apart: a third and 33 percent are one hundredth apart."""

    converted: float = 0.04
    """How far a measure in another unit may be apart: 10 km and 6 miles are 3.4 percent apart."""

    rounded: float = 0.12
    """How far a rounded figure may be apart: 890 told as 1,000 is rounded, 850 is not."""

    rounded_shares: float = 0.06
    """The same for parts of a whole: "a third" for 35 percent."""

    same: float = 0.95
    """Confidence in equal figures, and in the same digits at another power of ten: arithmetic."""

    sure: float = 0.9
    """Confidence in another value or unit in the same place: only the pairing can be wrong."""

    swapped: float = 0.85
    """Confidence in two figures that changed places, which takes two pairings."""

    rounding: float = 0.8
    """Confidence that one figure is the other, rounded: it may be another figure near by."""

    approximation: float = 0.75
    """Confidence in an "over" made a "nearly", and in "dozens" against a figure."""

    scope: float = 0.6
    """Confidence in an "only", "part of" or "one of" that one side alone has: an odd word may say as much."""

    lone: float = 0.55
    """Confidence in a figure or unit that one side alone has: it may be told in a way not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSettings:
    """Times. Confidences are judgement."""

    sure: float = 0.9
    """Confidence where both times are read in full and compared field by field."""

    precision: float = 0.7
    """Confidence that one time is the other told less closely."""

    undated_precision: float = 0.55
    """The same where no day of publication is known to compare them by."""

    undated: float = 0.4
    """Confidence that two dates are one where no day of publication is known: as likely not."""

    lone: float = 0.5
    """Confidence in a time that one side alone has: it may be told in a way not read."""

    limit: float = 0.6
    """Confidence that another small word before the same time bounds it otherwise."""

    tense: float = 0.75
    """Confidence in a verb told as ahead on one side and done on the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSettings:
    """Who did what to whom. Confidences are judgement: roles are read from tokens, without a parse."""

    swapped: float = 0.75
    """Confidence that agent and patient changed places: both heads must be found on both sides."""

    reference: float = 0.65
    """Confidence that a pronoun of the other gender speaks of somebody else."""

    exchange_reach: int = 7
    """Tokens up to which two things that changed places are pointed at in one: a clause of news."""

    cause: float = 0.7
    """Confidence that cause and effect changed places: by the words on each side of the marker."""

    small_word: float = 0.65
    """Confidence in a preposition or conjunction turned round in place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FluencySettings:
    """Faults of language. Confidences are judgement."""

    grave: float = 0.75
    """Confidence in a fault that stops the reader: a fragment, a sentence cut off, braces left in."""

    slight: float = 0.7
    """Confidence in a slip: an article, agreement, a bracket, a word twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSettings:
    """Another order. Confidences are judgement."""

    moved: float = 0.8
    """Confidence that a passage or clause is the same in another place."""

    sequence: float = 0.5
    """Confidence that "then" or "later" at the head of a moved passage misleads: even."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtSettings:
    """Asking the learned judge about what no rule decides."""

    use_model: bool = True
    """Whether the judge is asked; without it everything runs on rules."""

    raised: float = 0.55
    """Probability of harm from which one word put for another is reported. On 24 labelled stories, each judged
    by what never saw it, 71 of 100 such reports are right, and 39 of 100 such damages found."""

    raised_stretch: float = 0.6
    """The same for a stretch of words put for another: 77 and 21 of 100."""

    longest_stretch: int = 6
    """Words of a stretch that can still be one phrase for another; longer ones are recast, not replaced."""

    grave: float = 0.5
    """Probability that the sense itself changed, a harm given, from which a report is one of meaning."""

    settled: float = 0.2
    """Probability of harm up to which a rewording with no evidence from the lexicon is held for harmless."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SenseSettings:
    """Judging a replaced word by the lexicon."""

    felt_heat: int = 2
    """Steps on a scale of tone that a reader feels; one step is taste (measured on news paraphrases)."""

    usual_kind: float = 0.5
    """Share of its use that each of two nouns must be meant in for them to be two kinds of one thing."""

    usual_synonym: float = 0.3
    """How usual the meaning that two words share must be for one to stand for the other inside a fixed term."""

    usual_sense: float = 0.3
    """Weight a reading needs, 0..1: below it at least one word is taken in a rare sense."""

    usual_wider_verb: float = 0.5
    """The same for a verb that widens: verbs stand for each other more freely (measured on news
    paraphrases)."""

    usual_narrower_verb: float = 0.65
    """The same for a verb that narrows: "picked" for "chosen" is taste, "murdered" for "killed" is not."""

    common_verb: int = 40
    """Tagged uses past which a verb ("see", "receive") is itself too plain to be missed."""

    felt_loss: float = 5.0
    """Bits of information a wider noun must lose to be felt: "planes" to "aircraft" loses less than one,
    "residents" to "inhabitants", which is taste, loses 4.4 (development stories)."""

    generic_information: float = 7.0
    """Bits: a noun this empty ("person", "group", "thing") names again what was named before."""

    strong_tone: float = 0.7
    """Confidence in a change of tone of more steps than are felt. This and those below are judgement."""

    tone: float = 0.6
    """The same at just so many steps."""

    apart_alone: float = 0.75
    """Confidence that two terms of one field were exchanged, where nothing else in the stretch differs."""

    apart: float = 0.6
    """The same among other changed words, where they may not answer each other."""

    false_friend_alone: float = 0.65
    """Confidence in a mistranslated word, alone in its stretch."""

    false_friend: float = 0.55
    """The same among other changed words."""

    degree: float = 0.5
    """Confidence that a wider or narrower word is felt: as likely taste."""

    emptied: float = 0.45
    """Confidence that a verb which says little took the place of one that says more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneSidedSettings:
    """Telling a loss from a recast."""

    fewest_words: int = 2
    """Content words below which a sentence with no counterpart says nothing by itself."""

    found_elsewhere: float = 0.75
    """Share of a lone sentence's content words that, found together elsewhere, make it a repetition."""

    says_as_much: float = 0.25
    """Weight of a relation, 0..1, at which another word of the sentence says what the missing one did."""

    felt_word: float = 11.0
    """Bits of information in its usual sense at which one missing noun or verb is felt ("year" has 9)."""

    felt_adjective: float = 10.0
    """The same for an adjective, which is there to say something ("armed" has 12, "long" has 8)."""

    recast_sentence: float = 0.4
    """Share of a lone sentence's content words that, answered in sense by one in its place, make it a recast;
    judgement."""

    words_beyond_recast: int = 3
    """Unanswered content words in one replaced stretch that are more than rewording costs."""

    passage: float = 0.8
    """Confidence that a whole sentence without a counterpart has none. This and those below are judgement."""

    compound: float = 0.4
    """Confidence that one noun put in beside another says nothing new: of ten single words put in on the
    development stories six said nothing, nearly all of them such nouns."""

    taken_out: float = 0.65
    """Confidence in a detail with nothing in its place."""

    recast: float = 0.45
    """Confidence in a detail lost where the stretch was reworded: it may be said in other words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingSettings:
    """Rewording that no graver kind claimed."""

    judged: float = 0.8
    """Confidence where the lexicon, or grammar alone, supports the same meaning."""

    unjudged: float = 0.35
    """Confidence where nothing is known either way: harmless for want of evidence, and said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSettings:
    """Naming what differs."""

    explained: float = 0.4
    """Share of either side's words that, explained as harmless by another kind, leave a word nothing to say:
    "did not deny having" is explained by "not deny", two words of four."""

    own_share: float = 0.5
    """Share of a finding's characters that must be unclaimed for it to stand beside an earlier one: most of
    it."""
    linked_share: float = 0.5
    """Links for each body sentence of the shorter text from which two texts that are no copies are compared
    in full: below it most of what they say they say each for itself."""
    override_confidence: float = 0.6
    """Confidence a graver finding needs to raise or replace an earlier claim: better than even, with a
    margin."""

    number: NumberSettings = field(default_factory=NumberSettings)
    time: TimeSettings = field(default_factory=TimeSettings)
    role: RoleSettings = field(default_factory=RoleSettings)
    sense: SenseSettings = field(default_factory=SenseSettings)
    doubt: DoubtSettings = field(default_factory=DoubtSettings)
    fluency: FluencySettings = field(default_factory=FluencySettings)
    onesided: OneSidedSettings = field(default_factory=OneSidedSettings)
    order: OrderSettings = field(default_factory=OrderSettings)
    wording: WordingSettings = field(default_factory=WordingSettings)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyWeights:
    """The weights of a pass, by how a family copies: `usual` and, for each trait, what to add to it.

    Traits are logs: how much copies change, and how much they cut, against their length; and the length. Each
    is taken against `usual_traits` in units of `trait_spread`, up to `most_apart` of them.
    """

    usual: TreeWeights
    changing: TreeWeights
    cutting: TreeWeights
    length: TreeWeights
    usual_traits: tuple[float, float, float]
    trait_spread: tuple[float, float, float]
    most_apart: float = 1.5
    """So that no family is judged by what was learned from none."""
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
    """For places outside them in which it reads as its source: the more, the likelier chance made the others."""
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
    """Share that it must have of the word pairs that the likeliest has there beyond the source; by judgement."""
    outside: float = 0.7
    """Probability that an excerpt of another text came from there, not went there; by judgement."""
    outside_descended: float = 0.9
    """The same where the other document has it from its own source; by judgement."""
    least: float = 0.5
    """Probability from which it is told: 86 of 100 were right on families to develop with."""


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
    runs are shared: of 8,000 pairs that were no copies half have less (as `screen_words`)."""
    batch: int = 256
    """Documents added at once: each batch is kept whole, and costs one wait for the disk."""
    attempts: int = 5
    """How often families are settled anew where others wrote meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of every stage; stored with what they made."""

    document: DocumentSettings = field(default_factory=DocumentSettings)
    alignment: AlignmentSettings = field(default_factory=AlignmentSettings)
    passages: PassageSettings = field(default_factory=PassageSettings)
    family: FamilySettings = field(default_factory=FamilySettings)
    edits: EditSettings = field(default_factory=EditSettings)
    changes: ChangeSettings = field(default_factory=ChangeSettings)
    lineage: LineageSettings = field(default_factory=LineageSettings)
    report: ReportSettings = field(default_factory=ReportSettings)

    def without_model(self) -> Settings:
        """The same settings with rules and word lists alone."""
        doubt = replace(self.changes.doubt, use_model=False)
        return replace(self, changes=replace(self.changes, doubt=doubt))
