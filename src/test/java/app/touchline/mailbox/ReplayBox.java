package app.touchline.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import app.touchline.audit.AuditLog.Who;
import app.touchline.mailbox.graph.standin.Answer;
import app.touchline.mailbox.graph.standin.StandIn;
import app.touchline.mailbox.graph.standin.StandInItem;
import app.touchline.mailbox.graph.standin.StandInMailbox;
import app.touchline.mailbox.imap.FoldersServer;

/** A mailbox in which a history happens, at one kind of server or the other. */
sealed interface ReplayBox extends AutoCloseable {

    record Letter(int number, String from, String to, String messageId, Instant at) {}

    long connect();

    void deliver(Letter letter, String folder);

    void move(int letter, String folder);

    void delete(int letter);

    void flag(int letter);

    void renumber(String folder);

    /** Some answers from the nth on go wrong, in one of five ways. */
    void trouble(int kind, int after, int many);

    /** Before mail is handed out, this is run; null for nothing. */
    void beforeMail(@Nullable Runnable hook);

    void calm();

    /** How often it was asked for the mail of some names only. */
    long searchesForNames();

    @Override
    void close();

    final class Imap implements ReplayBox {

        private static final DateTimeFormatter INTERNAL =
                DateTimeFormatter.ofPattern("d-MMM-yyyy HH:mm:ss Z", Locale.ENGLISH);
        private static final DateTimeFormatter DATE =
                DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

        private record Place(String folder, long uid) {}

        private final FoldersServer server = new FoldersServer(ReplayStep.FOLDERS);
        private final MailboxRecords mailboxes;
        private final String address;
        private final Map<Integer, Place> places = new HashMap<>();

        Imap(MailboxRecords mailboxes, String address) {
            this.mailboxes = mailboxes;
            this.address = address;
        }

        @Override
        public long connect() {
            return mailboxes.add(
                    new NewMailbox(address, null, server.account(), LocalDate.of(2026, 5, 22), true), Who.TOUCHLINE);
        }

        @Override
        public void deliver(Letter letter, String folder) {
            var headers = "From: %s\r\nTo: %s\r\nDate: %s\r\nMessage-ID: <%s>\r\nSubject: Letter\r\n\r\n"
                    .formatted(
                            letter.from, letter.to, DATE.format(letter.at.atOffset(ZoneOffset.UTC)), letter.messageId);
            var line = "FLAGS () INTERNALDATE \"%s\" BODY[HEADER.FIELDS (FROM)] {%d}\r\n%s)\r\n"
                    .formatted(INTERNAL.format(letter.at.atOffset(ZoneOffset.UTC)), headers.length(), headers);
            places.put(letter.number, new Place(folder, server.put(folder, line)));
        }

        @Override
        public void move(int letter, String folder) {
            var from = Objects.requireNonNull(places.get(letter));
            var line = server.take(from.folder, from.uid);
            places.put(letter, new Place(folder, server.put(folder, line)));
        }

        @Override
        public void delete(int letter) {
            var from = Objects.requireNonNull(places.remove(letter));
            server.take(from.folder, from.uid);
        }

        @Override
        public void flag(int letter) {
            var at = Objects.requireNonNull(places.get(letter));
            var line = server.take(at.folder, at.uid);
            // a flag changes nothing but itself: the message keeps its number
            server.restore(at.folder, at.uid, line.replace("FLAGS ()", "FLAGS (\\Seen)"));
        }

        @Override
        public void renumber(String folder) {
            var numbers = server.renumber(folder, validity -> validity % 2 == 0 ? validity - 101 : validity + 307);
            places.replaceAll((letter, at) ->
                    at.folder.equals(folder) ? new Place(folder, Objects.requireNonNull(numbers.get(at.uid))) : at);
        }

        @Override
        public void trouble(int kind, int after, int many) {
            var asked = new AtomicInteger();
            server.instead = (command, usual) -> {
                int now = asked.getAndIncrement();
                if (now < after || now >= after + many) return null;
                return switch (kind) {
                    case 0 -> usual.substring(0, usual.length() / 2) + FoldersServer.CUT;
                    case 1 -> FoldersServer.CUT;
                    case 2 -> "NO [UNAVAILABLE] come back later";
                    case 3 -> command.startsWith("LOGIN") ? "NO [LIMIT] too many connections" : null;
                    default -> "* BYE going down\r\n" + FoldersServer.CUT;
                };
            };
        }

        @Override
        public void beforeMail(@Nullable Runnable hook) {
            server.instead = (command, usual) -> {
                if (hook != null && command.startsWith("UID FETCH")) hook.run();
                return null;
            };
        }

        @Override
        public void calm() {
            server.instead = (command, usual) -> null;
        }

        @Override
        public long searchesForNames() {
            return server.searchesForNames;
        }

        @Override
        public void close() {
            server.close();
        }
    }

    final class Graph implements ReplayBox {

        private static final Map<String, String> KNOWN =
                Map.of("INBOX", "inbox", "Archive", "archive", "Trash", "deleteditems");

        private final StandIn standIn = new StandIn();
        private final ConnectionRecords connections;
        private final MailboxRecords mailboxes;
        private final StandInMailbox box;
        private final String clients;
        private final Map<Integer, StandInItem> items = new HashMap<>();

        Graph(ConnectionRecords connections, MailboxRecords mailboxes, String address) {
            this.connections = connections;
            this.mailboxes = mailboxes;
            box = standIn.user(address);
            clients = box.make("Clients", "inbox").id;
        }

        private String folder(String name) {
            return KNOWN.getOrDefault(name, clients);
        }

        @Override
        public long connect() {
            var connection = connections.add("Tenant of " + box.address, standIn.tenant(), null, Who.TOUCHLINE);
            return mailboxes.add(
                    new NewTenantMailbox(box.address, null, connection, LocalDate.of(2026, 5, 22), true),
                    Who.TOUCHLINE);
        }

        @Override
        public void deliver(Letter letter, String folder) {
            var item = StandInMailbox.mail(letter.from, letter.to, letter.messageId, letter.at);
            item.sentAt = letter.at;
            items.put(letter.number, box.deliver(folder(folder), item));
        }

        @Override
        public void move(int letter, String folder) {
            box.move(Objects.requireNonNull(items.get(letter)), folder(folder));
        }

        @Override
        public void delete(int letter) {
            box.delete(Objects.requireNonNull(items.remove(letter)));
        }

        @Override
        public void flag(int letter) {
            box.toggleRead(Objects.requireNonNull(items.get(letter)));
        }

        @Override
        public void renumber(String folder) {
            standIn.forgetDeltaTokens();
        }

        @Override
        public void trouble(int kind, int after, int many) {
            var asked = new AtomicInteger();
            standIn.instead = (request, usual) -> {
                int now = asked.getAndIncrement();
                if (now < after || now >= after + many) return null;
                return switch (kind) {
                    case 0 -> usual.get().cutAfter(100);
                    case 1 -> Answer.throttled(7);
                    case 2 -> Answer.error(503, "ServiceUnavailable", "Busy.");
                    case 3 -> Answer.error(500, "InternalServerError", "Oops.");
                    default ->
                        request.isDelta()
                                ? Answer.error(410, "SyncStateNotFound", "The sync state generation is not found.")
                                : Answer.error(504, "UnknownError", "");
                };
            };
        }

        @Override
        public void beforeMail(@Nullable Runnable hook) {
            standIn.instead = (request, usual) -> {
                if (hook != null && (request.isDelta() || request.isMessageList())) hook.run();
                return null;
            };
        }

        @Override
        public void calm() {
            standIn.instead = (request, usual) -> null;
        }

        @Override
        public long searchesForNames() {
            return standIn.count(request -> request.isMessageList()
                    && !request.query().getOrDefault("$select", "subject").contains("subject"));
        }

        @Override
        public void close() {
            standIn.close();
        }
    }

    /** Longer than any server asks to be left alone for. */
    Duration PATIENCE = Duration.ofMinutes(20);

    List<String> KINDS = List.of("IMAP", "Microsoft 365");
}
