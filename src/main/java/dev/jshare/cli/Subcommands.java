package dev.jshare.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** The subcommands of {@code jshare}. picocli takes milliseconds for the model of each, so that only what is wanted is made. */
final class Subcommands {
    /** In the order of the help. */
    private static final List<String> NAMES = List.of(
            "join",
            "ls",
            "status",
            "link",
            "links",
            "extend",
            "revoke",
            "kick",
            "grant",
            "deny",
            "take-back",
            "lock",
            "unlock",
            "pause",
            "resume",
            "stop",
            "say",
            "prompt",
            "bench",
            "render");

    private Subcommands() {}

    /** Whether a word is the name of one. */
    static boolean contain(String word) {
        return NAMES.contains(word);
    }

    static void addAllTo(CommandLine jshare, Map<String, String> environment) {
        NAMES.forEach(name -> addTo(jshare, name, environment));
    }

    static void addTo(CommandLine jshare, String name, Map<String, String> environment) {
        jshare.addSubcommand(create(name, environment));
    }

    /** One of them, with nothing set. */
    static Subcommand create(String name, Map<String, String> environment) {
        Subcommand command = switch (name) {
            case "join" -> new JoinCommand();
            case "ls" -> new LsCommand();
            case "status" -> new StatusCommand();
            case "link" -> new LinkCommand();
            case "links" -> new LinksCommand();
            case "extend" -> new ExtendCommand();
            case "revoke" -> new RevokeCommand();
            case "kick" -> new KickCommand();
            case "grant" -> new GrantCommand();
            case "deny" -> new DenyCommand();
            case "take-back" -> new TakeBackCommand();
            case "lock" -> new LockCommand();
            case "unlock" -> new UnlockCommand();
            case "pause" -> new PauseCommand();
            case "resume" -> new ResumeCommand();
            case "stop" -> new StopCommand();
            case "say" -> new SayCommand();
            case "prompt" -> new PromptCommand();
            case "bench" -> new BenchCommand();
            case "render" -> new RenderCommand();
            default -> throw new IllegalArgumentException(name);
        };
        command.in(environment);
        return command;
    }
}
