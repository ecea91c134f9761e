"""`orderviewer simulate` as tests and sandboxes use it."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.commandline.conftest import PATIENCE, Done, started


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes without asking")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_tells_where_it_is_and_serves_until_stopped(
    tmp_path: Path, home: Path, number: signal.Signals
) -> None:
    with started(
        [
            sys.executable,
            "-m",
            "orderviewer",
            "simulate",
            "--orders",
            "7",
            "--fault",
            "html_200",
            "--day",
            "40",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
    ) as process:
        assert process.stdout
        ready = json.loads(process.stdout.readline())
        assert ready["orders"] >= 7  # some have come since
        assert ready["day"] == 40
        assert {"client_id", "client_secret", "api_key", "token_url"} <= set(ready)
        address = urlsplit(ready["base_url"])
        asking = http.client.HTTPConnection(str(address.hostname), address.port, timeout=PATIENCE)
        asking.request("GET", address.path + "/orders")
        assert asking.getresponse().status == 200  # the login page that was asked for
        asking.close()
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "", "")


def test_what_it_cannot_do_it_says(orderviewer: Callable[..., Done]) -> None:
    unknown = orderviewer("simulate", "--fault", "no_such_fault")
    assert unknown.code == 2
    assert "no_such_fault" in unknown.err
    assert orderviewer("simulate", "--dialect", "none").code == 2
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = orderviewer("simulate", "--port", str(taken.getsockname()[1]))
    assert done.code == 2
    assert done.err.count("\n") == 1
