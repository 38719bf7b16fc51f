package dev.jshare.vt;

import java.util.Arrays;

/** Growing array of bytes, written as UTF-8. */
final class ByteBuilder {
    private final int most;
    private byte[] bytes;
    private int size;

    ByteBuilder(int capacity) {
        this(capacity, Integer.MAX_VALUE);
    }

    /** @param most how many bytes it takes; whatever puts more into it fails with a {@link TooLargeException} */
    ByteBuilder(int capacity, int most) {
        this.most = most;
        this.bytes = new byte[Math.min(capacity, most)];
    }

    int size() {
        return size;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    void clear() {
        size = 0;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            if (more > most - size) {
                throw new TooLargeException();
            }
            bytes = Arrays.copyOf(bytes, Math.min(most, Math.max(size + more, bytes.length * 2)));
        }
    }

    /** Appends one byte. */
    void put(int b) {
        room(1);
        bytes[size++] = (byte) b;
    }

    void put(byte[] source, int offset, int length) {
        room(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    /** Appends text as UTF-8. */
    void put(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                put(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < text.length()) {
                putCodePoint(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                putCodePoint(c);
            }
        }
    }

    void putCodePoint(int cp) {
        room(4);
        if (cp < 0x80) {
            bytes[size++] = (byte) cp;
        } else if (cp < 0x800) {
            bytes[size++] = (byte) (0xC0 | cp >> 6);
            bytes[size++] = (byte) (0x80 | cp & 0x3F);
        } else if (cp < 0x10000) {
            bytes[size++] = (byte) (0xE0 | cp >> 12);
            bytes[size++] = (byte) (0x80 | cp >> 6 & 0x3F);
            bytes[size++] = (byte) (0x80 | cp & 0x3F);
        } else {
            bytes[size++] = (byte) (0xF0 | cp >> 18);
            bytes[size++] = (byte) (0x80 | cp >> 12 & 0x3F);
            bytes[size++] = (byte) (0x80 | cp >> 6 & 0x3F);
            bytes[size++] = (byte) (0x80 | cp & 0x3F);
        }
    }

    /** Appends a non-negative number in decimal. */
    void putNumber(int n) {
        if (n >= 10) {
            putNumber(n / 10);
        }
        put('0' + n % 10);
    }

    /** Appends the sequence that puts the cursor at a row and a column, both counted from 0 (CUP). */
    void putPosition(int y, int x) {
        put("\033[");
        putNumber(y + 1);
        if (x > 0) {
            put(';');
            putNumber(x + 1);
        }
        put('H');
    }
}
