"""What weighed most when an edit was judged, in words fit to print."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from retell.models import judge_features, lexicon, paraphrases
from retell.models.judge_features import PAIR_NAMES, SENSE_NAMES, WORD_NAMES, Edit
from retell.models.lexicon import RelationKind

_RELATED = {
    RelationKind.ANTONYM: "“{old}” and “{new}” are opposites",
    RelationKind.WIDER: "“{new}” says less than “{old}”",
    RelationKind.NARROWER: "“{new}” says more than “{old}”",
    RelationKind.SISTER: "“{old}” and “{new}” are two of a kind, not one",
}
_STRONG = 0.25
"""Weight of a relation, 0..1, at which it is worth naming."""


def reasons(edit: Edit, shares: NDArray[np.float64], *, harmful: bool) -> tuple[str, str]:
    """The strongest group of figures on the side of the verdict, and on the other, said of its words."""
    totals: dict[str, float] = {}
    for group, share in zip(_groups(), shares.tolist(), strict=True):
        totals[group] = totals.get(group, 0.0) + share
    pair = judge_features.weakest(edit)
    # Where two words answer each other, a reason is about them: length and place weigh, but explain nothing.
    unable = ("detail",) if pair else ("words", "meaning", "fit")
    able = sorted(group for group in totals if group not in unable)
    most, least = max(able, key=lambda group: totals[group]), max(able, key=lambda group: -totals[group])
    for_it = most if harmful else least, least if harmful else most
    return _said(for_it[0], edit, pair, harmful=harmful), _said(for_it[1], edit, pair, harmful=not harmful)


@lru_cache(maxsize=1)
def _groups() -> tuple[str, ...]:
    """The group of every figure, in their order."""
    return tuple(map(_group, judge_features.names()))


def _group(name: str) -> str:
    if name in SENSE_NAMES:
        return "meaning"
    if name in WORD_NAMES or name in ("best pair", "mean pair", "pairs", "sides near", "written alike"):
        return "words"
    if name in PAIR_NAMES or "fits" in name:
        return "fit"
    if "figures" in name or "amount" in name:
        return "figures"
    if "capitals" in name:
        return "names"
    if name.startswith(("denial", "modal", "hedge", "report", "link", "pronoun", "place")):
        return "grammar"
    return "detail"


def _said(group: str, edit: Edit, pair: tuple[str, str] | None, *, harmful: bool) -> str:
    if pair and group in ("words", "meaning", "fit"):
        old, new = pair
        told = {"words": _words, "meaning": _meaning, "fit": _fit}[group](old, new, harmful)
        return told.format(old=old, new=new)
    alone = edit.left_span is None or edit.right_span is None
    said = {
        "figures": ("amounts are not told alike", "the amounts are told alike"),
        "names": ("the names are not the same", "the names are the same"),
        "grammar": (
            "a word of doubt, denial, source or place stands on one side only",
            "only words of grammar differ",
        ),
    }
    if group in said:
        return said[group][0 if harmful else 1]
    if alone:
        return "nothing on the other side stands for it" if harmful else "it says little by itself"
    return "the two say different things" if harmful else "the two say the same, as far as can be known"


def _words(old: str, new: str, harmful: bool) -> str:  # noqa: FBT001 - one signature for three sayings
    if not harmful:
        known = paraphrases.known(old, new) > 0
        return "“{new}” is often written for “{old}”" if known else "“{old}” and “{new}” are near in meaning"
    found = lexicon.relation(old, new)
    if found and found.weight >= _STRONG and found.kind in _RELATED:
        return _RELATED[found.kind]
    return "“{old}” and “{new}” seldom mean the same" if found else "nothing known joins “{old}” and “{new}”"


def _meaning(old: str, new: str, harmful: bool) -> str:  # noqa: FBT001
    if not harmful:
        return "“{old}” is meant here in a sense that “{new}” has too"
    shared = any(found.kind is RelationKind.SYNONYM for found in lexicon.relations(old, new))
    if shared:
        return "“{old}” is hardly meant here in the sense it shares with “{new}”"
    return "“{old}” and “{new}” have no sense in common that fits here"


def _fit(old: str, new: str, harmful: bool) -> str:  # noqa: FBT001, ARG001
    return "“{new}” fits here less than “{old}” does" if harmful else "“{new}” fits here as well as “{old}”"
