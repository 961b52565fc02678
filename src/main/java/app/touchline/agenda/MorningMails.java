package app.touchline.agenda;

import java.sql.Array;
import java.sql.SQLException;
import java.sql.Time;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog;
import app.touchline.audit.AuditLog.About;
import app.touchline.team.SignedIn;

/** Who wants the daily list by mail, and when. */
@Service
class MorningMails {

    private final JdbcClient jdbc;
    private final AuditLog audit;

    MorningMails(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    Optional<MorningMail> of(long memberId) {
        return jdbc.sql("select at_time, weekdays from morning_mail where member_id = :member")
                .param("member", memberId)
                .query((row, index) -> mail(row.getObject("at_time", LocalTime.class), row.getArray("weekdays")))
                .optional();
    }

    record Wanted(long memberId, MorningMail mail) {}

    /** Those of people who are active. */
    List<Wanted> all() {
        return jdbc.sql("""
                select w.member_id, w.at_time, w.weekdays from morning_mail w join member m on m.id = w.member_id
                where m.active order by w.member_id
                """)
                .query((row, index) -> new Wanted(
                        row.getLong("member_id"),
                        mail(row.getObject("at_time", LocalTime.class), row.getArray("weekdays"))))
                .list();
    }

    private static MorningMail mail(LocalTime at, Array weekdays) throws SQLException {
        var days = Stream.of((String[]) weekdays.getArray())
                .map(DayOfWeek::valueOf)
                .collect(Collectors.toSet());
        return new MorningMail(at, days);
    }

    @Transactional
    public void want(MorningMail wanted, SignedIn me) {
        if (of(me.id()).equals(Optional.of(wanted))) return;
        jdbc.sql("""
                insert into morning_mail (member_id, at_time, weekdays) values (:member, :at, :days)
                on conflict (member_id) do update set at_time = excluded.at_time, weekdays = excluded.weekdays
                """)
                .param("member", me.id())
                .param("at", Time.valueOf(wanted.at()))
                .param(
                        "days",
                        Stream.of(DayOfWeek.values())
                                .filter(wanted.days()::contains)
                                .map(DayOfWeek::name)
                                .toArray(String[]::new))
                .update();
        audit.note(me.who(), "wants the morning mail", about(me), Map.of("when", wanted.words()));
    }

    @Transactional
    public void stop(SignedIn me) {
        var stopped = jdbc.sql("delete from morning_mail where member_id = :member")
                .param("member", me.id())
                .update();
        if (stopped == 1) audit.note(me.who(), "wants no morning mail", about(me), Map.of());
    }

    private static About about(SignedIn me) {
        return new About("member", me.id(), me.name());
    }

    /** True once for each person and day, whoever asks: of several nodes one has it, and it goes with its transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean claim(long memberId, LocalDate day) {
        return jdbc.sql("""
                update morning_mail set last_day = :day
                where member_id = :member and (last_day is null or last_day < :day)
                """).param("member", memberId).param("day", day).update() == 1;
    }
}
