package dev.jshare.vt;

import java.util.Arrays;

/**
 * One line of cells, packed into arrays that grow with what is written on it.
 *
 * <p>A cell is an int of text and a long of attributes ({@link Pen#attributes}):
 *
 * <pre>
 *   text        rare(1) underline(3) width(2) cluster(1) code point(21)
 *   attributes  Pen.fg(32) Pen.bg(32)
 * </pre>
 *
 * <p>Width is 1 or 2; the second half of a wide character has width 0 and no text, and so has, by itself, what xterm.js
 * leaves of a wide character split in two. A blank cell has no text and width 1. With {@code cluster} set, the code point
 * is an offset into {@link #clusters}, where the number of code points stands, then they. With {@code rare} set, underline
 * colour and link are in the side tables. Cells from {@link #length} on are blank with the attributes {@link #tail}.
 */
final class Row {
    static final int CODE_POINT = 0x1FFFFF;
    static final int CLUSTER = 1 << 21;
    static final int CONTENT = CLUSTER | CODE_POINT;
    static final int WIDTH_SHIFT = 22;
    static final int WIDTH = 3 << WIDTH_SHIFT;
    static final int NARROW = 1 << WIDTH_SHIFT;
    static final int UNDERLINE_SHIFT = 24;
    static final int RARE = 1 << 27;
    static final int BLANK = NARROW;

    /** Code points kept in one cell; scripts and emoji need about ten, the rest of a flood of marks is dropped. */
    static final int MAX_CLUSTER = 64;

    private static final int[] NO_INTS = {};
    private static final long[] NO_LONGS = {};
    private static final int FIRST_CAPACITY = 32;

    /** Whether this line continues the one above it. */
    boolean wrapped;

    int length;
    long tail;
    int[] text = NO_INTS;
    long[] attributes = NO_LONGS;
    private int[] underlineColors = NO_INTS;
    private int[] links = NO_INTS;
    int[] clusters = NO_INTS;
    private int clustersUsed;

    /** Makes the whole line blank. */
    void clear(long newTail) {
        wrapped = false;
        length = 0;
        tail = newTail;
        clustersUsed = 0;
    }

    int text(int col) {
        return col < length ? text[col] : BLANK;
    }

    long attributes(int col) {
        return col < length ? attributes[col] : tail;
    }

    int width(int col) {
        return (text(col) & WIDTH) >> WIDTH_SHIFT;
    }

    boolean hasContent(int col) {
        return (text(col) & CONTENT) != 0;
    }

    /** Returns whether the cell has neither text nor width. */
    boolean isPlaceholder(int col) {
        return (text(col) & (WIDTH | CONTENT)) == 0;
    }

    private boolean isProtected(int col) {
        return (attributes(col) & Pen.PROTECTED) != 0;
    }

    int underline(int col) {
        return text(col) >> UNDERLINE_SHIFT & 7;
    }

    int underlineColor(int col) {
        return (text(col) & RARE) == 0 ? 0 : underlineColors[col];
    }

    int link(int col) {
        return (text(col) & RARE) == 0 ? 0 : links[col];
    }

    /** Returns the number of code points in a cell. */
    int codePoints(int col) {
        int t = text(col);
        return (t & CLUSTER) != 0 ? clusters[t & CODE_POINT] : (t & CODE_POINT) != 0 ? 1 : 0;
    }

    int codePoint(int col, int i) {
        int t = text(col);
        return (t & CLUSTER) != 0 ? clusters[(t & CODE_POINT) + 1 + i] : t & CODE_POINT;
    }

    /** Copies the attributes of a cell into {@code pen}. */
    void loadPen(int col, Pen pen) {
        long a = attributes(col);
        pen.set(Pen.fg(a), Pen.bg(a), underline(col), underlineColor(col), link(col));
    }

    /** Returns the column after the last cell with text, counting its width. */
    int trimmedLength() {
        for (int col = length - 1; col >= 0; col--) {
            if ((text[col] & CONTENT) != 0) {
                return col + width(col);
            }
        }
        return 0;
    }

    private void reserve(int cells) {
        if (text.length < cells) {
            int capacity = Math.max(FIRST_CAPACITY, Math.max(cells, text.length * 2));
            text = Arrays.copyOf(text, capacity);
            attributes = Arrays.copyOf(attributes, capacity);
        }
    }

    /** Makes cells up to {@code cells} real, so that they can be written one by one. */
    void extend(int cells) {
        if (length < cells) {
            reserve(cells);
            Arrays.fill(text, length, cells, BLANK);
            Arrays.fill(attributes, length, cells, tail);
            length = cells;
        }
    }

    /** Replaces a cell; {@code content} is a code point with its width, without the bits a pen adds. */
    void set(int col, int content, Pen pen) {
        if (col >= length) {
            extend(col + 1);
        }
        attributes[col] = pen.attributes();
        if ((pen.bg & Pen.EXTENDED) == 0) {
            text[col] = content;
        } else {
            setExtended(col, content, pen);
        }
    }

    private void setExtended(int col, int content, Pen pen) {
        int t = content | pen.underline << UNDERLINE_SHIFT;
        if (pen.isRare()) {
            t |= RARE;
            setRare(col, pen.underlineColor, pen.link);
        }
        text[col] = t;
    }

    void setRare(int col, int underlineColor, int link) {
        if (links.length <= col) {
            underlineColors = Arrays.copyOf(underlineColors, text.length);
            links = Arrays.copyOf(links, text.length);
        }
        underlineColors[col] = underlineColor;
        links[col] = link;
    }

    /**
     * Writes the printable ASCII at the start of {@code data[from, to)} from {@code col} on; returns how many cells.
     *
     * @param bits what to add to the text of each cell: its width, and underline, but nothing rare
     */
    int putAscii(int col, byte[] data, int from, int to, int bits, long attribute) {
        int count = to - from;
        if (col + count > text.length) {
            reserve(col + count);
        }
        if (col > length) {
            extend(col);
        }
        int[] cells = text;
        int at = col;
        for (int i = from; i < to; i++) {
            int b = data[i];
            if (b < ' ' || b == 0x7F) {
                break;
            }
            cells[at++] = bits | b;
        }
        Arrays.fill(attributes, col, at, attribute);
        if (at > length) {
            length = at;
        }
        return at - col;
    }

    /** Adds a combining character to a cell and gives the cell {@code width} columns. */
    void combine(int col, int codePoint, int width) {
        extend(col + 1);
        // First, because it may move the clusters.
        reserveClusters(codePoints(col) + 2);
        int t = text[col];
        if ((t & CLUSTER) != 0) {
            t = t & ~CODE_POINT | appendToCluster(t & CODE_POINT, codePoint);
        } else if ((t & CODE_POINT) != 0) {
            int offset = newCluster(2);
            clusters[offset + 1] = t & CODE_POINT;
            clusters[offset + 2] = codePoint;
            t = t & ~CODE_POINT | CLUSTER | offset;
        } else {
            // The mark follows a character that was dropped at the right edge; xterm.js makes it one of its own.
            t = t & ~(CODE_POINT | WIDTH) | codePoint | NARROW;
        }
        text[col] = t & ~WIDTH | width << WIDTH_SHIFT;
    }

    private int appendToCluster(int offset, int codePoint) {
        int count = clusters[offset];
        if (count >= MAX_CLUSTER) {
            return offset;
        }
        int at = offset;
        if (offset + 1 + count != clustersUsed) {
            at = newCluster(count + 1);
            System.arraycopy(clusters, offset + 1, clusters, at + 1, count);
        } else {
            clustersUsed++;
            clusters[at]++;
        }
        clusters[at + 1 + count] = codePoint;
        return at;
    }

    /** Makes room for a cluster of {@code count} code points; returns its offset. */
    int newCluster(int count) {
        reserveClusters(count + 1);
        int offset = clustersUsed;
        clusters[offset] = count;
        clustersUsed += count + 1;
        return offset;
    }

    private void reserveClusters(int more) {
        if (clustersUsed + more > clusters.length) {
            dropUnusedClusters();
        }
        if (clustersUsed + more > clusters.length) {
            clusters = Arrays.copyOf(clusters, Math.max(clustersUsed + more, Math.max(16, clusters.length * 2)));
        }
    }

    /** Overwritten clusters leave holes; this closes them when the array is full. */
    private void dropUnusedClusters() {
        int[] old = clusters.clone();
        clustersUsed = 0;
        for (int col = 0; col < length; col++) {
            if ((text[col] & CLUSTER) != 0) {
                int from = text[col] & CODE_POINT;
                int size = old[from] + 1;
                if (clustersUsed + size > clusters.length) {
                    // Moving cells within the line may leave two that share a cluster.
                    clusters = Arrays.copyOf(clusters, clustersUsed + size);
                }
                System.arraycopy(old, from, clusters, clustersUsed, size);
                text[col] = text[col] & ~CODE_POINT | clustersUsed;
                clustersUsed += size;
            }
        }
    }

    /** Copies one cell from another line, or from this one. */
    void copyCell(int col, Row source, int from) {
        int t = source.text(from);
        long a = source.attributes(from);
        extend(col + 1);
        if ((t & CLUSTER) != 0 && source != this) {
            int count = source.codePoints(from);
            int offset = newCluster(count);
            System.arraycopy(source.clusters, (t & CODE_POINT) + 1, clusters, offset + 1, count);
            t = t & ~CODE_POINT | offset;
        }
        if ((t & RARE) != 0) {
            setRare(col, source.underlineColors[from], source.links[from]);
        }
        text[col] = t;
        attributes[col] = a;
    }

    /** Fills cells with blanks in the pen's attributes; {@code cols} is the width of the line. */
    void fill(int from, int to, int cols, Pen pen) {
        if (to >= cols && pen.isBackgroundOnly()) {
            if (from > length && tail != pen.attributes()) {
                extend(from);
            }
            length = Math.min(length, from);
            tail = from <= length ? pen.attributes() : tail;
            return;
        }
        extend(Math.min(to, cols));
        for (int col = from; col < to; col++) {
            set(col, BLANK, pen);
        }
    }

    /** Shifts cells from {@code pos} on to the right (ICH); {@code pos} may be {@code cols} and then means 0. */
    void insertCells(int pos, int count, int cols, Pen pen) {
        int at = pos % cols;
        if (at > 0 && width(at - 1) == 2) {
            set(at - 1, BLANK, pen);
        }
        if (count < cols - at) {
            int kept = Math.min(cols, Math.max(length, at) + count);
            extend(kept);
            for (int col = kept - 1; col >= at + count; col--) {
                copyCell(col, this, col - count);
            }
            for (int col = at; col < at + count; col++) {
                set(col, BLANK, pen);
            }
        } else {
            fill(at, cols, cols, pen);
        }
        if (width(cols - 1) == 2) {
            set(cols - 1, BLANK, pen);
        }
    }

    /** Shifts cells after {@code pos} to the left (DCH); {@code pos} may be {@code cols} and then means 0. */
    void deleteCells(int pos, int count, int cols, Pen pen) {
        int at = pos % cols;
        if (count < cols - at) {
            int kept = Math.max(at, length - count);
            for (int col = at; col < kept; col++) {
                copyCell(col, this, col + count);
            }
            length = Math.min(length, kept);
            fill(cols - count, cols, cols, pen);
        } else {
            fill(at, cols, cols, pen);
        }
        if (at > 0 && width(at - 1) == 2) {
            set(at - 1, BLANK, pen);
        }
        if (isPlaceholder(at)) {
            set(at, BLANK, pen);
        }
    }

    /** Erases cells, and the other half of a wide character at either end. */
    void erase(int from, int to, int cols, Pen pen) {
        if (from > 0 && width(from - 1) == 2) {
            set(from - 1, BLANK, pen);
        }
        if (to < cols && width(to - 1) == 2) {
            set(to, BLANK, pen);
        }
        if (from < Math.min(to, cols)) {
            fill(from, Math.min(to, cols), cols, pen);
        }
    }

    /** Erases what is not protected (DECSCA), as xterm.js does it: halves of wide characters are looked at singly. */
    void eraseUnprotected(int from, int to, int cols, Pen pen) {
        if (from > 0 && width(from - 1) == 2 && !isProtected(from - 1)) {
            set(from - 1, BLANK, pen);
        }
        if (to < cols && width(to - 1) == 2 && !isProtected(to)) {
            set(to, BLANK, pen);
        }
        fillUnprotected(from, Math.min(to, cols), pen);
    }

    void fillUnprotected(int from, int to, Pen pen) {
        for (int col = from; col < to; col++) {
            if (!isProtected(col)) {
                set(col, BLANK, pen);
            }
        }
    }

    void markLinks(java.util.BitSet used) {
        for (int col = 0; col < length; col++) {
            used.set(link(col));
        }
    }

    /** Adapts the line to another width; new cells are blank. */
    void resize(int oldCols, int newCols) {
        if (newCols > oldCols) {
            if (tail != 0) {
                extend(oldCols);
                tail = 0;
            }
        } else {
            length = Math.min(length, newCols);
        }
    }
}
