"""Looking works up: what each service tells, what a failure costs, and that nobody is asked twice or in haste.

Every test asks real servers on loopback whose answers were written by hand after the services' documentation (`tests.api.services`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.resolving.client import GIVE_UP, Answer, Client, Service, ServiceError
from api.resolving.items import Asked
from api.resolving.opening import open_client, services_of
from api.resolving.resolver import Question, Services, look_up
from api.resolving.run import questions, resolve
from api.settings import Settings
from graph.audit import RULES, chosen, run
from graph.audit.facts import Facts
from graph.lookups import Lookups
from loaders import load
from ontology.library import Library
from ontology.works import Lookup, NoticeKind
from tests.api.services import AWAY, DEPOSIT, GONE, REED, Desk, Fault, open_desk

NOW = "2026-11-25T12:00:00Z"


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """All services, on loopback."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with open_desk() as desk:
        yield desk


@pytest.fixture
def settings(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings that lead to the desk, with a mail address."""
    for name, value in {**desk.settings(), "MECHGRAPH_MAILTO": "desk@pier.example"}.items():
        monkeypatch.setenv(name, value)
    return Settings()


@pytest.fixture
def services(settings: Settings) -> Services:
    return services_of(settings)


@pytest.fixture
def slept() -> list[float]:
    """The waits that a client was told to make, none of them real."""
    return []


@pytest.fixture
def client(settings: Settings, slept: list[float]) -> Iterator[Client]:
    """A client that only notes how long it would wait."""
    with open_client(settings, sleep=slept.append) as client:
        yield client


def found(asked: str, services: Services, client: Client, details: Asked | None = None) -> Lookup:
    return look_up(Question(asked, details), services, client, time=NOW)


class TestServices:
    def test_a_doi_is_described_by_crossref_and_completed_by_europe_pmc(self, services: Services, client: Client) -> None:
        lookup = found(f"doi:{REED}", services, client)

        assert lookup.work is not None
        work, citation = lookup.work, lookup.work.citation
        assert (citation.authors, citation.year, citation.journal) == ("Reed A, Stone B", 2019, "Journal of Zinc")
        assert work.identifiers == (f"doi:{REED}", "pmid:5550001", "pmcid:PMC555001")
        assert work.abstract == "Abstract Zinc lowers copper."
        assert (lookup.services, lookup.time, work.notices) == (("Crossref", "Europe PMC"), NOW, ())

    def test_a_doi_of_another_agency_is_described_by_doi_org(self, services: Services, client: Client) -> None:
        lookup = found(f"doi:{DEPOSIT}", services, client)

        assert lookup.work is not None
        assert (lookup.work.citation.authors, lookup.work.publisher) == ("Writer O", "Zenodo")

    def test_a_doi_that_leads_to_a_publishers_page_exists_and_the_page_is_not_fetched(self, services: Services, client: Client) -> None:
        lookup = found(f"doi:{AWAY}", services, client)

        assert lookup.work is not None
        assert lookup.work.citation.title is None

    def test_a_doi_that_nobody_registered_is_absent_by_the_word_of_doi_org(self, services: Services, client: Client) -> None:
        lookup = found("doi:10.5555/sleep.123456", services, client)

        assert (lookup.work, lookup.services) == (None, ("Crossref", "doi.org"))

    def test_a_pmid_is_described_by_pubmed(self, services: Services, client: Client, desk: Desk) -> None:
        lookup = found("pmid:5550001", services, client)

        assert lookup.work is not None
        citation = lookup.work.citation
        assert (citation.authors, citation.year, citation.journal) == ("Reed A, World Zinc Group", 2019, "Journal of zinc")
        assert (citation.title, citation.doi) == ("On zinc and copper in the invented gland", "10.5555/reed.2019")
        assert lookup.work.abstract == "Zinc lowers copper."
        assert desk.paths("eutils") == ["/eutils/efetch.fcgi"]

    def test_a_pmid_without_an_article_is_absent(self, services: Services, client: Client) -> None:
        assert found("pmid:9999999", services, client).work is None

    def test_a_pmcid_is_described_by_europe_pmc(self, services: Services, client: Client) -> None:
        work = found("pmcid:PMC555001", services, client).work

        assert work is not None
        assert work.citation.pmid == "5550001"

    @pytest.mark.parametrize(("number", "known"), [("2101.00001", True), ("2101.99999", False)])
    def test_an_arxiv_number_is_described_by_arxiv(self, number: str, known: bool, services: Services, client: Client) -> None:
        work = found(f"arxiv:{number}", services, client).work

        assert (work is not None) is known
        assert work is None or work.citation.authors == "Reed A"

    @pytest.mark.parametrize(
        ("asked", "kind", "date"),
        [
            (f"doi:{GONE}", NoticeKind.RETRACTION, "2012-03-01"),
            ("doi:10.5555/doubt", NoticeKind.CONCERN, None),
            ("pmid:5550002", NoticeKind.RETRACTION, "2012"),
        ],
        ids=["Crossref updated-by", "Crossref update-to", "PubMed"],
    )
    def test_notices_are_told(self, asked: str, kind: NoticeKind, date: str | None, services: Services, client: Client) -> None:
        work = found(asked, services, client).work

        assert work is not None
        assert [(notice.kind, notice.date) for notice in work.notices] == [(kind, date)]
        assert work.notices[0].identifier

    def test_a_citation_brings_the_nearest_works(self, services: Services, client: Client, desk: Desk) -> None:
        lookup = found("cited:reed 2019 neurozinc", services, client, Asked(names=("reed",), year=2019, journal="Neurozinc"))

        assert [work.citation.doi for work in lookup.works] == [REED, "10.5555/doubt"]
        asked = next(query for path, query, _ in desk.requests if path == "/crossref/works")
        assert asked["query.author"] == "reed"
        assert asked["query.container-title"] == "Neurozinc"
        assert asked["filter"] == "from-pub-date:2018,until-pub-date:2020"

    def test_an_entry_of_a_list_brings_the_work_of_its_title_with_its_notices(self, services: Services, client: Client, desk: Desk) -> None:
        lookup = found("listed:pale", services, client, Asked(words="Pale C. Zinc cures everything known. J Zinc. 2010;1:2"))

        assert [notice.date for notice in lookup.works[0].notices] == ["2012-03-01"]
        assert next(query for path, query, _ in desk.requests if path == "/crossref/works")["query.bibliographic"].startswith("Pale C.")

    def test_where_the_journal_does_not_fit_the_authors_works_on_the_topic_are_asked_for(
        self, services: Services, client: Client, desk: Desk
    ) -> None:
        details = Asked(names=("reed",), year=2019, journal="Neurozinc", topic="copper gland")
        asked = 'AUTH:"reed" AND PUB_YEAR:[2018 TO 2020] AND (copper OR gland)'
        found("cited:reed 2019 neurozinc", services, client, details)

        assert asked in [query.get("query") for path, query, _ in desk.requests if path.startswith("/europepmc")]

        desk.requests.clear()
        found("cited:reed 2019 journal of zinc", services, client, replace(details, journal="Journal of Zinc"))
        assert asked not in [query.get("query") for _, query, _ in desk.requests]


class TestManners:
    def test_every_request_names_us_and_a_person(self, services: Services, client: Client, desk: Desk) -> None:
        found(f"doi:{REED}", services, client)

        assert all("mailto:desk@pier.example" in headers["User-Agent"] for _, _, headers in desk.requests)
        assert all(query.get("mailto") == "desk@pier.example" for path, query, _ in desk.requests if path.startswith("/crossref"))

    def test_two_requests_to_a_host_keep_their_distance(self, desk: Desk, slept: list[float]) -> None:
        now = [100.0]
        client = Client(agent="a", clock=lambda: now[0], sleep=slept.append)
        service = Service(name="Crossref", address=f"{desk.address}/crossref", pause=3.0)

        client.get(service, f"/works/{REED}")
        now[0] += 1.0
        client.get(service, f"/works/{REED}")
        client.close()

        assert slept == [2.0]

    def test_a_host_that_asks_for_a_wait_gets_it(self, services: Services, client: Client, desk: Desk, slept: list[float]) -> None:
        desk.faults["/crossref"] = [Fault(status=429, headers=(("Retry-After", "7"),))]

        assert found(f"doi:{REED}", services, client).work
        assert slept == [7.0]

    def test_a_wait_may_be_a_date(self, desk: Desk, slept: list[float]) -> None:
        moment = datetime(2026, 11, 25, 12, 0, 0, tzinfo=UTC)
        client = Client(agent="a", clock=lambda: 0.0, sleep=slept.append, today=lambda: moment)
        desk.faults["/crossref"] = [Fault(status=503, headers=(("Retry-After", "Wed, 25 Nov 2026 12:00:30 GMT"),))]

        client.get(Service(name="Crossref", address=f"{desk.address}/crossref", pause=0.0), f"/works/{REED}")
        client.close()

        assert slept == [30.0]

    def test_a_host_that_asks_for_too_long_a_wait_is_left_alone(self, services: Services, client: Client, desk: Desk) -> None:
        desk.faults["/eutils"] = [Fault(status=429, headers=(("Retry-After", "86400"),))]
        desk.faults["/europepmc"] = [Fault(status=429, headers=(("Retry-After", "86400"),))]

        with pytest.raises(ServiceError, match="429 and asks for a wait of 86400 s"):
            found("pmid:5550001", services, client)
        with pytest.raises(ServiceError, match="left alone"):
            found("pmid:5550002", services, client)

        assert len(desk.paths("eutils")) == 1


class TestFailures:
    @pytest.mark.parametrize(
        "fault",
        [Fault(status=500), Fault(status=429), Fault(silence=0.6)],
        ids=["500", "429", "time-out"],
    )
    def test_a_passing_fault_is_tried_again(self, fault: Fault, services: Services, client: Client, desk: Desk) -> None:
        client.seconds = 0.3
        desk.faults["/crossref"] = [fault, fault]

        assert found(f"doi:{REED}", services, client).work is not None

    def test_waits_grow(self, desk: Desk, slept: list[float]) -> None:
        client = Client(agent="a", clock=lambda: 0.0, sleep=slept.append)
        desk.faults["/crossref"] = [Fault(status=500)] * 3

        client.get(Service(name="Crossref", address=f"{desk.address}/crossref", pause=0.5), f"/works/{REED}")
        client.close()

        assert [wait for wait in slept if wait != 0.5] == [1.0, 2.0, 4.0]

    @pytest.mark.parametrize("body", [b"{broken", b"", b"[" * 100_000], ids=["broken", "empty", "deep"])
    def test_broken_json_is_no_answer_and_another_service_is_asked(
        self, body: bytes, services: Services, client: Client, desk: Desk
    ) -> None:
        desk.faults["/crossref"] = [Fault(body=body)] * 2

        lookup = found(f"doi:{DEPOSIT}", services, client)

        assert lookup.work is not None
        assert "Crossref" not in lookup.services

    def test_a_failure_is_never_taken_for_absence(self, services: Services, client: Client, desk: Desk) -> None:
        desk.faults["/doi"] = [Fault(status=500)] * 10

        with pytest.raises(ServiceError, match=r"doi\.org"):
            found("doi:10.5555/sleep.123456", services, client)

    @pytest.mark.parametrize("status", [400, 403, 204], ids=str)
    def test_a_refusal_of_crossref_leaves_the_word_to_doi_org(self, status: int, services: Services, client: Client, desk: Desk) -> None:
        desk.faults["/crossref"] = [Fault(status=status)]

        lookup = found(f"doi:{DEPOSIT}", services, client)

        assert lookup.work is not None
        assert "Crossref" not in lookup.services

    @pytest.mark.parametrize("status", [204, 406], ids=str)
    def test_a_doi_without_metadata_exists(self, status: int, services: Services, client: Client, desk: Desk) -> None:
        desk.faults["/doi"] = [Fault(status=status)]

        assert found("doi:10.5555/bare", services, client).work is not None

    def test_europe_pmc_stands_in_for_pubmed(self, services: Services, client: Client, desk: Desk) -> None:
        desk.faults["/eutils"] = [Fault(body=b"<html>busy</html>")]

        lookup = found("pmid:9999999", services, client)

        assert (lookup.work, lookup.services) == (None, ("Europe PMC",))

    def test_no_connection_fails_at_once(self, client: Client, slept: list[float]) -> None:
        with pytest.raises(ServiceError, match="no connection"):
            client.get(Service(name="Crossref", address="http://127.0.0.1:9", pause=0.0), "/works/x")

        assert not slept

    def test_a_host_that_keeps_failing_is_left_alone(self, client: Client) -> None:
        service = Service(name="Crossref", address="http://127.0.0.1:9", pause=0.0)
        for _ in range(GIVE_UP):
            with pytest.raises(ServiceError, match="no connection"):
                client.get(service, "/works/x")

        with pytest.raises(ServiceError, match="left alone"):
            client.get(service, "/works/x")

    def test_an_answer_without_end_is_cut_off(self, services: Services, client: Client, desk: Desk) -> None:
        desk.faults["/arxiv"] = [Fault(body=b"x" * 6_000_000)]

        with pytest.raises(ServiceError, match="larger than"):
            found("arxiv:2101.00001", services, client)


class TestKeeping:
    def test_what_was_answered_is_not_asked_again_until_told(self, services: Services, client: Client, desk: Desk, tmp_path: Path) -> None:
        questions, known = [Question(f"doi:{REED}")], Lookups(tmp_path)
        first = resolve(questions, known, services, client, clock=lambda: "2026-01-02T00:00:00Z")
        requests = len(desk.requests)

        again = resolve(questions, Lookups(tmp_path), services, client, clock=lambda: NOW)
        assert (len(desk.requests), again.asked) == (requests, 0)
        assert again.stored[0].day == "2026-01-02"
        assert again.lookups == first.lookups

        renewed = resolve(questions, known, services, client, clock=lambda: NOW, refresh=True)
        assert (renewed.asked, Lookups(tmp_path).all()[f"doi:{REED}"].time) == (1, NOW)

    def test_failures_are_told_and_leave_nothing_behind(self, services: Services, client: Client, desk: Desk, tmp_path: Path) -> None:
        desk.faults["/arxiv"] = [Fault(status=500)] * 10
        questions = [Question("arxiv:2101.00001"), Question(f"doi:{REED}")]

        result = resolve(questions, Lookups(tmp_path), services, client, clock=lambda: NOW)

        assert [asked for asked, _ in result.failures] == ["arxiv:2101.00001"]
        assert list(Lookups(tmp_path).all()) == [f"doi:{REED}"]


def test_from_what_an_article_cites_to_what_does_not_hold_up(services: Services, client: Client, tmp_path: Path) -> None:
    article = tmp_path / "zinc.md"
    article.write_text(
        "# Zinc\n\nZinc lowers copper [@reed; @nobody].\n\nTin works [1], lead too [2], iron as well (Reed et al., 2019, Neurozinc).\n\n"
        "## References\n\n"
        "[1] Pale C. Zinc cures everything known. J Zinc. 2010;1(2):3-4.\n\n[2] Tide N. A paper of no kind. J Tides. 2011;5(2):33-40.\n",
        encoding="utf-8",
    )
    article.with_suffix(".bib").write_text(
        "@article{reed, author={Reed, A}, title={On zinc and copper in the invented gland}, year=2019, doi={10.5555/reed.2019}}"
        "@article{nobody, author={Nobody, N}, title={Nothing}, doi={10.5555/nobody}}",
        encoding="utf-8",
    )
    facts = Facts.of([load(article)], [], library=Library(findings=(), health_claims=(), upper_levels=()))

    result = resolve(questions(facts), Lookups(tmp_path), services, client, clock=lambda: NOW)
    flags = run(replace(facts, lookups=result.lookups), chosen(RULES, ["EV005", "EV011", "EV012"])).flags

    assert sorted((flag.code, flag.passages[0].place.quote[:12]) for flag in flags) == [
        ("EV005", "Tin works [1"),
        ("EV005", "Tin works [1"),
        ("EV011", "Zinc lowers "),
        ("EV012", "Tin works [1"),
    ]
    told = " ".join(flag.message for flag in flags)
    assert all(words in told for words in ("“Reed 2019, Neurozinc”", "no work of this title", "10.5555/nobody", "retracted on 2012-03-01"))


KEYS = """DOI doi title author family given name issued published-print date-parts container-title type abstract updated-by update-to
updated date-time pubYear pmid authorString journalInfo journal pubTypeList pubType commentCorrectionList commentCorrection id source
reference publisher page""".split()  # noqa: SIM905
LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12) | st.just("retraction") | st.just("²")
)
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5), max_leaves=25
)


class Parrot(Client):
    """A client whose services all say the same."""

    def __init__(self, said: bytes) -> None:
        super().__init__(agent="a", clock=lambda: 0.0, sleep=lambda _: None)
        self.said = said

    def get(self, *_: object, **__: object) -> Answer:
        return Answer(200, self.said)


SOMEWHERE = services_of(Settings())
ASKED = (f"doi:{REED}", "pmid:1", "pmcid:PMC1", "arxiv:2101.00001")


@pytest.mark.parametrize("asked", [*ASKED, "cited:reed 2019"])
@given(said=JSON)
def test_whatever_a_service_says_becomes_a_work_or_a_failure_of_that_service(asked: str, said: object) -> None:
    details = Asked(names=("reed",), year=2019) if asked.startswith("cited") else None
    inside = said if isinstance(said, dict) else {"title": said}
    answer = {**inside, "message": {**inside, "items": [inside, said]}, "resultList": {"result": [inside, said]}}
    try:
        lookup = look_up(Question(asked, details), SOMEWHERE, Parrot(json.dumps(answer).encode()), time=NOW)
    except ServiceError:
        return

    assert lookup.asked == asked


@pytest.mark.parametrize("asked", ["pmid:5550001", "arxiv:2101.00001"])
@given(said=st.binary(max_size=60) | st.text(alphabet="<>/PubmedArticleSet PMIDentry!&;\"'=", max_size=80).map(str.encode))
def test_whatever_xml_a_service_sends_becomes_a_work_or_a_failure_of_that_service(asked: str, said: bytes) -> None:
    try:
        look_up(Question(asked), SOMEWHERE, Parrot(b"<PubmedArticleSet>" + said), time=NOW)
        look_up(Question(asked), SOMEWHERE, Parrot(said), time=NOW)
    except ServiceError:
        return


def test_entities_of_an_answer_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret words", encoding="utf-8")
    said = (
        f'<!DOCTYPE s [<!ENTITY x SYSTEM "{secret.as_uri()}">]><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID>'
        "<Article><ArticleTitle>On &x;</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"
    )

    work = look_up(Question("pmid:1"), SOMEWHERE, Parrot(said.encode()), time=NOW).work

    assert work is not None
    assert "secret" not in str(work.citation.title)
