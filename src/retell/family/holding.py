"""Texts made ready to be worked on, compiled where that pays."""

from __future__ import annotations

from collections.abc import Sequence

from retell.family.texts import HeldTexts, PlainTexts


def hold(texts: Sequence[str], workers: int | None = None, least: int = 300) -> HeldTexts:
    """Texts to be worked on: compiled if there are `least` of them and numba is there, plain otherwise.

    What comes out is the same; loading what was compiled takes as long as a few hundred texts.
    """
    if len(texts) < least:
        return PlainTexts(texts)
    try:
        from retell.family.kernels.run import CompiledTexts
    except ModuleNotFoundError as error:
        if error.name not in ("numba", "llvmlite"):
            raise
        return PlainTexts(texts)
    return CompiledTexts.of(texts, workers)
