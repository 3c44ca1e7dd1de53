"""A second pack: a few hundred words of Dutch, written by us, as a lexicon's folder holds them."""

import gzip
import json
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import numpy as np

from app.lexicon import FEWEST, STORED_SHIFT, TAGSET, PartOfSpeech, Relation, encode_keys, levels
from app.training.lexicon.manifest import Pack, npz_bytes, write_packs

_COUNTED: Final = 1_000_000
# Words of one meaning; the first of each group is the commonest.
_SYNONYMS: Final = """
groot omvangrijk | klein gering | oud bejaard | nieuw vers | snel rap | muur wand | haven dok | schip vaartuig | boot sloep
storm orkaan | regen neerslag | huis woning | weg straat | brug viaduct | begin aanvang | einde slot | kosten uitgaven
geld kapitaal | werk arbeid | arbeider werkman | baas chef | leider aanvoerder | besluit beslissing | plan voornemen
vraag kwestie | antwoord reactie | schade averij | gevaar risico | hulp bijstand | oorzaak reden | gevolg effect
stad gemeente | dorp gehucht | bewoner inwoner | bezoeker gast | ingenieur technicus | scheur barst | deel gedeelte
herstellen repareren | vinden ontdekken | bouwen construeren | sluiten afsluiten | openen ontsluiten | zeggen beweren
beginnen aanvangen | stoppen ophouden | vrezen duchten | hopen verwachten | kopen aanschaffen | verkopen slijten
helpen bijstaan | tonen laten | breken barsten | groeien toenemen | dalen afnemen | betalen voldoen | vragen verzoeken
gevaarlijk riskant | belangrijk gewichtig | moeilijk lastig | duidelijk helder | laat verlaat | mooi fraai | duur prijzig
""".strip()
_COMMON: Final = (
    "de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij uit door over nog naar heeft hij zij "
    "ze we wordt werd was waren had hun haar geen tot toen sinds volgens omdat wel kan zal moet meer onder tegen die dit deze"
).split()
_OTHERS: Final = (
    "maandag dinsdag woensdag januari februari maart drie vier vijf twintig dertig procent meter noorden zuiden raad "
    "burgemeester voorjaar winter kade jaar kapitein kapiteins heer mevrouw"
).split()


def groups() -> list[list[str]]:
    """The groups of synonyms."""
    return [group.split() for line in _SYNONYMS.splitlines() for group in line.split("|")]


def write_dutch(folder: Path) -> Path:
    """Writes the pack as `unspun lexicon` writes the English one; the words' counts fall as Zipf says."""
    words = list(dict.fromkeys([*_COMMON, *_OTHERS, *(word for group in groups() for word in group)]))
    index = {word: row for row, word in enumerate(words)}
    packed = {
        "words.txt.gz": (gzip.compress("\n".join(words).encode(), mtime=0), len(words)),
        "columns.npz": (npz_bytes(_columns(words)), len(words) + 1),
        "relations.npz": (npz_bytes(_relations(index)), len(index)),
        "bigrams.npz": (npz_bytes(_bigrams(index)), len(_COMMON)),
        "english.json": (json.dumps(wording()).encode(), 0),
    }
    packs = [Pack(name, content, rows, "written by us", "MIT", "tests") for name, (content, rows) in packed.items()]
    write_packs(folder, packs, {"n_words": len(words), "n_counted": _COUNTED})
    return folder


def _columns(words: list[str]) -> dict[str, Any]:
    n, rows = len(words), np.arange(len(words) + 1, dtype=np.int32)
    count = np.array([*(_COUNTED // (10 + 10 * k) for k in range(n)), 0], np.uint32)
    function = np.array([*(word in _COMMON for word in words), False])
    main = np.where(function, int(PartOfSpeech.FUNCTION), int(PartOfSpeech.NOUN)).astype(np.uint8)
    main[-1] = 0
    lemma = rows.copy()
    lemma[words.index("kapiteins")] = words.index("kapitein")
    return {
        "count": count, "lemma": lemma, "second": lemma.copy(), "stem": np.append(rows[:-1], -1).astype(np.int32),
        "part_of_speech": main, "main_part": main.copy(), "fine_tag": np.full(n + 1, TAGSET.index("NN"), np.uint8),
        "is_function": function, "as_left": rows.copy(), "as_right": rows.copy(),
    }  # fmt: skip


def _relations(index: dict[str, int]) -> dict[str, Any]:
    mark = int(Relation.SYNSET | Relation.THESAURUS) >> STORED_SHIFT
    pairs = {tuple(sorted((index[one], index[other]))) for group in groups() for one, other in combinations(group, 2)}
    return _table(((one * (len(index) + 1) + other, mark) for one, other in pairs), np.uint8)


def _bigrams(index: dict[str, int]) -> dict[str, Any]:
    found = _table(((index["de"] * (len(index) + 1) + row, FEWEST + row) for row in range(1, len(_COMMON))), np.int64)
    return found | {"values": levels(found["values"])}


def _table(rows: Iterable[tuple[int, int]], kind: type) -> dict[str, Any]:
    ordered = sorted(rows)
    return {
        "keys": encode_keys(np.array([key for key, _ in ordered], np.uint64)),
        "values": np.array([value for _, value in ordered], kind),
    }


def wording() -> dict[str, Any]:
    """What `english.json` holds, in Dutch."""
    return {
        "language": "Dutch",
        "common_words": _COMMON,
        "reading": {
            "abbreviations": ["dhr", "mevr", "nr", "blz", "enz", "o.a"],
            "sentence_openers": ["de", "het", "een", "hij"],
            "words_of_one_letter": ["u"],
            "clipped_words": ["t", "n", "s"],
            "leaning_words": [],
            "units_in_powers": ["km", "vk"],
            "unit_words": [],
            "editors_notes": ["bron?"],
            "names_of_notes": ["noot"],
            "asked_for": ["uw", "naam"],
        },
        "values": {"drie": 3, "vier": 4, "vijf": 5, "twintig": 20, "dertig": 30},
        "sets": {
            "number": ["drie", "vier", "vijf", "twintig", "dertig"],
            "date": ["maandag", "dinsdag", "woensdag", "januari", "februari", "maart"],
            "direction": ["noorden", "zuiden"],
            "unit": ["meter", "procent"],
            "pronoun": ["hij", "zij"],
            "title": ["heer", "mevrouw"],
        },
        "quantity_words": ["een", "van"],
        "contractions": {"'s": "is"},
        "irregular_contractions": {"'t": "het"},
        "house_style": [["burgemeester", "stadsvoorzitter"], ["voor het einde van", "uiterlijk"]],
        "homophones": ["hard hart"],
        "placeholders": ["naam"],
        "old_words": ["gij", "alsdan"],
        "ones": "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien".split(),
        "tens": "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split(),
        "amounts": {
            "months": [["januari", "jan"], ["februari"], ["maart", "mrt"]],
            "weekdays": [["maandag"], ["dinsdag"], ["woensdag"]],
            "ranks": ["eerste", "tweede", "derde"],
            "rank_tens": [],
            "parts": {"half": 2, "kwart": 4},
            "units": [["%", "procent"], ["m", "meter"]],
            "odds": ["op"],
            "joining": ["tot", "en", "de", "een"],
            "point": "komma",
        },
        "uninitialled": ["voor", "de", "het", "van"],
        "figure_words": ["drie", "vier", "vijf", "twintig", "dertig"],
        "beside_figures": ["procent", "dan"],
        "filled_in": ["maandag", "dinsdag", "woensdag"],
        "titles_before_names": ["kapitein", "mevrouw"],
        "month_and_verb": "maart",
        "number_and_pronoun": "een",
        "joins_numbers": "en",
        "possessive": "'s",
        "rule_heads": ["Artikel", "Lid"],
        "rule_manner": ["moet", "dient te"],
        "credits": {
            "names": ["Algemeen Nederlands Persbureau", "ANP"],
            "names_of_more": ["BN"],
            "signatures": [],
            "in_small_letters": [],
            "names_of_places": [],
            "byline": r"\W*door\s",
            "picture": r"\b(?:foto|beeld)\b",
            "parts": {},
            "forms": {"openings": [r"\W{0,3}\(<any>\)\s"], "closings": [r"[.!?]\s\(<sure>\)\s*$"], "anywhere": [r"Bron:\s<any>"]},
            "unnamed": [],
        },
    }
