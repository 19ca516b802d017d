import pytest

from loaders.pages.languages import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Envoys of Chile and Peru met in Lima on Tuesday to settle a quarrel.", "en"),
        ("Die Außenminister trafen sich am Dienstag in Genf zu neuen Gesprächen.", "de"),
        ("Переговоры прошли в Стамбуле в понедельник и завершились без результата.", "ru"),
    ],
)
def test_a_language_is_told(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_few_words_tell_none() -> None:
    assert language_of("Lima, Oslo") is None
