# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files of feeds for tests: the real samples where they lie beside the repository, and small ones
about the cast."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from builders import identifier, supplier

from dijkwacht.register.register import History
from dijkwacht.rules.rulebook import Rules
from dijkwacht.verbs.feeding import FeedsRead, read_feeds

FORMATS: Mapping[str, str] = {
    "cir_GetCase.xml": "cir",
    "cir_GetLastUpdate.xml": "cir",
    "cir_SearchByDate.xml": "cir",
    "cir_SearchModifiedSince.xml": "cir",
    "cir_SearchRemovedSince.xml": "cir",
    "cir_SearchUndertaking.xml": "cir",
    "cisa_kev_2025-08-25.json.gz": "kev",
    "csaf20_changes.csv": "csaf",
    "csaf20_cisa_icsa-24-102-02.json": "csaf",
    "csaf20_cisa_va-24-201-01.json": "csaf",
    "csaf20_cisa_va-24-254-01.json": "csaf",
    "csaf20_rolie_feed.json": "csaf",
    "eu_fsf_extract.xml": "eu-sanctions",
    "ftm_entities_companies.ijson": "ftm",
    "gleif_api_issued.json": "gleif-records",
    "gleif_level1_extract.json": "gleif-records",
    "gleif_level1_extract.xml": "gleif-records",
    "gleif_level2_rr_extract.json": "gleif-parents",
    "gleif_level2_rr_extract.xml": "gleif-parents",
    "gleif_repex_extract.xml": "gleif-exceptions",
    "nvd20_CVE-2021-26855.json": "nvd",
    "ofac_sdn_extract.csv": "ofac",
}
"""The format of each real sample."""
DAY = date(2026, 6, 1)


def whole(shared: Path, name: str) -> bytes:
    """A real sample, whole by its own words: of extracts the count of entries is mended."""
    data = (shared / "feeds" / name).read_bytes()
    return data.replace(*COUNTS[name]) if name in COUNTS else data


COUNTS = {
    "gleif_level1_extract.xml": (b"2394586", b"13"),
    "gleif_level2_rr_extract.xml": (b"394970", b"10"),
    "gleif_repex_extract.xml": (b"4244309", b"10"),
}
"""What extracts say of the file they were cut from, and how many entries they have."""
KVK, LEI = "00000001", "9999WATERDAM00000157"


def firms() -> History:
    """Nimbus with a KvK number and a LEI, Polder ICT with neither, a maker known to CISA."""
    nimbus = supplier("Nimbus", country="NL")
    polder = supplier("Polder ICT", country="NL")
    maker = supplier("Zilverlijn Software", country="DE")
    return History.from_records(
        [
            *(nimbus, polder, maker),
            identifier(nimbus, "kvk", KVK),
            identifier(nimbus, "lei", LEI),
            identifier(maker, "kev-vendor", "zilverlijn"),
        ]
    )


def vulnerability(number: int, vendor: str, **more: Any) -> dict[str, Any]:
    """One entry of a catalogue as CISA writes it."""
    return {
        "cveID": f"CVE-2026-{number:04d}",
        "vendorProject": vendor,
        "product": "Sluis",
        "vulnerabilityName": "Sluis Overflow",
        "dateAdded": "2026-05-20",
        "shortDescription": "It overflows.",
        "requiredAction": "Mend it.",
        "dueDate": "2026-06-10",
        "knownRansomwareCampaignUse": "Unknown",
        **more,
    }


def catalogue(*entries: Mapping[str, Any], released: str = "2026-05-30", **more: Any) -> bytes:
    """A catalogue as CISA publishes it."""
    content = {
        "title": "Catalogue",
        "catalogVersion": released.replace("-", "."),
        "dateReleased": f"{released}T12:00:00.0000Z",
        "count": len(entries),
        "vulnerabilities": list(entries),
        **more,
    }
    return json.dumps(content).encode()


def table(*rows: str) -> bytes:
    """A table of one's own."""
    head = "kind,observed_on,name,scheme,value,country,entry,link,said,ends_on"
    return "".join(f"{line}\n" for line in (head, *rows)).encode()


@dataclass(frozen=True)
class Desk:
    """A folder of feeds, a state, and the register that is watched."""

    folder: Path
    rules: Rules
    history: History

    def lay(self, place: str, data: bytes, *, signed: bool = False) -> Path:
        """Lay a file in the folder of feeds; `signed` with its digest beside it."""
        file = self.folder / "feeds" / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        if signed:
            digest = hashlib.sha256(data).hexdigest()
            file.with_name(f"{file.name}.sha256").write_text(f"{digest}  {file.name}\n")
        return file

    @property
    def state(self) -> Path:
        """Where it is kept what was read."""
        return self.folder / "state"

    def read(self, on: date = DAY, **more: Any) -> FeedsRead:
        """Read what is there on a day."""
        return read_feeds(self.history, self.rules, self.folder / "feeds", self.state, on, **more)


def codes(found: FeedsRead) -> list[str]:
    """The codes of its problems."""
    return [one.what.code for one in found.problems]


def state_of(found: FeedsRead, feed: str) -> dict[str, Any]:
    """How a feed is."""
    (row,) = [one for one in found.health.to_dicts() if one["feed"] == feed]
    return row


def with_feed(known: Rules, name: str, **more: Any) -> Rules:
    """The rules with one feed otherwise, and no other."""
    rule = known.parameters("signals/feeds")
    entry = {**rule.entries[name], "value": {**rule[name], **more}}
    alone = replace(rule, entries={name: entry})
    return replace(known, by_name={**known.by_name, "signals/feeds": alone})
