package app.touchline.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import app.touchline.testing.Patience;

/**
 * A real Dovecot on loopback, run without privileges in a folder of its own: maildir, a password file, plain, STARTTLS
 * and TLS with a self-signed certificate. Mail is laid into the maildirs as files, whose time is the INTERNALDATE.
 */
public final class Dovecot implements AutoCloseable {

    public static final String PASSWORD = "a secret, \"quoted\" & long";

    /** By flag, as a server says it; other folders called Trash or Junk in some language carry no flag. */
    private static final List<String[]> SPECIAL_USE = List.of(
            new String[] {"Drafts", "\\Drafts"},
            new String[] {"Junk", "\\Junk"},
            new String[] {"Verdächtig", "\\Junk"},
            new String[] {"Trash", "\\Trash"},
            new String[] {"Papierkorb", "\\Trash"},
            new String[] {"Sent", "\\Sent"},
            new String[] {"Archive", "\\Archive"});

    private final Path folder;
    private final Process process;
    private final int port;
    private final int tlsPort;
    private final Set<Path> madeFolders = new HashSet<>();
    private final Set<Path> notHandedOver = new LinkedHashSet<>();
    private int delivered;

    private Dovecot(Path folder, Process process, int port, int tlsPort) {
        this.folder = folder;
        this.process = process;
        this.port = port;
        this.tlsPort = tlsPort;
    }

    /** Starts a server for these users, all with {@link #PASSWORD}. */
    public static Dovecot start(List<String> users) {
        return start(users, folder -> {}, "");
    }

    /**
     * @param prepare lays further files into its folder, other certificates perhaps
     * @param more what is configured besides
     */
    static Dovecot start(List<String> users, Consumer<Path> prepare, String more) {
        try {
            var folder = Files.createTempDirectory(Path.of("/tmp"), "dovecot");
            var port = freePort();
            var tlsPort = freePort();
            Files.createDirectories(folder.resolve("run"));
            Files.createDirectories(folder.resolve("mail"));
            makeCertificate(folder);
            Files.writeString(folder.resolve("users"), passwordFile(users));
            prepare.accept(folder);
            var all = configuration(folder, port, tlsPort) + more.replace("${folder}", folder.toString());
            Files.writeString(folder.resolve("dovecot.conf"), all);
            if (isRoot()) run("chown", "-R", "nobody:nogroup", folder.toString());

            var command = new ArrayList<String>();
            if (isRoot()) command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
            command.addAll(List.of(
                    "/usr/sbin/dovecot",
                    "-F",
                    "-c",
                    folder.resolve("dovecot.conf").toString()));
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out").toFile())
                    .start();
            var dovecot = new Dovecot(folder, process, port, tlsPort);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            dovecot.awaitAnswer();
            return dovecot;
        } catch (IOException e) {
            throw new UncheckedIOException("Dovecot could not be started", e);
        }
    }

    public String host() {
        return "127.0.0.1";
    }

    /** Plain, and STARTTLS. */
    public int port() {
        return port;
    }

    public int tlsPort() {
        return tlsPort;
    }

    /** Makes an empty folder; its name as a person sees it, levels parted by a slash. */
    public void makeFolder(String user, String name) {
        try {
            var path = path(user, name);
            for (var part : List.of("cur", "new", "tmp")) {
                if (!madeFolders.add(path.resolve(part))) continue;
                Files.createDirectories(path.resolve(part));
                for (var made = path.resolve(part); !made.equals(folder.resolve("mail")); made = made.getParent())
                    notHandedOver.add(made);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lays a message into a folder. UIDs follow the order of the calls. */
    public void deliver(String user, String folderName, Instant internalDate, byte[] message) {
        makeFolder(user, folderName);
        try {
            delivered++;
            var file = path(user, folderName)
                    .resolve("cur")
                    .resolve("%d.M%dP1.proof,S=%d:2,S".formatted(1_600_000_000 + delivered, delivered, message.length));
            Files.write(file, message);
            Files.setLastModifiedTime(file, FileTime.from(internalDate));
            notHandedOver.add(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** To be called after the last delivery: the server may run as somebody else than the test. It may be running. */
    public void handOver() {
        if (isRoot()) notHandedOver.forEach(Dovecot::give);
        notHandedOver.clear();
    }

    private static void give(Path path) {
        try {
            var principals = path.getFileSystem().getUserPrincipalLookupService();
            var owner = Files.getFileAttributeView(path, PosixFileAttributeView.class);
            owner.setGroup(principals.lookupPrincipalByGroupName("nogroup"));
            owner.setOwner(principals.lookupPrincipalByName("nobody"));
        } catch (NoSuchFileException movedByTheServer) {
            // which it can only do with what is its own
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String log() {
        try {
            return Files.exists(folder.resolve("log")) ? Files.readString(folder.resolve("log")) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
            deleteFolder();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path path(String user, String name) {
        var path = folder.resolve("mail").resolve(user);
        if (name.equals("INBOX")) return path;
        for (var level : name.split("/")) path = path.resolve(onTheWire(level));
        return path;
    }

    /** IMAP's own UTF-7 for folder names (RFC 3501, 5.1.3), which a maildir also uses on disk. */
    static String onTheWire(String name) {
        var out = new StringBuilder();
        for (int i = 0; i < name.length(); ) {
            char c = name.charAt(i);
            if (c >= 0x20 && c <= 0x7e) {
                out.append(c == '&' ? "&-" : String.valueOf(c));
                i++;
                continue;
            }
            int end = i;
            while (end < name.length() && (name.charAt(end) < 0x20 || name.charAt(end) > 0x7e)) end++;
            var encoded = Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(name.substring(i, end).getBytes(StandardCharsets.UTF_16BE));
            out.append('&').append(encoded.replace('/', ',')).append('-');
            i = end;
        }
        return out.toString();
    }

    private void awaitAnswer() {
        Patience.until(() -> "Dovecot answers: " + log(), Patience.ENOUGH, () -> {
            if (!process.isAlive()) throw new IllegalStateException("Dovecot ended: " + log());
            try (var socket = new Socket(host(), port)) {
                socket.setSoTimeout(5_000);
                return socket.getInputStream().read() == '*';
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void makeCertificate(Path folder) {
        run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "30",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1",
                "-keyout",
                folder.resolve("key.pem").toString(),
                "-out",
                folder.resolve("cert.pem").toString());
    }

    private static String passwordFile(List<String> users) {
        var lines = new StringBuilder();
        for (var user : users) {
            // Base64, because a colon or a space would end the field.
            var encoded = Base64.getEncoder().encodeToString(PASSWORD.getBytes(StandardCharsets.UTF_8));
            lines.append(user).append(":{PLAIN.b64}").append(encoded).append('\n');
        }
        return lines.toString();
    }

    private static String configuration(Path folder, int port, int tlsPort) {
        var user = isRoot() ? "nobody" : System.getProperty("user.name");
        var group = isRoot() ? "nogroup" : run("id", "-gn").strip();
        var specialUse = new StringBuilder();
        for (var mailbox : SPECIAL_USE)
            specialUse.append("  mailbox \"%s\" {\n    special_use = %s\n  }\n".formatted(mailbox[0], mailbox[1]));
        return """
                base_dir = ${folder}/run
                state_dir = ${folder}/run
                log_path = ${folder}/log
                protocols = imap
                listen = 127.0.0.1
                default_internal_user = ${user}
                default_internal_group = ${group}
                default_login_user = ${user}
                default_client_limit = 2000
                default_process_limit = 500
                mail_max_userip_connections = 500
                first_valid_uid = 1
                first_valid_gid = 1
                auth_mechanisms = plain login
                disable_plaintext_auth = no
                auth_failure_delay = 0
                ssl = yes
                ssl_cert = <${folder}/cert.pem
                ssl_key = <${folder}/key.pem
                mail_location = maildir:${folder}/mail/%u:LAYOUT=fs
                mail_fsync = never
                passdb {
                  driver = passwd-file
                  args = username_format=%u ${folder}/users
                }
                userdb {
                  driver = static
                  args = uid=${user} gid=${group} home=${folder}/mail/%u
                }
                namespace inbox {
                  inbox = yes
                  separator = /
                ${specialUse}}
                service imap-login {
                  chroot =
                  inet_listener imap {
                    port = ${port}
                  }
                  inet_listener imaps {
                    port = ${tlsPort}
                    ssl = yes
                  }
                }
                # After a refusal the next sign-in from the same address would wait, up to 15 s: all here come from one.
                service anvil {
                  chroot =
                  unix_listener anvil-auth-penalty {
                    mode = 0
                  }
                }
                service stats {
                  chroot =
                }
                """.replace("${specialUse}", specialUse)
                .replace("${folder}", folder.toString())
                .replace("${user}", user)
                .replace("${group}", group)
                .replace("${port}", String.valueOf(port))
                .replace("${tlsPort}", String.valueOf(tlsPort));
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    static String run(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) throw new IllegalStateException(String.join(" ", command) + ": " + output);
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void deleteFolder() throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, java.io.IOException e) throws IOException {
                Files.deleteIfExists(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
