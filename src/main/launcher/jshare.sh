#!/bin/sh
# jshare @version@. This file is a small script followed by a jar: the script finds Java and starts the jar.
#   JSHARE_JAVA       the java program to use, instead of $JAVA_HOME/bin/java or the one on the PATH
#   JSHARE_JAVA_OPTS  more options for Java, separated by blanks

# Sets $version and $platform of the java at $1, from the JDK's own "release" file: asking java costs a JVM start.
inspect() {
    version='' os='' arch='' libc=''
    real=$(readlink -f "$1" 2>/dev/null) || real=$1
    release=${real%/bin/java}/release
    if [ -r "$release" ]; then
        while IFS='=' read -r key value; do
            value=${value#\"}
            value=${value%\"}
            case $key in
                JAVA_VERSION) version=$value ;;
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

self=$0
case $self in
    */*) ;;
    # Only "sh jshare" gets here: sh looks in this directory, then on the PATH.
    *) if [ -f "./$self" ]; then self=./$self; else self=$(command -v -- "$self"); fi ;;
esac
find_java

# Where the native libraries are, unpacked by the first run. Without them Java leaves copies in the temporary directory.
cache=${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}
natives=$cache/jshare/natives-@natives@-$platform
# shellcheck disable=SC3067 # -O (mine) is no part of POSIX, but every sh has it; another user's code must not be loaded.
if [ -n "$cache" ] && { [ -O "$natives" ] \
    || "$java" -XX:TieredStopAtLevel=1 -XX:-UsePerfData -cp "$self" dev.jshare.cli.NativeUnpacker "$natives" 2>/dev/null; }
then
    set -- "-Dpty4j.preferred.native.folder=$natives" "-Djna.boot.library.path=$natives" -Djna.nounpack=true \
        "-Dlibrary.jline.path=$natives" -jar "$self" "$@"
else
    set -- -jar "$self" "$@"
fi

# A small heap that stays small, no optimizing compiler, no files of its own in /tmp, nothing printed by the JVM itself,
# and no 300 ms pause at exit (an option that Java 17 does not know, and may ignore). -DisplayVMOutput is for SIGQUIT,
# which no Java program can catch: the JVM would print all its threads on the user's terminal.
# shellcheck disable=SC2086 # JSHARE_JAVA_OPTS is split on purpose.
exec "$java" -XX:+IgnoreUnrecognizedVMOptions -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms8m -Xmx64m -Xss256k \
    -XX:ReservedCodeCacheSize=24m -XX:-UsePerfData -XX:UserThreadWaitAttemptsAtExit=0 -Xlog:disable \
    -XX:+UnlockDiagnosticVMOptions -XX:-DisplayVMOutput ${JSHARE_JAVA_OPTS:-} "$@"
# What follows is the jar, never read by the shell.
exit 1
