-- Microsoft 365 may ask at any time, not only while a subscription is made: for how long that is expected is not kept.
alter table mail_connection drop column expecting_until;
