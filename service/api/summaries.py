"""The period's figures, and the records behind each."""

from typing import Any

from flask_restx import Namespace, Resource

from schemas.summaries import PreviewQuery, PreviewShape, RecordsQuery, RecordsShape
from service.api.contract import endpoint
from service.api.signed_in import now, repos
from service.usecases import figure_records, preview_summary

namespace = Namespace("summaries", path="/summaries", description="Figures of a period.")


@namespace.route("/preview")
class Preview(Resource):
    @endpoint("read_figures", query=PreviewQuery, gives=PreviewShape)
    def get(self, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """The figures of a quarter, half, nine months, year or campaign."""
        return preview_summary.preview_summary(repos(), who, query["period"], query["basis"], now())


@namespace.route("/preview/figures/<string:code>/records")
class Records(Resource):
    @endpoint("read_figure_records", query=RecordsQuery, gives=RecordsShape)
    def get(self, code: str, who: dict[str, Any], query: dict[str, Any]) -> Any:
        """The records that a figure counts; those of E figures for reviewers only."""
        return figure_records.records_behind(
            repos(), who, code, query["period"], query["basis"], now(), query["cursor"],
            query["limit"],
        )  # fmt: skip
