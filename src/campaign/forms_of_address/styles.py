"""The styles, ranks, dignities and honours that stand around a name in the United Kingdom."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


COURTESY = ("Mr", "Mrs", "Ms", "Miss", "Mx")
EXCELLENCIES = ("His Excellency", "Her Excellency", "HE")

# Styles that an envelope introduces with "The" (Debrett's).
TAKES_THE = frozenset(
    {"Rt Hon", "Most Hon", "Hon", "Rt Rev", "Most Rev", "Very Rev", "Ven", "Revd"},
)

SPOKEN_CLERGY = ("Canon", "Father", "Rabbi", "Imam", "Sister")
CLERGY = ("Revd", "Very Rev", "Ven", *SPOKEN_CLERGY)

RANKS = (
    "Admiral of the Fleet",
    "Admiral",
    "Vice Admiral",
    "Rear Admiral",
    "Commodore",
    "Commander",
    "Lieutenant Commander",
    "Field Marshal",
    "General",
    "Lieutenant General",
    "Major General",
    "Brigadier",
    "Colonel",
    "Lieutenant Colonel",
    "Major",
    "Captain",
    "Lieutenant",
    "Marshal of the Royal Air Force",
    "Air Chief Marshal",
    "Air Marshal",
    "Air Vice Marshal",
    "Air Commodore",
    "Group Captain",
    "Wing Commander",
    "Squadron Leader",
    "Flight Lieutenant",
    "Flying Officer",
)

# No abbreviation that is somebody's forename too: Gen Kitchen MP is no general.
_SPELLINGS: dict[str, tuple[str, ...]] = {
    # Words that join styles and say nothing by themselves.
    "": ("the", "and", "&"),
    "Rt Hon": ("right hon", "right honourable", "rt honourable", "rthon"),
    "Most Hon": ("most honourable",),
    "Hon": ("honourable",),
    "Most Rev": ("most revd", "most reverend"),
    "Rt Rev": ("rt revd", "right rev", "right revd", "right reverend"),
    "Very Rev": ("very revd", "very reverend"),
    "Ven": ("venerable",),
    "Revd": ("rev", "reverend", "rev'd", "rev’d"),
    "Canon": (),
    "Father": ("fr",),
    "Rabbi": (),
    "Imam": (),
    "Sister": (),
    "Bishop": (),
    "Archbishop": (),
    "His Excellency": ("his exc",),
    "Her Excellency": ("her exc",),
    "HE": ("h e", "excellency"),
    "Sir": (),
    "Dame": (),
    "Professor": ("prof",),
    "Dr": ("doctor",),
    "Councillor": ("cllr",),
    "Mr": (),
    "Mrs": (),
    "Ms": (),
    "Miss": (),
    "Mx": (),
    "Lieutenant General": ("lt gen", "lt general"),
    "Major General": ("maj gen", "maj general"),
    "Colonel": ("col",),
    "Lieutenant Colonel": ("lt col", "lt colonel"),
    "Lieutenant Commander": ("lt cdr", "lt commander"),
    "Commander": ("cdr",),
    "Captain": ("capt",),
    "Lieutenant": ("lt",),
    "Air Chief Marshal": ("acm",),
    "Group Captain": ("gp capt",),
    "Wing Commander": ("wg cdr",),
    "Squadron Leader": ("sqn ldr",),
    "Flight Lieutenant": ("flt lt",),
}

PREFIXES: dict[str, str] = {
    **{rank.casefold(): rank for rank in RANKS},
    **{style.casefold(): style for style in _SPELLINGS if style},
    **{other: style for style, others in _SPELLINGS.items() for other in others},
}
"""Lower-case spelling, without full stops and hyphens, to the usual style."""

# Bishops and archbishops are here with "of" and a see, and among the prefixes with a name.
DIGNITIES: dict[str, str] = {
    dignity.casefold(): dignity
    for dignity in (
        "Lord",
        "Lady",
        "Baron",
        "Baroness",
        "Viscount",
        "Viscountess",
        "Earl",
        "Countess",
        "Marquess",
        "Marchioness",
        "Duke",
        "Duchess",
        "Bishop",
        "Archbishop",
        "Lord Bishop",
        "Lord Archbishop",
    )
}
TERRITORIAL = frozenset(
    {"Duke", "Duchess", "Bishop", "Archbishop", "Lord Bishop", "Lord Archbishop"},
)
"""Dignities that always go with "of" and a place."""

PARTICLES = frozenset(
    _words(
        "al ap bin da dal de degli dei del della den der di dos du el la le st ter van vande von zu"
    )
)
"""Small words that begin a surname ("van Mierlo", "De Cordova")."""

_LEGISLATURES = _words("MP MSP MS MLA AM MEP TD MHK")
_ORDERS = _words(
    """
    Bt Bart VC GC KG LG KT LT KP GCB KCB DCB CB OM GCSI GCMG KCMG DCMG CMG GCVO KCVO DCVO CVO
    LVO MVO GBE KBE DBE CBE OBE MBE CH DSO DSC MC DFC AFC CGC QSO ISO BEM QGM KPM QPM KVM TD VR
    RD ERD UD KStJ DStJ CStJ OStJ
    """
)
_OFFICES = _words("PC KC QC SC JP DL AC")
_DEGREES = _words(
    """
    BA BSc BEd BEng LLB MA MSc MEd MEng MBA MPhil MRes LLM PhD DPhil EdD MD DD DSc DLitt LLD MB
    BCh ChB BS MBBS PGCE
    """
)
_FELLOWSHIPS = _words(
    """
    FBA FRS FRSE FREng FMedSci FRCP FRCPE FRCS FRCOG FRCPsych FRCGP FRSA FRSL FRGS FRHistS FSA
    FCA FIET FICE FRICS FCIPD FLSW MRCP MRCGP MRIA
    """
)
_SERVICES = _words("RN RM RAF RNR")

POST_NOMINALS = frozenset(
    (*_LEGISLATURES, *_ORDERS, *_OFFICES, *_DEGREES, *_FELLOWSHIPS, *_SERVICES),
)
# Only these are honours in any case: "Ma" and "Do" are surnames, "Ms" is a courtesy title.
CASELESS_POST_NOMINALS = frozenset(
    _words("MP MSP MLA KC QC CBE OBE MBE DBE KBE GBE KCMG CMG KCB DCB")
)
LEGISLATURES = frozenset(_LEGISLATURES)
