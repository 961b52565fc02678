package app.touchline.team;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;

/**
 * How sessions are stored. When one was last used is kept to the minute: else every page that is only read would write to the
 * database's log.
 */
@Configuration(proxyBeanMethods = false)
class SessionUse {

    private static final String UPDATE = """
            update %TABLE_NAME% s
            set session_id = said.session_id, last_access_time = said.last_access_time,
                max_inactive_interval = said.max_inactive_interval, expiry_time = said.expiry_time,
                principal_name = said.principal_name
            from (values (cast(? as char(36)), cast(? as bigint), cast(? as integer), cast(? as bigint), cast(? as varchar)))
                 as said (session_id, last_access_time, max_inactive_interval, expiry_time, principal_name)
            where s.primary_id = ?
              and (said.last_access_time - s.last_access_time >= 60000
                   or (s.session_id, s.max_inactive_interval, s.principal_name)
                      is distinct from (said.session_id, said.max_inactive_interval, said.principal_name))
            """;

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> keptToTheMinute() {
        return sessions -> sessions.setUpdateSessionQuery(UPDATE);
    }

    /** Two pages that are opened at once may keep the same for the first time. */
    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> theLaterOfTwoHolds() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }
}
