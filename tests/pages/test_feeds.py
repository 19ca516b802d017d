from datetime import date
from pathlib import Path

import pytest

from loaders.pages import read_articles, split_sentences
from loaders.records import Article, Rejection

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>World - The Nairobi Ledger</title><link>https://ledger.example/</link>
<item><title>IGAD puts off South Sudan talks</title><link>https://ledger.example/igad</link>
<dc:creator>Grace Otieno</dc:creator>
<pubDate>Tue, 11 Feb 2014 08:15:00 +0300</pubDate><description>The second round will begin later ...</description>
<content:encoded><![CDATA[<p>Mediators of IGAD put off the second round of talks on South Sudan by four days.</p>
<p>The rebels demand that seven detainees take part &amp; sign.</p>]]></content:encoded></item>
<item><title>Read the full speech</title><link>https://ledger.example/speech</link>
<pubDate>Tue, 11 Feb 2014 09:00:00 +0300</pubDate><description>The president spoke in Juba ...</description></item>
</channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Horn Gazette</title>
<entry><title>Djibouti guards the line</title><link href="https://horn.example/line"/><published>2010-06-08T10:00:00Z</published>
<author><name>Ali Nur</name></author><content type="html">&lt;p&gt;Qatar put soldiers on the line between Djibouti and
Eritrea on Tuesday after it had mediated an agreement of the two presidents.&lt;/p&gt;</content></entry></feed>
"""


def read(folder: Path, name: str, content: str) -> list[Article]:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return [item for item in read_articles(path) if not isinstance(item, Rejection)]


def test_an_item_of_a_feed_is_an_article_with_what_the_feed_says_of_it(tmp_path: Path) -> None:
    (article,) = read(tmp_path, "world.rss", RSS)
    assert (article.title, article.byline, article.outlet) == (
        "IGAD puts off South Sudan talks",
        "Grace Otieno",
        "The Nairobi Ledger",
    )
    assert article.published.start == date(2014, 2, 11)
    assert article.url == "https://ledger.example/igad"


def test_the_whole_text_of_an_item_goes_before_its_summary(tmp_path: Path) -> None:
    (article,) = read(tmp_path, "world.xml", RSS)
    assert [sentence.text for sentence in split_sentences(article) if sentence.kind == "body"] == [
        "Mediators of IGAD put off the second round of talks on South Sudan by four days.",
        "The rebels demand that seven detainees take part & sign.",
    ]


def test_a_link_to_another_page_is_no_article(tmp_path: Path) -> None:
    (article,) = read(tmp_path, "world", RSS)
    assert any("Read the full speech" in piece.text for piece in article.removed)


@pytest.mark.parametrize("name", ["feed.atom", "feed.xml", "saved"])
def test_an_atom_feed_is_one_under_every_name(tmp_path: Path, name: str) -> None:
    (article,) = read(tmp_path, name, ATOM)
    assert (article.title, article.byline, article.outlet, article.url) == (
        "Djibouti guards the line",
        "Ali Nur",
        "Horn Gazette",
        "https://horn.example/line",
    )
