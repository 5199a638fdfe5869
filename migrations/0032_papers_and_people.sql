-- Papers of projects, parcels, leases and recovery cases; what may leave a register; whom the board writes to; what a project may say
-- of its industries. Refusals carry codes of their own, IZ320 to IZ329, that the portal turns into words.

-- Files are attached to projects and parcels, and to their events; to leases and their extensions; to recovery cases and their steps.
alter table attachments drop constraint attachments_one_owner;
alter table attachments add column project_id bigint references projects;
alter table attachments add column parcel_id bigint references parcels;
alter table attachments add column lease_id bigint references leases;
alter table attachments add column recovery_id bigint references recoveries;
alter table attachments add constraint attachments_one_owner
    check (num_nonnulls(filing_id, obstacle_id, key_task_id, project_id, parcel_id, lease_id, recovery_id) = 1);

-- Of a project or a parcel the number of the event; of a lease or a case, whose rows are registries, the id of the row.
alter table attachments add constraint attachments_event_of_project
    foreign key (project_id, step) references project_events (project_id, number);
alter table attachments add constraint attachments_event_of_parcel
    foreign key (parcel_id, step) references parcel_events (parcel_id, number);
alter table lease_extensions add constraint lease_extensions_of_lease unique (lease_id, id);
alter table attachments add constraint attachments_extension_of_lease
    foreign key (lease_id, step) references lease_extensions (lease_id, id);
alter table recovery_steps add constraint recovery_steps_of_case unique (recovery_id, id);
alter table attachments add constraint attachments_step_of_case
    foreign key (recovery_id, step) references recovery_steps (recovery_id, id);

-- Whose file it is, by its table: what the portal asks for.
alter table attachments add column owner text not null generated always as (
    case when filing_id is not null then 'filings' when obstacle_id is not null then 'obstacles'
         when key_task_id is not null then 'key_tasks' when project_id is not null then 'projects'
         when parcel_id is not null then 'parcels' when lease_id is not null then 'leases' else 'recoveries' end) stored;
alter table attachments add column owner_id bigint not null generated always as (
    coalesce(filing_id, obstacle_id, key_task_id, project_id, parcel_id, lease_id, recovery_id)) stored;
create index attachments_owner on attachments (owner, owner_id);

-- All but its taking off stays as it was; columns that follow from others are not known yet before an update.
create or replace function keep_attachment() returns trigger
language plpgsql
as $$
declare
    may_change constant text[] := '{removed_by,removed_at,removed_reason,owner,owner_id}';
begin
    if tg_op = 'DELETE' or old.removed_at is not null or new.removed_at is null
       or to_jsonb(new) - may_change is distinct from to_jsonb(old) - may_change then
        raise exception 'an attachment is history' using errcode = 'IZ010';
    end if;
    return new;
end
$$;

-- Sheets of earlier periods are made from the logs of projects and parcels: what is on record there stays in the registers. A project goes
-- once none of its events counts any more. A parcel's entry into the books cannot be cancelled: one that somebody typed in by mistake goes
-- within 30 days, while nothing else is on record.
create function parcel_settled(parcel bigint) returns boolean language sql stable as $$
    select exists (select 1 from parcel_events e
                    where e.parcel_id = parcel
                      and (e.kind <> 'registered' or e.account_id is null or e.recorded_at < now() - interval '30 days'))
        or exists (select 1 from lease_parcels where parcel_id = parcel)
        or exists (select 1 from recovery_parcels where parcel_id = parcel)
$$;

create function keep_on_record() returns trigger
language plpgsql
as $$
begin
    -- The log's own writes come from its trigger.
    if new.retired_at is null or old.retired_at is not null or pg_trigger_depth() > 1 or in_bundle_import() then
        return new;
    end if;
    if tg_table_name = 'projects' then
        if exists (select 1 from live_project_events where project_id = new.id) then
            raise exception 'a project on record stays' using errcode = 'IZ320';
        end if;
    elsif parcel_settled(new.id) then
        raise exception 'a parcel on record stays' using errcode = 'IZ321';
    end if;
    return new;
end
$$;
create trigger projects_keep_on_record before update of retired_at on projects
    for each row execute function keep_on_record();
create trigger parcels_keep_on_record before update of retired_at on parcels
    for each row execute function keep_on_record();

-- No zone of the country has a tenth of it. What stands there already is left.
alter table projects add constraint projects_area_possible check (area_m2 <= 1000000000) not valid;
alter table project_events add constraint project_events_rescheduled
    check (kind <> 'rescheduled' or until > happened_on) not valid;

-- Whom the board asks for reports is a contact like any other, for the purpose of reports: masked, shown on record, erasable. The three
-- columns of enterprises go, and so does what the log and the reminders say of them.
insert into contacts (enterprise_id, position, name, purpose, phone, email)
select e.id, 1 + coalesce((select max(c.position) from contacts c where c.enterprise_id = e.id), 0),
       left(coalesce(nullif(trim(e.contact_name), ''), 'Đầu mối báo cáo'), 120), 'reports',
       case when coalesce(trim(e.contact_phone), '') <> '' then left(trim(e.contact_phone), 40)
            -- A name without a way to reach it is kept too; the form asks for one when somebody opens it.
            when coalesce(trim(e.contact_email), '') = '' then 'chưa có số' end,
       nullif(left(trim(e.contact_email), 120), '')
  from enterprises e
 where num_nonnulls(nullif(trim(e.contact_name), ''), nullif(trim(e.contact_phone), ''), nullif(trim(e.contact_email), '')) > 0
 order by e.id;
alter table enterprises drop column contact_name, drop column contact_phone, drop column contact_email;

-- The log of changes is never rewritten but here: what is personal leaves it once, as it would had it never been written there.
alter table audit_log disable trigger audit_log_append_only;
update audit_log
   set before = before - '{contact_name,contact_phone,contact_email}'::text[],
       after = after - '{contact_name,contact_phone,contact_email}'::text[]
 where subject_type = 'enterprises'
   and (before ?| '{contact_name,contact_phone,contact_email}' or after ?| '{contact_name,contact_phone,contact_email}');
alter table audit_log enable trigger audit_log_append_only;

alter table reminders disable trigger reminders_append_only;
update reminders
   set recipient = case when recipient ~ '@' then regexp_replace(recipient, '^(.?)[^@]*@', '\1•••@')
                        when recipient ~ '\d{2}\D*$' and length(regexp_replace(recipient, '\D', '', 'g')) > 5
                             then '••• ' || right(regexp_replace(recipient, '\D', '', 'g'), 2)
                        else '•••' end,
       body = regexp_replace(body, ' \(anh/chị [^)]*\)', '', 'g');
alter table reminders enable trigger reminders_append_only;

-- Where a zone lies today: its placement, or the province it was entered with.
create function zone_province_today(zone bigint) returns text language sql stable as $$
    select coalesce(u.name, z.province)
      from zones z
      left join zone_standings(vietnam_today()) s on s.zone_id = z.id
      left join administrative_units u on u.id = s.province_id
     where z.id = zone
$$;

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

alter table obstacles add constraint obstacles_first_due_later check (first_due_on >= raised_on) not valid;
alter table key_tasks add constraint key_tasks_first_due_later check (first_due_on >= make_date(year, 1, 1)) not valid;

-- An investment certificate names industries by codes of four digits; five say more of the same. What stands there shorter is left
-- until somebody changes it, and a code taken over by the official table is as long as the one it comes from.
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

-- One main industry of a project in each version: of several the one that was there first stays main.
update project_industries i set main = false, version = version + 1
 where main and retired_at is null
   and exists (select 1 from project_industries o
                where o.project_id = i.project_id and o.vsic_version = i.vsic_version and o.main and o.retired_at is null and o.id < i.id);
create unique index project_industries_one_main on project_industries (project_id, vsic_version) where main and retired_at is null;
