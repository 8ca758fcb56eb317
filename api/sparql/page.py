"""The page at the endpoint for people with a browser: a form, the answer as a table, no script at all."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass

from fastapi import Request
from jinja2 import Environment, StrictUndefined

from api.sparql.formats import FORMATS, Kind
from api.sparql.limits import Limits
from api.sparql.negotiate import Choice
from api.sparql.problems import problem
from api.sparql.service import Answer, Query, QueryService
from api.sparql.waiting import Gone
from ontology.errors import MechgraphError

EXAMPLE = """SELECT ?subject ?relation ?object WHERE {
  ?claim a mg:Claim ; rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object .
} LIMIT 50"""
"""What stands in the form at first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An answer to be shown: a table of cells (None: unbound), else `text`; `status` is that of the page."""

    status: int = 200
    names: tuple[str, ...] = ()
    rows: tuple[tuple[str | None, ...], ...] = ()
    text: str | None = None


async def ask(service: QueryService, query: Query, gone: Gone) -> Shown:
    """Return the answer to a query, or what went wrong, as something to be shown."""
    json_, turtle = FORMATS["json"], FORMATS["turtle"]
    choices = {kind: Choice(turtle if kind is Kind.GRAPH else json_, "") for kind in Kind}
    try:
        return await asyncio.to_thread(_shown, await service.query(query, choices, gone))
    except MechgraphError as error:
        return Shown(status=problem(error).status_code, text=str(error))


def _shown(answer: Answer) -> Shown:
    if isinstance(answer.body, bytes):
        body = answer.body
    else:
        with answer.body as file:
            body = file.read()
    if answer.kind is Kind.GRAPH:
        return Shown(text=body.decode("utf-8"))
    result = json.loads(body)
    if answer.kind is Kind.BOOLEAN:
        return Shown(text="yes" if result["boolean"] else "no")
    names = tuple(result["head"]["vars"])
    return Shown(names=names, rows=tuple(tuple(_cell(row.get(name)) for name in names) for row in result["results"]["bindings"]))


def _cell(term: dict[str, str] | None) -> str | None:
    return None if term is None else term["value"] if isinstance(term["value"], str) else json.dumps(term["value"])


def render(_: Request, query: str | None, shown: Shown | None, limits: Limits) -> str:
    """Return the page with the query in its form and its answer below."""
    return _TEMPLATE.render(query=query or EXAMPLE, shown=shown, limits=limits.announced(), formats=list(FORMATS))


_TEMPLATE = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string("""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>SPARQL</title>
<h1>SPARQL</h1>
<form action="" method="get">
  <label for="query">Query</label>
  <p><textarea id="query" name="query" rows="14" cols="100" spellcheck="false">{{ query }}</textarea></p>
  <p>
    <label for="format">Answer as</label>
    <select id="format" name="format">
      <option value="">page</option>
      {% for name in formats %}
      <option>{{ name }}</option>
      {% endfor %}
    </select>
    <button>Ask</button>
  </p>
</form>
<p>Limits: {{ limits }}.</p>
{% if shown is not none %}
<h2>Answer</h2>
{% if shown.text is not none %}
<pre>{{ shown.text }}</pre>
{% else %}
<p>{{ shown.rows | length }} rows</p>
<table>
  <thead><tr>{% for name in shown.names %}<th scope="col">{{ name }}</th>{% endfor %}</tr></thead>
  <tbody>
  {% for row in shown.rows %}
  <tr>{% for cell in row %}<td>{{ "" if cell is none else cell }}</td>{% endfor %}</tr>
  {% endfor %}
  </tbody>
</table>
{% endif %}
{% endif %}
</html>
""")
