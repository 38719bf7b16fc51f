package dev.jshare.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reader for the command line of a plain share, since picocli takes longer than the rest of the way to the prompt. It takes
 * what it understands for certain; all else (help, subcommands, mistakes) is picocli's, which reads it from the start.
 */
final class PlainShare {
    /** The options of {@link ShareCommand}, which {@link #set} knows. */
    static final List<String> OPTIONS = List.of(
            "--type",
            "--no-typing",
            "--free-typing",
            "--no-chat",
            "--expires",
            "--listen",
            "--tls",
            "--tls-cert",
            "--tls-key",
            "--public-url",
            "--allow-origin",
            "--name",
            "--max-viewers",
            "--scrollback",
            "--log-size",
            "--login",
            "--cwd",
            "--headless",
            "--size",
            "--audit",
            "--status",
            "--once",
            "--wait",
            "--prefix",
            "--nest",
            "--json",
            "--qr",
            "--quiet");

    private final ShareCommand share = new ShareCommand();

    private PlainShare() {}

    /** The share that is asked for, or null if that is not plain to see. */
    static @Nullable ShareCommand read(String[] words, Defaults defaults) {
        PlainShare reader = new PlainShare();
        try {
            return reader.readWords(words, defaults) ? reader.share : null;
        } catch (RuntimeException e) {
            return null; // A wrong value: picocli names the option that has it.
        }
    }

    private boolean readWords(String[] words, Defaults defaults) {
        Set<String> given = new HashSet<>();
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals("--") && i + 1 < words.length) {
                share.command = List.copyOf(Arrays.asList(words).subList(i + 1, words.length));
                break;
            }
            String option = longName(words[i]);
            if (!OPTIONS.contains(option) || !given.add(option)) {
                return false;
            }
            String value = isFlag(option) ? "true" : ++i < words.length ? words[i] : "";
            if (!isPlain(value) || !set(option, value)) {
                return false;
            }
        }
        return setDefaults(defaults, given);
    }

    private boolean setDefaults(Defaults defaults, Set<String> given) {
        for (String option : OPTIONS) {
            boolean taken = given.contains(option) || option.equals("--type") && given.contains("--no-typing");
            String value = taken ? null : defaults.value(option);
            if (value != null && !(isPlain(value) && set(option, value))) {
                return false;
            }
        }
        return true;
    }

    private static String longName(String word) {
        return switch (word) {
            case "-w" -> "--type";
            case "-l" -> "--login";
            case "-q" -> "--quiet";
            default -> word;
        };
    }

    private static boolean isFlag(String option) {
        return switch (option) {
            case "--type",
                    "--no-typing",
                    "--free-typing",
                    "--no-chat",
                    "--tls",
                    "--login",
                    "--headless",
                    "--once",
                    "--nest",
                    "--json",
                    "--quiet",
                    "--qr" -> true;
            default -> false;
        };
    }

    /** Not empty, not quoted, and no option that took the place of a forgotten value. */
    static boolean isPlain(String value) {
        return !value.isEmpty() && "-\"'".indexOf(value.charAt(0)) < 0;
    }

    /** Sets one option to its value, which is true or false for a flag; false if it cannot be told whether that is right. */
    private boolean set(String option, String value) {
        if (isFlag(option)) {
            return setFlag(option, value);
        }
        switch (option) {
            case "--wait" -> share.wait = new Lifetime.Converter().convert(value);
            case "--expires" -> share.expires = new Lifetime.Converter().convert(value);
            case "--listen" -> share.listen = new ListenAddress.Converter().convert(value);
            case "--tls-cert" -> share.tlsCert = Path.of(value);
            case "--tls-key" -> share.tlsKey = Path.of(value);
            case "--public-url" -> share.publicUrl = new PublicUrl.Converter().convert(value);
            case "--allow-origin" -> share.allowOrigin = new WebOrigin.Converter().convert(value);
            case "--name" -> share.name = value;
            case "--max-viewers" -> share.maxViewers = Integer.parseInt(value);
            case "--scrollback" -> share.scrollback = Integer.parseInt(value);
            case "--log-size" -> share.logSize = new ByteSize.Converter().convert(value);
            case "--cwd" -> share.cwd = Path.of(value);
            case "--audit" -> share.audit = Path.of(value);
            case "--size" -> share.size = new TerminalSize.Converter().convert(value);
            case "--prefix" -> share.prefix = new Prefix.Converter().convert(value);
            case "--status" -> share.status = new StatusPlace.Converter().convert(value);
            default -> throw new IllegalArgumentException(option);
        }
        return true;
    }

    private boolean setFlag(String option, String value) {
        boolean on = value.equals("true");
        if (!on && !value.equals("false")) {
            return false;
        }
        switch (option) {
            case "--type" -> share.type = on;
            case "--no-typing" -> share.noTyping = on;
            case "--free-typing" -> share.freeTyping = on;
            case "--no-chat" -> share.noChat = on;
            case "--tls" -> share.tls = on;
            case "--login" -> share.login = on;
            case "--headless" -> share.headless = on;
            case "--once" -> share.once = on;
            case "--nest" -> share.nest = on;
            case "--json" -> share.json = on;
            case "--qr" -> share.qr = on;
            case "--quiet" -> share.quiet = on;
            default -> throw new IllegalArgumentException(option);
        }
        return true;
    }
}
