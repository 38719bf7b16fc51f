package dev.jshare.access;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The links of one session. Any thread may use it. */
public final class Links {

    /** A new link together with its secret, which is not kept. */
    public record Issued(Link link, Token token) {
        /**
         * The link for people, at each address; see {@link LinkUrl}.
         *
         * @param bases the URLs in front of {@code /s/}
         */
        public List<String> urls(List<String> bases, String session) {
            List<String> urls = new ArrayList<>(bases.size());
            for (String base : bases) {
                urls.add(base + "/s/" + session + "#" + token.reveal());
            }
            return urls;
        }
    }

    /** What somebody who is back by a ticket brings: until when it may type by a leave of the host's, or null. */
    public record Way(@Nullable Instant leave) {}

    /** A link, and how many times it was joined by. */
    public record Use(Link link, int used) {}

    /** What may happen to a link. */
    public enum Change {
        MADE,
        EXTENDED,
        REVOKED,
        EXPIRED
    }

    /** Immutable; a change puts another one in its place. */
    private record Entry(Link link, TokenHash hash, int used) {
        boolean opens(Instant now) {
            return !link.expired(now) && !spent();
        }

        boolean spent() {
            Integer uses = link.uses();
            return uses != null && used >= uses;
        }
    }

    private final SecureRandom random;
    private final InstantSource clock;
    private final boolean typing;
    private final CopyOnWriteArrayList<Entry> entries = new CopyOnWriteArrayList<>(); // Changed under this.
    private final Tickets tickets; // Guarded by this, as are all below.
    private int issued;
    private BiConsumer<Change, Link> listener = (change, link) -> {};
    private Instant looked;

    public Links(SecureRandom random, InstantSource clock) {
        this(random, clock, true);
    }

    /** @param typing false if nobody but the host may ever type: then no link to type can be made */
    public Links(SecureRandom random, InstantSource clock, boolean typing) {
        this.random = random;
        this.clock = clock;
        this.typing = typing;
        this.tickets = new Tickets(random, clock);
        this.looked = clock.instant();
    }

    /** Has somebody told what becomes of links, of those that are there at once; on the thread that changes them. */
    public synchronized void listen(BiConsumer<Change, Link> told) {
        listener = told;
        entries.forEach(entry -> told.accept(Change.MADE, entry.link));
    }

    /** Keeps hashes of all tokens from now on, and no token. */
    public void forgetTokens() {
        entries.forEach(entry -> entry.hash.get());
    }

    /** When the next link expires of which that was not told yet; empty if none does. */
    public synchronized Optional<Instant> nextExpiry() {
        return entries.stream()
                .filter(entry -> !entry.link.expired(looked))
                .flatMap(entry -> Stream.ofNullable(entry.link.expires()))
                .min(Instant::compareTo);
    }

    /** Looks for links that have expired since the last look. */
    public synchronized void tellExpired() {
        Instant now = clock.instant();
        for (Entry entry : entries) {
            if (entry.link.expired(now) && !entry.link.expired(looked)) {
                listener.accept(Change.EXPIRED, entry.link);
            }
        }
        looked = now;
    }

    /** Whether anybody but the host may ever type. */
    public boolean typing() {
        return typing;
    }

    /** Makes a link for any number of joins; {@code life} is null for one that never expires. */
    public Issued issue(Role role, @Nullable Duration life) {
        return issue(role, life, null, null);
    }

    /**
     * Makes a link.
     *
     * @param life null for one that never expires
     * @param uses how many times it can be joined by, or null for any number
     * @param label what the host calls it, or null
     * @throws IllegalStateException for a link to type where nobody may
     */
    public synchronized Issued issue(
            Role role, @Nullable Duration life, @Nullable Integer uses, @Nullable String label) {
        if (role == Role.TYPE && !typing) {
            throw new IllegalStateException("nobody may type in this session");
        }
        Token token = Token.generate(random);
        Instant expires = life == null ? null : clock.instant().plus(life);
        Link link = new Link(role.word() + ++issued, role, expires, uses, label);
        entries.add(new Entry(link, new TokenHash(token), 0));
        listener.accept(Change.MADE, link);
        return new Issued(link, token);
    }

    /**
     * The link that a presented token opens now. Every entry is compared, in constant time, so that the time taken says
     * nothing about which tokens exist or how near a guess is.
     */
    public Optional<Link> find(String presented) {
        return find(presented, "");
    }

    /**
     * The same for one who may have been here before: a link that is used up opens to a ticket of its own, as long as that is
     * good. The ticket stays what it is until {@link #enter}.
     */
    public synchronized Optional<Link> find(String presented, String ticket) {
        byte[] hash = Token.hash(presented);
        Instant now = clock.instant();
        Link found = null;
        int viewer = tickets.find(ticket);
        for (Entry entry : entries) {
            boolean same = MessageDigest.isEqual(entry.hash.get(), hash);
            boolean back = tickets.isFor(viewer, entry.link) && !entry.link.expired(now);
            if (same && (entry.opens(now) || back)) {
                found = entry.link;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Whether this is the good ticket of somebody who came by this link: who presents it has joined once. */
    public synchronized boolean holds(Link link, String ticket) {
        return tickets.isFor(tickets.find(ticket), link);
    }

    /** The same, of somebody who is not known to have left: whoever {@link #enter}s by it takes no further place. */
    public synchronized boolean present(Link link, String ticket) {
        int viewer = tickets.find(ticket);
        return tickets.isFor(viewer, link) && tickets.isPresent(viewer);
    }

    /**
     * Lets somebody in who presented a ticket that is still good, in place of the viewer that got it, and without using
     * the link once more. The ticket is good no longer; {@link #arrive} says what it was worth.
     *
     * @return the number of that viewer, which has to leave if it is there, or 0 if the ticket is no good
     */
    public synchronized int enter(Link link, String ticket) {
        int viewer = tickets.find(ticket);
        if (!tickets.isFor(viewer, link) || !valid(link)) {
            return 0;
        }
        tickets.use(viewer);
        return viewer;
    }

    /**
     * Whoever {@link #enter} let in is there. What the host decided about that viewer in between counts, so this is to be asked in
     * the turn that lets it act.
     *
     * @param viewer the number that it had before
     * @return null if it was sent away in between
     */
    public synchronized @Nullable Way arrive(int viewer) {
        return tickets.arrive(viewer);
    }

    /** A ticket for a viewer that came by this link, with which it can come back once; null if the link is gone. */
    public synchronized @Nullable Token ticket(Link link, int viewer) {
        return !valid(link) ? null : tickets.issue(link, viewer);
    }

    /** Has a viewer that the host lets type until then do so after a return by its ticket, too. */
    public synchronized void allow(int viewer, Instant leave) {
        tickets.allow(viewer, leave);
    }

    /** Ends that for a viewer, there or away; false if it was not so. */
    public synchronized boolean disallow(int viewer) {
        return tickets.disallow(viewer);
    }

    /** Ends it for all; for how many it was so. */
    public synchronized int disallowAll() {
        return tickets.disallowAll();
    }

    /** A viewer has left, and may come back within a minute. */
    public synchronized void left(int viewer) {
        tickets.lost(viewer);
    }

    /** A viewer may not come back by its ticket; false if it has none. */
    public synchronized boolean forget(int viewer) {
        return tickets.forget(viewer);
    }

    /** Uses a link found earlier once, for somebody who joins; false if it does not open the session any more. */
    public synchronized boolean use(Link link) {
        Instant now = clock.instant();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.link.id().equals(link.id()) && entry.opens(now)) {
                entries.set(i, new Entry(entry.link, entry.hash, entry.used + 1));
                return true;
            }
        }
        return false;
    }

    /**
     * A link found earlier as it is now, if who came by it may stay: it was not revoked and has not expired. That it is
     * used up sends nobody away.
     */
    public Optional<Link> current(Link link) {
        Instant now = clock.instant();
        return entries.stream()
                .map(Entry::link)
                .filter(entry -> entry.id().equals(link.id()) && !entry.expired(now))
                .findFirst();
    }

    /** Whether who came by a link found earlier may stay. */
    public boolean valid(Link link) {
        return current(link).isPresent();
    }

    /**
     * Lets a link live longer, from its end on, or from now on if that is past.
     *
     * @param more null for ever
     * @return the link as it is then, or empty if there is none with this id
     */
    public synchronized Optional<Link> extend(String id, @Nullable Duration more) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.link.id().equals(id)) {
                Link longer = entry.link.until(extended(entry.link.expires(), more));
                entries.set(i, new Entry(longer, entry.hash, entry.used));
                listener.accept(Change.EXTENDED, longer);
                return Optional.of(longer);
            }
        }
        return Optional.empty();
    }

    private @Nullable Instant extended(@Nullable Instant expires, @Nullable Duration more) {
        if (expires == null || more == null) {
            return null;
        }
        Instant now = clock.instant();
        return (expires.isBefore(now) ? now : expires).plus(more);
    }

    /** Takes a link back; false if there is none with this id. */
    public synchronized boolean revoke(String id) {
        boolean there = false;
        for (Entry entry : entries) {
            if (entry.link.id().equals(id)) {
                there |= entries.remove(entry);
                tickets.forget(id);
                listener.accept(Change.REVOKED, entry.link);
            }
        }
        return there;
    }

    /** Takes all links back; how many there were. */
    public synchronized int revokeAll() {
        int all = entries.size();
        entries.forEach(entry -> {
            tickets.forget(entry.link.id());
            listener.accept(Change.REVOKED, entry.link);
        });
        entries.clear();
        return all;
    }

    /** All links that were not revoked, oldest first; expired ones are among them. */
    public List<Link> list() {
        return entries.stream().map(Entry::link).toList();
    }

    /** The same with their uses. */
    public List<Use> uses() {
        return entries.stream().map(entry -> new Use(entry.link, entry.used)).toList();
    }
}
