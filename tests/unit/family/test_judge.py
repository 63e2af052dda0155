"""Which pairs are worth a closer look, from what was measured of them in passing."""

from __future__ import annotations

import numpy as np
import pytest

from retell.family.judge import Verdict, judged, likely
from retell.family.measures import Measures
from retell.settings import FamilySettings

SETTINGS = FamilySettings()


def measures(**given: float) -> Measures:
    """One pair with nothing in common but what is given."""
    whole = ("names", "longest", "regions", "own")
    shares = ("left", "right", "likeness", "whole", "kept", "agreed", "named", "rare")
    held = {name: np.array([int(given.get(name, 0))]) for name in whole}
    return Measures(**held, **{name: np.array([float(given.get(name, 0))]) for name in shares})


REWRITTEN = {
    "left": 0.12,
    "right": 0.12,
    "likeness": 0.64,
    "whole": 0.62,
    "kept": 0.7,
    "agreed": 0.95,
    "names": 34,
    "named": 0.94,
    "longest": 8,
    "regions": 3,
}
REPORT = {"likeness": 0.39, "whole": 0.22, "agreed": 0.6, "names": 17, "named": 0.6}


def test_a_rewriting_that_keeps_names_and_figures_is_looked_at_closely() -> None:
    found = judged(measures(**REWRITTEN), SETTINGS)
    assert found.doubtful.all()
    assert found.verdicts[0] == Verdict.EVENT


def test_a_report_by_another_hand_is_not() -> None:
    found = judged(measures(**REPORT), SETTINGS)
    assert not found.doubtful.any()
    assert found.are(Verdict.EVENT).all()


def test_a_sure_copy_is_not() -> None:
    sure = {**REWRITTEN, "left": 0.95, "right": 0.95, "kept": 0.9, "longest": 60, "rare": 300, "own": 60}
    found = judged(measures(**sure), SETTINGS)
    assert not found.doubtful.any()
    assert found.are(Verdict.COPY).all()


@pytest.mark.parametrize("name", ["likeness", "whole", "agreed"])
def test_the_more_is_shared_the_likelier_a_copy(name: str) -> None:
    less, more = (likely(measures(**{**REWRITTEN, name: share}), SETTINGS)[0] for share in (0.3, 0.9))
    assert less < more


def test_words_taken_over_in_one_long_run_are_no_rewriting() -> None:
    plain, taken = (likely(measures(**{**REWRITTEN, "own": words}), SETTINGS)[0] for words in (0, 60))
    assert taken < plain


LIGHT = {**REWRITTEN, "left": 0.9, "right": 0.9, "kept": 0.9, "longest": 60, "rare": 300, "own": 60}


def test_a_text_that_stands_in_another_with_half_the_names_is_a_form() -> None:
    assert judged(measures(**LIGHT), SETTINGS).are(Verdict.COPY).all()
    filled = {**LIGHT, "agreed": 0.7, "names": 12, "named": 0.35}
    assert judged(measures(**filled), SETTINGS).are(Verdict.FORM).all()


def test_a_copy_without_names_is_no_form() -> None:
    assert (
        judged(measures(**{**LIGHT, "agreed": 1.0, "names": 0, "named": 0.0}), SETTINGS)
        .are(Verdict.COPY)
        .all()
    )


def test_what_is_plain_one_way_or_the_other_is_not_looked_at_closely() -> None:
    covered = {**REWRITTEN, "left": 0.55, "right": 0.55}
    assert not judged(measures(**covered), SETTINGS).doubtful.any()
    short_in_long = {**REWRITTEN, "whole": 0.15}
    assert not judged(measures(**short_in_long), SETTINGS).doubtful.any()
