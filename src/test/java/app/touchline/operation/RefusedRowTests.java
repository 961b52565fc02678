package app.touchline.operation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

import app.touchline.testing.TeamSamples;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The log holds no address, also where it says that the database refused a row. */
@TouchlineTest
@ExtendWith(OutputCaptureExtension.class)
class RefusedRowTests {

    @Autowired
    TeamSamples team;

    @Autowired
    JdbcClient jdbc;

    @Test
    void whatIsSaidOfARefusedRowNamesTheRuleAndNotTheRow(CapturedOutput log) {
        var dana = team.manager("Dana Twice");
        var refused = catchThrowableOfType(
                DataIntegrityViolationException.class,
                () -> jdbc.sql(
                                "insert into member (email, name, zone, created_at) values (:email, 'Dana', 'UTC', now())")
                        .param("email", dana.email())
                        .update());
        assertThat(refused).hasStackTraceContaining("duplicate key value violates unique constraint");
        for (Throwable cause = refused; cause != null; cause = cause.getCause())
            assertThat(cause.getMessage()).doesNotContain(dana.email());
        assertThat(log).doesNotContain(dana.email());
    }
}
