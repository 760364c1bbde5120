"""What lies between a browser and the server, and counts what comes back."""

import contextlib
import socket
import threading

PIECE = 64 * 1024


class Relay:
    """Listens on a port of its own; ``down``: nobody there."""

    def __init__(self, host: str, port: int) -> None:
        self.server = (host, port)
        self.bytes_back = 0
        self.down = False
        self.lock = threading.Lock()
        self.listener = socket.create_server((host, 0))
        self.port: int = self.listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        self.listener.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                browser, _ = self.listener.accept()
                threading.Thread(target=self._join, args=(browser,), daemon=True).start()

    def _join(self, browser: socket.socket) -> None:
        with browser, contextlib.suppress(OSError), socket.create_connection(self.server) as server:
            there = threading.Thread(target=self._pump, args=(browser, server), daemon=True)
            there.start()
            self._pump(server, browser, counting=True)
            there.join()

    def _pump(self, source: socket.socket, sink: socket.socket, *, counting: bool = False) -> None:
        with contextlib.suppress(OSError):
            while (data := source.recv(PIECE)) and not self.down:
                if counting:
                    with self.lock:
                        self.bytes_back += len(data)
                sink.sendall(data)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
