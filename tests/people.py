"""A person of the cast: somebody who calls the API with a token of their own."""

import uuid
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

BASE = "/api/v1"


class Person:
    """Calls paths below the base; ``json`` goes as the body."""

    def __init__(self, app: Flask, token: str | None) -> None:
        self.client = app.test_client()
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def call(self, method: str, path: str, **kwargs: Any) -> TestResponse:
        headers = {**self.headers, **kwargs.pop("headers", {})}
        return self.client.open(BASE + path, method=method, headers=headers, **kwargs)

    def get(self, path: str, **query: Any) -> TestResponse:
        return self.call("GET", path, query_string=query)

    def post(self, path: str, body: Any = None, **kwargs: Any) -> TestResponse:
        return self.call("POST", path, json=body, **kwargs)

    def put(self, path: str, body: Any, **kwargs: Any) -> TestResponse:
        return self.call("PUT", path, json=body, **kwargs)

    def patch(self, path: str, body: Any, **kwargs: Any) -> TestResponse:
        return self.call("PATCH", path, json=body, **kwargs)

    def put_new(self, path: str, body: Any) -> TestResponse:
        """PUT under a fresh UUID."""
        return self.put(f"{path}/{uuid.uuid4()}", body)
