"""Bytes to text: the right one, or none."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.ingest.charset import detect
from app.ingest.decode import check, decode, newlines, open_text

ARABIC = (
    "أعلنت وزارة الداخلية اليوم أن قوات الأمن أوقفت مجموعة من الأشخاص في مدينة الرباط، "
    "وذلك في إطار محاربة الجريمة المنظمة. وقال الوزير إن العملية تمت بنجاح؛ هل من جديد؟"
)
SHORT = "استقبل الوزير صباح اليوم نظيره الفرنسي"
WITH_LATIN = f"{ARABIC}\nDGSN – Hammouchi, «sécurité»\n"


@pytest.mark.parametrize("text", [ARABIC, SHORT, WITH_LATIN, "a"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_with_or_without_a_mark_is_read(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("text", [ARABIC, SHORT, WITH_LATIN, "Plain English text, and nothing else.\n"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_read_where_one_order_of_bytes_makes_sense(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ARABIC, "cp1256"),
        (SHORT, "cp1256"),
        (WITH_LATIN, "cp1256"),
        (ARABIC, "iso8859_6"),
        (SHORT, "iso8859_6"),
    ],
)
def test_the_single_byte_encodings_of_arabic_are_proven_by_its_letters(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert detect(data) == encoding
    assert decode(data) == text


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", "binary"),
        (
            "a document",
            b"%PDF-1.7\n%\xb5\xed\xae\xfb\n4 0 obj\n<< /Length 5 >>\nstream\nx",
            "not UTF-8",
        ),
        ("text with NUL", "نص\0نص".encode(), "NUL"),
        ("broken UTF-8", ARABIC.encode()[:-1], "line 1"),
        ("UTF-8 with a Latin byte", f"{ARABIC}\n".encode() + b"caf\xe9", "0xE9 on line 2"),
        ("French in Latin 1", ("L'été dernier, à Genève. " * 20).encode("latin-1"), "not UTF-8"),
        ("Russian", ("Президент России провёл встречу. " * 20).encode("cp1251"), "not UTF-8"),
        ("Greek", ("Ο πρωθυπουργός της Ελλάδας. " * 20).encode("iso8859_7"), "not UTF-8"),
        ("Hebrew", ("ראש הממשלה נפגש עם נשיא צרפת. " * 20).encode("cp1255"), "not UTF-8"),
        ("Chinese", ("中国国家主席会见法国总统" * 20).encode("gb18030"), "not UTF-8"),
        ("too little Arabic", "قط".encode("cp1256"), "not UTF-8"),
        ("UTF-16 cut in a character", ARABIC.encode("utf-16")[:-1], "UTF-16"),
        ("half a pair in UTF-16", b"\xff\xfe\x41\x00\x00\xd8\x41\x00", "UTF-16"),
        ("UTF-32", ARABIC.encode("utf-32"), "NUL"),
    ],
)
def test_what_is_no_text_or_in_no_certain_encoding_is_rejected(name: str, data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        decode(data)


@given(st.text())
def test_utf_8_is_never_taken_for_anything_else(text: str) -> None:
    data = text.encode()
    try:
        assert decode(data) == newlines(text.removeprefix("\ufeff"))
    except InputError:
        assert "\0" in text or text.count("\x06") > len(data) / 4


@given(st.binary())
def test_no_bytes_break_it(data: bytes) -> None:
    try:
        text = decode(data)
    except InputError:
        return
    assert "\0" not in text
    assert "\r" not in text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("a\r\nb\rc\n\rd\r\r\n", "a\nb\nc\n\nd\n\n"),
        ("  kept \t\n\n", "  kept \t\n\n"),
        ("\u2028\x85\x0b\x0c", "\u2028\x85\x0b\x0c"),
        ("\u200f\u202bنص\u00a0ـ\ufefb", "\u200f\u202bنص\u00a0ـ\ufefb"),
        ("a\ufeffb", "a\ufeffb"),
    ],
)
def test_nothing_changes_but_the_ends_of_lines(written: str, text: str) -> None:
    assert decode(written.encode()) == text


@pytest.mark.parametrize(("text", "says"), [("a\0", "NUL"), ("a\ud800b", r"U\+D800"), ("a\udce9", "0xE9")])
def test_what_no_database_keeps_is_refused(text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        check(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"])
def test_a_file_of_records_is_read_line_by_line(encoding: str) -> None:
    lines = [f"{ARABIC} {i}\r\n" for i in range(3)]
    with open_text(io.BytesIO("".join(lines).encode(encoding))) as text:
        assert list(text) == lines


def test_a_broken_line_does_not_hurt_the_next() -> None:
    with open_text(io.BytesIO(b"good\nbad \xff\n" + ARABIC.encode() + b"\n")) as text:
        lines = list(text)
    assert [lines[0], lines[2]] == ["good\n", f"{ARABIC}\n"]
    with pytest.raises(InputError, match="0xFF"):
        check(lines[1])


def test_a_binary_file_of_records_is_rejected_whole() -> None:
    data = io.BytesIO(b"\x89PNG\0\0\0\0" * 100)
    with pytest.raises(InputError, match="binary"), open_text(data):
        pytest.fail("it was opened")
