#!/usr/bin/env bash
# 420 families sign at once, each through the one link of their mail: open the page, read the form, post it. Any answer but a signature is an
# error. Prints the figures. Build with ./run or ./test first. Needs curl and psql.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
port=${PORT:-18792} families=${FAMILIES:-420} at_once=${AT_ONCE:-24} base=http://127.0.0.1:${PORT:-18792}
cli=$home/artifacts/bin/Tutela.Cli/release/Tutela.Cli.dll
data=$(mktemp -d)
start() {
    dotnet "$cli" run --port "$port" --no-node --empty --data "$data" >"$data/log" 2>&1 &
    server=$!
    until grep -q 'is ready' "$data/log"; do kill -0 $server || { cat "$data/log"; exit 1; }; sleep 1; done
}
stop() { kill -TERM $server; wait $server 2>/dev/null || true; }
trap 'stop; rm -rf "$data"' EXIT
start
dotnet "$cli" school create --data "$data" --name Bench --slug bench --pack whole-school-duty --admin admin@bench.example >/dev/null
db() { psql -X -q -t -A -v ON_ERROR_STOP=1 "$(dotnet "$cli" db url --data "$data" --as maintenance | sed 's/;/ /g; s/Host=/host=/; s/Port=/port=/; s/Username=/user=/; s/Password=/password=/; s/Database=/dbname=/')" "$@"; }
db <<SQL
create temp table f as select n, gen_random_uuid() pupil, gen_random_uuid() parent, (select id from system.schools where slug = 'bench') school from generate_series(1, $families) n;
insert into school.people (school_id, id, given_name, family_name, kind, year_group) select school, pupil, 'Child' || n, 'Family' || n, 'Pupil', n % 7 from f;
insert into school.people (school_id, id, given_name, family_name, kind, email) select school, parent, 'Parent' || n, 'Family' || n, 'Parent', 'p' || n || '@bench.example' from f;
insert into school.guardianships (school_id, id, pupil_id, parent_id, relationship, parental_responsibility, imported) select school, gen_random_uuid(), pupil, parent, 'Parent', 'Yes', false from f;
insert into school.links (school_id, id, secret_hash, purpose, person_id, created_at, expires_at)
    select school, gen_random_uuid(), sha256(md5('bench ' || n)::bytea), 'Sign', parent, now(), now() + interval '30 days' from f;
SQL
# The job that asks everybody runs at the start.
stop; start
until [ "$(db -c "select count(*) from school.agreement_assignments where document = 'pupil-parent'")" = "$families" ]; do sleep 1; done
sign() {
    url=$2/s/bench/sign/$(printf 'bench %s' "$1" | md5sum | cut -c1-32) jar=$3/jar.$1
    page=$(curl -s -c "$jar" -w '\n%{time_total}' "$url") && token=$(grep -o 'name="__RequestVerificationToken"[^>]*value="[^"]*"' <<<"$page" | head -1 | sed 's/.*value="//; s/"$//')
    answer=$(curl -s -b "$jar" -w '\n%{http_code} %{time_total}' --data-urlencode "__RequestVerificationToken=$token" -d 'Input.HasRead=true' -d 'Input.ChildAgrees=true' -d "Input.TypedName=Parent $1" "$url")
    rm -f "$jar"
    if grep -q 'You have signed for' <<<"$answer"; then echo "signed $(tail -1 <<<"$page") $(tail -1 <<<"$answer" | cut -d' ' -f2)"; else echo "ERROR $1 $(tail -1 <<<"$answer")"; fi
}
export -f sign
began=$(date +%s.%N)
seq "$families" | xargs -P "$at_once" -I{} bash -c "sign {} $base $data" >"$data/out"
ended=$(date +%s.%N)
kept=$(db -c "select count(*) from school.agreement_signatures where signed_as = 'Parent'")
errors=$(grep -c ERROR "$data/out" || true)
nth() { grep '^signed' "$data/out" | cut -d' ' -f"$1" | sort -n | awk -v q="$2" '{a[NR]=$1} END{i=int(NR*q+0.5); if (i<1) i=1; printf "%.0f", a[i]*1000}'; }
echo "families=$families at_once=$at_once signed=$(grep -c '^signed' "$data/out" || true) kept=$kept errors=$errors seconds=$(awk -v a="$began" -v b="$ended" 'BEGIN{printf "%.1f", b-a}')"
echo "open_ms_median=$(nth 2 0.5) open_ms_99=$(nth 2 0.99) sign_ms_median=$(nth 3 0.5) sign_ms_99=$(nth 3 0.99)"
[ "$errors" = 0 ] && [ "$kept" = "$families" ]
