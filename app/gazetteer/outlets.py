"""Where articles come from: a curated list of outlets, found by any name, or by the host of a URL."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from app.errors import GazetteerError
from app.gazetteer.model import Outlet
from app.text.fold import fold_name

_SEPARATORS = re.compile(r"[^\w\u2029]+|\u2029+")
_FIELDS = frozenset({"name", "latin", "country", "home_page", "aliases", "weak", "ordinary", "agency"})


def name_key(name: str) -> str:
    """What two spellings of one outlet's name share: folded, with no punctuation."""
    return _SEPARATORS.sub(" ", fold_name(name)).strip()


def _host(url: str) -> str:
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


@dataclass(frozen=True, slots=True)
class Outlets:
    """All outlets by id, with the ways to find one."""

    by_id: Mapping[str, Outlet]
    announcers: frozenset[str]
    _strong: Mapping[str, Outlet]
    _weak: Mapping[str, tuple[Outlet, ...]]
    _hosts: Mapping[str, Outlet]

    def find(self, name: str, announced: bool = False) -> tuple[Outlet, ...]:
        """The outlets that `name` (an id, or any spelling of a name) may mean; mostly none or one.

        `announced`: the context says that a source is named, so that weak names count too. A word
        such as "newspaper" before the name announces it as well.
        """
        outlet = self.by_id.get(name)
        if outlet is not None:
            return (outlet,)
        named = self.named(name_key(name), announced)
        if named or "." not in name or " " in name.strip():
            return named
        found = self.of_url(name)
        return (found,) if found else ()

    def named(self, key: str, announced: bool = False) -> tuple[Outlet, ...]:
        """As `find`, for a name that is a `name_key` already."""
        if key in self._strong:
            return (self._strong[key],)
        if announced and key in self._weak:
            return self._weak[key]
        first, _, rest = key.partition(" ")
        if rest and first in self.announcers:
            return (self._strong[rest],) if rest in self._strong else self._weak.get(rest, ())
        return ()

    def beginning(self, name: str) -> tuple[Outlet, ...]:
        """The outlets with a name that goes on after `name`."""
        begins = f"{name_key(name)} "
        return tuple(dict.fromkeys(outlet for key, outlet in self._strong.items() if key.startswith(begins)))

    def first_words(self) -> frozenset[str]:
        """The words that names of outlets start with, folded."""
        return self.announcers | {key.partition(" ")[0] for key in (*self._strong, *self._weak)}

    def of_url(self, url: str) -> Outlet | None:
        """The outlet on whose site `url` (or a bare host) is, or None."""
        host = _host(url.strip())
        while host:
            if host in self._hosts:
                return self._hosts[host]
            host = host.partition(".")[2]
        return None


def _outlet(id: str, entry: Mapping[str, Any]) -> Outlet:
    unknown = entry.keys() - _FIELDS
    if unknown or "name" not in entry:
        raise GazetteerError(f"outlets.toml [{id}]: needs a name and has {sorted(unknown) or 'none'}.")
    own = tuple(dict.fromkeys(name for name in (entry["name"], entry.get("latin")) if name))
    aliases, weak = tuple(entry.get("aliases", ())), tuple(entry.get("weak", ()))
    ordinary = entry.get("ordinary", False)
    if not ordinary:
        aliases = (*(name for name in own if name not in weak), *aliases)
    return Outlet(
        id=id,
        name=entry["name"],
        latin=entry.get("latin"),
        country=entry.get("country"),
        home_page=entry.get("home_page"),
        aliases=aliases,
        weak=own + weak if ordinary else weak,
        agency=entry.get("agency", False),
    )


def parse_outlets(document: Mapping[str, Any]) -> Outlets:
    """Build the list from the content of `outlets.toml`.

    Raises GazetteerError where two outlets claim one strong name or one site.
    """
    outlets = {key: _outlet(key, entry) for key, entry in document.items() if isinstance(entry, Mapping)}
    strong: dict[str, Outlet] = {}
    weak: dict[str, tuple[Outlet, ...]] = {}
    hosts: dict[str, Outlet] = {}
    for outlet in outlets.values():
        for key in _keys(outlet.aliases):
            _claim(strong, key, outlet, "the name")
        for key in _keys(outlet.weak):
            weak[key] = (*weak.get(key, ()), outlet)
        if outlet.home_page:
            _claim(hosts, _host(outlet.home_page), outlet, "the site")
    announcers = frozenset(_keys(document.get("announcers", ())))
    return Outlets(outlets, announcers, strong, weak, hosts)


def _keys(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(name_key, names)))


def _claim(taken: dict[str, Outlet], key: str, outlet: Outlet, what: str) -> None:
    other = taken.setdefault(key, outlet)
    if other is not outlet:
        raise GazetteerError(f"outlets.toml: {outlet.id} and {other.id} both claim {what} {key!r}.")


@cache
def load_outlets() -> Outlets:
    """The outlets that Warraq knows; read once."""
    data = files("app.gazetteer").joinpath("data/outlets.toml")
    return parse_outlets(tomllib.loads(data.read_text("utf-8")))
