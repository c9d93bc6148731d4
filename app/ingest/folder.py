"""The files under the paths that were given: which they are, and the id that each one's place gives it."""

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from app.errors import ConfigurationError
from app.ingest.record import Behind, Rejection

ENDINGS = (".txt", ".md", ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".html", ".htm")
"""What can be read; each also packed, with `.gz` behind it."""
_SUPPORTED = f"{', '.join(ENDINGS)}, and each with .gz"
_POSITION = re.compile(r"[:#]\d+\Z")
_NUMBER = re.compile(r"~\d+\Z")
"""Where in its file a record stands, behind the file's name and behind the id that it has from there."""
STDIN = Path("-")
"""Stands for standard input."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to read, or standard input. `name` is for people; `size` is 0 where it cannot be told.

    `id` is what articles in it are called that bring none; None where they have to be called after their
    texts. An empty `ending` says that the content has to tell the format.
    """

    path: Path
    id: str | None
    name: str
    ending: str
    packed: bool
    size: int

    def place(self, number: int) -> str | None:
        """The id of the article at a place in it, counted from 1."""
        return None if self.id is None else f"{self.id}~{number}"


def standard_input(ending: str = "", id: str | None = None) -> File:
    """What comes through standard input, as a file."""
    return File(STDIN, id, "standard input", ending, packed=False, size=0)


def place_of(below: str) -> str:
    """The id that a file's path below its folder gives, with its ending or without."""
    called = _called(below)
    return called.id if called else _id(below)


def is_place(id: str, origin: str) -> bool:
    """Whether the place of the input `origin` may have given `id`, so that no text need have said it."""
    file = _POSITION.sub("", origin)
    stem = id if file == origin else _NUMBER.sub("", id)
    called = _called(file)
    return called is not None and f"~{called.id}".endswith(f"~{stem}")


class Found(NamedTuple):
    """The files to read, the names of what was passed over because it is hidden, and those of links by which
    files were read that stand elsewhere."""

    files: list[File | Rejection]
    hidden: list[str]
    linked: list[str]


def find_files(paths: Sequence[Path], skip: Path | None = None, stdin: File | None = None) -> Found:
    """The files at and below `paths`, in the order of their names, each once; `skip` is not among them.

    `stdin` stands where `paths` have `-`.

    Hidden files and folders are passed over unless they are given themselves. What cannot be read is
    a `Rejection`. A path that is not there is a `ConfigurationError`. Links are followed, as far as they lead
    to what has no name of its own in the folder, and was not met before.
    """
    for path in paths:
        if path == STDIN and stdin:
            continue
        try:
            path.stat()
        except OSError as error:
            raise ConfigurationError(f"{path} cannot be read: {error.strerror}. Check the path.") from None
    walk = _Walk(skip)
    found: list[File | Rejection] = []
    for path in paths:
        if path != STDIN or stdin is None:
            found += walk.at(path)
        elif stdin not in found:
            found.append(stdin)
    return Found(found, walk.hidden, walk.linked)


class _Walk:
    def __init__(self, skip: Path | None) -> None:
        self._met = {os.path.realpath(skip)} if skip else set()
        self.hidden: list[str] = []
        self.linked: list[str] = []
        self._root = ""

    def at(self, path: Path) -> Iterator[File | Rejection]:
        if not path.is_dir():
            yield from self._file(path, path.name)
            return
        self._root = os.path.realpath(path)
        none, before = True, len(self._met)
        for found in self._below(path, ""):
            none = False
            yield found
        if none and len(self._met) > before:  # else it was all met before
            yield Rejection(_readable(path), "it holds no file to read")

    def _below(self, folder: Path, prefix: str) -> Iterator[File | Rejection]:
        if self._is_met(folder):
            return
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            yield Rejection(_readable(folder), f"it cannot be read: {error.strerror}")
            return
        for entry in entries:
            if entry.name.startswith("."):
                self.hidden.append(_readable(Path(entry.path)))
                continue
            path, below = Path(entry.path), f"{prefix}{entry.name}"
            if entry.is_symlink() and self._has_name_of_its_own(entry.path):
                continue
            away = entry.is_symlink() and self._leads_away(entry.path)
            for found in self._below(path, f"{below}/") if _is_folder(entry) else self._file(path, below):
                if away and isinstance(found, File):
                    self.linked.append(_readable(path))
                    away = False
                yield found

    def _file(self, path: Path, below: str) -> Iterator[File | Rejection]:
        name = _readable(path)
        if not os.path.isfile(path):  # noqa: PTH113 - a link that leads nowhere is no error to this one
            yield Rejection(name, "it is not a file that can be read")
            return
        if self._is_met(path):
            return
        called = _called(below)
        if called is None:
            what = f"files ending in {path.suffix}" if path.suffix else "files without an ending"
            yield Rejection(name, f"{what} are not supported, only {_SUPPORTED}", Behind.NONE)
            return
        yield File(path, called.id, name, called.ending, called.packed, path.stat().st_size)

    def _has_name_of_its_own(self, path: str) -> bool:
        """Whether what the link leads to is read, or was, by its own name below the folder that was given."""
        real = Path(os.path.realpath(path))
        if not real.exists() or not real.is_relative_to(self._root):
            return False
        below = real.relative_to(self._root).parts
        return not any(part.startswith(".") for part in below) and (
            real.is_dir() or _called(real.name) is not None
        )

    def _leads_away(self, path: str) -> bool:
        """Whether the link leads out of the folder that was given, to what was not met before."""
        real = os.path.realpath(path)
        return real not in self._met and not Path(real).is_relative_to(self._root) and os.path.exists(real)  # noqa: PTH110

    def _is_met(self, path: Path) -> bool:
        """Whether the file or folder was met before, under this name or another."""
        real = os.path.realpath(path)
        if real in self._met:
            return True
        self._met.add(real)
        return False


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    """Whether it is a folder; a link that leads to itself, or where none may look, is not."""
    try:
        return entry.is_dir()
    except OSError:
        return False


class _Called(NamedTuple):
    id: str
    ending: str
    packed: bool


def _called(below: str) -> _Called | None:
    """What the path of a file below its folder says of it; None where it cannot be read."""
    packed = below.lower().endswith(".gz")
    stem = below[:-3] if packed else below
    ending = next((known for known in ENDINGS if stem.lower().endswith(known)), None)
    if ending is None:
        return None
    return _Called(_id(stem[: -len(ending)]), ending, packed)


def _id(stem: str) -> str:
    return unicodedata.normalize("NFC", stem).replace("/", "~")


def _readable(path: Path) -> str:
    """The path for people: a name that is not UTF-8 with its odd bytes escaped."""
    return str(path).encode("utf-8", "backslashreplace").decode()
