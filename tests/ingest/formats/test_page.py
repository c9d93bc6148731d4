"""What is taken from a page: its main text, and what its markup states."""

import io
import json
from typing import Any

import pytest

from app.errors import InputError
from app.ingest.formats.page import Extract, extract

FIRST = (
    "أعلنت المديرية العامة للأمن الوطني اليوم الخميس عن توقيف شبكة إجرامية تنشط في مجال "
    "الهجرة غير الشرعية بمدينة الدار البيضاء."
)
SECOND = (
    "وأضافت أن العملية تمت بتنسيق وثيق مع مصالح المديرية العامة لمراقبة التراب الوطني، "
    "حيث تم حجز مجموعة من المعدات."
)
TITLE = "توقيف شبكة إجرامية بالدار البيضاء"
NAVIGATION = '<nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/p">سياسة</a></li></ul></nav>'
FOOTER = "<footer><p>جميع الحقوق محفوظة 2023</p></footer>"


def page(head: str = "", top: str = "", *, opening: str = '<html lang="ar">', bottom: str = "") -> str:
    return (
        f'<!DOCTYPE html>{opening}<head><meta charset="utf-8">{head}</head><body>{NAVIGATION}<article>{top}'
        f"<p>{FIRST}</p><p>{SECOND}</p>{bottom}</article>{FOOTER}</body></html>"
    )


def read(source: str | bytes) -> Extract:
    return extract(io.BytesIO(source if isinstance(source, bytes) else source.encode()))


def values(source: str | bytes) -> dict[str, Any]:
    return dict(read(source).values)


def ld(**article: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **article})}</script>'


class TestText:
    def test_the_main_text_is_taken_and_menus_are_not(self) -> None:
        assert values(page())["text"] == f"{FIRST}\n\n{SECOND}"

    def test_the_headline_stands_apart_from_the_text(self) -> None:
        found = values(page(top=f"<h1> {TITLE}\n</h1><div>14 شتنبر 2023</div>"))
        assert found["title"] == TITLE
        assert found["text"] == f"14 شتنبر 2023\n\n{FIRST}\n\n{SECOND}"

    def test_headings_and_lists_are_paragraphs_of_their_own(self) -> None:
        found = values(page(bottom="<h2>تفاصيل</h2><ul><li>حجز سيارتين</li><li>حجز مبالغ</li></ul>"))
        assert found["text"].split("\n\n")[2:] == ["تفاصيل", "- حجز سيارتين", "- حجز مبالغ"]

    @pytest.mark.parametrize(
        "source",
        [
            "",
            " \n",
            "<html><head><title>عنوان</title></head><body></body></html>",
            f"<html><body>{NAVIGATION}</body></html>",
            "<html><body><div id=app></div><script>x = 'نص'</script><noscript>فعّل</noscript></body></html>",
            "<html><body>"
            + "".join(f'<div><a href="/{i}">خبر رقم {i} في الصفحة</a></div>' for i in range(50)),
        ],
    )
    def test_a_page_without_a_main_text_is_rejected(self, source: str) -> None:
        with pytest.raises(InputError, match=r"no main text|is empty"):
            read(source)

    @pytest.mark.parametrize("source", [f"<p>{FIRST}</p>", f"<div><p>{FIRST}</p></div>", f"<p>{FIRST}<p>"])
    def test_a_piece_of_a_page_is_read_as_one(self, source: str) -> None:
        assert values(source)["text"] == FIRST

    def test_a_page_may_say_that_it_is_xml(self) -> None:
        assert FIRST in values(f'<?xml version="1.0" encoding="windows-1256"?>\n{page()}')["text"]

    def test_markup_that_is_nested_without_end_costs_no_more_than_the_page(self) -> None:
        with pytest.raises(InputError):
            read("<div>" * 100_000 + "x")


class TestEncoding:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1256", "iso8859_6"])
    def test_it_is_told_by_the_bytes_whatever_the_page_declares(self, encoding: str) -> None:
        assert FIRST in values(page().encode(encoding))["text"]

    def test_what_the_page_declares_counts_where_the_bytes_prove_nothing(self) -> None:
        source = '<html><meta charset="iso-8859-1"><body><p>L\u2019été à Rabat, capitale du pays.</p></body>'
        assert values(source.encode("cp1252"))["text"] == "L\u2019été à Rabat, capitale du pays."

    @pytest.mark.parametrize("declared", ["utf-8", "no-such-encoding", "hex"])
    def test_a_page_in_no_certain_encoding_is_rejected(self, declared: str) -> None:
        with pytest.raises(InputError, match="UTF-8"):
            read(f'<html><meta charset="{declared}"><body><p>L\u2019été</p></body>'.encode("cp1252"))


class TestMarkup:
    def test_what_the_page_states_is_known(self) -> None:
        head = (
            f"<title>{TITLE} | هسبريس</title>"
            '<meta property="og:site_name" content="هسبريس">'
            f'<meta property="og:title" content="{TITLE} - هسبريس">'
            '<meta property="article:published_time" content="2023-09-14T18:30:00+01:00">'
            '<meta property="article:section" content="حوادث">'
            '<meta name="author" content="سناء الجدني">'
            '<link rel="canonical" href="https://www.hespress.com/a-123.html">'
        )
        found = values(page(head))
        del found["text"]
        assert found == {
            "title": TITLE,
            "source": "هسبريس",
            "published": "2023-09-14T18:30:00+01:00",
            "byline": "سناء الجدني",
            "section": "حوادث",
            "url": "https://www.hespress.com/a-123.html",
            "language": "ar",
        }

    def test_schema_org_goes_first(self) -> None:
        article = ld(
            headline=TITLE,
            datePublished="2023-09-14",
            author=[{"@type": "Person", "name": "كاتب"}, {"name": "كاتبة"}],
            publisher={"name": "جريدة"},
            articleSection=["سياسة", "أخبار"],
        )
        found = values(page(article + '<meta property="og:title" content="عنوان آخر"><title>ثالث</title>'))
        assert (found["title"], found["published"], found["byline"]) == (TITLE, "2023-09-14", "كاتب, كاتبة")
        assert (found["source"], found["section"]) == ("جريدة", "سياسة")

    def test_a_page_that_tells_of_several_articles_says_nothing_of_its_own(self) -> None:
        others = ld(headline="أ", datePublished="2020-01-01") + ld(headline="ب", datePublished="2021-01-01")
        assert "published" not in values(page(others))

    @pytest.mark.parametrize("author", ["admin", "هسبريس", "https://example.org/u", "@user"])
    def test_what_names_no_person_is_no_byline(self, author: str) -> None:
        head = f'<meta property="og:site_name" content="هسبريس"><meta name="author" content="{author}">'
        assert "byline" not in values(page(head))

    @pytest.mark.parametrize(
        "marked",
        [
            '<div class="byline">بقلم: سناء الجدني</div>',
            '<p class="post-author">سناء الجدني</p>',
            '<a rel="author" href="/u/1">سناء الجدني</a>',
            '<span itemprop="author">By سناء الجدني</span>',
            "<address>سناء الجدني</address>",
            '<div><span class="author vcard"><a class="fn" href="/a">سناء الجدني</a></span></div>',
            '<p class="byline"><b class="author">سناء الجدني</b></p><i class="author">سناء الجدني</i>',
        ],
    )
    def test_a_name_that_an_element_marks_is_the_byline_and_no_text(self, marked: str) -> None:
        found = values(page(top=f"<h1>{TITLE}</h1>{marked}"))
        assert (found["byline"], found["text"]) == ("سناء الجدني", f"{FIRST}\n\n{SECOND}")

    @pytest.mark.parametrize(
        ("marked", "stays"),
        [
            ('<p>كتب: <span class="author">سناء الجدني</span> - الرباط</p>', "الرباط"),
            ('<p class="byline">سناء الجدني | صحافية بالرباط</p>', "صحافية بالرباط"),
            ('<div itemprop="author"><b itemprop="name">سناء الجدني</b><p>من الرباط</p></div>', "من الرباط"),
        ],
    )
    def test_what_stands_beside_a_marked_name_stays_in_the_text(self, marked: str, stays: str) -> None:
        found = values(page(top=marked))
        assert found["byline"] == "سناء الجدني"
        assert stays in found["text"]

    def test_several_authors_are_those_of_one_line(self) -> None:
        both = '<a rel="author">سناء الجدني</a> و<a rel="author">كريم بناني</a>'
        assert values(page(top=f"<p>{both}</p>"))["byline"] == "سناء الجدني, كريم بناني"
        apart = '<p><a rel="author">سناء الجدني</a></p><p><a rel="author">كريم بناني</a></p>'
        assert "byline" not in values(page(top=apart))

    @pytest.mark.parametrize(
        "marked",
        [
            '<div class="author-bio">سناء الجدني</div>',
            '<div class="byline">admin</div>',
            '<div class="byline">هيئة التحرير @news</div>',
            '<div class="byline">14 شتنبر 2023</div>',
            '<div class="byline"></div>',
            '<div class="comments"><b class="author">قارئ كريم</b> تعليق</div>',
            '<aside><p class="author">كريم بناني</p></aside>',
            '<article><p class="author">كريم بناني</p></article>',
            '<blockquote><cite class="author">كريم بناني</cite></blockquote>',
            '<figure><figcaption class="author">كريم بناني</figcaption></figure>',
            f'<p class="author">{FIRST}</p>',
        ],
    )
    def test_what_marks_no_author_of_the_page_is_no_byline(self, marked: str) -> None:
        assert "byline" not in values(page(bottom=marked))

    @pytest.mark.parametrize(
        "marked",
        [
            '<div class="latest-posts"><div class="item"><a href="/2">{other}</a>{author}</div></div>',
            '<section class="more"><h3>{other}</h3>{author}</section>',
            "<div><div><p>{other}</p><p>{author}</p></div></div>",
            '<div class="opinions">{author} {other}</div>',
        ],
    )
    @pytest.mark.parametrize("where", ["before", "after", "below the text"])
    def test_the_author_of_another_article_is_no_byline(self, marked: str, where: str) -> None:
        other = marked.format(
            other="البرلمان يصادق على القانون", author='<span class="author">سعيد الكاتب</span>'
        )
        source = {
            "before": page().replace("<article>", f"{other}<article>"),
            "after": page().replace("</article>", f"</article>{other}"),
            "below the text": page(bottom=other),
        }[where]
        for tag in ("article", 'div class="post"', "section"):
            found = values(
                source.replace("<article>", f"<{tag}>").replace("</article>", f"</{tag[:7].strip()}>")
            )
            assert "byline" not in found

    @pytest.mark.parametrize(
        "body",
        [
            "<article><header><h1>{title}</h1>{author}</header><div>{text}</div></article>",
            '<div class="post"><div>{author} <time>14 شتنبر 2023</time></div><div>{text}</div></div>',
            "<article><div><header>{author}</header></div><div><div>{text}</div></div></article>",
            "<main><h1>{title}</h1><p>{author}</p>{text}</main>",
            "<h1>{title}</h1><p>{author}</p>{text}",
            "<div>{text}<p>{author}</p></div>",
        ],
    )
    def test_an_author_that_stands_with_the_text_is_the_byline(self, body: str) -> None:
        content = body.format(
            title=TITLE,
            author='<span class="author">سناء الجدني</span>',
            text=f"<p>{FIRST}</p><p>{SECOND}</p>",
        )
        source = f"<html><head></head><body>{NAVIGATION}{content}{FOOTER}</body></html>"
        assert values(source)["byline"] == "سناء الجدني"

    def test_the_address_of_a_site_is_no_byline(self) -> None:
        source = page().replace("</body>", "<address>شارع محمد الخامس</address></body>")
        assert "byline" not in values(source)

    def test_what_machines_are_told_goes_before_what_an_element_marks(self) -> None:
        found = values(page('<meta name="author" content="كاتبة">', '<p class="author">سناء الجدني</p>'))
        assert found["byline"] == "كاتبة"

    @pytest.mark.parametrize("url", ["/a-123.html", "javascript:void(0)", "", "https://"])
    def test_a_url_that_leads_nowhere_is_none(self, url: str) -> None:
        assert "url" not in values(page(f'<link rel="canonical" href="{url}">'))

    def test_a_language_that_the_text_belies_is_not_believed(self) -> None:
        found = read(page(opening='<html lang="en-US">'))
        assert "language" not in found.values
        assert found.warnings == ("The page declares the language en-us; its text is ar.",)


class TestDate:
    @pytest.mark.parametrize(
        "stated",
        [
            '<meta property="article:published_time" content="2023-09-14T10:00:00+01:00">',
            '<meta itemprop="datePublished" content="2023-09-14">',
            ld(datePublished="2023-09-14T09:00:00Z"),
            '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, '
            '{"@type": ["Article"], "datePublished": "2023-09-14"}]}</script>',
        ],
    )
    def test_a_date_that_is_marked_as_that_of_publication_counts(self, stated: str) -> None:
        assert values(page(stated))["published"].startswith("2023-09-14")

    @pytest.mark.parametrize(
        "times",
        [
            '<time datetime="2023-09-14T10:00">أمس</time>',
            '<time class="entry-date published" datetime="2023-09-14">x</time>'
            '<time class="updated" datetime="2023-10-01">y</time>',
            '<time itemprop="datePublished" datetime="2023-09-14">x</time>'
            '<time datetime="2024-01-01">y</time>',
        ],
    )
    def test_a_time_element_counts_where_it_can_mean_nothing_else(self, times: str) -> None:
        assert values(page(top=times))["published"].startswith("2023-09-14")

    @pytest.mark.parametrize(
        ("head", "top"),
        [
            ("", "<div>14 شتنبر 2023</div>"),
            ("", '<time datetime="2023-09-14">x</time><time datetime="2024-01-01">y</time>'),
            ("", '<p>في <time datetime="2011-02-20">20 فبراير</time> خرج الناس إلى الشوارع.</p>'),
            ("", '<time class="updated" datetime="2023-09-14">x</time>'),
            ('<meta property="article:modified_time" content="2023-09-14">', ""),
            ('<meta name="date" content="2023-09-14">', ""),
            ('<meta property="article:published_time" content="1970-01-01T00:00:00Z">', ""),
            (ld(dateModified="2023-09-14"), ""),
            ('<script type="application/ld+json">{"datePublished": </script>', ""),
            ('<link rel="canonical" href="https://example.org/2023/09/14/a.html">', ""),
        ],
    )
    def test_no_other_date_does(self, head: str, top: str) -> None:
        assert "published" not in values(page(head, top))

    def test_of_two_moments_the_one_in_the_zone_of_a_place_counts(self) -> None:
        head = (
            ld(datePublished="2023-09-13T23:30:00Z")
            + '<meta property="article:published_time" content="2023-09-14T00:30:00+01:00">'
        )
        assert values(page(head))["published"].startswith("2023-09-14")

    def test_a_date_that_cannot_be_read_is_said(self) -> None:
        found = read(page('<meta property="article:published_time" content="Thu 14 Sep">'))
        assert "published" not in found.values
        assert found.warnings == ("The page states a date that is no ISO date: 'Thu 14 Sep'.",)
