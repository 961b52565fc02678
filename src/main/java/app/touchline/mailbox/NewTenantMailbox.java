package app.touchline.mailbox;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * A mailbox of a tenant to be connected.
 *
 * @param memberId whose it is; null for a shared one
 * @param floor mail before this day (programme zone) is not read
 * @param noticeGiven an admin records that those concerned know what is read and kept; else its owner says so first
 */
public record NewTenantMailbox(
        String address, @Nullable Long memberId, long connectionId, LocalDate floor, boolean noticeGiven) {}
