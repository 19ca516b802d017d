"""Pages cut off, shuffled and badly encoded: nothing is raised, and what is read keeps its offsets."""

import random
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.pages import read_articles, split_page, split_sentences
from loaders.pages.files import SUFFIXES
from loaders.records import Article, Page, Rejection

SAMPLES = Path(__file__).parents[2] / "samples"
WHOLE = [
    (SUFFIXES[path.suffix], path.read_text("utf-8"))
    for path in sorted(SAMPLES.iterdir())
    if SUFFIXES.get(path.suffix, "jsonl") != "jsonl"
] + [
    ("html" if file.stem == "html" else case.get("format", "text"), case["page"])
    for file in sorted((Path(__file__).parent / "layouts").glob("*.yaml"))
    for case in yaml.safe_load(file.read_text("utf-8")).values()
]
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "windows-1252", "iso-8859-1", "mac-roman", "koi8-r", "shift_jis")


def check(items: list[Article | Rejection]) -> None:
    assert items
    for item in items:
        if isinstance(item, Rejection):
            assert item.reason
            assert item.remedy
            continue
        assert all(0 <= p.start < p.end <= len(item.text) for p in item.passages)
        assert all(a.end <= b.start for a, b in pairwise(item.passages))
        assert all(item.text[s.start : s.end] == s.text for s in split_sentences(item))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(WHOLE), st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_page_cut_off_anywhere_is_read_as_far_as_it_goes(
    whole: tuple[str, str], start: int, length: int
) -> None:
    kind, text = whole
    start %= len(text)
    check(list(split_page(Page("page", text[start : start + length], kind))))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(WHOLE), st.randoms(use_true_random=False))
def test_lines_in_any_order_are_read(whole: tuple[str, str], chance: random.Random) -> None:
    kind, text = whole
    lines = text.splitlines()
    chance.shuffle(lines)
    check(list(split_page(Page("page", "\n".join(lines), kind))))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(WHOLE), st.sampled_from(WHOLE), st.sampled_from(["", " ", "\n", "\n\n---\n\n"]))
def test_two_pages_run_together_are_read(one: tuple[str, str], other: tuple[str, str], joint: str) -> None:
    check(list(split_page(Page("page", one[1] + joint + other[1], one[0]))))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_page_in_any_encoding_is_read_or_rejected(encoding: str, tmp_path: Path) -> None:
    for number, (kind, text) in enumerate(WHOLE[:8]):
        file = tmp_path / f"{number}.{kind[:4]}"
        file.write_bytes(text.encode(encoding, "replace"))
        check(list(read_articles(file, format=kind)))


def test_a_few_broken_bytes_do_not_spoil_the_rest(tmp_path: Path) -> None:
    text = "Chile and Peru talk about fish\n\nEnvoys of Chile and Perú met in “Lima” on Tuesday — to settle a quarrel."
    (tmp_path / "page.txt").write_bytes(
        text.encode() + b"\n\nBoth sides called the talks \x92useful\x92, and left."
    )
    (article,) = read_articles(tmp_path / "page.txt")
    assert isinstance(article, Article)
    assert "Perú met in “Lima” on Tuesday — to" in article.text


@pytest.mark.parametrize(
    ("found", "meant"),
    [
        (
            "Peruâ€™s envoy said â€œnoâ€ in BogotÃ¡ on Tuesday.",
            "Peru’s envoy said “no” in Bogotá on Tuesday.",
        ),
        (
            "Peru&#8217;s envoy &amp; Chile&rsquo;s met in Lima&nbsp;on Tuesday.",
            "Peru’s envoy & Chile’s met in Lima on Tuesday.",
        ),
        (
            "<p>Peru's <b>envoy</b> met Chile's in Lima on Tuesday.</p><br/>",
            "Peru's envoy met Chile's in Lima on Tuesday.",
        ),
    ],
)
def test_text_that_was_decoded_or_escaped_twice_is_mended(found: str, meant: str) -> None:
    (article,) = split_page(Page("page.txt", f"Chile and Peru talk about fish\n\n{found}\n", "text"))
    assert isinstance(article, Article)
    assert article.text.startswith(meant)
