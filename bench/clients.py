"""Clients over HTTP, in processes of their own so that they share no lock with the server."""

import http.client
import multiprocessing
import threading
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

PROCESSES_MOST = 2
TIMEOUT_SECONDS = 60

Request = tuple[str, str, bytes]  # method, path, body


@dataclass(frozen=True, slots=True)
class Run:
    """How long it took from the first request to the last answer, and what was answered."""

    seconds: float
    statuses: dict[int, int]
    milliseconds: list[float]  # of each request, in no order

    def percentile(self, share: float) -> float:
        rising = sorted(self.milliseconds)
        return rising[min(len(rising) - 1, int(share * len(rising)))]


def send_all(host: str, port: int, token: str, requests: list[Request], connections: int) -> Run:
    """Send the requests over so many kept-alive connections, each as soon as the last is answered.

    The bodies stand ready before the clock starts. The clients use the same cores as the server.
    """
    spawn = multiprocessing.get_context("spawn")
    processes = min(PROCESSES_MOST, connections)
    gate, answers = spawn.Barrier(processes), spawn.Queue()
    shares = [requests[number::processes] for number in range(processes)]
    threads = [len(range(number, connections, processes)) for number in range(processes)]
    running = [
        spawn.Process(target=_process, args=(host, port, token, share, many, gate, answers))
        for share, many in zip(shares, threads, strict=True)
    ]
    for process in running:
        process.start()
    told = [answers.get(timeout=TIMEOUT_SECONDS * 5) for _ in running]
    for process in running:
        process.join()
    statuses: Counter[int] = Counter()
    for _, _, found, _ in told:
        statuses.update(found)
    seconds = max(end for _, end, _, _ in told) - min(start for start, _, _, _ in told)
    return Run(seconds, dict(statuses), [each for *_, times in told for each in times])


def _process(
    host: str, port: int, token: str, requests: list[Request], connections: int, gate: Any,
    answers: Any,
) -> None:  # fmt: skip
    statuses: Counter[int] = Counter()
    times: list[float] = []
    lines = [
        threading.Thread(
            target=_line, args=(host, port, token, requests[n::connections], statuses, times)
        )
        for n in range(connections)
    ]
    gate.wait()
    start = time.monotonic()  # the kernel's clock is one for all processes
    for line in lines:
        line.start()
    for line in lines:
        line.join()
    answers.put((start, time.monotonic(), statuses, times))


def _line(
    host: str, port: int, token: str, requests: list[Request], statuses: Counter[int],
    times: list[float],
) -> None:  # fmt: skip
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT_SECONDS)
    for method, path, body in requests:
        start = time.monotonic()
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.read()
        times.append((time.monotonic() - start) * 1000)
        statuses[answer.status] += 1
    connection.close()
