package app.touchline.sample;

import java.util.List;

import org.springframework.context.annotation.Conditional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

import app.touchline.database.SampleRun;
import app.touchline.team.Role;
import app.touchline.team.SignedIn;
import app.touchline.web.FrameNotice;
import app.touchline.web.SignInNotice;

/** Says on every page that this is a sample, and on the sign-in page how to get in. */
@Component
@Conditional(SampleRun.class)
class SampleNotices implements FrameNotice, SignInNotice {

    static final String PASSWORD = "sample";

    @Override
    public Notice now() {
        var text = "This is a sample programme: its partners, people and mail are made up.";
        return isAdmin() ? new Notice(text, "/admin/sample", "Make it anew") : new Notice(text, null, null);
    }

    private static boolean isAdmin() {
        var who = SecurityContextHolder.getContext().getAuthentication();
        return who != null && who.getPrincipal() instanceof SignedIn me && me.is(Role.ADMIN);
    }

    @Override
    public List<String> lines() {
        return List.of(
                "This is a sample programme. Sign in as one of these, with the password “" + PASSWORD + "”:",
                SampleProgramme.ADMIN.address() + " (admin)",
                SampleProgramme.LEAD.address() + " (ops lead)",
                SampleProgramme.DANA.address() + ", " + SampleProgramme.JONAS.address() + ", "
                        + SampleProgramme.PRIYA.address() + " (partner managers)");
    }
}
