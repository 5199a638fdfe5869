-- Projects carry an append-only log of dated legal events. State and capital on any day are queries over it; nobody types
-- them. What stands in projects (status, granted_on, origin, capital_currency, registered_capital, ended_on, investor, nationality)
-- is a cache of the log as it is known today, kept by triggers, so that every query about "today" goes on working.

create table projects (
    id                 bigint generated always as identity primary key,
    zone_id            bigint not null references zones,
    enterprise_id      bigint references enterprises,
    code               text not null constraint projects_code_key unique,
    name               text not null,
    kind               text not null check (kind in ('infrastructure', 'secondary')),
    -- Foreign or domestic today; on any other day: project_origins(day).
    origin             text not null check (origin in ('foreign', 'domestic')),
    investor           text,
    nationality        text,
    -- The paper that agreed to the investment (chấp thuận chủ trương đầu tư), before the certificate: number and date as written.
    policy_decision    text constraint projects_policy_decision check (length(policy_decision) <= 200),
    certificate_no     text,
    granted_on         date,
    -- In the currency of the certificate: VND or USD. FDI and domestic never add up without a stated rate.
    capital_currency   text not null default 'vnd' check (capital_currency in ('vnd', 'usd')),
    registered_capital numeric check (registered_capital >= 0),
    -- No zone of the country has a tenth of the upper bound.
    area_m2            numeric check (area_m2 >= 0) constraint projects_area_possible check (area_m2 <= 1000000000),
    status             text not null default 'granted' check (status in
                           ('granted', 'building', 'operating', 'suspended', 'terminated', 'revoked')),
    ended_on           date,
    aim                text,
    version            integer not null default 1,
    retired_at         timestamptz,
    search             text generated always as
                           (fold(code || ' ' || name || ' ' || coalesce(investor, '') || ' ' || coalesce(certificate_no, ''))) stored,
    constraint projects_ended_after_granted check (ended_on >= granted_on)
);
create index projects_zone on projects (zone_id);
create index projects_enterprise on projects (enterprise_id);
create index projects_granted on projects (granted_on);
-- The list in its usual order, at the size of the country.
create index projects_listed on projects (granted_on desc nulls last, code) where retired_at is null;

-- Whether a project was in force on some day of a period.
create function in_force(project projects, reported text) returns boolean
language sql stable
as $$
    select project.retired_at is null and coalesce(project.granted_on <= period_last_day(reported), true)
       and coalesce(project.ended_on >= period_first_day(reported), true)
$$;

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
    -- The same capital, or difference, in the other currency, where the certificate prints it. Else project_event_rates has the rate.
    equivalent    numeric,
    -- granted, transferred: foreign or domestic from then on, with all its capital. Null with transferred: as before.
    origin        text check (origin in ('foreign', 'domestic')),
    -- Why it is another than the investors suggest.
    origin_reason text check (length(trim(origin_reason)) > 0 and length(origin_reason) <= 500),
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
    constraint project_events_equivalent check (equivalent is null or capital is not null and abs(equivalent) <= 1e17
                                                                               and (kind <> 'granted' or equivalent >= 0)),
    constraint project_events_origin check (case kind when 'granted' then origin is not null when 'transferred' then true
                                                      else origin is null end),
    constraint project_events_origin_reason check (origin_reason is null or origin is not null),
    constraint project_events_content check ((kind in ('renamed', 'aim_changed')) = (length(trim(coalesce(content, ''))) > 0)),
    constraint project_events_until check (case kind when 'rescheduled' then until is not null
                                                     when 'suspended' then coalesce(until >= happened_on, true)
                                                     else until is null end),
    constraint project_events_rescheduled check (kind <> 'rescheduled' or until > happened_on),
    constraint project_events_enterprise check (enterprise_id is null or kind = 'transferred')
);
create index project_events_happened on project_events (happened_on);
create index project_events_movements on project_events (happened_on) where kind in ('granted', 'capital_changed', 'terminated', 'revoked');
-- What was renamed or handed over is little beside all events.
create index project_events_particulars on project_events (kind, project_id) where kind in ('renamed', 'transferred');
create trigger project_events_append_only before update or delete on project_events
    for each row execute function refuse_rewriting();
create trigger project_events_no_truncate before truncate on project_events
    for each statement execute function refuse_rewriting();

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
create trigger project_investors_append_only before update or delete on project_investors
    for each row execute function refuse_rewriting();
create trigger project_investors_no_truncate before truncate on project_investors
    for each statement execute function refuse_rewriting();

-- The events that count: not corrections, and not what one of them cancelled.
create view live_project_events as
select e.* from project_events e
 where e.kind <> 'correction'
   and not exists (select 1 from project_events c where c.project_id = e.project_id and c.corrects = e.number);

-- Projects granted by a day, with their state and registered capital at its end. Capital is in the currency of the
-- certificate, null while the certificate's own is unknown; it stays after the end: what the certificate last said.
-- Which of suspended and resumed came last is compared as text, since sorting each project's events took half the time.
create function project_standings(day date) returns table (project_id bigint, status text, capital numeric)
language sql stable
as $$
    select e.project_id,
           coalesce(
               max(e.kind) filter (where e.kind in ('terminated', 'revoked')),
               case when max(to_char(e.happened_on, 'YYYYMMDD') || lpad(e.position::text, 10, '0') || e.kind)
                             filter (where e.kind in ('suspended', 'resumed')) like '%suspended' then 'suspended' end,
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

-- What the capital of an event is converted at where its certificate prints no equivalent: the rate the board states for the event's
-- year, copied once, with its source. A rate stated, or changed, later never revalues it.
create table project_event_rates (
    event_id bigint primary key references project_events,
    -- VND for one USD.
    rate     numeric not null constraint project_event_rates_plausible check (rate between 1000 and 1000000),
    source   text not null check (length(trim(source)) > 0 and length(source) <= 1000)
);
create trigger project_event_rates_append_only before update or delete on project_event_rates
    for each row execute function refuse_rewriting();
create trigger project_event_rates_no_truncate before truncate on project_event_rates
    for each statement execute function refuse_rewriting();

-- At the end of a transaction, since a bundle brings the rates that were used after the events they are of.
create function copy_rate_to_event() returns trigger language plpgsql as $$
begin
    insert into project_event_rates (event_id, rate, source)
    select new.id, r.rate, r.source from exchange_rates r
     where r.year = extract(year from new.happened_on) and r.currency = 'usd' and r.retired_at is null
    on conflict do nothing;
    return null;
end
$$;
create constraint trigger project_events_rate after insert on project_events deferrable initially deferred
    for each row when (new.capital is not null and new.equivalent is null) execute function copy_rate_to_event();

create function copy_rate_to_events() returns trigger language plpgsql as $$
begin
    insert into project_event_rates (event_id, rate, source)
    select e.id, r.rate, r.source
      from exchange_rates r
      join project_events e on e.happened_on between make_date(r.year, 1, 1) and make_date(r.year, 12, 31)
     where r.id = new.id and r.currency = 'usd' and r.retired_at is null and e.capital is not null and e.equivalent is null
    on conflict do nothing;
    return null;
end
$$;
create constraint trigger exchange_rates_to_events after insert or update on exchange_rates deferrable initially deferred
    for each row execute function copy_rate_to_events();

-- Each capital that was granted or changed, with what it is in the other currency; null where neither the certificate nor a rate says it.
create view capital_steps as
select e.id as event_id, e.project_id, e.happened_on, e.position, e.capital,
       coalesce(e.equivalent, case when e.capital = 0 then 0 when p.capital_currency = 'usd' then e.capital * r.rate
                                   else round(e.capital / r.rate, 6) end) as other
  from live_project_events e
  join projects p on p.id = e.project_id
  left join project_event_rates r on r.event_id = e.id
 where e.kind in ('granted', 'capital_changed');

-- Registered capital of one project on a day in the currency that its certificate is not in; null where a part of it is unknown.
create function project_equivalent_on(project bigint, day date) returns numeric
language sql stable parallel safe
as $$
    select case when bool_and(s.other is not null) then sum(s.other) end
      from capital_steps s where s.project_id = project and s.happened_on <= day
$$;

-- The projects whose origin an event after a day changed, with the one they had at the end of it.
create function former_project_origins(day date) returns table (project_id bigint, origin text) language sql stable as $$
    select e.project_id,
           coalesce((array_agg(e.origin order by e.happened_on desc, e.position desc) filter (where e.happened_on <= day))[1],
                    (array_agg(e.origin order by e.happened_on, e.position))[1])
      from live_project_events e
     where e.origin is not null
       and e.project_id in (select l.project_id from live_project_events l
                             where l.kind = 'transferred' and l.origin is not null and l.happened_on > day)
     group by e.project_id
$$;

-- Foreign (FDI) or domestic at the end of a day: the only source of it. A project counts whole, with all its capital, as what the last
-- event by then says; before the first, as that one. Not by the currency of its certificate. What reads all projects anyway says the
-- same in place, because joining 25,000 of them with themselves took as long as the rest.
create function project_origins(day date) returns table (project_id bigint, origin text) language sql stable as $$
    select p.id, coalesce(f.origin, p.origin)
      from projects p left join former_project_origins(day) f on f.project_id = p.id
$$;

-- The currency capital of an origin is added up in.
create function origin_currency(origin text) returns text language sql immutable parallel safe as $$
    select case origin when 'foreign' then 'usd' else 'vnd' end
$$;

-- What moved registered capital within a period, one row for each event: 'new' and 'increased' add, 'reduced' and 'ended' take away.
-- `amount` is in the currency of the certificate, never negative, `by_origin` in that of the origin the project has at the period's end;
-- null where it is unknown. An ended project leaves the stock with all it had.
create function capital_movements(first date, last date)
returns table (event_id bigint, project_id bigint, zone_id bigint, origin text, currency text, kind text, happened_on date,
               movement text, amount numeric, by_origin numeric)
language sql stable
as $$
    select m.id, m.project_id, m.zone_id, m.origin, m.currency, m.kind, m.happened_on, m.movement, m.amount,
           case when m.currency = origin_currency(m.origin) then m.amount
                when m.movement = 'ended' then project_equivalent_on(m.project_id, m.happened_on)
                else (select s.other * sign(s.capital) from capital_steps s where s.event_id = m.id) end
      from (select e.id, e.project_id, p.zone_id, o.origin, p.capital_currency as currency, e.kind, e.happened_on,
                   case when e.kind = 'granted' then 'new' when e.kind = 'capital_changed' and e.capital > 0 then 'increased'
                        when e.kind = 'capital_changed' then 'reduced' else 'ended' end as movement,
                   case when e.kind in ('granted', 'capital_changed') then abs(e.capital)
                        else project_capital_on(e.project_id, e.happened_on) end as amount
              from live_project_events e
              join projects p on p.id = e.project_id and p.retired_at is null
              join project_origins(last) o on o.project_id = p.id
             where e.kind in ('granted', 'capital_changed', 'terminated', 'revoked') and e.happened_on between first and last) m
$$;

-- Projects in force at the end of a day, with their state, origin and capital on it: as certified, and in the currency of the origin.
-- Named by the log's own column, so that a condition on some projects reaches the log.
create function valid_projects(day date)
returns table (project_id bigint, zone_id bigint, origin text, kind text, currency text, status text, capital numeric, by_origin numeric)
language sql stable
as $$
    select s.project_id, p.zone_id, coalesce(f.origin, p.origin), p.kind, p.capital_currency, s.status, s.capital,
           case when p.capital_currency = origin_currency(coalesce(f.origin, p.origin)) then s.capital
                else project_equivalent_on(s.project_id, day) end
      from project_standings(day) s
      join projects p on p.id = s.project_id
      left join former_project_origins(day) f on f.project_id = p.id
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

create trigger project_events_happened before insert on project_events
    for each row execute function day_has_come('happened_on', 'IZ026');
create trigger project_events_number before insert on project_events
    for each row execute function number_in_log('project_id', 'projects');
-- A certificate whose origin nobody states has the register's.
create function state_origin() returns trigger language plpgsql as $$
begin
    new.origin := coalesce(new.origin, (select origin from projects where id = new.project_id));
    return new;
end
$$;
create trigger project_events_origin before insert on project_events
    for each row when (new.kind = 'granted') execute function state_origin();
create trigger project_events_place before insert on project_events
    for each row execute function place_in_log('project_id', 'IZ027');

-- Remembers what an event replaces, so that a correction can put it back. By its name after the numbering, which locks the project.
create function remember_former() returns trigger
language plpgsql
as $$
declare
    project   projects;
    corrected project_events;
begin
    if in_bundle_import() or new.kind not in ('renamed', 'aim_changed', 'transferred') then
        return new;
    end if;
    select * into project from projects where id = new.project_id;
    select * into corrected from project_events where project_id = new.project_id and number = new.corrects;
    new.former := case new.kind
        when 'renamed' then coalesce(corrected.former, project.name)
        when 'aim_changed' then case when new.corrects is not null then corrected.former else project.aim end
        when 'transferred' then case when new.corrects is not null then corrected.former
                                     else (select code from enterprises where id = project.enterprise_id) end
    end;
    return new;
end
$$;
create trigger project_events_remember before insert on project_events
    for each row execute function remember_former();

-- The cache of today in projects.
create function refresh_project(project bigint) returns void
language sql
as $$
    update projects p
       set granted_on = g.happened_on,
           origin = coalesce((select origin from live_project_events where project_id = project and origin is not null
                               order by happened_on desc, position desc limit 1), p.origin),
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

-- Investors are written after their event.
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

create trigger projects_keep_cache before insert or update on projects
    for each row execute function keep_cache('IZ028',
        '{"granted_on": null, "registered_capital": null, "status": "granted", "ended_on": null, "investor": null, "nationality": null}',
        'capital_currency');

-- Whether a project is foreign or domestic follows from its log, once that says it; a bundle's own word for it is then no more than that.
create function keep_origin() returns trigger
language plpgsql
as $$
declare
    stated text;
begin
    if pg_trigger_depth() > 1 then
        return new;
    end if;
    select origin into stated from live_project_events where project_id = new.id and origin is not null
     order by happened_on desc, position desc limit 1;
    if stated is null or stated = new.origin then
        return new;
    end if;
    if not in_bundle_import() then
        raise exception 'what projects says of its log follows from the log' using errcode = 'IZ028';
    end if;
    new.origin := stated;
    return new;
end
$$;
create trigger projects_keep_origin before update of origin on projects
    for each row execute function keep_origin();

-- A sheet of a past period says what held at the period's end: names and investors of projects, whose project it was, and with it
-- whether an enterprise counts as domestic or foreign. All of it follows from the log; nothing is stored.
-- The projects renamed after a day, with the name they had at the end of it. A name put right by hand is right for all days since
-- the last renaming.
create function former_project_names(day date) returns table (project_id bigint, name text) language sql stable as $$
    select e.project_id,
           coalesce((array_agg(e.content order by e.happened_on desc, e.position desc) filter (where e.happened_on <= day))[1],
                    (array_agg(e.former order by e.position))[1])
      from live_project_events e
     where e.kind = 'renamed'
     group by e.project_id having max(e.happened_on) > day
$$;

-- The projects handed over to another enterprise after a day, with the one that had them at the end of it.
create function former_project_holders(day date) returns table (project_id bigint, enterprise_id bigint) language sql stable as $$
    select e.project_id,
           coalesce((array_agg(e.enterprise_id order by e.happened_on desc, e.position desc) filter (where e.happened_on <= day))[1],
                    (select id from enterprises where code = (array_agg(e.former order by e.position))[1]))
      from live_project_events e
     where e.kind = 'transferred' and e.enterprise_id is not null
     group by e.project_id having max(e.happened_on) > day
$$;

-- What a certificate said at the end of a day: the project's name, and its investors.
create function project_particulars(project bigint, day date) returns table (name text, investor text, nationality text)
language sql stable
as $$
    select coalesce((select f.name from former_project_names(day) f where f.project_id = p.id), p.name), i.names, i.nationalities
      from projects p
      left join lateral (
           select string_agg(v.name, ', ' order by v.position) as names, string_agg(distinct v.nationality, ', ') as nationalities
             from project_investors v
            where v.event_id = (select e.id from live_project_events e
                                 where e.project_id = p.id and e.kind in ('granted', 'transferred') and e.happened_on <= day
                                   and exists (select 1 from project_investors h where h.event_id = e.id)
                                 order by e.happened_on desc, e.position desc limit 1)) i on true
     where p.id = project
$$;

create function enterprise_origins(day date) returns table (enterprise_id bigint, origin text) language sql stable as $$
    select distinct on (e.id) e.id, coalesce(p.origin, case e.ownership when 'foreign' then 'foreign' else 'domestic' end)
      from enterprises e
      left join (select coalesce(h.enterprise_id, j.enterprise_id) as holder, j.id, coalesce(f.origin, j.origin) as origin, j.granted_on, j.ended_on
                   from projects j
                   left join former_project_origins(day) f on f.project_id = j.id
                   left join former_project_holders(day) h on h.project_id = j.id
                  where j.retired_at is null and coalesce(j.granted_on <= day, true)) p on p.holder = e.id
     order by e.id, p.granted_on is null, coalesce(p.ended_on <= day, false), p.granted_on desc, p.id
$$;

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
-- One main industry of a project in each version.
create unique index project_industries_one_main on project_industries (project_id, vsic_version) where main and retired_at is null;

-- A project's industry takes its name from the list; a code that is surely none is refused.
create function name_project_industry() returns trigger language plpgsql as $$
declare
    known text;
begin
    select name into known from industries where version = new.vsic_version and code = new.code;
    if known is not null then
        new.name := known;
    elsif industry_unknown(new.vsic_version, new.code) then
        raise exception using errcode = '23514', constraint = 'project_industries_unknown',
            message = format('there is no code %s in VSIC %s', new.code, new.vsic_version);
    end if;
    return new;
end $$;
create trigger project_industries_named before insert or update of vsic_version, code, name on project_industries
    for each row execute function name_project_industry();

-- An investment certificate names industries by codes of four digits; five say more of the same. A code taken over by the official
-- table is as long as the one it comes from.
create function project_industry_is_class() returns trigger
language plpgsql
as $$
begin
    if length(new.code) < 4 and not in_bundle_import()
       and (tg_op = 'INSERT' or new.code <> old.code or new.vsic_version <> old.vsic_version)
       and not exists (select 1 from project_industries o join industry_pairs p on p.from_code = o.code and p.to_code = new.code
                        where o.project_id = new.project_id and o.vsic_version = '2018' and new.vsic_version = '2025') then
        raise exception using errcode = '23514', constraint = 'project_industries_class',
            message = 'an industry of a project is a class: four or five digits';
    end if;
    return new;
end
$$;
create trigger project_industries_class before insert or update of vsic_version, code on project_industries
    for each row execute function project_industry_is_class();
