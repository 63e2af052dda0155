from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retell.alignment.model import Passage
from retell.family.cluster import families
from retell.family.model import Match, Relation, RelationKind
from retell.settings import FamilySettings
from retell.text.spans import Span

SETTINGS = FamilySettings()
ALL, FIRST, SECOND = (0, 100), (0, 50), (50, 100)


def match(
    left: str,
    right: str,
    one: tuple[int, int] = ALL,
    two: tuple[int, int] = ALL,
    kind: RelationKind = RelationKind.COPY,
) -> Match:
    """A match of two documents of a hundred characters, resting on one passage."""
    sides = [Span(start=start, end=end) for start, end in (one, two)]
    relation = Relation(
        kind=kind,
        probability=0.9,
        why="",
        left_coverage=len(sides[0]) / 100,
        right_coverage=len(sides[1]) / 100,
    )
    passage = Passage(left=sides[0], right=sides[1], similarity=1.0)
    return Match(left=left, right=right, relation=relation, passages=(passage,))


def members(*matches: Match) -> list[tuple[str, ...]]:
    return [family.members for family in families(matches, SETTINGS).families]


def test_copies_of_copies_are_one_family() -> None:
    assert members(match("a", "b"), match("b", "c"), match("x", "y")) == [("a", "b", "c"), ("x", "y")]


def test_no_matches_make_no_family() -> None:
    assert families([], SETTINGS).families == ()


def test_a_document_that_is_half_of_each_does_not_merge_two_families() -> None:
    found = families(
        [
            match("a1", "a2"),
            match("b1", "b2"),
            match("a1", "half", FIRST, (0, 60)),
            match("b1", "half", FIRST, (60, 100)),
        ],
        SETTINGS,
    )
    assert [family.members for family in found.families] == [("a1", "a2", "half"), ("b1", "b2")]
    (left_open,) = found.matches
    assert (left_open.left, left_open.right, left_open.relation.kind) == ("b1", "half", RelationKind.EXCERPT)
    assert "another family" in left_open.relation.why


def test_a_merger_joins_the_text_it_has_more_of_where_nobody_else_stands() -> None:
    assert members(match("a", "z", FIRST, (0, 60)), match("b", "z", FIRST, (60, 100))) == [("a", "z")]


def test_a_cut_copy_of_a_cut_copy_stays_in_the_family() -> None:
    assert members(match("a", "b", FIRST, ALL), match("b", "c", FIRST, ALL)) == [("a", "b", "c")]


def test_one_match_does_not_join_two_large_groups() -> None:
    groups = [match(f"{g}{i}", f"{g}{j}") for g in "ab" for i in range(3) for j in range(i)]
    groups = [m if m.left < m.right else match(m.right, m.left) for m in groups]
    thin = match("a0", "b0", (0, 80), (0, 80))
    assert len(members(*groups, thin)) == 2
    assert len(members(*groups, thin, match("a1", "b1", (0, 80), (0, 80)))) == 1


def test_one_match_of_two_whole_texts_joins_groups_of_any_size() -> None:
    groups = [match(f"{g}{i}", f"{g}{j}") for g in "ab" for i in range(3) for j in range(i)]
    groups = [m if m.left < m.right else match(m.right, m.left) for m in groups]
    assert len(members(*groups, match("a0", "b0"))) == 1


def test_excerpts_and_events_are_never_merged() -> None:
    found = families(
        [match("a", "b", kind=RelationKind.EXCERPT), match("a", "c", kind=RelationKind.SAME_EVENT)], SETTINGS
    )
    assert found.families == ()
    assert [each.right for each in found.matches] == ["b", "c"]


def test_an_excerpt_inside_a_family_is_not_told_again() -> None:
    found = families([match("a", "b"), match("b", "c"), match("a", "c", kind=RelationKind.EXCERPT)], SETTINGS)
    assert found.matches == ()


def test_every_member_is_explained_and_a_large_family_is_not_told_in_full() -> None:
    ids = [f"d{n:02d}" for n in range(20)]
    (family,) = families([match(a, b) for a in ids for b in ids if a < b], SETTINGS).families
    told = {id for each in family.matches for id in (each.left, each.right)}
    assert told == set(family.members)
    assert len(family.matches) < 20 * SETTINGS.explaining + 20


pairs = st.lists(
    st.tuples(
        st.sampled_from("abcdefg"),
        st.sampled_from("abcdefg"),
        st.sampled_from([ALL, FIRST, SECOND]),
        st.sampled_from([ALL, FIRST, SECOND]),
    ),
    max_size=14,
    unique_by=lambda each: frozenset(each[:2]),
)


@given(pairs, st.randoms())
def test_families_ignore_the_order_of_the_matches(
    drawn: list[tuple[str, str, tuple[int, int], tuple[int, int]]], chance: object
) -> None:
    made = [match(min(a, b), max(a, b), one, two) for a, b, one, two in drawn if a != b]
    turned = list(made)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert families(made, SETTINGS) == families(turned, SETTINGS)


@given(pairs)
def test_families_do_not_overlap_and_each_is_connected(
    drawn: list[tuple[str, str, tuple[int, int], tuple[int, int]]],
) -> None:
    made = [match(min(a, b), max(a, b), one, two) for a, b, one, two in drawn if a != b]
    found = families(made, SETTINGS)
    everyone = [id for family in found.families for id in family.members]
    assert len(everyone) == len(set(everyone))
    for family in found.families:
        reached = {family.members[0]}
        for _ in family.members:
            reached |= {id for m in family.matches if {m.left, m.right} & reached for id in (m.left, m.right)}
        assert reached == set(family.members)
