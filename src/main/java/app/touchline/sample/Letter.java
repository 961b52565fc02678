package app.touchline.sample;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;

import org.jspecify.annotations.Nullable;

/** One message of the sample, before it is written out: the same letter lies in every mailbox that received it. */
record Letter(
        String id,
        ZonedDateTime at,
        SamplePerson from,
        List<SamplePerson> to,
        List<SamplePerson> cc,
        String subject,
        @Nullable Letter inReplyTo,
        Map<String, String> moreHeaders,
        String body) {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    Letter(String id, ZonedDateTime at, SamplePerson from, List<SamplePerson> to, String subject, String body) {
        this(id, at, from, to, List.of(), subject, null, Map.of(), body);
    }

    Letter copiedTo(List<SamplePerson> copied) {
        return new Letter(id, at, from, to, copied, subject, inReplyTo, moreHeaders, body);
    }

    Letter with(String header, String value) {
        var headers = new LinkedHashMap<>(moreHeaders);
        headers.put(header, value);
        return new Letter(id, at, from, to, cc, subject, inReplyTo, Map.copyOf(headers), body);
    }

    /** The answer of the first reader to the writer; whoever had a copy has one again. */
    Letter answeredBy(SamplePerson reader, ZonedDateTime when, String answer) {
        var answerId = id.replaceFirst("@.*", "") + ".r@" + domainOf(reader);
        return new Letter(answerId, when, reader, List.of(from), cc, replySubject(), this, Map.of(), answer);
    }

    String replySubject() {
        return subject.startsWith("Re: ") ? subject : "Re: " + subject;
    }

    SampleMail in(String mailbox, String folder) {
        return new SampleMail(mailbox, folder, at.toInstant(), written());
    }

    private String written() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Message-ID", "<" + id + ">");
        headers.put("Date", DATE.format(at));
        headers.put("From", addresses(List.of(from)));
        if (!to.isEmpty()) headers.put("To", addresses(to));
        if (!cc.isEmpty()) headers.put("Cc", addresses(cc));
        headers.put("Subject", encoded(subject));
        if (inReplyTo != null) {
            headers.put("In-Reply-To", "<" + inReplyTo.id + ">");
            headers.put("References", references());
        }
        headers.put("MIME-Version", "1.0");
        headers.put("Content-Type", "text/plain; charset=utf-8");
        headers.put("Content-Transfer-Encoding", "8bit");
        headers.putAll(moreHeaders);
        return headers.entrySet().stream()
                        .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                        .collect(Collectors.joining())
                + "\r\n" + body.replace("\n", "\r\n") + "\r\n";
    }

    private String references() {
        var ids = new ArrayList<String>();
        for (var letter = inReplyTo; letter != null; letter = letter.inReplyTo) ids.addFirst("<" + letter.id + ">");
        return String.join(" ", ids);
    }

    private static String addresses(List<SamplePerson> people) {
        return people.stream().map(Letter::address).collect(Collectors.joining(", "));
    }

    private static String address(SamplePerson person) {
        try {
            return new InternetAddress(person.address(), person.name(), StandardCharsets.UTF_8.name()).toString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        try {
            return MimeUtility.encodeText(text, StandardCharsets.UTF_8.name(), null);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String domainOf(SamplePerson person) {
        return person.address().substring(person.address().indexOf('@') + 1);
    }
}
