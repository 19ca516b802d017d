"""The file of API keys: beside the database, so that neither its exports nor its backups hold them.

A running service sees what ``goodoffices keys`` changes with the next request: the file is read anew whenever
its time or size differs (a look takes 2 µs).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from app.access.errors import KeyFileError, KeyNameError, UnknownKeyError
from app.access.keys import ApiKey, Scope, split_key, utc_now
from database.errors import usable
from graph_schema.whole_files import one_at_a_time, put_in_place

VARIABLE = "GOODOFFICES_API_KEYS"

_RECORDS = TypeAdapter(tuple[ApiKey, ...])
# Checked in the place of a record that is not there: an unknown id takes as long as a wrong secret.
_NOBODY = ApiKey("", "", (), "0" * 64, datetime.min)


class KeyFile:
    """The keys of one service."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._seen: tuple[int, int] | None = None
        self._keys: dict[str, ApiKey] = {}

    def open(self, key: str) -> ApiKey:
        """Give the record of a key that is good.

        Raises
        ------
        UnknownKeyError
            The key is unknown, expired or revoked.
        KeyFileError
            The file cannot be read: then nobody is let in.

        """
        self._look()
        key_id, _ = split_key(key)
        record = self._keys.get(key_id, _NOBODY)
        if not record.opened_by(key) or not record.counts(utc_now()):
            raise UnknownKeyError
        return record

    def check(self, key_id: str) -> None:
        """See that a key that was opened is still good.

        Raises
        ------
        UnknownKeyError, KeyFileError
            As for :meth:`open`.

        """
        self._look()
        record = self._keys.get(key_id)
        if record is None or not record.counts(utc_now()):
            raise UnknownKeyError

    def all(self) -> tuple[ApiKey, ...]:
        """Give all keys, those that were revoked too, in the order they were made."""
        self._look()
        return tuple(self._keys.values())

    def add(self, name: str, scopes: tuple[Scope, ...], expires: datetime | None = None) -> str:
        """Make a key and give it, the only time that it is told."""
        made, key = ApiKey.make(name, scopes, now=utc_now(), expires=expires)

        def added(keys: tuple[ApiKey, ...]) -> tuple[ApiKey, ...]:
            if any(each.name == name and each.counts(made.made) for each in keys):
                raise KeyNameError(
                    f"There is a key named '{name}'. Revoke it, or give the new one another name."
                )
            return (*keys, made)

        self._change(added)
        return key

    def revoke(self, name: str) -> ApiKey:
        """Revoke the key of a name or id; from the next request on it opens nothing."""
        now = utc_now()

        def revoked(keys: tuple[ApiKey, ...]) -> tuple[ApiKey, ...]:
            if not any(_is(each, name) for each in keys):
                raise KeyNameError(
                    f"There is no key '{name}' in force. `goodoffices keys list` shows those there are."
                )
            return tuple(each.revoke(now) if _is(each, name) else each for each in keys)

        def _is(key: ApiKey, name: str) -> bool:
            return name in (key.id, key.name) and key.revoked is None

        return next(
            each for each in self._change(revoked) if name in (each.id, each.name) and each.revoked == now
        )

    # -- the file ------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Read the file where it is another one than was seen last."""
        try:
            status = self.file.stat()
        except FileNotFoundError:
            self._seen, self._keys = None, {}
            return
        except OSError as error:
            raise KeyFileError(self.file, error.strerror or str(error)) from None
        if (seen := (status.st_mtime_ns, status.st_size)) != self._seen:
            self._keys = {key.id: key for key in self._read()}
            self._seen = seen

    def _read(self) -> tuple[ApiKey, ...]:
        try:
            return _RECORDS.validate_json(self.file.read_bytes())
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise KeyFileError(self.file, error.strerror or str(error)) from None
        except ValidationError as error:
            # Only where and what: the input itself holds hashes.
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "the file"
            raise KeyFileError(self.file, f"{where}: {first['msg']}") from None

    def _change(self, change: Callable[[tuple[ApiKey, ...]], tuple[ApiKey, ...]]) -> tuple[ApiKey, ...]:
        with usable(self.file.parent, VARIABLE):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with one_at_a_time(self.file):
                changed = change(self._read())
                with put_in_place(self.file, rights=0o600) as out:
                    out.write(_RECORDS.dump_json(changed, indent=2) + b"\n")
        return changed
