"""A quantity differs: its value, its unit, its order of magnitude, or how exactly it is claimed.

Equal quantities in another form ("21" and "twenty-one", a third and 33 percent, kilometres and the same
distance in miles) are harmless. A rounded figure is harmless where the copy says that it is rounded and the
rounding is right, a nuance where it does not. Any other difference of value changes the meaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from retell.changes.model import Change, Severity
from retell.changes.readings.amounts.claims import (
    approximation_change,
    is_estimated,
    is_multiple,
    loses_estimate,
    says_bound,
)
from retell.changes.readings.amounts.derived import worked_out
from retell.changes.readings.amounts.glosses import is_gloss
from retell.changes.readings.amounts.measured import measured
from retell.changes.readings.amounts.quantities import Quantity, all_quantities, quantities
from retell.changes.readings.amounts.roundings import (
    converts,
    finer,
    honest,
    is_magnitude,
    near,
    reaches,
    rounds,
)
from retell.changes.readings.amounts.units import agree, is_money
from retell.changes.readings.links.exchanges import exchanges
from retell.changes.readings.links.pairing import (
    all_tokens,
    assigned,
    beside,
    neighbours,
    same_gap,
    unchanged,
)
from retell.changes.readings.links.qualified import made_level, qualified
from retell.changes.readings.links.replaced_figures import counts_out_one, replaced
from retell.changes.readings.memory import remembered
from retell.changes.readings.times.reckoned import figures
from retell.changes.readings.times.restated import is_restated
from retell.changes.view import Pair, Side, View
from retell.settings import NumberSettings
from retell.text.spans import Span
from retell.text.tokens import Token

NAME = "number"


_STANDS_FOR = {
    "both": 2,
    "twice": 2,
    "double": 2,
    "doubled": 2,
    "doubling": 2,
    "couple": 2,
    "pair": 2,
    "duo": 2,
    "two": 2,
    "trio": 3,
    "triple": 3,
    "tripled": 3,
    "three": 3,
    "quartet": 4,
    "quarter": 4,
    "half": 2,
    "halved": 2,
    "either": 2,
    "neither": 2,
    "twins": 2,
    "triplets": 3,
    "treble": 3,
    "trebled": 3,
    "no": 0,
    "none": 0,
    "zero": 0,
    "nil": 0,
    "nobody": 0,
    "single": 1,
    "lone": 1,
    "sole": 1,
    "only": 1,
}
"""Words that carry a number without being one: a number they explain is not called dropped."""


_TONS = frozenset({"ton", "tonne"})
"""Units that newspapers write one for another by house style."""


def find(view: View) -> Iterator[Change]:
    """The quantities of each link that differ, paired by value, place and what they count."""
    for pair in view.pairs:
        if not unchanged(pair):
            yield from _in_pair(view, pair)
            yield from qualified(pair, view.settings.number)


@remembered(8)
def _known(side: Side) -> frozenset[Fraction]:
    """Every number a document names, in figures, words or otherwise."""
    words = all_tokens(side.text)
    said = {value for quantity in all_quantities(words) for value in quantity.values}
    said.update(Fraction(_STANDS_FOR[token.key]) for token in words if token.key in _STANDS_FOR)
    return frozenset(said)


def _in_pair(view: View, pair: Pair) -> Iterator[Change]:
    here, there, settings = figures(pair.left), figures(pair.right), view.settings.number
    lefts, rights = measured(here, there, settings), measured(there, here, settings)
    yield from (exchanged := list(_exchanged(view, pair)))
    equal = _equal_pairs(pair, lefts, rights, settings)
    swaps = [] if exchanged else _swapped(equal)
    for left, right in equal:
        if (left, right) not in swaps:
            yield from _same_value(view, pair, left, right)
    yield from _swap_changes(view, swaps)
    rest_left = [quantity for quantity in lefts if all(quantity is not left for left, _ in equal)]
    rest_right = [quantity for quantity in rights if all(quantity is not right for _, right in equal)]
    in_place = list(replaced(pair, rest_left, rest_right))
    reckoned_from = list(worked_out((lefts, rest_left), (rights, rest_right), in_place, settings))
    for left, right in reckoned_from:
        why = f"{_shown(view.left, left)} and {_shown(view.right, right)}: one is worked out from the other"
        yield _change("form", Severity.HARMLESS, settings.rounding, why, left.span, right.span)
    explained = [quantity for both in reckoned_from for quantity in both]
    rest_left, rest_right = _without(rest_left, explained), _without(rest_right, explained)
    changed = assigned(rest_left, rest_right, _alike(pair, settings))
    for i, j in sorted(changed):
        yield from _other_value(view, rest_left[i], rest_right[j])
    gone = [quantity for i, quantity in enumerate(rest_left) if i not in {at for at, _ in changed}]
    come = [quantity for j, quantity in enumerate(rest_right) if j not in {at for _, at in changed}]
    for quantity in gone:
        if _is_lost(quantity, (view.right, pair.link.right), lefts, settings):
            yield _lone(view.left, quantity, "dropped", settings)
    for quantity in come:
        if _is_lost(quantity, (view.left, pair.link.left), rights, settings):
            yield _lone(view.right, quantity, "added", settings)


def _without(quantities: Sequence[Quantity], others: Sequence[Quantity]) -> list[Quantity]:
    return [quantity for quantity in quantities if all(quantity is not other for other in others)]


def _exchanged(view: View, pair: Pair) -> Iterator[Change]:
    """Two figures of a sentence, each in the place of the other."""
    for one in exchanges(pair):
        if one.turned or not all(_is_figure(pair.left[at.start]) for at in one.left):
            continue
        for at, to in one.stretches(view.settings.role.exchange_reach):
            here, there = pair.left_span(at), pair.right_span(to)
            assert here and there
            words = here.of(view.left.text), there.of(view.right.text)
            why = f"{words[0]} became {words[1]}: two figures changed places"
            yield _change("value", Severity.MEANING, view.settings.number.swapped, why, here, there)


def _is_figure(token: Token) -> bool:
    return bool(quantities((token,)))


def _equal_pairs(
    pair: Pair, lefts: Sequence[Quantity], rights: Sequence[Quantity], settings: NumberSettings
) -> list[tuple[Quantity, Quantity]]:
    close = beside(pair)

    def score(left: Quantity, right: Quantity) -> float:
        if left.ordinal != right.ordinal or left.vague != right.vague or not _equal(left, right, settings):
            return 0.0
        shared = bool(set(left.counted) & set(right.counted))
        same_unit = agree(left.unit, right.unit)
        return 0.2 + close(left.at, right.at) + 0.3 * shared + 0.3 * same_unit

    return [(lefts[i], rights[j]) for i, j in sorted(assigned(lefts, rights, score))]


def _equal(left: Quantity, right: Quantity, settings: NumberSettings) -> bool:
    """Whether the two are the same figure: as written, as parts of a whole, or in one unit of another."""
    if _written_alike(left, right) and not (left.is_share != right.is_share and _unlike(left, right)):
        return True
    if left.is_share and right.is_share:
        return left.fraction != right.fraction and near(left.amounts, right.amounts, settings.equal_shares)
    if left.unit is None or left.unit == right.unit or not agree(left.unit, right.unit):
        return False
    return near(left.amounts, right.amounts, settings.equal)


def _unlike(left: Quantity, right: Quantity) -> bool:
    """Whether two figures have units, and not percent and percentage points."""
    if left.unit is None or right.unit is None:
        return False
    return not {left.unit.measures, right.unit.measures} <= {"share", "share_points"}


def _written_alike(left: Quantity, right: Quantity) -> bool:
    """Whether the two are one number: as written, or by the separators of two conventions."""
    if left.value == right.value:
        return True
    return left.scale == right.scale and (left.value == right.other or left.other == right.value)


def _swapped(equal: Sequence[tuple[Quantity, Quantity]]) -> list[tuple[Quantity, Quantity]]:
    """Pairs of equal figures that changed places between two things counted."""
    found = []
    for at, (left, right) in enumerate(equal):
        for other_left, other_right in equal[at + 1 :]:
            if left.value == other_left.value or left.ordinal or other_left.ordinal:
                continue
            if (
                _counts_same(left, other_right)
                and _counts_same(other_left, right)
                and not (_counts_same(left, right) or _counts_same(other_left, other_right))
            ):
                found += [(left, right), (other_left, other_right)]
    return found


def _counts_same(one: Quantity, other: Quantity) -> bool:
    return bool(set(one.counted[:3]) & set(other.counted[:3]))


def _swap_changes(view: View, swaps: Sequence[tuple[Quantity, Quantity]]) -> Iterator[Change]:
    for (left, right), (other_left, other_right) in zip(swaps[::2], swaps[1::2], strict=True):
        for here, there in ((left, other_right), (other_left, right)):
            why = f"{_shown(view.left, here)} became {_shown(view.right, there)}: two figures changed places"
            yield _change("value", Severity.MEANING, view.settings.number.swapped, why, here.core, there.core)


def _same_value(view: View, pair: Pair, left: Quantity, right: Quantity) -> Iterator[Change]:
    """What is left to say of two equal figures: their unit, how exact they claim to be, their form."""
    here, there, settings = _shown(view.left, left), _shown(view.right, right), view.settings.number
    if level := made_level(pair, left, right):
        why = f"by how much and up to what are two things: {here}, {there}"
        yield _change("value", Severity.MEANING, settings.approximation, why, *level)
        return
    unit = _unit_change(left, right, settings)
    if unit:
        yield _change("unit", unit[0], unit[1], f"{here} became {there}: another unit", left.core, right.core)
        return
    claims = left.approximation, right.approximation
    answered = is_estimated(pair, left, right) or says_bound(pair, *claims)
    approximation = None if answered else approximation_change(left, right)
    if approximation and loses_estimate(view.left.text, left, right):
        why = f"{here} was an estimate, and is told as counted"
        yield Change(
            kind="certainty.raised",
            severity=Severity.NUANCE,
            confidence=settings.approximation,
            why=why,
            left=left.span,
            right=right.span,
        )
    elif approximation:
        severity, words = approximation
        yield _change("approximation", severity, settings.approximation, words, left.span, right.span)
    elif left.core.of(view.left.text) != right.core.of(view.right.text):
        yield _change(
            "form", Severity.HARMLESS, settings.same, f"{here} and {there} are equal", left.span, right.span
        )


def _unit_change(left: Quantity, right: Quantity, settings: NumberSettings) -> tuple[Severity, float] | None:
    if agree(left.unit, right.unit) or (left.is_share and right.is_share):
        names = {unit.name for unit in (left.unit, right.unit) if unit}
        if names <= _TONS or "penny" in names:
            return None
        if left.unit and right.unit and left.unit != right.unit and left.values & right.values:
            return (
                None
                if near(left.amounts, right.amounts, settings.equal)
                else (Severity.MEANING, settings.sure)
            )
        return None
    if left.unit and right.unit:
        return Severity.MEANING, settings.sure
    lone = left.unit or right.unit
    counted = right.counted if left.unit else left.counted
    if lone and not counted and not is_money(lone):
        return None
    return (Severity.NUANCE, settings.lone) if lone and counted else None


def _alike(pair: Pair, settings: NumberSettings) -> Callable[[Quantity, Quantity], float]:
    """How likely two unequal figures are one figure changed: by place, neighbours and what they count."""
    together, close = same_gap(pair), beside(pair)

    def score(left: Quantity, right: Quantity) -> float:
        if left.ordinal != right.ordinal:
            return 0.0
        if is_multiple(left) != is_multiple(right) and not (left.is_share or right.is_share):
            return 0.0
        if left.is_share != right.is_share and not together(left.stop - 1, right.stop - 1):
            return 0.0
        before, after = neighbours(pair.left, left.at, left.stop)
        others = neighbours(pair.right, right.at, right.stop)
        value = 1.0 * any(
            together(i, j) for i in range(left.at, left.stop) for j in range(right.at, right.stop)
        )
        value += 0.5 * (bool(before) and before == others[0]) + 0.5 * (bool(after) and after == others[1])
        value += 0.8 * _counts_same(left, right)
        if left.unit or right.unit:
            value += 0.7 if agree(left.unit, right.unit) else -0.6
        value += close(left.at, right.at) - 1.0
        if left.is_share and right.is_share and rounds(left, right, settings):
            value = max(value, settings.answers)
        return value if value >= settings.answers else 0.0

    return score


def _other_value(view: View, left: Quantity, right: Quantity) -> Iterator[Change]:
    here, there, settings = _shown(view.left, left), _shown(view.right, right), view.settings.number
    if left.vague or right.vague:
        yield _vague_change(view, left, right)
    elif converts(left, right, settings):
        yield _change("form", Severity.HARMLESS, settings.sure, f"{here} is {there}", left.core, right.core)
    elif reaches(left, right, settings):
        why = f"{here} was rounded to {there}"
        yield _change("rounding", Severity.HARMLESS, settings.rounding, why, left.span, right.span)
    elif counts_out_one(view, left, right):
        why = f"{here} and {there}: with the one told of, the same"
        yield _change("form", Severity.HARMLESS, settings.rounding, why, left.core, right.core)
    elif rounds(left, right, settings):
        known = finer(left, right) or right.value in _known(view.left)
        severity = Severity.HARMLESS if known and honest(left, right) else Severity.NUANCE
        why = f"{here} was rounded to {there}" if finer(left, right) else f"{here} was made exact: {there}"
        yield _change("rounding", severity, settings.rounding, why, left.span, right.span)
    elif is_magnitude(left, right):
        why = f"{here} became {there}: another order of magnitude"
        yield _change("magnitude", Severity.MEANING, settings.same, why, left.core, right.core)
    else:
        yield _change(
            "value", Severity.MEANING, settings.sure, f"{here} became {there}", left.core, right.core
        )


def _vague_change(view: View, left: Quantity, right: Quantity) -> Change:
    here, there, settings = _shown(view.left, left), _shown(view.right, right), view.settings.number
    vague, exact = (left, right) if left.vague else (right, left)
    if left.vague and right.vague:
        kind, severity = "magnitude", Severity.MEANING
    elif vague.value <= exact.value <= vague.most:
        kind, severity = "rounding", Severity.NUANCE
    else:
        kind, severity = "value", Severity.MEANING
    return _change(kind, severity, settings.approximation, f"{here} became {there}", left.core, right.core)


def _is_lost(
    quantity: Quantity, other: tuple[Side, Sequence[int]], own: Sequence[Quantity], settings: NumberSettings
) -> bool:
    """Whether a figure without a partner carries news and stands nowhere on the other side."""
    if quantity.weak or (quantity.value == 1 and not quantity.unit):
        return False
    if quantity.values & _known(other[0]) or is_gloss(quantity, own, settings):
        return False
    return not is_restated(quantity, *other, settings)


def _lone(side: Side, quantity: Quantity, what: str, settings: NumberSettings) -> Change:
    words = _shown(side, quantity)
    here, there = (quantity.span, None) if what == "dropped" else (None, quantity.span)
    why = f"“{words}” stands nowhere in the {'right' if what == 'dropped' else 'left'} text"
    return _change(what, Severity.NUANCE, settings.lone, why, here, there)


_STOPS = ',.;:!?”"’)'


_PLURAL = re.compile(r"[a-z]{2,}[a-rt-z]s")


def _shown(side: Side, quantity: Quantity) -> str:
    """A quantity as its text has it, with the thing it counts."""
    core = quantity.core.of(side.text)
    tail = side.text[quantity.core.end : quantity.core.end + 40]
    if quantity.unit is None and quantity.counted and tail[:1] == " ":
        words = [word.strip(_STOPS) for word in tail.split()[:2]]
        # "43 test results" counts results: a word in the singular before a plural goes with it.
        compound = len(words) == 2 and not words[0].endswith("s") and _PLURAL.fullmatch(words[1])
        closed = tail.split()[0][-1] in _STOPS
        core += " " + " ".join(words if compound and not closed else words[:1])
    return " ".join(core.split())


def _change(
    what: str, severity: Severity, confidence: float, why: str, left: Span | None, right: Span | None
) -> Change:
    return Change(
        kind=f"number.{what}", severity=severity, confidence=confidence, why=why, left=left, right=right
    )
