package app.touchline.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An authority of somebody's own, which no machine knows. */
final class OwnAuthority {

    private OwnAuthority() {}

    /** A new one, and the server's certificate signed by it, which it finds in its folder; gives the authority's. */
    static String signing(Path folder, String name, String alternatives) {
        try {
            return signed(folder, name, alternatives);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String signed(Path folder, String name, String alternatives) throws IOException {
        var ca = folder.resolve("ca.pem").toString();
        var caKey = folder.resolve("ca-key.pem").toString();
        var request = folder.resolve("request.pem").toString();
        var extension = folder.resolve("extension");
        Dovecot.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "3650",
                "-subj",
                "/CN=Our own",
                "-keyout",
                caKey,
                "-out",
                ca);
        Dovecot.run(
                "openssl",
                "req",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=" + name,
                "-keyout",
                folder.resolve("key.pem").toString(),
                "-out",
                request);
        Files.writeString(extension, "subjectAltName=" + alternatives + "\n");
        Dovecot.run(
                "openssl",
                "x509",
                "-req",
                "-in",
                request,
                "-CA",
                ca,
                "-CAkey",
                caKey,
                "-CAcreateserial",
                "-days",
                "3650",
                "-extfile",
                extension.toString(),
                "-out",
                folder.resolve("cert.pem").toString());
        return Files.readString(folder.resolve("ca.pem"));
    }
}
