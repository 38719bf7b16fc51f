package dev.jshare.tls;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of a file in PEM (RFC 7468). What stands around them is commentary. */
record Pem(List<Block> blocks) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s(.*?)-----END \\1-----", Pattern.DOTALL);

    static final String CERTIFICATE = "CERTIFICATE";
    static final String PKCS8 = "PRIVATE KEY";
    private static final String PKCS1 = "RSA PRIVATE KEY";
    private static final String SEC1 = "EC PRIVATE KEY";
    private static final String RSA_ENCRYPTION = "1.2.840.113549.1.1.1";
    private static final String EC_PUBLIC_KEY = "1.2.840.10045.2.1";

    /** One block: its label and its text, which may have headers (RFC 1421) before the Base64. */
    record Block(String label, String text) {
        byte[] bytes() throws IOException {
            try {
                return Base64.getMimeDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                throw new IOException("the block " + label + " is no Base64", e);
            }
        }
    }

    static Pem parse(String file) {
        List<Block> blocks = new ArrayList<>();
        Matcher found = BLOCK.matcher(file);
        while (found.find()) {
            blocks.add(new Block(found.group(1), found.group(2)));
        }
        return new Pem(List.copyOf(blocks));
    }

    static String write(String label, byte[] bytes) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }

    /** All certificates in their order, encoded. */
    List<byte[]> certificates() throws IOException {
        List<byte[]> certificates = new ArrayList<>();
        for (Block block : blocks) {
            if (block.label.equals(CERTIFICATE)) {
                certificates.add(block.bytes());
            }
        }
        if (certificates.isEmpty()) {
            throw new IOException("there is no certificate in it");
        }
        return certificates;
    }

    /** The first private key, as PKCS #8 (RFC 5958) whatever form it has in the file. */
    byte[] privateKey() throws IOException {
        for (Block block : blocks) {
            if (block.label.startsWith("ENCRYPTED") || block.text.contains("ENCRYPTED")) {
                throw new IOException("the private key has a passphrase; remove it (openssl pkey -in KEY -out PLAIN)");
            }
            switch (block.label) {
                case PKCS8:
                    return block.bytes();
                case PKCS1: // RFC 8017 §A.1.2.
                    return pkcs8(Der.sequence(Der.oid(RSA_ENCRYPTION), Der.value(Der.NULL)), block.bytes());
                case SEC1:
                    return pkcs8(Der.sequence(Der.oid(EC_PUBLIC_KEY), curve(block.bytes())), block.bytes());
                default:
                    break; // EC PARAMETERS and the like.
            }
        }
        throw new IOException("there is no private key in it");
    }

    private static byte[] pkcs8(byte[] algorithm, byte[] key) {
        return Der.sequence(Der.integer(0), algorithm, Der.value(Der.OCTET_STRING, key));
    }

    /** The curve that an ECPrivateKey (RFC 5915 §3) names: its field {@code [0]}. */
    private static byte[] curve(byte[] key) throws IOException {
        DerReader fields = new DerReader(key).next();
        while (fields.hasNext()) {
            if (fields.tag() == Der.CONTEXT_CONSTRUCTED) {
                return fields.next().whole();
            }
            fields.next();
        }
        throw new IOException("the private key does not name its curve");
    }
}
