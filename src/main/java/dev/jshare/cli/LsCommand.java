package dev.jshare.cli;

import dev.jshare.control.ControlException;
import dev.jshare.control.Facts;
import dev.jshare.protocol.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code jshare ls}: the sessions that run. */
@Command(
        name = "ls",
        description = "Lists your sessions on this machine.",
        footer = {"", "Examples:", "  jshare ls", "  jshare ls --json | jq -r '.sessions[].session'"})
final class LsCommand extends ControlCommand {
    @Override
    public Integer call() throws ControlException {
        List<String> problems = new ArrayList<>();
        Collection<Facts> running = client().running(problems).values();
        if (json) {
            print(JsonText.of(
                    Map.of("sessions", running.stream().map(Facts::members).toList())));
        } else if (running.isEmpty() && problems.isEmpty()) {
            say("No session of yours runs; 'jshare' starts one.");
        } else if (!running.isEmpty()) {
            Instant now = Instant.now();
            Table table = new Table("SESSION", "NAME", "SIZE", "WATCHING", "SHARED FOR", "PID");
            for (Facts facts : running) {
                table.row(
                        facts.text("session"),
                        facts.text("name"),
                        facts.number("cols") + "x" + facts.number("rows"),
                        String.valueOf(facts.number("watching")),
                        Ago.since(facts.time("started"), now),
                        facts.text("pid"));
            }
            table.lines(coloured()).forEach(this::say);
        }
        failIfAny(problems);
        return ExitCode.OK;
    }
}
