package dev.jshare.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The user's own self-signed certificate, made at first use and used again, so that who trusts it once is not asked each time.
 * It is in {@code $XDG_DATA_HOME/jshare/tls} (XDG Base Directory Specification), together with its key in one file that
 * only its owner can read. Before the PEM stand its names and its end, so that nothing has to be parsed before the prompt.
 */
public final class OwnCertificate {
    private static final String FILE = "self-signed.pem";
    private static final String NAMES = "Names: ";
    private static final String UNTIL = "Until: ";

    /** A certificate that is about to expire is made anew: the session that begins may last. */
    private static final Duration LEAST = Duration.ofDays(30);

    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path directory;

    OwnCertificate(Path directory) {
        this.directory = directory;
    }

    /** Where that of this user is, or will be; touches nothing. */
    public static OwnCertificate of(Map<String, String> environment) {
        String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
        // A relative one is to be ignored, says the specification.
        Path data = xdg.startsWith("/") ? Path.of(xdg) : Path.of(environment.getOrDefault("HOME", "/"), ".local/share");
        return new OwnCertificate(data.resolve("jshare").resolve("tls"));
    }

    /**
     * The certificate, made anew if there is none for all of these names, or it ends soon.
     *
     * @param names host names, and addresses as literals, in brackets if they are of IPv6
     * @throws IOException with a sentence if it cannot be read or written
     */
    public TlsIdentity identity(Set<String> names, Instant now, SecureRandom random) throws IOException {
        prepare();
        Path file = directory.resolve(FILE);
        String text = read(file);
        if (!serves(text, names, now)) {
            text = make(names, now, random);
            write(file, text);
        }
        return TlsIdentity.of(Pem.parse(text));
    }

    private void prepare() throws IOException {
        Files.createDirectories(directory, OWNERS_DIRECTORY);
        PosixFileAttributes facts =
                Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Set<PosixFilePermission> permissions = facts.permissions();
        if (!facts.isDirectory() || !PosixFilePermissions.toString(permissions).equals("rwx------")) {
            throw new IOException(directory + " is not closed to others, and is to hold a secret key; chmod 700 it");
        }
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static boolean serves(String text, Set<String> names, Instant now) {
        List<String> known = List.of(line(text, NAMES).split(" "));
        try {
            return known.containsAll(names)
                    && Instant.parse(line(text, UNTIL)).isAfter(now.plus(LEAST))
                    && Pem.parse(text).blocks().size() == 2;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String line(String text, String start) {
        return text.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst()
                .orElse("");
    }

    private static String make(Set<String> names, Instant now, SecureRandom random) {
        List<String> sorted = List.copyOf(new TreeSet<>(names));
        try {
            SelfSigned made = SelfSigned.make(sorted, now, random);
            return NAMES + String.join(" ", sorted) + "\n" + UNTIL + now.plus(SelfSigned.LIFE) + "\n"
                    + Pem.write(Pem.CERTIFICATE, made.certificate()) + Pem.write(Pem.PKCS8, made.privateKey());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has elliptic curves", e);
        }
    }

    /** Whole or not at all, and never readable by others. */
    private void write(Path file, String text) throws IOException {
        Path next = Files.createTempFile(directory, FILE, null, OWNERS_FILE);
        try {
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
    }
}
