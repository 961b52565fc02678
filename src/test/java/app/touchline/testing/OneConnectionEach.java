package app.touchline.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import com.zaxxer.hikari.HikariDataSource;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Fails whoever asks for a second connection while holding one, as a row mapper does that asks the database again: with as many
 * people at once as the pool has connections, each of them would wait for the others.
 */
class OneConnectionEach implements BeanPostProcessor {

    /**
     * At the start; to say how far an import has come while its transaction is open; and when an admin has mail read now, after
     * the commit: single jobs and acts, not one for each person.
     */
    private static final List<String> MAY_HAVE_TWO =
            List.of("org.flywaydb", "app.touchline.importing.ImportJobs", "app.touchline.mailbox.MailboxSchedule");

    private static final String REQUESTS = "org.springframework.test.web.servlet.MockMvc";

    /** Of this thread, with the request for which it is held; none where the test itself asks. */
    private final ThreadLocal<Deque<Optional<Object>>> held = ThreadLocal.withInitial(ArrayDeque::new);

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof HikariDataSource)) return bean;
        var proxy = new ProxyFactory(bean);
        proxy.setProxyTargetClass(true);
        proxy.addAdvice((MethodInterceptor) call -> {
            if (!call.getMethod().getName().equals("getConnection")) return call.proceed();
            var request = Optional.<Object>ofNullable(RequestContextHolder.getRequestAttributes());
            if (held.get().contains(request) && !mayHaveTwo(request.isEmpty()))
                throw new IllegalStateException("A second connection is asked for while one is held");
            return counted((Connection) call.proceed(), request);
        });
        return proxy.getProxy();
    }

    /** @param early before it is known for which request, as in its first filters, while a test may hold one itself */
    private static boolean mayHaveTwo(boolean early) {
        return StackWalker.getInstance()
                .walk(frames ->
                        frames.anyMatch(frame -> (early && frame.getClassName().equals(REQUESTS))
                                || MAY_HAVE_TWO.stream().anyMatch(frame.getClassName()::startsWith)));
    }

    private Connection counted(Connection connection, Optional<Object> request) {
        var mine = held.get();
        mine.push(request);
        var open = new boolean[] {true};
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close") && open[0]) {
                        open[0] = false;
                        mine.removeFirstOccurrence(request);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
