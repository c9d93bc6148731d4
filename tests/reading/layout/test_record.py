"""Records: the labelled lines that archives put above an article, and what looks like them."""

import pytest

from tests.reading.layout.sample import FIRST, SECOND, TITLE, page, read

RECORD = [
    ("العنوان: {}", "title"),
    ("الكاتب: صالح البيضاني", "byline"),
    ("الصحيفة: العربي الجديد", "source"),
    ("التاريخ: 21/07/2024", "date"),
    ("الدولة: اليمن", "boilerplate"),
    ("اللغة: العربية", "boilerplate"),
    ("العدد: 3421", "boilerplate"),
    ("الصفحة: 5", "boilerplate"),
    ("الرابط: https://example.com/a/1", "boilerplate"),
    ("التصنيف: سياسة", "section"),
]
PARTS = [(role, line.format(TITLE)) for line, role in RECORD]
BODY = [("paragraph", FIRST), ("paragraph", SECOND)]


@pytest.mark.parametrize("parted", ["\n", "\n\n"])
@pytest.mark.parametrize("first", range(len(RECORD)))
def test_the_labelled_lines_above_an_article_are_read_in_any_order(first: int, parted: str) -> None:
    parts = [*PARTS[first:], *PARTS[:first]]
    assert read(page(*(line for _, line in parts), FIRST, SECOND, by=parted)) == [*parts, *BODY]


@pytest.mark.parametrize("label", ["عنوان", "عنوان المقال", "Title", "العنوان الرئيسي", "Titre"])
@pytest.mark.parametrize("mark", [":", " : ", " | ", "\t", " - "])
def test_a_label_alone_makes_a_title_whatever_mark_follows_it(label: str, mark: str) -> None:
    line = f"{label}{mark}هل تنجح الهدنة؟"
    assert read(page(line, FIRST)) == [("title", line), ("paragraph", FIRST)]


def test_a_labelled_title_may_be_a_long_sentence() -> None:
    lines = [f"العنوان: {FIRST}", "الكاتب: صالح البيضاني"]
    assert read(page(*lines, SECOND)) == [("title", lines[0]), ("byline", lines[1]), ("paragraph", SECOND)]


def test_what_a_label_alone_on_its_line_announces_stands_on_the_next() -> None:
    lines = ["العنوان:", TITLE, "الكاتب:", "صالح البيضاني", "النص:"]
    roles = ["boilerplate", "title", "boilerplate", "byline", "boilerplate"]
    assert read(page(*lines, FIRST, SECOND)) == [*zip(roles, lines, strict=True), *BODY]


def test_no_text_is_furniture_because_a_label_announces_it() -> None:
    lines = [f"العنوان: {TITLE}", "النص: اندلع حريق صغير", "ثم انطفأ."]
    assert [role for role, _ in read(page(*lines))] == ["title", "paragraph", "paragraph"]


def test_where_the_title_is_known_another_labelled_one_is_furniture() -> None:
    record = page(f"العنوان: {TITLE}", "الكاتب: صالح البيضاني", FIRST)
    assert [role for role, _ in read(record, TITLE)] == ["title", "byline", "paragraph"]
    assert [role for role, _ in read(record, "عنوان غيره")] == ["boilerplate", "byline", "paragraph"]


@pytest.mark.parametrize("line", ["العنوان الأبرز: تراجع أسعار النفط", "عنوان كبير لمرحلة صعبة"])
def test_a_title_may_begin_with_the_word_title(line: str) -> None:
    assert read(page(line, FIRST)) == [("title", line), ("paragraph", FIRST)]


def test_a_kind_of_article_before_a_colon_labels_no_author() -> None:
    lines = ["تحقيق: كيف تهرب الأموال", "كتب: محمد الراجي"]
    assert [role for role, _ in read(page(*lines, FIRST))] == ["title", "byline", "paragraph"]


def test_an_address_is_no_title() -> None:
    lines = ["افتتاح معرض الكتاب بتونس", "العنوان: شارع الحبيب بورقيبة", "التاريخ: 21/07/2024"]
    assert read(page(*lines, FIRST))[0] == ("title", lines[0])
