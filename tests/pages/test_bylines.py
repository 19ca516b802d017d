import pytest

from loaders.pages import split_articles
from loaders.pages.bylines import author_note, byline_of, dateline_of, is_role_line
from loaders.records import Page


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana Ruiz and Tom Lee", "Ana Ruiz and Tom Lee"),
        ("By ANA P. RUIZ", "Ana P. Ruiz"),
        ("Story by Ana Ruiz, staff writer", "Ana Ruiz"),
        ("By Ana Ruiz in Lima", "Ana Ruiz"),
        ("By Ana Ruiz | Associated Press", "Ana Ruiz (Associated Press)"),
        ("by Abdel Fattah al-Sayed · 3 min read", "Abdel Fattah al-Sayed"),
        ("By the Andes Herald staff", "the Andes Herald staff"),
    ],
)
def test_a_byline_gives_its_names(line: str, names: str) -> None:
    assert byline_of(line) == names


@pytest.mark.parametrize(
    "line", ["By Monday, the talks had failed.", "By all accounts it failed", "Byline", "Ana Ruiz"]
)
def test_other_lines_are_no_bylines(line: str) -> None:
    assert byline_of(line) is None


def test_the_post_of_an_author_is_known_by_its_word() -> None:
    assert is_role_line("Herald Washington bureau")
    assert not is_role_line("The reporter was freed in Minsk.")


@pytest.mark.parametrize(
    "dateline",
    [
        "TALLINN, Estonia — ",
        "CAIRO, March 3 (Reuters) - ",
        "BEIJING, March 10, 2024 (Xinhua) -- ",
        "NEW DELHI: ",
        "BEIJING/RIYADH — ",
        "Geneva, 3 March (AFP) – ",
        "DOHA (Andes News Agency) — ",
        "QUITO (The Andes Star) - ",
        "(Reuters) - ",
        "By Ana Ruiz KYIV (AP) — ",
    ],
)
def test_a_dateline_is_found(dateline: str) -> None:
    found = dateline_of(f"{dateline}Envoys met on Tuesday.")
    assert found is not None
    assert found.text == dateline


@pytest.mark.parametrize(
    "sentence",
    [
        "The Kremlin - which denied it - said so.",
        "UN — the envoys met.",
        "BREAKING: envoys met.",
        "Envoys met — twice.",
        "A U.S. official said so.",
    ],
)
def test_other_beginnings_are_no_datelines(sentence: str) -> None:
    assert dateline_of(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "byline"),
    [
        ("Ana Ruiz is a fellow at the Institute of Peace.", None),
        ("Ana Ruiz, a former diplomat, writes on the Andes.", None),
        ("Ana Ruiz was an officer in Lima and teaches history at Fenwick.", None),
        ("Ana Ruiz is the Herald's diplomatic correspondent.", "Ana Ruiz"),
        ("Ms Ruiz lives in Lima.", "Ana Ruiz"),
    ],
)
def test_a_note_introduces_the_author(sentence: str, byline: str | None) -> None:
    assert author_note(sentence, "Envoys met.", byline, last=True) == "Ana Ruiz"


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("Ana Ruiz is a fellow at the Institute of Peace.", "Envoys met, Ruiz said."),
        ("Ana Ruiz was president until the coup.", "Envoys met."),
        ("Peru is a member of the pact.", "Envoys met."),
        ("Ana Ruiz left Lima.", "Envoys met."),
    ],
)
def test_a_person_of_the_story_is_not_the_author(sentence: str, body: str) -> None:
    assert author_note(sentence, body, None, last=True) is None


def test_a_byline_with_label_outlet_and_date_tells_all_of_them() -> None:
    head = "Why Oman wins\n\nComment by Ana Ruiz, Gulf Observer, 14 March 2023\n\n"
    body = "Oman brokered the talks between Iran and Iraq. The world should thank it.\n\n"
    (article,) = split_articles(Page("a.txt", head + body + body.replace("talks", "truce"), "text"))
    assert (article.byline, article.outlet, article.genre) == ("Ana Ruiz", "Gulf Observer", "opinion")
    assert str(article.published.start) == "2023-03-14"
