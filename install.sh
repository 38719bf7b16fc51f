#!/bin/sh
# Builds jshare from this directory and installs it. Run it again at any time: it replaces what it installed before.
set -eu

usage() {
    cat <<'EOF'
Usage: ./install.sh [--prefix DIR] [--yes] [--test] [--run]
       ./install.sh --uninstall [--prefix DIR]

Builds jshare and installs it: one executable file, shell completions and man pages.

  --prefix DIR  install under DIR (default: ~/.local, or /usr/local for root)
  --yes         install a missing JDK, Maven or Node with apt, dnf or brew
                (without it, you are told what to install)
  --test        run all tests first; needs more programs, see --yes
  --run         start sharing a shell when installed
  --uninstall   remove what was installed, and jshare's cache
  --help        show this help

Environment: JAVA_HOME chooses the JDK (17 or newer), NO_COLOR turns colours off.
EOF
}

main() {
    prefix='' yes='' tests='' run='' uninstall=''
    while [ $# -gt 0 ]; do
        case $1 in
            --prefix)
                take_prefix "${2:-}"
                shift
                ;;
            --prefix=*) take_prefix "${1#--prefix=}" ;;
            --yes | -y) yes=1 ;;
            --test) tests=1 ;;
            --run) run=1 ;;
            --uninstall) uninstall=1 ;;
            --help | -h)
                usage
                exit 0
                ;;
            *) misuse "There is no option $1." ;;
        esac
        shift
    done
    choose_prefix
    if [ -n "$uninstall" ]; then
        remove_files
        exit 0
    fi
    CDPATH='' cd -- "$(dirname -- "$0")"
    need_tools
    build
    install_files
    if has_cache; then
        step "Training (a few seconds; later starts take half the time)"
        "$prefix/bin/jshare" --internal-train </dev/null >/dev/null 2>&1 || true # Else the first share does it.
    fi
    report
    if [ -n "$run" ]; then
        exec "$prefix/bin/jshare"
    fi
}

# --- messages ---------------------------------------------------------------------------------------------------------

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then
    bold=$(printf '\033[1m') red=$(printf '\033[31m') plain=$(printf '\033[0m')
else
    bold='' red='' plain=''
fi

step() {
    printf '%s==>%s %s\n' "$bold" "$plain" "$1"
}

fail() {
    printf '%sinstall.sh: %s%s\n' "$red" "$1" "$plain" >&2
    exit 1
}

misuse() {
    printf '%sinstall.sh: %s%s Try ./install.sh --help.\n' "$red" "$1" "$plain" >&2
    exit 2
}

# --- where ------------------------------------------------------------------------------------------------------------

# An option, or a variable that is not set, would be no directory that anybody wants.
take_prefix() {
    case $1 in
        '' | -*) misuse "--prefix needs a directory." ;;
    esac
    prefix=$1
}

choose_prefix() {
    if [ -z "$prefix" ]; then
        if [ "$(id -u)" = 0 ]; then
            prefix=/usr/local
        else
            prefix=${HOME:?HOME is not set; choose a directory with --prefix}/.local
        fi
    fi
    case $prefix in
        /*) ;;
        *) prefix=$PWD/$prefix ;;
    esac
}

# --- what the build needs ---------------------------------------------------------------------------------------------

need_tools() {
    missing=''
    need jdk find_jdk
    need maven has_maven
    need node find_node
    if [ -n "$tests" ]; then
        need chromium has_chromium
        need firefox has_firefox
        for tool in vim htop less tmux mc zsh fish ps curl openssl shellcheck; do
            need "$tool" command -v "$tool"
        done
    fi
    [ -n "$missing" ] || return 0
    packages=$(packages_for "$missing")
    if [ -z "$yes" ]; then
        fail "Missing:$(for name in $missing; do describe "$name"; done)
$(how_to_install)"
    fi
    if [ -n "$packages" ]; then
        [ -n "$manager" ] || fail "Missing:$missing. There is no apt, dnf or brew here; please install it yourself."
        step "Installing $packages"
        [ "$manager" != apt ] || as_root apt-get update -q || true
        # shellcheck disable=SC2046,SC2086 # A command and its words.
        $(install_command) $packages </dev/null || fail "Could not install: $packages"
    fi
    find_jdk || fail "There is still no JDK 17 or newer. Install one and point JAVA_HOME at it."
    has_maven || fail "There is still no Maven 3.8 or newer. Install it from https://maven.apache.org."
    find_node >/dev/null || fetch_node || fail "There is still no Node 20.19 or newer. Install it from https://nodejs.org."
}

describe() {
    case $1 in
        jdk) printf '\n  a JDK, version 17 or newer' ;;
        maven) printf '\n  Maven 3.8 or newer' ;;
        node) printf '\n  Node 20.19 or newer, with npm' ;;
        *) printf '\n  %s' "$1" ;;
    esac
}

how_to_install() {
    if [ -n "$manager" ]; then
        echo "Run ./install.sh again with --yes, which installs it${packages:+, or run yourself:
  $(install_command) $packages}"
    else
        echo "Install it, then run ./install.sh again."
    fi
}

# need NAME TEST...: NAME is missing when TEST fails.
need() {
    name=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $name"
}

# The first JDK (not JRE) that is new enough becomes JAVA_HOME.
find_jdk() {
    for home in "${JAVA_HOME:-}" "$(home_of_javac)" /usr/lib/jvm/* /opt/homebrew/opt/openjdk /usr/local/opt/openjdk; do
        if [ -z "$home" ] || [ ! -x "$home/bin/javac" ]; then continue; fi
        jdk=$("$home/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
        if [ "${jdk:-0}" -ge 17 ]; then
            JAVA_HOME=$home
            export JAVA_HOME
            return 0
        fi
    done
    return 1
}

home_of_javac() {
    javac=$(command -v javac) || return 0
    javac=$(readlink -f "$javac" 2>/dev/null || echo "$javac")
    echo "${javac%/bin/javac}"
}

has_maven() {
    at_least 3 8 "$(mvn -version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')"
}

has_node() {
    command -v npm && at_least 20 19 "$(node --version 2>/dev/null | tr -d v)"
}

# at_least MAJOR MINOR VERSION
at_least() {
    major=${3%%.*} rest=${3#*.}
    minor=${rest%%.*}
    [ "${major:-0}" -gt "$1" ] || { [ "${major:-0}" -eq "$1" ] && [ "${minor:-0}" -ge "$2" ]; }
}

has_chromium() {
    command -v chromium || command -v chromium-browser || command -v google-chrome
}

has_firefox() {
    command -v firefox-esr || command -v firefox
}

# Where Node is missing or too old, one that was fetched becomes the first on the PATH.
find_node() {
    if has_node; then return 0; fi
    [ -x target/node/node_modules/.bin/node ] || return 1
    PATH=$PWD/target/node/node_modules/.bin:$PATH
    export PATH
    has_node
}

# Debian 12 packages Node 18, which cannot build the page; npm can fetch a newer one, for this build alone.
fetch_node() {
    command -v npm >/dev/null || return 1
    step "Fetching Node 22 for the build (into target/node)"
    mkdir -p target/node
    npm install --silent --no-audit --no-fund --prefix target/node node@22 || return 1
    find_node >/dev/null
}

manager=''
for candidate in apt-get dnf brew; do
    if command -v "$candidate" >/dev/null; then
        manager=${candidate%-get}
        break
    fi
done

install_command() {
    case $manager in
        apt) echo "${sudo}env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends" ;;
        dnf) echo "${sudo}dnf install -y" ;;
        brew) echo "brew install" ;;
    esac
}

sudo=''
if [ "$(id -u)" != 0 ] && command -v sudo >/dev/null; then
    sudo='sudo '
fi

as_root() {
    # shellcheck disable=SC2086 # Empty, or one word.
    $sudo "$@"
}

packages_for() {
    list=''
    for name in $1; do
        case $manager:$name in
            apt:jdk) name=$(apt_jdk) ;;
            dnf:jdk) name=java-latest-openjdk-devel ;;
            brew:jdk) name=openjdk ;;
            # Where npm is, it fetches a newer Node: see fetch_node.
            *:node) if command -v npm >/dev/null; then name=''; else name=$(npm_packages); fi ;;
            apt:ps) name=procps ;;
            apt:firefox) name=firefox-esr ;;
            dnf:ps) name=procps-ng ;;
            dnf:vim) name=vim-enhanced ;;
            dnf:shellcheck) name=ShellCheck ;;
        esac
        list="$list${name:+ $name}"
    done
    echo "${list# }"
}

npm_packages() {
    case $manager in
        apt) echo nodejs npm ;;
        dnf) echo nodejs ;;
        *) echo node ;;
    esac
}

apt_jdk() {
    if apt-cache show openjdk-17-jdk-headless >/dev/null 2>&1; then
        echo openjdk-17-jdk-headless
    else
        echo default-jdk-headless
    fi
}

# --- build and install ------------------------------------------------------------------------------------------------

build() {
    step "JDK $jdk in $JAVA_HOME"
    if [ -n "$tests" ]; then
        step "Building and testing (a few minutes)"
        mvn -B -ntp verify </dev/null || fail "The build or a test failed; the messages above say which."
        return
    fi
    step "Building (about a minute the first time; messages go to target/install.log)"
    { mkdir -p target && true >target/install.log; } || fail "Cannot write to $PWD/target. Build in a clone of your own."
    if ! mvn -B -ntp -DskipTests package >target/install.log 2>&1 </dev/null; then
        grep -e '^\[ERROR\]' -e 'npm' target/install.log | head -n 20 >&2
        fail "The build failed. All messages are in $PWD/target/install.log."
    fi
}

# Every installed file, below the prefix, after the file of the build that it is.
files() {
    cat <<'EOF'
target/jshare bin/jshare
completions/jshare.bash share/bash-completion/completions/jshare
completions/_jshare share/zsh/site-functions/_jshare
completions/jshare.fish share/fish/vendor_completions.d/jshare.fish
EOF
    for page in target/man/*.1; do
        [ ! -e "$page" ] || echo "$page share/man/man1/${page##*/}"
    done
}

install_files() {
    step "Installing into $prefix"
    remove_man_pages || fail "Cannot write to $prefix. Choose another directory with --prefix."
    files | while read -r from to; do
        mkdir -p "$prefix/$(dirname "$to")" || fail "Cannot write to $prefix. Choose another directory with --prefix."
        # A new file under a new name, then renamed: a running jshare keeps the old one.
        cp "$from" "$prefix/$to.new" || fail "Cannot write $prefix/$to. Choose another directory with --prefix."
        case $to in
            bin/*) chmod 755 "$prefix/$to.new" ;;
            *) chmod 644 "$prefix/$to.new" ;;
        esac
        mv -f "$prefix/$to.new" "$prefix/$to"
    done
}

# Whether jshare would keep anything, as its launcher has it: nothing in another user's home, which sudo may leave in HOME.
has_cache() {
    # shellcheck disable=SC3067 # -O (mine) is no part of POSIX, but every sh has it.
    case ${XDG_CACHE_HOME:-} in
        /*) ;;
        *) [ -O "${HOME:-}" ] ;;
    esac
}

remove_man_pages() {
    rm -f "$prefix"/share/man/man1/jshare.1 "$prefix"/share/man/man1/jshare-*.1 2>/dev/null
}

remove_files() {
    done="Removed jshare from $prefix"
    [ -e "$prefix/bin/jshare" ] || done="jshare is not installed in $prefix"
    remove_man_pages || fail "Cannot remove the man pages in $prefix. Are you the user who installed it?"
    files | while read -r _ to; do
        rm -f "$prefix/$to" || fail "Cannot remove $prefix/$to. Are you the user who installed it?"
    done
    case $prefix in
        /usr | /usr/local) ;;
        *)
            for directory in bin share/bash-completion/completions share/bash-completion share/zsh/site-functions \
                share/zsh share/fish/vendor_completions.d share/fish share/man/man1 share/man share; do
                rmdir "$prefix/$directory" 2>/dev/null || true
            done
            ;;
    esac
    case ${XDG_CACHE_HOME:-} in
        /*) rm -rf "$XDG_CACHE_HOME/jshare" ;;
        *) [ -z "${HOME:-}" ] || rm -rf "$HOME/.cache/jshare" ;; # A relative one jshare ignores.
    esac
    step "$done"
}

report() {
    step "Installed $("$prefix/bin/jshare" --version | head -n 1) as $prefix/bin/jshare"
    case :$PATH: in
        *:"$prefix/bin":*) echo "Type jshare to share this terminal." ;;
        *)
            echo "$prefix/bin is not on your PATH. Add it in your shell's start file:"
            echo "  export PATH=\"$prefix/bin:\$PATH\""
            ;;
    esac
    case $prefix:${SHELL:-} in
        /usr:* | /usr/local:*) ;;
        *zsh)
            echo "For completions in zsh, add this to ~/.zshrc, before compinit:"
            echo "  fpath=(\"$prefix/share/zsh/site-functions\" \$fpath)"
            ;;
    esac
}

main "$@"
