package app.touchline.proof;

import java.net.IDN;
import java.util.List;
import java.util.Locale;

import app.touchline.proof.Letter.Copy;
import app.touchline.proof.Letter.Party;

import static app.touchline.proof.MailWorld.BEN;
import static app.touchline.proof.MailWorld.MIA;
import static app.touchline.proof.MailWorld.PARTNERS;

/** Names, addresses and headers as programs and attackers write them. */
final class HeadersAsTheyCome extends MailChapter {

    HeadersAsTheyCome(MailWorld world) {
        super(world);
    }

    @Override
    void write() {
        var hetty = "hetty@hostile.test";
        var joerg = "jörg@" + IDN.toASCII("bücher-söhne.test");
        for (int i = 0; i < 3; i++) {
            // Somebody else's address in the display name.
            from(hetty, "=?utf-8?Q?Doe=2C_Jane_=3Cjane=40acme.test=3E?= <hetty@hostile.test>");
            from(hetty, "\"jane@acme.test\" <hetty@hostile.test>");
            from(hetty, "=?utf-8?B?SGV0dHksIDxqYW5lQGFjbWUudGVzdD4=?=\n =?utf-8?B?IHplcm8=?= <hetty@hostile.test>");
            from(hetty, "H\u00e9tty M\u00fcller <hetty@hostile.test>"); // bytes of Latin-1, no charset said
            from(hetty, Letter.utf8("Хетти 日本 <hetty@hostile.test>"));
            from(joerg, Letter.utf8("Jörg <jörg@bücher-söhne.test>"));
            from(joerg, Letter.utf8("jörg@" + IDN.toASCII("bücher-söhne.test")));
            from(
                    "neu@" + IDN.toASCII("bücher-söhne.test"),
                    "<neu@" + IDN.toASCII("bücher-söhne.test").toUpperCase(Locale.ROOT) + ">");
            from(hetty, "HETTY@Hostile.TEST");
            from(hetty, "hetty(the boss)@hostile.test");
            from(hetty, "Hetty (a (nested) \\) comment with jane@acme.test) <hetty@hostile.test> (again)");
            from(hetty, "\"hetty\"@hostile.test");
            from("hetty host@hostile.test", "\"hetty host\"@hostile.test");
            from(hetty, "<@relay.test,@other.test:hetty@hostile.test>");
            from(hetty, "\"Hetty \\\"H\\\" Host\"\n\t<hetty@hostile.test>");
            from(hetty, "Hetty\n\t \n <\n hetty@hostile.test\n >");
            from(hetty, "\"Hetty <hetty@hostile.test>");
            from(hetty, "hetty@hostile.test,");
            from("o'hara+x/y=z{}@hostile.test", "o'hara+x/y=z{}@hostile.test");
            from("hetty@sub.sub.hostile.test", "Hetty <hetty@sub.sub.hostile.test>");
            header("From : hetty@hostile.test\n", hetty);
            header("FROM:hetty@hostile.test\n", hetty);
            header("From:\n  hetty@hostile.test\n", hetty);

            // From nobody who could be read, the partner among the recipients: kept, not counted.
            for (var from : List.of("<>", "hetty", "", "\"unclosed", "@", "a..b@", "(only a comment)"))
                toPartnerFrom(from);

            to(hetty, "Team: mia@ours.test, hetty@hostile.test;, ben@ours.test");
            to(hetty, "undisclosed-recipients:;, hetty@hostile.test");
            to(hetty, "hetty@hostile.test, bob@[192.0.2.1], x@_dmarc.y, y@a..b.test, @, <>, z@");
            to(hetty, "mia@ours.test, Doe\\, Hetty <hetty@hostile.test>");
            to(hetty, "hetty@hostile.test, \"Unclosed <someone@elsewhere.test>");
            var many = new StringBuilder("mia@ours.test");
            for (int n = 0; n < 900; n++)
                many.append(",\n\tguest")
                        .append(n)
                        .append("@crowd")
                        .append(n % 50)
                        .append(".test");
            many.append(",\n\t\"Hetty\" <hetty@hostile.test>");
            for (int n = 0; n < 50; n++) many.append(", more").append(n).append("@crowd.test");
            to(hetty, many.toString());
            inbound(
                    letter().rawSubject("\u00c4\u00d6\u00dc \u0080\u00ff =?utf-8?B?!!!?= =?x-none?Q?a?="),
                    at(),
                    hetty(),
                    MIA_);
            inbound(letter().header("This line is no header at all"), at(), hetty(), MIA_);
            inbound(
                    letter().header("References: " + "<r@x.test>\n\t".repeat(400) + "<end@x.test>"),
                    at(),
                    hetty(),
                    MIA_);
            inbound(letter().subject("x".repeat(5_000)), at(), hetty(), MIA_);

            // To nobody that is said.
            var hidden = letter().from(hetty());
            hidden.toHeader = "To: undisclosed-recipients:;\n";
            single(hidden, MIA);
            var without = letter().from(hetty());
            without.toHeader = "";
            single(without, PARTNERS);
        }
    }

    private static Party hetty() {
        return Party.of("Hetty", "hetty@hostile.test");
    }

    private void from(String address, String wire) {
        single(letter().from(new Party(address, wire)).to(MIA_), MIA);
    }

    private void header(String fromHeader, String address) {
        var letter = letter().from(new Party(address, "")).to(BEN_);
        letter.fromHeader = fromHeader;
        single(letter, BEN);
    }

    private void toPartnerFrom(String wire) {
        var letter = letter().from(new Party(null, wire)).to(hetty()).cc(MIA_);
        single(letter, MIA);
    }

    /** Sent by Ben; of what the To header says, these are the partner's. */
    private void to(String address, String wire) {
        var letter = letter().from(BEN_).to(new Party(address, ""));
        letter.toHeader = "To: " + wire + "\n";
        // So many recipients are mass mail, and a reply is none.
        letter.header("In-Reply-To: <before@hostile.test>");
        var time = claim(at());
        letters.add(letter.dated(time).copy(Copy.sent(BEN, "Sent", time.plusSeconds(2))));
    }
}
