/** Reads any IMAP server; hidden behind {@link app.touchline.mailbox.MailSource}. */
@NullMarked
package app.touchline.mailbox.imap;

import org.jspecify.annotations.NullMarked;
