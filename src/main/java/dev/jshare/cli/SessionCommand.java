package dev.jshare.cli;

import dev.jshare.control.ControlClient;
import dev.jshare.control.ControlException;
import dev.jshare.control.ControlMessage;
import dev.jshare.control.Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A command to one session: finds it, asks, prints. */
@Command
abstract class SessionCommand extends ControlCommand {
    @Option(
            names = "--session",
            order = 10,
            paramLabel = "ID|NAME",
            description = "Which session. Default: $$JSHARE_SESSION, else the only one that runs.")
    @Nullable
    String session;

    private @Nullable String chosen;

    /** Whether this runs in the shell that the session shares. */
    boolean within(String id) {
        return id.equals(environment.get(ShellCommand.SESSION_VARIABLE));
    }

    /** Whether this is in a shell that has run for so short a time that its session may not be up yet. */
    static boolean hasJustBegun() {
        return hasJustBegun(ProcessHandle.current(), Instant.now().minus(ControlClient.START));
    }

    /**
     * The same of a process that began after {@code recent}, or is of one. Where no Java has started any of them, as in what a
     * server of terminals has, the variable is a leftover.
     */
    static boolean hasJustBegun(ProcessHandle process, Instant recent) {
        ProcessHandle child = process;
        Optional<ProcessHandle> parent = child.parent();
        while (parent.isPresent()) {
            if (isJava(parent.get())
                    && child.info().startInstant().orElse(Instant.MAX).isAfter(recent)) {
                return true;
            }
            child = parent.get();
            parent = child.parent();
        }
        return false;
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("/java");
    }

    /** What the chosen session answers; with {@code --json} it is printed. */
    Facts ask(ControlMessage.Request request) throws ControlException {
        Facts answer = request(request);
        if (json) {
            print(answer.toString());
        }
        return answer;
    }

    /** What the chosen session answers. */
    Facts request(ControlMessage.Request request) throws ControlException {
        ControlClient client = client();
        String wanted = chosen == null ? session : chosen;
        Optional<Facts> answer = Optional.empty();
        if (wanted != null) {
            answer = within(wanted) && hasJustBegun() ? client.askWhenUp(wanted, request) : client.ask(wanted, request);
        }
        if (answer.isEmpty()) {
            List<String> problems = new ArrayList<>();
            String id = choose(client.running(problems), wanted, problems);
            answer = client.ask(id, request);
            chosen = id;
        }
        return answer.orElseThrow(() -> none("The session has just ended."));
    }

    /** Of those that run, the one of this name, or the only one if there is no name. One that does not answer may be either. */
    private String choose(Map<String, Facts> running, @Nullable String wanted, List<String> problems) {
        failIfAny(problems);
        if (running.isEmpty() && wanted == null) {
            throw none("No session of yours runs (in " + directory().path() + "); 'jshare' starts one.");
        }
        List<String> found = new ArrayList<>(); // No stream: it would be 4 ms of every command.
        for (Map.Entry<String, Facts> entry : running.entrySet()) {
            if (wanted == null || wanted.equals(entry.getValue().text("name"))) {
                found.add(entry.getKey());
            }
        }
        if (found.size() == 1) {
            return found.get(0);
        } else if (found.isEmpty()) {
            throw none("The session '" + wanted + "' does not run (any more); "
                    + (running.isEmpty() ? "none of yours does" : "there is " + list(running)) + ".");
        }
        throw CliException.usage(
                (wanted == null ? "There is more than one session" : "More than one session is called '" + wanted + "'")
                        + "; choose with --session ID: " + list(running) + ".");
    }

    private static CliException none(String message) {
        return new CliException(ExitCode.NO_SESSION, message);
    }

    private static String list(Map<String, Facts> running) {
        return String.join(
                ", ",
                running.entrySet().stream()
                        .map(entry -> entry.getKey() + " ("
                                + Table.plain(entry.getValue().text("name")) + ")")
                        .toList());
    }
}
