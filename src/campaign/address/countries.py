"""Countries as the last line of an address abroad, and the ones that are not abroad."""

from __future__ import annotations

CROWN_DEPENDENCIES: dict[str, str] = {
    "Jersey": "JERSEY",
    "Guernsey": "GUERNSEY",
    "Isle of Man": "ISLE OF MAN",
}
"""Country to its post town: Royal Mail carries these as inland mail."""

_UNITED_KINGDOM = frozenset(
    {
        "britain",
        "channel islands",
        "cymru",
        "england",
        "gb",
        "great britain",
        "northern ireland",
        "scotland",
        "u k",
        "uk",
        "united kingdom",
        "united kingdom of great britain and northern ireland",
        "wales",
    }
)

# ISO 3166-1 alpha-2 code and the name for an envelope, as the Universal Postal Union lists them.
_COUNTRIES = """
AD Andorra|AE United Arab Emirates|AF Afghanistan|AG Antigua and Barbuda|AI Anguilla|AL Albania
AM Armenia|AO Angola|AR Argentina|AT Austria|AU Australia|AW Aruba|AZ Azerbaijan
BA Bosnia and Herzegovina|BB Barbados|BD Bangladesh|BE Belgium|BF Burkina Faso|BG Bulgaria
BH Bahrain|BI Burundi|BJ Benin|BM Bermuda|BN Brunei|BO Bolivia|BR Brazil|BS Bahamas|BT Bhutan
BW Botswana|BY Belarus|BZ Belize|CA Canada|CD Democratic Republic of the Congo
CF Central African Republic|CG Congo|CH Switzerland|CI Côte d'Ivoire|CL Chile|CM Cameroon|CN China
CO Colombia|CR Costa Rica|CU Cuba|CV Cape Verde|CY Cyprus|CZ Czech Republic|DE Germany|DJ Djibouti
DK Denmark|DM Dominica|DO Dominican Republic|DZ Algeria|EC Ecuador|EE Estonia|EG Egypt|ER Eritrea
ES Spain|ET Ethiopia|FI Finland|FJ Fiji|FK Falkland Islands|FM Micronesia|FO Faroe Islands
FR France|GA Gabon|GD Grenada|GE Georgia|GG Guernsey|GH Ghana|GI Gibraltar|GL Greenland|GM Gambia
GN Guinea|GQ Equatorial Guinea|GR Greece|GT Guatemala|GW Guinea-Bissau|GY Guyana|HK Hong Kong
HN Honduras|HR Croatia|HT Haiti|HU Hungary|ID Indonesia|IE Ireland|IL Israel|IM Isle of Man
IN India|IQ Iraq|IR Iran|IS Iceland|IT Italy|JE Jersey|JM Jamaica|JO Jordan|JP Japan|KE Kenya
KG Kyrgyzstan|KH Cambodia|KI Kiribati|KM Comoros|KN Saint Kitts and Nevis|KP North Korea
KR South Korea|KW Kuwait|KY Cayman Islands|KZ Kazakhstan|LA Laos|LB Lebanon|LC Saint Lucia
LI Liechtenstein|LK Sri Lanka|LR Liberia|LS Lesotho|LT Lithuania|LU Luxembourg|LV Latvia|LY Libya
MA Morocco|MC Monaco|MD Moldova|ME Montenegro|MG Madagascar|MH Marshall Islands
MK North Macedonia|ML Mali|MM Myanmar|MN Mongolia|MO Macao|MR Mauritania|MS Montserrat|MT Malta
MU Mauritius|MV Maldives|MW Malawi|MX Mexico|MY Malaysia|MZ Mozambique|NA Namibia|NE Niger
NG Nigeria|NI Nicaragua|NL Netherlands|NO Norway|NP Nepal|NR Nauru|NZ New Zealand|OM Oman
PA Panama|PE Peru|PG Papua New Guinea|PH Philippines|PK Pakistan|PL Poland|PR Puerto Rico
PS Palestine|PT Portugal|PW Palau|PY Paraguay|QA Qatar|RO Romania|RS Serbia|RU Russia|RW Rwanda
SA Saudi Arabia|SB Solomon Islands|SC Seychelles|SD Sudan|SE Sweden|SG Singapore|SH Saint Helena
SI Slovenia|SK Slovakia|SL Sierra Leone|SM San Marino|SN Senegal|SO Somalia|SR Suriname
SS South Sudan|ST Sao Tome and Principe|SV El Salvador|SY Syria|SZ Eswatini
TC Turks and Caicos Islands|TD Chad|TG Togo|TH Thailand|TJ Tajikistan|TL Timor-Leste
TM Turkmenistan|TN Tunisia|TO Tonga|TR Turkey|TT Trinidad and Tobago|TV Tuvalu|TW Taiwan
TZ Tanzania|UA Ukraine|UG Uganda|US United States of America|UY Uruguay|UZ Uzbekistan
VA Vatican City|VC Saint Vincent and the Grenadines|VE Venezuela|VG British Virgin Islands
VN Vietnam|VU Vanuatu|WS Samoa|XK Kosovo|YE Yemen|ZA South Africa|ZM Zambia|ZW Zimbabwe
"""
_BY_CODE = {
    entry[:2]: entry[3:].strip()
    for line in _COUNTRIES.strip().splitlines()
    for entry in line.split("|")
}
_OTHER_NAMES = {
    "america": "US",
    "burma": "MM",
    "czechia": "CZ",
    "democratic people's republic of korea": "KP",
    "dprk": "KP",
    "eire": "IE",
    "holland": "NL",
    "holy see": "VA",
    "ivory coast": "CI",
    "korea": "KR",
    "lao pdr": "LA",
    "lao people's democratic republic": "LA",
    "macau": "MO",
    "mainland china": "CN",
    "p r china": "CN",
    "people's republic of china": "CN",
    "pr china": "CN",
    "prc": "CN",
    "republic of china": "TW",
    "republic of ireland": "IE",
    "republic of korea": "KR",
    "russian federation": "RU",
    "socialist republic of vietnam": "VN",
    "swaziland": "SZ",
    "the gambia": "GM",
    "the netherlands": "NL",
    "türkiye": "TR",
    "uae": "AE",
    "united states": "US",
    "us": "US",
    "usa": "US",
    "vatican": "VA",
    "viet nam": "VN",
}
_BY_NAME = {
    **{name.casefold(): name for name in _BY_CODE.values()},
    **{other: _BY_CODE[code] for other, code in _OTHER_NAMES.items()},
}


def _key(text: str) -> str:
    return " ".join(text.replace(".", " ").replace("’", "'").split()).casefold()


def is_united_kingdom(text: str) -> bool:
    """Whether a line names the United Kingdom or a part of it, which inland mail leaves out."""
    return _key(text) in _UNITED_KINGDOM


def country_name(text: str) -> str:
    """Return the name for an envelope of a country given by name or ISO code, or nothing."""
    key = _key(text)
    compact = key.replace(" ", "")
    return _BY_NAME.get(key) or _BY_NAME.get(compact) or _BY_CODE.get(text.strip().upper(), "")


def known_countries() -> frozenset[str]:
    """Return every name in lower case by which a country is known."""
    return _UNITED_KINGDOM.union(_BY_NAME)


def state_code(text: str) -> str:
    """Return the lower-case ISO code of a state given by name or code, or nothing."""
    name = country_name(text)
    if not name:
        return "gb" if is_united_kingdom(text) else ""
    return next(code for code, known in _BY_CODE.items() if known == name).lower()
