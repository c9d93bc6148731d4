"""How what a reader types is understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import QueryError
from app.queries.grammar import LONGEST, MOST, left_out, parse

Q = st.text(st.sampled_from("abمصرالوب1- -\"()*ORAND\u200f«»،_&^:{}'%ﷺ\n\0"), max_size=40)
"""What the grammar and the index read a meaning into, and a little of the rest."""


@pytest.mark.parametrize(
    ("q", "understood"),
    [
        ("مصر", "مصر"),
        ("بمصر", "مصر"),
        ("  الأمن   الوطنيُّ ", "امن وطني"),
        ('"للأمن الوطني"', '"امن وطني"'),
        ("«الأمن الوطني» وزير", '"امن وطني" وزير'),
        ("“الأمن الوطني”", '"امن وطني"'),
        ('"مصر', '"مصر"'),
        ("a OR b", "a OR b"),
        ("a AND b", "a b"),
        ("a NOT b", "a -b"),
        ("NOT (a b) c", "-(a b) c"),
        ("a or b", "a or b"),
        ("a and b", "a and b"),
        ("a b OR c", "(a b) OR c"),
        ("a (b OR c)", "a (b OR c)"),
        ("(a b) c", "a b c"),
        ("a OR (b OR c)", "a OR b OR c"),
        ("a a", "a"),
        ("-a", "-a"),
        ("--a", "-a"),
        ("a -b", "a -b"),
        ("a -(b OR c)", "a -(b OR c)"),
        ('a -"b c"', 'a -"b c"'),
        ("-(-a)", "a"),
        ("\u200f-a", "-a"),
        ("a - b", "a b"),
        ("a-b", '"a b"'),
        ("covid-19", '"covid 19"'),
        ("18/01/2017", '"18 01 2017"'),
        ("وزار*", "وزار*"),
        ("المغر*", "المغر*"),
        ("covid-1*", "covid-1*"),
        ("a*b", '"a b"'),
        ("عبدالله", '"عبد الله"'),
        ("عبدالرحمان", '"عبد رحمان" OR "عبد رحمن"'),
        ("-عبدالرحمان", '-("عبد رحمان" OR "عبد رحمن")'),
        ('"عبدالرحمان"', '"عبد رحمان"'),
        ("ليالي عبدالله*", "ليالي (عبدالله* OR عبد-الله*)"),
        ("فايسبو*", "فايسبو* OR فيس-بو*"),
        ("وعبدالع*", "وعبدالع* OR عبد-الع*"),
        ("عبدال*", "عبدال*"),
        ("فيسب*", "فيسب* OR فيس-بوك*"),
        ("وبوركيناف*", "وبوركيناف* OR بوركينا-فاسو*"),
        ("تونس، مصر", "تونس مصر"),
        ("Fès", "fes"),
        ("ل15", "15"),
        ("(((a", "a"),
        ("a)))b", "a b"),
        ("() a", "a"),
        ("a OR", "a"),
        ("OR a OR OR b OR", "a OR b"),
        ("a OR ()", "a"),
        ("a -", "a"),
        ("a و b", "a b"),
    ],
)
def test_a_question_is_understood_so(q: str, understood: str) -> None:
    assert str(parse(q)) == understood


@pytest.mark.parametrize(
    "q", ["", " ", '"', '""', "()", "((", ")", "-", "- -", "*", "OR", "AND", "-()", "?!،", "و", "🙂", "\0"]
)
def test_what_has_no_word_asks_for_nothing(q: str) -> None:
    assert str(parse(q)) == ""


@pytest.mark.parametrize(
    ("q", "parts"),
    [
        ("مصر", ()),
        ("مصر OR (تونس -قطر)", ()),
        ("و", ("و",)),
        ("*", ("*",)),
        ('""', ('""',)),
        ("مصر و * تونس و", ("و", "*")),
        ("مصر - تونس", ("-",)),
        ('-"و" 🙂 a', ('-"و"', "🙂")),
        ("AND", ("AND",)),
        ("OR", ("OR",)),
        ("NOT", ("NOT",)),
        ("() ، OR", ("(", ")", "OR")),
        ("و AND", ("و", "AND")),
        ("مصر AND ()", ()),
        ("", ()),
    ],
)
def test_what_asks_for_nothing_is_told(q: str, parts: tuple[str, ...]) -> None:
    assert left_out(q) == parts


@given(Q)
def test_what_is_left_out_asks_for_nothing_alone(q: str) -> None:
    assert {str(parse(part)) for part in left_out(q)} <= {""}


@given(Q)
def test_any_text_is_understood_and_what_was_understood_says_the_same(q: str) -> None:
    asked = parse(q)
    assert parse(str(asked)) == asked


@given(st.text(max_size=50))
def test_even_text_of_any_kind(q: str) -> None:
    asked = parse(q)
    assert parse(str(asked)) == asked


def test_brackets_may_go_as_deep_as_a_question_is_long() -> None:
    assert str(parse("(" * 990 + "a")) == "a"
    assert str(parse("-(" * 499 + "a")) == "-a"
    assert str(parse("(a OR " * 60 + "b")) == "a OR b"


def test_a_question_may_have_so_many_characters() -> None:
    assert str(parse(f"a{' ' * (LONGEST - 1)}")) == "a"
    with pytest.raises(QueryError, match=r"1,001 characters; at most 1,000") as error:
        parse("a" * (LONGEST + 1))
    assert error.value.complaints[0].param == "q"


@pytest.mark.parametrize("form", ["{}", '"{}"', "-({})"])
def test_a_question_may_have_so_many_words(form: str) -> None:
    words = [f"w{'x' * (number // 26)}{chr(97 + number % 26)}" for number in range(MOST + 1)]
    assert parse(form.format(" ".join(words[:MOST])))
    with pytest.raises(QueryError, match="65 words; at most 64"):
        parse(form.format(" ".join(words)))
