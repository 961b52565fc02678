-- A form that is sent twice enters one contact.
alter table contact add column form_key uuid;
alter table contact add constraint one_contact_per_form unique (form_key);
