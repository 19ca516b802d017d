import io
import sys
from pathlib import Path

import pytest

from loaders.pages import Limits, UnknownFormatError, read_articles, read_pages
from loaders.records import Article, Page, Rejection

PROSE = (
    "Envoys of Chile and Perú met in Lima on Tuesday. Both sides called the first day of the talks useful."
)


def only(path: Path, **options: object) -> Page | Rejection:
    (item,) = read_pages(path, **options)  # type: ignore[arg-type]  # test shorthand
    return item


def write(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", PROSE, "text"),
        ("a.html", f"<p>{PROSE}</p>", "html"),
        ("a.md", PROSE, "markdown"),
        ("a.jsonl", '{"text": "x"}', "jsonl"),
        ("saved", f"<!DOCTYPE html><html><p>{PROSE}</p></html>", "html"),
        ("page.txt", f"<html><body><p>{PROSE}</p></body></html>", "html"),
        ("notes", f"# Fish\n\n{PROSE}", "markdown"),
        ("records", '{"title": "Fish", "text": "x"}\n', "jsonl"),
        ("dump", f"Fish\n\n{PROSE}", "text"),
    ],
)
def test_the_format_is_told_by_name_and_content(tmp_path: Path, name: str, content: str, kind: str) -> None:
    page = only(write(tmp_path, name, content))
    assert isinstance(page, Page)
    assert page.format == kind


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n", "empty"),
        ("empty.jsonl", b"", "empty"),
        ("noise.txt", bytes(range(256)) * 20, "binary"),
        ("report.txt", b"%PDF-1.7 text", "PDF"),
        ("page.html", b"\x1f\x8b\x08\x00", "gzip"),
        ("noise.jsonl", b"\x00\x01\x02\x03" * 9, "binary"),
    ],
)
def test_what_is_no_text_is_a_rejection(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    item = only(write(tmp_path, name, data))
    assert isinstance(item, Rejection)
    assert reason in item.reason
    assert name in item.where


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    page = only(write(tmp_path, "a.txt", PROSE.encode(encoding)))
    assert isinstance(page, Page)
    assert "Perú" in page.content


def test_an_encoding_that_was_guessed_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    only(write(tmp_path, "a.txt", PROSE.encode("latin-1")))
    assert "windows-1252" in caplog.text


def test_a_pages_own_declaration_of_its_encoding_is_heard(tmp_path: Path) -> None:
    html = f'<meta charset="iso-8859-5"><p>{PROSE} Минск</p>'.replace("ú", "u")
    page = only(write(tmp_path, "a.html", html.encode("iso-8859-5")))
    assert isinstance(page, Page)
    assert "Минск" in page.content


def test_a_missing_file_is_a_rejection(tmp_path: Path) -> None:
    item = only(tmp_path / "nowhere.txt")
    assert item == Rejection(str(tmp_path / "nowhere.txt"), "There is no such file.", "Check the path.")


def test_one_bad_line_is_one_rejection(tmp_path: Path) -> None:
    good = f'{{"text": "{PROSE}"}}'.encode()
    path = write(tmp_path, "a.jsonl", b"\n".join([good, b"{", b"\xff\xfe{", good[:30]]))
    items = list(read_articles(path))
    assert [type(item) for item in items] == [Article, Rejection, Rejection, Rejection]
    assert [item.where for item in items if isinstance(item, Rejection)] == [
        f"{path}:line {n}" for n in (2, 3, 4)
    ]


def test_a_line_above_the_limit_is_skipped_without_being_held(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", f'{{"text": "{"a" * 5_000_000}"}}\n{{"text": "{PROSE}"}}\n')
    items = list(read_articles(path, limits=Limits(line_bytes=100_000)))
    assert [type(item) for item in items] == [Rejection, Article]


def test_a_page_above_the_limit_is_a_rejection(tmp_path: Path) -> None:
    item = only(write(tmp_path, "a.txt", PROSE * 100), limits=Limits(page_bytes=1000))
    assert isinstance(item, Rejection)
    assert "page_bytes" in item.remedy


def test_a_folder_is_read_by_name_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", PROSE)
    write(tmp_path, "a.txt", b"")
    write(tmp_path, "README.md", "# What is here")
    write(tmp_path, "picture.png", b"\x89PNG")
    (tmp_path / "sub").mkdir()
    write(tmp_path / "sub", "c.md", PROSE)
    items = list(read_pages(tmp_path))
    assert [item.source for item in items if isinstance(item, Page)] == [
        str(tmp_path / "b.txt"),
        str(tmp_path / "sub" / "c.md"),
    ]
    assert len([item for item in items if isinstance(item, Rejection)]) == 3


def test_an_empty_folder_is_a_rejection(tmp_path: Path) -> None:
    assert isinstance(only(tmp_path), Rejection)


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PROSE.encode())))
    (page,) = read_pages("-")
    assert isinstance(page, Page)
    assert page.content == PROSE


def test_an_unknown_format_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match="'xml' is not known"):
        list(read_pages(tmp_path, format="xml"))


def test_a_date_that_is_none_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'soon' is not a date"):
        list(read_pages(tmp_path, published="soon"))
