package dev.jshare.vt;

/**
 * What brings the host's own terminal from what it showed last to what it would show now, had it been told everything in
 * between. Unlike a viewer's it is not fresh and cannot be asked: it has a scrollback that is not ours, so lines that have
 * left the screen meanwhile are printed into it and nothing above is touched; and it may be any terminal, so the screens are
 * exchanged by mode 1049 alone, and lines are erased one by one, since some keep a screen that is erased whole.
 */
final class HostDump {
    private final Emulator emulator;
    private final Parser parser;

    HostDump(Emulator emulator, Parser parser) {
        this.emulator = emulator;
        this.parser = parser;
    }

    HostMark mark() {
        Grid grid = emulator.normal.grid;
        return new HostMark(emulator.isAlternate(), emulator.switches, grid.scrolled(), grid.erasures());
    }

    /** What returns a terminal to the modes and the pen of a fresh one, as far as the program has changed them. */
    byte[] plain() {
        ByteBuilder out = new ByteBuilder(64);
        if (!parser.isAtRest()) {
            out.put(0x18); // CAN: what is open means nothing.
        }
        for (Mode mode : Mode.all()) {
            if (emulator.modes.isSet(mode) != mode.initial) {
                mode.write(mode.initial, out);
            }
        }
        if (!emulator.screen.hasFullRegion()) {
            out.put("\033[r");
        }
        writePlainPen(out);
        if (emulator.cursorStyleBlink >= 0) {
            out.put("\033[0 q");
        }
        writePlainTabs(out);
        writePlainPalette(out);
        return out.toByteArray();
    }

    /**
     * What has a terminal which is {@link #plain}, and on whose screen something stood before the program began, scroll that
     * away: so many lines down from the cursor, wherever that is, leave it on the last row with ours above it and no more.
     */
    byte[] scrollToTop() {
        ByteBuilder out = new ByteBuilder(64);
        for (int y = emulator.normal.y; y < emulator.normal.rows() - 1; y++) {
            out.put('\n');
        }
        return out.toByteArray();
    }

    private void writePlainPen(ByteBuilder out) {
        out.put("\033[m");
        if (emulator.pen.link != 0) {
            out.put("\033]8;;\033\\");
        }
        if ((emulator.pen.bg & Pen.PROTECTED) != 0) {
            out.put("\033[0\"q");
        }
        boolean changed = emulator.charsets.invoked() != 0 || emulator.charsets.current() != null;
        for (int g = 0; g < 4; g++) {
            if (emulator.charsets.designated(g) != null) {
                out.put(0x1B);
                out.put("()*+".charAt(g));
                out.put('B');
                changed = true;
            }
        }
        if (changed) {
            out.put(0x0F);
        }
    }

    private void writePlainTabs(ByteBuilder out) {
        int cols = emulator.screen.cols();
        if (!emulator.screen.tabs.isDefault(cols)) {
            out.put("\033[3g");
            for (int col = 0; col < cols; col += 8) {
                out.put("\033[");
                out.putNumber(col + 1);
                out.put("G\033H");
            }
        }
    }

    private void writePlainPalette(ByteBuilder out) {
        Palette fresh = new Palette();
        for (int i = 0; i < Palette.SIZE; i++) {
            if (emulator.palette.isChanged(i)) {
                fresh.write(i, out);
            }
        }
    }

    /** What follows on {@link #plain} and the way back to the screen of the mark, however that looks by then. */
    byte[] repaint(HostMark mark) {
        long scrolled = emulator.normal.grid.scrolled() - mark.scrolled();
        int above = (int) Math.min(scrolled, emulator.normal.grid.base());
        return TooLargeException.fit(above, lines -> repaint(mark, lines));
    }

    private byte[] repaint(HostMark mark, int above) {
        ScreenDump dump = new ScreenDump(emulator, parser, above, TooLargeException.most(above));
        boolean alternate = emulator.isAlternate();
        boolean stayed = alternate && mark.alternate() && mark.switches() == emulator.switches;
        if (!stayed) {
            if (mark.alternate()) {
                dump.out.put("\033[?1049l\033[m\033[r");
            }
            if (emulator.normal.grid.erasures() != mark.erasures()) {
                dump.out.put("\033[3J");
            }
            dump.writePalette();
            writeScreen(dump, emulator.normal);
            if (alternate) {
                dump.out.put("\033[?1049h"); // Which saves the cursor that was saved just now.
                dump.pens.set(new Pen(), false);
                dump.charsets.designate(0, null);
                dump.out.put("\033[r");
            }
        } else {
            dump.writePalette();
        }
        if (alternate) {
            writeScreen(dump, emulator.alternate);
        }
        emulator.foreign.writeToWindow(dump.out);
        new CursorDump(emulator, dump.out, dump.pens, dump.lines, dump.charsets).write();
        parser.write(dump.out);
        return dump.out.toByteArray();
    }

    private void writeScreen(ScreenDump dump, Screen screen) {
        for (int y = 0; y < screen.rows(); y++) {
            dump.out.putPosition(y, 0);
            dump.out.put("\033[2K");
        }
        dump.out.put("\033[H");
        dump.pens.setOnNormal(screen == emulator.normal);
        dump.writeLines(screen, screen == emulator.normal ? dump.above : 0, false);
        dump.writeTabs(screen);
        dump.writeRegion(screen);
        emulator.foreign.write(screen == emulator.alternate, dump.out);
        dump.writeSavedCursor(screen, screen.restoredY());
    }
}
