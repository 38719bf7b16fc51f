package dev.jshare.session;

import dev.jshare.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What viewers are told of the colours that the host's terminal has. */
final class HostColours {
    private HostColours() {}

    /** Null if the terminal has not told on what it writes, and with what. */
    static ServerMessage.@Nullable Palette of(ColourQuery answered) {
        String foreground = colour(answered, ColourQuery.FOREGROUND);
        String background = colour(answered, ColourQuery.BACKGROUND);
        if (foreground == null || background == null) {
            return null;
        }
        List<String> colors = new ArrayList<>();
        for (int i = 0; i < ColourQuery.FOREGROUND; i++) {
            String colour = colour(answered, i);
            if (colour != null) {
                colors.add(colour);
            }
        }
        boolean all = colors.size() == ColourQuery.FOREGROUND;
        return new ServerMessage.Palette(
                foreground, background, colour(answered, ColourQuery.CURSOR), all ? colors : List.of());
    }

    private static @Nullable String colour(ColourQuery answered, int index) {
        int colour = answered.colour(index);
        return colour < 0 ? null : "#" + Integer.toHexString(1 << 24 | colour).substring(1);
    }
}
