"""Documents of files made ready for family finding: their texts as they stand, by id ascending."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retell.document.load import Fetch, read
from retell.document.model import Document, Skipped
from retell.family.holding import hold
from retell.family.near import are_lines
from retell.family.texts import HeldTexts
from retell.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Intake:
    """Documents by id ascending, of which maybe no more is known than id and text; and their texts.

    Of all else that was met `skipped` tells.
    """

    texts: HeldTexts
    documents: Sequence[Document]
    skipped: tuple[Skipped, ...]


def read_texts(
    paths: Sequence[str], settings: Settings, workers: int | None = None, fetch: Fetch | None = None
) -> Intake:
    """The documents of some inputs, which are what `read` takes; a text counts furniture and all.

    Of files of JSON lines nothing but the text and the id of a record is looked at, and a record without an
    id is called by its place, as in "news.jsonl, line 12".
    """
    if are_lines(paths):
        try:
            from retell.family.kernels.filed import texts_in_files
        except ModuleNotFoundError as error:
            if error.name not in ("numba", "llvmlite"):
                raise
        else:
            texts, made, skipped = texts_in_files(paths, settings, workers)
            return Intake(texts=texts, documents=made, skipped=skipped)
    found = list(read(paths, settings.document, fetch))
    documents = [Document(id=each.id, text=each.text) for each in found if isinstance(each, Document)]
    documents.sort(key=lambda document: document.id)
    return Intake(
        texts=hold([document.text for document in documents], workers),
        documents=documents,
        skipped=tuple(each for each in found if isinstance(each, Skipped)),
    )
