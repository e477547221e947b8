# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The front end that comes along, and the theme: nothing unlisted, nothing undefined, nothing that
cannot be read."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from web.stylesheet import Theme, block, defined, plain, read

from dijkwacht.web.settings import HERE

STATIC = HERE / "static"
VENDOR = STATIC / "vendor"
OURS = (STATIC / "theme.css", STATIC / "dijkwacht.css")
SHEETS = (VENDOR / "utrecht" / "html.css", *OURS)
TEXT = [file.read_text("utf-8") for file in SHEETS]
BASE = {name: value for text in TEXT for name, value in defined(text).items()}
MORE = {**BASE, **defined(block(plain(TEXT[1]), "prefers-contrast: more"))}
THEMES = {
    "light": Theme({**BASE, **defined(TEXT[1].split("@media")[0])}, night=False),
    "dark": Theme({**BASE, **defined(TEXT[1].split("@media")[0])}, night=True),
    "high contrast, light": Theme(MORE, night=False),
    "high contrast, dark": Theme(MORE, night=True),
}
GROUNDS = ("--surface", "--surface-raised", "--surface-chosen")
PAIRS = [
    *((name, name.replace("--on-", "--", 1)) for name in BASE if name.startswith("--on-")),
    *((text, ground) for text in ("--text", "--text-soft", "--link") for ground in GROUNDS),
    *((text, "--surface") for text in ("--link-visited", "--on-lost-soft")),
]
SHAPES = ("--holds", "--mild", "--some", "--short", "--lost", "--unknown", "--border-control")


def test_what_comes_along_is_what_the_manifest_says() -> None:
    manifest = json.loads((VENDOR / "manifest.json").read_text("utf-8"))
    listed = {file: sum for package in manifest for file, sum in package["files"].items()}
    found = {
        str(file.relative_to(VENDOR)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in VENDOR.rglob("*")
        if file.is_file() and file.name != "manifest.json"
    }
    assert found == listed
    assert all(package["version"] and package["licence"] for package in manifest)


def test_every_licence_that_comes_along_stands_in_the_repository() -> None:
    root = Path(__file__).parent.parent.parent
    manifest = json.loads((VENDOR / "manifest.json").read_text("utf-8"))
    for package in manifest:
        assert (root / "LICENSES" / f"{package['licence']}.txt").exists(), package["name"]


@pytest.mark.parametrize("name", THEMES)
def test_every_property_that_pages_read_resolves(name: str) -> None:
    theme = THEMES[name]
    lost = {
        found
        for text in TEXT
        for found, fallback in read(text)
        if not (found in theme.values and theme.resolves(theme.values[found]))
        and not (fallback is not None and theme.resolves(fallback))
    }
    assert lost == set()


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read_on_its_ground(name: str, text: str, ground: str) -> None:
    theme = THEMES[name]
    on = "--frame" if ground.startswith("--frame") else ground
    assert theme.contrast(text, on) >= 4.5, (theme.colour(text), theme.colour(on))


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("shape", SHAPES)
def test_shapes_stand_out_from_the_page(name: str, shape: str) -> None:
    assert THEMES[name].contrast(shape, "--surface") >= 3


def test_colours_stand_in_the_palette_alone() -> None:
    theme, rules = (plain(file.read_text("utf-8")) for file in OURS)
    named = {
        name for name, value in defined(theme).items() if re.search(r"#[0-9a-f]{3}|rgb", value)
    }
    assert [name for name in named if not name.startswith("--palette-")] == []
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?!\")", rules) == []


def test_no_template_has_a_style_or_a_script_of_its_own() -> None:
    faults = [
        f"{file.name}: {found}"
        for file in (HERE / "templates").rglob("*.html")
        for found in re.findall(
            r"\sstyle=|<style|<script(?![^>]*(?:\ssrc=|application/json))|\son[a-z]+=",
            file.read_text("utf-8"),
        )
    ]
    assert faults == []
