"""What people and their programs call a column: the usual exports' own headings among them."""

from __future__ import annotations

import re

ADDRESS_LINES = tuple(f"address_{line}" for line in range(1, 8))
COLUMNS: tuple[str, ...] = (
    "id",
    "kind",
    "name",
    "role",
    "organisation",
    "constituency",
    "party",
    "state",
    "address",
    *ADDRESS_LINES,
    "postcode",
    "country",
    "email",
    "address_as",
    "gender",
    "note",
    "template",
    "language",
    "copies",
    "as_of",
)
"""The columns of the list, in the order in which we write them."""

# Parts that sheets keep in columns of their own; they are put together into name and address.
NAME_PARTS = ("name_title", "forename", "middle_name", "surname", "honours")
LINES = ("address", *ADDRESS_LINES)
TOWN = "town"
ADDRESS_PARTS = (
    "care_of",
    "po_box",
    "flat",
    "house_name",
    "house_number",
    *LINES,
    "locality",
    TOWN,
)
KNOWN = frozenset({*COLUMNS, *NAME_PARTS, *ADDRESS_PARTS})

OTHERWISE = {
    "address_1_formatted": "address",
    "formatted_address": "address",
    "display_name": "name",
    "addressee": "name",
    "department": "organisation",
}
"""Headings of what exports repeat: read only where nothing else gives the same."""

SECOND_ADDRESSES = ("business", "work", "office", "home", "billing", "shipping", "other")
"""Whose addresses stand beside each other in one export; the first that a row fills is read."""

# Each line: a column, then what else it is called. CiviCRM, Salesforce, Google contacts, Mailchimp
# and Outlook are among those who call it so.
_CALLED = """
id: identifier, recipient id
kind: type, recipient type, category
name: full name, fullname, full title, styled name, recipient, recipient name, contact name
role: job title, jobtitle, position, office, post, organization title, organization 1 title,
  organisation title
organisation: organization, organisation name, organization name, org, company, company name,
  mission, current employer, employer, account name, organization 1 name, institution
constituency: seat, constituency name
party: political party, party name
state: state code
address: full address, postal address, mailing address
address_1: street, street address, road, street name, address street
address_2: street 2, street address 2, supplemental address 1, extended address,
  address extended address
address_3: street 3, street address 3, supplemental address 2
address_4: supplemental address 3
postcode: post code, postal code, postalcode, zip, zip code, zip postal code, zippostal code,
  postal zip code, address postal code
country: country region, country name, address country, nation
email: e mail, email address, e mail address, e mail 1 value, email 1
address_as: addressas, salutation, greeting, dear
gender: sex
note: personal note
template: letter template
language: lang, preferred language
copies: number of copies, no of copies
as_of: asof, checked on, last checked
name_title: title, honorific, prefix, name prefix, individual prefix, honorific prefix
forename: first name, firstname, first names, forenames, given name, given names, christian name
middle_name: middle names, additional name, other names
surname: last name, lastname, family name, second name
honours: suffix, post nominals, postnominals, letters after name, name suffix, individual suffix,
  honorific suffix
care_of: c o, care of name, careof
po_box: pobox, post office box, address po box
flat: flat number, unit, apartment, apt, street unit, sub building, sub building name, flat no
house_name: building, building name, property name
house_number: house no, building number, property number, street number, house number name,
  house name number, house name or number, house number or name, number
locality: village, suburb, district, neighbourhood, neighborhood, dependent locality, address 4 area
town: post town, posttown, city, town city, city town, town or city, city or town, address city
"""
HEADINGS: dict[str, str] = {
    called.strip().replace(" ", "_"): column
    for column, names in re.findall(r"^(\w+): ((?:.+\n)(?:  .+\n)*)", _CALLED, re.MULTILINE)
    for called in names.replace("\n", " ").split(",")
}
"""Plain heading → the known column that it means."""

_ADDRESS_LINE = re.compile(r"(?:address|addr|address_line|line)_?([1-7])(?:_line)?")
_FIRST = re.compile(r"(?:mailing|primary|postal|correspondence|contact|address_1)_(?P<part>.+)")
_SECOND = re.compile(rf"(?P<whose>{'|'.join(SECOND_ADDRESSES)})_(?P<part>.+)")
_OF_AN_ADDRESS = frozenset({*ADDRESS_PARTS, "postcode", "country"})

LARGE_PRINT = "--large-print"
"""Suggested for a heading that asks for large print: no column of ours, but a way to make it."""

# What a heading that means no column seems to be about: the column to suggest.
_SUGGESTED = tuple(
    (re.compile(rf"(?:^|_)(?:{words})(?:_|$|\d)"), column)
    for words, column in (
        ("copies|quantity|how_many", "copies"),
        ("languages?", "language"),
        ("large_print", LARGE_PRINT),
        ("ps|p_s|personal|personalis\\w+|personaliz\\w+|comments?|remarks?|notes?|message", "note"),
        ("paragraph|sentence|personal_line|private|postscript", "note"),
        ("kinds?|types?|category|categories|classification|house|chamber|group", "kind"),
        ("post_?codes?|postal_codes?|zip", "postcode"),
        ("country|nation", "country"),
        ("address(?:es)?|street|road|lane|building|flat|floor|room|unit|apartment", "address"),
        ("house_(?:no|number|name)|po_box|care_of|locality|village|hamlet|parish", "address"),
        ("town|city|suburb|district", "town"),
        ("first|fore|given|middle|christian|last|sur|family|maiden", "name"),
        ("names?|surnames?|forenames?|initials?|nickname|known_as|alias", "name"),
        ("titles?|honorifics?|prefix|rank|style", "name_title"),
        ("suffix|honours?|honors?|letters|post_?nominals?|decorations?", "honours"),
        ("salutation|greeting|dear", "address_as"),
        ("job|position|office|post|role|occupation", "role"),
        ("organi[sz]ation|employer|company|institution|department|ministry", "organisation"),
    )
)
_NO_PART = re.compile(
    r"(?:^|_)(?:e_?mails?|phones?|tel(?:ephone)?|mobile|fax|url|uri|web\w*|twitter|id|ids|code|codes"
    r"|label|labels|date|source|file|phonetic|yomi|photo|group_office|holds_government_post)(?:_|$)"
)
COUNTY = re.compile(r"(?:.+_)?(?:county|region|state_province|province|state)")
"""A county's heading; none goes on an envelope (Royal Mail)."""


def plain_header(header: str) -> str:
    """Return a header in lower case with underscores: "Post Code*" → "post_code"."""
    return re.sub(r"[\W_]+", "_", header.casefold()).strip("_")


def column_name(header: str) -> str:
    """Return the known column that a header means, or its own plain name.

    A part of a second address comes with whose it is: "Business Street" → "business.address_1".
    """
    plain = plain_header(header)
    if plain in KNOWN:
        return plain
    if line := _ADDRESS_LINE.fullmatch(plain):
        return f"address_{line[1]}"
    if plain in HEADINGS:
        return HEADINGS[plain]
    if first := _FIRST.fullmatch(plain):
        part = _part(first["part"])
        return part or plain
    if second := _SECOND.fullmatch(plain):
        part = _part(second["part"])
        return f"{second['whose']}.{part}" if part else plain
    return plain


def _part(plain: str) -> str:
    line = _ADDRESS_LINE.fullmatch(plain)
    part = f"address_{line[1]}" if line else HEADINGS.get(plain, plain)
    return part if part in _OF_AN_ADDRESS else ""


def is_known(name: str) -> bool:
    """Whether a column's name is one of ours, or a part of a second address."""
    return name in KNOWN or "." in name


def suggested(plain: str) -> str:
    """Return the column that an unknown heading seems to be meant for, or nothing."""
    if _NO_PART.search(plain) or COUNTY.fullmatch(plain):
        return ""
    return next((column for words, column in _SUGGESTED if words.search(plain)), "")
