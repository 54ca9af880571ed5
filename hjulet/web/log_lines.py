"""The lines of the process's own log: which kind of page was asked for, never about whom."""

import logging


class RouteOnly(logging.Filter):
    """Writes the route of a request in place of its address, which may hold a name: ``/personer/bo/``."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line through, those of a request with method, route and status."""
        request = getattr(record, "request", None)
        if request is not None:
            match = getattr(request, "resolver_match", None)
            route = f"/{match.route}" if match else "?"
            status = getattr(record, "status_code", "")
            record.msg, record.args = "%s %s: %s", (getattr(request, "method", ""), route, status)
        return True
