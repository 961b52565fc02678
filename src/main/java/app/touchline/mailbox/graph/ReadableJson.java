package app.touchline.mailbox.graph;

import java.io.IOException;
import java.time.OffsetDateTime;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import com.microsoft.kiota.serialization.DefaultGsonBuilder;
import com.microsoft.kiota.serialization.JsonParseNodeFactory;
import com.microsoft.kiota.serialization.ParseNodeFactory;
import com.microsoft.kiota.serialization.ParseNodeFactoryRegistry;
import com.microsoft.kiota.serialization.TextParseNodeFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads Graph's answers so that a value that is no time, or no bytes, is missing from its message, and the rest of the page is
 * read; the SDK would give up the whole of it.
 */
final class ReadableJson {

    private ReadableJson() {}

    static ParseNodeFactory factory() {
        var usual = DefaultGsonBuilder.getDefaultInstance();
        var json = DefaultGsonBuilder.getDefaultBuilder()
                .registerTypeAdapter(OffsetDateTime.class, orNothing(usual, OffsetDateTime.class))
                .registerTypeAdapter(byte[].class, orNothing(usual, byte[].class))
                .create();
        var kinds = new ParseNodeFactoryRegistry();
        kinds.contentTypeAssociatedFactories.put("application/json", new JsonParseNodeFactory(json));
        kinds.contentTypeAssociatedFactories.put("text/plain", new TextParseNodeFactory());
        return kinds;
    }

    private static <T> TypeAdapter<T> orNothing(Gson usual, Class<T> kind) {
        var reads = usual.getAdapter(kind);
        return new TypeAdapter<>() {
            @Override
            public @Nullable T read(JsonReader in) throws IOException {
                try {
                    return reads.read(in);
                } catch (RuntimeException notOfTheKind) {
                    return null;
                }
            }

            @Override
            public void write(JsonWriter out, T value) throws IOException {
                reads.write(out, value);
            }
        };
    }
}
