#!/bin/sh
# jshare @version@. This file is a small script followed by a jar: the script finds Java and starts the jar.
#   JSHARE_JAVA       the java program to use, instead of $JAVA_HOME/bin/java or the one on the PATH
#   JSHARE_JAVA_OPTS  more options for Java, separated by blanks
#   JSHARE_SPARE      true: keep a Java ready for the next share, whose prompt comes sooner then (Linux)

# Sets $directory to that in which a user's sessions are found, as control.RuntimeDirectory has it.
runtime_directory() {
    case ${XDG_RUNTIME_DIR:-} in
        /*) directory=$XDG_RUNTIME_DIR/jshare ;;
        *)
            case ${TMPDIR:-} in
                /*) directory=$TMPDIR/jshare-$(id -u) ;;
                *) directory=/tmp/jshare-$(id -u) ;;
            esac
            ;;
    esac
}

# "jshare prompt": a prompt does not wait for Java, so the session keeps what it shows in a file of its runtime directory.
if [ "$#" -eq 1 ] && [ "$1" = prompt ]; then
    case ${JSHARE_SESSION:-} in
        '' | *[!A-Za-z0-9_-]*) exit 0 ;;
    esac
    runtime_directory
    # shellcheck disable=SC3067 # As below; what another user wrote must not get into the prompt.
    if [ -O "$directory" ] && { read -r text <"$directory/$JSHARE_SESSION.prompt"; } 2>/dev/null; then
        printf '%s\n' "$text"
    fi
    exit 0
fi

# Java says nothing and ends where its working directory has been removed. Most commands need none, and go on elsewhere.
# shellcheck disable=SC3013 # As below. The process is for who may not look at all directories above.
if [ ! . -ef "${PWD:-}" ] && [ -z "$(pwd -P 2>/dev/null)" ]; then
    case ${1:-} in
        -h | --help | -V | --version | [!-]*) cd / ;;
        *)
            echo "jshare: The directory you are in has been removed; cd to one that exists, and share from there." >&2
            exit 1
            ;;
    esac
fi

# Puts a terminal in order whose Java was killed: as client.Glass leaves it (keypad, cursor keys, mouse, focus, pastes; colours,
# cursor; the other screen; the title), and with the modes $modes.
repair() {
    printf '\033>\033[?1;1000;1002;1003;1004;1006;2004;2026l\033[m\033[?7h\033[0 q\033[?25h\033[?1049l'
    [ "${TERM:-}" = linux ] || printf '\033[23;2t'
    stty "$modes"
}

# Waits for what was started last; sets $status to how that has ended.
await_last() {
    wait $!
    status=$?
    # A signal ends the waiting first.
    while kill -0 $! 2>/dev/null; do
        wait $!
        status=$?
    done
}

# Whether the spare Java lives to which the directory $1 belongs, and which works there; its process id is $spare then.
is_alive() {
    spare=${1##*-}
    # shellcheck disable=SC3013 # As below.
    [ "/proc/$spare/cwd" -ef "$1" ]
}

# Has a spare Java do all, on this terminal, and ends as it does; returns if there is none, or if it is not to be.
use_spare() {
    runtime_directory
    for waiting in "$directory"/spare-@build@-*; do
        # shellcheck disable=SC3067 # As below.
        if [ ! -O "$directory" ] || [ ! -p "$waiting/in" ] || ! is_alive "$waiting"; then continue; fi
        # One of those who would have it gets it.
        mv "$waiting" "$directory/taken-$spare" 2>/dev/null || continue
        modes=$(stty -g)
        # To read or write a line sh may put a pipe in the place of standard input or output, at which the spare is to look.
        exec 3<"$directory/taken-$spare/out" 4>"$directory/taken-$spare/in" 5<&0 6>&1
        echo "$$ $#" >&4
        read -r answer <&3
        if [ "$answer" = yes ]; then share_by_spare; fi
        exec 3<&- 4>&- 5<&- 6>&-
    done
}

share_by_spare() {
    for signal in HUP INT TERM WINCH CONT; do
        # shellcheck disable=SC2064 # These are meant.
        trap "kill -$signal $spare" $signal
    done
    (
        exec 4>&-
        # Whoever is killed says nothing.
        if ! read -r told <&3; then
            repair <&5
            told=137
        fi
        exit "$told"
    ) &
    await_last
    rm -rf "$directory/taken-$spare"
    exit $status
}

if [ "${JSHARE_SPARE:-}" = true ] && [ -t 0 ]; then
    case ${1:-} in
        '' | -*) use_spare "$@" ;;
    esac
fi

# Sets $version, $runtime and $platform of the java at $1, from the JDK's own "release" file: asking java costs a JVM start.
inspect() {
    version='' runtime='' os='' arch='' libc=''
    release=${1%/bin/java}/release
    if [ ! -r "$release" ]; then
        real=$(readlink -f "$1" 2>/dev/null) || real=$1
        release=${real%/bin/java}/release
    fi
    if [ -r "$release" ]; then
        while IFS='=' read -r key value; do
            value=${value#\"}
            value=${value%\"}
            case $key in
                JAVA_VERSION) version=$value ;;
                JAVA_RUNTIME_VERSION) runtime=$value ;;
                OS_NAME) os=$value ;;
                OS_ARCH) arch=$value ;;
                LIBC) libc=$value ;;
            esac
        done <"$release"
    else
        # A wrapper (asdf, jenv, macOS): the version is the first quoted word, as in: openjdk version "17.0.15".
        version=$("$1" -version 2>&1 | sed -n '/version "/{s/[^"]*"\([^"]*\)".*/\1/p;q;}')
    fi
    platform=${os:-$(uname -s)}-${arch:-$(uname -m)}${libc:+-$libc}
}

# Whether the java at $1 can be used; what is too old is remembered for the error message.
usable() {
    [ -f "$1" ] && [ -x "$1" ] || return 1
    inspect "$1"
    feature=${version%%[!0-9]*}
    [ "${feature:-0}" -ge 17 ] && return 0
    [ -n "$version" ] && too_old="$too_old
  $1 is Java $version"
    return 1
}

find_java() {
    too_old=''
    if [ -n "${JSHARE_JAVA:-}" ]; then
        java=$JSHARE_JAVA
        usable "$java" && return 0
        fail "JSHARE_JAVA is $java, which is not a Java 17 or newer.$too_old
Set it to the java program of a newer one, or unset it."
    fi
    for java in "${JAVA_HOME:+$JAVA_HOME/bin/java}" "$(command -v java)" \
        /opt/homebrew/opt/openjdk/bin/java /usr/local/opt/openjdk/bin/java; do
        usable "$java" && return 0
    done
    fail "jshare needs Java 17 or newer, and there is none in JAVA_HOME or on the PATH.$too_old
Install one:
  Debian, Ubuntu   apt install openjdk-17-jre-headless
  Fedora           dnf install java-latest-openjdk-headless
  macOS            brew install openjdk
or set JSHARE_JAVA to the java program of one you have."
}

fail() {
    printf 'jshare: %s\n' "$1" >&2
    exit 127
}

# Lists files as POSIX has it, whatever the environment says of columns and units; in the place of a subshell.
list() {
    unset TIME_STYLE QUOTING_STYLE BLOCK_SIZE LS_BLOCK_SIZE CLICOLOR_FORCE
    export LC_ALL=C
    exec ls "$@"
}

# Java maps an archive of our classes much faster than it reads and checks them one by one. The file is
#   $cache/classes-BUILD-RUNTIME-LAUNCHER-LENGTH.jsa (from Java 25 on .aot), for "join" classes-BUILD-RUNTIME-join-LAUNCHER-...
# where LAUNCHER is the path of this file with , for /, and LENGTH is its own, since Java 17 crashes on one that is cut
# short; what else does not fit Java finds by itself, and does without. It is made by train, below; where that has failed
# there is a file whose LENGTH is "failed".
#
# Sets $trusted if the cache is the user's and nobody else can write to it, for what lies there is run as code. Sets $base
# to the name without the length, or to nothing where no archive can be; $archive to one that fits, if there is one.
search_cache() {
    kind=jsa
    [ "$feature" -lt 25 ] || kind=aot
    case $runtime in
        '' | *[!A-Za-z0-9.+_-]*) ;; # Without a release file Java may be another one in every directory.
        *)
            base=$self
            while case $base in */*) ;; *) false ;; esac; do
                base=${base%%/*},${base#*/}
            done
            base=classes-@build@-$runtime$part-$base
            if [ ${#base} -le 230 ]; then base=$cache/$base; else base=''; fi
            ;;
    esac
    case $base in
        *%*) base='' ;; # To Java %p is a process id.
    esac
    case ${JSHARE_JAVA_OPTS:-}${JDK_JAVA_OPTIONS:-}${JAVA_TOOL_OPTIONS:-} in
        *-Xshare* | *Archive* | *AOT*) base='' ;; # Options about archives, which do not go together with ours.
    esac
    # All lengths and modes for the price of one process.
    listing=$(list -ldnL -- "$cache" ${base:+"$base"-*} 2>/dev/null)
    while read -r mode _ _ _ length _ _ _ name; do
        # shellcheck disable=SC3013,SC3067 # -O (mine) and -nt (newer) are no part of POSIX, but every sh has them.
        case $name in
            "$cache") case $mode in d????-??-*) [ ! -O "$cache" ] || trusted=1 ;; esac ;;
            "$base-$length.$kind") [ "$self" -nt "$name" ] || archive=$name ;;
            "$base-failed") failed=1 ;;
        esac
    done <<END
$listing
END
}

# Prints an address for an archive to lie at: one of 2^25 between 16 and 80 TiB, where no program and no library is put, or of
# 2^11 where a processor wants it aligned to 32 GiB.
random_address() {
    case $platform in
        *x86_64* | *amd64*) unit=2097152 ;;
        *) unit=34359738368 ;;
    esac
    number=$(od -An -N4 -tu4 /dev/urandom)
    echo $((17592186044416 + number % (70368744177664 / unit) * unit))
}

# Runs a share of the training's own, with the options of every run, those given first and last.
rehearse() {
    last=$1
    shift
    # shellcheck disable=SC2086 # Split on purpose.
    nice -n 19 "$java" $options "$@" $last
}

# Has Java write the archive $new.
write() {
    address=-XX:SharedBaseAddress=$(random_address)
    case $kind in
        jsa)
            rehearse "--internal-train$part" "-XX:DumpLoadedClassList=$new.classes" "$@" \
                && rehearse '' -Xshare:dump "-XX:SharedClassListFile=$new.classes" "$address" "$use" "$@"
            ;;
        aot) rehearse "--internal-train$part" "-XX:AOTCacheOutput=$new" "$address" "$@" ;;
    esac
}

# Has Java write an archive of what a share of its own needs. Quiet: who works at the terminal has not asked for it.
#
# Java would move it to another address at every start, and by that touch all of it: 15 ms and 12 MB for each share. So it is
# made for an address that is drawn once, and which nobody can know.
train() {
    lock=$base.lock
    if ! mkdir "$lock" 2>/dev/null; then
        [ -n "$(find "$lock" -prune -mmin +2 2>/dev/null)" ] || return 1
        # Left by one that was killed.
        { rmdir "$lock" && mkdir "$lock"; } 2>/dev/null || return 1
    fi
    new=$base.new.$$
    run=$cache/run.$$
    trap 'rm -rf "$lock" "$new" "$new.config" "$new.classes" "$run"' EXIT
    trap 'exit 1' HUP INT TERM
    # Nobody else may read where the archive will lie.
    umask 077
    # The share of the training is found by itself alone.
    unset JSHARE_SESSION JSHARE_SPARE
    mkdir -m 700 "$run"
    export XDG_RUNTIME_DIR="$run"
    case $kind in
        jsa) use=-XX:SharedArchiveFile=$new strict=-Xshare:on ;;
        aot) use=-XX:AOTCache=$new strict=-XX:AOTMode=on ;;
    esac
    # What Java has written it has to take.
    if write "$@" && rehearse --version "$use" "$strict" "$@"; then
        sync "$new"
        rm -f "$base"-*
        mv "$new" "$base-$(($(wc -c <"$new"))).$kind"
    elif [ $? -lt 128 ]; then
        : >"$base-failed"
    fi
    # The newest few, for other builds and other Java versions, are kept; each has two.
    find "$cache" '(' -name 'classes-*.new.*' -o -name 'run.*' ')' -prune -mmin +10 -exec rm -rf {} +
    list -t "$cache"/classes-*-*[0-9].??? | tail -n +7 | while read -r old; do rm -f "$old"; done
}

self=$0
case $self in
    */*) ;;
    # Only "sh jshare" gets here: sh looks in this directory, then on the PATH.
    *) if [ -f "./$self" ]; then self=./$self; else self=$(command -v -- "$self"); fi ;;
esac
case $self in
    /*) ;;
    *) self=${PWD%/}/${self#./} ;;
esac
case $self in
    *:* | *!/*) fail "Java cannot run $self, since a colon or !/ has another meaning in its paths; move jshare elsewhere." ;;
esac
find_java

# A small heap that stays small, by frequent collections of less than a millisecond each, no optimizing compiler and one thread
# of the other (two would have both processors to themselves while somebody types the first keys), no files of its own in /tmp,
# nothing printed by the JVM itself, and no 300 ms pause at exit (an option that Java 17 does not know, and may ignore).
# -DisplayVMOutput is for SIGQUIT, which no Java program can catch: the JVM would print all its threads on the user's terminal.
# And no ldconfig, which JNA would run to learn where libraries are: ours have full paths. The last two are for the battery of
# who shares a terminal in which nothing happens: Java looks after its locks every minute, not four times a second, and stops
# threads for no clock's sake (as from Java 23 on). Whether the output is a terminal is said here, since a short command would
# have to load JNA to know. What Java 17 prepares at its start for SSE 4 and AVX, 6 ms, only the compiler makes use of that is
# not there; and a container's limits, which Java reads from files now and then, bind neither the heap nor the number of threads,
# which are fixed. For classes Java would reserve a GiB of addresses, which is more than some have (ulimit -v).
seen=false
[ ! -t 1 ] || seen=true
options="-XX:+IgnoreUnrecognizedVMOptions -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CICompilerCount=1 -Xms8m -Xmx64m -Xmn2304k
    -XX:SurvivorRatio=16 -Xss256k -XX:ReservedCodeCacheSize=24m -XX:CompressedClassSpaceSize=32m -XX:-UsePerfData
    -XX:UserThreadWaitAttemptsAtExit=0 -Xlog:disable -XX:UseSSE=2 -XX:UseAVX=0 -XX:-UseContainerSupport
    -XX:+UnlockDiagnosticVMOptions -XX:-DisplayVMOutput -XX:-AOTReplayTraining -Djna.platform.library.path=
    -Djshare.terminal=$seen -XX:AsyncDeflationInterval=60000 -XX:GuaranteedSafepointInterval=0 ${JSHARE_JAVA_OPTS:-}"

task=share part='' detached=''
# What joining needs beside a share would be 3 MB of the memory of each share.
[ "${1:-}" != join ] || task="join" part=-join
if [ $# = 1 ] && [ "$1" = --internal-train ]; then
    task=train
    shift
elif [ $# = 1 ] && [ "$1" = --internal-spare ]; then
    task=spare
    shift
fi
early=true
case "${1:-}" in
    join | bench) ;;
    # What a short command does it does once.
    [!-]* | --version) early='' ;;
esac
set -- -jar "$self" "$@"

# In a locale that has nothing but ASCII, or that is not installed, Java would read each other letter of words, variables and
# paths as two question marks, and pass those on to the shell. So it runs in another one, of which the shell hears nothing.
utf8=''
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
    C | POSIX) utf8=1 ;;
    C.*) ;;
    *.[Uu][Tt][Ff]8 | *.[Uu][Tt][Ff]-8) [ ! -d /usr/lib/locale/C.utf8 ] || utf8=1 ;;
esac
if [ -n "$utf8" ]; then
    set -- "-Djshare.lc_all=${LC_ALL:-}" "$@"
    export LC_ALL=C.UTF-8 2>/dev/null # Some sh complain where there is none.
fi
if [ "${JSHARE_SPARE:-}" = true ] && [ -r /proc/self/status ]; then set -- "-Djshare.spare=$self" "$@"; fi

if [ -n "$early" ]; then
    # The loop of the threads that serve viewers begins once, and turns for each key.
    set -- -XX:CompileCommand=CompileThresholdScaling,org/xnio/nio/WorkerThread.run,0.0005 "$@"

    # What a key and its echo go through is compiled after a few times already, for whoever types or watches has only just come.
    for package in org/xnio dev/jshare/web dev/jshare/session dev/jshare/access dev/jshare/protocol dev/jshare/pty \
        dev/jshare/console dev/jshare/vt sun/nio/ch java/nio java/util/concurrent/locks; do
        set -- "-XX:CompileCommand=CompileThresholdScaling,$package/*.*,0.05" "$@"
    done
fi
# Java writes some twenty classes at run time; to compile what does that takes more memory than it is worth.
set -- -XX:CompileCommand=quiet '-XX:CompileCommand=exclude,jdk/internal/org/objectweb/asm/*.*' "$@"

trusted='' base='' archive='' failed=''
# A relative one is to be ignored, says the specification: what lies in the working directory is not the user's own. Nor is
# anything made in another user's home, which sudo may leave in HOME: its owner could neither use it nor be rid of it.
cache=''
case ${XDG_CACHE_HOME:-} in
    /*) cache=$XDG_CACHE_HOME ;;
    *)
        # shellcheck disable=SC3067 # As above.
        case ${HOME:-} in
            /*) [ ! -O "$HOME" ] || cache=$HOME/.cache ;;
        esac
        ;;
esac
# Java takes what is behind a colon for another directory.
case $cache in
    *:*) cache='' ;;
esac
if [ -n "$cache" ]; then
    cache=$cache/jshare
    search_cache
    # Where the native libraries are, unpacked by the first run. Without them Java leaves copies in the temporary directory.
    natives=$cache/natives-@natives@-$platform
    if [ -z "$trusted" ] && [ ! -e "$cache" ] || [ -n "$trusted" ] && [ ! -d "$natives" ]; then
        trusted=''
        # shellcheck disable=SC2086 # One word each.
        "$java" $options -cp "$self" dev.jshare.cli.NativeUnpacker "$natives" 2>/dev/null \
            && trusted=1
    fi
fi
# Nothing on a file system that is mounted noexec can be executed, nor loaded by Java. JNA's own place for its copy would be
# below the same directory, and remains behind.
if [ -n "$trusted" ] && { [ -x "$natives/libjnidispatch.so" ] || [ -x "$natives/libjnidispatch.jnilib" ]; }; then
    set -- "-Dpty4j.preferred.native.folder=$natives" "-Djna.boot.library.path=$natives" -Djna.nounpack=true "$@"
else
    temporary=/tmp
    case ${TMPDIR:-} in
        /*) [ ! -d "$TMPDIR" ] || temporary=$TMPDIR ;;
    esac
    case ${JSHARE_JAVA_OPTS:-} in
        *-Djna.tmpdir=*) ;;
        *) set -- "-Djna.tmpdir=$temporary" "$@" ;;
    esac
fi

if [ $task = train ]; then
    for part in '' -join; do
        search_cache
        if [ -z "$trusted" ] || [ -z "$base" ]; then break; fi
        (train "$@") </dev/null >/dev/null 2>&1 || break
    done
    exit 0
fi
if [ $task = spare ]; then
    runtime_directory
    # shellcheck disable=SC3067 # As above.
    [ -O "$directory" ] || exit 1
    for each in "$directory"/spare-* "$directory"/.spare-* "$directory"/taken-*; do
        is_alive "$each" || rm -rf "$each"
    done
    for each in "$directory"/spare-@build@-* "$directory"/.spare-@build@-*; do
        [ ! -d "$each" ] || exit 0
    done
    each=$directory/.spare-@build@-$$
    mkdir -m 700 "$each" && mkfifo -m 600 "$each/in" "$each/out" || exit 1
    # Its rehearsal is found by itself alone.
    unset JSHARE_SESSION JSHARE_SPARE
    export XDG_RUNTIME_DIR="$each"
    # It belongs to no terminal until it is asked for.
    set -- "$@" --internal-spare "$each"
    detached=setsid
    cd "$each" || exit 1
fi
if [ -n "$trusted" ] && [ -n "$archive" ]; then
    case $kind in
        jsa) set -- "-XX:SharedArchiveFile=$archive" "$@" ;;
        aot) set -- "-XX:AOTCache=$archive" "$@" ;;
    esac
    set -- -XX:ArchiveRelocationMode=0 "$@"
elif [ -n "$trusted" ] && [ -n "$base" ] && [ -z "$failed" ]; then
    # Java starts the training, once the share is up and nobody waits.
    set -- "-Djshare.train=$self" "$@"
fi

# Whoever joins has the terminal in order again even after a crash or a kill -9 of Java, as when memory runs out. (For a share
# that would cost too much: DECISIONS.md, "The launcher".)
if [ $task = join ] && modes=$(stty -g 2>/dev/null); then
    exec 3<&0
    # shellcheck disable=SC2086 # Split on purpose.
    "$java" $options "$@" <&3 3<&- &
    interrupted=''
    trap 'kill -TERM $!' HUP TERM
    # Only where the terminal is not raw. What sh starts behind itself does not hear of it.
    trap 'interrupted=130; kill -TERM $!' INT
    await_last
    # 132 to 139: SIGILL to SIGSEGV. The shared program may have ended like that, too: then all is in order already.
    case $status in
        13[2-9]) [ "$(stty -g <&3)" = "$modes" ] || repair <&3 ;;
    esac
    exit "${interrupted:-$status}"
fi
# shellcheck disable=SC2086 # Split on purpose.
exec $detached "$java" $options "$@"
# What follows is the jar, never read by the shell.
exit 1
