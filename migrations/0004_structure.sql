-- Structure with dates: administrative units and boards, so that every figure can be read by the structure of its own time and by
-- another day's. A merger adds rows; it rewrites nothing. Where each zone belongs is in the file of zones.

-- Provinces, districts (until 30 June 2025) and communes, each with the days between which it exists, both included.
create table administrative_units (
    id          bigint generated always as identity primary key,
    level       text not null check (level in ('province', 'district', 'commune')),
    -- Of the General Statistics Office; a code is used again after a merger, so it names a unit only together with a day.
    code        text not null,
    name        text not null check (length(name) <= 100),
    parent_id   bigint references administrative_units,
    valid_from  date not null,
    valid_until date,
    source      text check (length(source) <= 300),
    -- What lists offer: two units of one name are told apart by their last day.
    label       text generated always as (name || case when valid_until is null then '' else
                    ' (đến ' || extract(day from valid_until)::integer || '/' || extract(month from valid_until)::integer
                    || '/' || extract(year from valid_until)::integer || ')' end) stored,
    version     integer not null default 1,
    retired_at  timestamptz,
    search      text generated always as (fold(code || ' ' || name)) stored,
    constraint administrative_units_key unique (code, valid_from),
    constraint administrative_units_code_shape check (code ~ case level when 'province' then '^\d{2}$' when 'district' then '^\d{3}$'
                                                                        else '^\d{5}$' end),
    constraint administrative_units_parent check ((level = 'province') = (parent_id is null)),
    constraint administrative_units_days check (valid_until >= valid_from)
);
create index administrative_units_parent on administrative_units (parent_id);

-- What a unit became part of, on the successor's first day.
create table unit_successions (
    id             bigint generated always as identity primary key,
    predecessor_id bigint not null references administrative_units,
    successor_id   bigint not null references administrative_units,
    source         text not null check (length(source) <= 300),
    version        integer not null default 1,
    retired_at     timestamptz,
    search         text generated always as (fold(source)) stored,
    constraint unit_successions_key unique (predecessor_id, successor_id),
    constraint unit_successions_of_another check (predecessor_id <> successor_id)
);
create index unit_successions_successor on unit_successions (successor_id);

-- A successor begins after its predecessor: so no chain of successors ever comes back to itself.
create function check_unit_succession() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from administrative_units p, administrative_units s
                    where p.id = new.predecessor_id and s.id = new.successor_id and p.valid_until < s.valid_from
                      and p.level = s.level) then
        raise exception 'a unit is succeeded by one of its level that begins after it ended'
            using errcode = '23514', constraint = 'unit_successions_order';
    end if;
    return new;
end $$;
create trigger unit_successions_order before insert or update on unit_successions
    for each row execute function check_unit_succession();

-- What a province is called on a day: itself while it exists, then what it became part of – known where it went as a whole.
create function unit_holders(day date) returns table (unit_id bigint, holder_id bigint) language sql stable as $$
    with recursive whole as (
        select predecessor_id, min(successor_id) as successor_id from unit_successions where retired_at is null
         group by predecessor_id having count(*) = 1),
    chain as (
        select id as unit_id, id as holder_id, valid_until from administrative_units
        union all
        select c.unit_id, u.id, u.valid_until
          from chain c join whole w on w.predecessor_id = c.holder_id join administrative_units u on u.id = w.successor_id
         where c.valid_until < day)
    select distinct on (unit_id) unit_id, holder_id from chain order by unit_id, valid_until desc nulls first
$$;

-- The boards as they sign their papers. The portal's own is "home": one at a time, another after a merger. Others are those zones
-- came from or went to.
create table boards (
    id           bigint generated always as identity primary key,
    code         text not null constraint boards_code_key unique check (length(code) between 1 and 20),
    superior     text not null,
    name         text not null,
    name_en      text not null,
    short_name   text not null,
    abbreviation text not null,
    province     text not null,
    place        text not null,
    home         boolean not null default false,
    valid_from   date,
    valid_until  date,
    -- Takes over its zones when it ends.
    successor_id bigint references boards,
    -- Reports are owed through this portal from the first period that begins on this day or later; null: as far back as forms hold.
    reports_since date,
    version      integer not null default 1,
    retired_at   timestamptz,
    search       text generated always as (fold(name || ' ' || short_name || ' ' || province)) stored,
    constraint boards_days check (valid_until >= valid_from),
    constraint boards_successor_of_ended check (successor_id is null or (valid_until is not null and successor_id <> id)),
    -- Checked at the end of a bundle's import, whose rows come in any order.
    constraint boards_one_home exclude using gist (daterange(valid_from, valid_until, '[]') with &&)
        where (home and retired_at is null) deferrable initially immediate
);

-- As with units: a chain of successors goes forward in time.
create function check_board_successor() returns trigger language plpgsql as $$
begin
    if exists (select 1 from boards s where s.id = new.successor_id
                and (s.valid_until <= new.valid_until or s.valid_from > new.valid_until + 1))
    or exists (select 1 from boards p where p.successor_id = new.id
                and (new.valid_until <= p.valid_until or new.valid_from > p.valid_until + 1)) then
        raise exception 'a board is succeeded by one that is there the day after and lasts longer'
            using errcode = '23514', constraint = 'boards_successor_order';
    end if;
    return null;
end $$;
create constraint trigger boards_successor_order after insert or update on boards deferrable initially immediate
    for each row execute function check_board_successor();

-- Who holds the zones of a board on a day: itself while it exists, then its successors, as far as they are known.
create function board_holders(day date) returns table (board_id bigint, holder_id bigint) language sql stable as $$
    with recursive chain as (
        select id as board_id, id as holder_id, valid_until, successor_id from boards where retired_at is null
        union all
        select c.board_id, b.id, b.valid_until, b.successor_id
          from chain c join boards b on b.id = c.successor_id and b.retired_at is null
         where c.valid_until < day)
    select distinct on (board_id) board_id, holder_id from chain order by board_id, valid_until desc nulls first
$$;

-- The home board as long as nobody has named it.
-- From when on reports are owed: what the first of the portal's own boards stated.
create function reports_since() returns date language plpgsql stable as $$
begin
    return (select min(b.reports_since) from boards b where b.home and b.retired_at is null);
end
$$;

insert into boards (code, superior, name, name_en, short_name, abbreviation, province, place, home) values
    ('BQL', 'UBND TỈNH …', 'Ban Quản lý các khu công nghiệp', 'Industrial Zones Management Board', 'Ban Quản lý các KCN', 'BQL', '…', '…',
     true);

-- The 63 provinces of 2008 and the 34 since July 2025, with the codes of the General Statistics Office.
insert into administrative_units (level, code, name, valid_from, valid_until, source) values
    ('province', '01', 'Thành phố Hà Nội', '2008-08-01', null, 'NQ 15/2008/QH12'),
    ('province', '02', 'Tỉnh Hà Giang', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '04', 'Tỉnh Cao Bằng', '2008-08-01', null, 'NQ 15/2008/QH12'),
    ('province', '06', 'Tỉnh Bắc Kạn', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '08', 'Tỉnh Tuyên Quang', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '10', 'Tỉnh Lào Cai', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '11', 'Tỉnh Điện Biên', '2008-08-01', null, 'NQ 15/2008/QH12'),
    ('province', '12', 'Tỉnh Lai Châu', '2008-08-01', null, 'NQ 15/2008/QH12'),
    ('province', '14', 'Tỉnh Sơn La', '2008-08-01', null, 'NQ 15/2008/QH12'),
    ('province', '15', 'Tỉnh Yên Bái', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '17', 'Tỉnh Hòa Bình', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '19', 'Tỉnh Thái Nguyên', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '20', 'Tỉnh Lạng Sơn', '2008-08-01', null, 'NQ 15/2008/QH12'),
    ('province', '22', 'Tỉnh Quảng Ninh', '2008-08-01', null, 'NQ 15/2008/QH12'),
    ('province', '24', 'Tỉnh Bắc Giang', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '25', 'Tỉnh Phú Thọ', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '26', 'Tỉnh Vĩnh Phúc', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '27', 'Tỉnh Bắc Ninh', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '30', 'Tỉnh Hải Dương', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '31', 'Thành phố Hải Phòng', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '33', 'Tỉnh Hưng Yên', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '34', 'Tỉnh Thái Bình', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '35', 'Tỉnh Hà Nam', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '36', 'Tỉnh Nam Định', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '37', 'Tỉnh Ninh Bình', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '38', 'Tỉnh Thanh Hóa', '2008-08-01', null, 'NQ 15/2008/QH12'),
    ('province', '40', 'Tỉnh Nghệ An', '2008-08-01', null, 'NQ 15/2008/QH12'),
    ('province', '42', 'Tỉnh Hà Tĩnh', '2008-08-01', null, 'NQ 15/2008/QH12'),
    ('province', '44', 'Tỉnh Quảng Bình', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '45', 'Tỉnh Quảng Trị', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '46', 'Tỉnh Thừa Thiên Huế', '2008-08-01', '2024-12-31', 'NQ 15/2008/QH12'),
    ('province', '46', 'Thành phố Huế', '2025-01-01', null, 'NQ 175/2024/QH15'),
    ('province', '48', 'Thành phố Đà Nẵng', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '49', 'Tỉnh Quảng Nam', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '51', 'Tỉnh Quảng Ngãi', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '52', 'Tỉnh Bình Định', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '54', 'Tỉnh Phú Yên', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '56', 'Tỉnh Khánh Hòa', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '58', 'Tỉnh Ninh Thuận', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '60', 'Tỉnh Bình Thuận', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '62', 'Tỉnh Kon Tum', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '64', 'Tỉnh Gia Lai', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '66', 'Tỉnh Đắk Lắk', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '67', 'Tỉnh Đắk Nông', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '68', 'Tỉnh Lâm Đồng', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '70', 'Tỉnh Bình Phước', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '72', 'Tỉnh Tây Ninh', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '74', 'Tỉnh Bình Dương', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '75', 'Tỉnh Đồng Nai', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '77', 'Tỉnh Bà Rịa – Vũng Tàu', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '79', 'Thành phố Hồ Chí Minh', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '80', 'Tỉnh Long An', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '82', 'Tỉnh Tiền Giang', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '83', 'Tỉnh Bến Tre', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '84', 'Tỉnh Trà Vinh', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '86', 'Tỉnh Vĩnh Long', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '87', 'Tỉnh Đồng Tháp', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '89', 'Tỉnh An Giang', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '91', 'Tỉnh Kiên Giang', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '92', 'Thành phố Cần Thơ', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '93', 'Tỉnh Hậu Giang', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '94', 'Tỉnh Sóc Trăng', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '95', 'Tỉnh Bạc Liêu', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '96', 'Tỉnh Cà Mau', '2008-08-01', '2025-06-30', 'NQ 15/2008/QH12'),
    ('province', '08', 'Tỉnh Tuyên Quang', '2025-07-01', null, 'NQ 202/2025/QH15'),
    ('province', '15', 'Tỉnh Lào Cai', '2025-07-01', null, 'NQ 202/2025/QH15'),
    ('province', '19', 'Tỉnh Thái Nguyên', '2025-07-01', null, 'NQ 202/2025/QH15'),
    ('province', '25', 'Tỉnh Phú Thọ', '2025-07-01', null, 'NQ 202/2025/QH15'),
    ('province', '24', 'Tỉnh Bắc Ninh', '2025-07-01', null, 'NQ 202/2025/QH15'),
    ('province', '33', 'Tỉnh Hưng Yên', '2025-07-01', null, 'NQ 202/2025/QH15'),
    ('province', '31', 'Thành phố Hải Phòng', '2025-07-01', null, 'NQ 202/2025/QH15'),
    ('province', '37', 'Tỉnh Ninh Bình', '2025-07-01', null, 'NQ 202/2025/QH15'),
    ('province', '44', 'Tỉnh Quảng Trị', '2025-07-01', null, 'NQ 202/2025/QH15'),
    ('province', '48', 'Thành phố Đà Nẵng', '2025-07-01', null, 'NQ 202/2025/QH15'),
    ('province', '51', 'Tỉnh Quảng Ngãi', '2025-07-01', null, 'NQ 202/2025/QH15'),
    ('province', '52', 'Tỉnh Gia Lai', '2025-07-01', null, 'NQ 202/2025/QH15'),
    ('province', '56', 'Tỉnh Khánh Hòa', '2025-07-01', null, 'NQ 202/2025/QH15'),
    ('province', '68', 'Tỉnh Lâm Đồng', '2025-07-01', null, 'NQ 202/2025/QH15'),
    ('province', '66', 'Tỉnh Đắk Lắk', '2025-07-01', null, 'NQ 202/2025/QH15'),
    ('province', '79', 'Thành phố Hồ Chí Minh', '2025-07-01', null, 'NQ 202/2025/QH15'),
    ('province', '75', 'Tỉnh Đồng Nai', '2025-07-01', null, 'NQ 202/2025/QH15'),
    ('province', '80', 'Tỉnh Tây Ninh', '2025-07-01', null, 'NQ 202/2025/QH15'),
    ('province', '92', 'Thành phố Cần Thơ', '2025-07-01', null, 'NQ 202/2025/QH15'),
    ('province', '86', 'Tỉnh Vĩnh Long', '2025-07-01', null, 'NQ 202/2025/QH15'),
    ('province', '82', 'Tỉnh Đồng Tháp', '2025-07-01', null, 'NQ 202/2025/QH15'),
    ('province', '96', 'Tỉnh Cà Mau', '2025-07-01', null, 'NQ 202/2025/QH15'),
    ('province', '91', 'Tỉnh An Giang', '2025-07-01', null, 'NQ 202/2025/QH15');

insert into unit_successions (predecessor_id, successor_id, source)
select p.id, s.id, s.source from (values
    ('46', date '2008-08-01', '46', date '2025-01-01'),
    ('02', date '2008-08-01', '08', date '2025-07-01'),
    ('08', date '2008-08-01', '08', date '2025-07-01'),
    ('15', date '2008-08-01', '15', date '2025-07-01'),
    ('10', date '2008-08-01', '15', date '2025-07-01'),
    ('06', date '2008-08-01', '19', date '2025-07-01'),
    ('19', date '2008-08-01', '19', date '2025-07-01'),
    ('17', date '2008-08-01', '25', date '2025-07-01'),
    ('26', date '2008-08-01', '25', date '2025-07-01'),
    ('25', date '2008-08-01', '25', date '2025-07-01'),
    ('24', date '2008-08-01', '24', date '2025-07-01'),
    ('27', date '2008-08-01', '24', date '2025-07-01'),
    ('34', date '2008-08-01', '33', date '2025-07-01'),
    ('33', date '2008-08-01', '33', date '2025-07-01'),
    ('30', date '2008-08-01', '31', date '2025-07-01'),
    ('31', date '2008-08-01', '31', date '2025-07-01'),
    ('35', date '2008-08-01', '37', date '2025-07-01'),
    ('36', date '2008-08-01', '37', date '2025-07-01'),
    ('37', date '2008-08-01', '37', date '2025-07-01'),
    ('44', date '2008-08-01', '44', date '2025-07-01'),
    ('45', date '2008-08-01', '44', date '2025-07-01'),
    ('49', date '2008-08-01', '48', date '2025-07-01'),
    ('48', date '2008-08-01', '48', date '2025-07-01'),
    ('62', date '2008-08-01', '51', date '2025-07-01'),
    ('51', date '2008-08-01', '51', date '2025-07-01'),
    ('52', date '2008-08-01', '52', date '2025-07-01'),
    ('64', date '2008-08-01', '52', date '2025-07-01'),
    ('58', date '2008-08-01', '56', date '2025-07-01'),
    ('56', date '2008-08-01', '56', date '2025-07-01'),
    ('67', date '2008-08-01', '68', date '2025-07-01'),
    ('60', date '2008-08-01', '68', date '2025-07-01'),
    ('68', date '2008-08-01', '68', date '2025-07-01'),
    ('54', date '2008-08-01', '66', date '2025-07-01'),
    ('66', date '2008-08-01', '66', date '2025-07-01'),
    ('77', date '2008-08-01', '79', date '2025-07-01'),
    ('74', date '2008-08-01', '79', date '2025-07-01'),
    ('79', date '2008-08-01', '79', date '2025-07-01'),
    ('70', date '2008-08-01', '75', date '2025-07-01'),
    ('75', date '2008-08-01', '75', date '2025-07-01'),
    ('80', date '2008-08-01', '80', date '2025-07-01'),
    ('72', date '2008-08-01', '80', date '2025-07-01'),
    ('94', date '2008-08-01', '92', date '2025-07-01'),
    ('93', date '2008-08-01', '92', date '2025-07-01'),
    ('92', date '2008-08-01', '92', date '2025-07-01'),
    ('83', date '2008-08-01', '86', date '2025-07-01'),
    ('84', date '2008-08-01', '86', date '2025-07-01'),
    ('86', date '2008-08-01', '86', date '2025-07-01'),
    ('82', date '2008-08-01', '82', date '2025-07-01'),
    ('87', date '2008-08-01', '82', date '2025-07-01'),
    ('95', date '2008-08-01', '96', date '2025-07-01'),
    ('96', date '2008-08-01', '96', date '2025-07-01'),
    ('91', date '2008-08-01', '91', date '2025-07-01'),
    ('89', date '2008-08-01', '91', date '2025-07-01')
) as v (code, since, next, from_day)
  join administrative_units p on p.level = 'province' and p.code = v.code and p.valid_from = v.since
  join administrative_units s on s.level = 'province' and s.code = v.next and s.valid_from = v.from_day;

-- The districts of the two provinces that became Thái Nguyên, until there were no districts any more.
insert into administrative_units (level, code, name, parent_id, valid_from, valid_until, source)
select 'district', v.code, v.name, p.id, date '2008-08-01', date '2025-06-30', 'NQ 203/2025/QH15' from (values
    ('06', '058', 'Thành phố Bắc Kạn'),
    ('06', '060', 'Huyện Pác Nặm'),
    ('06', '061', 'Huyện Ba Bể'),
    ('06', '062', 'Huyện Ngân Sơn'),
    ('06', '063', 'Huyện Bạch Thông'),
    ('06', '064', 'Huyện Chợ Đồn'),
    ('06', '065', 'Huyện Chợ Mới'),
    ('06', '066', 'Huyện Na Rì'),
    ('19', '164', 'Thành phố Thái Nguyên'),
    ('19', '165', 'Thành phố Sông Công'),
    ('19', '167', 'Huyện Định Hóa'),
    ('19', '168', 'Huyện Phú Lương'),
    ('19', '169', 'Huyện Đồng Hỷ'),
    ('19', '170', 'Huyện Võ Nhai'),
    ('19', '171', 'Huyện Đại Từ'),
    ('19', '172', 'Thành phố Phổ Yên'),
    ('19', '173', 'Huyện Phú Bình')
) as v (province, code, name)
  join administrative_units p on p.level = 'province' and p.code = v.province and p.valid_from = date '2008-08-01';

-- The communes of Thái Nguyên since July 2025.
insert into administrative_units (level, code, name, parent_id, valid_from, source)
select 'commune', v.code, v.name, p.id, date '2025-07-01', 'NQ 1683/NQ-UBTVQH15' from (values
    ('01840', 'Phường Đức Xuân'),
    ('01843', 'Phường Bắc Kạn'),
    ('01849', 'Xã Phong Quang'),
    ('01864', 'Xã Bằng Thành'),
    ('01879', 'Xã Cao Minh'),
    ('01882', 'Xã Nghiên Loan'),
    ('01894', 'Xã Phúc Lộc'),
    ('01906', 'Xã Ba Bể'),
    ('01912', 'Xã Chợ Rã'),
    ('01921', 'Xã Thượng Minh'),
    ('01933', 'Xã Đồng Phúc'),
    ('01936', 'Xã Nà Phặc'),
    ('01942', 'Xã Bằng Vân'),
    ('01954', 'Xã Ngân Sơn'),
    ('01957', 'Xã Thượng Quan'),
    ('01960', 'Xã Hiệp Lực'),
    ('01969', 'Xã Phủ Thông'),
    ('01981', 'Xã Vĩnh Thông'),
    ('02008', 'Xã Cẩm Giàng'),
    ('02014', 'Xã Bạch Thông'),
    ('02020', 'Xã Chợ Đồn'),
    ('02026', 'Xã Nam Cường'),
    ('02038', 'Xã Quảng Bạch'),
    ('02044', 'Xã Yên Thịnh'),
    ('02071', 'Xã Nghĩa Tá'),
    ('02083', 'Xã Yên Phong'),
    ('02086', 'Xã Chợ Mới'),
    ('02101', 'Xã Thanh Mai'),
    ('02104', 'Xã Tân Kỳ'),
    ('02107', 'Xã Thanh Thịnh'),
    ('02116', 'Xã Yên Bình'),
    ('02143', 'Xã Văn Lang'),
    ('02152', 'Xã Cường Lợi'),
    ('02155', 'Xã Na Rì'),
    ('02176', 'Xã Trần Phú'),
    ('02185', 'Xã Côn Minh'),
    ('02191', 'Xã Xuân Dương'),
    ('05443', 'Phường Phan Đình Phùng'),
    ('05455', 'Phường Quyết Thắng'),
    ('05467', 'Phường Gia Sàng'),
    ('05482', 'Phường Quan Triều'),
    ('05488', 'Xã Đại Phúc'),
    ('05500', 'Phường Tích Lương'),
    ('05503', 'Xã Tân Cương'),
    ('05518', 'Phường Sông Công'),
    ('05528', 'Phường Bách Quang'),
    ('05533', 'Phường Bá Xuyên'),
    ('05542', 'Xã Lam Vỹ'),
    ('05551', 'Xã Kim Phượng'),
    ('05563', 'Xã Phượng Tiến'),
    ('05569', 'Xã Định Hóa'),
    ('05581', 'Xã Trung Hội'),
    ('05587', 'Xã Bình Yên'),
    ('05602', 'Xã Phú Đình'),
    ('05605', 'Xã Bình Thành'),
    ('05611', 'Xã Phú Lương'),
    ('05620', 'Xã Yên Trạch'),
    ('05632', 'Xã Hợp Thành'),
    ('05641', 'Xã Vô Tranh'),
    ('05662', 'Xã Trại Cau'),
    ('05665', 'Xã Văn Lăng'),
    ('05674', 'Xã Quang Sơn'),
    ('05680', 'Xã Văn Hán'),
    ('05692', 'Xã Đồng Hỷ'),
    ('05707', 'Xã Nam Hòa'),
    ('05710', 'Phường Linh Sơn'),
    ('05716', 'Xã Võ Nhai'),
    ('05719', 'Xã Sảng Mộc'),
    ('05722', 'Xã Nghinh Tường'),
    ('05725', 'Xã Thần Sa'),
    ('05740', 'Xã La Hiên'),
    ('05746', 'Xã Tràng Xá'),
    ('05755', 'Xã Dân Tiến'),
    ('05773', 'Xã Phú Xuyên'),
    ('05776', 'Xã Đức Lương'),
    ('05794', 'Xã Phú Lạc'),
    ('05800', 'Xã Phú Thịnh'),
    ('05809', 'Xã An Khánh'),
    ('05818', 'Xã La Bằng'),
    ('05830', 'Xã Đại Từ'),
    ('05845', 'Xã Vạn Phú'),
    ('05851', 'Xã Quân Chu'),
    ('05857', 'Phường Phúc Thuận'),
    ('05860', 'Phường Phổ Yên'),
    ('05881', 'Xã Thành Công'),
    ('05890', 'Phường Vạn Xuân'),
    ('05899', 'Phường Trung Thành'),
    ('05908', 'Xã Phú Bình'),
    ('05917', 'Xã Tân Khánh'),
    ('05923', 'Xã Tân Thành'),
    ('05941', 'Xã Điềm Thụy'),
    ('05953', 'Xã Kha Sơn')
) as v (code, name)
  join administrative_units p on p.level = 'province' and p.code = '19' and p.valid_from = date '2025-07-01';
