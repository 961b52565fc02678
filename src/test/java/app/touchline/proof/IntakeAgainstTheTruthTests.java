package app.touchline.proof;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

import app.touchline.mailbox.MailIntake;
import app.touchline.mailbox.MailPage;
import app.touchline.mailbox.Message;
import app.touchline.mailbox.MessageParser;
import app.touchline.mailbox.More;
import app.touchline.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** The same mail as in {@link WholeWayTests}, handed to the intake itself: without a server, and in any order. */
@SpringBootTest(
        properties = {
            "db-scheduler.enabled=false",
            "touchline.secret-key=" + TestDatabase.SECRET_KEY,
            "touchline.sample=false"
        })
@ContextConfiguration(initializers = TestDatabase.class)
class IntakeAgainstTheTruthTests {

    private record Read(String user, Letter letter, Letter.Copy copy, Message message) {}

    @Autowired
    MailIntake intake;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Environment environment;

    @Test
    void whateverTheOrderOfReadingAndHoweverOftenTheTouchesAreTrue() {
        var world = MailWorld.of(2, Instant.now());
        var mailboxes = ProgrammeInDatabase.lay(world, jdbc);
        var pages = pages(world);
        Collections.shuffle(pages, new Random(3));
        pages.forEach(page -> take(mailboxes, page, false));

        try (var stored = new WhatIsStored(database())) {
            var byLabel = world.letters.stream().collect(Collectors.toMap(letter -> letter.label, letter -> letter));
            var differences = Differences.between(
                    world.truth.touches,
                    stored.touches(),
                    label -> new String(
                                    byLabel.get(label)
                                            .bytes(byLabel.get(label).copies.getFirst()),
                                    StandardCharsets.ISO_8859_1)
                            .lines()
                            .limit(20)
                            .collect(Collectors.joining(" | ")));
            assertThat(differences.stream().limit(60))
                    .as("%d differences of %d", differences.size(), world.truth.touches.size())
                    .isEmpty();
            assertThat(stored.tracesOf(MailWorld.CANARY)).isEmpty();

            var before = stored.touchTables();
            Collections.shuffle(pages, new Random(4));
            pages.forEach(page -> take(mailboxes, page, true));
            assertThat(Differences.between(before, stored.touchTables())).isEmpty();
        }
    }

    private TestDatabase.Address database() {
        return new TestDatabase.Address(
                environment.getRequiredProperty("touchline.db.url"),
                environment.getRequiredProperty("touchline.db.user"),
                environment.getProperty("touchline.db.password", ""));
    }

    private void take(Map<String, Long> mailboxes, List<Read> page, boolean again) {
        var messages = page.stream().map(Read::message).collect(Collectors.toCollection(ArrayList::new));
        var wanted = intake.wantsMore(messages);
        for (int i = 0; i < messages.size(); i++) {
            if (!wanted.contains(messages.get(i).providerId())) continue;
            var letter = page.get(i).letter();
            var calendar = letter.body.contains("text/calendar") || letter.contentType.startsWith("text/calendar");
            messages.set(
                    i,
                    messages.get(i)
                            .withMore(new More(calendar, page.get(i).copy().received())));
        }
        intake.take(new MailPage(mailboxes.get(page.getFirst().user()), messages, List.of(), () -> true, again));
    }

    /** Pages of one mailbox and folder each, only of what a reader would see. */
    private static List<List<Read>> pages(MailWorld world) {
        var folders = new HashMap<String, List<Read>>();
        for (var letter : world.letters) {
            for (var copy : letter.copies) {
                if (MailWorld.isLeftOut(copy.folder())) continue;
                if (LocalDate.ofInstant(copy.internalDate(), MailWorld.ZONE).isBefore(world.floor)) continue;
                var folder = folders.computeIfAbsent(copy.user() + " " + copy.folder(), key -> new ArrayList<>());
                var id = copy.folder() + ":1:" + (folder.size() + 1);
                var text = new String(letter.bytes(copy), StandardCharsets.ISO_8859_1);
                var head = text.substring(0, text.indexOf("\n\n") + 1).replace("\n", "\r\n") + "\r\n";
                folder.add(new Read(
                        copy.user(),
                        letter,
                        copy,
                        MessageParser.parse(id, copy.internalDate(), head.getBytes(StandardCharsets.ISO_8859_1))));
            }
        }
        var pages = new ArrayList<List<Read>>();
        for (var folder : folders.values()) {
            folder.sort(Comparator.comparing(read -> read.copy().internalDate()));
            for (int i = 0; i < folder.size(); i += 150) pages.add(folder.subList(i, Math.min(i + 150, folder.size())));
        }
        return pages;
    }
}
