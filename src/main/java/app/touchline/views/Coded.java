package app.touchline.views;

import java.util.Arrays;
import java.util.List;

import app.touchline.action.ActionType;
import app.touchline.cadence.CadenceStatus;
import app.touchline.ninetyday.Verdict;
import app.touchline.partner.Archetype;
import app.touchline.partner.ContactRole;
import app.touchline.partner.ProgrammeStatus;
import app.touchline.partner.TrackerField;

/** A value of a field that the database has as a code. */
record Coded(String code, String words) {

    static List<Coded> of(TrackerField field) {
        return switch (field) {
            case STATUS ->
                Arrays.stream(ProgrammeStatus.values())
                        .map(each -> new Coded(each.name(), each.words()))
                        .toList();
            case CONTACT_ROLE ->
                Arrays.stream(ContactRole.values())
                        .map(each -> new Coded(each.name(), each.words()))
                        .toList();
            case ARCHETYPE ->
                Arrays.stream(Archetype.values())
                        .map(each -> new Coded(each.name(), each.words()))
                        .toList();
            case TEST_VERDICT ->
                Arrays.stream(Verdict.values())
                        .map(each -> new Coded(each.name(), each.words()))
                        .toList();
            case NEXT_ACTION_TYPE ->
                Arrays.stream(ActionType.values())
                        .map(each -> new Coded(each.name(), each.words()))
                        .toList();
            case CADENCE ->
                Arrays.stream(CadenceStatus.values())
                        .map(each -> new Coded(each.name(), each.words()))
                        .toList();
            default -> List.of();
        };
    }

    static String inWords(TrackerField field, String code) {
        return of(field).stream()
                .filter(each -> each.code().equals(code))
                .map(Coded::words)
                .findFirst()
                .orElse(code);
    }
}
