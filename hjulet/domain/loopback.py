"""The names by which a machine calls itself."""

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""As a request names its host: an IPv6 address in brackets."""
