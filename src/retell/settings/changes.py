"""How changes are named."""

from __future__ import annotations

from dataclasses import field

from retell.values import dataclass


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

    reached: float = 0.2
    """How far a length in another unit may be apart that says on which side: 600 m, over half a kilometre."""

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

    lone: float = 0.75
    """Confidence in a figure or unit that one side alone has: it may be told in a way not read. Of 27 dropped
    in 66 pairs of the development stories 22 were losses that an editor had marked."""

    answers: float = 0.6
    """From what score two figures answer each other: two neighbours in common, or a place and little else."""

    plain: int = 12
    """Values up to which two figures come to a third by chance too often to mean anything."""

    part: float = 0.02
    """How far a figure may be from the share of another that it is worked out to, as a share of it."""

    multiple: float = 0.2
    """The same for so many times another: multiples are told roughly."""

    rate: float = 0.02
    """How far a rate may be from what two figures give: 0.02 is two percentage points."""

    rate_of_unit: float = 0.005
    """The same where the rate is of something named, which is told more closely."""


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

    lone: float = 0.65
    """Confidence in a time that one side alone has: it may be told in a way not read. Of 36 dropped in 66
    pairs of the development stories 24 were losses that an editor had marked."""

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
    """Probability of harm from which one word put for another is reported. On 20 labelled stories that
    nothing in the judge had seen, 69 of 100 such reports are right, and 48 of 100 such damages found."""

    raised_stretch: float = 0.6
    """The same for a stretch of words put for another: 68 and 27 of 100."""

    longest_stretch: int = 6
    """Words of a stretch that can still be one phrase for another; longer ones are recast, not replaced."""

    phrase_for_word: int = 4
    """Words, articles and the like among them, that can be put for one or stand for one; judgement."""

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
    """How usual the meaning that two words share must be for one to stand for another in a fixed term."""

    usual_sense: float = 0.3
    """Weight a reading needs, 0..1: below it at least one word is taken in a rare sense."""

    usual_wider_verb: float = 0.5
    """The same for a verb that widens: verbs stand for each other more freely (measured on news
    paraphrases)."""

    usual_narrower_verb: float = 0.65
    """The same for a verb that narrows: "picked" for "chosen" is taste, "murdered" for "killed" is not."""

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

    kept_of_recast: float = 0.7
    """Share of a sentence's words that stand on both sides below which one more is the price of a recast: of
    18 single adjectives and verbs put in on the development stories, ten told nothing, nine of them here."""

    words_of_clause: int = 2
    """Content words of a clause that has no answered one, from which it was left out whole; judgement."""

    passage: float = 0.8
    """Confidence that a whole sentence without a counterpart has none. This and those below are judgement."""

    compound: float = 0.4
    """Confidence that one noun put in beside another says nothing new: of ten single words put in on the
    development stories six said nothing, nearly all of them such nouns."""

    taken_out: float = 0.65
    """Confidence in one word left out with nothing in its place: of 76 on 66 pairs of the development
    stories, 51 were losses that an editor had marked. The figures below were counted on the same pairs."""

    taken_out_whole: float = 0.8
    """The same for two words or more: 53 of 67."""

    put_in: float = 0.55
    """Confidence in a detail with nothing in its place on the left: 25 of 47."""

    recast: float = 0.75
    """Confidence in a word that colours or measures, gone or come in a reworded stretch: 11 of 12."""


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
