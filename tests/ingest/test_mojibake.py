"""UTF-8 that was read as something else: mended where that is certain, refused where it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.ingest.mojibake import mend

ARABIC = "أعلنت وزارة الداخلية، اليوم «الخميس»، أن قوات الأمن أوقفت 14 شخصا في مدينة فاس ؟"
FRENCH = "Le procès s'est achevé à Genève, après délibéré."


def web(data: bytes) -> str:
    """What a browser makes of it: the bytes that windows-1252 lacks pass as they are."""
    return "".join(bytes((b,)).decode("cp1252", "ignore") or chr(b) for b in data)


@pytest.mark.parametrize("text", [ARABIC, FRENCH, f"{ARABIC} DGSN {FRENCH}", "المغرب"])
@pytest.mark.parametrize("encoding", ["latin-1", "cp1256", "web"])
def test_a_misreading_is_undone_and_said(text: str, encoding: str) -> None:
    data = text.encode()
    garbled = web(data) if encoding == "web" else data.decode(encoding)
    if text == FRENCH and encoding == "cp1256":
        return  # its few letters beyond ASCII show too little
    mended, warning = mend(garbled, "title")
    assert mended == text
    assert warning is not None
    assert warning.startswith("The title was garbled, its UTF-8 read as windows-125")


@pytest.mark.parametrize(("first", "second"), [("latin-1", "latin-1"), ("cp1256", "latin-1")])
def test_two_misreadings_are_undone(first: str, second: str) -> None:
    once = ARABIC.encode().decode(first)
    assert mend(once.encode().decode(second))[0] == ARABIC


@pytest.mark.parametrize("encoding", ["cp1252", "cp1256"])
@pytest.mark.parametrize("lost", ["?", "\ufffd", ""])
def test_what_is_partly_lost_is_refused(encoding: str, lost: str) -> None:
    garbled = ARABIC.encode().decode(encoding, "ignore")
    with pytest.raises(InputError, match="its text is garbled"):
        mend(garbled[:1] + lost + garbled[2:])


@pytest.mark.parametrize(
    "text",
    [
        ARABIC,
        FRENCH,
        "OÙ EST-IL ? À SÃO PAULO, ÇA VA",
        "Ørsted og Øresund: Ø, Ø, Ø",
        "§ 3 من القانون ط§",
        "حفظ „النص“ وظ„",
        "\u200f\u202bنص\u202c ﻻ 😀 ـــ",
        "",
        "plain",
    ],
)
def test_what_is_as_it_was_meant_stays(text: str) -> None:
    assert mend(text) == (text, None)


def test_a_few_garbled_words_are_left_and_said() -> None:
    text = f"{ARABIC} {ARABIC} " + "سلا".encode().decode("latin-1")
    mended, warning = mend(text)
    assert mended == text
    assert warning is not None
    assert "look garbled" in warning


def test_letters_that_were_lost_before_are_said() -> None:
    text = "المغ\ufffdب و\ufffd"
    assert mend(text) == (text, "In the text, 2 letters were lost before it came here (U+FFFD).")


@given(
    st.text(
        alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF) | st.characters(max_codepoint=0x7F)
    )
)
def test_arabic_is_never_touched(text: str) -> None:
    assert mend(text)[0] == text
