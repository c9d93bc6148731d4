"""One raw text read as a whole."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.reading.article import excerpt, read
from app.reading.model import Claim, Known, Part, Published, Reading
from tests.conftest import SEEDS

TITLE = "توقيف أربعة أشخاص بأكادير بسبب المخدرات"
TEXT = "أعلنت مصالح الشرطة، أمس الجمعة، أن عناصرها تمكنت من توقيف أربعة أشخاص يشتبه في تورطهم في الاتجار."


def seed(number: str) -> Reading:
    [path] = SEEDS.glob(f"{number}_*.txt")
    return read(path.read_text("utf-8"))


def values(reading: Reading) -> tuple[str | None, ...]:
    claims = (reading.title, reading.byline, reading.section, reading.dateline, reading.source_claim)
    return tuple(claim.value if claim else None for claim in claims)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("000", (None, None, None, None, None)),
        ("001", (None, "الكبير بن لكريم", None, None, None)),
        ("002", ("انجازات حموشي الأمنية تحت المجهر الاسباني", None, "سياسة", "مدريد", "ميدل ايست اونلاين")),
        (
            "003",
            ("بين المغرب وفرنسا ..تعاون أمني يُرسّخه التزام عبد اللطيف حموشي بثوابت الشراكة الاستراتيجية",
             None, None, None, "مراسلون 24"),
        ),
        ("004", (None, "سناء الجدني", None, "الرباط", None)),
    ],
)  # fmt: skip
def test_the_seeds_say_this_of_themselves(number: str, expected: tuple[str | None, ...]) -> None:
    reading = seed(number)
    assert values(reading) == expected
    assert reading.language == "ar"
    assert (reading.published is not None) == (number == "002")


def test_the_seeds_publication_dates_are_read_or_left_open() -> None:
    found = seed("002").published
    assert found
    assert (found.earliest, found.precision, found.provenance) == (date(2024, 9, 14), "day", "header")
    assert any("2023-02-01" in warning for warning in seed("001").warnings)


def test_headings_of_a_seed_are_found() -> None:
    reading = seed("004")
    assert [reading.text[p.start : p.end] for p in reading.parts if p.role == "heading"] == [
        "خبرة المغرب الأمنية مطلوبة عالميا",
        "تجربة غير مسبوقة في عهد محمد السادس",
    ]


def dates_of(text: str, known: Known | None = None) -> dict[str, date | None]:
    return {d.surface: d.earliest for d in read(text, known or Known()).dates}


def test_relative_dates_count_from_publication_then_from_the_reference() -> None:
    surface = "أمس الجمعة"
    assert dates_of(TEXT)[surface] is None
    assert dates_of(TEXT, Known(reference=date(2024, 9, 21)))[surface] == date(2024, 9, 20)
    dated = f"{TITLE}\n14 سبتمبر 2024\n{TEXT}"
    assert dates_of(dated, Known(reference=date(2020, 1, 1)))[surface] == date(2024, 9, 13)
    month = Published(date(2024, 9, 1), date(2024, 9, 30), "month", "metadata", None)
    assert dates_of(TEXT, Known(published=month))[surface] is None


def test_metadata_wins_over_what_the_page_says() -> None:
    page = f"{TITLE}\nسياسة\nسناء الجدني\n{TEXT}"
    assert values(read(page))[:3] == (TITLE, "سناء الجدني", "سياسة")
    known = Known(
        title="عنوان آخر للمقال", byline="غيرها", section="مجتمع", language="AR", url="https://x.org/1"
    )
    reading = read(page, known)
    assert reading.title == Claim("عنوان آخر للمقال", "metadata", None)
    assert values(reading)[1:3] == ("غيرها", "مجتمع")
    assert (reading.language, reading.url, reading.title_field) == (
        "ar",
        "https://x.org/1",
        "عنوان آخر للمقال",
    )


def test_a_title_apart_has_mentions_and_dates_of_its_own() -> None:
    title = "المغرب يحتضن دورة 2025"
    reading = read(TEXT, Known(title=title))
    mentions = [m for m in reading.mentions if m.field == "title"]
    assert [(m.entity.id, m.part, m.surface) for m in mentions] == [("MA", "title", "المغرب")]
    assert title[mentions[0].start : mentions[0].end] == mentions[0].surface
    assert all(title[d.start : d.end] == d.surface for d in reading.dates if d.field == "title")


def test_a_title_apart_that_stands_in_the_text_too_is_a_title_there() -> None:
    reading = read(f"{TITLE}\n{TEXT}\n{TEXT}", Known(title=TITLE))
    assert reading.parts[0].role == "title"
    assert reading.title == Claim(TITLE, "metadata", None)


def test_a_weekday_that_contradicts_its_date_is_a_warning() -> None:
    reading = read(f"{TITLE}\nالأحد 14 سبتمبر 2024\n{TEXT}\n{TEXT}")
    assert reading.published
    assert any("2024-09-14" in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("كلمة", "كلمة"),
        ("سطر\nآخر   هنا", "سطر آخر هنا"),
        ("كلمات " * 60, " ".join(["كلمات"] * 33) + "…"),
        ("ا" * 300, "ا" * 200 + "…"),
    ],
)
def test_the_excerpt_is_the_start_of_the_text_cut_at_a_word(text: str, expected: str) -> None:
    assert excerpt(text, (Part("paragraph", 0, len(text.rstrip())),)) == expected


def test_the_excerpt_skips_the_head() -> None:
    assert read(f"{TITLE}\nسياسة\n{TEXT}\n{TEXT}").excerpt == TEXT


PIECES = st.sampled_from(
    [
        TITLE,
        TEXT,
        "سياسة",
        "14 سبتمبر 2024",
        "الرباط – ",
        "المغرب",
        "DGSN",
        "\n",
        "\n\n",
        "\r\n",
        "\u200f",
        "ﷺ",
        "أمس",
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=10).map("".join)),
    st.none() | st.text(max_size=40),
)
def test_any_text_is_read_and_every_span_is_true(text: str, title: str | None) -> None:
    reading = read(text, Known(title=title))
    strings = {"text": text, "title": reading.title_field or ""}
    claimed = [(m.field, m.start, m.end, m.surface) for m in reading.mentions]
    claimed += [(d.field, d.start, d.end, d.surface) for d in reading.dates]
    for field, start, end, surface in claimed:
        assert strings[field][start:end] == surface
    for claim in (reading.title, reading.byline, reading.section, reading.dateline, reading.source_claim):
        if claim and claim.evidence:
            assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.surface
    blank = list(text)
    for part in reading.parts:
        blank[part.start : part.end] = " " * (part.end - part.start)
    assert not "".join(blank).strip()
    assert read(text, Known(title=title)) == reading


def test_a_title_apart_says_what_a_text_is_about() -> None:
    text = "استقبل كندا لاجئين. وقال رئيس الوزراء ذلك."
    known = Known(title="كندا: وكندا تستقبل", source="جوهرة أف أم")
    agencies = [one.entity.id for one in read(text, known).mentions if one.entity.type == "agency"]
    assert "tn-prime-ministry" not in agencies


def test_a_word_of_the_name_of_the_source_is_no_date() -> None:
    text = f"عمان - الغد - {TEXT}"
    reading = read(text, Known(reference=date(2024, 5, 15)))
    assert reading.source
    assert reading.source.id == "al-ghad"
    assert [found.surface for found in reading.dates] == ["أمس الجمعة"]
