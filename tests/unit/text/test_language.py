"""Whether a text can be measured, and why not."""

from collections.abc import Callable
from functools import partial

import pytest

from app.lexicon import Lexicon
from app.text import Document, read_text
from app.text import why_not_measurable as why_not

Ask = Callable[[Document], str | None]
ENGLISH = (
    "The old harbour wall is to be repaired next spring, the council said on Monday. Engineers found cracks in it after "
    "the storms of last winter, and part of the quay has been closed to visitors since then."
)
OTHERS = {
    "Spanish": "El muro del viejo puerto será reparado en la próxima primavera, dijo el lunes el ayuntamiento. Los "
    "ingenieros encontraron grietas después de las tormentas del invierno y una parte del muelle está cerrada.",
    "German": "Die alte Hafenmauer soll im nächsten Frühjahr repariert werden, sagte der Rat am Montag. Ingenieure fanden "
    "nach den Stürmen des letzten Winters Risse, und ein Teil des Kais ist seitdem für Besucher gesperrt.",
    "French": "Le vieux mur du port sera réparé au printemps prochain, a dit lundi le conseil. Des ingénieurs y ont "
    "trouvé des fissures après les tempêtes de l’hiver, et une partie du quai est fermée aux visiteurs.",
    "Dutch": "De oude havenmuur wordt volgend voorjaar hersteld, zei de gemeente maandag. Ingenieurs vonden scheuren na "
    "de stormen van de afgelopen winter, en een deel van de kade is sindsdien voor bezoekers gesloten.",
    "Italian": "Il vecchio muro del porto sarà riparato la prossima primavera, ha detto lunedì il comune. Gli ingegneri "
    "hanno trovato crepe dopo le tempeste dell’inverno e una parte del molo è chiusa ai visitatori.",
    "Portuguese": "O velho muro do porto será reparado na próxima primavera, disse a câmara na segunda-feira. Os "
    "engenheiros encontraram fendas depois das tempestades do inverno e uma parte do cais está fechada.",
    "Swedish": "Den gamla hamnmuren ska lagas nästa vår, sade kommunen i måndags. Ingenjörer hittade sprickor efter "
    "vinterns stormar, och en del av kajen har sedan dess varit stängd för besökare.",
    "Russian": "Старую стену гавани отремонтируют следующей весной, сообщил в понедельник городской совет. Инженеры нашли "
    "в ней трещины после зимних штормов, и часть причала с тех пор закрыта для посетителей города.",
    "Norwegian": "Den gamle havnemuren skal repareres neste vår, sa kommunen mandag. Ingeniører fant sprekker i den etter "
    "stormene i fjor vinter, og en del av kaien har siden da vært stengt for besøkende.",
    "Polish": "Stary mur portowy zostanie naprawiony na wiosnę, podała w poniedziałek rada miasta. Inżynierowie znaleźli w "
    "nim pęknięcia po zimowych sztormach, a część nabrzeża jest od tego czasu zamknięta.",
    "Chinese with spaces": "议会 星期一 说 旧 港口 的 墙 将 在 明年 春天 修理 "
    "工程师 在 去年 冬天 的 风暴 之后 发现 了 裂缝 码头 的 一 部分 关闭",
}


@pytest.fixture
def why_not_measurable(lexicon: Lexicon) -> Ask:
    """Asks with the common words of English."""
    return partial(why_not, common=lexicon.english.common)


def test_english_can_be_measured(why_not_measurable: Ask) -> None:
    assert why_not_measurable(read_text(ENGLISH)) is None


@pytest.mark.parametrize("language", OTHERS)
def test_another_language_is_not_measured(language: str, why_not_measurable: Ask) -> None:
    assert why_not_measurable(read_text(OTHERS[language])) == "the text does not read as English"


def test_chinese_without_spaces_is_not_measured(why_not_measurable: Ask) -> None:
    assert why_not_measurable(read_text(OTHERS["Chinese with spaces"].replace(" ", ""))) is not None


def test_english_in_capitals_can_be_measured(why_not_measurable: Ask) -> None:
    assert why_not_measurable(read_text(ENGLISH.upper())) is None


def test_spun_english_can_be_measured(why_not_measurable: Ask) -> None:
    spun = "Engineers uncovered fissures amid the wall subsequent to tempests of the previous winter, whereas the wharf got shut."
    assert why_not_measurable(read_text(spun + " " + ENGLISH)) is None


@pytest.mark.parametrize("text", ["", "  ", "\n\n"])
def test_an_empty_text_is_called_empty(text: str, why_not_measurable: Ask) -> None:
    assert why_not_measurable(read_text(text)) == "the text is empty"


@pytest.mark.parametrize("text", ["12 345 6,789 20%", "!?…", "🎉 🎉"])
def test_a_text_of_numbers_or_marks_has_no_words(text: str, why_not_measurable: Ask) -> None:
    assert why_not_measurable(read_text(text)) == "the text has no words"


def test_nineteen_words_are_too_short_and_twenty_are_not(why_not_measurable: Ask) -> None:
    words = "the man and his dog went to the sea and then they came back to the town in the".split()
    assert "too short: 19 words" in str(why_not_measurable(read_text(" ".join(words))))
    assert "too short: 1 word, at" in str(why_not_measurable(read_text("word")))
    assert why_not_measurable(read_text(" ".join([*words, "rain"]))) is None


def test_the_share_of_english_words_is_a_share(lexicon: Lexicon) -> None:
    assert lexicon.english.common.share(read_text("")) == 0.0
    assert lexicon.english.common.share(read_text("the of and")) == 1.0
    assert 0.3 < lexicon.english.common.share(read_text(ENGLISH)) < 0.7


def test_a_long_text_is_judged_by_words_from_all_over_it(why_not_measurable: Ask) -> None:
    assert why_not_measurable(read_text(ENGLISH * 10 + OTHERS["German"] * 200)) is not None
