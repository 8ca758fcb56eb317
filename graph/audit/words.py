"""The words that the rules look for, as patterns over the reading view of a sentence. One table an idea; all ignore case.

They are general English; where a list is somebody's, its source stands beside it. A word in a table is a reason to look, and the
rule that uses it says under which conditions it flags.
"""

from __future__ import annotations

import re


def words(*forms: str) -> re.Pattern[str]:
    """Return a pattern that finds any of these forms as whole words.

    >>> bool(words("side effects?").search("Side effect:")), bool(words("ever").search("every"))
    (True, False)
    """
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])", re.IGNORECASE)


RESEARCH = (
    r"(?:stud(?:y|ies)|trials?|research|evidence|literature|findings|experiments|meta-analys[ei]s|(?:clinical|lab|imaging) (?:data|"
    r"observations|reviews)|data|science|scientists|researchers|clinicians|experts|doctors)"
)
"""Nouns that stand for the work of others without naming any."""

SHOWS = (
    r"(?:show(?:s|n|ed)?|suggest(?:s|ed)?|support(?:s|ed)?|confirm(?:s|ed)?|demonstrat(?:e|es|ed|ing)|reveal(?:s|ed)?|report(?:s|"
    r"ed)?|f[io]und|finds?|indicat(?:e|es|ed)|pro(?:ve|ves|ved|ven)|establish(?:es|ed)?|argu(?:e|es|ed)|agrees?|recommends?|exists?|"
    r"link(?:s|ed)|explor(?:e|es|ing)|documented|says?|tells?|observed|honed)"
)
"""Verbs by which a text says what that work found."""

APPEAL = re.compile(
    rf"\b{RESEARCH}\b[^.;:]{{0,90}}?\b{SHOWS}\b|\b{SHOWS}\b (?:\w+ ){{0,3}}?(?:by|in|on|from) (?:[\w-]+ ){{0,4}}?{RESEARCH}\b"
    r"|\bwell[- ](?:documented|established|studied|researched|supported)\b|\bscientifically (?:proven|validated|backed)\b"
    r"|\b(?:has|have) (?:been |consistently |repeatedly |long )?(?:shown|proven|demonstrated)\b"
    r"|\bclinically (?:proven|tested|validated)\b|\bscience[- ]backed\b|\bit is (?:well )?known that\b",
    re.IGNORECASE,
)
"""An appeal to work that is not named; `appeal` is the quick way to look for it."""

_STEMS = (
    "show", "suggest", "support", "confirm", "demonstrat", "reveal", "report", "found", "find", "indicat", "prov", "establish", "argu",
    "agree", "recommend", "exist", "link", "explor", "document", "say", "tell", "observ", "honed", "well", "scien", "clinic", "known",
)  # fmt: skip


def appeal(text: str) -> re.Match[str] | None:
    """Return the first appeal to unnamed work; texts without any of its verbs are passed over quickly.

    >>> bool(appeal("Many trials have shown this.")), bool(appeal("Zinc lowers copper."))
    (True, False)
    """
    lowered = text.lower()
    return APPEAL.search(text) if any(stem in lowered for stem in _STEMS) else None


STRONG_APPEAL = words(
    "well[- ](?:supported|established|documented)", "proven", "proves?", "confirm(?:s|ed)?", "demonstrat(?:e|es|ed)", "strong", "superior",
    "reliable", "consistent(?:ly)?", "multiple", "many", "most", "decades of", "clinical", "across",
)  # fmt: skip
"""Words that make an appeal carry weight: it should then be easy to name the work."""

CITED = re.compile(
    r"https?://|\bdoi\b|\b10\.\d{4,9}/|\bPMC?ID\b|\bPMC\d+|\barXiv:|\[\^?\d+(?:[,–-]\s?\d+)*\]|\^\d+|\bet al\b"
    r"|\[[^\[\]@]{0,60}(?<![\w.])@\w"
    r"|\([A-Z][\w’'-]+(?:(?: and| &|,) [A-Z][\w’'-]+)*,? (?:19|20)\d\d[a-z]?(?:[,;:] [^()]{1,60})?\)"
    r"|\b[A-Z][\w’'-]+(?: (?:and|&) [A-Z][\w’'-]+)? \((?:19|"
    r"20)\d\d[a-z]?\)",
)
"""A source that somebody could look up: an identifier, a numbered reference, the key of one, author and year."""

INSTITUTION = re.compile(
    r"\b(?:[A-Z]{2,6}|[A-Z][a-z]+ (?:University|Institute|Academy|Agency|Authority|Group|Society|College|Foundation))\b"
)
"""An acronym or a body by name; with a year it can be looked up."""

OWN_WORK = re.compile(
    r"\b(?:our|the present) (?:results|findings|data|study|experiments|observations|analys[ei]s)\b"
    r"|\bwe (?:\w+ly )?(?:generated|investigated|hypothesi[sz]ed|analy[sz]ed|randomi[sz]ed|enrolled|recruited|infected|incubated)\b"
    r"|\bhere,? we (?:show|report|present)\b",
    re.IGNORECASE,
)
"""Words by which a text reports work of its own; what it says then rests on that work."""

YEAR = re.compile(r"\b(?:19[5-9]\d|20[0-4]\d)\b")

NUMBER = re.compile(
    r"(?:\b(?:up to|about|around|over|nearly|almost|approximately|roughly|more than|less than|at least|an estimated) )?"
    r"\d[\d,.]*(?:(?:\s?[–-]\s?| to | and )\d[\d,.]*)?[\s-]?"
    r"(?:%|percent\b|per cent\b|fold\b|times\b|x\b(?! ?\d)|[mµμk]?g\b|mcg\b|IU\b|kcal\b|mmol\b|"
    r"°[CF])",
    re.IGNORECASE,
)
"""A figure that somebody must have measured: a share, a ratio, a dose, an amount."""

ABSOLUTE = words(
    "always", "never", "(?<!not )only", "the only", "instantly", "immediately", "guarantee[sd]?", "guaranteed", "eliminat(?:e|es|ed|ing)",
    "cure[sd]?", "completely", "(?<!an )entirely",
    "perfect(?:ly)? (?:safe|natural|solution|remedy|choice|answer|absorbed|tolerated|suited|balanced?)",
     "100 ?%", "impossible", "universally", "unique(?:ly)?", "indispensable",
    "every (?:person|patient|cell|one)", "everyone", "proven", "undeniabl[ey]", "unquestionabl[ey]", "most powerful", "unmatched",
    "no other", "all downstream", "no active \\w+ required", "without (?:any )?side effects?",
    "no (?:reported |known |adverse )*(?:side effects|adverse (?:events?|effects?)|risks?|downsides?)", "irreplaceable",
    "essential for all",
    "miracle", "isn.t controversial", "not controversial", "paradigm shift", "speaks? for itself", "zero side effects",
)  # fmt: skip
"""Words that leave no room: for an exception, a person who reacts otherwise, or a later study."""

NOT_ABSOLUTE = re.compile(
    r"\bnot (?:a |an |the )?(?:always|only|completely|entirely|universal\w*|perfect|proven|unique|miracle|cure)\b|n[’']t (?:just|only|"
    r"always)\b"
    r"|\bnot only\b|\bonly (?:\w+ )?(?:when|if|after|in|by|about|one|two|three|partly|partially|a few|half|\d)|\bif (?:and )?only\b"
    r"|\bno miracle\b"
    r"|\bnot (?:be )?(?:guarantee|eliminate|cure)\w*\b|\bas a cure\b|\bnot as a cure\b|\brarely\b|\bnot \w+ (?:always|only)\b",
    re.IGNORECASE,
)
"""The same words where they take something back, or set a condition."""

CERTAIN = words(
    "reliable", "reliably", "proven", "indispensable", "guarantee[sd]?", "definitive(?:ly)?", "undeniabl[ey]", "unquestionabl[ey]",
    "cornerstone",
    "paradigm shift", "speaks? for itself", "unique ability", "foundational element", "ensures?", "no doubt",
    "(?:clearly|consistently) (?:show|work|help|improv|reduc|rais|lower|support|demonstrat)\\w*",
     "the most powerful", "transformative", "revolutionary", "strong evidence",
)  # fmt: skip
"""Words by which a text vouches for its subject."""

TENTATIVE = words(
    "early (?:findings|evidence|data|results|studies)", "emerging (?:evidence|research|data|studies|findings)", "preliminary", "pilot",
    "may",
    "might", "could", "not (?:yet )?(?:fully |well )?(?:known|understood|established|proven)", "still (?:emerging|unclear|being)",
    "unclear",
    "more research", "not universally", "suggests?", "appears? to", "seems? to", "possibly", "remains? to be", "under-researched",
)  # fmt: skip
"""Words by which a text leaves a question open."""

EXPLAINS = re.compile(
    r"\b(?:this|that)(?: i|[’'])s (?:exactly |precisely )?why\b|\bwhich is why\b|\bwhich explains\b|\bthis explains\b"
    r"|\bmaps? directly (?:on ?to)\b|\bthese are (?:the )?(?:\w+ )?signs? of\b|\bis (?:a|the) (?:\w+ )?(?:sign|hallmark|marker) of\b"
    r"|\b(?:is|are) (?:a |the )?(?:direct )?(?:expression|reflection|manifestation|result|consequence) of\b|\breflects? (?:an?|the) \w+"
    r"|\bwhat (?:\w+[’']?\w* ){1,3}(?:actually|really)\b|\bat its root\b|\bthe (?:real )?(?:answer|reason|truth|"
    r"cause) (?:is|,)"
    r"|\balmost certainly\b|\binterprets? (?:this|that|it|the)\b|\bthese (?:outcomes|effects|results|patterns) (?:are not|represent|"
    r"reflect)\b",
    re.IGNORECASE,
)
"""Words that turn a finding into its explanation."""

FOLLOWS = re.compile(
    r"\bthe result (?:is|of)\b|\bas a (?:result|consequence)\b|\bmeans\b|\btherefore\b|\bthus\b|\bhence\b|\bthereby\b|\bconsequently\b"
    r"|, (?:promoting|improving|enhancing|supporting|preventing|reducing|restoring|protecting|allowing|enabling|leading|resulting|"
    r"minimi[sz]ing)\b"
    r"|\bthe (?:cumulative )?result\b",
    re.IGNORECASE,
)
"""Words that draw an outcome from a mechanism."""

ANIMAL = words(
    "rats?",
    "mice",
    "mouse",
    "rodents?",
    "animals?",
    "zebrafish",
    "monkeys?",
    "in vitro",
    "cell cultures?",
    "cultured",
    "cell lines?",
    "petri",
)
"""Words that say that a finding is not from people."""

OTHER_MATERIAL = re.compile(
    rf"\b(?:many|most|some|several|the|other|all|these)? ?{RESEARCH} (?:\w+ ){{0,3}}?(?:used|using|with|on|in|of) (?:\w+ ){{0,2}}?"
    r"(?:mixed|other|various|different|several|rats?|mice|rodents?|animals?|cultured|cell lines?)\b",
    re.IGNORECASE,
)
"""Research admitted to be on something other than what the article speaks for."""

TESTIMONY = re.compile(
    r"\b(?:people|patients|readers|users|customers|clients|women|men|they|many|this (?:group|phenotype|population)|those|individuals|"
    r"parents)\b"
    r"[^.;]{0,80}?\b(?:say|says|report|reports|describe|describes|tell us|write|notice|swear by|rave|share)\b",
    re.IGNORECASE,
)
"""People told as witnesses."""

ANECDOTE = re.compile(
    r"\b(?:a|the|that|this|one) (?:\w+ )?(?:forum|reddit|facebook|friend|client|customer|reader|post(?:er)?|testimonial|anecdote|story)\b"
    r"|\bin my (?:own )?(?:experience|practice)\b|\bsomeone (?:who|on|in)\b|\bone (?:of my|woman|man|patient|client)\b|"
    r"\bcountless people\b",
    re.IGNORECASE,
)
"""One person's story."""

QUOTED = re.compile(r"[\"“][^\"”]{8,}[\"”]")
FIRST_PERSON = re.compile(r"\b(?:I|I[’']m|I[’']ve|my|me)\b|\bmy\b", re.IGNORECASE)

OWN_INTEREST = re.compile(
    r"\bour (?:own )?(?:\w+ ){0,3}?(?:products?|formulas?|formulations?|blends?|supplements?|shop|store|brand|product development|"
    r"capsules?)\b"
    r"|\bbuy (?:now|here|it)\b|\bshop (?:now|the|our)\b|\badd to (?:cart|basket)\b|\bdiscount code\b|\baffiliate\b|\buse (?:the )?code\b"
    r"|\bexplore (?:the|our) (?:full )?(?:line|range|collection)\b|\bwe (?:formulate|sell|make|manufacture)\b",
    re.IGNORECASE,
)
"""Words by which a publisher speaks of what it sells."""

DENIES_HARM = re.compile(
    r"\b(?:no|not|without|zero|free (?:of|from)|never) (?:\w+ ){0,3}?(?:side effects?|adverse (?:events?|effects?|reactions?)|risks?|"
    r"harm|toxicity)\b"
    r"|\b(?:is|are) (?:completely |perfectly |entirely )?safe\b|\b(?:minimal|few) (?:\w+ ){0,2}?(?:side effects|"
    r"GI (?:upset|distress)|adverse \w+)\b"
    r"|\bside[- ]effect[- ]free\b|\bnon-?toxic\b",
    re.IGNORECASE,
)
"""Words that deny harm."""

HARM = words(
    "loose stools?", "diarrh(?:o)?ea", "nausea", "vomiting", "headaches?", "dizziness", "drowsiness", "drop in blood pressure",
    "hypotension",
    "(?:GI|gastrointestinal|digestive|stomach) (?:upset|discomfort|distress|side effects)", "electrolyte (?:im)?balance",
    "disrupt electrolyte balance",
    "toxicity", "overdose", "palpitations", "rash(?:es)?", "liver (?:injury|damage)", "kidney (?:injury|damage|stones?)", "bleeding",
    "allergic reactions?", "hyperkal(?:a)?emia", "hypermagnes(?:a)?emia", "withdrawal", "bloating", "fatal", "(?<!cell )death",
)  # fmt: skip
"""Harms by name (common terms of product information)."""

LESS_OF = re.compile(
    r"\b(?:low(?:er|est)?|fewer|fewest|less|least|minimal|reduc(?:e|es|ed|ing)|no|without|avoid(?:s|ing)?|prevent(?:s|ing)?|against|"
    r"protect(?:s|ing)? (?:from|against)|eases?|reliev(?:e|es|ing))\W+(?:[\w-]+\W+){0,3}$",
    re.IGNORECASE,
)
"""Words after which a harm is one that there is less of."""

SEDATION_DENIED = re.compile(
    r"\b(?:not|without|isn[’']t|never|no|non-?)\b[^.;,]{0,40}?\b(?:sedat(?:ion|ive|ed|ing)|drowsiness)\b", re.IGNORECASE
)
SEDATION_SAID = re.compile(
    r"\b(?:mild |some |causes? |adds? to |other )(?:sedation|sedatives?|drowsiness)\b|\bsedation if\b", re.IGNORECASE
)

AGAINST_CARE = re.compile(
    r"\b(?:instead of|rather than|replac(?:e|es|ing)|stop(?:ping)? (?:taking )?|quit|no need for|without|better than|superior to|"
    r"as (?:fast|effective|well|good) as|"
    r"does (?:\*\*)?not(?:\*\*)? respond to|do not respond to|doesn[’']t respond to|don[’']t need)\b[^.;]{0,50}?"
    r"\b(?:medications?|medicines?|drugs?|antidepressants?|insulin|chemotherapy|statins?|vaccin\w+|therapy|cognitive[- ](?:based|"
    r"behaviou?ral)[\w -]*|"
    r"surgery|doctors?|physicians?|psychotherapy|antibiotics?|inhalers?|prescriptions?)\b",
    re.IGNORECASE,
)
"""Advice that could lead somebody away from care that works."""

CARE_KEPT = re.compile(
    r"\b(?:not|never|don[’']t|do not|cannot|can[’']t|shouldn[’']t|should not|without)\b[^.;,]{0,40}?\b(?:replac\w+|stop|substitute|"
    r"instead|quit)\b"
    r"|\bnot because it replaces\b|\bwithout (?:first )?(?:talking|speaking|consulting|asking|your doctor|medical|professional|"
    r"clinical)\b|\bpharmacologic",
    re.IGNORECASE,
)
"""The same words where they send somebody to a doctor."""
