"""Whether the service lives, and whether it can serve."""

from flask import Flask, Response, current_app

from service.api.problems import problem


def register_health(app: Flask) -> None:
    app.add_url_rule("/healthz", "healthz", healthz)
    app.add_url_rule("/readyz", "readyz", readyz)


def healthz() -> Response:
    """The process answers."""
    return current_app.json.response({"status": "ok"})


def readyz() -> Response:
    """The database can be written; else 503."""
    try:
        ready = current_app.extensions["an-tru"].repos.answers()
    except current_app.config["DATABASE_ERRORS"] as error:
        return problem(error)
    answer = current_app.json.response({"status": "ready" if ready else "waiting"})
    answer.status_code = 200 if ready else 503
    return answer
