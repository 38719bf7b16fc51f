package dev.jshare.control;

import dev.jshare.access.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Control messages as lines of JSON, without their line ends. */
final class ControlCodec {
    /** The first line of both sides. A session of another version is not spoken to. */
    static final String HEADER = "jshare-control 1";

    /** The longest request in bytes, its line end included. */
    static final int MAX_REQUEST = 16 * 1024;

    /** The longest reply in bytes: a thousand viewers take a tenth of it. */
    static final int MAX_REPLY = 8 * 1024 * 1024;

    /** The longest time that can be said, which is for ever to everybody. */
    private static final long MAX_SECONDS = Duration.ofDays(1_000_000).toSeconds();

    private ControlCodec() {}

    static String write(ControlMessage message) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("type", type(message));
        members(message, json);
        return new Facts(json).toString();
    }

    private static String type(ControlMessage message) {
        if (message instanceof ControlMessage.Lock lock) {
            return lock.on() ? "lock" : "unlock";
        } else if (message instanceof ControlMessage.Pause pause) {
            return pause.on() ? "pause" : "resume";
        }
        return words(message.getClass().getSimpleName());
    }

    /** {@code make-link} of {@code MakeLink}. A regular expression would be half a millisecond of every command. */
    private static String words(String name) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            if (i > 0 && Character.isUpperCase(name.charAt(i))) {
                words.append('-');
            }
            words.append(Character.toLowerCase(name.charAt(i)));
        }
        return words.toString();
    }

    private static void members(ControlMessage message, Map<String, @Nullable Object> json) {
        if (message instanceof ControlMessage.MakeLink m) {
            json.put("role", m.role().word());
            json.put("seconds", seconds(m.life()));
            json.put("uses", m.uses());
            json.put("label", m.label());
        } else if (message instanceof ControlMessage.Extend m) {
            json.put("link", m.link());
            json.put("seconds", seconds(m.more()));
        } else if (message instanceof ControlMessage.Revoke m) {
            json.put("link", m.link());
        } else if (message instanceof ControlMessage.Kick m) {
            json.put("viewer", m.viewer());
        } else if (message instanceof ControlMessage.Grant m) {
            json.put("viewer", m.viewer());
            json.put("seconds", seconds(m.time()));
        } else if (message instanceof ControlMessage.Deny m) {
            json.put("viewer", m.viewer());
        } else if (message instanceof ControlMessage.Say m) {
            json.put("text", m.text());
        } else if (message instanceof ControlMessage.Done m) {
            json.put("facts", m.facts().members());
        } else if (message instanceof ControlMessage.Failed m) {
            json.put("text", m.text());
        }
    }

    private static @Nullable Long seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }

    /** @throws IOException if the line is no request of this version */
    static ControlMessage.Request readRequest(String line) throws IOException {
        Facts json = Facts.read(line);
        return switch (required(json, "type")) {
            case "status" -> new ControlMessage.Status();
            case "make-link" -> new ControlMessage.MakeLink(role(json), duration(json), uses(json), json.text("label"));
            case "extend" -> new ControlMessage.Extend(required(json, "link"), duration(json));
            case "revoke" -> new ControlMessage.Revoke(json.text("link"));
            case "kick" -> new ControlMessage.Kick(required(json, "viewer"));
            case "grant" -> new ControlMessage.Grant(required(json, "viewer"), required(duration(json)));
            case "deny" -> new ControlMessage.Deny(required(json, "viewer"));
            case "take-back" -> new ControlMessage.TakeBack();
            case "lock" -> new ControlMessage.Lock(true);
            case "unlock" -> new ControlMessage.Lock(false);
            case "pause" -> new ControlMessage.Pause(true);
            case "resume" -> new ControlMessage.Pause(false);
            case "stop" -> new ControlMessage.Stop();
            case "say" -> new ControlMessage.Say(required(json, "text"));
            default -> throw new IOException("the request is unknown");
        };
    }

    /** @throws IOException if the line is no reply of this version */
    static ControlMessage.Reply readReply(String line) throws IOException {
        Facts json = Facts.read(line);
        return switch (required(json, "type")) {
            case "done" -> new ControlMessage.Done(json.object("facts"));
            case "failed" -> new ControlMessage.Failed(required(json, "text"));
            default -> throw new IOException("the reply is unknown");
        };
    }

    private static Role role(Facts json) throws IOException {
        return switch (required(json, "role")) {
            case "watch" -> Role.WATCH;
            case "type" -> Role.TYPE;
            default -> throw new IOException("there is no such role");
        };
    }

    private static @Nullable Integer uses(Facts json) throws IOException {
        if (!json.has("uses")) {
            return null;
        }
        long uses = json.number("uses");
        if (uses < 1 || uses > Integer.MAX_VALUE) {
            throw new IOException("the number of uses is out of range");
        }
        return (int) uses;
    }

    private static @Nullable Duration duration(Facts json) throws IOException {
        if (!json.has("seconds")) {
            return null;
        }
        long seconds = json.number("seconds");
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw new IOException("the time is out of range");
        }
        return Duration.ofSeconds(seconds);
    }

    private static Duration required(@Nullable Duration duration) throws IOException {
        if (duration == null) {
            throw new IOException("the time is missing");
        }
        return duration;
    }

    private static String required(Facts json, String member) throws IOException {
        String text = json.text(member);
        if (text == null) {
            throw new IOException("the member " + member + " is missing");
        }
        return text;
    }
}
