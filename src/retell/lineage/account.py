"""A document as the clues to who copied whom read it: its words, word pairs and slips, made once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from retell.changes.kinds.fluency import faults
from retell.document.model import Document, Sentence
from retell.document.segment import segmented
from retell.lineage.spread import spread
from retell.text.spans import Span
from retell.text.tokens import Token, tokens
from retell.values import dataclass

Gram = tuple[str, str]
"""Two words in a row: what two documents share if one was copied from the other, and chance seldom makes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The body of a document as words and marks; `sentence` tells for each which sentence it stands in.

    `spans` are those sentences; `slips` counts faults of grammar by the words they lie in, `spellings` the
    words as written.
    """

    document: Document
    words: tuple[str, ...]
    keys: tuple[str, ...]
    sentence: tuple[int, ...]
    spans: tuple[Span, ...]
    grams: frozenset[Gram]
    slips: Counter[str]
    spellings: Counter[str]

    @property
    def sentences(self) -> Counter[int]:
        """How many words and marks each sentence has."""
        return Counter(self.sentence)


def account(document: Document, sentences: Sequence[Sentence]) -> Account:
    """The account of a document cut into `sentences`; one with no body is read as it stands."""
    body = [sentence for sentence in sentences if sentence.is_body] or list(sentences)
    read = [tokens(document.text, sentence.span) for sentence in body]
    flat = [(number, token) for number, words in enumerate(read) for token in words]
    keys = tuple(token.key for _, token in flat)
    plain = [token for _, token in flat if token.is_word]
    return Account(
        document=document,
        words=tuple(token.text for _, token in flat),
        keys=keys,
        sentence=tuple(number for number, _ in flat),
        spans=tuple(sentence.span for sentence in body),
        grams=frozenset(pairwise(token.key for token in plain)),
        slips=Counter(slip for words in read for slip in _slips(words)),
        spellings=Counter(token.text for token in plain),
    )


def accounts(documents: Sequence[Document]) -> list[Account]:
    """The accounts of a family in its order; those of a large one are made by all processors."""
    made = spread(_bare, documents, range(len(documents)), _MANY)
    return [replace(each, document=document) for each, document in zip(made, documents, strict=True)]


def _bare(documents: Sequence[Document], number: int) -> Account:
    """An account without its document, which need not be sent back."""
    document = documents[number]
    return replace(account(document, segmented(document)), document=_NONE)


_NONE = Document(id="", text="", extra={})
_MANY = 500
"""Documents from which reading them takes longer than starting processes for it: some four seconds on one."""


def _slips(words: Sequence[Token]) -> tuple[str, ...]:
    """The faults of a sentence, each by the words that are wrong."""
    said = tuple(word.text for word in words)
    if said not in _FOUND:
        if len(_FOUND) >= _MOST_FOUND:
            _FOUND.clear()
        _FOUND[said] = tuple(
            " ".join(said[fault.start : min(fault.stop, fault.start + 4)]) for fault in faults(words)
        )
    return _FOUND[said]


_FOUND: dict[tuple[str, ...], tuple[str, ...]] = {}
"""The faults of sentences already looked at: copies share most of theirs."""
_MOST_FOUND = 20_000
