"""How overlapping findings are settled."""

from __future__ import annotations

from retell.changes.find import settled
from retell.changes.model import Change, Severity
from retell.settings import ChangeSettings
from retell.text.spans import Span

SETTINGS = ChangeSettings()


def change(
    kind: str, severity: Severity, left: tuple[int, int] | None, right: tuple[int, int] | None
) -> Change:
    return Change(
        kind=kind,
        severity=severity,
        confidence=0.8,
        why=f"because of {kind}",
        left=Span(start=left[0], end=left[1]) if left else None,
        right=Span(start=right[0], end=right[1]) if right else None,
    )


QUOTED = change("quotation.wording", Severity.NUANCE, (0, 10), (0, 10))


def test_findings_on_different_words_all_stand() -> None:
    other = change("name.swap", Severity.MEANING, (20, 30), (20, 30))
    assert settled([QUOTED, other], SETTINGS) == [QUOTED, other]


def test_a_later_finding_that_says_no_more_is_dropped_and_noted() -> None:
    [kept] = settled([QUOTED, change("sense.shift", Severity.NUANCE, (2, 8), (2, 8))], SETTINGS)
    assert (kept.kind, kept.severity, kept.also) == ("quotation.wording", Severity.NUANCE, ("sense.shift",))


def test_a_harmless_finding_on_claimed_words_leaves_no_trace() -> None:
    harmless = change("wording.synonym", Severity.HARMLESS, (2, 8), (2, 8))
    assert settled([QUOTED, harmless], SETTINGS) == [QUOTED]


def test_a_graver_finding_raises_the_earlier_one_and_keeps_its_kind() -> None:
    [kept] = settled([QUOTED, change("negation.reversed", Severity.MEANING, (2, 8), (2, 8))], SETTINGS)
    assert (kept.kind, kept.severity) == ("quotation.wording", Severity.MEANING)
    assert "because of negation.reversed" in kept.why


def test_a_grave_finding_replaces_a_harmless_claim() -> None:
    claim = change("wording.synonym", Severity.HARMLESS, (0, 10), (0, 10))
    grave = change("negation.reversed", Severity.MEANING, (2, 8), (2, 8))
    assert settled([claim, grave], SETTINGS) == [grave]


def test_a_nuance_does_not_unsettle_a_harmless_claim() -> None:
    claim = change("number.form", Severity.HARMLESS, (0, 10), (0, 10))
    assert settled([claim, change("sense.shift", Severity.NUANCE, (2, 8), (2, 8))], SETTINGS) == [claim]


def test_a_finding_mostly_on_its_own_words_stands_beside_the_other() -> None:
    wide = change("omission.detail", Severity.NUANCE, (8, 60), None)
    assert settled([QUOTED, wide], SETTINGS) == [QUOTED, wide]
