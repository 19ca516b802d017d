"""Write the list of Neo4j's program files, with their checksums: ``python tools/list_jars.py 5.26.30``.

Maven resolves the runtime dependencies of ``org.neo4j:neo4j`` and ``org.neo4j:neo4j-bolt`` and fails on a
bad checksum; this script records what it fetched in ``database/neo4j-VERSION.jars``. Needed only to move to
another version of Neo4j: readers of the list need no Maven.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import tempfile
from pathlib import Path

LIST_FOLDER = Path(__file__).parent.parent / "database"

POM = """<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>goodoffices</groupId><artifactId>jars</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{version}</version></dependency>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j-bolt</artifactId><version>{version}</version></dependency>
  </dependencies>
</project>
"""

HEADER = """\
# Neo4j Community {version} and what it needs at run time, written by tools/list_jars.py.
# Each line: SHA-256, size in bytes, path below the root of a Maven repository.
"""


def resolve_jars(version: str, folder: Path) -> list[str]:
    """Let Maven fetch the jars into a repository in ``folder``; return their paths below it."""
    (folder / "pom.xml").write_text(POM.format(version=version))
    listing = folder / "resolved.txt"
    subprocess.run(  # noqa: S603
        [  # noqa: S607
            "mvn", "--batch-mode", "--quiet", "--strict-checksums", "--file", str(folder / "pom.xml"),
            f"-Dmaven.repo.local={folder / 'repository'}", "-DincludeScope=runtime",
            f"-DoutputFile={listing}", "dependency:list",
        ],
        check=True,
    )  # fmt: skip
    lines = (line.split() for line in listing.read_text().splitlines())
    return sorted({jar_path(words[0]) for words in lines if words and words[0].count(":") >= 4})


def jar_path(coordinates: str) -> str:
    """Turn Maven's coordinates into a path.

    >>> jar_path("io.netty:netty-common:jar:4.1.137.Final:compile")
    'io/netty/netty-common/4.1.137.Final/netty-common-4.1.137.Final.jar'
    """
    group, artifact, _packaging, *classifier, version, _scope = coordinates.split(":")
    name = "-".join([artifact, version, *classifier])
    return f"{group.replace('.', '/')}/{artifact}/{version}/{name}.jar"


def write_list(version: str) -> Path:
    """Resolve the jars of a version and write their list."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = []
        for path in resolve_jars(version, folder):
            content = (folder / "repository" / path).read_bytes()
            lines.append(f"{hashlib.sha256(content).hexdigest()} {len(content)} {path}\n")
    target = LIST_FOLDER / f"neo4j-{version}.jars"
    target.write_text(HEADER.format(version=version) + "".join(lines))
    return target


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("version", help="the version of Neo4j, for instance 5.26.30")
    print(write_list(parser.parse_args().version))  # noqa: T201
