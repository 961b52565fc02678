-- Prepared mails to partners; fields in braces are filled in for each. Admins change them as they like.
create table outreach_template (
    id      bigint generated always as identity,
    name    text not null,
    subject text not null,
    body    text not null,
    constraint outreach_template_has_a_key primary key (id),
    constraint outreach_template_has_a_name check (name <> '')
);
create unique index one_outreach_template_per_name on outreach_template (lower(name));
insert into outreach_template (name, subject, body)
values ('Check in', 'A word about {partner}',
        E'Hi {first name},\n\nit has been a while since we last spoke, on {last touch}. How are things going on your side, and what could we do together in the coming weeks?\n\nBest regards,\n{my first name}'),
       ('Ask for an introduction', 'An introduction?',
        E'Hi {first name},\n\nthere are two or three companies that we would like to meet and that you may know. May I send you their names, and you tell me where an introduction makes sense?\n\nBest regards,\n{my first name}'),
       ('Agree on a call', 'A call next week?',
        E'Hi {first name},\n\nI would like to go through where {partner} and we stand. Would half an hour next week suit you? Tell me two times and I will send an invitation.\n\nBest regards,\n{me}');
