"""The table of all kinds of honest changes. A new kind is a new row."""

from typing import Final

from app.training.honest import (
    calendars,
    cuts,
    figures,
    grammar,
    homophones,
    house_words,
    keyboards,
    marks,
    measures,
    names,
    scans,
    spelling,
)
from app.training.honest.form_texts import FORMS
from app.training.honest.forms import of_form
from app.training.honest.mixtures import mixture
from app.training.honest.types import NOISE_RATES, Edit, Family, HonestChange, chain, edited


def _noise(name: str, family: Family, edit: Edit) -> HonestChange:
    return HonestChange(name, family, edited(edit), rates=NOISE_RATES)


_UPDATES: Final = (
    HonestChange("figures in words", Family.UPDATE, figures.updated_words),
    HonestChange("figures in digits", Family.UPDATE, edited(figures.digits)),
    HonestChange("figures in the other form", Family.UPDATE, edited(figures.updated_into_words)),
    HonestChange("magnitudes", Family.UPDATE, edited(figures.magnitudes)),
    HonestChange("ages", Family.UPDATE, edited(figures.ages)),
    HonestChange("weekdays", Family.UPDATE, edited(calendars.days)),
    HonestChange("dates", Family.UPDATE, edited(calendars.dates)),
    HonestChange("relative days", Family.UPDATE, edited(calendars.relative_days)),
    HonestChange(
        "figures, names and dates", Family.UPDATE, edited(chain(figures.worded, figures.digits, names.of_all, calendars.dates))
    ),
)
_EDITIONS: Final = (
    HonestChange("names of people", Family.EDITION, edited(names.of_people)),
    HonestChange("names of places", Family.EDITION, edited(names.of_places)),
    HonestChange("names respelt", Family.EDITION, edited(names.misspelt)),
    HonestChange("names withheld", Family.EDITION, edited(names.withheld)),
    HonestChange("numbers written in full", Family.EDITION, edited(figures.in_full)),
    HonestChange("numbers written in digits", Family.EDITION, edited(figures.in_figures)),
    HonestChange("units", Family.EDITION, edited(measures.units)),
    HonestChange("currency", Family.EDITION, edited(measures.money)),
    HonestChange("time zones", Family.EDITION, edited(calendars.hours)),
    HonestChange("number formats", Family.EDITION, edited(figures.formats)),
    HonestChange("date formats", Family.EDITION, edited(calendars.date_formats)),
    HonestChange("British spelling", Family.EDITION, edited(spelling.british)),
    HonestChange("American spelling", Family.EDITION, edited(spelling.american)),
    HonestChange("house style words", Family.EDITION, edited(house_words.restyled)),
    HonestChange("abbreviations", Family.EDITION, edited(house_words.abbreviations)),
    HonestChange("titles of people", Family.EDITION, edited(house_words.honorifics)),
)
_GRAMMAR: Final = (
    HonestChange("contractions", Family.GRAMMAR, edited(grammar.contractions)),
    HonestChange("forms of words", Family.GRAMMAR, edited(grammar.forms), rates=NOISE_RATES),
    HonestChange("tense", Family.GRAMMAR, edited(grammar.tense)),
    HonestChange("endings", Family.GRAMMAR, edited(grammar.endings), rates=NOISE_RATES),
    HonestChange("articles", Family.GRAMMAR, edited(grammar.articles)),
)
_NOISES: Final = (
    _noise("misread letters", Family.SCAN, scans.letters),
    _noise("split and joined words", Family.SCAN, scans.split_and_joined),
    _noise("broken hyphens", Family.SCAN, scans.broken_lines),
    _noise("specks", Family.SCAN, scans.specks),
    _noise("scanned page", Family.SCAN, scans.page),
    _noise("typing slips", Family.TYPING, keyboards.slips),
    _noise("misspellings", Family.TYPING, keyboards.misspellings),
    HonestChange("words misheard", Family.TYPING, edited(homophones.misheard), rates=NOISE_RATES[:4]),
    HonestChange("words typed twice", Family.TYPING, edited(keyboards.typed_twice), rates=NOISE_RATES[:4]),
)
_MARKS: Final = (
    HonestChange("marks lost", Family.PUNCTUATION, edited(marks.lost)),
    HonestChange("marks set apart", Family.PUNCTUATION, edited(marks.set_apart)),
    HonestChange("marks of another make", Family.PUNCTUATION, edited(marks.retyped)),
    HonestChange("capitals", Family.PUNCTUATION, edited(marks.recased)),
    HonestChange("captions", Family.PUNCTUATION, edited(marks.captions)),
    HonestChange("markup left", Family.PUNCTUATION, edited(marks.markup_left)),
    HonestChange("footnote numbers", Family.FOOTNOTES, edited(marks.footnotes), rates=(0.05, 0.1, 0.2, 0.5)),
    HonestChange("citation marks", Family.FOOTNOTES, edited(marks.citations), rates=(0.05, 0.1, 0.2, 0.5)),
)
_DESK: Final = (
    HonestChange("sentences cut", Family.TRIM, edited(cuts.sentences_cut), rates=(0.05, 0.1, 0.2, 0.4)),
    HonestChange("paragraphs cut", Family.TRIM, edited(cuts.paragraphs_cut), rates=(0.1, 0.2, 0.4, 0.6)),
    HonestChange("phrases cut", Family.TRIM, edited(cuts.phrases_cut), rates=(0.1, 0.3, 0.6)),
    HonestChange("sentences cut short", Family.TRIM, edited(cuts.shortened), rates=(0.05, 0.1, 0.2)),
    HonestChange("paragraphs reordered", Family.ORDER, edited(cuts.paragraphs_reordered)),
    HonestChange("sentences reordered", Family.ORDER, edited(cuts.sentences_reordered)),
    HonestChange("lists reordered", Family.ORDER, edited(cuts.lists_reordered)),
    HonestChange("lines as paragraphs", Family.ORDER, edited(cuts.lines_as_paragraphs)),
    HonestChange("sentences glued", Family.ORDER, edited(cuts.glued)),
    HonestChange("headline changed", Family.HEADLINE, cuts.headline_changed),
    HonestChange("background added", Family.ADDITION, cuts.background_added),
    HonestChange("notes of the house", Family.ADDITION, edited(cuts.notes_added)),
)
_OTHERS: Final = (
    HonestChange("teaser", Family.TEASER, cuts.teaser, is_verbatim=False),
    HonestChange("statement quoted", Family.QUOTATION, cuts.statement_quoted, is_verbatim=False, label=None),
)
_TEMPLATES: Final = tuple(
    HonestChange(f"template: {name.replace('_', ' ')}", Family.TEMPLATE, of_form(form), is_verbatim=False, label=None)
    for name, form in FORMS.items()
)
_BY_HAND: Final = (*_UPDATES, *_EDITIONS)
_MIXTURES: Final = (
    HonestChange("two changes by people", Family.MIXTURE, mixture(_BY_HAND, (*_BY_HAND, *_GRAMMAR))),
    HonestChange("two changes by machines", Family.MIXTURE, mixture(_NOISES, (*_NOISES, *_MARKS))),
    HonestChange("an update with noise", Family.MIXTURE, mixture(_BY_HAND, _NOISES)),
    HonestChange("a desk's cuts and an update", Family.MIXTURE, mixture(_BY_HAND, _DESK)),
    HonestChange("marks and noise", Family.MIXTURE, mixture(_MARKS, _NOISES)),
)
HONEST_CHANGES: Final[tuple[HonestChange, ...]] = (
    *_UPDATES, *_EDITIONS, *_GRAMMAR, *_NOISES, *_MARKS, *_DESK, *_OTHERS, *_TEMPLATES, *_MIXTURES,
)  # fmt: skip
"""Every kind, by family."""
