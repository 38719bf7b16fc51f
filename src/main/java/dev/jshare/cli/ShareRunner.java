package dev.jshare.cli;

import dev.jshare.access.KernelRandom;
import dev.jshare.access.Links;
import dev.jshare.access.Role;
import dev.jshare.access.SteadyClock;
import dev.jshare.console.Console;
import dev.jshare.console.TtyConsole;
import dev.jshare.control.ControlClient;
import dev.jshare.control.ControlException;
import dev.jshare.control.ControlMessage;
import dev.jshare.control.FileProblem;
import dev.jshare.control.RuntimeDirectory;
import dev.jshare.protocol.CloseCode;
import dev.jshare.pty.LocalPty;
import dev.jshare.pty.Pty;
import dev.jshare.pty.ThisProcess;
import dev.jshare.pty.WallTime;
import dev.jshare.session.Audit;
import dev.jshare.session.AuditFile;
import dev.jshare.session.HostScreen;
import dev.jshare.session.Session;
import dev.jshare.session.SessionFacts;
import dev.jshare.session.SessionSettings;
import dev.jshare.tls.OwnCertificate;
import dev.jshare.tls.TlsIdentity;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * One share from start to end. The order matters: the shell is spawned and shown before anything that only viewers need is
 * loaded, and the links stand above its first prompt.
 */
final class ShareRunner {
    /** How long the end of the shell waits for viewers to be told; the host waits for it, too. */
    private static final Duration GOODBYE = Duration.ofMillis(30);

    /** The same where no host waits. */
    private static final Duration HEADLESS_GOODBYE = Duration.ofMillis(500);

    /** How long the end of a share that has just begun waits for the terminal's answers, which would be typed to who comes next. */
    private static final long ANSWER_MILLIS = 100;

    private static final Map<String, Integer> DEADLY_SIGNALS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

    /** What is settled before the shell starts, and needs no terminal. */
    private record Plan(
            ShellCommand command,
            SessionSettings settings,
            Reservation reserved,
            Reach reach,
            @Nullable TlsIdentity identity,
            Links links,
            Card card) {}

    private final ShareCommand options;
    private final Map<String, String> environment;
    private final Path here;
    private final InstantSource clock = new SteadyClock(InstantSource.system(), System::nanoTime);
    private final AtomicInteger deadlySignal = new AtomicInteger(); // The first that came, 0 for none.

    ShareRunner(ShareCommand options, Map<String, String> environment, Path here) {
        this.options = options;
        this.environment = environment;
        this.here = here.toAbsolutePath();
    }

    /** Shares until the shell ends; its exit status. */
    int run() throws IOException, InterruptedException {
        warnOfUnknownSettings();
        refuseNesting();
        if (options.type && options.noTyping) {
            throw CliException.usage("--type" + origin("--type") + " and --no-typing" + origin("--no-typing")
                    + " exclude each other; leave one out.");
        } else if (options.tlsKey != null && options.tlsCert == null) {
            throw CliException.usage("--tls-key is the key of --tls-cert; give both.");
        } else if (options.wait != null && !options.headless) {
            throw CliException.usage("--wait is for --headless; with a terminal you are there yourself.");
        } else if (options.maxViewers < 1) {
            throw CliException.usage("--max-viewers " + options.maxViewers + " lets nobody in; say 1 or more.");
        } else if (options.scrollback < 0) {
            throw CliException.usage("--scrollback " + options.scrollback + " is no number of lines; say 0 or more.");
        }
        Plan plan = plan();
        return run(plan, console());
    }

    /** The same on a console that is there already. */
    int runOn(Console console) throws IOException, InterruptedException {
        loadNatives();
        return run(plan(), console);
    }

    /** Begins to load JNA, which takes as long as all that comes before the console is looked at, and is needed then. */
    static void loadNatives() {
        inBackground("jshare-start", new NativeLoading());
    }

    /** No lambda: Java takes 10 ms for the first one, in which this is under way already. */
    private static final class NativeLoading implements Runnable {
        @Override
        public void run() {
            System.setProperty("java.util.logging.manager", NoLogs.class.getName());
            try {
                LocalPty.prepare();
            } catch (LinkageError e) {
                // The start fails for the same reason.
            }
        }
    }

    private Plan plan() {
        SecureRandom random = KernelRandom.open();
        String id = SessionId.generate(random);
        ShellCommand command = shell(id);
        ListenAddress listen = options.listen == null ? ListenAddress.loopback() : options.listen;
        Reservation reserved = listen.reserve();
        Links links = new Links(random, clock, !options.noTyping);
        boolean secure = options.tls || options.tlsCert != null;
        Reach reach = Reach.of(listen.addresses(), reserved.port(), secure, options.publicUrl, options.allowOrigin);
        TlsIdentity identity = secure ? identity(reach, random) : null;
        String fingerprint = identity == null ? null : identity.fingerprint();
        Card card = new Card(id, reach, fingerprint, issue(links), clock.instant(), WallTime::of);
        SessionSettings settings = new SessionSettings(
                id,
                sessionName(),
                options.once ? 1 : options.maxViewers,
                options.scrollback,
                options.logSize.bytes(),
                options.freeTyping,
                !options.noChat);
        return new Plan(command, settings, reserved, reach, identity, links, card);
    }

    private int run(Plan plan, @Nullable Console console) throws IOException, InterruptedException {
        ShellCommand command = plan.command;
        Audit audit = audit(console != null);
        TerminalSize size = size(console);
        LocalPty pty =
                LocalPty.start(command.argv(), command.directory(), command.environment(), size.cols(), size.rows());
        List<String> shown =
                options.status == StatusPlace.ROW ? shownCard(plan.card) : List.of(); // No links are kept without.
        Session session = new Session(plan.settings, pty, console, size.cols(), size.rows(), plan.links, clock, audit);
        ServerStart server = new ServerStart(
                plan.reserved,
                plan.reach,
                plan.identity,
                session,
                plan.links,
                environment,
                console != null,
                pty::hangUp,
                attendant -> HostView.start(session, attendant, options, environment, shown));
        Visit visit = visit(session, server);
        String end = console == null ? System.lineSeparator() : "\r\n";
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> System.err.print("jshare: a fault in "
                + thread.getName() + " (" + fault + "): sharing may not go on, your shell does." + end));
        try {
            if (console == null) {
                onSignals(session, server, pty, null);
                server.start(); // Nobody waits for a prompt, and scripts connect as soon as they have read the link.
                print(plan.card, null);
                session.start();
                pty.quicken();
            } else {
                print(plan.card, console);
                // Signals would delay the prompt; one that comes before they are heard ends the JVM by its own way.
                Runtime.getRuntime().addShutdownHook(new Thread(console::restore));
                console.enterRaw();
                if (options.status == StatusPlace.ROW) {
                    Objects.requireNonNull(session.hostScreen()).reserveRow();
                }
                session.askColours(environment.get("TERM"));
                session.start();
                inBackground("jshare-start", () -> {
                    onSignals(session, server, pty, console);
                    onResize(session, console, size);
                    server.run();
                    pty.quicken();
                    ArchiveOrder.fulfil(environment);
                    Spare.order(environment);
                });
            }
            int status = session.awaitEnd();
            server.close();
            farewell(session, console);
            Integer ended = visit == null || console != null ? null : visit.status();
            return deadlySignal.get() != 0 ? ExitCode.SIGNAL + deadlySignal.get() : ended != null ? ended : status;
        } finally {
            server.close();
            restore(session, console);
        }
    }

    /** What stands above the first prompt. */
    private List<String> shownCard(Card card) {
        return options.quiet || options.json ? List.of() : card.lines(false, "Stop: leave the shell.");
    }

    /** Looks for viewers, if the end of the share is up to them. */
    private @Nullable Visit visit(Session session, ServerStart server) {
        if (!options.once && options.wait == null) {
            return null;
        }
        Duration wait = options.wait == null ? null : options.wait.duration();
        Visit visit = new Visit(session, wait, options.once, Visit.GRACE, server::stop);
        visit.start();
        return visit;
    }

    private static void restore(Session session, @Nullable Console console) {
        HostScreen screen = session.hostScreen();
        if (console != null && screen != null) {
            session.awaitColours(ANSWER_MILLIS);
            screen.close();
            console.restore();
        }
    }

    /** @param known the size that the shell was started with */
    private static void onResize(Session session, Console console, TerminalSize known) {
        HostScreen screen = Objects.requireNonNull(session.hostScreen());
        console.onResize(screen::fit);
        if (known.cols() != console.cols() || known.rows() != screen.shellRows()) {
            screen.fit();
        }
    }

    private Audit audit(boolean console) {
        if (options.audit == null) {
            return new Audit(InstantSource.system(), null);
        }
        try {
            String end = console ? "\r\n" : System.lineSeparator();
            return new Audit(
                    InstantSource.system(),
                    AuditFile.open(options.audit, problem -> System.err.print("jshare: " + problem + "." + end)));
        } catch (IOException e) {
            throw CliException.usage("The audit cannot be written to " + options.audit + " (" + FileProblem.reason(e)
                    + "); name another file with --audit.");
        }
    }

    static void inBackground(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Where a flag is on by default. */
    private String origin(String flag) {
        Defaults defaults = new Defaults(environment);
        return "true".equalsIgnoreCase(defaults.value(flag)) ? " (" + defaults.origin(flag) + ")" : "";
    }

    private void warnOfUnknownSettings() {
        String unknown = options.quiet ? null : new Defaults(environment).unknown();
        if (unknown != null) {
            System.err.println("jshare: " + unknown);
        }
    }

    private void refuseNesting() {
        String outer = environment.getOrDefault(ShellCommand.SESSION_VARIABLE, "");
        if (!outer.isEmpty() && !options.nest && runs(outer)) {
            throw CliException.usage("This shell is shared already (session " + outer
                    + "); leave it first, or use --nest to share a shell within it.");
        }
    }

    /** Whether that session is not over, as it is for a shell that was shared, and for what a server of terminals starts. */
    private boolean runs(String session) {
        ControlClient client = new ControlClient(RuntimeDirectory.of(environment));
        ControlMessage.Status question = new ControlMessage.Status();
        try {
            return (SessionCommand.hasJustBegun() ? client.askWhenUp(session, question) : client.ask(session, question))
                    .isPresent();
        } catch (ControlException e) {
            return true; // It does not answer as it should, but is there.
        }
    }

    private @Nullable Console console() {
        if (options.headless) {
            return null;
        }
        if (options.size != null) {
            throw CliException.usage("--size is for --headless; with a terminal that decides the size.");
        }
        if (!TtyConsole.present()) {
            throw CliException.usage(
                    "Standard input and output are no terminal; use --headless --size 80x24 to share without one.");
        }
        return new TtyConsole();
    }

    private TerminalSize size(@Nullable Console console) {
        if (console != null) {
            int rows = options.status == StatusPlace.ROW ? HostScreen.rowsLeft(console.rows()) : console.rows();
            return new TerminalSize(console.cols(), rows);
        }
        return options.size != null ? options.size : new TerminalSize(80, 24);
    }

    private ShellCommand shell(String session) {
        Path directory = options.cwd == null ? here : ShellCommand.directory(here.resolve(options.cwd));
        ShellCommand command = ShellCommand.find(options.command, options.login, directory, environment, session);
        return options.headless ? command.withoutTerminal() : command;
    }

    private List<Links.Issued> issue(Links links) {
        List<Links.Issued> issued = new ArrayList<>();
        issued.add(links.issue(Role.WATCH, options.expires.duration()));
        if (options.type) {
            issued.add(links.issue(Role.TYPE, options.expires.duration()));
        }
        return issued;
    }

    private TlsIdentity identity(Reach reach, SecureRandom random) {
        Path certificate = options.tlsCert;
        try {
            if (certificate != null) {
                Path key = options.tlsKey == null ? certificate : options.tlsKey;
                TlsIdentity read = TlsIdentity.read(certificate, key);
                read.context(); // Whether they belong together is said before the shell starts.
                return read;
            }
            return OwnCertificate.of(environment).identity(reach.names(), clock.instant(), random);
        } catch (NoSuchFileException e) {
            throw CliException.usage("There is no file " + e.getMessage() + "; see --tls-cert and --tls-key.");
        } catch (IOException e) {
            String next = certificate == null
                    ? "set XDG_DATA_HOME to a directory of your own, or give --tls-cert"
                    : "see --tls-cert and --tls-key";
            throw CliException.usage("TLS cannot be served (" + FileProblem.of(e) + "); " + next + ".");
        }
    }

    private String sessionName() {
        return options.name != null ? options.name : HostName.userAtHost(environment);
    }

    private void print(Card card, @Nullable Console console) {
        if (options.json) {
            System.out.println(card.json(ProcessHandle.current().pid()));
            if (System.out.checkError()) {
                throw new CliException(
                        ExitCode.FAILED,
                        "The links cannot be printed: standard output takes nothing. Nothing is shared.");
            }
        } else if (!options.quiet) {
            boolean colour = TtyConsole.errorsAreSeen() && Colours.wanted(environment);
            String howToStop =
                    console == null ? "Stop: kill " + ProcessHandle.current().pid() + "." : "Stop: leave the shell.";
            System.err.println(String.join(System.lineSeparator(), card.lines(colour, howToStop)));
            if (options.qr) {
                card.picture(Colours.wanted(environment), TerminalSize.of(TtyConsole.STDERR))
                        .forEach(System.err::println);
            }
        }
    }

    /** The shell hears SIGHUP as from a terminal that closes; then the console is as it was before this process ends. */
    private void onSignals(Session session, ServerStart server, Pty pty, @Nullable Console console) {
        DEADLY_SIGNALS.forEach((name, number) -> Signals.register(name, () -> {
            // The shell may end at once, and whoever waits for that may end this process first.
            deadlySignal.compareAndSet(0, number);
            try {
                pty.hangUp();
                restore(session, console);
                server.close();
                session.close(CloseCode.ENDED, GOODBYE); // It never comes back, and nobody is to wait for that.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                ThisProcess.exitNow(ExitCode.SIGNAL + deadlySignal.get());
            }
        }));
    }

    private void farewell(Session session, @Nullable Console console) throws InterruptedException {
        restore(session, console);
        if (!options.quiet && !options.json) {
            SessionFacts facts = session.facts();
            Duration shared = Duration.between(facts.started(), clock.instant());
            System.err.println("jshare: shared for " + Lifetime.inWords(shared) + ", "
                    + (facts.joined() == 0 ? "nobody" : String.valueOf(facts.joined())) + " watched.");
        }
        session.close(null, console == null ? HEADLESS_GOODBYE : GOODBYE);
    }
}
