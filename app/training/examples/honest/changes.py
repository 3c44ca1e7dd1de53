"""The table of all kinds of honest changes. A new kind is a new row."""

from typing import Final

from app.training.examples.honest import (
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
    style_guides,
    terms,
)
from app.training.examples.honest.form_texts import FORMS
from app.training.examples.honest.forms import of_form
from app.training.examples.honest.mixtures import mixture
from app.training.examples.honest.types import NOISE_RATES, ChangeFamily, Edit, HonestChange, chain, edited


def _noise(name: str, family: ChangeFamily, edit: Edit) -> HonestChange:
    return HonestChange(name, family, edited(edit), rates=NOISE_RATES)


_UPDATES: Final = (
    HonestChange("figures in words", ChangeFamily.UPDATE, figures.updated_words),
    HonestChange("figures in digits", ChangeFamily.UPDATE, edited(figures.digits)),
    HonestChange("figures in the other form", ChangeFamily.UPDATE, edited(figures.updated_into_words)),
    HonestChange("magnitudes", ChangeFamily.UPDATE, edited(figures.magnitudes)),
    HonestChange("ages", ChangeFamily.UPDATE, edited(figures.ages)),
    HonestChange("weekdays", ChangeFamily.UPDATE, edited(calendars.days)),
    HonestChange("dates", ChangeFamily.UPDATE, edited(calendars.dates)),
    HonestChange("relative days", ChangeFamily.UPDATE, edited(calendars.relative_days)),
    HonestChange(
        "figures, names and dates",
        ChangeFamily.UPDATE,
        edited(chain(figures.worded, figures.digits, names.of_all, calendars.dates)),
    ),
)
COPY_EDITS: Final[tuple[HonestChange, ...]] = (
    HonestChange("copy edit to a style guide", ChangeFamily.EDITION, edited(style_guides.copy_edit), rates=(0.6, 1.0)),
    HonestChange("copy edit with cuts", ChangeFamily.EDITION, edited(style_guides.copy_edit_with_cuts), rates=(0.6, 1.0)),
)
"""The kinds that change nearly every sentence and reword none."""
_EDITIONS: Final = (
    HonestChange("names of people", ChangeFamily.EDITION, edited(names.of_people)),
    HonestChange("names of places", ChangeFamily.EDITION, edited(names.of_places)),
    HonestChange("names respelt", ChangeFamily.EDITION, edited(names.misspelt)),
    HonestChange("names withheld", ChangeFamily.EDITION, edited(names.withheld)),
    HonestChange("numbers written in full", ChangeFamily.EDITION, edited(figures.in_full)),
    HonestChange("numbers written in digits", ChangeFamily.EDITION, edited(figures.in_figures)),
    HonestChange("units", ChangeFamily.EDITION, edited(measures.units)),
    HonestChange("currency", ChangeFamily.EDITION, edited(measures.money)),
    HonestChange("time zones", ChangeFamily.EDITION, edited(calendars.hours)),
    HonestChange("number formats", ChangeFamily.EDITION, edited(figures.formats)),
    HonestChange("date formats", ChangeFamily.EDITION, edited(calendars.date_formats)),
    HonestChange("British spelling", ChangeFamily.EDITION, edited(spelling.british)),
    HonestChange("American spelling", ChangeFamily.EDITION, edited(spelling.american)),
    HonestChange("house style words", ChangeFamily.EDITION, edited(house_words.restyled)),
    HonestChange("abbreviations", ChangeFamily.EDITION, edited(house_words.abbreviations)),
    HonestChange("titles of people", ChangeFamily.EDITION, edited(house_words.honorifics)),
    HonestChange("terms exchanged", ChangeFamily.EDITION, edited(terms.terms)),
    HonestChange("verb of saying varied", ChangeFamily.EDITION, edited(terms.sayings)),
    *COPY_EDITS,
    HonestChange("optional words", ChangeFamily.EDITION, edited(style_guides.optional_words)),
)
_GRAMMAR: Final = (
    HonestChange("contractions", ChangeFamily.GRAMMAR, edited(grammar.contractions)),
    HonestChange("forms of words", ChangeFamily.GRAMMAR, edited(grammar.forms), rates=NOISE_RATES),
    HonestChange("tense", ChangeFamily.GRAMMAR, edited(grammar.tense)),
    HonestChange("endings", ChangeFamily.GRAMMAR, edited(grammar.endings), rates=NOISE_RATES),
    HonestChange("articles", ChangeFamily.GRAMMAR, edited(grammar.articles)),
    HonestChange("linking words", ChangeFamily.GRAMMAR, edited(grammar.linking_words)),
)
_NOISES: Final = (
    _noise("misread letters", ChangeFamily.SCAN, scans.letters),
    _noise("split and joined words", ChangeFamily.SCAN, scans.split_and_joined),
    _noise("broken hyphens", ChangeFamily.SCAN, scans.broken_lines),
    _noise("specks", ChangeFamily.SCAN, scans.specks),
    _noise("scanned page", ChangeFamily.SCAN, scans.page),
    _noise("typing slips", ChangeFamily.TYPING, keyboards.slips),
    _noise("misspellings", ChangeFamily.TYPING, keyboards.misspellings),
    HonestChange("words misheard", ChangeFamily.TYPING, edited(homophones.misheard), rates=NOISE_RATES[:4]),
    HonestChange("words typed twice", ChangeFamily.TYPING, edited(keyboards.typed_twice), rates=NOISE_RATES[:4]),
)
_MARKS: Final = (
    HonestChange("marks lost", ChangeFamily.PUNCTUATION, edited(marks.lost)),
    HonestChange("marks set apart", ChangeFamily.PUNCTUATION, edited(marks.set_apart)),
    HonestChange("marks of another make", ChangeFamily.PUNCTUATION, edited(marks.retyped)),
    HonestChange("capitals", ChangeFamily.PUNCTUATION, edited(marks.recased)),
    HonestChange("captions", ChangeFamily.PUNCTUATION, edited(marks.captions)),
    HonestChange("markup left", ChangeFamily.PUNCTUATION, edited(marks.markup_left)),
    HonestChange("footnote numbers", ChangeFamily.FOOTNOTES, edited(marks.footnotes), rates=(0.05, 0.1, 0.2, 0.5)),
    HonestChange("citation marks", ChangeFamily.FOOTNOTES, edited(marks.citations), rates=(0.05, 0.1, 0.2, 0.5)),
)
_DESK: Final = (
    HonestChange("sentences cut", ChangeFamily.TRIM, edited(cuts.sentences_cut), rates=(0.05, 0.1, 0.2, 0.4)),
    HonestChange("paragraphs cut", ChangeFamily.TRIM, edited(cuts.paragraphs_cut), rates=(0.1, 0.2, 0.4, 0.6)),
    HonestChange("phrases cut", ChangeFamily.TRIM, edited(cuts.phrases_cut), rates=(0.1, 0.3, 0.6)),
    HonestChange("sentences cut short", ChangeFamily.TRIM, edited(cuts.shortened), rates=(0.05, 0.1, 0.2)),
    HonestChange("paragraphs reordered", ChangeFamily.ORDER, edited(cuts.paragraphs_reordered)),
    HonestChange("sentences reordered", ChangeFamily.ORDER, edited(cuts.sentences_reordered)),
    HonestChange("lists reordered", ChangeFamily.ORDER, edited(cuts.lists_reordered)),
    HonestChange("lines as paragraphs", ChangeFamily.ORDER, edited(cuts.lines_as_paragraphs)),
    HonestChange("sentences glued", ChangeFamily.ORDER, edited(cuts.glued)),
    HonestChange("headline changed", ChangeFamily.HEADLINE, cuts.headline_changed),
    HonestChange("background added", ChangeFamily.ADDITION, cuts.background_added),
    HonestChange("notes of the house", ChangeFamily.ADDITION, edited(cuts.notes_added)),
)
_OTHERS: Final = (
    HonestChange("teaser", ChangeFamily.TEASER, cuts.teaser, is_verbatim=False),
    HonestChange("statement quoted", ChangeFamily.QUOTATION, cuts.statement_quoted, is_verbatim=False, label=None),
)
_TEMPLATES: Final = tuple(
    HonestChange(f"template: {name.replace('_', ' ')}", ChangeFamily.TEMPLATE, of_form(form), is_verbatim=False, label=None)
    for name, form in FORMS.items()
)
_BY_HAND: Final = (*_UPDATES, *_EDITIONS)
_MIXTURES: Final = (
    HonestChange("two changes by people", ChangeFamily.MIXTURE, mixture(_BY_HAND, (*_BY_HAND, *_GRAMMAR))),
    HonestChange("two changes by machines", ChangeFamily.MIXTURE, mixture(_NOISES, (*_NOISES, *_MARKS))),
    HonestChange("an update with noise", ChangeFamily.MIXTURE, mixture(_BY_HAND, _NOISES)),
    HonestChange("a desk's cuts and an update", ChangeFamily.MIXTURE, mixture(_BY_HAND, _DESK)),
    HonestChange("marks and noise", ChangeFamily.MIXTURE, mixture(_MARKS, _NOISES)),
)
HONEST_CHANGES: Final[tuple[HonestChange, ...]] = (
    *_UPDATES, *_EDITIONS, *_GRAMMAR, *_NOISES, *_MARKS, *_DESK, *_OTHERS, *_TEMPLATES, *_MIXTURES,
)  # fmt: skip
"""Every kind, by family."""
