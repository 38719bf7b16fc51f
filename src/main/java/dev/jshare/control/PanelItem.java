package dev.jshare.control;

/** A viewer or a link in the panel, as the status has it. */
record PanelItem(boolean viewer, String id, Facts facts) {

    boolean isSame(PanelItem other) {
        return viewer == other.viewer && id.equals(other.id);
    }

    /** Whether it is a viewer that asks to be allowed to type. */
    boolean asks() {
        return viewer && facts.has("asked");
    }

    /** What a viewer is called. */
    String name() {
        return String.valueOf(facts.text("name"));
    }
}
