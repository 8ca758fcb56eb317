"""The bibliographic services on loopback, with answers written by hand after their documentation; no work in them exists.

Formats: Crossref REST API (/works, `updated-by`, `filter=updates:`), Europe PMC RESTful service (/search, resultType=core), NCBI
E-utilities (efetch, PubMed DTD of 2025), DOI content negotiation (CSL JSON), arXiv API (Atom). `Desk.faults` makes a path fail first: a
status, a `Retry-After`, no answer for a while, or broken JSON.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

REED = "10.5555/reed.2019"
"""On zinc and copper, in the Journal of Zinc."""
GONE = "10.5555/gone.2010"
"""Retracted; Crossref and PubMed both say so."""
DEPOSIT = "10.5281/zenodo.5555"
"""A deposit of the author whose articles the tests check; DataCite's, so Crossref does not have it."""
AWAY = "10.5555/away"
"""Registered with an agency that leads to the publisher's page."""


def crossref_work(doi: str, **fields: Any) -> dict[str, Any]:
    """Return a work as Crossref tells it."""
    return {
        "DOI": doi,
        "type": "journal-article",
        "title": ["On zinc and copper in the invented gland"],
        "author": [{"given": "Anna", "family": "Reed", "sequence": "first"}, {"given": "Bo", "family": "Stone", "sequence": "additional"}],
        "container-title": ["Journal of Zinc"],
        "short-container-title": ["J Zinc"],
        "published-print": {"date-parts": [[2019, 4]]},
        "issued": {"date-parts": [[2018, 12, 20]]},
        "volume": "7",
        "page": "1-9",
        "publisher": "Pier Press",
        **fields,
    }


CROSSREF = {
    REED: crossref_work(REED, abstract="<jats:title>Abstract</jats:title><jats:p>Zinc lowers <jats:italic>copper</jats:italic>.</jats:p>"),
    GONE: crossref_work(
        GONE,
        title=["RETRACTED: Zinc cures everything known"],
        author=[{"given": "Cleo", "family": "Pale"}],
        **{
            "published-print": {"date-parts": [[2010]]},
            "updated-by": [
                {
                    "DOI": "10.5555/Notice.2012",
                    "type": "retraction",
                    "label": "Retraction",
                    "source": "retraction-watch",
                    "record-id": "1",
                    "updated": {"date-parts": [[2012, 3, 1]], "date-time": "2012-03-01T00:00:00Z", "timestamp": 1330560000000},
                }
            ],
        },
    ),
    "10.5555/doubt": crossref_work("10.5555/doubt", title=["A doubtful sum of zinc"]),
}
NOTICES = {
    "10.5555/doubt": [
        {
            "DOI": "10.5555/concern",
            "update-to": [{"DOI": "10.5555/doubt", "type": "expression_of_concern", "label": "Expression of concern"}],
        }
    ]
}
DEPOSITED = {
    "type": "article",
    "id": f"https://doi.org/{DEPOSIT}",
    "DOI": DEPOSIT,
    "title": "The invented gland explained",
    "author": [{"family": "Writer", "given": "Ola"}],
    "issued": {"date-parts": [[2025, 8, 15]]},
    "publisher": "Zenodo",
}


def europepmc_result(**fields: Any) -> dict[str, Any]:
    """Return a work as Europe PMC tells it (resultType=core)."""
    return {
        "id": "5550001",
        "source": "MED",
        "pmid": "5550001",
        "pmcid": "PMC555001",
        "doi": REED,
        "title": "On zinc and copper in the invented gland.",
        "authorString": "Reed A, Stone B.",
        "journalInfo": {"volume": "7", "journal": {"title": "Journal of zinc", "medlineAbbreviation": "J Zinc"}},
        "pubYear": "2019",
        "pageInfo": "1-9",
        "abstractText": "<h4>Results</h4>Zinc lowers copper.",
        "pubTypeList": {"pubType": ["research-article", "Journal Article"]},
        **fields,
    }


EUROPE_PMC = {f'DOI:"{REED}"': [europepmc_result()], "PMCID:PMC555001": [europepmc_result()]}

PUBMED = {
    "5550001": ("On zinc and copper in the invented gland.", "Journal Article", ""),
    "5550002": (
        "Zinc cures everything.",
        "Retracted Publication",
        '<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>J Zinc. 2012 Mar;4(1):9</RefSource>'
        '<PMID Version="1">5550003</PMID></CommentsCorrections></CommentsCorrectionsList>',
    ),
}
_ARTICLE = """<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{pmid}</PMID>
<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Print"><Volume>7</Volume><PubDate><Year>2019</Year><Month>Apr</Month>
</PubDate></JournalIssue><Title>Journal of zinc</Title></Journal><ArticleTitle>{title}</ArticleTitle>
<Pagination><MedlinePgn>1-9</MedlinePgn></Pagination><Abstract><AbstractText Label="RESULTS">Zinc lowers <i>copper</i>.</AbstractText>
</Abstract><AuthorList CompleteYN="Y"><Author><LastName>Reed</LastName><ForeName>Anna</ForeName><Initials>A</Initials></Author>
<Author><CollectiveName>World Zinc Group</CollectiveName></Author></AuthorList><PublicationTypeList>
<PublicationType UI="D016428">{kind}</PublicationType></PublicationTypeList></Article>{remarks}</MedlineCitation><PubmedData><ArticleIdList>
<ArticleId IdType="pubmed">{pmid}</ArticleId><ArticleId IdType="doi">10.5555/Reed.2019</ArticleId></ArticleIdList></PubmedData>
</PubmedArticle>"""
_SET = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN"
 "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">
<PubmedArticleSet>{articles}</PubmedArticleSet>"""
_FEED = """<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>arXiv Query</title>{entries}</feed>"""
_ENTRY = """<entry><id>http://arxiv.org/abs/2101.00001v2</id><published>2021-01-03T10:00:00Z</published><title>A model of the
invented gland</title><summary>Zinc in a model.</summary><author><name>Anna Reed</name></author>
<arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">9 pages</arxiv:comment></entry>"""


@dataclass(frozen=True)
class Fault:
    """How a request goes wrong: a status with headers, a body in place of the right one, or seconds of silence first."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    silence: float = 0.0


@dataclass
class Desk:
    """What the services have, what goes wrong, and what they were asked."""

    address: str = ""
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str], dict[str, str]]] = field(default_factory=list)

    def paths(self, service: str) -> list[str]:
        """Return the paths that one service was asked, in order."""
        return [path for path, _, _ in self.requests if path.startswith(f"/{service}/")]

    def settings(self) -> dict[str, str]:
        """Return the environment that leads mechgraph here, without pauses."""
        services = {"CROSSREF": "crossref", "DOI_ORG": "doi", "EUTILS": "eutils", "EUROPE_PMC": "europepmc", "ARXIV": "arxiv"}
        return {f"MECHGRAPH_{name}": f"{self.address}/{path}" for name, path in services.items()} | {
            "MECHGRAPH_LOOKUP_PACE": "0",
            "NO_PROXY": "127.0.0.1",
        }

    def answer(self, path: str, query: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:
        """Return status, body and headers for a request."""
        service, _, rest = path.strip("/").partition("/")
        return getattr(self, f"_{service}")(unquote(rest), query)  # type: ignore[no-any-return]

    def _crossref(self, rest: str, query: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:
        if rest == "works":
            return _json(self._listed(query))
        work = CROSSREF.get(rest.removeprefix("works/"))
        return _json({"status": "ok", "message-type": "work", "message": work}) if work else (404, b"Resource not found.", {})

    @staticmethod
    def _listed(query: dict[str, str]) -> dict[str, Any]:
        updates = query.get("filter", "").removeprefix("updates:")
        names = query.get("query.author", query.get("query.bibliographic", "")).lower()
        works = NOTICES.get(updates, []) if "filter" in query and updates != query["filter"] else []
        if "query.author" in query or "query.bibliographic" in query:
            works = [work for work in CROSSREF.values() if any(author["family"].lower() in names for author in work["author"])]
        return {"status": "ok", "message-type": "work-list", "message": {"total-results": len(works), "items": works}}

    def _doi(self, rest: str, query: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:  # noqa: ARG002
        if rest == AWAY:
            return 302, b"", {"Location": "http://publisher.invalid/page"}
        if rest == DEPOSIT:
            return 302, b"", {"Location": f"{self.address}/datacite/{rest}"}
        return 404, b"<html>DOI Not Found</html>", {}

    def _datacite(self, rest: str, query: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:  # noqa: ARG002
        return _json(DEPOSITED)

    def _eutils(self, rest: str, query: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:
        assert rest == "efetch.fcgi"
        found = PUBMED.get(query["id"])
        article = _ARTICLE.format(pmid=query["id"], title=found[0], kind=found[1], remarks=found[2]) if found else ""
        return 200, _SET.format(articles=article).encode(), {"Content-Type": "text/xml"}

    def _europepmc(self, rest: str, query: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:
        assert rest == "search"
        found = EUROPE_PMC.get(query["query"], [])
        return _json({"version": "6.9", "hitCount": len(found), "resultList": {"result": found}})

    def _arxiv(self, rest: str, query: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:
        assert rest == "query"
        return 200, _FEED.format(entries=_ENTRY if query["id_list"] == "2101.00001" else "").encode(), {}


def _json(value: object) -> tuple[int, bytes, dict[str, str]]:
    return 200, json.dumps(value).encode(), {"Content-Type": "application/json"}


class _Handler(BaseHTTPRequestHandler):
    desk: Desk

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.desk.requests.append((parts.path, query, dict(self.headers.items())))
        waiting = next((faults for path, faults in self.desk.faults.items() if parts.path.startswith(path) and faults), [])
        fault = waiting.pop(0) if waiting else Fault()
        time.sleep(fault.silence)
        status, body, headers = self.desk.answer(parts.path, query)
        if fault.status != 200:
            status, body, headers = fault.status, b"", dict(fault.headers)
        if fault.body is not None:
            status, body, headers = 200, fault.body, {}
        self._send(status, body, headers)

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        try:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            pass  # the client did not wait, which is what the test wants

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def open_desk() -> Iterator[Desk]:
    """Serve the services on a free port of loopback."""
    desk = Desk()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"desk": desk}))
    desk.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield desk
    server.shutdown()
    server.server_close()
    thread.join()
