"""What is said of the source that `--source` gives."""

from app.gazetteer.outlets import load_outlets, name_key
from app.reading.source import name_source


def describe_source(name: str) -> str | None:
    """What `name` was taken for, where it is not just what an outlet is called."""
    outlets = load_outlets()
    source = name_source(name)
    if source.id in outlets.by_id:
        plain = name_key(name) == name_key(source.name)
        return None if plain else f"--source {name}: taken for {source.name} ({source.id})"
    meant = outlets.find(name, announced=True) or outlets.beginning(name)
    named = " or ".join(f"{outlet.name} ({outlet.id})" for outlet in meant)
    guess = f"; if {named} is meant, name it by that id" if meant else ""
    return (
        f"--source {name}: a source of its own, for no outlet of the list is known by that name alone{guess}"
    )
