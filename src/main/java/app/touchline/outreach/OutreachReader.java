package app.touchline.outreach;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.action.NextStepReader;
import app.touchline.cadence.CadenceReader;
import app.touchline.cadence.PartnerCadence;
import app.touchline.team.SignedIn;
import app.touchline.web.Formats;

/** Reads whom one may write to at a partner, and what the fields say. */
@Component
class OutreachReader {

    private final CadenceReader cadence;
    private final NextStepReader steps;
    private final Formats fmt;
    private final JdbcClient jdbc;

    OutreachReader(CadenceReader cadence, NextStepReader steps, Formats fmt, JdbcClient jdbc) {
        this.cadence = cadence;
        this.steps = steps;
        this.fmt = fmt;
        this.jdbc = jdbc;
    }

    /** Somebody at the partner. */
    record Recipient(long id, String name, @Nullable String address) {}

    Optional<PartnerCadence> partner(long partnerId, LocalDate today) {
        return cadence.of(partnerId, today);
    }

    /** The key contact first. */
    List<Recipient> recipients(long partnerId, LocalDate today) {
        return jdbc.sql("""
                select c.id, c.name, (select min(address) from contact_address where contact_id = c.id) as address
                from contact_place place join contact c on c.id = place.contact_id
                where place.partner_id = :partner and place.valid @> cast(:today as date) and c.archived_at is null
                order by place.key_contact desc, lower(c.name), c.id
                """)
                .param("partner", partnerId)
                .param("today", today)
                .query((row, index) ->
                        new Recipient(row.getLong("id"), row.getString("name"), row.getString("address")))
                .list();
    }

    /** Without those of which nothing is known. */
    Map<Field, String> values(PartnerCadence partner, @Nullable Recipient recipient, SignedIn me) {
        var values = new EnumMap<Field, String>(Field.class);
        values.put(Field.PARTNER, partner.name());
        values.put(Field.TIER, partner.tierName());
        values.put(Field.ME, me.name());
        values.put(Field.MY_FIRST_NAME, first(me.name()));
        if (partner.ownerName() != null) values.put(Field.OWNER, partner.ownerName());
        if (recipient != null) {
            values.put(Field.CONTACT, recipient.name());
            values.put(Field.FIRST_NAME, first(recipient.name()));
        }
        if (partner.lastTouch() != null) values.put(Field.LAST_TOUCH, fmt.date(partner.lastTouch()));
        steps.of(partner.partnerId())
                .ifPresent(step -> values.put(Field.NEXT_STEP, step.words() + ", " + fmt.weekday(step.due())));
        return values;
    }

    private static String first(String name) {
        return name.strip().split("\\s+")[0];
    }
}
