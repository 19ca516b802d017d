"""States with official names and Wikidata ids, from rigour (MIT) and the country codes (PDDL)."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from tools.build_actors.tables import Row, write_rows

# Names as English-language news uses them where rigour's label differs.
_NAMES = {
    "CIV": "Ivory Coast", "COG": "Republic of the Congo", "COD": "Democratic Republic of the Congo",
    "TUR": "Turkey", "HKG": "Hong Kong", "MAC": "Macau", "NRU": "Nauru", "TLS": "East Timor",
}  # fmt: skip
_OFFICIAL = {"TWN": "Republic of China", "HKG": "Hong Kong Special Administrative Region", "GEO": ""}
# rigour's codes of states that are gone, not recognised, or part of another.
_OTHERS = {
    "suhh": "SUN", "yucs": "YUG", "csxx": "SCG", "cshh": "CSK", "dd": "DDR", "zr": "ZAR", "ge-ab": "abkhazia",
    "x-so": "south-ossetia", "md-pmr": "transnistria", "cy-trnc": "northern-cyprus", "so-som": "somaliland",
    "az-nk": "nagorno-karabakh", "ua-dpr": "donetsk-pr", "ua-lpr": "luhansk-pr", "ba-srp": "republika-srpska",
    "ba-bih": "federation-bih", "ua-cri": "crimea", "ru-ce": "chechnya", "ru-ta": "tatarstan",
    "gb-sct": "scotland", "gb-wls": "wales", "gb-nir": "northern-ireland", "cn-xz": "tibet", "cn-xj": "xinjiang",
    "ca-qc": "quebec",
}  # fmt: skip


def build_states(sources: Path, data: Path) -> None:
    """Write ``states.csv`` (the states of ``state_words.csv``) and ``qids.csv`` (former and others)."""
    with (sources / "territories_rigour.jsonl").open(encoding="utf-8") as lines:
        territories = [json.loads(line) for line in lines]
    by_code = {t.get("alpha3", "").upper(): t for t in territories if "parent" not in t or t.get("is_ftm")}
    codes = _country_codes(sources)
    with (data / "state_words.csv").open(encoding="utf-8") as lines:
        wanted = [row["iso3"] for row in csv.DictReader(lines)]
    write_rows(data / "states.csv", [_state(iso3, by_code[iso3], codes) for iso3 in wanted], "iso3")
    regions = {t["code"]: t for t in territories}
    write_rows(
        data / "qids.csv", [{"key": key, "qid": regions[code]["qid"]} for code, key in _OTHERS.items()], "key"
    )


def _state(iso3: str, territory: dict[str, str], codes: dict[str, str]) -> Row:
    name = _NAMES.get(iso3, territory["name"])
    official = _OFFICIAL.get(iso3, territory["full_name"])
    qid = codes.get(iso3) or territory["qid"]
    return {"iso3": iso3, "name": name, "official": "" if official == name else official, "qid": qid}


def _country_codes(sources: Path) -> dict[str, str]:
    with (sources / "states_country_codes.csv").open(encoding="utf-8") as lines:
        return {
            row["ISO3166-1-Alpha-3"]: row["wikidata_id"].rpartition("/")[2] for row in csv.DictReader(lines)
        }
