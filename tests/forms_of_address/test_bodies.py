"""An institution under a name column is no person, and nobody loses their name to it."""

from __future__ import annotations

import pytest

from campaign.forms_of_address import is_body

BODIES = """
The Private Office of Forename Surname MP
Team Surname
Amnesty International UK
The Guardian
Foreign, Commonwealth and Development Office
Embassy of Japan
UNHCR
Camden Council
House of Lords Library
St Mary’s Church
Oxfam GB
Unite the Union
University of Oxford
Ahmed & Co Solicitors
Marks and Spencer plc
Save the Children
British Red Cross
Church of England
Royal College of Nursing
APPG on North Korea
Home Office
Conciliation Resources
Liberal Democrats
"""
PEOPLE = """
Jane Office
Ann Church
Will Bank
Mr Alex Law
Neil Parish
Cllr Alex Baker
Rt Hon Alex Council MP
Lord Temple of Stowe
The Lord Bishop of Oxford
The Rt Hon the Lord Mayor of London
The Editor, The Times
The Occupier
Diane Abbott MP
May Bond-Hall
TRUE
NULL
Vacant
Nan
"""


@pytest.mark.parametrize("name", BODIES.strip().splitlines())
def test_bodies(name: str) -> None:
    assert is_body(name)


@pytest.mark.parametrize("name", PEOPLE.strip().splitlines())
def test_people_and_offices(name: str) -> None:
    assert not is_body(name)
