"""Edits the judge was not taught by: other kinds, other tables than its training data were made with.

Every word here was chosen for what it does to a sentence of news, not for what any program says of it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from benchmarks.changes.operations import Finder, Operation, Place, _pattern, _words

_SETS = """
red blue green yellow black white
dog cat horse cow sheep goat
doctor dentist lawyer plumber farmer baker
teacher bishop sergeant butcher
car bicycle lorry tractor motorcycle
iron copper gold silver tin
wheat barley rice maize
hospital prison hotel museum library
school factory church airport
river mountain desert island
knife rifle hammer rope
tennis rugby hockey chess
piano violin trumpet drum
measles malaria cholera influenza
coffee tea beer milk
shirt hat coat shoes
winter summer autumn
mother aunt sister grandmother
father uncle brother grandfather
kitchen garage cellar attic
fire flood earthquake
oil gas coal
army navy police
novel poem play
bread cheese meat fish
engine wheel door window
tax tariff subsidy
students soldiers patients tourists
workers shareholders customers
house office warehouse
""".strip().splitlines()
_FALSE = dict(
    pair.split(":")
    for pair in """agree:disagree increase:freeze meeting:party contract:marriage build:paint
    market:carnival economy:weather government:orchestra company:army buy:rent sell:lend
    sold:lent bought:rented export:storage tax:gift decision:dream policy:slogan problem:puzzle
    spending:talking
    election:exam votes:songs farmers:painters interest:boredom growth:colour debt:wealth bank:cinema
    law:joke report:poster talks:games court:garden trade:theatre budget:diary shares:stamps
    attack:visit war:sport weapons:toys killed:met died:slept leader:cook campaign:holiday
    money:furniture price:size prices:sizes year:week jobs:chairs plan:song
    water:sand school:circus""".split()
)
_QUANTITIES = {
    "some": "all",
    "many": "few",
    "most": "some",
    "several": "countless",
    "often": "seldom",
    "sometimes": "always",
    "rarely": "often",
    "usually": "never",
    "every": "no",
    "at least": "at most",
    "up to": "more than",
    "partly": "wholly",
}
_CAUSES = {"after": "because of", "despite": "thanks to", "unless": "because", "until": "since"}
_WIDER = {
    "lawyer": "person",
    "doctor": "person",
    "newspaper": "object",
    "car": "thing",
    "hospital": "place",
    "bank": "place",
    "murder": "event",
    "strike": "event",
    "war": "event",
    "tax": "measure",
    "attack": "event",
}
_LOADED = {
    "said": "raged",
    "asked": "begged",
    "criticized": "butchered",
    "rejected": "sneered at",
    "plan": "plot",
    "supporters": "cronies",
    "protest": "riot",
    "proposal": "ploy",
    "change": "upheaval",
    "rise": "explosion",
    "fall": "collapse",
    "problem": "catastrophe",
    "concern": "panic",
    "group": "mob",
}
_SAME = {
    "however": "nevertheless",
    "although": "though",
    "also": "as well",
    "because of": "on account of",
    "in order to": "to",
    "so that": "in order that",
    "prior to": "before",
    "a number of": "several",
    "at present": "now",
    "next to": "beside",
    "such as": "for example",
    "in addition": "moreover",
    "until": "till",
    "toward": "towards",
    "among": "amongst",
    "amid": "in the midst of",
    "roughly": "about",
    "nearly": "almost",
    "whether": "if",
    "per year": "a year",
}
_SPELT = {
    "program": "programme",
    "labor": "labour",
    "center": "centre",
    "defense": "defence",
    "organization": "organisation",
    "organizations": "organisations",
    "favor": "favour",
    "color": "colour",
    "neighbors": "neighbours",
    "traveled": "travelled",
    "canceled": "cancelled",
    "percent": "per cent",
    "adviser": "advisor",
}
_ALIKE_WORDS = {
    "nation": "country",
    "attempt": "try",
    "attempted": "tried",
    "choose": "pick",
    "chose": "picked",
    "discover": "find",
    "discovered": "found",
    "obtain": "get",
    "obtained": "got",
    "speak": "talk",
    "spoke": "talked",
    "quickly": "fast",
    "immediately": "at once",
    "occurred": "happened",
    "large": "big",
    "final": "last",
    "essential": "vital",
    "error": "mistake",
    "errors": "mistakes",
    "assistance": "help",
    "resolve": "settle",
    "resolved": "settled",
    "permit": "allow",
    "permitted": "allowed",
    "ceased": "stopped",
    "demonstrated": "showed",
    "nearly": "almost",
    "additional": "further",
    "entire": "whole",
    "frequently": "often",
    "concerning": "about",
    "physician": "doctor",
    "attorney": "lawyer",
}


def _sets(text: str, chance: random.Random, _: Sequence[str]) -> Iterator[Place]:
    """One of a kind put for another."""
    for line in _SETS:
        kin = line.split()
        for found in re.finditer(rf"\b(?:{'|'.join(kin)})\b", text):
            put = chance.choice([word for word in kin if word != found[0]])
            yield Place(start=found.start(), end=found.end(), put=put)


def _clause(text: str, _: random.Random, __: Sequence[str]) -> Iterator[Place]:
    """A condition or an exception, to the next comma or stop, taken out."""
    pattern = r",? (?:if|unless|except|provided that|as long as|without) [a-z][a-z ]{12,70}(?=[,.])"
    for found in re.finditer(pattern, text):
        yield Place(start=found.start(), end=found.end(), put="")


def _put_in(*words: str) -> Finder:
    """A word of judgement before a noun."""

    def places(text: str, chance: random.Random, _: Sequence[str]) -> Iterator[Place]:
        for found in re.finditer(r"(?<=\bthe )(?=[a-z]{5,}(?: of| to|,|\.))", text):
            yield Place(start=found.start(), end=found.start(), put=f"{chance.choice(words)} ")

    return places


BREAKING = (
    Operation(name="one of a kind for another", family="sense", places=_sets, in_quotations=False),
    Operation(name="another thing altogether", family="sense", places=_words(_FALSE), in_quotations=False),
    Operation(name="how much, how often", family="number", places=_words(_QUANTITIES), in_quotations=False),
    Operation(name="cause for time", family="role", places=_words(_CAUSES), in_quotations=False),
    Operation(name="a word that says little", family="sense", places=_words(_WIDER), in_quotations=False),
    Operation(name="a heated word", family="sense", places=_words(_LOADED), in_quotations=False),
    Operation(name="a condition taken out", family="omission", places=_clause, in_quotations=False),
    Operation(
        name="a judgement put in",
        family="addition",
        places=_put_in("shameful", "brilliant", "disastrous", "heroic", "corrupt", "laughable"),
        in_quotations=False,
    ),
)
ALIKE = (
    Operation(name="other connectives", family=None, places=_words(_SAME), in_quotations=False),
    Operation(name="other spelling", family=None, places=_words(_SPELT), in_quotations=False),
    Operation(name="true synonyms", family=None, places=_words(_ALIKE_WORDS), in_quotations=False),
    Operation(
        name="who for that",
        family=None,
        places=_pattern(r"(?<=[a-z] )which (?=(?:is|was|were|are|has|had|will)\b)", "that "),
        in_quotations=False,
    ),
    Operation(
        name="of turned round",
        family=None,
        places=_pattern(r"\bthe (president|leader|head|capital|government) of ([A-Z][a-z]+)\b", r"\2's \1"),
        in_quotations=False,
    ),
    Operation(
        name="perfect for past",
        family=None,
        places=_pattern(r"\b(has|have) (announced|decided|agreed|rejected)\b", r"\2"),
        in_quotations=False,
    ),
)
