"""Groups compared: who is likelier to have what, in whom something is higher, who has more of it. They go together; no cause is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.clauses import End, agents, denied, ends, having, is_verb, objects, passive, patients, stated, subjects, verb_lemma
from loaders.coordination import phrase
from loaders.cues import verbs, words
from loaders.ends import ARMS
from loaders.inflection import gerund
from loaders.parser import Token, Tree
from loaders.rules.base import Finding, Rule, is_bad, pairs, verbs_of
from loaders.rules.happenings import effects
from ontology.relations import Relation

_COMPARATIVE = frozenset(
    [
        "higher",
        "lower",
        "greater",
        "smaller",
        "better",
        "worse",
        "longer",
        "shorter",
        "older",
        "younger",
        "stronger",
        "weaker",
        "more",
        "less",
        "fewer",
        "increased",
        "decreased",
        "reduced",
        "elevated",
        "upregulated",
        "downregulated",
        "impaired",
    ]
)
_DIFFERENT = _COMPARATIVE | {
    "different",
    "altered",
    "abnormal",
    "disrupted",
    "impaired",
    "poorer",
    "poor",
    "low",
    "high",
    "lowered",
    "raised",
}
"""States by which groups differ."""


def likelier(tree: Tree) -> Iterator[Finding]:
    """Read A are likelier to do: "smokers are more likely to cough" goes with coughing."""
    for likely in tree.tokens:
        if likely.lower not in ("likely", "prone", "apt"):
            continue
        done = next((kid for kid in tree.kids(likely, "xcomp", "advcl", "ccomp") if is_verb(kid) and kid.i > likely.i), None)
        compared = any(kid.lower in ("more", "less", "most", "times", "twice") or kid.tag == "CD" for kid in tree.kids(likely))
        if done is None or not compared:
            continue
        acted = [End(f"{gerund(verb_lemma(done))} {end.text}", "event", end.tokens | {done.i}, None) for end in objects(tree, done)]
        acted = acted or [End(gerund(verb_lemma(done)), "event", frozenset({done.i}), None)]
        yield from pairs(tree, _groups(tree, likely), Relation.ASSOCIATED, acted, [likely], negated=denied(tree, likely))


def _groups(tree: Tree, predicate: Token) -> list[End]:
    """Return who is compared, people named by what they have or do ("people with gout", "women who smoke")."""
    found = []
    for end in subjects(tree, predicate):
        if end.head is None or end.kind != "noun":
            continue
        apart = next((kid for kid in tree.kids(end.head, "acl:relcl") if is_verb(kid) and predicate.i not in tree.below(kid)), None)
        if apart is not None:
            tokens = sorted(i for i in tree.below(apart) if i > apart.i and tree.tokens[i].dep != "punct")[:8]
            rest = " ".join(tree.tokens[i].text for i in tokens)
            found.append(End(f"{gerund(verb_lemma(apart))} {rest}".strip(), "event", frozenset({end.head.i}), None))
        else:
            found += [End(held.text, "event", held.tokens, None) for held in having(tree, end.head)]
    return found


def higher_in(tree: Tree) -> Iterator[Finding]:
    """Read Y is higher in A: "zinc was lower in smokers than in others"."""
    for state in tree.tokens:
        if state.lower not in _COMPARATIVE | {"high", "low"} or not tree.kids(state, "cop", "nsubj", "nsubj:pass"):
            continue
        told = [End(f"{state.lower} {end.text}", "event", end.tokens, None) for end in subjects(tree, state) if end.kind == "noun"]
        for noun in tree.kids(state, "obl"):
            if tree.case(noun) in ("in", "among") and _compared(tree, noun):
                groups = [End(end.text, "event", end.tokens, None) for end in ends(tree, noun)]
                yield from pairs(tree, groups, Relation.ASSOCIATED, told, [state], negated=denied(tree, state))


def _compared(tree: Tree, noun: Token) -> bool:
    """Return whether a noun names who is compared: people, animals, a model, an illness; not where in a body something is measured."""
    people = noun.lower in words("people") or f"{noun.lemma}s" in words("people")
    named = people or noun.lemma in _ANIMALS or bool(tree.kids(noun, "amod", "compound", "acl:relcl", "acl"))
    return named or any(is_bad(end) for end in ends(tree, noun)) or any(t.lower in ("than", "compared") for t in tree.tokens[noun.i :])


_ANIMALS = frozenset(
    ["mouse", "mice", "rat", "animal", "plant", "model", "patient", "smoker", "user", "drinker", "cohort", "obesity", "diabetes"]
)


def has_more(tree: Tree) -> Iterator[Finding]:
    """Read A have higher Y than B: "smokers had lower zinc than others"."""
    for verb in tree.tokens:
        if verb_lemma(verb) not in ("have", "show", "exhibit", "display", "experience") or not is_verb(verb) or passive(tree, verb):
            continue
        compared = any(t.lower in ("than", "compared", "versus") for t in tree.tokens[verb.i :]) or bool(
            _taken(tree, verb) or _ill(tree, verb)
        )
        group = tree.kid(verb, "nsubj")
        for noun in tree.kids(verb, "obj") if group is None or not (group.lemma in ARMS or _named_for(tree, group)) else ():
            if compared and any(kid.lower in _DIFFERENT for kid in tree.kids(noun, "amod", "compound")):
                acted = [End(end.text, "event", end.tokens, None) for end in ends(tree, noun)]
                groups = _taken(tree, verb) or _groups(tree, verb)
                yield from pairs(tree, groups, Relation.ASSOCIATED, acted, [verb], negated=denied(tree, verb))


def characterized_by(tree: Tree) -> Iterator[Finding]:
    """Read X is characterized by Y: "the disease is marked by fever" goes with fever; "gout, a disease characterized by pain"."""
    for verb in verbs_of(tree):
        if verb_lemma(verb) in ("characterize", "characterise", "mark", "typify") and passive(tree, verb):
            yield from pairs(tree, patients(tree, verb), Relation.ASSOCIATED, agents(tree, verb), [verb], negated=denied(tree, verb))


_SEEING = frozenset(["find", "see", "observe", "detect", "report", "show", "reveal", "identify", "note", "document"])


def lacking_in(tree: Tree) -> Iterator[Finding]:
    """Read people with X lack Y: "children with eczema lack these bacteria" goes with the lack."""
    for verb in verbs_of(tree):
        if verb_lemma(verb) == "lack" and _ill(tree, verb):
            told = [End(f"lack of {end.text}", "event", end.tokens, None) for end in objects(tree, verb)]
            yield from pairs(tree, _groups(tree, verb), Relation.ASSOCIATED, told, [verb], negated=denied(tree, verb))


def found_in(tree: Tree) -> Iterator[Finding]:
    """Read studies found Y in A, Y is seen in A: "one survey found lower zinc in people with acne", "acne is more common in smokers"."""
    for verb in verbs_of(tree):
        occurring = verb_lemma(verb) in ("occur", "develop", "arise") and not tree.kids(verb, "obj")
        if not occurring and verb_lemma(verb) not in _SEEING:
            continue
        seen = subjects(tree, verb) if occurring else patients(tree, verb) if passive(tree, verb) else objects(tree, verb)
        told = [replace(end, head=None) for end in seen if end.kind == "noun" or end.text == "this"]
        for noun in [*tree.kids(verb, "obl"), *(kid for obj in tree.kids(verb, "obj") for kid in tree.kids(obj, "nmod"))]:
            people = noun.lower in words("people") or f"{noun.lemma}s" in words("people")
            if tree.case(noun) not in ("in", "among") or not people:
                continue
            bare = [replace(end, text=end.text.split(f" {tree.case(noun)} {noun.lower}")[0]) for end in told]
            yield from pairs(tree, _who(tree, noun), Relation.ASSOCIATED, bare, [verb], negated=denied(tree, verb))


def _who(tree: Tree, noun: Token) -> list[End]:
    """Return what people are named by: what they have, or what they are ("older men")."""
    held = [end for kid in tree.kids(noun, "nmod") if tree.case(kid) == "with" for end in ends(tree, kid)]
    if held:
        return [End(end.text, "event", end.tokens, None) for end in held]
    told = tree.kids(noun, "amod", "compound")
    return [End(phrase(tree, frozenset({noun.i, *(kid.i for kid in told)})), "event", frozenset({noun.i}), None)] if told else []


_TAKING = frozenset(["take", "receive", "use", "consume", "eat", "drink", "get", "give", "treat"])


def _taken(tree: Tree, verb: Token) -> list[End]:
    """Return what a group of people was given: of "patients who took zinc" the zinc."""
    group = tree.kid(verb, "nsubj")
    clauses = tree.kids(group, "acl:relcl", "acl") if group is not None else []
    taken = [clause for clause in clauses if verb_lemma(clause) in _TAKING]
    found = [
        end
        for clause in taken
        for end in objects(tree, clause) or [e for n in tree.kids(clause, "obl") if tree.case(n) == "with" for e in ends(tree, n)]
    ]
    return [replace(end, head=None) for end in found]


def _ill(tree: Tree, verb: Token) -> bool:
    """Return whether people are spoken of who have something ("patients with gout"): what they have more or less of goes with it."""
    group = tree.kid(verb, "nsubj")
    if group is None or not (group.lower in words("people") or f"{group.lemma}s" in words("people")):
        return False
    return any(tree.case(kid) == "with" for kid in tree.kids(group, "nmod"))


_MADE_TO = frozenset(["expose", "treat", "give", "feed", "inject", "supplement", "receive", "lack", "raise", "grow", "deprive"])


def treated(tree: Tree) -> Iterator[Finding]:
    """Read those exposed to X V Y: "bees exposed to tin gathered less pollen", "mice lacking the gene showed reduced anxiety"."""
    for verb in verbs_of(tree):
        group = tree.kid(verb, "nsubj")
        if group is None or passive(tree, verb) or (verbs(stated(tree, verb), "i") and not tree.kids(verb, "obj")):
            continue
        given = [clause for clause in tree.kids(group, "acl", "acl:relcl") if verb_lemma(clause) in _MADE_TO]
        acting = [end for clause in given for end in _given(tree, clause)] or _named_for(tree, group)
        acting = acting or (ends(tree, group) if group.lemma in ARMS else [])
        if acting:
            yield from effects(tree, acting, verb, [verb], None)


def _named_for(tree: Tree, group: Token) -> list[End]:
    """Return what a group is named for having been given: of "oil-fed mice" the oil, of "zinc-deficient rats" the lack of zinc."""
    for kid in tree.kids(group, "amod", "compound"):
        parts = frozenset(part.i for part in tree.kids(kid) if part.dep != "punct")
        if kid.lower in _FED and parts:
            lack = "lack of " if kid.lower in ("deficient", "null", "deprived") else ""
            return [End(f"{lack}{phrase(tree, parts)}", "event", parts, None)]
    return []


_FED = frozenset(["fed", "treated", "exposed", "injected", "supplemented", "deficient", "null", "deprived", "infected", "enriched"])


def _given(tree: Tree, clause: Token) -> list[End]:
    """Return what was given to a group, or the lack of what it lacks."""
    lacks = verb_lemma(clause) in ("lack", "deprive")
    held = [kid for kid in tree.kids(clause, "obl") if tree.case(kid) in ("to", "with", "of")] or tree.kids(clause, "obj")
    return [
        replace(end, text=f"lack of {end.text}" if lacks else end.text, kind="event", head=None)
        for kid in held[:1]
        for end in ends(tree, kid)
    ]


def fare_better(tree: Tree) -> Iterator[Finding]:
    """Read people who took X V better: "patients who took zinc slept better" goes with sleeping."""
    for verb in verbs_of(tree):
        how = next((kid for kid in tree.kids(verb, "advmod") if kid.lower in _COMPARATIVE and kid.i > verb.i), None)
        if how is not None and not tree.kids(verb, "obj") and _taken(tree, verb):
            told = End(f"{how.lower} {gerund(verb_lemma(verb))}", "event", frozenset({verb.i, how.i}), None)
            yield from pairs(tree, _taken(tree, verb), Relation.ASSOCIATED, [told], [verb], negated=denied(tree, verb))


def the_more(tree: Tree) -> Iterator[Finding]:
    """Read the higher A, the lower B: "the deeper the water, the colder the mud"; what both comparatives say is multiplied."""
    words_ = [t for t in tree.tokens if t.i and tree.tokens[t.i - 1].lower == "the" and t.lower in _COMPARATIVE]
    if len(words_) < 2 or words_[0].i > 2:
        return
    sides = []
    for first, last in ((words_[0].i, words_[1].i - 1), (words_[1].i, len(tree.tokens))):
        noun = [t for t in tree.tokens[first + 1 : last] if t.pos in ("NOUN", "PROPN") and t.dep != "compound"][:1]
        sides.append([end for token in noun for end in ends(tree, token)[:1]])
    signs = [words("direction").get(word.lower, "+") for word in words_[:2]]
    relation = Relation.INCREASES if signs[0] == signs[1] else Relation.DECREASES
    bare = [[_plain(tree, end, words_) for end in side] for side in sides]
    yield from pairs(tree, bare[0], relation, bare[1], words_[:2])


def _plain(tree: Tree, end: End, comparatives: list[Token]) -> End:
    kept = end.tokens - {t.i for t in comparatives} - {t.i - 1 for t in comparatives}
    return End(phrase(tree, kept), "noun", kept, None)


def unlike(tree: Tree) -> Iterator[Finding]:
    """Read unlike A, which V Y, B: "unlike salt, which raises thirst, this powder" does not raise it."""
    for noun in tree.tokens:
        if noun.dep not in ("obl", "nmod") or tree.case(noun) != "unlike" or not is_verb(tree.head(noun)):
            continue
        if any(verbs(verb_lemma(kid), "t") for kid in tree.kids(tree.head(noun), "advcl") if kid.tag == "VBG"):
            continue  # what the other does is told
        told = [clause for kid in tree.kids(noun, "acl:relcl") for clause in (kid, *tree.kids(kid, "conj"))]
        for clause in told:
            verb = next((kid for kid in tree.kids(clause, "xcomp") if verb_lemma(clause) == "fail"), clause)
            for cue in verbs(stated(tree, verb), "t")[:1]:
                acting, against = subjects(tree, tree.head(noun)), not denied(tree, verb)
                yield from pairs(tree, acting, cue.relation, objects(tree, verb), [verb], negated=against, note=cue.note)


RULES: tuple[Rule, ...] = (likelier, higher_in, has_more, lacking_in, treated, characterized_by, found_in, fare_better, the_more, unlike)
