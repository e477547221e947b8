# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
# Shared by ./run, ./test and .ci/run: finds a Python and makes an environment of its own under the repository.
# Needs $root, the folder of the repository. Set DIJKWACHT_PYTHON to choose a Python, and DIJKWACHT_WHEELS to a folder
# of wheels to install from there and nowhere else.

case "${DIJKWACHT_LANG:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}}" in
nl*) dutch=1 ;;
*) dutch= ;;
esac

# say ENGLISH DUTCH: a line for a person, beside the program's own output
say() {
    if [ -n "$dutch" ]; then printf '%s\n' "$2" >&2; else printf '%s\n' "$1" >&2; fi
}

# find_python: prints a Python that is new enough and can make environments
find_python() {
    for candidate in ${DIJKWACHT_PYTHON:+"$DIJKWACHT_PYTHON"} python3.13 python3.12 python3.11 python3 python; do
        if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            command -v "$candidate"
            return 0
        fi
    done
    say "Dijkwacht needs Python 3.11 or newer with venv, and found none." \
        "Dijkwacht heeft Python 3.11 of nieuwer met venv nodig, en vond die niet."
    say "On Debian or Ubuntu: apt install python3 python3-venv. Or set DIJKWACHT_PYTHON to one." \
        "Op Debian of Ubuntu: apt install python3 python3-venv. Of zet DIJKWACHT_PYTHON op een andere."
    return 3
}

# stamp LOCK: what an environment must have been made from to be used as it is
stamp() {
    printf '%s\n%s\n%s\n' "$(cksum <"$root/$1")" "$(cksum <"$root/.ci/environment.sh")" "$root"
}

# ready LOCK VENV: whether the environment is whole and made from this lock in this place
ready() {
    [ -x "$2/bin/python" ] && [ -f "$2/stamp" ] && [ "$(cat "$2/stamp")" = "$(stamp "$1")" ]
}

# set_up LOCK VENV: makes the environment if it is not ready
set_up() {
    if ready "$1" "$2"; then return 0; fi
    wait_for_turn "$2" || return $?
    if ! ready "$1" "$2"; then make_environment "$1" "$2" || { status=$?; end_turn; return "$status"; }; fi
    end_turn
}

# wait_for_turn VENV: one at a time; a turn whose owner is gone is taken over
wait_for_turn() {
    turn="$1.turn"
    patience=10
    until mkdir "$turn" 2>/dev/null; do
        if [ ! -d "$turn" ]; then
            say "$root cannot be written (rights, or a full disk)." "In $root kan niet worden geschreven (rechten, of een volle schijf)."
            return 3
        fi
        owner=$(cat "$turn/owner" 2>/dev/null || echo)
        # a turn without an owner was left by a kill between two steps
        if [ -z "$owner" ]; then patience=$((patience - 1)); fi
        if [ "$patience" -le 0 ] || { [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; }; then
            # moved away first: of two that wait, one takes it
            mv "$turn" "$turn.$$" 2>/dev/null && { rm -rf "$turn.$$" || return 3; }
            patience=10
            continue
        fi
        [ -n "${waiting:-}" ] || say "Another set-up is under way; waiting for it." "Een andere installatie is bezig; even wachten."
        waiting=1
        sleep 1
    done
    trap 'end_turn; exit 130' INT TERM
    echo $$ >"$turn/owner"
}

end_turn() {
    if [ "$(cat "$turn/owner" 2>/dev/null)" = $$ ]; then rm -rf "$turn"; fi
    trap - INT TERM
}

make_environment() {
    python=$(find_python) || return $?
    say "First time here, or something changed: setting up in four steps (about two minutes)." \
        "Eerste keer hier, of er is iets veranderd: installeren in vier stappen (ongeveer twee minuten)."
    say "1/4  An environment of its own: $2 ($("$python" --version))" "1/4  Een eigen omgeving: $2 ($("$python" --version))"
    "$python" -m venv --clear "$2" || return 3
    say "2/4  $(grep -c '==' "$root/$1") packages, each checked against its hash" \
        "2/4  $(grep -c '==' "$root/$1") pakketten, elk getoetst aan zijn controlegetal"
    if [ -n "${DIJKWACHT_WHEELS:-}" ]; then
        set -- "$1" "$2" --no-index --find-links "$DIJKWACHT_WHEELS"
    fi
    lock=$1 venv=$2
    shift 2
    if ! "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input --require-hashes \
        --only-binary :all: -r "$root/$lock" "$@" >&2; then
        say "The packages could not be installed. The first time this needs a network (or DIJKWACHT_WHEELS, a folder of wheels); run it again." \
            "De pakketten konden niet worden geïnstalleerd. De eerste keer is een netwerk nodig (of DIJKWACHT_WHEELS, een map met wheels); probeer het opnieuw."
        return 3
    fi
    say "3/4  Dijkwacht itself" "3/4  Dijkwacht zelf"
    printf '%s\n' "$root/src" >"$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/dijkwacht.pth"
    "$venv/bin/python" -m compileall -q "$root/src" >/dev/null 2>&1 || true
    say "4/4  The outage engine is compiled for this user (half a minute, once)" \
        "4/4  De uitvalberekening wordt voor deze gebruiker gecompileerd (een halve minuut, eenmalig)"
    # without it everything works too, only a long ranking then compiles first
    "$venv/bin/python" -m dijkwacht warm >/dev/null 2>&1 || true
    stamp "$lock" >"$venv/stamp"
    say "Ready." "Klaar."
}
