package app.touchline.team;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The first admin, where the set-up page is not wanted: TOUCHLINE_ADMIN_EMAIL and TOUCHLINE_ADMIN_PASSWORD, both or
 * neither.
 */
@ConfigurationProperties("touchline.admin")
record FirstAdminSettings(@Nullable String email, @Nullable String password) {

    FirstAdminSettings {
        if (email != null && email.isBlank()) email = null;
        if (password != null && password.isBlank()) password = null;
        if ((email == null) != (password == null))
            throw new IllegalArgumentException(
                    "Set both TOUCHLINE_ADMIN_EMAIL and TOUCHLINE_ADMIN_PASSWORD, or neither.");
        if (email != null && password != null) {
            PersonForm.emailProblem(email).ifPresent(problem -> {
                throw new IllegalArgumentException("TOUCHLINE_ADMIN_EMAIL: " + problem);
            });
            NewPassword.problem(password, email).ifPresent(problem -> {
                throw new IllegalArgumentException("TOUCHLINE_ADMIN_PASSWORD: " + problem);
            });
        }
    }

    /** Without the password, which must not reach a log. */
    @Override
    public String toString() {
        return "FirstAdminSettings[email=" + email + "]";
    }
}
