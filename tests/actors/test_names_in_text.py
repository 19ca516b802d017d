"""Names in running text: which are found, and which must not be."""

import pytest

from loaders.actors import knowledge

KNOWN = knowledge()


def meant(text: str, *, capitals: bool = False) -> list[tuple[str, str, str, bool]]:
    """Give every name found: its words, whom it means first, the kind of the name, whether that is weak."""
    words = text.split()
    return [
        (
            " ".join(words[m.start : m.end]),
            KNOWN.actor(m.senses[0].actor_id).name,
            m.senses[0].kind,
            m.senses[0].weak,
        )
        for m in KNOWN.match(words, capitals=capitals)
    ]


def names(text: str) -> list[str]:
    return [actor for _, actor, _, _ in meant(text)]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("the Republic of the Congo", ["Republic of the Congo"]),
        ("the Democratic Republic of the Congo", ["Democratic Republic of the Congo"]),
        ("Congo - Brazzaville and DR Congo", ["Republic of the Congo", "Democratic Republic of the Congo"]),
        ("North Korea and South Korea", ["North Korea", "South Korea"]),
        ("Guinea , Guinea - Bissau , Equatorial Guinea", ["Guinea", "Guinea-Bissau", "Equatorial Guinea"]),
        ("Papua New Guinea", ["Papua New Guinea"]),
        ("Niger and Nigeria", ["Niger", "Nigeria"]),
        ("Nigerien troops , Nigerian troops", ["Niger", "Nigeria"]),
        ("the Republic of China", ["Taiwan"]),
        ("the People 's Republic of China", ["China"]),
        ("South Sudan and Sudan", ["South Sudan", "Sudan"]),
        ("Dominica and the Dominican Republic", ["Dominica", "Dominican Republic"]),
        ("Iran and Iraq", ["Iran", "Iraq"]),
        ("the Ivory Coast and Côte d'Ivoire", ["Ivory Coast", "Ivory Coast"]),
    ],
)
def test_the_longest_name_wins(text, actors):
    assert names(text) == actors


@pytest.mark.parametrize("word", ["Georgia", "Jordan", "Chad", "Congo"])
def test_a_name_that_is_another_thing_too_needs_support(word):
    assert [weak for _, _, _, weak in meant(word)] == [True]


def test_the_us_state_is_left_alone():
    assert meant("a Georgia senator") == []


@pytest.mark.parametrize("text", ["they told us", "who is it", "an is here", "may march in turkey"])
def test_common_words_in_small_letters_are_no_names(text):
    assert meant(text) == []


def test_in_a_line_of_capitals_case_does_not_count():
    assert [actor for _, actor, _, _ in meant("MOSCOW AND KYIV TALK", capitals=True)] == ["Russia", "Ukraine"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Moscow said", "capital"), ("the Kremlin", "seat"), ("Turkish mediation", "adjective"), ("the UN", "acronym"),
     ("two Frenchmen", "demonym"), ("in Istanbul", "city"), ("in Donbas", "territory")],
)  # fmt: skip
def test_a_name_tells_what_kind_it_is(text, kind):
    assert [found for _, _, found, _ in meant(text)] == [kind]


def test_washington_is_the_capital_not_a_person():
    assert meant("Washington urged") == [("Washington", "United States", "capital", False)]


@pytest.mark.parametrize(
    "word",
    ["Of", "Male", "Nice", "Mobile", "Reading", "Split", "Bath", "March", "Orange", "Man", "Mary", "Victoria",
     "Jackson", "Hamilton", "George", "Florence", "Van", "Ho"],
)  # fmt: skip
def test_a_city_that_is_a_word_or_a_name_is_not_found_alone(word):
    assert meant(word) == []


def test_such_a_city_is_still_looked_up():
    assert [city.country for city in KNOWN.city("Nice")] == ["FRA"]


def test_a_city_is_always_weak():
    assert all(s.weak for _, senses in KNOWN.names() for s in senses if s.kind == "city")


def test_a_city_never_hides_an_actor():
    shared = [
        phrase
        for phrase, senses in KNOWN.names()
        if any(s.kind == "city" for s in senses) and not all(s.kind in {"city", "territory"} for s in senses)
    ]

    assert shared == []


def test_a_hyphen_does_not_hide_a_name():
    assert names("the U.S.-brokered truce") == ["United States"]


def test_accents_do_not_count():
    assert names("São Tomé and Príncipe") == names("Sao Tome and Principe") != []


def test_a_bare_common_surname_is_nobody():
    assert meant("Kim said that Lee and Hussein left") == []


def test_a_name_that_two_people_bear_needs_support():
    [match] = KNOWN.match(["George", "Bush"])

    assert all(sense.weak for sense in match.senses)


def test_the_soviet_kremlin_comes_second():
    [match] = KNOWN.match(["Kremlin"])

    assert [KNOWN.actor(sense.actor_id).key for sense in match.senses] == ["RUS", "SUN"]
