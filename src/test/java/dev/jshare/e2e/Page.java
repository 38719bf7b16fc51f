package dev.jshare.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** One window of a {@link Browser}: one viewer. */
record Page(Browser browser, String name) {

    /** What is seen beside the terminal, and what the page's test hook says of its state. */
    Json look() throws IOException {
        return browser.ask(name, "look", Map.of());
    }

    /** The text of the screen, without blanks at the ends of lines. */
    String text() throws IOException {
        return browser.ask(name, "text", Map.of()).text();
    }

    /** The same with the lines above the screen. */
    String wholeText() throws IOException {
        return browser.ask(name, "text", Map.of("scrollback", "yes")).text();
    }

    Json screen() throws IOException {
        return browser.ask(name, "screen", Map.of());
    }

    StyledScreen styled() throws IOException {
        return StyledScreen.ofPage(screen());
    }

    /** For comparison with another page: cursor and modes, then each line of the screen with its looks. */
    List<String> everything() throws IOException {
        return everything(Map.of());
    }

    /** The same with the lines above the screen. */
    List<String> everythingFromAbove() throws IOException {
        return everything(Map.of("scrollback", "yes"));
    }

    private List<String> everything(Map<String, String> options) throws IOException {
        return browser.ask(name, "everything", options).list().stream()
                .map(Json::text)
                .toList();
    }

    /** Up to which offset of the session the page has drawn; negative: nothing yet. */
    long drawn() throws IOException {
        return look().get("rendered").number();
    }

    /** Waits until the page has drawn this much of the session. */
    Page awaitDrawn(long offset) throws Exception {
        Await.until("offset " + offset + " on the page", () -> drawn() >= offset, this::evidence);
        return this;
    }

    /** Presses a key, by the names of the DOM: {@code Enter}, {@code ArrowUp}, {@code Control+c}. */
    Page press(String... keys) throws IOException {
        for (String key : keys) {
            browser.ask(name, "press", Map.of("key", key));
        }
        return this;
    }

    /** Clicks on the element with this id. */
    Page click(String id) throws IOException {
        browser.ask(name, "click", Map.of("id", id));
        return this;
    }

    Page type(String text) throws IOException {
        browser.ask(name, "type", Map.of("text", text));
        return this;
    }

    Page line(String text) throws IOException {
        return type(text).press("Enter");
    }

    void paste(String text) throws IOException {
        browser.ask(name, "paste", Map.of("text", text));
    }

    /**
     * Types letters in one turn of the page; what is guessed right after, before anything can have come back. For no letters
     * what is guessed now.
     */
    String typeAtOnce(String text) throws IOException {
        return browser.ask(name, "typeAtOnce", Map.of("text", text)).text();
    }

    /** From now on notes what is guessed; {@link #echo} has it. */
    void watchEcho() throws IOException {
        browser.ask(name, "watchEcho", Map.of());
    }

    /** The texts that were guessed since. */
    List<String> echo() throws IOException {
        return browser.ask(name, "echo", Map.of()).list().stream()
                .map(Json::text)
                .toList();
    }

    void reload() throws IOException {
        browser.ask(name, "reload", Map.of());
    }

    void picture(Path file) throws IOException {
        browser.ask(name, "picture", Map.of("path", file.toString()));
    }

    /** Every URL that was asked for. */
    List<String> requests() throws IOException {
        return browser.ask(name, "log", Map.of()).get("requests").list().stream()
                .map(Json::text)
                .toList();
    }

    /** Every error and warning of the console. */
    List<String> complaints() throws IOException {
        return browser.ask(name, "log", Map.of()).get("complaints").list().stream()
                .map(Json::text)
                .toList();
    }

    /** Waits until the screen is that of a terminal, which may still be drawing what comes after words that were waited for. */
    void awaitSameAs(Tmux terminal) throws Exception {
        Await.until(
                "the page shows what the terminal shows",
                () -> {
                    StyledScreen wanted = terminal.styled();
                    return styled().asFarAs(wanted).equals(wanted);
                },
                () -> "the terminal:\n" + terminal.styled() + "\nthe page:\n" + evidence());
    }

    /** Waits until the screen holds this text. */
    Page await(String text) throws Exception {
        Await.until("'" + text + "' on the page", () -> text().contains(text), this::evidence);
        return this;
    }

    /** Waits until what is seen beside the terminal is so. */
    Json awaitLook(String what, Predicate<Json> condition) throws Exception {
        return Await.value(what, () -> Optional.of(look()).filter(condition), this::evidence);
    }

    /** Waits until the page has said this, which may be gone by now. */
    Page awaitNotice(String text) throws Exception {
        awaitLook(
                "the notice " + text,
                look -> look.get("notices").list().stream()
                        .anyMatch(each -> each.text().contains(text)));
        return this;
    }

    /** Waits until the connection is in this phase, as {@code live}. */
    Page awaitPhase(String phase) throws Exception {
        awaitLook("phase " + phase, look -> look.get("phase").get("kind").text().equals(phase));
        return this;
    }

    private String evidence() {
        try {
            return styled() + "\n" + look();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
