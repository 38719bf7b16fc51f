package dev.jshare.session;

import dev.jshare.protocol.Limits;
import org.jspecify.annotations.Nullable;

/** What a viewer may be called. */
final class ViewerName {
    private ViewerName() {}

    /** The name as others may see it, cut to {@link Limits#NAME} characters; {@code guest N} if nothing is left. */
    static String clean(@Nullable String presented, ViewerId id) {
        String name = presented == null ? "" : VisibleText.clean(presented, Limits.NAME);
        return name.isEmpty() ? "guest " + id.value() : name;
    }
}
