"""Whole raw articles, as copying from the pages of the press gives them, and what is read in them."""

import gc
import textwrap
import tomllib
from pathlib import Path
from typing import Any

import pytest

from app.garbage import uncollected
from app.reading.article import read, read_all
from app.reading.model import Known

FILLING = {
    "title": "وزارة الصحة تطلق حملة وطنية للتلقيح ضد الحصبة",
    "first": "أعلنت وزارة الصحة، في بلاغ لها، عن إطلاق حملة وطنية للتلقيح ضد الحصبة تشمل جميع جهات البلاد، "
    "وذلك في إطار تعزيز المناعة الجماعية لدى الأطفال.",
    "second": "وأوضح المصدر ذاته أن الحملة ستستمر ثلاثة أسابيع، وستعبأ لها فرق طبية متنقلة تصل إلى القرى "
    "النائية والمدارس الابتدائية.",
    "third": "ودعت الوزارة الآباء والأمهات إلى التوجه نحو أقرب مركز صحي، مشددة على أن اللقاح آمن ومجاني "
    "ومتوفر بالكميات الكافية.",
}
PAGES = tomllib.loads(Path(__file__).with_name("pages.toml").read_text("utf-8"))["page"]


def fill(text: str) -> str:
    for name, filling in FILLING.items():
        text = text.replace(f"{{{name}}}", filling)
    return text


@pytest.mark.parametrize("page", PAGES, ids=[page["name"] for page in PAGES])
def test_a_page_says_what_an_archivist_reads_in_it_and_nothing_more(page: dict[str, Any]) -> None:
    reading = read(fill(page["text"]))
    claims = ("title", "byline", "section", "dateline")
    found = {name: claim.value for name in claims if (claim := getattr(reading, name))}
    if reading.source:
        found["source"] = reading.source.id
    if reading.published:
        assert reading.published.precision == "day"
        found["published"] = reading.published.earliest.isoformat()
    assert found == {name: fill(page[name]) for name in (*claims, "source", "published") if name in page}


@pytest.mark.parametrize(
    ("page", "start", "role"),
    [(page, start, role) for page in PAGES for start, role in page.get("roles", {}).items()],
)
def test_its_lines_have_their_roles(page: dict[str, Any], start: str, role: str) -> None:
    text = "\n" + fill(page["text"])
    at = text.index("\n" + start) + 1
    assert next(p.role for p in read(text).parts if p.start <= at < p.end) == role


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "paragraphs" in page], ids=lambda page: page["name"]
)
def test_its_paragraphs_are_counted(page: dict[str, Any]) -> None:
    parts = read(fill(page["text"])).parts
    assert [part.role for part in parts].count("paragraph") == page["paragraphs"]


def test_hard_wrapped_paragraphs_that_blank_lines_part_are_cut_nowhere_else() -> None:
    first, second, third = FILLING["first"], FILLING["second"], FILLING["third"]
    paragraphs = [f"الرباط – {first} {second}", f"{third} {first}"]
    wrapped = ["\n".join(textwrap.wrap(paragraph, 60)) for paragraph in paragraphs]
    reading = read("\n\n".join([FILLING["title"], *wrapped, "المصدر: وكالات"]))
    assert [part.role for part in reading.parts] == ["title", "dateline", "paragraph", "paragraph", "source"]
    assert reading.source is None


def test_pages_read_together_say_what_each_says_alone() -> None:
    pages = [(fill(page["text"]), Known(title=page.get("title"))) for page in PAGES]
    assert read_all(pages) == tuple(read(*page) for page in pages)
    assert read_all([]) == ()


def test_what_is_read_leaves_no_garbage_behind() -> None:
    pages = [(fill(page["text"]), Known()) for page in PAGES]
    read_all(pages)
    gc.collect()
    with uncollected():
        read_all(pages)
        assert gc.collect() == 0
