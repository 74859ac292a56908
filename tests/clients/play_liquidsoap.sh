#!/bin/sh
# Does Debian's liquidsoap play a playout bundle's week, and does its log say so?  By hand: tests/clients/play_liquidsoap.sh
# Needs the Debian packages liquidsoap and faketime. A clock that runs five times as fast as ours begins shortly before
# the first programme; it takes some hundred seconds. The log must name every airing at its time, whole.
set -eu
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
.venv/bin/python -m tests.clients.short_week "$folder" 1
cd "$folder/playout"
liquidsoap --check tuan.liq
root='settings.init.allow_root.set(true)'
# The clock is moved, and so is what timeout counts: it is outside.
NTM_OUTPUT=dummy timeout 95 faketime -f '@2023-04-03 22:13:30 x5' liquidsoap "$root" tuan.liq >"$folder/liquidsoap.out" 2>&1 || true
cat "$folder"/nhat-ky_*.csv
awk -F, 'NR > 1 {
  split($3, at, ":"); second = at[3]
  if ($7 == "aired" && $4 >= 11 && $4 <= 13 && second <= 2) whole++
} END { print whole " of 6 programmes aired at their time, whole"; exit whole != 6 }' "$folder"/nhat-ky_*.csv || { tail -20 "$folder/liquidsoap.out"; exit 1; }
