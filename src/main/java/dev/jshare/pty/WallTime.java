package dev.jshare.pty;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/**
 * A moment as clocks and calendars here show it, by localtime_r(3): Java's own zones take 5 ms to load, and of a {@code TZ} that is a
 * rule, such as {@code XYZ-1XYS,M3.5.0,M10.5.0/3} (POSIX.1-2017 §8.3), they know no summer time.
 *
 * @param month from 1
 * @param day of the month, from 1
 */
public record WallTime(int month, int day, int hour, int minute) {
    /** As large as a {@code struct tm} is anywhere; it begins with the ints sec, min, hour, mday and mon. */
    private static final int TM = 128;

    /** For any thread. */
    public static WallTime of(Instant moment) {
        byte[] tm = new byte[TM];
        Libc.localTime(moment.getEpochSecond(), tm);
        ByteBuffer ints = ByteBuffer.wrap(tm).order(ByteOrder.nativeOrder());
        return new WallTime(ints.getInt(16) + 1, ints.getInt(12), ints.getInt(8), ints.getInt(4));
    }
}
