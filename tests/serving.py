"""The coach's own server and a real Chromium, for tests and pictures."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def served(kept, port=None):
    """Run the page, with what is practised kept in the folder `kept`; yield its address."""
    port = port or free_port()
    command = [sys.executable, "-m", "coach", "app", "--no-browser", "--port", str(port)]
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "COACH_PROGRESS": str(kept)},
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_healthy(address, server)
        yield address
    finally:
        server.kill()
        server.wait(timeout=30)


def wait_until_healthy(address, server):
    for _ in range(120):
        if server.poll() is not None:
            raise RuntimeError("the server stopped")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError("the server did not become healthy in a minute")
