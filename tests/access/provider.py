"""A small OpenID Connect provider on this machine, strict about PKCE."""

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET = "alongside", "a shared secret"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """``claims`` are what it says of the person. ``problems`` tell why it gave no token."""

    address: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    challenges: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def authorize(self, address: str) -> dict[str, str]:
        """What a browser would bring back after the person said yes. Raises without PKCE."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.challenges)}"
        self.challenges[code] = asked["code_challenge"]
        return {"code": code, "state": asked["state"]}

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def token(self, asked: dict[str, str]) -> dict[str, Any] | None:
        digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked.get("client_secret") != CLIENT_SECRET:
            self.problems.append("wrong client secret")
        elif self.challenges.pop(asked.get("code", ""), None) != challenge:
            self.problems.append("the verifier does not fit the challenge")
        else:
            claims = {
                "iss": self.address,
                "aud": CLIENT_ID,
                "iat": 0,
                "exp": 4102444800,
                **self.claims,
            }
            signed = jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "one"})
            return {"access_token": "token", "token_type": "Bearer", "id_token": signed}
        return None


@contextmanager
def running() -> Iterator[Provider]:
    provider = Provider()
    server = HTTPServer(("127.0.0.1", 0), _handler(provider))
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = {
                "/.well-known/openid-configuration": provider.configuration(),
                "/userinfo": provider.claims,
            }
            self._answer(found.get(self.path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer(
                provider.token({name: values[0] for name, values in parse_qs(body).items()})
            )

        def _answer(self, content: dict[str, Any] | None) -> None:
            self.send_response(400 if content is None else 200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(content or {"error": "invalid_grant"}).encode())

        def log_message(self, *args: object) -> None:
            pass

    return Handler
