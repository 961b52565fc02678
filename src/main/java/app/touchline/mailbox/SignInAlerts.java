package app.touchline.mailbox;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import app.touchline.alert.AlertWatch;

/** Mailboxes that wait for a new password, and tenants that wait for a new credential: nothing is read until then. */
@Component
class SignInAlerts implements AlertWatch {

    private final JdbcClient jdbc;

    SignInAlerts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return "sign-in";
    }

    /** A tenant that is shut is one trouble, however many mailboxes it has. */
    @Override
    public List<Standing> standing() {
        return jdbc.sql("""
                select 'connection ' || c.id as about, c.name || ' lets nobody in' as title,
                       coalesce(c.last_error, 'Enter a new credential.') as words, '/admin/mailboxes' as href
                from mail_connection c
                where c.removed_at is null and c.state = 'REAUTH_REQUIRED'
                union all
                select 'mailbox ' || m.id, m.address || ' is not read any more',
                       coalesce(m.last_error, 'Enter a new password.'), '/admin/mailboxes/' || m.id
                from mailbox m left join mail_connection c on c.id = m.connection_id
                where m.removed_at is null and not m.paused and m.state = 'REAUTH_REQUIRED'
                  and c.state is distinct from 'REAUTH_REQUIRED'
                order by about
                """)
                .query((row, index) -> new Standing(
                        row.getString("about"), row.getString("title"), row.getString("words"), row.getString("href")))
                .list();
    }
}
