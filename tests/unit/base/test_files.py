# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files of strangers are read bounded, and never outside the folder they were named in."""

import gzip
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dijkwacht.base import files
from dijkwacht.base.errors import Unreadable
from dijkwacht.base.files import FolderFiles, ZipFiles, files_of, read_bytes


def zip_of(path: Path, content: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return path


def test_a_folder_and_a_zip_of_it_are_the_same_set_of_files(tmp_path: Path) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "b.csv").write_bytes(b"twee")
    (folder / "a.csv").write_bytes(b"een")
    (folder / "onder").mkdir()
    (folder / "onder" / "c.csv").write_bytes(b"drie")
    zipped = zip_of(tmp_path / "MAP.ZIP", {"b.csv": b"twee", "a.csv": b"een", "onder/c.csv": b"3"})
    for found, name in ((files_of(folder), folder), (files_of(zipped), zipped)):
        assert found.name == str(name)
        assert found.names() == ["a.csv", "b.csv"]
        assert [found.read(each) for each in found.names()] == [b"een", b"twee"]


@pytest.mark.parametrize(("name", "code"), [("niets", "no-such-file"), ("los.txt", "not-a-folder")])
def test_what_is_neither_folder_nor_zip_is_refused(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "los.txt").write_text("x", "utf-8")
    with pytest.raises(Unreadable, match=code):
        files_of(tmp_path / name)


def test_a_link_out_of_the_folder_is_not_followed_and_one_within_is(tmp_path: Path) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    (tmp_path / "geheim.csv").write_bytes(b"geheim")
    (folder / "echt.csv").write_bytes(b"echt")
    (folder / "uit.csv").symlink_to(tmp_path / "geheim.csv")
    (folder / "in.csv").symlink_to(folder / "echt.csv")
    found = FolderFiles(folder)
    assert found.read("in.csv") == b"echt"
    with pytest.raises(Unreadable, match="file-outside"):
        found.read("uit.csv")
    with pytest.raises(Unreadable, match="file-outside"):
        found.read("../geheim.csv")


def test_a_folder_that_is_itself_a_link_is_read(tmp_path: Path) -> None:
    (tmp_path / "echt").mkdir()
    (tmp_path / "echt" / "a.csv").write_bytes(b"een")
    (tmp_path / "link").symlink_to(tmp_path / "echt")
    assert FolderFiles(tmp_path / "link").read("a.csv") == b"een"


@pytest.mark.parametrize("name", ["../a.csv", "/etc/a.csv", "onder/../../a.csv", "..\\a.csv"])
def test_a_zip_with_a_name_that_leads_out_is_refused_as_a_whole(tmp_path: Path, name: str) -> None:
    zipped = ZipFiles(zip_of(tmp_path / "z.zip", {"goed.csv": b"", name: b"x"}))
    with pytest.raises(Unreadable, match="file-outside"):
        zipped.names()


def test_a_zip_with_very_many_files_is_refused(tmp_path: Path) -> None:
    many = {f"{number}.csv": b"" for number in range(files.MAX_ENTRIES + 1)}
    with pytest.raises(Unreadable, match="zip-entries"):
        ZipFiles(zip_of(tmp_path / "z.zip", many)).names()


def test_what_unpacks_to_far_more_than_it_is_packed_is_refused(tmp_path: Path) -> None:
    zeros = bytes(files.RATIO_FREE + 1)
    zipped = ZipFiles(zip_of(tmp_path / "z.zip", {"a.csv": zeros}))
    with pytest.raises(Unreadable, match="file-bomb"):
        zipped.read("a.csv")
    (tmp_path / "a.gz").write_bytes(gzip.compress(zeros))
    with pytest.raises(Unreadable, match="file-bomb"):
        read_bytes(tmp_path / "a.gz")


def test_small_files_may_pack_as_well_as_they_like(tmp_path: Path) -> None:
    zeros = bytes(4 * 1024**2)
    zipped = ZipFiles(zip_of(tmp_path / "z.zip", {"a.csv": zeros}))
    (tmp_path / "a.gz").write_bytes(gzip.compress(zeros))
    assert zipped.read("a.csv") == read_bytes(tmp_path / "a.gz") == zeros


def test_a_damaged_archive_is_told(tmp_path: Path) -> None:
    whole = zip_of(tmp_path / "z.zip", {"a.csv": b"x" * 5000}).read_bytes()
    (tmp_path / "half.zip").write_bytes(whole[: len(whole) // 2])
    flipped = bytearray(whole)
    flipped[45] ^= 0xFF
    (tmp_path / "flip.zip").write_bytes(flipped)
    (tmp_path / "half.gz").write_bytes(gzip.compress(b"y" * 5000)[:-9])
    (tmp_path / "geen.gz").write_bytes(b"geen gzip")
    for name in ("half.zip", "flip.zip"):
        with pytest.raises(Unreadable, match="file-damaged"):
            ZipFiles(tmp_path / name).read("a.csv")
    for name in ("half.gz", "geen.gz"):
        with pytest.raises(Unreadable, match="file-damaged"):
            read_bytes(tmp_path / name)


def test_a_file_that_cannot_be_had_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no-such-file"):
        read_bytes(tmp_path / "niets.csv")
    with pytest.raises(Unreadable, match="file-refused"):
        read_bytes(tmp_path)


def test_a_file_of_more_than_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "groot.csv"
    with file.open("wb") as stream:
        os.truncate(stream.fileno(), files.MAX_BYTES + 1)  # takes no room on the disk
    assert stat.S_ISREG(file.stat().st_mode)
    with pytest.raises(Unreadable, match="file-too-large"):
        read_bytes(file)


@pytest.mark.parametrize("made", [Path.mkdir, os.mkfifo])
def test_what_has_the_name_of_a_table_but_is_no_file_is_refused(
    made: Callable[[Path], None], tmp_path: Path
) -> None:
    """A folder would be passed over in silence, and reading a pipe would wait for ever."""
    made(tmp_path / "suppliers.csv")
    assert FolderFiles(tmp_path).names() == ["suppliers.csv"]
    with pytest.raises(Unreadable) as refused:
        FolderFiles(tmp_path).read("suppliers.csv")
    assert refused.value.what.code == "file-refused"


def test_of_a_zipped_folder_the_files_of_the_folder_are_read(tmp_path: Path) -> None:
    path = tmp_path / "state.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("state/", "")
        archive.writestr("state/a.csv", "id\n")
        archive.writestr("state/below/b.csv", "id\n")
        archive.writestr("__MACOSX/state/._a.csv", "x")
    assert (files_of(path).names(), files_of(path).read("a.csv")) == (["a.csv"], b"id\n")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("c.csv", "id\n")
    assert files_of(path).names() == ["c.csv"]
