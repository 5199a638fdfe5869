-- Which of some zones are the portal's own board's at the end of a day: a question about one enterprise asks for its own
-- zones, not for the 450 of the country.
create function home_zones(day date, among bigint[]) returns table (zone_id bigint) language plpgsql stable as $$
begin
    return query
        select s.zone_id from zone_standings(day) s
          join boards b on b.id = s.board_id and b.home and daterange(b.valid_from, b.valid_until, '[]') @> day
         where s.zone_id = any(among);
end $$;
