package app.touchline.action;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;

/** Shows a form as a whole page, or, asked by htmx, as the part that opens under a row. */
record FormView(String template, boolean inPlace, HttpServletResponse response) {

    String show() {
        response.addHeader("Vary", "HX-Request");
        return inPlace ? template + " :: form" : template;
    }

    /** Shows the form again where it stands, with what is wrong. */
    String again(HttpStatus status) {
        response.setStatus(status.value());
        if (inPlace) {
            response.addHeader("HX-Retarget", "#step-form");
            response.addHeader("HX-Reswap", "outerHTML");
            response.addHeader("HX-Reselect", "#step-form");
        }
        return show();
    }
}
