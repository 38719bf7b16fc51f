package dev.jshare.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The launcher's first-run step: it copies this machine's native libraries out of the jar into a directory of the user's
 * cache, so that no later run has to unpack (or leave behind) temporary copies.
 *
 * <p>The directory appears whole or not at all: it is filled under another name and renamed. It is readable and writable
 * by its owner only, since what lies in it is loaded as code.
 */
final class NativeUnpacker {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final String PTY4J = "resources/com/pty4j/native/";

    private static final Set<String> PLATFORMS = Set.of(
            "linux-x86-64",
            "linux-aarch64",
            "linux-musl-x86-64",
            "linux-musl-aarch64",
            "darwin-x86-64",
            "darwin-aarch64");

    private NativeUnpacker() {}

    /**
     * Unpacks into the directory named by the only argument. Exits with 1, and prints nothing, when that cannot be done:
     * the libraries then unpack themselves.
     */
    public static void main(String[] args) {
        boolean done = args.length == 1 && unpack(Path.of(args[0]), thisMachine());
        System.exit(done ? 0 : 1);
    }

    /** Fills {@code target} for {@code platform}; false when the platform is not shipped or the directory not writable. */
    static boolean unpack(Path target, String platform) {
        Map<String, String> libraries = librariesOf(platform);
        if (libraries.isEmpty()) {
            return false;
        }
        FileAttribute<?> attributes = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
        try {
            Files.createDirectories(target.toAbsolutePath().getParent(), attributes);
            Path filling = Files.createTempDirectory(target.toAbsolutePath().getParent(), "unpacking-", attributes);
            try {
                for (Map.Entry<String, String> library : libraries.entrySet()) {
                    copy(library.getKey(), filling.resolve(library.getValue()));
                }
                Files.move(filling, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                delete(filling);
            }
            return true;
        } catch (IOException e) {
            // Another run may have been faster; what counts is that the directory is there.
            return Files.isDirectory(target);
        }
    }

    /**
     * The shipped native files of a platform, such as {@code linux-x86-64}, {@code linux-musl-aarch64} or
     * {@code darwin-aarch64}: resource name to file name, as they are looked for. Empty for any other.
     */
    static Map<String, String> librariesOf(String platform) {
        if (!PLATFORMS.contains(platform)) {
            return Map.of();
        }
        boolean mac = platform.startsWith("darwin");
        String arch = platform.endsWith("aarch64") ? "aarch64" : "x86-64";
        String suffix = mac ? ".jnilib" : ".so";
        String pty = mac ? "darwin/libpty.dylib" : "linux/" + arch + "/libpty.so";
        String jna = (mac ? "darwin-" : "linux-") + arch;
        Map<String, String> libraries = new LinkedHashMap<>();
        libraries.put(PTY4J + pty, pty);
        libraries.put("com/sun/jna/" + jna + "/libjnidispatch" + suffix, "libjnidispatch" + suffix);
        return libraries;
    }

    private static String thisMachine() {
        String arch = System.getProperty("os.arch", "");
        String os =
                System.getProperty("os.name", "").startsWith("Mac") ? "darwin" : usesMusl() ? "linux-musl" : "linux";
        return os + "-" + (arch.equals("amd64") || arch.equals("x86_64") ? "x86-64" : arch);
    }

    /** Whether this Java was built for musl, as its own {@code release} file says. */
    private static boolean usesMusl() {
        Path release = Path.of(System.getProperty("java.home", ""), "release");
        try {
            return Files.readString(release).contains("LIBC=\"musl\"");
        } catch (IOException e) {
            return false;
        }
    }

    private static void copy(String resource, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream in = NativeUnpacker.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("not in the jar: " + resource);
            }
            Files.copy(in, file);
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
