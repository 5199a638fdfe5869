with rounds as materialized (
    select * from unnest($1::integer[], $2::bigint[], $3::text[]) as r (number, form_id, period)),
owing as materialized (select * from owing($2, $3, $5))
select r.number as "round!", e.id as enterprise_id, e.name as enterprise, p.id as "project_id?", p.name as "project?",
       z.id as zone_id, z.name as zone,
       f.id as "filing_id?", f.state as "state?", f.first_submitted_at as "first_submitted_at?",
       x.id is not null as "exempt!", a.id as "officer_id?",
       a.display_name as "officer?", q.id as "contact_id?", q.name as "contact_name?", q.phone as "contact_phone?", q.email as "contact_email?",
       coalesce(m.times, 0) as "reminders!", m.last as "reminded_at?", w.value as "weight?"
  from owing o
  join rounds r on r.form_id = o.form_id and r.period = o.period
  join enterprises e on e.id = o.enterprise_id
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
                        / (select count(*) from owing same where same.form_id = o.form_id and same.period = o.period
                                                      and same.enterprise_id = o.enterprise_id) end as value
         from current_figures w
        where w.enterprise_id = e.id and w.period = $4
          and w.indicator_id = (select id from indicators where code = $8)) w on true
 where ($6::bigint[] is null or z.id = any($6))
   and ($5::bigint is null or e.id = $5 and p.id is not distinct from $7)
 order by e.code, p.code
