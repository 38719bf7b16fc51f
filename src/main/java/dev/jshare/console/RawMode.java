package dev.jshare.console;

import org.jline.nativ.CLibrary;

/**
 * What cfmakeraw(3) does, as far as it differs between systems: bit masks and indices of {@code struct termios}, from
 * {@code <asm-generic/termbits.h>} of Linux and {@code <sys/termios.h>} of macOS.
 */
enum RawMode {
    LINUX(0x5eb, 0x1, 0x804b, 0x130, 0x30, 6, 5),
    MACOS(0x3eb, 0x1, 0x598, 0x1300, 0x300, 16, 17);

    /** IGNBRK, BRKINT, PARMRK, ISTRIP, INLCR, IGNCR, ICRNL, IXON. */
    private final long input;
    /** OPOST: without it a bare line feed stays one. */
    private final long output;
    /** ECHO, ECHONL, ICANON, ISIG, IEXTEN. */
    private final long local;
    /** CSIZE, PARENB. */
    private final long control;

    private final long eightBits;
    private final int vmin;
    private final int vtime;

    RawMode(long input, long output, long local, long control, long eightBits, int vmin, int vtime) {
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
    void apply(CLibrary.Termios attributes) {
        attributes.c_iflag &= ~input;
        attributes.c_oflag &= ~output;
        attributes.c_lflag &= ~local;
        attributes.c_cflag = attributes.c_cflag & ~control | eightBits;
        attributes.c_cc[vmin] = 1;
        attributes.c_cc[vtime] = 0;
    }
}
