"""Which files are read, in which order, and what ids their places give."""

import os
from pathlib import Path

import pytest

from app.errors import ConfigurationError
from app.ingest.folder import File, find_files
from app.ingest.record import Rejection


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text")


def ids(*paths: Path, skip: Path | None = None) -> list[str | None]:
    return [found.id for found in find_files(paths, skip).files if isinstance(found, File)]


def rejected(*paths: Path) -> dict[str, str]:
    return {found.origin: found.reason for found in find_files(paths).files if isinstance(found, Rejection)}


@pytest.mark.parametrize(
    ("name", "id", "ending", "packed"),
    [
        ("a.txt", "a", ".txt", False),
        ("أخبار اليوم.txt", "أخبار اليوم", ".txt", False),
        ("2024/08/a.md", "2024~08~a", ".md", False),
        ("a.b.TXT", "a.b", ".txt", False),
        ("a.jsonl.gz", "a", ".jsonl", True),
        ("a.csv.GZ", "a", ".csv", True),
        ("a.json", "a", ".json", False),
        ("a.ndjson", "a", ".ndjson", False),
        ("cafe\u0301.txt", "caf\u00e9", ".txt", False),
    ],
)
def test_a_place_gives_an_id(folder: Path, name: str, id: str, ending: str, packed: bool) -> None:
    put(folder, name)
    [file] = find_files([folder]).files
    assert isinstance(file, File)
    assert (file.id, file.ending, file.packed) == (id, ending, packed)


def test_a_file_given_itself_is_called_by_its_name(folder: Path) -> None:
    put(folder, "deep/down/a.txt")
    assert ids(folder / "deep" / "down" / "a.txt") == ["a"]


def test_files_come_in_the_order_of_their_names(folder: Path) -> None:
    put(folder, "b.txt", "a/z.txt", "c.txt", "a/b.txt")
    assert ids(folder) == ["a~b", "a~z", "b", "c"]


def test_hidden_files_are_passed_over_unless_given(folder: Path) -> None:
    put(folder, ".a.txt", ".git/b.txt", "c.txt", "d/.e.txt")
    assert ids(folder) == ["c"]
    assert find_files([folder]).hidden == [str(folder / name) for name in (".a.txt", ".git", "d/.e.txt")]
    assert ids(folder / ".git") == ["b"]


def test_a_file_met_twice_is_read_once(folder: Path) -> None:
    put(folder, "a.txt", "b/c.txt")
    (folder / "again").symlink_to(folder / "b")
    (folder / "b" / "round").symlink_to(folder)
    assert ids(folder, folder / "a.txt", folder / "b") == ["a", "b~c"]
    assert rejected(folder, folder) == rejected(folder, folder / "b") == {}


def test_the_name_of_a_file_wins_over_the_name_of_a_link(folder: Path) -> None:
    put(folder, "real.txt", "sub/deep.txt", ".hidden/h.txt", "page.data", "z/x.txt")
    for name, target in {
        "alink.txt": "real.txt",
        "another": "sub",
        "away.txt": "z/x.txt",
        "h.txt": ".hidden/h.txt",
        "p.txt": "page.data",
    }.items():
        (folder / name).symlink_to(target)
    assert ids(folder) == ["h", "p", "real", "sub~deep", "z~x"]
    assert ids(folder / "alink.txt") == ["alink"]


def test_links_are_followed_once_and_those_that_lead_out_of_the_folder_are_told(
    folder: Path, tmp_path: Path
) -> None:
    put(folder, "a.txt", "b/c.txt")
    put(tmp_path, "elsewhere/d.txt", "elsewhere/deep/e.txt", "f.txt")
    (tmp_path / "elsewhere" / "back").symlink_to(folder)
    for name, target in {
        "a2.txt": "a.txt",
        "b/up": "..",
        "x": "../elsewhere",
        "y": "x",
        "z.txt": "../f.txt",
    }.items():
        (folder / name).symlink_to(target)
    assert ids(folder) == ["a", "b~c", "x~d", "x~deep~e", "z"]
    assert rejected(folder) == {}
    assert find_files([folder]).linked == [str(folder / "x"), str(folder / "z.txt")]
    (tmp_path / "link").symlink_to(folder)
    assert ids(tmp_path / "link") == ids(folder)
    assert find_files([tmp_path / "link"]).linked == [
        str(tmp_path / "link" / name) for name in ("x", "z.txt")
    ]


@pytest.mark.parametrize(
    ("name", "says"), [("a.pdf", ".pdf"), ("README", "without an ending"), ("a.tar.gz", ".gz")]
)
def test_what_cannot_be_read_is_rejected_with_what_can(folder: Path, name: str, says: str) -> None:
    put(folder, name)
    [reason] = rejected(folder).values()
    assert says in reason
    assert ".jsonl" in reason


def test_an_empty_folder_is_named(folder: Path) -> None:
    assert rejected(folder) == {str(folder): "it holds no file to read"}


def test_what_is_no_file_is_named(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    assert set(rejected(folder)) == {str(folder / "pipe.txt"), str(folder / "gone.txt")}


def test_links_that_lead_to_themselves_or_each_other_are_named_and_the_rest_is_read(folder: Path) -> None:
    put(folder, "a.txt", "z/b.txt")
    for name, target in {"loop": "loop", "c.txt": "d.txt", "d.txt": "c.txt", "z/round": "../loop/x"}.items():
        (folder / name).symlink_to(target)
    assert ids(folder) == ["a", "z~b"]
    assert set(rejected(folder)) == {str(folder / name) for name in ("loop", "c.txt", "d.txt", "z/round")}
    with pytest.raises(ConfigurationError, match="loop"):
        find_files([folder / "loop"])


def test_a_link_by_which_nothing_is_read_is_not_among_those_followed(folder: Path, tmp_path: Path) -> None:
    put(tmp_path, "picture.png", "pictures/a.png", "mixed/a.png", "mixed/b/c.txt")
    for name, target in {"a.png": "picture.png", "b": "pictures", "c": "mixed"}.items():
        (folder / name).symlink_to(tmp_path / target)
    assert ids(folder) == ["c~b~c"]
    assert find_files([folder]).linked == [str(folder / "c")]


def test_the_table_of_metadata_is_no_article(folder: Path) -> None:
    put(folder, "a.txt", "table.csv")
    assert ids(folder, skip=folder / "table.csv") == ["a"]


def test_a_missing_path_is_a_mistake_of_the_command(folder: Path) -> None:
    with pytest.raises(ConfigurationError, match="nowhere"):
        find_files([folder, folder / "nowhere"])


def test_a_name_that_is_not_utf_8_can_be_shown(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text("text")
    [file] = find_files([folder]).files
    assert isinstance(file, File)
    assert file.name.encode() == f"{folder}/caf\\udce9.txt".encode()
