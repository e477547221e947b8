# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked of the accounts of a supplier."""

from dijkwacht.distress.dossier import Beside, Dossier
from dijkwacht.distress.dossier import dossier as make
from dijkwacht.graph.find import find
from dijkwacht.graph.graph import NodeNoun
from dijkwacht.verbs.opening import Opened


def dossier(opened: Opened, name: str, beside: Beside) -> Dossier:
    """The accounts of a supplier with what published models make of them; NotInRegister for a name
    that is no supplier, or one of which no accounts are known on that day."""
    graph = opened.graphs.every
    supplier = graph.nodes.ids[find(graph, opened.register, name, (NodeNoun.SUPPLIER,))]
    return make(opened.register, opened.rules, supplier, beside)
