"""Countries are known by name, by ISO code and by what people call them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from campaign.address.counties import is_former_postal_county
from campaign.address.countries import country_name, is_united_kingdom, state_code


@pytest.mark.parametrize(
    ("written", "name", "code"),
    [
        ("France", "France", "fr"),
        ("fr", "France", "fr"),
        ("U.S.A.", "United States of America", "us"),
        ("People’s Republic of China", "China", "cn"),
        ("DPRK", "North Korea", "kp"),
        ("Democratic People's Republic of Korea", "North Korea", "kp"),
        ("Republic of Korea", "South Korea", "kr"),
        ("Lao People's Democratic Republic", "Laos", "la"),
        ("Socialist Republic of Vietnam", "Vietnam", "vn"),
        ("The Bahamas", "Bahamas", "bs"),
        ("The Gambia", "Gambia", "gm"),
        ("St. Vincent & the Grenadines", "Saint Vincent and the Grenadines", "vc"),
        ("ST LUCIA", "Saint Lucia", "lc"),
        ("Czechia", "Czech Republic", "cz"),
        ("Ivory Coast", "Côte d'Ivoire", "ci"),
        ("Cote d’Ivoire", "Côte d'Ivoire", "ci"),
        ("Burma", "Myanmar", "mm"),
        ("Macedonia", "North Macedonia", "mk"),
        ("Swaziland", "Eswatini", "sz"),
        ("East Timor", "Timor-Leste", "tl"),
        ("Turkiye", "Turkey", "tr"),
        ("Deutschland", "Germany", "de"),
        ("España", "Spain", "es"),
        ("Rep of Ireland", "Ireland", "ie"),
        ("Korea, Republic of", "South Korea", "kr"),
        ("Congo, Democratic Republic of", "Democratic Republic of the Congo", "cd"),
        ("Congo (Democratic Republic)", "Democratic Republic of the Congo", "cd"),
        ("Congo (Kinshasa)", "Democratic Republic of the Congo", "cd"),
        ("Congo (Brazzaville)", "Congo", "cg"),
        ("Taiwan (R.O.C.)", "Taiwan", "tw"),
        ("Rwanda, Republic of", "Rwanda", "rw"),
        ("Republic of the Sudan", "Sudan", "sd"),
        ("Occupied Palestinian Territories", "Palestine", "ps"),
        ("Virgin Islands, British", "British Virgin Islands", "vg"),
        ("Curaçao", "Curaçao", "cw"),
        ("New Caledonia", "New Caledonia", "nc"),
        ("Guam", "Guam", "gu"),
        ("Réunion", "Réunion", "re"),
        ("isle-of-man", "Isle of Man", "im"),
        ("GBR", "", "gb"),
        ("USA", "United States of America", "us"),
        ("xk", "Kosovo", "xk"),
        ("Democratic Republic of Korea", "", ""),
        ("Northern Cyprus", "", ""),
        ("Atlantis", "", ""),
        ("", "", ""),
        ("Wales", "", "gb"),
    ],
)
def test_a_state_is_found_by_any_of_its_names(written: str, name: str, code: str) -> None:
    assert country_name(written) == name
    assert state_code(written) == code


@pytest.mark.parametrize("line", ["UK", "u.k.", "United Kingdom", "ENGLAND", "Northern Ireland"])
def test_the_united_kingdom_is_not_abroad(line: str) -> None:
    assert is_united_kingdom(line)


@pytest.mark.parametrize(
    ("line", "county"),
    [
        ("Surrey", True),
        ("Herts.", True),
        ("CO. DURHAM", True),
        ("Durham", False),
        ("Bedford", False),
    ],
)
def test_a_county_is_told_from_a_town_of_like_name(line: str, county: bool) -> None:
    assert is_former_postal_county(line) is county


# Every code of ISO 3166-1 (2026), with Kosovo’s; the United Kingdom has no name on inland mail.
CODES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
ER ES ET FI FJ FK FM FO FR GA GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU
ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT
LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL
NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH
SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM
US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""


@pytest.mark.parametrize("code", CODES.split())
def test_every_country_has_a_code_and_a_name_that_leads_back_to_it(code: str) -> None:
    name = country_name(code)
    assert name
    assert state_code(code) == code.lower()
    assert state_code(name) == code.lower()


def test_countries_are_loaded_only_where_one_must_be_known() -> None:
    script = "import sys, campaign.address.countries as c; c.is_united_kingdom('Wales');"
    script += "import campaign.recipients.reading; sys.exit('countryinfo' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script]).returncode == 0
