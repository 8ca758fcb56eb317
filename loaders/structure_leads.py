"""What a lead-in line announces: the doings of a factor, or how people are. What people describe, are or should do is no factor's doing."""

from __future__ import annotations

import re

from loaders.candidates import Candidate
from ontology.model import Block, BlockKind, Document

_PEOPLE = (
    r"(?:people|individuals?|patients?|readers?|users?|clients?|women|men|adults?|children|students?|athletes?"
    r"|those|they|(?:this|that|these) groups?|populations?"
    r"|persons?|someone|many|some|most|profiles?|phenotypes?|sufferers|you)"
)
_TELLS = re.compile(
    rf"(?:^|[.!?,;]\s|\bbut )(?:these |this |such |many |some |most |the )*{_PEOPLE}(?: (?:who|with|in|under|from)\b[^.:,]*?)?"
    r"(?: (?:often|may|might|can|usually|commonly|typically|also|frequently|sometimes|tend to|do not|don['’]t|will))*"
    r" (?:describe|display|report|experience|feel|notice|complain|say|have|face|present|include|consume|suffer"
    r"|struggle|show|look|need|want|are|find)s?\b[^.:]*:?\s*$",
    re.IGNORECASE,
)
_ENUMERATES = re.compile(
    r"(?:^|[.!?]\s)(?:these|this|they|those|common \w+|examples?)(?: (?:group|list|category|often|may"
    r"|typically))* (?:includes?|are|is)\s*:?\s*$",
    re.IGNORECASE,
)
_ADVISES = re.compile(
    r"\b(?:best for|ideal for|suitable for|suited (?:for|to)|relevant for|recommended for|designed for"
    r"|intended for|meant for|use with caution|avoid|contraindicated"
    r"|precautions?|people who|individuals (?:with|who)|those (?:with|who)|who (?:should|can|benefits?)"
    r"|you should|consider|make sure|tips?|how to|steps?)\b[^.:]*:\s*$"
    r"|^\W*(?:do|don['’]?ts?|dos|avoid|try|steps?|tips?)\W*$",
    re.IGNORECASE,
)
_EFFECTS = re.compile(
    r"\b(?:benefit|improv|help|support|effect|evidence|enhanc|reduc|trial|stud|research|result|show|increas"
    r"|decreas|lead|caus|affect|work|act|regulat|promot|role|function"
    r"|outcome|because|why|influenc|produc|can|may|does|mean|stabili|through)",
    re.IGNORECASE,
)
_SETTING = re.compile(r"^\W*(?:when|if|during|after|once|over time|combined|taken)\b", re.IGNORECASE)
"""Lines that only set the circumstance of the doings under them: "When combined with exercise:"."""
_IS_SOMETHING = re.compile(r"(?:^|[.!?]\s)(?:it|this|that|these) (?:is|are) (?:an?|the|not) [^.:]*:\s*$", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:it|its|this|these|they|their)\b", re.IGNORECASE)
_OPEN = ("elided", "reported", "heading", "lead-in")


def misled(document: Document, item: Candidate) -> bool:
    """Return whether a rule over trees gave a list item a subject that its lead-in does not announce.

    Under "They describe:" or "Best for:" the items are states and people; what is unsaid there is not the article's topic.
    """
    block = document.blocks[item.block]
    lead = _lead(document, block)
    if lead is None or item.rule == "lead-in" or item.subject.span is not None or item.subject.carried == "pronoun":
        return False
    labelled = block.text.casefold().startswith(item.subject.text.casefold())
    if speaks_of_people(lead) or item.subject.carried not in _OPEN or labelled:
        return speaks_of_people(lead)
    named = item.subject.text.casefold() in lead.casefold() or (_PRONOUN.search(lead) and not _IS_SOMETHING.search(lead))
    return not named and not _EFFECTS.search(lead) and not _SETTING.match(lead)


def speaks_of_people(lead: str) -> bool:
    """Return whether a lead-in line is followed by what people are, feel or should do.

    >>> [speaks_of_people(line) for line in ("These growers often describe:", "Best for:", "Tin helps growers by:")]
    [False, True, False]
    >>> speaks_of_people("These people often describe:")
    True
    """
    last = re.split(r"(?<=[.!?])\s+(?=[A-Z])", lead.strip())[-1]
    return bool(_TELLS.search(last) or _ENUMERATES.search(last) or _ADVISES.search(last))


def _lead(document: Document, block: Block) -> str | None:
    """Return the lead-in line of an item, None where there is none but a heading."""
    if block.kind is not BlockKind.LIST_ITEM or block.lead_in is None:
        return None
    lead = document.blocks[block.lead_in]
    return None if lead.kind is BlockKind.HEADING else lead.text
