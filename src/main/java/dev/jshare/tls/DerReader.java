package dev.jshare.tls;

import java.io.IOException;
import java.util.Arrays;

/** Steps through values in DER (X.690) one after the other. */
final class DerReader {
    private final byte[] bytes;
    private final int end;
    private int at;

    DerReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private DerReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    boolean hasNext() {
        return at < end;
    }

    /** The tag of the next value. */
    int tag() throws IOException {
        if (at >= end) {
            throw new IOException("the key ends too early");
        }
        return bytes[at] & 0xff;
    }

    /** The next value whole, with its tag and length. */
    byte[] whole() throws IOException {
        int from = at;
        next();
        return Arrays.copyOfRange(bytes, from, at);
    }

    /** What is within the next value. */
    DerReader next() throws IOException {
        tag();
        at++;
        int length = unsigned();
        if (length >= 0x80) {
            int digits = length & 0x7f;
            length = 0;
            for (int i = 0; i < digits; i++) {
                if (length > 0xff_ffff) {
                    throw new IOException("the key has a value of an impossible length");
                }
                length = length << 8 | unsigned();
            }
        }
        if (length < 0 || length > end - at) {
            throw new IOException("the key ends too early");
        }
        DerReader inner = new DerReader(bytes, at, at + length);
        at += length;
        return inner;
    }

    private int unsigned() throws IOException {
        if (at >= end) {
            throw new IOException("the key ends too early");
        }
        return bytes[at++] & 0xff;
    }
}
