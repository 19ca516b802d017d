"""Who a phrase stands for: names, titles, metonyms, groups, descriptions and pronouns."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.records import Mention, Participant, Reading


def who(mention: Mention, role: str) -> list[str]:
    return [p.actor.name for p in mention.participants if p.role == role]


def one(mention: Mention, role: str) -> Participant:
    found = [p for p in mention.participants if p.role == role]
    assert len(found) == 1, [(p.role, p.actor.name) for p in mention.participants]
    return found[0]


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Moscow", "Russia"),
        ("The Kremlin", "Russia"),
        ("The White House", "United States"),
        ("Beijing", "China"),
        ("Ankara", "Turkey"),
        ("Downing Street", "United Kingdom"),
        ("The Élysée", "France"),
        ("Pyongyang", "North Korea"),
        ("Seoul", "South Korea"),
        ("Kinshasa", "Democratic Republic of the Congo"),
        ("Brazzaville", "Republic of the Congo"),
        ("The Russian side", "Russia"),
        ("The Russian delegation", "Russia"),
        ("The Saudi government", "Saudi Arabia"),
        ("Russian officials", "Russia"),
        ("The U.S.", "United States"),
        ("The UN", "United Nations"),
        ("The Houthis", "Ansar Allah"),
    ],
)
def test_stands_for_a_body(told: Callable[..., Mention], phrase: str, name: str) -> None:
    mention = told(f"{phrase} condemned Myanmar.", "ACCUSE")
    assert who(mention, "source") == [name]


@pytest.mark.parametrize(
    ("phrase", "name", "state"),
    [
        ("President Volodymyr Zelensky", "Volodymyr Zelensky", "Ukraine"),
        ("The Ukrainian president", "Volodymyr Zelensky", "Ukraine"),
        ("Ukraine's president", "Volodymyr Zelensky", "Ukraine"),
        ("The president of Ukraine", "Volodymyr Zelensky", "Ukraine"),
        ("Kyiv's foreign minister", "Andrii Sybiha", "Ukraine"),
        ("Trump's special envoy for Ukraine, Keith Kellogg,", "Keith Kellogg", "United States"),
        ("Russian Foreign Minister Sergei Lavrov", "Sergei Lavrov", "Russia"),
        ("Lavrov", "Sergei Lavrov", "Russia"),
    ],
)
def test_stands_for_a_person_who_acts_for(
    told: Callable[..., Mention], phrase: str, name: str, state: str
) -> None:
    source = one(told(f"{phrase} condemned Myanmar.", "ACCUSE"), "source")
    assert (source.actor.name, source.acts_for and source.acts_for.name) == (name, state)


def test_an_office_is_its_holders_on_the_articles_day(told: Callable[..., Mention]) -> None:
    mentions = [
        told("The U.S. president condemned Myanmar.", "ACCUSE", day) for day in ("2023-06-02", "2025-06-02")
    ]
    assert [who(m, "source") for m in mentions] == [["Joe Biden"], ["Donald Trump"]]


def test_a_former_president_acts_for_nobody(told: Callable[..., Mention]) -> None:
    source = one(told("Former U.S. President Barack Obama condemned Myanmar.", "ACCUSE"), "source")
    assert (source.actor.name, source.acts_for) == ("Barack Obama", None)


def test_a_capital_after_in_is_a_place(told: Callable[..., Mention]) -> None:
    mention = told("Fiji and Tonga met in Moscow.", "CONSULT")
    assert mention.place is not None
    assert (mention.place.name, mention.place.country) == ("Moscow", "RUS")
    assert who(mention, "party") == ["Fiji", "Tonga"]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The foreign ministers of Armenia and Azerbaijan met.", ["ARM", "AZE"]),
        ("Talks between Israel and Hamas took place.", ["ISR", "PSE"]),
        ("Fiji, Tonga, Samoa and Palau held talks.", ["FJI", "TON", "WSM", "PLW"]),
        ("Armenian and Azerbaijani officials met.", ["ARM", "AZE"]),
        ("North Korea and South Korea held talks.", ["PRK", "KOR"]),
    ],
)
def test_a_coordination_is_all_of_its_members(
    told: Callable[..., Mention], text: str, parties: list[str]
) -> None:
    mention = told(text, "CONSULT")
    assert [p.actor.country for p in mention.participants if p.role == "party"] == parties


def test_the_leaders_are_parties_and_the_broker_mediates(told: Callable[..., Mention]) -> None:
    text = "The leaders of Armenia and Azerbaijan met for talks mediated by Charles Michel in Brussels."
    mention = told(text, "CONSULT")
    assert who(mention, "mediator") == ["Charles Michel"]
    assert sorted(p.actor.country or "" for p in mention.participants if p.role == "party") == ["ARM", "AZE"]


def test_mediators_in_a_list(told: Callable[..., Mention]) -> None:
    text = "Mediated by the US, Qatar and Egypt, the negotiations between Israel and Hamas began on Sunday."
    assert who(told(text, "CONSULT"), "mediator") == ["United States", "Qatar", "Egypt"]


@pytest.mark.parametrize(
    ("pronoun", "text", "name"),
    [
        ("he", "Zelensky met Erdogan in Ankara. He later condemned Myanmar.", "Volodymyr Zelensky"),
        ("she", "Lavrov met Ursula von der Leyen. She condemned Myanmar.", "Ursula von der Leyen"),
        ("it", "Moldova held an election. It condemned Myanmar.", "Moldova"),
    ],
)
def test_a_pronoun_is_who_was_spoken_of(
    told: Callable[..., Mention], pronoun: str, text: str, name: str
) -> None:
    assert who(told(text, "ACCUSE"), "source") == [name]


def test_they_and_both_sides_are_the_last_group(read: Callable[..., Reading]) -> None:
    text = "Fiji and Tonga held talks. Both sides condemned Myanmar. They thanked Samoa."
    found = [who(m, "source") for m in read(text).mentions if m.type in ("ACCUSE", "SUPPORT")]
    assert found == [["Fiji", "Tonga"], ["Fiji", "Tonga"]]


def test_an_it_that_means_nothing_is_nobody(read: Callable[..., Reading]) -> None:
    mentions = read("Moldova voted. It is difficult to condemn Myanmar.").mentions
    assert [name for mention in mentions for name in who(mention, "source")] == []


def test_husbands_and_wives_are_two_people(read: Callable[..., Reading]) -> None:
    text = (
        "Belarus arrested Siarhei Tsikhanouski, the husband of Sviatlana Tsikhanouskaya. "
        "Police detained her husband again in May. Lithuania thanked his wife."
    )
    found = [(m.type, who(m, "target")) for m in read(text).mentions]
    assert found == [
        ("COERCE", ["Siarhei Tsikhanouski"]),
        ("COERCE", ["Siarhei Tsikhanouski"]),
        ("SUPPORT", ["Sviatlana Tsikhanouskaya"]),
    ]


def test_a_part_stands_for_the_whole(told: Callable[..., Mention]) -> None:
    target = one(told("Yemen kidnapped scores of Americans.", "ASSAULT"), "target")
    assert (target.actor.kind, target.actor.country) == ("population", "USA")


def test_an_agency_acts_for_its_state(told: Callable[..., Mention]) -> None:
    source = one(told("The SBU attacked Russian air bases.", "ASSAULT"), "source")
    assert (source.actor.name, source.acts_for and source.acts_for.name) == (
        "Security Service of Ukraine",
        "Ukraine",
    )


def test_what_belongs_to_a_state_is_hit_with_it(told: Callable[..., Mention]) -> None:
    assert who(told("The SBU attacked Russian air bases.", "ASSAULT"), "target") == ["Russia"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Georgia condemned Myanmar after talks in Tbilisi.", "Georgia"),
        ("Jordan condemned Myanmar.", "Jordan"),
        ("Chad condemned Myanmar.", "Chad"),
        ("Niger condemned Myanmar.", "Niger"),
        ("Guinea-Bissau condemned Myanmar.", "Guinea-Bissau"),
        ("Equatorial Guinea condemned Myanmar.", "Equatorial Guinea"),
        ("Iraq condemned Myanmar.", "Iraq"),
        ("The Republic of China condemned Myanmar.", "Taiwan"),
        ("The People's Republic of China condemned Myanmar.", "China"),
    ],
)
def test_a_name_near_to_another(told: Callable[..., Mention], text: str, name: str) -> None:
    assert who(told(text, "ACCUSE"), "source") == [name]


def test_a_congresswoman_of_georgia_is_not_the_states(told: Callable[..., Mention]) -> None:
    source = one(told("Georgia Congresswoman Marjorie Taylor Greene condemned Myanmar.", "ACCUSE"), "source")
    assert "GEO" not in (source.actor.country, source.acts_for and source.acts_for.country)


def test_a_description_names_nobody_in_particular(told: Callable[..., Mention]) -> None:
    source = one(told("A senior Norwegian diplomat condemned Myanmar.", "ACCUSE"), "source")
    assert (source.actor.local, source.acts_for and source.acts_for.name) == (True, "Norway")


def test_an_unknown_name_is_local_to_its_article(told: Callable[..., Mention]) -> None:
    source = one(told("Tobias Quellwasser condemned Myanmar.", "ACCUSE"), "source")
    assert (source.actor.name, source.actor.kind, source.actor.local) == (
        "Tobias Quellwasser",
        "person",
        True,
    )


def test_a_surname_alone_is_the_person_the_article_named(read: Callable[..., Reading]) -> None:
    text = "Tobias Quellwasser condemned Myanmar. Quellwasser then thanked Samoa."
    sources = [one(m, "source").actor for m in read(text).mentions]
    assert sources[0] == sources[1]


def test_every_actor_says_why_it_is_this_one(told: Callable[..., Mention]) -> None:
    source = one(told("The Kremlin condemned Myanmar.", "ACCUSE"), "source")
    assert source.because == "a seat of power"
