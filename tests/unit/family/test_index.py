from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.family.corpus import COURT, FERRY, edited, prose, texts

from retell.family.index import MemoryIndex
from retell.family.keys import text_keys
from retell.settings import FamilySettings

SETTINGS = FamilySettings()
REPORT = (
    "The lighthouse keeper Isko Varnell of Tombren Head kept a ledger of every wreck for forty years. "
    "In it the schooner Aldegonde is said to have struck the Quillan shoal in a squall, laden with indigo "
    "and quicksilver from Maradine, and to have gone down with eleven hands. The magistrate Odo Pettersby "
    "never found the cargo, though divers searched the shoal until the frost."
)
SUMMARY = (
    "An old ledger tells how the Aldegonde was lost off Tombren Head. Varnell wrote that indigo and "
    "quicksilver lay at the bottom; Pettersby's divers looked for them and came up with nothing."
)


def indexed(held: dict[str, str]) -> MemoryIndex:
    index = MemoryIndex(SETTINGS)
    for id, text in held.items():
        index.add(id, text_keys(text, SETTINGS))
    return index


def strangers(count: int) -> dict[str, str]:
    return {f"stranger{at}": prose(at + 1, 150) for at in range(count)}


def test_a_source_that_was_only_summarised_comes_first() -> None:
    index = indexed({**strangers(12), "report": REPORT, "ferry": FERRY, "court": COURT})
    found = index.sources(text_keys(SUMMARY, SETTINGS))
    assert found[0].id == "report"
    assert found[0].words >= 5
    assert found[0].weight > 3 * max((each.weight for each in found[1:]), default=0)
    assert "report" not in {each.id for each in index.neighbours(text_keys(SUMMARY, SETTINGS))}


def test_a_text_is_the_likeliest_source_of_itself() -> None:
    index = indexed({**strangers(6), "ferry": FERRY})
    (found,) = index.sources(text_keys(FERRY, SETTINGS), most=1)
    assert (found.id, found.weight) == ("ferry", 2.0)
    assert found.combinations > 10


def test_of_two_copies_the_one_that_kept_more_is_the_likelier_source() -> None:
    index = indexed({**strangers(6), "near": edited(FERRY, 1, 0.05), "far": edited(FERRY, 2, 0.5)})
    assert [each.id for each in index.sources(text_keys(FERRY, SETTINGS))][:2] == ["near", "far"]


def test_what_shares_nothing_rare_is_no_source() -> None:
    index = indexed({"court": COURT})
    assert index.sources(text_keys("Паром сел на мель в густом тумане.", SETTINGS)) == ()
    assert MemoryIndex(SETTINGS).sources(text_keys(FERRY, SETTINGS)) == ()


def test_no_more_sources_are_named_than_asked_for() -> None:
    index = indexed({f"copy{at}": edited(FERRY, at, 0.1) for at in range(9)})
    assert len(index.sources(text_keys(FERRY, SETTINGS), most=3)) == 3


@settings(deadline=None, max_examples=20)
@given(st.permutations(range(6)), texts)
def test_answers_do_not_depend_on_the_order_or_on_what_was_replaced(
    order: list[int], older: list[str]
) -> None:
    held = [FERRY, edited(FERRY, 1, 0.1), COURT, FERRY[100:], COURT + FERRY[:200], REPORT]
    straight = indexed({f"d{at}": text for at, text in enumerate(held)})
    turned = MemoryIndex(SETTINGS)
    for at, text in enumerate(older[:6]):
        turned.add(f"d{at}", text_keys(text, SETTINGS))
    for at in order:
        turned.add(f"d{at}", text_keys(held[at], SETTINGS))
    for text in (FERRY, COURT[:300], SUMMARY):
        asked = text_keys(text, SETTINGS)
        assert turned.neighbours(asked) == straight.neighbours(asked)
        assert turned.sources(asked) == straight.sources(asked)
    assert len(turned) == len(straight) == 6
