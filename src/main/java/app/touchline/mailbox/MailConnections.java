package app.touchline.mailbox;

import java.util.List;
import java.util.Optional;

import org.springframework.data.repository.Repository;

/** All connections to tenants, the removed ones included. */
interface MailConnections extends Repository<MailConnection, Long> {

    MailConnection saveAndFlush(MailConnection connection);

    Optional<MailConnection> findByIdAndRemovedAtIsNull(long id);

    Optional<MailConnection> findByTenantAndClientIdAndRemovedAtIsNull(String tenant, String clientId);

    List<MailConnection> findByRemovedAtIsNullOrderByNameAscIdAsc();
}
