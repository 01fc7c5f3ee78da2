"""The server that ships with us: one a home folder, owned by one process, gone with it, its data kept."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from importlib import metadata
from pathlib import Path

import pytest
import redis

from bot.store import binary, embedded

ROOT = Path(__file__).parents[3]
OWNER = """
import sys
from pathlib import Path
import redis
from bot.store import embedded

server = embedded.start(Path(sys.argv[1]), fsync=False)
print(server.owner, redis.from_url(server.url).info("server")["process_id"], flush=True)
sys.stdin.read()
server.stop()
"""


@pytest.fixture
def home():
    """A folder with a short path, so that the socket is in it whoever runs the tests."""
    with tempfile.TemporaryDirectory(prefix="chairside-test-") as folder:
        yield Path(folder)


def asked(server):
    return redis.from_url(server.url)


def pid_of(server):
    with asked(server) as client:
        return client.info("server")["process_id"]


def lives(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")")[-1].split()[0] != "Z"


def wait_until(it_is):
    until = time.monotonic() + 30
    while not (found := it_is()) and time.monotonic() < until:
        time.sleep(0.01)
    assert found


def wait_until_gone(pid):
    wait_until(lambda: not lives(pid))


def owner(home):
    return subprocess.Popen(
        [sys.executable, "-c", OWNER, str(home)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_it_keeps_every_write_and_listens_on_nothing_but_its_socket(home):
    with embedded.start(home) as server, asked(server) as client:
        assert server.owner
        assert server.url == f"unix://{home}/store.sock"
        kept = client.config_get("appendonly", "appendfsync", "maxmemory-policy", "port", "dir")
        assert (kept["appendonly"], kept["appendfsync"], kept["maxmemory-policy"]) == ("yes", "always", "noeviction")
        assert kept["port"] == "0"
        assert kept["dir"] == str(home / "store")


def test_stopping_leaves_no_process_and_no_socket_and_the_data_comes_back(home):
    with embedded.start(home) as server, asked(server) as client:
        pid = pid_of(server)
        client.set("kept", "yes")
    assert not lives(pid)
    assert not (home / "store.sock").exists()
    with embedded.start(home) as server, asked(server) as client:
        assert client.get("kept") == b"yes"


def test_a_second_start_attaches_and_does_not_stop_it(home):
    with embedded.start(home, fsync=False) as server:
        with embedded.start(home, fsync=False) as second:
            assert (server.owner, second.owner) == (True, False)
            assert pid_of(second) == pid_of(server)
        assert lives(pid_of(server))
        server.stop()
        server.stop()


def test_of_two_that_start_at_once_one_owns_it(home):
    both = [owner(home), owner(home)]
    said = [process.stdout.readline().split() for process in both]
    assert sorted(owns for owns, _ in said) == ["False", "True"]
    assert said[0][1] == said[1][1]
    for process in both:
        process.communicate("")
    assert [process.returncode for process in both] == [0, 0]
    assert not lives(int(said[0][1]))


def test_killing_the_owner_ends_the_server_and_the_next_start_has_the_data(home):
    process = owner(home)
    owns, pid = process.stdout.readline().split()
    assert owns == "True"
    with redis.from_url(f"unix://{home}/store.sock") as client:
        client.set("kept", "yes")
    process.kill()
    process.communicate()
    # At once: the dying server must not be attached to.
    with embedded.start(home, fsync=False) as server, asked(server) as client:
        assert server.owner
        assert client.get("kept") == b"yes"
        wait_until_gone(int(pid))


def test_a_server_that_is_killed_comes_back_with_its_data(home):
    with embedded.start(home) as server, asked(server) as client:
        client.set("kept", "yes")
        os.kill(pid_of(server), signal.SIGKILL)
    with embedded.start(home) as server, asked(server) as client:
        assert client.get("kept") == b"yes"


def test_a_server_that_dies_is_started_again_by_its_owner_alone(home):
    with embedded.start(home) as server, embedded.start(home) as second, asked(server) as client:
        client.set("kept", "yes")
        dead = pid_of(server)
        os.kill(dead, signal.SIGKILL)
        wait_until_gone(dead)
        assert not second.tend()
        wait_until(server.tend)  # a dead process is buried when the last of its threads is
        server.wait()
        assert not server.tend()
        assert pid_of(server) != dead
        assert client.get("kept") == b"yes"


def test_when_the_owner_stops_who_was_attached_takes_the_server_over(home):
    with embedded.start(home) as server, embedded.start(home) as second, asked(server) as client:
        client.set("kept", "yes")
        assert not second.tend()
        server.stop()
        assert second.tend()
        second.wait()
        assert (server.owner, second.owner) == (False, True)
        assert client.get("kept") == b"yes"
    assert not (home / "store.sock").exists()


def test_a_server_without_an_owner_is_ended_first(home):
    (home / "store").mkdir()
    options = ["--port", "0", "--unixsocket", str(home / "store.sock"), "--dir", str(home / "store"), "--save", ""]
    orphan = subprocess.Popen([binary.find(), *options], stdout=subprocess.DEVNULL)
    while not (home / "store.sock").exists():
        time.sleep(0.01)
    with embedded.start(home, fsync=False) as server:
        assert server.owner
        assert pid_of(server) != orphan.pid
        orphan.wait()


def test_the_socket_of_a_long_path_is_in_a_private_folder(home):
    home = home / ("a" * 60) / ("b c#" * 20)
    with embedded.start(home, fsync=False) as server:
        socket = Path(server.url.removeprefix("unix://"))
        assert len(str(socket)) <= 100
        assert socket.parent.stat().st_mode & 0o777 == 0o700
        with embedded.start(home, fsync=False) as second:
            assert pid_of(second) == pid_of(server)
    shutil.rmtree(socket.parent)


def test_a_folder_that_others_can_enter_is_refused(home):
    home = home / ("a" * 120)
    folder = embedded._socket(home).parent
    folder.chmod(0o755)
    with pytest.raises(embedded.NoServer, match="not ours alone"):
        embedded.start(home)
    folder.rmdir()


def test_a_path_with_odd_characters_works(home):
    with embedded.start(home / "a b?#%41", fsync=False) as server, asked(server) as client:
        assert client.ping()


def test_it_starts_only_from_the_main_thread_and_a_refusal_leaves_nothing_behind(home):
    refused = []

    def elsewhere():
        try:
            embedded.start(home)
        except embedded.NoServer as error:
            refused.append(str(error))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert "main thread" in refused[0]
    with embedded.start(home, fsync=False) as server:
        assert server.owner


def test_a_server_that_cannot_start_says_where_to_look(home):
    with embedded.start(home) as server, asked(server) as client:
        client.set("kept", "yes")
    for file in (home / "store" / "appendonlydir").glob("*.manifest"):
        file.write_text("not a manifest")
    with pytest.raises(embedded.NoServer, match=r"server\.log says why"):
        embedded.start(home)


def test_without_the_wheel_a_server_on_the_path_serves_and_without_both_one_sentence_says_what_to_install(monkeypatch):
    def missing(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "files", missing)
    monkeypatch.setattr(shutil, "which", {"redis-server": "/usr/bin/redis-server"}.get)
    assert binary.find() == "/usr/bin/redis-server"
    monkeypatch.setattr(shutil, "which", {}.get)
    with pytest.raises(binary.NoServer, match="install Valkey or Redis"):
        binary.find()


def test_who_only_asks_whether_it_runs_starts_nothing(tmp_path):
    assert embedded.running(tmp_path) is None
    assert not list(tmp_path.iterdir())
    with embedded.start(tmp_path, fsync=False) as server:
        assert embedded.running(tmp_path) == server.url
    assert embedded.running(tmp_path) is None
