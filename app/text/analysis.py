"""What goes into the search index: one analysis for what is written and for what is asked.

An article becomes four texts of tokens parted by spaces, one for each column of the index: the forms
of its title and of its text, and, in two columns of their own, the stems of those words whose stem
is not their form. So a bare word is one token looked up in all columns, a phrase or the beginning
of a word looks at the forms alone, and the index holds what two full streams would hold in three
quarters of the room.
"""

from typing import NamedTuple

from app.text.token import BREAK, paragraphs, say

ANALYSIS_VERSION = 3
"""To raise whenever the same text is analysed to other tokens: an index of another version is stale."""


class Analysed(NamedTuple):
    """One article as the index takes it; tokens parted by white space."""

    title: str
    text: str
    title_stem: str
    text_stem: str


COLUMNS = Analysed._fields
FORMS = ("title", "text")
"""The columns where each word stands at its place: those that phrases and beginnings are looked up in."""
WEIGHTS = (8.0, 2.0, 8.0, 2.0)
"""The weights of the columns for bm25, in their order. A word of the title counts four times; 2 for
the text finds more than 1 does, because a word that comes back says less each time."""


def analyse(title: str, text: str) -> Analysed:
    """The columns of an article, of any strings; `title` is empty if it has none apart from `text`."""
    head, body = say(title), [say(paragraph) for paragraph in paragraphs(text)]
    return Analysed(
        head.forms,
        f" {BREAK} ".join([said.forms for said in body]),
        head.stems,
        " ".join([said.stems for said in body if said.stems]),
    )
