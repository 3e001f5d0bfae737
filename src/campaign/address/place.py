"""Where an address is: its postcode, its country, and the lines that say neither."""

import re
from dataclasses import dataclass, field

from campaign.address.counties import is_former_postal_county
from campaign.address.countries import (
    CROWN_DEPENDENCIES,
    country_name,
    is_part_of_a_country,
    is_united_kingdom,
    known_countries,
)
from campaign.address.postcode import (
    looks_like_postcode,
    meant_postcode,
    normalised_postcode,
    postal_area,
    split_postcode,
)
from campaign.address.told import told
from campaign.problems import Problem, nearest

# Postcodes of the overseas territories (Royal Mail), which carry no other code.
_TERRITORIES = {
    "ASCN1ZZ": "Saint Helena",
    "BBND1ZZ": "British Indian Ocean Territory",
    "BIQQ1ZZ": "Antarctica",
    "FIQQ1ZZ": "Falkland Islands",
    "GX111AA": "Gibraltar",
    "PCRN1ZZ": "Pitcairn Islands",
    "SIQQ1ZZ": "South Georgia and the South Sandwich Islands",
    "STHL1ZZ": "Saint Helena",
    "TDCU1ZZ": "Saint Helena",
    "TKCA1ZZ": "Turks and Caicos Islands",
}
# States and towns of America called like a state abroad whose own postcodes have no five figures.
_IN_AMERICA_TOO = frozenset({"Georgia", "Lebanon"})
_AMERICA = "United States of America"
_FIVE_FIGURES = re.compile(r"(?!.*\bbox\b).*(?<!\d)\d{5}(?:-\d{4})?", re.IGNORECASE)
_STATES = (
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]"
    "|T[NX]|UT|V[AT]|W[AIVY]"
)
_STATE_AND_ZIP = re.compile(rf"(?:.*[\s,])?(?:{_STATES})[\s,]+\d{{5}}(?:-\d{{4}})?")
_GEORGIAN_TOWNS = re.compile(r"tbilisi|batumi|kutaisi|rustavi|gori|zugdidi|poti", re.IGNORECASE)
_DEPENDENCY_OF_AREA = {"GY": "Guernsey", "IM": "Isle of Man", "JE": "Jersey"}
# Ireland's own: a routing key and four letters or digits (Eircode).
_EIRCODE = re.compile(
    r"(?:.*[\s,])?(?:[AC-FHKNPRTV-Y]\d\d|D6W)\s?[0-9AC-FHKNPRTV-Y]{4}", re.IGNORECASE
)
# What two letters at the end of an address stand for before they stand for a country: a state of
# America, Canada or Australia, or a nation of the United Kingdom. Postal areas come besides.
_NEARER_HOME = """
    AL AR AZ CA CO DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV
    NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY AB BC MB NB NL NS NT NU ON PE QC SK YT
    NSW QLD SA TAS VIC ACT NI EN SCO WAL
"""
_NO_COUNTRY_ALONE = frozenset(_NEARER_HOME.split())
_TOWN_ABROAD = re.compile(r"(?:[A-Z]{1,2}-)?\d{4,5} [^\W\d_]")  # "10117 Berlin"
# A country behind a postcode on one line: "75001 Paris France", "London SW1A 2AA UK".
_CODE_AND_MORE = re.compile(
    r".*(?:\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\b\d{4,})(?P<more>(?: [^\W\d_][^\d,]*)+)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Place:
    """An address while it is read: the lines left, and the postcode and country found so far.

    ``country`` is the name for an envelope, empty inland; a Crown dependency is inland and has
    its name in ``dependency``.
    """

    lines: list[str]
    postcode: str = ""
    country: str = ""
    dependency: str = ""
    problems: list[Problem] = field(default_factory=list)

    @property
    def british(self) -> str:
        """The postcode if it is a British one."""
        return normalised_postcode(self.postcode)


def place_of(lines: list[str], postcode: str, country: str) -> Place:
    """Take postcode and country off an address, a British postcode deciding before all else.

    ``postcode`` and ``country`` are what the cells of these names say.
    """
    place = Place(_opened_out(lines), postcode)
    _take_postcode(place)
    _take_country(place, country)
    if place.british and not place.country:
        place.dependency = _DEPENDENCY_OF_AREA.get(postal_area(place.british), place.dependency)
    if not place.country:
        _leave_out_counties(place)
    return place


def _opened_out(lines: list[str]) -> list[str]:
    """Return the lines with a country at the end of the last one on a line of its own."""
    if not lines:
        return []
    *rest, last = lines
    match = _CODE_AND_MORE.fullmatch(last.replace(",", " ")) if " " in last else None
    for words in range(min(4, len(match["more"].split())), 0, -1) if match else ():
        country = " ".join(last.split()[-words:])
        before = last[: -len(country)].rstrip(" ,")
        if is_united_kingdom(country):
            return [*rest, before]
        if (len(country) > 3 or country.isupper()) and country_name(country):
            return [*rest, before, country]
    before, comma, after = last.rpartition(",")
    after = after.strip(" .")
    spelt_out = comma and before and len(after) > 3 and not any(map(str.isdigit, after))
    if spelt_out and country_name(after):
        return [*rest, before.strip(" ,"), after]
    return [*lines]


def _take_postcode(place: Place) -> None:
    """Take a British postcode, good or nearly good, off the lines wherever it stands alone."""
    lines, given = place.lines, place.postcode
    found = ""
    for index in range(len(lines) - 1, -1, -1):
        rest, found = split_postcode(lines[index])
        if found and (not rest or all(map(_says_where, lines[index + 1 :]))):
            place.lines = [*lines[:index], *([rest] if rest else []), *lines[index + 1 :]]
            break
        found = ""
    if found and given and normalised_postcode(given) not in {"", found}:
        place.problems.append(told("two-postcodes", written=given, found=found))
    place.postcode = given or found


def _says_where(line: str) -> bool:
    return is_united_kingdom(line) or is_former_postal_county(line) or bool(country_name(line))


def take_meant_postcode(lines: list[str]) -> tuple[list[str], str]:
    """Take off the last line what was probably meant as a postcode, for the problem to name."""
    if len(lines) > 1 and looks_like_postcode(lines[-1]):
        return lines[:-1], lines[-1]
    words = lines[-1].split() if lines else []
    meant = " ".join(words[-2:])
    if len(words) > 2 and looks_like_postcode(meant) and meant_postcode(meant):
        return [*lines[:-1], " ".join(words[:-2])], meant
    return lines, ""


def _take_country(place: Place, written: str) -> None:
    """Find the country in its cell, else on the last line, else by the kind of postcode."""
    if not place.postcode and normalised_postcode(written):
        place.postcode, written = written, ""  # in the wrong cell
    if written and not _is_inland(written, place, alone=False):
        name = country_name(written)
        if not name:
            place.problems.append(
                told("unknown-country", country=written, near=nearest(written, known_countries()))
            )
        _settle(place, name or written)
        kept = is_part_of_a_country(written) or place.country == _AMERICA != name
        if name and kept and written not in place.lines:
            place.lines.append(written)
    _take_country_lines(place)
    if not (place.country or place.british or written):
        _by_postcode(place)
    if place.british and country_name(place.country):
        place.problems.append(
            told("uk-postcode-abroad", postcode=place.british, country=place.country)
        )


def _take_country_lines(place: Place) -> None:
    """Take off the end what names a country or says no more than that this is the kingdom."""
    # Digits alone are no British postcode, so that CH is not Chester’s area but Switzerland.
    abroad = place.postcode.isdecimal()
    while len(place.lines) > 1:
        last = place.lines[-1]
        if not _is_inland(last, place, alone=True):
            sure = len(last) > 3 or any(map(_TOWN_ABROAD.match, place.lines[-2:-1]))
            name = country_name(last) if sure or _is_code(last, abroad) else ""
            if not name or place.country not in {"", name}:
                break
            _settle(place, name)
            if not is_part_of_a_country(last) and place.country in {"", name}:
                place.lines.pop()
            break  # the town before may be called like its country: Singapore
        place.lines.pop()


def _settle(place: Place, name: str) -> None:
    if name in CROWN_DEPENDENCIES:
        place.dependency = name
    elif name in _IN_AMERICA_TOO and any(
        map(_FIVE_FIGURES.fullmatch, (place.postcode, *place.lines[-2:]))
    ):
        place.country = _AMERICA
    else:
        if name == "Georgia" and not any(map(_GEORGIAN_TOWNS.search, place.lines)):
            place.problems.append(told("which-georgia"))
        place.country = name


def _is_inland(text: str, place: Place, *, alone: bool) -> bool:
    """Whether a cell or a line says no more than that the address is in the United Kingdom.

    Beside a British postcode two letters ``alone`` on a line are a county or a postal area; in the
    cell for the country only those of the postcode itself.
    """
    if is_united_kingdom(text):
        return True
    letters = text.replace(".", "").strip().upper()
    if len(letters) != 2 or not place.british or letters in {"IM", "JE", "GG"}:
        return False
    return letters in {"NI", postal_area(place.british)} or (alone and not _is_code(letters))


def _is_code(text: str, abroad: bool = False) -> bool:
    """Whether two or three capitals can be a country's code, and nothing nearer home."""
    letters = text.replace(".", "")
    if not letters.isupper() or letters in _NO_COUNTRY_ALONE:
        return False
    return abroad or not postal_area(f"{letters}1")


def _by_postcode(place: Place) -> None:
    for text in (place.postcode, *place.lines[-1:]):
        if territory := _TERRITORIES.get("".join(text.split()).upper()):
            place.country = territory
        elif _STATE_AND_ZIP.fullmatch(text.strip()):
            place.country = _AMERICA
        elif text and _EIRCODE.fullmatch(text.strip()):
            place.country = "Ireland"


def _leave_out_counties(place: Place) -> None:
    while len(place.lines) > 2 and is_former_postal_county(place.lines[-1]):
        place.lines.pop()
    before, _, county = "".join(place.lines[-1:]).rpartition(",")
    if before and is_former_postal_county(county):
        place.lines[-1] = before.strip(" ,")
