-- A polite pass from a former table says why and when, and often not what was answered: a question not asked is null.
alter table qualification
    alter column icp_match drop not null,
    alter column economics drop not null,
    drop constraint all_four_pass_or_none,
    add constraint only_four_good_answers_pass
        check (not passed or (icp_match is true and economics is true and accounts_named >= 3 and intro_mechanism <> ''));
