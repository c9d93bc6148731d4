"""JSON text, value by value from its beginning, with no more of it in memory than one value takes."""

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn, TextIO

from app.errors import InputError
from app.ingest.formats.jsonlines import DECODER

LIMIT = 64 << 20
"""Characters that one value may have."""
_LENIENT = json.JSONDecoder()
_CHUNK = 1 << 13
_SPACE = re.compile(r"[ \t\n\r]*")
_CUT = 16
"""So near the end of what is in memory, an error may only say that a word or escape goes on behind it."""


class Scan:
    """A place in a JSON text. `InputError`, with the line, where it is not JSON."""

    def __init__(self, text: TextIO) -> None:
        self._source = text
        self._text = ""
        self._at = 0
        self._line = 1
        self._ended = False

    def peek(self) -> str:
        """The next character that is no space; empty at the end."""
        while True:
            found = _SPACE.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def fits(self, size: int) -> bool:
        """Whether at most `size` characters are left; reads so far ahead."""
        while len(self._text) - self._at <= size:
            if not self._more():
                return True
        return False

    def rest(self, size: int = -1) -> str:
        """All that is left of the text, or the next `size` characters of it, from its line on."""
        while (size < 0 or len(self._text) < size) and self._more():
            pass
        return self._text if size < 0 else self._text[:size]

    def items(self) -> Iterator[Any]:
        """The values of the list that begins here, which must be all that is left."""
        yield from self._items()
        self._end()

    def member_items(self) -> Iterator[Any]:
        """The values of the list of objects in the object that begins here; other members are passed over."""
        self._take("{")
        met = False
        while self.peek() != "}":
            name = self.value()
            if not isinstance(name, str):
                self._fail("a name was expected")
            self._take(":")
            if self.peek() == "[" and not met:
                for item in self._items():
                    met = met or isinstance(item, dict)
                    if met:
                        yield item
            else:
                self.value()
            if self.peek() != "}":
                self._take(",")
        self._take("}")
        self._end()
        if not met:
            raise InputError("it has neither a text nor a list of articles")

    def value(self) -> Any:
        """The value that begins here; an `InputError` in its place if it is JSON, but cannot be kept."""
        self.peek()
        while True:
            try:
                value, end = self._decode()
            except json.JSONDecodeError as error:
                goes_on = error.msg.startswith("Unterminated") or error.pos >= len(self._text) - _CUT
                if not goes_on or not self._longer():
                    self._fail(error.msg, error.pos)
            except RecursionError:
                raise InputError(f"its values are nested too deeply from line {self._line} on") from None
            else:
                if end < len(self._text) or not self._longer():  # a number may go on in what follows
                    self._at = end
                    return value

    def _decode(self) -> tuple[Any, int]:
        try:
            return DECODER.raw_decode(self._text, self._at)
        except InputError as error:
            return error, _LENIENT.raw_decode(self._text, self._at)[1]

    def _items(self) -> Iterator[Any]:
        self._take("[")
        if self.peek() != "]":
            yield self.value()
            while self.peek() != "]":
                self._take(",")
                yield self.value()
        self._take("]")

    def _take(self, char: str) -> None:
        if self.peek() != char:
            self._fail(f"Expecting {char!r}")
        self._at += 1

    def _end(self) -> None:
        if self.peek():
            self._fail("Extra data")

    def _longer(self) -> bool:
        """Have twice as much of a value in memory; False where there is no more of it."""
        wanted = 2 * (len(self._text) - self._at)
        if wanted > 2 * LIMIT:
            raise InputError(
                f"the value on line {self._line} is longer than {LIMIT >> 20} million characters"
            )
        return self._more(wanted // 2)

    def _more(self, size: int = _CHUNK) -> bool:
        """Read on, and let go of what is done with; False at the end."""
        if self._ended:
            return False
        chunk = self._source.read(max(size, _CHUNK))
        self._ended = not chunk
        self._line += self._text.count("\n", 0, self._at)
        self._text = self._text[self._at :] + chunk
        self._at = 0
        return not self._ended

    def _fail(self, message: str, at: int | None = None) -> NoReturn:
        at = self._at if at is None else at
        line = self._line + self._text.count("\n", 0, at)
        column = at - self._text.rfind("\n", 0, at)
        raise InputError(f"it is not JSON: {message} (line {line}, column {column})")
