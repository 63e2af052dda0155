"""Offices of a link that one side lowers ("deputy head") and the other nowhere does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retell.changes.model import Change, Severity
from retell.changes.readings.naming.ranks import also_lowered, bare, ranks
from retell.changes.view import Pair
from retell.text.tokens import Token

_SURE = 0.7
"""Confidence in a lowered office: judgement."""


def promoted(pair: Pair, texts: tuple[Sequence[Token], Sequence[Token]]) -> Iterator[Change]:
    """An office that one side lowers ("deputy head") and the other nowhere does."""
    for number, (words, others) in enumerate(((pair.left, pair.right), (pair.right, pair.left))):
        for rank in ranks(words):
            office, lowering = words[rank.office], words[rank.lowering]
            there = bare(others, office.key)
            known = any(
                texts[1 - number][each.lowering].key == lowering.key for each in ranks(texts[1 - number])
            )
            known = known or also_lowered(others, lowering.key)
            if there is None or known or bare(words, office.key) is not None:
                continue
            why = f"“{lowering.text}” stands before “{office.text}” in one version only"
            places = lowering.span.to(office.span), others[there].span
            left, right = places if number == 0 else places[::-1]
            yield Change(
                kind="name.title",
                severity=Severity.NUANCE,
                confidence=_SURE,
                why=why,
                left=left,
                right=right,
            )
