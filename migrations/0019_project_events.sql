-- Projects carry an append-only log of dated legal events. State and capital on any day are queries over it; nobody types
-- them. What stands in projects (status, granted_on, capital_currency, registered_capital, ended_on, investor, nationality)
-- is a cache of the log as it is known today, kept by triggers, so that every query about "today" goes on working.
-- Refusals carry codes of their own, IZ021 to IZ028, that the portal turns into words.

create table project_events (
    id            bigint generated always as identity primary key,
    project_id    bigint not null references projects,
    -- In the order of recording, from 1; the name of an event within its project.
    number        integer not null check (number >= 1),
    -- Its place among the events of one day: its number, or that of the event it takes the place of.
    position      integer not null,
    kind          text not null constraint project_events_kind check (kind in
                      ('granted', 'capital_changed', 'renamed', 'aim_changed', 'rescheduled', 'transferred',
                       'construction_started', 'operating', 'suspended', 'resumed', 'terminated', 'revoked', 'correction')),
    happened_on   date not null,
    document_no   text check (length(document_no) <= 100),
    document_on   date,
    note          text check (length(note) <= 2000),
    -- granted: the capital of the certificate, null while the board does not know it. capital_changed: the difference, exact.
    capital       numeric,
    -- granted: the currency of the certificate. FDI and domestic never add up without a stated rate.
    currency      text check (currency in ('vnd', 'usd')),
    -- renamed: the new name. aim_changed: the new aim.
    content       text,
    -- rescheduled: the new end of the works. suspended: until when it was meant.
    until         date,
    -- transferred: who carries the project out from then on; null where only the investors change.
    enterprise_id bigint references enterprises,
    -- What the project said before this event, so that a correction can put it back: name, aim, or the enterprise's code.
    former        text,
    -- A mistaken event is cancelled by a later one that names it and says why: by a correction, or by one that takes its place.
    corrects      integer,
    recorded_by   text not null,
    account_id    bigint references accounts,
    recorded_at   timestamptz not null default now(),
    constraint project_events_key unique (project_id, number),
    constraint project_events_corrected_once unique (project_id, corrects),
    constraint project_events_corrects foreign key (project_id, corrects) references project_events (project_id, number),
    constraint project_events_say_why check (corrects is null or length(trim(coalesce(note, ''))) > 0),
    constraint project_events_correction check (kind <> 'correction' or corrects is not null),
    constraint project_events_currency check ((kind = 'granted') = (currency is not null)),
    constraint project_events_capital check (case kind when 'granted' then coalesce(capital >= 0, true)
                                                       when 'capital_changed' then coalesce(capital <> 0, false)
                                                       else capital is null end),
    constraint project_events_content check ((kind in ('renamed', 'aim_changed')) = (length(trim(coalesce(content, ''))) > 0)),
    constraint project_events_until check (case kind when 'rescheduled' then until is not null
                                                     when 'suspended' then coalesce(until >= happened_on, true)
                                                     else until is null end),
    constraint project_events_enterprise check (enterprise_id is null or kind = 'transferred')
);
create index project_events_happened on project_events (happened_on);

-- The investors a certificate names from an event on: its first ones with 'granted', all of them again with 'transferred'.
create table project_investors (
    event_id    bigint not null references project_events,
    position    integer not null check (position >= 1),
    name        text not null check (length(trim(name)) > 0 and length(name) <= 300),
    nationality text check (length(nationality) <= 100),
    -- Percent of the capital; null while the board does not know it.
    share       numeric check (share > 0 and share <= 100),
    primary key (event_id, position)
);

-- What a project does, by the classification in force when it was written: the same code can mean different things in the two.
create table project_industries (
    id           bigint generated always as identity primary key,
    project_id   bigint not null references projects,
    vsic_version text not null check (vsic_version in ('2018', '2025')),
    code         text not null constraint project_industries_code_shape check (code ~ '^([A-V]|\d{2,5})$'),
    name         text,
    main         boolean not null default false,
    version      integer not null default 1,
    retired_at   timestamptz,
    search       text generated always as (fold(code || ' ' || coalesce(name, ''))) stored,
    constraint project_industries_key unique (project_id, vsic_version, code)
);

-- The events that count: not corrections, and not what one of them cancelled.
create view live_project_events as
select e.* from project_events e
 where e.kind <> 'correction'
   and not exists (select 1 from project_events c where c.project_id = e.project_id and c.corrects = e.number);

-- Projects granted by a day, with their state and registered capital at its end. Capital is in the currency of the
-- certificate, null while the certificate's own is unknown; it stays after the end: what the certificate last said.
create function project_standings(day date) returns table (project_id bigint, status text, capital numeric)
language sql stable
as $$
    select e.project_id,
           coalesce(
               max(e.kind) filter (where e.kind in ('terminated', 'revoked')),
               case when (array_agg(e.kind order by e.happened_on desc, e.position desc)
                             filter (where e.kind in ('suspended', 'resumed')))[1] = 'suspended' then 'suspended' end,
               max(e.kind) filter (where e.kind = 'operating'),
               case when count(*) filter (where e.kind = 'construction_started') > 0 then 'building' end,
               max(e.kind) filter (where e.kind = 'granted')),
           case when count(*) filter (where e.kind = 'granted' and e.capital is not null) > 0 then sum(e.capital) end
      from live_project_events e
     where e.happened_on <= day
     group by e.project_id
$$;

-- Registered capital of one project on a day; null before it was granted.
create function project_capital_on(project bigint, day date) returns numeric
language sql stable
as $$ select s.capital from project_standings(day) s where s.project_id = project $$;

-- State of one project on a day; null before it was granted.
create function project_status_on(project bigint, day date) returns text
language sql stable
as $$ select s.status from project_standings(day) s where s.project_id = project $$;

-- What moved registered capital, one row for each event: 'new' and 'increased' add, 'reduced' and 'ended' take away. Amounts
-- are never negative, in the currency of the certificate; null where it is unknown. An ended project leaves the stock with all it had.
create view capital_movements as
select e.id as event_id, e.project_id, p.zone_id, p.origin, p.capital_currency as currency, e.kind, e.happened_on,
       case when e.kind = 'granted' then 'new' when e.kind = 'capital_changed' and e.capital > 0 then 'increased'
            when e.kind = 'capital_changed' then 'reduced' else 'ended' end as movement,
       case when e.kind in ('granted', 'capital_changed') then abs(e.capital)
            else project_capital_on(e.project_id, e.happened_on) end as amount
  from live_project_events e
  join projects p on p.id = e.project_id and p.retired_at is null
 where e.kind in ('granted', 'capital_changed', 'terminated', 'revoked');

-- Projects in force at the end of a day, with their state and capital on it.
create function valid_projects(day date)
returns table (project_id bigint, zone_id bigint, origin text, kind text, currency text, status text, capital numeric)
language sql stable
as $$
    select p.id, p.zone_id, p.origin, p.kind, p.capital_currency, s.status, s.capital
      from project_standings(day) s
      join projects p on p.id = s.project_id
     where p.retired_at is null and s.status not in ('terminated', 'revoked')
$$;

-- The legal order, over all events that count, in the order in which they happened.
create function check_project_log(project bigint) returns void
language plpgsql
as $$
declare
    event     record;
    state     text;
    suspended boolean := false;
    total     numeric;
begin
    for event in
        select * from live_project_events where project_id = project order by happened_on, position
    loop
        if state in ('terminated', 'revoked') then
            raise exception 'nothing follows the end of a project but a correction' using errcode = 'IZ022';
        end if;
        if (state is null) <> (event.kind = 'granted') then
            raise exception 'a project is granted first, and once' using errcode = 'IZ021';
        end if;
        case event.kind
            when 'granted' then
                state := 'granted';
                total := event.capital;
            when 'construction_started' then
                if suspended or state <> 'granted' then
                    raise exception 'works begin once, before operation, and not while suspended' using errcode = 'IZ024';
                end if;
                state := 'building';
            when 'operating' then
                if suspended or state = 'operating' then
                    raise exception 'operation begins once, and not while suspended' using errcode = 'IZ024';
                end if;
                state := 'operating';
            when 'suspended' then
                if suspended then
                    raise exception 'the project is suspended already' using errcode = 'IZ023';
                end if;
                suspended := true;
            when 'resumed' then
                if not suspended then
                    raise exception 'only a suspended project resumes' using errcode = 'IZ023';
                end if;
                suspended := false;
            when 'capital_changed' then
                total := total + event.capital;
                if coalesce(total < 0, true) then
                    raise exception 'registered capital is known and never below zero' using errcode = 'IZ025';
                end if;
            when 'terminated', 'revoked' then
                state := event.kind;
            else
                null;
        end case;
    end loop;
end
$$;

-- Numbers an event, one recorder after the other, and remembers what it replaces.
create function number_project_event() returns trigger
language plpgsql
as $$
declare
    project   projects;
    corrected project_events;
begin
    select * into project from projects where id = new.project_id for update;
    new.number := coalesce(new.number, (select coalesce(max(number), 0) + 1 from project_events where project_id = new.project_id));
    new.position := new.number;
    if new.corrects is not null then
        select * into corrected from project_events where project_id = new.project_id and number = new.corrects;
        if not found or new.corrects >= new.number or corrected.kind = 'correction'
           or new.kind not in ('correction', corrected.kind) then
            raise exception 'an event is corrected once, by a later correction or one of its own kind' using errcode = 'IZ027';
        end if;
        if new.kind <> 'correction' then
            new.position := corrected.position;
        end if;
    end if;
    if not in_bundle_import() then
        new.former := case new.kind
            when 'renamed' then coalesce(corrected.former, project.name)
            when 'aim_changed' then case when new.corrects is not null then corrected.former else project.aim end
            when 'transferred' then case when new.corrects is not null then corrected.former
                                         else (select code from enterprises where id = project.enterprise_id) end
        end;
    end if;
    return new;
end
$$;
create trigger project_events_number before insert on project_events
    for each row execute function number_project_event();

-- The cache of today in projects.
create function refresh_project(project bigint) returns void
language sql
as $$
    update projects p
       set granted_on = g.happened_on,
           capital_currency = coalesce(g.currency, p.capital_currency),
           registered_capital = project_capital_on(project, 'infinity'),
           status = coalesce(project_status_on(project, 'infinity'), 'granted'),
           ended_on = (select happened_on from live_project_events
                        where project_id = project and kind in ('terminated', 'revoked')),
           investor = i.names, nationality = i.nationalities
      from (select project as id) one
      left join live_project_events g on g.project_id = one.id and g.kind = 'granted'
      left join lateral (
           select string_agg(v.name, ', ' order by v.position) as names,
                  string_agg(distinct v.nationality, ', ') as nationalities
             from project_investors v
            where v.event_id = (select e.id from live_project_events e
                                 where e.project_id = one.id and e.kind in ('granted', 'transferred')
                                   and exists (select 1 from project_investors h where h.event_id = e.id)
                                 order by e.happened_on desc, e.position desc limit 1)) i on true
     where p.id = project
$$;

-- After an event: the order is legal, the cache is right, and name, aim and enterprise follow what was recorded.
create function apply_project_event() returns trigger
language plpgsql
as $$
declare
    corrected project_events;
    changed   text := new.kind;
    newest    project_events;
begin
    if new.happened_on > vietnam_today() then
        raise exception 'an event has happened' using errcode = 'IZ026';
    end if;
    perform check_project_log(new.project_id);
    perform refresh_project(new.project_id);
    if in_bundle_import() then
        return null;
    end if;
    if new.corrects is not null then
        select * into corrected from project_events where project_id = new.project_id and number = new.corrects;
        changed := corrected.kind;
    end if;
    if changed in ('renamed', 'aim_changed', 'transferred') then
        select * into newest from live_project_events
         where project_id = new.project_id and kind = changed and (kind <> 'transferred' or enterprise_id is not null)
         order by happened_on desc, position desc limit 1;
        update projects
           set name = case when changed = 'renamed' then coalesce(newest.content, corrected.former, name) else name end,
               aim = case when changed = 'aim_changed' then coalesce(newest.content, corrected.former) else aim end,
               enterprise_id = case when changed = 'transferred'
                                    then coalesce(newest.enterprise_id, (select id from enterprises where code = corrected.former),
                                                  enterprise_id)
                                    else enterprise_id end,
               version = version + 1
         where id = new.project_id;
    end if;
    return null;
end
$$;
create trigger project_events_apply after insert on project_events
    for each row execute function apply_project_event();

create function refresh_after_investor() returns trigger
language plpgsql
as $$
begin
    perform refresh_project((select project_id from project_events where id = new.event_id));
    return null;
end
$$;
create trigger project_investors_refresh after insert on project_investors
    for each row execute function refresh_after_investor();

-- Existing projects get their events: granted with their capital, what their state says, and their end. When they began to
-- operate was never asked: the log says so in a note instead of passing a guess off as a fact.
create temporary table projects_before on commit drop as
select p.*, case when e.status = 'suspended' and e.status_since between p.granted_on and vietnam_today() then e.status_since end as halted_on
  from projects p left join enterprises e on e.id = p.enterprise_id
 where p.granted_on <= vietnam_today();
insert into project_events (project_id, kind, happened_on, document_no, capital, currency, recorded_by)
select id, 'granted', granted_on, left(certificate_no, 100), registered_capital, capital_currency, 'migration'
  from projects_before order by id;
insert into project_investors (event_id, position, name, nationality)
select e.id, 1, p.investor, nullif(p.nationality, '')
  from projects_before p join project_events e on e.project_id = p.id and e.kind = 'granted'
 where length(trim(coalesce(p.investor, ''))) > 0;
insert into project_events (project_id, kind, happened_on, note, recorded_by)
select id, case status when 'building' then 'construction_started' else 'operating' end, granted_on,
       'Chuyển từ sổ trước khi có nhật ký: ngày thật chưa được ghi.', 'migration'
  from projects_before where status in ('building', 'operating') order by id;
insert into project_events (project_id, kind, happened_on, note, recorded_by)
select id, 'suspended', coalesce(halted_on, vietnam_today()),
       case when halted_on is null then 'Chuyển từ sổ trước khi có nhật ký: ngày thật chưa được ghi.' end, 'migration'
  from projects_before where status = 'suspended' order by id;
insert into project_events (project_id, kind, happened_on, recorded_by)
select id, status, least(coalesce(ended_on, vietnam_today()), vietnam_today()), 'migration'
  from projects_before where status in ('terminated', 'revoked') order by id;

create trigger project_events_append_only before update or delete on project_events
    for each row execute function refuse_rewriting();
create trigger project_events_no_truncate before truncate on project_events
    for each statement execute function refuse_rewriting();
create trigger project_investors_append_only before update or delete on project_investors
    for each row execute function refuse_rewriting();
create trigger project_investors_no_truncate before truncate on project_investors
    for each statement execute function refuse_rewriting();

-- From here on only the log writes its cache. A trigger of the log is one level up; whoever writes by hand is not.
alter table projects alter column status set default 'granted';
alter table projects alter column capital_currency set default 'vnd';
create function keep_project_cache() returns trigger
language plpgsql
as $$
begin
    if pg_trigger_depth() > 1 then
        return new;
    end if;
    if tg_op = 'INSERT' then
        if new.status <> 'granted'
           or num_nonnulls(new.granted_on, new.registered_capital, new.ended_on, new.investor, new.nationality) > 0 then
            raise exception 'the state of a project follows from its events' using errcode = 'IZ028';
        end if;
    elsif (new.granted_on, new.capital_currency, new.registered_capital, new.status, new.ended_on, new.investor, new.nationality)
          is distinct from
          (old.granted_on, old.capital_currency, old.registered_capital, old.status, old.ended_on, old.investor, old.nationality) then
        raise exception 'the state of a project follows from its events' using errcode = 'IZ028';
    end if;
    return new;
end
$$;
create trigger projects_keep_cache before insert or update on projects
    for each row execute function keep_project_cache();

-- Sheet 2101 has a column for each place a zone can have in an economic zone (khu kinh tế); null: outside of any.
alter table zones add column economic_zone text check (economic_zone in ('coastal', 'border_gate', 'specialised'));
