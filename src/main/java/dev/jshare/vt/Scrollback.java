package dev.jshare.vt;

import java.util.Arrays;

/**
 * Lines that left the top of the screen, oldest first, packed into one ring of bytes.
 *
 * <p>A line of plain text takes about one byte a character: 10,000 lines of 200 columns are 2 MB instead of 24. The ring
 * grows while it fills and then stays, so that a steady flow of lines allocates nothing. A packed line is:
 *
 * <pre>
 *   flags(1) length(2) tail(8) run count(2) { cells(2) plain(1) attributes(8, unless plain) }... text rare clusters
 *   text      NARROW_TEXT: one byte a cell, its code point; else four, Row.text with a cluster's size for its offset
 *   rare      for each cell with Row.RARE: underline colour(4) link(4)
 *   clusters  for each cell with Row.CLUSTER: its code points(4 each)
 * </pre>
 */
final class Scrollback {
    /** Most bytes kept; the oldest lines go first. Far above any real session, it bounds lines of huge width. */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final int FIRST_BYTES = 8 * 1024;
    private static final int FIRST_LINES = 64;
    private static final int WRAPPED = 1;
    private static final int NARROW_TEXT = 2;

    private final int maxLines;
    private byte[] ring = new byte[FIRST_BYTES];
    private long[] starts = new long[FIRST_LINES];
    private int first;
    private int size;
    private long end;
    private byte[] line = new byte[256];
    private int at;

    Scrollback(int maxLines) {
        this.maxLines = maxLines;
    }

    int size() {
        return size;
    }

    int maxLines() {
        return maxLines;
    }

    void clear() {
        size = 0;
        first = 0;
        end = 0;
    }

    /** Forgets the oldest lines. */
    void dropFirst(int count) {
        int n = Math.min(count, size);
        first = (first + n) % starts.length;
        size -= n;
    }

    /** Appends a line; the oldest one goes if there are too many. */
    void push(Row row) {
        if (maxLines == 0) {
            return;
        }
        if (size == maxLines) {
            dropFirst(1);
        }
        pack(row);
        makeRoom();
        if (size == starts.length) {
            growIndex();
        }
        starts[(first + size) % starts.length] = end;
        size++;
        int offset = (int) (end & ring.length - 1);
        int head = Math.min(at, ring.length - offset);
        System.arraycopy(line, 0, ring, offset, head);
        System.arraycopy(line, head, ring, 0, at - head);
        end += at;
    }

    /** Takes the newest line back. */
    void pop(Row row) {
        load(size - 1, row);
        size--;
        end = start(size);
    }

    private long start(int index) {
        return starts[(first + index) % starts.length];
    }

    private void makeRoom() {
        while (at > ring.length && ring.length < MAX_BYTES || size > 0 && used() + at > ring.length) {
            if (ring.length < MAX_BYTES) {
                growRing();
            } else {
                dropFirst(1);
            }
        }
    }

    private long used() {
        return size == 0 ? 0 : end - start(0);
    }

    private void growRing() {
        byte[] bigger = new byte[ring.length * 2];
        for (long p = size == 0 ? end : start(0); p < end; ) {
            int from = (int) (p & ring.length - 1);
            int to = (int) (p & bigger.length - 1);
            int n = (int) Math.min(end - p, Math.min(ring.length - from, bigger.length - to));
            System.arraycopy(ring, from, bigger, to, n);
            p += n;
        }
        ring = bigger;
    }

    private void growIndex() {
        long[] bigger = new long[starts.length * 2];
        for (int i = 0; i < size; i++) {
            bigger[i] = start(i);
        }
        starts = bigger;
        first = 0;
    }

    boolean isWrapped(int index) {
        return (ring[(int) (start(index) & ring.length - 1)] & WRAPPED) != 0;
    }

    void clearWrapped(int index) {
        ring[(int) (start(index) & ring.length - 1)] &= ~WRAPPED;
    }

    /** Unpacks a line into {@code row}. */
    void load(int index, Row row) {
        long from = start(index);
        int n = (int) ((index + 1 < size ? start(index + 1) : end) - from);
        reserve(n);
        int offset = (int) (from & ring.length - 1);
        int head = Math.min(n, ring.length - offset);
        System.arraycopy(ring, offset, line, 0, head);
        System.arraycopy(ring, 0, line, head, n - head);
        unpack(row);
    }

    private void reserve(int bytes) {
        if (line.length < bytes) {
            line = Arrays.copyOf(line, Math.max(bytes, line.length * 2));
        }
    }

    private void pack(Row row) {
        int length = row.length;
        at = 0;
        reserve(13 + 15 * length);
        line[at++] = 0;
        putShort(line, at, length);
        at += 2;
        putInt((int) (row.tail >> 32));
        putInt((int) row.tail);
        packAttributes(row, length);
        boolean narrow = packNarrowText(row, length);
        if (!narrow) {
            packText(row, length);
        }
        line[0] = (byte) ((row.wrapped ? WRAPPED : 0) | (narrow ? NARROW_TEXT : 0));
    }

    private void packAttributes(Row row, int length) {
        int countAt = at;
        int p = at + 2;
        int runs = 0;
        long[] attributes = row.attributes;
        byte[] out = line;
        for (int col = 0; col < length; ) {
            long a = attributes[col];
            int from = col;
            do {
                col++;
            } while (col < length && attributes[col] == a);
            putShort(out, p, col - from);
            if (a == 0) {
                out[p + 2] = 1;
                p += 3;
            } else {
                out[p + 2] = 0;
                putWord(out, p + 3, (int) (a >> 32));
                putWord(out, p + 7, (int) a);
                p += 11;
            }
            runs++;
        }
        putShort(out, countAt, runs);
        at = p;
    }

    /** Packs one byte a cell; gives up at the first cell that needs more. */
    private boolean packNarrowText(Row row, int length) {
        int[] text = row.text;
        byte[] out = line;
        int p = at;
        for (int col = 0; col < length; col++) {
            int t = text[col] - Row.NARROW;
            if (t < 0 || t > 0xFF) {
                return false;
            }
            out[p++] = (byte) t;
        }
        at = p;
        return true;
    }

    private void packText(Row row, int length) {
        int seen = 0;
        byte[] out = line;
        int p = at;
        for (int col = 0; col < length; col++) {
            int t = row.text[col];
            seen |= t;
            putWord(out, p, (t & Row.CLUSTER) == 0 ? t : t & ~Row.CODE_POINT | row.codePoints(col));
            p += 4;
        }
        at = p;
        if ((seen & (Row.RARE | Row.CLUSTER)) != 0) {
            packExtras(row, length);
        }
    }

    private void packExtras(Row row, int length) {
        for (int col = 0; col < length; col++) {
            if ((row.text[col] & Row.RARE) != 0) {
                reserve(at + 8);
                putInt(row.underlineColor(col));
                putInt(row.link(col));
            }
        }
        for (int col = 0; col < length; col++) {
            if ((row.text[col] & Row.CLUSTER) != 0) {
                int count = row.codePoints(col);
                reserve(at + 4 * count);
                for (int i = 0; i < count; i++) {
                    putInt(row.codePoint(col, i));
                }
            }
        }
    }

    private void unpack(Row row) {
        at = 0;
        int flags = line[at++];
        int length = getShort();
        row.clear(getLong());
        row.extend(length);
        row.wrapped = (flags & WRAPPED) != 0;
        int runs = getShort();
        for (int col = 0; runs > 0; runs--) {
            int cells = getShort();
            boolean plain = line[at++] != 0;
            Arrays.fill(row.attributes, col, col + cells, plain ? 0 : getLong());
            col += cells;
        }
        if ((flags & NARROW_TEXT) != 0) {
            for (int col = 0; col < length; col++) {
                row.text[col] = Row.NARROW + (line[at++] & 0xFF);
            }
        } else {
            unpackText(row, length);
        }
    }

    private void unpackText(Row row, int length) {
        int textAt = at;
        for (int col = 0; col < length; col++) {
            int t = getInt();
            row.text[col] = (t & Row.CLUSTER) == 0 ? t : t & ~Row.CONTENT;
        }
        for (int col = 0; col < length; col++) {
            if ((row.text[col] & Row.RARE) != 0) {
                int color = getInt();
                row.setRare(col, color, getInt());
            }
        }
        int clusterAt = at;
        for (int col = 0; col < length; col++) {
            at = textAt + 4 * col;
            int t = getInt();
            if ((t & Row.CLUSTER) != 0) {
                at = clusterAt;
                unpackCluster(row, col, t & Row.CODE_POINT);
                clusterAt = at;
            }
        }
    }

    private void unpackCluster(Row row, int col, int count) {
        int offset = row.newCluster(count);
        row.text[col] |= Row.CLUSTER | offset;
        for (int i = 1; i <= count; i++) {
            row.clusters[offset + i] = getInt();
        }
    }

    private void putInt(int v) {
        putWord(line, at, v);
        at += 4;
    }

    private static void putWord(byte[] b, int at, int v) {
        b[at] = (byte) (v >> 24);
        b[at + 1] = (byte) (v >> 16);
        b[at + 2] = (byte) (v >> 8);
        b[at + 3] = (byte) v;
    }

    private static void putShort(byte[] b, int at, int v) {
        b[at] = (byte) (v >> 8);
        b[at + 1] = (byte) v;
    }

    private int getShort() {
        int v = (line[at] & 0xFF) << 8 | line[at + 1] & 0xFF;
        at += 2;
        return v;
    }

    private int getInt() {
        byte[] b = line;
        int v = b[at] << 24 | (b[at + 1] & 0xFF) << 16 | (b[at + 2] & 0xFF) << 8 | b[at + 3] & 0xFF;
        at += 4;
        return v;
    }

    private long getLong() {
        long high = getInt();
        return high << 32 | getInt() & 0xFFFFFFFFL;
    }
}
