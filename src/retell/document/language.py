"""The language a text is written in."""

from __future__ import annotations

import re

from retell.settings import DocumentSettings
from retell.text.patterns import pattern

# English in this order of frequency, and rare as words of other European languages; "in", "on", "me",
# "die" and the like are left out because Dutch, German, French or Danish have them too.
_ENGLISH = frozenset(
    """
    the and of to that is was for with his her he she they have has had been from said by at it as are
    be this which who will not their were would there what when we you your our but its than more about
    into after before could should if or
    """.split()
)
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", pattern(r"[\u3041-\u30ff]")),
    ("ko", pattern(r"[\uac00-\ud7af]")),
    ("zh", pattern(r"[\u4e00-\u9fff]")),
    ("th", pattern(r"[\u0e01-\u0e5b]")),
    ("el", pattern(r"[\u0370-\u03ff]")),
    ("he", pattern(r"[\u05d0-\u05ea]")),
    ("hy", pattern(r"[\u0531-\u0587]")),
    ("ka", pattern(r"[\u10d0-\u10ff]")),
)
_SAMPLE = 4000


def language_of(text: str, settings: DocumentSettings) -> str | None:
    """The language of `text` as an ISO 639-1 code; None where there is too little to tell.

    English news and scripts of one language are told without a model, which takes a second to load.
    """
    sample = text[:_SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    letters = sum(map(len, words))
    if not letters:
        return None
    if sum(word in _ENGLISH for word in words) >= settings.english_words * len(words) and len(words) > 3:
        return "en"
    if by_script := _by_script(sample, letters):
        return by_script
    return _by_model(sample) if letters >= settings.fewest_letters or not sample.isascii() else None


def _by_script(sample: str, letters: int) -> str | None:
    """The language that alone uses a script which a fifth of the letters belong to; kana before Han."""
    for code, script in _SCRIPTS:
        if len(script.findall(sample)) >= (0.05 if code == "ja" else 0.2) * letters:
            return code
    return None


def _by_model(sample: str) -> str:
    from py3langid import classify

    return str(classify(sample)[0])
