"""Who counts the articles of a filter: the index where there is one, else the tables."""

from sqlalchemy import Connection

from app.queries.chosen import Chosen
from app.queries.filter import ArticleFilter
from app.queries.ranked import Ranked
from app.queries.recall import Recall, compute
from app.queries.tabled import Tabled
from app.queries.view import View


def choose_articles(
    connection: Connection, asked: ArticleFilter, view: View | None = None, recall: Recall = compute
) -> Chosen:
    """The articles that pass `asked`, ready to be counted."""
    if view is None:
        return Tabled(connection, asked, recall)
    return Ranked(view, view.select(connection, asked), asked.kinds)
