package dev.jshare.console;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What cfmakeraw(3) does, as far as it differs between systems: bit masks and offsets of {@code struct termios}, from
 * {@code <asm-generic/termbits.h>} of Linux and {@code <sys/termios.h>} of macOS.
 */
enum RawMode {
    LINUX(4, 0x5eb, 0x1, 0x804b, 0x130, 0x30, 17 + 6, 17 + 5),
    MACOS(8, 0x3eb, 0x1, 0x598, 0x1300, 0x300, 32 + 16, 32 + 17);

    /** Bytes of each of the four words at the start: c_iflag, c_oflag, c_cflag, c_lflag. */
    private final int word;

    /** IGNBRK, BRKINT, PARMRK, ISTRIP, INLCR, IGNCR, ICRNL, IXON. */
    private final long input;
    /** OPOST: without it a bare line feed stays one. */
    private final long output;
    /** ECHO, ECHONL, ICANON, ISIG, IEXTEN. */
    private final long local;
    /** CSIZE, PARENB. */
    private final long control;

    private final long eightBits;
    /** Offsets of the two bytes of c_cc. */
    private final int vmin;

    private final int vtime;

    RawMode(int word, long input, long output, long local, long control, long eightBits, int vmin, int vtime) {
        this.word = word;
        this.input = input;
        this.output = output;
        this.local = local;
        this.control = control;
        this.eightBits = eightBits;
        this.vmin = vmin;
        this.vtime = vtime;
    }

    static RawMode ofThisSystem() {
        return System.getProperty("os.name", "").startsWith("Mac") ? MACOS : LINUX;
    }

    /** Changes attributes as read from the terminal to raw ones. */
    void apply(byte[] termios) {
        ByteBuffer words = ByteBuffer.wrap(termios).order(ByteOrder.nativeOrder());
        change(words, 0, input, 0);
        change(words, 1, output, 0);
        change(words, 2, control, eightBits);
        change(words, 3, local, 0);
        termios[vmin] = 1;
        termios[vtime] = 0;
    }

    private void change(ByteBuffer words, int index, long off, long on) {
        int at = index * word;
        if (word == Integer.BYTES) {
            words.putInt(at, (int) (words.getInt(at) & ~off | on));
        } else {
            words.putLong(at, words.getLong(at) & ~off | on);
        }
    }
}
