package app.touchline.team;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.Filter;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import app.touchline.testing.As;
import app.touchline.testing.TouchlineTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

/**
 * All routes by all roles. Who may do what is written down in {@code rights.txt}, a line for each route; a route without a
 * line fails. Nothing is called: the filter chain is asked what it would say.
 */
@TouchlineTest
class RightsTests {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    @Autowired
    SecurityFilterChain security;

    @Autowired
    MockMvcTester mvc;

    /** Who may, in the words of {@code rights.txt}. */
    private enum May {
        ANYBODY,
        MEMBERS,
        WORKING,
        LEADS,
        ADMINS;

        boolean includes(@Nullable Role role) {
            return switch (this) {
                case ANYBODY -> true;
                case MEMBERS -> role != null;
                case WORKING -> role != null && role != Role.VIEWER;
                case LEADS -> role == Role.OPS_LEAD || role == Role.ADMIN;
                case ADMINS -> role == Role.ADMIN;
            };
        }
    }

    @Test
    void somebodyDecidedForEveryRouteWhoMayUseIt() throws IOException {
        var undecided = allRoutes();
        undecided.removeAll(decisions().keySet());
        assertThat(undecided).as("routes without a line in rights.txt").isEmpty();
    }

    @Test
    void everyRouteIsOpenToExactlyThoseWhoMayUseIt() throws IOException {
        var wrong = new TreeMap<String, String>();
        for (var decision : decisions().entrySet()) {
            var may = Stream.concat(Stream.of((Role) null), EnumSet.allOf(Role.class).stream())
                    .filter(role -> isOpen(decision.getKey(), role)
                            != decision.getValue().includes(role))
                    .map(role -> role == null ? "signed out" : role.words())
                    .toList();
            if (!may.isEmpty()) wrong.put(decision.getKey(), "not as decided for " + may);
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aPersonWithTwoRolesMayWhatEitherMay() {
        assertThat(isOpen("POST /admin/people", Set.of(Role.VIEWER, Role.ADMIN)))
                .isTrue();
        assertThat(isOpen("POST /admin/people", Set.of(Role.VIEWER, Role.OPS_LEAD)))
                .isFalse();
    }

    @Test
    void theDoorsKeepWhatTheChainSays() {
        assertThat(mvc.get().uri("/admin/people")).hasStatus(302).hasRedirectedUrl("/sign-in");
        assertThat(mvc.get().uri("/admin/people").with(As.a(Role.OPS_LEAD))).hasStatus(403);
        assertThat(mvc.get().uri("/admin/people").with(As.a(Role.ADMIN))).hasStatusOk();
        assertThat(mvc.post().uri("/nowhere").with(As.a(Role.VIEWER)).with(csrf()))
                .hasStatus(403);
        assertThat(mvc.post().uri("/nowhere").with(As.a(Role.PARTNER_MANAGER)).with(csrf()))
                .hasStatus(404);
    }

    private TreeSet<String> allRoutes() {
        return routes.getHandlerMethods().keySet().stream()
                .flatMap(RightsTests::lines)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> lines(RequestMappingInfo mapping) {
        var methods = mapping.getMethodsCondition().getMethods();
        return mapping.getPatternValues().stream()
                .flatMap(path -> methods.isEmpty()
                        ? Stream.of("ANY " + path)
                        : methods.stream().map(method -> method + " " + path));
    }

    /** "POST /admin/people ADMINS". */
    private static Map<String, May> decisions() throws IOException {
        var decisions = new TreeMap<String, May>();
        var file = new ClassPathResource("rights.txt").getContentAsString(StandardCharsets.UTF_8);
        for (var line : file.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) continue;
            var words = List.of(line.strip().split("\\s+"));
            decisions.put(words.get(0) + " " + words.get(1), May.valueOf(words.get(2)));
        }
        return decisions;
    }

    private boolean isOpen(String route, @Nullable Role role) {
        return isOpen(route, role == null ? Set.of() : Set.of(role));
    }

    private boolean isOpen(String route, Set<Role> roles) {
        var method = route.startsWith("ANY ") ? "GET" : route.substring(0, route.indexOf(' '));
        var path = route.substring(route.indexOf(' ') + 1).replaceAll("\\{([^{}]|\\{[^{}]*})*}", "1");
        var request = new MockHttpServletRequest(new MockServletContext(), method, path);
        request.setServletPath(path);
        var decision = chainsEnd().getAuthorizationManager().authorize(() -> who(roles), request);
        return decision != null && decision.isGranted();
    }

    private AuthorizationFilter chainsEnd() {
        for (Filter filter : security.getFilters())
            if (filter instanceof AuthorizationFilter authorization) return authorization;
        throw new AssertionError("nothing asks for rights");
    }

    private static Authentication who(Set<Role> roles) {
        return roles.isEmpty()
                ? new AnonymousAuthenticationToken(
                        "key", "anonymousUser", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"))
                : new TestingAuthenticationToken(
                        "somebody",
                        null,
                        AuthorityUtils.createAuthorityList(roles.stream()
                                .map(role -> "ROLE_" + role.name())
                                .toList()));
    }
}
