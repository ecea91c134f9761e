"""Every fault by name, and what a client sees of it; one that shows nothing fails."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable

import pytest

from orderviewer.simulator import FAULTS, Simulator
from tests.simulator.asking import Asking
from tests.simulator.conftest import TODAY
from tests.simulator.shown import (
    CHECKS,
    Check,
    content,
    encoding,
    name_of,
    noise,
    paging,
    refusals,
    tokens,
    wire,
)

THEMES = (tokens, refusals, paging, content, noise, encoding, wire)


def test_every_fault_is_exercised() -> None:
    assert {check.__module__ for _, check in CHECKS} == {theme.__name__ for theme in THEMES}
    assert {name_of(spec) for spec, _ in CHECKS} == set(FAULTS)


def test_every_fault_says_what_it_does() -> None:
    assert all(re.fullmatch(r"\S.+ \[[a-z, ]+\].*", summary) for summary in FAULTS.values())


@pytest.mark.parametrize(("spec", "check"), CHECKS, ids=[spec for spec, _ in CHECKS])
def test_fault(spec: str, check: Check, simulator: Callable[..., Simulator]) -> None:
    one = simulator(orders=60, today=TODAY)
    asking = Asking(one)
    assert asking.token
    with pytest.raises((Exception, pytest.fail.Exception)):
        check(asking)  # otherwise it would not notice the fault
    one.faults.set(spec)
    check(asking)
    assert one.faults.active() == (spec,)


def test_faults_go_together(asking: Asking) -> None:
    asking.token  # noqa: B018
    asking.simulator.faults.set("wrong_types", "html_texts", "ids_missing", "list_summary", "bom",
                                "gzip", "counts_swapped", "chunked", "odd_rows")  # fmt: skip
    reply = asking.page()
    assert len(json.loads(gzip.decompress(reply.body)[3:])) == 15
    assert asking.order().header("Transfer-Encoding") == "chunked"


def test_every_pair_of_content_faults_is_answered(asking: Asking) -> None:
    asking.token  # noqa: B018
    names = [name for name, summary in FAULTS.items() if summary.endswith("[detail, list]")]
    content = names[names.index("values_null") : names.index("ids_odd")]
    for one in content:
        for other in content:
            asking.simulator.faults.clear()
            asking.simulator.faults.set(one, other)
            assert asking.page("limit=2").status == 200, (one, other)
