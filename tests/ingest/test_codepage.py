"""One-byte Arabic that was read as Latin: turned back where that is sure, and no other language touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.ingest.mojibake import mend

NEWS = "أعلنت وزارة الداخلية، اليوم «الخميس»، أن قوات الأمن أوقفت 14 شخصا في مدينة فاس ؟"
PLAIN_NEWS = "المغرب يوقع اتفاقا مع الاتحاد الأوروبي بحضور أحمد بن علي، وزير الخارجية"
BILINGUAL = "قال مصدر من DGSN إن الـONEE وقع اتفاقا مع Société Générale في الدار البيضاء"
VOCALISED = "قُلْ هُوَ اللَّهُ أَحَدٌ"
ENCODINGS = {"windows-1256": "cp1256", "ISO-8859-6": "iso8859_6"}


def read_wrongly(text: str, encoding: str, as_web: bool = True) -> str:
    """`text` in `encoding`, read as browsers read windows-1252, or as Latin 1."""
    data = text.encode(encoding)
    if not as_web:
        return data.decode("latin-1")
    return "".join(bytes((b,)).decode("cp1252", "ignore") or chr(b) for b in data)


@pytest.mark.parametrize("as_web", [True, False])
@pytest.mark.parametrize(
    ("was", "text"),
    [
        *(("windows-1256", text) for text in (NEWS, BILINGUAL, PLAIN_NEWS, VOCALISED)),
        *(
            ("windows-1256", text)
            for text in ("المغرب", "العربية", "رياضة", "أحمد بن علي", "وزير امور خارجه پاکستان گفت")
        ),
        *(("ISO-8859-6", text) for text in (PLAIN_NEWS, "المغرب", "أحمد بن علي", VOCALISED)),
    ],
)
def test_arabic_read_as_latin_is_turned_back_and_said(text: str, was: str, as_web: bool) -> None:
    mended, warning = mend(read_wrongly(text, ENCODINGS[was], as_web), "title")
    assert mended == text
    assert warning == f"The title was garbled, its {was} read as windows-1252; it was mended."


def test_a_second_misreading_is_undone_with_it() -> None:
    once = read_wrongly(NEWS, "cp1256")
    mended, warning = mend(once.encode().decode("latin-1"))
    assert mended == NEWS
    assert warning == (
        "The text was garbled, its windows-1256 read as windows-1252 and then its UTF-8 read as "
        "windows-1252; it was mended."
    )


@pytest.mark.parametrize(
    "garbled",
    [
        read_wrongly(NEWS, "cp1256").replace("æ", "\ufffd"),
        read_wrongly(PLAIN_NEWS, "cp1256") + " ÉLYSÉE, ÉCOLE, DÉÇÀ, ÊTRE, ÉTÉ" * 2,
    ],
)
def test_what_cannot_be_turned_back_whole_is_refused(garbled: str) -> None:
    with pytest.raises(
        InputError, match="its text is garbled: windows-1256 was read as windows-1252, and some of it is lost"
    ):
        mend(garbled)


def test_words_that_may_have_been_in_either_encoding_are_left_and_said() -> None:
    text = read_wrongly("إدنبرة", "cp1256")
    mended, warning = mend(text, "byline")
    assert mended == text
    assert warning is not None
    assert warning.startswith("Words in the byline look garbled")


@pytest.mark.parametrize("around", [NEWS * 2, "Le ministère s'est exprimé à l'École normale de Genève. " * 3])
def test_garbled_words_in_another_text_are_left_and_said(around: str) -> None:
    text = f"{around} {read_wrongly('المغرب يوقع اتفاقا', 'cp1256')}"
    assert mend(text) == (
        text,
        "Words in the text look garbled, as windows-1256 that was read as windows-1252 does.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Ça y est : l'été où naît la forêt déçue, là-bas, à Nîmes, côté jardin. À bientôt, Çelik !",
        "ÇA ALLAIT DÉJÀ À L'ÉTÉ, OÙ L'ÉLÈVE S'EST ÉLEVÉ À L'ÉCOLE",
        "Über Öl und Äpfel dürfen größere Bären süße Grüße äußern; ärgerlich, daß Öfen glühen.",
        "Não é só à mãe que as ações são úteis: há três irmãs, dê-lhes pães e maçãs à mão, já!",
        "La niña comió piñas, ¿dónde está Íñigo? Él dirá: «¡Qué sé yo, allí está mamá, ahí!»",
        "Tiếng Việt có nhiều dấu: ấy là ở đó, ý ấy à, Ủy ban Á Âu đã áp đặt, ố á",
        "Çağ açıcı Türk öğrencisi, İstanbul'da ünlü bir şair oldu; çünkü üç öykü yazdı. Öyle!",
        "Það á að æfa sig í ýmsu; Þú ert í Ísafirði og ég á Öræfum, æ ó æ, á ey. Áá, óð, æð.",
        "Öö ja õõ: jäääär, töööö, õueõunaõis, kõueööaimdus, Ööülikool",
        "Árvíztűrő tükörfúrógép: úgy áll ő ott, mint aki él és öl; így jó, ó, ő.",
        "Žluťoučký kůň úpěl ďábelské ódy. Íáé!",
        "Ïðèâåò, ìèð! Ìîñêâà ïîäïèñàëà ñîãëàøåíèå.",  # Russian, misread alike
        "ÌÎÑÊÂÀ ÏÎÄÏÈÑÀËÀ ÑÎÃËÀØÅÍÈÅ Ñ ÏÀÐÈÆÅÌ",
        "Ç ïñùôåýïõóá ðüëç ôçò ÅëëÜäáò åßíáé ç ÁèÞíá",  # Greek
        "äåáøä çãùä ùì äîîùìä áéøåùìéí",  # Hebrew
        "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ",
    ],
)
def test_no_other_language_is_touched(text: str) -> None:
    assert mend(text) == (text, None)


@given(
    st.lists(
        st.text(alphabet=st.characters(min_codepoint=0xC0, max_codepoint=0xFF), max_size=4)
        | st.sampled_from(["Çá", "ÇáÍ"])
    )
)
def test_words_with_plain_letters_stay_as_they_are(parts: list[str]) -> None:
    text = " ".join(f"{part}e" for part in parts)
    assert mend(text)[0] == text


@pytest.mark.parametrize(
    "text",
    [
        "????? ?? ???",
        "???? ?? 2024, ????? (???): ??",
        "\ufffd\ufffd\ufffd \ufffd\ufffd \ufffd\ufffd\ufffd\ufffd",
    ],
)
def test_a_text_whose_letters_were_lost_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="its text is mostly question marks: its letters were lost"):
        mend(text)


@pytest.mark.parametrize(
    "text",
    [
        "???",
        "??? ??? ???",
        "What?? Really??? No??",
        "من قال هذا؟؟ ومتى؟؟؟ ولماذا؟؟",
        "من قال هذا?? ومتى??? ولماذا??",
        "1? 2? 3? - ?",
        "?? A ??? b ?? long text that goes on",
    ],
)
def test_question_marks_that_were_written_stay(text: str) -> None:
    assert mend(text) == (text, None)
