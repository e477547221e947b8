# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names: clearly invented, given once, and not those of anybody real that we know of."""

import gzip
import itertools
import json
import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from dijkwacht.rules.rulebook import Rulebook
from dijkwacht.sources.fictional import generate
from dijkwacht.sources.fictional_names import aspects, places, suppliers

ON = date(2026, 6, 1)
RULES = Rulebook.read().on(ON)
NAMES = RULES.parameters("fictional/names")


def listed(text: str) -> set[str]:
    """The words of a text."""
    return set(text.split())


# Companies that a reader would look for in such a list; none may be in it.
COMPANIES = listed(
    """
    accenture adobe adp afas alibaba amazon apple atos aws azure bechtle broadcom capgemini cegeka
    centric cgi chipsoft cisco citrix cloudflare cognizant conclusion crowdstrike datacom decos dell
    dropbox dxc equinix ericsson eurofiber exact facebook fortinet fujitsu github gitlab google hcl
    hetzner horlings hpe huawei ibm infosys interxion intermax kpn kyndryl leaseweb lenovo meta
    microsoft mitel nedap netapp nokia northc nutanix odido okta oracle ordina orange outlook ovh
    palantir philips pinkroccade previder proximus qualys rackspace raet redhat roxit salesforce
    samsung sap servicenow siemens signify simac sogeti solvinity sopra splunk steria tcs telfort
    tietoevry topdesk trivento twilio unisys unit4 veeam visma vmware vodafone workday xerox yealink
    ziggo zivver zoho zoom zscaler
    """
)
MUNICIPALITIES = listed(
    """
    aalsmeer alkmaar almelo almere amersfoort amstelveen amsterdam apeldoorn arnhem assen barneveld
    breda bunnik castricum coevorden culemborg delft delfzijl deventer doetinchem dordrecht drachten
    dronten ede eindhoven emmen enschede epe ermelo gouda groningen haarlem harderwijk heerenveen
    heerlen helmond hengelo hilversum hoorn houten huizen kampen katwijk leeuwarden leiden lelystad
    maastricht medemblik meppel middelburg naarden nieuwegein nieuwkoop nijkerk nijmegen noordenveld
    oosterhout oostzaan opmeer oss oudewater papendrecht purmerend renkum rheden ridderkerk roermond
    roosendaal rotterdam schagen schiedam sittard smallingerland sneek soest terneuzen texel tiel
    tilburg utrecht veendam veenendaal veere velsen venlo venray vlaardingen vlissingen voorschoten
    waddinxveen wageningen wassenaar weert westland woerden woudenberg zaanstad zaltbommel zandvoort
    zeewolde zeist zoetermeer zuidplas zutphen zwijndrecht zwolle
    """
)


def words(part: str, *pieces: str) -> set[str]:
    """Every word that these pieces can be put together to, in small letters."""
    lists = [NAMES[part][piece] for piece in pieces]
    return {"".join(found).casefold() for found in itertools.product(*lists)}


ALL_PLACES = words("places", "front", "root", "end")
ALL_SUPPLIERS = words("suppliers", "front", "root")


def real_words(shared: Path) -> set[str]:
    """Every word in the names of real organisations in the sample data."""
    text = [file.read_text("utf-8") for file in sorted((shared / "identity").glob("*.csv"))]
    register = shared / "procurement" / "algorithm_register_2026-08-08.json.gz"
    entries = json.loads(gzip.decompress(register.read_bytes()))["algoritmes"]
    text += [entry["organisatie"] for entry in entries]
    text.append(
        gzip.decompress((register.parent / "gleif_api_sample.json.gz").read_bytes()).decode()
    )
    return {word.casefold() for part in text for word in re.findall(r"[^\W\d_]+", part)}


def test_no_place_is_one_of_the_municipalities_we_know() -> None:
    assert set() == ALL_PLACES & MUNICIPALITIES


def test_no_supplier_is_one_of_the_companies_we_know() -> None:
    assert set() == ALL_SUPPLIERS & COMPANIES


def test_no_place_and_no_supplier_is_called_as_anybody_in_the_real_data(shared: Path) -> None:
    real = real_words(shared)
    assert len(real) > 10_000
    assert (ALL_PLACES & real, ALL_SUPPLIERS & real) == (set(), set())


def test_every_supplier_says_that_it_is_fictional_and_has_a_name_of_its_own() -> None:
    given = generate(60, 3, RULES, ON).table("suppliers")["name"]
    assert given.str.ends_with(" (fictief)").all()
    assert given.n_unique() == given.len()
    assert given[:2].to_list() == ["Nimbus BV (fictief)", "Polder ICT BV (fictief)"]


def test_every_place_is_given_once_and_the_first_is_always_waterdam() -> None:
    for seed in (1, 2):
        made = places(np.random.default_rng(seed), NAMES, 9_000)
        assert made[0] == "Waterdam"
        assert len(set(made)) == 9_000


def test_when_the_combinations_are_spent_names_go_on_with_a_number() -> None:
    made = suppliers(np.random.default_rng(1), NAMES, ["NL"] * 20_000, 15_000)
    assert len(set(made)) == 20_000
    assert sum(name.endswith(" 2 BV (fictief)") for name in made) > 0


def test_within_an_organisation_things_come_first_then_their_aspects_then_numbers() -> None:
    made = aspects(["Paspoorten", "Afval"], ["", "balie"], np.arange(6))
    assert made == [
        "Paspoorten",
        "Afval",
        "Paspoorten balie",
        "Afval balie",
        "Paspoorten 2",
        "Afval 2",
    ]


@pytest.mark.parametrize("table", ["organisations", "systems"])
def test_names_of_organisations_and_systems_are_given_once(table: str) -> None:
    given = generate(60, 3, RULES, ON).table(table)["name"]
    assert given.n_unique() == given.len()


def test_names_of_services_are_given_once_within_their_organisation() -> None:
    given = generate(60, 3, RULES, ON).table("services")
    assert given.select("organisation_id", "name").is_duplicated().sum() == 0
    assert given["name"][0] == "Paspoorten"


def test_no_topic_application_or_region_is_called_as_a_company_or_municipality() -> None:
    lists = [NAMES[part] for part in ("topics", "applications", "regions", "service_aspects")]
    spoken = {word.casefold() for part in lists for name in part for word in name.split()}
    assert spoken & (COMPANIES | MUNICIPALITIES) == set()
