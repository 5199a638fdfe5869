-- The decisions a zone stands on: planned, established, enlarged, made smaller, revoked. Sheets 2102 and 2107 are queries over
-- them, for any day; the number and date that stood in zones become the first of them.

create table zone_decisions (
    id          bigint generated always as identity primary key,
    zone_id     bigint not null references zones,
    kind        text not null check (kind in ('planned', 'established', 'expanded', 'reduced', 'revoked')),
    decided_on  date not null,
    decision_no text check (length(decision_no) <= 100),
    -- planned, established: the area decided; expanded, reduced: by how much, positive. m². Null while the board does not know.
    area_m2     numeric constraint zone_decisions_area_positive check (area_m2 > 0),
    -- Industrial and service land within it, likewise.
    leasable_m2 numeric constraint zone_decisions_leasable_positive check (leasable_m2 > 0),
    -- How long land may be rented, in years (Luật Đất đai: 50, in hardship areas 70).
    term_years  integer constraint zone_decisions_term check (term_years between 1 and 99),
    note        text check (length(note) <= 2000),
    version     integer not null default 1,
    retired_at  timestamptz,
    search      text generated always as (fold(coalesce(decision_no, '') || ' ' || coalesce(note, ''))) stored,
    constraint zone_decisions_key unique (zone_id, decided_on, kind),
    constraint zone_decisions_leasable_in_area check (leasable_m2 <= area_m2),
    constraint zone_decisions_revoked_whole check (kind <> 'revoked' or (area_m2 is null and leasable_m2 is null))
);
create index zone_decisions_decided on zone_decisions (decided_on);

-- The area a zone is established on at the end of a day. Null where it is not, or where a decision's area is not known.
create function established_area(zone bigint, day date) returns numeric language sql stable as $$
    select case when bool_or(kind = 'established') and not bool_or(kind = 'revoked')
                 and count(area_m2) filter (where kind in ('established', 'expanded', 'reduced'))
                     = count(*) filter (where kind in ('established', 'expanded', 'reduced'))
                then sum(case kind when 'established' then area_m2 when 'expanded' then area_m2 when 'reduced' then -area_m2 end)
           end
      from zone_decisions
     where zone_id = zone and decided_on <= day and retired_at is null
$$;

-- One establishment, before everything that changes it; one revocation, after everything; never less than nothing.
create function check_zone_decisions() returns trigger language plpgsql as $$
declare
    first date; last date;
begin
    select min(decided_on) filter (where kind = 'established'), min(decided_on) filter (where kind = 'revoked')
      into first, last from zone_decisions where zone_id = new.zone_id and retired_at is null;
    if exists (select 1 from zone_decisions where zone_id = new.zone_id and retired_at is null and kind in ('established', 'revoked')
                group by kind having count(*) > 1) then
        raise exception using errcode = '23514', constraint = 'zone_decisions_once', message = 'a zone is established and revoked once';
    end if;
    if exists (select 1 from zone_decisions
                where zone_id = new.zone_id and retired_at is null
                  and ((kind in ('expanded', 'reduced', 'revoked') and (first is null or decided_on < first))
                       or (kind <> 'revoked' and decided_on > last))) then
        raise exception using errcode = '23514', constraint = 'zone_decisions_order', message = 'decisions of a zone out of order';
    end if;
    if exists (select 1 from (select sum(case kind when 'reduced' then -area_m2 else area_m2 end)
                                       over (order by decided_on, kind) as area
                                from zone_decisions
                               where zone_id = new.zone_id and retired_at is null and kind in ('established', 'expanded', 'reduced')
                                 and area_m2 is not null) running where area < 0)
       and not exists (select 1 from zone_decisions where zone_id = new.zone_id and retired_at is null and area_m2 is null
                          and kind in ('established', 'expanded')) then
        raise exception using errcode = '23514', constraint = 'zone_decisions_more_than_there_is', message = 'less than nothing';
    end if;
    return null;
end $$;
create constraint trigger zone_decisions_checked after insert or update on zone_decisions
    deferrable initially immediate for each row execute function check_zone_decisions();

insert into zone_decisions (zone_id, kind, decided_on, decision_no)
select id, 'established', decision_on, decision_no from zones where decision_on is not null;
-- A number without a date is kept where people read it.
update zones set note = concat_ws(' ', note, 'Quyết định thành lập số ' || decision_no || '.')
 where decision_no is not null and decision_on is null;
alter table zones drop column decision_no, drop column decision_on;

-- The paper that agreed to the investment (chấp thuận chủ trương đầu tư), before the certificate: number and date as written.
alter table projects add column policy_decision text constraint projects_policy_decision check (length(policy_decision) <= 200);
