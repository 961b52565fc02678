package app.touchline.action;

import java.time.LocalDate;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import app.touchline.web.Back;

/** What all forms on actions have in common: how they are asked for, and how their dates are read. */
@ControllerAdvice(basePackageClasses = StepForms.class)
class StepForms {

    @ModelAttribute("asked")
    Asked asked(
            @RequestParam(required = false) @Nullable String back,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inPlace,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        return new Asked(Back.to(back), inPlace, response, model, redirect);
    }

    @InitBinder
    void dates(WebDataBinder binder) {
        binder.registerCustomEditor(LocalDate.class, new DateTyped());
    }
}
