"""An article that tries to run scripts in every place where a page shows its words: title, section, sentence, factor, source, context."""

from __future__ import annotations

from collections.abc import Sequence

from ontology.model import (
    Block,
    BlockKind,
    Claim,
    Document,
    Evidence,
    EvidenceLevel,
    Factor,
    FactorKind,
    Mention,
    Place,
    Quantity,
    Reading,
    StatementKey,
)
from ontology.namespaces import claim_id, document_id, slug
from ontology.relations import Relation
from tests.viz.world import Article

PAYLOADS: tuple[str, ...] = (
    '<img src=x onerror="window.PWNED=1">',
    "</script><script>window.PWNED=1</script>",
    '"><svg onload=window.PWNED=1>',
    "' onmouseover='window.PWNED=1",
    "javascript:window.PWNED=1",
    "{{7*7}}${window.PWNED=1}",
    "<iframe srcdoc='<script>parent.PWNED=1</script>'></iframe>",
    "<!--<img src=\"--><img src=x onerror=window.PWNED=1>\">",
    '<a href="javascript:window.PWNED=1">href</a>',
    "]]>--></title></textarea></style><script>window.PWNED=1</script>",
)  # fmt: skip


def hostile_article(payloads: Sequence[str] = PAYLOADS) -> Article:
    """Return an article whose every word is a payload; each of them is a factor that raises the next."""
    head = payloads[0]
    sentences = [f"{one} lowers {other}." for one, other in zip(payloads, [*payloads[1:], payloads[0]], strict=True)]
    text = "\n\n".join([head, *sentences])
    blocks = tuple(_blocks(text, [head, *sentences], head))
    document = Document(
        id=document_id(text),
        text=text,
        title=head,
        url="javascript:window.PWNED=1",
        publisher=payloads[1],
        authors=(payloads[2],),
        sells=payloads[0],
        source=payloads[3],
        language="en",
        digest_of=payloads[1],
        notes=(payloads[2],),
        blocks=blocks,
    )
    claims = tuple(_claim(document, block, payloads, place) for place, block in enumerate(blocks[1:]))
    return Article(document=document, claims=claims, factors=tuple(_factor(one) for one in payloads))


def _blocks(text: str, lines: Sequence[str], head: str) -> list[Block]:
    blocks, at = [], 0
    for place, line in enumerate(lines):
        start = text.index(line, at)
        at = start + len(line)
        kind = BlockKind.HEADING if place == 0 else BlockKind.PARAGRAPH
        path = () if place == 0 else (head,)
        blocks.append(Block(kind=kind, start=start, end=at, text=line, offsets=range(start, at), path=path, level=1 - min(place, 1)))
    return blocks


def _claim(document: Document, block: Block, payloads: Sequence[str], place: int) -> Claim:
    subject, obj = payloads[place], payloads[(place + 1) % len(payloads)]
    names = slug(subject), slug(obj)
    cue = block.start + len(subject) + 1
    return Claim(
        id=claim_id(document.id, block.start, block.end, names[0], Relation.DECREASES, names[1], negated=False),
        document_id=document.id,
        place=Place(start=block.start, end=block.end, quote=block.text, section=payloads[0]),
        subject=Mention(phrase=subject, start=block.start, end=block.start + len(subject), factor=names[0]),
        relation=Relation.DECREASES,
        object=Mention(phrase=obj, start=block.end - 1 - len(obj), end=block.end - 1, factor=names[1]),
        reading=Reading(reader="hand", version="1", rule=payloads[4]),
        context=payloads[2],
        quantity=Quantity(words=payloads[0]),
        evidence=Evidence(level=EvidenceLevel.NAMED, cite=payloads[1], identifiers=(payloads[4], f"doi:{payloads[2]}")),
        statement=StatementKey(subject=names[0], relation=Relation.DECREASES, object=names[1]),
        cue=(cue, cue + len("lowers")),
    )


def _factor(payload: str) -> Factor:
    return Factor(id=slug(payload), label=payload, kind=FactorKind.CONSTRUCT, category=payload, synonyms=(f"{payload} again",))
