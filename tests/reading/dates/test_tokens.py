"""Stretches of a text that can hold a date."""

import pytest

from app.reading.dates.tokens import iter_runs
from app.text.fold import fold


def kinds(text: str) -> list[str]:
    return [run.kinds for run in iter_runs(fold(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال الوزير يوم الأحد 14 فبراير 2010 إن", ["uWdMy"]),
        ("وفي ديسمبر/كانون الاول 2005، عينه", ["&iM/My,"]),
        ("يومي 13 و14 يونيو", ["Bd&dM"]),
        ("حضر 14 وزيرا و20 نائبا من المغرب", []),
        ("قال المدير العام", []),
        ("", []),
        (" ", []),
    ],
)
def test_only_words_of_dates_around_a_word_that_needs_one(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_a_mark_that_glues_two_sentences_does_not_hide_a_date() -> None:
    assert [k.strip("?") for k in kinds("سنة 2015؟14 فبراير")] == ["uy?dM"]


def test_tokens_stand_where_they_say() -> None:
    folded = fold("أول أمس، و14 فبراير")
    pieces = [
        (token.kind, folded.text[token.start : token.end])
        for run in iter_runs(folded)
        for token in run.tokens()
    ]
    assert pieces == [("T", "اول امس"), (",", "،"), ("&", "و"), ("d", "14"), ("M", "فبراير")]


def test_a_text_without_spaces_is_read_in_bounded_pieces() -> None:
    assert list(iter_runs(fold("ا" * 50_000 + "مارس" + "ا" * 50_000))) == []


def test_a_table_of_numbers_is_read_in_bounded_stretches() -> None:
    runs = list(iter_runs(fold("14 " * 5_000 + "مارس 2020 " * 5_000)))
    assert max(len(run.kinds) for run in runs) < 100
