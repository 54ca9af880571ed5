"""From which address somebody asks, for the log and the limits."""

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Give the client's address, behind as many proxies as are ours; empty where there is none."""
    return get_client_ip(request) or ""
