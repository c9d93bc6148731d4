"""Weighs the words around a hit: the rules of homographs, and adjectives spelled like names."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from app.gazetteer.matcher import Hit
from app.gazetteer.model import Rule
from app.gazetteer.particle import ARTICLE, LONGEST, PARTICLES, Words, keys
from app.text.fold import PARAGRAPH, Folded
from app.text.span import Span

_SOFT = " \"'«»“”„‘’()[]*"
"""What may stand between a word and the word it belongs to."""
_LONG = 40
"""Hardly a word is longer."""
_NEAR = 70
"""How many characters on either side are near: about twelve words."""
_WORD = re.compile(r"\w+")
_AFTER = re.compile(rf"[{re.escape(_SOFT)}]*([^\W_]*)")
_ALEF, _HEH = "\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER HEH}"
_FEMININE = (_HEH, "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER TEH}")
"""How feminine nouns and sound plurals end, once folded."""
_NISBA = "\N{ARABIC LETTER YEH}\N{ARABIC LETTER HEH}"
"""How a feminine adjective of relation ends, once folded."""


Keys = tuple[str, ...]
"""The keys of a word: the word itself behind a sign, then what it may be without particles."""


class Verdict(NamedTuple):
    """Whether a hit counts, by which rule and which words; `rule` is None where none had a say. `alone`: a
    body counts without its country beside it."""

    holds: bool
    rule: str | None = None
    cues: tuple[str, ...] = ()
    alone: bool = False


class Setting(NamedTuple):
    """What a rule may ask about beyond the words around a form: the ids that the text surely names, where its
    source is at home, and where in the original text its datelines stand."""

    named: Collection[str] = ()
    home: str | None = None
    datelines: Sequence[Span] = ()


UNJUDGED, UNJUDGED_WEAK = Verdict(True), Verdict(False)


def word_before(text: str, at: int) -> str:
    """The word that ends before `at`, over spaces and quotes only; empty where a sentence begins."""
    if text[at - 1 : at] == " ":
        begin = text.rfind(" ", at - _LONG if at > _LONG else 0, at - 1) + 1
        word = text[begin : at - 1] if begin else ""
        if word.isalnum():  # nearly always, and so in half the time
            return word
    last = at
    while last and text[last - 1] in _SOFT:
        last -= 1
    first = last
    while first and text[first - 1].isalnum():
        first -= 1
    return text[first:last]


def word_after(text: str, at: int) -> str:
    """The word that begins after `at`, over spaces and quotes only; empty where a sentence ends."""
    if text[at : at + 1] == " ":
        end = text.find(" ", at + 1, at + _LONG)
        word = text[at + 1 : end] if end > 0 else ""
        if word.isalnum():  # nearly always, and so in half the time
            return word
    found = _AFTER.match(text, at)
    return found[1] if found else ""


def _near(text: str, start: int, end: int) -> tuple[str, str]:
    """The text of the same paragraph within reach of `[start, end)`, before it and after it."""
    left = text[max(0, start - _NEAR) : start].rpartition(PARAGRAPH)[2]
    return left, text[end : end + _NEAR].partition(PARAGRAPH)[0]


def words_near(cues: Words, text: str, start: int, end: int) -> tuple[str, ...]:
    """Which words of the same paragraph within reach of `[start, end)` are of `cues`, sorted."""
    if not cues.keys:  # so of every second rule that asks
        return ()
    return cues.among({word for side in _near(text, start, end) for word in _WORD.findall(side)})


def phrases_near(cues: Words, text: str, start: int, end: int) -> tuple[str, ...]:
    """Those of `cues` of several words that stand within reach of `[start, end)`, without particles."""
    sides = [f" {side} " for side in _near(text, start, end)] if cues.phrases else []
    return tuple(phrase for phrase in cues.phrases if any(f" {phrase} " in side for side in sides))


def judge(folded: Folded, hit: Hit, setting: Setting) -> Verdict:
    """Whether `hit` counts where it stands."""
    alias = hit.alias
    rules = alias.rules
    if rules.each:
        text = folded.text
        before, after = keys(word_before(text, hit.word)), keys(word_after(text, hit.end))
        bracketed = text.find("(", hit.word - 2 if hit.word > 2 else 0, hit.word) >= 0
        beside = not (rules.before.keys.isdisjoint(before) and rules.after.keys.isdisjoint(after))
        if beside or bracketed or not rules.beside:
            for rule in rules.each:
                verdict = _apply(rule, folded, hit, before, after, setting)
                if verdict is not None:
                    return verdict
    return UNJUDGED_WEAK if alias.strength == "weak" else UNJUDGED


def _apply(
    rule: Rule, folded: Folded, hit: Hit, before: Keys, after: Keys, setting: Setting
) -> Verdict | None:
    """What one rule says; None if its cues are not there. The cues nearest to the form go first."""
    particles = hit.particles
    if rule.indefinite and particles.article:
        return None
    if rule.attached and particles.and_ not in rule.attached and particles.to not in rule.attached:
        return None
    if rule.opening and before[0][1:]:
        return None
    if rule.at_home and setting.home not in rule.at_home:
        return None
    if rule.dateline and not _is_dated(folded.origin(hit.start), setting):
        return None
    verdict = _by_spelling(rule, folded, hit) if rule.reject_spelled or rule.accept_spelled else None
    verdict = verdict or _by_neighbours(rule, folded.text, hit, before, after)
    if verdict is None and (rule.reject_near or rule.accept_near):
        verdict = _by_words_near(rule, folded.text, hit)
    if verdict is None and (rule.reject_with or rule.accept_with):
        verdict = _by_company(rule, hit, setting.named)
    if verdict is None and rule.default is not None:
        verdict = Verdict(rule.default == "accept", rule.id)
    if verdict is None or not rule.only_near:
        return verdict
    near = words_near(rule.only_near, folded.text, hit.word, hit.end)  # last, for it takes longest
    return verdict if near else None


def _is_dated(start: int, setting: Setting) -> bool:
    return any(line.start <= start < line.end for line in setting.datelines)


def _by_spelling(rule: Rule, folded: Folded, hit: Hit) -> Verdict | None:
    surface = folded.span(hit.start, hit.end).of(folded.original)
    for spellings, holds in ((rule.reject_spelled, False), (rule.accept_spelled, True)):
        if any(spelling in surface for spelling in spellings):
            return Verdict(holds, rule.id, (surface,))
    return None


def _by_neighbours(rule: Rule, text: str, hit: Hit, before: Keys, after: Keys) -> Verdict | None:
    if rule.reject_bracketed and _is_bracketed(text, hit):
        return Verdict(False, rule.id, ("(",))
    phrase = rule.reject_phrases and text.endswith(rule.reject_phrases, 0, max(0, hit.word - 1))
    governed = bool(rule.attached) or not (hit.particles.and_ or hit.particles.to)
    if governed and (phrase or not rule.reject_before.keys.isdisjoint(before)):
        return Verdict(False, rule.id, (before[0][1:],))
    if not rule.reject_after.keys.isdisjoint(after):
        return Verdict(False, rule.id, (after[0][1:],))
    phrase = rule.accept_phrases and text.endswith(rule.accept_phrases, 0, max(0, hit.word - 1))
    if phrase or not rule.accept_before.keys.isdisjoint(before):
        return Verdict(True, rule.id, (before[0][1:],), rule.alone)
    if not rule.accept_after.keys.isdisjoint(after):
        return Verdict(True, rule.id, (after[0][1:],), rule.alone)
    return None


def _by_words_near(rule: Rule, text: str, hit: Hit) -> Verdict | None:
    for cues, holds in ((rule.reject_near, False), (rule.accept_near, True)):
        if found := words_near(cues, text, hit.word, hit.end) or phrases_near(cues, text, hit.word, hit.end):
            return Verdict(holds, rule.id, found)
    return None


def _is_bracketed(text: str, hit: Hit) -> bool:
    before = text[max(0, hit.word - 2) : hit.word].rstrip(" ")
    return before.endswith("(") and text[hit.end : hit.end + 2].lstrip(" ")[:1] in (")", "-", "–")


def _by_company(rule: Rule, hit: Hit, named: Collection[str]) -> Verdict | None:
    own = hit.alias.entity.id if hit.alias.entity else ""
    for codes, holds in ((rule.reject_with, False), (rule.accept_with, True)):
        if codes:
            wanted = {own if code == "self" else code for code in codes}
            if found := sorted(wanted.intersection(named)):
                return Verdict(holds, rule.id, tuple(found))
    return None


def is_anothers(hit: Hit, adjective: Hit, code: str | None) -> bool:
    """Whether `hit`, a body of the country `code`, is called by the `adjective` of another one right behind
    it, so that another body is meant. It agrees with the first word of a name of several words; one that
    is a word of its own has no namesake («the Mossad killed the Palestinian So-and-so»)."""
    alias, other = hit.alias, adjective.alias
    if code is None or alias.latin or alias.kind != "name" or " " not in alias.stem or other.many:
        return False
    particles = adjective.particles
    if particles.and_ or particles.to or not particles.article:
        return False
    if not other.entity or other.entity.id == code:
        return False
    return alias.form.partition(" ")[0].endswith(_FEMININE) == other.stem.endswith(_HEH)


def is_definite(word: str) -> bool:
    """Whether a folded word bears the article, behind whatever particles it has."""
    at = word.find(ARTICLE, 0, LONGEST)
    if at >= 0 and len(word) > at + len(ARTICLE) + 1 and word[:at] in PARTICLES:
        return True
    at = word.find(ARTICLE[1] * 2, 0, LONGEST)
    return at >= 0 and len(word) > at + 3 and word[: at + 2] in PARTICLES


def is_adjective(folded: Folded, hit: Hit, classes: Mapping[str, Words]) -> bool:
    """Whether a form that is both a country's name and its feminine adjective is the adjective.

    It is where it agrees with the noun before it: both definite or both not, the noun feminine or
    a plural of things; or with what the proper name before it is called («the Saudi city of Jeddah»). After
    a verb, a preposition, or a noun in construct state it is the name.
    """
    text = folded.text
    word = word_before(text, hit.word)
    if not word or hit.particles.to:
        return False
    definite = hit.particles.article
    feminine = hit.alias.stem.endswith(_HEH)
    if word in classes.get("governs_name", ()) or (feminine and word in classes.get("masculine_noun", ())):
        return False
    if is_definite(word) != definite:
        noun = word_before(text, text.rfind(word, 0, hit.word))
        return definite and feminine and noun in classes.get("called", ())
    if not definite and hit.alias.stem.endswith(_ALEF):
        # Spelled like the name (Albania) where an accusative masculine noun stands before it.
        return word in classes.get("accusative", ())
    if not feminine:
        # Spelled alike in the masculine (Chile): only a preposition makes the form with article a name, only
        # one who holds no office («a writer») the form without it an adjective.
        return word not in classes.get("preposition", ()) if definite else word in classes.get("private", ())
    if hit.particles.and_:
        return word.endswith(_NISBA)
    if definite or word in classes.get("feminine_noun", ()):
        return True
    return len(word) > 3 and word.endswith(_FEMININE)
