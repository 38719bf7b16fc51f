package dev.jshare.cli;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reader for the command lines of those subcommands that scripts and people call most, as {@link PlainShare} is for the
 * share: without picocli they take two thirds of the time. It takes what it understands for certain; all else is picocli's.
 */
final class PlainCommand {
    /** Those that need no argument beside options. */
    static final Set<String> NAMES =
            Set.of("ls", "status", "link", "links", "take-back", "lock", "unlock", "pause", "resume", "stop");

    private final ControlCommand command;

    private PlainCommand(ControlCommand command) {
        this.command = command;
    }

    /** The command that is asked for, or null if that is not plain to see. */
    static @Nullable Subcommand read(String[] words, Map<String, String> environment) {
        if (words.length == 0 || !NAMES.contains(words[0])) {
            return null;
        }
        ControlCommand command = (ControlCommand) Subcommands.create(words[0], environment);
        try {
            return new PlainCommand(command).readWords(words, new Defaults(environment)) ? command : null;
        } catch (RuntimeException e) {
            return null; // A wrong value, or defaults that cannot be read: picocli says which.
        }
    }

    private boolean readWords(String[] words, Defaults defaults) {
        Set<String> given = new HashSet<>();
        for (int i = 1; i < words.length; i++) {
            String option = words[i].equals("-w") ? "--type" : words[i];
            String value = isFlag(option) ? "" : ++i < words.length ? words[i] : "";
            if (!given.add(option) || !isFlag(option) && !PlainShare.isPlain(value) || !set(option, value)) {
                return false;
            }
        }
        return setDefault(defaults, given, "--session") && setDefault(defaults, given, "--expires");
    }

    /** The options that have defaults outside of the command line. */
    private boolean setDefault(Defaults defaults, Set<String> given, String option) {
        boolean has = command instanceof LinkCommand || command instanceof SessionCommand && option.equals("--session");
        String value = !has || given.contains(option) ? null : defaults.value(option);
        return value == null || PlainShare.isPlain(value) && set(option, value);
    }

    private static boolean isFlag(String option) {
        return switch (option) {
            case "--json", "--type", "--show", "--qr" -> true;
            default -> false;
        };
    }

    /** Sets one option; false if the command has none of that name. */
    private boolean set(String option, String value) {
        if (option.equals("--json")) {
            command.json = true;
        } else if (option.equals("--session") && command instanceof SessionCommand one) {
            one.session = value;
        } else {
            return command instanceof LinkCommand link && set(link, option, value);
        }
        return true;
    }

    private static boolean set(LinkCommand link, String option, String value) {
        switch (option) {
            case "--type" -> link.type = true;
            case "--expires" -> link.expires = new Lifetime.Converter().convert(value);
            case "--uses" -> link.uses = Integer.valueOf(value);
            case "--label" -> link.label = value;
            case "--show" -> link.show = true;
            case "--qr" -> link.qr = true;
            default -> {
                return false;
            }
        }
        return true;
    }
}
