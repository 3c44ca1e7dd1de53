"""What can be turned on a spinner."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Knobs:
    """Shares are 0..1. `rate` counts content words of the text, replaced or covered by a replaced phrase.

    `function_rate` counts places where the table of connectives has something; `phrase_rate` is how often a known
    phrase is taken, and how often a word becomes a phrase; `wrong_sense` how often another sense is taken;
    A consistent spinner takes the same word for the same head throughout a text; with a `seed` in all texts as well.
    `hidden_share` takes that share of the dictionary's heads away, the same heads for the same `hidden_seed`.
    """

    rate: float = 0.4
    phrase_rate: float = 0.1
    function_rate: float = 0.2
    wrong_sense: float = 0.5
    number_rate: float = 0.0
    spelling_rate: float = 0.0
    protect_capitals: bool = False
    touch_quotations: bool = True
    touch_compounds: bool = True
    is_consistent: bool = True
    fix_articles: bool = False
    wrong_form: float = 0.05
    reorder_sentences: float = 0.0
    reorder_paragraphs: float = 0.0
    drop_headings: float = 0.0
    keep_paragraphs: float = 0.0
    hidden_share: float = 0.0
    hidden_seed: int = 0
    seed: int | None = None

    def __post_init__(self) -> None:
        for knob in fields(self):
            value = getattr(self, knob.name)
            if isinstance(value, float) and not 0 <= value <= 1:
                raise ValueError(f"{knob.name} needs a share between 0 and 1, got {value}")
