"""What each piece of a page is: the layouts that papers and copying produce."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SEEDS
from tests.reading.layout.sample import BODY, FIRST, SECOND, THIRD, TITLE, page, parts_of, read


@pytest.mark.parametrize("by", ["\n\n", "\n", "\r\n", "\r\n\r\n", "\n \n"])
@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ((TITLE,), [("title", TITLE)]),
        ((TITLE, "دولي", "14 مايو 2024"), [("title", TITLE), ("section", "دولي"), ("date", "14 مايو 2024")]),
        (("سياسة", TITLE), [("section", "سياسة"), ("title", TITLE)]),
        (
            (TITLE, "مجتمع", "السبت 14 شتنبر 2024 - 12:30", TITLE, "رابط مختصر"),
            [("title", TITLE), ("section", "مجتمع"), ("date", "السبت 14 شتنبر 2024 - 12:30"),
             ("title", TITLE), ("boilerplate", "رابط مختصر")],
        ),
        ((TITLE, "بقلم: محمد العلوي"), [("title", TITLE), ("byline", "بقلم: محمد العلوي")]),
        ((TITLE, "سناء الجدني"), [("title", TITLE), ("byline", "سناء الجدني")]),
        (("سناء الجدني",), [("byline", "سناء الجدني")]),
        ((TITLE, "مراسلون 24"), [("title", TITLE), ("source", "مراسلون 24")]),
        ((TITLE, "فاس-سناء الجدني"), [("title", TITLE), ("dateline", "فاس-"), ("byline", "سناء الجدني")]),
        ((TITLE, "لندن: رنيم حنوش"), [("title", TITLE), ("dateline", "لندن:"), ("byline", "رنيم حنوش")]),
        ((TITLE, "هسبريس من الرباط"), [("title", TITLE), ("source", "هسبريس"), ("dateline", "من الرباط")]),
        (
            (TITLE, "القاهرة: «الشرق الأوسط»"),
            [("title", TITLE), ("dateline", "القاهرة:"), ("source", "«الشرق الأوسط»")],
        ),
        ((TITLE, "منذ 3 ساعات"), [("title", TITLE), ("date", "منذ 3 ساعات")]),
        ((TITLE, "صورة: أرشيف"), [("title", TITLE), ("caption", "صورة: أرشيف")]),
        (("حصري", TITLE), [("section", "حصري"), ("title", TITLE)]),
        (("الرئيسية / سياسة", TITLE), [("section", "الرئيسية / سياسة"), ("title", TITLE)]),
    ],
)  # fmt: skip
def test_the_head_is_told_apart_however_lines_are_parted(
    by: str, head: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    assert read(page(*head, FIRST, SECOND, by=by)) == [*expected, *BODY]


@pytest.mark.parametrize(
    "between",
    ["رابط مختصر", "اقرأ أيضا: الحكومة تصادق على قانون المالية", "فيسبوك تويتر واتساب", "#المغرب #الأمن",
     "***", "شارك المقال", "الوسوم: أمن، مخدرات", "1234 مشاهدة", "تابعونا على فيسبوك"],
)  # fmt: skip
def test_page_furniture_is_boilerplate_inside_and_below_the_text(between: str) -> None:
    assert read(page(TITLE, FIRST, between, SECOND)) == [
        ("title", TITLE), ("paragraph", FIRST), ("boilerplate", between), ("paragraph", SECOND),
    ]  # fmt: skip
    assert read(page(TITLE, FIRST, SECOND, between)) == [("title", TITLE), *BODY, ("boilerplate", between)]


@pytest.mark.parametrize(
    "line", ["نعم.", "وقال:", "لا", "المصدر الأمني قال إن التحقيق مستمر", "100", "انتهى"]
)
def test_no_content_is_boilerplate_because_it_is_short(line: str) -> None:
    assert read(page(FIRST, line, SECOND, by="\n"))[1][0] in ("paragraph", "heading")


def test_links_listed_below_the_text_are_boilerplate_with_their_announcement() -> None:
    links = ["اقرأ أيضا", "المغرب يفوز في مباراة ودية", "الحكومة تصادق على قانون المالية"]
    assert read(page(TITLE, FIRST, SECOND, *links, by="\n")) == [
        ("title", TITLE), *BODY, *[("boilerplate", link) for link in links],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("المصدر: هسبريس", "source"),
        ("المصدر ميدل ايست اونلاين", "source"),
        ("المصدر : وكالات", "source"),
        ("عن جريدة المساء", "source"),
        ("(أ ف ب)", "source"),
        ("رويترز", "source"),
        ("إعداد: سناء الجدني", "byline"),
        ("سناء الجدني", "byline"),
    ],
)
def test_the_foot_says_source_and_author(line: str, role: str) -> None:
    assert read(page(TITLE, FIRST, SECOND, line)) == [("title", TITLE), *BODY, (role, line)]


@pytest.mark.parametrize("lines", [("سناء الجدني", "* كاتبة مغربية"), ("* كاتبة مغربية", "سناء الجدني")])
def test_who_an_author_is_may_stand_above_the_name_at_the_foot_or_below(lines: tuple[str, str]) -> None:
    assert read(page(TITLE, FIRST, SECOND, *lines))[-2:] == [("byline", line) for line in lines]
    assert ("byline", "* كاتبة مغربية") not in read(page(TITLE, FIRST, SECOND, "* كاتبة مغربية"))


def test_an_agency_in_brackets_behind_the_last_sentence_is_a_source() -> None:
    text = page(TITLE, FIRST, SECOND + " (أ ف ب)")
    assert read(text) == [("title", TITLE), *BODY, ("source", "(أ ف ب)")]


def test_captions_printed_twice_are_captions_glued_or_apart() -> None:
    caption = "عناصر الشرطة أثناء عملية التوقيف بالمدينة"
    glued = page(TITLE, FIRST, caption + caption, SECOND)
    assert read(glued)[2] == ("caption", caption + caption)
    apart = page(TITLE, FIRST, caption, caption, SECOND, by="\n")
    assert read(apart)[2:4] == [("caption", caption)] * 2


def test_highlights_and_standfirst_are_leads() -> None:
    points = ["• حجز كميات مهمة من المخدرات", "• توقيف أربعة أشخاص"]
    assert read(page(TITLE, *points, FIRST, SECOND, by="\n")) == [
        ("title", TITLE), *[("lead", point) for point in points], *BODY,
    ]  # fmt: skip
    standfirst = "مصالح الشرطة تحجز طنا من الشيرا"
    assert read(page(TITLE, standfirst, FIRST, SECOND))[1] == ("lead", standfirst)
    assert read(page(TITLE, THIRD, "سناء الجدني", "14 سبتمبر 2024", FIRST, SECOND))[1] == ("lead", THIRD)


def test_what_stands_between_head_and_dateline_is_lead() -> None:
    assert read(page(TITLE, THIRD, "مدريد – " + FIRST, SECOND)) == [
        ("title", TITLE), ("lead", THIRD), ("dateline", "مدريد –"), *BODY,
    ]  # fmt: skip


def test_headings_stand_between_a_finished_paragraph_and_a_long_one() -> None:
    assert read(page(FIRST, "تعاون أمني دولي", SECOND, "ما القصة؟", THIRD, by="\n")) == [
        ("paragraph", FIRST), ("heading", "تعاون أمني دولي"), ("paragraph", SECOND), ("heading", "ما القصة؟"),
        ("paragraph", THIRD),
    ]  # fmt: skip


def test_a_list_of_short_lines_has_no_headings() -> None:
    lines = ["الرباط", "الدار البيضاء", "فاس"]
    assert {role for role, _ in read(page(FIRST, *lines, SECOND, by="\n"))} == {"paragraph"}


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_hard_wrapped_lines_of_a_paragraph_are_one_part(gap: str) -> None:
    paragraphs = [" ".join([FIRST, THIRD]), SECOND, THIRD]
    wrapped = ["\n".join(textwrap.wrap(p, 58)) for p in paragraphs]
    assert read(gap.join(wrapped)) == [("paragraph", p) for p in wrapped]


def test_each_line_of_a_soft_wrapped_text_is_a_paragraph() -> None:
    lines = [FIRST, SECOND, THIRD, FIRST[:-30] + "."]
    assert read("\n".join(lines)) == [("paragraph", line) for line in lines]


def test_a_known_title_is_found_in_the_text_and_no_other_line_is_one() -> None:
    assert read(page(TITLE, FIRST, SECOND), title=TITLE) == [("title", TITLE), *BODY]
    assert read(page("عنوان فرعي آخر", FIRST, SECOND), title=TITLE)[0][0] != "title"


def test_marks_that_show_nothing_belong_to_the_line_before() -> None:
    assert read("\u200f\n" + FIRST + "\n\u200b\n") == [("paragraph", "\u200f\n" + FIRST + "\n\u200b")]


PIECES = st.sampled_from(
    [TITLE, FIRST, SECOND, "سياسة", "14 سبتمبر 2024", "مدريد – ", "الرباط-سناء الجدني", "رابط مختصر",
     "المصدر: ", "هسبريس", "اقرأ أيضا", "\n", "\n\n", " ", "\u200f", "(أ ف ب)", "•", "بقلم", ":", "«",
     "\u2029", "\r\n", "Par X"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join)))
def test_parts_hold_all_that_is_not_white_space_in_order_and_once(text: str) -> None:
    done = 0
    for part in parts_of(text):
        content = text[part.start : part.end]
        assert part.start >= done
        assert content
        assert content == content.strip()
        assert not text[done : part.start].strip()
        done = part.end
    assert not text[done:].strip()


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_the_seeds_have_text_and_nothing_of_it_is_furniture(seed: object) -> None:
    text = seed.read_text("utf-8")  # type: ignore[attr-defined]
    parts = parts_of(text)
    share = sum(p.end - p.start for p in parts if p.role in ("paragraph", "lead", "heading", "dateline"))
    assert share / len(text) > 0.9
