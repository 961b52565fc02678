package app.touchline.agenda;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import app.touchline.post.Post;
import app.touchline.team.Member;
import app.touchline.team.Members;
import app.touchline.today.MyDay;

/** Hands the morning mails to the post when it is time; the job that does it every minute. */
@Component
class MorningRound {

    private static final Logger log = LoggerFactory.getLogger(MorningRound.class);

    private final MorningMails mails;
    private final MorningLetter letter;
    private final MyDay days;
    private final Members members;
    private final Post post;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MorningRound(
            MorningMails mails,
            MorningLetter letter,
            MyDay days,
            Members members,
            Post post,
            TransactionTemplate transaction,
            Clock clock) {
        this.mails = mails;
        this.letter = letter;
        this.days = days;
        this.members = members;
        this.post = post;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Bean
    static RecurringTask<Void> sendMorningMails(ObjectProvider<MorningRound> round) {
        return Tasks.recurring("send-morning-mails", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((task, context) -> round.getObject().go());
    }

    /** One person's mail that cannot be written keeps nobody else's back; it is tried again with the next round. */
    void go() {
        if (!post.isOpen()) return;
        var now = clock.instant();
        for (var wanted : mails.all()) {
            var member = members.findById(wanted.memberId()).orElseThrow();
            try {
                wanted.mail().dueAt(now, member.zone()).ifPresent(day -> write(member, day, now));
            } catch (RuntimeException e) {
                log.error("The morning mail of member {} could not be written", member.id(), e);
            }
        }
    }

    /** Both or neither: that the day is done with, and the mail in the outbox. */
    private void write(Member member, LocalDate day, Instant now) {
        transaction.executeWithoutResult(status -> {
            if (!mails.claim(member.id(), day)) return;
            var list = days.of(member.signedIn(), now);
            if (!list.nothing()) post.send(letter.to(member, list));
        });
    }
}
