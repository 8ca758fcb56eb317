"""Verbs over what somebody or something else does: helps, allows, prevents, makes it hard, determines whether."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.clauses import (
    End,
    denied,
    ends,
    is_verb,
    objects,
    passive,
    stated,
    subjects,
    verb_lemma,
)
from loaders.coordination import phrase
from loaders.cues import nouns, verbs, words
from loaders.events import event
from loaders.parser import Token, Tree
from loaders.rules.base import Finding, Rule, pairs, verbs_of
from loaders.rules.states import HARD
from ontology.relations import Relation


def causative(tree: Tree) -> Iterator[Finding]:
    """Read X V Y (to) do: "zinc helps the gut absorb iron", "allows ions to pass", "causes copper to fall"."""
    for verb in verbs_of(tree):
        if passive(tree, verb):
            continue
        for cue in verbs(verb_lemma(verb), "x")[:1]:
            if verb_lemma(verb) == "make" and any(t.lower in HARD for t in tree.tokens[verb.i + 1 : verb.i + 6]):
                continue
            for clause in _clauses(tree, verb):
                yield from _over(tree, verb, clause, cue.relation)


def _clauses(tree: Tree, verb: Token) -> list[Token]:
    return [
        kid
        for kid in [*tree.kids(verb, "xcomp", "ccomp", "advcl", "acl"), *infinitives(tree, verb)]
        if kid.i > verb.i
        and not _apart(tree, verb, kid)
        and (kid.tag in ("VB", "VBP") or (kid.tag == "VBN" and tree.marks(kid) == "to"))
        and not tree.kids(kid, "cop")
    ] + [clause for noun in tree.kids(verb, "obj") for clause in tree.kids(noun, "acl") if clause.tag == "VB"]


def _apart(tree: Tree, verb: Token, clause: Token) -> bool:
    """Return whether a dash or semicolon stands between a verb and a clause: then the clause is another statement."""
    return any(token.text in ("—", "–", "--", ";", ":") for token in tree.tokens[verb.i : clause.i])


def infinitives(tree: Tree, verb: Token) -> list[Token]:
    """Return infinitives that the parser hung on the verb as obliques ("causes levels to fall")."""
    return [kid for kid in tree.kids(verb, "obl") if kid.tag == "VB" and "to" in (tree.marks(kid), tree.case(kid))]


def _is_process(verb: Token, doer: Token) -> bool:
    """Return whether a doer is a process, which is speeded so that something happens ("stimulates the breakdown of fat to make heat")."""
    return verb_lemma(verb) in ("stimulate", "trigger", "induce", "prompt") and any(cue.frame in _PROCESSES for cue in nouns(doer.lemma))


_PROCESSES = ("change", "action", "process")


def _against(tree: Tree, verb: Token, clause: Token, relation: Relation) -> tuple[Relation, bool]:
    """Return the relation and whether it is denied: what is made not to happen is lowered, what is not allowed not to is let be."""
    if denied(tree, verb) or not denied(tree, clause):
        return relation, denied(tree, verb)
    return (Relation.DECREASES, False) if relation is Relation.INCREASES else (relation, True)


def _over(tree: Tree, verb: Token, clause: Token, relation: Relation) -> Iterator[Finding]:
    doer = tree.kid(clause, "nsubj", "nsubj:pass") or tree.kid(verb, "obj")
    if doer is None or (clause.dep == "advcl" and doer.dep != "obj") or _is_process(verb, doer):
        return
    acting = [end for end in subjects(tree, verb) if end.head is None or end.head.i != doer.i]
    lemma = verb_lemma(clause)
    change = next(iter(verbs(lemma, "i")), None)
    acted = objects(tree, clause)
    relation, against = _against(tree, verb, clause, relation)
    from loaders.inflection import gerund  # noqa: PLC0415

    drop = tree.below(clause)
    done = [
        replace(end, text=phrase(tree, end.tokens - drop), tokens=end.tokens - drop) if end.tokens & drop and end.tokens - drop else end
        for end in ends(tree, doer)
    ]
    if (
        any(
            end.text.lower().split()[-1].rstrip("s") in words("people")
            or end.text.lower().split()[-1] in ("readers", "clinicians", "researchers")
            for end in done
            if end.text
        )
        and relation is Relation.ENABLES
    ):
        return
    known = next(iter(verbs(stated(tree, clause), "t")), None)
    bodily = lemma not in _TAKING_IN and bool(done) and done[0].text.lower() in _BODILY
    if acted and bodily and known is not None and verb_lemma(verb) != "prepare" and relation in (Relation.INCREASES, Relation.ENABLES):
        yield from pairs(tree, acting, known.relation, acted, [verb, clause], negated=against, note=known.note)
    elif acted and (turned := _conversion(tree, clause, acted)):
        yield from pairs(tree, acting, relation, [turned], [verb], negated=against)
    elif acted:
        people = done[0].text.lower() in ("you", "people", "us", "the body", "body", "it", "them") if done else True
        for end in acted:
            moved, thing = _amount(relation, end.text)
            for who in done[:3]:
                text = (f"{gerund(lemma)} {thing}" if people else f"{who.text} {gerund(lemma)} {thing}").strip()
                event_end = End(text, "event", end.tokens | who.tokens | {clause.i}, clause)
                yield from pairs(tree, acting, moved, [event_end], [verb], negated=against)
    elif done and done[0].text.lower() in words("people"):
        rest = " ".join(
            t.text
            for kid in tree.kids(clause, "xcomp", "obl", "advmod", "compound:prt")
            if kid.i > clause.i
            for t in (tree.tokens[i] for i in sorted(tree.below(kid)))
        )
        moved, how = _amount(relation, rest)
        event_end = End(f"{gerund(lemma)} {how}".strip(), "event", frozenset({clause.i}), clause)
        yield from pairs(tree, acting, moved, [event_end], [verb], negated=against)
    elif change is not None and change.relation in (Relation.INCREASES, Relation.DECREASES) and relation is Relation.INCREASES:
        yield from pairs(tree, acting, change.relation, done, [verb, clause], negated=against)
    elif lemma in ("remain", "stay", "become") and (state := tree.kid(clause, "xcomp")) is not None:
        kept = [End(f"{state.lower} {who.text}", "event", who.tokens | {state.i}, None) for who in done]
        yield from pairs(tree, acting, relation, kept, [verb], negated=against)
    else:
        tail = [end for kid in tree.kids(clause, "obl") if kid.i > clause.i for end in ends(tree, kid)][:1]
        for who in done:
            extra = f" {tree.case(tail[0].head) if tail and tail[0].head else ''} {tail[0].text}".replace("  ", " ") if tail else ""
            event_end = End(f"{who.text} {gerund(lemma)}{extra}", "event", who.tokens | {clause.i}, clause)
            yield from pairs(tree, acting, relation, [event_end], [verb], negated=against)


def _amount(relation: Relation, done: str) -> tuple[Relation, str]:
    """Return what making somebody do more or less of something does to the doing: "makes you drink less" lowers drinking."""
    first, _, rest = done.partition(" ")
    if first not in ("more", "less", "fewer") or relation not in (Relation.INCREASES, Relation.ENABLES):
        return relation, done
    return (Relation.INCREASES if first == "more" else Relation.DECREASES), rest


_TAKING_IN = frozenset(["absorb", "burn", "dissolve", "reabsorb", "retain", "reflect", "store", "use", "utilize", "utilise"])
"""What a body does with what it takes in: helped to absorb, it absorbs more."""
_BODILY = frozenset(["body", "your body", "the body", "our body", "our bodies", "you", "us", "people", "bodies", "human body"])
"""Whoever has a body: helped to do something, the helper does it."""


def _conversion(tree: Tree, clause: Token, acted: list[End]) -> End | None:
    """Return what "signals the liver to turn glycogen into glucose" makes the liver do: the conversion."""
    for cue in verbs(verb_lemma(clause), "c"):
        made = [end for kid in tree.kids(clause, "obl") if tree.case(kid) == cue.preposition for end in ends(tree, kid)]
        if made:
            tokens = acted[0].tokens | made[0].tokens | {clause.i}
            return End(f"conversion of {acted[0].text} {cue.preposition} {made[0].text}", "event", tokens, clause)
    return None


def at_risk(tree: Tree) -> Iterator[Finding]:
    """Read X puts Z at risk of Y: "frost puts vines at risk of splitting" raises the risk."""
    for risk in tree.tokens:
        verb = tree.head(risk)
        if risk.lemma == "risk" and tree.case(risk) == "at" and verb_lemma(verb) in ("put", "place", "leave") and is_verb(verb):
            told = [replace(end, head=None) for end in ends(tree, risk)]
            yield from pairs(tree, subjects(tree, verb), Relation.INCREASES, told, [verb], negated=denied(tree, verb))


_KNOWING = words("mental").keys() | {"understand", "track", "monitor", "assess", "decide", "know", "learn", "diagnose"}
"""Doings of those who read or study: helping them is no mechanism."""


def helping(tree: Tree) -> Iterator[Finding]:
    """Read X helps do Y with a verb of no sign of its own: "enzymes that help to digest fibre" raise digesting fibre."""
    from loaders.inflection import gerund  # noqa: PLC0415

    for verb in verbs_of(tree):
        head = tree.head(verb)
        if (
            verb.dep in ("xcomp", "ccomp")
            and verb_lemma(head) in ("help", "assist", "aid")
            and verb.tag in ("VB", "VBG")
            and not verbs(verb_lemma(verb))
            and verb_lemma(verb) not in _KNOWING
        ):
            people = tree.kids(head, "obj")
            acted = objects(tree, verb)
            particle = "".join(f" {kid.lower}" for kid in tree.kids(verb, "compound:prt"))
            doing = f"{gerund(verb_lemma(verb))}{particle}"
            texts = [f"{doing} {end.text}" for end in acted] or [doing]
            sides = [
                End(text, "event", (end.tokens if acted else frozenset()) | {verb.i}, verb)
                for text, end in zip(texts, acted or [End("")], strict=True)
            ]
            acting = subjects(tree, head) if people else subjects(tree, verb)
            yield from pairs(tree, acting, Relation.INCREASES, sides, [head], negated=denied(tree, head))


def preventing(tree: Tree) -> Iterator[Finding]:
    """Read X keeps Y from doing: "zinc prevents iron from being absorbed"."""
    for verb in verbs_of(tree):
        if passive(tree, verb):
            continue
        for cue in verbs(verb_lemma(verb), "n")[:1]:
            victim = tree.kid(verb, "obj")
            clause = next((kid for kid in from_clauses(tree, verb, victim)), None)
            if victim is None or clause is None:
                continue
            from loaders.inflection import gerund  # noqa: PLC0415

            done = [replace(end, text=end.text.split(" from ")[0]) for end in ends(tree, victim)]
            if tree.kids(clause, "aux:pass"):
                acted = [End(f"{end.text} being {clause.text}", "event", end.tokens | {clause.i}, clause) for end in done]
            else:
                rest = objects(tree, clause) or [End(_tail(tree, clause))]
                acted = [
                    End(f"{end.text} {gerund(verb_lemma(clause))} {other.text}".strip(), "event", end.tokens | {clause.i}, clause)
                    for end in done
                    for other in rest
                ]
            yield from pairs(tree, subjects(tree, verb), cue.relation, acted, [verb], negated=denied(tree, verb))


def _tail(tree: Tree, clause: Token) -> str:
    """Return the first prepositional phrase of a clause, as words."""
    for kid in tree.kids(clause, "obl"):
        found = ends(tree, kid)
        if kid.i > clause.i and found:
            return f"{tree.case(kid)} {found[0].text}"
    return ""


def from_clauses(tree: Tree, verb: Token, victim: Token | None) -> list[Token]:
    """Return the clauses behind "from" of a verb or its object."""
    holders = [verb, *([victim] if victim is not None else [])]
    return [
        kid
        for holder in holders
        for kid in tree.kids(holder, "advcl", "acl", "xcomp", "obl")
        if "from" in (tree.marks(kid), tree.case(kid)) and (kid.tag in ("VBG", "VBN") or kid.lower.endswith("ing"))
    ]


_ASKING = frozenset(["how", "whether", "where", "when", "which", "what", "why", "if"])


def determines(tree: Tree) -> Iterator[Finding]:
    """Read X determines how Y does: "rain determines whether the seeds germinate" affects the seeds germinating."""
    for verb in verbs_of(tree):
        cue = next((cue for cue in verbs(verb_lemma(verb), "t") if cue.relation is Relation.AFFECTS), None)
        if cue is None or passive(tree, verb):
            continue
        for clause in tree.kids(verb, "ccomp", "advcl", "conj", "xcomp", "obj", "dep"):
            between = [t.lower for t in tree.tokens[verb.i + 1 : verb.i + 4]]
            if clause.i < verb.i or not between or not _ASKING & set(between[:1]) or not is_verb(clause):
                continue
            acted = [End(end.text, "event", end.tokens - {verb.i}, clause) for end in event(tree, clause)]
            yield from pairs(tree, subjects(tree, verb), Relation.AFFECTS, acted, [verb], negated=denied(tree, verb))


RULES: tuple[Rule, ...] = (
    helping,
    causative,
    preventing,
    determines,
    at_risk,
)
