"""English words that carry grammar rather than news, and what contractions stand for."""

from __future__ import annotations

FUNCTION_WORDS = frozenset(
    """
    a an the this that these those some any such same other another each every all both no not n't nor
    of to in on at by for with from into onto upon as over under against toward towards through across about
    after before since while during between among amid within without until till than per via off up down out
    and or but so yet if though although because whether unless once when where why how
    i you he she it we they me him her us them my your his its our their mine yours hers ours theirs
    myself yourself himself herself itself ourselves themselves who which whom whose what there here
    is are was were be been being am 's 're 'm has have had having 've do does did doing done 'd 'll
    will would shall should can could may might must ought
    then also too very more most much many just only even still already again further however
    """.split()
)

CONTRACTIONS = {
    "n't": "not",
    "'re": "are",
    "'ve": "have",
    "'ll": "will",
    "'m": "am",
    "ca": "can",
    "wo": "will",
    "sha": "shall",
}
"""What a clitic cut by `text.tokens` stands for.

"'s" and "'d" may stand for several words and are left to the reader of a pair."""
