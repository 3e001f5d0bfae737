"""The styles, ranks, dignities and honours that stand around a name in the United Kingdom."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def listed(text: str) -> tuple[str, ...]:
    """Return what stands between commas, line ends being blanks."""
    return tuple(" ".join(part.split()) for part in text.split(","))


_FOREIGN_COURTESY = ("Madame", "Monsieur", "Herr", "Frau", "Señor", "Señora", "Signor", "Signora")
COURTESY = ("Mr", "Mrs", "Ms", "Miss", "Mx", *_FOREIGN_COURTESY)
EXCELLENCIES = ("His Excellency", "Her Excellency", "HE")

# Styles that an envelope introduces with "The" (Debrett's).
TAKES_THE = frozenset(
    {"Rt Hon", "Most Hon", "Hon", "Rt Rev", "Most Rev", "Very Rev", "Ven", "Revd", "Most Noble"}
    | {"Rt Worshipful"},
)

# In England and Wales: of the High Court, then of the circuit and the tribunals.
JUDGES = listed(
    """
    Mr Justice, Mrs Justice, Ms Justice, Miss Justice, Dame Justice, HHJ, His Honour Judge,
    Her Honour Judge, His Honour, Her Honour, District Judge, Deputy District Judge,
    Senior District Judge, Upper Tribunal Judge, Tribunal Judge, Employment Judge, Judge
    """
)
LORDS_JUSTICES = ("Lord Justice", "Lady Justice")
# Offices by which a person is called with the surname ("Dear Senator Surname").
OFFICE_STYLES = listed(
    """
    Recorder, Ambassador, Senator, Governor, Sheriff, Alderman, Mayor, President,
    Congressman, Congresswoman
    """
)

SPOKEN_CLERGY = listed(
    """
    Cardinal, Canon, Prebendary, Monsignor, Father, Pastor, Rabbi, Imam, Sheikh, Maulana, Deacon,
    Mother, Brother, Sister,
    Ajahn, Bhante, Geshe, Lama, Swami
    """
)
CLERGY = ("Revd", "Very Rev", "Ven", *SPOKEN_CLERGY)

RANKS = listed(
    """
    Admiral of the Fleet, Admiral, Vice Admiral, Rear Admiral, Commodore, Commander,
    Lieutenant Commander, Field Marshal, General, Lieutenant General, Major General,
    Brigadier General, Brigadier, Colonel, Lieutenant Colonel, Major, Captain, Lieutenant,
    Marshal of the Royal Air Force, Air Chief Marshal, Air Marshal, Air Vice Marshal,
    Air Commodore, Group Captain, Wing Commander, Squadron Leader, Flight Lieutenant,
    Flying Officer, Sub Lieutenant, Surgeon Captain, Surgeon Commander, Surgeon Lieutenant,
    Second Lieutenant, Warrant Officer, Staff Sergeant, Sergeant, Corporal, Chief Constable,
    Deputy Assistant Commissioner, Assistant Commissioner, Deputy Chief Constable,
    Assistant Chief Constable, Chief Superintendent, Superintendent, Chief Inspector, Inspector,
    Detective Chief Superintendent, Detective Superintendent, Detective Chief Inspector,
    Detective Inspector, Detective Sergeant, Police Sergeant, Police Constable
    """
)

# An abbreviation that is a forename too is a rank only with its full stop or before another style:
# Gen Kitchen MP is no general, Gen Sir Roly Walker is.
FORENAME_OR_RANK = {"gen": "General"}

_SPELLINGS: dict[str, tuple[str, ...]] = {
    # Words that join styles and say nothing by themselves.
    "": ("the", "and", "&", "(retd)", "retd", "(ret)", "(rtd)"),
    "Rt Hon": ("right hon", "right honourable", "rt honourable", "rthon"),
    "Most Hon": ("most honourable",),
    "Hon": ("honourable",),
    "Most Rev": ("most revd", "most reverend"),
    "Rt Rev": ("rt revd", "right rev", "right revd", "right reverend"),
    "Very Rev": ("very revd", "very reverend"),
    "Ven": ("venerable",),
    "Revd": ("rev", "reverend", "rev'd", "rev’d"),
    "Most Noble": (),
    "Rt Worshipful": ("right worshipful",),
    **dict.fromkeys((*JUDGES, *LORDS_JUSTICES, *OFFICE_STYLES), ()),
    "HHJ": ("hh judge",),
    "Alderman": ("ald", "alderwoman"),
    "Chief Rabbi": (),
    **dict.fromkeys(SPOKEN_CLERGY, ()),
    "Prebendary": ("preb",),
    "Monsignor": ("mgr", "msgr"),
    "Father": ("fr",),
    "Sheikh": ("shaykh",),
    "His Eminence": (),
    "His Holiness": (),
    "His Beatitude": (),
    "His Grace": (),
    "Her Grace": (),
    "His Worship": (),
    "Her Worship": (),
    "HRH": ("his royal highness", "her royal highness"),
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
    **dict.fromkeys(_FOREIGN_COURTESY, ()),
    "Madame": ("mme",),
    "Admiral": ("adm",),
    "Vice Admiral": ("vice adm",),
    "Rear Admiral": ("rear adm",),
    "Commodore": ("cdre",),
    "General": ("genl",),
    "Brigadier": ("brig",),
    "Brigadier General": ("brig gen",),
    "Surgeon Captain": ("surg capt",),
    "Surgeon Commander": ("surg cdr",),
    "Surgeon Lieutenant": ("surg lt",),
    "Major": ("maj",),
    "Sergeant": ("sgt",),
    "Detective Chief Superintendent": ("det ch supt", "det chief supt"),
    "Detective Superintendent": ("det supt", "det superintendent"),
    "Detective Chief Inspector": ("dci", "det ch insp", "det chief insp"),
    "Detective Inspector": ("det insp",),
    "Detective Sergeant": ("det sgt",),
    "Superintendent": ("supt",),
    "Chief Superintendent": ("chief supt",),
    "Corporal": ("cpl",),
    "Air Vice Marshal": ("avm",),
    "Air Commodore": ("air cdre",),
    "Lieutenant General": ("lt gen", "lt general"),
    "Major General": ("maj gen", "maj general"),
    "Colonel": ("col",),
    "Lieutenant Colonel": ("lt col", "lt colonel"),
    "Lieutenant Commander": ("lt cdr", "lt commander"),
    "Commander": ("cdr", "cmdr"),
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
    for dignity in listed(
        """
        Lord, Lady, Baron, Baroness, Viscount, Viscountess, Earl, Countess, Marquess, Marchioness,
        Duke, Duchess, Prince, Princess, Dowager Lady, Dowager Viscountess, Dowager Countess,
        Dowager Marchioness, Dowager Duchess, Bishop, Archbishop, Lord Bishop, Lord Archbishop
        """
    )
}
TERRITORIAL = frozenset(
    listed("Duke, Duchess, Prince, Princess, Bishop, Archbishop, Lord Bishop, Lord Archbishop")
)
"""Dignities that always go with "of" and a place."""

PARTICLES = frozenset(
    _words(
        """
        ab abd abu al ap ben bin bint da dal de degli dei del della den der di dos du el fitz ibn la
        le mac mc ni ní nic ó san santa saint st ste ter ul vande van von zu zum zur uí
        """
    )
)
"""Small words that begin a surname ("van Mierlo", "De Cordova")."""

FORENAMES_TOO = frozenset({"ab", "abd", "abu", "al", "ap", "ben", "di", "mac", "san"})
"""Particles that are forenames where they stand first with a capital: Al, Ben, Di."""
PARTLY_FORENAMES = frozenset({"del", "la", "le", "van"})
"""Particles of which that is not sure: Van Surname may be a forename and a surname."""

SAINTS = frozenset({"saint", "st", "ste"})

_SUFFIXES = _words("Jr Jnr Sr Snr II III IV Esq")
_LEGISLATURES = _words("MP MSP MS AS MLA AM MEP TD MHK")
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
    BCh ChB BS MBBS PGCE MLitt BCL BPhil MPA MPP DMus CEng
    """
)
_FELLOWSHIPS = _words(
    """
    FBA FRS FRSE FREng FMedSci FRCP FRCPE FRCS FRCOG FRCPsych FRCGP FRSA FRSL FRGS FRHistS FSA
    FCA FIET FICE FRICS FCIPD FLSW MRCP MRCGP MRIA FRSC FRIBA FCIArb RA
    """
)
_RELIGIOUS_ORDERS = _words(
    """
    SJ OP OPraem OSB OSBCam OSA OSC OSF OSFS OSU OSM OFM OFMCap OFMConv OCD OCSO OCarm OCart OMI
    CSsR CSSp CSC CSJ CJ CP CR CRIC CSW FMM FMDM FCJ FSC IBVM IC MHM MSC MSHR RSCJ RSM RSHM SCJ
    SDB SDS SMA SND SHCJ SSF SVD TOR
    """
)
BUDDHIST = frozenset({"Ajahn", "Bhante", "Geshe", "Lama"})
"""Those whom "Venerable" makes no archdeacons."""
RELIGIOUS_ORDERS = frozenset(_RELIGIOUS_ORDERS)
# Before a name these are styles only where the letters of an order follow: elsewhere "Sr" may be
# Spanish, and "Br" a slip.
SHORT_RELIGIOUS = {"sr": "Sister", "br": "Brother", "bro": "Brother"}
RELIGIOUS = frozenset({*SHORT_RELIGIOUS.values(), "Mother"})
"""Those called by their name in religion, which is the forename: "Dear Sister Mary"."""
_SERVICES = _words("RN RM RAF RNR")

POST_NOMINALS = frozenset(
    (
        *_SUFFIXES,
        "(Hon)",
        "(Hons)",
        *_LEGISLATURES,
        *_ORDERS,
        *_OFFICES,
        *_DEGREES,
        *_FELLOWSHIPS,
        *_RELIGIOUS_ORDERS,
        *_SERVICES,
    ),
)
# Only these are honours in any case: "Ma" and "Do" are surnames, "Ms" is a courtesy title.
CASELESS_POST_NOMINALS = {
    honour.casefold(): honour
    for honour in _words(
        """
        MP MSP MLA MEP KC QC CBE OBE MBE DBE KBE GBE GCB KCB DCB GCMG KCMG DCMG CMG KCVO CVO LVO MVO
        FRS FBA PhD DPhil Jr Jnr Snr Esq
        """
    )
}
"""Lower-case spelling to the usual one."""

LEGISLATURES = frozenset(_LEGISLATURES)
