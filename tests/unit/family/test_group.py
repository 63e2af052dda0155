from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.family.corpus import COURT, FERRY, edited, family, prose

from retell.document.model import Document
from retell.engines.local import LocalEngine
from retell.family.model import Grouping, RelationKind

NAMES = [
    f"{one}{two}{three}"
    for one in ("Bran", "Quil", "Osk")
    for two in ("de", "mar")
    for three in ("n", "k", "l")
]


def grouping(held: dict[str, str]) -> Grouping:
    return LocalEngine(workers=1).families([Document(id=id, text=text) for id, text in held.items()])


def members(found: Grouping) -> list[tuple[str, ...]]:
    return [family.members for family in found.families]


def notices() -> dict[str, str]:
    """The same grant announced in eighteen towns, one of them told twice."""
    form = (
        "The regional board announced today that the volunteer brigade of {} has been awarded {} crowns for "
        "new pumps and hoses, under a program that helps small brigades to train their members, to buy boats "
        "and to mend their engines. Captain {} said the money would be spent before the winter. Brigades "
        "that want to apply next year must do so by the end of March, and have to show how the equipment "
        "would be used and kept."
    )
    held = {
        f"n{at:02d}": form.format(name, f"{at + 11},{at * 37 % 900 + 100}", NAMES[(at * 7 + 3) % len(NAMES)])
        for at, name in enumerate(NAMES)
    }
    return {**held, "twice": held["n04"].replace("new pumps", "fresh pumps")}


def test_copies_make_a_family_and_strangers_none() -> None:
    one, light, heavy, half, _, other = family(6)
    found = grouping({"a": one, "b": light, "c": heavy, "d": half, "e": other, "f": COURT})
    assert members(found) == [("a", "b", "c", "d")]
    assert found.counts.families == 1


def test_a_form_filled_in_for_many_towns_is_no_family() -> None:
    assert members(grouping(notices())) == [("n04", "twice")]


def test_a_round_up_of_two_stories_does_not_make_them_one() -> None:
    # Through the round-up all eight hang together: connected components make one family of them.
    one, two = prose(31, 200), prose(32, 200)
    held = {f"a{at}": edited(one, at, 0.03) for at in range(4)} | {
        f"b{at}": edited(two, at, 0.03) for at in range(4)
    }
    half, other = one.split(" "), two.split(" ")
    held["round-up"] = " ".join([*half[: len(half) * 11 // 20], *other[: len(other) * 11 // 20]])
    found = grouping(held)
    joined = {(match.left, match.right) for match in found.matches} | {
        (match.left, match.right) for family in found.families for match in family.matches
    }
    assert {"a", "b"} <= {id[0] for pair in joined if "round-up" in pair for id in pair}
    assert not [family for family in members(found) if {"a0", "b0"} <= set(family)]
    assert ("a0", "a1", "a2", "a3") in [
        tuple(id for id in family if id != "round-up") for family in members(found)
    ]


def test_every_membership_is_explained_with_passages_and_a_reason() -> None:
    found = grouping({"a": FERRY + " " + prose(2, 80), "b": edited(FERRY, 3, 0.05) + " " + prose(2, 80)})
    (match,) = found.families[0].matches
    assert match.relation.kind is RelationKind.COPY
    assert "names and figures in common" in match.relation.why
    assert match.passages
    assert 0.9 < match.relation.left_coverage <= 1


@settings(deadline=None, max_examples=15)
@given(st.permutations(range(7)))
def test_the_order_of_documents_does_not_matter(order: list[int]) -> None:
    held = [*family(8), FERRY]
    straight = grouping({f"d{at}": held[at] for at in range(7)})
    assert grouping({f"d{at}": held[at] for at in order}) == straight
