package dev.jshare.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private final ManualClock clock = new ManualClock();
    private final Links links = new Links(new SecureRandom(), clock);

    @Test
    void aLinkIsFoundByItsTokenOnly() {
        Links.Issued watch = links.issue(Role.WATCH, HOUR);
        Links.Issued type = links.issue(Role.TYPE, HOUR);
        assertEquals(Optional.of(watch.link()), links.find(watch.token().reveal()));
        assertEquals(Optional.of(type.link()), links.find(type.token().reveal()));
        assertNotEquals(watch.link().id(), type.link().id());
        String token = watch.token().reveal();
        for (String wrong : new String[] {
            "",
            " ",
            token.substring(1),
            token + "A",
            token.toLowerCase(java.util.Locale.ROOT),
            token + "\0",
            "\ud800",
            watch.link().id()
        }) {
            assertEquals(Optional.empty(), links.find(wrong), wrong);
        }
    }

    @Test
    void trap10AtTheVeryInstantOfItsEndALinkIsOver() {
        Links.Issued issued = links.issue(Role.WATCH, HOUR);
        String token = issued.token().reveal();
        assertEquals(clock.instant().plus(HOUR), issued.link().expires());
        clock.advance(HOUR.minusNanos(1));
        assertTrue(links.find(token).isPresent());
        assertTrue(links.valid(issued.link()));
        clock.advance(Duration.ofNanos(1));
        assertTrue(links.find(token).isEmpty());
        assertFalse(links.valid(issued.link()));
    }

    @Test
    void aLinkWithoutAnEndLives() {
        Links.Issued issued = links.issue(Role.TYPE, null);
        clock.advance(Duration.ofDays(100_000));
        assertNull(issued.link().expires());
        assertTrue(links.find(issued.token().reveal()).isPresent());
    }

    @Test
    void trap10ARevokedLinkOpensNothing() {
        Links.Issued kept = links.issue(Role.WATCH, null);
        Links.Issued revoked = links.issue(Role.WATCH, null);
        assertTrue(links.revoke(revoked.link().id()));
        assertFalse(links.revoke(revoked.link().id()), "there is no such link any more");
        assertFalse(links.revoke("nobody"));
        assertTrue(links.find(revoked.token().reveal()).isEmpty());
        assertFalse(links.valid(revoked.link()));
        assertTrue(links.valid(kept.link()));
        assertEquals(java.util.List.of(kept.link()), links.list());
        assertNotEquals(
                revoked.link().id(), links.issue(Role.WATCH, null).link().id(), "ids are not used again");
    }

    @Test
    void aWatchOnlySessionHasNoSecretThatTypes() {
        links.issue(Role.WATCH, HOUR);
        assertTrue(links.list().stream().allMatch(link -> link.role() == Role.WATCH));
    }
}
