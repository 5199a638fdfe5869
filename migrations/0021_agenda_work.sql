-- Obstacles and key tasks become work: an append-only course of dated steps. State, deadline, result and end follow from it and
-- are a cache in the two tables, kept by triggers, so that every query about today goes on working. Files are attached to them as to reports.
-- Refusals carry codes of their own, IZ061 to IZ066, that the portal turns into words.

alter table obstacles add column first_due_on date;
update obstacles set first_due_on = due_on;
alter table obstacles alter column status set default 'received';

alter table key_tasks add column field text check (field in
    ('land', 'power', 'water', 'materials', 'labour', 'tax', 'trade', 'environment', 'fire', 'lease', 'other'));
alter table key_tasks add column first_due_on date;
alter table key_tasks add column result text;
alter table key_tasks add column resolved_on date;
update key_tasks set first_due_on = due_on;
alter table key_tasks alter column status set default 'planned';

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
    constraint agenda_steps_rescheduled check (kind <> 'rescheduled' or due_on is not null),
    constraint agenda_steps_ended check (kind not in ('resolved', 'dropped') or due_on is null),
    constraint agenda_steps_forwarded check (kind <> 'forwarded' or obstacle_id is not null),
    constraint agenda_steps_dropped check (kind <> 'dropped' or key_task_id is not null),
    constraint agenda_steps_due_order check (due_on >= happened_on)
);
create index agenda_steps_obstacle on agenda_steps (obstacle_id) where obstacle_id is not null;
create index agenda_steps_key_task on agenda_steps (key_task_id) where key_task_id is not null;

-- Existing records get the steps their state says. When something was done was never asked: the course says so in a note.
create temporary table agenda_before on commit drop as
select id as obstacle_id, null::bigint as key_task_id, raised_on as opened_on, status, result, resolved_on, due_on
  from obstacles where status <> 'received' or result is not null
union all
select null, id, make_date(year, 1, 1), status, progress, null, due_on
  from key_tasks where status <> 'planned' or progress is not null;
insert into agenda_steps (obstacle_id, key_task_id, number, kind, happened_on, content, former_due_on, recorded_by)
select obstacle_id, key_task_id, 1,
       case status when 'resolved' then 'resolved' when 'done' then 'resolved' when 'forwarded' then 'forwarded'
                   when 'dropped' then 'dropped' else 'handled' end,
       coalesce(resolved_on, case when status in ('done', 'dropped')
                                  then greatest(opened_on, least(vietnam_today(), make_date(extract(year from opened_on)::int, 12, 31)))
                                  else opened_on end),
       left(coalesce(nullif(trim(result), ''), 'Chuyển từ sổ trước khi ghi từng bước: việc đã làm và ngày thật chưa được ghi.'), 4000),
       due_on, 'migration'
  from agenda_before;

update key_tasks t
   set result = case when t.status in ('done', 'dropped') then s.content end,
       resolved_on = case when t.status in ('done', 'dropped') then s.happened_on end
  from agenda_steps s where s.key_task_id = t.id and s.number = 1;
-- What was carried over is open still: that it is of an earlier year says the rest.
update key_tasks set status = 'doing' where status = 'carried';
update key_tasks set status = 'doing' where status = 'planned' and id in (select key_task_id from agenda_steps);
update obstacles set status = 'handling' where status = 'received' and id in (select obstacle_id from agenda_steps);
update obstacles set result = null where status <> 'resolved';
alter table key_tasks drop column progress;
alter table key_tasks drop constraint key_tasks_status_check;
alter table key_tasks add constraint key_tasks_status_check check (status in ('planned', 'doing', 'done', 'dropped'));
alter table key_tasks add constraint key_tasks_ended_has_date check ((status in ('done', 'dropped')) = (resolved_on is not null));

-- The day the work was opened: an obstacle when it was raised, a key task with its year.
create function agenda_opened_on(obstacle bigint, task bigint) returns date
language sql stable
as $$
    select raised_on from obstacles where id = obstacle
    union all
    select make_date(year, 1, 1) from key_tasks where id = task
$$;

-- Numbers a step, one recorder after the other, and remembers the deadline it moves.
create function number_agenda_step() returns trigger
language plpgsql
as $$
begin
    perform 1 from obstacles where id = new.obstacle_id for update;
    perform 1 from key_tasks where id = new.key_task_id for update;
    new.number := coalesce(new.number, (select coalesce(max(number), 0) + 1 from agenda_steps s
                                         where s.obstacle_id is not distinct from new.obstacle_id
                                           and s.key_task_id is not distinct from new.key_task_id));
    new.former_due_on := coalesce(
        (select due_on from agenda_steps s
          where (s.obstacle_id = new.obstacle_id or s.key_task_id = new.key_task_id) and s.number < new.number and s.due_on is not null
          order by s.number desc limit 1),
        (select first_due_on from obstacles where id = new.obstacle_id),
        (select first_due_on from key_tasks where id = new.key_task_id));
    return new;
end
$$;
create trigger agenda_steps_number before insert on agenda_steps
    for each row execute function number_agenda_step();

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
create trigger agenda_steps_append_only before update or delete on agenda_steps
    for each row execute function refuse_rewriting();
create trigger agenda_steps_no_truncate before truncate on agenda_steps
    for each statement execute function refuse_rewriting();

-- From here on only the steps write the cache, the first deadline is kept, and no work begins after its first step. A trigger of
-- the steps is one level up; whoever writes by hand is not.
create function keep_agenda_course() returns trigger
language plpgsql
as $$
begin
    if pg_trigger_depth() > 1 then
        return new;
    end if;
    if tg_op = 'INSERT' then
        if new.status not in ('received', 'planned') or num_nonnulls(new.result, new.resolved_on) > 0
           or (new.due_on is not null and new.due_on is distinct from new.first_due_on) then
            raise exception 'the state of the work follows from its steps' using errcode = 'IZ064';
        end if;
        new.due_on := new.first_due_on;
        return new;
    end if;
    if (new.status, new.result, new.resolved_on, new.due_on) is distinct from (old.status, old.result, old.resolved_on, old.due_on) then
        raise exception 'the state of the work follows from its steps' using errcode = 'IZ064';
    end if;
    if new.first_due_on is distinct from old.first_due_on then
        if old.first_due_on is not null or old.due_on is not null then
            raise exception 'the first deadline is kept; a step moves it' using errcode = 'IZ065';
        end if;
        new.due_on := new.first_due_on;
    end if;
    return new;
end
$$;
create trigger obstacles_keep_course before insert or update on obstacles
    for each row execute function keep_agenda_course();
create trigger key_tasks_keep_course before insert or update on key_tasks
    for each row execute function keep_agenda_course();

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

-- A file belongs to a report, an obstacle or a key task; a cell only to a report.
alter table attachments alter column filing_id drop not null;
alter table attachments add column obstacle_id bigint references obstacles;
alter table attachments add column key_task_id bigint references key_tasks;
alter table attachments add constraint attachments_one_owner check (num_nonnulls(filing_id, obstacle_id, key_task_id) = 1);
alter table attachments add constraint attachments_cell_of_report check (indicator_id is null or filing_id is not null);
create index attachments_obstacle on attachments (obstacle_id) where obstacle_id is not null;
create index attachments_key_task on attachments (key_task_id) where key_task_id is not null;

create or replace function keep_attachment() returns trigger
language plpgsql
as $$
begin
    if tg_op = 'DELETE' or old.removed_at is not null or new.removed_at is null
       or (new.id, new.filing_id, new.obstacle_id, new.key_task_id, new.indicator_id, new.name, new.media_type, new.size, new.sha256,
           new.key, new.note, new.added_by, new.added_at)
          is distinct from (old.id, old.filing_id, old.obstacle_id, old.key_task_id, old.indicator_id, old.name, old.media_type, old.size,
                            old.sha256, old.key, old.note, old.added_by, old.added_at) then
        raise exception 'an attachment is history' using errcode = 'IZ010';
    end if;
    return new;
end
$$;

-- A branch has its parent's tax code with three digits more. From this day on its parent reports for it: the branch owes nothing,
-- and the same figure never counts twice. Null: it reports for itself.
alter table enterprises add column reported_by_parent_since date
    constraint enterprises_parent_reports check (reported_by_parent_since is null or coalesce(tax_code ~ '^\d{10}-\d{3}$', false));
create index enterprises_tax_root on enterprises (left(tax_code, 10)) where tax_code is not null;

create function reported_by_parent(enterprise bigint, reported text) returns boolean
language sql stable
as $$
    select exists (select 1 from enterprises e where e.id = enterprise and e.reported_by_parent_since <= period_first_day(reported))
$$;

create function keep_branch_filing() returns trigger
language plpgsql
as $$
begin
    if not in_bundle_import() and reported_by_parent(new.enterprise_id, new.period) then
        raise exception 'the parent reports for this branch' using errcode = 'IZ067';
    end if;
    return new;
end
$$;
create trigger filings_keep_branch before insert on filings
    for each row execute function keep_branch_filing();

-- A report begun before the parent took over is not accepted any more.
create function branch_counts_once() returns trigger
language plpgsql
as $$
begin
    if exists (select 1 from changed c join enterprises e on e.id = c.enterprise_id and e.reported_by_parent_since is not null
                where c.value is not null and e.reported_by_parent_since <= period_first_day(c.period)) then
        raise exception 'the parent reports for this branch' using errcode = 'IZ067';
    end if;
    return null;
end
$$;
create trigger figures_branch_once after insert on figures
    referencing new table as changed for each statement execute function branch_counts_once();

create function keep_branch_switch() returns trigger
language plpgsql
as $$
begin
    if exists (select 1 from current_figures c
                where c.enterprise_id = new.id and period_first_day(c.period) >= new.reported_by_parent_since) then
        raise exception 'the branch has figures of its own' using errcode = 'IZ068';
    end if;
    return null;
end
$$;
create trigger enterprises_keep_branch after update of reported_by_parent_since on enterprises
    for each row when (new.reported_by_parent_since is distinct from old.reported_by_parent_since)
    execute function keep_branch_switch();

-- People at enterprises, each for a purpose. Erasing takes the personal data out of the row for good; the row and the reason stay.
create table contacts (
    id            bigint generated always as identity primary key,
    enterprise_id bigint not null references enterprises,
    position      integer not null check (position >= 1),
    name          text check (length(trim(name)) > 0 and length(name) <= 120),
    role          text check (length(trim(role)) > 0 and length(role) <= 120),
    purpose       text not null constraint contacts_purpose check (purpose in
                      ('reports', 'labour', 'environment', 'investment', 'legal', 'emergency')),
    phone         text check (length(trim(phone)) > 0 and length(phone) <= 40),
    email         text check (length(trim(email)) > 0 and length(email) <= 120),
    version       integer not null default 1,
    erased_at     timestamptz,
    erased_by     text,
    erased_reason text check (length(trim(erased_reason)) > 0 and length(erased_reason) <= 500),
    constraint contacts_key unique (enterprise_id, position),
    constraint contacts_erased_whole check (num_nulls(erased_at, erased_by, erased_reason) in (0, 3)),
    constraint contacts_erased_empty check (erased_at is null or num_nonnulls(name, role, phone, email) = 0),
    constraint contacts_named check (erased_at is not null or (name is not null and num_nonnulls(phone, email) > 0))
);

create function keep_contact() returns trigger
language plpgsql
as $$
begin
    if tg_op = 'DELETE' or old.erased_at is not null or new.enterprise_id <> old.enterprise_id or new.position <> old.position then
        raise exception 'a contact stays where it is, and erased' using errcode = 'IZ069';
    end if;
    return new;
end
$$;
create trigger contacts_keep before update or delete on contacts
    for each row execute function keep_contact();
create trigger contacts_no_truncate before truncate on contacts
    for each statement execute function refuse_rewriting();
