#!/bin/sh
# Debian programs that some tests use as oracles, beside the ffmpeg that comes with the package: a second MP3 decoder
# and an ffmpeg of another version. Sourced by `make test`. What is lacking is installed where that is allowed; else
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
