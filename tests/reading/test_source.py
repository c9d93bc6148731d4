"""Which outlet an article is from, and how that is known."""

import pytest

from app.reading.dates.expressions import read_dates
from app.reading.layout.parts import find_parts
from app.reading.model import Claim, Known, Source
from app.reading.source import find_source, name_source
from app.text.fold import fold

TITLE = "توقيف أربعة أشخاص بأكادير بسبب المخدرات"
TEXT = "أعلنت مصالح الشرطة، في بلاغ لها، أن عناصرها تمكنت من توقيف أربعة أشخاص يشتبه في تورطهم في الاتجار."


def source_of(text: str, known: Known | None = None) -> tuple[Claim | None, Source | None]:
    folded = fold(text)
    return find_source(text, find_parts(folded, read_dates(folded, None).expressions), known or Known())


@pytest.mark.parametrize(
    ("page", "surface", "id", "country", "provenance"),
    [
        (f"{TITLE}\n\nمراسلون 24\n\n{TEXT}", "مراسلون 24", "morassiloun24", "MA", "header"),
        (
            f"{TITLE}\n\n{TEXT}\n\nالمصدر ميدل ايست اونلاين",
            "ميدل ايست اونلاين",
            "middle-east-online",
            "GB",
            "body",
        ),
        (f"{TITLE}\n\n{TEXT}\n\nالمصدر: هسبريس + وكالات", "هسبريس", "hespress", "MA", "body"),
        (f"{TITLE}\n\n{TEXT}\n\nالمصدر: «الشرق الأوسط»", "الشرق الأوسط", "asharq-al-awsat", "SA", "body"),
        (f"{TITLE}\nهسبريس - سناء الجدني\n{TEXT}", "هسبريس", "hespress", "MA", "header"),
        (f"القاهرة – أ ف ب: {TEXT}", "أ ف ب", "afp", "FR", "header"),
        (f"الرباط (و م ع) – {TEXT}", "و م ع", "map", "MA", "header"),
        (f"{TITLE}\n\n{TEXT} (رويترز)", "رويترز", "reuters", "GB", "body"),
    ],
)
def test_the_page_names_its_source(page: str, surface: str, id: str, country: str, provenance: str) -> None:
    claim, source = source_of(page)
    assert source
    assert claim
    assert claim.evidence
    assert (source.id, source.country) == (id, country)
    assert (claim.value, claim.provenance) == (surface, provenance)
    assert page[claim.evidence.start : claim.evidence.end] == claim.evidence.surface == surface


def test_a_source_line_goes_before_the_agency_of_the_dateline() -> None:
    _, source = source_of(f"{TITLE}\n\nالرباط (و م ع) – {TEXT}\n\n{TEXT}\n\nالمصدر: هسبريس")
    assert source
    assert source.id == "hespress"


@pytest.mark.parametrize(
    "page",
    [
        TEXT,
        f"{TITLE}\n\n{TEXT}\n\nالمصدر: وكالات",
        f"{TITLE}\n\n{TEXT}\n\nالمصدر الأمني قال إن التحقيق مستمر",
        f"{TITLE}\n\nقالت صحيفة لوموند إن الأمر انتهى في الأيام الماضية بعد لقاء الطرفين في باريس.\n\n{TEXT}",
    ],
)
def test_where_the_page_names_none_there_is_none(page: str) -> None:
    assert source_of(page) == (None, None)


def test_what_is_known_wins_and_carries_no_evidence() -> None:
    page = f"{TITLE}\n\n{TEXT}\n\nالمصدر: هسبريس"
    assert source_of(page, Known(source="le monde")) == (
        Claim("le monde", "metadata", None),
        Source("le-monde", "لوموند", "FR"),
    )
    claim, source = source_of(TEXT, Known(url="https://www.hespress.com/1.html"))
    assert source == Source("hespress", "هسبريس", "MA")
    assert claim == Claim("هسبريس", "metadata", None)
    assert source_of(TEXT, Known(url="https://example.org/1")) == (None, None)


def test_a_new_name_is_a_source_of_its_own_whatever_its_spelling() -> None:
    source = name_source("  جريدة   الواحة الجديدة ")
    assert source.name == "جريدة الواحة الجديدة"
    assert source.country is None
    assert name_source("جريدة الواحه الجديدة").id == source.id


def test_a_name_that_several_outlets_bear_is_none_of_them() -> None:
    assert name_source("الصباح") == Source("الصباح", "الصباح", None)
