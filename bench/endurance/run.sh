#!/usr/bin/env bash
# Mixed questions for MINUTES at RATE a second, while indexes are swapped, upstreams fail, and centre and node are killed: everything must be
# answered rightly and be at the centre once. Prints figures as key=value; exit 0 when nothing was lost, 1 otherwise (what was lost on stderr).
# Needs what ./run has built, and psql. KEEP=1 keeps the folder with the logs. usage: run.sh [MINUTES] [RATE]
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
minutes=${1:-30} rate=${2:-500}
[ -f "$home/artifacts/bin/Tutela.Cli/release/Tutela.Cli.dll" ] && [ -f "$home/artifacts/bin/Tutela.Node/release/Tutela.Node.dll" ] || { echo "Start ./run once first: it builds what is tried here." >&2; exit 2; }
command -v psql >/dev/null || { echo "psql is needed." >&2; exit 2; }
dotnet build -c Release "$home/bench/endurance/Tutela.Endurance" -p:RunAnalyzers=false -v q --nologo -nodeReuse:false >&2
folder=$(mktemp -d)
bench=
# What the program itself could not end, by the ids that it left in the folder.
clean_up() {
    trap - EXIT INT TERM
    local file
    if [ -n "$bench" ] && kill -TERM "$bench" 2>/dev/null; then wait "$bench" 2>/dev/null || true; fi
    for file in "$folder"/*.pid; do
        [ -f "$file" ] || continue
        if tr '\0' '\n' <"/proc/$(cat "$file")/cmdline" 2>/dev/null | grep -q "^$folder/"; then kill -KILL "$(cat "$file")" 2>/dev/null || true; fi
    done
    find "$folder" -name postmaster.pid 2>/dev/null | while read -r file; do
        local server sockets
        server=$(sed -n 1p "$file") sockets=$(sed -n 5p "$file")
        kill -INT "$server" 2>/dev/null || continue
        for _ in $(seq 100); do kill -0 "$server" 2>/dev/null || break; sleep 0.1; done
        case $sockets in */tutela-*) rm -rf "$sockets" ;; esac
    done
    if [ -n "${KEEP:-}" ]; then echo "kept: $folder" >&2; else rm -rf "$folder"; fi
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
dotnet "$home/artifacts/bin/Tutela.Endurance/release/Tutela.Endurance.dll" "$home" "$folder" "$minutes" "$rate" &
bench=$!
status=0
wait "$bench" || status=$?
bench=
exit "$status"
