"""Settings as values."""

from __future__ import annotations

from retell.document.make import document
from retell.settings import Settings
from retell.tracing import compare

LEFT = "The village will honour the painter on Sunday."
RIGHT = "The village will pardon the painter on Sunday."


def test_leaving_the_model_out_changes_nothing_else() -> None:
    plain = Settings().without_model()
    assert plain.changes.doubt.use_model is False
    assert plain.alignment == Settings().alignment
    assert plain.changes.sense == Settings().changes.sense


def test_words_that_no_rule_decides_are_found_with_the_model_and_listed_without() -> None:
    left, right = document(LEFT), document(RIGHT)
    found = {change.kind for change in compare(left, right).changes if change.severity != "harmless"}
    bare = compare(left, right, Settings().without_model()).changes
    assert "sense.shift" in found
    assert {change.severity.value for change in bare} == {"harmless"}
    assert any("not judged" in change.why for change in bare)


def test_naming_an_encoder_changes_nothing_else() -> None:
    named = Settings().with_encoder("somewhere")
    assert named.alignment.encoder == "somewhere"
    assert named.with_encoder("") == Settings()
