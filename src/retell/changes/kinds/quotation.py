"""Words inside quotation marks.

A quotation promises the words that were spoken. It is matched to its source over the whole of both
versions, however it moved, and compared word by word: other words are never harmless, because the speaker
did not say them; another comma, a contraction spelt out or a British spelling is form. Also named: words
cut or put in, quotations run into one, words taken into or out of the marks, and marks put round words
that nobody was quoted with. A quotation kept to the letter is never reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from retell.changes.model import Change, Severity
from retell.changes.readings.speech.cues import Attribution
from retell.changes.readings.speech.quoted import Match, Matching, matching, words
from retell.changes.readings.speech.retold import (
    CONDITIONS,
    NEGATIONS,
    Difference,
    Retold,
    form_only,
    is_grave,
    mends_slip,
    retold,
    span,
)
from retell.changes.readings.speech.speakers import speakers
from retell.changes.readings.speech.unmarked import linked_sentences, stems, stretch
from retell.changes.view import Side, View
from retell.text.english import FUNCTION_WORDS
from retell.text.quotations import Quotation
from retell.text.spans import Span
from retell.text.tokens import Token, tokens
from retell.values import dataclass

NAME = "quotation"
_WEIGHTY = NEGATIONS | CONDITIONS
"""Words whose loss from a quotation turns it."""


_ELLIPSES = ("…", "...", ". . .", "[...]", "(...)")


_OPENING_WORDS = frozenset(
    "and but so well look yes no listen because now then oh you know see right okay ok".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    """One matched quotation under comparison: the two texts, the marks, the words and the speaker."""

    texts: tuple[str, str]
    match: Match
    retold: Retold
    whose: str


def find(view: View) -> Iterator[Change]:
    """What became of every quotation of either side."""
    texts = view.left.text, view.right.text
    whose = _owners(view.left)
    found = matching(view)
    for match in found.matches:
        if _verbatim(texts, match):
            continue
        heard = _Heard(
            texts=texts,
            match=match,
            retold=retold(texts, match.left, match.right),
            whose=whose.get(match.left[0].outer, "inside quotation marks"),
        )
        yield from _compared(heard)
    yield from _unquoted(view, found)
    yield from _newly_quoted(view, found)


def _owners(side: Side) -> dict[Span, str]:
    """Who is quoted, for the reason: "inside a quotation of Hill's"."""
    said = speakers(side.text, side.sentences, side.quotations)
    return {
        quotation.outer: f"inside a quotation of {name}’s"
        for quotation, attribution in zip(side.quotations, said, strict=True)
        if attribution and (name := _surname(side.text, attribution))
    }


def _surname(text: str, attribution: Attribution) -> str | None:
    if attribution.speaker is None:
        return None
    names = [
        token.span
        for token in tokens(text, attribution.speaker)
        if token.is_capitalised and len(token.text) > 2 and token.text.lower() not in FUNCTION_WORDS
    ]
    if not names:
        return None
    before = text[attribution.speaker.start : names[-1].end].split()
    return before[-1].lstrip("“‘\"'([")  # of a name with hyphens all of it


def _verbatim(texts: tuple[str, str], match: Match) -> bool:
    said = [
        " ".join(" ".join(one.inner.of(text).split()) for one in side)
        for text, side in zip(texts, (match.left, match.right), strict=True)
    ]
    return said[0] == said[1]


def _compared(heard: _Heard) -> Iterator[Change]:
    claimed: list[tuple[Span | None, Span | None]] = []
    for one in heard.retold.differences:
        change = _named(heard, one)
        claimed.append(_places(heard, one))
        if change:
            yield change
    for places in form_only(heard.texts, heard.match.left, heard.match.right):
        if not any(_meet(places, other) for other in claimed):
            why = f"the same words, printed otherwise, {heard.whose}"
            yield _change("form", Severity.HARMLESS, places, why)
    yield from _joined(heard)


def _places(heard: _Heard, one: Difference) -> tuple[Span | None, Span | None]:
    return span(one.left, heard.texts[0]), span(one.right, heard.texts[1])


def _meet(one: tuple[Span | None, Span | None], other: tuple[Span | None, Span | None]) -> bool:
    return any(a is not None and b is not None and a.overlaps(b) for a, b in zip(one, other, strict=True))


def _change(
    subkind: str,
    severity: Severity,
    places: tuple[Span | None, Span | None],
    why: str,
    confidence: float = 0.9,
) -> Change:
    return Change(
        kind=f"quotation.{subkind}",
        severity=severity,
        confidence=confidence,
        why=why,
        left=places[0],
        right=places[1],
    )


def _named(heard: _Heard, one: Difference) -> Change | None:
    """The change a difference amounts to; None where a whole sentence is left out or put in."""
    places = _places(heard, one)
    if one.moved:
        what = f"“{_print(heard, one, 0)}” was moved {heard.whose}"
        return _change("wording", Severity.NUANCE, places, what, 0.7)
    if _bracketed(heard.texts[1], places[1]) or _bracketed(heard.texts[0], places[0]):
        return _change(
            "form", Severity.HARMLESS, places, "words in square brackets are marked as the editor’s"
        )
    if mends_slip(one, heard.retold.left):
        return _change("form", Severity.HARMLESS, places, f"a slip of grammar was mended {heard.whose}", 0.7)
    if not one.left or not one.right:
        return _one_sided(heard, one, places)
    return _wording(heard, one, places)


def _wording(heard: _Heard, one: Difference, places: tuple[Span | None, Span | None]) -> Change:
    before, after = _print(heard, one, 0), _print(heard, one, 1)
    if not one.right:
        what = f"“{before}” was left out {heard.whose}"
    elif not one.left:
        what = f"“{after}” was put in {heard.whose}"
    else:
        what = f"“{before}” became “{after}” {heard.whose}"
    grave = is_grave(one, heard.texts)
    if grave:
        return _change("wording", Severity.MEANING, places, f"{what}: {grave}", 0.75)
    return _change("wording", Severity.NUANCE, places, what)


def _print(heard: _Heard, one: Difference, side: int) -> str:
    place = _places(heard, one)[side]
    return " ".join(place.of(heard.texts[side]).split()) if place else ""


def _bracketed(text: str, place: Span | None) -> bool:
    if place is None:
        return False
    opening, closing = text.rfind("[", 0, place.start), text.find("]", place.end)
    return (
        opening >= 0
        and closing >= 0
        and place.start - opening < 60
        and closing - place.end < 60
        and "]" not in text[opening : place.start]
        and "[" not in text[place.end : closing]
    )


def _one_sided(heard: _Heard, one: Difference, places: tuple[Span | None, Span | None]) -> Change | None:
    """Words inside the marks of one version only: at an end a cut or a shifted mark, within it a wording."""
    number = 0 if one.left else 1
    run, whole = (one.left, heard.retold.left) if one.left else (one.right, heard.retold.right)
    at_start, at_end = run[0] is whole[0], run[-1] is whole[-1]
    place = places[number]
    assert place is not None
    if not (at_start or at_end):
        return _interior(heard, one, places)
    if _is_sentences(heard.texts[number], place, at_start=at_start, at_end=at_end):
        return None
    if number == 0 and at_start and all(token.text in _OPENING_WORDS for token in run):
        return _change(
            "cut", Severity.HARMLESS, places, f"the quotation begins after “{_print(heard, one, 0)}”"
        )
    if _stands_outside(heard, run, 1 - number):
        severity = Severity.HARMLESS if number == 0 else Severity.NUANCE
        way = "out of" if number == 0 else "into"
        return _change(
            "boundary", severity, places, f"“{_print(heard, one, number)}” was taken {way} the marks", 0.7
        )
    if number == 1:
        return _wording(heard, one, places)
    return _trimmed(heard, one, places, at_start=at_start)


def _trimmed(
    heard: _Heard, one: Difference, places: tuple[Span | None, Span | None], *, at_start: bool
) -> Change | None:
    """Words cut at the start or end: harmless where a fragment is quoted or dots tell of the cut."""
    why = f"“{_print(heard, one, 0)}” was cut {heard.whose}"
    denies = any(token.text in NEGATIONS for token in one.left)
    weighty = denies or any(token.text in CONDITIONS for token in one.left)
    inner = heard.match.right[0 if at_start else -1].inner.of(heard.texts[1])
    fragment = _is_fragment(inner)
    marked = inner.startswith(_ELLIPSES) if at_start else inner.rstrip(",. ").endswith(("…", ".."))
    source = heard.match.left[0 if at_start else -1].inner.of(heard.texts[0])
    # A fragment of a fragment is no choice of what to quote: the same few words came without one of them.
    shortened = source[0].islower() and any(token.text not in FUNCTION_WORDS for token in one.left)
    chosen = fragment and not shortened
    if (marked and not denies) or ((chosen or inner.endswith(_ELLIPSES)) and not weighty):
        return _change("cut", Severity.HARMLESS, places, why, 0.7)
    return _change("cut", Severity.NUANCE, places, why, 0.7)


def _is_fragment(inner: str) -> bool:
    """Whether some quoted words are no sentence by their print."""
    return inner[0].islower() or inner[-1] not in ".!?,"


def _interior(heard: _Heard, one: Difference, places: tuple[Span | None, Span | None]) -> Change:
    if len(one.left) < 3 or one.right:
        return _wording(heard, one, places)
    why = f"“{_print(heard, one, 0)}” was cut {heard.whose}"
    weighty = any(token.text in _WEIGHTY for token in one.left)
    at = next(i for i, token in enumerate(heard.retold.left) if token is one.left[0])
    if _dots_follow(heard, at):
        severity = Severity.NUANCE if weighty else Severity.HARMLESS
        return _change("cut", severity, places, f"{why}, with dots", 0.8)
    grave = is_grave(one, heard.texts)
    return _change(
        "cut", Severity.MEANING if grave else Severity.NUANCE, places, f"{why}, without dots", 0.85
    )


def _dots_follow(heard: _Heard, at: int) -> bool:
    """Whether dots, or the end of a quotation, stand on the right where words of the left were cut."""
    before = heard.retold.left[at - 1].text
    text = heard.texts[1]
    return any(
        text[token.span.end : token.span.end + 8].lstrip(" ,[(").startswith(("…", "..", ". .", "—", "”", '"'))
        for token in heard.retold.right
        if token.text == before
    )


def _is_sentences(text: str, place: Span, *, at_start: bool, at_end: bool) -> bool:
    """Whether the words are whole sentences at an end of the quotation."""
    before = text[max(0, place.start - 6) : place.start].rstrip(" \n“”\"‘’'«»")
    after = text[place.end : place.end + 3].lstrip("”\"’'»")
    if at_start:
        return after[:1] in (".", "!", "?", "…") or "”" in text[place.end : place.end + 3]
    return at_end and (before[-1:] in (".", "!", "?", "…") or not before)


def _stands_outside(heard: _Heard, run: Sequence[Token], side: int) -> bool:
    """Whether the words stand beside the marks of the other version, outside them."""
    marks = (heard.match.left, heard.match.right)[side]
    text = heard.texts[side]
    around = [
        Span(start=max(0, marks[0].outer.start - 160), end=marks[0].outer.start),
        Span(start=marks[-1].outer.end, end=min(len(text), marks[-1].outer.end + 160)),
    ]
    near = {lemma for place in around for token in words(text, place) for lemma in stems(token.text)}
    telling = [token.text for token in run if token.text not in FUNCTION_WORDS]
    if not telling:
        return False
    return sum(bool(near & set(stems(key))) for key in telling) >= 0.75 * len(telling)


def _joined(heard: _Heard) -> Iterator[Change]:
    """Separate utterances run into one pair of marks."""
    if len(heard.match.left) < 2 or len(heard.match.right) != 1:
        return
    text = heard.texts[0]
    for one, other in zip(heard.match.left, heard.match.left[1:], strict=False):
        between = text[one.outer.end : other.outer.start]
        said_between = len(between.split()) > 12 or any(mark in between for mark in '“"«„')
        if not said_between:
            continue
        last = words(text, one.inner)[-1:]
        place = next((t.span for t in heard.retold.right if last and t.text == last[0].text), None)
        if place and heard.texts[1][place.end : place.end + 6].strip().startswith(_ELLIPSES):
            continue
        why = f"two separate statements were run together {heard.whose}"
        yield _change("joined", Severity.NUANCE, (last[0].span if last else None, place), why, 0.7)


def _unquoted(view: View, found: Matching) -> Iterator[Change]:
    """Quotations of the left whose words stand on the right without marks."""
    for quotation in found.only_left:
        said = [token.text for token in words(view.left.text, quotation.inner)]
        place = stretch(view, quotation, said, side=0)
        if place is None:
            if _is_rest(view, quotation, found):
                yield _rest_cut(view, quotation, said)
            continue
        marks = Span(start=quotation.outer.start, end=quotation.inner.start)
        short = len(said) <= 3
        why = (
            "the marks round these words are gone" if short else "a quotation was turned into reported speech"
        )
        yield _change("marks" if short else "dropped", Severity.HARMLESS, (marks, None), why, 0.7)


def _is_rest(view: View, quotation: Quotation, found: Matching) -> bool:
    """Whether a quotation goes on with one that was kept: "We can pay," he said, "but not before June."."""
    text = view.left.text
    kept = [one for match in found.matches for one in match.left if one.outer.end <= quotation.outer.start]
    if not kept or not text[quotation.inner.start].islower():
        return False
    between = text[kept[-1].outer.end : quotation.outer.start]
    return len(between.split()) <= _BREATH and not any(mark in between for mark in ".!?\n")


_BREATH = 12
"""Words between two parts of one quotation: who said it."""


def _rest_cut(view: View, quotation: Quotation, said: Sequence[str]) -> Change:
    """The rest of a quotation left out; a condition or denial cut off turns what was kept."""
    weighty = any(word in _WEIGHTY for word in said)
    why = f"“{' '.join(quotation.inner.of(view.left.text).split())}” was cut from the end of a quotation"
    return _change(
        "cut", Severity.MEANING if weighty else Severity.NUANCE, (quotation.inner, None), why, 0.75
    )


def _newly_quoted(view: View, found: Matching) -> Iterator[Change]:
    """Quotations of the right that the left does not have as quotations."""
    quoted = [
        Counter(token.text for token in words(view.left.text, one.inner)) for one in view.left.quotations
    ]
    for quotation in found.only_right:
        said = [token.text for token in words(view.right.text, quotation.inner)]
        if not said or _quoted_elsewhere(said, quoted) or _is_title(view.right.text, quotation):
            continue
        printed = " ".join(quotation.inner.of(view.right.text).split())
        shown = printed if len(printed) < 60 else printed[:57] + "…"
        place = stretch(view, quotation, said, side=1)
        if place is not None:
            why = f"“{shown}” is put in quotation marks, which the words did not have"
            yield _change("marks", Severity.NUANCE, (place, quotation.outer), why, 0.7)
        else:
            why = f"“{shown}” is quoted, and the other version has no such words"
            sure = 0.7 if linked_sentences(view, quotation, 1) else 0.5
            yield _change("invented", Severity.MEANING, (None, quotation.outer), why, sure)


def _quoted_elsewhere(said: Sequence[str], quoted: Sequence[Counter[str]]) -> bool:
    """Whether a quotation of the other version holds nearly all of these words."""
    held = Counter(said)
    return any((held & other).total() >= 0.8 * held.total() for other in quoted)


def _is_title(text: str, quotation: Quotation) -> bool:
    """Whether the marks hold the title of a work: every word that counts has a capital."""
    telling = [
        token for token in tokens(text, quotation.inner) if token.is_word and token.key not in FUNCTION_WORDS
    ]
    return bool(telling) and all(not token.text[0].islower() for token in telling) and len(telling) <= 8
