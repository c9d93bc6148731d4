"""The rules of `homographs.toml`: their word classes spelled out, and which alias each is about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from app.errors import GazetteerError
from app.gazetteer.entries import BlockEntry, BodyEntry, RuleEntry, parse
from app.gazetteer.model import NO_RULES, Alias, Rule, Rules
from app.gazetteer.particle import Words
from app.text.fold import fold_name

_HEH = "\N{ARABIC LETTER HEH}"
_CUES = ("reject_before", "reject_after", "accept_before", "accept_after", "reject_near", "accept_near",
          "only_near")  # fmt: skip


@dataclass(frozen=True, slots=True)
class About:
    """Which aliases a rule is about: those that every filter set lets through.

    `forms` is asked apart, for it differs from alias to alias of one country.
    """

    types: frozenset[str]
    kinds: frozenset[str]
    strengths: frozenset[str]
    ids: frozenset[str]
    bodies: frozenset[str]
    forms: frozenset[str]
    but: frozenset[str]
    masculine: bool

    @classmethod
    def of(cls, entry: RuleEntry) -> "About":
        """The filters that a rule of the file sets; its forms are compared folded."""
        return cls(
            types=frozenset(("country",) if entry.countries else entry.types),
            kinds=frozenset(entry.kinds),
            strengths=frozenset(entry.strengths),
            ids=frozenset((*entry.countries, *entry.agencies)),
            bodies=frozenset(entry.bodies),
            forms=frozenset(map(fold_name, entry.forms)),
            but=frozenset(map(fold_name, entry.but)),
            masculine=entry.masculine,
        )

    def names(self, forms: frozenset[str]) -> bool:
        """Whether the rule is about one of `forms`, or about all but others."""
        return (not self.forms or not self.forms.isdisjoint(forms)) and self.but.isdisjoint(forms)

    def admits(self, alias: Alias) -> bool:
        """Whether every filter but `forms` and `but` lets `alias` through."""
        return (
            (not self.types or alias.type in self.types)
            and (not self.kinds or alias.kind in self.kinds)
            and (not self.strengths or alias.strength in self.strengths)
            and (not self.bodies or alias.body in self.bodies)
            and not (self.masculine and not _is_masculine(alias))
            and (not self.ids or not self.ids.isdisjoint(alias.owners.values()) or _id(alias) in self.ids)
        )


def _id(alias: Alias) -> str | None:
    return alias.entity.id if alias.entity else None


def _is_masculine(alias: Alias) -> bool:
    """Whether a form may be a masculine singular, as surnames are."""
    return not (alias.many or alias.stem.endswith(_HEH))


class Homographs:
    """The file's content: word classes by name, blocks, the offices (templates with `{}`) that a body is led
    by, how `severals` are called by their first words, and the rules of each alias."""

    def __init__(
        self, classes: Mapping[str, Words], rules: Iterable[tuple[About, Rule]],
        blocks: Iterable[BlockEntry], offices: Iterable[str], severals: Mapping[str, Sequence[str]],
    ) -> None:  # fmt: skip
        self.classes, self.blocks, self.offices = classes, tuple(blocks), tuple(offices)
        self.severals = severals
        self._rules = tuple(rules)
        self._forms = frozenset(form for about, _ in self._rules for form in (*about.forms, *about.but))
        self._ids = frozenset().union(*(about.ids for about, _ in self._rules))
        self._bodies = frozenset().union(*(about.bodies for about, _ in self._rules))
        self._found: dict[tuple[object, ...], Rules] = {}

    def ruled(self, alias: Alias) -> Alias:
        """`alias` with the rules that decide about it."""
        rules = self.rules_of(alias, alias.rules.each)
        return alias._replace(rules=rules) if rules.each or alias.rules.each else alias

    def rules_of(self, alias: Alias, own: tuple[Rule, ...] = ()) -> Rules:
        """The rules that decide about `alias`, in the order of the file, after those it has of its own."""
        if alias.strength == "blocked":
            return NO_RULES
        forms = frozenset([form for form in (alias.form, alias.stem) if form in self._forms])
        ids = tuple([owner for owner in (*alias.owners.values(), _id(alias)) if owner in self._ids])
        body = alias.body if alias.body in self._bodies else None
        masculine, own_ids = _is_masculine(alias), tuple(rule.id for rule in own)
        key = (alias.type, alias.kind, alias.strength, ids, body, forms, masculine, own_ids)
        found = self._found.get(key)
        if found is None:
            rules = (
                rule for about, rule in self._rules if about.admits(alias) and about.names(frozenset(forms))
            )
            found = self._found[key] = Rules.of((*own, *rules))
        return found


def parse_homographs(tables: Mapping[str, Any], demonyms: Iterable[str], names: Iterable[str]) -> Homographs:
    """The file's tables as rules. `@demonym` and `@name` are the forms given, folded, of one word.

    Raises GazetteerError for an unknown key or class.
    """
    if unknown := sorted(set(tables) - {"classes", "rule", "block", "offices", "severals"}):
        raise GazetteerError(f"homographs.toml has the unknown table {unknown[0]!r}.")
    written: dict[str, list[str]] = tables.get("classes", {})
    classes = {"demonym": Words(demonyms), "name": Words(names)}
    for name, words in written.items():
        classes[name] = _spell_out(words, classes)
    entries = [parse(RuleEntry, f"homographs.toml rule {t.get('id')}", t) for t in tables.get("rule", [])]
    blocks = [parse(BlockEntry, f"homographs.toml block {t.get('id')}", t) for t in tables.get("block", [])]
    rules = tuple((About.of(entry), _rule(entry, classes)) for entry in entries)
    return Homographs(classes, rules, blocks, tables.get("offices", ()), tables.get("severals", {}))


def not_after(function: str, entry: BodyEntry) -> Rule:
    """The rule that the words of a body's `not_after` amount to."""
    return Rule(
        id=f"{function}-not-after",
        reason="the word before makes it part of another phrase",
        default=None,
        reject_before=Words(fold_name(word) for word in entry.not_after),
    )


def _spell_out(words: Iterable[str], classes: Mapping[str, Words]) -> Words:
    """`words` folded, and the words of each `@class`, which stands earlier
    in the file; `^` is where a sentence begins or ends."""
    plain: list[str] = []
    found: list[Words] = []
    for word in words:
        if not word.startswith("@"):
            plain.append("" if word == "^" else fold_name(word))
        elif word[1:] in classes:
            found.append(classes[word[1:]])
        else:
            raise GazetteerError(f"homographs.toml names the class {word!r}, which stands nowhere before.")
    return Words(plain, found)


def _rule(entry: RuleEntry, classes: Mapping[str, Words]) -> Rule:
    if entry.default not in (None, "accept", "reject"):
        raise GazetteerError(f"homographs.toml rule {entry.id}: default must be accept or reject.")
    cues = {name: _spell_out(getattr(entry, name), classes) for name in _CUES}
    return Rule(
        id=entry.id,
        reason=entry.reason,
        default=cast("Any", entry.default),
        alone=entry.alone,
        opening=entry.opening,
        dateline=entry.dateline,
        at_home=frozenset(entry.at_home),
        reject_spelled=entry.reject_spelled,
        accept_spelled=entry.accept_spelled,
        indefinite=entry.indefinite,
        attached=entry.attached,
        reject_bracketed=entry.reject_bracketed,
        reject_with=frozenset(entry.reject_with),
        accept_with=frozenset(entry.accept_with),
        reject_phrases=cues["reject_before"].phrases,
        accept_phrases=cues["accept_before"].phrases,
        **cues,
    )
