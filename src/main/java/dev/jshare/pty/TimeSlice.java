package dev.jshare.pty;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * How long the kernel lets a thread run on while others wait for its processor. Since Linux 6.12 who asks for less time goes before who
 * asks for more as soon as it wakes up (sched_setattr(2), "Custom slices" in the kernel's sched-eevdf), with the same share for both: the
 * kernel's thread that passes on what was written to a terminal does not wait behind a writer that has asked for long slices.
 */
final class TimeSlice {
    /** Several times what the kernel gives by itself, in nanoseconds; it takes 0.1 to 100 ms. */
    private static final long LONG = 10_000_000;

    /** Of a {@code struct sched_attr} as it was at first: int size, policy; long flags; int nice, priority; long runtime, and two more. */
    private static final int ATTRIBUTES = 48;

    private static final int POLICY = 4;
    private static final int RUNTIME = 24;
    private static final int SCHED_OTHER = 0;
    private static final int THIS_THREAD = 0;

    /** The number of sched_setattr(2), which has no function in older C libraries; sched_getattr(2) is the next. */
    private static final Map<String, Long> NUMBERS = Map.of("amd64", 314L, "aarch64", 274L, "riscv64", 274L);

    private TimeSlice() {}

    /** Asks for long slices for this thread. Nothing happens where the kernel has none to give, or the thread another policy. */
    static void lengthen() {
        Long set = Libc.MAC ? null : NUMBERS.get(System.getProperty("os.arch", ""));
        if (set == null) {
            return;
        }
        byte[] attributes = new byte[ATTRIBUTES];
        ByteBuffer fields = ByteBuffer.wrap(attributes).order(ByteOrder.nativeOrder());
        if (Libc.systemCall(set + 1, THIS_THREAD, attributes, ATTRIBUTES, 0) == 0
                && fields.getInt(POLICY) == SCHED_OTHER
                && fields.getLong(RUNTIME) > 0) {
            fields.putLong(RUNTIME, LONG);
            Libc.systemCall(set, THIS_THREAD, attributes, 0);
        }
    }
}
