"""What the sources call a country, as ISO 3166-1 alpha-3."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tools.build_actors.tables import read_rows

# Codes and names of the sources that the code table does not have.
_GEC = {"kv": "XKX", "od": "SSD", "ri": "SRB", "mj": "MNE", "we": "PSE", "gz": "PSE", "tw": "TWN"}
_NAMES = {
    "Congo, Democratic Republic of the": "COD", "Congo, Republic of the": "COG", "Korea, North": "PRK",
    "Korea, South": "KOR", "Burma": "MMR", "Kosovo": "XKX", "Taiwan": "TWN", "Cote d'Ivoire": "CIV",
    "Holy See (Vatican City)": "VAT", "Micronesia, Federated States of": "FSM", "Macedonia": "MKD",
    "Swaziland": "SWZ", "Czech Republic": "CZE", "Turkey": "TUR", "Gambia, The": "GMB", "Bahamas, The": "BHS",
    "The Gambia": "GMB", "The Bahamas": "BHS", "Cabo Verde": "CPV", "North Macedonia": "MKD",
    "Sao Tome and Principe": "STP", "Antigua and Barbuda": "ATG", "Saint Kitts and Nevis": "KNA",
    "Saint Lucia": "LCA", "Saint Vincent and the Grenadines": "VCT", "Trinidad and Tobago": "TTO",
    "Bosnia and Herzegovina": "BIH", "Palestine": "PSE", "Macau": "MAC", "Hong Kong": "HKG",
    "Micronesia": "FSM", "Dominican Republic": "DOM", "Republic of North Macedonia": "MKD",
}  # fmt: skip

_DEPENDENT = frozenset(
    {"ABW", "BMU", "COK", "CUW", "ESH", "FLK", "FRO", "GIB", "GRL", "HKG", "MAC", "NCL", "NIU", "PRI"}
)


@dataclass(frozen=True, slots=True)
class Countries:
    """Countries by the codes and names of the sources, only those the service has as states."""

    by_gec: dict[str, str]
    by_name: dict[str, str]
    states: frozenset[str]
    """Those with a head of state of their own."""

    def from_gec(self, code: str) -> str | None:
        """Give the country of a GEC (FIPS 10-4) code."""
        return self._known(self.by_gec.get(code))

    def from_name(self, name: str) -> str | None:
        """Give the country of an English name."""
        return self._known(self.by_name.get(name))

    def _known(self, iso3: str | None) -> str | None:
        return iso3 if iso3 in self.states else None


def read_countries(sources: Path, data: Path) -> Countries:
    """Read the code table (PDDL) and the states of ``state_words.csv``."""
    by_gec, by_name = dict(_GEC), dict(_NAMES)
    for row in read_rows(sources / "states_country_codes.csv"):
        iso3 = row["ISO3166-1-Alpha-3"]
        if row["FIPS"]:
            by_gec.setdefault(row["FIPS"].lower(), iso3)
        for column in ("CLDR display name", "official_name_en", "UNTERM English Short"):
            by_name.setdefault(row[column], iso3)
    states = frozenset(row["iso3"] for row in read_rows(data / "state_words.csv")) - _DEPENDENT
    return Countries(by_gec, by_name, states)
