"""What is said of the source that `--source` gives."""

from app.gazetteer.outlets import load_outlets
from app.reading.source import name_source


def describe_source(name: str) -> str | None:
    """What `name` was taken for, where it is not just as the list writes an outlet's name."""
    outlets = load_outlets()
    source = name_source(name)
    if source.id in outlets.by_id:
        return None if name == source.name else f"--source {name}: taken for {source.name} ({source.id})"
    meant = outlets.find(name, announced=True) or outlets.beginning(name)
    named = " or ".join(f"{outlet.name} ({outlet.id})" for outlet in meant)
    guess = f"; if {named} is meant, name it by that id" if meant else ""
    return (
        f"--source {name}: a source of its own, for no outlet of the list is known by that name alone{guess}"
    )
