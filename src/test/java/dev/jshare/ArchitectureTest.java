package dev.jshare;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The layers and the habits of the code, held by machine. */
class ArchitectureTest {
    /** Bottom first. A package sees only packages of lower layers, never another one of its own layer. */
    private static final List<List<String>> LAYERS = List.of(
            List.of("vt"),
            List.of("pty", "console", "access", "protocol", "store", "tls"),
            List.of("session"),
            List.of("web", "control", "recording", "client", "hub", "load"),
            List.of("cli"));

    /** Third-party packages, and the packages that may call them. */
    private static final Map<String, List<String>> DOORS = Map.of(
            "com.pty4j..", List.of("pty"),
            "com.sun.jna..", List.of("pty", "console"),
            "org.jline..", List.of("console", "cli"),
            "com.fasterxml.jackson..", List.of("protocol"),
            "java.sql..", List.of("store"),
            "io.undertow..", List.of("web", "hub"),
            "org.xnio..", List.of("web", "hub"),
            "io.nayuki..", List.of("cli"),
            "picocli..", List.of("cli"));

    /** Raised as code lands: a wrong path that scans nothing must not let every rule pass. */
    private static final int CLASSES_AT_LEAST = 400;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.jshare");

    @Test
    void allClassesWereScanned() {
        assertTrue(CLASSES.size() >= CLASSES_AT_LEAST, "only " + CLASSES.size() + " classes");
    }

    @Test
    void everyPackageBelongsToALayer() {
        Set<String> unknown = new TreeSet<>(packages());
        LAYERS.forEach(unknown::removeAll);
        assertEquals(Set.of(), unknown);
    }

    @Test
    void dependenciesPointDownOnly() {
        for (int layer = 0; layer < LAYERS.size(); layer++) {
            for (String name : LAYERS.get(layer)) {
                List<String> forbidden = new ArrayList<>();
                for (int other = layer; other < LAYERS.size(); other++) {
                    forbidden.addAll(LAYERS.get(other));
                }
                if (layer == 1) {
                    forbidden.addAll(LAYERS.get(0)); // Leaves see nothing of jshare.
                }
                forbidden.remove(name);
                check(noClasses()
                        .that()
                        .resideInAPackage(ours(name))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(ours(forbidden))));
            }
        }
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("dev.jshare.(*)..").should().beFreeOfCycles());
    }

    @Test
    void aLibraryIsCalledBehindItsDoorOnly() {
        DOORS.forEach((library, doors) -> check(noClasses()
                .that()
                .resideOutsideOfPackages(ours(doors))
                .should()
                .dependOnClassesThat(resideInAPackage(library))));
    }

    @Test
    void theEmulatorIsPure() {
        check(noClasses()
                .that()
                .resideInAPackage(ours("vt"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.io..",
                        "java.net..",
                        "java.nio.channels..",
                        "java.nio.file..",
                        "java.security..",
                        "java.time..",
                        "java.util.concurrent..",
                        "java.util.logging..",
                        "org.slf4j..")));
        check(noClasses()
                .that()
                .resideInAPackage(ours("vt"))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class));
        check(noClasses()
                .that()
                .resideInAPackage(ours("vt"))
                .should()
                .accessTargetWhere(describe(
                        "use System for more than arraycopy",
                        access -> access.getTargetOwner().isEquivalentTo(System.class)
                                && !access.getTarget().getName().equals("arraycopy"))));
    }

    @Test
    void onlyTheCommandLinePrintsAndExits() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ours("cli"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace"));
    }

    @Test
    void timeComesFromAnInjectedSource() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ours("cli"))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .accessTargetWhere(describe(
                        "ask the machine's clock",
                        access -> access.getTargetOwner().getPackageName().equals("java.time")
                                && (access.getTarget().getName().equals("now")
                                        || access.getTarget().getName().startsWith("system"))
                                && takesNoSource(access))));
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() {
        for (String name : packages()) {
            assertTrue(
                    CLASSES.getPackage("dev.jshare." + name).isAnnotatedWith(NullMarked.class),
                    name + "/package-info.java has no @NullMarked");
        }
    }

    @Test
    void namesSayWhatAClassIs() {
        check(noClasses().should().haveNameMatching(".*(Utils?|Helpers?|Manager|Impl|Common|Misc)"));
        check(noClasses()
                .should()
                .resideInAnyPackage("..util..", "..helper..", "..manager..", "..common..", "..impl.."));
    }

    @Test
    void aClassIsPublicOnlyWhenAnotherPackageUsesIt() {
        Set<String> needless = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (isPublic(type) && type.isTopLevelClass() && !isUsedElsewhere(type) && !isPartOfAnInterface(type)) {
                needless.add(type.getFullName());
            }
        }
        // Java starts the first and makes the second, and the compiler copies the constants of the third.
        needless.removeAll(Set.of("dev.jshare.cli.Main", "dev.jshare.cli.NoLogs", "dev.jshare.protocol.Limits"));
        assertEquals(Set.of(), needless);
    }

    /** Whether another package uses it, or a class within it: the cases of a sealed interface are what is used of that. */
    private static boolean isUsedElsewhere(JavaClass type) {
        return CLASSES.stream()
                .filter(part -> part.equals(type) || part.getName().startsWith(type.getName() + "$"))
                .flatMap(part -> part.getDirectDependenciesToSelf().stream())
                .anyMatch(use -> !use.getOriginClass().getPackage().equals(type.getPackage()));
    }

    /** Whether a public method of a public class of ours takes or returns it. */
    private static boolean isPartOfAnInterface(JavaClass type) {
        return Stream.concat(
                        type.getMethodsWithReturnTypeOfSelf().stream(),
                        type.getMethodsWithParameterTypeOfSelf().stream())
                .anyMatch(method -> isPublic(method) && isPublic(method.getOwner()) && method.getOwner() != type);
    }

    private static boolean isPublic(HasModifiers item) {
        return item.getModifiers().contains(JavaModifier.PUBLIC);
    }

    /** A call such as {@code Instant.now(source)} is what we want. */
    private static boolean takesNoSource(JavaAccess<?> access) {
        return access.getTarget() instanceof AccessTarget.CodeUnitCallTarget call
                && call.getRawParameterTypes().stream().noneMatch(type -> type.isAssignableTo(InstantSource.class));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    private static Set<String> packages() {
        Set<String> names = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            names.add(type.getPackageName().replaceFirst("^dev\\.jshare\\.?", ""));
        }
        return names;
    }

    private static String ours(String name) {
        return "dev.jshare." + name + "..";
    }

    private static String[] ours(List<String> names) {
        return names.stream().map(ArchitectureTest::ours).toArray(String[]::new);
    }
}
