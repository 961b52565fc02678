package app.touchline.proof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.springframework.web.util.HtmlUtils;

/** A person's browser without scripts: it follows links, keeps cookies, and sends forms back as it found them. */
final class Browser {

    private static final Pattern FORM = Pattern.compile("(?s)<form\\b([^>]*)>(.*?)</form>");
    private static final Pattern CONTROL = Pattern.compile(
            "(?s)<input\\b([^>]*)>|<textarea\\b([^>]*)>(.*?)</textarea>|<select\\b([^>]*)>(.*?)</select>");
    private static final Pattern OPTION = Pattern.compile("(?s)<option\\b([^>]*)>(.*?)</option>");

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final String base;

    Browser(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    Page get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base).resolve(path)).GET());
    }

    private Page send(HttpRequest.Builder request) {
        try {
            var response = client.send(
                    request.timeout(Duration.ofSeconds(60)).build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Page(response.statusCode(), response.uri().getPath(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    final class Page {

        final int status;
        final String path;
        final String html;

        private Page(int status, String path, String html) {
            this.status = status;
            this.path = path;
            this.html = html;
        }

        Page ok() {
            if (status >= 400) throw new AssertionError(status + " at " + path + ": " + words());
            return this;
        }

        /** What a person reads. */
        String words() {
            return words(html);
        }

        String words(String part) {
            var text =
                    part.replaceAll("(?s)<(script|style|head)\\b.*?</\\1>", " ").replaceAll("(?s)<[^>]*>", " ");
            return HtmlUtils.htmlUnescape(text).replaceAll("\\s+", " ").strip();
        }

        /** The first form whose action ends so. */
        Form form(String actionEnd) {
            for (var form : forms()) if (form.action.endsWith(actionEnd)) return form;
            throw new AssertionError(
                    "No form for " + actionEnd + " at " + path + " (" + status + ") but " + forms() + ": " + words());
        }

        Form lastForm(String actionEnd) {
            return forms().stream()
                    .filter(form -> form.action.endsWith(actionEnd))
                    .reduce(form(actionEnd), (former, next) -> next);
        }

        List<Form> forms() {
            var forms = new ArrayList<Form>();
            var matcher = FORM.matcher(html);
            while (matcher.find()) forms.add(new Form(path, matcher.group(1), matcher.group(2)));
            return forms;
        }

        /** The first link with these words. */
        String link(String words) {
            var matcher = Pattern.compile("(?s)<a\\b([^>]*)>(.*?)</a>").matcher(html);
            while (matcher.find()) {
                var text = HtmlUtils.htmlUnescape(matcher.group(2).replaceAll("(?s)<[^>]*>", " "))
                        .replaceAll("\\s+", " ")
                        .strip();
                if (text.equals(words)) return attribute(matcher.group(1), "href");
            }
            throw new AssertionError("No link " + words + " at " + path + ": " + words());
        }
    }

    private record Field(String name, String value, byte[] file) {}

    final class Form {

        final String action;
        private final List<Field> fields = new ArrayList<>();

        private Form(String path, String attributes, String inside) {
            var own = attribute(attributes, "action");
            this.action = own == null || own.isEmpty() ? path : own;
            var matcher = CONTROL.matcher(inside);
            while (matcher.find()) {
                if (matcher.group(1) != null) input(matcher.group(1));
                else if (matcher.group(2) != null)
                    add(attribute(matcher.group(2), "name"), HtmlUtils.htmlUnescape(matcher.group(3)));
                else select(matcher.group(4), matcher.group(5));
            }
        }

        private void input(String attributes) {
            var type = attribute(attributes, "type");
            var value = attribute(attributes, "value");
            if (type != null && List.of("submit", "button", "file", "reset").contains(type)) return;
            var box = "checkbox".equals(type) || "radio".equals(type);
            if (box && !attributes.matches("(?s).*\\schecked\\b.*")) return;
            add(attribute(attributes, "name"), value != null ? value : box ? "on" : "");
        }

        private void select(String attributes, String options) {
            String first = null;
            String chosen = null;
            var matcher = OPTION.matcher(options);
            while (matcher.find()) {
                var value = attribute(matcher.group(1), "value");
                if (value == null)
                    value = HtmlUtils.htmlUnescape(matcher.group(2)).strip();
                if (first == null) first = value;
                if (matcher.group(1).matches("(?s).*\\bselected\\b.*")) chosen = value;
            }
            add(attribute(attributes, "name"), chosen != null ? chosen : first != null ? first : "");
        }

        private void add(String name, String value) {
            if (name != null) fields.add(new Field(name, value, null));
        }

        Form with(String name, String value) {
            fields.removeIf(field -> field.name().equals(name));
            fields.add(new Field(name, value, null));
            return this;
        }

        Form without(String name) {
            fields.removeIf(field -> field.name().equals(name));
            return this;
        }

        Form and(String name, String value) {
            fields.add(new Field(name, value, null));
            return this;
        }

        Form withFile(String name, String fileName, String content) {
            fields.add(new Field(name, fileName, content.getBytes(StandardCharsets.UTF_8)));
            return this;
        }

        Page submit() {
            return submitTo(action);
        }

        /** As a button does that names another address. */
        Page submitTo(String path) {
            var request = HttpRequest.newBuilder(URI.create(base).resolve(path));
            if (fields.stream().anyMatch(field -> field.file() != null)) {
                var boundary = "proof-boundary";
                return send(request.header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(multipart(boundary))));
            }
            var body = new StringBuilder();
            for (var field : fields)
                body.append(body.isEmpty() ? "" : "&")
                        .append(URLEncoder.encode(field.name(), StandardCharsets.UTF_8))
                        .append('=')
                        .append(URLEncoder.encode(field.value(), StandardCharsets.UTF_8));
            return send(request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
        }

        private byte[] multipart(String boundary) {
            var out = new ByteArrayOutputStream();
            for (var field : fields) {
                var head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field.name() + "\"";
                if (field.file() != null) head += "; filename=\"" + field.value() + "\"\r\nContent-Type: text/csv";
                out.writeBytes((head + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
                out.writeBytes(
                        field.file() != null ? field.file() : field.value().getBytes(StandardCharsets.UTF_8));
                out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
            }
            out.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
            return out.toByteArray();
        }

        @Override
        public String toString() {
            return action + fields.stream().map(Field::name).toList();
        }
    }

    private static String attribute(String attributes, String name) {
        var matcher = Pattern.compile("(?s)(?:^|\\s)" + name + "=\"([^\"]*)\"").matcher(attributes);
        return matcher.find() ? HtmlUtils.htmlUnescape(matcher.group(1)) : null;
    }
}
