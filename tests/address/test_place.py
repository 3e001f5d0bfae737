"""A British postcode decides where an address is; letters are counties before they are states."""

from __future__ import annotations

import pytest

from campaign.address import read_address


@pytest.mark.parametrize(
    ("raw", "postcode", "country", "lines"),
    [
        # Two letters beside a British postcode.
        ("1 High Street\nBelfast\nNI", "BT1 5GS", "", ("1 High Street", "BELFAST", "BT1 5GS")),
        ("1 High Street\nBelfast\nNI\nBT1 5GS", "", "", ("1 High Street", "BELFAST", "BT1 5GS")),
        ("1 High Street\nBelfast", "BT1 5GS", "NI", ("1 High Street", "BELFAST", "BT1 5GS")),
        ("1 The Kingsway\nSwansea\nSA", "SA1 5JQ", "", ("1 The Kingsway", "SWANSEA", "SA1 5JQ")),
        ("1 The Close\nLichfield\nGB\nWS13 6AA", "", "", ("1 The Close", "LICHFIELD", "WS13 6AA")),
        ("1 High Street\nLeeds\nW Yorks", "LS1 1AA", "", ("1 High Street", "LEEDS", "LS1 1AA")),
        # The postcode before the country, or the country behind the postcode.
        ("10 Downing Street\nLondon\nSW1A 2AA\nEngland", "", "", ("10 Downing Street", "LONDON")),
        ("10 Downing Street\nSW1A 2AA\nLondon", "", "", ("10 Downing Street", "LONDON")),
        ("10 Downing Street, London SW1A 2AA, UK", "", "", ("10 Downing Street", "LONDON")),
        ("10 Downing Street\nLondon, SW1A 2AA UK", "", "", ("10 Downing Street", "LONDON")),
        ("10 Downing Street\nLondon\nS W1 A 2 AA", "", "", ("10 Downing Street", "LONDON")),
        ("1 Fore Street\nBootle GIR 0AA", "", "", ("1 Fore Street", "BOOTLE", "GIR 0AA")),
        # All in one line, which is taken apart where it can be.
        ("House of Lords London SW1A 0PW", "", "", ("House of Lords", "LONDON", "SW1A 0PW")),
        ("House of Commons", "SW1A 0AA", "", ("House of Commons", "LONDON", "SW1A 0AA")),
        ("1 High Street London E1 6AN", "", "", ("1 High Street", "LONDON", "E1 6AN")),
        ("1 High Street / Leeds / LS1 4AP", "", "", ("1 High Street", "LEEDS", "LS1 4AP")),
        ("1 High Street - Leeds - LS1 4AP", "", "", ("1 High Street", "LEEDS", "LS1 4AP")),
        # Labels, and dependencies by their letters.
        ("Address: 1 High Street\nLeeds\nPostcode: LS1 4AP", "", "", ("1 High Street", "LEEDS")),
        ("The Mount\nDouglas\nI.O.M.\nIM1 2AY", "", "", ("The Mount", "Douglas", "ISLE OF MAN")),
        ("1 Road\nSt Helier\nJersey, C.I.", "JE2 3AB", "", ("1 Road", "St Helier", "JERSEY")),
        # The town twice, or with a full stop; a code after a town abroad.
        ("1 High Street\nLeeds\nLS1 4AP\nLeeds", "", "", ("1 High Street", "LEEDS", "LS1 4AP")),
        ("1 High Street\nLEEDS. LS1 4AP.", "", "", ("1 High Street", "LEEDS", "LS1 4AP")),
        (
            "Markt 1\n10117 Berlin\nDE",
            "",
            "",
            ("Markt 1", "10117 Berlin", "GERMANY"),
        ),
        # Line ends of every kind.
        ("1 High Street\vLondon\fSW1A 0AA", "", "", ("1 High Street", "LONDON", "SW1A 0AA")),
        ("1 High Street\u2028London\x85SW1A 0AA", "", "", ("1 High Street", "LONDON", "SW1A 0AA")),
        ("1 High Street\x1dLondon", "SW1A 0AA", "", ("1 High Street", "LONDON", "SW1A 0AA")),
        # Crown dependencies, in one line or several.
        ("Douglas\nIM1 2AY\nIsle of Man", "", "", ("Douglas", "ISLE OF MAN", "IM1 2AY")),
        ("1 Athol St, Douglas, IM1 2AY, Isle of Man", "", "", ("1 Athol St", "Douglas")),
        ("1 Athol Street\nDouglas", "IM1 2AY", "", ("1 Athol Street", "Douglas", "ISLE OF MAN")),
        ("St Helier, Jersey JE2 3AB", "", "", ("St Helier", "JERSEY", "JE2 3AB")),
        ("St Peter Port\nGuernsey GY1 1AA", "", "", ("St Peter Port", "GUERNSEY", "GY1 1AA")),
        ("1 Rue\nSark", "GY10 1SF", "Channel Islands", ("1 Rue", "Sark", "GUERNSEY", "GY10 1SF")),
        ("1 Rue", "GY9 3UF", "Alderney", ("1 Rue", "Alderney", "GUERNSEY", "GY9 3UF")),
        # Ireland and the overseas territories by their own codes.
        ("1 Main St\nDublin 2\nD02 X285", "", "", ("1 Main St", "Dublin 2", "D02 X285", "IRELAND")),
        ("1 Main St\nDublin 2", "D02X285", "", ("1 Main St", "Dublin 2", "D02X285", "IRELAND")),
        ("Stanley\nFIQQ 1ZZ", "", "", ("Stanley", "FIQQ 1ZZ", "FALKLAND ISLANDS")),
        ("1 Main Street\nGibraltar\nGX11 1AA", "", "", ("1 Main Street", "Gibraltar", "GX11 1AA")),
        # Countries that were unknown, and parts of one, whose name stays.
        ("PO Box 1\nNassau\nThe Bahamas", "", "", ("PO Box 1", "Nassau", "BAHAMAS")),
        ("1 Bay\nCastries", "", "St Lucia", ("1 Bay", "Castries", "SAINT LUCIA")),
        ("1 Rue\nNouméa\nNew Caledonia", "", "", ("1 Rue", "Nouméa", "NEW CALEDONIA")),
        ("1 Rue\nFort-de-France", "97200", "Martinique", ("1 Rue", "Fort-de-France", "97200")),
        ("1 Drive\nHagåtña", "96910", "Guam", ("1 Drive", "Hagåtña", "96910", "GUAM")),
        ("1 Rue\nGenève 22", "CH-1211", "Switzerland", ("1 Rue", "CH-1211 Genève 22")),
        ("1 Rue\nParis Cedex 07", "75327", "France", ("1 Rue", "75327 Paris Cedex 07")),
        ("1 Ro\nSeoul", "04519", "South Korea", ("1 Ro", "Seoul 04519", "SOUTH KOREA")),
        ("1 Road\nWellington", "6011", "New Zealand", ("1 Road", "Wellington 6011")),
        # Stormont is no post town.
        (
            "Parliament Buildings\nStormont",
            "BT4 3XX",
            "",
            ("Parliament Buildings", "BELFAST", "BT4 3XX"),
        ),
        ("1 Road\nSingapore\nSingapore", "", "", ("1 Road", "Singapore", "SINGAPORE")),
        ("1 Road\nTaipei\nTaiwan", "", "", ("1 Road", "Taipei", "TAIWAN")),
        ("1 Calle\nTenerife", "", "", ("1 Calle", "Tenerife", "SPAIN")),
        ("1 Sheikh Road", "", "Dubai", ("1 Sheikh Road", "Dubai", "UNITED ARAB EMIRATES")),
        (
            "1 Elm St\nToronto ON M5V 2T6 Canada",
            "",
            "",
            ("1 Elm St", "Toronto ON M5V 2T6", "CANADA"),
        ),
        ("1 rue\n75008 Paris France", "", "", ("1 rue", "75008 Paris", "FRANCE")),
        ("1 Road\nLeeds, W. Yorks", "LS1 4AP", "", ("1 Road", "LEEDS", "LS1 4AP")),
        ("1 High Street\nLeeds | LS1 4AP", "", "", ("1 High Street", "LEEDS", "LS1 4AP")),
        ("1 Lane\nKirkcaldy\nFife", "KY1 1XX", "", ("1 Lane", "KIRKCALDY", "KY1 1XX")),
        ("1 rue\n75008 Paris, France", "", "", ("1 rue", "75008 Paris", "FRANCE")),
        ("19 rue\n1202 Geneva", "Switzerland", "", ("19 rue", "1202 Geneva", "SWITZERLAND")),
        # The one post town of London's areas.
        (
            "26 South Street\nMayfair",
            "W1K 1DW",
            "",
            ("26 South Street", "Mayfair", "LONDON", "W1K 1DW"),
        ),
        # A postcode of digits alone on its line is no house number of the country below it.
        ("1 St\nKyiv\n01001\nUkraine", "", "", ("1 St", "Kyiv", "01001", "UKRAINE")),
        ("1 Av\nRio\n20040-002\nBrazil", "", "", ("1 Av", "Rio", "20040-002", "BRAZIL")),
        ("2 Drive\nOttawa, ON", "K1M 1M4", "ca", ("2 Drive", "Ottawa, ON K1M 1M4", "CANADA")),
        ("2 Chome\nTokyo", "102-0081", "jp", ("2 Chome", "Tokyo 102-0081", "JAPAN")),
        ("Paris", "75008", "fr", ("Paris", "75008", "FRANCE")),
        ("1 Straße\nDeutschland", "", "", ("1 Straße", "GERMANY")),
        ("1 Weg\nBern\nCH", "3000", "", ("1 Weg", "3000 Bern", "SWITZERLAND")),
        ("1 Calle\nMadrid", "28001", "es", ("1 Calle", "28001 Madrid", "SPAIN")),
    ],
)
def test_an_address_is_where_its_postcode_is(
    raw: str, postcode: str, country: str, lines: tuple[str, ...]
) -> None:
    address, problems = read_address(raw, postcode, country)
    assert address.lines[: len(lines)] == lines
    assert problems == ()


@pytest.mark.parametrize(
    ("raw", "postcode", "country", "code"),
    [
        ("1 rue\nParis", "SW1A 0AA", "France", "uk-postcode-abroad"),
        ("1 rue\nParis\nFrance", "SW1A 0AA", "", "uk-postcode-abroad"),
        ("1 rue\nParis\nFR", "SW1A 0AA", "", "uk-postcode-abroad"),
        ("1 Weg\nBerlin", "SW1A 0AA", "DE", "uk-postcode-abroad"),
        ("1 Straße\nSW1A 0AA\nDeutschland", "", "", "uk-postcode-abroad"),
        # Two letters alone may be Swansea’s area or Illinois: the country must be written out.
        ("1 The Kingsway\nSwansea\nSA", "", "", "no-postcode"),
        ("1 Main Street\nSpringfield\nIL", "62701", "", "bad-postcode"),
    ],
)
def test_what_cannot_be_both_is_an_error(raw: str, postcode: str, country: str, code: str) -> None:
    (problem,) = read_address(raw, postcode, country)[1]
    assert (problem.code, problem.severity) == (code, "error")
    assert problem.hint


@pytest.mark.parametrize("raw", ["12\nReading", "1 High Street\n45231\nReading"])
def test_a_number_before_the_town_has_lost_its_street(raw: str) -> None:
    (problem,) = read_address(raw, "RG1 2AB")[1]
    assert (problem.code, problem.severity) == ("number-for-town", "warning")


@pytest.mark.parametrize(
    ("raw", "postcode", "line"),
    [
        ("Trinity Street", "CB2 1TQ", "Trinity Street"),
        ("The Rectory\nMill Lane.", "RG1 2AB", "Mill Lane."),
    ],
)
def test_a_street_is_no_town_and_is_not_set_as_one(raw: str, postcode: str, line: str) -> None:
    address, (problem,) = read_address(raw, postcode)
    assert (problem.code, problem.severity) == ("street-for-town", "warning")
    assert address.lines[-2:] == (line, postcode)


@pytest.mark.parametrize(
    "town", ["Street", "Chester-le-Street", "Chester le Street", "Burgess Hill"]
)
def test_a_town_called_like_a_street_is_one(town: str) -> None:
    address, problems = read_address(f"1 Bridge House\n{town}", "BA16 0HA")
    assert (problems, address.lines[-2]) == ((), town.upper())


def test_a_town_that_cannot_be_told_from_its_street_is_said() -> None:
    (problem,) = read_address("1 Mill Lane Leeds", "LS1 4AP")[1]
    assert problem.code == "no-post-town"


@pytest.mark.parametrize(
    "line", ["Tel: 020 7946 0000", "office@example.org", "www.example.org", "Email: see website"]
)
def test_what_is_no_line_of_an_address_is_left_out_and_told(line: str) -> None:
    address, (problem,) = read_address(f"1 High Street\nLeeds\n{line}", "LS1 4AP")
    assert address.lines == ("1 High Street", "LEEDS", "LS1 4AP")
    assert (problem.code, problem.severity) == ("no-address-line", "warning")
    assert line in problem.message


AMERICA = "UNITED STATES OF AMERICA"


@pytest.mark.parametrize(
    ("raw", "postcode", "country", "lines", "told"),
    [
        ("1 Elm St\nAtlanta, Georgia", "30303", "", ("Atlanta", "Georgia 30303", AMERICA), []),
        ("1 Elm St\nAtlanta", "30303", "Georgia", ("Atlanta", "Georgia 30303", AMERICA), []),
        ("1 Elm St\nAtlanta, GA 30303-1234", "", "", ("Atlanta, GA 30303-1234", AMERICA), []),
        ("1 Elm St\nAtlanta\nGeorgia", "", "", ("Atlanta", "GEORGIA"), ["which-georgia"]),
        ("1 Elm St\nTbilisi", "0108", "Georgia", ("0108 Tbilisi", "GEORGIA"), []),
        ("1 Elm St\nLebanon", "17042", "", ("Lebanon 17042", AMERICA), []),
        ("1 Elm St\nLebanon, PA 17042", "", "", ("Lebanon, PA 17042", AMERICA), []),
        ("PO Box 70123\nBeirut\nLebanon", "", "", ("Beirut", "LEBANON"), []),
        ("PO Box 70123\nLebanon", "", "", ("PO Box 70123", "LEBANON"), []),
        ("1 Elm St\nNew York, NY 10118-3299 USA", "", "", ("New York, NY 10118-3299", AMERICA), []),
        ("1 Elm St\nSalem", "1970", "USA", ("Salem 1970", AMERICA), ["lost-zero"]),
        ("1 Weg\nDresden", "1067", "Germany", ("1067 Dresden", "GERMANY"), ["lost-zero"]),
        ("1 Elm St\nCuba, MO 65453", "", "", ("Cuba, MO 65453", AMERICA), []),
        ("1 Elm St\nParis, TX 75460", "", "", ("Paris, TX 75460", AMERICA), []),
        ("1 Elm St\nParis, Texas", "75460", "", ("PARIS, TEXAS",), ["bad-postcode"]),
        ("1 Elm St\nMexico\nMO", "65265", "", ("MO",), ["bad-postcode"]),
    ],
)
def test_american_states_and_towns_called_like_states_abroad(
    raw: str, postcode: str, country: str, lines: tuple[str, ...], told: list[str]
) -> None:
    address, problems = read_address(raw, postcode, country)
    assert address.lines[-len(lines) :] == lines
    assert [problem.code for problem in problems] == told


@pytest.mark.parametrize(
    ("raw", "country", "line"),
    [
        ("1600 Pennsylvania Avenue NW, Washington, DC 20500", "USA", "Washington DC 20500"),
        ("24 Sussex Drive, Ottawa, ON K1M 1M4", "Canada", "Ottawa ON K1M 1M4"),
        ("Parliament House, Canberra, ACT 2600", "Australia", "Canberra ACT 2600"),
    ],
)
def test_a_state_and_its_code_stand_behind_their_town(raw: str, country: str, line: str) -> None:
    address, problems = read_address(raw, "", country)
    assert (address.lines[-2], problems) == (line, ())
