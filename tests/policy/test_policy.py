"""The policy file: what is taken, what is refused, and that nothing insecure follows from it."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from orderviewer.policy import place
from orderviewer.policy.reading import VARIABLE, read, read_policy
from orderviewer.policy.settings import NO_POLICY, Policy, Route
from orderviewer.profile import Endpoint, Profile

WHOLE: dict[str, Any] = {
    "proxy": "http://proxy.example:8080",
    "ca_file": str(Path("/etc/ssl/company.pem").absolute()),
    "base_url": "https://orders.example/v1",
    "token_url": "https://login.example/token",
    "update_check": True,
    "update_address": "https://intranet.example/orderviewer.json",
    "sync_minutes_at_least": 45,
    "requests_at_once_at_most": 2,
    "keep_closed_months_at_most": 24,
}


def written(folder: Path, content: object) -> Path:
    file = folder / "policy.json"
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    file.write_bytes(data)
    file.chmod(0o644)
    return file


def reason(folder: Path, content: object) -> str:
    """Why it cannot be followed."""
    policy = read(written(folder, content), or_own=True)
    assert policy
    assert policy.broken
    assert policy == Policy(
        str(folder / "policy.json"), Route(broken=policy.route.broken), update_check=False
    ), "nothing of a broken file holds"
    return policy.route.broken.removeprefix(f"{folder / 'policy.json'}: ")


def test_every_setting_is_read(tmp_path: Path) -> None:
    file = written(tmp_path, WHOLE)
    assert read(file, or_own=True) == Policy(
        file=str(file),
        route=Route(WHOLE["proxy"], WHOLE["ca_file"]),
        base_url=WHOLE["base_url"],
        token_url=WHOLE["token_url"],
        update_check=True,
        update_address=WHOLE["update_address"],
        least_minutes=45,
        most_at_once=2,
        most_months=24,
    )
    with_mark = b"\xef\xbb\xbf" + json.dumps({"proxy": "direct"}).encode()
    direct = read(written(tmp_path, with_mark), or_own=True)
    assert direct
    assert direct.route == Route(proxy=""), "as Notepad saves it; and no proxy is not the system's"
    assert read(written(tmp_path, {}), or_own=True) == Policy(file=str(file))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"[" * 100_000, "too large"),
        (b"[" * 60_000, "not JSON"),
        (b"\xff\xfe{}", "not JSON"),
        (b'{"update_check": false, "update_check": true}', "twice"),
        ([], "no JSON object"),
        ({"proxi": "direct"}, "unknown setting 'proxi'"),
        ({"update_address": WHOLE["update_address"]}, "'update_address' needs"),
        ({"update_address": WHOLE["update_address"], "update_check": False}, "needs"),
        *(
            ({"proxy": wrong}, "'proxy' must be")
            for wrong in (None, 1, "", "proxy.example", "proxy.example:8080", "socks5://p:1",
                          "http://p", "http://u:secret@p:1", "http://p:99999", "http://p:1/x",
                          "http://p:1?x", "http://[p:1")
        ),
        *(
            ({name: wrong}, f"'{name}' must be an https address")
            for name in ("base_url", "token_url", "update_address")
            for wrong in ("", 5, "http://orders.example", "https://u@orders.example", "ftp://x",
                          " https://orders.example")
        ),
        *(({"ca_file": wrong}, "'ca_file' must be") for wrong in ("", "company.pem", 3, "/a\0b")),
        *(({"update_check": wrong}, "true or false") for wrong in (1, "false", None)),
        *(
            ({name: wrong}, f"'{name}' must be a whole number")
            for name in ("sync_minutes_at_least", "requests_at_once_at_most",
                         "keep_closed_months_at_most")
            for wrong in (0, -1, 10**9, True, 1.5, "5")
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_followed_is_named_and_nothing_of_it_holds(
    tmp_path: Path, content: object, said: str
) -> None:
    assert said in reason(tmp_path, content)
    if isinstance(content, dict):
        assert said in reason(tmp_path, {"requests_at_once_at_most": 2, **content})
    assert "secret" not in reason(tmp_path, content)


def test_without_a_file_nothing_is_set(tmp_path: Path) -> None:
    assert read(tmp_path / "none" / "policy.json") is None
    (tmp_path / "policy.json").mkdir()
    folder = read(tmp_path / "policy.json")
    assert folder
    assert "cannot be read" in folder.route.broken


posix = pytest.mark.skipif(os.name == "nt", reason="rights as Unix has them")


@posix
@pytest.mark.parametrize("rights", [0o664, 0o646])
def test_a_file_that_others_can_change_is_not_followed(tmp_path: Path, rights: int) -> None:
    file = written(tmp_path, WHOLE)
    file.chmod(rights)
    policy = read(file, or_own=True)
    assert policy
    assert "others than administrators" in policy.route.broken
    assert policy.route.proxy is None


@posix
def test_a_machines_file_must_be_an_administrators(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, WHOLE)
    known = file.stat()
    assert place.is_guarded(file) is (known.st_uid == 0)
    monkeypatch.setattr(os, "getuid", lambda: 4321)
    monkeypatch.setattr(Path, "stat", lambda _: os.stat_result([*known[:4], 1234, *known[5:]]))
    assert not place.is_guarded(file), "somebody else's"
    assert not place.is_guarded(file, or_own=True)
    monkeypatch.setattr(os, "getuid", lambda: 1234)
    assert place.is_guarded(file, or_own=True)


@posix
def test_a_variable_cannot_replace_the_machines_own_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = tmp_path / "machine" / "policy.json"
    monkeypatch.setattr("orderviewer.policy.reading.policy_file", lambda: machine)
    monkeypatch.delenv(VARIABLE, raising=False)
    assert read_policy() == NO_POLICY
    monkeypatch.setenv(VARIABLE, str(written(tmp_path, {"proxy": "direct"})))
    assert read_policy().route == Route(proxy="")
    machine.parent.mkdir()
    written(machine.parent, {"requests_at_once_at_most": 1})
    machine.chmod(0o666)
    assert read_policy().broken, "not even where the machine's file cannot be followed"


def test_no_variable_leads_to_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    before = place.policy_file()
    for name in ("ProgramData", "XDG_CONFIG_DIRS", "HOME", "WIN_PD_OVERRIDE_COMMON_APPDATA"):
        monkeypatch.setenv(name, "/tmp/elsewhere")
    assert place.policy_file() == before
    assert before.is_absolute()


def test_a_profile_is_used_as_the_policy_says_and_kept_as_it_is() -> None:
    policy = Policy("f", base_url="https://a.example", token_url="https://b.example",
                    most_at_once=2, least_minutes=30)  # fmt: skip
    own = Profile("Siège", Endpoint(token_scope="s"), parallel_requests=6)
    used = policy.applied(own)
    assert used.endpoint == Endpoint("https://a.example", "https://b.example", "s")
    assert used.parallel_requests == 2
    assert policy.kept(used, own) == own
    edited = replace(used, page_size=7, parallel_requests=1)
    assert policy.kept(edited, own) == replace(own, page_size=7, parallel_requests=1)
    assert NO_POLICY.applied(own) == own
    assert NO_POLICY.kept(edited, own) == edited
    assert [policy.minutes(wished) for wished in (0, 5, 30, 60)] == [0, 30, 30, 60]
    assert [NO_POLICY.minutes(wished) for wished in (0, 5)] == [0, 5]
    year = Policy("f", most_months=12)
    assert [year.months(wished) for wished in (0, 6, 12, 60)] == [12, 6, 12, 12]
    assert [NO_POLICY.months(wished) for wished in (0, 6)] == [0, 6]
