"""Dataclasses that are made later mean what those of the standard library mean."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import field
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retell.values import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """A value of ours."""

    name: str
    size: int = 3
    parts: tuple[int, ...] = field(default_factory=tuple)
    key: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", self.name.lower())

    @property
    def double(self) -> int:
        """A property, to see that the body of the class is kept."""
        return 2 * self.size


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sooner:
    """The same by the standard library."""

    name: str
    size: int = 3
    parts: tuple[int, ...] = field(default_factory=tuple)
    key: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", self.name.lower())


@dataclass(frozen=True, slots=True)
class Placed:
    """A value given by place."""

    left: int
    right: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Itself:
    """A value that equals itself alone."""

    name: str


@dataclass(slots=True, kw_only=True)
class Open:
    """Not frozen: made by the standard library."""

    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Ordered:
    """In order."""

    at: int


@dataclass(frozen=True, slots=True)
class Nothing:
    """Without fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """With an attribute of the class: made by the standard library."""

    COUNT: ClassVar[int] = 1
    at: int


values = st.fixed_dictionaries(
    {"name": st.text(), "size": st.integers(), "parts": st.lists(st.integers()).map(tuple)}
)


@given(values, values)
def test_values_are_equal_and_hashed_as_the_standard_librarys(
    one: dict[str, object], other: dict[str, object]
) -> None:
    late, soon = (Later(**one), Later(**other)), (Sooner(**one), Sooner(**other))  # type: ignore[arg-type]
    assert (late[0] == late[1]) is (soon[0] == soon[1])
    assert hash(late[0]) == hash(soon[0])


def test_a_single_field_and_none_are_compared_and_hashed_like_several() -> None:
    assert (Ordered(at=1) == Ordered(at=1), Ordered(at=1) == Ordered(at=2)) == (True, False)
    assert hash(Ordered(at=1)) == hash((1,))
    assert (Nothing() == Nothing(), hash(Nothing())) == (True, hash(()))
    assert object() != Ordered(at=1)
    assert Ordered(at=1) < Ordered(at=2)


@given(values)
def test_values_are_shown_as_the_standard_librarys(one: dict[str, object]) -> None:
    assert repr(Later(**one)).replace("Later", "Sooner") == repr(Sooner(**one))  # type: ignore[arg-type]


@given(values)
def test_values_survive_pickling_copying_and_replacing(one: dict[str, object]) -> None:
    value = Later(**one)  # type: ignore[arg-type]
    assert pickle.loads(pickle.dumps(value)) == value
    assert copy.deepcopy(value) == value
    assert dataclasses.replace(value, size=value.size) == value
    assert dataclasses.replace(value, name="B").key == "b"


def test_fields_that_are_not_given_have_their_defaults() -> None:
    value = Later(name="A")
    assert (value.size, value.parts, value.key, value.double) == (3, (), "a", 6)


def test_the_fields_are_those_of_the_standard_library() -> None:
    told = [(each.name, each.type, each.init, each.compare) for each in dataclasses.fields(Later)]
    assert told == [(each.name, each.type, each.init, each.compare) for each in dataclasses.fields(Sooner)]
    assert dataclasses.is_dataclass(Later)
    assert dataclasses.asdict(Later(name="A")) == dataclasses.asdict(Sooner(name="A"))


@pytest.mark.parametrize("wrong", [{}, {"name": "A", "other": 1}])
def test_wrong_arguments_are_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(TypeError, match="argument"):
        Later(**wrong)  # type: ignore[arg-type]


def test_keyword_fields_are_not_taken_by_place() -> None:
    with pytest.raises(TypeError, match="positional"):
        Later("A")  # type: ignore[call-arg]
    assert Later.__match_args__ == ()


def test_a_frozen_value_stays_as_it_is() -> None:
    value = Later(name="A")
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'size'"):
        value.size = 4  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'size'"):
        del value.size
    assert not hasattr(value, "__dict__")


def test_fields_by_place_can_be_matched() -> None:
    match Placed(1, 2):
        case Placed(left, right):
            assert (left, right) == (1, 2)


def test_without_equality_a_value_equals_itself_alone() -> None:
    one, other = Itself(name="A"), Itself(name="A")
    assert one == one  # noqa: PLR0124
    assert one != other
    assert len({one, other}) == 2


def test_what_is_out_of_the_ordinary_is_the_standard_librarys() -> None:
    value = Open()
    value.name = "B"
    assert value == Open(name="B")
    assert Counted(at=2).COUNT == 1


def test_values_are_in_the_order_of_their_fields() -> None:
    assert sorted([Ordered(at=2), Ordered(at=1)])[0].at == 1
    assert Ordered(at=1) <= Ordered(at=1) < Ordered(at=2)
    assert not Ordered(at=1) > Ordered(at=2)
    with pytest.raises(TypeError):
        _ = Ordered(at=1) < Placed(1)  # type: ignore[operator]


def test_a_class_may_be_derived_from() -> None:
    @dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
    class Derived(Later):
        more: int = 1

    value = Derived(name="A", more=2)
    assert (value.name, value.size, value.more) == ("A", 3, 2)
    assert [each.name for each in dataclasses.fields(Derived)] == ["name", "size", "parts", "key", "more"]


@given(st.text(max_size=4), st.integers(), st.text(max_size=4))
def test_a_value_with_other_fields_is_what_the_standard_library_makes(
    name: str, size: int, other: str
) -> None:
    later, sooner = replace(Later(name=name, size=size), name=other), Sooner(name=name, size=size)
    expected = dataclasses.replace(sooner, name=other)
    assert (later.name, later.size, later.parts, later.key) == (other, size, (), expected.key)


def test_a_replaced_field_must_be_one() -> None:
    with pytest.raises(TypeError):
        replace(Later(name="a"), colour="red")  # type: ignore[call-arg]


def test_values_before_and_after_the_initialiser_is_compiled_are_alike() -> None:
    @dataclass(frozen=True, slots=True)
    class Fresh:
        one: int
        two: list[int] = field(default_factory=list)
        three: str = "c"

    made = [(each.one, each.two, each.three) for each in (Fresh(at % 2, three="d") for at in range(40))]
    assert made == [(at % 2, [], "d") for at in range(40)]


@pytest.mark.parametrize("given", [{}, {"one": 1, "two": 2}])
def test_wrong_arguments_are_refused_from_the_first_value_on(given: dict[str, int]) -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Fresh:
        one: int

    with pytest.raises(TypeError):
        Fresh(**given)
    with pytest.raises(TypeError):
        Fresh(1)  # type: ignore[call-arg]
    assert Fresh(one=3).one == 3
