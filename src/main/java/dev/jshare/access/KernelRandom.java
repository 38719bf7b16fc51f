package dev.jshare.access;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;

/**
 * The kernel's generator, {@code /dev/urandom} (random(4)), and nothing else. Java's own mixes the same bytes with SHA-1, which takes
 * 13 ms to load in a Java that has just started.
 */
public final class KernelRandom extends SecureRandom {
    private static final long serialVersionUID = 1;

    private static final String DEVICE = "/dev/urandom";

    private KernelRandom() {
        super(new Device(), null);
    }

    /** The kernel's generator, or Java's own where the kernel's cannot be read. */
    public static SecureRandom open() {
        return Files.isReadable(Path.of(DEVICE)) ? new KernelRandom() : new SecureRandom();
    }

    private static final class Device extends SecureRandomSpi {
        private static final long serialVersionUID = 1;

        @Override
        protected void engineSetSeed(byte[] seed) {
            // The kernel needs none.
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            try (FileInputStream device = new FileInputStream(DEVICE)) {
                if (device.readNBytes(bytes, 0, bytes.length) < bytes.length) {
                    throw new EOFException(DEVICE + " has ended");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        protected byte[] engineGenerateSeed(int length) {
            byte[] seed = new byte[length];
            engineNextBytes(seed);
            return seed;
        }
    }
}
