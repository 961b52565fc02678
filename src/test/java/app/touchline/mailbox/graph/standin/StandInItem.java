package app.touchline.mailbox.graph.standin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A message in the stand-in, as Exchange would keep it. Bytes of a header are one character each where it says so. */
public final class StandInItem {

    /** A header field of the transport, as it would be shown. */
    public record Header(String name, String value) {}

    /** Somebody on it. */
    public record Who(String name, String address) {}

    /** Never changes while the message stays in this mailbox. */
    public String immutableId = "";

    public String internetMessageId;
    public String conversationId;
    public byte[] conversationIndex;
    public Instant receivedAt = Instant.EPOCH;
    public Instant sentAt;
    public Who from;
    public Who sender;
    public List<Who> to = new ArrayList<>();
    public List<Who> cc = new ArrayList<>();
    public List<Who> bcc = new ArrayList<>();
    public String subject = "";
    public boolean draft;
    public boolean read;

    /** Such as eventMessageRequest; null for a plain message. */
    public String type;

    /** None on what was sent from this mailbox. */
    public List<Header> headers = new ArrayList<>();

    public StandInFolder folder;

    /** The id of those who do not ask for immutable ones: another one in each folder. */
    public String mutableId() {
        return mutable(immutableId, folder.id);
    }

    static String mutable(String immutableId, String folder) {
        return "AAMk" + Integer.toHexString((immutableId + "@" + folder).hashCode()) + "-" + immutableId.substring(4);
    }

    public String id(boolean immutable) {
        return immutable ? immutableId : mutableId();
    }
}
