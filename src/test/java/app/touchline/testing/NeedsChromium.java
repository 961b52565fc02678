package app.touchline.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/** Left out, visibly, where Chromium is not installed; see {@link NeededProgram#CHROMIUM}. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeededProgram.ChromiumCondition.class)
public @interface NeedsChromium {}
