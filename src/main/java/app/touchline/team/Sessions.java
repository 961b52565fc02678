package app.touchline.team;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;
import org.springframework.security.web.savedrequest.RequestCache;

import app.touchline.answers.Answers;

import static java.util.Objects.requireNonNullElse;

/** Begins a session, and looks at each request whether it still holds. */
class Sessions {

    private static final Duration SIGNED_IN_FOR = Duration.ofHours(12);

    private final Members members;
    private final SecurityContextRepository contexts;
    private final SessionAuthenticationStrategy onSignIn;
    private final RequestCache askedFor;
    private final Answers answers;

    Sessions(
            Members members,
            SecurityContextRepository contexts,
            SessionAuthenticationStrategy onSignIn,
            RequestCache askedFor,
            Answers answers) {
        this.members = members;
        this.contexts = contexts;
        this.onSignIn = onSignIn;
        this.askedFor = askedFor;
        this.answers = answers;
    }

    /** @return the path of the page that was asked for before the sign-in, else the first page */
    String begin(SignedIn me, HttpServletRequest request, HttpServletResponse response) {
        var asked = askedFor.getRequest(request, response);
        askedFor.removeRequest(request, response);
        var authentication = authentication(me);
        onSignIn.onAuthentication(authentication, request, response);
        request.getSession().setMaxInactiveInterval((int) SIGNED_IN_FOR.toSeconds());
        keep(authentication, request, response);
        return asked instanceof DefaultSavedRequest saved ? pathOf(saved, request.getContextPath()) : "/";
    }

    /** Makes this session the one that goes on, after the member changed under it. */
    void goOn(SignedIn me, HttpServletRequest request, HttpServletResponse response) {
        keep(authentication(me), request, response);
    }

    /** A changed role, name or zone takes effect with the next request; a deactivated person has none. */
    void stillHolds(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof UsernamePasswordAuthenticationToken token
                && token.getPrincipal() instanceof SignedIn then) {
            var now = answers.to(List.of("signed in", then.id()), () -> signedIn(then.id()))
                    .filter(member -> member.sessionStamp() == then.sessionStamp());
            if (now.isEmpty()) end(request);
            else if (!now.get().equals(then)) keep(authentication(now.get()), request, response);
        }
        chain.doFilter(request, response);
    }

    private Optional<SignedIn> signedIn(long memberId) {
        return members.findById(memberId).filter(Member::active).map(Member::signedIn);
    }

    private static void end(HttpServletRequest request) {
        SecurityContextHolder.clearContext();
        var session = request.getSession(false);
        if (session != null) session.invalidate();
    }

    private void keep(Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    private static Authentication authentication(SignedIn me) {
        return UsernamePasswordAuthenticationToken.authenticated(me, null, me.authorities());
    }

    /** Only the path: the host of the earlier request came from whoever sent it. */
    private static String pathOf(DefaultSavedRequest saved, String contextPath) {
        var path = requireNonNullElse(saved.getRequestURI(), contextPath + "/").substring(contextPath.length());
        var query = saved.getQueryString();
        return path.startsWith("//") ? "/" : query == null ? path : path + "?" + query;
    }
}
