package app.touchline.mailbox.graph.standin;

import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the stand-in sends back.
 *
 * @param cutAfter the connection is cut after so many bytes of the body; -1 for the whole of it
 */
public record Answer(int status, Map<String, String> headers, String contentType, String body, int cutAfter) {

    public static final JsonMapper JSON = JsonMapper.builder().build();

    public static Answer json(ObjectNode body) {
        return new Answer(
                200,
                Map.of(),
                "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
                body.toString(),
                -1);
    }

    public static Answer text(String body) {
        return new Answer(200, Map.of(), "text/plain", body, -1);
    }

    /** An error as Graph words it. */
    public static Answer error(int status, String code, String message) {
        var body = JSON.createObjectNode();
        var error = body.putObject("error").put("code", code).put("message", message);
        error.putObject("innerError")
                .put("date", "2026-11-18T10:00:00")
                .put("request-id", "0f1e2d3c-0000-4000-8000-000000000001")
                .put("client-request-id", "0f1e2d3c-0000-4000-8000-000000000001");
        return json(body).withStatus(status);
    }

    public static Answer throttled(int retryAfterSeconds) {
        return error(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.")
                .with("Retry-After", String.valueOf(retryAfterSeconds));
    }

    public ObjectNode asJson() {
        return (ObjectNode) JSON.readTree(body);
    }

    public Answer withStatus(int other) {
        return new Answer(other, headers, contentType, body, cutAfter);
    }

    public Answer with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Answer(status, all, contentType, body, cutAfter);
    }

    public Answer cutAfter(int bytes) {
        return new Answer(status, headers, contentType, body, bytes);
    }
}
