"""Credits: who wrote from where for whom, and what only looks like it."""

import pytest

from tests.reading.layout.sample import BODY, FIRST, SECOND, TITLE, page, read


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
        ("سول (رويترز) - ", [("dateline", "سول"), ("source", "(رويترز) -")]),
        ("نواكشوط (وما) - ", [("dateline", "نواكشوط"), ("source", "(وما) -")]),
        ("طرابلس (أواب) - ", [("dateline", "طرابلس"), ("source", "(أواب) -")]),
        ("مقديشو 14 مايو 2024 (وكالة الصومال) – ",
         [("dateline", "مقديشو"), ("date", "14 مايو 2024"), ("source", "(وكالة الصومال) –")]),
        ("مانشستر (إنجلترا) (رويترز) - ",
         [("dateline", "مانشستر (إنجلترا)"), ("source", "(رويترز) -")]),
        ("سانت إتيان (فرنسا) (أ ف ب) - ",
         [("dateline", "سانت إتيان (فرنسا)"), ("source", "(أ ف ب) -")]),
    ],
)  # fmt: skip
def test_a_credit_before_the_first_sentence_is_a_part_of_its_own(
    opening: str, expected: list[tuple[str, str]]
) -> None:
    assert read(opening + FIRST + "\n" + SECOND) == [*expected, *BODY]
    assert read(page(TITLE, opening + FIRST, SECOND)) == [("title", TITLE), *expected, *BODY]


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
        ("جريدة الأهرام – العدد 49876 – الأحد 19 مارس 2023",
         [("source", "جريدة الأهرام – العدد 49876 –"), ("date", "الأحد 19 مارس 2023")]),
        ("الأهرام، السنة 147، 19 مارس 2023، الصفحة 5",
         [("source", "الأهرام، السنة 147،"), ("date", "19 مارس 2023،"), ("source", "الصفحة 5")]),
        ("مراسل الجزيرة نت - صنعاء",
         [("byline", "مراسل"), ("source", "الجزيرة نت -"), ("dateline", "صنعاء")]),
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
    "line",
    [
        "أعد التقرير بوجدة: محمد العلوي",
        "عن الحياة",
        "تونس - الشعب يريد",
        "بيروت – الأخبار",
        "الرباط: من قلب الحدث",
    ],
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
        "تونس (القديمة) - مدينة من المدن العتيقة التي تستحق الزيارة في كل وقت من السنة.",
        "باريس (1924) - فاز الفريق بالميدالية في الألعاب الأولمبية التي نظمتها المدينة.",
        "الرباط (كذا) تعرف نموا سكانيا متواصلا – كما يقول الخبراء – منذ سنوات عديدة.",
        "دول الساحل (مالي) - كما يقول الخبراء - تعرف نموا سكانيا متواصلا منذ سنوات.",
    ],
)
def test_a_place_or_name_inside_a_sentence_is_no_credit(text: str) -> None:
    assert read(text) == [("paragraph", text)]


def test_news_from_here_and_there_is_of_no_place() -> None:
    news = ["الرباط – افتتاح معرض الكتاب.", "تونس – إضراب في قطاع النقل.", "القاهرة – لقاء وزاري عربي موسع."]
    assert read(page(*news, by="\n")) == [("paragraph", text) for text in news]
    assert read(page(news[0], SECOND, by="\n"))[0] == ("dateline", "الرباط –")
    called = read(page("أخبار الصباح", "الرباط: افتتاح معرض الكتاب.", "تونس: إضراب في قطاع النقل العمومي."))
    assert "byline" not in [role for role, _ in called]


@pytest.mark.parametrize(
    "line", ["محمد السادس يستقبل الوفود", "عودة بن علي", "لطفي السليمي مدربا للفريق", "محمد صلاح سجل هدفين"]
)
def test_a_short_headline_is_no_name(line: str) -> None:
    assert "byline" not in [role for role, _ in read(page(line, FIRST, SECOND))]


def test_a_person_whom_the_text_is_about_is_its_title_and_not_its_author() -> None:
    first = "ولد يوسف الناصري بمدينة تازة، ودرس القانون بفاس، قبل أن يلتحق الناصري بسلك التدريس."
    assert read(page("يوسف الناصري", first, SECOND))[0] == ("title", "يوسف الناصري")
