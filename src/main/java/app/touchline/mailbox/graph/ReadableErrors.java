package app.touchline.mailbox.graph;

import java.io.IOException;

import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Leaves of an error what is used of it: status, headers and Graph's code. What stands before Graph answers with pages for
 * people or with nothing, over which the SDK would lose the status and how long to wait; and an error's text may name people.
 */
final class ReadableErrors implements Interceptor {

    private static final long LARGEST = 64 * 1_024;
    private static final MediaType IS_JSON = MediaType.get("application/json");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public Response intercept(Chain chain) throws IOException {
        var answer = chain.proceed(chain.request());
        if (answer.code() < 400) return answer;
        try (answer) {
            var error = JSON.createObjectNode();
            error.putObject("error").put("code", code(answer));
            return answer.newBuilder()
                    .body(ResponseBody.create(error.toString(), IS_JSON))
                    .build();
        }
    }

    private static String code(Response answer) {
        try {
            return JSON.readTree(answer.peekBody(LARGEST).string())
                    .path("error")
                    .path("code")
                    .asString("");
        } catch (IOException | JacksonException notGraphs) {
            return "";
        }
    }
}
