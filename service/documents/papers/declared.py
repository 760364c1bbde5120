"""Every paper of the house by its code: the one place where its template and fields are known."""

from service.documents.papers.fields import Paper
from service.documents.papers.record import RECORD
from service.documents.papers.referral import REFERRAL
from service.documents.papers.summary import SUMMARY

PAPERS: dict[str, Paper] = {paper.code: paper for paper in (RECORD, REFERRAL, SUMMARY)}
