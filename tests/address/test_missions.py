"""An embassy is known by its state, whatever it is called; what may be two states is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.address import state_named


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Embassy of the Republic of Sudan", "sd"),
        ("Embassy of the Republic of South Sudan", "ss"),
        ("Chinese Embassy", "cn"),
        ("Embassy of the People’s Republic of China", "cn"),
        ("Royal Thai Embassy", "th"),
        ("Royal Norwegian Embassy", "no"),
        ("Royal Embassy of Saudi Arabia", "sa"),
        ("Royal Hashemite Embassy of Jordan", "jo"),
        ("US Embassy", "us"),
        ("U.S. Embassy London", "us"),
        ("Swiss Embassy", "ch"),
        ("Japan Embassy", "jp"),
        ("The Embassy of Japan in the UK", "jp"),
        ("Embassy of Japan, London", "jp"),
        ("Embassy of Ireland - London", "ie"),
        ("High Commission for Malta", "mt"),
        ("High Commission of India", "in"),
        ("Cyprus High Commission", "cy"),
        ("St Lucia High Commission", "lc"),
        ("High Commission for Antigua & Barbuda", "ag"),
        ("High Commission of the Republic of The Gambia", "gm"),
        ("High Commission for the Islamic Republic of Pakistan", "pk"),
        ("Kingdom of Eswatini High Commission", "sz"),
        ("Mission of Palestine", "ps"),
        ("Permanent Mission of Japan to the UN", "jp"),
        ("Palestinian Mission to the United Kingdom", "ps"),
        ("Embassy of the Russian Federation to the United Kingdom of Great Britain", "ru"),
        ("Embassy of the Democratic People's Republic of Korea", "kp"),
        ("Embassy of the Republic of Korea", "kr"),
        ("Embassy of the Democratic Republic of the Congo", "cd"),
        ("Embassy of the Republic of Congo", "cg"),
        ("Embassy of Côte d’Ivoire", "ci"),
        ("Embassy of the Kyrgyz Republic", "kg"),
        ("Embassy of the Hellenic Republic", "gr"),
        ("Embassy of the Argentine Republic", "ar"),
        ("Embassy of the Grand Duchy of Luxembourg", "lu"),
        ("Embassy of the Union of Myanmar", "mm"),
        ("Embassy of the Lao People's Democratic Republic", "la"),
        ("Embassy of Viet Nam", "vn"),
        ("Embassy of Kosovo", "xk"),
        ("Taipei Representative Office in the UK", "tw"),
        ("Hong Kong Economic and Trade Office", "hk"),
        ("Apostolic Nunciature", "va"),
        ("Embassy of the Holy See", "va"),
        ("Consulate General of Brazil", "br"),
        ("Chinese Ambassador", "cn"),
        ("High Commissioner for New Zealand", "nz"),
        ("British Embassy Beijing", "gb"),
        ("Sudan", "sd"),
        # An adjective of two states, and what is no state.
        ("Korean Embassy", None),
        ("Congolese Embassy", None),
        ("Embassy", None),
        ("", None),
        ("Delegation of the European Union", None),
        ("Embassy of the Sovereign Order of Malta", None),
        ("Embassy of the Turkish Republic of Northern Cyprus", None),
        ("Eastern Caribbean High Commission", None),
    ],
)
def test_a_mission_is_of_the_state_it_names(words: str, state: str | None) -> None:
    assert state_named(words) == state


@given(st.text(max_size=60))
def test_any_words_name_a_state_or_none(words: str) -> None:
    found = state_named(words)
    assert found is None or len(found) == 2
