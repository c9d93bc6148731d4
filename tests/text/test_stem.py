"""What a word is compared by: its form, without particles, and its stem, without endings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.fold import fold_name
from app.text.stem import beginnings, form, letters, stem, words

LETTERS = st.text("ابتكلمنهويفسرد", min_size=1, max_size=9)


def formed(word: str) -> str:
    return form(fold_name(word))


def stemmed(word: str) -> str:
    return stem(formed(word))


@pytest.mark.parametrize(
    ("bare", "written"),
    [
        ("مصر", "بمصر ومصر لمصر فمصر كمصر ولمصر وبمصر"),
        ("أمن", "الأمن للأمن بالأمن والأمن وللأمن فالأمن كالأمن لأمن"),
        ("وزير", "الوزير للوزير بالوزير ووزير والوزير لوزير"),
        ("بنك", "البنك للبنك بنك والبنك ببنك"),
        ("لبنان", "بلبنان للبنان ولبنان لبنان"),
        ("ليبيا", "ليبيا بليبيا لليبيا وليبيا"),
        ("لجنة", "اللجنة للجنة بلجنة واللجنة"),
        ("فرنسا", "بفرنسا لفرنسا وفرنسا"),
        ("كتاب", "الكتاب بكتاب للكتاب وكتاب"),
        ("وفاة", "الوفاة بوفاة لوفاة"),
        ("والي", "الوالي للوالي"),
        ("ألمانيا", "بألمانيا لألمانيا وألمانيا"),
        ("التزام", "الالتزام للالتزام بالتزام والتزام"),
        ("الله", "والله بالله لله"),
        ("في", "وفي ففي"),
        ("بروكسيل", "ببروكسيل لبروكسيل"),
        ("بلدية", "البلدية لبلدية وبلدية"),
        ("حق", "الحق للحق بالحق"),
        ("حماية", "الحماية لحماية وبحماية"),
        ("غاية", "الغاية لغاية"),
        ("بوزيان", "بوزيان وبوزيان"),
        ("طريقة", "بطريقة الطريقة وبطريقة"),
        ("نكهة", "بنكهة النكهة"),
        ("مئتين", "مائتين المئتين"),
    ],
)
def test_particles_are_no_part_of_the_form(bare: str, written: str) -> None:
    assert {formed(word) for word in written.split()} == {formed(bare)}


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("كمال", "مال"),
        ("كريم", "ريم"),
        ("وزير", "زير"),
        ("بيان", "يان"),
        ("والد", "الد"),
        ("الذي", "ذي"),
        ("التزام", "تزام"),
        ("كلها", "لها"),
        ("فيها", "يها"),
        ("لبنان", "بنان"),
        ("وكالة", "كالة"),
        ("لوكاس", "كأس"),
        ("بوجناح", "جناح"),
        ("كواسي", "اسي"),
        ("كروس", "روس"),
        ("كورونا", "ورونا"),
        ("بسكرة", "سكرة"),
    ],
)
def test_a_letter_of_the_word_is_no_particle(word: str, other: str) -> None:
    assert formed(word) == fold_name(word)
    assert formed(word) != formed(other)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("لغزة", "غزة"),
        ("بقرية", "قرية"),
        ("لحياته", "حياته"),
        ("بذلك", "ذلك"),
        ("وعودته", "عودته"),
        ("لولاية", "ولاية"),
    ],
)
def test_a_particle_is_taken_off_although_a_family_and_an_ending_would_make_the_word(
    written: str, plain: str
) -> None:
    assert formed(written) == formed(plain)


@pytest.mark.parametrize(
    "family",
    [
        "تونس تونسي تونسية تونسيون التونسيين",
        "كتاب كتابها كتابه كتابهم",
        "مسؤول مسؤولة مسؤولين مسؤولون المسؤولات",
        "فرنسا فرنسي فرنسية الفرنسيين",
        "ألمانيا ألماني ألمانية الألمان",
        "إسبانيا إسباني الإسبان",
        "الشرطة شرطي الشرطيين شرطتها",
        "القوات قوة قواتهم",
        "سنة سنوات",
        "قال قالت قالوا",
        "بلدية بلديتين بلديتي",
        "سكتة سكتات سكتته",
        "شوكولاتة شكولاطة شوكولا",
        "جمعية جمعيات جمعيتها",
        "أعضاء أعضاؤه أعضائه أعضاءها أعضاؤها أعضائهم",
        "وزراء وزراؤنا وزرائها الوزراء",
        "قضاء قضائي القضائية القضائيين قضائه",
        "لقاء لقائه لقاؤها لقاءات لقائهما",
        "إجراء إجراءات إجرائها إجراؤه إجرائي إجرائية",
        "كيمياء كيميائي كيميائية",
        "نهاية نهايات نهايتها نهائي نهائية نهائيا",
        "ولاية ولايات ولايته الولايتين",
        "قضايا قضاياه قضاياهم",
        "شيء شيئا",
        "جزء جزءا جزئي جزئية",
        "رأي رأيه رأيها رأيهم",
        "بيان بيانا بيانات بيانه",
        "مليون مليونا مليوني",
        "كمين كمينا",
        "مسكن مسكنا مسكنها",
        "علي عليه عليهم",
        "لدى لديه لدينا",
        "صحة صحية صحتها الصحي",
        "خطة خطته خطتها",
        "فتاة فتيات فتاتين",
        "انتهى انتهت انتهاء",
        "امرأة المرأة للمرأة",
        "تلفزيون التلفزي تلفزيونية",
        "أجرى أجرت أجراها",
        "مدير مديرة مديرين",
    ],
)
def test_inflections_share_a_stem(family: str) -> None:
    assert len({stemmed(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    "family",
    [
        "صحفي صحافي الصحفيين صحافيون الصحافة",
        "أوروبا أوربا الأوروبية الأوربيين",
        "أمريكا أميركا الأمريكي الأميركية",
        "إنجلترا إنكلترا انقلترا",
        "إنجليزي إنكليزية انقليزي",
        "غوتيريش جوتيريش غوتيريس",
        "كيلوغرام كيلوجرام",
        "مليغرام ملليجرام",
        "فيروس فايروس الفيروسات",
        "ديمقراطية ديموقراطي",
        "تكنولوجيا التكنلوجيا تقنولوجيا",
        "تلفزيون التلفاز التلفزة تلفزيونية",
        "سينما السينيما سينمائي",
        "إنترنت أنترنت الانترنيت",
        "تويتر التويتير",
        "السوفيتي السوفييتي السوفياتية",
        "سيناريو السيناريوهات",
        "عشرون عشرين العشرينات",
        "مئتين مائتان",
    ],
)
def test_spellings_of_one_word_share_a_stem(family: str) -> None:
    assert len({stemmed(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("لبنان", "لبن"), ("الشرطة", "شرط"), ("الرياضة", "الرياض"), ("البحرين", "البحر"),
        ("الجمعة", "الجمعية"), ("جامعة", "جامع"), ("عملية", "عمل"), ("بلدية", "بلد"), ("إيران", "آير"),
        ("تركيا", "ترك"), ("نقابة", "نقاب"), ("السودان", "سود"), ("قضاء", "قضايا"), ("قضايا", "قضاة"),
        ("طلبة", "طلب"), ("ولاية", "ولاة"), ("حماية", "حماة"), ("بداية", "بدا"), ("شركاء", "شركات"),
        ("اجتماعية", "اجتماع"), ("محلي", "محلات"), ("رسمي", "رسم"), ("مؤسسة", "مؤسس"), ("محكمة", "محكم"),
        ("منطقة", "منطق"), ("جمهورية", "جمهور"), ("امرأة", "أمر"), ("كافة", "الكاف"), ("بيروت", "بيرو"),
        ("تعاون", "تعاين"), ("كانون", "كان"), ("عشرين", "عشر"), ("مساهمة", "مساواة"), ("مدنين", "مدن"),
        ("العملة", "العمل"), ("الغاز", "غازي"), ("سلامة", "السلام"), ("البنك", "بنكهات"), ("الروسية", "كروس"),
        ("الميزانية", "الميزان"), ("حاجة", "الحاج"), ("مظاهرة", "مظاهر"), ("غرامة", "غرام"),
        ("فقرة", "الفقر"), ("كورونا", "كوريا"), ("السوفياتي", "سوف"), ("كاميرون", "كاميرا"),
        ("مصراتة", "مصر"), ("وجدة", "وجد"), ("الأهلي", "أهل"), ("مئتين", "ميت"),
        ("بابا", "باب"), ("البصرة", "بصر"), ("سكتة", "سكة"),
        ("التهم", "التي"), ("ماي", "مائية"),
        ("الله", "اللاتي"), ("مدى", "مديونية"), ("الصحاف", "الصحف"), ("غرام", "جرام"), ("كوبا", "كوب"),
        ("كوبا", "كوبي"), ("إله", "آلات"), ("توجه", "توجيه"), ("علي", "علينا"), ("العقبة", "عقبات"),
        ("كورونا", "كرونا"), ("جبرئيل", "غابرييل"),
        ("سنها", "السنة"), ("خطها", "خطة"), ("رياضيات", "رياضة"), ("سلتا", "سلة"), ("سكتات", "سكة"),
        ("الرحماني", "الرحمن"), ("بلديتين", "لدى"),
    ],
)  # fmt: skip
def test_what_merely_begins_alike_does_not(word: str, other: str) -> None:
    assert stemmed(word) != stemmed(other)


@pytest.mark.parametrize(
    ("noun", "verb"),
    [
        ("أسرة", "أسرت"), ("سلة", "سلت"), ("مدة", "مدت"), ("قصة", "قصت"), ("شقة", "شقت"), ("خطة", "خطت"),
        ("صحة", "صحت"), ("نية", "نيت"), ("ذمة", "ذمت"), ("قمة", "قمت"), ("شرطة", "شرطت"), ("قوة", "قوت"),
    ],
)  # fmt: skip
def test_a_form_in_teh_is_the_noun_only_before_a_pronoun(noun: str, verb: str) -> None:
    assert stemmed(verb) != stemmed(noun)
    assert {stemmed(verb + pronoun) for pronoun in ("ه", "ها", "هم")} == {stemmed(noun)}


@given(LETTERS)
def test_a_form_has_itself_as_form_and_a_stem_itself_as_stem(word: str) -> None:
    assert form(form(word)) == form(word)
    assert stem(stem(word)) == stem(word)


@given(LETTERS)
def test_something_is_left_of_every_word(word: str) -> None:
    assert form(word)
    assert len(stem(form(word))) >= min(3, len(form(word)))


@pytest.mark.parametrize(
    ("written", "may_begin"),
    [
        ("وزار", ("وزار",)),
        ("المغر", ("مغر",)),
        ("بالمغر", ("مغر",)),
        ("للمغر", ("مغر",)),
        ("للجن", ("لجن", "جن")),
        ("بمصر", ("مصر",)),
        ("وطنيت", ("وطنيت",)),
        ("المان", ("المان", "مان")),
        ("مغ", ("مغ",)),
        ("ال", ("ال",)),
    ],
)
def test_a_beginning_loses_its_particles_too(written: str, may_begin: tuple[str, ...]) -> None:
    assert beginnings(written) == may_begin


@pytest.mark.parametrize(
    "written",
    [
        "أعضائه أعضاؤها القضائية لقائهم نهائي ينهيها انهاؤه انتهت",
        "شيئا الشيء جزئي لله المسئول شئون ثلاثمائة",
        "بلدي بالمدن قنوات للقناة سنوات خطتها التربوية فتيات",
        "بمصر والتونسيين covid لبوزيان الآلات",
    ],
)
def test_a_word_has_the_letters_that_its_form_and_its_stem_are_looked_for_by(written: str) -> None:
    for word in map(fold_name, written.split()):
        assert any(part in word for part in letters(form(word)))
        assert any(part in word for part in letters(stem(form(word))))


@pytest.mark.parametrize(
    "word", ["بمصر", "وزارة", "المغرب", "ألمانيا", "الألمان", "بروكسيل", "كتابها", "وطنيتهم", "للوزارة"]
)
def test_a_long_enough_beginning_of_a_word_begins_its_form(word: str) -> None:
    folded = fold_name(word)
    for size in range(5, len(folded) + 1):
        assert form(folded).startswith(beginnings(folded[:size]))


def test_the_data_are_folded_and_do_not_contradict_each_other() -> None:
    known = words()
    for listed in (
        known.families,
        known.whole,
        known.cut,
        known.short,
        known.endings,
        known.stem_endings,
        known.senses,
        known.joined,
        *known.joined.values(),
        known.bound,
    ):
        assert {word for word in listed if fold_name(word) != word} == set()
    assert known.cut & known.whole == set()
    assert {stem for stem in known.senses.values() if known.senses.get(stem) != stem} == set()
    assert {word for word in known.cut if form(word) == word} == set()
