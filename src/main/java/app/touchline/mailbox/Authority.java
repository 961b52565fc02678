package app.touchline.mailbox;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A certificate authority of somebody's own, that signs the certificates of mail servers.
 *
 * @param pem its certificate, or several
 * @param alone whether it is trusted instead of those that the machine knows, and not beside them
 */
public record Authority(String pem, boolean alone) {

    /** @throws CertificateException where it is none; {@link #problem} says why in words */
    public List<X509Certificate> certificates() throws CertificateException {
        var found = new ArrayList<X509Certificate>();
        for (var each : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8))))
            if (each instanceof X509Certificate certificate) found.add(certificate);
        if (found.isEmpty()) throw new CertificateException("no certificate");
        return found;
    }

    /** What is wrong with it, in a sentence; null where it can be used. */
    @Nullable
    String problem(Instant now) {
        if (pem.contains("PRIVATE KEY-----"))
            return "That holds a private key, which nobody but the authority should have: give only its certificate.";
        try {
            for (var certificate : certificates()) {
                if (certificate.getNotAfter().toInstant().isBefore(now))
                    return "The certificate of %s expired on %s: ask for the new one."
                            .formatted(
                                    name(certificate),
                                    day(certificate.getNotAfter().toInstant()));
                if (certificate.getNotBefore().toInstant().isAfter(now))
                    return "The certificate of %s is valid only from %s on."
                            .formatted(
                                    name(certificate),
                                    day(certificate.getNotBefore().toInstant()));
            }
            return null;
        } catch (CertificateException notOne) {
            return "That is not a certificate: give the text that begins with -----BEGIN CERTIFICATE-----.";
        }
    }

    private static String name(X509Certificate certificate) {
        return "“" + certificate.getSubjectX500Principal().getName() + "”";
    }

    private static String day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    @Override
    public String toString() {
        return alone ? "an authority, alone" : "an authority";
    }
}
