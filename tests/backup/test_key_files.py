"""The keys of a data folder: found, not listed; never written over, never outside the folder."""

import pytest

from service.domain.backup import BackupRefused
from service.key_files import key_files, put_keys


def test_every_file_that_is_not_mongodb_s_is_a_key(tmp_path):
    for name in ("keys.json", "master.key", "later/deep.key", "mongod/secrets.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "keys.json.7.new").write_text("half")
    assert key_files(tmp_path) == {
        name: name.encode() for name in ("keys.json", "later/deep.key", "master.key")
    }


def test_equal_keys_stay_and_absent_ones_are_put(tmp_path):
    (tmp_path / "keys.json").write_text("same")
    put_keys(tmp_path, {"keys.json": b"same", "later/deep.key": b"new"})
    assert key_files(tmp_path) == {"keys.json": b"same", "later/deep.key": b"new"}


@pytest.mark.parametrize(
    "name", ["../keys.json", "/etc/keys.json", "a/../../b", "mongod/secrets.json", ""]
)
def test_no_key_is_put_outside_its_folder(tmp_path, name):
    with pytest.raises(BackupRefused, match="outside the data folder"):
        put_keys(tmp_path, {name: b"x"})
    assert list(tmp_path.iterdir()) == []
