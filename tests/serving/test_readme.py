"""The README's walk-through does what it says."""

import re
import subprocess
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"


def walkthrough(port):
    blocks = re.findall(r"<!-- walkthrough -->\n```sh\n(.*?)```", README.read_text(), re.DOTALL)
    return "\n".join(blocks).replace("127.0.0.1:8000", f"127.0.0.1:{port}")


def test_the_walkthrough_of_the_readme_works(server, tmp_path):
    folder = tmp_path / "walk"
    folder.mkdir()
    script = "set -eo pipefail\n" + walkthrough(server.port)
    done = subprocess.run(
        ["bash", "-c", script], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    dry, stored, before, first, again, after, flags_shown, queue, paper = done.stdout.splitlines()
    assert dry == stored
    assert "'created': 1" in stored
    assert (first, again) == ("201", "200")
    assert int(after) == int(before) + 1
    assert flags_shown == "False"
    assert queue == "['Nhà nghỉ Thử Nghiệm']"
    assert paper == "200"
    assert (folder / "record.docx").read_bytes().startswith(b"PK")
