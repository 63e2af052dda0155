"""What copying does to a report: cuts, rewording, slips, mending; every rate drawn for each family."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from benchmarks.lineage.rates import Rates

from retell.models import lexicon

Paragraph = tuple[str, ...]
_WORD = re.compile(r"[A-Za-z]+")
_FIGURE = re.compile(r"\d[\d,]*\d|\d")
_CONTRACTED = re.compile(r"\b(is|are|was|were|did|does|do|has|have|had|would|could|should) not\b")
_APPOSITION = re.compile(r", (?:who|which|a|an|the|one of|including)\b[^,.;\"]{4,60},")
_QUOTED = re.compile(r"[\"“]([^\"“”]{12,})[\"”]")
_ARTICLE = re.compile(r"\b(?:the|a|an) (?=[a-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A report as an editor holds it; `slips` are the wrong words in it with the right ones."""

    title: str
    lines: tuple[str, ...] = ()
    dateline: str = ""
    paragraphs: tuple[Paragraph, ...]
    slips: tuple[tuple[str, str], ...] = field(default=())

    @property
    def text(self) -> str:
        """The page as plain text."""
        body = [" ".join(paragraph) for paragraph in self.paragraphs]
        if body:
            body[0] = self.dateline + body[0]
        return "\n\n".join([self.title, *self.lines, *body])


class Synonyms:
    """Words of one meaning, from the lexicon, by the word as written."""

    def __init__(self) -> None:
        self._members: dict[int, list[str]] = defaultdict(list)
        for lemma in lexicon.all_lemmas():
            if "_" in lemma or not lemma.isalpha():
                continue
            for entry in lexicon.entries(lemma):
                if entry.lemma == lemma and entry.count:
                    for sense in entry.senses[:3]:
                        self._members[sense.synset].append(lemma)
        self._made: dict[str, tuple[str, ...]] = {}

    def of(self, word: str) -> tuple[str, ...]:
        """What may stand for `word`, in its form; empty where nothing is known."""
        if word not in self._made:
            self._made[word] = tuple(self._search(word))
        return self._made[word]

    def _search(self, word: str) -> Sequence[str]:
        found: dict[str, None] = {}
        for entry in lexicon.entries(word):
            ending = _ending(word, entry.lemma)
            if ending is None or not entry.senses:
                continue
            for sense in entry.senses[:2]:
                found |= dict.fromkeys(_formed(lemma, ending) for lemma in self._members[sense.synset])
        return sorted(each for each in found if each != word)


def _ending(word: str, lemma: str) -> str | None:
    if word == lemma:
        return ""
    for ending in ("s", "ed", "ing"):
        if _formed(lemma, ending) == word:
            return ending
    return None


def _formed(lemma: str, ending: str) -> str:
    if ending in ("ed", "ing") and lemma.endswith("e"):
        return lemma[:-1] + ending
    return lemma + ("es" if ending == "s" and lemma.endswith(("s", "x", "ch", "sh")) else ending)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where a copy is made: chance, rates, words, and sentences that may be put in."""

    chance: random.Random
    rates: Rates
    synonyms: Synonyms
    strange: Sequence[str]


def copied(draft: Draft, desk: Desk) -> Draft:
    """A copy of `draft`: all operations, each at its rate."""
    for operation in OPERATIONS:
        draft = operation(draft, desk)
    return draft


def _each(draft: Draft, change: Callable[[str], str]) -> Draft:
    """The draft with every sentence changed."""
    done = tuple(tuple(map(change, paragraph)) for paragraph in draft.paragraphs)
    return replace(draft, paragraphs=done)


def mended(draft: Draft, desk: Desk) -> Draft:
    """Slips that an editor sees and puts right."""
    for slip in draft.slips:
        if desk.chance.random() < desk.rates.slip_mended:
            wrong, right = slip
            draft = _each(draft, lambda sentence, w=wrong, r=right: sentence.replace(w, r))  # type: ignore[misc]
            draft = replace(draft, slips=tuple(each for each in draft.slips if each != slip))
    return draft


def cut(draft: Draft, desk: Desk) -> Draft:
    """The end cut off, and sentences left out."""
    kept, rates, chance = list(draft.paragraphs), desk.rates, desk.chance
    if chance.random() < rates.copy_cut_end:
        kept = kept[: max(2, round(len(kept) * (1 - rates.cut_share * chance.uniform(0.5, 1.2))))]
    left = [tuple(each for each in part if chance.random() >= rates.sentence_cut) for part in kept]
    left = [part for part in left if part] or kept[:1]
    return replace(draft, paragraphs=tuple(left))


def headlined(draft: Draft, desk: Desk) -> Draft:
    """Another headline: words of the first sentence."""
    if desk.chance.random() >= desk.rates.copy_headline:
        return draft
    words = _WORD.findall(draft.paragraphs[0][0])
    start = desk.chance.randrange(max(1, len(words) - 8))
    return replace(draft, title=" ".join(words[start : start + 7]).capitalize())


def reworded(draft: Draft, desk: Desk) -> Draft:
    """Words replaced by others of their meaning."""

    def other(found: re.Match[str]) -> str:
        word = found.group()
        if len(word) < 4 or not word.islower() or desk.chance.random() >= desk.rates.word_synonym:
            return word
        return desk.chance.choice(desk.synonyms.of(word) or (word,))

    return _each(draft, lambda sentence: _WORD.sub(other, sentence))


def turned(draft: Draft, desk: Desk) -> Draft:
    """Clauses put round: "…, he said" becomes "He said …"."""

    def turn(sentence: str) -> str:
        if desk.chance.random() >= desk.rates.sentence_syntax:
            return sentence
        clauses = sentence.rstrip(".").split(", ")
        if len(clauses) < 2 or '"' in sentence:
            return sentence
        words = ", ".join([*clauses[-1:], *clauses[:-1]])
        return words[:1].upper() + words[1:] + "."

    return _each(draft, turn)


def slipped(draft: Draft, desk: Desk) -> Draft:
    """Letters of a name and digits of a figure gone wrong."""
    slips = list(draft.slips)

    def slip(sentence: str) -> str:
        if desk.chance.random() < desk.rates.sentence_name_slip:
            sentence = _slip(sentence, r"(?<=[a-z,] )[A-Z][a-z]{4,}|\b[a-z]{6,}\b", _misspelt, desk, slips)
        if desk.chance.random() < desk.rates.sentence_number_slip:
            sentence = _slip(sentence, _FIGURE.pattern, _misread, desk, slips)
        return sentence

    done = _each(draft, slip)
    return replace(done, slips=tuple(slips))


def _slip(
    sentence: str,
    pattern: str,
    change: Callable[[str, random.Random], str],
    desk: Desk,
    slips: list[tuple[str, str]],
) -> str:
    found = list(re.finditer(pattern, sentence))
    if not found:
        return sentence
    chosen = desk.chance.choice(found)
    wrong = change(chosen.group(), desk.chance)
    slips.append((wrong, chosen.group()))
    return sentence[: chosen.start()] + wrong + sentence[chosen.end() :]


def _misspelt(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    way = chance.random()
    if way < 0.4:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if way < 0.7:
        return word[:at] + word[at + 1 :]
    return word[:at] + chance.choice("aeiourstn") + word[at + 1 :]


def _misread(figure: str, chance: random.Random) -> str:
    at = chance.choice([at for at, char in enumerate(figure) if char.isdigit()])
    return figure[:at] + chance.choice("123456789") + figure[at + 1 :]


def rounded(draft: Draft, desk: Desk) -> Draft:
    """Figures of four digits and more made round."""

    def round_off(found: re.Match[str]) -> str:
        figure = found.group()
        digits = figure.replace(",", "")
        if len(digits) < 4 or desk.chance.random() >= desk.rates.number_rounded:
            return figure
        keep = 2 if "," in figure else len(digits)
        return f"{round(int(digits), keep - len(digits)):,}" if "," in figure else figure

    return _each(draft, lambda sentence: _FIGURE.sub(round_off, sentence))


def unquoted(draft: Draft, desk: Desk) -> Draft:
    """Quotations made paraphrase, or a word of them lost."""

    def edit(found: re.Match[str]) -> str:
        if desk.chance.random() >= desk.rates.quotation_edited:
            return found.group()
        if desk.chance.random() < 0.5:
            return found[1]
        words = found[1].split()
        words.pop(desk.chance.randrange(len(words)))
        return f'"{" ".join(words)}"'

    return _each(draft, lambda sentence: _QUOTED.sub(edit, sentence))


def broken(draft: Draft, desk: Desk) -> Draft:
    """Words doubled, sentences cut in two."""

    def fault(sentence: str) -> str:
        words = sentence.split(" ")
        if len(words) < 8 or desk.chance.random() >= desk.rates.sentence_broken:
            return sentence
        at = desk.chance.randrange(2, len(words) - 3)
        way = desk.chance.random()
        if way < 0.4:
            words.insert(at, words[at])
        elif way < 0.7:
            words[at] = words[at].rstrip(",.") + "."
        else:
            words.pop(at)
        return " ".join(words)

    return _each(draft, fault)


def thinned(draft: Draft, desk: Desk) -> Draft:
    """Appositions and articles lost, contractions written in full, and a few times the other way."""
    chance, rates = desk.chance, desk.rates

    def thin(sentence: str) -> str:
        sentence = _APPOSITION.sub(
            lambda found: " " if chance.random() < rates.apposition_lost else found.group(), sentence
        )
        sentence = _ARTICLE.sub(
            lambda found: "" if chance.random() < rates.article_lost else found.group(), sentence
        )
        sentence = _CONTRACTED.sub(
            lambda found: (
                f"{found[1]}n't" if chance.random() < rates.contraction_expanded / 5 else found.group()
            ),
            sentence,
        )
        return re.sub(
            r"n't\b",
            lambda found: " not" if chance.random() < rates.contraction_expanded else found.group(),
            sentence,
        )

    return _each(draft, thin)


def inserted(draft: Draft, desk: Desk) -> Draft:
    """A sentence or two from elsewhere, put in."""
    if desk.chance.random() >= desk.rates.copy_inserts:
        return draft
    parts = list(draft.paragraphs)
    for _ in range(desk.chance.choice((1, 1, 1, 2, 3))):
        parts.insert(desk.chance.randint(1, len(parts)), (desk.chance.choice(desk.strange),))
    return replace(draft, paragraphs=tuple(parts))


def moved(draft: Draft, desk: Desk) -> Draft:
    """A paragraph in another place."""
    parts = list(draft.paragraphs)
    for _ in draft.paragraphs:
        if desk.chance.random() < desk.rates.paragraph_moved:
            parts.insert(desk.chance.randrange(len(parts)), parts.pop(desk.chance.randrange(len(parts))))
    return replace(draft, paragraphs=tuple(parts))


def stripped(draft: Draft, desk: Desk) -> Draft:
    """Furniture fallen away; now and then a line of the copying outlet's own."""
    rates, chance = desk.rates, desk.chance
    lines = [line for line in draft.lines if chance.random() >= rates.furniture_lost]
    if chance.random() < rates.furniture_lost / 3 and not lines:
        lines.append(f"By {chance.choice(NAMES)}")
    kept = chance.random() >= rates.furniture_lost
    return replace(draft, lines=tuple(lines), dateline=draft.dateline if kept else "")


def contracted(paragraphs: Sequence[Paragraph], chance: random.Random) -> tuple[Paragraph, ...]:
    """A first text with contractions, as reporters write."""

    def short(found: re.Match[str]) -> str:
        return f"{found[1]}n't" if chance.random() < 0.6 else found.group()

    return tuple(tuple(_CONTRACTED.sub(short, each) for each in part) for part in paragraphs)


NAMES = ("Ann Holt", "Per Lindh", "Maya Rossi", "Tom Okoye", "Lena Vogt", "Sam Adeyemi", "Ida Berg")
OPERATIONS = (
    mended,
    cut,
    headlined,
    reworded,
    turned,
    slipped,
    rounded,
    unquoted,
    broken,
    thinned,
    inserted,
    moved,
    stripped,
)
