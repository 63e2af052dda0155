from __future__ import annotations

import numpy as np
from tests.unit.family.corpus import prose

from retell.document.model import Document
from retell.engines.local import LocalEngine
from retell.family.excerpts import few_homes, quoting
from retell.family.model import Grouping, RelationKind
from retell.family.pairs import find
from retell.family.texts import PlainTexts
from retell.settings import FamilySettings

SETTINGS = FamilySettings()
PASSAGE = prose(1, 45).replace(".", "")


def hosts(count: int) -> list[str]:
    return [f"{prose(100 + n, 90)} {PASSAGE} {prose(200 + n, 90)}" for n in range(count)]


def asked(held: list[str], homes: list[int]) -> int:
    """How many pairs are told as excerpts."""
    texts = PlainTexts(held)
    found = find(texts, SETTINGS)
    return len(quoting(found.pairs, found.keys, np.array(homes), texts.loops, SETTINGS))


def grouping(*held: str) -> Grouping:
    documents = [Document(id=f"d{n}", text=text) for n, text in enumerate(held)]
    return LocalEngine(workers=1).families(documents)


def test_a_passage_in_another_article_is_told() -> None:
    assert asked(hosts(2), [0, 1]) == 1


def test_a_family_is_told_once() -> None:
    assert asked(hosts(3), [0, 0, 2]) == 1


def test_a_run_in_many_families_is_stock() -> None:
    # A gram across the edge of the passage may be chosen by a few texts only.
    assert asked(hosts(12), list(range(12))) < 12


def test_a_run_in_many_documents_of_one_family_is_none() -> None:
    assert asked(hosts(12), [0] * 11 + [11]) == 1


def test_an_excerpt_links_and_does_not_join() -> None:
    found = grouping(*hosts(2))
    (match,) = found.matches
    assert found.families == ()
    assert match.relation.kind is RelationKind.EXCERPT
    assert match.passages[0].left.of(hosts(2)[0]).split()[3:-3] == PASSAGE.split()[3:-3]


def test_a_public_quotation_is_no_excerpt() -> None:
    said = " ".join(PASSAGE.split()[:30])
    found = grouping(*(f'{prose(seed, 60)} "{said}" he said.' for seed in (7, 8)))
    assert not [match for match in found.matches if match.relation.kind is RelationKind.EXCERPT]


def test_keys_of_few_homes_are_kept() -> None:
    keys = (np.array([1, 1, 2, 2, 2, 3], dtype=np.uint64) << np.uint64(24)) | np.array(
        [0, 1, 0, 1, 2, 2], dtype=np.uint64
    )
    kept = few_homes(keys, np.array([0, 0, 2]), 2)
    assert (kept >> np.uint64(24)).tolist() == [2, 2, 2]
