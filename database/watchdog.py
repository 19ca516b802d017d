"""Runs a command for as long as its parent lives: ``python watchdog.py COMMAND...``.

The parent holds the other end of this program's standard input. Whatever ends the parent, kill -9 included,
ends the input too; then the command is told to stop, and killed where it does not. A parent that writes
``detach`` lets the command live on after it.
It is started as a program of its own (a forked process would hold the pipe open) and needs nothing but the
standard library.
"""

import ctypes
import os
import signal
import subprocess
import sys
import threading

SECONDS_TO_STOP = 10.0
PR_SET_PDEATHSIG = 1
DETACH = b"detach"


def end_with_this_program() -> None:
    """Ask Linux to stop the command should this program itself be killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def stop_when_input_ends(server: subprocess.Popen[bytes]) -> None:
    """Wait for the end of the parent, then stop the command, unless it was detached before."""
    if os.read(0, len(DETACH)) == DETACH:
        return
    server.terminate()
    try:
        server.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        server.kill()


def main(command: list[str]) -> int:
    """Run the command and return its exit code."""
    server = subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        close_fds=False,  # the command inherits the folder's lock
        preexec_fn=end_with_this_program,  # noqa: PLW1509  (this program has one thread as yet)
    )
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    threading.Thread(target=stop_when_input_ends, args=(server,), daemon=True).start()
    return server.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
