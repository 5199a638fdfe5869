-- What every report follows – forms, their lines, deadlines and days off, indicators, rates, rules – changes a few times a year
-- and is read with every cell. The stamp names its contents: it changes in the same transaction as they do, whoever writes.

create table standards_stamp (
    only_one boolean primary key default true check (only_one),
    -- Unique in the world, so that a copy of a database that goes its own way never shares one.
    stamp    text not null
);
insert into standards_stamp (stamp) values (gen_random_uuid());

create function change_standards_stamp() returns trigger
language plpgsql
as $$
begin
    update standards_stamp set stamp = gen_random_uuid();
    return null;
end
$$;

create trigger forms_stamp after insert or update or delete or truncate on forms
    for each statement execute function change_standards_stamp();
create trigger form_lines_stamp after insert or update or delete or truncate on form_lines
    for each statement execute function change_standards_stamp();
create trigger deadlines_stamp after insert or update or delete or truncate on deadlines
    for each statement execute function change_standards_stamp();
create trigger holidays_stamp after insert or update or delete or truncate on holidays
    for each statement execute function change_standards_stamp();
create trigger indicators_stamp after insert or update or delete or truncate on indicators
    for each statement execute function change_standards_stamp();
create trigger exchange_rates_stamp after insert or update or delete or truncate on exchange_rates
    for each statement execute function change_standards_stamp();
create trigger check_rules_stamp after insert or update or delete or truncate on check_rules
    for each statement execute function change_standards_stamp();
