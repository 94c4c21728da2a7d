"""Runs inside the sandbox: executes a notebook or a scorer and tells the host through a pipe, a line of JSON at a time.

The code it runs has the same user and may take it over; so the host believes nothing of what it says, and nothing
here is a defence. What is here keeps honest runs in order: their log small, their output whole, their daemons dead.

Usage: driver.py notebook FILE COLLECT LOG_BYTES OUTPUT_BYTES
       driver.py scorer - COLLECT LOG_BYTES OUTPUT_BYTES COMMAND...
"""

import base64
import ctypes
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import traceback

TEXT_CHUNK = 8 << 10  # Each character may take six bytes in JSON, and a line is at most 64 KiB.
RAW_CHUNK = 36 << 10  # In base64 and with its frame it stays below a line.
PNG_BYTES = 4 << 20
HTML_BYTES = 256 << 10
OUTPUT_COST = 128  # As the host counts it.
PR_SET_DUMPABLE = 4
ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")


def open_pipe():
    """Takes the pipe away from standard output, so that no child inherits it or can open it in /proc."""
    pipe = os.dup(1)
    null = os.open("/dev/null", os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(null, fd)
    return pipe


def become_init():
    """The first process of the namespace takes in orphans and ends with the driver; everything else ends with it."""
    # Not dumpable: no other process of our user can open our memory or descriptors in /proc.
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    driver = os.fork()
    if driver == 0:
        return
    for fd in (0, 1, 2):
        os.close(fd)
    while True:
        pid, status = os.wait()
        if pid == driver:
            os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


class Host:
    def __init__(self, pipe, log_bytes):
        self.pipe = pipe
        self.left = log_bytes
        self.dropped = 0

    def send(self, **frame):
        line = json.dumps(frame, separators=(",", ":")).encode() + b"\n"
        while line:
            line = line[os.write(self.pipe, line) :]

    def take(self, size):
        """Whether so much more may be said; if not, it is counted as left out."""
        if size <= self.left:
            self.left -= size
            return True
        self.dropped += size
        return False

    def text(self, cell, stream, text):
        room = max(0, self.left - OUTPUT_COST)
        kept, rest = text[:room], text[room:]
        size = len(kept.encode("utf-8", "replace"))
        self.left -= size + OUTPUT_COST
        self.dropped += len(rest)
        for k in range(0, len(kept), TEXT_CHUNK):
            self.send(t="text", i=cell, s=stream, x=plain(kept[k : k + TEXT_CHUNK]))

    def long(self, cell, kind, text):
        """What does not fit on a line, in parts."""
        for k in range(0, len(text), TEXT_CHUNK):
            self.send(t=kind, i=cell, x=text[k : k + TEXT_CHUNK], last=k + TEXT_CHUNK >= len(text))

    def png(self, cell, data):
        data = "".join(data.split())
        if len(data) <= PNG_BYTES and self.take(len(data)):
            step = RAW_CHUNK // 3 * 4
            for k in range(0, len(data), step):
                self.send(t="png", i=cell, x=data[k : k + step], last=k + step >= len(data))

    def error(self, cell, name, message, lines):
        kept = ANSI.sub("", lines)[-(16 << 10) :]
        self.send(t="error", i=cell, n=plain(name)[:200], m=plain(message)[:2000], x=plain(kept)[-TEXT_CHUNK:])

    def collect(self, name, limit):
        """The one file that is looked for, if it is a plain one of an allowed size."""
        try:
            fd = os.open("/out/" + name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except FileNotFoundError:
            return self.send(t="output", s="none")
        except OSError:
            return self.send(t="output", s="bad")
        seen = os.fstat(fd)
        if not stat.S_ISREG(seen.st_mode) or seen.st_size > limit:
            return self.send(t="output", s="bad")
        self.send(t="output", s="file", size=seen.st_size)
        while chunk := os.read(fd, RAW_CHUNK):
            self.send(t="chunk", x=base64.b64encode(chunk).decode())


def plain(text):
    return ANSI.sub("", str(text)).encode("utf-8", "replace").decode()


def joined(value):
    return "".join(value) if isinstance(value, list) else str(value)


def end_everyone_else():
    """In this namespace of processes, that is all but the first one and ourselves."""
    try:
        os.kill(-1, signal.SIGKILL)
    except ProcessLookupError:
        pass


def run_notebook(host, path):
    """Returns how it ended: ok, failed (a cell raised), died (the kernel is gone)."""
    import nbformat
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    class Client(NotebookClient):
        """Tells what a cell shows at once and keeps nothing of it."""

        def output(self, outs, msg, display_id, cell_index):
            content, kind = msg["content"], msg["msg_type"]
            cell = numbers.get(cell_index, 0)
            if kind == "stream":
                host.text(cell, "stderr" if content.get("name") == "stderr" else "stdout", joined(content["text"]))
            elif kind in ("display_data", "execute_result"):
                show(host, cell, content.get("data", {}))
            elif kind == "error":
                host.error(cell, content["ename"], content["evalue"], "\n".join(content["traceback"]))
            return None

        def clear_output(self, outs, msg, cell_index):
            pass

        def handle_comm_msg(self, outs, msg, cell_index):
            pass

        def _update_display_id(self, display_id, msg):
            pass

    with open(path, encoding="utf-8") as file:
        notebook = nbformat.reads(file.read(), as_version=4)
    code = [k for k, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    numbers = {index: number for number, index in enumerate(code)}

    def started(cell, cell_index):
        if cell_index not in numbers:
            return
        host.send(t="cell", i=numbers[cell_index], s="started")
        if not cell.source.strip():
            host.send(t="cell", i=numbers[cell_index], s="finished")

    def executed(cell, cell_index, execute_reply):
        if execute_reply["content"].get("status") == "ok":
            host.send(t="cell", i=numbers[cell_index], s="finished")
        else:
            host.send(t="cell", i=numbers[cell_index], s="failed")

    client = Client(
        notebook,
        km=AsyncKernelManager(transport="ipc", connection_file="/tmp/.kernel.json"),
        timeout=None,
        startup_timeout=120,
        store_widget_state=False,
        record_timing=False,
        allow_errors=False,
        shutdown_kernel="immediate",
        on_cell_start=started,
        on_cell_executed=executed,
        resources={"metadata": {"path": "/out"}},
    )
    try:
        client.execute(cwd="/out")
    except CellExecutionError:
        return "failed"
    except DeadKernelError:
        return "died"
    return "ok"


def show(host, cell, data):
    """A picture, or text with HTML beside it if there is some."""
    png, html, text = data.get("image/png"), data.get("text/html"), joined(data.get("text/plain", ""))
    if png is not None:
        host.png(cell, joined(png))
    elif html is not None and len(joined(html)) <= HTML_BYTES and host.take(len(joined(html)) + len(text)):
        host.send(t="alt", i=cell, x=plain(text[:TEXT_CHUNK]))
        host.long(cell, "html", plain(joined(html)))
    else:
        host.text(cell, "result", text)


def run_scorer(host, command):
    with subprocess.Popen(
        command, cwd="/sandbox/program", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as child:
        while chunk := os.read(child.stdout.fileno(), 8 << 10):
            host.text(0, "stdout", chunk.decode("utf-8", "replace"))
        return "ok" if child.wait() == 0 else "failed"


def main():
    kind, path, collect, log_bytes, output_bytes, *command = sys.argv[1:]
    become_init()
    host = Host(open_pipe(), int(log_bytes))
    host.send(t="hello")
    shutil.copytree(os.path.join(sys.prefix, "matplotlib"), os.environ["MPLCONFIGDIR"], dirs_exist_ok=True)
    try:
        status = run_notebook(host, path) if kind == "notebook" else run_scorer(host, command)
    except Exception as error:
        host.text(0, "stderr", "".join(traceback.format_exception(error)))
        status = "died"
    # What was left running must not change the output while it is read.
    end_everyone_else()
    if status == "ok":
        host.collect(collect, int(output_bytes))
    host.send(t="end", s=status, dropped=host.dropped)


if __name__ == "__main__":
    main()
