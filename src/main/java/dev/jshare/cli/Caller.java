package dev.jshare.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The process of the launcher that asks a {@link Spare} to be its Java, as proc(5) of Linux has it.
 *
 * @param arguments of the command line, behind the launcher's own name
 * @param directory in which it was started
 * @param terminal its standard input and output (which the launcher has as descriptors 5 and 6, too) and error; null if they are not one and the same
 */
record Caller(
        List<String> arguments,
        Map<String, String> environment,
        Path directory,
        @Nullable Path terminal) {
    private static final Path PROC = Path.of("/proc");

    /** What Java is told by the environment when it starts, or takes from there once. */
    private static final List<String> VARIABLES = List.of(
            "TZ",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "HOME",
            "PATH",
            "JAVA_HOME",
            "JSHARE_JAVA",
            "JSHARE_JAVA_OPTS",
            "JDK_JAVA_OPTIONS",
            "JAVA_TOOL_OPTIONS",
            "XDG_CACHE_HOME",
            "XDG_CONFIG_HOME");

    /** What a process has from the one that started it, and the shell would have from the wrong one. */
    private static final Set<String> STATUS = Set.of(
            "Umask",
            "Uid",
            "Gid",
            "Groups",
            "CapInh",
            "CapPrm",
            "CapEff",
            "CapBnd",
            "CapAmb",
            "NoNewPrivs",
            "Seccomp",
            "Cpus_allowed",
            "Mems_allowed");

    private static final List<String> LINKS =
            List.of("root", "ns/cgroup", "ns/ipc", "ns/mnt", "ns/net", "ns/pid", "ns/user", "ns/uts", "ns/time");

    private static final List<String> FILES =
            List.of("cgroup", "loginuid", "sessionid", "oom_score_adj", "attr/current");

    /** Java raises the lower of its two limits of open files. */
    private static final String OPEN_FILES = "Max open files";

    /** Which number in {@code stat} behind the name of the program is the nice value. */
    private static final int NICE = 16;

    /**
     * Looks at a process.
     *
     * @param count of the last words of its command line, which are the arguments
     * @throws IOException also if it has just ended
     */
    static Caller of(long pid, int count) throws IOException {
        Path process = PROC.resolve(Long.toString(pid));
        List<String> words = strings(process.resolve("cmdline"));
        if (count > words.size()) {
            throw new IOException("the command line is too short");
        }
        Map<String, String> environment = new HashMap<>();
        for (String each : strings(process.resolve("environ"))) {
            int end = each.indexOf('=', 1);
            if (end > 0) {
                environment.put(each.substring(0, end), each.substring(end + 1));
            }
        }
        Path terminal = Files.readSymbolicLink(process.resolve("fd/5"));
        boolean one = terminal.startsWith("/dev")
                && terminal.equals(Files.readSymbolicLink(process.resolve("fd/6")))
                && terminal.equals(Files.readSymbolicLink(process.resolve("fd/2")));
        return new Caller(
                words.subList(words.size() - count, words.size()),
                environment,
                Files.readSymbolicLink(process.resolve("cwd")),
                one ? terminal : null);
    }

    /** Whether what Java takes from the environment when it starts is the same there. */
    boolean suits(Map<String, String> own) {
        return VARIABLES.stream().allMatch(name -> Objects.equals(environment.get(name), own.get(name)));
    }

    /** What a child of this process would have from it, in words that are equal for processes that are alike in this. */
    static List<String> circumstances(long pid) throws IOException {
        Path process = PROC.resolve(Long.toString(pid));
        List<String> all = new ArrayList<>();
        for (String line : Files.readAllLines(process.resolve("status"))) {
            if (STATUS.contains(line.substring(0, Math.max(0, line.indexOf(':'))))) {
                all.add(line);
            }
        }
        for (String line : Files.readAllLines(process.resolve("limits"))) {
            all.add(
                    line.startsWith(OPEN_FILES)
                            ? line.substring(OPEN_FILES.length()).trim().split(" +")[1]
                            : line);
        }
        for (String link : LINKS) {
            all.add(Files.readSymbolicLink(process.resolve(link)).toString());
        }
        for (String file : FILES) {
            all.add(contentOf(process.resolve(file)));
        }
        String stat = contentOf(process.resolve("stat"));
        all.add(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICE]);
        return all;
    }

    /** Nothing for a file that this kernel does not have, or nobody may read. */
    private static String contentOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static List<String> strings(Path file) throws IOException {
        String all =
                new String(Files.readAllBytes(file), Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
        return all.isEmpty()
                ? List.of()
                : Arrays.asList(all.substring(0, all.length() - 1).split("\0", -1));
    }
}
