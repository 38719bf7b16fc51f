package dev.jshare.control;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The directory in which the sessions of one user are found: for each a socket {@code ID.sock}, and {@code ID.prompt} for
 * the shell's prompt. It is {@code $XDG_RUNTIME_DIR/jshare} (XDG Base Directory Specification), else {@code jshare-UID} in
 * the temporary directory, which everybody can write to: so nothing is read or written in it before it is known to be the
 * user's own, and nobody else's to enter. The launcher finds it in the same way, for {@code jshare prompt}.
 */
public final class RuntimeDirectory {
    static final String SOCKET = ".sock";
    static final String PROMPT = ".prompt";

    /** The longest path of a socket in bytes: {@code sun_path} of macOS is the shortest, 104 with the NUL; unix(7): 108. */
    static final int MAX_PATH = 103;

    private static final String OWNER_ONLY = "rwx------";
    private static final int MAX_ID = 64;
    private static final String NEXT = "set XDG_RUNTIME_DIR to a directory of your own";

    private final Path path;
    private final boolean temporary;
    private final long user;

    RuntimeDirectory(Path path, boolean temporary, long user) {
        this.path = path;
        this.temporary = temporary;
        this.user = user;
    }

    /** Where the directory of this user is, whether or not it exists; touches nothing. */
    public static RuntimeDirectory of(Map<String, String> environment) {
        long user = new UnixSystem().getUid();
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (runtime.startsWith("/")) {
            return new RuntimeDirectory(Path.of(runtime, "jshare"), false, user);
        }
        String temp = environment.getOrDefault("TMPDIR", "");
        return new RuntimeDirectory(Path.of(temp.startsWith("/") ? temp : "/tmp", "jshare-" + user), true, user);
    }

    public Path path() {
        return path;
    }

    /** The socket of a session. */
    public Path socket(String session) {
        return path.resolve(session + SOCKET);
    }

    /** The same before anybody may know of it. */
    Path unnamed(String session) {
        return path.resolve("." + session);
    }

    /** What the prompt of a session's shell may show. */
    public Path prompt(String session) {
        return path.resolve(session + PROMPT);
    }

    /**
     * Makes sure that the directory is there, and the user's alone.
     *
     * @param session whose socket is to be made in it
     * @throws ControlException if it cannot be used
     */
    void prepare(String session) throws ControlException {
        Path socket = socket(session);
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length > MAX_PATH) {
            throw new ControlException("the path " + socket + " is longer than a socket's may be (" + MAX_PATH
                    + " bytes); set XDG_RUNTIME_DIR to a directory with a shorter name");
        }
        try {
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        } catch (FileAlreadyExistsException e) {
            // Seen below.
        } catch (IOException e) {
            String reason = e instanceof NoSuchFileException ? "what it is in is not there" : FileProblem.reason(e);
            throw new ControlException("cannot make the directory " + path + " (" + reason + "); " + NEXT);
        }
        check();
    }

    /** @throws ControlException if the directory is there, and anything but a directory that its user alone may enter */
    void check() throws ControlException {
        try {
            PosixFileAttributes facts =
                    Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            Object owner = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            String mode = PosixFilePermissions.toString(facts.permissions());
            if (!facts.isDirectory()) {
                throw unsafe("is no directory");
            } else if (!owner.equals((int) user)) {
                throw unsafe("belongs to another user");
            } else if (!mode.equals(OWNER_ONLY)) {
                throw unsafe("may be entered by others (its permissions are " + mode + ")");
            }
        } catch (NoSuchFileException e) {
            // Then no session runs.
        } catch (IOException e) {
            throw new ControlException("cannot look at " + path + " (" + FileProblem.reason(e) + "); " + NEXT);
        }
    }

    private ControlException unsafe(String why) {
        return new ControlException(path + " " + why + ", so it is not used for talking to sessions; remove it"
                + (temporary ? ", or " + NEXT : ""));
    }

    /** The ids of the sessions that have a socket, in order; whether they live shows when they are spoken to. */
    public List<String> sessions() throws ControlException {
        check();
        List<String> ids = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                String id = name.endsWith(SOCKET) ? name.substring(0, name.length() - SOCKET.length()) : "";
                if (isId(id)) {
                    ids.add(id);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | DirectoryIteratorException e) {
            throw new ControlException("cannot look into " + path + " (" + FileProblem.reason(e) + "); " + NEXT);
        }
        Collections.sort(ids);
        return ids;
    }

    /**
     * Whether a text can be a session's id, and so a part of a file's name: letters, digits, {@code _} and {@code -}. A regular
     * expression would be 3 ms of every command, streams as many.
     */
    static boolean isId(String text) {
        boolean is = !text.isEmpty() && text.length() <= MAX_ID;
        for (int i = 0; is && i < text.length(); i++) {
            char c = text.charAt(i);
            is = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
        }
        return is;
    }

    /** Removes what a session left; the temporary directory goes with its last one. Any thread, any number of times. */
    void clear(String session) {
        try {
            Files.deleteIfExists(socket(session));
            Files.deleteIfExists(unnamed(session));
            Files.deleteIfExists(prompt(session));
            if (temporary) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // It is not empty, or not ours any more; either way it is nobody's loss.
        }
    }
}
