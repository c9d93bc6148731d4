"""Sentences after the manner of papers of many countries, with every country and agency they name."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from app.reading.mentions.find import find_mentions
from app.reading.model import Part
from app.text.fold import fold


@pytest.mark.parametrize(
    ("text", "home", "countries", "agencies"),
    [
        ("أعلنت الحكومة الأردن وعمان إنشاء خط بحري", None, "JO OM", ""),
        ("وصل ملك الأردن إلى عمان قادما من القاهرة", None, "JO JO EG", ""),
        ("وقع وزير الخارجية العماني ونظيره القطري اتفاقا في مسقط", None, "OM QA OM", "om-foreign-ministry"),
        ("أعلن الجيش المالي مقتل عشرين مسلحا قرب كيدال", None, "ML", "ml-army"),
        ("اتهم المحقق المالي الشركة بإخفاء عجز مالي", None, "", ""),
        ("عينت مالي سفيرا جديدا لدى النيجر", None, "ML NE", ""),
        ("فاض نهر النيجر وغمر قرى في ولاية النيجر وسط نيجيريا", None, "NG", ""),
        ("جفت بحيرة تشاد وتضررت تشاد والكاميرون", None, "TD CM", ""),
        ("انتخبت جورجيا ميلوني رئيسة لوزراء إيطاليا", None, "IT", ""),
        ("فاز الديمقراطيون في ولاية جورجيا الأمريكية", None, "US", ""),
        ("تبليسي - احتج الآلاف في جورجيا على قانون العملاء الأجانب", None, "GE GE", ""),
        ("أدى المصلون صلاة المغرب في المسجد النبوي", None, "", ""),
        ("فاز المغرب التطواني على الرجاء البيضاوي", None, "", ""),
        ("عقد اتحاد المغرب العربي قمته في طرابلس الغرب", None, "LY", "int-amu"),
        ("انضمت روسيا البيضاء وروسيا إلى التدريبات", None, "BY RU", ""),
        ("تنتج غينيا الاستوائية النفط بخلاف غينيا بيساو وغينيا", None, "GQ GW GN", ""),
        ("التقى رئيس الكونغو الديمقراطية نظيره في الكونغو برازافيل", None, "CD CG", ""),
        ("لعب منتخب كوريا أمام اليابان", None, "KR JP", ""),
        ("أطلقت كوريا الشمالية صاروخا فحذرت سيول", None, "KP KR", ""),
        ("قال تركي آل الشيخ رئيس هيئة الترفيه السعودية", None, "SA", ""),
        ("شارك اللاعب أحمد المصري في المباراة", None, "", ""),
        ("قال المدرب كلاوس إن الفريق جاهز", None, "", ""),
        (
            "استقبل المدير العام للأمن الوطني ولمراقبة التراب الوطني سفير إسبانيا",
            "MA", "ES", "ma-dgsn ma-dgst",
        ),
        ("أوقفت عناصر المكتب المركزي للأبحاث القضائية خلية بطنجة", "MA", "", "ma-bcij"),
        (
            "أحالت النيابة العامة المختصة المتهم على محكمة الاستئناف بطنجة",
            "MA", "", "ma-prosecution ma-court-of-appeal",
        ),
        ("أكدت السي آي إيه ومكتب التحقيقات الاتحادي صحة التسجيل", None, "", "us-cia us-fbi"),
        ("نفى جهاز إم آي سيكس البريطاني أي علاقة بالعملية", None, "GB", "gb-mi6"),
        ("كشف الإف بي آي عن عميل في واشنطن", None, "US", "us-fbi"),
        (
            "أعلن وزيرا الخارجية الفرنسي والألماني موقفا مشتركا",
            None, "FR DE", "fr-foreign-ministry de-foreign-ministry",
        ),
        (
            "بحث وزراء داخلية فرنسا وإسبانيا والبرتغال الهجرة",
            None, "FR ES PT", "fr-interior-ministry es-interior-ministry pt-interior-ministry",
        ),
        ("وزارتا الدفاع والداخلية في العراق", None, "IQ", "iq-defence-ministry iq-interior-ministry"),
        ("قضت محكمة النقض المصرية بتأييد حكم الإعدام", None, "EG", "eg-court-of-cassation"),
        ("رفضت المحكمة العليا الإسرائيلية الالتماس", None, "IL", "il-supreme-court"),
        ("أصدرت المحكمة الجنائية الدولية مذكرة توقيف", None, "", "int-icc"),
        ("قال الحرس الثوري الإيراني إنه احتجز ناقلة في مضيق هرمز", None, "IR", "ir-irgc"),
        ("اعترض سلاح الجو الأوكراني طائرات مسيرة", None, "UA", "ua-air-force"),
        ("نفذت قوات الدعم السريع هجوما على الفاشر غربي السودان", None, "SD", "sd-rsf"),
        ("أعلن المجلس العسكري في النيجر طرد السفير الفرنسي", None, "NE FR", ""),
        ("نشرت فرونتكس ويوروبول تقريرا عن تهريب البشر", None, "", "int-frontex int-europol"),
        ("رفع بنك المغرب سعر الفائدة الرئيسي", "MA", "MA", "ma-central-bank"),
        ("أعلنت هيئة مكافحة الفساد السعودية توقيف موظفين", None, "SA", "sa-nazaha"),
        ("ضبطت خفر السواحل اليونانية قارب مهاجرين قبالة كريت", None, "GR", "gr-coast-guard"),
        ("قالت الشرطة الفيدرالية البرازيلية إنها داهمت منزل بولسونارو", None, "BR", "br-pf"),
        ("عثرت الشرطة الملكية الماليزية على المفقودين", None, "MY", "my-police"),
        ("صرح وزير الدفاع الباكستاني خواجة آصف", None, "PK", "pk-defence-ministry"),
        ("تبنت الجمعية العامة للأمم المتحدة قرارا صاغته البرازيل", None, "BR", "int-unga"),
        ("قال مجلس الأمن القومي التركي بعد اجتماعه في أنقرة", None, "TR TR", "tr-national-security-council"),
        ("دعا مجلس الأمن إلى وقف القتال", None, "", "int-unsc"),
        ("قطر الدائرة خمسة سنتيمترات", None, "", ""),
        ("اشترى صندوق قطري حصة في بنك ألماني", None, "QA DE", ""),
        ("باع المزارع الفول السوداني والتمر الهندي", None, "", ""),
        ("عرض الفيلم في دور السينما بأمريكا اللاتينية وأمريكا", None, "US", ""),
        ("انطلق رالي داكار من السعودية", None, "SA", ""),
        ("قالت وزارة الخارجية إن المغرب يدعم وحدة ليبيا", "MA", "MA LY", "ma-foreign-ministry"),
        (
            "الجزائر : وزير الداخلية يشرف على تنصيب الوالي. كما أكد وزير الداخلية أن الجزائر آمنة",
            "TN", "DZ DZ", "dz-interior-ministry dz-interior-ministry",
        ),
        ("قررت محكمة مصرية اليوم حبس رجل أعمال. وقالت النيابة العامة إن التحقيق مستمر", "TN", "EG", ""),
        ("حريق في دبي. أخمدت فرق الدفاع المدني في دبي النيران", "TN", "", "ae-civil-protection"),
        ("أعلن الرئيس التركي رجب طيب أردوغان أن رئيس الوزراء سيستقيل", "TN", "TR", ""),
        (
            "قال رئيس الحكومة إن تونس تدعم الحل السياسي في ليبيا وإن ليبيا جارة ولقاء ليبيا قريب",
            "TN", "TN LY LY LY", "tn-prime-ministry",
        ),
        (
            "باشرت مصالح الأمن بالدار البيضاء بحثا في الموضوع وأحيل المتهم على الشرطة القضائية",
            "MA", "", "ma-dpj",
        ),
        ("استقبلت رئيسة الحكومة التونسية بن يوسف وفدا", None, "TN", "tn-prime-ministry"),
        ("سجل اللاعب الجزائري بن ناصر هدفين", None, "DZ", ""),
        ("قال تركي بن سعود إن العمل مستمر", None, "", ""),
        ("أوقفت مصالح الدرك الوطني مهربين", "TN", "", ""),
        ("أوقفت مصالح الدرك الوطني مهربين", "DZ", "", "dz-gendarmerie"),
        ("تعادل أولمبيك الكاف في البطولة", "TN", "", ""),
        ("زيارة رئيس الحكومة للنيجر", "TN", "NE", "tn-prime-ministry"),
        ("أكد مدير جهاز المخابرات العامة المصرية عباس كامل", None, "EG", "eg-gis"),
        ("قال رئيس جهاز الموساد دافيد برنياع في الدوحة", None, "QA", "il-mossad"),
        ("أوقف جهاز الأمن الفيدرالي الروسي مواطنا أوكرانيا", None, "RU UA", "ru-fsb"),
        ("أعلنت وكالة الطاقة الذرية الإيرانية تركيب أجهزة طرد في نطنز", None, "IR", "ir-aeoi"),
        ("قالت الوكالة الدولية للطاقة الذرية إن إيران أوقفت الكاميرات", None, "IR", "int-iaea"),
        ("شرطة نيويورك تعتقل طلابا في جامعة كولومبيا", None, "", "us-nypd"),
    ],
)  # fmt: skip
def test_a_sentence_names_these_and_no_others(
    text: str, home: str | None, countries: str, agencies: str
) -> None:
    mentions = find_mentions(fold(text), (Part("paragraph", 0, len(text)),), "text", home)
    assert sorted(m.entity.id for m in mentions if m.entity.type == "country") == sorted(countries.split())
    assert sorted(m.entity.id for m in mentions if m.entity.type == "agency") == sorted(agencies.split())


SENTENCES = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text("utf-8"))["sentence"]
KINDS = {"name": ("name", "acronym"), "demonym": ("demonym",), "capital": ("capital",)}


@pytest.mark.parametrize("sentence", SENTENCES, ids=range(len(SENTENCES)))
def test_a_sentence_of_the_press_names_these_by_kind_so_often_and_no_others(sentence: dict[str, str]) -> None:
    text = sentence["text"]
    mentions = find_mentions(fold(text), (Part("paragraph", 0, len(text)),), "text", sentence.get("home"))
    found = {"agency": Counter(m.entity.id for m in mentions if m.entity.type == "agency")}
    for label, kinds in KINDS.items():
        found[label] = Counter(
            m.entity.id for m in mentions if m.entity.type == "country" and m.kind in kinds
        )
    assert found == {label: Counter(sentence.get(label, "").split()) for label in found}
