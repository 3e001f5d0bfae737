"""Judges, clergy, officers, couples, the devolved, abroad: a case a kind, written from usage.

Debrett’s for styles, the judiciary’s and Parliament’s published forms; where usage is divided the
case says what the page of forms of address says.
"""

from __future__ import annotations

import pytest

from campaign.forms_of_address import form_of_address
from campaign.model import Recipient

# Kind, name, salutation without "Dear", and the first line of the envelope where it says more.
BY_NAME = """
mp | Mr Nicholas St. Aubyn | Mr St. Aubyn | Mr Nicholas St. Aubyn MP
mp | Rt. Hon. Dame Angela Eagle DBE MP | Dame Angela | The Rt Hon Dame Angela Eagle DBE MP
mp | The Rt Hon Sir Edward Leigh, MP | Sir Edward | The Rt Hon Sir Edward Leigh MP
mp | Mrs. Sharon Hodgson M.P. | Mrs Hodgson | Mrs Sharon Hodgson MP
mp | Lt Col (retd) Forename Surname MP | Colonel Surname |
mp | Justice Surname MP | Justice Surname |
other | Justice Forename Surname | Judge | Justice Forename Surname
other | Sen. Forename Surname | Senator Surname | Senator Forename Surname
other | Archdeacon Forename Surname | Archdeacon Surname |
other | Madam Justice Surname | Judge | Madam Justice Surname
other | Sheriff Principal Forename Surname | Sheriff Principal Surname |
other | Lt Col F. Surname MBE (Retd) | Colonel Surname | Lieutenant Colonel F. Surname MBE (Retd)
other | Dr. rer. nat. Forename Surname | Dr Surname | Dr Forename Surname
other | Mr Tran Van Forename | Mr Tran Van Forename |
mp | Dr Forename St Clair-Surname MP | Dr St Clair-Surname |
mp | Mr Forename Mac Surname MP | Mr Mac Surname |
mp | Ian Paisley Jr MP | Ian Paisley | Ian Paisley Jr MP
mp | Gen Kitchen MP | Gen Kitchen | Gen Kitchen MP
mp | Rt Hon Forename Surname KC (Hon) MP | Forename Surname |
other | Norman St John-Stevas | Norman St John-Stevas |
other | Mr Oliver St John | Mr St John |
other | Mr St John Surname | Mr Surname |
other | Ms Forename van den Surname | Ms van den Surname |
other | Ms Forename von der Surname | Ms von der Surname |
other | Mr Forename de la Surname | Mr de la Surname |
other | Dr Forename bin Surname | Dr bin Surname |
other | Dr Forename al-Surname | Dr al-Surname |
other | Mr Forename Ó Surname | Mr Ó Surname |
other | Ms Forename Ní Surname | Ms Ní Surname |
other | Mr Forename O’Surname | Mr O’Surname |
other | Mr F. G. H. Surname | Mr Surname |
other | Mr Forename Surname Othername | Mr Forename Surname Othername |
other | DCI Forename Surname | Detective Chief Inspector Surname |
other | Congresswoman Forename Surname | Congresswoman Surname |
other | Ven Ajahn Surname | Ajahn Surname | The Ven Ajahn Surname
other | Mr F and Mrs G Surname | Mr and Mrs Surname | Mr F and Mrs G Surname
other | Mr Surname and Ms Forename Other | Mr Surname and Ms Forename Other |
other | His Grace the Archbishop of Wales | Archbishop | The Most Rev the Archbishop of Wales
other | Mr de Surname | Mr de Surname |
other | Ms van der Surname | Ms van der Surname |
other | Mr St Surname | Mr St Surname |
other | Mr Van Surname | Mr Van Surname |
other | Mr Ben Surname | Mr Surname |
other | Mr Forename Ben Surname | Mr Forename Ben Surname |
other | Sr Forename Surname OSB | Sister Forename | Sister Forename Surname OSB
other | Br Forename Surname OFM Cap | Brother Forename | Brother Forename Surname OFMCap
other | Sister Surname RSM | Sister Surname |
other | Forename & Other Surname | Forename and Other Surname | Forename and Other Surname
other | Forename Surname & Forename Othername | Forename Surname and Forename Othername |
other | Forename Surname III | Forename Surname | Forename Surname III
other | Forename Surname Sr. | Forename Surname | Forename Surname Sr
other | Mr Forename Surname, Jr. | Mr Surname | Mr Forename Surname Jr
other | F. Surname Esq. | F. Surname | F. Surname Esq
other | Dr Forename Surname, PhD, FRSE | Dr Surname | Dr Forename Surname PhD FRSE
other | Fr Forename Surname SJ | Father Surname | Father Forename Surname SJ
other | Professor Dr Forename Surname | Professor Surname |
other | Mme Forename Surname | Madame Surname | Madame Forename Surname
other | Mr KIM Song-gi | Mr KIM Song-gi |
peer | Maude of Horsham, L. | Lord Maude | The Lord Maude of Horsham
peer | Alton of Liverpool, Lord | Lord Alton | The Lord Alton of Liverpool
peer | Alton of Liverpool (Lord) | Lord Alton | The Lord Alton of Liverpool
peer | Surname of Place, Baroness | Lady Surname | The Baroness Surname of Place
peer | Surname of Place, B. | Lady Surname | The Baroness Surname of Place
peer | Surname, The Earl | Lord Surname | The Earl Surname
peer | Baroness Ashton of Upholland GCMG | Lady Ashton | The Baroness Ashton of Upholland GCMG
peer | The Lord St John of Bletso | Lord St John | The Lord St John of Bletso
peer | Lord Lloyd Webber | Lord Lloyd Webber | The Lord Lloyd Webber
peer | Baroness D'Souza | Lady D'Souza | The Baroness D'Souza
peer | General the Lord Dannatt GCB CBE | Lord Dannatt | General the Lord Dannatt GCB CBE
peer | Rabbi Baroness Neuberger | Lady Neuberger | Rabbi the Baroness Neuberger
peer | The Dowager Countess of Place | Lady Place | The Dowager Countess of Place
peer | The Rt Revd the Lord Bishop of Leeds | Bishop | The Rt Rev the Lord Bishop of Leeds
other | Lady Surname | Lady Surname | Lady Surname
other | The Hon. Mrs Forename Surname | Mrs Surname | The Hon Mrs Forename Surname
other | The Duke of Place KG | Duke | The Duke of Place KG
other | The Hon Mr Justice Fordham | Judge | The Hon Mr Justice Fordham
other | The Hon Mrs Justice Cheema-Grubb DBE | Judge | The Hon Mrs Justice Cheema-Grubb DBE
other | Rt Hon Lord Justice Singh | Lord Justice | The Rt Hon Lord Justice Singh
other | The Rt Hon Lady Justice Simler DBE | Lady Justice | The Rt Hon Lady Justice Simler DBE
other | Dame Justice Surname | Judge |
other | HHJ Surname KC | Judge | HHJ Surname KC
other | His Honour Forename Surname KC | Judge | His Honour Forename Surname KC
other | HH Judge Surname | Judge | HHJ Surname
other | Her Honour Judge Forename Surname KC | Judge | Her Honour Judge Forename Surname KC
other | District Judge Surname | Judge | District Judge Surname
other | Gen Sir Roly Walker | Sir Roly | General Sir Roly Walker
other | Gen. Forename Surname | General Surname | General Forename Surname
other | Air Chief Marshal Sir Richard Knighton KCB | Sir Richard |
other | Admiral Sir Ben Key | Sir Ben | Admiral Sir Ben Key
other | Vice-Admiral Dame Forename Surname | Dame Forename | Vice Admiral Dame Forename Surname
other | Adm. Surname | Admiral Surname | Admiral Surname
other | Brig. Forename Surname OBE | Brigadier Surname | Brigadier Forename Surname OBE
other | Air Vice-Marshal Forename Surname CBE | Air Vice Marshal Surname |
other | Surg Capt Forename Surname | Surgeon Captain Surname |
other | Chief Constable Forename Surname | Chief Constable Surname |
other | His Eminence Cardinal Vincent Nichols | Cardinal Nichols |
other | Vincent Cardinal Nichols | Cardinal Nichols | Cardinal Vincent Nichols
other | Chief Rabbi Sir Ephraim Mirvis KBE | Chief Rabbi |
other | Rabbi Dr Forename Surname | Rabbi Surname | Rabbi Dr Forename Surname
other | Imam Forename Surname | Imam Surname |
other | Sheikh Dr Forename Surname | Sheikh Surname |
other | Mgr Forename Surname | Monsignor Surname | Monsignor Forename Surname
other | Rt Rev Mgr Forename Surname | Monsignor Surname | The Rt Rev Monsignor Forename Surname
other | The Revd Prebendary Forename Surname | Prebendary Surname |
other | The Revd Canon Dr Forename Surname | Canon Surname | The Revd Canon Dr Forename Surname
other | The Ven. Forename Surname | Archdeacon | The Ven Forename Surname
other | Dr and Mrs F Surname | Dr and Mrs Surname | Dr and Mrs F Surname
other | Mr & Mrs F Surname | Mr and Mrs Surname | Mr and Mrs F Surname
other | Prof and Dr Surname | Professor and Dr Surname | Professor and Dr Surname
other | Revd and Mrs Forename Surname | Forename Surname and Mrs Surname |
other | Sir F and Lady Surname | Sir F and Lady Surname | Sir F and Lady Surname
other | Lord & Lady Surname | Lord and Lady Surname | The Lord and Lady Surname
other | Mr Forename Surname and Ms Forename Othername | Mr Surname and Ms Othername |
other | Ambassador Forename Surname | Ambassador Surname | Ambassador Forename Surname
other | Senator Forename Surname | Senator Surname | Senator Forename Surname
msp | Forename Surname | Forename Surname | Forename Surname MSP
ms | Dr Forename Surname AS | Dr Surname | Dr Forename Surname AS
ms | Forename Surname AS | Forename Surname | Forename Surname AS
mla | Miss Forename Surname | Miss Surname | Miss Forename Surname MLA
mep | Ms Forename Surname | Ms Surname | Ms Forename Surname MEP
councillor | Forename Surname | Councillor Surname | Councillor Forename Surname
councillor | Cllr Dr Forename Surname | Councillor Surname | Councillor Dr Forename Surname
other | Mr and Mr Surname | Mr and Mr Surname | Mr and Mr Surname
other | Mr Forename Surname BSc (Hons) | Mr Surname |
other | Señora Forename Surname | Señora Surname |
other | Recorder Forename Surname KC | Recorder Surname |
other | Senior District Judge Surname | Judge |
other | Supt Forename Surname | Superintendent Surname | Superintendent Forename Surname
other | Deacon Forename Surname | Deacon Surname |
councillor | Ald. Forename Surname | Alderman Surname | Alderman Forename Surname
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("kind", "name", "called", "envelope"), rows(BY_NAME))
def test_everybody_is_greeted_by_name_as_usage_has_it(
    kind: str, name: str, called: str, envelope: str
) -> None:
    form = form_of_address(Recipient("id", 2, kind, name))  # type: ignore[arg-type]  # one of KINDS
    assert form.salutation == f"Dear {called}"
    assert form.complimentary_close == "Yours sincerely"
    if envelope:
        assert form.envelope_lines == (envelope,)


# Kind, name, role, organisation, salutation, first line of the envelope where it says more.
BY_OFFICE = """
minister | | Foreign Secretary | | Dear Foreign Secretary | The Foreign Secretary
minister | Forename Surname MP | Pensions Minister | | Dear Minister | Forename Surname MP
minister | Forename Surname MP | Shadow Pensions Minister | | Dear Forename Surname |
organisation | Forename Surname | Director-General | ILO | Dear Director-General | Forename Surname
other | Forename Surname | Director-General | | Dear Forename Surname |
other | Revd Forename Surname | Methodist Minister | | Dear Forename Surname |
mp | Forename Surname MP and Othername Other MP | | | Dear Forename Surname and Othername Other |
mla | Forename Surname MLA | Speaker of the Northern Ireland Assembly | | Dear Speaker |
other | The Worshipful the Mayor of Place | | | Dear Mayor | The Worshipful the Mayor of Place
other | The Manager | | Barclays | Dear Manager | The Manager
other | Sir | | Barclays | Dear Sir or Madam | Barclays
embassy | HRH Prince Forename | Ambassador | | Your Royal Highness | HRH Prince Forename
minister | | Minister for Women’s Health | | Dear Minister | The Minister for Women’s Health
minister | | Chief Secretary to the Treasury | | Dear Chief Secretary |
minister | | Economic Secretary to the Treasury | | Dear Minister |
minister | | Lord Chancellor and Secretary of State for Justice | | Dear Lord Chancellor |
minister | Forename Surname MP | Former Foreign Secretary | | Dear Forename Surname |
minister | | Shadow Foreign Secretary | | Dear Sir or Madam | Shadow Foreign Secretary
minister | | Shadow Minister (Asia) | | Dear Sir or Madam |
minister | | Private Secretary to the Foreign Secretary | | Dear Sir or Madam |
minister | | Principal Private Secretary to the Home Secretary | | Dear Sir or Madam |
minister | | Permanent Under-Secretary | | Dear Sir or Madam |
minister | | Special Adviser | | Dear Sir or Madam |
minister | | Foreign Secretary's Special Adviser | | Dear Sir or Madam |
minister | | Prime Minister’s Special Envoy | | Dear Sir or Madam |
minister | | Parliamentary Private Secretary | | Dear Sir or Madam |
other | Foreign Secretary | | | Dear Foreign Secretary | The Foreign Secretary
other | Mayor of London | | | Dear Mayor | The Mayor of London
other | | Lord Mayor of Leeds | | Dear Lord Mayor | The Lord Mayor of Leeds
other | Cllr Forename Surname | Lord Mayor of Leeds | | Dear Lord Mayor |
other | | Lord Provost of Edinburgh | | Dear Lord Provost |
councillor | | Leader of the Council | Camden Council | Dear Leader of the Council |
councillor | Mrs Forename Surname | Leader of the Council | | Dear Councillor Surname |
councillor | | Chief Executive | Camden Council | Dear Chief Executive |
councillor | | Leader | Highland Council | Dear Leader of the Council | The Leader
councillor | | Cabinet Member for Highways | Camden Council | Dear Cabinet Member |
councillor | Rt Worshipful the Mayor of Weir | | | Dear Mayor | The Rt Worshipful the Mayor of Weir
msp | Ms Forename Surname | Cabinet Secretary for Health | | Dear Cabinet Secretary |
mla | | deputy First Minister | | Dear Deputy First Minister |
minister | | Counsel General for Wales | | Dear Counsel General | The Counsel General for Wales
other | | Tánaiste | | Dear Tánaiste | The Tánaiste
minister | | Chief Whip | | Dear Chief Whip | The Chief Whip
minister | | Minister's Private Office | | Dear Sir or Madam |
other | | Archbishop of Canterbury | | Dear Archbishop | The Archbishop of Canterbury
other | | The Lord Bishop of Leeds | | Dear Bishop | The Lord Bishop of Leeds
other | | Cardinal Archbishop of Weir | | Dear Cardinal | The Cardinal Archbishop of Weir
organisation | | Independent Expert on Torture | OHCHR | Dear Independent Expert |
press | | Letters to the Editor | The Times | Dear Editor |
msp | Rt Hon Forename Surname | First Minister | | Dear First Minister |
ms | | Llywydd | Senedd Cymru | Dear Llywydd | The Llywydd
msp | | Presiding Officer | The Scottish Parliament | Dear Presiding Officer |
other | Sir Forename Surname | Master of the Rolls | | Dear Master of the Rolls |
other | Very Revd Forename Surname | Dean of Westminster | | Dear Dean |
other | Professor Forename Surname | Dean of Law | | Dear Professor Surname |
other | Dean of Westminster | | | Dear Dean | The Dean of Westminster
other | The Very Revd the Dean of York | | | Dear Dean | The Very Revd the Dean of York
other | | Archdeacon of London | | Dear Archdeacon |
other | Rt Rev Forename Surname | Moderator of the General Assembly | | Dear Moderator |
other | | Chief Minister of Jersey | | Dear Chief Minister | The Chief Minister of Jersey
other | | Bailiff of Jersey | | Dear Bailiff | The Bailiff of Jersey
other | | Police and Crime Commissioner | | Dear Commissioner | The Police and Crime Commissioner
other | | Victims’ Commissioner | | Dear Commissioner | The Victims’ Commissioner
other | | Deputy Commissioner | | Dear Sir or Madam | Deputy Commissioner
other | Chief Rabbi | | | Dear Chief Rabbi | The Chief Rabbi
other | HRH The Prince of Wales | | | Your Royal Highness | HRH The Prince of Wales
other | HRH the Princess Royal | | | Your Royal Highness | HRH The Princess Royal
organisation | António Guterres | Secretary-General | United Nations | Dear Secretary-General |
organisation | | UN Special Rapporteur on Torture | OHCHR | Dear Special Rapporteur |
organisation | | United Nations High Commissioner for Refugees | UNHCR | Dear High Commissioner |
organisation | | High Representative of the Union for Foreign Affairs | | Dear High Representative |
organisation | | President of the European Commission | | Dear President |
organisation | | Ambassador | Delegation of the European Union | Dear Ambassador |
organisation | Ms Forename Surname | Representative to the UK | UNHCR | Dear Ms Surname |
press | | The Editor | The Guardian | Dear Editor | The Editor
press | The Editor, The Times | | | Dear Editor | The Editor
press | | | The Guardian | Dear Editor | The Editor
press | Ms Forename Surname | Diplomatic Editor | The Times | Dear Ms Surname |
press | | News Desk | BBC | Dear Sir or Madam |
press | | Letters Page | The Guardian | Dear Editor | Letters Page
other | Maître Forename Surname | | | Dear Maître Surname |
other | Yr Athro Forename Surname | | | Dear Professor Surname | Professor Forename Surname
other | Y Gwir Barchedig Forename Surname | | | Dear Bishop |
mp | Vacant | | | Dear Sir or Madam |
peer | Alton of Liverpool | | | Dear Sir or Madam |
embassy | | HM Ambassador | British Embassy Beijing | Dear Ambassador | HM Ambassador
embassy | Forename Surname CMG | HM Ambassador to Poland | | Dear Ambassador | Forename Surname CMG
embassy | | | British Embassy Paris | Dear Ambassador | HM Ambassador
embassy | Sir Forename Surname | British High Commissioner | | Dear High Commissioner |
embassy | Mr Forename Surname | Deputy Head of Mission | British Embassy Paris | Dear Mr Surname |
embassy | Mr Forename Surname | Minister-Counsellor | Embassy of France | Dear Mr Surname |
"""


@pytest.mark.parametrize(
    ("kind", "name", "role", "organisation", "salutation", "envelope"), rows(BY_OFFICE)
)
def test_an_office_decides_only_where_it_is_held(
    kind: str, name: str, role: str, organisation: str, salutation: str, envelope: str
) -> None:
    form = form_of_address(Recipient("id", 2, kind, name, role, organisation))  # type: ignore[arg-type]  # one of KINDS
    assert form.salutation == salutation
    impersonal = salutation in {"Dear Sir or Madam", "Your Royal Highness"}
    assert form.complimentary_close == ("Yours faithfully" if impersonal else "Yours sincerely")
    if envelope:
        assert form.envelope_lines[0] == envelope


@pytest.mark.parametrize("state", ["kp", "kr", "cn", "vn", "tw", "hk", "hu", "jp"])
def test_where_the_family_name_comes_first_nobody_is_greeted_by_half_a_name(state: str) -> None:
    recipient = Recipient("id", 2, "embassy", "Mr Kim Song-gi", "Counsellor", state=state)
    assert form_of_address(recipient).salutation == "Dear Mr Kim Song-gi"


@pytest.mark.parametrize("wish", ["Ms.", "Mr", "Dr", "Mr and Mrs", "Rt Hon", "Lord", "The Hon"])
def test_a_title_alone_is_no_salutation(wish: str) -> None:
    recipient = Recipient("id", 2, "other", "Forename Surname", address_as=wish)
    assert form_of_address(recipient).salutation == "Dear Forename Surname"


@pytest.mark.parametrize("wish", ["Bishop", "Minister", "Ambassador", "Sir", "Father", "Editor"])
def test_an_office_alone_is_one(wish: str) -> None:
    recipient = Recipient("id", 2, "other", "Forename Surname", address_as=wish)
    assert form_of_address(recipient).salutation == f"Dear {wish}"
