"""Words that a judge of edits counts: what denies, doubts, reports, measures, joins, rises and falls."""

from __future__ import annotations

_CUES = {
    "denial": "not no n't never none nobody nothing neither nor without cannot hardly barely scarcely",
    "modal": "may might could would should must can will shall 'll 'd",
    "hedge": """reportedly allegedly apparently possibly probably perhaps likely unlikely seem seems seemed
        appear appears appeared suggest suggests suggested believe believed alleged suspected""",
    "report": "said says say told tell claimed claims added warned admitted announced according stated",
    "amount": """all some many most few several none half every each both more less least only almost nearly
        about around over under up least hundreds thousands dozens million billion percent""",
    "pronoun": "he she it they him her them his its their who which that this these those i we you us our",
    "link": "and or but because after before since until while although though if when despite",
    "place": "in on at from to of by for with into near over under between through against",
}
RISE = frozenset(
    """
    up rise rises rose risen rising gain gains gained gaining add adds added adding advance advances
    advanced advancing advancers climb climbs climbed climbing jump jumps jumped jumping soar soared
    soaring surge surged surging higher increase increases increased increasing grow grew grown growing
    growth rally rallied rallying rebound rebounded improve improved improving more above profit profits
    win wins won raise raised raises accelerate accelerated strengthen strengthened expand expanded hike
    hiked boost boosted best highest hot warm most after accept accepted approve approved support
    supported success succeeded pass passed allow allowed start started open opened buy bought hire
    hired ahead lead leading
    """.split()
)
FALL = frozenset(
    """
    down off fall falls fell fallen falling lose loses lost losing drop drops dropped dropping decline
    declines declined declining decliners slip slips slipped slipping slide slid sliding shed sheds
    shedding dip dips dipped dipping sink sank sunk plunge plunged plunging tumble tumbled tumbling
    lower decrease decreases decreased decreasing shrink shrank shrunk retreat retreated retreating
    weaken weakened worsen worsened less below loss losses cut cuts reduce reduced reducing slow slowed
    slump slumped worst lowest cold cool least before reject rejected oppose opposed failure failed fail
    deny denied ban banned refuse refused stop stopped end ended close closed sell sold fire fired
    behind trail trailing
    """.split()
)
"""Words for going up and doing well, and for going down and doing badly: the commonest opposites of news."""

CUES = {name: frozenset(words.split()) for name, words in _CUES.items()}
