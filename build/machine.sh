# shellcheck shell=bash
# What Tutela needs of the machine, and how to get it. Sourced by ./run and ./test, after `home` is set.

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 2; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

has_postgresql() {
    local folder major
    for folder in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin; do
        if [ ! -x "$folder/initdb" ] || [ ! -x "$folder/pg_ctl" ]; then continue; fi
        major=${folder%/bin}; major=${major##*[/-]}
        [ "$major" -ge 15 ] 2>/dev/null && return 0
    done
    command -v initdb >/dev/null && command -v pg_ctl >/dev/null && [ "$(initdb --version | grep -oE '[0-9]+' | head -n 1)" -ge 15 ]
}
has_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null
has_dig() { command -v dig >/dev/null; }
has_aiosmtpd() { [ -x /usr/bin/python3 ] && /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null; }
has_pdftotext() { command -v pdftotext && command -v pdfinfo; } >/dev/null
has_squid() { [ -x /usr/sbin/squid ]; }
has_dotnet() { command -v dotnet >/dev/null && dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; }
has_node() { command -v npm >/dev/null && node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null; }

# The packages that hold a thing, by Debian's names.
packages_of() {
    case $1 in
        postgresql) apt-cache --names-only search '^postgresql-[0-9]+$' | grep -oE '^postgresql-[0-9]+' | sort -t - -k 2 -n | tail -n 1 ;;
        chromium) echo chromium ;;
        dig) echo bind9-dnsutils ;;
        aiosmtpd) echo python3-aiosmtpd ;;
        pdftotext) echo poppler-utils ;;
        squid) echo squid ;;
        dotnet) echo dotnet-sdk-10.0 ;;
        node) echo nodejs npm ;;
    esac
}
meaning_of() {
    case $1 in
        postgresql) echo "PostgreSQL 15 or later, its server programs (postgresql.org/download)" ;;
        chromium) echo "Chromium (the browser tests drive it)" ;;
        dig) echo "dig (the DNS tests ask with it)" ;;
        aiosmtpd) echo "aiosmtpd for /usr/bin/python3 (the mail tests send to it)" ;;
        pdftotext) echo "pdftotext and pdfinfo (the tests read what was printed with them)" ;;
        squid) echo "Squid 5 or later as /usr/sbin/squid (the proxy tests go through it)" ;;
        dotnet) echo "the .NET 10 SDK (dotnet.microsoft.com/download/dotnet/10.0)" ;;
        node) echo "Node.js 20.19 or later with npm (nodejs.org)" ;;
    esac
}

# Runs an installation that starts no daemon, by Debian's own means: packages ask policy-rc.d first. One that the machine has stays.
without_daemons() (
    policy=/usr/sbin/policy-rc.d mark="Tutela put this here while it installs; left over, it may go"
    if [ ! -e "$policy" ] || grep -qF "$mark" "$policy"; then
        trap 'as_root rm -f "$policy"' EXIT
        trap 'exit 130' INT
        trap 'exit 143' TERM
        printf '#!/bin/sh\n# %s.\nexit 101\n' "$mark" | as_root tee "$policy" >/dev/null
        as_root chmod 755 "$policy"
    fi
    "$@"
)

# need THING...: installs what is missing of these, or says what to install and ends.
need() {
    local thing missing=() packages=() list quietly=()
    for thing in "$@"; do "has_$thing" || missing+=("$thing"); done
    [ ${#missing[@]} = 0 ] && return 0

    if ! command -v apt-get >/dev/null; then
        say "Tutela installs what it needs on Debian and Ubuntu only. Install this yourself, then try again:"
        for thing in "${missing[@]}"; do say "  - $(meaning_of "$thing")"; done
        exit 2
    fi
    if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
        for thing in "${missing[@]}"; do say "missing: $(meaning_of "$thing")"; done
        fail "Installing needs root. As root, run ${0##*/} once, or install this yourself; then try again."
    fi

    say "missing: ${missing[*]}; asking apt for them"
    as_root apt-get -q update >/dev/null 2>&1 || say "apt-get update failed; going on with the lists that are here"
    for thing in "${missing[@]}"; do
        read -r -a list <<<"$(packages_of "$thing" | tr '\n' ' ')"
        if [ ${#list[@]} = 0 ] || ! apt-cache show "${list[@]}" >/dev/null 2>&1; then
            fail "This machine's apt sources do not have $(meaning_of "$thing"). Install it, then try again."
        fi
        packages+=("${list[@]}")
    done

    # Tutela runs a PostgreSQL of its own: a first install must not make and start one for the machine.
    if [[ " ${missing[*]} " == *" postgresql "* ]] && [ ! -e /etc/postgresql-common ]; then
        as_root mkdir -p /etc/postgresql-common/createcluster.d
        echo "create_main_cluster = false" | as_root tee /etc/postgresql-common/createcluster.d/tutela.conf >/dev/null
    fi
    # Tests start a Squid of their own: the machine's must not take its port, neither now nor at the next start.
    [[ " ${missing[*]} " != *" squid "* ]] || quietly=(without_daemons)
    say "installing: ${packages[*]}"
    step "apt" "${quietly[@]}" as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "${packages[@]}" \
        || fail "apt could not install ${packages[*]}; the reason stands above."
    [ ${#quietly[@]} = 0 ] || ! command -v systemctl >/dev/null || as_root systemctl --quiet disable squid 2>/dev/null || say "squid.service could not be disabled"
    for thing in "${missing[@]}"; do
        "has_$thing" || fail "After installing ${packages[*]} this is still missing: $(meaning_of "$thing"). Install it, then try again."
    done
}
