# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the Nu Html Checker found, once per kind of finding, with how many pages have it and the
address of one; any ends with 1."""

import json
import re
import sys
from pathlib import Path

PLANTED = "planted"
LINE = re.compile(r'^"file:[^"]*/(\w+)\.html":([\d.-]+): (.*)$')


def main(work: Path) -> int:
    """Tell, with the figures."""
    index: dict[str, str] = json.loads((work / "pages" / "index.json").read_text("utf-8"))
    kinds: dict[str, list[tuple[str, str]]] = {}
    other, planted = [], False
    for line in (work / "found.txt").read_text("utf-8").splitlines():
        found = LINE.match(line)
        if found and found[1] == PLANTED:
            planted = True
        elif found:
            kinds.setdefault(found[3], []).append((found[1], found[2]))
        elif line.strip():
            other.append(line)
    for kind, places in sorted(kinds.items(), key=lambda one: -len(one[1])):
        key, place = places[0]
        print(f"{len(places)} x {kind}\n   {index[key]} {place} ({key}.html)")
    print("".join(f"{line}\n" for line in other), end="")
    print(f"{len(index)} pages, {sum(map(len, kinds.values())) + len(other)} findings")
    if not planted:
        print("the fault that was planted has not been found")
    return 1 if kinds or other or not index or not planted else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
