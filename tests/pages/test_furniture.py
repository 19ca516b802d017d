import pytest

from loaders.pages.furniture import closing_zone, line_rule, sentence_rule

# Each shares its first words with a rule.
NEWS = """\
The text of the agreement was published by the Qatari news agency on Monday.
The text was translated by the staff of the embassy.
The article of the treaty was amended to include observers.
This story was confirmed by two officials.
Support for the ceasefire is growing in Kyiv.
Support our troops, the president told the crowd.
Join us in condemning this attack, the ministers said on Telegram.
Your support matters, Zelensky told Congress.
Every contribution to the truce counts, Guterres said.
If you want to end the war, we can work with you, Putin told Trump.
Contact the author of the plan, a diplomat advised.
The views expressed by the minister angered Tehran.
Editing by the Kremlin changed the text of the accord.
Reporting by the UN mission in Mali ended in June.
With reporting by state media banned, news of the coup spread on Telegram.
Copyright disputes delayed the trade deal between China and the United States.
All rights reserved to the parties were listed in the annex.
You have reached the limit, Trump told Netanyahu.
Donate now, the Red Cross urged states in Geneva.
Start your talks in Doha with full access to hostages, Qatar said.
For more on sanctions, Washington will follow Brussels.
A post shared by the ministry on X showed the two leaders.
Today's weather delayed the ministers' flight to Doha.
Members get more rights under the treaty.""".splitlines()

FURNITURE = """\
This article was generated with the help of AI and checked by an editor.
Translations may contain inaccuracies, please refer to the original.
Support independent journalism from $1 a month.
Join our Telegram channel for news as it breaks.
Your contribution helps us keep reporting.
The views expressed are the author's own.
Editing by Ana Ruiz and Tom Lee
With reporting by Ana Ruiz in Lima
Copyright 2025 Andes Herald.
All rights reserved.
You have reached your limit of free articles this month.
Donate now to keep this site free.
Get unlimited access to every article.
For more on this story, click here.
A post shared by Ana Ruiz (@anaruiz)
Members get more: try one month free
Sign up for our newsletter and never miss a story.
Read also: Talks failed, Lima says""".splitlines()


@pytest.mark.parametrize("sentence", NEWS)
def test_a_sentence_of_the_news_is_kept(sentence: str) -> None:
    assert sentence_rule(sentence) is None


@pytest.mark.parametrize("sentence", FURNITURE)
def test_a_sentence_to_the_reader_is_furniture(sentence: str) -> None:
    assert sentence_rule(sentence)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Advertisement", "advertisement"),
        ("Share   Tweet   Email   Print", "sharing"),
        ("12 comments", "comments"),
        ("Skip to main content", "navigation"),
        ("4 min read", "reading_time"),
        ("Read more: What the accord says", "related_link"),
        ("Tags: Peru, fish", "tags"),
        ("Subscribe", "newsletter"),
        ("Accept all", "cookies"),
        ("© 2025 Andes Herald", "copyright"),
        ("Correction: an earlier version misspelt a name.", "editorial_note"),
        ("Reporting by Ana Ruiz; Editing by Tom Lee", "credit_line"),
        ("pic.twitter.com/abc", "embed"),
        ("[ad]", "placeholder"),
        ("* * *", "separator"),
    ],
)
def test_a_line_of_furniture_is_named_by_its_rule(line: str, rule: str) -> None:
    assert line_rule(line) == rule


@pytest.mark.parametrize(
    "line",
    [
        "Talks fail in Geneva",
        "Update: Israel strikes Beirut",
        "Sources: Hamas accepts truce",
        "Next page in history",
        "Like Egypt, Qatar mediates",
        "Share of war costs to rise",
        "Home again: hostages freed",
    ],
)
def test_a_headline_is_no_furniture(line: str) -> None:
    assert line_rule(line) is None
    assert closing_zone(line) is None


@pytest.mark.parametrize(
    "line", ["Comments (4)", "Related Articles", "Most popular", "More from Andes Herald", "Hashtags"]
)
def test_lists_and_comments_close_an_article(line: str) -> None:
    assert closing_zone(line)
