"""Abbreviations of English news, by what may follow their full stop."""

from __future__ import annotations

BEFORE_NAMES = frozenset(
    """
    mr mrs ms mx messrs mmes dr drs prof gen lt col maj capt cpt sgt cpl pvt pfc adm cmdr cdr cmdt comdr brig
    sen sens rep reps gov govs lt-gov pres amb hon rev revs fr msgr bp abp supt det insp sgt-maj ofc atty
    mme mlle sra srta ste st sts mt mts ft pt m vs v op cf viz e.g i.e eg ie al approx ca aka
    spc spec hmnc ens sr-lt lcpl gysgt msgt ssgt tsgt
    """.split()
)
"""A name or the rest of the phrase follows: the full stop never ends the sentence."""

BEFORE_FIGURES = frozenset(
    """
    no nos nr art arts fig figs p pp vol vols ch chap sec secs para paras ver est tel ext c ss
    jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()
)
"""A figure follows: "No. 5", "Jan. 3"."""

STATES = frozenset(
    """
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla
    ore pa tenn tex va vt wash wis wyo d.c n.y n.j n.h n.m n.c s.c n.d s.d r.i w.va
    """.split()
)
"""States of the USA as news abbreviates them, always with a capital."""

CLOSING = STATES | frozenset(
    """
    inc corp co cos ltd plc llc llp jr sr bros esq phd ph.d m.d ave blvd rd hwy dept assn assoc univ intl natl
    """.split()
)
"""These stand inside a sentence and at its end alike; the next word tells."""

SENTENCE_STARTERS = frozenset(
    """
    the a an this that these those there it its he she they we you i his her their our your my
    in on at by for from with without after before since until during under over among between within
    but and or so yet nor if when while as although though because whether where whereas once unless
    however meanwhile still then also now here instead moreover furthermore nevertheless nonetheless
    yesterday today tomorrow earlier later last next both some many most several such all each every no not
    one two three what who why how which whose asked according despite
    """.split()
)
"""Words with a capital that open a sentence and are no name."""

AFTER_CLOCK = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    eastern central pacific mountain atlantic gmt utc bst cet cest est edt et ct cst cdt mst mdt mt pst pdt pt
    hkt jst ist aest london moscow beijing greenwich
    """.split()
)
"""Words with a capital that go on after "a.m." or "p.m."."""

REPORTING = frozenset(
    """
    said says say asked asks wondered wonders shouted cried replied replies added adds yelled demanded
    exclaimed wrote writes tweeted posted told answered responded responds quipped joked mused screamed
    inquired insisted continued went declared remarked
    """.split()
)
"""Verbs that follow a question or a cry inside quotation marks: "“Why?” Obama asked"."""
