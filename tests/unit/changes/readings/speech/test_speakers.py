from __future__ import annotations

import pytest

from retell.changes.readings.speech.cues import attributions
from retell.changes.readings.speech.speakers import speakers
from retell.changes.readings.vocabulary.reporting import Force, force, lemma, verbs
from retell.document.model import Document
from retell.document.segment import segmented
from retell.text.quotations import quotations
from retell.text.spans import Span


def who(text: str) -> list[str | None]:
    document = Document(id="d", text=text)
    said = speakers(text, segmented(document), quotations(text))
    return [one.speaker.of(text) if one and one.speaker else None for one in said]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It is late today,” said Anna Hill.", "Anna Hill"),
        ("“It is late today,” Anna Hill said.", "Anna Hill"),
        ("“It is late today,” Hill, the mayor, said on Monday.", "Hill"),
        ("Hill told reporters: “It is late today.”", "Hill"),
        ("“It is late today,” according to the harbour office.", "the harbour office"),
        ("“It is late today,” she added.", "she"),
    ],
)
def test_the_speaker_of_a_quotation_is_found(text: str, speaker: str) -> None:
    assert who(text) == [speaker]


def test_a_quotation_that_goes_on_keeps_its_speaker() -> None:
    assert who("“It is late,” said Hill. “We leave now.”") == ["Hill", "Hill"]


def test_a_claim_has_its_verb_and_source() -> None:
    text = "The ministry claimed that the fund was empty."
    (made,) = attributions(text, Span(start=0, end=len(text)))
    assert (made.word, made.force) == ("claimed", Force.CLAIM)
    assert made.speaker and made.speaker.of(text) == "The ministry"


def test_a_passive_without_a_speaker_reports_nothing() -> None:
    text = "A wing was added to the hall."
    assert attributions(text, Span(start=0, end=len(text))) == ()


def test_the_lexicon_is_broad_and_knows_spellings() -> None:
    assert len(verbs()) >= 200
    assert force("criticized") is force("criticised") is Force.ATTACK
    assert lemma("said") == "say"
    assert force("walked") is None
