"""Which line heads the text below it: what a title looks like from what it stands above."""

import re
from collections.abc import Iterator

from app.reading.layout.block import Block, Words, words_of
from app.reading.layout.page import BULLET, Page

LEAST_TEXT = 80
"""A block so long is text."""
UNFINISHED = re.compile(r"[,\u060c;\u061b:]$|(?<!\.)\.$|\([^)]*$|\u00ab[^\u00bb]*$")
"""How no title ends: in the middle of a sentence, a bracket or a quotation, or with a full stop."""
_STOPPED = re.compile(r"(?:\.(?:\s*[(\[][^()\[\]]{2,40}[)\]]\.?)?|[?\u061f])[\"\u00bb\u201d)\]]*$")
"""A full stop or question mark at the end, closing quotes or the agency in brackets aside."""
_TURN = re.compile("[\N{ARABIC LETTER SEEN}\N{ARABIC LETTER JEEM}QA]\\d{0,2} ?[:/-] ?\\w")
"""How a question or an answer of an interview begins."""
_LEAST_NEWS = 50
_LEAST_SENTENCE = 4
"""Fewer words with a full stop may be anything."""
_OPENING, _SHORT_WORD = 300, 3
_REACH = 16
_AND = "\N{ARABIC LETTER WAW}"
MOST_SUBTITLES = 2


def is_sentence(block: Block) -> bool:
    """Whether a block, however short, is text because it is a sentence and says so by the mark at its end,
    or a turn of an interview and says so at its beginning.
    """
    if _TURN.match(block.text):
        return True
    return bool(_STOPPED.search(block.text)) and len(block.text.split()) >= _LEAST_SENTENCE


def past_captions(page: Page, at: int) -> int:
    """The first block from `at` on that is no caption."""
    blocks = page.blocks
    while at < len(blocks) and not page.is_text(blocks[at]):
        if not page.caption(blocks[at], page.words(blocks[at]), []):
            break
        at += 1
    return at


def texts_below(page: Page, at: int) -> Iterator[Block]:
    """What block `at` may head: the next one, the first paragraph past captions, bullets, subtitles."""
    unmarked = 0
    yield from page.blocks[at + 1 : at + 2]
    for block in page.blocks[at + 1 : at + 1 + _REACH]:
        if page.is_text(block) or block.ends_sentence:
            yield block
            return
        line = page.words(block)
        bulleted = BULLET.match(block.text)
        if bulleted or page.caption(block, line, []) or page.furniture(block, line):
            continue
        unmarked += 1
        if unmarked > MOST_SUBTITLES or UNFINISHED.search(block.text):
            return


def heads(page: Page, line: Words, block: Block, text: Block, near: bool) -> bool:
    """Whether `text` reads as what an unmarked `block` is the title of.

    A first sentence takes up the words of its headline, or starts as news starts; else only a
    text that is a good deal longer shows that the line above is none of its sentences.
    `near`: nothing stands between them, so that a short sentence, or one that opens with a credit, is enough.
    """
    if text.text[0].islower():  # the rest of a sentence
        return False
    if near and _TURN.match(text.text):
        return not (block.ends_sentence or _TURN.match(block.text))
    size = len(text.text)
    opening = words_of(page.folded, text.start, min(text.end, text.start + _OPENING))
    content = {word for word in line.words if len(word) > _SHORT_WORD}
    shared = sum(word in opening.words for word in content)
    stopped = near and is_sentence(text)
    sentence = stopped and not block.ends_sentence  # short ones that both are sentences may be a dialogue
    if page.layout.tells_a_story(opening) or 2 * shared >= max(len(content), 4):
        return (size >= _LEAST_NEWS or sentence) and (text.gap or size > len(block.text))
    # What is stopped and longer is no rest of a wrapped line; but "and …" goes on from a sentence above.
    apart = text.gap or (stopped and not opening.words[0].startswith(_AND))
    if (size >= LEAST_TEXT or sentence) and size >= (1.3 if apart else 2) * len(block.text):
        return True
    return near and _opens_with_credit(page, text)


def _opens_with_credit(page: Page, text: Block) -> bool:
    reader = page.credits
    return reader.may_open(text) and bool(reader.opening(page.folded, text, page.dates_in(text), first=False))
