"""Short texts: what heads one sentence, and what is the beginning of it."""

import textwrap

import pytest

from tests.reading.layout.sample import BRIEF, FIRST, SECOND, THIRD, TITLE, page, read


@pytest.mark.parametrize("by", ["\n\n", "\n"])
@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ((), []),
        (("الرباط (و م ع)",), [("dateline", "الرباط"), ("source", "(و م ع)")]),
        (("تونس - خبر عاجل",), [("dateline", "تونس -"), ("section", "خبر عاجل")]),
        (("لندن – رويترز",), [("dateline", "لندن –"), ("source", "رويترز")]),
        (("غزة/ فلسطين",), [("dateline", "غزة/ فلسطين")]),
        (("بيروت ـ سعاد حنا:",), [("dateline", "بيروت ـ"), ("byline", "سعاد حنا:")]),
        (("كتبت: سعاد حنا",), [("byline", "كتبت: سعاد حنا")]),
        (("14 مايو 2024",), [("date", "14 مايو 2024")]),
        (("هسبريس - سعاد حنا", "14 مايو 2024"),
         [("source", "هسبريس -"), ("byline", "سعاد حنا"), ("date", "14 مايو 2024")]),
    ],
)  # fmt: skip
def test_one_short_sentence_is_text_enough_for_a_head(
    by: str, head: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    title = "توقيف أربعة بأكادير"
    assert read(page(title, *head, BRIEF, by=by)) == [("title", title), *expected, ("paragraph", BRIEF)]


def test_under_a_name_or_place_one_line_without_a_full_stop_is_text_too() -> None:
    bare = BRIEF.rstrip(".")
    assert read(page(TITLE, "الرباط - سعاد حنا", "14 مايو 2024", bare, by="\n"))[0] == ("title", TITLE)
    assert read(page(TITLE, "تونس – (وات) – " + bare, by="\n"))[0] == ("title", TITLE)
    assert read(page(TITLE, "14 مايو 2024", bare, by="\n"))[0] == ("paragraph", TITLE)


@pytest.mark.parametrize(
    "lines",
    [
        ("طلب عدد من النواب بمجلس المستشارين", "تأجيل جلسة اليوم."),
        ("قدم والي تطاوين صباح اليوم استقالته", "ونشر الوالي تدوينة قال فيها إنه استقال اليوم."),
        ("قال الناطق باسم الحكومة", "إن القرار نهائي ولا رجعة فيه بعد اليوم."),
        ("هاجمت جماعات متشددة في مدينة النجف", "جنوب العراق، أمس السبت أحد المحلات المخصصة",
         "لبيع هدايا عيد الحب وبطاقات المعايدة."),
        ("تعهدت النائبة سعاد حنا (نداء", "تونس) ببناء مدرسة جديدة في مدينة سوسة."),
        ("أيها الإخوة المواطنون", "لقد حان العمل."),
        ("برنامج الجولة", "الرباط - فاس", "طنجة - وجدة"),
        ("سألته: متى تعود؟", "قال: غدا إن شاء الله."),
        ("وقال الوزير في ختام", "كلمته إن الحكومة ماضية في الإصلاح."),
        ("كتب محمد علي", "مؤلفات نادرة تباع اليوم في مزاد علني."),
        ("الصحفي محمد علي", "اعتقل صباح اليوم من منزله."),
        ("أنا وأنت", "على باب المدينة ننتظر", "والليل طويل."),
        ("From Cairo to Rabat", "the same songs are heard every evening."),
    ],
)  # fmt: skip
def test_the_beginning_of_a_short_text_is_no_title(lines: tuple[str, ...]) -> None:
    assert {role for role, _ in read(page(*lines, by="\n"))} == {"paragraph"}


@pytest.mark.parametrize("width", range(20, 60, 5))
@pytest.mark.parametrize(
    "sentence",
    [
        "مراسلنا في غزة محمد العلوي أفاد بأن القصف استمر طوال الليل على أحياء المدينة.",
        "فاز حارس المنتخب التونسي مكرم الميساوي بجائزة أفضل لاعب في المقابلة.",
        "قررت دول مجلس التعاون لدول الخليج العربية اليوم الأربعاء 02 مارس 2016 اعتماد القرار.",
        "أعلن ذلك الناطق باسم الحكومة في تصريح أدلى به صباح اليوم الخميس في الرباط لوكالة رويترز.",
        "محمد صلاح سجل هدفين في مباراة أمس أمام فريقه السابق، حسب ما أفادت به مراسلتنا سناء الجدني.",
    ],
)
def test_a_sentence_wrapped_at_any_width_is_only_text(sentence: str, width: int) -> None:
    lines = textwrap.wrap(sentence, width)
    assert {role for role, _ in read("\n".join(lines))} == {"paragraph"}


@pytest.mark.parametrize("line", ["بقلم: سناء الجدني", "كتبت سناء الجدني من بيروت:", "هسبريس - سناء الجدني"])
def test_a_line_hardly_shorter_than_the_only_sentence_may_sign_it(line: str) -> None:
    assert "byline" in [role for role, _ in read(f"{line}\nأعلنت الحكومة عطلة غدا.")]


@pytest.mark.parametrize(
    "turns",
    [
        ("س: كيف استقبل الجمهور فيلمك؟", "ج: استقبالا دافئا."),
        ("س: كيف؟", "ج: هكذا"),
        ("كيف استقبل الجمهور فيلمك؟", "استقبالا دافئا."),
    ],
)
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("حاورها: سعاد حنا", [("byline", "حاورها: سعاد حنا")]),
        ("حاورتها في كان: سعاد حنا",
         [("byline", "حاورتها"), ("dateline", "في كان:"), ("byline", "سعاد حنا")]),
    ],
)  # fmt: skip
def test_short_questions_and_answers_are_text_enough_for_a_head(
    line: str, expected: list[tuple[str, str]], turns: tuple[str, str]
) -> None:
    title = "المخرجة كوثر بن هنية: السينما لا تغير العالم"
    interview = [("paragraph", turn) for turn in turns]
    assert read(page(title, line, *turns)) == [("title", title), *expected, *interview]


def test_a_question_right_below_a_question_is_part_of_a_dialogue() -> None:
    lines = ["كيف حالك يا صديقي العزيز؟", "ماذا قلت للوزير في مكتبه؟", "لا شيء."]
    assert read(page(*lines)) == [("paragraph", line) for line in lines]


def test_a_name_above_a_short_text_is_its_title_and_not_its_author() -> None:
    assert read("أحمد شوقي\nأمير الشعراء، ولد في القاهرة.")[0] == ("title", "أحمد شوقي")


@pytest.mark.parametrize("last", ["رويترز.", "مراسلتنا سناء الجدني.", "الأربعاء 15 مارس 2017."])
def test_the_end_of_a_wrapped_sentence_is_no_foot(last: str) -> None:
    assert read(f"{FIRST}\nوأكد ذلك مصدر مسؤول في تصريح خص به\n{last}")[-1] == ("paragraph", last)


@pytest.mark.parametrize(("last", "role"), [("(رويترز).", "source"), ("إعداد: سناء الجدني.", "byline")])
def test_what_says_by_itself_what_it_is_may_stand_below_an_open_sentence(last: str, role: str) -> None:
    assert read(f"{FIRST}\nوأكد ذلك مصدر مسؤول في تصريح خص به\n{last}")[-1] == (role, last)


@pytest.mark.parametrize(
    "first",
    [
        FIRST,
        FIRST.rstrip("."),
        "بسم الله الرحمن الرحيم",
        "قال وزير الداخلية إن الأمن مستتب في كل ربوع المملكة",
    ],
)
def test_an_article_that_starts_with_its_first_sentence_has_no_title(first: str) -> None:
    text = page(first, SECOND + " " + THIRD, by="\n")
    assert read(text) == [("paragraph", first), ("paragraph", SECOND + " " + THIRD)]
