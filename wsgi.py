"""The service for any WSGI server."""

from service.app import create_app

app = create_app()
