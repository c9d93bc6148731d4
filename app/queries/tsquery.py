"""What is asked of PostgreSQL's full-text index, where SQLite has `match` and `ranking`.

Labels A and B are the forms of title and text, C and D stems (`app.store.lexemes`).
"""

from app.queries.expression import Expression, Leaf, Phrase, Prefix, positive


def tsquery(leaf: Leaf) -> str:
    """The `tsquery` that articles with `leaf` match."""
    if isinstance(leaf, Phrase):
        return _in_a_row(leaf.forms)
    if isinstance(leaf, Prefix):
        before = f"{_in_a_row(leaf.before)} <-> " if leaf.before else ""
        return " | ".join(f"({before}'{beginning}':*AB)" for beginning in leaf.beginnings)
    return f"'{leaf.stem}'"


def _in_a_row(forms: tuple[str, ...]) -> str:
    return " <-> ".join(f"'{form}':AB" for form in forms)


def ranking_tsquery(expression: Expression) -> str | None:
    """The `tsquery` that matches are scored by; None where nothing that is asked for can be found."""
    return " | ".join(f"({tsquery(leaf)})" for leaf in positive(expression)) or None
