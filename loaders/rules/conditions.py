"""Circumstances that state a cause: "due to", "when A falls, B rises", "without A", "as A rises"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.antecedents import DASHES, before_dash
from loaders.clauses import PRONOUNS, End, denied, ends, having, is_verb, objects, passive, patients, stated, subjects, verb_lemma
from loaders.cues import verbs, words
from loaders.events import event
from loaders.inflection import deed
from loaders.parser import Token, Tree
from loaders.rules.base import Finding, Rule, pairs, verbs_of
from loaders.rules.happenings import Change, changes, effects
from loaders.words import words as word_set
from ontology.relations import Relation, Sign

_DUE = ("due to", "because of", "as a result of", "owing to", "thanks to", "as result of", "on account of", "as a consequence of")
_WHEN = frozenset(["when", "if", "once", "as", "whenever", "because", "since"])


def _is_due(tree: Tree, noun: Token) -> bool:
    case = tree.case(noun)
    if case in _DUE:
        return True
    before = " ".join(t.lower for t in tree.tokens[max(0, noun.i - 12) : noun.i + 1])
    first = min(tree.below(noun))
    opening = " ".join(t.lower for t in tree.tokens[max(0, first - 1) : first + 4])
    return case.startswith(("due", "because", "as a result", "owing", "thanks")) or (
        case == "to" and " due to " in f" {opening} " and "due" in before
    )


def due_to(tree: Tree) -> Iterator[Finding]:
    """Read Y, due to X: "copper falls because of zinc", "thirst due to salt", "is due to"."""
    for noun in tree.tokens:
        if (
            noun.pos not in ("NOUN", "PROPN", "VERB")
            or noun.dep not in ("obl", "nmod", "root", "acl", "advcl", "xcomp", "conj", "appos")
            or not _is_due(tree, noun)
        ):
            continue
        head = tree.head(noun)
        cause = ends(tree, noun)
        told = before_dash(tree, noun)
        if told is not None and any(t.text in DASHES for t in tree.tokens[noun.i + 1 :]):
            yield from pairs(tree, cause, Relation.INCREASES, ends(tree, told), [noun], note="cause")
        elif noun.head == noun.i and not tree.kids(noun, "nsubj", "cop"):
            yield from pairs(tree, cause, Relation.INCREASES, [End("", "label")], [noun], note="cause")
        elif noun.dep == "root" or tree.kids(noun, "cop"):
            yield from pairs(tree, cause, Relation.INCREASES, subjects(tree, noun), [noun], note="cause", negated=denied(tree, noun))
        elif noun.dep == "nmod" or head.pos in ("NOUN", "PROPN"):
            yield from pairs(tree, cause, Relation.INCREASES, having(tree, head), [noun], note="cause")
        elif is_verb(head) or head.pos == "ADJ":
            yield from effects(tree, cause, head, [noun], None)


def _moves(tree: Tree, clause: Token) -> bool:
    """Return whether a because-clause tells a change: a rise or fall, a state, or something done that raises or lowers."""
    known = verbs(stated(tree, clause))
    done = passive(tree, clause) and (not known or any(cue.relation.sign is not Sign.NONE for cue in known if cue.frame == "t"))
    return done or (not passive(tree, clause) and bool(tree.kids(clause, "cop") or verbs(stated(tree, clause), "i")))


def _absent(end: End) -> End:
    """Return a denied event as its absence: "if losses are not replaced" as the lack of it."""
    return replace(end, text=f"lack of {end.text}", denied=False) if end.denied else end


_GETTING = frozenset(["receive", "get", "experience", "undergo", "encounter", "ingest", "consume"])
"""Verbs of a when-clause that only bring in what acts: "when the nerve receives a signal"."""


def _stimuli(tree: Tree, verb: Token) -> list[Token]:
    """Return what a clause is "in response to"."""
    answers = [
        noun for noun in tree.kids(verb, "obl") if noun.lemma in ("response", "reaction", "answer") and tree.case(noun) in ("in", "as")
    ]
    upon = [noun for noun in tree.kids(verb, "obl") if tree.case(noun) in ("during", "upon", "after") and noun.lemma not in _TIMES]
    return [kid for noun in answers for kid in tree.kids(noun, "nmod") if tree.case(kid) == "to"] + (upon if passive(tree, verb) else [])


def in_response(tree: Tree) -> Iterator[Finding]:
    """Read Y is released in response to X: X raises the release of Y."""
    for verb in verbs_of(tree):
        made = [cue for cue in verbs(stated(tree, verb), "t") if cue.relation is Relation.PRODUCES]
        triggers = _stimuli(tree, verb)
        if not made or not triggers:
            continue
        acted = patients(tree, verb) if passive(tree, verb) else objects(tree, verb)
        release = [_released(verb_lemma(verb), end) for end in acted]
        yield from pairs(
            tree, [end for noun in triggers for end in ends(tree, noun)], Relation.INCREASES, release, [verb], negated=denied(tree, verb)
        )


def _released(lemma: str, end: End) -> End:
    """Return the release of a thing; of "it" the release, to be owned by what "it" stands for."""
    if end.kind == "pronoun":
        return End(deed(lemma, "").removesuffix(" of ").strip(), "possessed", end.tokens)
    return replace(end, text=deed(lemma, end.text), kind="event", head=None)


def rises_with(tree: Tree) -> Iterator[Finding]:
    """Read Y rises with X: "thirst increases with heat", "falls in response to"."""
    for verb in tree.tokens:
        if is_verb(verb) and verbs(stated(tree, verb), "i") and not tree.kids(verb, "obj") and not passive(tree, verb):
            for noun in [*tree.kids(verb, "obl"), *_stimuli(tree, verb)]:
                case = tree.case(noun)
                given = case in ("after", "following", "under", "on") and noun.lemma in words("giving")
                main = verb.dep in ("root", "ccomp", "parataxis") or (verb.dep == "conj" and not tree.marks(verb))
                given |= case == "during" and noun.i < verb.i and noun.lemma not in _TIMES and main
                if (
                    given
                    or (case in ("with", "from") and not tree.kids(noun, "nummod"))
                    or (tree.case(noun) == "to" and noun.dep == "nmod")
                ):
                    yield from effects(tree, ends(tree, noun), verb, [verb], None)


_ARISING = frozenset(["occur", "happen", "develop", "arise", "begin", "start", "result", "form", "appear", "emerge", "set"])
"""Verbs of a main clause that say that something comes about: whatever the when-clause tells brings it."""


_TIMES = word_set(
    "day night morning evening week month year decade century period time season hour minute study trial experiment phase stage course"
    " process winter summer spring autumn era war"
)
"""Nouns behind "during" that only say when."""


def when_clause(tree: Tree) -> Iterator[Finding]:
    """Read when A falls, B rises; as A rises, B falls; if A is low, B is impaired; when you eat A, B rises; B occurs when A does C."""
    for clause in tree.tokens:
        mark = tree.marks(clause).split(" ")[0] if clause.dep == "advcl" and tree.marks(clause) else ""
        main = tree.head(clause)
        if mark not in _WHEN or _conceded(tree, clause, main) or (mark == "if" and verb_lemma(main) in words("mental")):
            continue
        if mark == "if" and denied(tree, clause) and denied(tree, main) and objects(tree, clause):
            done = [End(e.text.removeprefix("not "), e.kind, e.tokens, e.head) for e in event(tree, main)]
            yield from pairs(tree, objects(tree, clause), Relation.ENABLES, done, [main])
            continue
        told = _told_by(tree, clause, main, mark)
        if told and (is_verb(main) or tree.kids(main, "cop")):
            yield from effects(tree, told, main, [main], "hypothetical" if mark == "if" else None)


def _conceded(tree: Tree, clause: Token, main: Token) -> bool:
    """Return whether a clause is only conceded ("even when"), or the only condition, which another rule reads."""
    first = min(tree.below(clause))
    even = "even" in {tree.tokens[i].lower for i in (first, max(0, first - 1))}
    return even or any(kid.lower == "only" for kid in [*tree.kids(main, "advmod"), *tree.kids(clause, "advmod")])


def _told_by(tree: Tree, clause: Token, main: Token, mark: str) -> list[End]:
    """Return what a clause of circumstance names as cause: what is got, an event, the lack of what is denied; nothing of a mere setting."""
    if mark in ("because", "since") and not _moves(tree, clause):
        return []
    spoken = tree.kid(main, "nsubj", "nsubj:pass")
    pointed = spoken is not None and (spoken.lower in PRONOUNS or any(kid.lower in PRONOUNS for kid in tree.kids(spoken, "det")))
    if pointed and stated(tree, main) in _ARISING:
        return []
    if verb_lemma(clause) in _GETTING and not denied(tree, clause):
        got = objects(tree, clause)
        if got:
            return got
    acting = (_by_people(tree, clause) and mark not in ("because", "since")) or verb_lemma(clause) == "lack"
    arising = mark in ("when", "if", "once") and stated(tree, main) in _ARISING and clause.i > main.i
    done = passive(tree, clause) and bool(tree.kids(clause, "nsubj:pass", "nsubj"))
    moves = denied(tree, clause) or bool(verbs(stated(tree, clause), "i")) or bool(tree.kids(clause, "cop", "expl")) or done
    if not (moves or acting or arising):
        return []
    return [_absent(end) for end in event(tree, clause) if end.head is not None]


def _by_people(tree: Tree, clause: Token) -> bool:
    """Return whether a clause tells what people do: "when you eat sugar", "as we age"; what they want or know causes nothing."""
    doing = is_verb(clause) and verb_lemma(clause) not in words("mental") and not tree.kids(clause, "ccomp", "xcomp", "cop")
    return doing and any(kid.lower in words("people") for kid in tree.kids(clause, "nsubj"))


def without(tree: Tree) -> Iterator[Finding]:
    """Read without A, B cannot: A enables B; without A, B falls: the lack of A lowers B."""
    for noun in tree.tokens:
        if (
            noun.dep not in ("obl", "nmod", "advcl")
            or tree.case(noun) not in ("without", "in the absence of")
            or noun.pos not in ("NOUN", "PROPN")
        ):
            continue
        verb = tree.head(noun)
        if not is_verb(verb) and verb.pos != "ADJ":
            continue
        if verb_lemma(verb) == "lose":
            kept = [replace(end, kind="event", head=None) for end in objects(tree, verb)]
            yield from pairs(tree, ends(tree, noun), Relation.ENABLES, kept, [noun])
        elif denied(tree, verb) and not passive(tree, verb):
            acted = event(tree, verb)
            yield from pairs(tree, ends(tree, noun), Relation.ENABLES, [End(e.text, e.kind, e.tokens, e.head) for e in acted], [noun])
        elif noun.i < verb.i:
            lack = [End(f"lack of {end.text}", "event", end.tokens, end.head) for end in ends(tree, noun)]
            yield from effects(tree, lack, verb, [noun], None)


def only_when(tree: Tree) -> Iterator[Finding]:
    """Read B only when A, not B unless A: A enables B ("the gate opens only when zinc is bound")."""
    for clause in tree.tokens:
        if clause.dep != "advcl":
            continue
        mark, main = tree.marks(clause).split(" ")[0] if tree.marks(clause) else "", tree.head(clause)
        only = any(kid.lower == "only" for kid in [*tree.kids(main, "advmod"), *tree.kids(clause, "advmod")])
        if not ((mark == "unless" and denied(tree, main)) or (mark in ("when", "if", "during", "after") and only)):
            continue
        done = [End(e.text, e.kind, e.tokens, e.head) for e in event(tree, main)]
        yield from pairs(tree, event(tree, clause), Relation.ENABLES, done, [main])
    for noun in tree.tokens:
        if (
            noun.dep == "obl"
            and tree.case(noun) in ("during", "with", "after")
            and any(kid.lower == "only" for kid in tree.kids(noun, "advmod"))
        ):
            done = event(tree, tree.head(noun)) if is_verb(tree.head(noun)) else []
            yield from pairs(tree, ends(tree, noun), Relation.ENABLES, done, [noun])


def lacking(tree: Tree) -> Iterator[Finding]:
    """Read "promotes calm without sedation": X does not raise what it goes without."""
    for noun in tree.tokens:
        if noun.dep not in ("obl", "nmod") or noun.pos not in ("NOUN", "PROPN") or tree.case(noun) != "without":
            continue
        verb = tree.head(noun) if is_verb(tree.head(noun)) else tree.head(tree.head(noun))
        if (
            noun.i > verb.i
            and is_verb(verb)
            and verbs(verb_lemma(verb), "t")
            and noun.lemma
            in (
                "sedation",
                "effect",
                "toxicity",
                "harm",
                "damage",
                "dependence",
                "drowsiness",
                "addiction",
                "event",
                "fatigue",
                "irritation",
            )
        ):
            yield from pairs(tree, subjects(tree, verb), Relation.INCREASES, ends(tree, noun), [noun], negated=True)


def meaning(tree: Tree) -> Iterator[Finding]:
    """Read X means that Y happens: "low iron means the muscles get less oxygen" lowers oxygen."""
    for verb in verbs_of(tree):
        clause = tree.kid(verb, "ccomp")
        if (
            verb_lemma(verb) not in ("mean", "ensure", "guarantee", "imply")
            or clause is None
            or clause.i < verb.i
            or tree.kids(verb, "obj")
            or denied(tree, verb)
        ):
            continue
        if any(kid.lower in words("people") for kid in tree.kids(clause, "nsubj", "nsubj:pass")):
            continue
        yield from effects(tree, subjects(tree, verb), clause, [verb], None)


def so_that(tree: Tree) -> Iterator[Finding]:
    """Read A happens, so B happens: "fewer ions flow, so less energy is needed"."""
    for clause in tree.tokens:
        main = tree.head(clause)
        so = next((kid for kid in tree.kids(clause, "advmod", "mark", "cc") if kid.lower == "so"), None)
        if clause.dep not in ("parataxis", "conj", "advcl") or so is None or main.i > clause.i or not is_verb(main):
            continue
        if so.i == 0 or tree.tokens[so.i - 1].text not in (",", ";", "—", "–"):
            continue
        told = [End(_changed(change), "event", change.factor.tokens, None) for change in changes(tree, main)]
        yield from effects(tree, told, clause, [so], None)


def _changed(change: Change) -> str:
    """Return a change as a phrase: "reduced copper", "increased copper"."""
    return f"{'reduced' if change.relation is Relation.DECREASES else 'increased'} {change.factor.text}"


RULES: tuple[Rule, ...] = (meaning, so_that, due_to, in_response, rises_with, when_clause, only_when, without, lacking)
