"""What the article itself offers for a claim at its place: nothing, something vague, somebody named, something one can look up.

A sentence is covered by what it cites, by a sentence right behind it that speaks of it ("This was shown in ..."), and, for a bullet, by
its lead-in line. "The study also found" goes on with the evidence of the sentence before. Words in brackets that are no names cover
nothing; nothing is carried over a heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from loaders.candidates import Span
from loaders.sentences import spans
from ontology.citing import labels, marks
from ontology.identifiers import identifiers
from ontology.model import Block, BlockKind, Document, Evidence, EvidenceLevel

_INSTITUTION = (
    r"(?:Clinic|University|School|Institutes?|Journal|College|Hospital|Foundation|Association|Society|Academy"
    r"|Council|Cent(?:er|re)s?|Agency|Administration"
    r"|Organi[sz]ation|Ministry|Department|Group|Laborator(?:y|ies)|Panel|Commission|Committee|Federation"
    r"|Consortium|Channel|PubMed|MDPI|Elsevier|Springer|Wiley|Medline"
    r"|Lancet|JAMA|BMJ|NEJM|PLOS|PNAS|Frontiers|Cochrane|Harvard|Stanford|Oxford|Cambridge|Yale|Mayo"
    r"|Johns Hopkins|UCLA|MIT|WHO|FDA|CDC|NIH|NHS|EFSA|EMA|IPCC|NASA|NOAA|USDA|EPA"
    r"|Healthline|WebMD|Examine|Medscape)"
)
_YEAR = r"(?:19|20)\d\d[a-z]?"
_NAME = r"[A-ZÀ-Ž][\w’'-]+"
_AUTHOR_YEAR = re.compile(
    rf"\([^()]{{0,200}}?(?:{_NAME}|[A-Z]{{2,}})(?:,? (?:et al\.?|and|&|{_NAME}|[A-Z]\.?)){{0,6}},? \(?{_YEAR}[^()]{{0,200}}\)"
    rf"|\b{_NAME}(?: (?:et al\.?|(?:and|&) {_NAME}(?: et al\.?)?| and colleagues))?(?:,| in)? \({_YEAR}\)"
    rf"|\b{_NAME} (?:et al\.|and colleagues)"
)
_NAMES_IN_BRACKETS = re.compile(
    rf"\((?=[^()]*{_INSTITUTION}\b)(?:[A-Z][\w’'&.-]*(?:\s+(?:of|for|and|the|in|on|[A-Z&][\w’'&.-]*))*(?:\s*[;,/]\s*|\)))+"
)
_STUDY = (
    r"(?:(?:meta-analys[ie]s|(?:systematic )?reviews?|stud(?:y|ies)|trials?|experiments?|surveys?|cohorts?|analys[ie]s|report|paper"
    r"|article)\b)"
)
_DESCRIBED = re.compile(
    rf"\b(?:[Aa]n?|[Oo]ne|[Aa]nother|[Tt]he|[Tt]his) (?:[\w-]+ ){{0,3}}?{_YEAR} (?:[\w,-]+ ){{0,5}}?{_STUDY}"
    rf"|\b{_STUDY}(?: \w+)?(?: published)? (?:in|from|by|at) (?:the )?(?:journal )?\*?{_NAME}"
    rf"|\b{_STUDY} (?:of|in|with|on|involving|among|including) (?:over |about |more than |nearly |some )?\d[\d,]{{1,8}}\b"
    rf"|\b(?:of|in|with) (?:over |about |more than )?\d[\d,]{{1,8}} (?:patients|participants|people|adults|women"
    rf"|men|subjects|individuals|volunteers|children|students|athletes)\b"
    rf"|\b(?:the |an? )?(?:{_NAME} ){{1,3}}(?:stud(?:y|ies)|trials?|cohort|survey|experiments?)\b"
    rf"|\b{_STUDY}[^.;]{{0,60}}\({_YEAR}\)",
)
_GENERIC = re.compile(
    r"^(?:The |An? )?(?:Early|Recent|Clinical|Animal|Human|Many|Most|Some|Several|Multiple|Other|New"
    r"|Preliminary|Emerging|Numerous|Observational|Controlled|Randomi[sz]ed|Small|Large|Further|These|Those"
    r"|Such|This|Imaging|"
    r"Laboratory|Experimental|Epidemiological|Cohort|Pilot|Scientific|Modern|Additional|Available|Previous"
    r"|Earlier|Long-term|Longitudinal|Various|Two|Three|Four|Five|Case|Future|More|Both|All|Our|A|An|The|In|"
    r"Across|However|While|Although|And|But|Studies|Research|Magnesium|Vitamin)\b",
)
_SPEAKER = re.compile(
    rf"\b(?:the )?(?:{_NAME} ){{0,4}}{_INSTITUTION}\b[^.;]{{0,40}}?\b(?:says?|states?|stated|stating|recommends?"
    rf"|warn(?:s|ed)?|issued?|reports?|reported|found|finds|concluded|concludes|published|notes?|announced"
    rf"|estimates?|advises?)\b(?:[^.;]{{0,60}}?\bin {_YEAR}\b)?"
    rf"|\b[Aa]ccording to (?:the |a |an )?(?:{_NAME}|[A-Z]{{2,}})"
)
_MODEL = re.compile(
    r"\b(?:demonstrated|shown|observed|seen|reported|found|confirmed) in (?:an? |the )?(?:animal|mouse|rat|mice"
    r"|rats|rodent|cell|human|clinical|in vitro|murine|rabbit|pig|primate)",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|research(?:ers?)?|scientists?|experts?|evidence|findings?|experiments?"
    r"|observations?|clinicians?|literature|meta-analys[ie]s|surveys?|lab data|data|results?|reviews?)"
    r"[^.;:]{0,90}? (?:\w+ly )?(?:show|shows|showed|shown|suggest|suggests|suggested|find|finds|found|reveal"
    r"|reveals|revealed|indicate|indicates|indicated|demonstrate|demonstrates|demonstrated|demonstrating"
    r"|confirm|confirms|confirmed|link|links|linked|report|reports|reported|support|supports|supported|prove"
    r"|proves|proven|point|points|provide|provides|exists?|explore|explores|say|argue|agree|believe|identified"
    r"|established)\b"
    r"|\b(?:well[- ]supported|supported|backed|confirmed|proven|established|shown|demonstrated|documented"
    r"|suggested) (?:by|in) (?:\w+ ){0,3}?(?:research|studies|science|trials|evidence|data|experiments)\b"
    r"|\b(?:in|across|from) (?:(?:these|the|several|many|some|multiple|numerous|clinical|recent|animal|human"
    r"|controlled|most|various) ){0,3}(?:studies|trials|experiments)\b"
    r"|\b(?:has|have) been (?:well )?(?:shown|demonstrated|reported|observed|linked|studied|correlated"
    r"|documented|found|proven|associated with .{0,60}\bstud)"
    r"|\b(?:is|are|was|were) (?:known|reported|well[- ]documented|well[- ]established|well[- ]known) to\b"
    r"|\bit is (?:well )?(?:known|established|documented)\b"
    r"|\b(?:key|early|these|our|clinical|recent) (?:findings|results|data|observations)\b|\bhas (?:been )?(?:shown|demonstrated)\b"
    r"|\bpatients report\b|\bclinical (?:studies|trials|evidence|interventions|observations|data)\b",
    re.IGNORECASE,
)
_RESEARCH_LABEL = re.compile(
    r"^(?:Research|Studies|Evidence|Science|Clinical (?:evidence|research|studies)|The (?:science|research|evidence))\s*:", re.IGNORECASE
)
_SAME_STUDY = re.compile(
    r"^(?:The|This|That|These|Those|Both) (?:same |latter |former )?(?:\w+ )?(?:stud(?:y|ies)|trials?|authors?"
    r"|researchers|paper|review|team|experiments?|report)\b|\bthe (?:same )?study (?:also|further)\b",
    re.IGNORECASE,
)
_SPEAKS_OF_IT = re.compile(
    r"^(?:This|That|It|The same|These (?:effects|results|findings)|Such an? \w+) (?:was|were|is|has been"
    r"|have been|had been|effect (?:was|is|has been)|finding)\b|\b(?:about|on|for) this\b",
    re.IGNORECASE,
)
_SAMPLE = re.compile(
    r"\b(?:mice|rats?|patients|participants|volunteers|subjects|BMDMs|cells|animals|women|men|children|infants|rabbits|controls)\b",
    re.IGNORECASE,
)
_METHOD = re.compile(
    r"\b[Ww]e (?:\w+ )?(?:studied|used|enrolled|measured|examined|analy[sz]ed|randomi[sz]ed|treated|recruited"
    r"|compared|assigned|tested|followed)\b"
)
_RESULT = re.compile(r"\b(?:show(?:ed|s)?|exhibit(?:ed|s)?|had|displayed|identified|revealed|increased|decreased|reduced)\b")

_OWN = re.compile(
    r"\b[Ww]e (?:\w+ ){0,3}?(?:show(?:ed|n)?|found|find|demonstrated?|observed?|reported|identified|confirmed|validated|established)\b"
)
"""How a paper tells its own results."""
_STATISTICS = re.compile(r"\b[Pp]\s?[<=>≤]\s?0?\.\d|\b9[059]\s?% (?:CI|confidence)|\bCI[:,]? [-−–\d]")
_SIZED = re.compile(
    r"\b\d[\d,]{0,6} (?:\w+ ){0,3}?(?:patients|participants|people|adults|women|men|subjects|individuals|volunteers|children|students"
    r"|mice|rats|animals)\b|\b(?:mice|rats|wild[- ]type|BMDMs)\b|\bn\s?=\s?\d"
)
"""A sample that a paper describes."""
_ROUND = re.compile(r"(?<=[\w)]) \(\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,8}\)(?=[\s.,;:])")
"""A numbered reference in round brackets."""
MANY = 4
"""References in round brackets that a paper has at least; fewer are numbers of steps and figures."""

_REMARK = re.compile(r", which (?:is|are|was|has|plays)\b|\bin studies, (?=\w+ing\b)")

WINDOW = 3_000
"""Characters before and behind a sentence that are looked at: the neighbouring sentences, whatever the length of the block."""

NONE = Evidence()


def offered(document: Document, block: int, sentence: Span, cue: Span | None = None) -> Evidence:
    """Return what the article offers for the claims of one sentence.

    Args:
        document: With its blocks and its list of works.
        block: Index of the block.
        sentence: Where the sentence stands in the view of the block, half-open.
        cue: Where the words of the claim stand there; what a study found does not cover a remark of the author behind it
            ("the study found that A falls, which is vital for B"). None asks for the sentence as a whole.
    """
    blocks = document.blocks
    sentence = _told(blocks[block].text, sentence, cue)
    own = _cited(document, blocks[block], sentence)
    if own.level in (EvidenceLevel.NAMED, EvidenceLevel.IDENTIFIED):
        return own
    around = (
        _next_about_it(document, block, sentence),
        _same_study(document, block, sentence),
        _of_sample(blocks[block], sentence),
        _own_result(document, blocks[block].text[slice(*sentence)]),
        _of_lead(document, block),
    )
    return max((own, *around), key=_rank)


def _told(text: str, sentence: Span, cue: Span | None) -> Span:
    """Return the part of a sentence that covers the cue: without the report in front of a remark behind a comma."""
    if cue is None:
        return sentence
    remark = max((mark.end() for mark in _REMARK.finditer(text, sentence[0], cue[0])), default=None)
    return sentence if remark is None else (remark, sentence[1])


def _rank(evidence: Evidence) -> int:
    return list(EvidenceLevel).index(evidence.level)


def _cited(document: Document, block: Block, sentence: Span) -> Evidence:
    """Return what one sentence cites by itself."""
    text = block.text[slice(*sentence)]
    identified = _identified(document, block, sentence)
    if identified is not None:
        return identified
    numbered = marks(text) or (_ROUND.findall(text) if _numbers_its_works(document.text) else [])
    if numbered:
        return _listed(document, numbered)
    named = _AUTHOR_YEAR.search(text) or _NAMES_IN_BRACKETS.search(text) or _SPEAKER.search(text) or _described(text) or _MODEL.search(text)
    if named:
        return Evidence(level=EvidenceLevel.NAMED, cite=_bare(named[0]))
    vague = _VAGUE.search(text) or _labelled(block, sentence)
    return Evidence(level=EvidenceLevel.VAGUE, cite=_bare(vague[0])) if vague else NONE


def _identified(document: Document, block: Block, sentence: Span) -> Evidence | None:
    """Return the identifiers in a sentence, link targets of the source included."""
    start, end = block.span(*sentence)
    source = document.text[start : _behind(document.text, end)]
    found = identifiers(source)
    return Evidence(level=EvidenceLevel.IDENTIFIED, cite=found[0], identifiers=found) if found else None


def _behind(text: str, end: int) -> int:
    """Return where the markup right behind a sentence ends: the target of a link that closes it."""
    tail = re.compile(r"[^\s\[]{0,4}\]?\([^\s()]{1,300}\)").match(text, end)
    return tail.end() if tail else end


def _listed(document: Document, found_marks: Sequence[str]) -> Evidence:
    """Return numbered references, identified when the article's own list says where to look."""
    entries = " ".join(document.references.get(label, "") for mark in found_marks for label in labels(mark))
    found = identifiers(entries)
    cite = "".join(found_marks)
    return Evidence(level=EvidenceLevel.IDENTIFIED if found else EvidenceLevel.NAMED, cite=cite, identifiers=found)


def _described(text: str) -> re.Match[str] | None:
    """Return a study told by its year, its size or its name; words that only begin a sentence with a capital are no name."""
    return next((found for found in _DESCRIBED.finditer(text) if re.search(r"\d", found[0]) or not _GENERIC.match(found[0])), None)


def _labelled(block: Block, sentence: Span) -> re.Match[str] | None:
    if block.kind is BlockKind.HEADING:
        return None
    return _RESEARCH_LABEL.match(block.text) if sentence[0] < 60 and "." not in block.text[: sentence[0]] else None


def _bare(words: str) -> str:
    return words.strip("() .,;")


def _next_about_it(document: Document, block: int, sentence: Span) -> Evidence:
    """Return what the sentence right behind offers, when it speaks of this one."""
    text = document.blocks[block].text
    following = next(spans(text[sentence[1] : sentence[1] + WINDOW]), None)
    if following is None or not _SPEAKS_OF_IT.search(text[sentence[1] + following[0] : sentence[1] + following[1]]):
        return NONE
    found = _cited(document, document.blocks[block], (sentence[1] + following[0], sentence[1] + following[1]))
    return found if _rank(found) >= _rank(Evidence(level=EvidenceLevel.NAMED)) else NONE


def _same_study(document: Document, block: int, sentence: Span) -> Evidence:
    """Return the evidence of the sentence before, when this one goes on with "the study"."""
    text = document.blocks[block].text
    start = max(0, sentence[0] - WINDOW)
    before = list(spans(text[start : sentence[0]])) if _SAME_STUDY.search(text[slice(*sentence)]) else []
    return _cited(document, document.blocks[block], (start + before[-1][0], start + before[-1][1])) if before else NONE


def _of_sample(block: Block, sentence: Span) -> Evidence:
    """Return the sample of an abstract whose own results this sentence tells."""
    text, above = block.text[slice(*sentence)], block.text[max(0, sentence[0] - WINDOW) : sentence[0]]
    head = text[:60]
    sample = _SAMPLE.search(head)
    if sample and _RESULT.search(text) and _METHOD.search(above) and _SAMPLE.search(above):
        return Evidence(level=EvidenceLevel.NAMED, cite=head[: sample.end()])
    return NONE


def _own_result(document: Document, text: str) -> Evidence:
    """Return what a paper offers for a result of its own: its sample where it describes one, else its word."""
    told = _STATISTICS.search(text) or _OWN.search(text)
    if not told:
        return NONE
    sample = _SIZED.search(text) or (_SIZED.search(document.text) if _STATISTICS.search(text) else None)
    return (
        Evidence(level=EvidenceLevel.NAMED, cite=_bare(sample[0])) if sample else Evidence(level=EvidenceLevel.VAGUE, cite=_bare(told[0]))
    )


@lru_cache(maxsize=8)
def _numbers_its_works(text: str) -> bool:
    return sum(1 for _ in islice(_ROUND.finditer(text), MANY)) == MANY


def _of_lead(document: Document, block: int) -> Evidence:
    """Return what the line offers that this bullet completes."""
    here = document.blocks[block]
    if here.kind is not BlockKind.LIST_ITEM or here.lead_in is None:
        return NONE
    lead = document.blocks[here.lead_in]
    if lead.kind is BlockKind.HEADING:
        return NONE
    start = max(0, len(lead.text) - WINDOW)
    last = list(spans(lead.text[start:]))[-1]
    return _cited(document, lead, (start + last[0], start + last[1]))
