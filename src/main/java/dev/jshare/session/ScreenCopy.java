package dev.jshare.session;

import java.nio.ByteBuffer;

/** The screen as it was at an offset, in some {@link ScreenFormat}; the size is in cells. */
public record ScreenCopy(long offset, int cols, int rows, ByteBuffer content) {}
