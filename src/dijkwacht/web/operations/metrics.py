# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures about the running site, by OpenTelemetry: requests and their seconds per page."""

import time
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.resources import Resource
from prometheus_client import REGISTRY

from dijkwacht import __version__

Answer = Callable[[HttpRequest], HttpResponse]

RESOURCE: Final = Resource.create({"service.name": "dijkwacht", "service.version": __version__})
METER: Final = MeterProvider([PrometheusMetricReader()], RESOURCE).get_meter("dijkwacht")
SECONDS: Final = METER.create_histogram(
    "http.server.request.duration",
    unit="s",
    description="Seconds until the answer, per page, method and status.",
    explicit_bucket_boundaries_advisory=(0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30),
)

__all__ = ["METER", "REGISTRY", "measured"]


def measured(get: Answer) -> Answer:
    """Count every request, with how long it took."""

    def give(request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        answer = get(request)
        match = request.resolver_match
        told: dict[str, str | int] = {
            "http.request.method": request.method or "-",
            "http.response.status_code": answer.status_code,
            "http.route": match.route if match else "-",
        }
        SECONDS.record(time.perf_counter() - begun, told)
        return answer

    return give
