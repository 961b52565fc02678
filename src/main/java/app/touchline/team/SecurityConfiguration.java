package app.touchline.team;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

import app.touchline.answers.Answers;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

/** Who may do what, by path and method, and what every answer says to the browser. The one place for both. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String ADMIN = Role.ADMIN.name();
    private static final String OPS_LEAD = Role.OPS_LEAD.name();
    private static final String PARTNER_MANAGER = Role.PARTNER_MANAGER.name();

    /** Files, the same for everyone. */
    private static final RequestMatcher FILES = new OrRequestMatcher(List.of(
            pathPattern(HttpMethod.GET, "/assets/**"),
            pathPattern(HttpMethod.GET, "/favicon.ico"),
            pathPattern(HttpMethod.GET, "/webjars/**")));

    /** Asked for by machines: a page to sign in would mean nothing to them. */
    private static final RequestMatcher NUMBERS = pathPattern("/actuator/**");

    /** Where other machines tell us something; what they say is proven by itself, and no browser is signed in there. */
    private static final RequestMatcher HOOKS = pathPattern(HttpMethod.POST, "/hooks/*");

    /** A calendar program asks with a secret in the address; nobody is signed in there. */
    private static final RequestMatcher CALENDARS = new OrRequestMatcher(
            List.of(pathPattern(HttpMethod.GET, "/calendar/*"), pathPattern(HttpMethod.HEAD, "/calendar/*")));

    /** Bootstrap's style sheet draws its ticks and arrows with data: images; nothing else is from elsewhere or inline. */
    private static final String CONTENT =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";

    @Bean
    SecurityFilterChain everything(
            HttpSecurity http,
            Sessions sessions,
            SecurityContextRepository contexts,
            CsrfTokenRepository csrfTokens,
            RequestCache askedFor,
            MetricsAccess metrics)
            throws Exception {
        return http.authorizeHttpRequests(may -> may.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(FILES)
                        .permitAll()
                        .requestMatchers("/sign-in", "/set-up/*", "/password/*", "/error")
                        .permitAll()
                        .requestMatchers("/actuator/health", "/actuator/health/*")
                        .permitAll()
                        .requestMatchers(HOOKS)
                        .permitAll()
                        .requestMatchers(CALENDARS)
                        .permitAll()
                        .requestMatchers(NUMBERS)
                        .access((who, request) ->
                                new AuthorizationDecision(metrics.allows(who.get(), request.getRequest())))
                        .requestMatchers(HttpMethod.GET, "/admin")
                        .hasAnyRole(ADMIN, OPS_LEAD)
                        .requestMatchers(
                                "/admin/review",
                                "/admin/review/**",
                                "/admin/matching",
                                "/admin/contacts",
                                "/admin/contacts/**",
                                "/partners/*/merger",
                                "/deals/delegates",
                                "/deals/delegates/**",
                                "/weekly/reads/*/partners/**")
                        .hasAnyRole(ADMIN, OPS_LEAD)
                        .requestMatchers(HttpMethod.POST, "/weekly/**", "/pipeline/review")
                        .hasAnyRole(ADMIN, OPS_LEAD)
                        .requestMatchers("/admin", "/admin/**")
                        .hasRole(ADMIN)
                        .requestMatchers("/me", "/me/**")
                        .authenticated()
                        .requestMatchers(HttpMethod.GET)
                        .authenticated()
                        .requestMatchers(HttpMethod.HEAD)
                        .authenticated()
                        .anyRequest()
                        .hasAnyRole(ADMIN, OPS_LEAD, PARTNER_MANAGER))
                .securityContext(context -> context.securityContextRepository(contexts))
                .requestCache(cache -> cache.requestCache(askedFor))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens).ignoringRequestMatchers(HOOKS))
                .addFilterBefore(filter(sessions), AnonymousAuthenticationFilter.class)
                .logout(logout -> logout.logoutRequestMatcher(pathPattern(HttpMethod.POST, "/sign-out"))
                        .logoutSuccessUrl("/sign-in?out"))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                                (request, response, why) -> toSignIn(request, response, "/sign-in"))
                        .accessDeniedHandler(SecurityConfiguration::deny))
                .headers(headers -> headers.contentSecurityPolicy(content -> content.policyDirectives(CONTENT))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(permissions ->
                                permissions.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"))
                        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN)))
                .build();
    }

    @Bean
    Sessions sessions(
            Members members,
            SecurityContextRepository contexts,
            CsrfTokenRepository csrfTokens,
            RequestCache askedFor,
            Answers answers) {
        var onSignIn = new CompositeSessionAuthenticationStrategy(List.of(
                new ChangeSessionIdAuthenticationStrategy(),
                (who, request, response) ->
                        // now, not with the first form: two pages opened at once would each make one, and one would be
                        // refused
                        csrfTokens.saveToken(csrfTokens.generateToken(request), request, response)));
        return new Sessions(members, contexts, onSignIn, askedFor, answers);
    }

    @Bean
    SecurityContextRepository securityContexts() {
        return new DelegatingSecurityContextRepository(
                new RequestAttributeSecurityContextRepository(), new HttpSessionSecurityContextRepository());
    }

    @Bean
    CsrfTokenRepository csrfTokens() {
        return new HttpSessionCsrfTokenRepository();
    }

    /** How long each of a dozen filters takes tells nobody anything, and measuring it costs more than they do. */
    @Bean
    SecurityObservationSettings filtersUnobserved() {
        return SecurityObservationSettings.noObservations();
    }

    /** No text that a person types holds a NUL, and PostgreSQL takes none: refused at the door. */
    @Bean
    HttpFirewall noNul() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(value -> value.indexOf('\0') < 0);
        return firewall;
    }

    /** Remembers the page that a signed-out person asked for; parts of pages and files are nothing to come back to. */
    @Bean
    RequestCache pageAskedFor() {
        var cache = new HttpSessionRequestCache();
        RequestMatcher aPage =
                request -> String.valueOf(request.getHeader("Accept")).contains("text/html")
                        && request.getHeader("HX-Request") == null;
        cache.setRequestMatcher(new AndRequestMatcher(pathPattern(HttpMethod.GET, "/**"), aPage));
        return cache;
    }

    private static OncePerRequestFilter filter(Sessions sessions) {
        return new OncePerRequestFilter() {
            @Override
            protected boolean shouldNotFilter(HttpServletRequest request) {
                return FILES.matches(request);
            }

            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                sessions.stillHolds(request, response, chain);
            }
        };
    }

    private static void deny(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        if (!(why instanceof CsrfException)) response.sendError(HttpStatus.FORBIDDEN.value());
        // A form from before the session ended: sent again after the sign-in it is fine.
        else if (SecurityContextHolder.getContext().getAuthentication() == null)
            toSignIn(request, response, "/sign-in?again");
        else response.sendError(HttpStatus.CONFLICT.value());
    }

    private static void toSignIn(HttpServletRequest request, HttpServletResponse response, String page)
            throws IOException {
        if (NUMBERS.matches(request)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            return;
        }
        var address = request.getContextPath() + page;
        if (request.getHeader("HX-Request") == null) {
            response.sendRedirect(address);
        } else {
            response.setHeader("HX-Redirect", address);
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        }
    }
}
