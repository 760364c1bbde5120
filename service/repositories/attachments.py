"""Photos and signatures: how far each one came, and whole ones in GridFS, all of it sealed.

The open part of a visit and its confidential sheet have collections of their own, so that none of
the open side tells a flagged visit from another.
"""

import datetime as dt
import hashlib
import hmac
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import ClassVar

from bson import ObjectId
from gridfs import GridFSBucket, NoFile
from gridfs.errors import GridFSError
from pymongo import ASCENDING, IndexModel, ReturnDocument
from pymongo.collection import Collection as MongoCollection

from service.domain.errors import Unopenable
from service.domain.sealed import photos_owner, sealed_photos_owner
from service.repositories.collection import Collection, Document
from service.repositories.connection import Documents
from service.repositories.sealed_bytes import OVERHEAD_BYTES, SealedBytes, fresh_key
from service.repositories.sealing import Sealing

PIECE_BYTES = 256 * 1024
PIECES_AT_ONCE = 2  # of up to some megabytes
PIECE_GRACE = dt.timedelta(days=1)
ARRIVING, WHOLE, FORGOTTEN = "arriving", "whole", "forgotten"


class Attachments(Collection):
    """One document a file: ``_id`` is a keyed hash of visit, sender and sha256, so that nobody who
    has a photo can find it. Each sender has a document of their own, so that nobody learns what
    another sent.

    ``upload`` names one attempt: the pieces of two never mix. ``drafts`` are files in GridFS that
    were written, or begun, and do not count yet.
    """

    NAME = "attachments"
    OWNER: ClassVar[Callable[[uuid.UUID], str]] = staticmethod(photos_owner)
    INDEXES = [
        IndexModel([("visit", ASCENDING), ("by", ASCENDING)], name="by_visit"),
        IndexModel("forget_after", name="forget_after"),
        IndexModel("drafts.at", name="drafts"),
    ]
    PIECE_INDEXES = [
        IndexModel("upload", name="by_upload"),
        IndexModel("expires_at", name="expiry", expireAfterSeconds=0),
    ]
    FILE_INDEXES = [IndexModel([("filename", ASCENDING), ("uploadDate", ASCENDING)])]
    CHUNK_INDEXES = [IndexModel([("files_id", ASCENDING), ("n", ASCENDING)], unique=True)]

    def __init__(self, database: Documents, sealing: Sealing, secret: Callable[[], bytes]) -> None:
        super().__init__(database)
        self.sealing, self._secret = sealing, secret
        self.pieces: MongoCollection[Document] = database[f"{self.NAME}_pieces"]
        self.bucket = GridFSBucket(
            database, f"{self.NAME}_files", chunk_size_bytes=PIECE_BYTES + OVERHEAD_BYTES
        )

    def ensure_indexes(self) -> None:
        super().ensure_indexes()
        database = self.rows.database
        for name, indexes in (
            (self.pieces.name, self.PIECE_INDEXES),
            (f"{self.NAME}_files.files", self.FILE_INDEXES),
            (f"{self.NAME}_files.chunks", self.CHUNK_INDEXES),
        ):
            database[name].create_indexes(indexes)

    def key_of(self, visit_id: uuid.UUID, by: str, sha256: str) -> str:
        told = f"{self.NAME}/{visit_id}/{sha256}/{by}".encode()
        return hmac.digest(self._secret(), told, hashlib.sha256).hex()

    def of(self, visit_id: uuid.UUID, by: str, sha256: str) -> Document | None:
        return self.get(self.key_of(visit_id, by, sha256))

    def count(self, visit_id: uuid.UUID, by: str) -> int:
        return self.rows.count_documents({"visit": visit_id, "by": by})

    def begin(self, visit_id: uuid.UUID, by: str, sha256: str, facts: Document) -> Document | None:
        """Begin an upload; ``facts`` are kind, length, began_at, forget_after. ``None`` when one
        stands already."""
        key = self.key_of(visit_id, by, sha256)
        sealed = self.sealing.seal(type(self).OWNER(visit_id), _field(key), fresh_key())
        head = {
            "_id": key,
            "visit": visit_id,
            "by": by,
            "state": ARRIVING,
            "upload": uuid.uuid4(),
            "key": sealed,
            "offset": 0,
            "pieces": [],
            "drafts": [],
            **facts,
        }
        return head if self.insert(head) else None

    def append(self, head: Document, piece: bytes | bytearray) -> Document | None:
        """Keep what arrived behind what is there; ``None`` when somebody else was faster.

        The piece counts by the update of its head alone: what is inserted and then lost to a crash
        is named nowhere and expires.
        """
        row = {
            "_id": ObjectId(),
            "upload": head["upload"],
            "expires_at": head["forget_after"] + PIECE_GRACE,
            "data": self._cipher(head).seal(f"piece/{head['offset']}", piece),
        }
        self.pieces.insert_one(row)
        moved = self.rows.find_one_and_update(
            {**_attempt(head), "offset": head["offset"]},
            {
                "$set": {"offset": head["offset"] + len(piece)},
                "$push": {"pieces": {"id": row["_id"], "at": head["offset"]}},
            },
            return_document=ReturnDocument.AFTER,
        )
        if moved is None:
            self.pieces.delete_one({"_id": row["_id"]})
        return moved

    def arrived(self, head: Document) -> bytearray | None:
        """All that arrived; ``None`` when some of it expired meanwhile."""
        places = {piece["id"]: piece["at"] for piece in head["pieces"]}
        whole, cipher, seen = bytearray(head["offset"]), self._cipher(head), 0
        query = {"_id": {"$in": list(places)}}
        for row in self.pieces.find(query, {"data": 1}, batch_size=PIECES_AT_ONCE):
            at = places[row["_id"]]
            piece = cipher.opened(f"piece/{at}", row["data"])
            whole[at : at + len(piece)] = piece
            seen += len(piece)
        return whole if seen == head["offset"] else None

    def write(
        self, head: Document, parts: dict[str, bytes | bytearray], now: dt.datetime
    ) -> Document:
        """Put files into GridFS, named beforehand so that a crash leaves nothing that nobody knows
        of; answers their ids by the names of ``parts``."""
        draft = {"at": now, **{name: ObjectId() for name in parts}}
        self.rows.update_one({"_id": head["_id"]}, {"$push": {"drafts": draft}})
        cipher = self._cipher(head)
        for name, data in parts.items():
            with self.bucket.open_upload_stream_with_id(draft[name], name) as stream:
                for number, start in enumerate(range(0, len(data), PIECE_BYTES)):
                    piece = bytes(data[start : start + PIECE_BYTES])
                    stream.write(cipher.seal(f"{name}/{number}/{len(data)}", piece))
        return draft

    def make_whole(self, head: Document, draft: Document, facts: Document) -> bool:
        """Let the files count; of two who finish at once one does."""
        files = {name: file for name, file in draft.items() if name != "at"}
        done = self.rows.update_one(
            {**_attempt(head), "offset": head["length"]},
            {
                "$set": {**facts, "state": WHOLE, "files": files, "pieces": []},
                "$pull": {"drafts": draft},
            },
        )
        if done.matched_count:
            self.pieces.delete_many({"upload": head["upload"]})
        else:
            self.drop_draft(head, draft)
        return done.matched_count == 1

    def read(self, head: Document, name: str, length: int) -> Iterator[bytes]:
        """The bytes of a whole file's ``original`` or ``preview``, piece by piece.

        Every piece says which place of which file, of what length, it belongs to.
        """
        cipher = self._cipher(head)
        try:
            with self.bucket.open_download_stream(head["files"][name]) as stream:
                for number in range(-(-length // PIECE_BYTES)):
                    sealed = stream.read(PIECE_BYTES + OVERHEAD_BYTES)
                    yield cipher.opened(f"{name}/{number}/{length}", sealed)
        except GridFSError:
            raise Unopenable(f"{name} of attachment {head['_id']} is not whole") from None

    def keep(self, visit_id: uuid.UUID, by: str, digests: list[str]) -> set[str]:
        """Keep for good those that are whole; answers which are."""
        keys = {self.key_of(visit_id, by, digest): digest for digest in digests}
        whole = {"_id": {"$in": list(keys)}, "state": WHOLE}
        found = list(self.rows.find(whole, {"forget_after": 1})) if keys else []
        loose = [row["_id"] for row in found if row["forget_after"]]
        if loose:
            self.rows.update_many(
                {**whole, "_id": {"$in": loose}}, {"$set": {"forget_after": None}}
            )
            found = list(self.rows.find(whole, {"_id": 1}))
        return {keys[row["_id"]] for row in found}

    def keep_one(self, head: Document) -> None:
        """The same for one that was read."""
        self.rows.update_one({"_id": head["_id"], "state": WHOLE}, {"$set": {"forget_after": None}})

    def whole(self, wanted: list[tuple[uuid.UUID, str, str]]) -> set[tuple[uuid.UUID, str, str]]:
        """Those of ``(visit, sender, sha256)`` that are whole and kept."""
        keys = {self.key_of(*each): each for each in wanted}
        query = {"_id": {"$in": list(keys)}, "state": WHOLE, "forget_after": None}
        found = self.rows.find(query, {"_id": 1}) if keys else ()
        return {keys[row["_id"]] for row in found}

    def forget(self, head: Document) -> bool:
        """Drop a file as it was read, with everything of it; ``False`` when it moved meanwhile.

        Marked first and removed last, so that whoever finds it half gone can finish.
        """
        mark = {name: head[name] for name in ("_id", "upload", "state", "forget_after")}
        done = self.rows.update_one(mark, {"$set": {"state": FORGOTTEN}})
        if not done.matched_count:
            return False
        for file in _files(head):
            self._delete(file)
        self.pieces.delete_many({"upload": head["upload"]})
        self.rows.delete_one({"_id": head["_id"], "upload": head["upload"], "state": FORGOTTEN})
        return True

    def of_visit(self, visit_id: uuid.UUID) -> list[Document]:
        """All that was sent for the visit, by whomever."""
        return list(self.rows.find({"visit": visit_id}))

    def due(self, now: dt.datetime, limit: int) -> list[Document]:
        """Files whose time is over, and half forgotten ones."""
        found = self.rows.find({"forget_after": {"$lte": now}}).sort("forget_after", 1)
        return list(found.limit(limit))

    def with_drafts(self, before: dt.datetime, limit: int) -> list[Document]:
        """Files with a draft that was begun before the moment."""
        return list(self.rows.find({"drafts.at": {"$lt": before}}).limit(limit))

    def drop_draft(self, head: Document, draft: Document) -> None:
        for name, file in draft.items():
            if name != "at":
                self._delete(file)
        self.rows.update_one({"_id": head["_id"]}, {"$pull": {"drafts": draft}})

    def _cipher(self, head: Document) -> SealedBytes:
        owner = type(self).OWNER(head["visit"])
        key = self.sealing.open_sealed(owner, _field(head["_id"]), head["key"])
        return SealedBytes(key, f"{head['_id']}/{head['upload']}")

    def _delete(self, file: ObjectId) -> None:
        with suppress(NoFile):  # It may have been begun only; its chunks are gone all the same.
            self.bucket.delete(file)


class SealedAttachments(Attachments):
    """Those that a confidential sheet names."""

    NAME = "sealed_attachments"
    OWNER = staticmethod(sealed_photos_owner)


def _field(key: str) -> str:
    return f"attachments/{key}/key"


def _attempt(head: Document) -> Document:
    return {"_id": head["_id"], "upload": head["upload"], "state": ARRIVING}


def _files(head: Document) -> Iterator[ObjectId]:
    for files in ({"at": None, **head.get("files", {})}, *head["drafts"]):
        yield from (file for name, file in files.items() if name != "at")
