package app.touchline.importing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.touchline.deal.Deal;
import app.touchline.deal.DealField;
import app.touchline.deal.LostReason;
import app.touchline.deal.Stage;
import app.touchline.deal.Standing;
import app.touchline.money.Money;

import static app.touchline.importing.Cells.refuse;

/** What stays of a deal that is here: how it came in, what was decided, how it ended. A row that says otherwise is refused. */
final class SettledDeals {

    private final NamedPartners partners;
    private final Map<Long, LostReason> reasons;
    private final ZoneId zone;

    /** @param reasons by id */
    SettledDeals(NamedPartners partners, Map<Long, LostReason> reasons, ZoneId zone) {
        this.partners = partners;
        this.reasons = reasons;
        this.zone = zone;
    }

    void cameInSo(Deal deal, DealCells cells) {
        if (cells.has(DealField.PARTNER) && !partners.is(deal.partnerId(), cells.cell(DealField.PARTNER)))
            throw refuse("%s is %s's here, and the row names %s; a deal stays whose it is."
                    .formatted(deal.words(), partners.nameOf(deal.partnerId()), cells.cell(DealField.PARTNER)));
        stays(deal, DealField.ORIGIN, cells.origin, deal.origin());
        stays(deal, DealField.REGISTERED_ON, cells.day(DealField.REGISTERED_ON), day(deal.registeredAt()));
    }

    LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    void decidedSo(Deal deal, DealCells cells) {
        var at = deal.decision().decidedAt();
        if (deal.standing() != Standing.WITHDRAWN) // which nobody decided
        stays(deal, DealField.DECIDED_ON, cells.day(DealField.DECIDED_ON), at == null ? null : day(at));
        if (cells.has(DealField.DECISION_REASON))
            stays(
                    deal,
                    DealField.DECISION_REASON,
                    cells.cell(DealField.DECISION_REASON),
                    deal.decision().reason());
        stays(
                deal,
                DealField.PROTECTED_UNTIL,
                cells.day(DealField.PROTECTED_UNTIL),
                deal.protection().until());
    }

    /** For a row that neither decides nor moves it. */
    void standsSo(Deal deal, DealCells cells) {
        decidedSo(deal, cells);
        if (deal.stage() != Stage.REGISTERED) // that one since it came in
        stays(
                    deal,
                    DealField.STAGE_SINCE,
                    cells.day(DealField.STAGE_SINCE),
                    deal.progress().since());
        var closing = deal.progress().closing();
        stays(deal, DealField.CLOSED_ON, cells.day(DealField.CLOSED_ON), closing == null ? null : closing.on());
        var wonFor = closing == null ? null : closing.value();
        if (cells.has(DealField.WON_VALUE))
            stays(
                    deal,
                    DealField.WON_VALUE,
                    DealMoney.read(
                            cells.cell(DealField.WON_VALUE),
                            cells.cell(DealField.CURRENCY),
                            deal.value().currency()),
                    wonFor == null ? null : Money.stored(wonFor, deal.value().code()));
        var lostFor = closing == null || closing.reasonId() == null ? null : reasons.get(closing.reasonId());
        stays(
                deal,
                DealField.LOST_REASON,
                cells.lostFor == null ? null : Book.key(cells.lostFor.name()),
                lostFor == null ? null : Book.key(lostFor.name()));
        if (cells.has(DealField.LOST_NOTE))
            stays(deal, DealField.LOST_NOTE, cells.cell(DealField.LOST_NOTE), closing == null ? null : closing.note());
    }

    private static <T> void stays(Deal deal, DealField field, @Nullable T said, @Nullable T here) {
        if (said != null && !said.equals(here))
            throw refuse("%s: of %s it is %s here, and that stays; the row says %s."
                    .formatted(field.heading(), deal.words(), here == null ? "empty" : shown(here), shown(said)));
    }

    private static String shown(Object value) {
        return switch (value) {
            case Money money -> money.words();
            case Enum<?> one -> one.name().toLowerCase(Locale.ROOT);
            default -> "“%s”".formatted(value);
        };
    }
}
