"""What was done to the words of a link: an exact script of edits, and the hunks they fall into.

The script is over tokens. Its backbone is a longest common subsequence of the words as written
(rapidfuzz, bit-parallel after Hyyrö 2004), taken over folded keys so that "The" can stand beside "the";
a stretch removed in one place and inserted in another is a move; what was reworded inside a moved clause is
replaced there, not removed here and inserted there. Words alike in key but not in letters are a replacement,
so that the script applied to the left gives the right exactly.

An LCS is minimal in tokens, not to a reader: rewriting leaves stray "of" and "the" in place by accident.
Hunks absorb such islands, and are what the finders of changes read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise

from rapidfuzz.distance import Indel

from retell.settings import EditSettings
from retell.text.english import FUNCTION_WORDS
from retell.text.tokens import Token
from retell.values import dataclass


class Op(StrEnum):
    """What happened to a run of tokens."""

    KEEP = "keep"
    INSERT = "insert"
    REMOVE = "remove"
    REPLACE = "replace"
    MOVE = "move"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One step of the script, by token indices within the link; an insertion has an empty left."""

    op: Op
    left: range
    right: range


@dataclass(frozen=True, slots=True, kw_only=True)
class Hunk:
    """A stretch where the two sides differ, as a reader would mark it; either side may be empty, not both.

    `moved` tells that all of its words stand, unchanged, elsewhere in the other sentence.
    """

    left: range
    right: range
    moved: bool = False


def edits(left: Sequence[Token], right: Sequence[Token], settings: EditSettings) -> tuple[Edit, ...]:
    """The script that turns the left tokens into the right ones, in the order of the right."""
    script = list(_backbone(left, right))
    script = _with_moves(script, left, right, settings)
    script = _rejoined(script, left, right, settings)
    return tuple(sorted(script, key=lambda edit: (edit.right.start, edit.left.start, edit.op)))


def applied(script: Sequence[Edit], left: Sequence[Token], right: Sequence[Token]) -> list[str]:
    """The words the script makes of the left: kept and moved ones from the left, the others as it says."""
    words: list[str] = []
    for edit in script:
        if edit.op in (Op.KEEP, Op.MOVE):
            words += [left[index].text for index in edit.left]
        else:
            words += [right[index].text for index in edit.right]
    return words


def hunks(script: Sequence[Edit], left: Sequence[Token]) -> tuple[Hunk, ...]:
    """The differing stretches of a script, islands of kept function words absorbed, in order."""
    moved = [
        hunk
        for edit in script
        if edit.op is Op.MOVE
        for hunk in (
            Hunk(left=edit.left, right=range(edit.right.start, edit.right.start), moved=True),
            Hunk(left=range(edit.left.start, edit.left.start), right=edit.right, moved=True),
        )
    ]
    course = sorted(
        (edit for edit in script if edit.op is not Op.MOVE),
        key=lambda edit: (edit.left.start, edit.right.start),
    )
    found: list[Hunk] = []
    island: Edit | None = None
    for edit in course:
        if edit.op is Op.KEEP:
            island = edit
            continue
        last = found[-1] if found else None
        if last and _bridges(last, edit, island, left):
            found[-1] = Hunk(
                left=range(last.left.start, max(last.left.stop, edit.left.stop)),
                right=range(last.right.start, max(last.right.stop, edit.right.stop)),
            )
        else:
            found.append(Hunk(left=edit.left, right=edit.right))
        island = None
    return tuple(sorted(found + moved, key=lambda hunk: (hunk.left.start, hunk.right.start)))


def _backbone(left: Sequence[Token], right: Sequence[Token]) -> Iterator[Edit]:
    """Keep, insert, remove and replace, from a longest common subsequence of keys."""
    keys = [token.key for token in left], [token.key for token in right]
    texts = [token.text for token in left], [token.text for token in right]
    pending: list[tuple[int, int, int, int]] = []
    for code in Indel.opcodes(*keys):
        i1, i2, j1, j2 = code.src_start, code.src_end, code.dest_start, code.dest_end
        if code.tag != "equal":
            pending.append((i1, i2, j1, j2))
            continue
        yield from _closed(pending)
        pending = []
        if texts[0][i1:i2] == texts[1][j1:j2]:
            yield Edit(op=Op.KEEP, left=range(i1, i2), right=range(j1, j2))
        else:
            yield from _same_keys(*texts, i1, j1, i2 - i1)
    yield from _closed(pending)


def _closed(pending: list[tuple[int, int, int, int]]) -> Iterator[Edit]:
    if not pending:
        return
    left = range(pending[0][0], pending[-1][1])
    right = range(pending[0][2], pending[-1][3])
    op = Op.REPLACE if left and right else Op.REMOVE if left else Op.INSERT
    yield Edit(op=op, left=left, right=right)


def _same_keys(left: Sequence[str], right: Sequence[str], i: int, j: int, count: int) -> Iterator[Edit]:
    """A run of equal keys, cut where the letters differ after all (case, apostrophes, width)."""
    begin = 0
    for at in range(count + 1):
        here = at < count and left[i + at] == right[j + at]
        if here:
            continue
        if at > begin:
            yield Edit(op=Op.KEEP, left=range(i + begin, i + at), right=range(j + begin, j + at))
        if at < count:
            yield Edit(op=Op.REPLACE, left=range(i + at, i + at + 1), right=range(j + at, j + at + 1))
        begin = at + 1


def _with_moves(
    script: list[Edit], left: Sequence[Token], right: Sequence[Token], settings: EditSettings
) -> list[Edit]:
    """Words removed here and inserted there become a move, longest first."""
    places: dict[str, list[int]] = {}
    for at, token in enumerate(right):
        places.setdefault(token.text, []).append(at)
    while True:
        best = _longest_move(script, (left, right), places, settings)
        if best is None:
            return script
        gone, come, i, j, length = best
        source, target = script[gone], script[come]
        rest = [edit for at, edit in enumerate(script) if at not in (gone, come)]
        rest.append(Edit(op=Op.MOVE, left=range(i, i + length), right=range(j, j + length)))
        rest += _without_left(source, i, i + length)
        rest += _without_right(target, j, j + length)
        script = rest


def _longest_move(
    script: list[Edit],
    sides: tuple[Sequence[Token], Sequence[Token]],
    places: Mapping[str, Sequence[int]],
    settings: EditSettings,
) -> tuple[int, int, int, int, int] | None:
    best: tuple[int, int, int, int, int] | None = None
    for gone, source in enumerate(script):
        if source.op not in (Op.REMOVE, Op.REPLACE):
            continue
        if places.keys().isdisjoint([sides[0][i].text for i in source.left]):
            continue
        for come, target in enumerate(script):
            if come == gone or target.op not in (Op.INSERT, Op.REPLACE):
                continue
            for i, j, length in _common_runs(sides, places, source.left, target.right):
                if (best is None or length > best[4]) and _worth_moving(sides[0][i : i + length], settings):
                    best = (gone, come, i, j, length)
    return best


def _common_runs(
    sides: tuple[Sequence[Token], Sequence[Token]], places: Mapping[str, Sequence[int]], at: range, to: range
) -> Iterator[tuple[int, int, int]]:
    """Every run that both stretches have, with its length; `places` tells where the right has each word."""
    left, right = sides
    for i in at:
        for j in places.get(left[i].text, ()):
            if j not in to:
                continue
            most = min(at.stop - i, to.stop - j)
            length = 1
            while length < most and left[i + length].text == right[j + length].text:
                length += 1
            yield i, j, length


def _worth_moving(run: Sequence[Token], settings: EditSettings) -> bool:
    """Whether a run carries content: words at both ends, and at least one that is not grammar."""
    if not run[0].is_word or not run[-1].is_word:
        return False
    content = sum(token.is_word and token.key not in FUNCTION_WORDS for token in run)
    return content >= settings.move_content_words


def _rejoined(
    script: list[Edit], left: Sequence[Token], right: Sequence[Token], settings: EditSettings
) -> list[Edit]:
    """What stands between two moved runs, or beside one in other letters, as replaced where it went."""
    moves = sorted((edit for edit in script if edit.op is Op.MOVE), key=lambda edit: edit.left.start)
    wanted = [
        (range(one.left.stop, other.left.start), range(one.right.stop, other.right.start))
        for one, other in pairwise(moves)
    ]
    wanted = [gap for gap in wanted if all(0 < len(side) <= settings.moved_gap for side in gap)]
    for move in moves:
        for i, j in ((move.left.start - 1, move.right.start - 1), (move.left.stop, move.right.stop)):
            if 0 <= i < len(left) and 0 <= j < len(right) and left[i].key == right[j].key:
                wanted.append((range(i, i + 1), range(j, j + 1)))
    for gap in wanted:
        script = _replaced_there(script, *gap)
    return script


def _replaced_there(script: list[Edit], here: range, there: range) -> list[Edit]:
    """The script with one stretch for another, where both are changed as it is, and not already together."""
    source = next((e for e in script if e.op in (Op.REMOVE, Op.REPLACE) and _holds(e.left, here)), None)
    target = next((e for e in script if e.op in (Op.INSERT, Op.REPLACE) and _holds(e.right, there)), None)
    if source is None or target is None or source is target:
        return script
    rest = [edit for edit in script if edit is not source and edit is not target]
    rest.append(Edit(op=Op.REPLACE, left=here, right=there))
    rest += _without_left(source, here.start, here.stop)
    return rest + _without_right(target, there.start, there.stop)


def _holds(whole: range, part: range) -> bool:
    return whole.start <= part.start and part.stop <= whole.stop


def _without_left(edit: Edit, start: int, stop: int) -> list[Edit]:
    """`edit` without the left tokens start..stop; its right side stays with the larger rest."""
    before, after = range(edit.left.start, start), range(stop, edit.left.stop)
    here = after if len(after) > len(before) else before
    other = before if here is after else after
    made = [_made(here, edit.right)] if here or edit.right else []
    return made + ([_made(other, range(edit.right.stop, edit.right.stop))] if other else [])


def _without_right(edit: Edit, start: int, stop: int) -> list[Edit]:
    before, after = range(edit.right.start, start), range(stop, edit.right.stop)
    here = after if len(after) > len(before) else before
    other = before if here is after else after
    made = [_made(edit.left, here)] if here or edit.left else []
    return made + ([_made(range(edit.left.stop, edit.left.stop), other)] if other else [])


def _made(left: range, right: range) -> Edit:
    op = Op.REPLACE if left and right else Op.REMOVE if left else Op.INSERT
    return Edit(op=op, left=left, right=right)


def _bridges(last: Hunk, edit: Edit, island: Edit | None, left: Sequence[Token]) -> bool:
    """Whether `edit` continues `last`: nothing between them, or one kept function word."""
    if island is None:
        return last.left.stop == edit.left.start and last.right.stop == edit.right.start
    if island.left.start != last.left.stop or island.left.stop != edit.left.start:
        return False
    kept = [left[index] for index in island.left]
    one_sided = not (last.left or edit.left) or not (last.right or edit.right)
    return len(kept) == 1 and kept[0].key in FUNCTION_WORDS and not one_sided
