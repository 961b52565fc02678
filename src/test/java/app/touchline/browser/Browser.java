package app.touchline.browser;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import org.assertj.core.api.SoftAssertions;

import app.touchline.testing.NeededProgram;

/** Chromium as a person uses it; keeps what the pages said to the console, and takes the screenshots of the README. */
final class Browser implements AutoCloseable {

    /** Where screenshots go; those that the README shows are copied from here into src/screenshots by hand when they change. */
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** What a page is looked at in. */
    enum Screen {
        LIGHT(1280, 860, ColorScheme.LIGHT),
        DARK(1280, 860, ColorScheme.DARK),
        PHONE(360, 740, ColorScheme.LIGHT);

        private final int width;
        private final int height;
        private final ColorScheme scheme;

        Screen(int width, int height, ColorScheme scheme) {
            this.width = width;
            this.height = height;
            this.scheme = scheme;
        }
    }

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final SoftAssertions problems = new SoftAssertions();
    private boolean looking;

    Browser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(NeededProgram.CHROMIUM.path().orElseThrow())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** A page of a new visitor; a script error or a refusal by the Content-Security-Policy fails the test at the end. */
    Page visitor(String baseUrl) {
        return watched(chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(baseUrl)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin")
                .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE)
                .setViewportSize(1280, 860)));
    }

    private Page watched(BrowserContext context) {
        var page = context.newPage();
        page.setDefaultTimeout(20_000);
        page.onPageError(error -> problems.fail("script error on %s: %s", page.url(), error));
        page.onConsoleMessage(message -> {
            // Taking a picture and axe both put styles of their own into the page, which our policy rightly refuses.
            if (!looking && message.type().equals("error") && !message.text().contains("status of 4"))
                problems.fail("console on %s: %s", page.url(), message.text());
        });
        return page;
    }

    /** Looks at the page in light, dark and on a phone, keeps a picture of each, and lets axe look in both themes. */
    void look(Page page, String name) {
        looking = true;
        for (var screen : Screen.values()) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(screen.scheme));
            page.setViewportSize(screen.width, screen.height);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(SCREENSHOTS.resolve(
                            "%s-%s.png".formatted(name, screen.name().toLowerCase(java.util.Locale.ROOT))))
                    .setFullPage(screen == Screen.PHONE));
            var sideways =
                    (int) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            problems.assertThat(sideways)
                    .as("%s scrolls sideways on %s", name, screen)
                    .isLessThanOrEqualTo(0);
            checkWithAxe(page, name, screen);
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(Screen.LIGHT.width, Screen.LIGHT.height);
        looking = false;
    }

    private void checkWithAxe(Page page, String name, Screen screen) {
        for (var violation : new AxeBuilder(page).analyze().getViolations()) {
            if (!List.of("serious", "critical").contains(violation.getImpact())) continue;
            problems.fail(
                    "axe on %s (%s): %s - %s",
                    name,
                    screen,
                    violation.getHelp(),
                    violation.getNodes().stream()
                            .limit(3)
                            .map(node -> node.getHtml())
                            .toList());
        }
    }

    void assertNoProblems() {
        problems.assertAll();
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
