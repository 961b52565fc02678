package app.touchline.mailbox;

import java.util.List;
import java.util.Optional;

import org.springframework.data.repository.Repository;

/** All mailboxes, the removed ones included. */
interface Mailboxes extends Repository<Mailbox, Long> {

    Mailbox saveAndFlush(Mailbox mailbox);

    Optional<Mailbox> findByIdAndRemovedAtIsNull(long id);

    Optional<Mailbox> findByAddressAndRemovedAtIsNull(String lowerCaseAddress);

    List<Mailbox> findByMemberIdAndRemovedAtIsNullOrderByAddress(long memberId);
}
