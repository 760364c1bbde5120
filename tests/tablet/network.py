"""A network between tablet and server that does to them what networks do."""

import contextlib
import socket
import threading
from collections.abc import Callable

PORTAL = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: 24\r\n\r\n"
    b"<h1>Wi-Fi: sign in</h1>\n"
)
PIECE = 16 * 1024


class Network:
    """Listens on a port of its own and passes on to the server's, until it is told otherwise.

    ``cut_after(n, what)``: the connection of the next request that begins with ``what`` is cut when
    so many bytes of it have come. ``lose_answer(what)``: that request reaches the server, its
    answer nobody. ``stall(what, after)``: so many such requests pass, of the next only the first
    bytes, and then nothing moves until the tablet gives up. ``rewrite``: what becomes of answers on
    their way, which then come unpacked. ``portal``: whoever asks is told to sign in to the Wi-Fi.
    ``down``: nobody there.
    """

    def __init__(self, port: int) -> None:
        self.server_port = port
        self.down = self.portal = False
        self.cuts: list[tuple[bytes, int]] = []
        self.losses: list[bytes] = []
        self.stalls: list[tuple[bytes, int, int, threading.Event]] = []
        self.rewrite: Callable[[bytes], bytes] | None = None
        self.happened: list[str] = []
        self.awaited: list[tuple[bytes, threading.Event]] = []
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def cut_after(self, count: int, what: bytes) -> None:
        with self.lock:
            self.cuts.append((what, count))

    def lose_answer(self, what: bytes) -> None:
        with self.lock:
            self.losses.append(what)

    def stall(self, what: bytes, after: int = 0, passing: int = 0) -> threading.Event:
        """Set when it has come to a stand."""
        stalled = threading.Event()
        with self.lock:
            self.stalls.append((what, after, passing, stalled))
        return stalled

    def wait_for(self, what: bytes) -> threading.Event:
        """Set when the next request that begins with ``what`` comes by."""
        seen = threading.Event()
        with self.lock:
            self.awaited.append((what, seen))
        return seen

    def close(self) -> None:
        self.listener.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                tablet, _ = self.listener.accept()
                threading.Thread(target=self._serve, args=(tablet,), daemon=True).start()

    def _serve(self, tablet: socket.socket) -> None:
        with tablet:
            if self.down:
                return
            if self.portal:
                with contextlib.suppress(OSError):
                    tablet.recv(PIECE)
                    tablet.sendall(PORTAL)
                return
            with (
                contextlib.suppress(OSError),
                socket.create_connection(("127.0.0.1", self.server_port)) as server,
            ):
                self._join(tablet, server)

    def _join(self, tablet: socket.socket, server: socket.socket) -> None:
        fate = Fate(self)
        back = threading.Thread(target=_pump, args=(server, tablet, fate.back), daemon=True)
        back.start()
        _pump(tablet, server, fate.there)
        back.join()


class Fate:
    """What happens to one connection."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.left: int | None = None
        self.is_lost = self.is_stalled = False

    def there(self, data: bytes) -> bytes | None:
        """What of the data reaches the server; none ends the connection."""
        if self.network.down or self.network.portal:
            return None
        self._look(data)
        if self.network.rewrite:
            data = data.replace(b"Accept-Encoding: gzip", b"Accept-Encoding: none")
        if self.left is None:
            return data
        if self.left <= 0 and not self.is_stalled:
            self.network.happened.append("cut")
            return None
        passed, self.left = data[: self.left], max(self.left - len(data), 0)
        return passed

    def back(self, data: bytes) -> bytes | None:
        """What of the data reaches the tablet."""
        if self.is_lost:
            self.network.happened.append("lost")
            return None
        if self.network.rewrite:
            data = self.network.rewrite(data)
        return None if self.network.down or self.network.portal else data

    def _look(self, data: bytes) -> None:
        with self.network.lock:
            for what, seen in self.network.awaited:
                if data.startswith(what):
                    seen.set()
            for what, count in self.network.cuts:
                if data.startswith(what):
                    self.network.cuts.remove((what, count))
                    self.left = count
                    return
            for place, (what, after, passing, stalled) in enumerate(self.network.stalls):
                if not data.startswith(what):
                    continue
                if after:
                    self.network.stalls[place] = (what, after - 1, passing, stalled)
                    return
                del self.network.stalls[place]
                self.network.happened.append("stalled")
                self.left, self.is_stalled = passing, True
                stalled.set()
                return
            for what in self.network.losses:
                if data.startswith(what):
                    self.network.losses.remove(what)
                    self.is_lost = True
                    return


def _pump(
    source: socket.socket, sink: socket.socket, fate: Callable[[bytes], bytes | None]
) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(PIECE):
            passed = fate(data)
            if passed is None:
                break
            sink.sendall(passed)
    for end in (source, sink):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
