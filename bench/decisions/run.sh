#!/bin/sh
# Decisions a second in process, with group rules, and what they allocate. usage: run.sh [--cpu N]; see DecisionBenchmarks.cs for names of one's own.
set -e
home=$(cd "$(dirname "$0")/../.." && pwd)
[ "$1" = --cpu ] && pin="taskset -c $2"
dotnet build "$home/bench/decisions" -c Release -v quiet -nologo
exec $pin dotnet "$home/artifacts/bin/Tutela.Decisions/release/Tutela.Decisions.dll" --inProcess --artifacts "${TMPDIR:-/tmp}/tutela-decisions" --filter '*'
