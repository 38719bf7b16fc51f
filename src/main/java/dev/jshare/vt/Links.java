package dev.jshare.vt;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Targets of the hyperlinks on the screens (OSC 8), each under a small number that cells can hold; 0 is no link. */
final class Links {
    /** Most targets known at a time; a listing of a large directory has thousands. Beyond it, new text is not linked. */
    static final int MAX_LINKS = 16 * 1024;

    /** Most characters of all targets together, so that long ones cannot fill the memory. */
    static final int MAX_CHARS = 1024 * 1024;

    /** New links refused before the screens are searched for forgotten ones again: a search costs milliseconds. */
    private static final int REFUSALS_BEFORE_SEARCH = 1024;

    /** Target of a link; {@code id} ties together the parts of one link. */
    record Link(@Nullable String id, String uri) {
        private int chars() {
            return uri.length() + (id == null ? 0 : id.length());
        }
    }

    private final Map<Link, Integer> numbers = new HashMap<>();
    private @Nullable Link[] links = new @Nullable Link[16];
    private int next = 1;
    private int chars;
    private int refusals = REFUSALS_BEFORE_SEARCH;

    Link get(int number) {
        Link link = links[number];
        if (link == null) {
            throw new IllegalStateException("no link " + number);
        }
        return link;
    }

    /**
     * Returns the number of a link, 0 if there is no room.
     *
     * @param markUsed adds all numbers in use; asked only when there is no room, so that forgotten links can go
     */
    int number(@Nullable String id, String uri, Consumer<BitSet> markUsed) {
        Link link = new Link(id, uri);
        Integer known = numbers.get(link);
        if (known != null) {
            return known;
        }
        if (isFull(link) && ++refusals > REFUSALS_BEFORE_SEARCH) {
            refusals = 0;
            dropUnused(markUsed);
        }
        return isFull(link) ? 0 : add(link);
    }

    private boolean isFull(Link link) {
        return numbers.size() == MAX_LINKS || chars + link.chars() > MAX_CHARS;
    }

    private int add(Link link) {
        while (next < links.length && links[next] != null) {
            next++;
        }
        if (next == links.length) {
            links = java.util.Arrays.copyOf(links, links.length * 2);
        }
        links[next] = link;
        numbers.put(link, next);
        chars += link.chars();
        return next++;
    }

    private void dropUnused(Consumer<BitSet> markUsed) {
        BitSet used = new BitSet(links.length);
        markUsed.accept(used);
        for (int i = 1; i < links.length; i++) {
            Link link = links[i];
            if (link != null && !used.get(i)) {
                links[i] = null;
                numbers.remove(link);
                chars -= link.chars();
            }
        }
        next = 1;
    }
}
