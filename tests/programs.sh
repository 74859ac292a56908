#!/bin/sh
# Programs that some tests use as oracles, beside the ffmpeg that comes with the package: a second MP3 decoder, an ffmpeg
# of another version, a calendar reader. Sourced by `make test`. What is lacking is installed where that is allowed; else
# each test that is left out is named here, and again by pytest at the end. Ends well either way.
oracle() {
    command -v "$1" >/dev/null 2>&1 && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        [ -n "$oracles_updated" ] || apt-get update -qq >/dev/null 2>&1
        oracles_updated=yes
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >/dev/null 2>&1
    fi
    command -v "$1" >/dev/null 2>&1 || echo "$1 is not installed; left out: $2"
}
oracle mp3val "tests/audio/test_random_splices.py::test_the_validator_tells_a_right_file_from_a_wrong_one" || true
oracle mpg123 "tests/audio/test_splice.py::test_another_decoder_hears_the_same" || true
oracle ffmpeg "tests/audio/test_ffmpeg.py::test_the_systems_own_ffmpeg_serves_too" || true
oracle mtools "tests/audio/delivery/test_stick.py::test_a_fat_file_system_lists_the_copy_in_playing_order" || true
# A package of npm, beside the .venv's own; node finds it by NODE_PATH.
NODE_PATH="$PWD/.venv/node/node_modules${NODE_PATH:+:$NODE_PATH}"
export NODE_PATH
node_finds_ical_js() { node -e "require.resolve('ical.js')" >/dev/null 2>&1; }
node_finds_ical_js || npm install --silent --no-audit --no-fund --fetch-retries=0 --fetch-timeout=30000 --prefix .venv/node ical.js@2.2.1 >/dev/null 2>&1 || true
node_finds_ical_js || echo "node or its ical.js is not installed; left out: tests/clients/test_calendar_programs.py::test_ical_js"
