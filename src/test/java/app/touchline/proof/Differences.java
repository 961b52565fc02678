package app.touchline.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import app.touchline.proof.Truth.ExpectedTouch;
import app.touchline.proof.WhatIsStored.StoredTouch;

/** What is stored against what is true, in sentences that name the letter. */
public final class Differences {

    private Differences() {}

    static List<String> between(
            List<ExpectedTouch> expected, List<StoredTouch> stored, Function<String, String> about) {
        var differences = new ArrayList<String>();
        var unexpected = new TreeMap<Instant, List<StoredTouch>>(
                stored.stream().collect(Collectors.groupingBy(StoredTouch::occurredAt)));
        for (var truth : expected) {
            var found = unexpected.remove(truth.occurredAt());
            if (found == null) {
                differences.add("missing: " + truth + "\n      " + about.apply(truth.label()));
                continue;
            }
            if (found.size() > 1) differences.add(found.size() + " times: " + truth + " " + found);
            for (var wrong : wrongIn(truth, found.getFirst()))
                differences.add(wrong + ": " + truth + "\n      stored " + found.getFirst() + "\n      "
                        + about.apply(truth.label()));
        }
        unexpected.values().forEach(found -> differences.add("unexpected: " + found));
        return differences;
    }

    private static void removeAll(List<String> lines, List<String> others) {
        var set = new java.util.HashSet<>(others);
        lines.removeIf(set::contains);
    }

    /** Lines that went, and lines that came. */
    public static List<String> between(List<String> before, List<String> after) {
        var gone = new ArrayList<>(before);
        removeAll(gone, after);
        var come = new ArrayList<>(after);
        removeAll(come, before);
        var differences = new ArrayList<String>();
        gone.forEach(line -> differences.add("gone: " + line));
        come.forEach(line -> differences.add("come: " + line));
        return differences;
    }

    private static List<String> wrongIn(ExpectedTouch truth, StoredTouch stored) {
        var wrong = new ArrayList<String>();
        if (!stored.nature().equals(truth.nature().name())) wrong.add("nature");
        if (!stored.direction().equals(truth.direction())) wrong.add("direction");
        if (!stored.partners().equals(truth.partners())) wrong.add("partners");
        if (!stored.candidates().equals(truth.candidates())) wrong.add("candidates");
        if (truth.partners().isEmpty() && !stored.undecided()) wrong.add("not in the review queue");
        if (truth.candidates().isEmpty() && stored.undecided()) wrong.add("in the review queue");
        if (truth.credited() != null
                && truth.candidates().isEmpty()
                && !stored.credited().equals(truth.credited())) wrong.add("credit");
        if (!stored.mailboxes().equals(truth.mailboxes())) wrong.add("mailboxes");
        return wrong;
    }
}
