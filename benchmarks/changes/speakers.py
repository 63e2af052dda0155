"""Who said a quotation, against PolNeAR; and quotations altered or given to another in its texts.

`python -m benchmarks.changes.speakers DATA [dev|test] [--wrong N]`, DATA a folder that holds
polnear-train.tar.xz. A quotation of three words or more counts where a marked attribution's content covers
half of it. It is right where the speaker found shares a character with the marked source, and right by name
where it is that, or shares a name with it ("Trump" carried on from an earlier sentence).

Planted: a content word of a quotation replaced; the whole marked source, where it is a name that stands
outside quotation marks, put for another speaker of the same text. Untouched are the quotations
of the same text with nothing planted within 300 characters; a finding of quotation or attribution about one,
or within 80 characters of it, is a false alarm.
"""

from __future__ import annotations

import argparse
import random
import re
import tarfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.changes.operations import quoted_words
from benchmarks.changes.texts import part_of

from retell.changes.model import Change, Severity
from retell.changes.readings.speech.speakers import speakers
from retell.document.model import Document
from retell.document.segment import segmented
from retell.settings import Settings
from retell.text.english import FUNCTION_WORDS
from retell.text.quotations import Quotation, quotations
from retell.text.spans import Span
from retell.tracing import compare

SEEDS = {"dev": 5, "test": 71}
LEAST_WORDS = 3
_PERSON = re.compile(r"(?:(?:Mr|Ms|Mrs|Dr|Sen|Gov|Rep)\.? )?[A-Z][a-zé’'-]+(?: [A-Z][a-zé’'.-]+){0,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One attribution marked by hand: the spans of its source and of its content."""

    sources: tuple[Span, ...]
    contents: tuple[Span, ...]

    def covers(self, span: Span) -> bool:
        """Whether its content makes up half of a span."""
        return 2 * sum(_shared(span, content) for content in self.contents) >= len(span) > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text of PolNeAR with its attributions."""

    id: str
    text: str
    marked: tuple[Marked, ...]


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def articles(path: Path) -> Iterator[Article]:
    """The articles of the corpus whose text is there, with the attributions of its brat files."""
    with tarfile.open(path, "r:xz") as archive:
        files = {}
        for member in archive.getmembers():
            if file := archive.extractfile(member) if member.isfile() else None:
                files[Path(member.name).name] = file.read().decode("utf-8")
    texts = {Path(name).stem: text for name, text in files.items() if name.endswith(".txt")}
    for name in sorted(name for name in files if name.endswith(".ann")):
        id = Path(name).stem.rpartition("_")[0]
        if id in texts:
            yield Article(id=id, text=texts.pop(id), marked=tuple(_marked(files[name])))


def _marked(annotations: str) -> Iterator[Marked]:
    spans: dict[str, tuple[Span, ...]] = {}
    events = []
    for line in annotations.splitlines():
        head, _, rest = line.partition("\t")
        if head.startswith("T"):
            places = rest.partition("\t")[0].partition(" ")[2].split(";")
            ends = [place.split() for place in places]
            spans[head] = tuple(Span(start=int(each[0]), end=int(each[1])) for each in ends if len(each) == 2)
        elif head.startswith("E"):
            events.append(rest.split())
    for event in events:
        parts: dict[str, list[Span]] = {"Source": [], "Content": []}
        for role, _, target in (part.partition(":") for part in event):
            parts.setdefault(role.rstrip("0123456789"), []).extend(spans.get(target, ()))
        if parts["Source"] and parts["Content"]:
            yield Marked(sources=tuple(parts["Source"]), contents=tuple(parts["Content"]))


def judged(article: Article) -> Iterator[tuple[Quotation, Marked, Span | None]]:
    """The quotations with a marked source: that, and the speaker found."""
    document = Document(id=article.id, text=article.text)
    found = quotations(article.text)
    said = speakers(article.text, segmented(document), found)
    for quotation, attribution in zip(found, said, strict=True):
        if quotation.depth or len(quotation.inner.of(article.text).split()) < LEAST_WORDS:
            continue
        over = [each for each in article.marked if each.covers(quotation.inner)]
        if over:
            inmost = min(over, key=lambda each: sum(map(len, each.contents)))
            yield quotation, inmost, attribution.speaker if attribution else None


def right(article: Article, marked: Marked, speaker: Span | None) -> tuple[bool, bool]:
    """Whether the speaker is the marked source: in place, and by name."""
    if speaker is None:
        return False, False
    in_place = any(speaker.overlaps(source) for source in marked.sources)
    names = [
        set(re.findall(r"[A-Z][a-z]{2,}", text))
        for text in (speaker.of(article.text), " ".join(source.of(article.text) for source in marked.sources))
    ]
    return in_place, in_place or bool(names[0] & names[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Plant:
    """One thing done to a text: what, the words it takes out, what it puts in."""

    what: str
    span: Span
    put: str


def plants(article: Article, chance: random.Random) -> list[Plant]:
    """Up to two quotations altered and two attributions moved, no two in the same 200 characters."""
    text = article.text
    pool = sorted(set(re.findall(r"(?<= )[a-z]{5,}(?= )", text)))
    hidden = [quotation.outer for quotation in quotations(text)]
    wanted = [
        Plant(what="altered", span=Span(start=word.start(), end=word.end()), put=chance.choice(fresh))
        for word in quoted_words(text)
        if (fresh := [other for other in pool if other[:4] != word[0][:4]])
    ]
    wanted += list(_moved(article, hidden, chance))
    chance.shuffle(wanted)
    taken: list[Plant] = []
    for plant in wanted:
        apart = all(abs(plant.span.start - other.span.start) > 200 for other in taken)
        if apart and sum(other.what == plant.what for other in taken) < 2:
            taken.append(plant)
    return sorted(taken, key=lambda plant: plant.span)


def _moved(article: Article, hidden: Sequence[Span], chance: random.Random) -> Iterator[Plant]:
    """Named sources of quotations, each to be put for another named source of the article."""
    named = {
        source
        for each in article.marked
        for source in each.sources
        if _is_person(source.of(article.text), article.text)
        and not any(source.overlaps(span) for span in hidden)
    }
    quoting = {
        source
        for each in article.marked
        if any(content.overlaps(span) for content in each.contents for span in hidden)
        for source in each.sources
    }
    others = sorted({source.of(article.text) for source in named})
    for source in sorted(named & quoting):
        here = source.of(article.text)
        fresh = [name for name in others if not set(name.split()) & set(here.split())]
        if fresh:
            yield Plant(what="moved", span=source, put=chance.choice(fresh))


def _is_person(words: str, text: str) -> bool:
    """Whether a source is written as a name, no genitive, and its last word so inside a sentence as well."""
    lone = words.lower() in FUNCTION_WORDS or words.endswith(("'s", "’s", "s’"))
    inside = re.search(rf"[a-z,] {re.escape(words.rsplit(maxsplit=1)[-1])}\b", text)
    return bool(_PERSON.fullmatch(words) and inside) and not lone


def made(text: str, planted: Sequence[Plant]) -> str:
    """The text with what was planted."""
    for plant in reversed(planted):
        text = text[: plant.span.start] + plant.put + text[plant.span.end :]
    return text


def count(article: Article, planted: Sequence[Plant], counts: Counter[str]) -> Iterator[str]:
    """Compare and count; the lines tell what went wrong."""
    copy = made(article.text, planted)
    compared = compare(Document(id="left", text=article.text), Document(id="right", text=copy), Settings())
    found = [change for change in compared.changes if change.severity is not Severity.HARMLESS]
    for plant in planted:
        near = any(change.left and _touches(change.left, plant.span) for change in found)
        counts[plant.what] += 1
        counts[f"{plant.what}, found"] += near
        if not near:
            yield f"MISSED {plant.what}: {_shown(article.text, plant.span)} -> {plant.put}"
    for quotation in quotations(article.text):
        span = quotation.outer
        if quotation.depth or any(
            abs(plant.span.start - at) < 300 for plant in planted for at in (span.start, span.end)
        ):
            continue
        if any(span.contains(plant.span) for plant in planted):
            continue
        alarms = [change for change in found if _is_about(change, span)]
        counts["untouched"] += 1
        counts["untouched, reported"] += bool(alarms)
        for alarm in alarms:
            yield f"FALSE {alarm.kind} {_shown(article.text, alarm.left or span)} ({alarm.why})"


def _is_about(change: Change, span: Span) -> bool:
    return (
        change.family in ("quotation", "attribution")
        and change.left is not None
        and change.left.overlaps(Span(start=max(0, span.start - 80), end=span.end + 80))
    )


def _touches(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def _shown(text: str, span: Span) -> str:
    around = f"{text[max(0, span.start - 90) : span.start]}[{span.of(text)}]{text[span.end : span.end + 60]}"
    return " ".join(around.split())


def main() -> None:
    """Measure one part and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("part", choices=sorted(SEEDS), nargs="?", default="dev")
    parser.add_argument("--most", type=int, default=200, help="articles to plant in")
    parser.add_argument("--wrong", type=int, default=0)
    given = parser.parse_args()
    part = [each for each in articles(given.data / "polnear-train.tar.xz") if part_of(each.id) == given.part]
    chance, counts, wrong = random.Random(SEEDS[given.part]), Counter[str](), []
    for article in part:
        for quotation, marked, speaker in judged(article):
            in_place, by_name = right(article, marked, speaker)
            counts.update(quotations=1, in_place=in_place, by_name=by_name, named=speaker is not None)
            if not by_name:
                said = speaker.of(article.text) if speaker else "nobody"
                wrong.append(f"SPEAKER {said!r}: {_shown(article.text, quotation.outer)}")
    total = counts["quotations"]
    print(f"{given.part}: {len(part)} articles, {total} quotations with a marked source")
    for name in ("named", "in_place", "by_name"):
        print(f"{name:9} {counts[name] / total:.3f}")
    for article in part[: given.most]:
        wrong += count(article, plants(article, chance), counts)
    for what in ("altered", "moved"):
        hits = counts[f"{what}, found"]
        print(f"{what}: {hits} of {counts[what]} found, {hits / counts[what]:.3f}")
    print(
        f"untouched: {counts['untouched, reported']} of {counts['untouched']} reported, "
        f"{counts['untouched, reported'] / counts['untouched']:.3f}"
    )
    chance.shuffle(wrong)
    print("\n".join(wrong[: given.wrong]))


if __name__ == "__main__":
    main()
