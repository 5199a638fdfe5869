//! What records say of their logs, their parts and their lists.

use sqlx::PgConnection;

use super::row::Row;
use crate::outputs::verification::model::MOST;

pub async fn projects(db: &mut PgConnection) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        r#"select p.code as "subject!", c.what as "column!", c.stands, c.should, '/projects/' || p.id as "path!",
                  count(*) over () as "count!"
             from project_caches k
             join projects p on p.id = k.project_id
            cross join lateral (values
                  ('granted_on', p.granted_on::text, k.granted_on::text),
                  ('origin', p.origin, k.origin),
                  ('capital_currency', p.capital_currency, k.capital_currency),
                  ('registered_capital', trim_scale(p.registered_capital)::text, trim_scale(k.registered_capital)::text),
                  ('status', p.status, k.status),
                  ('ended_on', p.ended_on::text, k.ended_on::text),
                  ('investor', p.investor, k.investor),
                  ('nationality', p.nationality, k.nationality)) c (what, stands, should)
            where c.stands is distinct from c.should
            order by p.code, c.what limit $1"#,
        MOST
    )
    .fetch_all(db)
    .await
}

pub async fn parcels(db: &mut PgConnection) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        r#"select z.code || ' · ' || p.code as "subject!", c.what as "column!", c.stands, c.should, '/parcels/' || p.id as "path!",
                  count(*) over () as "count!"
             from parcel_caches k
             join parcels p on p.id = k.parcel_id
             join zones z on z.id = p.zone_id
             left join enterprises e on e.id = p.enterprise_id
             left join enterprises n on n.id = k.enterprise_id
            cross join lateral (values
                  ('state', p.state, k.state),
                  ('enterprise', e.code, n.code),
                  ('since', p.since::text, k.since::text),
                  ('retired', case when p.retired_at is not null then 'x' end, case when k.retired then 'x' end)) c (what, stands, should)
            where c.stands is distinct from c.should
            order by z.code, p.code, c.what limit $1"#,
        MOST
    )
    .fetch_all(db)
    .await
}

pub async fn obstacles(db: &mut PgConnection) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        r#"select o.code as "subject!", c.what as "column!", c.stands, c.should, '/obstacles/' || o.id as "path!",
                  count(*) over () as "count!"
             from obstacle_caches k
             join obstacles o on o.id = k.obstacle_id
            cross join lateral (values
                  ('due_on', o.due_on::text, k.due_on::text),
                  ('status', o.status, k.status),
                  ('result', o.result, k.result),
                  ('resolved_on', o.resolved_on::text, k.resolved_on::text)) c (what, stands, should)
            where c.stands is distinct from c.should
            order by o.code, c.what limit $1"#,
        MOST
    )
    .fetch_all(db)
    .await
}

pub async fn key_tasks(db: &mut PgConnection) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        r#"select t.year || ' · ' || t.position as "subject!", c.what as "column!", c.stands, c.should, '/key-tasks/' || t.id as "path!",
                  count(*) over () as "count!"
             from key_task_caches k
             join key_tasks t on t.id = k.key_task_id
            cross join lateral (values
                  ('due_on', t.due_on::text, k.due_on::text),
                  ('status', t.status, k.status),
                  ('result', t.result, k.result),
                  ('resolved_on', t.resolved_on::text, k.resolved_on::text)) c (what, stands, should)
            where c.stands is distinct from c.should
            order by t.year, t.position, c.what limit $1"#,
        MOST
    )
    .fetch_all(db)
    .await
}

pub async fn zones(db: &mut PgConnection) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        r#"select z.code as "subject!", 'status' as "column!", z.status as stands, zone_status_on(z.id, vietnam_today()) as should,
                  '/zones/' || z.id as "path!", count(*) over () as "count!"
             from zones z
            where z.status <> zone_status_on(z.id, vietnam_today())
            order by z.code limit $1"#,
        MOST
    )
    .fetch_all(db)
    .await
}

/// The newest of the states, whatever its day: what an enterprise's form says is written there.
pub async fn enterprises(db: &mut PgConnection) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        r#"select e.code as "subject!", 'status' as "column!", e.status as stands, s.status as should,
                  '/enterprises/' || e.id as "path!", count(*) over () as "count!"
             from enterprises e
             left join (select distinct on (enterprise_id) enterprise_id, status from enterprise_states
                         order by enterprise_id, since desc) s on s.enterprise_id = e.id
            where e.status is distinct from s.status
            order by e.code limit $1"#,
        MOST
    )
    .fetch_all(db)
    .await
}

pub async fn sponsored(db: &mut PgConnection) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        r#"select s.code as "subject!", 'sponsored_vnd' as "column!", trim_scale(s.sponsored_vnd)::text as stands,
                  trim_scale(p.total)::text as should, '/schemes/' || s.id as "path!", count(*) over () as "count!"
             from schemes s
             left join (select scheme_id, sum(amount_vnd) as total from sponsors where retired_at is null group by scheme_id) p
                  on p.scheme_id = s.id
            where s.sponsored_vnd is distinct from p.total
            order by s.code limit $1"#,
        MOST
    )
    .fetch_all(db)
    .await
}

pub async fn labels(db: &mut PgConnection) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        r#"select l.should as "subject!", 'label' as "column!", l.stands, l.should, l.path as "path!", count(*) over () as "count!"
             from (select s.label as stands, p.code || ' – ' || l.contract_no as should, '/lease-parcels/' || s.id as path
                     from lease_parcels s join parcels p on p.id = s.parcel_id join leases l on l.id = s.lease_id
                   union all
                   select s.label, p.code || ' – ' || r.code, '/recovery-parcels/' || s.id
                     from recovery_parcels s join parcels p on p.id = s.parcel_id join recoveries r on r.id = s.recovery_id) l
            where l.stands <> l.should
            order by l.should limit $1"#,
        MOST
    )
    .fetch_all(db)
    .await
}

pub async fn industries(db: &mut PgConnection) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        r#"select p.code || ' · VSIC ' || j.vsic_version || ' ' || j.code as "subject!", 'name' as "column!", j.name as stands,
                  i.name as should, '/project-industries/' || j.id as "path!", count(*) over () as "count!"
             from project_industries j
             join industries i on i.version = j.vsic_version and i.code = j.code
             join projects p on p.id = j.project_id
            where j.name is distinct from i.name
            order by p.code, j.code limit $1"#,
        MOST
    )
    .fetch_all(db)
    .await
}

/// Within the logs: an event stands where it was recorded or in the place of the one it corrects, and a step remembers the deadline
/// before it.
pub async fn places(db: &mut PgConnection) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        r#"with wrong as (
               select p.code || ' · ' || e.number as subject, 'position' as what, e.position::text as stands,
                      coalesce(c.position, e.number)::text as should, '/projects/' || p.id as path
                 from project_events e
                 join projects p on p.id = e.project_id
                 left join project_events c on c.project_id = e.project_id and c.number = e.corrects and e.kind <> 'correction'
                where e.position <> coalesce(c.position, e.number)
               union all
               select p.code || ' · ' || e.number, 'position', e.position::text, coalesce(c.position, e.number)::text, '/parcels/' || p.id
                 from parcel_events e
                 join parcels p on p.id = e.parcel_id
                 left join parcel_events c on c.parcel_id = e.parcel_id and c.number = e.corrects and e.kind <> 'correction'
                where e.position <> coalesce(c.position, e.number)
               union all
               select coalesce(o.code, k.year || ' · ' || k.position) || ' · ' || s.number, 'former_due_on', s.former_due_on::text,
                      s.before::text, coalesce('/obstacles/' || o.id, '/key-tasks/' || k.id)
                 from (select obstacle_id, key_task_id, number, former_due_on,
                              (select b.due_on from agenda_steps b
                                where (b.obstacle_id = t.obstacle_id or b.key_task_id = t.key_task_id)
                                  and b.number < t.number and b.due_on is not null
                                order by b.number desc limit 1) as before
                         from agenda_steps t) s
                 left join obstacles o on o.id = s.obstacle_id
                 left join key_tasks k on k.id = s.key_task_id
                where case when s.before is not null then s.former_due_on is distinct from s.before
                           else s.former_due_on <> coalesce(o.first_due_on, k.first_due_on) end)
           select subject as "subject!", what as "column!", stands, should, path as "path!", count(*) over () as "count!"
             from wrong order by subject limit $1"#,
        MOST
    )
    .fetch_all(db)
    .await
}
