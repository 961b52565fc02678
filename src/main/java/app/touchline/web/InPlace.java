package app.touchline.web;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * How a form was asked for, and with that how it is answered: by htmx, then it opens in a place of the page, or as a whole
 * page. A controller takes it as an argument; its template has the form as the fragment {@code form}, with the id
 * {@value #FORM}.
 */
public final class InPlace {

    public static final String FORM = "edit-form";

    private final boolean asked;
    private final HttpServletResponse response;

    private InPlace(boolean asked, HttpServletResponse response) {
        this.asked = asked;
        this.response = response;
    }

    public boolean asked() {
        return asked;
    }

    public String show(String template) {
        response.addHeader("Vary", "HX-Request");
        return asked ? template + " :: form" : template;
    }

    /** Shows the form again where it stands, with what is wrong. */
    public String again(String template) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        if (asked) {
            response.addHeader("HX-Retarget", "#" + FORM);
            response.addHeader("HX-Reswap", "outerHTML");
            response.addHeader("HX-Reselect", "#" + FORM);
        }
        return show(template);
    }

    @Component
    static class Resolver implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == InPlace.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binderFactory) {
            var response = request.getNativeResponse(HttpServletResponse.class);
            if (response == null) throw new IllegalStateException("no response to answer with");
            var inPlace = new InPlace("true".equals(request.getHeader("HX-Request")), response);
            if (container != null) container.addAttribute("inPlace", inPlace);
            return inPlace;
        }
    }
}
