# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every address is to answer whom: the tables by which the matrix is judged."""

from collections.abc import Mapping
from typing import Final

from web.samples import Made, seen
from web.walk import Address, Sample

from dijkwacht.web.access import Reach, Viewer
from dijkwacht.web.pages.needs import KNOWN
from dijkwacht.web.record.fields import PREFIX
from dijkwacht.web.roles import Right

OPEN: Final = {
    "language": "a reader without an account chooses a language too",
    "appearance": "a reader without an account chooses light or dark too",
    "accessibility": "what the law asks to be told to everybody",
    "role": "takes only roles that one has",
    "demo": "404 unless the server is a demonstration",
    "live": "says that the process answers",
    "ready": "says that the database answers",
    "metrics": "404 without the token of who keeps watch",
    "openapi-json": "what can be asked is no secret",
    "openapi-yaml": "what can be asked is no secret",
    "api": "sends on to what can be asked, which is no secret",
    "api-not-found": "404 for everybody",
}
"""The addresses that need no right, each with the reason why that is safe."""


def is_api(address: Address) -> bool:
    """Whether it is an operation of the API, which guards itself with 401 and 403."""
    return address.route.startswith("api/") and address.name not in OPEN


POSTED: Final = frozenset(
    (
        *("language", "appearance", "role", "record-confirm", "undo", "import-forget", "job-start"),
        *("job-stop", "naming", "count-ranking", "keep-run", "view-save", "view-delete"),
        *("api-make-plan", "api-make-change", "watch-make", "watch-act", "watch-decide"),
    )
)
"""What is only posted."""

READ: Final = frozenset(
    (
        *("openapi-json", "openapi-yaml", "access-log", "compare", "outage", "ranking", "run"),
        *("outage-chart", "outage-graph", "watch", "watch-bulletin", "watch-feeds"),
        *("watch-matches", "watch-supplier"),
        *("runs", "job", "jobs", "job-file", "import-result", "import-returned"),
        *("import-workbook", "scenarios", "trail", "trail-export"),
    )
)
"""What is never posted. Of the API all operations without a body."""

RIGHT_OF: Final = {
    "api-make-plan": Right.IMPORT,
    "api-make-change": Right.IMPORT,
    "api-read-export": Right.EXPORT,
}
"""What operations of the API ask, where it is not reading; `api-read-me` asks nothing."""

BODY: Final = {
    "api-ask-outage": '{"fail": ["sup-nimbus"]}',
    "api-read-outage": '{"fail": ["sup-nimbus"]}',
    "api-make-plan": "{}",
    "api-make-change": "{}",
}
"""A sound body, so that it is the right that is judged."""

WRITING: Final = frozenset(("record-confirm", "undo"))
"""What writes without being told more than about what."""

WITH: Final = {"api-make-change": "?revision=1&checksum=0123456789ab"}

GIVES: Final[Mapping[tuple[str, str], int]] = {
    ("get", "api"): 404,
    ("post", "api"): 404,
    ("get", "api-not-found"): 404,
    ("post", "api-not-found"): 404,
    ("get", "metrics"): 404,  # nobody gave the token
    ("post", "metrics"): 404,
    ("post", "demo"): 404,  # nobody was named
    ("get", "view"): 302,  # to what was saved
    ("post", "view"): 302,
    # forms without what they ask for
    ("post", "import"): 400,
    ("post", "job-start"): 400,
    ("post", "keep-run"): 400,
    ("post", "names"): 400,
    ("post", "people"): 400,
    ("post", "tokens"): 400,
    ("post", "view-save"): 400,
    ("post", "import-plan"): 302,  # back to the plan, which was not named
    ("post", "naming"): 404,
    ("post", "person"): 404,
    ("post", "every-token"): 404,
    ("post", "api-make-change"): 409,
    # acts that need nothing more
    ("post", "account"): 302,
    ("post", "appearance"): 302,
    ("post", "language"): 302,
    ("post", "role"): 302,
    ("post", "count-ranking"): 302,
    ("post", "import-forget"): 302,
    ("post", "import-map"): 302,
    ("post", "import-problems"): 302,
    ("post", "job-stop"): 302,
    ("post", "record-confirm"): 302,
    ("post", "undo"): 302,
    ("post", "view-delete"): 302,
    ("post", "watch-make"): 302,
    ("post", "watch-act"): 404,  # of an alert that was not named
    ("post", "watch-decide"): 400,  # without a decision
}
"""What they are answered who may, where it is not 200."""

EDITS: Final = frozenset(("record-edit", "record-end", "record-confirm"))
"""What is there for things of one's own alone."""

NEEDING: Final = frozenset(
    (
        *("organisations", "deliveries", "requirements", "members", "identifiers", "uses"),
        *("designations", "evidence", "contract_options"),
    )
)
"""The tables of which an empty row is faulty, or nobody's."""


def may(address: Address, looks: Viewer) -> bool:
    """Whether the role has the right that an address asks."""
    if address.name in OPEN or address.needs == KNOWN or address.name == "api-read-me":
        return True
    needed = Right(str(address.needs)) if address.needs else RIGHT_OF.get(address.name, Right.READ)
    return looks.may(needed)


def is_there(address: Address, sample: Sample, looks: Viewer) -> bool:
    """Whether there is something at an address for this viewer."""
    about = sample.about
    if isinstance(about, Made):
        return address.name == "api-read-revision" or seen(about, looks)
    if address.name == "record-new":
        return sample.url.split("/")[2] in PREFIX
    if about is not None and address.name in EDITS:
        return about.table in PREFIX and looks.reach is Reach.OWN and about.owner in looks.own
    return about is None or looks.sees(about.owner)


def expected(address: Address, sample: Sample, looks: Viewer, method: str) -> int:
    """The one status that is right."""
    posted = address.name in POSTED
    only_read = address.name in READ or (is_api(address) and address.name not in BODY)
    if (method == "get" and posted) or (method == "post" and only_read):
        return 405
    if not may(address, looks):
        return 403
    if not is_there(address, sample, looks):
        return 404
    if (method, address.name) == ("post", "record-new"):
        return 422 if sample.url.split("/")[2] in NEEDING else 200
    return GIVES.get((method, address.name), 200)
