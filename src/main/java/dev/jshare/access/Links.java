package dev.jshare.access;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The links of one session. Any thread may use it. */
public final class Links {

    /** A new link together with its secret, which is not kept. */
    public record Issued(Link link, Token token) {}

    private record Entry(Link link, byte[] hash) {}

    private final SecureRandom random;
    private final InstantSource clock;
    private final CopyOnWriteArrayList<Entry> entries = new CopyOnWriteArrayList<>();
    private int issued; // Guarded by this.

    public Links(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    /** Makes a link; {@code life} is null for one that never expires. */
    public synchronized Issued issue(Role role, @Nullable Duration life) {
        Token token = Token.generate(random);
        Instant expires = life == null ? null : clock.instant().plus(life);
        Link link = new Link(role.word() + ++issued, role, expires);
        entries.add(new Entry(link, Token.hash(token.reveal())));
        return new Issued(link, token);
    }

    /**
     * The valid link that a presented token opens. Every entry is compared, in constant time, so that the time taken says
     * nothing about which tokens exist or how near a guess is.
     */
    public Optional<Link> find(String presented) {
        byte[] hash = Token.hash(presented);
        Instant now = clock.instant();
        Link found = null;
        for (Entry entry : entries) {
            boolean same = MessageDigest.isEqual(entry.hash, hash);
            if (same && !entry.link.expired(now)) {
                found = entry.link;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Whether a link found earlier still opens the session. */
    public boolean valid(Link link) {
        return !link.expired(clock.instant()) && list().contains(link);
    }

    /** Takes a link back; false if there is none with this id. */
    public boolean revoke(String id) {
        return entries.removeIf(entry -> entry.link.id().equals(id));
    }

    /** All links that were not revoked, oldest first; expired ones are among them. */
    public List<Link> list() {
        return entries.stream().map(Entry::link).toList();
    }
}
