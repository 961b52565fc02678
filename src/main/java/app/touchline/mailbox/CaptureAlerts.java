package app.touchline.mailbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.alert.AlertWatch;

/** What an admin must know about mailboxes; each alert resolves itself when its cause is gone or some time behind. */
@Configuration(proxyBeanMethods = false)
class CaptureAlerts {

    private static final Duration BEHIND_AT_MOST = Duration.ofHours(6);
    private static final int PUT_ASIDE_IN_A_DAY = 3;
    private static final int NUMBERED_ANEW_IN_A_DAY = 3;
    private static final int SWEEP_DAYS = 2;
    private static final int HABIT_DAYS = 90;
    private static final int HABIT_MAIL_DAYS = 20;
    private static final int LEAST_SILENCE_DAYS = 2;

    private static final String OF_MAILBOX = "'mailbox ' || m.id as about, '/admin/mailboxes/' || m.id as href";

    /** Nothing is read until somebody acts. A tenant that is shut is one trouble, however many mailboxes it has. */
    @Bean
    AlertWatch mailboxesThatNeedANewSignIn(JdbcClient jdbc) {
        return new SqlWatch("sign-in", jdbc, Map::of, """
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
                """);
    }

    /** Those that need a new sign-in are told of by the watch for it. */
    @Bean
    AlertWatch mailboxesFarBehind(JdbcClient jdbc, Clock clock) {
        return new SqlWatch(
                "behind", jdbc, () -> Map.of("before", ago(clock, BEHIND_AT_MOST)), """
                select %s, m.address || ' was not read for hours' as title,
                       coalesce(m.last_error, 'It is not known why; see the mailbox.')
                       || ' The numbers that rest on it are old.' as words
                from mailbox m
                where m.removed_at is null and not m.paused and m.acknowledged_at is not null
                  and m.state not in ('REAUTH_REQUIRED', 'BACKFILL')
                  and coalesce(m.last_ok_at, m.acknowledged_at) < :before
                order by m.id
                """.formatted(OF_MAILBOX));
    }

    @Bean
    AlertWatch messagesPutAside(JdbcClient jdbc, Clock clock) {
        return new SqlWatch("put-aside", jdbc, () -> Map.of("after", ago(clock, Duration.ofDays(1))), """
                select %s, count(*) || ' messages of ' || m.address || ' could not be understood' as title,
                       'Since yesterday. Their ids are on the mailbox''s page, where they can be tried again; all other mail'
                       || ' is read.' as words
                from mailbox_quarantine q join mailbox m on m.id = q.mailbox_id
                where m.removed_at is null and q.at > :after
                group by m.id having count(*) >= %d
                order by m.id
                """.formatted(
                        OF_MAILBOX, PUT_ASIDE_IN_A_DAY));
    }

    @Bean
    AlertWatch mailThatOnlyTheSweepFound(JdbcClient jdbc, Clock clock) {
        return new SqlWatch("sweep", jdbc, () -> Map.of("from", today(clock).minusDays(SWEEP_DAYS - 1L)), """
                select %s, 'The daily sweep found mail in ' || m.address || ' that live reading had missed' as title,
                       sum(f.n) || case sum(f.n) when 1 then ' message' else ' messages' end || ' with partners since yesterday, logged now. If this goes on, report it:'
                       || ' live reading loses mail there.' as words
                from mailbox_sweep_find f join mailbox m on m.id = f.mailbox_id
                where m.removed_at is null and f.day >= :from
                group by m.id
                order by m.id
                """.formatted(
                        OF_MAILBOX));
    }

    @Bean
    AlertWatch foldersNumberedAnewAllTheTime(JdbcClient jdbc, Clock clock) {
        return new SqlWatch("numbered-anew", jdbc, () -> Map.of("today", today(clock)), """
                select %s, 'Folders of ' || m.address || ' are numbered anew again and again' as title,
                       'Up to ' || max(f.resyncs_today) || ' times today. Nothing is lost or doubled, but all of the folder is'
                       || ' read each time: ask whoever runs the mail server.' as words
                from mailbox_folder f join mailbox m on m.id = f.mailbox_id
                where m.removed_at is null and not f.gone and f.resync_day = :today and f.resyncs_today >= %d
                group by m.id
                order by m.id
                """.formatted(
                        OF_MAILBOX, NUMBERED_ANEW_IN_A_DAY));
    }

    /** Silent for longer than ever in the last 90 days, weekends and holidays of that time included. */
    @Bean
    AlertWatch mailboxesSilentUnlikeTheirHabit(JdbcClient jdbc, Clock clock) {
        return new SqlWatch(
                "silence",
                jdbc,
                () -> Map.of("today", today(clock), "read", ago(clock, Duration.ofDays(1))),
                """
                select %s, 'No mail at all came into ' || m.address || ' for ' || (cast(:today as date) - habit.last) || ' days' as title,
                       'It is read, and empty of news; in the last %d days it was never silent for longer than '
                       || habit.longest || ' days. Was the address moved, or is its mail redirected?' as words
                from mailbox m
                join (select mailbox_id, max(day) as last, max(gap) as longest, count(*) as days
                      from (select mailbox_id, day, lead(day) over (partition by mailbox_id order by day) - day as gap
                            from mailbox_mail_day where day > cast(:today as date) - %d and day <= :today) gaps
                      group by mailbox_id) habit on habit.mailbox_id = m.id
                where m.removed_at is null and not m.paused and m.state = 'LIVE' and m.last_ok_at > :read
                  and habit.days >= %d and cast(:today as date) - habit.last > greatest(habit.longest, %d)
                order by m.id
                """.formatted(OF_MAILBOX, HABIT_DAYS, HABIT_DAYS, HABIT_MAIL_DAYS, LEAST_SILENCE_DAYS));
    }

    private static Timestamp ago(Clock clock, Duration duration) {
        return Timestamp.from(clock.instant().minus(duration));
    }

    private static LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
