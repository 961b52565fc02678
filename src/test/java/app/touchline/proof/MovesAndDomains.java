package app.touchline.proof;

import java.time.Duration;
import java.util.List;

import app.touchline.proof.Letter.Copy;
import app.touchline.proof.Letter.Party;

import static app.touchline.proof.MailWorld.MIA;
import static app.touchline.proof.MailWorld.ZONE;

/** People who move from one partner to another, domains under domains, and addresses that look like others. */
final class MovesAndDomains extends MailChapter {

    MovesAndDomains(MailWorld world) {
        super(world);
    }

    @Override
    void write() {
        var midnight = moveDay.atStartOfDay(ZONE).toInstant();
        for (var address : List.of("nora@oldharbour.test", "nora.wells@web.de", "nora+site@oldharbour.test")) {
            for (int days : List.of(-90, -31, -2, 1, 9, 25)) {
                inbound(letter(), midnight.plus(Duration.ofHours(24L * days + 11)), Party.of("Nora", address), MIA_);
                outbound(letter(), midnight.plus(Duration.ofHours(24L * days + 13)), MIA_, Party.of("Nora", address));
            }
            // To the second, in the programme's zone.
            for (int seconds : List.of(-1500, -1, 1, 1500)) {
                var time = claim(midnight.plusSeconds(seconds));
                letters.add(letter().from(Party.of("Nora", address))
                        .to(MIA_)
                        .dated(time)
                        .copy(Copy.of(MIA, "INBOX", time)));
            }
        }
        for (int i = 0; i < 6; i++) {
            inbound(letter(), at(5 + i), Party.of("Ida", "ida@freelancer.test"), BEN_);
            // Before she was a contact she was a stranger.
            stranger(l -> l.from(Party.of("Ida", "ida@freelancer.test")).to(BEN_), at(60 + i * 20));

            for (var address : List.of(
                    "new@acme.test",
                    "a@sub.acme.test",
                    "b@deep.sub.acme.test",
                    "c@labs.acme.test",
                    "d@x.labs.acme.test",
                    "e@brightwater.co.uk",
                    "f@mail.eu.brightwater.co.uk",
                    "g@shopfront.myshopify.com",
                    "jane.private@gmail.com",
                    "jane+events@acme.test",
                    "kimsolo@gmail.com",
                    "kimsolo+tag@gmail.com",
                    "kim.solo@gmail.com",
                    "team+emea@tagged-mail.test",
                    "nia@twin-agency.test",
                    "sol@twin-agency.test",
                    "nia+x@twin-agency.test")) {
                inbound(letter(), at(), Party.of("", address), MIA_);
                outbound(letter(), at(), BEN_, Party.of("", address));
            }
            // Registered to two, and nobody known: it waits for a person. What else is on it does not wait.
            inbound(letter(), at(), Party.of("New one", "unknown%d@twin-agency.test".formatted(i)), MIA_);
            outbound(letter(), at(), MIA_, Party.of("", "x@mail.twin-agency.test"));
            outbound(letter().cc(ann("yew")), at(), MIA_, Party.of("", "unknown@twin-agency.test"));

            for (var address : List.of(
                    "jane@notacme.test",
                    "jane@acme.test.evil.test",
                    "jane@xacme.test",
                    "jane@acme.tes",
                    "jane@test",
                    "jane@acme-test",
                    "other@co.uk",
                    "x@other.co.uk",
                    "x@brightwater.co.uk.evil.test",
                    "shop@other.myshopify.com",
                    "kim@gmail.com",
                    "someone@web.de",
                    "team@tagged-mail.test",
                    "ceo@notours.test",
                    "mia@ours.test.evil.test",
                    "kimsolo@googlemail.test")) {
                var local = address.substring(0, address.indexOf('@'));
                var canary = Party.of("Jane at acme.test", address.replace(local + "@", local + "." + canary() + "@"));
                stranger(l -> l.from(canary).to(MIA_), at());
                stranger(l -> l.from(MIA_).to(canary), at());
            }
            stranger(
                    l -> l.from(new Party("x", "\"jane@acme.test\"@" + canary() + ".test"))
                            .to(MIA_),
                    at());
            stranger(
                    l -> l.from(new Party("x", "\"jane@acme.test\" <" + canary() + "@evil.test>"))
                            .to(MIA_),
                    at());
            // Looks like ours, is not: received, and the partner merely copied.
            inbound(letter().cc(ann("zelkova")), at(), Party.of("Mia Nowak", "mia@notours.test"), BEN_);
        }
    }
}
