from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from retell.report import plain as module
from retell.report.lines import Line, Part, Rule, Versions, Words
from retell.report.plain import plain
from retell.report.styled import unstyled

TEXT = st.text(alphabet="ab, xé—“’\n\xa0", max_size=120) | st.text(max_size=20)
WORDS = st.builds(lambda text: Words(parts=((text, ""), (text[::-1], "bold"))), TEXT.map(lambda t: t[:90]))
PARTS = st.one_of(
    st.builds(Line, words=WORDS, indent=st.sampled_from([0, 2, 6])),
    st.builds(Rule, words=WORDS.filter(lambda words: bool(words.plain))),
    st.builds(
        Versions,
        titles=st.tuples(WORDS, WORDS),
        rows=st.lists(st.tuples(st.just("12"), WORDS, st.tuples(WORDS, WORDS)), max_size=3).map(tuple),
    ),
)


def as_rich_has_it(parts: list[Part], width: int) -> str:
    return "\n".join(line.rstrip() for line in unstyled(parts, width).split("\n"))


@given(parts=st.lists(PARTS, max_size=3), width=st.integers(20, 120))
def test_plain_lines_are_what_rich_prints_without_styles(parts: list[Part], width: int) -> None:
    assert plain(parts, width) == as_rich_has_it(parts, width)


def test_every_sign_that_is_laid_out_here_takes_one_column() -> None:
    assert {sign for sign in module._ONE_COLUMN - {"\n"} if cell_len(sign) != 1} == set()


def test_a_word_longer_than_a_line_goes_on_below() -> None:
    assert plain([Line(words=Words(parts=(("x" * 50, ""),)))], 40) == "x" * 40 + "\n" + "x" * 10 + "\n"


def test_a_word_longer_than_a_cell_is_cut_short() -> None:
    long = Words(parts=(("x" * 50, ""),))
    text = plain([Versions(titles=(long, long), rows=(("1", long, (long,)),))], 60)
    assert text.splitlines()[-1] == f"    1 │ {'x' * 23}… │ {'x' * 23}…"


@pytest.mark.parametrize("text", ["港口的起重机", "a\tb", "soft\xadhyphen"])
def test_signs_of_other_widths_are_left_to_rich(text: str) -> None:
    parts: list[Part] = [Line(words=Words(parts=((text, ""),)))]
    assert plain(parts, 60) == as_rich_has_it(parts, 60)
