"""Bytes to text: what the file says in Unicode, newlines as LF, no byte order mark; nothing else changed."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from app.errors import InputError
from app.ingest.charset import detect

_SAMPLE = 1 << 20
_BROKEN_BYTE = re.compile("[\udc80-\udcff]")


def decode(data: bytes) -> str:
    """The text of a whole file; `InputError` when it is no text, or in no encoding that is certain."""
    encoding = detect(data)
    if encoding is None:
        raise InputError(_why(data))
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"it begins as {encoding.upper()}, but byte {error.start} is not that. Save it again as UTF-8"
        ) from error
    check(text)
    return newlines(text)


@contextmanager
def open_text(stream: BinaryIO) -> Iterator[TextIO]:
    """The text of a file of records, read as it is needed; lines end in LF, and keep a CR before it.

    What cannot be decoded arrives as lone surrogates, so that `check` rejects the record it is in, and
    only that. `InputError` when the beginning is no text. `stream` is left open.
    """
    buffered = io.BufferedReader(stream, _SAMPLE)  # type: ignore[type-var]
    try:
        sample = buffered.peek(_SAMPLE)
        encoding = detect(sample, whole=False)
        if encoding is None:
            if b"\0" in sample:
                raise InputError(_why(sample))
            encoding = "utf-8"
        lenient = "surrogatepass" if encoding.startswith("utf-16") else "surrogateescape"
        text = io.TextIOWrapper(buffered, encoding=encoding, errors=lenient, newline="\n")
        try:
            yield text
        finally:
            text.detach()
    finally:
        buffered.detach()


def newlines(text: str) -> str:
    """`text` with CR LF and lone CR as LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def check(text: str) -> None:
    """`InputError` if `text` holds what no database keeps faithfully: NUL or a lone surrogate."""
    if "\0" in text:
        raise InputError(f"it has a NUL character at offset {text.index(chr(0))}. Remove it")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        byte, char = broken_byte(text[error.start]), text[error.start]
        if byte:
            raise InputError(f"byte {byte} in it is not UTF-8. Save it again as UTF-8") from None
        raise InputError(
            f"it has half a surrogate pair, U+{ord(char):04X}, at offset {error.start}. Mend or remove it"
        ) from None


def broken_byte(text: str) -> str | None:
    """The first byte of `text`, or of the name of a file, that could not be decoded; None where all could."""
    found = _BROKEN_BYTE.search(text)
    return f"0x{ord(found[0]) - 0xDC00:02X}" if found else None


def _why(data: bytes) -> str:
    """Why `data`, of no certain encoding, is not read."""
    if b"\0" in data:
        return "it is binary, not text (it has NUL bytes)"
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return (
            f"byte 0x{data[error.start]:02X} on line {line} is not UTF-8, and too little says that it is "
            "windows-1256 or ISO-8859-6. Save it again as UTF-8"
        )
    return "it has control characters, so it is not text"
