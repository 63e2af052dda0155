"""Dataclasses whose methods are made when they are first used.

The standard library writes the methods of a frozen dataclass as source and compiles them where the class
stands: six at once, a millisecond of start-up for each class, whether it is used or not. A comparison loads
some hundred and sixty such classes and makes values of half of them. Here a class is made with its slots
alone. `__init__` is compiled when a class has made some values, equality and hash are read off the fields;
all else (repr, order, fields) is what the standard library makes, made when it is first asked for. What is
out of the ordinary goes to the standard library at once, so that both decorators mean the same.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "replace"]

if TYPE_CHECKING:
    from dataclasses import dataclass, replace
else:

    def replace(value: object, /, **changes: object) -> object:
        """What `dataclasses.replace` makes of a value of ours, without asking for its fields."""
        cls = type(value)
        asked = getattr(cls, "__asked__", None)
        if asked is None:
            return dataclasses.replace(value, **changes)
        for name in asked:
            if name not in changes:
                changes[name] = getattr(value, name)
        return cls(**changes)

    def dataclass(cls: type | None = None, /, **options: bool) -> object:
        """What `dataclasses.dataclass` makes, sooner; takes the same options."""
        return _decorated(cls, options) if cls is not None else lambda cls: _decorated(cls, options)


_STANDARD: Any = dataclasses.dataclass
_ORDINARY = {"frozen", "slots", "kw_only", "eq", "order"}
_LEFT_BEHIND = ("__dict__", "__weakref__")
_OTHER_ANNOTATIONS = ("ClassVar", "InitVar", "KW_ONLY", "typing.", "dataclasses.")
_COMPARED = ("__lt__", "__le__", "__gt__", "__ge__")
_WRITTEN_OUT = frozenset({"__init__", "__eq__", "__hash__", "__slots__", *_COMPARED})
_COMPLETED = ("__dataclass_params__", "__repr__", "__replace__", *_COMPARED)


def _decorated(cls: type, options: Mapping[str, bool]) -> type:
    if _is_ordinary(cls, options):
        return _Plan(cls, options).made
    return _STANDARD(**options)(cls)  # type: ignore[no-any-return]


def _is_ordinary(cls: type, options: Mapping[str, bool]) -> bool:
    """Whether this is a frozen class with slots, all of whose fields are its own and plain."""
    return (
        options.keys() <= _ORDINARY
        and bool(options.get("frozen") and options.get("slots"))
        and type(cls) is type
        and cls.__bases__ == (object,)
        and cls.__dict__.keys().isdisjoint(_WRITTEN_OUT)
        and all(map(_is_usual, cls.__annotations__.values()))
        and all(map(_is_plain, _spelt_out(cls).values()))
    )


def _is_usual(told: object) -> bool:
    """Whether an annotation is text and that of an ordinary field; a letter tells it of most."""
    return type(told) is str and (told[0] not in "CIKtd" or not told.startswith(_OTHER_ANNOTATIONS))


def _spelt_out(cls: type) -> dict[str, dataclasses.Field[Any]]:
    """The fields that were given more than a default."""
    return {name: value for name, value in cls.__dict__.items() if type(value) is dataclasses.Field}


def _is_plain(default: dataclasses.Field[Any]) -> bool:
    return default.kw_only is dataclasses.MISSING and default.hash is None


class _Plan:
    """A class as it was written, and the one with slots that stands for it."""

    def __init__(self, written: type, options: Mapping[str, bool]) -> None:
        self.written = written
        self.options = {name: value for name, value in options.items() if name != "slots"}
        self.names = tuple(written.__annotations__)
        unasked = [name for name, each in _spelt_out(written).items() if not each.init]
        body = {**_to_come(self), **written.__dict__}
        for name in (*self.names, *_LEFT_BEHIND):
            body.pop(name, None)
        body["__slots__"] = self.names
        body["__asked__"] = tuple(name for name in self.names if name not in unasked)
        self.made = type(written.__name__, written.__bases__, body)
        self.made.__qualname__ = written.__qualname__
        self.ends_with: Any = written.__dict__.get("__post_init__")
        self.count = 0
        self.parts: tuple[tuple[str, Callable[[object, object], None], Any, Any, bool], ...] = ()

    def filled(self, value: object, args: Sequence[object], named: Mapping[str, object]) -> bool:
        """Whether a value's fields could be set one by one; what is unusual is left to `__init__`."""
        if args:
            asked: tuple[str, ...] = self.made.__dict__["__asked__"]
            given = {**dict(zip(asked, args, strict=False)), **named}
            if self.options.get("kw_only") or len(given) != len(args) + len(named):
                return False
            named = given
        self.parts = self.parts or tuple(map(self._part, self.names))
        taken = 0
        for name, setter, default, factory, is_asked in self.parts:
            if is_asked and name in named:
                setter(value, named[name])
                taken += 1
            elif factory is not dataclasses.MISSING:
                setter(value, factory())
            elif default is not dataclasses.MISSING:
                setter(value, default)
            elif is_asked:
                return False
        if taken == len(named) and self.ends_with:
            self.ends_with(value)
        return taken == len(named)

    def _part(self, name: str) -> tuple[str, Callable[[object, object], None], Any, Any, bool]:
        """A field: its name, what sets it, its default, what makes one, and whether it is an argument."""
        default: Any = self.written.__dict__.get(name, dataclasses.MISSING)
        factory: Any = dataclasses.MISSING
        if isinstance(default, dataclasses.Field):
            default, factory = default.default, default.default_factory
        setter = self.made.__dict__[name].__set__
        return name, setter, default, factory, name in self.made.__dict__["__asked__"]

    def initialiser(self) -> Any:
        """`__init__`, compiled and put in its place."""
        source, named = _source(self)
        exec(source, named)
        made: Any = named["__init__"]
        made.__qualname__ = f"{self.made.__qualname__}.__init__"
        self.made.__init__ = made  # type: ignore[misc]  # the one that stood there asked for this
        return made

    def _copied(self) -> type:
        """The class as it was written, for the standard library to change."""
        body = {name: value for name, value in self.written.__dict__.items() if name not in _LEFT_BEHIND}
        return type(self.written.__name__, (), body)

    def fields(self) -> Any:
        """The fields as the standard library has them, put in their place; no method is made for them."""
        bare = _STANDARD(init=False, repr=False, eq=False, kw_only=self.options.get("kw_only", False))(
            self._copied()
        )
        self.made.__dataclass_fields__ = bare.__dict__["__dataclass_fields__"]  # type: ignore[attr-defined]
        return bare.__dict__["__dataclass_fields__"]

    def completed(self, name: str) -> Any:
        """What the standard library makes under that name; all of it is put in its place."""
        whole = _STANDARD(**self.options)(self._copied())
        for each in _COMPLETED:
            if each in whole.__dict__:
                setattr(self.made, each, whole.__dict__[each])
        return self.made.__dict__[name]


class _Fields:
    """`__dataclass_fields__`, made when it is asked for."""

    def __init__(self, plan: _Plan) -> None:
        self.plan = plan

    def __get__(self, instance: object, owner: type) -> object:
        return self.plan.fields()


class _Params(_Fields):
    """`__dataclass_params__`, likewise."""

    def __get__(self, instance: object, owner: type) -> object:
        return self.plan.completed("__dataclass_params__")


def _compared(plan: _Plan, name: str) -> Callable[[object, object], bool]:
    """What stands for a comparison until it is made."""

    def first(self: object, other: object) -> bool:
        return plan.completed(name)(self, other)  # type: ignore[no-any-return]  # or NotImplemented

    return first


def _equality(plan: _Plan) -> dict[str, object]:
    """Equality and hash as the standard library has them: of the tuple of the fields."""
    apart = [name for name, each in _spelt_out(plan.written).items() if not each.compare]
    names = tuple(name for name in plan.names if name not in apart)
    read: Any = attrgetter(*names) if names else None

    held: Any = read if len(names) > 1 else lambda value: (read(value),) if names else ()

    def __eq__(self: object, other: object) -> bool:  # noqa: N807
        return held(self) == held(other) if type(other) is type(self) else NotImplemented

    def __hash__(self: object) -> int:  # noqa: N807
        return hash(held(self))

    return {"__eq__": __eq__, "__hash__": __hash__}


def _to_come(plan: _Plan) -> dict[str, object]:
    """What stands in a class until its methods are made."""
    equal: dict[str, object] = _equality(plan) if plan.options.get("eq", True) else {}
    compared = _COMPARED if plan.options.get("order") else ()

    def __init__(self: object, *args: object, **values: object) -> None:  # noqa: N807
        plan.count += 1
        if plan.count > _FEW or not plan.filled(self, args, values):
            plan.initialiser()(self, *args, **values)

    def __repr__(self: object) -> str:  # noqa: N807
        return str(plan.completed("__repr__")(self))

    def __setattr__(self: object, name: str, value: object) -> None:  # noqa: N807
        if type(self) is plan.made or name in plan.names:
            raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
        object.__setattr__(self, name, value)

    def __delattr__(self: object, name: str) -> None:  # noqa: N807
        if type(self) is plan.made or name in plan.names:
            raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
        object.__delattr__(self, name)

    def __getstate__(self: object) -> list[object]:  # noqa: N807
        return [getattr(self, name) for name in plan.names]

    def __setstate__(self: object, state: Sequence[object]) -> None:  # noqa: N807
        for name, value in zip(plan.names, state, strict=True):
            object.__setattr__(self, name, value)

    return {
        "__init__": __init__,
        "__repr__": __repr__,
        **equal,
        **{name: _compared(plan, name) for name in compared},
        "__setattr__": __setattr__,
        "__delattr__": __delattr__,
        "__getstate__": __getstate__,
        "__setstate__": __setstate__,
        "__match_args__": () if plan.options.get("kw_only") else plan.names,
        "__dataclass_fields__": _Fields(plan),
        "__dataclass_params__": _Params(plan),
    }


def _source(plan: _Plan) -> tuple[str, dict[str, object]]:
    """The source of `__init__`, and what it names: a field is written through its slot, frozen as it is."""
    heads: list[str] = []
    lines: list[str] = []
    named: dict[str, object] = {"_NONE": _NONE, "__name__": plan.made.__module__}
    for name in plan.names:
        head, value = _field(plan, name, named)
        heads += [head] if head else []
        if value:
            named[f"_set_{name}"] = plan.made.__dict__[name].__set__
            lines.append(f" _set_{name}(self, {value})")
    if plan.ends_with:
        lines.append(" self.__post_init__()")
    star = ["*"] if plan.options.get("kw_only") and heads else []
    body = "\n".join(lines or [" pass"])
    return f"def __init__({', '.join(['self', *star, *heads])}):\n{body}\n", named


def _field(plan: _Plan, name: str, named: dict[str, object]) -> tuple[str, str]:
    """How a field stands among the arguments, and what it is set to; either may be nothing."""
    default: Any = plan.written.__dict__.get(name, dataclasses.MISSING)
    factory: Any = dataclasses.MISSING
    is_asked = True
    if isinstance(default, dataclasses.Field):
        default, factory, is_asked = default.default, default.default_factory, default.init
    if factory is not dataclasses.MISSING:
        named[f"_new_{name}"] = factory
        head, value = f"{name}=_NONE", f"_new_{name}() if {name} is _NONE else {name}"
        return (head, value) if is_asked else ("", f"_new_{name}()")
    if default is not dataclasses.MISSING:
        named[f"_default_{name}"] = default
        return (f"{name}=_default_{name}", name) if is_asked else ("", f"_default_{name}")
    return (name, name) if is_asked else ("", "")


_FEW = 16
"""Values that a class makes before its `__init__` is compiled, which takes as long as making some fifty."""
_NONE = object()
"""What stands for an argument that was not given."""
