/** Answers that many people ask for, kept until something they rest on changes. Writes record_change. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package app.touchline.answers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
