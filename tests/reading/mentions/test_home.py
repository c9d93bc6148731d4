"""Whose body is meant in a source that is at home somewhere, where nothing beside it says so."""

import pytest

from app.reading.article import read
from app.reading.mentions.find import find_mentions
from app.reading.model import Known, Part
from app.text.fold import fold


def agencies(text: str, home: str = "TN") -> list[str]:
    mentions = find_mentions(fold(text), (Part("paragraph", 0, len(text)),), "text", home)
    return [m.entity.id for m in mentions if m.entity.type == "agency"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # nothing else is spoken of
        ("أعلنت وزارة الصحة فتح باب التسجيل", ["tn-health-ministry"]),
        # another country is named only after it, and home too
        ("قال وزير الدفاع إن تونس تساند ليبيا، وإن استقرار ليبيا من استقرار ليبيا", ["tn-defence-ministry"]),
        # the article is about another country, so far as it goes: nothing is claimed
        ("قررت محكمة مصرية حبس المتهم. وقالت النيابة العامة إن التحقيق مستمر", []),
        ("الانتخابات التركية: تقدم رئيس الوزراء على منافسيه", []),
        # clearly about another country
        ("السعودية: شرح مدير عام الجوازات نظام التأشيرات في السعودية", ["sa-immigration-service"]),
        # places speak for their country
        ("شب حريق في مكة المكرمة. وأخمد الدفاع المدني النيران قرب الحرم المكي", ["sa-civil-protection"]),
        ("تسلل مهربون إلى بن قردان قادمين من ليبيا، وأوقفتهم وزارة الدفاع", ["tn-defence-ministry"]),
        # people from home who met something abroad speak for it by half
        (
            "الجزائر: أوقف الأمن الجزائري في الجزائر تاجرا تونسيا كان في الجزائر، وأحاله الدرك الوطني",
            ["dz-gendarmerie"],
        ),
        ("14 طفلا تونسيا في السجون الليبية. وقال رئيس الحكومة إن ليبيا وعدت", ["tn-prime-ministry"]),
        # the office of home is called by other words than the one abroad, and so is another's
        (
            "عقد وزير الخارجية المصري لقاء صحفيا في تونس. وقال وزير الشؤون الخارجية إن تونس تساند مصر",
            ["eg-foreign-ministry", "tn-foreign-ministry"],
        ),
        (
            "عقد وزير الخارجية المصري لقاء صحفيا في تونس. وقال وزير الخارجية إن تونس تساند مصر",
            ["eg-foreign-ministry", "eg-foreign-ministry"],
        ),
        # a province abroad has ministers of its own, one at home has not
        ("قال وزير الداخلية في إقليم بافاريا الألماني إن الحدود مغلقة", []),
        ("أكد وزير الداخلية بولاية القصرين أن الوضع مستقر", ["tn-interior-ministry"]),
        ("حجزت فرق الجمارك بولاية تبسة كمية من السجائر", ["dz-customs"]),
        # an office in a government is that government's
        ("قال وزير الهجرة في الحكومة الكندية ذلك", ["ca-migration-ministry"]),
        ("زيارة وزير الشؤون الخارجية لجمهورية إيطاليا", ["it-foreign-ministry"]),
        # one minister, whatever he is in charge of
        ("أكد وزير البيئة والشؤون المحلية رياض المؤخر ذلك", ["tn-environment-ministry"]),
        # somebody goes there
        ("بعد زيارة رئيس الحكومة للنيجر", ["tn-prime-ministry"]),
    ],
)
def test_a_body_is_that_of_home_unless_the_article_is_about_another_country(
    text: str, expected: list[str]
) -> None:
    assert agencies(text) == expected


def test_a_place_is_no_mention_of_its_country() -> None:
    text = "أخمد الدفاع المدني في دبي النيران"
    mentions = find_mentions(fold(text), (Part("paragraph", 0, len(text)),), "text", None)
    assert [(m.entity.id, m.surface) for m in mentions] == [("ae-civil-protection", "الدفاع المدني")]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        # a title goes by its article
        (
            "رئيس يستنجد بالمحكمة العليا",
            "قال الرئيس الأمريكي إن القضاء الأمريكي أخطأ في الولايات المتحدة.",
            ["us-supreme-court"],
        ),
        # and an article by a title that speaks of a body of home first
        (
            "رئيس الحكومة: لم نرتكب أخطاء في ملف برلين",
            "قال رئيس الحكومة في ألمانيا إن تونس تتعاون مع ألمانيا. ورحبت السلطات الألمانية في برلين بذلك.",
            ["tn-prime-ministry", "tn-prime-ministry"],
        ),
        (
            "الجزائر: الوزير الأول يخاطب النساء",
            "دعا رئيس الوزراء الجزائري النساء إلى التصويت.",
            ["dz-prime-ministry", "dz-prime-ministry"],
        ),
    ],
)
def test_title_and_article_speak_of_the_same_bodies(title: str, text: str, expected: list[str]) -> None:
    reading = read(text, Known(title=title, source="الجوهرة أف أم"))
    assert reading.source is not None
    assert reading.source.country == "TN"
    assert [m.entity.id for m in reading.mentions if m.entity.type == "agency"] == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        # another country stands only after the body
        (None, "عمّان - قالت وزارة الخارجية إن الوزير عقد لقاءات عدة في تركيا وإيران.", []),
        (
            None,
            "القاهرة - قال وزير الداخلية إن المتهمين أوقفوا.\nوفي برلين قال مدير المخابرات الألمانية كلمة.",
            ["de-intelligence"],
        ),
        (
            "وزير الداخلية يعلن توقيف متهمين",
            "القاهرة - قال وزير الداخلية إن المتهمين أوقفوا.\nوفي برلين قال مدير المخابرات الألمانية كلمة.",
            ["de-intelligence"],
        ),
        # without a dateline, or with one of the same country, it is that one's
        (None, "قالت وزارة الخارجية إن الوزير عقد لقاءات عدة في تركيا.", ["tr-foreign-ministry"]),
        (None, "أنقرة - قالت وزارة الخارجية إن لقاءات عدة عقدت في تركيا.", ["tr-foreign-ministry"]),
        # it has been spoken of before the body
        (None, "بيروت - قالت سوريا إن وزارة الخارجية سترد على تركيا.", ["sy-foreign-ministry"]),
        ("سوريا تحذر", "بيروت - قالت وزارة الخارجية إن سوريا سترد.", ["sy-foreign-ministry"]),
        # it stands beside the body
        (None, "بيروت - قالت وزارة الخارجية السورية إن الرد قريب.", ["sy-foreign-ministry"]),
    ],
)
def test_a_body_in_an_article_dated_from_one_country_is_not_that_of_another_named_only_later(
    title: str | None, text: str, expected: list[str]
) -> None:
    mentions = read(text, Known(title=title)).mentions
    assert [m.entity.id for m in mentions if m.entity.type == "agency"] == expected
