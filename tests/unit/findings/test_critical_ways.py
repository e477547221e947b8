# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
import numpy as np
from builders import graph_of, needs, node_of, organisation, supplier, system
from sector import critical, easy

from dijkwacht.findings.critical_ways import Ways

WATERDAM, DUINWIJK = organisation("Waterdam"), organisation("Duinwijk")
PASPOORTEN, INLOG = critical(WATERDAM, "Paspoorten"), critical(DUINWIJK, "Inlog")
PLATFORM, NIMBUS = system("Platform"), supplier("Nimbus")
HOSTING = easy(NIMBUS, "Hosting")
ROWS = (
    *(WATERDAM, DUINWIJK, PASPOORTEN, INLOG, PLATFORM, NIMBUS, HOSTING),
    *needs(PASPOORTEN, INLOG),
    *needs(INLOG, PLATFORM),
    *needs(PLATFORM, HOSTING),
)


def test_a_way_runs_from_the_delivery_to_the_critical_service() -> None:
    graph = graph_of(*ROWS)
    everything = np.isin(np.arange(len(graph.nodes)), graph.services)
    start = [node_of(graph, HOSTING)]
    near, far = ([node_of(graph, row) for row in (HOSTING, PLATFORM, INLOG)], PASPOORTEN)
    found = Ways(graph, everything, direct=False).to_bodies(start)
    assert found == {
        DUINWIJK.id: tuple(near),
        WATERDAM.id: (*near, node_of(graph, far)),
    }
    assert Ways(graph, everything, direct=True).to_bodies(start) == {DUINWIJK.id: tuple(near)}
