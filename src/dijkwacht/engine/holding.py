# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What it would help if one thing held: the same outage again with that one standing."""

import numpy as np

from dijkwacht.engine.losses import NEVER
from dijkwacht.engine.outage import Outage
from dijkwacht.engine.simulate import Simulation
from dijkwacht.graph.graph import Ints


def holding(found: Outage, node: int) -> Outage:
    """The same outage if a node held that does not fail by itself: only what that moves is settled
    again.

    It is the most that a fallback for it could do: one that starts at once, gives all and never
    ends.
    """
    network = found.network.holding(node)
    run = Simulation(network, found.scenario, found.touched)
    return Outage(found.graph, found.scenario, network, run.run([node]))


def spared(found: Outage, better: Outage) -> Ints:
    """The services (nodes) that are lost in the one, and never in the other."""
    lost, still = (one.columns.service[one.columns.lost_at != NEVER] for one in (found, better))
    return np.setdiff1d(lost, still, assume_unique=True)
