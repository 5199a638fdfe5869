-- Obstacles and key tasks with an append-only course of dated steps; planning schemes that sponsors pay for.
--
-- State, deadline, result and end of an obstacle or a task follow from its steps and are a cache in the two tables, kept by triggers, so
-- that every query about today goes on working.

create table obstacles (
    id            bigint generated always as identity primary key,
    code          text not null constraint obstacles_code_key unique,
    zone_id       bigint not null references zones,
    enterprise_id bigint references enterprises,
    raised_on     date not null,
    channel       text not null check (channel in ('report', 'dialogue', 'visit', 'letter', 'other')),
    field         text not null check (field in
                      ('land', 'power', 'water', 'materials', 'labour', 'tax', 'trade', 'environment', 'fire', 'lease', 'other')),
    content       text not null,
    lead          text,
    first_due_on  date,
    due_on        date,
    status        text not null default 'received' check (status in ('received', 'handling', 'forwarded', 'resolved')),
    result        text,
    resolved_on   date,
    version       integer not null default 1,
    retired_at    timestamptz,
    search        text generated always as (fold(code || ' ' || content || ' ' || coalesce(lead, ''))) stored,
    constraint obstacles_first_due_later check (first_due_on >= raised_on),
    constraint obstacles_resolved_has_date check ((status = 'resolved') = (resolved_on is not null)),
    constraint obstacles_resolved_after_raised check (resolved_on >= raised_on)
);
-- The list in its usual order, at the size of the country.
create index obstacles_listed on obstacles (raised_on desc, code) where retired_at is null;

create table key_tasks (
    id           bigint generated always as identity primary key,
    year         integer not null check (year between 1990 and 2100),
    position     integer not null check (position between 1 and 999),
    field        text check (field in
                     ('land', 'power', 'water', 'materials', 'labour', 'tax', 'trade', 'environment', 'fire', 'lease', 'other')),
    content      text not null,
    basis        text,
    lead         text,
    first_due_on date,
    due_on       date,
    measure      text,
    status       text not null default 'planned' check (status in ('planned', 'doing', 'done', 'dropped')),
    result       text,
    resolved_on  date,
    version      integer not null default 1,
    retired_at   timestamptz,
    search       text generated always as (fold(content || ' ' || coalesce(lead, ''))) stored,
    constraint key_tasks_position_key unique (year, position),
    constraint key_tasks_first_due_later check (first_due_on >= make_date(year, 1, 1)),
    constraint key_tasks_ended_has_date check ((status in ('done', 'dropped')) = (resolved_on is not null))
);

create table agenda_steps (
    id            bigint generated always as identity primary key,
    obstacle_id   bigint references obstacles,
    key_task_id   bigint references key_tasks,
    -- In the order of recording, from 1; the name of a step within its course.
    number        integer not null check (number >= 1),
    kind          text not null constraint agenda_steps_kind check (kind in
                      ('handled', 'rescheduled', 'forwarded', 'resolved', 'dropped', 'reopened')),
    happened_on   date not null,
    -- What was done; of a step that ends the work its result, of one that drops or reopens it the reason.
    content       text not null check (length(trim(content)) > 0 and length(content) <= 4000),
    -- Who did it, in the words of the paper; who typed it is recorded_by.
    done_by       text check (length(trim(done_by)) > 0 and length(done_by) <= 200),
    document_no   text check (length(trim(document_no)) > 0 and length(document_no) <= 100),
    -- The deadline from this step on; null where it stays as it was.
    due_on        date,
    -- Why the deadline moves.
    reason        text check (length(trim(reason)) > 0 and length(reason) <= 2000),
    -- What the deadline was before the step: follows from the steps before, kept so that it is read beside the new one.
    former_due_on date,
    recorded_by   text not null,
    account_id    bigint references accounts,
    recorded_at   timestamptz not null default now(),
    constraint agenda_steps_one_owner check (num_nonnulls(obstacle_id, key_task_id) = 1),
    constraint agenda_steps_key unique nulls not distinct (obstacle_id, key_task_id, number),
    -- What a file of the step points at.
    constraint agenda_steps_of_obstacle unique (obstacle_id, number),
    constraint agenda_steps_of_task unique (key_task_id, number),
    constraint agenda_steps_rescheduled check (kind <> 'rescheduled' or due_on is not null),
    constraint agenda_steps_ended check (kind not in ('resolved', 'dropped') or due_on is null),
    constraint agenda_steps_forwarded check (kind <> 'forwarded' or obstacle_id is not null),
    constraint agenda_steps_dropped check (kind <> 'dropped' or key_task_id is not null),
    constraint agenda_steps_due_order check (due_on >= happened_on)
);
create index agenda_steps_obstacle on agenda_steps (obstacle_id) where obstacle_id is not null;
create index agenda_steps_key_task on agenda_steps (key_task_id) where key_task_id is not null;
create trigger agenda_steps_append_only before update or delete on agenda_steps
    for each row execute function refuse_rewriting();
create trigger agenda_steps_no_truncate before truncate on agenda_steps
    for each statement execute function refuse_rewriting();

-- The day the work was opened: an obstacle when it was raised, a key task with its year.
create function agenda_opened_on(obstacle bigint, task bigint) returns date
language sql stable
as $$
    select raised_on from obstacles where id = obstacle
    union all
    select make_date(year, 1, 1) from key_tasks where id = task
$$;

create trigger agenda_steps_number before insert on agenda_steps
    for each row execute function number_in_log('obstacle_id', 'obstacles', 'key_task_id', 'key_tasks');

-- Remembers the deadline a step moves. By its name after the numbering.
create function remember_deadline() returns trigger
language plpgsql
as $$
begin
    new.former_due_on := coalesce(
        (select due_on from agenda_steps s
          where (s.obstacle_id = new.obstacle_id or s.key_task_id = new.key_task_id) and s.number < new.number and s.due_on is not null
          order by s.number desc limit 1),
        (select first_due_on from obstacles where id = new.obstacle_id),
        (select first_due_on from key_tasks where id = new.key_task_id));
    return new;
end
$$;
create trigger agenda_steps_remember before insert on agenda_steps
    for each row execute function remember_deadline();

-- After a step: the course is legal, and the cache says where it stands.
create function apply_agenda_step() returns trigger
language plpgsql
as $$
declare
    step    record;
    ended   boolean := false;
    changed date;
begin
    if new.happened_on > vietnam_today() or new.happened_on < agenda_opened_on(new.obstacle_id, new.key_task_id) then
        raise exception 'a step is taken after the work was opened and not in the future' using errcode = 'IZ062';
    end if;
    if new.due_on is not null and new.former_due_on is not null and new.due_on <> new.former_due_on and new.reason is null then
        raise exception 'a deadline moves for a reason' using errcode = 'IZ063';
    end if;
    for step in
        select kind, happened_on from agenda_steps s
         where s.obstacle_id = new.obstacle_id or s.key_task_id = new.key_task_id
         order by s.number
    loop
        if ended <> (step.kind = 'reopened') then
            raise exception 'what has ended is reopened first, and only that' using errcode = 'IZ061';
        end if;
        if step.kind in ('resolved', 'dropped', 'reopened') then
            if step.happened_on < changed then
                raise exception 'the end and a reopening follow each other in time' using errcode = 'IZ062';
            end if;
            changed := step.happened_on;
        end if;
        ended := case step.kind when 'reopened' then false else ended or step.kind in ('resolved', 'dropped') end;
    end loop;
    update obstacles
       set due_on = coalesce(new.due_on, new.former_due_on),
           status = case when new.kind = 'resolved' then 'resolved' when new.kind = 'forwarded' then 'forwarded'
                         when new.kind = 'rescheduled' or (new.kind = 'handled' and status = 'forwarded') then status
                         else 'handling' end,
           result = case when new.kind = 'resolved' then new.content end,
           resolved_on = case when new.kind = 'resolved' then new.happened_on end,
           version = version + 1
     where id = new.obstacle_id;
    update key_tasks
       set due_on = coalesce(new.due_on, new.former_due_on),
           status = case new.kind when 'resolved' then 'done' when 'dropped' then 'dropped' when 'rescheduled' then status
                                  else 'doing' end,
           result = case when new.kind in ('resolved', 'dropped') then new.content end,
           resolved_on = case when new.kind in ('resolved', 'dropped') then new.happened_on end,
           version = version + 1
     where id = new.key_task_id;
    return null;
end
$$;
create trigger agenda_steps_apply after insert on agenda_steps
    for each row execute function apply_agenda_step();

-- What ends a piece of work does not happen before a step that was taken: the course would go on after its end.
create function end_agenda_last() returns trigger
language plpgsql
as $$
begin
    if new.kind in ('resolved', 'dropped') and not in_bundle_import()
       and exists (select 1 from agenda_steps s
                    where (s.obstacle_id = new.obstacle_id or s.key_task_id = new.key_task_id)
                      and s.number < new.number and s.happened_on > new.happened_on) then
        raise exception 'work does not end before its last step' using errcode = 'IZ062';
    end if;
    return null;
end
$$;
create trigger agenda_steps_end_last after insert on agenda_steps
    for each row execute function end_agenda_last();

create trigger obstacles_keep_course before insert or update on obstacles
    for each row execute function keep_cache('IZ064', '{"status": "received", "result": null, "resolved_on": null}', 'due_on');
create trigger key_tasks_keep_course before insert or update on key_tasks
    for each row execute function keep_cache('IZ064', '{"status": "planned", "result": null, "resolved_on": null}', 'due_on');

-- The first deadline is kept, and is the deadline until a step moves it.
create function keep_first_deadline() returns trigger
language plpgsql
as $$
begin
    if pg_trigger_depth() > 1 then
        return new;
    end if;
    if tg_op = 'INSERT' then
        if new.due_on is not null and new.due_on is distinct from new.first_due_on then
            raise exception 'the deadline follows from the steps' using errcode = 'IZ064';
        end if;
        new.due_on := new.first_due_on;
    elsif new.first_due_on is distinct from old.first_due_on then
        if old.first_due_on is not null or old.due_on is not null then
            raise exception 'the first deadline is kept; a step moves it' using errcode = 'IZ065';
        end if;
        new.due_on := new.first_due_on;
    end if;
    return new;
end
$$;
create trigger obstacles_keep_deadline before insert or update on obstacles
    for each row execute function keep_first_deadline();
create trigger key_tasks_keep_deadline before insert or update on key_tasks
    for each row execute function keep_first_deadline();

-- No work begins after its first step.
create function keep_agenda_opening() returns trigger
language plpgsql
as $$
begin
    if tg_table_name = 'obstacles' then
        if exists (select 1 from agenda_steps where obstacle_id = new.id and happened_on < new.raised_on) then
            raise exception 'the work began before its first step' using errcode = 'IZ066';
        end if;
    elsif exists (select 1 from agenda_steps where key_task_id = new.id) then
        raise exception 'the year of a task with steps stays' using errcode = 'IZ066';
    end if;
    return null;
end
$$;
create trigger obstacles_keep_opening after update of raised_on on obstacles
    for each row when (new.raised_on is distinct from old.raised_on) execute function keep_agenda_opening();
create trigger key_tasks_keep_opening after update of year on key_tasks
    for each row when (new.year is distinct from old.year) execute function keep_agenda_opening();

-- What the budget is spared follows from the rows: the part of a scheme's cost that its sponsors cover.
create table schemes (
    id             bigint generated always as identity primary key,
    zone_id        bigint not null references zones,
    code           text not null constraint schemes_code_key unique,
    name           text not null,
    year           integer not null check (year between 1990 and 2100),
    consultant     text,
    decision_no    text,
    decision_on    date,
    -- What the scheme costs, in VND.
    cost_vnd       numeric check (cost_vnd >= 0),
    -- What its sponsors give together, kept by their rows.
    sponsored_vnd  numeric,
    -- Why it is more than the scheme costs.
    surplus_reason text,
    spared_vnd     numeric generated always as
                       (case when status <> 'stopped' and cost_vnd is not null and sponsored_vnd is not null
                             then least(cost_vnd, sponsored_vnd) end) stored,
    status         text not null check (status in ('called', 'drafting', 'approved', 'stopped')),
    note           text,
    version        integer not null default 1,
    retired_at     timestamptz,
    search         text generated always as (fold(code || ' ' || name || ' ' || coalesce(consultant, ''))) stored
);

create table sponsors (
    id             bigint generated always as identity primary key,
    scheme_id      bigint not null references schemes,
    name           text not null,
    enterprise_id  bigint references enterprises,
    amount_vnd     numeric check (amount_vnd >= 0),
    document_no    text,
    document_on    date,
    surplus_reason text,
    note           text,
    version        integer not null default 1,
    retired_at     timestamptz,
    search         text generated always as (fold(name)) stored,
    constraint sponsors_name_key unique (scheme_id, name)
);

create function keep_scheme_sponsored() returns trigger
language plpgsql
as $$
begin
    new.sponsored_vnd := (select sum(amount_vnd) from sponsors where scheme_id = new.id and retired_at is null);
    return new;
end
$$;
create trigger schemes_sponsored before insert or update on schemes
    for each row execute function keep_scheme_sponsored();

create function count_sponsor() returns trigger
language plpgsql
as $$
begin
    -- The scheme's own trigger adds up.
    update schemes set sponsored_vnd = null where id = new.scheme_id;
    if tg_op = 'UPDATE' and old.scheme_id <> new.scheme_id then
        update schemes set sponsored_vnd = null where id = old.scheme_id;
    end if;
    return null;
end
$$;
create trigger sponsors_counted after insert or update on sponsors
    for each row execute function count_sponsor();

create function check_scheme_surplus() returns trigger
language plpgsql
as $$
begin
    if new.sponsored_vnd > new.cost_vnd and coalesce(trim(new.surplus_reason), '') = '' and not in_bundle_import()
       and not exists (select 1 from sponsors where scheme_id = new.id and retired_at is null and trim(surplus_reason) <> '') then
        raise exception 'more is sponsored than the scheme costs' using errcode = 'IZ089', constraint = 'schemes_surplus';
    end if;
    return null;
end
$$;
create trigger schemes_surplus_asked after insert or update on schemes
    for each row when (new.retired_at is null) execute function check_scheme_surplus();
