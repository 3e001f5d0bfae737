"""The cells of a row in whatever columns → the values of our own: one name, one address."""

import re
from collections.abc import Mapping

from campaign.address.countries import state_code
from campaign.address.postal import CODE_BEHIND_TOWN
from campaign.forms_of_address import is_title_alone, styled_name
from campaign.forms_of_address.offices import is_ambassador, office
from campaign.forms_of_address.styles import COURTESY
from campaign.recipients.headings import ADDRESS_PARTS, LINES, NAME_PARTS, SECOND_ADDRESSES, TOWN
from campaign.recipients.names import first_line, is_style, name_in
from campaign.recipients.values import kind_of

_BY_OFFICE = frozenset({"embassy", "minister"})
_SPOKEN = frozenset({*COURTESY, "Dr", "Professor"})
_PARTS = frozenset({*NAME_PARTS, *ADDRESS_PARTS})
_HERE = frozenset({*ADDRESS_PARTS, "postcode"})
_PLACE = (*ADDRESS_PARTS, "postcode", "country")
_IN_CARE_OF = re.compile(r"(?:c/o|care of)\b", re.IGNORECASE)
_BARE_UNIT = re.compile(r"\d+[a-z]?|[a-z]\d*", re.IGNORECASE)
_PO_BOX = re.compile(r"p\.?\s?o\.? box\b", re.IGNORECASE)
# Mailchimp's one cell for an address sets its parts apart by two blanks.
_BLANKS = re.compile(r" {2,}")


def gathered(values: Mapping[str, str]) -> dict[str, str]:
    """Return a row's cells, by known column, with one name and one address made of their parts."""
    if block := values.get("name_and_address"):
        first, rest = first_line(block)
        address = block if "name" in values else rest
        values = {"name": first, **({"address": address} if address else {}), **values}
    found = {
        column: text
        for column, text in values.items()
        if column not in _PARTS and "." not in column
    }
    dear = values.get("address_as", "")
    if dear and is_title_alone(dear):
        values = {"name_title": dear, **values}
        del found["address_as"]
    if name := name_in(values):
        found["name"] = name
    title = values.get("name_title", "")
    if title and not found.get("role") and not is_style(title):
        found["role"] = title
    elif title and (dear := _by_surname(values, name)):
        found.setdefault("address_as", dear)
    place = _place(values)
    if address := _address(place):
        found["address"] = address
    for column in ("postcode", "country"):
        if text := place.get(column):
            found[column] = text
    return found


def _by_surname(values: Mapping[str, str], name: str) -> str:
    """Return what follows "Dear" where the parts tell a surname that the whole name does not."""
    surname, role = values.get("surname", ""), values.get("role", "")
    by_office = kind_of(values.get("kind", "")) in _BY_OFFICE or office(role) or is_ambassador(role)
    if not surname or by_office or styled_name(name).sure:
        return ""
    styles = styled_name(f"{values['name_title']} {surname}").prefixes
    return f"{styles[0]} {surname}" if styles[:1] and styles[0] in _SPOKEN else ""


def _place(values: Mapping[str, str]) -> Mapping[str, str]:
    """Return the parts of the one address that a row gives: the main one, else the first filled."""
    if not _HERE.isdisjoint(values):
        return values
    for whose in SECOND_ADDRESSES:
        found = {part: text for part in _PLACE if (text := values.get(f"{whose}.{part}"))}
        if found.keys() - {"country"}:
            return found
    return values


def _address(parts: Mapping[str, str]) -> str:
    """Return an address as lines, in the order in which Royal Mail wants its parts."""
    lines: list[str] = []
    if care_of := parts.get("care_of"):
        lines.append(care_of if _IN_CARE_OF.match(care_of) else f"c/o {care_of}")
    flat, house = parts.get("flat", ""), parts.get("house_name", "")
    if _BARE_UNIT.fullmatch(flat):
        flat = f"Flat {flat}"
    if flat or house:
        lines.append(", ".join(filter(None, (flat, house))))
    if box := parts.get("po_box"):
        lines.append(box if _PO_BOX.match(box) else f"PO Box {box}")
    street = [text for part in LINES if (text := parts.get(part))]
    if "address" in parts and len(_BLANKS.findall(street[0])) > 1:
        street[:1] = _BLANKS.split(street[0])
    if number := parts.get("house_number"):
        own = re.compile(rf"{re.escape(number)}\b", re.IGNORECASE)
        if street and number[:1].isdigit() and not own.match(street[0]):
            street[0] = f"{number} {street[0]}"
        elif not street or not number[:1].isdigit():
            street.insert(0, number)
    lines += street
    lines += [text for part in ("locality", TOWN) if (text := parts.get(part))]
    region = parts.get("region") or parts.get("state", "")
    if lines and region and state_code(parts.get("country", "")) in CODE_BEHIND_TOWN:
        lines[-1] = f"{lines[-1]} {region}"
    return "\n".join(_without_repeats(lines))


def _without_repeats(lines: list[str]) -> list[str]:
    """Leave out a locality or town that the lines before it end with already."""
    kept: list[str] = []
    for line in lines:
        before = kept[-1].casefold() if kept else ""
        if f"\n{before}".endswith(f"\n{line.casefold()}"):
            continue
        kept.append(line)
    return kept
