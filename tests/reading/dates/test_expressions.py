"""Date expressions: what is found, what it can mean, and what is not a date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reading.dates.expressions import find_dates, read_dates, weekday_contradictions
from app.text.fold import fold
from tests.reading.dating import SATURDAY, bounds, days, read


@pytest.mark.parametrize(
    ("text", "expected", "precision"),
    [
        ("في غشت 2023", "2023-08-01..2023-08-31", "month"),
        ("وفي ديسمبر/كانون الاول 2005، عينه", "2005-12-01..2005-12-31", "month"),
        ("شهر مارس من سنة 2020", "2020-03-01..2020-03-31", "month"),
        ("خلال سنة 2015", "2015-01-01..2015-12-31", "year"),
        ("ليصبح في 2015 أول شخص", "2015-01-01..2015-12-31", "year"),
        ("منذ 1999،", "1999-01-01..1999-12-31", "year"),
        ("في التسعينيات", "1990-01-01..1999-12-31", "decade"),
        ("عقد الثمانينات", "1980-01-01..1989-12-31", "decade"),
        ("ثلاثينيات القرن الماضي", "1930-01-01..1939-12-31", "decade"),
    ],
)
def test_precision_says_what_is_known(text: str, expected: str, precision: str) -> None:
    (found,) = read(text, None)
    assert (bounds(found), found.precision, found.kind) == (expected, precision, "absolute")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أمس", "2024-09-13"),
        ("زوال أمس الجمعة", "2024-09-13"),
        ("أول أمس", "2024-09-12"),
        ("أمس الأول", "2024-09-12"),
        ("صباح اليوم السبت", "2024-09-14"),
        ("يوم غد", "2024-09-15"),
        ("بعد غد الاثنين", "2024-09-16"),
        ("مساء الأربعاء", "2024-09-11"),
        ("يوم السبت الماضي", "2024-09-07"),
        ("السبت المقبل", "2024-09-21"),
        ("قبل يومين", "2024-09-12"),
        ("منذ 3 أيام", "2024-09-11"),
        ("قبل أسبوع", "2024-09-02..2024-09-08"),
        ("الأسبوع المقبل", "2024-09-16..2024-09-22"),
        ("هذا الشهر", "2024-09-01..2024-09-30"),
        ("منذ شهرين", "2024-07-01..2024-07-31"),
        ("العام الماضي", "2023-01-01..2023-12-31"),
        ("منذ ثلاث سنوات", "2021-01-01..2021-12-31"),
        ("5 غشت الجاري", "2024-08-05"),
        ("5 شتنبر الجاري", "2024-09-05"),
        ("الخامس من الشهر المقبل", "2024-10-05"),
        ("يوم 24 الجاري", "2024-09-24"),
        ("20 نونبر", "2024-11-20"),
        ("20 نونبر الماضي", "2023-11-20"),
        ("في ماي الماضي", "2024-05-01..2024-05-31"),
        ("أكتوبر من العام الماضي", "2023-10-01..2023-10-31"),
        ("14 يونيو من السنة المقبلة", "2025-06-14"),
        ("الجمعة 10 يناير", "2025-01-10"),
        ("الأحد 15/9", "2024-09-15"),
    ],
)
def test_a_relative_date_counts_from_the_reference_and_from_nothing_else(text: str, expected: str) -> None:
    (found,) = read(text)
    assert (bounds(found), found.kind) == (expected, "relative")
    (unanchored,) = read(text, None)
    assert (bounds(unanchored), unanchored.kind) == ("?", "relative")
    assert (unanchored.surface, unanchored.precision) == (found.surface, found.precision)


@pytest.mark.parametrize(
    "text",
    [
        "هجمات 11 سبتمبر/ايلول",
        "أحداث 11 شتنبر بالولايات المتحدة",
        "ثورة 14 جانفي",
        "شارع 9 أفريل",
        "5 غشت من نفس السنة",
        "الأربعاء فاتح فبراير الجاري",
        "زوال أمس الاثنين",
        "غدا الأحد 14 شتنبر",
        "في مارس",
        "يوم الأحد 21 شتنبر",
    ],
)
def test_what_does_not_fit_or_names_an_event_has_no_bounds(text: str) -> None:
    assert all(bounds(found) == "?" for found in read(text))


@pytest.mark.parametrize(
    "text",
    [
        "كأس العالم بقطر 2022",
        "بتوافد 2000 زائر",
        "في 2000 مدرسة",
        "بسعر 2015 درهما",
        "فاز بنتيجة 3-1 على ضيفه",
        "الهاتف 0522-14-09-2024",
        "مرسوم رقم 14-09-2020",
        "05.22.14.2024",
        "الساعة 14:30",
        "30 سنة سجنا",
        "فاز 3 صفر",
        "أفريل هاينز مديرة الاستخبارات",
        "قالت تيريزا ماي",
        "مارس الضغط على الحكومة",
        "من حق كل أب",
        "الأمين العام الحالي",
        "المدير العام المقبل",
        "أحد المشاركين",
        "صلاة الجمعة",
        "سوق الأربعاء",
        "كل سبت",
        "في أمس الحاجة",
        "ويعد المغرب اليوم حلقة أساسية",
        "فالمغرب، اليوم، لا يُعدّ مجرد حليف",
        "أصبح اليوم أحد أعمدة الأمن",
        "اليوم تقود الأجهزة تجربة",
        "صباح اليوم التالي",
        "اليوم العالمي للمرأة",
        "غدا العالم قرية صغيرة",
        "قبل يومين من الانتخابات",
        "عاد بعد يومين إلى بلده",
        "منذ أكثر من 3 سنوات",
        "رجل في الستينات من عمره",
        "31/02/2024",
        "30 فبراير",
        "2024-13-01",
        "in March",
        "may 5 be with you",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "أعلن الوزير اليوم أن",
        "وأكد في تصريح اليوم لوكالة الأنباء",
        "توفي صباح اليوم شاب",
        "تنطلق اليوم الدورة",
    ],
)
def test_a_bare_today_counts_where_the_sentence_tells_of_an_event(text: str) -> None:
    assert days(text) == ["اليوم = 2024-09-14"]


def test_tomorrow_is_told_from_it_became_by_its_vowel_sign() -> None:
    assert days("العالم غداً قرية") == ["غداً = 2024-09-15"]


def test_a_wrong_weekday_is_reported_and_the_written_date_kept() -> None:
    text = "يوم الخميس 14 سبتمبر 2024"
    assert days(text) == ["الخميس 14 سبتمبر 2024 = 2024-09-14"]
    (sentence,) = weekday_contradictions(fold(text))
    assert sentence == "«الخميس 14 سبتمبر 2024» says Thursday, but 2024-09-14 is a Saturday."


def test_a_weekday_that_no_near_year_fits_is_reported() -> None:
    reading = read_dates(fold("غدا الأحد 14 شتنبر"), SATURDAY)
    (sentence,) = reading.weekday_contradictions
    assert sentence == "«غدا الأحد 14 شتنبر»: no such day near 2024-09-14 is a Sunday."


def test_a_right_weekday_is_not_reported() -> None:
    assert weekday_contradictions(fold("السبت 14 سبتمبر 2024، والأحد 15 سبتمبر 2024")) == ()


def test_a_yearless_day_is_told_apart_with_its_weekday() -> None:
    (yearless,) = read_dates(fold("زوال الأربعاء فاتح فبراير الجاري"), None).yearless
    assert (yearless.month, yearless.day, yearless.weekday, yearless.steps) == (2, 1, 2, 0)
    assert yearless.expression.surface == "الأربعاء فاتح فبراير الجاري"


def test_particles_stay_out_and_marks_stay_in() -> None:
    assert days("وبالأمس") == ["الأمس = 2024-09-13"]
    assert days("الـ14 مِن فِبْرايِر 2021", None) == ["14 مِن فِبْرايِر 2021 = 2021-02-14"]


def test_a_date_does_not_cross_a_blank_line() -> None:
    assert days("الدورة 14\n\nفبراير 2021", None) == ["فبراير 2021 = 2021-02-01..2021-02-28"]


def test_a_date_may_cross_a_hard_wrap() -> None:
    assert days("يوم 14\nفبراير 2021", None) == ["14\nفبراير 2021 = 2021-02-14"]


def test_the_field_is_passed_on() -> None:
    (found,) = find_dates(fold("14 فبراير 2021"), None, "title")
    assert found.field == "title"


WORDS = """
14 31 2024 1445 5 3 0 99 01/02/2024 / - ( ) ، . : و من إلى بين في منذ قبل بعد يوم يومي أيام شهر سنة عام
العام الشهر الأسبوع اليوم أمس غدا غد أول الأول الخامس عشر والعشرين فاتح كانون الثاني تشرين ماي مارس
سبتمبر أيلول رمضان رجب ذو الحجة هـ م الأحد الاثنين أحد سبت الماضي الجاري المقبل هذا نفس التسعينيات
القرن الماضي صباح هجمات والأحد و14 للشهر may 5th août كتاب المدير
""".split()  # noqa: SIM905 - a word list, not a list of code
WORDS += ["\n", "\n\n"]


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.none() | st.dates())
def test_every_span_is_true_and_no_two_overlap(words: list[str], reference: date | None) -> None:
    text = " ".join(words)
    done = 0
    for found in find_dates(fold(text), reference):
        assert text[found.start : found.end] == found.surface
        assert found.start >= done
        assert (found.earliest is None) == (found.latest is None)
        assert found.earliest is None or found.latest is None or found.earliest <= found.latest
        assert found.kind == "relative" or found.earliest is not None
        done = found.end


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    for found in find_dates(fold(text), SATURDAY):
        assert text[found.start : found.end] == found.surface


@given(st.lists(st.sampled_from(WORDS), max_size=10))
def test_absolute_dates_do_not_depend_on_the_reference(words: list[str]) -> None:
    folded = fold(" ".join(words))
    with_reference = [found for found in find_dates(folded, SATURDAY) if found.kind == "absolute"]
    assert with_reference == [found for found in find_dates(folded, None) if found.kind == "absolute"]


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2199, 12, 31)))
def test_what_is_printed_is_read_back(day: date) -> None:
    text = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    assert days(text, None) == [f"{text} = {day.isoformat()}"]


MONTHS = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "ماي", "جوان",
    "يوليوز", "غشت", "شتنبر", "تشرين الأول", "نونبر", "كانون الأول",
)  # fmt: skip
