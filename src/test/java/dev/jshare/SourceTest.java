package dev.jshare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What can be said about the source files themselves. */
class SourceTest {
    private static final Path BASE = Path.of(System.getProperty("jshare.basedir", "."));
    private static final Path MAIN = BASE.resolve("src/main/java");
    private static final int FILE_LINES = 600;
    private static final int METHOD_LINES = 60;

    /** State tables, which are clearer in one piece: {@code File.java:method}. */
    private static final Set<String> LONG_METHODS = Set.of();

    @Test
    void everyPackageIsOnTheReadmesMap() throws IOException {
        String readme = Files.readString(BASE.resolve("README.md"));
        try (Stream<Path> packages = Files.list(MAIN.resolve("dev/jshare"))) {
            for (Path directory : packages.filter(Files::isDirectory).toList()) {
                String name = "`dev.jshare." + directory.getFileName() + "`";
                assertTrue(readme.contains(name), "README.md's map of the code does not name " + name);
            }
        }
    }

    @Test
    void noFileIsTooLong() throws IOException {
        for (Path file : sources()) {
            int lines = Files.readAllLines(file).size();
            assertTrue(lines <= FILE_LINES, file + " has " + lines + " lines, and may have " + FILE_LINES);
        }
    }

    @Test
    void noMethodIsTooLong() throws IOException {
        Set<String> tooLong = new TreeSet<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources()));
            Trees trees = Trees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new TreePathScanner<Void, Void>() {
                    @Override
                    public Void visitMethod(MethodTree method, Void none) {
                        long lines = line(trees.getSourcePositions().getEndPosition(unit, method))
                                - line(trees.getSourcePositions().getStartPosition(unit, method))
                                + 1;
                        if (lines > METHOD_LINES) {
                            Path file = Path.of(unit.getSourceFile().toUri());
                            tooLong.add(file.getFileName() + ":" + method.getName());
                        }
                        return super.visitMethod(method, none);
                    }

                    private long line(long position) {
                        return unit.getLineMap().getLineNumber(position);
                    }
                }.scan(unit, null);
            }
        }
        assertEquals(LONG_METHODS, tooLong, "methods of more than " + METHOD_LINES + " lines");
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> found = Files.walk(MAIN)) {
            return found.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
