"""Which news agency a text credits, in the forms that desks print; and what is only a mention."""

import pytest

from app.lexicon import Lexicon
from app.verdict.credits import credited_agency

RAIN = "It rained in the town on Tuesday, and the old bridge was closed for the night, the mayor said."
LEADS = [
    "LONDON/PARIS, May 3 (Reuters) -", "KYIV, Ukraine (AP) —", "Paris, May 3, 2021 (AFP) -", "NEW DELHI [India], May 3 (ANI):",
    "Mumbai, May 3 (IANS)", "Berlin (dpa/tmn) -", "Madrid, May 3 (EFE).-", "MOSCOW, May 3. /TASS/.", "TOKYO, May 3 (Kyodo) --",
    "Tokyo, May 3 (Jiji Press)--", "OTTAWA (CP) —", "KUALA LUMPUR, May 3 (Bernama) --", "ABU DHABI, 3rd May, 2021 (WAM) --",
    "Tehran, IRNA –", "Damascus, SANA-", "Accra, May 3, GNA -", "ANKARA (AA) –", "(ANSA) - ROME, MAY 3 -", "NEW YORK—AP—",
    "KELLMOUTH — AFP:", "Kellmouth | AFP |", "AFP, Kellmouth —", "Kellmouth/PTI:", "(CNN) —",
    "LOS ANGELES (Variety/Reuters) -", "ISLAMABAD, May 03 (APP):", "LONDON, Reuters —", "Havana, May 3 (Prensa Latina)",
]  # fmt: skip
BYLINES = [
    "By JANE DOE Associated Press", "By JANE DOE, AP Business Writer", "By JANE DOE\nAP Sports Writer",
    "by: The Associated Press", "By Jane Doe, PA Political Correspondent", "by Jane DOE with John ROE in Rome, AFP",
    "Reuters Staff", "By UPI Staff", "PTI | New Delhi | Updated: May 3, 2021 10:15 IST",
    "Press Trust of India, Updated: May 03, 2021", "IANS, May 3, 2021",
    "Updated 10:15 AM, May 3, 2021 · By JANE DOE, Associated Press", "Associated Press · May 3, 2021", "FRANCE 24 with AFP",
    "By Bay City News Service", "Jane Doe, Local Democracy Reporter", "Interfax-Ukraine",
    "By News Agency of Nigeria", "Staff and wire reports", "KYODO NEWS - May 3, 2021", "Jane Doe (Reuters)", "Written by: AFP",
    "By Jane Doe of The Associated Press", "Agencia EFE", "AFP-JIJI", "Jane Doe | Associated Press", "AP and staff reports",
]  # fmt: skip
SIGN_OFFS = [
    "(Additional reporting by Jane Doe; editing by John Roe)", "(Editing by John Roe)",
    "Our Standards: The Thomson Reuters Trust Principles.",
    "(This story has not been edited by our staff and is auto-generated from PTI.)", "PTI KR SRY", "--IANS\nabc/xyz",
    "dpa jd rb", "AP Sports Writer Jane Doe contributed.", "___\nMore AP NFL: https://apnews.com/NFL", "Source: News Agencies",
    "Enditem", "==Kyodo", "dpa-infocom, dpa:210503-99-449182/3", "EFE jd/rb", "[Copyright The Jiji Press, Ltd.]",
    "With files from CP", "WAM/Jane Doe", "Wire services contributed to this report.",
    "Distributed by Tribune Content Agency, LLC.", "Published by arrangement with Reuters",
    "This story was first published by the Associated Press.", "Story courtesy of AP", "Edited by Jane Doe/John Roe (NAN)",
    "(GNA)", "The article is based on reports from Reuters and AP.",
    "Information from The Associated Press was used in this report.", "Reuters’ Jane Doe contributed to this report.",
    "— with files from Jane Doe in Ottawa and The Associated Press", "-AP",
    "Anadolu Agency website contains only a portion of the news stories offered to subscribers.", "*With inputs from PTI",
    "(Agency: ANI)", "burs-jd/rb (AFP)", "This Associated Press story was updated.", "- REUTERS", "BLOOMBERG, REUTERS",
    "THE CANADIAN PRESS/Jane Doe", "(jr/AFP)", "(FRANCE 24 with AP and REUTERS)", "This is a Reuters story.", "Additional sourc"
    "es • AP",
    "(Edited by Jane Doe, Reuters)", "This article originally appeared on Reuters.", "This news has been received from AFP",
    "AFP contributed",
    "News agencies contributed to this report.", "Agencies contributed to this report", "Distributed by APO Group on behalf of "
    "the council.",
]  # fmt: skip
BEHIND = [" —AFP", " (ANI)", " PTI", " [AP]", " --IANS", " /TASS/", " (with inputs from PTI)", " (Jane Doe/PA)", " - Bernama"]
CREDITED = [
    *(f"{lead} {RAIN} {RAIN}" for lead in LEADS),
    *(f"Bridge shut after a night of rain\n\n{byline}\n\n{RAIN}" for byline in BYLINES),
    *(f"{RAIN}\n\n{RAIN}\n\n{sign_off}" for sign_off in SIGN_OFFS),
    *(f"{RAIN} {RAIN}{behind}" for behind in BEHIND),
]


@pytest.mark.parametrize("text", CREDITED)
def test_credits_are_recognised_as_desks_print_them(lexicon: Lexicon, text: str) -> None:
    assert credited_agency(text, lexicon.english.credits) is not None


MENTIONED = [
    "He saw the story on Reuters.", "Two agencies contributed money to the bridge.", "The Conversation was short.", "AFP, AP an"
    "d others wrote so.",
    "The Associated Press (AP) reported that the bridge was old.", "He told the News Agency of Nigeria (NAN) so.",
    "A report by Reuters said the bridge was old.", "The news was first reported by Reuters.",
    "The talks were first reported by AP.", "A poll published by Reuters on Monday found so.",
    "Students took Advanced Placement (AP) exams.", "Bloomberg: how a mayor won.",
    "The Middle East and North Africa (MENA) saw less rain.", "The University of Northern Iowa (UNI) Panthers won.",
    "He lives in Philadelphia, PA.", "HARRISBURG, PA – It rained in the state.", "The Palestinian Authority (PA) refused.",
    "An AFP photographer saw it.", "Reuters could not verify this.", "A Reuters/Ipsos poll found so.",
    "An AP/NORC poll found so.", "The Canadian Press reported on it.", "The video was supplied by Reuters, he said.",
    "Shares of Thomson Reuters rose.", "Data from Bloomberg showed it.", "He read a story by Reuters on his phone.",
    "Sputnik — the first satellite — flew in 1957.", "The Aam Aadmi Party (AAP) won in Delhi.", "AAP: the party that won.",
    "Jane Doe, a Reuters reporter, was held.", "As reported by ANI, it rained.", "Reuters, AFP and AP were all invited.",
    "“Reuters – they lie,” he said.", "The firm (NASDAQ: UPI) fell.", "News agencies around the world carried it.",
    "He worked for Reuters and AFP in Rome.",
]  # fmt: skip


@pytest.mark.parametrize("sentence", MENTIONED)
def test_a_mention_is_no_credit_wherever_it_stands(lexicon: Lexicon, sentence: str) -> None:
    for text in (f"{sentence} {RAIN}", f"{RAIN} {sentence}", f"{RAIN}\n\n{sentence}", f"{sentence}\n\n{RAIN}"):
        assert credited_agency(text, lexicon.english.credits) is None


@pytest.mark.parametrize(
    "nasty", ["(A " * 700, "Aa " * 700 + "AP", "A" * 1_600 + "/AP", "by " * 500 + "AFP", "with " * 400 + "AP", "AP, ABC, " * 200]
)
def test_no_line_costs_the_square_of_its_length(lexicon: Lexicon, nasty: str) -> None:
    assert credited_agency(nasty, lexicon.english.credits) in (None, "AP", "AFP")
