"""Who wrote a page by the marks of its elements: rel, itemprop, class and address.

They are believed where they mark one name, or several in one line, that stands with the main text, before it
or as all that its part of the page says, and in nothing that is called a comment or the like.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from app.ingest.formats.place import Place
from app.reading.layout.block import Words, words_of
from app.reading.layout.furniture import load_layout
from app.text.fold import fold

_MARKS = frozenset({"author", "authors", "byline", "writer"})
_BESIDE = frozenset(
    {"name", "names", "link", "url", "by", "p", "entry", "post", "article", "story", "news", "page", "meta"}
)
"""What the name of a class may say besides: `author-bio` and `author-box` mark no name."""
_BETWEEN = re.compile(r"[\W_\d]+")
_ELSEWHERE = ("nav", "aside", "footer", "form", "figure", "blockquote")
_OTHERS = re.compile(
    r"(?<![a-z])(comments?|respond|reply|related|recommend\w*|sidebar|widget|teasers?|quote)(?![a-z])"
)
_BLOCKS = ("div", "p", "section", "header", "address", "ul", "li", "h2", "h3", "h4", "h5", "h6")
_WHOLE = ("article", "main", "body", "html")
_CUT = re.compile(r"\s+[-\u2010-\u2015/\u00b7\u2022]\s+|\s*\|\s*")
_NO_NAME = re.compile(r"\d|[@\u2026!?\u061f]|://")
_ENDS = " ,\u060c;:.-"
_MOST_WORDS, _MOST_NAMES = 8, 3


class _Marked(NamedTuple):
    """A name, the element that marks it, and whether that holds nothing else."""

    element: Any
    name: str
    bare: bool


class Author(NamedTuple):
    """Who wrote a page, and the lines that say only that."""

    name: str | None
    lines: frozenset[str] = frozenset()


def find_author(tree: Any, lines: Sequence[str], site: str | None) -> Author:
    """The author that elements of the page `tree` mark; none where there is none, or several apart.

    `lines` are the main text that was found in it. The name of the `site` is no author's.
    """
    marks = _innermost([marked for element in tree.iter() if (marked := _marked(element))])
    if not marks:
        return Author(None)
    place = Place(tree, lines)
    found = [marked for marked in marks if _stands_with(place, marked)]
    names = list(dict.fromkeys(marked.name for marked in found if marked.name != site))
    parents = {marked.element.getparent() for marked in found}
    if not names or len(names) > _MOST_NAMES or (len(names) > 1 and len(parents) > 1):
        return Author(None)
    if len(names) > 1:
        return Author(", ".join(names))
    return Author(names[0], frozenset(line for marked in found if (line := _own_line(marked))))


def _stands_with(place: Place, marked: _Marked) -> bool:
    branch = place.branch(marked.element)
    return branch is not None and (place.precedes(branch) or _says(branch, marked))


def _marked(element: Any) -> _Marked | None:
    if not _marks_author(element) or _is_of_another(element):
        return None
    inner = [one for one in element.iter() if "name" in (one.get("itemprop") or "").split()]
    named = inner[0] if inner else element
    whole = _text(named) or " ".join((named.get("content") or "").split())
    text = _CUT.split(whole, maxsplit=1)[0]
    words, label = _announced(text)
    if _NO_NAME.search(text) or not 0 < len(words.words) - label <= _MOST_WORDS:
        return None
    if " ".join(words.words[label:]) in load_layout().lists["byline.impersonal"]:
        return None
    name = text[words.span(label, len(words.words)).start :].rstrip(_ENDS)
    return _Marked(element, name, whole == text and named is element)


def _marks_author(element: Any) -> bool:
    if "author" in f"{element.get('rel') or ''} {element.get('itemprop') or ''}".lower().split():
        return True
    if element.tag == "address":
        return next(element.iterancestors("article"), None) is not None
    for name in (element.get("class") or "").lower().split():
        words = set(filter(None, _BETWEEN.split(name)))
        if words & _MARKS and words <= _MARKS | _BESIDE:
            return True
    return False


def _is_of_another(element: Any) -> bool:
    """Whether it, or what it stands in, is of a comment, another article or the site."""
    around = [one for one in (element, *element.iterancestors()) if one.tag not in ("body", "html")]
    names = " ".join(f"{one.get('class') or ''} {one.get('id') or ''}" for one in around).lower()
    articles = sum(one.tag == "article" for one in around)
    return articles > 1 or any(one.tag in _ELSEWHERE for one in around) or bool(_OTHERS.search(names))


def _innermost(found: list[_Marked]) -> list[_Marked]:
    """Those in which no other stands."""
    above = {id(outer) for marked in found for outer in marked.element.iterancestors()}
    return [marked for marked in found if id(marked.element) not in above]


def _own_line(marked: _Marked) -> str | None:
    """The line that the name has to itself, with what announces it; a name within other words has none."""
    element = marked.element
    for above in element.iterancestors():
        if above.tag in _WHOLE or not _says(above, marked):
            break
        element = above
    alone = _says(element, marked) and (element.tag in _BLOCKS or _stands_alone(element))
    return _text(element) if alone else None


def _says(element: Any, marked: _Marked) -> bool:
    """Whether `element` holds the name and what announces it, and no more."""
    if element is marked.element:
        return marked.bare
    text = _text(element)
    words, label = _announced(text)
    named = _words(marked.name).words
    return text.rstrip(_ENDS).endswith(marked.name) and words.words[label:] == named


def _announced(text: str) -> tuple[Words, int]:
    """The words of `text`, and how many of them only announce an author."""
    words = _words(text)
    return words, load_layout().label(words, "byline.sure", "byline.others")


def _words(text: str) -> Words:
    return words_of(fold(text), 0, len(text))


def _stands_alone(element: Any) -> bool:
    """Whether no text stands in one line with it."""
    before = element.getprevious()
    beside = element.getparent().text if before is None else before.tail
    return not (beside or "").strip() and not (element.tail or "").strip()


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())
