package app.touchline.mailbox.graph;

import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;

import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.RequestOption;
import com.microsoft.kiota.authentication.AuthenticationProvider;
import com.microsoft.kiota.http.OkHttpRequestAdapter;
import com.microsoft.kiota.http.middleware.options.RedirectHandlerOption;
import com.microsoft.kiota.http.middleware.options.RetryHandlerOption;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** The way to Graph: the SDK with everything switched off in it that sleeps, retries or follows. */
final class GraphHttp {

    /** Whom to trust, where it is not whom the JVM trusts. */
    record Trust(SSLContext context, X509TrustManager manager) {}

    private static final RequestOption[] NO_SURPRISES = {
        new RetryHandlerOption(null, 0, 0), new RedirectHandlerOption(0, null)
    };

    private static final Duration PATIENCE = Duration.ofSeconds(100);

    private GraphHttp() {}

    static GraphServiceClient client(URI graph, AuthenticationProvider signedIn, @Nullable Trust trust) {
        var http = GraphClientFactory.create(NO_SURPRISES)
                .connectTimeout(Duration.ofSeconds(10))
                .readTimeout(PATIENCE)
                .callTimeout(PATIENCE.plusSeconds(20))
                .addInterceptor(new TwoAtATime())
                .addInterceptor(new ReadableErrors());
        var adapter = new OkHttpRequestAdapter(signedIn, ReadableJson.factory(), null, trusting(http, trust));
        adapter.setBaseUrl(graph.toString());
        return new GraphServiceClient(adapter);
    }

    private static OkHttpClient trusting(OkHttpClient.Builder http, @Nullable Trust trust) {
        if (trust != null) http.sslSocketFactory(trust.context().getSocketFactory(), trust.manager());
        return http.build();
    }
}
