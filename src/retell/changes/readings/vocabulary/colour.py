"""Words that carry much by themselves: they colour what they stand beside, or measure a deed.

A word that only describes comes and goes with the wording. These do not: "the stricken ship" is in danger,
"slightly hurt" is not badly hurt, "deliberately" makes an act of an accident.
"""

from __future__ import annotations

COLOURS = frozenset(
    """stricken defiant embattled beleaguered disgraced shamed notorious infamous controversial
    troubled crisis-hit cash-strapped scandal-hit scandal-ridden under-fire firebrand outspoken maverick
    hapless hated hardline brazen shameless ruthless callous heartless cowardly evil vile sick sickening
    shocking horrific horrifying chilling terrifying sinister shady dodgy bizarre bitter furious angry
    explosive damning devastating humiliating embarrassing crushing botched bungled doomed ill-fated
    tragic heroic brave courageous beloved much-loved legendary iconic bombshell sensational astonishing
    extraordinary outrageous scandalous disgraceful draconian savage brutal barbaric bloodthirsty crazed
    deranged desperate panicked terrified hysterical greedy lavish bloated extravagant crippling failing
    rogue illegal unlawful unprovoked cynical blatant""".split()
)
"""Adjectives that news may not add of its own accord: they judge, or tell the reader what to feel."""

MEASURES = frozenset(
    """seriously slightly lightly mildly marginally narrowly partly partially briefly temporarily moderately
    severely critically fatally gravely badly heavily sharply drastically dramatically overwhelmingly
    deliberately intentionally purposely knowingly accidentally inadvertently unintentionally mistakenly
    wrongly wrongfully falsely illegally unlawfully legally peacefully violently voluntarily involuntarily
    twice thrice repeatedly jointly unilaterally single-handedly personally solely exclusively
    forcibly reluctantly anonymously unanimously indefinitely permanently secretly""".split()
)
"""Adverbs of how much, how often, how gravely, or with what intent: without them the deed is another."""

PARENTS = frozenset(
    "father mother parent parents dad mum mom grandfather grandmother stepfather stepmother widow".split()
)
"""What a paper calls somebody by their family: before "of" it tells a fact of its own."""
