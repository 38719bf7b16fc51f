package dev.jshare.control;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What Java says of a file in words: of some problems it gives nothing but the path. */
public final class FileProblem {
    private FileProblem() {}

    /** The reason alone, without the file if that is known. */
    public static String reason(Exception problem) {
        if (problem instanceof AccessDeniedException) {
            return "you may not";
        } else if (problem instanceof NoSuchFileException) {
            return "there is no such file";
        } else if (problem instanceof FileAlreadyExistsException) {
            return "there is a file in the place of a directory";
        } else if (problem instanceof CharacterCodingException) {
            return "it is not UTF-8";
        }
        String reason = problem instanceof FileSystemException known ? known.getReason() : null;
        return reason == null ? String.valueOf(problem.getMessage()) : reason;
    }

    /** The reason with the file. */
    public static String of(IOException problem) {
        String file = problem instanceof FileSystemException known ? known.getFile() : null;
        return file == null ? reason(problem) : file + ": " + reason(problem);
    }
}
