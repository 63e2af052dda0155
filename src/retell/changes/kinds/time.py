"""A date, weekday, clock time or duration differs, or a tense that moves an event.

The same time in another form ("3 p.m." and "15:00", "yesterday" and the weekday it was) is harmless; a time
told less closely is a nuance; another time, or a plan told as done, changes the meaning. Tenses that only
follow a reporting verb, or a perfect told as a past, are harmless and not mentioned.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from fractions import Fraction

from retell.changes.model import Change, Severity
from retell.changes.readings.links.exchanges import exchanges
from retell.changes.readings.links.pairing import (
    all_tokens,
    assigned,
    beside,
    neighbours,
    same_gap,
    unchanged,
)
from retell.changes.readings.times.answers import Days, Told, answered, is_hour
from retell.changes.readings.times.bounded import bounded
from retell.changes.readings.times.dates import DURATIONS, times
from retell.changes.readings.times.days import day_of, resolved
from retell.changes.readings.times.lengths import ends, in_weeks_or_months, is_rounding, is_within
from retell.changes.readings.times.limits import is_rounded
from retell.changes.readings.times.model import Sort, Time
from retell.changes.readings.times.periods import made_up, unanswered
from retell.changes.readings.times.reckoned import TIME_WORDS
from retell.changes.readings.times.tenses import Tense, events
from retell.changes.readings.vocabulary.reporting import force
from retell.changes.view import Pair, Side, View
from retell.settings import TimeSettings
from retell.text.spans import Span
from retell.text.tokens import Token

NAME = "time"


class _Match(IntEnum):
    """How two times stand to each other."""

    EQUAL = 3
    FINER = 2
    UNKNOWN = 1
    OTHER = 0


def find(view: View) -> Iterator[Change]:
    """The times of each link that differ, and the events that a tense has moved."""
    published = _published(view.left), _published(view.right)
    for pair in view.pairs:
        if not unchanged(pair):
            yield from _exchanged(view, pair)
            yield from _in_pair(view, pair, published)
            yield from _moved_events(view, pair)


def _exchanged(view: View, pair: Pair) -> Iterator[Change]:
    """Two times of a sentence, each in the place of the other."""
    for one in exchanges(pair):
        if one.turned or not all(pair.left[at.start].key in TIME_WORDS for at in one.left):
            continue
        for at, to in one.stretches(view.settings.role.exchange_reach):
            here, there = pair.left_span(at), pair.right_span(to)
            assert here and there
            words = here.of(view.left.text), there.of(view.right.text)
            yield Change(
                kind="time.value",
                severity=Severity.MEANING,
                confidence=view.settings.time.sure,
                why=f"“{words[0]}” became “{words[1]}”: two times changed places",
                left=here,
                right=there,
            )


def _published(side: Side) -> datetime.date | None:
    return day_of(side.document.published.when if side.document.published else None)


def _known(side: Side) -> tuple[Time, ...]:
    return times(all_tokens(side.text))


def _in_pair(view: View, pair: Pair, days: Days) -> Iterator[Change]:
    lefts, rights = times(pair.left), times(pair.right)
    told = made_up(pair.left, pair.right)
    lefts, rights = _without(lefts, told[0]), _without(rights, told[1])
    together = assigned(lefts, rights, _likeness(pair, days))
    for i, j in sorted(together):
        yield from _beside(view, pair, (lefts[i], rights[j]), days)
    gone = [time for i, time in enumerate(lefts) if i not in {at for at, _ in together}]
    come = [time for j, time in enumerate(rights) if j not in {at for _, at in together}]
    gone, come = unanswered((pair.left, gone), (pair.right, come))
    gone = _lost(gone, (view.left, view.right), pair.link.right, days)
    come = _lost(come, (view.right, view.left), pair.link.left, (days[1], days[0]))
    for left, right in _changed(gone, come, days):
        yield from _beside(view, pair, (left, right), days)
        gone, come = [one for one in gone if one is not left], [one for one in come if one is not right]
    for time in gone:
        yield _lone(view.left, time, "dropped", view.settings.time, said=_is_of_saying(pair.left, time))
    for time in come:
        yield _lone(view.right, time, "added", view.settings.time)


def _changed(gone: Sequence[Time], come: Sequence[Time], days: Days) -> list[tuple[Time, Time]]:
    """The times that each side alone has and that are one changed: the only ones of a sort on both sides."""
    found = []
    for sort in Sort:
        here, there = ([time for time in side if time.sort is sort] for side in (gone, come))
        if len(here) == len(there) == 1 and _match(here[0], there[0], days) is not None:
            found.append((here[0], there[0]))
    return found


def _lost(found: Sequence[Time], sides: tuple[Side, Side], link: Sequence[int], days: Days) -> list[Time]:
    """The times of the first side that the second, which the link names sentences of, tells in no form."""
    lost = [time for time in found if _is_lost(time, sides[1], days)]
    if not lost:
        return []
    told = _told(*sides, link)
    return [time for time in lost if not answered(time, told, days)]


def _told(own: Side, other: Side, link: Sequence[int]) -> Told:
    """What the other side may tell a time again with: in a link and the sentences on both sides of it."""
    words = all_tokens(other.text)
    about = other.sentences[max(0, min(link) - 1) : max(link) + 2]
    start, end = about[0].span.start, about[-1].span.end
    near = [token for token in words if start <= token.span.start < end]
    times_near = [time for time in _known(other) if start <= time.span.start < end]
    return Told(words=words, beside=near, near=times_near, own=_known(own), others=_known(other))


def _without(found: Sequence[Time], at: frozenset[int]) -> tuple[Time, ...]:
    return tuple(time for time in found if time.at not in at)


def _likeness(pair: Pair, days: Days) -> Callable[[Time, Time], float]:
    close, together = beside(pair), same_gap(pair)

    def score(left: Time, right: Time) -> float:
        match = _match(left, right, days)
        if match is None:
            return 0.0
        before, after = neighbours(pair.left, left.at, left.stop)
        others = neighbours(pair.right, right.at, right.stop)
        context = (bool(before) and before == others[0]) + (bool(after) and after == others[1])
        gap = any(together(i, j) for i in range(left.at, left.stop) for j in range(right.at, right.stop))
        if match in (_Match.OTHER, _Match.UNKNOWN) and not gap and not context:
            return 0.0
        return 2.0 * match + close(left.at, right.at) + 0.5 * context + gap

    return score


def _match(left: Time, right: Time, days: Days) -> _Match | None:
    """How two times stand to each other; None where they are not of a sort that can be compared."""
    if left.sort is not right.sort:
        return _match_told_apart(left, right) or _match_told_apart(right, left)
    if "weekend" in _away_units(left, right) and {left.weekday, right.weekday} & {5, 6}:
        return _Match.EQUAL
    if left.sort is not Sort.DATE:
        return _match_amount(left, right)
    here, there = left.fields, right.fields
    shared = [name for name in here if name in there]
    if here == there:
        same_day = days[0] == days[1] or not {"weekday", "away"} & set(here) or None in days
        return _Match.EQUAL if same_day else _match_days(left, right, days) or _Match.EQUAL
    if _is_of_week(left, right):
        return _match_days(left, right, days) or _Match.FINER
    if any(here[name] != there[name] for name in shared if name != "part"):
        return _match_days(left, right, days) or _Match.OTHER
    if not shared or shared == ["part"]:
        return _match_days(left, right, days) or _Match.UNKNOWN
    if "part" in shared and here["part"] != there["part"]:
        parts = frozenset((here["part"], there["part"]))
        return _Match.EQUAL if parts in _SAME_PART else _Match.FINER if parts in _NEAR_PARTS else _Match.OTHER
    extra = set(here) ^ set(there)
    if extra == {"part"} and {here.get("part"), there.get("part")} & {"early", "late"}:
        return _Match.EQUAL
    return _Match.EQUAL if extra <= {"year", "weekday"} and "day" in shared else _Match.FINER


def _is_of_week(left: Time, right: Time) -> bool:
    """Whether one is a day of the week that the other names: "last Wednesday", "last week"."""
    both = left.away, right.away
    return None not in both and both in (_LAST_WEEK, _LAST_WEEK[::-1])


_LAST_WEEK = ("weekday", -1), ("week", -1)


_SAME_PART = frozenset(frozenset(pair.split()) for pair in ("late night", "late evening", "early morning"))
"""Parts of one day that are one."""
_NEAR_PARTS = frozenset({frozenset({"evening", "night"})})
"""Parts of one day that run into each other, and are not one."""


def _away_units(*both: Time) -> set[str]:
    return {time.away[0] for time in both if time.away}


def _match_told_apart(one: Time, other: Time) -> _Match | None:
    """Times of two sorts that may be one: "the previous year" and "a year earlier", October and the
    autumn."""
    if one.sort is Sort.DATE and other.sort is Sort.DURATION and one.away and other.direction:
        unit = one.away[0].removesuffix(" told of")
        if one.away[1] * other.direction <= 0 or unit not in DURATIONS or other.amount is None:
            return None
        share = other.amount / DURATIONS[unit]
        return _Match.EQUAL if _ABOUT_ONE[0] <= share < _ABOUT_ONE[1] else None
    if one.sort is Sort.DATE and other.sort is Sort.PERIOD and one.month and (other.amount or 0) > _SEASONS:
        season = int((other.amount or 0) - _SEASONS)
        return _Match.FINER if one.month % 12 // 3 == season % 4 else None
    return None


_ABOUT_ONE = Fraction(1, 2), Fraction(2)
"""Shares of a unit that "the following week" may stand for: four days to thirteen."""
_SEASONS = 10
"""What is added to the number of a season to tell it from a quarter of a year."""


def _match_amount(left: Time, right: Time) -> _Match | None:
    if left.sort is Sort.PERIOD and (left.amount or 0) // 10 != (right.amount or 0) // 10:
        return None
    same = left.amount == right.amount and left.direction * right.direction >= 0
    if left.sort is Sort.PERIOD and same:
        here, there = left.fields, right.fields
        differ = any(here[name] != there[name] for name in here if name in there)
        dated = set(here) ^ set(there) == {"year", "away"}  # "next spring" and "spring 2031"
        return _Match.OTHER if differ else _Match.EQUAL if dated or set(here) == set(there) else _Match.FINER
    if left.sort is Sort.CLOCK and not same and left.amount is not None and right.amount is not None:
        return _Match.EQUAL if is_hour(left, right) else _Match.OTHER
    if left.sort is Sort.DURATION and not same and is_within(left, right):
        return _Match.FINER
    if left.sort is Sort.DURATION and not same and is_rounding(left, right):
        return _Match.EQUAL if in_weeks_or_months(left, right) else _Match.FINER
    return _Match.EQUAL if same else _Match.OTHER


def _match_days(left: Time, right: Time, days: Days) -> _Match | None:
    """The same question asked of the calendar, where both days of publication are known."""
    if days[0] is None or days[1] is None:
        return None
    here, there = resolved(left, days[0]), resolved(right, days[1])
    if here is None or there is None:
        return None
    if here == there:
        return _Match.EQUAL
    if (here[0] <= there[0] and there[1] <= here[1]) or (there[0] <= here[0] and here[1] <= there[1]):
        return _Match.FINER
    return _Match.OTHER


def _beside(view: View, pair: Pair, both: tuple[Time, Time], days: Days) -> Iterator[Change]:
    left, right = both
    here, there = left.span.of(view.left.text), right.span.of(view.right.text)
    match, settings = _match(left, right, days), view.settings.time
    if match is _Match.EQUAL and (change := bounded(pair, left, right, settings)):
        yield change
    if match is _Match.EQUAL:
        if " ".join(here.split()) != " ".join(there.split()):
            why = f"“{here}” and “{there}” are the same time"
            yield _change("form", Severity.HARMLESS, settings.sure, why, left, right)
    elif match is _Match.FINER and (ends(pair.left, left, right) or ends(pair.right, right, left)):
        why = f"“{here}” and “{there}” are the same day"
        yield _change("form", Severity.HARMLESS, settings.sure, why, left, right)
    elif match is _Match.FINER:
        coarse = (pair.right, right) if _is_coarser(right, left) else (pair.left, left)
        told = is_rounded(*coarse) or is_within(left, right) or _is_of_week(left, right)
        severity = Severity.HARMLESS if told else Severity.NUANCE
        sure = settings.undated_precision if _is_near_part(left, right) else settings.precision
        yield _change("precision", severity, sure, f"“{here}” is told as “{there}”", left, right)
    elif match is _Match.UNKNOWN:
        yield _unknown((here, there), left, right, settings)
    else:
        yield _change("value", Severity.MEANING, settings.sure, f"“{here}” became “{there}”", left, right)


def _is_near_part(one: Time, other: Time) -> bool:
    return frozenset((one.fields.get("part"), other.fields.get("part"))) in _NEAR_PARTS


def _is_coarser(one: Time, other: Time) -> bool:
    return DURATIONS.get(one.unit, 0) > DURATIONS.get(other.unit, 0)


def _unknown(words: tuple[str, str], left: Time, right: Time, settings: TimeSettings) -> Change:
    """Two dates that only a calendar could compare, and no day of publication to open it at."""
    here, there = words
    if _fineness(left) != _fineness(right):
        return _change(
            "precision",
            Severity.NUANCE,
            settings.undated_precision,
            f"“{here}” is told as “{there}”",
            left,
            right,
        )
    why = f"“{here}” and “{there}” may be the same time: the day of publication is not known"
    return _change("form", Severity.HARMLESS, settings.undated, why, left, right)


def _fineness(time: Time) -> int:
    """0 for a year, 1 for a month or week, 2 for a day."""
    if time.day is not None or time.weekday is not None or (time.away and "day" in time.away[0]):
        return 2
    if time.month is not None or (time.away and time.away[0] in ("week", "month", "weekend", "night")):
        return 1
    return 0


def _is_lost(time: Time, side: Side, days: Days) -> bool:
    if time.weak or set(time.fields) == {"part"}:
        return False
    return not any(_match(time, other, days) in (_Match.EQUAL, _Match.FINER) for other in _known(side))


def _is_of_saying(words: Sequence[Token], time: Time) -> bool:
    """Whether a weekday only tells when somebody spoke: "said on Monday"."""
    if set(time.fields) - {"weekday", "part"}:
        return False
    near = [*words[max(0, time.at - 2) : time.at], *words[time.stop : time.stop + 2]]
    return any(force(token.key) is not None or token.key in _KNOWN for token in near)


_KNOWN = frozenset("clear unclear known unknown".split())
"""What a report says of the state of things on the day it was written: "it was not clear on Friday"."""


def _lone(side: Side, time: Time, what: str, settings: TimeSettings, *, said: bool = False) -> Change:
    """A time that one side alone has; the day on which somebody said something is left out freely."""
    words = time.span.of(side.text)
    why = f"“{words}” stands nowhere in the {'right' if what == 'dropped' else 'left'} text"
    here, there = (time.span, None) if what == "dropped" else (None, time.span)
    return Change(
        kind=f"time.{what}",
        severity=Severity.HARMLESS if said else Severity.NUANCE,
        confidence=settings.lone,
        why=why,
        left=here,
        right=there,
    )


def _moved_events(view: View, pair: Pair) -> Iterator[Change]:
    """Verbs told as to come on one side and as done on the other."""
    lefts, rights = events(pair.left), events(pair.right)
    close = beside(pair)
    for i, j in sorted(
        assigned(lefts, rights, lambda one, two: (one.verb == two.verb) * (0.1 + close(one.at, two.at)))
    ):
        left, right = lefts[i], rights[j]
        moved = {left.tense, right.tense}
        words = left.span.of(view.left.text), right.span.of(view.right.text)
        done = words[0] if left.tense is Tense.DONE else words[1]
        denied = any(key in _DENIALS for key in done.lower().replace("n't", " not").split())
        if moved == {Tense.AHEAD, Tense.DONE} and not _is_bare_participle(words) and not denied:
            told = "ahead is told as done" if left.tense is Tense.AHEAD else "done is told as ahead"
            yield Change(
                kind="time.tense",
                severity=Severity.MEANING,
                confidence=view.settings.time.tense,
                why=f"“{words[0]}” became “{words[1]}”: what is {told}",
                left=left.span,
                right=right.span,
            )


_DENIALS = ("not", "never")


def _is_bare_participle(words: tuple[str, str]) -> bool:
    """Whether a passive ahead stands beside a participle that tells no time ("will be run by", "run by")."""
    passive = any("be" in side.lower().split() for side in words)
    return passive and any(len(side.split()) == 1 for side in words)


def _change(what: str, severity: Severity, confidence: float, why: str, left: Time, right: Time) -> Change:
    spans: tuple[Span, Span] = left.span, right.span
    return Change(
        kind=f"time.{what}",
        severity=severity,
        confidence=confidence,
        why=why,
        left=spans[0],
        right=spans[1],
    )
