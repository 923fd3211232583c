#!/bin/sh
# The node beside its peers, in one run and in turns, in a network namespace that has only loopback: server on one core, load on the other.
#   run.sh streams [NODE...]   DNS over UDP, TCP, TLS and HTTPS beside dnsdist with a CDB: answers a second, and a second of the server's processor time
#   run.sh helper  [NODE...]   the Squid helper beside squidGuard, pipelined lines, and which of the listed names each refuses
# NODE is a command that takes the node's verbs (several: all are measured); without one, the build in artifacts. LIST=FILE is a list to use (a name a
# line), without it 1.2 million names are made up. TURNS=5 is how often each has its turn; the first is left out. Builds nothing.
# Needs, from Debian: dnsdist tinycdb dnsperf nghttp2-client dnsmasq-base squidguard openssl (keep their daemons from starting).
set -e
here=$(cd "$(dirname "$0")" && pwd)
home=$(cd "$here/../.." && pwd)
what=$1
case $what in streams | helper) shift ;; *) sed -n '2,8p' "$0" >&2; exit 2 ;; esac
[ $# -gt 0 ] || set -- "dotnet $home/artifacts/bin/Tutela.Node/release/Tutela.Node.dll"
work=$(mktemp -d "${TMPDIR:-/tmp}/tutela-peers-XXXXXX")
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT
python3 "$here/names.py" "$work" ${LIST:+"$LIST"}
$1 lists compile --out "$work/index" --list "adult=$work/listed" >&2
printf '{"groups":[{"name":"pupils","networks":["0.0.0.0/0"],"block":["adult"]}]}' >"$work/rules"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$work/key" -out "$work/cert" -days 2 -subj /CN=localhost 2>/dev/null
unshare -n sh -c 'ip link set lo up; exec python3 "$@"' sh "$here/$what.py" "$work" "${TURNS:-5}" "$@"
