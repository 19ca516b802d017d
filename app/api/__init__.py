"""The GraphQL service: types with their Cypher beside them, compiled to one statement a document."""

from app.api.application import create_app
from app.api.opening import Api, open_api

__all__ = ["Api", "create_app", "open_api"]
