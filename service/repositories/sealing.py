"""What is confidential is sealed, value by value, before it reaches MongoDB, and opened after.

The driver's explicit client-side field-level encryption. Each owner (a case, a visit, an account:
``domain/sealed.py``) has a data key of its own in the vault, wrapped by the master key of a file;
whoever deletes the data key has shredded all that the owner had.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from bson.binary import Binary
from bson.errors import BSONError
from pymongo.encryption import Algorithm, ClientEncryption
from pymongo.errors import DuplicateKeyError, EncryptionError
from pymongocrypt.errors import MongoCryptError

from service.domain.errors import Unopenable
from service.master_keys import MasterKeyFile, MasterKeys, MasterKeyUnusable
from service.repositories.connection import CODEC, Documents
from service.repositories.data_keys import DataKeys

log = logging.getLogger(__name__)

# The driver keeps opened data keys for a minute; a shredded one must stop opening sooner.
KEY_MILLISECONDS = 5_000
REWRAP_AT_ONCE = 100
RANDOM = Algorithm.AEAD_AES_256_CBC_HMAC_SHA_512_Random

T = TypeVar("T")


class Sealing:
    """Seals and opens BSON values; ``field`` names the one place where a value may be opened.

    Inside each envelope lie its owner and its field. A value that was moved to another document,
    another field or another version opens nowhere: :class:`Unopenable`.
    """

    def __init__(self, database: Documents, vault: DataKeys, master: MasterKeyFile | None) -> None:
        self.database, self.vault = database, vault
        self._master = master
        self._held: _Engine | None = None

    @property
    def master(self) -> MasterKeyFile:
        if self._master is None:
            raise MasterKeyUnusable("These repositories were opened without a master key.")
        return self._master

    def make_ready(self) -> None:
        """Make the master key where nothing was ever sealed; refuse a file of another database."""
        if not self.master.path.exists() and self.vault.rows.find_one({}, {"_id": 1}):
            raise MasterKeyUnusable(
                f"There is no master key file {self.master.path}, but the database holds what was "
                "sealed: put the file back, or set ANTRU_MASTER_KEY_FILE to it."
            )
        self.master.make_once()
        known = self._engine().providers
        strange = self.vault.wrapped_otherwise(known)
        if strange and not self.vault.is_wrapped_by(known):
            raise MasterKeyUnusable(
                f"The master key file {self.master.path} is not the one that sealed this database: "
                "put the right file back, or set ANTRU_MASTER_KEY_FILE to it."
            )
        if strange:
            log.error("sealing: %d data keys were wrapped by a master key not in %s",
                      strange, self.master.path)  # fmt: skip

    def seal(self, owner: str, field: str, value: Any) -> Binary:
        """One value; the owner's data key is made where there is none yet."""
        return self.seal_all(owner, {field: value})[field]

    def seal_all(self, owner: str, values: Mapping[str, Any]) -> dict[str, Binary]:
        """The same for many fields of one owner, with one look at the vault."""
        if not values:
            return {}
        key = self.key_of(owner)
        return self._try(
            lambda engine: {
                field: engine.seal(key, owner, field, value) for field, value in values.items()
            }
        )

    def open_sealed(self, owner: str, field: str, sealed: Any) -> Any:
        """The value that was sealed for this owner and field; else :class:`Unopenable`."""
        return self.open_all(owner, {field: sealed})[field]

    def open_all(self, owner: str, sealed: Mapping[str, Any]) -> dict[str, Any]:
        """The same for many fields of one owner."""
        try:
            return self._try(
                lambda engine: {
                    field: engine.opened(owner, field, value) for field, value in sealed.items()
                }
            )
        except Unopenable as error:
            log.error("sealing: %s", error.where)
            raise

    def key_of(self, owner: str) -> Binary:
        """The id of the owner's data key, made and kept before it is answered.

        It is made outside any transaction: one that is abandoned leaves a key that nothing uses,
        and a transaction that is tried again finds it. Of two who make one at once the unique index
        lets one win.
        """
        while not (found := self.vault.of(owner)):
            engine = self._engine()
            try:
                made = engine.crypt.create_data_key(engine.current, key_alt_names=[owner])
            except EncryptionError as error:
                if not isinstance(error.cause, DuplicateKeyError):
                    raise
            else:
                self._follow(engine, made)
                return made
        return found

    def shred(self, owner: str) -> bool:
        """Delete the owner's data key; answers whether there was one.

        Call it after the transaction that deletes the owner. What the key sealed opens nowhere any
        more; a process that used it lately may still open it for ``KEY_MILLISECONDS``. Backups hold
        the key.
        """
        return self.vault.forget(owner)

    def can_open_all(self) -> bool:
        """Whether each data key was wrapped by a master key of the file."""
        return not self.vault.wrapped_otherwise(self._engine().providers)

    def count_to_rewrap(self) -> int:
        """How many data keys the current master key does not wrap."""
        return self.vault.wrapped_otherwise([self._engine().current])

    def rewrap_some(self) -> int:
        """Wrap the next data keys anew by the current master key; answers how many."""
        engine = self._engine()
        keys = self.vault.some_wrapped_otherwise(engine.current, REWRAP_AT_ONCE)
        if keys:
            engine.crypt.rewrap_many_data_key({"_id": {"$in": keys}}, provider=engine.current)
        return len(keys)

    def _follow(self, engine: "_Engine", made: Binary) -> None:
        """A data key made while master keys were exchanged is wrapped anew before it seals."""
        while (newer := self._engine()) is not engine:
            both = _Engine(self.database, newer.keys, engine.keys)
            both.crypt.rewrap_many_data_key({"_id": made}, provider=newer.current)
            engine = newer

    def _engine(self) -> "_Engine":
        """The driver's client for the master keys as the file has them at this moment."""
        held = self._held
        if held is None or held.keys.stamp != self.master.stamp():
            held = self._held = _Engine(self.database, self.master.read())
        return held

    def _try(self, work: "Callable[[_Engine], T]") -> T:
        """Do the work, again where the master keys were exchanged meanwhile."""
        engine = self._engine()
        while True:
            try:
                return work(engine)
            except (EncryptionError, Unopenable):
                newer = self._engine()
                if newer is engine:
                    raise
                engine = newer


class _Engine:
    """The driver's client with the master keys of one state of the file."""

    def __init__(
        self, database: Documents, keys: MasterKeys, earlier: MasterKeys | None = None
    ) -> None:
        self.keys = keys
        named = {**(earlier.by_name if earlier else {}), **keys.by_name}
        self.current = f"local:{keys.current}"
        self.providers = [f"local:{name}" for name in named]
        self.crypt: ClientEncryption[dict[str, Any]] = ClientEncryption(
            {f"local:{name}": {"key": key} for name, key in named.items()},
            f"{database.name}.{DataKeys.NAME}",
            database.client,
            CODEC,
            key_expiration_ms=KEY_MILLISECONDS,
        )

    def seal(self, key: Binary, owner: str, field: str, value: Any) -> Binary:
        envelope = {"owner": owner, "field": field, "value": value}
        try:
            return self.crypt.encrypt(envelope, RANDOM, key_id=key)
        except (BSONError, UnicodeError, OverflowError):
            # Their words would tell the value.
            raise TypeError(f"{field} of {owner} cannot be stored in MongoDB") from None

    def opened(self, owner: str, field: str, sealed: Any) -> Any:
        try:
            envelope = self.crypt.decrypt(sealed)
        except TypeError:
            raise Unopenable(f"{field} of {owner} is not sealed") from None
        except EncryptionError as error:
            if not isinstance(error.cause, MongoCryptError):
                raise  # The vault did not answer.
            where = f"{field} of {owner} does not open: it was changed, or its key is gone"
            raise Unopenable(where) from None
        if envelope.get("owner") != owner or envelope.get("field") != field:
            raise Unopenable(f"{field} of {owner} was sealed for another place")
        return envelope["value"]
