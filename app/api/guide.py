"""The pages that explain problems: one for each kind, which is its `type`, and one that lists them."""

import re
from html import escape

from pydantic_core import to_json

from app.api.kinds import KINDS, Kind
from app.api.problems import MEDIA_TYPE, example

STYLE = """\
<style>
main { max-width: 46rem; margin: 3rem auto; padding: 0 1rem; font: 1.05rem/1.6 system-ui, sans-serif; }
code, pre { background: #f2f2f2; border-radius: 3px; padding: .1em .3em; font-size: .9em; }
pre { padding: 1rem; overflow-x: auto; unicode-bidi: plaintext; }
dt { margin-top: 1em; } dd { margin: 0; }
</style>"""
_ONE = """\
<main>
<h1>{title}</h1>
<p>Code <code>{code}</code>, status {status}.</p>
<p>{advice}</p>
<h2>For example</h2>
{asked}<pre>{body}</pre>
<p><a href="{root}/problems">All problems</a> · <a href="{root}/docs">All of the API</a></p>
</main>"""
_ALL = """\
<main>
<h1>Problems</h1>
<p>What goes wrong is answered as <code>{media}</code> (RFC 9457). Its <code>code</code> is one of these, and
stays the same; its <code>type</code> is the page of that code here; its <code>detail</code> says what went
wrong this time. With status 422, <code>errors</code> has an entry for each mistake.</p>
<dl>
{items}
</dl>
<p><a href="{root}/docs">All of the API</a></p>
</main>"""
_ITEM = """\
<dt><a href="{root}/problems/{code}"><code>{code}</code></a>, status {status}</dt>
<dd>{title}. {advice}</dd>"""


def explain(code: str, kind: Kind, root: str) -> str:
    """The page of one kind of problem, for a server that is mounted at `root`."""
    body = to_json(example(code, kind), indent=2).decode()
    return _ONE.format(
        root=root,
        code=code,
        title=escape(kind.title),
        status=kind.status,
        advice=_marked(kind.advice),
        asked=f"<p><code>GET {escape(kind.asked)}</code></p>\n" if kind.asked else "",
        body=escape(body),
    )


def explain_all(root: str) -> str:
    """The page of all kinds."""
    items = (
        _ITEM.format(
            root=root, code=code, status=kind.status, title=escape(kind.title), advice=_marked(kind.advice)
        )
        for code, kind in sorted(KINDS.items(), key=lambda item: (item[1].status, item[0]))
    )
    return _ALL.format(root=root, media=MEDIA_TYPE, items="\n".join(items))


def _marked(text: str) -> str:
    """Text whose back quotes enclose code, as HTML."""
    return re.sub("`(.+?)`", r"<code>\1</code>", escape(text))
