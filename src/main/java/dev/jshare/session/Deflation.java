package dev.jshare.session;

import dev.jshare.protocol.Limits;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Raw deflate (RFC 1951) of what goes over a line. Any thread. */
public enum Deflation {
    /** Everything goes as it is: on this machine the work costs more than the way. */
    NONE,
    /** Output is deflated. */
    OUTPUT,
    /** So are snapshots, for who has asked for that. */
    ALL;

    /** Less is not worth the work, nor what is typed: deflated, its length would tell of it. */
    private static final int LEAST = 1024;

    /** The level from which on zlib gains little: 60 MB/s, and under a third of what programs print. */
    private static final int LEVEL = 4;

    /** Whether so many bytes are to be deflated. */
    static boolean suits(long length) {
        return length >= LEAST && length <= Limits.INFLATED;
    }

    /** Some bytes, which are read; null if that does not save a quarter. */
    static @Nullable ByteBuffer deflate(ByteBuffer bytes) {
        int length = bytes.remaining();
        byte[] worthwhile = new byte[length - length / 4];
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            int left = deflater.deflate(worthwhile);
            return deflater.finished() ? ByteBuffer.wrap(Arrays.copyOf(worthwhile, left)) : null;
        } finally {
            deflater.end();
        }
    }
}
