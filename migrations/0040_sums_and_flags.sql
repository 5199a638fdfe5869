-- A line of a form may be the sum of others: capital realised of equity, loans and reinvested profit; all workers of
-- Vietnamese and foreign ones. Which lines add to which is data of the form, as its lines are.
alter table form_lines add column adds_to_indicator_id bigint references indicators;

update form_lines part
   set adds_to_indicator_id = whole.id
  from forms f, indicators i, indicators whole
 where f.id = part.form_id and f.code in ('A.III.1', 'A.III.2') and i.id = part.indicator_id
   and whole.code = case when i.code in ('capital_equity', 'capital_loans', 'capital_reinvested') then 'realised_capital'
                         when i.code in ('workers_vietnamese', 'workers_foreign') then 'workers' end
   and exists (select 1 from form_lines l where l.form_id = part.form_id and l.indicator_id = whole.id);

-- What adds up is of one kind, and no line is a part of itself, however far round.
create function keep_form_sums() returns trigger
language plpgsql
as $$
begin
    if new.adds_to_indicator_id is null then
        return new;
    end if;
    if (select (dimension, own_unit) from indicators where id = new.indicator_id)
       is distinct from (select (dimension, own_unit) from indicators where id = new.adds_to_indicator_id)
       or exists (
           with recursive above (id) as (
               select new.adds_to_indicator_id
                union
               select l.adds_to_indicator_id from form_lines l join above a on l.indicator_id = a.id
                where l.form_id = new.form_id and l.adds_to_indicator_id is not null)
           select 1 from above where id = new.indicator_id) then
        raise exception 'a line adds to another one of its kind' using errcode = '23514', constraint = 'form_lines_adds_to';
    end if;
    return new;
end
$$;
create trigger form_lines_sums before insert or update on form_lines
    for each row execute function keep_form_sums();

-- A cell sent back counts as corrected once its value is another one, however it is written.
alter table cell_flags add column value numeric;
update cell_flags g
   set value = e.value
  from filing_entries e
 where g.settled_at is null and e.filing_id = g.filing_id and e.indicator_id = g.indicator_id and e.measure = g.measure
   and e.raw = g.raw and e.unit = g.unit;
