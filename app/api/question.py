"""Reading the query string: every value means something, or it is complained of by name."""

import re
from calendar import monthrange
from collections.abc import Callable, Container, Iterable
from contextlib import suppress
from datetime import date
from difflib import get_close_matches
from typing import Any

from app.api.parameter import MOST_VALUES, Parameter, by_name
from app.errors import Complaint, QueryError
from app.text.fold import fold_name

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)
_GUESSES = 5
"""Names for which the nearest of thousands is looked up, a tenth of a second each at worst."""
_NEAREST = 20
"""Complaints that guess what was meant; a question with more of them was not written by hand."""
_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


class NotAtOnce(Exception):
    """What was asked takes longer than may be worked on the event loop, or a connection that is not there."""


class Question:
    """The parameters of one request, read one by one; `close` raises what is wrong with any of them.

    Read `at_once`, on the event loop, it neither complains nor guesses what may have been meant, but raises
    `NotAtOnce`.
    """

    def __init__(
        self, pairs: Iterable[tuple[str, str]], parameters: tuple[Parameter, ...], *, at_once: bool = False
    ) -> None:
        self._at_once = at_once
        self._known = by_name(parameters)
        self._values: dict[str, tuple[str, ...]] = {}
        self._complaints: list[Complaint] = []
        self._guesses = _GUESSES
        given: dict[str, list[str]] = {}
        for name, value in pairs:
            given.setdefault(name, []).append(value)
        for name, values in given.items():
            self._take(name, values)

    def _take(self, name: str, values: list[str]) -> None:
        parameter = self._known.get(name)
        if parameter is None:
            return self.complain(
                name, values[0], f"There is no parameter {name!r} here.", tuple(self._known), name,
                code="unknown_parameter",
            )  # fmt: skip
        if len(values) > MOST_VALUES:
            return self.complain(
                name, None, f"{name} has {len(values)} values; at most {MOST_VALUES} are taken.",
                code="too_many_values",
            )  # fmt: skip
        if not parameter.repeat and len(values) > 1:
            return self.complain(
                name, values[1], f"{name} is given {len(values)} times; it takes one value.",
                code="too_many_values",
            )  # fmt: skip
        stripped = tuple(dict.fromkeys([value.strip() for value in values]))
        if "" in stripped:
            return self.complain(name, "", f"{name} has no value.", parameter.options)
        self._values[name] = stripped
        return None

    def complain(
        self,
        name: str,
        value: str | None,
        message: str,
        allowed: Iterable[str] = (),
        like: str | None = None,
        code: str = "invalid_value",
    ) -> None:
        """Note what is wrong with a parameter; `like` asks for the nearest guess among `allowed`."""
        if self._at_once:
            raise NotAtOnce("complains")
        allowed = tuple(allowed)
        guess = nearest(like, allowed) if like and len(self._complaints) < _NEAREST else None
        self._complaints.append(Complaint(name, value, message, allowed, guess, code))

    def add(self, complaint: Complaint) -> None:
        """Note a complaint as it is."""
        self._complaints.append(complaint)

    def may_guess(self) -> bool:
        """Whether to look for one more name among thousands: a question has a few such guesses."""
        if self._at_once:
            raise NotAtOnce("guesses")
        self._guesses -= 1
        return self._guesses >= 0

    def close(self) -> None:
        """Raise `QueryError` if anything was wrong."""
        if self._complaints:
            raise QueryError(*self._complaints)

    @property
    def given(self) -> Container[str]:
        """The parameters that have a value."""
        return self._values

    def texts(self, name: str) -> tuple[str, ...]:
        """All values of a parameter, each once."""
        return self._values.get(name, ())

    def text(self, name: str) -> str | None:
        """The value of a parameter, None where it is not given."""
        values = self.texts(name)
        return values[0] if values else None

    def needed(self, name: str) -> str:
        """The value of a parameter that has to be given; empty where it is complained of."""
        value = self.text(name)
        longest = self._known[name].schema["maxLength"]
        if value is None:
            if not any(complaint.param == name for complaint in self._complaints):
                self.complain(name, None, f"{name} is needed here.")
        elif len(value) > longest:
            message = f"{name} has {len(value)} characters; at most {longest} are taken."
            self.complain(name, value[:longest], message)
        return value or ""

    def choices(self, name: str) -> tuple[Any, ...]:
        """The values of a parameter whose values can be listed."""
        return tuple(value for value in self.texts(name) if self._is_option(name, value))

    def choice(self, name: str) -> Any:
        """The value of a parameter whose values can be listed, or its default."""
        value = self.text(name)
        if value is None or not self._is_option(name, value):
            return self._known[name].default
        return value

    def _is_option(self, name: str, value: str) -> bool:
        options = self._known[name].options
        if value in options:
            return True
        self.complain(name, value, f"{name} cannot be {value!r}.", options, value)
        return False

    def number(self, name: str) -> int:
        """The value of a whole-numbered parameter, in Latin or Arabic digits, or its default."""
        parameter = self._known[name]
        value = self.text(name)
        if value is None:
            return int(parameter.default)
        lowest, highest = parameter.schema["minimum"], parameter.schema["maximum"]
        plain = value if _NUMBER.fullmatch(value) else fold_name(value)
        if not _NUMBER.fullmatch(plain) or not lowest <= int(plain) <= highest:
            message = f"{name} is a whole number from {lowest} to {highest}, not {value!r}."
            self.complain(name, value, message, (f"{lowest} to {highest}",))
            return int(parameter.default)
        return int(plain)

    def day(self, name: str, *, last: bool) -> date | None:
        """The first (or `last`) day of the year, month or day that a parameter names, in Latin or
        Arabic digits."""
        value = self.text(name)
        if value is None:
            return None
        found = _DAY.fullmatch(value) or _DAY.fullmatch(fold_name(value))
        if found is not None:
            with suppress(ValueError):
                return _bound(*found.groups(), last=last)
        message = f"{name} is a year, month or day of the calendar, not {value!r}."
        self.complain(name, value, message, ("YYYY", "YYYY-MM", "YYYY-MM-DD"))
        return None

    def matched(self, name: str, fits: Callable[[str], object], message: str) -> tuple[str, ...]:
        """The values of a parameter that `fits`; `message` says what a value must be."""
        for value in self.texts(name):
            if not fits(value):
                self.complain(name, value, f"{message}, not {value!r}.")
        return tuple(value for value in self.texts(name) if fits(value))


def _bound(year: str, month: str | None, day: str | None, *, last: bool) -> date:
    number = int(month) if month else (12 if last else 1)
    if day:
        return date(int(year), number, int(day))
    first = date(int(year), number, 1)
    return first.replace(day=monthrange(first.year, number)[1]) if last else first


def nearest(text: str, options: Iterable[str], near: float = 0.66) -> str | None:
    """The one of `options` most like `text`, letter case aside; None where none is as `near` as that.

    What is shorter than three letters is near to anything, and so to nothing.
    """
    by_lower: dict[str, str] = {}
    for option in options if len(text) > 2 else ():
        by_lower.setdefault(option.lower(), option)
    found = get_close_matches(text.lower(), by_lower, n=1, cutoff=near)
    return by_lower[found[0]] if found else None
