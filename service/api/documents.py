"""Directing documents and the tasks that they set for units."""

from typing import Any
from uuid import UUID

from flask import request
from flask_restx import Namespace, Resource

from schemas.documents import (
    DocumentChange,
    DocumentPage,
    DocumentQuery,
    DocumentShape,
    NewDocument,
    NewProgress,
    NewTask,
    TaskChange,
    TaskPage,
    TaskQuery,
    TaskShape,
)
from service.api.contract import endpoint
from service.api.if_match import IF_MATCH, etag, expected_version, stored
from service.api.signed_in import now, repos
from service.usecases import documents as usecases
from service.usecases import tasks as task_usecases

documents = Namespace("documents", path="/documents", description="Directing documents.")
tasks = Namespace("tasks", path="/tasks", description="What documents set units to do.")


@documents.route("")
class Documents(Resource):
    @endpoint("list_plans", query=DocumentQuery, gives=DocumentPage)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """Directing documents, the last issued first."""
        return usecases.list_documents(repos(), who, query, now())

    @endpoint("make_plan", takes=NewDocument, gives=DocumentShape, statuses=(201, 200, 409))
    def post(self, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Register a document; send your own `id` and it is safe to send twice."""
        return stored(*usecases.register_document(repos(), who, body, now()))


@documents.route("/<uuid:document_id>")
class Document(Resource):
    @endpoint("list_plans", gives=DocumentShape)
    def get(self, document_id: UUID, who: dict[str, Any]) -> Any:
        """One document, and how its tasks stand."""
        found = usecases.read_document(repos(), who, document_id, now())
        return found, 200, etag(found)

    @endpoint(
        "change_plan", takes=DocumentChange, gives=DocumentShape, conditional=True, headers=IF_MATCH
    )
    def patch(self, document_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Change fields of the version named in `If-Match`."""
        version = expected_version(request)
        changed = usecases.change_document(repos(), who, document_id, version, body, now())
        return changed, 200, etag(changed)


@documents.route("/<uuid:document_id>/tasks")
class DocumentTasks(Resource):
    @endpoint("change_plan", takes=NewTask, gives=TaskShape, statuses=(201, 200, 409))
    def post(self, document_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Set a unit a task; `before` a day means the day before at the latest."""
        return stored(*task_usecases.set_task(repos(), who, document_id, body, now()))


@tasks.route("")
class Tasks(Resource):
    @endpoint("list_plans", query=TaskQuery, gives=TaskPage)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """Tasks, the first due first."""
        return task_usecases.list_tasks(repos(), who, query, now())


@tasks.route("/<uuid:task_id>")
class Task(Resource):
    @endpoint("change_plan", takes=TaskChange, gives=TaskShape, conditional=True, headers=IF_MATCH)
    def patch(self, task_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Change fields of the version named in `If-Match`, or take the task back."""
        version = expected_version(request)
        changed = task_usecases.change_task(repos(), who, task_id, version, body, now())
        return changed, 200, etag(changed)


@tasks.route("/<uuid:task_id>/progress")
class Progress(Resource):
    @endpoint("change_plan", takes=NewProgress, gives=TaskShape, statuses=(201, 200, 409))
    def post(self, task_id: UUID, who: dict[str, Any], body: dict[str, Any]) -> Any:
        """Say how far a task of your unit is, under your own UUID; entries are never changed."""
        return stored(*task_usecases.report_progress(repos(), who, task_id, body, now()))
