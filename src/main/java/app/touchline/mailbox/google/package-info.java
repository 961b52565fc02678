/** Signs in at Google; hidden behind {@link app.touchline.mailbox.AccessTokens}. */
@NullMarked
package app.touchline.mailbox.google;

import org.jspecify.annotations.NullMarked;
