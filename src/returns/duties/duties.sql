with spans as materialized (
    select enterprise_id, status, since,
           lead(since) over (partition by enterprise_id order by since) as until
      from enterprise_states where $9::bigint is null or enterprise_id = $9),
-- Whose zone has left the board, or is not its yet, owes it nothing; null where all zones are its own.
rounds as materialized (
    select r.*, case when $9::bigint is null then
               (select case when count(*) < (select count(*) from zones) then coalesce(array_agg(h.zone_id), '{}') end
                  from home_zones(r.last_day) h)
           else array(select h.zone_id from home_zones(r.last_day, array(
                    select own.zone_id from enterprises own where own.id = $9
                    union select own.zone_id from projects own where own.enterprise_id = $9)) h) end as home
      from unnest($1::integer[], $2::bigint[], $3::text[], $4::date[], $5::date[], $6::boolean[], $10::boolean[])
           as r (number, form_id, period, first_day, last_day, building, per_project)),
owing as (
    select distinct r.number, e.id, p.id as project_id
      from rounds r
      join spans s on s.since <= r.last_day and coalesce(s.until > r.first_day, true)
                  and (s.status = 'operating' or (r.building and s.status = 'building'))
      join enterprises e on e.id = s.enterprise_id
      left join projects p on r.per_project and e.by_project_since <= r.first_day and p.enterprise_id = e.id
           and in_force(p, r.period)
     where (r.home is null or coalesce(p.zone_id, e.zone_id) = any(r.home))
       and ($9::bigint is null or e.id = $9) and e.retired_at is null and not coalesce(e.reported_by_parent_since <= r.first_day, false)
       and (p.id is not null or not (r.per_project and coalesce(e.by_project_since <= r.first_day, false)))
       and coalesce(e.tenant_since <= r.last_day, true) and coalesce(e.tenant_until >= r.first_day, true)
    union
    select r.number, f.enterprise_id, f.project_id
      from rounds r join filings f on f.form_id = r.form_id and f.period = r.period
     where $9::bigint is null or f.enterprise_id = $9)
select r.number as "round!", e.id as enterprise_id, e.name as enterprise, p.id as "project_id?", p.name as "project?",
       z.id as zone_id, z.name as zone,
       f.id as "filing_id?", f.state as "state?", f.first_submitted_at as "first_submitted_at?",
       x.id is not null as "exempt!", a.id as "officer_id?",
       a.display_name as "officer?", q.id as "contact_id?", q.name as "contact_name?", q.phone as "contact_phone?", q.email as "contact_email?",
       coalesce(m.times, 0) as "reminders!", m.last as "reminded_at?", w.value as "weight?"
  from owing o
  join rounds r on r.number = o.number
  join enterprises e on e.id = o.id
  left join projects p on p.id = o.project_id
  join zones z on z.id = coalesce(p.zone_id, e.zone_id)
  left join lateral (
       select f.id, f.state, f.first_submitted_at
         from filings f
        where f.enterprise_id = e.id and f.form_id = r.form_id and f.period = r.period
          and f.project_id is not distinct from p.id
        order by vintage_rank(f.vintage) desc limit 1) f on true
  left join lateral (
       select id from exemptions x
        where x.enterprise_id = e.id and x.form_id = r.form_id and x.period = r.period
          and (x.project_id is null or x.project_id = p.id) limit 1) x on true
  left join enterprise_officers y on y.enterprise_id = e.id
  left join accounts a on a.id = y.account_id
  left join lateral (
       select c.id, c.name, c.phone, c.email from contacts c
        where c.enterprise_id = e.id and c.purpose = 'reports' and c.erased_at is null
        order by c.position limit 1) q on true
  left join lateral (
       select count(*) as times, max(n.sent_at) as last from reminders n
        where n.enterprise_id = e.id and n.form_id = r.form_id and n.period = r.period
          and (n.project_id is null or n.project_id = p.id)
          and (n.letter_id is null or exists (
               select 1 from letters l where l.id = n.letter_id and l.state in ('sending', 'sent', 'unclear')))) m on true
  left join lateral (
       select case when p.id is null or bool_or(w.project_id = p.id)
                   then sum(w.value) filter (where p.id is null or w.project_id = p.id)
                   else sum(w.value) filter (where w.project_id is null)
                        / (select count(*) from owing same where same.number = o.number and same.id = o.id) end as value
         from current_figures w
        where w.enterprise_id = e.id and w.period = $7
          and w.indicator_id = (select id from indicators where code = $12)) w on true
 where ($8::bigint[] is null or z.id = any($8))
   and ($9::bigint is null or e.id = $9 and p.id is not distinct from $11)
 order by e.code, p.code
