package dev.jshare.access;

/**
 * The one place that decides what of a viewer's input is typed: the role, the size, the rate, whose turn it is, and then what
 * is no key at all. One for each viewer, used by one thread at a time. Times are {@link System#nanoTime()} values of the
 * caller.
 */
public final class InputPolicy {
    private static final byte[] NOTHING = new byte[0];

    /** What becomes of an input. */
    public enum Verdict {
        PASS,
        READ_ONLY,
        TOO_LARGE,
        TOO_FAST,
        /** Somebody else types. */
        NO_TURN
    }

    /** A verdict, and what is to be typed; that is empty where only answers and unwanted reports came. */
    public record Ruling(Verdict verdict, byte[] bytes) {
        private Ruling(Verdict verdict) {
            this(verdict, NOTHING);
        }
    }

    private final int viewer;
    private final Lease lease;
    private final int largest;
    private final RateLimit bytes;
    private final InputFilter filter = new InputFilter();

    /**
     * @param viewer its number
     * @param lease shared by all viewers of the session
     * @param largest bytes of one input
     * @param rate bytes per second in the long run
     * @param burst bytes at once, ahead of the rate
     */
    public InputPolicy(int viewer, Lease lease, int largest, int rate, int burst, long now) {
        this.viewer = viewer;
        this.lease = lease;
        this.largest = largest;
        this.bytes = new RateLimit(rate, burst, now);
    }

    /**
     * Judges one input as a whole, and charges it if it is not too much. Keys take the turn; reports of the focus and the
     * mouse never do, and count only from whoever typed last.
     *
     * @param wanted what the program has asked to be told of beside keys
     */
    public Ruling judge(Role role, byte[] input, Reporting wanted, long now) {
        if (role != Role.TYPE) {
            miss(input, now);
            return new Ruling(Verdict.READ_ONLY);
        } else if (input.length > largest) {
            return new Ruling(Verdict.TOO_LARGE);
        } else if (!bytes.take(input.length, now)) {
            lose(input, now);
            return new Ruling(Verdict.TOO_FAST);
        }
        boolean last = lease.typedLast(viewer);
        if (!last) {
            filter.reset(now);
        }
        if (filter.isRest(input, now)) {
            return new Ruling(Verdict.PASS);
        }
        if (filter.hasKeys(input)) {
            if (lease.take(viewer) != viewer) {
                miss(input, now);
                return new Ruling(Verdict.NO_TURN);
            }
            last = true;
        }
        return new Ruling(Verdict.PASS, filter.pass(input, wanted, last));
    }

    /** An input is not typed since it is not this viewer's turn: a paste of which it is part is cut short. */
    public void miss(byte[] input, long now) {
        filter.miss(input, now);
    }

    /** An input was too much: a paste that goes on has a hole, and one that would have begun does not begin. */
    public void lose(byte[] input, long now) {
        if (InputFilter.opensPaste(input)) {
            miss(input, now);
        }
    }

    /** Whether so many first bytes are keys, and not only what a terminal sends by itself. */
    public static boolean hasKeys(byte[] input, int length) {
        return length > 0 && (input[0] != 0x1b || InputScanner.hasKeys(input, length));
    }
}
