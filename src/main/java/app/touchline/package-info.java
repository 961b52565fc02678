/** Where the application starts, and the one clock. */
@NullMarked
package app.touchline;

import org.jspecify.annotations.NullMarked;
