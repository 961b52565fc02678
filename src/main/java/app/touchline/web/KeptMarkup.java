package app.touchline.web;

import java.io.StringWriter;
import java.util.Map;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.IEngineContext;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.engine.TemplateModel;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.processor.element.AbstractAttributeTagProcessor;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.standard.expression.Fragment;
import org.thymeleaf.standard.expression.StandardExpressions;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * {@code kept:replace="~{template :: fragment(row=${row}, look=${look})}"}: as {@code th:replace}, but what the fragment made of
 * equal arguments before is written again instead of made again. Pages of many rows spend their time making them.
 *
 * <p>Unlike {@code th:replace} it obeys {@code th:each}, {@code th:if} and {@code th:with} beside it. The arguments must be
 * values (records, dates, numbers, texts) and everything that the fragment rests on: it may ask neither the person, nor the
 * clock, nor the model, nor hold a form that is posted, whose token belongs to one session.
 */
@Component
class KeptMarkup extends AbstractProcessorDialect {

    /** After th:each, th:if and th:with. */
    private static final int PRECEDENCE = 1_000;

    /** In characters, which take a byte each where they are Latin-1. */
    private static final long MOST = 32L * 1024 * 1024;

    private final Cache<Key, String> kept = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .weigher((Key key, String markup) -> markup.length())
            .build();

    KeptMarkup() {
        super("Kept markup", "kept", PRECEDENCE);
    }

    private record Key(String template, Set<String> fragment, Map<String, Object> arguments) {}

    @Override
    public Set<IProcessor> getProcessors(String prefix) {
        return Set.of(new Replace(prefix));
    }

    private class Replace extends AbstractAttributeTagProcessor {

        Replace(String prefix) {
            super(TemplateMode.HTML, prefix, null, false, "replace", true, PRECEDENCE, true);
        }

        @Override
        protected void doProcess(
                ITemplateContext context,
                IProcessableElementTag tag,
                AttributeName name,
                String value,
                IElementTagStructureHandler handler) {
            var expression = StandardExpressions.getExpressionParser(context.getConfiguration())
                    .parseExpression(context, value);
            if (!(expression.execute(context) instanceof Fragment fragment) || fragment.hasSyntheticParameters())
                throw new IllegalArgumentException(value + " is no fragment whose arguments are named");
            handler.replaceWith(markup(context, fragment), false);
        }
    }

    private String markup(ITemplateContext context, Fragment fragment) {
        var model = fragment.getTemplateModel();
        var template = model.getTemplateData();
        var key = new Key(template.getTemplate(), template.getTemplateSelectors(), fragment.getParameters());
        var before = kept.getIfPresent(key);
        if (before != null) return before;
        var made = make((IEngineContext) context, model, fragment.getParameters());
        kept.put(key, made);
        return made;
    }

    private static String make(IEngineContext context, TemplateModel model, Map<String, Object> arguments) {
        var markup = new StringWriter();
        context.increaseLevel();
        try {
            context.setVariables(arguments);
            context.getConfiguration().getTemplateManager().process(model, context, markup);
        } finally {
            context.decreaseLevel();
        }
        return markup.toString();
    }
}
