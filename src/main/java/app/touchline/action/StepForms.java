package app.touchline.action;

import java.time.LocalDate;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** What all forms on actions have in common: how they are asked for, and how their dates are read. */
@ControllerAdvice(basePackageClasses = StepForms.class)
class StepForms {

    @ModelAttribute("asked")
    Asked asked(
            @RequestParam(required = false) @Nullable String back,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inPlace,
            HttpServletResponse response) {
        return Asked.of(back, inPlace, response);
    }

    @InitBinder
    void dates(WebDataBinder binder) {
        binder.registerCustomEditor(LocalDate.class, new DateTyped());
    }
}
