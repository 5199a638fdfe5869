-- The outlines of parcels, as corner points in VN-2000. Dated and append-only: a corrected table is a new row, and a plan of
-- any day shows the row that held on it – the latest valid_from on or before the day, then the highest revision.
create table parcel_shapes (
    id               bigint generated always as identity primary key,
    parcel_id        bigint not null references parcels,
    revision         integer not null check (revision >= 1),
    valid_from       date not null,
    source           text not null check (source in ('certificate', 'extract', 'survey', 'planning', 'drawing', 'illustration')),
    -- The paper the corners stand on: number, date, who made it.
    document         text not null constraint parcel_shapes_document_named check (length(trim(document)) > 0),
    -- Of this table, not of the province: 6390 is 106°30′.
    meridian_minutes integer not null check (meridian_minutes between 6120 and 6660),
    -- Degrees: 3 (k = 0.9999) or 6 (k = 0.9996).
    zone_width       integer not null check (zone_width in (3, 6)),
    -- The text as it was handed in, and the repairs somebody agreed to (codes of src/survey/examine.rs).
    given            text not null,
    repairs          text,
    -- What follows: "name;northing;easting" a line, exact; "lon lat,…" in WGS 84, counter-clockwise; m² in plan, exact.
    corners          text not null constraint parcel_shapes_three_corners
                     check (corners ~ '^([^;\n]*;[0-9.]+;[0-9.]+\n){2,}[^;\n]*;[0-9.]+;[0-9.]+$'),
    ring             text not null,
    area_m2          numeric not null check (area_m2 > 0),
    recorded_by      text not null,
    recorded_at      timestamptz not null default now(),
    constraint parcel_shapes_key unique (parcel_id, revision)
);
create index parcel_shapes_valid on parcel_shapes (parcel_id, valid_from desc, revision desc);
create trigger parcel_shapes_append_only before update or delete on parcel_shapes
    for each row execute function refuse_rewriting();
create trigger parcel_shapes_no_truncate before truncate on parcel_shapes
    for each statement execute function refuse_rewriting();
