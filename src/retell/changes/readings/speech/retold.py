"""How the words of one matched quotation differ: its wording hunk by hunk, and its print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import JaroWinkler

from retell.changes.edits import Op, edits, hunks
from retell.changes.readings.links.words import PARTICLES
from retell.changes.readings.naming.gazetteer import LANDS
from retell.changes.readings.speech.quoted import same_form, words
from retell.models import lexicon
from retell.models.lexicon import RelationKind
from retell.settings import EditSettings
from retell.text.quotations import Quotation
from retell.text.spans import Span
from retell.text.tokens import APOSTROPHES, Token, tokens
from retell.values import dataclass, replace

NEGATIONS = frozenset("not never no none nobody nothing neither nor nowhere without zero hardly n't".split())
CONDITIONS = frozenset(
    "if unless but only except until although though however provided almost nearly".split()
)
_MODALS = {
    **dict.fromkeys("will shall must".split(), 3),
    **dict.fromkeys("should would ought".split(), 2),
    **dict.fromkeys("can could may might maybe perhaps".split(), 1),
}
_SELVES = frozenset("i we me us my our".split())
_OTHERS = frozenset("he she they you it him her them his their your its".split())
_BE = frozenset("is are was were am be been being".split())
_NUMBER_WORDS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion
    trillion half dozen twice""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Words said on the left and what stands for them on the right; either side may be empty, not both."""

    left: tuple[Token, ...]
    right: tuple[Token, ...]
    moved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """The words of one matched quotation on both sides, and where they differ."""

    left: tuple[Token, ...]
    right: tuple[Token, ...]
    differences: tuple[Difference, ...]


def span(run: Sequence[Token], text: str) -> Span | None:
    """Where a run of words stands, a leading clitic with the word it leans on; None for no words."""
    if not run:
        return None
    start = run[0].span.start
    while start and (text[start - 1].isalpha() or (text[start] in APOSTROPHES and text[start - 1].isalpha())):
        start -= 1
    return Span(start=start, end=run[-1].span.end)


def retold(texts: tuple[str, str], left: Sequence[Quotation], right: Sequence[Quotation]) -> Retold:
    """Compare what is said between the marks of the left quotations with the right ones."""
    lefts = tuple(token for one in left for token in words(texts[0], one.inner))
    rights = _bent(tuple(token for one in right for token in words(texts[1], one.inner)), lefts)
    script = edits(lefts, rights, EditSettings())
    found = [
        Difference(
            left=tuple(lefts[edit.left.start : edit.left.stop]),
            right=tuple(rights[edit.right.start : edit.right.stop]),
            moved=True,
        )
        for edit in script
        if edit.op is Op.MOVE
    ]
    for hunk in hunks(script, lefts):
        if not hunk.moved:
            found += _split(
                lefts[hunk.left.start : hunk.left.stop], rights[hunk.right.start : hunk.right.stop]
            )
    found = _without_shifts([one for one in found if not _same(one)])
    return Retold(left=lefts, right=rights, differences=tuple(found))


def _without_shifts(found: Sequence[Difference]) -> list[Difference]:
    """The differences without a particle that only stands on the other side of its object: "handed it in"."""
    gone = [_particle(one.left) for one in found if not one.right and not one.moved]
    come = [_particle(one.right) for one in found if not one.left and not one.moved]
    shifted = {each for each in gone if each and gone.count(each) == come.count(each) == 1}
    return [
        one
        for one in found
        if one.moved or (one.left and one.right) or _particle(one.left or one.right) not in shifted
    ]


def _particle(run: Sequence[Token]) -> str:
    return run[0].text if len(run) == 1 and run[0].text in PARTICLES else ""


def _bent(rights: tuple[Token, ...], lefts: tuple[Token, ...]) -> tuple[Token, ...]:
    """The right words, each written as the left writes it where that is only another spelling."""
    known = sorted({token.text for token in lefts})
    unknown = sorted({token.text for token in rights} - set(known))
    other = {
        word: spelling
        for word in unknown
        for spelling in known
        if (word[0] == spelling[0] or "'" in word or "'" in spelling) and same_form(spelling, word)
    }
    return tuple(replace(token, text=other[token.text]) if token.text in other else token for token in rights)


def _same(one: Difference) -> bool:
    """Whether two sides say one thing though cut into words differently ("front line", "frontline")."""
    left, right = ("".join(token.text for token in side) for side in (one.left, one.right))
    if len(one.left) == len(one.right) == 1 and same_form(left, right):
        return True
    return not one.moved and left.replace("-", "") == right.replace("-", "")


def _split(left: Sequence[Token], right: Sequence[Token]) -> Iterator[Difference]:
    """A long replacement, cut after each word that stands on both sides in another form."""
    begin_left = begin_right = 0
    for i, j in _anchors(left, right):
        if i - begin_left == j - begin_right:
            yield from _trimmed(left[begin_left:i], right[begin_right:j])
            begin_left, begin_right = i, j
        yield from _trimmed(left[begin_left : i + 1], right[begin_right : j + 1])
        begin_left, begin_right = i + 1, j + 1
    yield from _trimmed(left[begin_left:], right[begin_right:])


def _trimmed(left: Sequence[Token], right: Sequence[Token]) -> Iterator[Difference]:
    """The difference without the words that both sides begin or end with."""
    while left and right and left[0].text == right[0].text:
        left, right = left[1:], right[1:]
    while left and right and left[-1].text == right[-1].text:
        left, right = left[:-1], right[:-1]
    if left or right:
        yield Difference(left=tuple(left), right=tuple(right))


def _anchors(left: Sequence[Token], right: Sequence[Token]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    begin = 0
    for i, token in enumerate(left):
        for j in range(begin, len(right)):
            if akin(token.text, right[j].text):
                found.append((i, j))
                begin = j + 1
                break
    return found


def akin(one: str, other: str) -> bool:
    """Whether two words are forms of one."""
    return (
        one == other
        or bool(set(lexicon.lemmas(one)) & set(lexicon.lemmas(other)))
        or (one in _BE and other in _BE)
        or (len(one) > 3 and one + "s" == other)
        or (len(other) > 3 and other + "s" == one)
    )


def form_only(
    texts: tuple[str, str], left: Sequence[Quotation], right: Sequence[Quotation]
) -> Iterator[tuple[Span | None, Span | None]]:
    """Where the print of matched quotations differs: every differing stretch, marks among them."""
    lefts = [token for one in left for token in tokens(texts[0], one.inner)]
    rights = [token for one in right for token in tokens(texts[1], one.inner)]
    script = edits(lefts, rights, EditSettings())
    for hunk in hunks(script, lefts):
        if hunk.moved:
            continue
        yield (
            span(lefts[hunk.left.start : hunk.left.stop], texts[0]),
            span(rights[hunk.right.start : hunk.right.stop], texts[1]),
        )


def is_grave(one: Difference, texts: tuple[str, str]) -> str | None:
    """Why a difference changes what was said: polarity, a figure, a name, a modal, an opposite; else None."""
    left, right = ([token.text for token in side] for side in (one.left, one.right))
    if sum(word in NEGATIONS for word in left) % 2 != sum(word in NEGATIONS for word in right) % 2:
        return "it turns yes into no, or no into yes"
    if left and right and _figures(one.left) != _figures(one.right):
        return "the figure is another"
    if _names_differ(one, texts):
        return "the name is another"
    if abs(max(map(_modal, left), default=0) - max(map(_modal, right), default=0)) == 2 and left and right:
        return "how sure it is differs"
    if any(_opposed(a, b) for a in left for b in right):
        return "the word is its opposite"
    if len(left) == len(right) == 1 and _other_person(left[0], right[0]):
        return "it speaks of somebody else"
    return None


def _modal(word: str) -> int:
    return _MODALS.get(word, 0)


def _figures(run: Sequence[Token]) -> list[str]:
    """The figures of a run, "one" aside, which is mostly a pronoun."""
    return [
        token.text
        for token in run
        if token.is_number or (token.text in _NUMBER_WORDS and token.text != "one")
    ]


def _names_differ(one: Difference, texts: tuple[str, str]) -> bool:
    names = [
        [token.text for token in side if _is_name(token, text)]
        for side, text in zip((one.left, one.right), texts, strict=True)
    ]
    if not names[0] or not names[1] or one.moved:
        return False
    whole = [
        " ".join(token.text for token in side).lower().replace(".", "") for side in (one.left, one.right)
    ]
    if LANDS.get(whole[0], frozenset()) & LANDS.get(whole[1], frozenset()):
        return False
    return not any(
        akin(a, b) or a[:4] == b[:4] or JaroWinkler.similarity(a, b) > 0.85
        for a in names[0]
        for b in names[1]
    )


def _is_name(token: Token, text: str) -> bool:
    """Whether the word is printed with a capital though no sentence begins with it."""
    before = text[max(0, token.span.start - 3) : token.span.start].rstrip()
    printed = token.span.of(text)
    starts = not before or before[-1] in ".!?…“\"‘'«»„:—–"
    return printed[0].isupper() and not starts and token.text != "i"


def _opposed(one: str, other: str) -> bool:
    return any(found.kind is RelationKind.ANTONYM for found in lexicon.relations(one, other))


def _other_person(one: str, other: str) -> bool:
    return (one in _SELVES and other in _OTHERS) or (one in _OTHERS and other in _SELVES)


def mends_slip(one: Difference, all_left: Sequence[Token]) -> bool:
    """Whether a slip of print is mended: an article or a plural set right; a verb is the speaker’s own."""
    if len(one.left) != 1 or len(one.right) != 1:
        return False
    before, after = one.left[0].text, one.right[0].text
    at = next(i for i, token in enumerate(all_left) if token is one.left[0])
    following = all_left[at + 1].text if at + 1 < len(all_left) else ""
    if {before, after} == {"a", "an"}:
        return True
    plural = before == after + "s" or after == before + "s"
    return plural and lexicon.usual_part(following) == "n" and lexicon.base(following) != following
