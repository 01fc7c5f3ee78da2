"""One pretend world a folder."""

from bot.pretend.taken import Served, served_in, taken


def test_who_has_it_is_known_by_what_and_where(tmp_path):
    home = tmp_path / "home"
    with taken(home, "demo", "http://localhost:8000") as other:
        assert other is None
        assert served_in(home) == Served("demo", "http://localhost:8000")
        with taken(home, "pretend", "http://localhost:9000") as other:
            assert other == Served("demo", "http://localhost:8000")
        assert served_in(home) == Served("demo", "http://localhost:8000")
    assert served_in(home) is None


def test_whoever_comes_after_takes_it(tmp_path):
    with taken(tmp_path, "demo", "http://localhost:8000"):
        pass
    with taken(tmp_path, "pretend", "http://localhost:9000") as other:
        assert other is None
        assert served_in(tmp_path) == Served("pretend", "http://localhost:9000")


def test_asking_makes_no_folder(tmp_path):
    assert served_in(tmp_path / "none") is None
    assert not (tmp_path / "none").exists()
