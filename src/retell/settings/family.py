"""How families are found."""

from __future__ import annotations

from retell.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilySettings:
    """Finding copies and grouping them."""

    least_run: int = 5
    """Words that must stand in the same order to count as a run that both texts have."""
    copy_constant: float = -4.4
    """Constant of the logistic fit that a pair is a copy. Fitted, as the four below, by
    benchmarks/families/closer.py to stories rewritten by people, generated copies, round trips and answers
    in four degrees of reuse, against independent reports, excerpts, forms and releases sent weeks apart; then
    .2 less by judgement, so that half a text quoted inside another stays an excerpt."""
    copy_covered: float = 3.32
    """Weight of the fuller side's coverage times the share of particulars kept."""
    copy_ordered: float = 11.64
    """Weight of the share of sentences that keep their course, times the share of particulars kept."""
    copy_nearness: float = -4.47
    """Weight of that share of sentences times how near they are: words that all stay and particulars that do
    not are a form's."""
    copy_alone: float = -3.17
    """Weight of the share of the shorter text that is near to nothing in the other."""
    alone_cosine: float = 0.2
    """Cosine under which a sentence is near to none: of sentences of rewritten copies one in ten has no
    nearer one."""
    supposed_particulars: float = 3.0
    """Names and figures supposed to be kept on top of those that are: where there are few they say little."""
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
    key_memory: int = 1 << 30
    """Bytes of memory for texts and for keys of every sort; what is more lies in files that are mapped, and
    keys are joined a range at a time. Changes no result; a quarter of what a million documents are given."""
    band_ceiling: int = 256
    """A band key in more documents than this is dropped and counted: its pairs grow with the square."""
    gram_ceiling: int = 64
    """The same for winnowed grams: what more documents hold than a report reaches is a stock phrase."""
    combination_ceiling: int = 24
    """The same for combinations, where a common pair of words is the rule and a rare one the evidence."""
    source_ceiling: int = 128
    """Documents that may have a word before it says nothing of where a text comes from. Of 48, 64, 96, 128,
    on half of PAN's suspicious documents, this one found the sources of most reworded passages, and two
    thirds of the summarised ones."""
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
    likely_weights: tuple[float, ...] = (-6.35, 5.64, 1.22, 2.09, 1.55, 3.02, 6.82, -1.25, -5.32)
    """Weights of what a pair has in common for the chance that a closer look finds a copy, fitted by
    benchmarks/families/closer.py to the pairs of `copy_constant`, alone and among 6,000 press releases."""
    least_likely: float = 0.2
    """Chance from which a pair whose verdict is not sure is in doubt: all rewritten stories that were not
    fitted to have more, of press releases on one subject told weeks apart one in seven."""
    plainly_covered: float = 0.5
    """Coverage of either document by common stretches from which these say enough, with no doubt left. This,
    the next and the one after it leave 233 of 1,291 pairs in doubt among 24,781 generated copies with the
    stories of people in between; those 17 stories that are in doubt have .47 and less."""
    screen_whole: float = 0.2
    """Rarity-weighted share of the heavier document's words that the other must have for a pair to be in
    doubt: a short text of common words has most of them in any long one. The 17 stories have .32 and more; of
    46 of their copies cut to a half or a third, at .25 eight would be lost, here three."""
    possible_form: float = 0.1
    """Probability of a form from which a pair is not looked at closely. The 17 stories have .05 and less."""
    form_covered: float = 0.5
    """Coverage of either text from which they may be one form."""
    form_particulars: float = 0.9
    """Share of names and figures, weighed by rarity, under which they are not the same ones."""
    frame_covered: float = 0.7
    """Coverage of either text from which a copy must also have the particulars."""
    frame_named: float = 0.5
    """Share of the names and figures of the text that has fewer, under which it has not. Of 15,163 pairs of
    generated copies 10 are told to be forms by this and the one before, of 208 pairs with a form 177."""
    form_documents: int = 8
    """Texts that one must share its frame and not its names with to be taken for a form: grant notices of
    four senators had fallen into families of 70 to 168."""
    event_particulars: float = 0.45
    """Share of names and figures, weighed by rarity, from which two documents may report one event. Of pairs
    of other press releases one in eighteen has so much."""
    most_events: int = 3
    """Most such pairs looked at for one document, the likest."""
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
    copy_kept: float = 0.22
    """Coverage times the rarity-weighted share of words kept, under which a copy rests on too little. Stories
    rewritten by people start at .24, a thesaurus's at .30; forms are told by their particulars."""
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
    mutual: float = 0.3
    """Coverage of both sides from which a match ties a report and its update, whatever else quotes them: a
    passage of one in the other is less."""
    dense: int = 3
    """Members from which two groups need more than one document on each side to be joined."""
