"""The line between the service and MongoDB, which goes dead before the statement it is told."""

import contextlib
import socket
import threading
from pathlib import Path

from pymongo.monitoring import CommandListener

from tests.crashes.conftest import NO_STATEMENTS

PIECE = 64 * 1024


class Line(CommandListener):
    """Joins a TCP port of its own to MongoDB's socket; dead, it hangs up and takes no call."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.ends: set[socket.socket] = set()
        self.mend()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def mend(self, fatal: int | None = None) -> None:
        """Whole again, until before the ``fatal`` statement."""
        self.count, self.fatal, self.dead = 0, fatal, False

    def started(self, event):
        if event.command_name in NO_STATEMENTS:
            return
        self.count += 1
        if self.count == self.fatal:
            self.dead = True
            for end in list(self.ends):
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def succeeded(self, event):
        pass

    def failed(self, event):
        pass

    def close(self) -> None:
        self.listener.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                ours, _ = self.listener.accept()
                if self.dead:
                    ours.close()
                else:
                    theirs = socket.socket(socket.AF_UNIX)
                    theirs.connect(str(self.place))
                    self.ends |= {ours, theirs}
                    for pair in ((ours, theirs), (theirs, ours)):
                        threading.Thread(target=self._pump, args=pair, daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(PIECE):
                sink.sendall(data)
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_RDWR)
        self.ends.discard(source)
        source.close()
