"""What each piece of a page is: the layouts that papers and copying produce."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reading.dates.expressions import read_dates
from app.reading.layout.parts import find_parts
from app.reading.model import Part
from app.text.fold import fold
from tests.conftest import SEEDS

TITLE = "توقيف أربعة أشخاص بأكادير بسبب المخدرات"
FIRST = (
    "أعلنت مصالح الشرطة، في بلاغ لها، أن عناصرها تمكنت من توقيف أربعة أشخاص يشتبه في تورطهم في قضية تتعلق "
    "بالاتجار في المخدرات."
)
SECOND = (
    "وأضاف المصدر ذاته أن عملية التوقيف جرت بناء على معلومات دقيقة، وأسفرت عن حجز كميات مهمة من مخدر الشيرا "
    "كانت معدة للتهريب."
)
THIRD = (
    "وقد تم الاحتفاظ بالمشتبه فيهم تحت تدبير الحراسة النظرية رهن إشارة البحث الذي تشرف عليه النيابة العامة."
)


def parts_of(text: str, title: str | None = None) -> tuple[Part, ...]:
    folded = fold(text)
    return find_parts(folded, read_dates(folded, None).expressions, fold(title) if title else None).parts


def read(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """Role and content of each part, in order."""
    return [(p.role, text[p.start : p.end]) for p in parts_of(text, title)]


def page(*blocks: str, by: str = "\n\n") -> str:
    return by.join(blocks)


BODY = [("paragraph", FIRST), ("paragraph", SECOND)]
BRIEF = "أوقفت الشرطة أربعة أشخاص."


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
    ("opening", "expected"),
    [
        ("مدريد – ", [("dateline", "مدريد –")]),
        ("مدريد - ", [("dateline", "مدريد -")]),
        ("مدريد ـ ", [("dateline", "مدريد ـ")]),
        ("الرباط (و م ع) – ", [("dateline", "الرباط"), ("source", "(و م ع) –")]),
        ("القاهرة – أ ف ب: ", [("dateline", "القاهرة –"), ("source", "أ ف ب:")]),
        ("الرباط 14 شتنبر 2024 (ومع) – ",
         [("dateline", "الرباط"), ("date", "14 شتنبر 2024"), ("source", "(ومع) –")]),
        ("كتب محمد العلوي: ", [("byline", "كتب محمد العلوي:")]),
        ("غزة - فلسطين: ", [("dateline", "غزة - فلسطين:")]),
        ("من مراسلنا في غزة: ", [("byline", "من مراسلنا"), ("dateline", "في غزة:")]),
        ("مكتب القيروان: سناء الجدني – ",
         [("byline", "مكتب"), ("dateline", "القيروان:"), ("byline", "سناء الجدني –")]),
        ("واشنطن/الرباط – ", [("dateline", "واشنطن/الرباط –")]),
    ],
)  # fmt: skip
def test_a_credit_before_the_first_sentence_is_a_part_of_its_own(
    opening: str, expected: list[tuple[str, str]]
) -> None:
    assert read(opening + FIRST + "\n" + SECOND) == [*expected, *BODY]
    assert read(page(TITLE, opening + FIRST, SECOND)) == [("title", TITLE), *expected, *BODY]


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


def test_news_from_here_and_there_is_of_no_place() -> None:
    news = ["الرباط – افتتاح معرض الكتاب.", "تونس – إضراب في قطاع النقل.", "القاهرة – لقاء وزاري عربي موسع."]
    assert read(page(*news, by="\n")) == [("paragraph", text) for text in news]
    assert read(page(news[0], SECOND, by="\n"))[0] == ("dateline", "الرباط –")


def test_a_name_above_a_short_text_is_its_title_and_not_its_author() -> None:
    assert read("أحمد شوقي\nأمير الشعراء، ولد في القاهرة.")[0] == ("title", "أحمد شوقي")


@pytest.mark.parametrize("last", ["رويترز.", "مراسلتنا سناء الجدني.", "الأربعاء 15 مارس 2017."])
def test_the_end_of_a_wrapped_sentence_is_no_foot(last: str) -> None:
    assert read(f"{FIRST}\nوأكد ذلك مصدر مسؤول في تصريح خص به\n{last}")[-1] == ("paragraph", last)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("الناظور - من مراسلنا محمد الزوهري",
         [("dateline", "الناظور -"), ("byline", "من مراسلنا محمد الزوهري")]),
        ("من مراسلنا في غزة", [("byline", "من مراسلنا"), ("dateline", "في غزة")]),
        ("مراسل الجريدة بوجدة: محمد العلوي",
         [("byline", "مراسل الجريدة"), ("dateline", "بوجدة:"), ("byline", "محمد العلوي")]),
        ("مكتب القيروان - سناء الجدني",
         [("byline", "مكتب"), ("dateline", "القيروان -"), ("byline", "سناء الجدني")]),
        ("أزيلال: مراسل الجريدة", [("dateline", "أزيلال:"), ("byline", "مراسل الجريدة")]),
        ("كتب محمد علي من القاهرة:", [("byline", "كتب محمد علي"), ("dateline", "من القاهرة:")]),
        ("بروكسل ـ من عبد الله مصطفى", [("dateline", "بروكسل ـ"), ("byline", "من عبد الله مصطفى")]),
        ("حاوره في باريس: محمد العلوي",
         [("byline", "حاوره"), ("dateline", "في باريس:"), ("byline", "محمد العلوي")]),
        ("بيروت – سناء الجدني ومحمد العلوي",
         [("dateline", "بيروت –"), ("byline", "سناء الجدني ومحمد العلوي")]),
        ("إعداد وتصوير: سناء الجدني", [("byline", "إعداد وتصوير: سناء الجدني")]),
        ("سناء الجدني*", [("byline", "سناء الجدني*")]),
        ("بغداد / المدى", [("dateline", "بغداد /"), ("source", "المدى")]),
        ("عمان – الغد", [("dateline", "عمان –"), ("source", "الغد")]),
        ("غزة- محمد العلوي- الأيام:",
         [("dateline", "غزة-"), ("byline", "محمد العلوي-"), ("source", "الأيام:")]),
        ("نشر في الخبر يوم 21 - 03 - 2022", [("source", "نشر في الخبر"), ("date", "يوم 21 - 03 - 2022")]),
        ("عن رويترز", [("source", "عن رويترز")]),
    ],
)  # fmt: skip
def test_a_line_says_who_wrote_from_where_for_whom(line: str, expected: list[tuple[str, str]]) -> None:
    assert read(page(TITLE, line, FIRST, SECOND)) == [("title", TITLE), *expected, *BODY]


@pytest.mark.parametrize(
    "title",
    [
        "مصدر: لا زيادة في أسعار الوقود",
        "عاجل | انفجار قوي يهز العاصمة كابول",
        "من محمد علي إلى جمال عبد الناصر",
        "المغرب - إسبانيا: قمة ثنائية في فبراير",
        "عن أي إصلاح يتحدثون؟",
    ],
)
def test_a_headline_may_begin_like_something_else(title: str) -> None:
    assert read(page(title, FIRST, SECOND)) == [("title", title), *BODY]


@pytest.mark.parametrize(
    "text",
    [
        "مراسلنا في غزة أفاد بأن القصف لم يتوقف طوال الليل.",
        "كتب محمود درويش قصيدته الشهيرة في بيروت.",
        "كتب محمود درويش قصيدته من بيروت.",
        "مكتب الاتصال في تل أبيب أغلق أبوابه، بحسب مصادر دبلوماسية.",
    ],
)
def test_what_begins_like_a_signature_may_be_a_sentence(text: str) -> None:
    assert read(page(text, SECOND, by="\n")) == [("paragraph", text), ("paragraph", SECOND)]


@pytest.mark.parametrize(
    "line", ["عن الحياة", "تونس - الشعب يريد", "بيروت – الأخبار", "الرباط: من قلب الحدث"]
)
def test_an_ordinary_word_is_no_source_and_no_name(line: str) -> None:
    roles = [role for role, _ in read(page(TITLE, line, FIRST, SECOND))]
    assert "source" not in roles
    assert "byline" not in roles


def test_towns_at_the_foot_are_a_dateline_under_a_name_only() -> None:
    signed = read(page(TITLE, FIRST, SECOND, "سناء الجدني", "بيروت"))
    assert signed[-2:] == [("byline", "سناء الجدني"), ("dateline", "بيروت")]
    listed = read(page(TITLE, FIRST, SECOND, "الرباط - فاس", "طنجة - وجدة"))
    assert "dateline" not in [role for role, _ in listed]


@pytest.mark.parametrize(
    "text",
    [
        "الرباط التي استضافت الدورة – وهي عاصمة المملكة – شهدت حضورا كبيرا للوفود المشاركة.",
        "بغداد - واشنطن: جولة ثالثة من الحوار تنطلق الأسبوع المقبل بحضور وزيري خارجية البلدين.",
        "الجزائر – فرنسا: أزمة صامتة تتواصل بين البلدين منذ أشهر طويلة.",
        "مكتب الرباط: شقة من ثلاث غرف للكراء وسط المدينة قرب المحطة.",
        "طنجة-تطوان جهة كبيرة تعرف نموا سكانيا متواصلا منذ سنوات عديدة.",
        "محمد العلوي: هذا الرجل الذي صنع الحدث في الأيام الأخيرة من السنة.",
    ],
)
def test_a_place_or_name_inside_a_sentence_is_no_credit(text: str) -> None:
    assert read(text) == [("paragraph", text)]


@pytest.mark.parametrize(
    "first",
    [FIRST, FIRST.rstrip("."), "قال وزير الداخلية إن الأمن مستتب في كل ربوع المملكة"],
)
def test_an_article_that_starts_with_its_first_sentence_has_no_title(first: str) -> None:
    text = page(first, SECOND + " " + THIRD, by="\n")
    assert read(text) == [("paragraph", first), ("paragraph", SECOND + " " + THIRD)]


def test_a_person_whom_the_text_is_about_is_its_title_and_not_its_author() -> None:
    first = "ولد يوسف الناصري بمدينة تازة، ودرس القانون بفاس، قبل أن يلتحق الناصري بسلك التدريس."
    assert read(page("يوسف الناصري", first, SECOND))[0] == ("title", "يوسف الناصري")


@pytest.mark.parametrize(
    "line", ["محمد السادس يستقبل الوفود", "عودة بن علي", "لطفي السليمي مدربا للفريق", "محمد صلاح سجل هدفين"]
)
def test_a_short_headline_is_no_name(line: str) -> None:
    assert "byline" not in [role for role, _ in read(page(line, FIRST, SECOND))]


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
