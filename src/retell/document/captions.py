"""Captions that stand in the running text with no mark of their own.

Three things tell one: it says again what the report says, it stands alone in the tense of captions or in
the typography of another desk, and it quotes and credits no one. All are asked for, because a report
repeats itself too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retell.settings import DocumentSettings
from retell.text.abbreviations import REPORTING
from retell.text.english import FUNCTION_WORDS

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_QUOTE = re.compile(r"[\"“”„«»]|(?<!\w)[‘']")
_OPENS_IN_TALE = frozenset(
    "he she it they we i you his her their its but and or so yet still also then this that these those both"
    " meanwhile however another others some many what who why how when while if as after before since".split()
)
_PAST = frozenset(
    """
    was were had has have did went came took made gave saw got began became left kept held brought
    thought knew found felt met led ran won lost fell rose spoke wrote drove broke chose grew sent
    spent built bought caught fought sought taught told said paid stood sat heard meant dealt drew
    flew hid rode shook shot sank stole struck swore threw tore woke wore bore bent bound fled
    forbade forgave froze hung laid lay lent lit rang sang sold slept slid swam swept understood
    withdrew would could might will shall
    """.split()
)
_AUXILIARY = frozenset("is are be been being am get gets".split())
_SCENES = frozenset(
    """
    address applaud arrive attend bathe board bow bring browse burn carry celebrate chant chat cheer
    clap clash clean clear climb cling collect comfort cook crawl cross crowd cry dance deliver
    demonstrate dig dine distribute dive drag drink drive eat embrace escort evacuate examine
    exercise fill fish flee float fly gather gaze gesture greet guard hand hang haul hold hug
    inspect install jump kick kiss kneel lay lean lie lift light line listen load lower march meet
    mourn nap observe pack paint parade park patrol pause perform plough point pose pour practice
    practise pray protest queue raise read rehearse rescue rest rest ride row sail salute scatter
    scuffle search serve shake shelter shop shout sift sing sit skate sleep smile smoke speak spray
    stand stare steer stroll swim tend train travel unload unveil visit wade wait walk wash watch
    wave wear weep worship wrestle
    """.split()
)
"""Verbs for what a picture can show, in their stem."""
_NO_SCENES = frozenset(
    """
    expected scheduled slated set supposed believed due required allowed likely planned poised
    considered known called named based involved divided interested concerned worried ready able
    sure aimed intended designed tired tied
    """.split()
)
"""Participles for what no picture can show."""

_APOSTROPHE = re.compile("['’]")
_STEM = re.compile(r"(?:['’]s|ians?|ing|ers?|ed|es|s)$")


def captions(lines: Sequence[str], settings: DocumentSettings) -> dict[int, str]:
    """The numbers of the lines that are captions, each with the reason."""
    if not 3 <= len(lines) <= settings.caption_lines:
        return {}
    words = [_content(line) for line in lines]
    found = {}
    for number, line in enumerate(lines):
        style = _style(line, lines, settings)
        if number and style and _repeats(number, words, settings, strict="tense" in style):
            found[number] = f"says again what the report says, {style}"
    return found if len(found) <= max(1, settings.caption_share * len(lines)) else {}


def _style(line: str, lines: Sequence[str], settings: DocumentSettings) -> str:
    """What in the manner of the line is a caption's; nothing where it quotes, credits or tells on."""
    spoken = [word.lower() for word in _WORD.findall(line)]
    if not spoken or len(spoken) > settings.caption_words or not line.endswith(".") or _QUOTE.search(line):
        return ""
    if (
        _APOSTROPHE.split(spoken[0])[0] in _OPENS_IN_TALE
        or REPORTING.intersection(spoken)
        or "according" in spoken
    ):
        return ""
    if _straight_among_curly(line, lines):
        return "with other apostrophes than the rest"
    return "in the present tense of a picture" if _is_scene(spoken) and not _is_past(spoken) else ""


def _straight_among_curly(line: str, lines: Sequence[str]) -> bool:
    if "'" not in line or "’" in line:
        return False
    whole = "".join(lines)
    return whole.count("’") > 4 * whole.count("'")


def _is_past(spoken: Sequence[str]) -> bool:
    """Whether some verb is in the past; "are taught" and a participle before its noun are not."""
    for before, word in zip(["", *spoken], spoken, strict=False):
        if before in _AUXILIARY:
            continue
        if word in _PAST or (word.endswith("ed") and len(word) > 4 and before not in _ARTICLES):
            return True
    return False


def _is_scene(spoken: Sequence[str]) -> bool:
    """Whether a verb in the present says what a picture can show, and no figure is given."""
    if any(word[0].isdigit() for word in spoken):
        return False
    if any(before != "to" and {word, _singular(word)} & _SCENES for before, word in pairwise(spoken)):
        return True
    return any(
        before in {"is", "are"} and (word.endswith("ed") or word in _PAST) and word not in _NO_SCENES
        for before, word in pairwise(spoken)
    )


def _singular(word: str) -> str:
    """The stem of a verb in the third person."""
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("shes", "ches", "sses", "xes")) else word.removesuffix("s")


_ARTICLES = frozenset("a an the of its their his her".split())


def _content(line: str) -> list[str]:
    """The content words of a line, without their endings; names keep their capital."""
    spoken = (word.replace("’", "'") for word in _WORD.findall(line))
    return [_stem(word) for word in spoken if word.lower() not in FUNCTION_WORDS]


def _stem(word: str) -> str:
    short = _STEM.sub("", word)
    return short if len(short) > 3 else word


def _repeats(number: int, words: Sequence[list[str]], settings: DocumentSettings, *, strict: bool) -> bool:
    """Whether enough of the line's content words come again: in pairs anywhere, or within one other line."""
    own = words[number]
    distinct = set(own)
    if len(distinct) < settings.caption_least:
        return False
    others = [line for at, line in enumerate(words) if at != number]
    if not strict and max(
        len(distinct.intersection(line)) for line in others
    ) >= settings.caption_repeat * len(distinct):
        return True
    return _paired(own, others) >= settings.caption_repeat * len(own)


def _paired(own: Sequence[str], others: Sequence[Sequence[str]]) -> int:
    """How many of the words stand in a pair of neighbours that is found in another line.

    Pairs of names alone are no evidence: every paragraph of a report repeats its people.
    """
    pairs = {pair for line in others for pair in pairwise(line)}
    found = [at for at, pair in enumerate(pairwise(own)) if pair in pairs]
    if not any(own[at + 1].islower() for at in found):
        return 0
    return len({*found, *(at + 1 for at in found)})
