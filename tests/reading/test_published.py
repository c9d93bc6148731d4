"""When an article was published, and what is not enough to say so."""

from datetime import date

import pytest

from app.reading.dates.expressions import read_dates
from app.reading.layout.parts import find_parts
from app.reading.model import Known, Published
from app.reading.published import find_published
from app.text.fold import fold

TITLE = "توقيف أربعة أشخاص بأكادير بسبب المخدرات"
TEXT = "أعلنت مصالح الشرطة، في بلاغ لها، أن عناصرها تمكنت من توقيف أربعة أشخاص يشتبه في تورطهم في الاتجار."


def published(text: str, known: Known | None = None) -> tuple[Published | None, tuple[str, ...]]:
    folded = fold(text)
    dates = read_dates(folded, None)
    return find_published(text, find_parts(folded, dates.expressions), dates, known or Known())


@pytest.mark.parametrize(
    ("line", "earliest", "precision", "surface"),
    [
        ("14 سبتمبر 2024", "2024-09-14", "day", "14 سبتمبر 2024"),
        ("السبت 14 شتنبر 2024 - 12:30", "2024-09-14", "day", "السبت 14 شتنبر 2024"),
        ("نشر في: 14/09/2024 على الساعة 10:20", "2024-09-14", "day", "14/09/2024"),
        ("2024-09-14", "2024-09-14", "day", "2024-09-14"),
        ("١٤ سبتمبر ٢٠٢٤", "2024-09-14", "day", "١٤ سبتمبر ٢٠٢٤"),
        ("شتنبر 2024", "2024-09-01", "month", "شتنبر 2024"),
    ],
)
def test_a_date_line_of_the_head_says_it(line: str, earliest: str, precision: str, surface: str) -> None:
    text = f"{TITLE}\n{line}\n{TEXT}\n{TEXT}"
    found, warnings = published(text)
    assert found
    assert found.evidence
    assert warnings == ()
    assert (found.earliest.isoformat(), found.precision, found.provenance) == (earliest, precision, "header")
    assert text[found.evidence.start : found.evidence.end] == found.evidence.surface == surface


def test_of_two_date_lines_that_of_publication_goes_before_that_of_an_update() -> None:
    found, _ = published(f"{TITLE}\nآخر تحديث: 20 سبتمبر 2024\nتاريخ النشر: 14 سبتمبر 2024\n{TEXT}")
    assert found
    assert found.earliest == date(2024, 9, 14)


def test_two_dates_that_disagree_are_a_doubt_and_no_date() -> None:
    found, warnings = published(f"{TITLE}\n14 سبتمبر 2024\n16 سبتمبر 2024\n{TEXT}")
    assert found is None
    assert len(warnings) == 1
    assert "14 سبتمبر 2024" in warnings[0]


def test_a_hijri_date_beside_a_gregorian_one_is_the_same_day_said_twice() -> None:
    found, _ = published(f"{TITLE}\nالسبت 11 ربيع الأول 1446 هـ - 14 سبتمبر 2024 م\n{TEXT}")
    assert found
    assert (found.earliest, found.latest) == (date(2024, 9, 14), date(2024, 9, 14))


def test_a_dateline_may_carry_it() -> None:
    found, _ = published(f"الرباط 14 شتنبر 2024 (و م ع) – {TEXT}")
    assert found
    assert (found.earliest, found.provenance) == (date(2024, 9, 14), "header")


def test_the_day_the_article_calls_today_is_the_day_of_publication() -> None:
    found, _ = published(f"أكد مصدر أمني اليوم الاثنين 12 ماي 2014 أنه تم الإفراج عن الموقوف.\n{TEXT}")
    assert found
    assert (found.earliest, found.provenance) == (date(2014, 5, 12), "body")


@pytest.mark.parametrize(
    "sentence",
    [
        "أكد مصدر أمني يوم الاثنين 12 ماي 2014 أنه تم الإفراج عن الموقوف.",
        "أكد مصدر أمني أمس الأحد 11 ماي 2014 أنه تم الإفراج عن الموقوف.",
        "وكتب حينها «نعلن اليوم الاثنين 12 ماي 2014 عن نهاية المشروع» قبل أن يغادر.",
        "وكتب حينها \"نعلن اليوم الاثنين 12 ماي 2014 عن نهاية المشروع\" قبل أن يغادر.",
        "أكد مصدر اليوم الاثنين 12 ماي 2014 ذلك، وأكده اليوم الثلاثاء 13 ماي 2014 مصدر آخر.",
        "أكد مصدر أمني اليوم الأحد 12 ماي 2014 أنه تم الإفراج عن الموقوف.",
        "نشرت الجريدة الرسمية الصادرة بتاريخ 5 غشت الجاري قرار الوزير.",
        "زيارة عمل يومي 13 و14 يونيو الجاري، على هامش الزيارة التي جرت خلال يومي 13 و14 يونيو 2022.",
        "وقعت الأحداث سنة 2015 في باريس، وتكررت في 14 نونبر 2016.",
        "",
    ],
)  # fmt: skip
def test_nothing_else_in_the_text_is_a_publication_date(sentence: str) -> None:
    assert published(f"{sentence}\n{TEXT}")[0] is None


def test_what_arithmetic_suggests_is_a_warning_and_no_date() -> None:
    text = f"زوال الأربعاء فاتح فبراير الجاري كان المدير حاضرا بعد كأس العالم بقطر 2022.\n{TEXT}"
    found, warnings = published(text)
    assert found is None
    assert len(warnings) == 1
    assert "2023-02-01" in warnings[0]
    assert "2022" in warnings[0]


def test_without_a_year_to_start_from_there_is_nothing_to_suggest() -> None:
    assert published(f"زوال الأربعاء فاتح فبراير الجاري كان المدير حاضرا.\n{TEXT}") == (None, ())


def test_a_list_of_matches_under_its_day_is_no_date_line() -> None:
    text = f"{TITLE}\nتدور مقابلات الجولة الأولى حسب البرنامج التالي:\nالأحد 26 فيفري 2017\nالترجي - النجم\n"
    assert published(text)[0] is None


def test_metadata_wins() -> None:
    known = Published(date(2020, 1, 1), date(2020, 1, 1), "day", "metadata", None)
    assert published(f"{TITLE}\n14 سبتمبر 2024\n{TEXT}", Known(published=known)) == (known, ())
