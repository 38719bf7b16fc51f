package dev.jshare.vt;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A row of a screen as it was drawn last, and with which bytes: most rows are the same the next time. */
final class DrawnRow {
    private int[] text = {};
    private long[] attributes = {};
    private long tail;
    private byte @Nullable [] bytes;

    /** The bytes if the row is the same still, else null. Rows with what is not in their cells count as others. */
    byte @Nullable [] of(Row row) {
        int length = row.length;
        boolean same = bytes != null
                && length == text.length
                && tail == row.tail
                && Arrays.equals(text, 0, length, row.text, 0, length)
                && Arrays.equals(attributes, 0, length, row.attributes, 0, length);
        return same ? bytes : null;
    }

    void keep(Row row, byte[] drawn) {
        bytes = null;
        for (int col = 0; col < row.length; col++) {
            if ((row.text[col] & (Row.RARE | Row.CLUSTER)) != 0) {
                return;
            }
        }
        text = Arrays.copyOf(row.text, row.length);
        attributes = Arrays.copyOf(row.attributes, row.length);
        tail = row.tail;
        bytes = drawn;
    }
}
