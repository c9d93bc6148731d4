"""What counts as naming a country or an agency, and as what."""

from itertools import pairwise

import pytest

from app.reading.mentions.find import find_mentions
from app.reading.model import Mention, Part
from app.text.fold import fold


def read(text: str, home: str | None = None, *cuts: int) -> tuple[Mention, ...]:
    """The mentions of a text of one paragraph, or of several that begin at `cuts`."""
    borders = [0, *cuts, len(text)]
    parts = [Part("paragraph", a, b) for a, b in pairwise(borders)]
    return find_mentions(fold(text), parts, "text", home)


def found(text: str, type: str = "country", home: str | None = None) -> list[tuple[str, str, str]]:
    return [(m.surface, m.entity.id, m.kind) for m in read(text, home) if m.entity.type == type]


def ids(text: str, type: str = "country", home: str | None = None) -> list[str]:
    return [entity for _, entity, _ in found(text, type, home)]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("زار الوفد المغرب", [("المغرب", "MA", "name")]),
        ("وبالمغرب", [("المغرب", "MA", "name")]),
        ("يقدم للمغرب", [("مغرب", "MA", "name")]),
        ("لفرنسا وبفرنسا", [("فرنسا", "FR", "name"), ("فرنسا", "FR", "name")]),
        ("الشعب الفرنسي", [("الفرنسي", "FR", "demonym")]),
        ("مواطنين فرنسيين", [("فرنسيين", "FR", "demonym")]),
        ("خبراء مغاربة", [("مغاربة", "MA", "demonym")]),
        ("بين الرباط وباريس", [("الرباط", "MA", "capital"), ("باريس", "FR", "capital")]),
        ("هاجر إلى الولايات\nالمتحدة", [("الولايات\nالمتحدة", "US", "name")]),
        ("#المغرب_فرنسا", [("المغرب", "MA", "name"), ("فرنسا", "FR", "name")]),
        ("في\u00a0المغرب", [("المغرب", "MA", "name")]),
        ("المـغـرب", [("المـغـرب", "MA", "name")]),
        ("ﺍﻟﻤﻐﺮﺏ", [("ﺍﻟﻤﻐﺮﺏ", "MA", "name")]),
        ("من اسبانيا وإسبانيا", [("اسبانيا", "ES", "name"), ("إسبانيا", "ES", "name")]),
        ("وزير السفرالإماراتي", [("الإماراتي", "AE", "demonym")]),
        ("الدورة الثانية في France", [("France", "FR", "name")]),
    ],
)
def test_a_country_is_found_as_it_is_written(text: str, mentions: list[tuple[str, str, str]]) -> None:
    assert found(text) == mentions


@pytest.mark.parametrize("text", [
    "رسوم المغربات", "ملف التفرنسا", "منطقة الساحل والصحراء", "turkey and a jersey", "تغريدة usage",
])  # fmt: skip
def test_part_of_a_word_names_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        # mali and money
        ("انقلاب عسكري في مالي", ["ML"]),
        ("النيجر ومالي وبوركينا فاسو", ["NE", "ML", "BF"]),
        ("شمال مالي", ["ML"]),
        ("غرامة مالية ودعم مالي من مركز مالي", []),
        ("الأزمة المالية", []),
        ("الجيش المالي يتقدم", ["ML"]),
        # oman and amman
        ("سلطنة عمان", ["OM"]),
        ("وصل إلى عُمان", ["OM"]),
        ("قطر وعمان والبحرين", ["QA", "OM", "BH"]),
        ("بحر عمان", []),
        ("خليج عمان", []),
        # qatar and diameters
        ("كأس العالم في قطر", ["QA"]),
        ("أنبوب بقطر 30 سم", []),
        ("نصف قطر الدائرة", []),
        # waters
        ("الضفة الغربية لنهر الأردن", []),
        ("زار الأردن", ["JO"]),
        ("دلتا نهر النيجر", []),
        ("حوض بحيرة تشاد", []),
        ("رئيس تشاد", ["TD"]),
        ("خليج المكسيك وخليج غينيا", []),
        ("دول الخليج والعراق", ["IQ"]),
        ("المحيط الهندي", []),
        # georgia
        ("ولاية جورجيا الأمريكية", ["US"]),
        ("حرب روسيا وجورجيا", ["RU", "GE"]),
        ("رئيسة الوزراء جورجيا ميلوني", []),
        # maghrib
        ("بعد صلاة المغرب", []),
        ("أذان المغرب", []),
        ("بين المغرب والعشاء", []),
        ("بين المغرب وفرنسا", ["MA", "FR"]),
        ("اتحاد المغرب العربي", []),
        ("المغرب الكبير", []),
        ("فاز المغرب التطواني على المغرب الفاسي", []),
        # america
        ("أمريكا اللاتينية وأميركا الجنوبية وأمريكا الشمالية والوسطى", []),
        ("قالت أمريكا", ["US"]),
        ("ولاية نيو جيرسي ونيو مكسيكو", []),
        # names that hold another name
        ("روسيا البيضاء", ["BY"]),
        ("غينيا بيساو وغينيا الاستوائية وغينيا", ["GW", "GQ", "GN"]),
        ("بابوا غينيا الجديدة", ["PG"]),
        ("الكونغو الديمقراطية والكونغو برازافيل", ["CD", "CG"]),
        ("نهر الكونغو", []),
        ("كوريا الشمالية وكوريا الجنوبية", ["KP", "KR"]),
        ("جنوب السودان والسودان", ["SS", "SD"]),
        ("كلاوس بيكارد", []),
        ("لاوس وكمبوديا", ["LA", "KH"]),
        # stadiums, clubs
        ("ملعب الإمارات في لندن", ["GB"]),
        ("فوز ريال مدريد على باريس سان جيرمان", []),
        # other words
        ("وهو مصر على موقفه", []),
        ("مصر وتونس", ["EG", "TN"]),
        ("مدرسة البنين", []),
        ("مسقط رأسه", []),
    ],
)
def test_context_decides_about_homographs(text: str, named: list[str]) -> None:
    assert ids(text) == named


@pytest.mark.parametrize(
    ("text", "capital"),
    [
        ("العاصمة الأردنية عمان", ["JO"]),
        ("وصل إلى عَمّان", ["JO"]),
        ("عاد إلى عمان قادما من إربد", ["JO"]),
        ("تمزق الرباط الصليبي", []),
        ("صحيفة واشنطن بوست", []),
        ("أعلنت واشنطن", ["US"]),
    ],
)
def test_context_decides_about_capitals(text: str, capital: list[str]) -> None:
    assert [entity for _, entity, kind in found(text) if kind == "capital"] == capital


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("الحكومة السعودية", "demonym"),
        ("السعودية تعلن", "name"),
        ("زيارة السعودية", "name"),
        ("في السعودية", "name"),
        ("القوات السعودية", "demonym"),
        ("ليرة سورية", "demonym"),
        ("في سورية", "name"),
        ("مصر وسورية", "name"),
        ("العاصمة النمساوية", "demonym"),
        ("اللغة الفرنسية", "demonym"),
        ("فوزه على التشيلي بول", "demonym"),
        ("رئيس تشيلي", "name"),
    ],
)
def test_an_adjective_is_a_demonym_even_when_spelled_like_a_name(text: str, kind: str) -> None:
    assert found(text)[-1][2] == kind


@pytest.mark.parametrize("text", [
    "قال محمد المصري", "عبد الله التركي", "المستشار تركي آل الشيخ", "أبو حمزة المصري", "فيصل السويدي",
])  # fmt: skip
def test_a_surname_is_no_demonym(text: str) -> None:
    assert found(text) == []


def test_a_demonym_after_a_noun_is_one() -> None:
    assert ids("النجم المصري محمد صلاح واللاعب التركي") == ["EG", "TR"]
    assert ids("حزب الله اللبناني") == ["LB"]
    assert ids("على المغربي أن يعرف") == ["MA"]


def test_a_picture_credit_is_no_demonym() -> None:
    assert ids("جنود في بغداد (الفرنسية)") == ["IQ"]


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("وزير الداخلية الفرنسي", [("وزير الداخلية الفرنسي", "fr-interior-ministry", "head")]),
        ("وزارة الداخلية الفرنسية", [("وزارة الداخلية الفرنسية", "fr-interior-ministry", "name")]),
        ("وزير خارجية مصر", [("وزير خارجية مصر", "eg-foreign-ministry", "head")]),
        ("وزير الخارجية السابق الأمريكي", [("وزير الخارجية", "us-foreign-ministry", "head")]),
        ("الشرطة الإيطالية", [("الشرطة الإيطالية", "it-police", "name")]),
        ("شرطة إيطاليا", [("شرطة إيطاليا", "it-police", "name")]),
        ("الاستخبارات المغربية", [("الاستخبارات المغربية", "ma-intelligence", "name")]),
        ("الجيش الليبي", [("الجيش الليبي", "ly-army", "name")]),
        ("مجلس الأمن", [("مجلس الأمن", "int-unsc", "name")]),
        ("مجلس الأمن الدولي", [("مجلس الأمن الدولي", "int-unsc", "name")]),
        ("مكتب التحقيقات الفدرالي (FBI)", [
            ("مكتب التحقيقات الفدرالي", "us-fbi", "name"), ("FBI", "us-fbi", "acronym"),
        ]),
        ("المديرية العامة لمراقبة التراب الوطني", [
            ("المديرية العامة لمراقبة التراب الوطني", "ma-dgst", "name"),
        ]),
    ],
)  # fmt: skip
def test_an_agency_is_found_with_its_adjective(text: str, agencies: list[tuple[str, str, str]]) -> None:
    assert found(text, "agency") == agencies


@pytest.mark.parametrize("text", [
    "تعزيز الأمن الوطني", "الأمن القومي", "تهديدات الأمن الوطني", "أوقفت الشرطة فرنسيين",
    "وزراء الداخلية العرب", "السياسة الخارجية الأمريكية", "مجلس الأمن القومي", "الجمعية العامة للنادي", "fbi",
    "UN HOMME POLITIQUE DU GOUVERNEMENT", "وزارة الداخلية",
])  # fmt: skip
def test_these_name_no_agency(text: str) -> None:
    assert found(text, "agency") == []


def test_a_coordinated_head_names_each_agency_with_its_own_span() -> None:
    for text in (
        "المدير العام للأمن الوطني ولمراقبة التراب الوطني",
        "المدير العام للأمن الوطني ومراقبة التراب الوطني",
    ):
        assert found(text + " بالمغرب", "agency") == [
            ("المدير العام للأمن الوطني", "ma-dgsn", "head"),
            ("مراقبة التراب الوطني", "ma-dgst", "head"),
        ]


def test_coordinated_ministries_share_their_adjective() -> None:
    assert ids("وزيرا الداخلية والخارجية الفرنسيان", "agency") == [
        "fr-interior-ministry",
        "fr-foreign-ministry",
    ]
    assert ids("وزيرا الخارجية المصري والسعودي", "agency") == ["eg-foreign-ministry", "sa-foreign-ministry"]


@pytest.mark.parametrize(
    ("text", "home", "agency", "rule"),
    [
        ("أعلنت وزارة الداخلية اليوم", "MA", "ma-interior-ministry", "home"),
        ("في فرنسا أعلنت وزارة الداخلية اليوم", None, "fr-interior-ministry", "sentence"),
        (
            "قطر تستضيف. قطر تنظم. قطر تفوز. قال وزير الداخلية كلاما.",
            "MA",
            "qa-interior-ministry",
            "dominant",
        ),
        ("زار المغرب. استقبل وزير الداخلية وفدا من فرنسا.", "MA", "ma-interior-ministry", "home"),
        ("وزير العدل البلجيكي هنا. ثم زار وزير العدل المغرب.", None, "be-justice-ministry", "earlier"),
        ("المديرية العامة للأمن الوطني", "DZ", "dz-dgsn", "home"),
        ("المديرية العامة للأمن الوطني", "MA", "ma-dgsn", "home"),
        ("المديرية العامة للأمن الوطني الجزائرية", "MA", "dz-dgsn", "beside"),
    ],
)
def test_a_shared_name_is_resolved_by_the_nearest_evidence(
    text: str, home: str | None, agency: str, rule: str
) -> None:
    last = [m for m in read(text, home) if m.entity.type == "agency"][-1]
    assert (last.entity.id, last.rule or "beside") == (agency, rule)


def test_a_country_in_an_agency_name_is_a_mention_of_its_own() -> None:
    assert ids("جهاز الشرطة الوطنية الاسبانية") == ["ES"]
    assert ids("جهاز الشرطة الوطنية الاسبانية", "agency") == ["es-police"]


def test_mentions_never_cross_a_part() -> None:
    text = "سافر إلى الولايات\nالمتحدة للصناعة"
    cut = text.index("\n") + 1
    assert [m.entity.id for m in read(text)] == ["US"]
    assert read(text, None, cut) == ()


def test_what_a_page_puts_around_an_article_mentions_nothing() -> None:
    text = "وقع حادث في تونس.\nاقرأ أيضا: الأمن الفرنسي في باريس"
    cut = text.index("\n") + 1
    parts = [Part("paragraph", 0, cut), Part("boilerplate", cut, len(text))]
    assert [m.entity.id for m in find_mentions(fold(text), parts, "text", None)] == ["TN"]
    assert "FR" in ids(text)


def test_every_mention_slices_its_surface_and_tells_why() -> None:
    text = "قال وزير الخارجية الأمريكي في الرباط إن مالي شريك. وشكر المغرب."
    mentions = read(text)
    assert all(text[m.start : m.end] == m.surface for m in mentions)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    minister = next(m for m in mentions if m.entity.type == "agency")
    assert (minister.alias, minister.rule) == ("وزير الخارجية", "beside")
    assert minister.sentence.of(text) == "قال وزير الخارجية الأمريكي في الرباط إن مالي شريك."
