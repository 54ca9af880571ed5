"""A SAML identity provider of pysaml2 on the loopback address: run as a program, it prints its port.

``PUT /sp`` gives it a service's metadata, ``PUT /person`` what it says about whoever comes next, ``PUT
/forge`` lets the next answer be changed after it was signed, ``PUT /weak`` signs it with SHA-1. ``GET
/metadata`` and ``GET /sso`` are what any provider has.
"""

import json
import shutil
import warnings
from base64 import b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import parse_qs, urlsplit

warnings.simplefilter("ignore")

from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT  # noqa: E402
from saml2.cert import OpenSSLWrapper  # noqa: E402
from saml2.config import IdPConfig  # noqa: E402
from saml2.metadata import entity_descriptor  # noqa: E402
from saml2.saml import NAMEID_FORMAT_PERSISTENT, NameID  # noqa: E402
from saml2.server import Server  # noqa: E402
from saml2.xmldsig import DIGEST_SHA256, SIG_RSA_SHA1, SIG_RSA_SHA256  # noqa: E402

FOLDER = Path(mkdtemp(prefix="saml-idp-"))
STATE: dict[str, Any] = {"person": {}, "forge": False, "weak": False}


def make_key() -> None:
    """Make the provider's key and its certificate."""
    info = {
        "cn": "idp",
        "country_code": "SE",
        "state": "-",
        "city": "-",
        "organization": "-",
        "organization_unit": "-",
    }
    OpenSSLWrapper().create_certificate(info, write_to_file=True, cert_dir=str(FOLDER), key_length=2048)


def config(address: str) -> IdPConfig:
    """Describe the provider, and the service once its metadata is there."""
    service = FOLDER / "sp.xml"
    return IdPConfig().load(
        {
            "entityid": f"{address}/metadata",
            "xmlsec_binary": shutil.which("xmlsec1"),
            "key_file": str(FOLDER / "idp.key"),
            "cert_file": str(FOLDER / "idp.crt"),
            "metadata": {"local": [str(service)]} if service.exists() else {},
            "service": {
                "idp": {
                    "endpoints": {"single_sign_on_service": [(f"{address}/sso", BINDING_HTTP_REDIRECT)]},
                    "sign_assertion": True,
                    "sign_response": True,
                    "policy": {
                        "default": {"attribute_restrictions": None, "fail_on_missing_requested": False}
                    },
                }
            },
        }
    )


class Handler(BaseHTTPRequestHandler):
    """Answers as a provider does."""

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/sp":
            (FOLDER / "sp.xml").write_bytes(body)
        else:
            STATE[self.path.strip("/")] = json.loads(body)
        self._answer("")

    def do_GET(self) -> None:
        address = f"http://localhost:{self.headers['Host'].rpartition(':')[2]}"
        parts = urlsplit(self.path)
        if parts.path == "/metadata":
            self._answer(str(entity_descriptor(config(address))))
        else:
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            self._answer(answer_to(asked, Server(config=config(address))))

    def _answer(self, text: str) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def answer_to(asked: dict[str, str], idp: Server) -> str:
    """Answer a request to sign in: where the browser shall send what, as JSON."""
    request = idp.parse_authn_request(asked["SAMLRequest"], BINDING_HTTP_REDIRECT).message
    person = STATE["person"]
    response = idp.create_authn_response(
        {name: value for name, value in person.items() if name != "subject"},
        name_id=NameID(format=NAMEID_FORMAT_PERSISTENT, text=person["subject"]),
        authn={"class_ref": "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"},
        sign_alg=SIG_RSA_SHA1 if STATE["weak"] else SIG_RSA_SHA256,
        digest_alg=DIGEST_SHA256,
        **idp.response_args(request, [BINDING_HTTP_POST]),
    )
    text = str(response)
    if STATE["forge"]:
        text = text.replace(str(STATE["forge"][0]), str(STATE["forge"][1]))
    return json.dumps(
        {"to": request.assertion_consumer_service_url, "SAMLResponse": b64encode(text.encode()).decode()}
    )


if __name__ == "__main__":
    make_key()
    names = {path.suffix: path for path in FOLDER.iterdir()}
    names[".key"].rename(FOLDER / "idp.key")
    names[".crt"].rename(FOLDER / "idp.crt")
    server = ThreadingHTTPServer(("localhost", 0), Handler)
    print(server.server_address[1], flush=True)  # noqa: T201 - how the test learns where it is
    server.serve_forever()
