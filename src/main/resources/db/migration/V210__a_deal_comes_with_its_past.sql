-- By this a deal is known in another system, such as a CRM.
alter table deal add column external_id text;
alter table deal add constraint deal_external_id_is_something check (external_id <> '');
alter table deal add constraint one_deal_per_external_id unique (external_id) deferrable;
create index deal_by_customer on deal (customer_key);

alter table deal_event drop constraint deal_event_is_known;
alter table deal_event add constraint deal_event_is_known check (kind in (
    'REGISTERED', 'CORRECTED', 'CLOSE_MOVED', 'HANDED_ON', 'SHARED', 'APPROVED', 'DECLINED', 'WITHDRAWN', 'DECIDED_ANEW',
    'EXTENDED', 'REMINDED', 'LAPSED', 'UNPROTECTED', 'PROTECTED_AGAIN', 'MOVED', 'WON', 'LOST', 'REOPENED',
    'CONFLICT', 'IMPORTED'));
