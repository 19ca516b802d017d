import pytest

from loaders.pages import split_articles, split_sentences
from loaders.records import Article, Page

PROSE = (
    "Envoys of Chile and Peru met in Lima on Tuesday to settle a quarrel over fishing rights in the north. "
    "Both sides called the first day of talks useful, and agreed to meet again before the summer."
)
TITLE = "Chile and Peru talk about fish"


def article(text: str, kind: str = "text") -> Article:
    (found,) = split_articles(Page("page", text, kind))
    return found


def body(found: Article) -> list[str]:
    return [sentence.text for sentence in split_sentences(found) if sentence.kind == "body"]


ABOVE = [
    "BREAKING\n",
    "World | Diplomacy\n",
    "War in the Andes\n",
    "Lima to the world since 1911\n",
    "Vol. CXII No. 88     TUESDAY, JUNE 3, 2025     50 CENTS\n",
    "LATE CITY EDITION\n",
    "Your guide to the talks of the week\n",
    "In this issue:\n",
    "30 May, 14:02\n",
    "This article is more than 2 years old\n",
    "Trending:\nGold hits a record\nMessi signs again\n\n",
    "Now playing\nHow to tell a hake from a cod\nAndes Herald\n",
    "BC-Peru-Fish,0420\n",
    "r a AM-FISH-TALKS     06-03 0512\n",
    "Listen to our podcast: The Week Abroad\n",
    "Letter from Lima\n",
]


@pytest.mark.parametrize("line", ABOVE)
def test_what_stands_above_the_headline_is_not_the_title(line: str) -> None:
    assert article(f"{line}{TITLE}\nBy Ana Ruiz\n\n{PROSE}").title == TITLE


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("CHILE, PERU AND BOLIVIA\nTO TALK ABOUT FISH", "CHILE, PERU AND BOLIVIA TO TALK ABOUT FISH"),
        ("Chile and Peru close to\naccord on fish", "Chile and Peru close to accord on fish"),
        (
            "Norwegian Envoy Says Lima Pact\nNeeds No Guarantor",
            "Norwegian Envoy Says Lima Pact Needs No Guarantor",
        ),
        (f"{TITLE}\nA quarrel of forty years comes to the table", TITLE),
        (f"{TITLE}\nEnvoys meet in Lima", TITLE),
    ],
)
def test_a_headline_on_two_lines_is_one_and_a_standfirst_is_none_of_it(printed: str, title: str) -> None:
    assert article(f"{printed}\nBy Ana Ruiz\n\n{PROSE}").title == title


@pytest.mark.parametrize("headline", ["Chile and Peru are at peace.", "Fish?", "“We have nothing to sign.”"])
def test_a_headline_may_look_like_a_sentence_or_be_one_word(headline: str) -> None:
    found = article(f"Andes Herald\n{headline}\nBy Ana Ruiz\n{PROSE}")
    assert found.title == headline
    assert len(body(found)) == 2


def test_a_report_without_a_headline_has_none() -> None:
    found = article(f"LIMA, June 3, 2025 (Reuters) - {PROSE}")
    assert found.title is None
    assert len(body(found)) == 2


def test_the_last_sentence_before_a_date_stays_text() -> None:
    found = article(
        f"{TITLE}\nBy Ana Ruiz\n{PROSE}\n\nMay 16, 2024\nChile closed a harbour.\n\nJune 2, 2024\nIt opened again."
    )
    assert body(found)[-2:] == ["Chile closed a harbour.", "It opened again."]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<h1 class="logo">Andes Herald</h1><h2>{}</h2>', TITLE),
        ('<h1><span class="badge">Breaking</span> {}</h1>', TITLE),
        ("<h1>{} | Andes Herald</h1>", TITLE),
        ('<h1><span class="sr-only">Headline:</span>{}</h1>', TITLE),
        ('<div class="article-title">{}</div>', TITLE),
        ("<h1>Chile and Peru<br>talk about fish</h1>", TITLE),
        ("<h1>Opinion</h1><h2>{}</h2>", TITLE),
    ],
)
def test_a_heading_is_read_without_labels_and_names(head: str, title: str) -> None:
    site = '<meta property="og:site_name" content="Andes Herald">'
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in (PROSE, PROSE.replace("Lima", "Arica")))
    page = f"<html><head>{site}</head><body>{head.format(TITLE)}{paragraphs}</body></html>"
    assert article(page, "html").title == title


def test_a_heading_goes_before_what_the_page_tells_other_sites() -> None:
    told = '<meta property="og:title" content="Fish: Chile and Peru sit down"><title>Fish news</title>'
    page = f"<html><head>{told}</head><body><article><h1>{TITLE}</h1><p>{PROSE}</p></article></body></html>"
    assert article(page, "html").title == TITLE


@pytest.mark.parametrize("heading", ["Most read", "Recent comments", "More on this story"])
def test_a_box_that_its_heading_names_is_no_text(heading: str) -> None:
    box = f"<div><h3>{heading}</h3><p>Norway has offered to host a second round of talks in Oslo next week.</p></div>"
    page = f"<html><body><h1>{TITLE}</h1><p>{PROSE}</p><p>{PROSE.replace('Lima', 'Arica')}</p>{box}</body></html>"
    assert not any("Norway" in sentence for sentence in body(article(page, "html")))
