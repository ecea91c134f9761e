"""`orderviewer export` against the real HTTP of the simulator: the file, the words, the code."""

from __future__ import annotations

import csv
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from orderviewer.order import Scope
from orderviewer.simulator import Simulator
from tests.commandline.conftest import Done, addresses, started, three_lines

Simulators = Callable[..., Simulator]
Export = Callable[..., Done]


def rows(file: Path, delimiter: str = ",") -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, delimiter=delimiter))


def all_ids(simulator: Simulator) -> set[str]:
    return {str(simulator.world.order(n)["id"]) for n in range(simulator.world.size)}


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_file()}


def test_everything_is_written(tmp_path: Path, simulator: Simulators, export: Export) -> None:
    sim = simulator(orders=230)
    done = export(sim, "--page-size", "50", "--parallel", "3")
    assert (done.code, done.err) == (0, "")
    assert "230" in done.out
    assert "orders.csv" in done.out
    header, *orders = rows(tmp_path / "orders.csv")
    assert header[:5] == ["Order", "Request", "Customer reference", "State", "Orange contact"]
    assert "Town" in header
    assert {order[0] for order in orders} == all_ids(sim)
    assert len(orders) == 230
    assert files(tmp_path) == {"orders.csv"}


def test_a_scope_in_french_with_every_field(
    tmp_path: Path, simulator: Simulators, export: Export
) -> None:
    sim = simulator(orders=60)
    done = export(sim, "--scope", "closed", "--fields", "all", LC_ALL="fr_FR.UTF-8")
    assert (done.code, done.err) == (0, "")
    assert (tmp_path / "orders.csv").read_bytes().startswith(b'\xef\xbb\xbf"id";"request.id"')
    header, *orders = rows(tmp_path / "orders.csv", ";")
    assert "site.address.city" in header
    closed = {request.query["status"] for request in sim.requests if "status" in request.query}
    assert closed == {"Closed"}
    assert 0 < len(orders) < 60


def test_a_second_export_leaves_out_what_orange_no_longer_lists(
    tmp_path: Path, simulator: Simulators, export: Export
) -> None:
    sim = simulator(orders=40)
    port = sim.port
    assert export(sim, "--dialect", "tsv").code == 0
    sim.stop()
    smaller = simulator(orders=30, port=port)
    assert export(smaller, "--dialect", "tsv").code == 0
    assert {row[0] for row in rows(tmp_path / "orders.csv", "\t")[1:]} == all_ids(smaller)


def test_a_service_that_fails_half_way_is_incomplete_and_says_how_much(
    tmp_path: Path, simulator: Simulators, export: Export
) -> None:
    (tmp_path / "orders.csv").write_text("the last good one")
    done = export(simulator(orders=100, faults=["fail_page=2"]), "--page-size", "20")
    assert done.code == 5
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert "orders read: 40 of about 100" in done.err
    assert "orders.incomplete.csv" in done.err
    assert (tmp_path / "orders.csv").read_text() == "the last good one"
    assert len(rows(tmp_path / "orders.incomplete.csv")) == 41  # one page of each list


def test_a_list_that_never_holds_still_is_incomplete(
    tmp_path: Path, simulator: Simulators, export: Export
) -> None:
    done = export(simulator(orders=60, faults=["total_moves"]), "--page-size", "10")
    assert done.code == 5
    assert files(tmp_path) == {"orders.incomplete.csv"}


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("invalid_client", 3),
        ("status=403", 3),
        ("html_200", 4),
        ("base_moved", 4),
        ("redirect", 4),
        ("not_json", 4),
        ("token_array", 4),
    ],
)
def test_trouble_before_the_first_order_has_its_code_and_leaves_no_file(
    tmp_path: Path, simulator: Simulators, export: Export, fault: str, code: int
) -> None:
    done = export(simulator(orders=10, faults=[fault]))
    assert done.code == code
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert files(tmp_path) == set()


def test_nobody_answers(tmp_path: Path, simulator: Simulators, export: Export) -> None:
    sim = simulator(orders=1)
    sim.stop()
    done = export(sim)
    assert done.code == 4
    assert done.err == (
        "orderviewer: Nothing answers at the service's address. "
        "The service may be stopped, or its address or port may be wrong.\n"
    )


def test_a_place_that_takes_no_file_is_said_before_anything_is_asked(
    tmp_path: Path, simulator: Simulators, export: Export
) -> None:
    sim = simulator(orders=10)
    assert export(sim, output="none/orders.csv").code == 6
    (tmp_path / "orders.csv").touch(mode=0o444)
    assert export(sim).code == 6
    assert not list(sim.requests)


def test_no_connection_and_an_unknown_one(orderviewer: Callable[..., Done]) -> None:
    nothing = orderviewer("export", "--output", "x.csv")
    assert nothing.code == 3
    assert nothing.err.count("\n") == 1


def test_lines_that_are_missing(simulator: Simulators, orderviewer: Callable[..., Done]) -> None:
    sim = simulator(orders=1)
    words = ["export", *addresses(sim), "--credentials-from-stdin", "--output", "x.csv"]
    for typed in ("", "one\ntwo\n", "one\n\nthree\n"):
        done = orderviewer(*words, typed=typed)
        assert done.code == 2
        assert "client id, client secret, API key" in done.err


def test_a_wrong_secret_is_no_part_of_what_is_said(simulator: Simulators, export: Export) -> None:
    done = export(simulator(orders=1), changed={"client_secret": "WrongWrongWrong"})
    assert done.code == 3
    assert "WrongWrong" not in done.err + done.out


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is another thing there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopping_is_clean(
    tmp_path: Path, simulator: Simulators, export: Export, number: signal.Signals
) -> None:
    sim = simulator(orders=100, faults=["hang"])
    with started(
        [
            *[sys.executable, "-m", "orderviewer", "export", *addresses(sim)],
            *["--credentials-from-stdin", "--output", "orders.csv"],
        ],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
    ) as process:
        assert process.stdin
        process.stdin.write(three_lines(sim))
        process.stdin.flush()
        while not any(request.path.endswith("/orders") for request in sim.requests):
            assert process.poll() is None
        process.send_signal(number)
        _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert said == "orderviewer: Stopped before the end.\n"
    assert files(tmp_path) == set()
    sim.faults.clear()
    assert export(sim).code == 0


def test_secrets_are_nowhere(
    tmp_path: Path, home: Path, simulator: Simulators, export: Export
) -> None:
    sim = simulator(orders=30, faults=["fail_page=2"])
    told = ""
    for words in (["--page-size", "100"], ["--page-size", "5", "--fields", "all"]):
        done = export(sim, *words, ORDERVIEWER_LOG="DEBUG")
        told += done.out + done.err
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.suffix == ".log" for path in written)
    assert any(path.suffix == ".sqlite" for path in written)
    everything = told.encode() + b"".join(path.read_bytes() for path in written)
    for secret in (sim.client_id, sim.client_secret, sim.api_key):
        assert secret.encode() not in everything
    assert b"Bearer" not in everything


def test_another_service_s_orders_do_not_mix_with_the_profile_s(
    home: Path, simulator: Simulators, export: Export
) -> None:
    assert export(simulator(orders=5), "--profile", "Sand box").code == 0
    stores = [path.name for path in (home / "profiles" / "sand-box").glob("*.sqlite")]
    assert len(stores) == 1
    assert stores != ["orders.sqlite"]


def test_a_view_has_its_own_search_order_and_lists(
    home: Path, tmp_path: Path, simulator: Simulators, export: Export
) -> None:
    sim = simulator(orders=80)
    assert export(sim, "--view", "Closes").code == 0
    header, *closed = rows(tmp_path / "orders.csv")
    assert {row[0] for row in closed} == {str(one) for one in sim.world.ids(Scope.CLOSED)}
    assert header[:4] == ["Order", "Customer reference", "State", "Site"]
    assert export(sim, "--view", "overdue").code == 0
    header, *late = rows(tmp_path / "orders.csv")
    promised = [row[header.index("Promised date")] for row in late]
    assert promised == sorted(promised)
    assert 0 < len(late) < 80
    calls = len(sim.requests)
    done = export(sim, "--view", "nonesuch")
    assert (done.code, done.out, len(sim.requests)) == (2, "", calls)
    assert "There is no view “nonesuch”; there are: current, closed, overdue, due_soon," in done.err
    for also in (["--filter", "late>0"], ["--sort", "town"], ["--scope", "all"]):
        assert export(sim, "--view", "current", *also).code == 2


def test_views_that_were_damaged_are_set_aside_and_said(
    home: Path, simulator: Simulators, export: Export
) -> None:
    sim = simulator(orders=10)
    assert export(sim).code == 0
    (store,) = home.glob("profiles/*/*.sqlite")
    (store.parent / "views.json").write_text("{")
    done = export(sim, "--view", "current")
    assert done.code == 0
    assert "The file with your views was damaged; it is now " in done.err
    assert list(store.parent.glob("views.json.damaged-*"))
