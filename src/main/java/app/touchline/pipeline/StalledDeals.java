package app.touchline.pipeline;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.action.Action;
import app.touchline.action.Action.Plan;
import app.touchline.action.ActionType;
import app.touchline.action.NextSteps;
import app.touchline.hours.WorkingTimeReader;
import app.touchline.partner.Partners;
import app.touchline.partner.Refused;
import app.touchline.settings.SettingsReader;
import app.touchline.team.Member;
import app.touchline.team.Members;
import app.touchline.team.SignedIn;

/**
 * Makes actions of stalled deals, by a person or by the rule: one for each stay in a stage, whoever comes first. It is for who
 * looks after the deal, due in as many days as the rule says, on a working day.
 */
@Service
class StalledDeals {

    private final PipelineReader reader;
    private final StageRules rules;
    private final NextSteps steps;
    private final Members members;
    private final Partners partners;
    private final WorkingTimeReader workingTime;
    private final SettingsReader settings;
    private final JdbcClient jdbc;
    private final Clock clock;

    StalledDeals(
            PipelineReader reader,
            StageRules rules,
            NextSteps steps,
            Members members,
            Partners partners,
            WorkingTimeReader workingTime,
            SettingsReader settings,
            JdbcClient jdbc,
            Clock clock) {
        this.reader = reader;
        this.rules = rules;
        this.steps = steps;
        this.members = members;
        this.partners = partners;
        this.workingTime = workingTime;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return in words; refused where it is not stalled (any more), or no partner's */
    @Transactional
    public String act(long dealId, SignedIn me) {
        if (!me.worksWithPartners()) throw new AccessDeniedException("A viewer changes nothing");
        var today = settings.current().today(clock);
        var deal = stalled(dealId, today)
                .orElseThrow(() -> new Refused("stage", "This deal is not stalled: its stage changed meanwhile."));
        var partnerId = deal.partnerId();
        if (partnerId == null)
            throw new Refused("stage", "Our own sales entered this deal; an action belongs to a partner.");
        if (!claim(deal, me.id())) return "There is an action for it already.";
        var plan = plan(deal, assignee(deal).map(Member::id).orElse(me.id()), today);
        var key = "stalled %d %s %s".formatted(deal.id(), deal.stage(), deal.stageSince());
        var outcome = steps.set(me, partnerId, plan, UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)));
        keep(deal, outcome.action());
        return "An action for %s, due %s."
                .formatted(members.findById(plan.assigneeId()).map(Member::name).orElse("you"), plan.due());
    }

    /** What the rule has still to make an action of. */
    List<Long> waiting() {
        if (!rules.whenStalled().byItself()) return List.of();
        var today = settings.current().today(clock);
        return reader.cards(PipelineSql.STALLED + """
                         and w.partner_id is not null and not exists (
                            select from stalled_action sa
                            where sa.deal_id = w.deal_id and sa.stage = w.stage and sa.stage_since = w.stage_since)
                        """, "w.deal_id", 500, today).stream()
                .map(DealCard::id)
                .toList();
    }

    /** The same by the rule; nothing where somebody was quicker, or nobody of ours could do it. */
    @Transactional
    public void actByItself(long dealId) {
        var today = settings.current().today(clock);
        var deal = stalled(dealId, today).orElse(null);
        var partnerId = deal == null ? null : deal.partnerId();
        if (deal == null || partnerId == null) return;
        var partner = partners.findById(partnerId).orElseThrow();
        var who = assignee(deal)
                .or(() -> Optional.ofNullable(partner.ownerId())
                        .flatMap(members::findById)
                        .filter(StalledDeals::assignable));
        if (partner.archived() || who.isEmpty() || !claim(deal, null)) return;
        keep(deal, steps.setByItself(partnerId, plan(deal, who.get().id(), today)));
    }

    /** Locked, so that nobody moves it meanwhile. */
    private Optional<DealCard> stalled(long dealId, LocalDate today) {
        jdbc.sql("select id from deal where id = :id for update")
                .param("id", dealId)
                .query(Long.class)
                .optional();
        return reader.cards("w.deal_id = " + dealId, "w.deal_id", 1, today).stream()
                .filter(card -> card.stalled(today))
                .findFirst();
    }

    private Optional<Member> assignee(DealCard deal) {
        return members.findById(deal.ownerId()).filter(StalledDeals::assignable);
    }

    private static boolean assignable(Member member) {
        return member.active() && member.signedIn().worksWithPartners();
    }

    private Plan plan(DealCard deal, long who, LocalDate today) {
        var due = workingTime
                .current()
                .nextWorkingDay(today.plusDays(rules.whenStalled().days()));
        var note = "%s · %s: %d days in “%s”"
                .formatted(
                        deal.code().words(),
                        deal.customer(),
                        deal.daysInStage(today),
                        deal.stage().words());
        return new Plan(ActionType.DEAL_SUPPORT, note, due, who);
    }

    private boolean claim(DealCard deal, @Nullable Long by) {
        return jdbc.sql("""
                insert into stalled_action (deal_id, stage, stage_since, made_by, made_at)
                values (:deal, :stage, :since, :by, :at) on conflict do nothing
                """)
                        .param("deal", deal.id())
                        .param("stage", deal.stage().name())
                        .param("since", deal.stageSince())
                        .param("by", by, java.sql.Types.BIGINT)
                        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private void keep(DealCard deal, Action action) {
        jdbc.sql("""
                update stalled_action set action_id = :action
                where deal_id = :deal and stage = :stage and stage_since = :since
                """)
                .param("action", action.id())
                .param("deal", deal.id())
                .param("stage", deal.stage().name())
                .param("since", deal.stageSince())
                .update();
    }
}
