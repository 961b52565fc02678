package app.touchline.browser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import org.assertj.core.api.SoftAssertions;

import app.touchline.testing.NeededProgram;
import app.touchline.testing.Patience;

/** Chromium as a person uses it; keeps what the pages said to the console, looks at pages and takes pictures of them. */
final class Browser implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static final int PATIENCE_MILLIS = Math.toIntExact(Patience.ENOUGH.toMillis());

    /** The narrowest screen on which a page must stand without scrolling sideways. */
    private static final int NARROWEST = 360;

    /** What a page is looked at in. */
    enum Screen {
        LIGHT(1280, 860, ColorScheme.LIGHT, "{}"),
        DARK(1280, 860, ColorScheme.DARK, "{ runOnly: ['color-contrast', 'link-in-text-block'] }"),
        PHONE(390, 844, ColorScheme.LIGHT, "{ runOnly: ['target-size', 'scrollable-region-focusable'] }");

        private final int width;
        private final int height;
        private final ColorScheme scheme;

        /** What axe looks for here: everything in light, and on the others only what can differ from it. */
        private final String rules;

        Screen(int width, int height, ColorScheme scheme, String rules) {
            this.width = width;
            this.height = height;
            this.scheme = scheme;
            this.rules = rules;
        }

        void putOn(Page page) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page.setViewportSize(width, height);
        }

        String fileName(String name) {
            return "%s-%s.png".formatted(name, name().toLowerCase(Locale.ROOT));
        }
    }

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final List<BrowserContext> visitors = new ArrayList<>();
    private SoftAssertions problems = new SoftAssertions();
    private boolean looking;

    Browser() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(NeededProgram.CHROMIUM.path().orElseThrow())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--lang=en-GB",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** A page of a new visitor; a script error or a refusal by the Content-Security-Policy fails the test at the end. */
    Page visitor(String baseUrl) {
        return watched(chromium.newContext(options(baseUrl)));
    }

    /** A page of a new visitor whose browser runs no scripts. */
    Page visitorWithoutScripts(String baseUrl) {
        return watched(chromium.newContext(options(baseUrl).setJavaScriptEnabled(false)));
    }

    private static com.microsoft.playwright.Browser.NewContextOptions options(String baseUrl) {
        return new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(baseUrl)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin")
                .setReducedMotion(ReducedMotion.REDUCE)
                .setPermissions(List.of("clipboard-read", "clipboard-write"))
                .setViewportSize(Screen.LIGHT.width, Screen.LIGHT.height);
    }

    private Page watched(BrowserContext context) {
        visitors.add(context);
        var page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onPageError(error -> problems.fail("script error on %s: %s", page.url(), error));
        page.onConsoleMessage(message -> {
            // Taking a picture and axe both put styles of their own into the page, which our policy rightly refuses.
            if (!looking && message.type().equals("error") && !message.text().contains("status of 4"))
                problems.fail("console on %s: %s", page.url(), message.text());
        });
        return page;
    }

    /** Keeps a picture of the page in light, in dark and on a phone. */
    void photograph(Page page, String name) {
        for (var screen : Screen.values()) picture(page, screen, SCREENSHOTS.resolve(screen.fileName(name)));
        Screen.LIGHT.putOn(page);
    }

    /** Looks at the page in light, in dark and on a phone, and lets axe look. */
    void look(Page page, String name) {
        looking = true;
        for (var screen : Screen.values()) {
            screen.putOn(page);
            staysWithinTheScreen(page, name, screen);
            axe(page, name, screen);
        }
        page.setViewportSize(NARROWEST, Screen.PHONE.height);
        staysWithinTheScreen(page, name, Screen.PHONE);
        Screen.LIGHT.putOn(page);
        looking = false;
    }

    /** What one screen shows, as a picture. */
    void picture(Page page, Screen screen, Path file) {
        looking = true;
        screen.putOn(page);
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
        looking = false;
    }

    private void staysWithinTheScreen(Page page, String name, Screen screen) {
        var sideways =
                (int) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        problems.assertThat(sideways)
                .as("%s scrolls sideways on %s", name, screen)
                .isLessThanOrEqualTo(0);
    }

    /** All rules, run inside the page: the builder's own way opens a page more for each look and takes seconds. */
    @SuppressWarnings("unchecked")
    private void axe(Page page, String name, Screen screen) {
        if (!(boolean) page.evaluate("'axe' in window")) page.evaluate(AxeBuilder.getAxeScript());
        var violations = (List<String>) page.evaluate("""
                () => axe.run({ ...%s, resultTypes: ['violations'], selectors: false }).then(found => found.violations
                    .filter(violation => ['serious', 'critical'].includes(violation.impact))
                    .map(violation => violation.help + ' - '
                        + violation.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(' | ')))
                """.formatted(screen.rules));
        for (var violation : violations) problems.fail("axe on %s (%s): %s", name, screen, violation);
    }

    /** The visitors leave; their pages would go on asking for news, and what they said is no later test's. */
    void leave() {
        visitors.forEach(BrowserContext::close);
        visitors.clear();
        problems = new SoftAssertions();
    }

    void assertNoProblems() {
        var found = problems;
        problems = new SoftAssertions();
        found.assertAll();
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
