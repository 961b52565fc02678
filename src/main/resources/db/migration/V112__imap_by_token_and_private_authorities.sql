-- An IMAP mailbox is entered with a password of its own, or with a token of a connection: a Microsoft 365 tenant's app or a
-- Google Workspace service account. trusted_pem: certificate authorities that its server's certificate may be signed by,
-- beside those that the machine knows, or alone.
alter table mailbox
    drop constraint mailbox_knows_its_way_in,
    add column trusted_pem   text,
    add column trusted_alone boolean not null default false,
    add constraint mailbox_knows_its_way_in check (
        kind = 'IMAP' and host is not null and port is not null and tls is not null and username is not null
            and (secret is null) = (connection_id is not null)
        or kind = 'MICROSOFT_365' and connection_id is not null and host is null and secret is null),
    add constraint mailbox_trusts_somebody check (trusted_pem is not null or not trusted_alone);

alter table mail_connection
    drop constraint connection_credential_is_known,
    add constraint connection_credential_is_known check (credential in ('SECRET', 'CERTIFICATE', 'SERVICE_ACCOUNT'));
