"""doi.org: whether a DOI is registered with anybody at all, and its metadata where its agency gives them.

Source: DOI content negotiation (citation.doi.org; Crossref, DataCite, mEDRA): Accept application/vnd.citationstyles.csl+json leads to the
agency's own server; an unregistered DOI is a 404, one without metadata a 204 or 406. An agency without the service leads to the
publisher's page, which is not fetched.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import quote

from api.resolving.client import Client, Service, ServiceError
from api.resolving.items import work_of_item
from ontology.library import Citation
from ontology.works import Work

ACCEPT = "application/vnd.citationstyles.csl+json"


def work(client: Client, service: Service, doi: str) -> Work | None:
    """Return the work behind a DOI, with no more than the DOI where its agency tells nothing; None when it is not registered.

    Raises:
        ServiceError: doi.org gave no usable answer.
    """
    answer = client.get(service, f"/{quote(doi, safe='/')}", accept=ACCEPT)
    if answer.status in (400, 404, 410):
        return None
    bare = Work(citation=Citation(doi=doi))
    if answer.location is not None or answer.status in (204, 406):
        return bare
    try:
        item = json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise ServiceError(service.name, "the answer is no JSON") from error
    if not isinstance(item, Mapping):
        return bare
    return work_of_item({**item, "DOI": doi}, notices=())
