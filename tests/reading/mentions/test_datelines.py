"""A dateline is a town: what its letters name there, and what they name elsewhere."""

import pytest

from app.reading.article import read
from app.reading.model import Known


def countries(text: str, source: str | None = None) -> list[tuple[str, str]]:
    mentions = read(text, Known(source=source)).mentions
    return [(m.kind, m.entity.id) for m in mentions if m.entity.type == "country"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("عمان - محمد الخصاونة\nقال رئيس الوزراء إن الحكومة ستدعم المزارعين في البلاد.", [("capital", "JO")]),
        ("عمان - الغد - قال البنك المركزي إن الاحتياطي ارتفع هذا العام.", [("capital", "JO")]),
        ("عمان - خاص\nقال وزير الداخلية إن الأمن مستتب في كل مكان.", [("capital", "JO")]),
        ("عمان - رويترز - وصل وزير خارجية قطر في زيارة عمل.", [("capital", "JO"), ("name", "QA")]),
        ("عُمان - محمد الكندي\nقال الوزير إن العمل مستمر في البلاد كلها.", [("name", "OM")]),
        ("عمان - العمانية - قال البنك المركزي إن الاحتياطي ارتفع.", [("name", "OM"), ("demonym", "OM")]),
        ("سيول 4 ديسمبر 2024 (شينخوا) أعلن الرئيس يون سوك يول الأحكام العرفية.", [("capital", "KR")]),
        ("باكو 3 نوفمبر 2024 (رويترز) - قال مسؤول إن القمة ستبدأ غدا.", [("capital", "AZ")]),
        ("تونس 4 ديسمبر 2024 (شينخوا) أعلن الرئيس تمديد حالة الطوارئ.", [("name", "TN")]),
    ],
)
def test_a_dateline_names_a_capital_where_a_country_or_a_word_is_written_alike(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert countries(text) == expected


def test_outside_a_dateline_the_same_letters_are_read_by_their_context() -> None:
    assert countries("شهدت شوارع عمان ازدحاما هذا الصباح.") == [("name", "OM")]
    assert countries("جرفت سيول 4 منازل في القرية.") == []


@pytest.mark.parametrize("text", ["عمان - خاص\nقال وزير الداخلية إن الأمن مستتب في كل مكان."])
def test_a_paper_of_the_sultanate_dates_its_reports_from_its_country(text: str) -> None:
    assert countries(text, "العمانية") == [("name", "OM")]
    assert countries(text, "الغد") == [("capital", "JO")]
