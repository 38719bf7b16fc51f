package dev.jshare.vt;

import java.util.regex.Pattern;

/** Operating system commands (xterm ctlseqs "OSC"): title, colours, hyperlinks. All others are without effect here. */
final class Osc {
    /** Loaded when it is needed. */
    private static final class Form {
        static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

        private Form() {}
    }

    private final Emulator emulator;
    private String title = "";

    Osc(Emulator emulator) {
        this.emulator = emulator;
    }

    String title() {
        return title;
    }

    void dispatch(int id, String text) {
        switch (id) {
            case 0, 2 -> {
                title = text;
                emulator.window.set(text);
            }
            case 4 -> indexedColors(text);
            case 8 -> hyperlink(text);
            case 10, 11, 12 -> specialColors(text, id - 10);
            case 104 -> restoreIndexed(text);
            case 110, 111, 112 -> emulator.palette.restore(Palette.FOREGROUND + id - 110);
            default -> emulator.foreign.osc(id, text); // Not supported by the reference.
        }
    }

    private void indexedColors(String text) {
        String[] slots = text.split(";", -1);
        for (int i = 0; i + 1 < slots.length; i += 2) {
            int index = index(slots[i]);
            if (index >= 0) {
                setOrReport(index, slots[i + 1]);
            }
        }
    }

    /** Returns the number of an indexed colour, or -1. */
    private static int index(String text) {
        int index = Form.NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
        return index < Palette.INDEXED ? index : -1;
    }

    private void specialColors(String text, int first) {
        int index = Palette.FOREGROUND + first;
        for (String spec : text.split(";", -1)) {
            if (index < Palette.SIZE) {
                setOrReport(index++, spec);
            }
        }
    }

    private void setOrReport(int index, String spec) {
        if (spec.equals("?")) {
            String name = index < Palette.INDEXED ? "4;" + index : String.valueOf(index - Palette.FOREGROUND + 10);
            emulator.replies.send("\033]" + name + ";" + ColorSpec.report(emulator.palette.get(index)) + "\033\\");
            return;
        }
        int color = ColorSpec.parse(spec);
        if (color != ColorSpec.INVALID) {
            emulator.palette.set(index, color);
        }
    }

    private void restoreIndexed(String text) {
        if (text.isEmpty()) {
            emulator.palette.restoreIndexed();
            return;
        }
        for (String slot : text.split(";", -1)) {
            int index = index(slot);
            if (index >= 0) {
                emulator.palette.restore(index);
            }
        }
    }

    /** OSC 8: parameters, semicolon, target; a target may hold semicolons. */
    private void hyperlink(String text) {
        int separator = text.indexOf(';');
        if (separator < 0) {
            return;
        }
        String params = text.substring(0, separator).strip();
        String uri = text.substring(separator + 1);
        if (!uri.isEmpty()) {
            emulator.pen.link = emulator.links.number(id(params), uri, emulator::markUsedLinks);
        } else if (params.isEmpty()) {
            emulator.pen.link = 0;
        } else {
            return;
        }
        emulator.pen.updateExtended();
    }

    private static @org.jspecify.annotations.Nullable String id(String params) {
        for (String param : params.split(":", -1)) {
            if (param.startsWith("id=")) {
                return param.length() > 3 ? param.substring(3) : null;
            }
        }
        return null;
    }
}
