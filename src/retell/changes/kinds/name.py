"""A person, place or organisation is misspelt, exchanged for another, or made out of a common noun.

The same name in another form (an acronym, a land and its adjective, a first name known from elsewhere, other
regional spelling) is harmless. A misspelling, or a name gone from a sentence, is a nuance; another
name, or a body that the other text does not know, changes the meaning.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from retell.changes.edits import Op
from retell.changes.model import Change, Severity
from retell.changes.readings.links.pairing import (
    all_tokens,
    assigned,
    beside,
    neighbours,
    same_gap,
    unchanged,
)
from retell.changes.readings.naming.bodies import (
    BODIES,
    interchangeable,
    is_other_word,
    is_put_otherwise,
    is_shorthand,
    thinnings,
    told_as_body,
    told_otherwise,
)
from retell.changes.readings.naming.bylines import are_bylines, outside_credits
from retell.changes.readings.naming.created import created_names
from retell.changes.readings.naming.gazetteer import TITLES
from retell.changes.readings.naming.hearsay import nearly
from retell.changes.readings.naming.kinship import Kinship, kinship, same_seat
from retell.changes.readings.naming.names import (
    Capitals,
    Name,
    capitals,
    headlines,
    initials,
    names,
    openings,
    plain,
)
from retell.changes.readings.naming.promoted import promoted
from retell.changes.readings.speech.sourcing import loses_source
from retell.changes.readings.times.dates import MONTH_SHORT
from retell.changes.view import Pair, Side, View
from retell.models import lexicon
from retell.text.spans import Span
from retell.text.tokens import Token
from retell.values import dataclass

NAME = "name"


_LINK_RANK = {Kinship.SAME: 5.0, Kinship.FORM: 4.0, Kinship.PART: 3.0, Kinship.MISSPELT: 2.0}


@dataclass(frozen=True, slots=True)
class _Known:
    """What a document says: its names, all its words, the words of its names, the initials of others."""

    names: tuple[Name, ...]
    words: frozenset[str]
    parts: frozenset[str]
    initials: frozenset[str]


def find(view: View) -> Iterator[Change]:
    """The names of each link that differ, seen against all names of both documents."""
    if all(unchanged(pair) for pair in view.pairs):
        return
    read = tuple(_all_tokens(side) for side in (view.left, view.right))
    told = capitals(read)
    known = _known(*read[0], told), _known(*read[1], told)
    gone: set[str] = set()
    for pair in view.pairs:
        if not unchanged(pair) and not are_bylines(view, pair):
            for change in _in_pair(view, pair, told, known):
                if change.kind == "name.dropped" and change.left:
                    last = change.left.of(view.left.text).split()[-1]
                    if last in gone:
                        continue
                    gone.add(last)
                yield change
            yield from promoted(pair, (read[0][0], read[1][0]))


def _all_tokens(side: Side) -> tuple[tuple[Token, ...], list[int]]:
    """The tokens of a document and the indices that open a sentence."""
    words = all_tokens(side.text)
    begins = [token.span.start for token in words]
    return words, [bisect_left(begins, sentence.span.start) for sentence in side.sentences]


def _known(words: Sequence[Token], starts: Sequence[int], told: Capitals) -> _Known:
    found = names(words, starts, told)
    parts = frozenset(key for name in found for key in name.keys)
    return _Known(found, frozenset(plain(token.text) for token in words), parts, initials(words))


def _starts(side: Side, indices: Sequence[int], words: Sequence[Token]) -> list[int]:
    """The tokens of a link that open one of its sentences."""
    if len(indices) == 1:
        return [0] if words and words[0].span.start == side.sentences[indices[0]].span.start else []
    opens = {side.sentences[index].span.start for index in indices}
    return [at for at, token in enumerate(words) if token.span.start in opens]


def _in_pair(view: View, pair: Pair, told: Capitals, known: tuple[_Known, _Known]) -> Iterator[Change]:
    starts = (
        _starts(view.left, pair.link.left, pair.left),
        _starts(view.right, pair.link.right, pair.right),
    )
    lefts, rights = names(pair.left, starts[0], told), names(pair.right, starts[1], told)
    created = [*_thinned(pair, known), *created_names(view, pair, starts[1], known[0].names)]
    yield from created
    claimed = [change.right for change in created if change.right and change.kind != "name.form"]
    related = assigned(lefts, rights, _related(pair, lefts, rights, known))
    for i, j in sorted(related):
        if not any(span.overlaps(rights[j].span) for span in claimed):
            same = list(_same_entity(view, lefts[i], rights[j], known))
            claimed += [change.right for change in same if change.right]
            yield from same
    rest_left = _without(lefts, {i for i, _ in related})
    rest_right = _without(rights, {j for _, j in related})
    swapped = assigned(rest_left, rest_right, _exchanged(pair, lefts, rights))
    for i, j in sorted(swapped):
        yield _swap(view, rest_left[i], rest_right[j])
        claimed.append(rest_right[j].span)
    yield from _words_exchanged(pair, starts, claimed)
    yield from _letters_slipped(pair, known[0], claimed)
    renamed = assigned(rest_left, rest_right, _renamed(pair))
    for i, j in sorted(renamed):
        if (i, j) not in swapped:
            yield _rename(view, rest_left[i], rest_right[j])
            claimed.append(rest_right[j].span)
    for name in outside_credits(view, pair, _without(rest_left, {i for i, _ in swapped})):
        if _is_lost(name, known[1]) and not told_as_body(pair.left, name, pair.right):
            found = _lone(view.left, name, "dropped")
            sourceless = loses_source(view, pair, name.span)
            yield replace(found, kind="attribution.dropped") if sourceless else found
    for name in _without(rest_right, {j for _, j in swapped}):
        if _is_lost(name, known[0]) and not any(span.overlaps(name.span) for span in claimed):
            yield _lone(view.right, name, "added")


def _letters_slipped(pair: Pair, known: _Known, claimed: Sequence[Span]) -> Iterator[Change]:
    """A word within a name that became no word: "Federal Bureua of Roads", which is read as two names."""
    for edit in pair.edits:
        if edit.op is not Op.REPLACE or len(edit.left) != 1 or len(edit.right) != 1:
            continue
        one, other = pair.left[edit.left.start], pair.right[edit.right.start]
        if not (one.is_capitalised and other.is_capitalised and nearly(one.key, other.key)):
            continue
        odd = not lexicon.is_known(other.key) and other.key not in known.words
        if odd and not any(span.overlaps(other.span) for span in claimed):
            why = f"“{one.text}” is spelt “{other.text}”"
            yield _change("misspelt", Severity.NUANCE, 0.8, why, one.span, other.span)


def _without(found: Sequence[Name], used: set[int]) -> list[Name]:
    return [name for at, name in enumerate(found) if at not in used]


def _related(
    pair: Pair, lefts: Sequence[Name], rights: Sequence[Name], known: tuple[_Known, _Known]
) -> Callable[[Name, Name], float]:
    """How likely two names of a link name one thing: by their letters, then by their place."""
    close = beside(pair)

    def score(left: Name, right: Name) -> float:
        kin = kinship(left, right)
        if kin is Kinship.OTHER and told_otherwise(left.keys, right.keys):
            return 0.4 + close(left.at, right.at)
        if kin is Kinship.OTHER:
            seat = same_seat(left.joined, right.joined)
            return 0.5 + close(left.at, right.at) if seat else 0.0
        if kin is Kinship.MISSPELT and not _may_be_slip(left, right, lefts, rights, known):
            return 0.0
        return _LINK_RANK[kin] + close(left.at, right.at)

    return score


def _may_be_slip(
    left: Name, right: Name, lefts: Sequence[Name], rights: Sequence[Name], known: tuple[_Known, _Known]
) -> bool:
    """Whether a near spelling is a slip: not where the left knows both, each as a name of its own."""
    new = set(right.keys) - set(left.keys)
    old = set(left.keys) - set(right.keys)
    both_left = new <= known[0].parts and old <= known[0].parts
    both_right = new <= known[1].parts and old <= known[1].parts
    alone = not any(right.keys == other.keys for other in lefts) and not any(
        left.keys == other.keys for other in rights
    )
    return alone and not (both_left and both_right)


def _same_entity(view: View, left: Name, right: Name, known: tuple[_Known, _Known]) -> Iterator[Change]:
    here, there = left.span.of(view.left.text), right.span.of(view.right.text)
    kin = kinship(left, right)
    if " ".join(here.split()) == " ".join(there.split()):
        return
    if kin is Kinship.MISSPELT:
        yield _misspelt(view, left, right, known)
    elif kin is Kinship.PART:
        yield from _part(here, there, left, right, known)
    elif kin is Kinship.OTHER and is_put_otherwise(left, right):
        why = f"a word of the name “{here}” was put otherwise: “{there}”"
        yield _change("swap", Severity.NUANCE, 0.6, why, left.span, right.span)
    else:
        why = f"“{here}” and “{there}” name the same"
        confidence = 0.5 if kin is Kinship.OTHER else 0.9
        yield _change("form", Severity.HARMLESS, confidence, why, left.span, right.span)


def _misspelt(view: View, left: Name, right: Name, known: tuple[_Known, _Known]) -> Change:
    odd = [key for key in left.keys if key not in right.keys]
    here, there = _differing(left, right.keys), _differing(right, left.keys)
    why = f"“{here.of(view.left.text)}” is spelt “{there.of(view.right.text)}”"
    if set(odd) & known[1].parts:
        why += ", and otherwise elsewhere in the same text"
    return _change("misspelt", Severity.NUANCE, 0.8, why, here, there)


def _differing(name: Name, other: Sequence[str]) -> Span:
    """The words of a name that the other does not have, as one span."""
    own = [place for key, place in zip(name.keys, name.places, strict=True) if key not in other]
    return own[0].to(own[-1]) if own else name.span


def _part(here: str, there: str, left: Name, right: Name, known: tuple[_Known, _Known]) -> Iterator[Change]:
    """A name told with fewer or more of its words."""
    longer = left if len(left.keys) > len(right.keys) else right
    if longer is left:
        yield _change(
            "shortened", Severity.HARMLESS, 0.7, f"“{here}” is told as “{there}”", left.span, right.span
        )
        return
    new = set(right.keys) - set(left.keys)
    if new <= known[0].words | TITLES:
        why = f"“{there}” is “{here}”, known from elsewhere"
        yield _change("form", Severity.HARMLESS, 0.8, why, left.span, right.span)
    else:
        why = f"“{here}” was filled out to “{there}”, which the left text does not say"
        yield _change("added", Severity.NUANCE, 0.5, why, left.span, right.span)


def _exchanged(pair: Pair, lefts: Sequence[Name], rights: Sequence[Name]) -> Callable[[Name, Name], float]:
    """How likely one name was put in the place of another: one gap, or the same words round both."""
    together, close = same_gap(pair), beside(pair)

    def score(left: Name, right: Name) -> float:
        if not (left.sure and right.sure) or (
            set(left.keys) & set(right.keys) and len(left.keys) != len(right.keys)
        ):
            return 0.0
        before, after = neighbours(pair.left, left.at, left.stop)
        others = neighbours(pair.right, right.at, right.stop)
        # Two beginnings, or two ends, are the same context as two equal words.
        context = (before == others[0]) + (after == others[1])
        gap = any(together(i, j) for i in range(left.at, left.stop) for j in range(right.at, right.stop))
        alone = gap and _alone_in_gap(pair, left, right)
        if not (context == 2 or (context and alone)):
            return 0.0
        if told_otherwise(left.keys, right.keys):
            return 0.0
        named_again = any(
            kinship(left, other) is not Kinship.OTHER for other in rights if other is not right
        ) or any(kinship(other, right) is not Kinship.OTHER for other in lefts if other is not left)
        return 0.0 if named_again and not (context == 2 and gap) else close(left.at, right.at) + context

    return score


def _renamed(pair: Pair) -> Callable[[Name, Name], float]:
    """How likely a name of several words had some of them put otherwise: "Erran International Airport"."""
    close = beside(pair)

    def score(left: Name, right: Name) -> float:
        shared = set(left.keys) & set(right.keys)
        mine, its = (
            [key for key in left.keys if key not in shared],
            [key for key in right.keys if key not in shared],
        )
        if not shared or not mine or not its or set(mine + its) <= BODIES:
            return 0.0
        if told_otherwise(left.keys, right.keys):
            return 0.0
        person = left.keys[0] == right.keys[0] and len(left.keys) == len(right.keys) == 2
        known = person or all(lexicon.is_known(key) for key in (*mine, *its))
        return close(left.at, right.at) if known and not interchangeable(mine, its) else 0.0

    return score


def _rename(view: View, left: Name, right: Name) -> Change:
    here, there = left.span.of(view.left.text), right.span.of(view.right.text)
    mine = [key for key in left.keys if key not in right.keys]
    its = [key for key in right.keys if key not in left.keys]
    if len(mine) == len(its) and any(lexicon.relations(one, other) for one in mine for other in its):
        why = f"the words of the name “{here}” were put otherwise: “{there}”"
        return _change("form", Severity.NUANCE, 0.55, why, left.span, right.span)
    return _change(
        "swap", Severity.MEANING, 0.6, f"“{here}” became “{there}”: another name", left.span, right.span
    )


def _alone_in_gap(pair: Pair, left: Name, right: Name) -> bool:
    """Whether the stretch that differs is hardly more than the two names."""
    for hunk in pair.hunks:
        if left.at in hunk.left and right.at in hunk.right:
            spare = len(hunk.left) - (left.stop - left.at), len(hunk.right) - (right.stop - right.at)
            return max(spare) <= 2
    return False


def _swap(view: View, left: Name, right: Name) -> Change:
    here, there = left.span.of(view.left.text), right.span.of(view.right.text)
    why = f"“{here}” became “{there}”: another name"
    return _change("swap", Severity.MEANING, 0.75, why, left.span, right.span)


def _words_exchanged(
    pair: Pair, starts: tuple[Sequence[int], Sequence[int]], claimed: Sequence[Span]
) -> Iterator[Change]:
    """One capital word of a name put for another between kept words: "Harbour Bank", "Harbour Trust".

    Names of unlike length are not held against each other; a word in its place needs no such reading.
    """
    opening = openings(pair.left, starts[0]), openings(pair.right, starts[1])
    loud = headlines(pair.left, starts[0]), headlines(pair.right, starts[1])
    kept = {at for edit in pair.edits if edit.op is Op.KEEP for at in edit.left}
    for edit in pair.edits:
        i, j = edit.left.start, edit.right.start
        if (
            edit.op is not Op.REPLACE
            or len(edit.left) != 1
            or len(edit.right) != 1
            or not {i - 1, i + 1} <= kept
        ):
            continue
        if i in opening[0] or j in opening[1] or loud[0][i] or loud[1][j]:
            continue
        one, other = pair.left[i], pair.right[j]
        if any(span.overlaps(other.span) for span in claimed) or not is_other_word(one, other):
            continue
        why = f"“{one.text}” became “{other.text}” in a name: another name"
        yield _change("swap", Severity.MEANING, 0.7, why, one.span, other.span)


def _thinned(pair: Pair, known: tuple[_Known, _Known]) -> Iterator[Change]:
    """A body told with a word less within, which the other text never calls so."""
    for here, there in thinnings(pair.edits, pair.left, pair.right):
        left, right = pair.left_span(here), pair.right_span(there)
        one, other = (
            " ".join(words[at].text for at in run) for words, run in ((pair.left, here), (pair.right, there))
        )
        lost = sorted(set(one.casefold().split()) ^ set(other.casefold().split()))
        if all(set(lost) & side.parts for side in known):
            continue
        yield _change("swap", Severity.MEANING, 0.65, f"“{one}” and “{other}” are two bodies", left, right)


def _is_lost(name: Name, other: _Known) -> bool:
    """Whether nothing of the name, nor anything that could stand for it, is in the other document."""
    if not name.sure or all(len(key) < 2 for key in name.keys) or is_shorthand(name.keys):
        return False
    telling = [key for key in name.keys if len(key) > 1 and key not in MONTH_SHORT]
    if not telling:
        return False
    if any(key in other.words for key in telling) or (len(telling) == 1 and telling[0] in other.initials):
        return False
    return not any(
        kinship(name, found) is not Kinship.OTHER or same_seat(name.joined, found.joined)
        for found in other.names
    )


def _lone(side: Side, name: Name, what: str) -> Change:
    why = f"“{name.span.of(side.text)}” stands nowhere in the {'right' if what == 'dropped' else 'left'} text"
    here, there = (name.span, None) if what == "dropped" else (None, name.span)
    return _change(what, Severity.NUANCE, _LONE_NAME if len(name.keys) > 1 else _LONE_WORD, why, here, there)


def _change(
    what: str, severity: Severity, confidence: float, why: str, left: Span | None, right: Span | None
) -> Change:
    return Change(
        kind=f"name.{what}", severity=severity, confidence=confidence, why=why, left=left, right=right
    )


_LONE_NAME, _LONE_WORD = 0.85, 0.65
"""Confidence in a name, or one of a single word, of one side alone: 20 of 21 and 11 of 16 were marked."""
