-- Days that count: who owes a report since when, until when it is in time, and on which days offices work.

-- An enterprise entered without a date is in its state from today on, as its form says: it does not owe what was due before.
-- A bundle brings the states themselves; what it says nothing of has always been so.
create or replace function keep_enterprise_state() returns trigger
language plpgsql
as $$
declare
    day date := coalesce(new.status_since,
                         case when tg_op = 'UPDATE' then vietnam_today()
                              when in_bundle_import() then coalesce(new.tenant_since, '1990-01-01')
                              else coalesce(new.tenant_since, vietnam_today()) end);
begin
    if tg_op = 'UPDATE' and old.status = new.status then
        -- The same state from another day on: a corrected date, not a new state.
        if new.status_since is null or old.status_since is not distinct from new.status_since then
            return null;
        end if;
        delete from enterprise_states
         where enterprise_id = new.id
           and since = (select max(since) from enterprise_states where enterprise_id = new.id and status = new.status);
    end if;
    insert into enterprise_states (enterprise_id, since, status) values (new.id, day, new.status)
    on conflict (enterprise_id, since) do update set status = excluded.status;
    return null;
end
$$;

-- The enterprises in use that operated at the end of a period, were tenants in it, and were not reported by their parent.
create function operating_at_end(reported text) returns table (enterprise_id bigint)
language sql stable
as $$
    select e.id
      from (select distinct on (s.enterprise_id) s.enterprise_id, s.status
              from enterprise_states s where s.since <= period_last_day(reported)
             order by s.enterprise_id, s.since desc) s
      join enterprises e on e.id = s.enterprise_id
     where s.status = 'operating' and e.retired_at is null
       and coalesce(e.tenant_since <= period_last_day(reported), true)
       and coalesce(e.tenant_until >= period_first_day(reported), true)
       and not coalesce(e.reported_by_parent_since <= period_first_day(reported), false)
$$;

-- "Before the 10th" and "before 31 March": the 10th and the 31st are late. What a board has changed itself stays as it is.
update deadlines d set day = new_day, legal_basis = new_basis, note = new_note
  from (values
    (1, 10, 9, 'Ngày 10 tháng đầu quý sau (NĐ 31/2021/NĐ-CP Điều 102)', 'Trước ngày 10 tháng đầu quý sau (NĐ 31/2021/NĐ-CP Điều 102)'),
    (3, 31, 30, 'Ngày 31/3 năm sau (NĐ 31/2021/NĐ-CP Điều 102)', 'Trước ngày 31/3 năm sau (NĐ 31/2021/NĐ-CP Điều 102)')
  ) b (months_after, day, new_day, basis, before_2026)
  cross join lateral (values
    (false, before_2026, null),
    (true, 'Luật Đầu tư 143/2025/QH15; NĐ 96/2026/NĐ-CP',
     'Cần đối chiếu: ngày hạn tạm theo “' || lower(left(before_2026, 1)) || substr(before_2026, 2) || '”; chưa đối chiếu điều khoản của NĐ 96/2026/NĐ-CP.')
  ) n (since_2026, new_basis, new_note)
 where d.months_after = b.months_after and d.day = b.day and d.legal_basis = b.basis
   and n.since_2026 = (d.valid_from >= '2026-01-01')
   and (d.note is null or d.note = 'Đối chiếu với NĐ 96/2026/NĐ-CP.');

-- What is still to be verified stands in the note, not in what reminders cite.
update forms
   set legal_basis = 'Luật Đầu tư 143/2025/QH15; NĐ 96/2026/NĐ-CP; TT 55/2026/TT-BTC',
       note = concat_ws(' ', note, 'Căn cứ cần đối chiếu trước khi dùng.')
 where legal_basis = 'Luật Đầu tư 143/2025/QH15; NĐ 96/2026/NĐ-CP; TT 55/2026/TT-BTC (cần đối chiếu)';

-- A working day may be swapped: a weekday off for a Saturday worked. A weekday without a kind is off.
alter table holidays add column kind text check (kind = 'worked');
alter table holidays add constraint holidays_kind check ((kind is not null) = (extract(isodow from day) > 5));

insert into holidays (day, name, source, kind)
select day::date, name, source, kind
  from (values
    ('2024-04-29', 'Nghỉ hoán đổi, làm bù 04/05/2024', 'Thông báo nghỉ lễ 30/4, 1/5 năm 2024 (hoán đổi ngày làm việc)', null),
    ('2024-05-04', 'Làm bù cho ngày 29/04/2024', 'Thông báo nghỉ lễ 30/4, 1/5 năm 2024 (hoán đổi ngày làm việc)', 'worked'),
    ('2025-04-26', 'Làm bù cho ngày 02/05/2025', 'Thông báo nghỉ lễ 30/4, 1/5 năm 2025 (hoán đổi ngày làm việc)', 'worked'),
    ('2025-05-02', 'Nghỉ hoán đổi, làm bù 26/04/2025', 'Thông báo nghỉ lễ 30/4, 1/5 năm 2025 (hoán đổi ngày làm việc)', null),
    ('2026-01-02', 'Nghỉ hoán đổi, làm bù 10/01/2026', 'Thông báo nghỉ Tết Dương lịch 2026 (hoán đổi ngày làm việc)', null),
    ('2026-01-10', 'Làm bù cho ngày 02/01/2026', 'Thông báo nghỉ Tết Dương lịch 2026 (hoán đổi ngày làm việc)', 'worked'),
    ('2026-08-22', 'Làm bù cho ngày 31/08/2026', 'Thông báo nghỉ Quốc khánh 2026 (hoán đổi ngày làm việc)', 'worked'),
    ('2026-08-31', 'Nghỉ hoán đổi, làm bù 22/08/2026', 'Thông báo nghỉ Quốc khánh 2026 (hoán đổi ngày làm việc)', null),
    -- The first day of the year is Saturday 6 February. These four are off however the five days are laid around it, with the
    -- days in lieu of the weekend; the fifth weekday waits for the announcement.
    ('2027-02-05', 'Tết Nguyên đán (mùng 1 là 06/02/2027)', 'Cần đối chiếu: dự kiến theo Bộ luật Lao động 2019, chờ thông báo nghỉ Tết 2027', null),
    ('2027-02-08', 'Tết Nguyên đán', 'Cần đối chiếu: dự kiến theo Bộ luật Lao động 2019, chờ thông báo nghỉ Tết 2027', null),
    ('2027-02-09', 'Tết Nguyên đán', 'Cần đối chiếu: dự kiến theo Bộ luật Lao động 2019, chờ thông báo nghỉ Tết 2027', null),
    ('2027-02-10', 'Nghỉ bù Tết Nguyên đán', 'Cần đối chiếu: dự kiến theo Bộ luật Lao động 2019, chờ thông báo nghỉ Tết 2027', null)
  ) h (day, name, source, kind)
on conflict (day) do nothing;
