-- Where a zone lies today is mostly what its placement says: the successions of all units are walked only where that unit has ended.
create or replace function zone_province_today(zone bigint) returns text language sql stable as $$
    select case when p.province_id is null then z.province
                when u.valid_until is null or u.valid_until >= vietnam_today() then u.name
                else coalesce((select w.name from zone_standings(vietnam_today()) s join administrative_units w on w.id = s.province_id
                                where s.zone_id = z.id), z.province) end
      from zones z
      left join lateral (select q.province_id from zone_placements q
                          where q.zone_id = z.id and q.retired_at is null and (q.valid_from is null or q.valid_from <= vietnam_today())
                          order by q.valid_from desc nulls last limit 1) p on true
      left join administrative_units u on u.id = p.province_id
     where z.id = zone
$$;
