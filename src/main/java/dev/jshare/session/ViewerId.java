package dev.jshare.session;

import org.jspecify.annotations.Nullable;

/**
 * The number of a viewer, from 1, unique within its session. Compares itself, as other records on a viewer's way in: what Java
 * makes for that by reflection the first viewer would wait for.
 */
public record ViewerId(int value) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ViewerId id && id.value == value;
    }

    @Override
    public int hashCode() {
        return value;
    }
}
