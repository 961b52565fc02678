package app.touchline.proof;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import app.touchline.proof.Letter.Nature;
import app.touchline.proof.Letter.Party;

import static app.touchline.proof.MailWorld.MIA;
import static app.touchline.proof.MailWorld.ZOE;

/** Mail of every kind that is told apart: written by people, by machines, to many, in meetings. */
final class EveryNature extends MailChapter {

    EveryNature(MailWorld world) {
        super(world);
    }

    @Override
    void write() {
        var invitation = """
                --=_b
                Content-Type: text/plain; charset=utf-8

                Shall we meet?
                --=_b
                Content-Type: text/calendar; charset=utf-8; method=REQUEST

                BEGIN:VCALENDAR
                METHOD:REQUEST
                END:VCALENDAR
                --=_b--
                """;
        var deepInvitation = """
                --=_a
                Content-Type: multipart/alternative; boundary="=_b"

                %s
                --=_a
                Content-Type: application/octet-stream
                Content-Disposition: attachment; filename=x.bin

                x
                --=_a--
                """.formatted(invitation);
        var report = """
                --=_r
                Content-Type: text/plain

                This could not be delivered.
                --=_r
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.test
                --=_r--
                """;
        // 1
        bothWays(Nature.CALENDAR, l -> l.header("Content-Class: urn:content-classes:calendarmessage"));
        bothWays(Nature.CALENDAR, l -> l.content("text/calendar; method=REPLY; charset=utf-8", "BEGIN:VCALENDAR\n"));
        bothWays(Nature.CALENDAR, l -> l.content("multipart/alternative; boundary=\"=_b\"", invitation));
        bothWays(Nature.CALENDAR, l -> l.content("multipart/mixed;\n\tboundary=\"=_a\"", deepInvitation));
        // 2
        var typed = "multipart/report; report-type=%s; boundary=\"=_r\"";
        inboundOnly(Nature.BOUNCE, l -> l.content(typed.formatted("delivery-status"), report));
        inboundOnly(Nature.BOUNCE, l -> l.content("multipart/report; boundary=\"=_r\"", report));
        inboundOnly(Nature.RECEIPT, l -> l.content(typed.formatted("disposition-notification"), report));
        inboundOnly(Nature.RECEIPT, l -> l.content(typed.formatted("\"Disposition-Notification\""), report));
        inboundOnly(Nature.BULK, l -> l.content(typed.formatted("feedback-report"), report));
        // 3
        inboundOnly(Nature.BOUNCE, l -> l.header("X-Failed-Recipients: someone@acme.test"));
        inboundOnly(Nature.BOUNCE, l -> l.header("X-MS-Exchange-Message-Is-Ndr:"));
        // 4
        inboundOnly(Nature.BOUNCE, l -> l.header("Return-Path: <>"));
        inboundOnly(Nature.BOUNCE, l -> l.header("Return-Path: <MAILER-DAEMON>"));
        inboundOnly(Nature.AUTO_REPLY, l -> l.header("Return-Path: <>").header("Auto-Submitted: auto-replied"));
        inboundOnly(Nature.HUMAN, l -> l.header("Return-Path: <someone@relay.test>"));
        // 5
        for (var local : List.of("mailer-daemon", "MAILER-DAEMON", "postmaster", "mail-daemon", "mdaemon"))
            inboundFrom(Nature.BOUNCE, "System", local, l -> {});
        inboundFrom(Nature.BOUNCE, "Mail Delivery Subsystem", "mds", l -> {});
        // 6
        bothWays(Nature.AUTO_REPLY, l -> l.header("Auto-Submitted: auto-replied"));
        inboundOnly(Nature.AUTO_REPLY, l -> l.header("auto-submitted: Auto-Replied (vacation)"));
        inboundOnly(Nature.AUTO_REPLY, l -> l.header("X-Autoreply: yes"));
        inboundOnly(Nature.AUTO_REPLY, l -> l.header("X-Autorespond: Holiday"));
        inboundOnly(Nature.AUTO_REPLY, l -> l.header("X-Autoresponder: 1"));
        inboundOnly(Nature.HUMAN, l -> l.header("X-Autoreply: no"));
        inboundOnly(Nature.AUTO_REPLY, l -> l.header("Precedence: auto_reply"));
        inboundOnly(Nature.AUTO_REPLY, l -> l.header("X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent"));
        // 7
        bothWays(Nature.AUTO_GENERATED, l -> l.header("Auto-Submitted: auto-generated"));
        inboundOnly(Nature.AUTO_GENERATED, l -> l.header("Auto-Submitted: auto-generated (failure)"));
        inboundOnly(Nature.AUTO_GENERATED, l -> l.header("Auto-Submitted: auto-notified; owner-email=\"x@y.test\""));
        bothWays(Nature.HUMAN, l -> l.header("Auto-Submitted: no"));
        inboundOnly(Nature.HUMAN, l -> l.header("Auto-Submitted: (really) No"));
        // 8 to 11 are asked of mail to us only
        inboundOnly(Nature.BULK, l -> l.header("Precedence: bulk"));
        inboundOnly(Nature.BULK, l -> l.header("Precedence: Junk"));
        outboundOnly(Nature.HUMAN, l -> l.header("Precedence: bulk"));
        inboundOnly(Nature.BULK, l -> l.header("List-Id: News <news.lists.test>"));
        inboundOnly(Nature.BULK, l -> l.header("Precedence: list"));
        inboundOnly(
                Nature.LIST_HUMAN,
                l -> l.header("List-Id: Talk <talk.lists.test>")
                        .header("List-Post: <mailto:talk@lists.test>")
                        .header("In-Reply-To: <earlier@lists.test>"));
        inboundOnly(
                Nature.LIST_HUMAN,
                l -> l.header("List-Id: <talk.lists.test>").header("In-Reply-To: <earlier@lists.test>"));
        inboundOnly(Nature.BULK, l -> l.header("List-Unsubscribe: <https://news.test/u>"));
        inboundOnly(Nature.BULK, l -> l.header("Feedback-ID: 1:campaign:news"));
        outboundOnly(Nature.HUMAN, l -> l.header("List-Unsubscribe: <https://sales-tool.test/u>"));
        outboundOnly(Nature.HUMAN, l -> l.header("Feedback-ID: 1:sequence:sales-tool"));
        for (var local : List.of(
                "no-reply",
                "noreply",
                "do-not-reply",
                "donotreply",
                "NoReply",
                "bounce",
                "bounces",
                "notification",
                "notifications",
                "mailer",
                "root",
                "nobody",
                "listserv",
                "majordomo")) inboundFrom(Nature.AUTO_GENERATED, "Portal", local, l -> {});
        for (var local : List.of("info", "support", "sales", "team", "contact", "partnership"))
            inboundFrom(Nature.HUMAN, "Partner desk", local, l -> {});
        // 12
        for (var subject : List.of(
                "Out of office: back on Monday",
                "Automatic reply: Your proposal",
                "Re: Out of Office",
                "Autoreply",
                "Abwesenheitsnotiz: Urlaub",
                "Automatische Antwort: Angebot",
                "Fwd: Automatische Antwort",
                "Fuera de la oficina",
                "Autosvar: tack",
                "Automatisch antwoord: hallo",
                "Risposta automatica: ciao")) inboundOnly(Nature.AUTO_REPLY, l -> l.subject(subject));
        inboundOnly(Nature.AUTO_REPLY, l -> l.subject("=?utf-8?B?6Ieq5YuV6L+U5L+hOiDkvJrorbA=?="));
        inboundOnly(Nature.AUTO_REPLY, l -> l.subject("=?iso-8859-1?Q?R=E9ponse_automatique_=3A?= bonjour"));
        inboundOnly(Nature.AUTO_REPLY, l -> l.subject("Respuesta automática: hola"));
        inboundOnly(
                Nature.AUTO_REPLY,
                l -> l.subject("Automatic reply: one reference").header("References: <only@one.test>"));
        inboundOnly(
                Nature.HUMAN,
                l -> l.subject("Re: Out of office - who covers?")
                        .header("References: <first@one.test>\n\t<second@one.test>"));
        inboundOnly(Nature.HUMAN, l -> l.subject("We were out of office hours"));
        // 13 to 15
        bothWays(Nature.HUMAN, l -> l.header("X-Auto-Response-Suppress: All"));
        inboundOnly(Nature.HUMAN, l -> l.header("X-MS-Exchange-Inbox-Rules-Loop: jane@acme.test"));
        inboundOnly(Nature.HUMAN, l -> l.header("X-Loop: x").header("X-Mailer: Outlook"));
        // 16: mass mail from our side
        mass(51, false, Nature.BULK_OUT);
        mass(700, false, Nature.BULK_OUT);
        mass(50, false, Nature.HUMAN);
        mass(60, true, Nature.HUMAN);
        inboundOnly(Nature.HUMAN, l -> {
            for (int i = 0; i < 80; i++) l.cc(Party.of("", "somebody%d@conference.test".formatted(i)));
        });
        // Only automatic mail, one newer than the other: never touched.
        for (int i = 0; i < 8; i++) {
            inbound(
                    letter().nature(Nature.AUTO_REPLY).header("Auto-Submitted: auto-replied"),
                    at(1 + i * 5),
                    Party.of("Auto", "someone@only-automatic.test"),
                    MIA_);
        }
        // An unlisted sender on our domain, and our people elsewhere.
        for (int i = 0; i < 6; i++) {
            seenByColleague(letter().cc(MIA_), at(), Party.of("Intern", "intern@ours.test"), someone());
            seenByColleague(letter().cc(BEN_), at(), Party.of("", "sales@ours-group.test"), someone());
            seenByColleague(letter().cc(MIA_), at(), Party.of("Zoe", ZOE), someone());
            outboundBy(letter(), at(), Party.of("Mia", "mia.founder@gmail.com"), MIA, someone());
            inbound(letter(), at(), someone(), Party.of("Mia", "mia.founder@gmail.com"), MIA);
        }
    }

    private void mass(int strangers, boolean reply, Nature nature) {
        for (int i = 0; i < 3; i++) {
            var letter = letter().nature(nature);
            if (reply) letter.header("In-Reply-To: <thread%d@x.test>".formatted(i));
            // The partner is one of those counted.
            for (int n = 0; n < strangers - 1; n++) {
                var party = Party.of(n % 3 == 0 ? "Name, " + n : "", "guest%d@event%d.test".formatted(n, n % 40));
                if (n % 2 == 0) letter.to(party);
                else letter.cc(party);
            }
            letter.cc(BEN_);
            outbound(letter, at(), MIA_, someone());
        }
    }

    private void bothWays(Nature nature, Consumer<Letter> change) {
        inboundOnly(nature, change);
        outboundOnly(nature, change);
    }

    private void inboundOnly(Nature nature, Consumer<Letter> change) {
        for (int i = 0; i < 3; i++) {
            var letter = letter().nature(nature);
            change.accept(letter);
            inbound(letter, at(), someone(), i == 0 ? BEN_ : MIA_);
        }
    }

    private void outboundOnly(Nature nature, Consumer<Letter> change) {
        for (int i = 0; i < 3; i++) {
            var letter = letter().nature(nature);
            change.accept(letter);
            outbound(letter, at(), i == 0 ? BEN_ : MIA_, someone());
        }
    }

    private void inboundFrom(Nature nature, String name, String local, Consumer<Letter> change) {
        for (int i = 0; i < 2; i++) {
            var letter = letter().nature(nature);
            change.accept(letter);
            var domain = Programme.domainOf(someone().address());
            var address = local + "@" + domain;
            inbound(
                    letter,
                    at(),
                    new Party(address.toLowerCase(Locale.ROOT), "\"%s\" <%s>".formatted(name, address)),
                    MIA_);
        }
    }
}
