# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What gunicorn is told. One process with threads: each process would hold the register itself."""

workers = 1
worker_class = "gthread"
timeout = 120  # seconds without a sign of life: the first classes of a large state take ten
graceful_timeout = 20
keepalive = 75  # seconds: longer than browsers and proxies hold an idle connection to us
loglevel = "warning"
limit_request_line = 8190  # a question stands in the address
control_socket_disable = True
