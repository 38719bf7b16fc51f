package dev.jshare.vt;

/**
 * What a {@link Parser} has found, without its meaning.
 *
 * <p>An {@code id} is the bytes that name a function, packed: private marker, intermediates, final byte, each shifted by
 * eight bits.
 */
interface ParserHandler {
    /**
     * Prints the printable ASCII at the start of {@code data[from, to)}; there is at least one such byte.
     *
     * @return the index of the first byte that is not printable ASCII, or {@code to}
     */
    int print(byte[] data, int from, int to);

    /** Prints one character above ASCII. */
    void print(int codePoint);

    /** Ends a run of printed characters: something else follows, or the input ends here. */
    void endPrint();

    /** Executes a C0 or C1 control function. */
    void execute(int code);

    void escDispatch(int id);

    void csiDispatch(int id, Params params);

    /** Handles an operating system command; {@code id} is -1 if it has no number. */
    void oscDispatch(int id, String text);

    void dcsDispatch(int id, String text);
}
