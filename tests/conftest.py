"""What all tests share: golden files, the folder of third-party data, and the browser."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
SHARED_DATA = ROOT.parent / "shared" / "data"
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}

pytest_plugins = ["tests.browser", "tests.full_disk"]

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that writes golden files instead of comparing with them."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark what asks for the database by fixture, so that ``-m django_db`` finds it on PostgreSQL.

    Once the order is drawn, what is slow comes first: at the end no worker waits for another's long test.
    """
    for item in items:
        named = DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
        if named and item.get_closest_marker("django_db") is None:
            item.add_marker(pytest.mark.django_db(transaction=named != {"db"}))
    yield
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the file of that name in tests/golden; ``--update-golden`` writes it."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), (
            f"no tests/golden/{name}: run pytest with --update-golden and read what it wrote"
        )
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def shared_data() -> Callable[[str], Path]:
    """Give the path of a file or folder of third-party data; skip the test where it is absent.

    The data is not ours to copy: it lies in ``shared/data`` beside the project's folder.
    """

    def find(name: str) -> Path:
        path = SHARED_DATA / name
        if not path.exists():
            pytest.skip(f"third-party data is absent: shared/data/{name} beside the project")
        return path

    return find
