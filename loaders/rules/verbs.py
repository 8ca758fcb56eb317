"""Verbs with two sides: active, passive, with a preposition, reversed; verbs over clauses; conversions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.clauses import (
    ELIDED,
    REPORTED,
    End,
    agents,
    denied,
    ends,
    event,
    is_verb,
    objects,
    obliques,
    passive,
    patients,
    subjects,
    verb_lemma,
)
from loaders.coordination import phrase
from loaders.cues import verbs, words
from loaders.parser import Token, Tree
from loaders.rules.base import Finding, Rule, aimed, pairs
from ontology.relations import Relation


def _verbs(tree: Tree) -> Iterator[Token]:
    return (token for token in tree.tokens if is_verb(token) and token.lower != "underlying")


def active(tree: Tree) -> Iterator[Finding]:
    """Read X V Y: "Zinc lowers copper", and verbs that inherit their subject ("..., raising iron")."""
    for verb in _verbs(tree):
        if passive(tree, verb):
            continue
        for cue in verbs(verb_lemma(verb), "t")[:1]:
            if _light(tree, verb) or _over_clause(tree, verb) or _another_rule(tree, verb):
                continue
            yield from pairs(
                tree, _results(tree, verb, cue.note), cue.relation, objects(tree, verb), [verb], negated=denied(tree, verb), note=cue.note
            )


def _light(tree: Tree, verb: Token) -> bool:
    """Return whether a reporting verb has a clause for object, so that the clause speaks."""
    return bool(tree.kids(verb, "ccomp")) and not tree.kids(verb, "obj")


def _another_rule(tree: Tree, verb: Token) -> bool:
    """Return whether a narrower rule reads this verb: offers a way to, protects from, shifts toward, makes X hard."""
    lemma, obj = verb_lemma(verb), tree.kid(verb, "obj")
    around = {tree.case(kid) for kid in [*tree.kids(verb, "obl"), *(tree.kids(obj, "nmod") if obj is not None else [])]}
    if obj is not None and lemma in _OFFER | {"exert", "show"} and (obj.lemma in _WAY or (obj.lemma == "effect" and "against" in around)):
        return bool(around & {"to", "for", "against", "from", "toward", "of"}) or bool(tree.kids(obj, "acl"))
    if lemma in ("protect", "save") and around & {"from", "against"}:
        return True
    if lemma in _SHIFT and around & {"toward", "towards"}:
        return True
    return lemma == "make" and any(kid.pos == "ADJ" and kid.i > verb.i for kid in tree.kids(verb, "xcomp"))


_SHIFT = frozenset(["shift", "tip", "move", "push", "steer", "drive", "tilt"])


def shifting(tree: Tree) -> Iterator[Finding]:
    """Read shifts A toward Y: "low zinc tips the balance toward thirst" raises thirst."""
    for verb in _verbs(tree):
        if verb_lemma(verb) not in _SHIFT or passive(tree, verb):
            continue
        for preposition in ("toward", "towards"):
            goals = [end for noun in [*obliques(tree, verb, preposition), *_nested(tree, verb, preposition)] for end in ends(tree, noun)]
            yield from pairs(tree, subjects(tree, verb), Relation.INCREASES, goals, [verb], negated=denied(tree, verb))


def making_state(tree: Tree) -> Iterator[Finding]:
    """Read makes Y ADJ: "salt makes food spicy", "makes the effect stronger"."""
    for verb in _verbs(tree):
        state = next((kid for kid in tree.kids(verb, "xcomp") if kid.pos == "ADJ" and kid.i > verb.i), None)
        if verb_lemma(verb) not in ("make", "render", "keep", "leave") or state is None or state.lower in _HARD:
            continue
        sign = words("direction").get(state.lower) or ("+" if any(k.lower == "more" for k in tree.kids(state, "advmod")) else "")
        sign = "-" if any(k.lower == "less" for k in tree.kids(state, "advmod")) else sign
        for end in objects(tree, verb):
            target = end if sign else replace(end, text=f"{state.lower} {end.text}")
            relation = Relation.DECREASES if sign == "-" else Relation.INCREASES
            yield from pairs(tree, subjects(tree, verb), relation, [replace(target, head=None)], [verb], negated=denied(tree, verb))


def _over_clause(tree: Tree, verb: Token) -> bool:
    """Return whether the verb acts on the doing of its object ("allows it to pass", "prevents it from"), which other rules read."""
    lemma = verb_lemma(verb)
    if verbs(lemma, "n") and _from_clauses(tree, verb, tree.kid(verb, "obj")):
        return True
    clauses = [
        kid
        for kid in tree.kids(verb, "xcomp", "ccomp", "advcl")
        if kid.tag in ("VB", "VBN")
        and kid.i > verb.i
        and (
            kid.dep != "advcl"
            or (tree.marks(kid) == "to" and lemma in ("stimulate", "trigger", "force", "prompt", "allow", "enable", "cause", "lead"))
        )
    ]
    nested = [kid for noun in tree.kids(verb, "obj") for kid in tree.kids(noun, "acl") if kid.tag == "VB" and tree.marks(kid) == "to"]
    return bool(verbs(lemma, "x") and (clauses or nested) and lemma != "help")


def _results(tree: Tree, verb: Token, note: str) -> list[End]:
    """Return the subject of a verb; of ", causing Y" the change that the main clause tells, where it tells one."""
    if note == "cause" and verb.tag == "VBG" and verb.dep in ("advcl", "conj") and not tree.marks(verb):
        main = tree.head(verb)
        if main.pos in ("VERB", "AUX") and main.i < verb.i and not passive(tree, main):
            acted = objects(tree, main)
            cue = next(iter(verbs(verb_lemma(main), "t")), None)
            if acted and cue is not None and cue.relation is Relation.DECREASES:
                return [End(f"reduced {end.text}", "event", end.tokens, main) for end in acted]
            if not acted and verbs(verb_lemma(main), "i"):
                return event(tree, main) or subjects(tree, verb)
    return subjects(tree, verb)


def passive_voice(tree: Tree) -> Iterator[Finding]:
    """Read Y is V-ed by X: "copper is lowered by zinc", "blooms caused by warming"."""
    for verb in _verbs(tree):
        if not passive(tree, verb) or (verb_lemma(verb) == "mediate" and verb.dep == "acl"):
            continue
        for cue in verbs(verb_lemma(verb), "t", "i")[:1]:
            yield from pairs(
                tree, agents(tree, verb), cue.relation, patients(tree, verb), [verb], negated=denied(tree, verb), note=cue.note
            )


def prepositional(tree: Tree) -> Iterator[Finding]:
    """Read X V PREP Y: "zinc leads to thirst", "binds to the channel"; and Y V PREP X: "sleep depends on zinc"."""
    for verb in _verbs(tree):
        is_passive = passive(tree, verb)
        acting = patients(tree, verb) if is_passive else None
        for cue in verbs(verb_lemma(verb), "p", "rp"):
            acted = [end for noun in obliques(tree, verb, cue.preposition) for end in _governed(tree, noun)]
            if not acted:
                continue
            sides = acting if acting is not None else _results(tree, verb, cue.note)
            first, second = (sides, acted) if cue.frame.startswith("p:") else (acted, sides)
            yield from pairs(tree, first, cue.relation, second, [verb], negated=denied(tree, verb), note=cue.note)


def _governed(tree: Tree, noun: Token) -> list[End]:
    """Return a governed noun, or the event where a clause follows the preposition ("result in water being lost")."""
    if is_verb(noun) and tree.kids(noun, "nsubj", "nsubj:pass"):
        return event(tree, noun)
    clause = next((kid for kid in tree.kids(noun, "acl") if kid.tag == "VBN" and tree.kids(kid, "aux:pass")), None)
    if clause is not None:
        return [End(f"{end.text} being {clause.text}", "noun", end.tokens, end.head, end.denied) for end in ends(tree, noun)]
    return ends(tree, noun)


def needs(tree: Tree) -> Iterator[Finding]:
    """Read Y V X: "sleep requires zinc"; "Y needed for"."""
    for verb in _verbs(tree):
        if verb.dep in ("amod", "compound") or (verb.tag == "VBG" and not tree.kids(verb, "obj")):
            continue
        for cue in verbs(verb_lemma(verb), "r")[:1]:
            if passive(tree, verb):
                for preposition in ("for", "in"):
                    goal = [end for noun in obliques(tree, verb, preposition) for end in ends(tree, noun)]
                    yield from pairs(tree, patients(tree, verb), cue.relation, goal, [verb], negated=denied(tree, verb))
                aim = next((kid for kid in tree.kids(verb, "advcl", "xcomp") if tree.marks(kid) == "to"), None)
                if aim is not None:
                    goal = _aim(aim, tree)
                    yield from pairs(tree, patients(tree, verb), cue.relation, goal, [verb], negated=denied(tree, verb))
            else:
                yield from pairs(tree, objects(tree, verb), cue.relation, subjects(tree, verb), [verb], negated=denied(tree, verb))


def _aim(aim: Token, tree: Tree) -> list[End]:
    lemma = verb_lemma(aim)
    from loaders.inflection import gerund  # noqa: PLC0415

    return [End(f"{gerund(lemma)} {end.text}", "event", end.tokens | {aim.i}, aim) for end in objects(tree, aim)]


def causative(tree: Tree) -> Iterator[Finding]:
    """Read X V Y (to) do: "zinc helps the gut absorb iron", "allows ions to pass", "causes copper to fall"."""
    for verb in _verbs(tree):
        if passive(tree, verb):
            continue
        for cue in verbs(verb_lemma(verb), "x")[:1]:
            if verb_lemma(verb) == "make" and any(t.lower in _HARD for t in tree.tokens[verb.i + 1 : verb.i + 6]):
                continue
            for clause in _clauses(tree, verb):
                yield from _over(tree, verb, clause, cue.relation)


def _clauses(tree: Tree, verb: Token) -> list[Token]:
    return [
        kid
        for kid in tree.kids(verb, "xcomp", "ccomp", "advcl", "acl")
        if kid.i > verb.i and (kid.tag in ("VB", "VBP") or (kid.tag == "VBN" and tree.marks(kid) == "to")) and not tree.kids(kid, "cop")
    ] + [clause for noun in tree.kids(verb, "obj") for clause in tree.kids(noun, "acl") if clause.tag == "VB"]


def _over(tree: Tree, verb: Token, clause: Token, relation: Relation) -> Iterator[Finding]:
    doer = tree.kid(clause, "nsubj", "nsubj:pass") or tree.kid(verb, "obj")
    if doer is None or (clause.dep == "advcl" and doer.dep != "obj"):
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
    if acted:
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


_HARD = {
    "difficult": Relation.DECREASES,
    "harder": Relation.DECREASES,
    "hard": Relation.DECREASES,
    "impossible": Relation.DECREASES,
    "easier": Relation.INCREASES,
    "possible": Relation.ENABLES,
    "easy": Relation.INCREASES,
}


def making_hard(tree: Tree) -> Iterator[Finding]:
    """Read X makes it harder for Y to do: "zinc makes it difficult for the gut to absorb copper"."""
    from loaders.inflection import gerund  # noqa: PLC0415

    for verb in _verbs(tree):
        if verb_lemma(verb) != "make":
            continue
        state = next((t for t in tree.tokens[verb.i + 1 : verb.i + 6] if t.lower in _HARD), None)
        done = next((t for t in tree.tokens[verb.i + 2 :] if t.tag == "VB" and tree.tokens[t.i - 1].lower == "to"), None)
        if state is None or done is None or done.i > state.i + 12:
            continue
        doer = next((kid for kid in tree.tokens[state.i : done.i] if kid.pos in ("NOUN", "PROPN") and tree.case(kid) == "for"), None)
        who = ends(tree, doer)[0].text + " " if doer is not None and ends(tree, doer) else ""
        for action in [done, *(k for k in tree.kids(done, "conj") if k.tag == "VB")]:
            acted = objects(tree, action) or [End("", "event")]
            for end in acted:
                text = f"{who}{gerund(verb_lemma(action))} {end.text}".strip()
                yield from pairs(
                    tree,
                    subjects(tree, verb),
                    _HARD[state.lower],
                    [End(text, "event", end.tokens | {action.i}, action)],
                    [verb, state],
                    negated=denied(tree, verb),
                )


def helping(tree: Tree) -> Iterator[Finding]:
    """Read X helps do Y with a verb of no sign of its own: "enzymes that help to digest fibre" raise digesting fibre."""
    from loaders.inflection import gerund  # noqa: PLC0415

    for verb in _verbs(tree):
        head = tree.head(verb)
        if (
            verb.dep in ("xcomp", "ccomp")
            and verb_lemma(head) in ("help", "assist", "aid")
            and verb.tag in ("VB", "VBG")
            and not verbs(verb_lemma(verb))
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


def used_for(tree: Tree) -> Iterator[Finding]:
    """Read Z uses X for Y, X is used for Y: X enables Y."""
    for verb in _verbs(tree):
        if verb_lemma(verb) not in ("use", "utilize", "utilise") or verb.tag == "NN":
            continue
        tools = patients(tree, verb) if passive(tree, verb) else objects(tree, verb)
        for noun in tree.kids(verb, "obl", "nmod"):
            from loaders.cues import nouns  # noqa: PLC0415

            if tree.case(noun) == "for" and (
                any(c.frame in ("process", "change", "action") for c in nouns(noun.lemma))
                or noun.lower.endswith(("tion", "sis", "ment", "ing"))
            ):
                yield from pairs(tree, tools, Relation.ENABLES, ends(tree, noun), [verb], negated=denied(tree, verb))
            elif tree.case(noun) == "as" and any("energy" in end.text or "fuel" in end.text for end in ends(tree, noun)):
                yield from pairs(tree, tools, Relation.PRODUCES, ends(tree, noun), [verb], negated=denied(tree, verb))


def preventing(tree: Tree) -> Iterator[Finding]:
    """Read X keeps Y from doing: "zinc prevents iron from being absorbed"."""
    for verb in _verbs(tree):
        if passive(tree, verb):
            continue
        for cue in verbs(verb_lemma(verb), "n")[:1]:
            victim = tree.kid(verb, "obj")
            clause = next((kid for kid in _from_clauses(tree, verb, victim)), None)
            if victim is None or clause is None:
                continue
            from loaders.inflection import gerund  # noqa: PLC0415

            done = ends(tree, victim)
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


def _from_clauses(tree: Tree, verb: Token, victim: Token | None) -> list[Token]:
    holders = [verb, *([victim] if victim is not None else [])]
    return [
        kid
        for holder in holders
        for kid in tree.kids(holder, "advcl", "acl", "xcomp", "obl")
        if "from" in (tree.marks(kid), tree.case(kid)) and (kid.tag in ("VBG", "VBN") or kid.lower.endswith("ing"))
    ]


def conversion(tree: Tree) -> Iterator[Finding]:
    """Read V A into B: "the liver converts starch into sugar" says that starch produces sugar."""
    for verb in _verbs(tree):
        for cue in verbs(verb_lemma(verb), "c"):
            made = [
                end for noun in [*obliques(tree, verb, cue.preposition), *_nested(tree, verb, cue.preposition)] for end in ends(tree, noun)
            ]
            raw = patients(tree, verb) if passive(tree, verb) else objects(tree, verb)
            if verb_lemma(verb) in ("transform", "turn", "change") and not passive(tree, verb):
                yield from pairs(tree, subjects(tree, verb), cue.relation, made, [verb], negated=denied(tree, verb))
                continue
            raw = [
                End(
                    end.text.split(f" {cue.preposition} ")[0],
                    end.kind,
                    frozenset(i for i in end.tokens if end.head is None or i <= end.head.i),
                    end.head,
                )
                for end in raw
            ]
            yield from pairs(tree, raw, cue.relation, made, [verb], negated=denied(tree, verb))


def _nested(tree: Tree, verb: Token, preposition: str) -> list[Token]:
    return [kid for noun in tree.kids(verb, "obj") for kid in tree.kids(noun, "nmod") if tree.case(kid) == preposition]


_TURNING = frozenset(["conversion", "breakdown", "transformation", "degradation", "oxidation", "metabolism", "fermentation", "hydrolysis"])


def nominal_conversion(tree: Tree) -> Iterator[Finding]:
    """Read conversion of A into B: "the breakdown of starch to sugar" says that starch produces sugar."""
    for noun in tree.tokens:
        if noun.lemma not in _TURNING:
            continue
        around = [noun, *tree.kids(noun, "nmod")]
        raw = [kid for kid in tree.kids(noun, "nmod") if tree.case(kid) == "of"]
        made = [kid for holder in around for kid in tree.kids(holder, "nmod") if tree.case(kid) in ("to", "into")]
        for start in raw:
            if noun.dep == "obj":
                made += [kid for kid in tree.kids(tree.head(noun), "obl") if tree.case(kid) in ("to", "into") and kid.i > noun.i]
            bare = [_before(_before(end, "to"), "into") for end in ends(tree, start)]
            yield from pairs(tree, bare, Relation.PRODUCES, [end for kid in made for end in ends(tree, kid)][:1], [noun])


_ASKING = frozenset(["how", "whether", "where", "when", "which", "what", "why", "if"])


def determines(tree: Tree) -> Iterator[Finding]:
    """Read X determines how Y does: "rain determines whether the seeds germinate" affects the seeds germinating."""
    for verb in _verbs(tree):
        cue = next((cue for cue in verbs(verb_lemma(verb), "t") if cue.relation is Relation.AFFECTS), None)
        if cue is None or passive(tree, verb):
            continue
        for clause in tree.kids(verb, "ccomp", "advcl", "conj", "xcomp", "obj", "dep"):
            between = [t.lower for t in tree.tokens[verb.i + 1 : verb.i + 4]]
            if clause.i < verb.i or not between or not _ASKING & set(between[:1]) or not is_verb(clause):
                continue
            acted = [End(end.text, "event", end.tokens - {verb.i}, clause) for end in event(tree, clause)]
            yield from pairs(tree, subjects(tree, verb), Relation.AFFECTS, acted, [verb], negated=denied(tree, verb))


def linking(tree: Tree) -> Iterator[Finding]:
    """Read links A to B: "linking thirst to salt", "research ties sleep to mood"."""
    for verb in _verbs(tree):
        if passive(tree, verb) or verb_lemma(verb) not in ("link", "tie", "connect", "associate", "relate"):
            continue
        for preposition in ("to", "with"):
            others = [end for noun in [*obliques(tree, verb, preposition), *_nested(tree, verb, preposition)] for end in ends(tree, noun)]
            first = [_before(end, preposition) for end in objects(tree, verb)]
            yield from pairs(tree, first, Relation.ASSOCIATED, others, [verb], negated=denied(tree, verb))


def _before(end: End, preposition: str) -> End:
    return End(
        end.text.split(f" {preposition} ")[0], end.kind, frozenset(i for i in end.tokens if end.head is None or i <= end.head.i), end.head
    )


_REPORTING = words("reporting")


def reported(tree: Tree) -> Iterator[Finding]:
    """Read studies show less Y, patients report better Y: what the article is about lowers or raises Y."""
    for verb in _verbs(tree):
        if passive(tree, verb) or verb_lemma(verb) not in _REPORTING:
            continue
        who = tree.kid(verb, "nsubj")
        if who is None or not (who.lemma in words("empty") or who.lemma in words("people") or who.lower == "%"):
            continue
        for end in objects(tree, verb):
            relation, bare = aimed(tree, Relation.INCREASES, end, "cause")
            if bare.text != end.text:
                yield Finding(REPORTED, relation, bare, (verb,), denied(tree, verb), None, verb.lemma)


_OFFER = frozenset(["offer", "provide", "give", "open", "deliver", "have", "represent", "be"])
_WAY = words("way")


def offering(tree: Tree) -> Iterator[Finding]:
    """Read offers a way to Y, gives protection against Y."""
    for noun in tree.tokens:
        head = tree.head(noun)
        shielding = noun.lemma == "effect" and verb_lemma(head) in _OFFER | {"exert", "show"}
        if noun.dep != "obj" or not is_verb(head) or not (shielding or (noun.lemma in _WAY and verb_lemma(head) in _OFFER)):
            continue
        for kid in [*tree.kids(noun, "nmod", "acl"), *tree.kids(head, "obl")]:
            case = tree.case(kid) or tree.marks(kid)
            acted = objects(tree, kid) if is_verb(kid) else ends(tree, kid)
            if (case in ("to", "for", "toward", "of") and kid.i > noun.i and not is_verb(kid)) or (
                case == "to" and is_verb(kid) and kid.tag == "VBG"
            ):
                yield from pairs(
                    tree, subjects(tree, head), Relation.INCREASES, acted, [head, noun], negated=denied(tree, head), note="judged"
                )
            elif case in ("against", "from"):
                yield from pairs(tree, subjects(tree, head), Relation.DECREASES, acted, [head, noun], negated=denied(tree, head))


def released_from(tree: Tree) -> Iterator[Finding]:
    """Read X is released from, made in Z: Z produces X."""
    for verb in _verbs(tree):
        if not passive(tree, verb) or verb_lemma(verb) not in (
            "release",
            "synthesize",
            "synthesise",
            "produce",
            "secrete",
            "form",
            "make",
            "derive",
        ):
            continue
        for preposition in ("from", "in", "by"):
            nouns_there = [
                noun
                for noun in obliques(tree, verb, preposition)
                if noun.lemma not in ("addition", "response", "turn", "order", "way", "form")
            ]
            places = [end for noun in nouns_there for end in ends(tree, noun)]
            yield from pairs(tree, places, Relation.PRODUCES, patients(tree, verb), [verb], negated=denied(tree, verb))


def means(tree: Tree) -> Iterator[Finding]:
    """Read "works by", "through", "via" and a noun: what a thing acts through it raises ("calms by peripheral vasodilation")."""
    for verb in _verbs(tree):
        if passive(tree, verb) or not (verbs(verb_lemma(verb), "t", "i") or verb_lemma(verb) in ("work", "act", "exert")):
            continue
        for noun in tree.kids(verb, "obl"):
            if tree.case(noun) not in ("through", "via") or tree.case(noun) == "by":
                continue
            from loaders.cues import nouns  # noqa: PLC0415

            change = next((cue for cue in nouns(noun.lemma) if cue.frame in ("change", "process", "action")), None)
            if change is not None:
                acted = ends(tree, noun)
                yield from pairs(tree, subjects(tree, verb), Relation.INCREASES, acted, [verb], note="cause")


RULES: tuple[Rule, ...] = (
    active,
    passive_voice,
    prepositional,
    needs,
    making_hard,
    helping,
    causative,
    used_for,
    preventing,
    conversion,
    nominal_conversion,
    determines,
    linking,
    reported,
    offering,
    shifting,
    making_state,
    released_from,
    means,
)
_ = ELIDED
