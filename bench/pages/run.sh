#!/usr/bin/env bash
# wrk on the six main pages of the demonstration school, beside one bare endpoint with one indexed query, in one run.
# Prints a table of requests a second and the ratio to that limit. Build with ./run or ./test first. Needs wrk and curl.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
port=${PORT:-18790} seconds=${SECONDS_EACH:-8}
data=$(mktemp -d)
Tutela__Bench=true dotnet "$home/artifacts/bin/Tutela.Cli/release/Tutela.Cli.dll" run --port "$port" --no-node --data "$data" >"$data/log" 2>&1 &
server=$!
trap 'kill -TERM $server; wait $server 2>/dev/null || true; rm -rf "$data"' EXIT
until grep -q 'is ready' "$data/log"; do kill -0 $server || { cat "$data/log"; exit 1; }; sleep 1; done
base=http://127.0.0.1:$port
cookie() { curl -s -o /dev/null -c - -d "persona=$1" "$base/demo/sign-in" | awk '$6=="tutela"{print "tutela="$7}'; }
measure() { # NAME PATH COOKIE
    wrk -t1 -c8 -d2s -H "Cookie: $3" "$base$2" >/dev/null
    wrk -t1 -c8 -d"${seconds}s" --latency -H "Cookie: $3" "$base$2" >"$data/out"
    if grep -q 'Non-2xx' "$data/out"; then echo "$1: $(grep Non-2xx "$data/out")" >&2; exit 1; fi
    local rate p99
    rate=$(awk '/Requests\/sec/{print $2}' "$data/out") p99=$(awk '/99%/{print $2}' "$data/out")
    [ -n "${limit:-}" ] || limit=$rate
    printf '| %s | %s | %s | %s |\n' "$1" "$rate" "$(awk -v a="$rate" -v b="$limit" 'BEGIN{printf "%.3f", a/b}')" "$p99"
}
limit=
echo '| page | requests a second | of the limit | 99 % below |'
echo '|---|---:|---:|---:|'
measure 'one indexed query (the limit)' /bench/one-query none=1
lead=$(cookie dsl) head=$(cookie headteacher) governor=$(cookie governor) teacher=$(cookie teacher)
measure 'start page, safeguarding lead' /s/oakfield "$lead"
measure 'concerns' /s/oakfield/concerns "$lead"
measure 'report a concern' /s/oakfield/concerns/report "$teacher"
measure 'agreements by class' /s/oakfield/agreements/coverage "$head"
measure 'policy' /s/oakfield/policy "$lead"
measure "governors' page" /s/oakfield/governors "$governor"
