/** Reads mailboxes at Microsoft 365 through Microsoft Graph; hidden behind {@link app.touchline.mailbox.MailSource}. */
@NullMarked
package app.touchline.mailbox.graph;

import org.jspecify.annotations.NullMarked;
