package dev.jshare.load;

import java.nio.ByteBuffer;

/**
 * Finds the time stamps of an {@link Emitter} in output that comes in parts: {@code @NUMBER,NANOS;}, where NUMBER counts from
 * 0 and NANOS is the {@link System#nanoTime()} of the same machine at which it was printed. One thread.
 */
final class Stamps {
    private static final int NONE = 0;
    private static final int NUMBER = 1;
    private static final int NANOS = 2;

    private final Histogram lag;
    private int state = NONE;
    private long number;
    private long nanos;
    private long first = -1;
    private long latest;
    private long count;

    /** @param lag takes the microseconds from printing until {@link #read} */
    Stamps(Histogram lag) {
        this.lag = lag;
    }

    static String of(long number, long nanos) {
        return "@" + number + "," + nanos + ";";
    }

    void read(ByteBuffer output, long now) {
        while (output.hasRemaining()) {
            byte next = output.get();
            if (state == NONE ? next == '@' : !digit(next)) {
                change(next, now);
            }
        }
    }

    private boolean digit(byte next) {
        boolean is = next >= '0' && next <= '9';
        if (is && state == NUMBER) {
            number = 10 * number + next - '0';
        } else if (is) {
            nanos = 10 * nanos + next - '0';
        }
        return is;
    }

    private void change(byte next, long now) {
        if (state == NANOS && next == ';') {
            count++;
            first = first < 0 ? number : first;
            latest = number;
            lag.add((now - nanos) / 1000);
        }
        state = next == '@' ? NUMBER : next == ',' && state == NUMBER ? NANOS : NONE;
        number = state == NUMBER ? 0 : number;
        nanos = 0;
    }

    /** Output has been skipped: what had begun does not go on. */
    void skip() {
        state = NONE;
    }

    /** Forgets the stamps so far. */
    void reset() {
        first = -1;
        count = 0;
    }

    long count() {
        return count;
    }

    /** How many there were between the first and the latest that were not read. */
    long missed() {
        return first < 0 ? 0 : latest - first + 1 - count;
    }
}
