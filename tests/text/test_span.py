"""Spans over a text."""

from hypothesis import given
from hypothesis import strategies as st

from app.text.span import Span, trim


def test_a_span_names_a_piece_of_a_text() -> None:
    assert Span(2, 5).of("abcdef") == "cde"


def test_spans_hold_and_meet_each_other() -> None:
    assert Span(0, 5).holds(Span(1, 5))
    assert not Span(1, 5).holds(Span(0, 5))
    assert Span(0, 3).meets(Span(2, 4))
    assert not Span(0, 3).meets(Span(3, 4))


@given(st.text(alphabet=" \nab\u00a0"))
def test_trimming_is_stripping(text: str) -> None:
    assert trim(text, 0, len(text)).of(text) == text.strip()
