from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.errors import ItemError
from loaders.pages import split_articles, split_page, split_sentences
from loaders.records import Article, Page, Rejection

PROSE = (
    "Envoys of Chile and Peru met in Lima on Tuesday to settle a quarrel over fishing rights in the north. "
    "Both sides called the first day of talks useful, and agreed to meet again before the summer."
)
OTHER = (
    "Norway has offered to host a second round of talks between the army and the rebels of the eastern hills. "
    "A spokesman for the rebels said that no invitation had reached them so far."
)


def articles(text: str, **given: object) -> tuple[Article, ...]:
    return split_articles(Page("page.txt", text, "text", **given))  # type: ignore[arg-type]  # test shorthand


def texts(article: Article, kind: str = "body") -> list[str]:
    return [sentence.text for sentence in split_sentences(article) if sentence.kind == kind]


def test_one_article_with_byline_and_date_below_its_title() -> None:
    (article,) = articles(f"Chile and Peru talk about fish\nBy Ana Ruiz and Tom Lee\nJune 3, 2025\n\n{PROSE}")
    assert article.title == "Chile and Peru talk about fish"
    assert article.byline == "Ana Ruiz and Tom Lee"
    assert article.published.start == date(2025, 6, 3)


def test_the_headline_comes_last() -> None:
    (article,) = articles(f"Chile and Peru talk about fish\n\n{PROSE}")
    assert article.text == f"{PROSE}\n\nChile and Peru talk about fish"
    assert [passage.kind for passage in article.passages] == ["body", "headline"]


ANOTHER_HEAD = [
    "Andes Herald\n2 hours ago\n- Andes Herald\nNorway offers to host the rebels\n",
    "Andes Herald\n\nNorway offers to host the rebels\nBy Ola Nord\n",
    "Norway offers to host the rebels\nBy Ola Nord\nJune 5, 2025\n",
    "------\nNorway offers to host the rebels again\n",
    "Andes Herald · June 5, 2025 · 3 min read\nNorway offers to host the rebels\n",
    "Norway offers to host the rebels\nAndes Herald | Jun 5, 2025 9:15 am\n",
    "Analysis: Norway offers to host the rebels\n",
]


@pytest.mark.parametrize("head", ANOTHER_HEAD)
def test_a_second_article_begins_at_a_head(head: str) -> None:
    first, second = articles(
        f"Chile and Peru talk about fish\n\n{PROSE}\n\nRelated Articles\n\n{head}{OTHER}\n"
    )
    assert texts(first) == PROSE.replace("north. ", "north.|").split("|")
    assert second.title is not None
    assert "Norway offers to host the rebels" in second.title


def test_a_line_without_facts_is_a_subhead_not_an_article() -> None:
    (article,) = articles(
        f"Chile and Peru talk about fish\n\n{PROSE}\n\nA long dispute over the sea\n\n{OTHER}"
    )
    assert "A long dispute over the sea" not in article.text
    assert ("subhead", "A long dispute over the sea") in [
        (piece.rule, piece.text) for piece in article.removed
    ]


def test_a_list_of_links_is_no_article() -> None:
    links = "Related Articles\nNorway offers to host\nJune 5, 2025\nPeru's fish, explained\nJune 4, 2025\n"
    (article,) = articles(f"Chile and Peru talk about fish\n\n{PROSE}\n\n{links}")
    assert len(texts(article)) == 2


def test_a_teaser_that_breaks_off_is_no_article() -> None:
    teaser = "Andes Herald\n3 hours ago\nNorway offers to host\nNorway has offered to host a second round of talks ..."
    (article,) = articles(f"Chile and Peru talk about fish\n\n{PROSE}\n\n{teaser}")
    assert "teaser" in {piece.rule for piece in article.removed}


def test_text_resumes_behind_a_list_of_links() -> None:
    (article,) = articles(
        f"Chile and Peru talk about fish\n\n{PROSE}\n\nRelated stories\nOld link one\n\n{OTHER}\n\n{PROSE}"
    )
    assert any("Norway has offered" in text for text in texts(article))


def test_readers_comments_are_not_the_article() -> None:
    (article,) = articles(f"Fish\n\n{PROSE}\n\nComments (2)\nlee99\n{OTHER}\n{OTHER}")
    assert not any("Norway" in text for text in texts(article))


def test_lines_wrapped_at_a_width_are_one_paragraph() -> None:
    wrapped = (
        PROSE.replace("Tuesday to", "Tuesday\nto")
        .replace("Both sides", "Both\nsides")
        .replace("agreed", "agreed\n")
        .replace("\n ", "\n")
    )
    (article,) = articles(f"Chile and Peru talk about fish\n\n{wrapped}")
    assert PROSE in article.text


INLINE = [
    ("Advertisement ", "Advertisement"),
    ("Why It Matters ", "Why It Matters"),
    ("What happens next ", "What happens next"),
    ("Yes, but: ", "Yes, but"),
    ("Sign up for our newsletter. ", "newsletter"),
    ("Follow us on Telegram Story continues below ", "Story continues"),
    ("Read also: Fish prices soar. ", "Fish prices"),
    ("Subscribe from $1 a week ", "Subscribe"),
    ("Translations may contain errors. ", "Translations"),
    ("This is a developing story. ", "developing"),
]


@pytest.mark.parametrize(("piece", "word"), INLINE)
def test_furniture_between_sentences_is_taken_out_and_kept(piece: str, word: str) -> None:
    (article,) = articles(f"Chile and Peru talk about fish\n\n{PROSE} {piece}{OTHER}")
    assert word not in article.text
    assert texts(article)[2].startswith("Norway has offered")
    assert any(word in removed.text for removed in article.removed)


REAL_SENTENCES = [
    "Newsweek has contacted the ministry for comment.",
    "Advertisement sales fell after the embargo, the ministry said.",
    "Why it matters to Moscow is less clear, a diplomat said.",
    "They signed up for the talks on Monday.",
    "Comments by the minister angered Baku on Monday.",
    "Supporters of the accord follow the talks on Telegram, he said.",
    "Subscribers to the accord met in Lima on Monday.",
    "5 Peruvian soldiers were killed near the border on Monday.",
    "Reuters reported the talks first, citing two officials.",
    "AP President Ana Ruiz met the minister in Lima.",
    "Share prices fell in Lima after the talks broke down.",
    "More on the accord will be known on Friday, he said.",
]


@pytest.mark.parametrize("sentence", REAL_SENTENCES)
def test_what_only_looks_like_furniture_stays(sentence: str) -> None:
    (article,) = articles(f"Chile and Peru talk about fish\n\n{PROSE} {sentence} {OTHER}")
    assert sentence in texts(article)


CAPTIONS = [
    "Advertisement 4 Ana Ruiz greets Tom Lee in Lima. REUTERS ",
    "Ana Ruiz greets Tom Lee in Lima. AFP via Getty Images ",
    "Ana Ruiz greets Tom Lee in Lima. Zuma / ",
    "Ana Ruiz greets Tom Lee in Lima. Bo Nilsson/AP ",
    "Ana Ruiz greets Tom Lee in Lima. (Photo by Bo Nilsson / Reuters) ",
    "Ana Ruiz greets Tom Lee in Lima. Ana Ruiz greets Tom Lee in Lima. ",
    "Ana Ruiz greets Tom Lee in Lima. Andes Pool / Handout via AFP ",
]


@pytest.mark.parametrize("piece", CAPTIONS)
def test_a_caption_inside_a_line_is_kept_as_one(piece: str) -> None:
    (article,) = articles(f"Chile and Peru talk about fish\n\n{PROSE} {piece}{OTHER}")
    assert texts(article, "caption") == ["Ana Ruiz greets Tom Lee in Lima."]
    assert len(texts(article)) == 4


def test_a_caption_on_a_line_of_its_own_loses_label_and_credit() -> None:
    (article,) = articles(
        f"Fish and peace\n\n{PROSE}\n\n[Photo: The two ministers at dinner in Lima. (AP Photo)]\n\n{OTHER}"
    )
    assert texts(article, "caption") == ["The two ministers at dinner in Lima."]


SELF_REFERENCES = [
    "Consider supporting the Kyiv Independent.",
    "© 2025 Andes Herald. All rights reserved.",
    "Like the Andes Herald on Facebook",
    "Editorials represent the opinion of the Andes Herald editorial board.",
]


@pytest.mark.parametrize("line", SELF_REFERENCES)
def test_the_outlet_is_learnt_from_what_it_says_of_itself(line: str) -> None:
    (article,) = articles(f"Chile and Peru talk about fish\n\n{PROSE}\n{line}\n")
    assert article.outlet == ("Kyiv Independent" if "Kyiv" in line else "Andes Herald")


def test_an_outlet_that_is_cited_is_not_the_publisher() -> None:
    (article,) = articles(f"Chile and Peru talk about fish\n\n{PROSE} The plan was seen by Reuters, it said.")
    assert article.outlet is None


def test_a_given_outlet_fills_what_the_first_article_lacks() -> None:
    first, second = articles(
        f"Fish and peace\n\n{PROSE}\n\nAndes Herald\n1 hour ago\nNorway offers to host\n{OTHER}",
        outlet="Lima Post",
    )
    assert (first.outlet, second.outlet) == ("Lima Post", "Andes Herald")


def test_a_digest_dates_its_articles_and_names_their_outlet() -> None:
    banner = "The Andes Dispatch: Friday briefing\n\nGood morning. It is Friday, June 6, 2025.\n\n"
    found = articles(
        f"{banner}Fish and peace at last\nBy Ana Ruiz\n{PROSE}\n\nNorway may host\nBy Ola Nord\n{OTHER}"
    )
    assert [(a.outlet, a.published.start) for a in found] == [("The Andes Dispatch", date(2025, 6, 6))] * 2


def test_credits_are_the_agencies_of_byline_dateline_and_credit_line() -> None:
    (article,) = articles(
        f"Fish and peace\nBy Ana Ruiz, Associated Press\n\nLIMA (Reuters) - {PROSE}\n(Editing by B. Low, AFP)"
    )
    assert article.credits == ("Associated Press", "Agence France-Presse", "Reuters")


def test_a_pictures_credit_is_no_origin_of_the_text() -> None:
    (article,) = articles(f"Fish and peace\n\n{PROSE} Ana Ruiz greets Tom Lee. AFP via Getty Images {OTHER}")
    assert article.credits == ()


def test_a_dateline_with_a_full_date_dates_the_article() -> None:
    (article,) = articles(f"Fish and peace\n\nLIMA, March 3, 2024 (Reuters) - {PROSE}")
    assert article.published.start == date(2024, 3, 3)


def test_another_language_is_a_rejection_that_names_it() -> None:
    spanish = (
        "Los ministros de Asuntos Exteriores de Chile y de Perú se reunieron el martes en la ciudad de Lima. "
        * 3
    )
    first, second = split_page(
        Page(
            "p.txt",
            f"Fish and peace\n\n{PROSE}\n\nEl País\nhace\n1 hour ago\nSe reunieron en Lima\n{spanish}",
            "text",
        )
    )
    assert isinstance(first, Article)
    assert isinstance(second, Rejection)
    assert "(es)" in second.reason


@pytest.mark.parametrize(
    "text", ["Comments\n", "Read more: fish\nAdvertisement\n", "Only a title without a text\n"]
)
def test_a_page_without_an_article_is_an_error(text: str) -> None:
    with pytest.raises(ItemError, match=r"page\.txt"):
        articles(text)


def test_the_same_page_gives_the_same_ids_and_versions() -> None:
    text = f"Fish and peace\n\n{PROSE}\n\nAndes Herald\n1 hour ago\nNorway offers to host\n{OTHER}"
    again = text.replace("1 hour ago", "5 hours ago")
    assert [(a.id, a.version) for a in articles(text)] == [(a.id, a.version) for a in articles(again)]


def test_a_corrected_text_is_a_new_version_of_the_same_article() -> None:
    (old,), (new,) = articles(f"Fish and peace\n\n{PROSE}"), articles(f"Fish and peace\n\n{PROSE} {OTHER}")
    assert old.id == new.id
    assert old.version != new.version


def test_the_pages_address_is_the_id_of_its_only_article_alone() -> None:
    url = "https://example.org/a"
    (alone,) = articles(f"Fish and peace\n\n{PROSE}", url=url)
    first, _ = articles(
        f"Fish and peace\n\n{PROSE}\n\nAndes Herald\n1 hour ago\nNorway may host\n{OTHER}", url=url
    )
    assert (alone.url, first.url) == (url, None)
    assert alone.id != first.id


PIECES = st.sampled_from(
    [
        PROSE,
        OTHER,
        "Advertisement",
        "Related Articles",
        "Andes Herald",
        "2 hours ago",
        "June 3, 2025",
        "---",
        "",
        "Norway offers to host",
        "By Ana Ruiz",
        "Why It Matters",
        "[Photo: x]",
        "5 Ana Ruiz greets. REUTERS Yes",
        "Comments",
        "© Andes Herald",
        '"Is it?" she said.',
        "• one",
        "…",
        "(AP)",
    ]
)


@given(st.lists(PIECES, max_size=14), st.sampled_from(["\n", " ", "\n\n"]))
def test_offsets_hold_on_any_page(pieces: list[str], joint: str) -> None:
    for article in split_page(Page("p.txt", joint.join(pieces), "text")):
        if isinstance(article, Rejection):
            continue
        assert all(0 <= p.start < p.end <= len(article.text) for p in article.passages)
        assert all(a.end <= b.start for a, b in pairwise(article.passages))
        assert all(article.text[s.start : s.end] == s.text for s in split_sentences(article))


MORE_HEADS = [
    "Home News Sport Business Culture Travel Audio Live\nChile and Peru talk about fish\n3 June 2025\n",
    "Skip to content\nMenu\nHome > World > Americas\nChile and Peru talk about fish\n"
    "June 3, 2025 6:05 PM GMT+3 Updated 2 days ago\n",
    "Andes Herald | World\nJune 3, 2025\nChile and Peru talk about fish\nShare\nSave\n12 comments\n",
    "World\nChile and Peru talk about fish\nA quarrel of forty years comes to the table\nBy Ana Ruiz\nJune 3, 2025\n",
]


@pytest.mark.parametrize("head", MORE_HEADS)
def test_menus_and_buttons_are_no_titles(head: str) -> None:
    (article,) = articles(f"{head}\n{PROSE}")
    assert (article.title, article.published.start) == ("Chile and Peru talk about fish", date(2025, 6, 3))
    assert len(texts(article)) == 2


def test_a_caption_that_two_widgets_number_is_one_without_numbers() -> None:
    caption = "Refugees wait at a camp near Lima, April 10, 2025. REUTERS/Bo Nilsson"
    (article,) = articles(
        f"Fish and peace\n\nItem 1 of 2 {caption}\n[1/2]{caption} Purchase Licensing Rights, opens new tab\n\n"
        f"LIMA, April 14 (Reuters) - {PROSE}"
    )
    assert texts(article, "caption") == ["Refugees wait at a camp near Lima, April 10, 2025."]
    assert texts(article)[0].startswith("Envoys of Chile")


def test_a_city_before_a_colon_is_a_dateline_where_the_text_tells_of_something_in_it() -> None:
    (article,) = articles(f"Chile and Peru talk about fish\n\nLima: {PROSE}")
    assert texts(article)[0].startswith("Envoys of Chile")


def test_a_speaker_before_a_colon_is_no_dateline() -> None:
    (article,) = articles(f"Chile and Peru talk about fish\n\nRuiz: {PROSE}")
    assert texts(article)[0].startswith("Ruiz: Envoys")
