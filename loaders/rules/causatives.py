"""Verbs over what somebody or something else does: helps, allows, prevents, makes it hard, determines whether."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.clauses import (
    End,
    denied,
    doing,
    ends,
    event,
    is_verb,
    objects,
    passive,
    stated,
    subjects,
    verb_lemma,
)
from loaders.coordination import phrase
from loaders.cues import nouns, verbs, words
from loaders.parser import Token, Tree
from loaders.rules.base import Finding, Rule, pairs, verbs_of
from ontology.relations import Relation


def making_state(tree: Tree) -> Iterator[Finding]:
    """Read makes Y ADJ: "salt makes food spicy", "makes the effect stronger"."""
    for verb in verbs_of(tree):
        holders = [verb, *tree.kids(verb, "obj")]
        told = [kid for holder in holders for kid in tree.kids(holder, "xcomp", "amod") if kid.i > holder.i]
        state = next((kid for kid in told if kid.pos == "ADJ" or tree.tokens[kid.i - 1].lower in words("people")), None)
        if (
            verb_lemma(verb) not in ("make", "render", "keep", "leave")
            or state is None
            or state.lower in HARD
            or verb_lemma(state) in _NO_STATE
        ):
            continue
        for end in objects(tree, verb):
            felt = _felt(tree, state, end)
            if felt is not None:
                yield from pairs(tree, subjects(tree, verb), Relation.INCREASES, [felt], [verb], negated=denied(tree, verb))
                continue
            bare = replace(end, text=phrase(tree, end.tokens - tree.below(state)), tokens=end.tokens - tree.below(state))
            relation, target = in_state(tree, state, bare if bare.tokens else end)
            yield from pairs(tree, subjects(tree, verb), relation, [target], [verb], negated=denied(tree, verb))


_NO_STATE = frozenset(["feel", "able", "want", "need", "think", "look", "seem", "become", "get", "go", "sure"])
"""Words behind "makes you" that bring in another verb, or tell no state."""


def _felt(tree: Tree, state: Token, end: End) -> End | None:
    """Return the state that people or things are brought into: "makes you sleepy" being sleepy, "makes cells resistant to" a resistance."""
    toward = next((kid for kid in tree.kids(state, "obl") if tree.case(kid) == "to"), None)
    if state.lower in TRAITS and toward is not None:
        what = " ".join(other.text for other in ends(tree, toward)[:1])
        return End(f"{TRAITS[state.lower]} to {what}", "event", frozenset({state.i}), None)
    if end.text.lower() in words("people"):
        return End(f"being {state.lower}", "event", frozenset({state.i}), None)
    return None


TRAITS = {
    "sensitive": "sensitivity",
    "hypersensitive": "sensitivity",
    "responsive": "responsiveness",
    "vulnerable": "vulnerability",
    "susceptible": "susceptibility",
    "prone": "proneness",
    "resistant": "resistance",
    "tolerant": "tolerance",
}


_FRAIL = frozenset(["weak", "fragile", "thin", "brittle", "sluggish", "depleted", "dull"])
"""States of a thing that is brought down."""


def in_state(tree: Tree, state: Token, end: End) -> tuple[Relation, End]:
    """Return what bringing a thing into a state does: weaker it falls, spicy its spiciness rises, worse it rises unless it is good."""
    compared = {kid.lower for kid in tree.kids(state, "advmod")} & {"more", "less"}
    sign = words("direction").get(state.lower, "") or ("-" if state.lower in _FRAIL else "")
    sign = {"more": "+", "less": "-"}.get(next(iter(compared), ""), sign)
    if state.lower == "worse" and end.text.lower().split()[-1] not in words("good"):
        sign = "+"
    added = "".join(f" {tree.case(kid)} {other.text}" for kid in tree.kids(state, "obl")[:1] for other in ends(tree, kid)[:1])
    plain = bool(sign) and (not compared or state.lower in words("intensity"))
    target = end if plain else replace(end, text=f"{state.lower} {end.text}{added}")
    return (Relation.DECREASES if sign == "-" else Relation.INCREASES), replace(target, head=None)


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


def _over(tree: Tree, verb: Token, clause: Token, relation: Relation) -> Iterator[Finding]:
    doer = tree.kid(clause, "nsubj", "nsubj:pass") or tree.kid(verb, "obj")
    if doer is None or (clause.dep == "advcl" and doer.dep != "obj") or _is_process(verb, doer):
        return
    acting = [end for end in subjects(tree, verb) if end.head is None or end.head.i != doer.i]
    lemma = verb_lemma(clause)
    change = next(iter(verbs(lemma, "i")), None)
    acted = objects(tree, clause)
    against = denied(tree, verb) != denied(tree, clause) if not denied(tree, verb) else True
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
    bodily = bool(done) and done[0].text.lower() in _BODILY
    if acted and bodily and known is not None and verb_lemma(verb) != "prepare" and relation in (Relation.INCREASES, Relation.ENABLES):
        yield from pairs(tree, acting, known.relation, acted, [verb, clause], negated=against, note=known.note)
    elif acted and (turned := _conversion(tree, clause, acted)):
        yield from pairs(tree, acting, relation, [turned], [verb], negated=against)
    elif acted:
        people = done[0].text.lower() in ("you", "people", "us", "the body", "body", "it", "them") if done else True
        for end in acted:
            for who in done[:3]:
                text = f"{gerund(lemma)} {end.text}" if people else f"{who.text} {gerund(lemma)} {end.text}"
                event_end = End(text, "event", end.tokens | who.tokens | {clause.i}, clause)
                yield from pairs(tree, acting, relation, [event_end], [verb], negated=against)
    elif done and done[0].text.lower() in words("people"):
        rest = " ".join(
            t.text
            for kid in tree.kids(clause, "xcomp", "obl", "advmod", "compound:prt")
            if kid.i > clause.i
            for t in (tree.tokens[i] for i in sorted(tree.below(kid)))
        )
        event_end = End(f"{gerund(lemma)} {rest}".strip(), "event", frozenset({clause.i}), clause)
        yield from pairs(tree, acting, relation, [event_end], [verb], negated=against)
    elif change is not None and change.relation in (Relation.INCREASES, Relation.DECREASES) and relation is Relation.INCREASES:
        yield from pairs(tree, acting, change.relation, done, [verb, clause], negated=against)
    else:
        tail = [end for kid in tree.kids(clause, "obl") if kid.i > clause.i for end in ends(tree, kid)][:1]
        for who in done:
            extra = f" {tree.case(tail[0].head) if tail and tail[0].head else ''} {tail[0].text}".replace("  ", " ") if tail else ""
            event_end = End(f"{who.text} {gerund(lemma)}{extra}", "event", who.tokens | {clause.i}, clause)
            yield from pairs(tree, acting, relation, [event_end], [verb], negated=against)


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


def moving(tree: Tree) -> Iterator[Finding]:
    """Read X pushes Y higher: "demand drives prices up"."""
    for verb in verbs_of(tree):
        if verb_lemma(verb) not in ("push", "drive", "send", "bring", "nudge", "pull", "keep", "force", "move") or passive(tree, verb):
            continue
        for kid in tree.kids(verb, "advmod", "xcomp", "amod", "compound:prt", "obl"):
            relation = _TOWARD.get(kid.lower)
            if relation is not None and kid.i > verb.i:
                yield from pairs(tree, subjects(tree, verb), relation, objects(tree, verb), [verb, kid], negated=denied(tree, verb))


def at_risk(tree: Tree) -> Iterator[Finding]:
    """Read X puts Z at risk of Y: "frost puts vines at risk of splitting" raises the risk."""
    for risk in tree.tokens:
        verb = tree.head(risk)
        if risk.lemma == "risk" and tree.case(risk) == "at" and verb_lemma(verb) in ("put", "place", "leave") and is_verb(verb):
            told = [replace(end, head=None) for end in ends(tree, risk)]
            yield from pairs(tree, subjects(tree, verb), Relation.INCREASES, told, [verb], negated=denied(tree, verb))


_TOWARD = {
    "higher": Relation.INCREASES,
    "upward": Relation.INCREASES,
    "upwards": Relation.INCREASES,
    "lower": Relation.DECREASES,
    "downward": Relation.DECREASES,
    "downwards": Relation.DECREASES,
}

HARD = {
    "difficult": Relation.DECREASES,
    "harder": Relation.DECREASES,
    "hard": Relation.DECREASES,
    "impossible": Relation.DECREASES,
    "easier": Relation.INCREASES,
    "possible": Relation.ENABLES,
    "easy": Relation.INCREASES,
}


def made_hard(tree: Tree, verb: Token) -> bool:
    """Return whether a verb is what "makes it hard to do" makes hard, which its own rule reads."""
    token = verb
    while token.dep == "conj" and token.head != token.i:
        token = tree.head(token)
    before = tree.tokens[max(0, token.i - 14) : token.i]
    return token.tag == "VB" and any(
        word.lower in HARD
        and any(t.lower == "it" for t in tree.tokens[max(0, word.i - 3) : word.i])
        and verb_lemma(tree.tokens[max(0, word.i - 2)]) in ("make", "it", "more", "less")
        for word in before
    )


def hard_doings(tree: Tree, verb: Token) -> list[tuple[bool, End]]:
    """Return what "makes it ADJ for Y to do" makes hard (True) or easy (False), as events."""
    state = next((t for t in tree.tokens[verb.i + 1 : verb.i + 6] if t.lower in HARD), None)
    done = next((t for t in tree.tokens[verb.i + 2 :] if t.tag == "VB" and tree.tokens[t.i - 1].lower == "to"), None)
    if verb_lemma(verb) != "make" or state is None or done is None or done.i > state.i + 12:
        return []
    doer = next((kid for kid in tree.tokens[state.i : done.i] if kid.pos in ("NOUN", "PROPN") and tree.case(kid) == "for"), None)
    who = ends(tree, doer)[:1] if doer is not None else []
    actions = [done, *(kid for kid in tree.kids(done, "conj") if kid.tag == "VB")]
    return [(HARD[state.lower] is Relation.DECREASES, end) for action in actions for end in doing(tree, action, who)]


def making_hard(tree: Tree) -> Iterator[Finding]:
    """Read X makes it harder for Y to do: "zinc makes it difficult for the gut to absorb copper"."""
    for verb in verbs_of(tree):
        state = next((t for t in tree.tokens[verb.i + 1 : verb.i + 6] if t.lower in HARD), None)
        if state is None:
            continue
        for _, end in hard_doings(tree, verb):
            yield from pairs(tree, subjects(tree, verb), HARD[state.lower], [end], [verb, state], negated=denied(tree, verb))


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
    making_hard,
    helping,
    causative,
    preventing,
    making_state,
    determines,
    moving,
    at_risk,
)
