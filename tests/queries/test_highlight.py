"""Where an article answers a question."""

import time
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.queries.expression import Leaf, Phrase, Prefix, Word, positive
from app.queries.grammar import parse
from app.queries.highlight import EXCERPT, highlight
from app.text.token import Token, tokens
from tests.queries.test_expression import QUESTION, TEXT, WRITTEN, has, stretches


def marked(q: str, text: str, title: str = "") -> list[str]:
    fields = {"title": title, "text": text}
    return [fields[mark.field][mark.start : mark.end] for mark in highlight(parse(q), title, text).marks]


@pytest.mark.parametrize(
    ("q", "text", "words"),
    [
        ("مصر", "سافر إلى مصر، وعاد من مصر.", ["مصر", "مصر"]),
        ("مصر", "القاهرة بمصر «المصرية»", ["بمصر", "المصرية"]),
        ("مدرسة", "في المَدْرَسَةِ.", ["المَدْرَسَةِ"]),
        ("مصر -تونس", "مصر وتونس", ["مصر"]),
        ("-تونس", "مصر وتونس", []),
        ("-(-تونس)", "مصر وتونس", ["وتونس"]),
        ("مصر OR تونس", "مصر وتونس", ["مصر", "وتونس"]),
        ('"الأمن الوطني"', "الأمن هو للأمن الوطني، والوطني", ["للأمن الوطني"]),
        ('"الأمن الوطني"', "الأمن\nو الوطني", ["الأمن\nو الوطني"]),
        ('"الأمن الوطني"', "الأمن\n\nالوطني", []),
        ('"الأمن الوطني" الوطنية', "الأمن الوطني", ["الأمن الوطني"]),
        ('"مصر ليبيا" "ليبيا تونس"', "مصر تونس ليبيا", []),
        ('"مصر تونس" "تونس ليبيا"', "مصر تونس ليبيا", ["مصر تونس ليبيا"]),
        ("وزار*", "وزير بالوزارات", ["بالوزارات"]),
        ("14", "يومي 13 و14 يونيو", ["14"]),
        ("covid-19", "جائحة COVID-19!", ["COVID-19"]),
        ("covid-1*", "جائحة COVID-19!", ["COVID-19"]),
        ("dgsn", "بالـDGSN", ["DGSN"]),
        ("لاعب", "ﻻﻋﺐ", ["ﻻﻋﺐ"]),
        ("الله", "الحمد لله", ["لله"]),
        ("شرطة", "شرطيان وشرطي", ["وشرطي"]),
        ("عليه", "محمد ﷺ", ["ﷺ"]),
        ("صحافي", "الصحفيون والصحافة", ["الصحفيون", "والصحافة"]),
        ("كورونا", "كرونا كورونا كوريا", ["كورونا"]),
        ("عبدالله", "لعبدالله وعبد الله", ["لعبدالله", "وعبد الله"]),
        ("عبد الله", "إلى عبدالله", ["عبدالله"]),
        ("عبد", "«لعبدالله» وعبداللهيان", ["لعبدالله"]),
        ('"عبد عبد"', "عبدالله عبد عبد", ["عبد عبد"]),
        ('"عبد الله عبد"', "عبدالله عبد", ["عبدالله عبد"]),
        ("عبدالله*", "عبداللهيان وعبد الله", ["عبداللهيان", "وعبد الله"]),
        ("عبدالرحمن", "عبدالرحمان، عبد الرحمان، عبد الله", ["عبدالرحمان", "عبد الرحمان"]),
        ('"عبدالرحمن"', "عبدالرحمان وعبد الرحمن", ["وعبد الرحمن"]),
        ("بيونغيانغ", "بيونج يانج وبيونغ يانغ", ["بيونج يانج", "وبيونغ يانغ"]),
        ("بورسعيد", "البورسعيدي", ["البورسعيدي"]),
        ("فيسب*", "في الفيسبوك وفيس بوك", ["الفيسبوك", "وفيس بوك"]),
        ("عبدالعز*", "عبدالعزيز وعبد العزيز", ["عبدالعزيز", "وعبد العزيز"]),
        ("فيسبوك", "في الفايسبوك وفيس بوك", ["الفايسبوك", "وفيس بوك"]),
        ("", "مصر", []),
    ],
)
def test_words_are_marked_as_they_are_written(q: str, text: str, words: list[str]) -> None:
    assert marked(q, text) == words


def test_title_and_text_are_marked_in_their_own_fields() -> None:
    found = highlight(parse("مصر"), "بمصر", "في مصر")
    assert found.marks == (("title", 0, 4), ("text", 3, 6))
    assert found.excerpt == (0, 6)


@settings(deadline=None)
@given(TEXT, TEXT, QUESTION)
def test_each_mark_holds_what_was_asked_and_all_that_was_asked_is_marked(
    title: str, text: str, q: str
) -> None:
    leaves, found = positive(parse(q)), highlight(parse(q), title, text)
    fields = {"title": title, "text": text}
    held = set()
    ends = {"title": 0, "text": 0}
    for mark in found.marks:
        assert ends[mark.field] <= mark.start < mark.end
        ends[mark.field] = mark.end
        words = list(tokens(fields[mark.field][mark.start : mark.end]))
        held |= (here := {leaf for leaf in leaves if has(leaf, words)})
        assert here
        assert words[0].start == 0
    assert held == {leaf for leaf in leaves if any(has(leaf, words) for words in stretches((title, text)))}


def plainly_marked(q: str, text: str) -> list[tuple[int, int]]:
    """The marks of a text, by looking at each of its words and all that follow it."""
    found: list[tuple[int, int]] = []
    words, ends = list(tokens(text)), [len(words) for words in stretches(("", text))]
    ends = list(accumulate(ends))
    for at, word in enumerate(words):
        rest = words[at : next(end for end in ends if end > at)]
        sizes = [
            size for leaf in positive(parse(q)) for size in range(1, 9) if begins(leaf, rest[:size], size)
        ]
        for size in sizes:
            start, end = word.start, rest[size - 1].end
            if found and start < found[-1][1]:
                start, end = found[-1][0], max(end, found.pop()[1])
            found.append((start, end))
    return found


def begins(leaf: Leaf, words: list[Token], size: int) -> bool:
    """Whether `words` are just what a leaf asks for."""
    if isinstance(leaf, Phrase):
        whole = len(leaf.forms)
    else:
        whole = 1 + (len(leaf.before) if isinstance(leaf, Prefix) else 0)
    return len(words) == size == whole and has(leaf, words)


PIECE = st.sampled_from(
    [*WRITTEN, "في،مصر", "\u064b\n\u064b\n", "\n\u200f\n", " و ", "والCOVID", "\u2029", "_", "ﻻ"]
)
SEAM = st.sampled_from(["", " ", " ", "  ", "\n", " و", "\n \n", "-"])
WHOLE = st.lists(st.tuples(PIECE, SEAM).map("".join), max_size=12).map("".join)


@settings(deadline=None)
@given(WHOLE, QUESTION)
def test_what_is_marked_is_what_looking_at_every_word_marks(text: str, q: str) -> None:
    found = highlight(parse(q), "", text)
    assert [(mark.start, mark.end) for mark in found.marks] == plainly_marked(q, text)


@pytest.mark.parametrize("words", range(40, 50))
def test_an_excerpt_does_not_end_within_what_is_written_together(words: int) -> None:
    between = "كلمة " * words
    text = f"(SARS-2) {between}covid-19 {between}"
    excerpt = highlight(parse("sars covid"), "", text).excerpt
    assert excerpt is not None
    assert f" {excerpt.of(text)} " in f" {text} "


@settings(deadline=None)
@given(st.lists(TEXT, max_size=30).map(" ".join), QUESTION)
def test_an_excerpt_holds_a_mark_and_whole_words(text: str, q: str) -> None:
    found = highlight(parse(q), "", text)
    assert (found.excerpt is None) == (not found.marks)
    if found.excerpt:
        start, end = found.excerpt
        assert any(start <= mark.start and mark.end <= end for mark in found.marks)
        assert end - start <= EXCERPT or all(
            mark.end - mark.start > EXCERPT for mark in found.marks if start <= mark.start < end
        )
        assert text[start:end] == text[start:end].strip()
        assert start == 0 or text[start - 1].isspace()
        assert end == len(text) or text[end].isspace()


def test_an_excerpt_lies_where_most_of_what_was_asked_stands_together() -> None:
    filler = "كلام كثير " * 60
    text = f"مصر مصر مصر {filler} قمة مصر وتونس {filler} تونس"
    excerpt = highlight(parse("مصر تونس"), "", text).excerpt
    assert excerpt is not None
    assert "قمة مصر وتونس" in excerpt.of(text)
    assert len(excerpt.of(text)) > EXCERPT - 20


def test_an_excerpt_of_a_text_with_no_spaces_is_the_mark_alone() -> None:
    text = "،".join(["كلام"] * 100 + ["مصر"] + ["كلام"] * 100)
    excerpt = highlight(parse("مصر"), "", text).excerpt
    assert excerpt is not None
    assert excerpt.of(text) == "مصر"


def test_phrases_are_found_in_long_runs_too() -> None:
    text = "في " * 1020 + "مصر في " * 4 + "في مصر تونس"
    assert marked('"مصر في" "في مصر تونس" -في', text) == ["مصر في"] * 4 + ["في مصر تونس"]


@pytest.mark.parametrize(
    "text", ["في مصر " * 400_000, "مصر،" * 400_000, "ا" * 2_000_000, "مصر\n\n" * 400_000], ids=len
)
def test_a_long_text_takes_no_longer_than_its_length(text: str) -> None:
    began = time.process_time()
    highlight(parse('مصر "في مصر" في*'), "", text)
    assert time.process_time() - began < 10


def test_all_kinds_of_leaves_are_told_apart() -> None:
    assert [type(leaf) for leaf in positive(parse('a "b" c*'))] == [Word, Phrase, Prefix]
