"""`headwater network …`: data on standard output, remarks on standard error, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from headwater.__main__ import main
from headwater.network.models import Community
from tests.unit.exchange.questionnaires import SHORT

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A questionnaire in a file."""
    file = tmp_path / "profile.txt"
    file.write_text(SHORT, encoding="utf-8")
    return file


def test_import_prints_the_slug_alone_and_its_remarks_beside_it(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["network", "import", str(file)]) == 0
    said = capsys.readouterr()
    assert said.out == "alder-falls-circle-of-care\n"
    assert said.err.count("Unanswered: ") == 8


def test_a_dry_run_leaves_no_community(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["network", "import", "--dry-run", str(file)]) == 0
    assert capsys.readouterr().out == "alder-falls-circle-of-care\n"
    assert not Community.objects.exists()


@pytest.mark.parametrize("content", [None, b"Dear all,\n", b"\x00\x01", b"x" * 1_000_001, ...])
def test_what_is_no_profile_ends_with_two_and_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    file = tmp_path / "file.txt"
    if content is ...:
        file.mkdir()
    elif content is not None:
        file.write_bytes(content)
    assert main(["network", "import", str(file)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("headwater: ")
    assert said.err.count("\n") == 1
    assert not Community.objects.exists()


def test_the_profile_is_written_as_text_and_as_json(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["network", "import", str(file)])
    capsys.readouterr()
    assert main(["network", "profile", "alder-falls-circle-of-care"]) == 0
    assert "Number of agencies involved in your network: 9 as of April 2024\n" in (
        capsys.readouterr().out
    )
    assert main(["network", "profile", "alder-falls-circle-of-care", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["agencies"] == {"number": 9, "as_of": "2024-04"}


def test_an_unknown_slug_ends_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["network", "profile", "nowhere"]) == 2
    assert capsys.readouterr().err == "headwater: No community has the slug “nowhere”.\n"
