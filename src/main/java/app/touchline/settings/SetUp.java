package app.touchline.settings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import app.touchline.audit.AuditLog.Who;
import app.touchline.team.Members;
import app.touchline.team.OneTimeLinks;
import app.touchline.team.People;
import app.touchline.team.Zones;

/**
 * The way into a programme without anybody in it: a link in the log of each node that starts, to a page that whoever reads
 * the log can open. Only the newest opens, and as soon as there is a member, none does.
 */
@Component
class SetUp {

    private static final Logger log = LoggerFactory.getLogger(SetUp.class);

    private final Members members;
    private final People people;
    private final OneTimeLinks links;
    private final Settings settings;
    private final SettingsReader reader;
    private final Environment environment;

    SetUp(
            Members members,
            People people,
            OneTimeLinks links,
            Settings settings,
            SettingsReader reader,
            Environment environment) {
        this.members = members;
        this.people = people;
        this.links = links;
        this.settings = settings;
        this.reader = reader;
        this.environment = environment;
    }

    /** After everybody else who may make the first member at a start, and before it is said that all is ready. */
    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE - 1)
    void offer() {
        if (members.count() > 0) return;
        var path = environment.getProperty("server.servlet.context-path", "") + "/set-up/" + links.makeForSetUp();
        log.info("""


                Nobody can sign in yet. Set up Touchline, within 24 hours, at

                    {}

                An earlier link, also one in the log of another node, does not open any more.

                """, address() + path);
    }

    boolean opens(String token) {
        return members.count() == 0 && links.opensSetUp(token);
    }

    /**
     * @param form without problems
     * @return false if somebody else was quicker; then nothing is changed
     */
    @Transactional
    boolean finish(String token, SetUpForm form, String password) {
        var zone = Zones.parse(form.zone()).orElseThrow();
        if (!links.opensSetUp(token) || !people.addFirst(form.email(), form.name(), zone, password)) return false;
        settings.setUp(
                form.programme().strip(),
                zone,
                Domains.entered(form.ownDomain()).orElseThrow(),
                new Who(null, form.name().strip()));
        return true;
    }

    private String address() {
        var known = reader.current().baseUrl();
        return known != null ? known : "http://localhost:" + environment.getProperty("local.server.port", "8080");
    }
}
