# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Classes: the list, the record, and what they do not tell."""

import pytest
from web.conftest import LogIn

from dijkwacht.web.roles import Role

pytestmark = pytest.mark.django_db
READERS = [role for role in Role if role is not Role.ADMINISTRATOR]


def test_the_first_line_says_how_many_services_of_each_class(log_in: LogIn) -> None:
    page = log_in(Role.SERVICE_OWNER).get("/classes/").text
    assert "2 services: 0 vital, 0 crucial, 1 critical for their own organisation, 1 other" in page
    assert "Passports" in page
    assert "essential entity, and the service is in the critical scope" in page


@pytest.mark.parametrize("role", READERS)
@pytest.mark.parametrize("address", ["/classes/", "/coverage/"])
def test_every_reader_has_the_list_in_both_languages(
    log_in: LogIn, role: Role, address: str
) -> None:
    client = log_in(role)
    for language in ("nl", "en"):
        answer = client.get(address, headers={"accept-language": language})
        assert answer.status_code == 200
        assert f'lang="{language}"' in answer.text
