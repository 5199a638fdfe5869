-- Pages that are read all day write nothing and read little.

-- Who has a report open is kept in memory: a write every few seconds changed the database's snapshot, and with it threw away
-- everything kept of it.
drop table filing_presence;

-- An enterprise's page shows some indicators of its years, not the 17 periods inside each of them.
create index current_figures_yearly on current_figures (enterprise_id, indicator_id, period) where length(period) = 4;
