package app.touchline.conflict;

import java.util.ArrayList;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.deal.CompanyName;
import app.touchline.deal.RegistrationId;

/** Open deals for customers of these names, put into the database past the application. */
final class ManyDeals {

    private static final String SIGNS = "234679CDFGHJKMNPQRTVWXY";

    private ManyDeals() {}

    static void open(List<String> customers, long partnerId, long memberId, JdbcClient jdbc) {
        var keys = customers.stream().map(name -> CompanyName.of(name).key()).toList();
        jdbc.sql("alter table deal disable trigger user").update();
        jdbc.sql("""
                insert into deal (code, origin, kind, partner_id, owner_id, customer, customer_key, customer_contact, value, currency,
                                  expected_close, products, description, standing, registered_at, decision_due_at, stage,
                                  stage_since, changed_at)
                select code, 'PARTNER', 'NEW_BUSINESS', :partner,
                       :member, name, key, 'somebody', 1000, 'EUR', date '2027-01-01', 'p', 'd', 'WAITING',
                       timestamptz '2026-11-01', timestamptz '2026-11-03', 'REGISTERED', date '2026-11-01',
                       timestamptz '2026-11-01'
                from unnest(cast(:codes as text[]), cast(:names as text[]), cast(:keys as text[])) as each (code, name, key)
                """)
                .param("partner", partnerId)
                .param("member", memberId)
                .param("codes", codes(customers.size()))
                .param("names", customers.toArray(String[]::new))
                .param("keys", keys.toArray(String[]::new))
                .update();
        jdbc.sql("alter table deal enable trigger user").update();
        jdbc.sql("analyze deal").update();
    }

    /** As many registration ids, counted through in their signs. */
    private static String[] codes(int many) {
        var codes = new ArrayList<String>();
        for (var number = 0; codes.size() < many; number++) {
            var code = new StringBuilder();
            for (int left = number, i = 0; i < 5; i++, left /= SIGNS.length())
                code.append(SIGNS.charAt(left % SIGNS.length()));
            for (var last : SIGNS.toCharArray())
                RegistrationId.read(code.toString() + last).ifPresent(id -> codes.add(id.code()));
        }
        return codes.toArray(String[]::new);
    }
}
