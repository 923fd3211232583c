# shellcheck shell=bash
# Builds only what has changed since the last time. Sourced by ./run and ./test, after build/machine.sh.
# `home` is the repository.

# shellcheck disable=SC2154
web=$home/src/Tutela.Web
stamps=$home/artifacts/stamps
logs=$home/artifacts/logs

# step NAME COMMAND...: runs it, its words in a log that is shown when it fails.
step() {
    local name=$1 began=$SECONDS log
    shift
    log=$logs/${name// /-}.log
    mkdir -p "$logs"
    say "$name ..."
    # A build server that stays behind must not hold our output open, so it goes to a file.
    if ! "$@" >"$log" 2>&1 </dev/null; then
        cat "$log" >&2
        say "$name failed"
        return 1
    fi
    say "$name: $((SECONDS - began)) s"
}

# What a set of files holds, in one line; paths are below the repository.
content_of() { (cd "$home" && find "$@" -type f -print0 2>/dev/null | LC_ALL=C sort -z | xargs -0 -r sha256sum | sha256sum); }
# Which files there are and when they changed: quicker, and enough to see that nothing did.
state_of() {
    (cd "$home" && find "$@" \( -name node_modules -o -name bin -o -name obj \) -prune -o -type f -printf '%p %s %T@\n' 2>/dev/null | LC_ALL=C sort | sha256sum)
}
is_stamped() { [ -f "$stamps/$1" ] && [ "$(cat "$stamps/$1")" = "$2" ]; }
stamp() { mkdir -p "$stamps" && printf '%s\n' "$2" >"$stamps/$1"; }

build_assets() {
    [ -f "$web/package.json" ] || return 0
    local packages assets
    packages=$(content_of src/Tutela.Web/package.json src/Tutela.Web/package-lock.json)
    assets=$packages$(content_of src/Tutela.Web/Assets src/Tutela.Web/vite.config.*)
    [ -d "$web/wwwroot/assets" ] && is_stamped assets "$assets" && return 0
    need node
    if ! { [ -d "$web/node_modules" ] && is_stamped packages "$packages"; }; then
        step "npm packages" npm --prefix "$web" ci --no-audit --no-fund || return 1
        stamp packages "$packages"
    fi
    step "styles and scripts" npm --prefix "$web" run build || return 1
    stamp assets "$assets"
}

# The OpenID provider that the tests of single sign-on run.
install_provider() {
    local packages
    packages=$(content_of tests/oidc/package.json tests/oidc/package-lock.json)
    [ -d "$home/tests/oidc/node_modules" ] && is_stamped provider "$packages" && return 0
    need node
    step "npm packages of the tests" npm --prefix "$home/tests/oidc" ci --no-audit --no-fund || return 1
    stamp provider "$packages"
}

# build_dotnet NAME WHAT FOLDER...: builds the project or solution WHAT if anything in the folders changed.
build_dotnet() {
    local name=$1 what=$2 state
    shift 2
    state=$(state_of "$@" packs Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig Tutela.slnx)
    is_stamped "$name" "$state" && return 0
    need dotnet
    # Compilers live for one run, and fitting their code to what they meet costs more than it gives.
    step "build of $name" env DOTNET_TieredPGO=0 dotnet build -c Release "$home/$what" -v q --nologo -nodeReuse:false || return 1
    stamp "$name" "$(state_of "$@" packs Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig Tutela.slnx)"
}
