"""Bodies that stand where a person's name belongs: "Amnesty International UK", "Camden Council"."""

import re

from campaign.forms_of_address.names import styled_name
from campaign.forms_of_address.offices import names_an_office

# No surname, so that one of them anywhere makes a body.
_SURELY = re.compile(
    r"\b(?:ltd|limited|plc|llp|cic|inc|llc|gmbh|university|universities|association|associates"
    r"|committee|subcommittee|ministry|department|embassy|high commission|consulate|commission"
    r"|delegation|federation|confederation|foundation|institute|institution|society|international"
    r"|(?:all-party|parliamentary|working) group|appg|government|parliament|senedd|assembly"
    r"|organi[sz]ation|agency|authority|directorate|secretariat|council of|council for|city council"
    r"|county council|borough council|district council|parish council|town council|network"
    r"|coalition|alliance|campaign|charity|charities|trust for|initiative|movement|solicitors"
    r"|chambers|hospital|clinic|academy|library|museum|broadcasting|media|nations|tribunal"
    r"|democrats|red cross|red crescent|labour party|conservative party|green party|party of"
    r"|uk|gb|nhs|bbc|itv)\b"
    r"|\b(?:group|fund|forum|project|partnership|company|centre|center|service|services|team"
    r"|unit|resources|watch|news|newspaper|times|union|league|front|congress|bureau|college"
    r"|school|schools|diocese|archdiocese|parish|ltd|rights|party|office|council)$",
    re.IGNORECASE,
)
# Surnames too (Jane Office): a body only with more about it than one word before.
_ALSO_SURNAMES = frozenset({"office", "parish"})
_OF = re.compile(
    r"(?:st\.?|saint) .+['’]s? church|(?:the )?(?:\w+ ){0,3}(?:bank|board|church|court|faculty"
    r"|friends|guild|hall|house|law|order|press|royal college|school|synod|temple|trust|voice)"
    r" (?:of|for)\b.*",
    re.IGNORECASE,
)
# "The Guardian" is a body, "The Occupier" is somebody.
_AFTER_THE = re.compile(
    r"the (?!rt\b|right\b|hon|.*\b(?:manager|occupier|owner|householder|secretary|clerk|head"
    r"|registrar|leader|officer|member|members|trustees|warden|vicar|rector)\b)\w",
    re.IGNORECASE,
)
_VERBS = re.compile(r"(?i:save|free|stop|support|defend|protect) (?:[Tt]he )?[A-Z]\w+")
_COMPANY = re.compile(r"(?:&|and) (?:co|company|partners|sons|spencer)\b", re.IGNORECASE)
_INITIALS = re.compile(r"(?!TRUE|NULL|NONE|TEST)[A-Z]{4,}")
_KNOWN = re.compile(
    r"(?:home|cabinet|foreign|scotland|wales|northern ireland|met) office"
    r"|house of (?:commons|lords)\b.*|reception|enquiries|(?:head|press|registered) office"
    r"|(?:the )?(?:\w+ )?office of .*|team \w+",
    re.IGNORECASE,
)


# Words of all of these: where none stands in a name, as in nearly all, it need not be searched.
_MAYBE = frozenset(
    re.findall(
        r"[a-z]{2,}",
        re.sub(r"\\.", " ", f"{_SURELY.pattern} {_OF.pattern} {_VERBS.pattern} {_KNOWN.pattern}"),
    )
) | {"the", "&", "of", "for", "schools", "services", "universities", "organisation", "organization"}


def is_body(text: str) -> bool:
    """Whether a name is an institution's and no person's; a title or honours make it a person's.

    Two plain words of which the second is a surname too ("Jane Office") are a person.
    """
    words = text.casefold().replace(",", " ").replace(".", "").split()
    if _MAYBE.isdisjoint(words) and len(words) > 1 and "-" not in text and "/" not in text:
        return False
    if _KNOWN.fullmatch(text):
        return True
    if not (
        _SURELY.search(text)
        or _OF.fullmatch(text)
        or _AFTER_THE.match(text)
        or _VERBS.match(text)
        or _COMPANY.search(text)
        or (len(words) == 1 and _INITIALS.fullmatch(text))
    ):
        return False
    name = styled_name(text)
    if name.prefixes or name.dignity or name.post_nominals or names_an_office(text):
        return False
    return len(words) != 2 or words[1] not in _ALSO_SURNAMES
