package app.touchline.proof;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import app.touchline.mailbox.Message.Participant;
import app.touchline.mailbox.MessageParser;
import app.touchline.mailbox.graph.standin.StandIn;
import app.touchline.mailbox.graph.standin.StandInItem;
import app.touchline.mailbox.graph.standin.StandInMailbox;

/** The mail of the world as it would lie in Microsoft 365: received mail with its headers, our own sent copies without. */
final class InGraph {

    private static final Map<String, String> WELL_KNOWN = Map.of(
            "INBOX", "inbox", "Sent", "sentitems", "Drafts", "drafts", "Junk", "junkemail", "Trash", "deleteditems");

    private final StandIn tenant;
    private final Map<String, String> folders = new HashMap<>();

    /** Labels of letters of which only copies without headers lie in folders that count. */
    final Set<String> withoutHeaders = new java.util.TreeSet<>();

    InGraph(StandIn tenant) {
        this.tenant = tenant;
    }

    void fill(MailWorld world) {
        var users = new TreeMap<String, StandInMailbox>();
        for (var user : MailWorld.MAILBOXES) users.put(user, tenant.user(user));
        for (var letter : world.letters) {
            boolean headers = false;
            for (var copy : letter.copies) {
                var mailbox = users.get(copy.user());
                var item = item(letter, copy);
                if (!MailWorld.isLeftOut(copy.folder()) && !item.headers.isEmpty()) headers = true;
                mailbox.deliver(folder(mailbox, copy.folder()), item);
            }
            if (!headers) withoutHeaders.add(letter.label);
        }
    }

    private String folder(StandInMailbox mailbox, String name) {
        var known = WELL_KNOWN.get(name);
        if (known != null) return known;
        return folders.computeIfAbsent(
                mailbox.id + name,
                key -> mailbox.make(name, MailWorld.isLeftOut(name) ? "deleteditems" : "msgfolderroot").id);
    }

    private static StandInItem item(Letter letter, Letter.Copy copy) {
        var text = new String(letter.bytes(copy), StandardCharsets.ISO_8859_1);
        var head = text.substring(0, text.indexOf("\n\n") + 1);
        var headers = headers(head);
        var parsed = MessageParser.parse(
                "it", copy.internalDate(), head.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        var item = new StandInItem();
        item.receivedAt = copy.internalDate();
        item.sentAt = parsed.sentAt();
        item.internetMessageId = parsed.messageId() == null ? null : "<" + parsed.messageId() + ">";
        item.from = parsed.from().stream().findFirst().map(InGraph::who).orElse(null);
        item.sender = parsed.sender() == null ? item.from : who(parsed.sender());
        parsed.to().forEach(each -> item.to.add(who(each)));
        parsed.cc().forEach(each -> item.cc.add(who(each)));
        parsed.bcc().forEach(each -> item.bcc.add(who(each)));
        item.subject = parsed.subject();
        if (letter.nature == Letter.Nature.CALENDAR) item.type = "eventMessageRequest";
        item.conversationId = "AAQk-" + letter.label;
        item.conversationIndex = new byte[parsed.inReplyTo().isEmpty() ? 22 : 27];
        if (copy.received() != null) item.headers.addAll(headers);
        return item;
    }

    private static StandInItem.Who who(Participant each) {
        return new StandInItem.Who(each.name(), each.address());
    }

    /** Fields unfolded, their bytes read as UTF-8 where they are. */
    private static List<StandInItem.Header> headers(String head) {
        var fields = new ArrayList<StandInItem.Header>();
        var open = new StringBuilder();
        for (var line : (head + "\n").split("\n", -1)) {
            if (line.startsWith(" ") || line.startsWith("\t")) {
                open.append(line);
                continue;
            }
            int colon = open.indexOf(":");
            if (colon > 0)
                fields.add(new StandInItem.Header(
                        open.substring(0, colon).strip(),
                        decoded(open.substring(colon + 1).strip())));
            open.setLength(0);
            open.append(line);
        }
        return fields;
    }

    private static String decoded(String bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return bytes;
        }
    }
}
