"""API keys are told once, kept as hashes, and looked at anew when they change."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.access.errors import KeyFileError, KeyNameError, UnknownKeyError
from app.access.key_file import KeyFile
from app.access.keys import ApiKey, Scope

READ = (Scope.READ,)
PAST = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def keys(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / "new folder" / "keys.json")


def test_a_key_opens_its_record(keys: KeyFile) -> None:
    key = keys.add("feeder", (Scope.INGEST, Scope.READ))
    assert (keys.open(key).name, keys.open(key).scopes) == ("feeder", (Scope.INGEST, Scope.READ))


def test_the_file_does_not_hold_the_key(keys: KeyFile) -> None:
    _, _, secret = keys.add("feeder", READ).split("_", 2)
    assert secret not in keys.file.read_text()


def test_the_file_is_for_its_user_alone(keys: KeyFile) -> None:
    keys.add("feeder", READ)
    assert stat.S_IMODE(keys.file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "wrong", ["", "password", "go_", "go_00_secret", "go__secret", "sk_1_2", "go_é_\udcff"]
)
def test_what_is_no_key_opens_nothing(keys: KeyFile, wrong: str) -> None:
    keys.add("feeder", READ)
    with pytest.raises(UnknownKeyError):
        keys.open(wrong)


def test_the_secret_of_another_key_opens_nothing(keys: KeyFile) -> None:
    one, other = keys.add("one", READ), keys.add("other", READ)
    mixed = "_".join([*one.split("_", 2)[:2], other.split("_", 2)[2]])
    with pytest.raises(UnknownKeyError):
        keys.open(mixed)


def test_a_revoked_key_opens_nothing_in_a_service_that_runs(keys: KeyFile) -> None:
    key = keys.add("feeder", READ)
    serving = KeyFile(keys.file)
    serving.open(key)
    keys.revoke("feeder")
    with pytest.raises(UnknownKeyError):
        serving.open(key)


def test_an_expired_key_opens_nothing(keys: KeyFile) -> None:
    key = keys.add("feeder", READ, expires=PAST)
    with pytest.raises(UnknownKeyError):
        keys.open(key)


def test_a_name_is_given_to_one_key_in_force(keys: KeyFile) -> None:
    keys.add("feeder", READ)
    with pytest.raises(KeyNameError, match="There is a key named 'feeder'"):
        keys.add("feeder", READ)


def test_a_name_is_free_again_after_its_key_was_revoked(keys: KeyFile) -> None:
    keys.add("feeder", READ)
    keys.revoke("feeder")
    keys.open(keys.add("feeder", READ))
    assert len(keys.all()) == 2


def test_a_key_that_is_not_there_cannot_be_revoked(keys: KeyFile) -> None:
    with pytest.raises(KeyNameError, match="There is no key 'nobody' in force"):
        keys.revoke("nobody")


def test_a_broken_file_lets_nobody_in_and_says_where_it_is_broken(keys: KeyFile) -> None:
    key = keys.add("feeder", READ)
    keys.file.write_text(keys.file.read_text().replace('"read"', '"everything"'))
    with pytest.raises(KeyFileError, match=r"keys\.json cannot be read: 0\.scopes\.0"):
        keys.open(key)


def test_a_key_in_force_says_so() -> None:
    key, _ = ApiKey.make("feeder", READ, now=PAST, expires=PAST + timedelta(days=31))
    assert key.state(PAST) == "expires on 2020-02-01"
    assert key.state(PAST + timedelta(days=40)) == "expired on 2020-02-01"
