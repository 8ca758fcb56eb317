"""PubMed: works by PMID, with abstract, publication types, and what was said of them later.

Source: NCBI E-utilities, efetch of db=pubmed (NBK25499) and the PubMed DTD: a retracted article has the PublicationType "Retracted
Publication" and a CommentsCorrections of RefType RetractionIn. At most three requests a second without a key, ten with one (NBK25497).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from api.resolving.client import Client, Service, ServiceError
from api.resolving.items import LONGEST, initials, notice_kind, with_title
from ontology.library import Citation
from ontology.works import Notice, NoticeKind, Work


def work(client: Client, service: Service, pmid: str, *, mailto: str | None, key: str | None) -> Work | None:
    """Return the work with a PMID, None when PubMed has none.

    Raises:
        ServiceError: PubMed gave no usable answer.
    """
    named = {"tool": "mechgraph", **({"email": mailto} if mailto else {}), **({"api_key": key} if key else {})}
    parameters = {"db": "pubmed", "id": pmid, "retmode": "xml", **named}
    answer = client.get(service, "/efetch.fcgi", parameters, accept="application/xml")
    if answer.status in (400, 404):  # efetch answers 400 where no id of the list is one
        return None
    if answer.status != 200:
        raise ServiceError(service.name, f"it answers {answer.status}")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(answer.body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ServiceError(service.name, "the answer is no XML") from error
    if tree.tag not in ("PubmedArticleSet", "eFetchResult"):
        raise ServiceError(service.name, f"the answer is a <{tree.tag}>, no set of articles")
    articles = (article for article in tree.iter("PubmedArticle") if _text(article, "MedlineCitation/PMID") == pmid)
    return next((_work(article, service) for article in articles), None)


def _work(article: etree._Element, service: Service) -> Work:
    doi = _text(article, "PubmedData/ArticleIdList/ArticleId[@IdType='doi']") or _text(
        article, "MedlineCitation/Article/ELocationID[@EIdType='doi']"
    )
    abstract = " ".join(filter(None, map(_words, article.iterfind("MedlineCitation/Article/Abstract/AbstractText"))))
    types = [words for kind in article.iterfind("MedlineCitation/Article/PublicationTypeList/PublicationType") if (words := _words(kind))]
    title, notices = with_title(tuple(_notices(article, types, service)), _text(article, "MedlineCitation/Article/ArticleTitle"))
    return Work(
        citation=Citation(
            authors=", ".join(_authors(article)) or None,
            year=_year(article),
            title=(title or "").rstrip(".") or None,
            journal=_text(article, "MedlineCitation/Article/Journal/Title"),
            volume=_text(article, "MedlineCitation/Article/Journal/JournalIssue/Volume"),
            pages=_text(article, "MedlineCitation/Article/Pagination/MedlinePgn"),
            doi=doi.lower() if doi else None,
            pmid=_text(article, "MedlineCitation/PMID"),
        ),
        kind="Preprint" if "Preprint" in types else types[0] if types else None,
        abstract=abstract[:LONGEST] or None,
        pmcid=_text(article, "PubmedData/ArticleIdList/ArticleId[@IdType='pmc']"),
        notices=notices,
    )


def _authors(article: etree._Element) -> Iterator[str]:
    for author in article.iterfind("MedlineCitation/Article/AuthorList/Author"):
        family = _text(author, "LastName")
        if family:
            yield " ".join(filter(None, (family, _text(author, "Initials") or initials(_text(author, "ForeName")))))
        elif body := _text(author, "CollectiveName"):
            yield body


def _year(article: etree._Element) -> int | None:
    date = "MedlineCitation/Article/Journal/JournalIssue/PubDate"
    words = re.search(r"\d{4}", _text(article, f"{date}/Year") or _text(article, f"{date}/MedlineDate") or "")
    return int(words[0]) if words else None


def _notices(article: etree._Element, types: list[str], service: Service) -> Iterator[Notice]:
    taken_back = False
    for remark in article.iterfind("MedlineCitation/CommentsCorrectionsList/CommentsCorrections"):
        kind = notice_kind(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", remark.get("RefType") or ""))
        if kind:
            taken_back = taken_back or kind is NoticeKind.RETRACTION
            pmid = _text(remark, "PMID")
            yield Notice(kind=kind, told_by=service.name, identifier=f"pmid:{pmid}" if pmid else None, date=_date(remark))
    if "Retracted Publication" in types and not taken_back:
        yield Notice(kind=NoticeKind.RETRACTION, told_by=service.name)


def _date(remark: etree._Element) -> str | None:
    """Return the year in the words that say where a notice stands: `J Zinc. 2012 Mar;4(1):9`."""
    words = re.search(r"\b(?:19|20)\d\d\b", _text(remark, "RefSource") or "")
    return words[0] if words else None


def _text(element: etree._Element, path: str) -> str | None:
    found = element.find(path)
    return _words(found) if found is not None else None


def _words(element: etree._Element) -> str | None:
    return " ".join("".join(map(str, element.itertext())).split()) or None
