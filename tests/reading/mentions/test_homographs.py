"""Forms that are also something else: in one sense they name a country or an agency, in the other not."""

import pytest

from app.reading.mentions.find import find_mentions
from app.reading.model import Part
from app.text.fold import fold


def named(text: str, type: str, home: str | None = None) -> list[str]:
    mentions = find_mentions(fold(text), (Part("paragraph", 0, len(text)),), "text", home)
    return [m.entity.id for m in mentions if m.entity.type == type]


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        # money, one's own money, and the state
        ("وصل الوفد إلى مالي بعد زيارة النيجر", ["ML", "NE"]),
        ("عجز مالي ونظام مالي وتحليل مالي", []),
        ("المدافع المالي حماري تراوري", ["ML"]),
        ("القطاع المالي والسوق المالية", []),
        ("واستقبل لاعبا ماليا", ["ML"]),
        ("دعم الرئيس ماليا", []),
        ("انتقل لاعب مالي إلى صفوف الفريق", ["ML"]),
        ("قتل جندي مالي في كمين", ["ML"]),
        ("مدير مالي وخبير مالي وبيان مالي", []),
        # the sultanate and the capital of Jordan
        ("في عُمان", ["OM"]),
        ("في عَمّان", ["JO"]),
        ("قال السلطان هيثم في عمان", ["OM"]),
        ("عمان - بترا: قال مسؤول أردني", ["JO", "JO"]),
        # a team plays against a team, in a town
        ("فاز الأردن على عمان بثلاثة أهداف في التصفيات", ["JO", "OM"]),
        ("خسر منتخب العراق أمام عمان بعدما تغلب على الأردن", ["IQ", "OM", "JO"]),
        ("وصل منتخب الأردن إلى عمان بعد مباراة العراق", ["JO", "JO", "IQ"]),
        ("فرضت واشنطن على عمان شروطا، بحسب مسؤول أردني", ["US", "JO", "JO"]),
        ("وقع الأردن وعمان اتفاقا", ["JO", "OM"]),
        ("بين القاهرة وعمان، بحسب مسؤول أردني", ["EG", "JO", "JO"]),
        ("منح البنك الشركة قرضا ماليا", []),
        ("ذكر ابن خلدون أهل المغرب", []),
        ("بلاد المغرب في العصر الوسيط", []),
        # diameters, trains and the state
        ("زار أمير قطر", ["QA"]),
        ("بقطر 12 ملم", []),
        ("خروج قطر الصعيد عن القضبان", []),
        # waters and states
        ("زار الأردن", ["JO"]),
        ("غرق في نهر الأردن", []),
        ("جيش النيجر", ["NE"]),
        ("ضفاف نهر النيجر", []),
        ("حدود تشاد", ["TD"]),
        ("جزر بحيرة تشاد", []),
        ("نهر السنغال", []),
        ("رئيس السنغال", ["SN"]),
        ("خليج عمان ومضيق تايوان وبحر الصين", []),
        # the state in the Caucasus, that of the Union, a prime minister
        ("حكومة جورجيا", ["GE"]),
        ("انتخابات ولاية جورجيا", []),
        ("قالت جورجيا ميلوني", []),
        # sunset, the region, the clubs
        ("زار المغرب", ["MA"]),
        ("قبل صلاة المغرب", []),
        ("دول المغرب العربي", []),
        ("هزم المغرب التطواني ضيفه", []),
        ("المغرب الفاسي", []),
        # continents
        ("قالت أمريكا", ["US"]),
        ("دول أمريكا الجنوبية وأميركا اللاتينية", []),
        # names within names
        ("روسيا وروسيا البيضاء", ["RU", "BY"]),
        ("غينيا", ["GN"]),
        ("غينيا بيساو", ["GW"]),
        ("غينيا الاستوائية", ["GQ"]),
        ("خنزير غينيا", []),
        ("الكونغو الديمقراطية", ["CD"]),
        ("جمهورية الكونغو برازافيل", ["CG"]),
        ("غابات الكونغو", []),
        ("كوريا الشمالية", ["KP"]),
        ("سامسونغ من كوريا", ["KR"]),
        ("منتخب كوريا يتأهل", ["KR"]),
        ("شركات من كوريا", []),
        # women, clubs and islands
        ("النجمة جورجيا رودريغيز", []),
        ("السلوفاكية دومينيكا سيبولكوفا", ["SK"]),
        ("قال دورسون أوزبيك رئيس النادي", []),
        ("مقاتلين أوزبيك", ["UZ"]),
        ("جزيرة كوه ساموي السياحية", []),
        ("السودان", ["SD"]),
        ("جنوب السودان", ["SS"]),
        ("فول سوداني", []),
        ("مواطن سوداني", ["SD"]),
        # what looks like a particle and a name
        ("المدرب كلاوس", []),
        ("كلاوس تحدث، ولاوس صوتت", ["LA"]),
        ("توني كروس وكارمن", []),
        ("جنود روس", ["RU"]),
        ("الجيش البروسي", []),
        ("بسمارك وبروسيا", []),
        ("التقى بروسيا وزير النفط", ["RU"]),
        ("سباقات فروسية", []),
        ("ارتدت بكيني", []),
        ("سجن وجوبا لا اختيارا", []),
        ("الخرطوم وجوبا", ["SD", "SS"]),
        ("استيقظ باكرا", []),
        ("وصل إلى أكرا عاصمة غانا", ["GH", "GH"]),
        # persons
        ("قال محمود المصري", []),
        ("المنتخب المصري", ["EG"]),
        ("تركي آل الشيخ", []),
        ("وزير تركي", ["TR"]),
        ("ماجدة الرومي وكاظم السوداني", []),
        # stadiums, universities, streets
        ("على ملعب الإمارات", []),
        ("دولة الإمارات", ["AE"]),
        ("جامعة كولومبيا", []),
        ("رئيس كولومبيا", ["CO"]),
        ("كولومبيا البريطانية", []),
        ("في حي الرياض", []),
        ("رالي داكار", []),
        ("مثلث برمودا", []),
        ("آيا صوفيا", []),
        ("زار صوفيا عاصمة بلغاريا", ["BG", "BG"]),
        # clubs and states
        ("نادي موناكو", []),
        ("أمير موناكو", ["MC"]),
        ("نيو ساوث ويلز وإنديان ويلز", []),
        ("أمير ويلز", ["GB"]),
        ("فاز بولونيا على نابولي", []),
        ("رئيس بولونيا", ["PL"]),
        # the accusative of an adjective and the state
        ("استدعى لاعبا ليبيا", ["LY"]),
        ("زارا ليبيا", ["LY"]),
        # plants, diseases, peoples
        ("القنب الهندي وجوز الهند والتمر الهندي", []),
        ("الحمى المالطية", []),
        ("الهنود الحمر والأفغان العرب", []),
        ("الشعب الهندي", ["IN"]),
    ],
)
def test_context_tells_a_country_from_something_else(text: str, countries: list[str]) -> None:
    assert named(text, "country") == countries


def test_an_accusative_adjective_is_a_demonym_and_the_same_letters_a_name() -> None:
    def kinds(text: str) -> list[str]:
        return [m.kind for m in find_mentions(fold(text), (Part("paragraph", 0, len(text)),), "text", None)]

    assert kinds("أوقف لاعبا ألبانيا") == ["demonym"]
    assert kinds("هزم ألبانيا") == ["name"]


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("قال مجلس الأمن", ["int-unsc"]),
        ("مجلس الأمن القومي الأمريكي", ["us-national-security-council"]),
        ("مجلس الأمن القومي", []),
        ("عناصر الأمن الوطني بالمغرب", ["ma-dgsn"]),
        ("تهديدات الأمن الوطني", []),
        ("وكالة ناسا", ["us-nasa"]),
        ("رأيت ناسا طيبين", []),
        ("فاز الجيش الملكي", []),
        ("الاتحاد الأوروبي", ["int-eu"]),
        ("كأس الاتحاد الأوروبي", []),
        ("الجيش السوري", ["sy-army"]),
        ("الجيش السوري الحر", []),
        ("الدفاع الروسية: أسقطنا مسيرات", ["ru-defence-ministry"]),
        ("شركات الدفاع الأمريكية", []),
        ("إيقاد الشعلة", []),
        ("رئيس حكومة كردستان", []),
        ("الـFBI والـFBI وللـFBI", ["us-fbi", "us-fbi", "us-fbi"]),
        # the confederation of a sport, and the union
        ("توج المنتخب ببطولة كرة السلة التي ينظمها الاتحاد الإفريقي", []),
        ("أوقعت قرعة الاتحاد الإفريقي النادي مع الترجي في دوري الأبطال", []),
        ("دعا الاتحاد الإفريقي إلى وقف إطلاق النار", ["int-african-union"]),
        ("شارك الرئيس الدوري للاتحاد الأفريقي في القمة", ["int-african-union"]),
        ("قال الوسيط إن الكرة في ملعب الاتحاد الإفريقي", ["int-african-union"]),
        # the Federal Reserve, and what is federal
        ("رفع الفيدرالي الأمريكي أسعار الفائدة ربع نقطة", ["us-central-bank"]),
        ("محضر اجتماع الفدرالي الأميركي يقلق المستثمرين", ["us-central-bank"]),
        ("سجن القاضي الفيدرالي الأمريكي خمس سنوات", []),
        ("حكم القضاء الفيدرالي الأمريكي في قضية أسعار الفائدة", []),
    ],
)
def test_context_tells_an_agency_from_something_else(text: str, agencies: list[str]) -> None:
    assert named(text, "agency") == agencies


@pytest.mark.parametrize(
    ("text", "home", "agencies"),
    [
        # At home a body needs no adjective, whatever guests, destinations and counterparts are named.
        ("زيارة رئيس الحكومة إلى ألمانيا", "MA", ["ma-prime-ministry"]),
        ("قال رئيس الحكومة في برلين", "MA", ["ma-prime-ministry"]),
        ("وزارتي الداخلية والخارجية", "TN", ["tn-interior-ministry", "tn-foreign-ministry"]),
        ("أوقفت الشرطة العدلية فرنسيين في ميناء إيطالي", "TN", ["tn-judicial-police"]),
        # The holder of an office whom the text has named before is meant by the office alone.
        ("زار وزير الخارجية الفرنسي تونس. وقال وزير الخارجية كلاما.", "TN", ["fr-foreign-ministry"] * 2),
        ("سلاح الجو الأميركي شن غارة. وقال سلاح الجو إنها دقيقة.", "LB", ["us-air-force"] * 2),
        # One word of home does not make an article about another country one of home.
        (
            "كندا تستقبل لاجئين. وفي كندا تونسي واحد. وكندا بلد كبير. وقال رئيس الوزراء ذلك.",
            "TN",
            ["ca-prime-ministry"],
        ),
        # Where nothing is known of the home, a destination or a counterpart is no owner.
        ("زيارة رئيس الحكومة إلى ألمانيا", None, []),
        ("بحث وزير الخارجية مع السفير الليبي التعاون", None, []),
        ("قال وزير الداخلية إن بين الموقوفين سوريين", None, []),
        # A name listed for some countries counts by context for these alone.
        ("أعلنت الشرطة الاتحادية ذلك", "IQ", ["iq-federal-police"]),
        ("أعلنت الشرطة الاتحادية ذلك", "TN", []),
        # Without its preposition the next body stands for itself.
        (
            "المديرية العامة للأمن الوطني والشرطة الغينية",
            "MA",
            ["ma-dgsn", "gn-police"],
        ),
    ],
)
def test_a_bare_body_is_the_homes_or_the_one_spoken_of(
    text: str, home: str | None, agencies: list[str]
) -> None:
    assert named(text, "agency", home) == agencies
