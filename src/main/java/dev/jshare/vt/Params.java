package dev.jshare.vt;

/**
 * Numeric parameters of a control sequence (ECMA-48 5.4.1), with the colon-separated sub-parameters of ITU T.416.
 *
 * <p>A missing parameter is 0, a missing sub-parameter is -1. Values stop at {@link Integer#MAX_VALUE}. Whatever exceeds
 * {@link #MAX_PARAMS} or {@link #MAX_SUB_PARAMS} is dropped, as in xterm.js.
 */
final class Params {
    /** Parameters kept, as in xterm.js; real sequences have at most a dozen. */
    static final int MAX_PARAMS = 32;

    /** Sub-parameters kept in all, as in xterm.js. */
    static final int MAX_SUB_PARAMS = 32;

    private final int[] values = new int[MAX_PARAMS];
    private final int[] subEnd = new int[MAX_PARAMS];
    private final int[] subValues = new int[MAX_SUB_PARAMS];
    private int count;
    private int subCount;
    private boolean full;
    private boolean inSub;
    private boolean subRejected;

    Params() {
        reset();
    }

    /** Starts over with one missing parameter. */
    void reset() {
        count = 0;
        subCount = 0;
        full = false;
        subRejected = false;
        nextParam();
    }

    void nextParam() {
        inSub = false;
        if (count == MAX_PARAMS) {
            full = true;
            return;
        }
        values[count] = 0;
        subEnd[count] = subCount;
        count++;
    }

    void nextSubParam() {
        inSub = true;
        if (full || subCount == MAX_SUB_PARAMS) {
            subRejected = true;
            return;
        }
        subValues[subCount++] = -1;
        subEnd[count - 1] = subCount;
    }

    void digit(int digit) {
        if (full) {
            return;
        }
        if (!inSub) {
            values[count - 1] = append(values[count - 1], digit);
        } else if (!subRejected) {
            subValues[subCount - 1] = append(subValues[subCount - 1], digit);
        }
    }

    private static int append(int value, int digit) {
        return value < 0 ? digit : (int) Math.min(value * 10L + digit, Integer.MAX_VALUE);
    }

    int count() {
        return count;
    }

    /** Returns parameter {@code i}, 0 if it is missing. */
    int get(int i) {
        return i < count ? values[i] : 0;
    }

    /** Returns parameter {@code i}, 1 if it is missing or 0: the usual default of counts and positions. */
    int atLeastOne(int i) {
        return Math.max(1, get(i));
    }

    int subCount(int i) {
        return subEnd[i] - subStart(i);
    }

    int sub(int i, int k) {
        return subValues[subStart(i) + k];
    }

    private int subStart(int i) {
        return i == 0 ? 0 : subEnd[i - 1];
    }

    /** Appends bytes which bring another, fresh instance into the same state. */
    void write(ByteBuilder out) {
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                out.put(';');
            }
            out.putNumber(values[i]);
            for (int k = 0; k < subCount(i); k++) {
                out.put(':');
                if (sub(i, k) >= 0) {
                    out.putNumber(sub(i, k));
                }
            }
        }
        if (full) {
            out.put(';');
        }
        if (inSub && (full || subCount(count - 1) == 0 || subRejected)) {
            out.put(':');
        }
    }
}
