"""The other measure: Datasette over the same SQLite file, asked for the equivalent.

It has an environment of its own (`bench/requirements.lock`, made by `make bench`), with the same event
loop and parser as Warraq has; without it the comparison says so. It serves the file as immutable, as its
documentation advises for publishing, spares the facets that it would suggest, and has time to finish.
"""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

from bench.corpus import DAYS, FIRST_DAY
from bench.load import Ask
from bench.server import Server, running
from bench.shelf import Shelf, environment

_DISTINCT = 500
_SETTINGS = {"suggest_facets": "off", "sql_time_limit_ms": "60000", "facet_time_limit_ms": "60000"}


def program(shelf: Shelf) -> Path | None:
    """Its command, if it is installed."""
    path = shelf.root / "datasette" / "bin" / "datasette"
    return path if path.exists() else None


@contextmanager
def datasette(command: Path, database: Path) -> Iterator[Server]:
    """A server of it over `database`."""
    arguments = [str(command), "serve", "--immutable", str(database)]
    for name, value in _SETTINGS.items():
        arguments += ["--setting", name, value]
    with running(arguments, environment(database), f"/{database.stem}.json?_size=1") as server:
        yield server


def equivalents(database: Path) -> dict[str, list[Ask]]:
    """What to ask it, by the kind of request of Warraq's that it answers."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        last = connection.execute("SELECT max(key) FROM article").fetchone()[0]
        keys = random.Random(6).sample(range(1, last + 1), min(last, _DISTINCT))  # noqa: S311
        chosen = connection.execute(
            f"SELECT newest, key FROM article WHERE key IN ({','.join(map(str, keys))})"
        ).fetchall()
        common = connection.execute(
            "SELECT entity_key FROM article_entity JOIN entity ON entity.key = entity_key "
            "WHERE type = 'country' GROUP BY 1 ORDER BY count(*) DESC LIMIT 10"
        ).fetchall()
    chance = random.Random(7)  # noqa: S311
    base = f"/{database.stem}/article"
    page = f"{base}.json?_size=20&_sort=newest&_col=id&_col=card"
    counted = f"{base}.json?_size=0&_facet=source_key&_facet=language"
    countries = [key for (key,) in common]
    return {
        "list": [Ask(f"{page}&_next={newest},{key}") for newest, key in chosen],
        "country and date": [Ask(page + which) for which in _within(chance, countries)],
        "article": [Ask(f"{base}/{key}.json") for _, key in chosen],
        "facets": [Ask(counted + which) for which in _within(chance, countries)],
    }


def _within(chance: random.Random, countries: Sequence[int]) -> Iterator[str]:
    """Filters: a country's articles within a year."""
    for _ in range(_DISTINCT):
        entity = chance.choice(countries)
        first = FIRST_DAY + timedelta(days=chance.randrange(DAYS - 365))
        where = quote(f"key in (select article_key from article_entity where entity_key = {entity})")
        yield (
            f"&_where={where}&published_latest__gte={first}"
            f"&published_latest__lte={first + timedelta(days=365)}"
        )
