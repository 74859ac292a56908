#!/bin/sh
# Debian programs that some tests use as oracles. Sourced by `make test`; installs what is lacking where it may,
# and otherwise says which tests are left out. Ends well either way.
lacking=""
for program in mpg123; do command -v "$program" >/dev/null 2>&1 || lacking="$lacking $program"; done
if [ -n "$lacking" ] && command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    (apt-get update -qq && apt-get install -y -qq --no-install-recommends $lacking) >/dev/null 2>&1 || true
fi
