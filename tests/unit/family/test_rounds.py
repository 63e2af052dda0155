from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from retell.family.model import Match, Relation, RelationKind
from retell.family.rounds import Pair, Rounds, Ties
from retell.settings import FamilySettings

SETTINGS = FamilySettings(explaining=1, most_rounds=3)


def match(left: str, right: str, coverage: float) -> Match:
    relation = Relation(
        kind=RelationKind.COPY, probability=0.9, why="", left_coverage=coverage, right_coverage=coverage
    )
    return Match(left=left, right=right, relation=relation, passages=())


def verified(count: int, coverage: float, *, near: bool = True) -> tuple[set[tuple[str, str]], int]:
    """What is asked about so many documents, every pair a copy; and how many pairs were skipped."""
    names = [f"d{n}" for n in range(count)]
    rounds = Rounds([Pair(left=a, right=b, near=near) for a, b in combinations(names, 2)], SETTINGS)
    asked: list[tuple[str, str]] = []
    while pairs := rounds.take():
        asked += pairs
        rounds.learn(match(*pair, coverage) for pair in pairs)
    assert len(asked) == len(set(asked))
    return set(asked), rounds.skipped


def test_versions_of_one_text_are_not_all_compared() -> None:
    asked, skipped = verified(10, 1.0)
    assert len(asked) < 20
    assert len(asked) + skipped == 45


def test_where_nothing_is_tied_every_pair_is_verified() -> None:
    assert verified(6, 0.5) == (set(combinations([f"d{n}" for n in range(6)], 2)), 0)


def test_pairs_that_are_not_near_wait_for_no_round() -> None:
    assert len(verified(6, 1.0, near=False)[0]) == 15


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] != pair[1])))
def test_ties_hold_what_a_chain_of_them_reaches(pairs: list[tuple[int, int]]) -> None:
    ties, groups = Ties(), [{str(n)} for n in range(7)]
    for one, two in pairs:
        ties.tie(str(one), str(two))
        joined = set().union(*(group for group in groups if {str(one), str(two)} & group))
        groups = [group for group in groups if not group & joined] + [joined]
    for one, two in combinations(range(7), 2):
        together = any({str(one), str(two)} <= group for group in groups)
        assert (ties.top(str(one)) == ties.top(str(two))) is together
