package dev.jshare.console;

/** One line of a panel; what does not fit is cut. {@code right} stands at the right edge, if there is room. */
public record PanelLine(String text, String right, Look look) {

    /** How a line looks. */
    public enum Look {
        /** The bar at the top. */
        BAR,
        /** A bar that wants an answer. */
        CALL,
        /** What heads a list. */
        HEAD,
        PLAIN,
        /** The line that keys are about. */
        CHOSEN,
        /** Something that wants an answer. */
        ALERT,
        /** Less important. */
        FAINT,
        /** Part of a picture in half blocks, light on dark. */
        PICTURE
    }

    public PanelLine(String text, Look look) {
        this(text, "", look);
    }
}
