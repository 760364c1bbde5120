"""Everything MongoDB: one class a collection, its indexes, its queries."""

import random
import time
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import pymongo
from pymongo.client_session import ClientSession
from pymongo.errors import (
    ConnectionFailure,
    DuplicateKeyError,
    ExecutionTimeout,
    OperationFailure,
    PyMongoError,
)

from schemas.vocabulary import OPEN_PART, SEALED_PART
from service.domain.sessions import SignInPolicy
from service.master_keys import MasterKeyFile
from service.repositories.accounts import Accounts, Units
from service.repositories.activities import Activities, Institutions
from service.repositories.approvals import Approvals
from service.repositories.areas import Areas, CountryCentres
from service.repositories.assignments import Assignments
from service.repositories.attachments import Attachments, SealedAttachments
from service.repositories.attempts import Attempts
from service.repositories.audit import Audit, Checkpoints, audit_database
from service.repositories.campaigns import Campaigns
from service.repositories.cases import Cases
from service.repositories.changes import Changes
from service.repositories.clusters import Clusters
from service.repositories.collection import Collection
from service.repositories.connection import READ, WRITE, Documents
from service.repositories.data_keys import DataKeys
from service.repositories.directing_documents import DirectingDocuments, Tasks
from service.repositories.entries import Remedies, Sanctions, Transfers
from service.repositories.establishments import Establishments
from service.repositories.figures import FigureRows
from service.repositories.flag_sheets import FlagSheets, SealedRefusedCopies
from service.repositories.geocodes import Geocodes
from service.repositories.inspections import Inspections
from service.repositories.legal_holds import LegalHolds
from service.repositories.marks import Marks
from service.repositories.migrations import Migrations
from service.repositories.notices import Letters, Notices
from service.repositories.numbers import PaperNumbers, PaperSeries
from service.repositories.personal_keys import PersonalKeys
from service.repositories.publications import Publications
from service.repositories.referrals import Referrals
from service.repositories.restores import Restores
from service.repositories.retention import Purges, Retention
from service.repositories.returns import Returns
from service.repositories.rounds import Rounds
from service.repositories.sealing import Sealing
from service.repositories.second_factors import SecondFactors
from service.repositories.sessions import Devices, Sessions
from service.repositories.summaries import Summaries, SummaryRecords
from service.repositories.tagged_visits import TaggedVisits
from service.repositories.templates import Templates
from service.repositories.turns import Turns
from service.repositories.upload_quotas import SealedUploadQuotas, UploadQuotas
from service.repositories.visits import Amendments, RefusedCopies, Visits

DATABASE_ERRORS = (PyMongoError,)
AWAY_ERRORS = (ConnectionFailure,)  # It may be back soon; what it refuses it refuses again.
# Below any gateway's patience, so that an answer of ours is the one the client hears.
TRANSACTION_SECONDS = 10
RACES_MOST = 5
TRIED_SECONDS = 2
NAMESPACE_EXISTS = 48

WAIT_SECONDS = 0.005  # before the second try, and half as much again before each later one
WAIT_MOST_SECONDS = 0.5

T = TypeVar("T")


class Repositories:
    """What use cases are handed: the collections, the catalogue, the server's keys, the office's
    choices about signing in.

    Without a master key nothing that is confidential can be stored or read; without an anchor the
    audit log gets no checkpoints.
    """

    def __init__(
        self, database: Documents, catalogue: Any, keys: Any, master: MasterKeyFile | None = None,
        policy: SignInPolicy | None = None, anchor: Any = None,
    ) -> None:  # fmt: skip
        self.database = database
        self.catalogue = catalogue
        self.keys = keys
        self.policy = policy or SignInPolicy()
        self.data_keys = DataKeys(database)
        self.migrations = Migrations(database)
        self.sealing = Sealing(database, self.data_keys, master)
        self.accounts = Accounts(database)
        self.sessions = Sessions(database)
        self.devices = Devices(database)
        self.attempts = Attempts(database)
        self.second_factors = SecondFactors(database, self.sealing)
        self.units = Units(database)
        self.areas = Areas(database)
        self.country = CountryCentres(database)
        self.establishments = Establishments(database)
        self.visits = Visits(database)
        self.amendments = Amendments(database)
        self.remedies = Remedies(database)
        self.sanctions = Sanctions(database)
        self.transfers = Transfers(database)
        self.refused_copies = RefusedCopies(database)
        self.flag_sheets = FlagSheets(database, self.sealing)
        self.sealed_refused_copies = SealedRefusedCopies(database, self.sealing)
        audit = audit_database(database)
        self.checkpoints = Checkpoints(audit)
        self.audit = Audit(audit, self.checkpoints, anchor)
        self.cases = Cases(database, self.sealing)
        self.referrals = Referrals(database, self.sealing)
        self.case_stamps = self.cases.stamps
        self.inspections = Inspections(database)
        self.assignments = Assignments(database)
        self.geocodes = Geocodes(database)
        self.marks, self.clusters = Marks(database), Clusters(database)
        self.personal_keys = PersonalKeys(database)
        self.tagged = TaggedVisits(database)
        self.campaigns = Campaigns(database)
        self.directing_documents = DirectingDocuments(database)
        self.tasks = Tasks(database)
        self.activities = Activities(database)
        self.institutions = Institutions(database)
        self.returns = Returns(database)
        self.summaries = Summaries(database)
        self.summary_records = SummaryRecords(database)
        self.publications = Publications(database)
        self.catalogue_stamp = 0
        self.approvals = Approvals(database, self.sealing)
        self.legal_holds = LegalHolds(database, self.sealing)
        self.notices = Notices(database)
        self.letters = Letters(database)
        self.rounds = Rounds(database)
        self.purges = Purges(database)
        self.retention = Retention(database)
        self.figures = FigureRows(database)
        self.open_attachments = Attachments(database, self.sealing, self._secret)
        self.sealed_attachments = SealedAttachments(database, self.sealing, self._secret)
        self.open_upload_quotas = UploadQuotas(database)
        self.sealed_upload_quotas = SealedUploadQuotas(database)
        self.attachments = {
            OPEN_PART: self.open_attachments,
            SEALED_PART: self.sealed_attachments,
        }
        self.upload_quotas = {
            OPEN_PART: self.open_upload_quotas,
            SEALED_PART: self.sealed_upload_quotas,
        }
        self.templates = Templates(database)
        self.paper_numbers = PaperNumbers(database)
        self.paper_series = PaperSeries(database)
        self.restores = Restores(database)
        self.turns = Turns()
        self.changes = Changes(database)
        self.scopes, self.sync_state = self.changes.scopes, self.changes.state

    def _secret(self) -> bytes:
        content: bytes = self.keys.content
        return content

    def collections(self) -> list[Collection]:
        return [part for part in vars(self).values() if isinstance(part, Collection)]

    def ensure_indexes(self) -> None:
        """Create collections and indexes; a transaction should not have to create one."""
        databases = (self.database, self.audit.rows.database)
        known = {each.name: set(each.list_collection_names()) for each in databases}
        for collection in self.collections():
            if collection.NAME not in known[collection.rows.database.name]:
                self._create(collection)
            collection.ensure_indexes()

    def _create(self, collection: Collection) -> None:
        try:
            collection.rows.database.create_collection(collection.NAME, check_exists=False)
        except OperationFailure as error:
            if error.code != NAMESPACE_EXISTS:  # Another worker may have been first.
                raise

    def in_transaction(self, work: Callable[[ClientSession], T], counting: Iterable[str] = ()) -> T:
        """All of ``work`` or nothing, on a majority, within a deadline.

        Two that open the same case at once meet in its unique index: the later starts again and
        joins. An unknown commit result is retried by the driver; the same id makes that safe.
        Whoever met another's write waits a little longer each time, where the driver would try at
        once. ``counting`` names the scopes whose counters it will take, to queue for them.
        """
        with self.turns.at(counting):
            return self._committed(work)

    def _committed(self, work: Callable[[ClientSession], T]) -> T:
        for race in range(RACES_MOST):
            try:
                with (
                    pymongo.timeout(TRANSACTION_SECONDS),
                    self.database.client.start_session() as session,
                ):
                    return session.with_transaction(
                        _patient(work), read_concern=READ, write_concern=WRITE
                    )
            except DuplicateKeyError:
                if race == RACES_MOST - 1:
                    raise
        raise AssertionError

    def try_transaction(
        self, work: Callable[[ClientSession], T], counting: Iterable[str] = ()
    ) -> T | None:
        """The same for what can wait: ``None`` when others were in the way for too long."""
        try:
            with pymongo.timeout(TRIED_SECONDS):
                return self.in_transaction(work, counting)
        except ExecutionTimeout:
            return None

    def answers(self) -> bool:
        """Whether the database can be written now."""
        return bool(self.database.client.admin.command("hello").get("isWritablePrimary"))


def _patient(work: Callable[[ClientSession], T]) -> Callable[[ClientSession], T]:
    tries = 0

    def tried(session: ClientSession) -> T:
        nonlocal tries
        if tries:
            longest = min(WAIT_SECONDS * 1.5 ** (tries - 1), WAIT_MOST_SECONDS)
            time.sleep(random.uniform(0, longest))  # noqa: S311 - not a secret.
        tries += 1
        return work(session)

    return tried
