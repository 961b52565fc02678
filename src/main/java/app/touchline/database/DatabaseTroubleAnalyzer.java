package app.touchline.database;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence why the named database cannot be used. */
class DatabaseTroubleAnalyzer extends AbstractFailureAnalyzer<PSQLException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, PSQLException cause) {
        var whatToDo = switch (String.valueOf(cause.getSQLState())) {
            case "08001", "08004", "08006" ->
                "The database does not answer: check the host and port in TOUCHLINE_DB_URL, and that PostgreSQL is running.";
            case "28000", "28P01" ->
                "The database refuses the sign-in: check TOUCHLINE_DB_USER and TOUCHLINE_DB_PASSWORD.";
            case "3D000" ->
                "The database server answers, but has no database of that name: create it, or correct TOUCHLINE_DB_URL.";
            case "42501" ->
                "The database user may not do what Touchline needs: it must own the database, or may create in it ("
                        + cause.getMessage() + ").";
            default -> null;
        };
        return whatToDo == null ? null : new FailureAnalysis(whatToDo, null, cause);
    }
}
