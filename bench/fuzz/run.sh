#!/bin/sh
# Ten million names against the plain matcher, and ten million packets, whole and broken, against the answerer: the same tests that run
# small in ./test, run long. usage: run.sh [HOW-MANY]; builds nothing.
set -e
home=$(cd "$(dirname "$0")/../.." && pwd)
TUTELA_FUZZ=${1:-10000000}
export TUTELA_FUZZ
for project in Tutela.Engine.Tests Tutela.Node.Tests; do
    dotnet "$home/artifacts/bin/$project/release/$project.dll" -noLogo -noColor -showLiveOutput -class "$(echo "$project" | sed 's/Tests$/Tests.FuzzTests/')"
done
