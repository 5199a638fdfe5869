-- The classification of economic activities (VSIC) in its two versions, and how the codes of one correspond to those of the other.
-- The same code can mean different things in the two, so a code is always one with its version.

create table industry_versions (
    version     text primary key check (version in ('2018', '2025')),
    decision    text not null,
    valid_from  date not null,
    valid_until date,
    check (valid_until >= valid_from)
);
insert into industry_versions values
    ('2018', 'Quyết định 27/2018/QĐ-TTg', '2018-08-20', '2025-11-14'),
    ('2025', 'Quyết định 36/2025/QĐ-TTg', '2025-11-15', null);

-- The version in force on a day; before the first, the first.
create function industry_version_on(day date) returns text language sql stable as $$
    select version from industry_versions order by valid_from <= day desc, case when valid_from <= day then valid_from end desc, valid_from
     limit 1
$$;

-- What ships with the portal; nobody changes it. 2025: the whole list of the decision. 2018: the divisions industrial zones need
-- (05–43, 68, 71–75), each of them whole; the rest comes with the official table a board loads.
create table industry_codes (
    version text not null references industry_versions,
    code    text not null check (code ~ '^([A-V]|\d{2,5})$'),
    parent  text,
    name    text not null check (length(trim(name)) > 0 and length(name) <= 300),
    search  text generated always as (fold(code || ' ' || name)) stored,
    primary key (version, code),
    foreign key (version, parent) references industry_codes deferrable initially deferred
);

-- 2018 → 2025, between codes of one level, as the official table has it. `partial`: the table marks the pair with “*”, because
-- only a part of one side is in the other.
create table industry_correspondence (
    from_version text not null default '2018' check (from_version = '2018'),
    from_code    text not null,
    to_version   text not null default '2025' check (to_version = '2025'),
    to_code      text not null,
    partial      boolean not null,
    primary key (from_code, to_code),
    foreign key (from_version, from_code) references industry_codes,
    foreign key (to_version, to_code) references industry_codes
);
create index industry_correspondence_to on industry_correspondence (to_code);

-- What a board loaded of the official table. For a 2018 code it loaded, its rows take the place of those above.
create table industry_loads (
    id         bigint generated always as identity primary key,
    from_code  text not null constraint industry_loads_code check (from_code ~ '^([A-U]|\d{2,5})$'),
    from_name  text not null check (length(trim(from_name)) > 0 and length(from_name) <= 300),
    to_version text not null default '2025' check (to_version = '2025'),
    to_code    text not null,
    partial    boolean not null,
    source     text not null check (length(source) <= 300),
    constraint industry_loads_key unique (from_code, to_code),
    constraint industry_loads_to foreign key (to_version, to_code) references industry_codes,
    constraint industry_loads_level check ((from_code ~ '^[A-V]$') = (to_code ~ '^[A-V]$') and length(from_code) = length(to_code))
);

-- All codes known, and all pairs that hold.
create view industries as
select version, code, parent, name, search, false as loaded from industry_codes
union all
select '2018', l.from_code, case when length(l.from_code) > 2 then left(l.from_code, -1) end, min(l.from_name),
       fold(l.from_code || ' ' || min(l.from_name)), true
  from industry_loads l
 where not exists (select 1 from industry_codes c where c.version = '2018' and c.code = l.from_code)
 group by l.from_code;

create view industry_pairs as
select from_code, to_code, partial, 'Công văn 3061/CTK-CSCL ngày 26/12/2025, Phụ lục II'::text as source, false as loaded
  from industry_correspondence c
 where not exists (select 1 from industry_loads l where l.from_code = c.from_code)
union all
select from_code, to_code, partial, source, true from industry_loads;

-- Whether a code is surely none of its version: the list holds the whole version, or the whole division, without it.
create function industry_unknown(asked_version text, asked_code text) returns boolean language sql stable as $$
    select not exists (select 1 from industries where version = asked_version and code = asked_code)
       and (asked_version = '2025' or asked_code = 'V'
            or exists (select 1 from industries
                        where version = asked_version and length(asked_code) > 1 and code = left(asked_code, 2)))
$$;

-- A project's industry takes its name from the list; a code that is surely none is refused.
create function name_project_industry() returns trigger language plpgsql as $$
declare
    known text;
begin
    select name into known from industries where version = new.vsic_version and code = new.code;
    if known is not null then
        new.name := known;
    elsif industry_unknown(new.vsic_version, new.code) then
        raise exception using errcode = '23514', constraint = 'project_industries_unknown',
            message = format('there is no code %s in VSIC %s', new.code, new.vsic_version);
    end if;
    return new;
end $$;
create trigger project_industries_named before insert or update of vsic_version, code, name on project_industries
    for each row execute function name_project_industry();

-- The state of a zone since a day. zones.status is the state today, kept by the log; a state typed in the zone's own form is one
-- since today.
create table zone_states (
    id          bigint generated always as identity primary key,
    zone_id     bigint not null references zones,
    since       date not null,
    status      text not null check (status in ('planned', 'approved', 'building', 'operating', 'converting', 'revoked')),
    document_no text check (length(document_no) <= 100),
    note        text check (length(note) <= 2000),
    version     integer not null default 1,
    retired_at  timestamptz,
    search      text generated always as (fold(coalesce(document_no, '') || ' ' || coalesce(note, ''))) stored,
    constraint zone_states_key unique (zone_id, since)
);

-- The state of a zone at the end of a day. Where the log says nothing of that day: null; where there is no log at all, today's.
create function zone_status_on(zone bigint, day date) returns text language sql stable as $$
    select case when exists (select 1 from zone_states where zone_id = zone and retired_at is null)
                then (select status from zone_states
                       where zone_id = zone and retired_at is null and since <= day order by since desc limit 1)
                else (select status from zones where id = zone) end
$$;

create function keep_zone_status() returns trigger language plpgsql as $$
declare
    now_is text;
begin
    now_is := zone_status_on(new.zone_id, vietnam_today());
    update zones set status = now_is, version = version + 1 where id = new.zone_id and now_is is not null and status <> now_is;
    return null;
end $$;
-- At the end of the transaction: a bundle brings a whole course, and only what it comes to counts.
create constraint trigger zone_states_keep_status after insert or update on zone_states
    deferrable initially deferred for each row execute function keep_zone_status();

create function refuse_future_state() returns trigger language plpgsql as $$
begin
    if new.retired_at is null and new.since > vietnam_today() then
        raise exception using errcode = '23514', constraint = 'zone_states_future', message = 'a state of the future';
    end if;
    return new;
end $$;
create trigger zone_states_not_of_the_future before insert or update on zone_states
    for each row execute function refuse_future_state();

create function log_zone_status() returns trigger language plpgsql as $$
begin
    -- The log's own writes come from its trigger.
    if pg_trigger_depth() > 1 or new.status = old.status then
        return null;
    end if;
    if not exists (select 1 from zone_states where zone_id = new.id) then
        -- What it was before stays known, since nobody knows when.
        insert into zone_states (zone_id, since, status) values (new.id, '1990-01-01', old.status);
    end if;
    insert into zone_states (zone_id, since, status) values (new.id, vietnam_today(), new.status)
    on conflict (zone_id, since) do update set status = excluded.status, retired_at = null, version = zone_states.version + 1;
    return null;
end $$;
create trigger zones_log_status after update of status on zones for each row execute function log_zone_status();

-- A file of a piece of work may belong to one step of its course: the number of the step.
alter table agenda_steps add constraint agenda_steps_of_obstacle unique (obstacle_id, number);
alter table agenda_steps add constraint agenda_steps_of_task unique (key_task_id, number);
alter table attachments add column step integer;
alter table attachments add constraint attachments_step_of_work check (step is null or filing_id is null);
alter table attachments add constraint attachments_step_of_obstacle
    foreign key (obstacle_id, step) references agenda_steps (obstacle_id, number);
alter table attachments add constraint attachments_step_of_task
    foreign key (key_task_id, step) references agenda_steps (key_task_id, number);

create or replace function keep_attachment() returns trigger
language plpgsql
as $$
begin
    if tg_op = 'DELETE' or old.removed_at is not null or new.removed_at is null
       or (new.id, new.filing_id, new.obstacle_id, new.key_task_id, new.step, new.indicator_id, new.name, new.media_type, new.size,
           new.sha256, new.key, new.note, new.added_by, new.added_at)
          is distinct from (old.id, old.filing_id, old.obstacle_id, old.key_task_id, old.step, old.indicator_id, old.name, old.media_type,
                            old.size, old.sha256, old.key, old.note, old.added_by, old.added_at) then
        raise exception 'an attachment is history' using errcode = 'IZ010';
    end if;
    return new;
end
$$;

-- Domestic or foreign, for the figures of each enterprise as a whole: as its newest project in force, else as it is owned.
create function enterprise_origins() returns table (enterprise_id bigint, origin text) language sql stable as $$
    select distinct on (e.id) e.id, coalesce(p.origin, case e.ownership when 'foreign' then 'foreign' else 'domestic' end)
      from enterprises e
      left join projects p on p.enterprise_id = e.id and p.retired_at is null
     order by e.id, p.status in ('terminated', 'revoked'), p.granted_on desc nulls last, p.id
$$;

-- The origin a figure counts under: its project's; for an enterprise as a whole, that of its newest project in force.
create function figure_origin(enterprise bigint, project bigint) returns text language sql stable as $$
    select coalesce((select origin from projects where id = project),
                    (select o.origin from enterprise_origins() o where o.enterprise_id = enterprise))
$$;

-- The list itself, one code a line: version|code|parent|name. Sources: the decision's Phụ lục I for 2025 (22, 87, 259, 495 and
-- 743 codes by level, as the decision counts them); for 2018 and the pairs, Công văn 3061/CTK-CSCL (Cục Thống kê, 26/12/2025),
-- Phụ lục II, as carried in the public repository buicaoliem/masothue (data/vsic). Tone marks are put as the decision puts them.
insert into industry_codes (version, code, parent, name)
select part[1], part[2], nullif(part[3], ''), part[4]
  from (select regexp_split_to_array(line, '\|') as part
          from regexp_split_to_table($list$2018|B||KHAI KHOÁNG
2018|05|B|Khai thác than cứng và than non
2018|051|05|Khai thác và thu gom than cứng
2018|0510|051|Khai thác và thu gom than cứng
2018|05100|0510|Khai thác và thu gom than cứng
2018|052|05|Khai thác và thu gom than non
2018|0520|052|Khai thác và thu gom than non
2018|05200|0520|Khai thác và thu gom than non
2018|06|B|Khai thác dầu thô và khí đốt tự nhiên
2018|061|06|Khai thác dầu thô
2018|0610|061|Khai thác dầu thô
2018|06100|0610|Khai thác dầu thô
2018|062|06|Khai thác khí đốt tự nhiên
2018|0620|062|Khai thác khí đốt tự nhiên
2018|06200|0620|Khai thác khí đốt tự nhiên
2018|07|B|Khai thác quặng kim loại
2018|071|07|Khai thác quặng sắt
2018|0710|071|Khai thác quặng sắt
2018|07100|0710|Khai thác quặng sắt
2018|072|07|Khai thác quặng không chứa sắt (trừ quặng kim loại quý hiếm)
2018|0721|072|Khai thác quặng uranium và quặng thorium
2018|07210|0721|Khai thác quặng uranium và quặng thorium
2018|0722|072|Khai thác quặng kim loại khác không chứa sắt
2018|07221|0722|Khai thác quặng bôxít
2018|07229|0722|Khai thác quặng kim loại khác không chứa sắt chưa được phân vào đâu
2018|073|07|Khai thác quặng kim loại quý hiếm
2018|0730|073|Khai thác quặng kim loại quý hiếm
2018|07300|0730|Khai thác quặng kim loại quý hiếm
2018|08|B|Khai khoáng khác
2018|081|08|Khai thác đá, cát, sỏi, đất sét
2018|0810|081|Khai thác đá, cát, sỏi, đất sét
2018|08101|0810|Khai thác đá
2018|08102|0810|Khai thác cát, sỏi
2018|08103|0810|Khai thác đất sét
2018|089|08|Khai khoáng chưa được phân vào đâu
2018|0891|089|Khai thác khoáng hóa chất và khoáng phân bón
2018|08910|0891|Khai thác khoáng hóa chất và khoáng phân bón
2018|0892|089|Khai thác và thu gom than bùn
2018|08920|0892|Khai thác và thu gom than bùn
2018|0893|089|Khai thác muối
2018|08930|0893|Khai thác muối
2018|0899|089|Khai khoáng khác chưa được phân vào đâu
2018|08990|0899|Khai khoáng khác chưa được phân vào đâu
2018|09|B|Hoạt động dịch vụ hỗ trợ khai khoáng
2018|091|09|Hoạt động dịch vụ hỗ trợ khai thác dầu thô và khí tự nhiên
2018|0910|091|Hoạt động dịch vụ hỗ trợ khai thác dầu thô và khí tự nhiên
2018|09100|0910|Hoạt động dịch vụ hỗ trợ khai thác dầu thô và khí tự nhiên
2018|099|09|Hoạt động dịch vụ hỗ trợ khai khoáng khác
2018|0990|099|Hoạt động dịch vụ hỗ trợ khai khoáng khác
2018|09900|0990|Hoạt động dịch vụ hỗ trợ khai khoáng khác
2018|C||CÔNG NGHIỆP CHẾ BIẾN, CHẾ TẠO
2018|10|C|Sản xuất, chế biến thực phẩm
2018|101|10|Chế biến, bảo quản thịt và các sản phẩm từ thịt
2018|1010|101|Chế biến, bảo quản thịt và các sản phẩm từ thịt
2018|10101|1010|Giết mổ gia súc, gia cầm
2018|10102|1010|Chế biến và bảo quản thịt
2018|10109|1010|Chế biến và bảo quản các sản phẩm từ thịt
2018|102|10|Chế biến, bảo quản thủy sản và các sản phẩm từ thủy sản
2018|1020|102|Chế biến, bảo quản thủy sản và các sản phẩm từ thủy sản
2018|10201|1020|Chế biến và bảo quản thủy sản đông lạnh
2018|10202|1020|Chế biến và bảo quản thủy sản khô
2018|10203|1020|Chế biến và bảo quản nước mắm
2018|10209|1020|Chế biến và bảo quản các sản phẩm khác từ thủy sản
2018|103|10|Chế biến và bảo quản rau quả
2018|1030|103|Chế biến và bảo quản rau quả
2018|10301|1030|Sản xuất nước ép từ rau quả
2018|10309|1030|Chế biến và bảo quản rau quả khác
2018|104|10|Sản xuất dầu, mỡ động, thực vật
2018|1040|104|Sản xuất dầu, mỡ động, thực vật
2018|10401|1040|Sản xuất dầu, mỡ động vật
2018|10402|1040|Sản xuất dầu, bơ thực vật
2018|105|10|Chế biến sữa và các sản phẩm từ sữa
2018|1050|105|Chế biến sữa và các sản phẩm từ sữa
2018|10500|1050|Chế biến sữa và các sản phẩm từ sữa
2018|106|10|Xay xát và sản xuất bột
2018|1061|106|Xay xát và sản xuất bột thô
2018|10611|1061|Xay xát
2018|10612|1061|Sản xuất bột thô
2018|1062|106|Sản xuất tinh bột và các sản phẩm từ tinh bột
2018|10620|1062|Sản xuất tinh bột và các sản phẩm từ tinh bột
2018|107|10|Sản xuất thực phẩm khác
2018|1071|107|Sản xuất các loại bánh từ bột
2018|10710|1071|Sản xuất các loại bánh từ bột
2018|1072|107|Sản xuất đường
2018|10720|1072|Sản xuất đường
2018|1073|107|Sản xuất ca cao, sôcôla và bánh kẹo
2018|10730|1073|Sản xuất ca cao, sôcôla và bánh kẹo
2018|1074|107|Sản xuất mì ống, mỳ sợi và sản phẩm tương tự
2018|10740|1074|Sản xuất mì ống, mỳ sợi và sản phẩm tương tự
2018|1075|107|Sản xuất món ăn, thức ăn chế biến sẵn
2018|10751|1075|Sản xuất món ăn, thức ăn chế biến sẵn từ thịt
2018|10752|1075|Sản xuất món ăn, thức ăn chế biến sẵn từ thủy sản
2018|10759|1075|Sản xuất món ăn, thức ăn chế biến sẵn khác
2018|1076|107|Sản xuất chè
2018|10760|1076|Sản xuất chè
2018|1077|107|Sản xuất cà phê
2018|10770|1077|Sản xuất cà phê
2018|1079|107|Sản xuất thực phẩm khác chưa được phân vào đâu
2018|10790|1079|Sản xuất thực phẩm khác chưa được phân vào đâu
2018|108|10|Sản xuất thức ăn gia súc, gia cầm và thủy sản
2018|1080|108|Sản xuất thức ăn gia súc, gia cầm và thủy sản
2018|10800|1080|Sản xuất thức ăn gia súc, gia cầm và thủy sản
2018|11|C|Sản xuất đồ uống
2018|110|11|Sản xuất đồ uống
2018|1101|110|Chưng, tinh cất và pha chế các loại rượu mạnh
2018|11010|1101|Chưng, tinh cất và pha chế các loại rượu mạnh
2018|1102|110|Sản xuất rượu vang
2018|11020|1102|Sản xuất rượu vang
2018|1103|110|Sản xuất bia và mạch nha ủ men bia
2018|11030|1103|Sản xuất bia và mạch nha ủ men bia
2018|1104|110|Sản xuất đồ uống không cồn, nước khoáng
2018|11040|1104|Sản xuất mạch nha ủ men bia
2018|11041|1104|Sản xuất nước khoáng, nước tinh khiết đóng chai
2018|11042|1104|Sản xuất đồ uống không cồn
2018|12|C|Sản xuất sản phẩm thuốc lá
2018|120|12|Sản xuất sản phẩm thuốc lá
2018|1200|120|Sản xuất sản phẩm thuốc lá
2018|12001|1200|Sản xuất thuốc lá
2018|12009|1200|Sản xuất thuốc hút khác
2018|13|C|Dệt
2018|131|13|Sản xuất sợi, vải dệt thoi và hoàn thiện sản phẩm dệt
2018|1311|131|Sản xuất sợi
2018|13110|1311|Sản xuất sợi
2018|1312|131|Sản xuất vải dệt thoi
2018|13120|1312|Sản xuất vải dệt thoi
2018|1313|131|Hoàn thiện sản phẩm dệt
2018|13130|1313|Hoàn thiện sản phẩm dệt
2018|139|13|Sản xuất hàng dệt khác
2018|1391|139|Sản xuất vải dệt kim, vải đan móc và vải không dệt khác
2018|13910|1391|Sản xuất vải dệt kim, vải đan móc và vải không dệt khác
2018|1392|139|Sản xuất hàng dệt sẵn (trừ trang phục)
2018|13920|1392|Sản xuất hàng dệt sẵn (trừ trang phục)
2018|1393|139|Sản xuất thảm, chăn, đệm
2018|13930|1393|Sản xuất thảm, chăn, đệm
2018|1394|139|Sản xuất các loại dây bện và lưới
2018|13940|1394|Sản xuất các loại dây bện và lưới
2018|1399|139|Sản xuất các loại hàng dệt khác chưa được phân vào đâu
2018|13990|1399|Sản xuất các loại hàng dệt khác chưa được phân vào đâu
2018|14|C|Sản xuất trang phục
2018|141|14|May trang phục (trừ trang phục từ da lông thú)
2018|1410|141|May trang phục (trừ trang phục từ da lông thú)
2018|14100|1410|May trang phục (trừ trang phục từ da lông thú)
2018|142|14|Sản xuất sản phẩm từ da lông thú
2018|1420|142|Sản xuất sản phẩm từ da lông thú
2018|14200|1420|Sản xuất sản phẩm từ da lông thú
2018|143|14|Sản xuất trang phục dệt kim, đan móc
2018|1430|143|Sản xuất trang phục dệt kim, đan móc
2018|14300|1430|Sản xuất trang phục dệt kim, đan móc
2018|15|C|Sản xuất da và các sản phẩm có liên quan
2018|151|15|Thuộc, sơ chế da; sản xuất va li, túi xách, yên đệm; sơ chế và nhuộm da lông thú
2018|1511|151|Thuộc, sơ chế da; sơ chế và nhuộm da lông thú
2018|15110|1511|Thuộc, sơ chế da; sơ chế và nhuộm da lông thú
2018|1512|151|Sản xuất vali, túi xách và các loại tương tự, sản xuất yên đệm
2018|15120|1512|Sản xuất vali, túi xách và các loại tương tự, sản xuất yên đệm
2018|152|15|Sản xuất giày, dép
2018|1520|152|Sản xuất giày, dép
2018|15200|1520|Sản xuất giày, dép
2018|16|C|Chế biến gỗ và sản xuất sản phẩm từ gỗ, tre, nứa (trừ giường, tủ, bàn, ghế); sản xuất sản phẩm từ rơm, rạ và vật liệu tết bện
2018|161|16|Cưa, xẻ, bào gỗ và bảo quản gỗ
2018|1610|161|Cưa, xẻ, bào gỗ và bảo quản gỗ
2018|16101|1610|Cưa, xẻ và bào gỗ
2018|16102|1610|Bảo quản gỗ
2018|162|16|Sản xuất sản phẩm từ gỗ, tre, nứa (trừ giường, tủ, bàn, ghế); sản xuất sản phẩm từ rơm, rạ và vật liệu tết bện
2018|1621|162|Sản xuất gỗ dán, gỗ lạng, ván ép và ván mỏng khác
2018|16210|1621|Sản xuất gỗ dán, gỗ lạng, ván ép và ván mỏng khác
2018|1622|162|Sản xuất đồ gỗ xây dựng
2018|16220|1622|Sản xuất đồ gỗ xây dựng
2018|1623|162|Sản xuất bao bì bằng gỗ
2018|16230|1623|Sản xuất bao bì bằng gỗ
2018|1629|162|Sản xuất sản phẩm khác từ gỗ; sản xuất sản phẩm từ tre, nứa, rơm, rạ và vật liệu tết bện
2018|16291|1629|Sản xuất sản phẩm khác từ gỗ
2018|16292|1629|Sản xuất sản phẩm từ lâm sản (trừ gỗ), cói và vật liệu tết bện
2018|17|C|Sản xuất giấy và sản phẩm từ giấy
2018|170|17|Sản xuất giấy và sản phẩm từ giấy
2018|1701|170|Sản xuất bột giấy, giấy và bìa
2018|17010|1701|Sản xuất bột giấy, giấy và bìa
2018|1702|170|Sản xuất giấy nhăn, bìa nhăn, bao bì từ giấy và bìa
2018|17021|1702|Sản xuất bao bì bằng giấy, bìa
2018|17022|1702|Sản xuất giấy nhăn và bìa nhăn
2018|1709|170|Sản xuất các sản phẩm khác từ giấy và bìa chưa được phân vào đâu
2018|17090|1709|Sản xuất các sản phẩm khác từ giấy và bìa chưa được phân vào đâu
2018|18|C|In, sao chép bản ghi các loại
2018|181|18|In ấn và dịch vụ liên quan đến in
2018|1811|181|In ấn
2018|18110|1811|In ấn
2018|1812|181|Dịch vụ liên quan đến in
2018|18120|1812|Dịch vụ liên quan đến in
2018|182|18|Sao chép bản ghi các loại
2018|1820|182|Sao chép bản ghi các loại
2018|18200|1820|Sao chép bản ghi các loại
2018|19|C|Sản xuất than cốc, sản phẩm dầu mỏ tinh chế
2018|191|19|Sản xuất than cốc
2018|1910|191|Sản xuất than cốc
2018|19100|1910|Sản xuất than cốc
2018|192|19|Sản xuất sản phẩm dầu mỏ tinh chế
2018|1920|192|Sản xuất sản phẩm dầu mỏ tinh chế
2018|19200|1920|Sản xuất sản phẩm dầu mỏ tinh chế
2018|20|C|Sản xuất hóa chất và sản phẩm hóa chất
2018|201|20|Sản xuất hóa chất cơ bản, phân bón và hợp chất ni tơ; sản xuất plastic và cao su tổng hợp dạng nguyên sinh
2018|2011|201|Sản xuất hóa chất cơ bản
2018|20111|2011|Sản xuất khí công nghiệp
2018|20112|2011|Sản xuất chất nhuộm và chất màu
2018|20113|2011|Sản xuất hóa chất vô cơ cơ bản khác
2018|20114|2011|Sản xuất hóa chất hữu cơ cơ bản khác
2018|20119|2011|Sản xuất hóa chất cơ bản khác
2018|2012|201|Sản xuất phân bón và hợp chất ni tơ
2018|20120|2012|Sản xuất phân bón và hợp chất ni tơ
2018|2013|201|Sản xuất plastic và cao su tổng hợp dạng nguyên sinh
2018|20131|2013|Sản xuất plastic nguyên sinh
2018|20132|2013|Sản xuất cao su tổng hợp dạng nguyên sinh
2018|202|20|Sản xuất sản phẩm hóa chất khác
2018|2021|202|Sản xuất thuốc trừ sâu và sản phẩm hóa chất khác dùng trong nông nghiệp
2018|20210|2021|Sản xuất thuốc trừ sâu và sản phẩm hóa chất khác dùng trong nông nghiệp
2018|2022|202|Sản xuất sơn, véc ni và các chất sơn, quét tương tự; sản xuất mực in và ma tít
2018|20221|2022|Sản xuất sơn, véc ni và các chất sơn, quét tương tự, ma tít
2018|20222|2022|Sản xuất mực in
2018|2023|202|Sản xuất mỹ phẩm, nước hoa, xà phòng, chất tẩy rửa, làm bóng và chế phẩm vệ sinh
2018|20231|2023|Sản xuất mỹ phẩm, nước hoa
2018|20232|2023|Sản xuất xà phòng, chất tẩy rửa, làm bóng và chế phẩm vệ sinh
2018|2029|202|Sản xuất sản phẩm hóa chất khác chưa được phân vào đâu
2018|20290|2029|Sản xuất sản phẩm hóa chất khác chưa được phân vào đâu
2018|203|20|Sản xuất sợi nhân tạo
2018|2030|203|Sản xuất sợi nhân tạo
2018|20300|2030|Sản xuất sợi nhân tạo
2018|21|C|Sản xuất thuốc, hóa dược và dược liệu
2018|210|21|Sản xuất thuốc, hóa dược và dược liệu
2018|2100|210|Sản xuất thuốc, hóa dược và dược liệu
2018|21001|2100|Sản xuất thuốc các loại
2018|21002|2100|Sản xuất hóa dược, dược liệu
2018|22|C|Sản xuất sản phẩm từ cao su và plastic
2018|221|22|Sản xuất sản phẩm từ cao su
2018|2211|221|Sản xuất săm, lốp cao su; đắp và tái chế lốp cao su
2018|22110|2211|Sản xuất săm, lốp cao su; đắp và tái chế lốp cao su
2018|2219|221|Sản xuất sản phẩm khác từ cao su
2018|22190|2219|Sản xuất sản phẩm khác từ cao su
2018|222|22|Sản xuất sản phẩm từ plastic
2018|2220|222|Sản xuất sản phẩm từ plastic
2018|22201|2220|Sản xuất bao bì từ plastic
2018|22209|2220|Sản xuất sản phẩm khác từ plastic
2018|23|C|Sản xuất sản phẩm từ khoáng phi kim loại khác
2018|231|23|Sản xuất thủy tinh và sản phẩm từ thủy tinh
2018|2310|231|Sản xuất thủy tinh và sản phẩm từ thủy tinh
2018|23101|2310|Sản xuất thủy tinh phẳng và sản phẩm từ thủy tinh phẳng
2018|23102|2310|Sản xuất thủy tinh rỗng và sản phẩm từ thủy tinh rỗng
2018|23103|2310|Sản xuất sợi thủy tinh và sản phẩm từ sợi thủy tinh
2018|23109|2310|Sản xuất thủy tinh khác và các sản phẩm từ thủy tinh
2018|239|23|Sản xuất sản phẩm từ khoáng phi kim loại chưa được phân vào đâu
2018|2391|239|Sản xuất sản phẩm chịu lửa
2018|23910|2391|Sản xuất sản phẩm chịu lửa
2018|2392|239|Sản xuất vật liệu xây dựng từ đất sét
2018|23920|2392|Sản xuất vật liệu xây dựng từ đất sét
2018|2393|239|Sản xuất sản phẩm gốm sứ khác
2018|23930|2393|Sản xuất sản phẩm gốm sứ khác
2018|2394|239|Sản xuất xi măng, vôi và thạch cao
2018|23941|2394|Sản xuất xi măng
2018|23942|2394|Sản xuất vôi
2018|23943|2394|Sản xuất thạch cao
2018|2395|239|Sản xuất bê tông và các sản phẩm từ bê tông, xi măng và thạch cao
2018|23950|2395|Sản xuất bê tông và các sản phẩm từ bê tông, xi măng và thạch cao
2018|2396|239|Cắt, tạo dáng và hoàn thiện đá
2018|23960|2396|Cắt, tạo dáng và hoàn thiện đá
2018|2399|239|Sản xuất sản phẩm từ chất khoáng phi kim loại khác chưa được phân vào đâu
2018|23990|2399|Sản xuất sản phẩm từ chất khoáng phi kim loại khác chưa được phân vào đâu
2018|24|C|Sản xuất kim loại
2018|241|24|Sản xuất sắt, thép, gang
2018|2410|241|Sản xuất sắt, thép, gang
2018|24100|2410|Sản xuất sắt, thép, gang
2018|242|24|Sản xuất kim loại quý và kim loại màu
2018|2420|242|Sản xuất kim loại quý và kim loại màu
2018|24201|2420|Sản xuất kim loại quý
2018|24202|2420|Sản xuất kim loại màu
2018|243|24|Đúc kim loại
2018|2431|243|Đúc sắt, thép
2018|24310|2431|Đúc sắt, thép
2018|2432|243|Đúc kim loại màu
2018|24320|2432|Đúc kim loại màu
2018|25|C|Sản xuất sản phẩm từ kim loại đúc sẵn (trừ máy móc, thiết bị)
2018|251|25|Sản xuất các cấu kiện kim loại, thùng, bể chứa và nồi hơi
2018|2511|251|Sản xuất các cấu kiện kim loại
2018|25110|2511|Sản xuất các cấu kiện kim loại
2018|2512|251|Sản xuất thùng, bể chứa và dụng cụ chứa đựng bằng kim loại
2018|25120|2512|Sản xuất thùng, bể chứa và dụng cụ chứa đựng bằng kim loại
2018|2513|251|Sản xuất nồi hơi (trừ nồi hơi trung tâm)
2018|25130|2513|Sản xuất nồi hơi (trừ nồi hơi trung tâm)
2018|252|25|Sản xuất vũ khí và đạn dược
2018|2520|252|Sản xuất vũ khí và đạn dược
2018|25200|2520|Sản xuất vũ khí và đạn dược
2018|259|25|Sản xuất sản phẩm khác bằng kim loại; các dịch vụ xử lý, gia công kim loại
2018|2591|259|Rèn, dập, ép và cán kim loại; luyện bột kim loại
2018|25910|2591|Rèn, dập, ép và cán kim loại; luyện bột kim loại
2018|2592|259|Gia công cơ khí; xử lý và tráng phủ kim loại
2018|25920|2592|Gia công cơ khí; xử lý và tráng phủ kim loại
2018|2593|259|Sản xuất dao kéo, dụng cụ cầm tay và đồ kim loại thông dụng
2018|25930|2593|Sản xuất dao kéo, dụng cụ cầm tay và đồ kim loại thông dụng
2018|2599|259|Sản xuất sản phẩm khác bằng kim loại chưa được phân vào đâu
2018|25991|2599|Sản xuất đồ dùng bằng kim loại cho nhà bếp, nhà vệ sinh và nhà ăn
2018|25999|2599|Sản xuất sản phẩm khác còn lại bằng kim loại chưa được phân vào đâu
2018|26|C|Sản xuất sản phẩm điện tử, máy vi tính và sản phẩm quang học
2018|261|26|Sản xuất linh kiện điện tử
2018|2610|261|Sản xuất linh kiện điện tử
2018|26100|2610|Sản xuất linh kiện điện tử
2018|262|26|Sản xuất máy vi tính và thiết bị ngoại vi của máy vi tính
2018|2620|262|Sản xuất máy vi tính và thiết bị ngoại vi của máy vi tính
2018|26200|2620|Sản xuất máy vi tính và thiết bị ngoại vi của máy vi tính
2018|263|26|Sản xuất thiết bị truyền thông
2018|2630|263|Sản xuất thiết bị truyền thông
2018|26300|2630|Sản xuất thiết bị truyền thông
2018|264|26|Sản xuất sản phẩm điện tử dân dụng
2018|2640|264|Sản xuất sản phẩm điện tử dân dụng
2018|26400|2640|Sản xuất sản phẩm điện tử dân dụng
2018|265|26|Sản xuất thiết bị đo lường, kiểm tra, định hướng và điều khiển; sản xuất đồng hồ
2018|2651|265|Sản xuất thiết bị đo lường, kiểm tra, định hướng và điều khiển
2018|26510|2651|Sản xuất thiết bị đo lường, kiểm tra, định hướng và điều khiển
2018|2652|265|Sản xuất đồng hồ
2018|26520|2652|Sản xuất đồng hồ
2018|266|26|Sản xuất thiết bị bức xạ, thiết bị điện tử trong y học, điện liệu pháp
2018|2660|266|Sản xuất thiết bị bức xạ, thiết bị điện tử trong y học, điện liệu pháp
2018|26600|2660|Sản xuất thiết bị bức xạ, thiết bị điện tử trong y học, điện liệu pháp
2018|267|26|Sản xuất thiết bị và dụng cụ quang học
2018|2670|267|Sản xuất thiết bị và dụng cụ quang học
2018|26700|2670|Sản xuất thiết bị và dụng cụ quang học
2018|268|26|Sản xuất băng, đĩa từ tính và quang học
2018|2680|268|Sản xuất băng, đĩa từ tính và quang học
2018|26800|2680|Sản xuất băng, đĩa từ tính và quang học
2018|27|C|Sản xuất thiết bị điện
2018|271|27|Sản xuất mô tơ, máy phát, biến thế điện, thiết bị phân phối và điều khiển điện
2018|2710|271|Sản xuất mô tơ, máy phát, biến thế điện, thiết bị phân phối và điều khiển điện
2018|27101|2710|Sản xuất mô tơ, máy phát
2018|27102|2710|Sản xuất biến thế điện, thiết bị phân phối và điều khiển điện
2018|272|27|Sản xuất pin và ắc quy
2018|2720|272|Sản xuất pin và ắc quy
2018|27200|2720|Sản xuất pin và ắc quy
2018|273|27|Sản xuất dây và thiết bị dây dẫn
2018|2731|273|Sản xuất dây cáp, sợi cáp quang học
2018|27310|2731|Sản xuất dây cáp, sợi cáp quang học
2018|2732|273|Sản xuất dây, cáp điện và điện tử khác
2018|27320|2732|Sản xuất dây, cáp điện và điện tử khác
2018|2733|273|Sản xuất thiết bị dây dẫn điện các loại
2018|27330|2733|Sản xuất thiết bị dây dẫn điện các loại
2018|274|27|Sản xuất thiết bị điện chiếu sáng
2018|2740|274|Sản xuất thiết bị điện chiếu sáng
2018|27400|2740|Sản xuất thiết bị điện chiếu sáng
2018|275|27|Sản xuất đồ điện dân dụng
2018|2750|275|Sản xuất đồ điện dân dụng
2018|27500|2750|Sản xuất đồ điện dân dụng
2018|279|27|Sản xuất thiết bị điện khác
2018|2790|279|Sản xuất thiết bị điện khác
2018|27900|2790|Sản xuất thiết bị điện khác
2018|28|C|Sản xuất máy móc, thiết bị chưa được phân vào đâu
2018|281|28|Sản xuất máy thông dụng
2018|2811|281|Sản xuất động cơ, tua bin (trừ động cơ máy bay, ô tô, mô tô và xe máy)
2018|28110|2811|Sản xuất động cơ, tua bin (trừ động cơ máy bay, ô tô, mô tô và xe máy)
2018|2812|281|Sản xuất thiết bị sử dụng năng lượng chiết lưu
2018|28120|2812|Sản xuất thiết bị sử dụng năng lượng chiết lưu
2018|2813|281|Sản xuất máy bơm, máy nén, vòi và van khác
2018|28130|2813|Sản xuất máy bơm, máy nén, vòi và van khác
2018|2814|281|Sản xuất bi, bánh răng, hộp số, các bộ phận điều khiển và truyền chuyển động
2018|28140|2814|Sản xuất bi, bánh răng, hộp số, các bộ phận điều khiển và truyền chuyển động
2018|2815|281|Sản xuất lò nướng, lò luyện và lò nung
2018|28150|2815|Sản xuất lò nướng, lò luyện và lò nung
2018|2816|281|Sản xuất các thiết bị nâng, hạ và bốc xếp
2018|28160|2816|Sản xuất các thiết bị nâng, hạ và bốc xếp
2018|2817|281|Sản xuất máy móc và thiết bị văn phòng (trừ máy vi tính và thiết bị ngoại vi của máy vi tính)
2018|28170|2817|Sản xuất máy móc và thiết bị văn phòng (trừ máy vi tính và thiết bị ngoại vi của máy vi tính)
2018|2818|281|Sản xuất dụng cụ cầm tay chạy bằng mô tơ hoặc khí nén
2018|28180|2818|Sản xuất dụng cụ cầm tay chạy bằng mô tơ hoặc khí nén
2018|2819|281|Sản xuất máy thông dụng khác
2018|28190|2819|Sản xuất máy thông dụng khác
2018|282|28|Sản xuất máy chuyên dụng
2018|2821|282|Sản xuất máy nông nghiệp và lâm nghiệp
2018|28210|2821|Sản xuất máy nông nghiệp và lâm nghiệp
2018|2822|282|Sản xuất máy công cụ và máy tạo hình kim loại
2018|28220|2822|Sản xuất máy công cụ và máy tạo hình kim loại
2018|2823|282|Sản xuất máy luyện kim
2018|28230|2823|Sản xuất máy luyện kim
2018|2824|282|Sản xuất máy khai thác mỏ và xây dựng
2018|28240|2824|Sản xuất máy khai thác mỏ và xây dựng
2018|2825|282|Sản xuất máy chế biến thực phẩm, đồ uống và thuốc lá
2018|28250|2825|Sản xuất máy chế biến thực phẩm, đồ uống và thuốc lá
2018|2826|282|Sản xuất máy cho ngành dệt, may và da
2018|28260|2826|Sản xuất máy cho ngành dệt, may và da
2018|2829|282|Sản xuất máy chuyên dụng khác
2018|28291|2829|Sản xuất máy sản xuất vật liệu xây dựng
2018|28299|2829|Sản xuất máy chuyên dụng khác chưa được phân vào đâu
2018|29|C|Sản xuất ô tô và xe có động cơ khác
2018|291|29|Sản xuất ô tô và xe có động cơ khác
2018|2910|291|Sản xuất ô tô và xe có động cơ khác
2018|29100|2910|Sản xuất ô tô và xe có động cơ khác
2018|292|29|Sản xuất thân xe ô tô và xe có động cơ khác, rơ moóc và bán rơ moóc
2018|2920|292|Sản xuất thân xe ô tô và xe có động cơ khác, rơ moóc và bán rơ moóc
2018|29200|2920|Sản xuất thân xe ô tô và xe có động cơ khác, rơ moóc và bán rơ moóc
2018|293|29|Sản xuất phụ tùng và bộ phận phụ trợ cho xe ô tô và xe có động cơ khác
2018|2930|293|Sản xuất phụ tùng và bộ phận phụ trợ cho xe ô tô và xe có động cơ khác
2018|29300|2930|Sản xuất phụ tùng và bộ phận phụ trợ cho xe ô tô và xe có động cơ khác
2018|30|C|Sản xuất phương tiện vận tải khác
2018|301|30|Đóng tàu và thuyền
2018|3011|301|Đóng tàu và cấu kiện nổi
2018|30110|3011|Đóng tàu và cấu kiện nổi
2018|3012|301|Đóng thuyền, xuồng thể thao và giải trí
2018|30120|3012|Đóng thuyền, xuồng thể thao và giải trí
2018|302|30|Sản xuất đầu máy xe lửa, xe điện và toa xe
2018|3020|302|Sản xuất đầu máy xe lửa, xe điện và toa xe
2018|30200|3020|Sản xuất đầu máy xe lửa, xe điện và toa xe
2018|303|30|Sản xuất máy bay, tàu vũ trụ và máy móc liên quan
2018|3030|303|Sản xuất máy bay, tàu vũ trụ và máy móc liên quan
2018|30300|3030|Sản xuất máy bay, tàu vũ trụ và máy móc liên quan
2018|304|30|Sản xuất xe cơ giới chiến đấu dùng trong quân đội
2018|3040|304|Sản xuất xe cơ giới chiến đấu dùng trong quân đội
2018|30400|3040|Sản xuất xe cơ giới chiến đấu dùng trong quân đội
2018|309|30|Sản xuất phương tiện và thiết bị vận tải chưa được phân vào đâu
2018|3091|309|Sản xuất mô tô, xe máy
2018|30910|3091|Sản xuất mô tô, xe máy
2018|3092|309|Sản xuất xe đạp và xe cho người khuyết tật
2018|30920|3092|Sản xuất xe đạp và xe cho người khuyết tật
2018|3099|309|Sản xuất phương tiện và thiết bị vận tải khác chưa được phân vào đâu
2018|30990|3099|Sản xuất phương tiện và thiết bị vận tải khác chưa được phân vào đâu
2018|31|C|Sản xuất giường, tủ, bàn, ghế
2018|310|31|Sản xuất giường, tủ, bàn, ghế
2018|3100|310|Sản xuất giường, tủ, bàn, ghế
2018|31001|3100|Sản xuất giường, tủ, bàn, ghế bằng gỗ
2018|31002|3100|Sản xuất giường, tủ, bàn, ghế bằng kim loại
2018|31009|3100|Sản xuất giường, tủ, bàn, ghế bằng vật liệu khác
2018|32|C|Công nghiệp chế biến, chế tạo khác
2018|321|32|Sản xuất đồ kim hoàn, đồ giả kim hoàn và các chi tiết liên quan
2018|3211|321|Sản xuất đồ kim hoàn và chi tiết liên quan
2018|32110|3211|Sản xuất đồ kim hoàn và chi tiết liên quan
2018|3212|321|Sản xuất đồ giả kim hoàn và chi tiết liên quan
2018|32120|3212|Sản xuất đồ giả kim hoàn và chi tiết liên quan
2018|322|32|Sản xuất nhạc cụ
2018|3220|322|Sản xuất nhạc cụ
2018|32200|3220|Sản xuất nhạc cụ
2018|323|32|Sản xuất dụng cụ thể dục, thể thao
2018|3230|323|Sản xuất dụng cụ thể dục, thể thao
2018|32300|3230|Sản xuất dụng cụ thể dục, thể thao
2018|324|32|Sản xuất đồ chơi, trò chơi
2018|3240|324|Sản xuất đồ chơi, trò chơi
2018|32400|3240|Sản xuất đồ chơi, trò chơi
2018|325|32|Sản xuất thiết bị, dụng cụ y tế, nha khoa, chỉnh hình và phục hồi chức năng
2018|3250|325|Sản xuất thiết bị, dụng cụ y tế, nha khoa, chỉnh hình và phục hồi chức năng
2018|32501|3250|Sản xuất thiết bị, dụng cụ y tế, nha khoa
2018|32502|3250|Sản xuất dụng cụ chỉnh hình, phục hồi chức năng
2018|329|32|Sản xuất khác chưa được phân vào đâu
2018|3290|329|Sản xuất khác chưa được phân vào đâu
2018|32900|3290|Sản xuất khác chưa được phân vào đâu
2018|33|C|Sửa chữa, bảo dưỡng và lắp đặt máy móc, thiết bị
2018|331|33|Sửa chữa và bảo dưỡng máy móc, thiết bị và sản phẩm kim loại đúc sẵn
2018|3311|331|Sửa chữa các sản phẩm kim loại đúc sẵn
2018|33110|3311|Sửa chữa các sản phẩm kim loại đúc sẵn
2018|3312|331|Sửa chữa máy móc, thiết bị
2018|33120|3312|Sửa chữa máy móc, thiết bị
2018|3313|331|Sửa chữa thiết bị điện tử và quang học
2018|33130|3313|Sửa chữa thiết bị điện tử và quang học
2018|3314|331|Sửa chữa thiết bị điện
2018|33140|3314|Sửa chữa thiết bị điện
2018|3315|331|Sửa chữa và bảo dưỡng phương tiện vận tải (trừ ô tô, mô tô, xe máy và xe có động cơ khác)
2018|33150|3315|Sửa chữa và bảo dưỡng phương tiện vận tải (trừ ô tô, mô tô, xe máy và xe có động cơ khác)
2018|3319|331|Sửa chữa thiết bị khác
2018|33190|3319|Sửa chữa thiết bị khác
2018|332|33|Lắp đặt máy móc và thiết bị công nghiệp
2018|3320|332|Lắp đặt máy móc và thiết bị công nghiệp
2018|33200|3320|Lắp đặt máy móc và thiết bị công nghiệp
2018|D||SẢN XUẤT VÀ PHÂN PHỐI ĐIỆN, KHÍ ĐỐT, NƯỚC NÓNG, HƠI NƯỚC VÀ ĐIỀU HOÀ KHÔNG KHÍ
2018|35|D|Sản xuất và phân phối điện, khí đốt, nước nóng, hơi nước và điều hoà không khí
2018|351|35|Sản xuất, truyền tải và phân phối điện
2018|3511|351|Sản xuất điện
2018|35111|3511|Thủy điện
2018|35112|3511|Nhiệt điện than
2018|35113|3511|Nhiệt điện khí
2018|35114|3511|Điện hạt nhân
2018|35115|3511|Điện gió
2018|35116|3511|Điện mặt trời
2018|35119|3511|Điện khác
2018|3512|351|Truyền tải và phân phối điện
2018|35121|3512|Truyền tải điện
2018|35122|3512|Phân phối điện
2018|352|35|Sản xuất khí đốt, phân phối nhiên liệu khí bằng đường ống
2018|3520|352|Sản xuất khí đốt, phân phối nhiên liệu khí bằng đường ống
2018|35201|3520|Sản xuất khí đốt
2018|35202|3520|Phân phối nhiên liệu khí bằng đường ống
2018|353|35|Sản xuất, phân phối hơi nước, nước nóng, điều hoà không khí và sản xuất nước đá
2018|3530|353|Sản xuất, phân phối hơi nước, nước nóng, điều hoà không khí và sản xuất nước đá
2018|35301|3530|Sản xuất, phân phối hơi nước, nước nóng và điều hoà không khí
2018|35302|3530|Sản xuất nước đá
2018|E||CUNG CẤP NƯỚC; HOẠT ĐỘNG QUẢN LÝ VÀ XỬ LÝ RÁC THẢI, NƯỚC THẢI
2018|36|E|Khai thác, xử lý và cung cấp nước
2018|360|36|Khai thác, xử lý và cung cấp nước
2018|3600|360|Khai thác, xử lý và cung cấp nước
2018|36000|3600|Khai thác, xử lý và cung cấp nước
2018|37|E|Thoát nước và xử lý nước thải
2018|370|37|Thoát nước và xử lý nước thải
2018|3700|370|Thoát nước và xử lý nước thải
2018|37001|3700|Thoát nước
2018|37002|3700|Xử lý nước thải
2018|38|E|Hoạt động thu gom, xử lý và tiêu hủy rác thải; tái chế phế liệu
2018|381|38|Thu gom rác thải
2018|3811|381|Thu gom rác thải không độc hại
2018|38110|3811|Thu gom rác thải không độc hại
2018|3812|381|Thu gom rác thải độc hại
2018|38121|3812|Thu gom rác thải y tế
2018|38129|3812|Thu gom rác thải độc hại khác
2018|382|38|Xử lý và tiêu hủy rác thải
2018|3821|382|Xử lý và tiêu hủy rác thải không độc hại
2018|38210|3821|Xử lý và tiêu hủy rác thải không độc hại
2018|3822|382|Xử lý và tiêu hủy rác thải độc hại
2018|38221|3822|Xử lý và tiêu hủy rác thải y tế
2018|38229|3822|Xử lý và tiêu hủy rác thải độc hại khác
2018|383|38|Tái chế phế liệu
2018|3830|383|Tái chế phế liệu
2018|38301|3830|Tái chế phế liệu kim loại
2018|38302|3830|Tái chế phế liệu phi kim loại
2018|39|E|Xử lý ô nhiễm và hoạt động quản lý chất thải khác
2018|390|39|Xử lý ô nhiễm và hoạt động quản lý chất thải khác
2018|3900|390|Xử lý ô nhiễm và hoạt động quản lý chất thải khác
2018|39000|3900|Xử lý ô nhiễm và hoạt động quản lý chất thải khác
2018|F||XÂY DỰNG
2018|41|F|Xây dựng nhà các loại
2018|410|41|Xây dựng nhà các loại
2018|4101|410|Xây dựng nhà để ở
2018|41010|4101|Xây dựng nhà để ở
2018|4102|410|Xây dựng nhà không để ở
2018|41020|4102|Xây dựng nhà không để ở
2018|42|F|Xây dựng công trình kỹ thuật dân dụng
2018|421|42|Xây dựng công trình đường sắt và đường bộ
2018|4211|421|Xây dựng công trình đường sắt
2018|42110|4211|Xây dựng công trình đường sắt
2018|4212|421|Xây dựng công trình đường bộ
2018|42120|4212|Xây dựng công trình đường bộ
2018|422|42|Xây dựng công trình công ích
2018|4221|422|Xây dựng công trình điện
2018|42210|4221|Xây dựng công trình điện
2018|4222|422|Xây dựng công trình cấp, thoát nước
2018|42220|4222|Xây dựng công trình cấp, thoát nước
2018|4223|422|Xây dựng công trình viễn thông, thông tin liên lạc
2018|42230|4223|Xây dựng công trình viễn thông, thông tin liên lạc
2018|4229|422|Xây dựng công trình công ích khác
2018|42290|4229|Xây dựng công trình công ích khác
2018|429|42|Xây dựng công trình kỹ thuật dân dụng khác
2018|4291|429|Xây dựng công trình thủy
2018|42910|4291|Xây dựng công trình thủy
2018|4292|429|Xây dựng công trình khai khoáng
2018|42920|4292|Xây dựng công trình khai khoáng
2018|4293|429|Xây dựng công trình chế biến, chế tạo
2018|42930|4293|Xây dựng công trình chế biến, chế tạo
2018|4299|429|Xây dựng công trình kỹ thuật dân dụng khác
2018|42990|4299|Xây dựng công trình kỹ thuật dân dụng khác
2018|43|F|Hoạt động xây dựng chuyên dụng
2018|431|43|Phá dỡ và chuẩn bị mặt bằng
2018|4311|431|Phá dỡ
2018|43110|4311|Phá dỡ
2018|4312|431|Chuẩn bị mặt bằng
2018|43120|4312|Chuẩn bị mặt bằng
2018|432|43|Lắp đặt hệ thống điện, hệ thống cấp thoát nước và lắp đặt xây dựng khác
2018|4321|432|Lắp đặt hệ thống điện
2018|43210|4321|Lắp đặt hệ thống điện
2018|4322|432|Lắp đặt hệ thống cấp, thoát nước, hệ thống sưởi và điều hoà không khí
2018|43221|4322|Lắp đặt hệ thống cấp, thoát nước
2018|43222|4322|Lắp đặt hệ thống sưởi và điều hoà không khí
2018|4329|432|Lắp đặt hệ thống xây dựng khác
2018|43290|4329|Lắp đặt hệ thống xây dựng khác
2018|433|43|Hoàn thiện công trình xây dựng
2018|4330|433|Hoàn thiện công trình xây dựng
2018|43300|4330|Hoàn thiện công trình xây dựng
2018|439|43|Hoạt động xây dựng chuyên dụng khác
2018|4390|439|Hoạt động xây dựng chuyên dụng khác
2018|43900|4390|Hoạt động xây dựng chuyên dụng khác
2018|L||HOẠT ĐỘNG KINH DOANH BẤT ĐỘNG SẢN
2018|68|L|Hoạt động kinh doanh bất động sản
2018|681|68|Kinh doanh bất động sản, quyền sử dụng đất thuộc chủ sở hữu, chủ sử dụng hoặc đi thuê
2018|6810|681|Kinh doanh bất động sản, quyền sử dụng đất thuộc chủ sở hữu, chủ sử dụng hoặc đi thuê
2018|68101|6810|Mua, bán nhà ở và quyền sử dụng đất ở
2018|68102|6810|Mua, bán nhà và quyền sử dụng đất không để ở
2018|68103|6810|Cho thuê, điều hành, quản lý nhà và đất ở
2018|68104|6810|Cho thuê, điều hành, quản lý nhà và đất không để ở
2018|68109|6810|Kinh doanh bất động sản khác
2018|682|68|Tư vấn, môi giới, đấu giá bất động sản, đấu giá quyền sử dụng đất
2018|6820|682|Tư vấn, môi giới, đấu giá bất động sản, đấu giá quyền sử dụng đất
2018|68201|6820|Tư vấn, môi giới bất động sản, quyền sử dụng đất
2018|68202|6820|Đấu giá bất động sản, quyền sử dụng đất
2018|M||HOẠT ĐỘNG CHUYÊN MÔN, KHOA HỌC VÀ CÔNG NGHỆ
2018|71|M|Hoạt động kiến trúc; kiểm tra và phân tích kỹ thuật
2018|711|71|Hoạt động kiến trúc và tư vấn kỹ thuật có liên quan
2018|7110|711|Hoạt động kiến trúc và tư vấn kỹ thuật có liên quan
2018|71101|7110|Hoạt động kiến trúc
2018|71102|7110|Hoạt động đo đạc và bản đồ
2018|71103|7110|Hoạt động thăm dò địa chất, nguồn nước
2018|71109|7110|Hoạt động tư vấn kỹ thuật có liên quan khác
2018|712|71|Kiểm tra và phân tích kỹ thuật
2018|7120|712|Kiểm tra và phân tích kỹ thuật
2018|71200|7120|Kiểm tra và phân tích kỹ thuật
2018|72|M|Nghiên cứu khoa học và phát triển công nghệ
2018|721|72|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học tự nhiên và kỹ thuật
2018|7211|721|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học tự nhiên
2018|72110|7211|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học tự nhiên
2018|7212|721|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học kỹ thuật và công nghệ
2018|72120|7212|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học kỹ thuật và công nghệ
2018|7213|721|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học y, dược
2018|72130|7213|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học y, dược
2018|7214|721|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học nông nghiệp
2018|72140|7214|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học nông nghiệp
2018|722|72|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học xã hội và nhân văn
2018|7221|722|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học xã hội
2018|72210|7221|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học xã hội
2018|7222|722|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học nhân văn
2018|72220|7222|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học nhân văn
2018|73|M|Quảng cáo và nghiên cứu thị trường
2018|731|73|Quảng cáo
2018|7310|731|Quảng cáo
2018|73100|7310|Quảng cáo
2018|732|73|Nghiên cứu thị trường và thăm dò dư luận
2018|7320|732|Nghiên cứu thị trường và thăm dò dư luận
2018|73200|7320|Nghiên cứu thị trường và thăm dò dư luận
2018|74|M|Hoạt động chuyên môn, khoa học và công nghệ khác
2018|741|74|Hoạt động thiết kế chuyên dụng
2018|7410|741|Hoạt động thiết kế chuyên dụng
2018|74100|7410|Hoạt động thiết kế chuyên dụng
2018|742|74|Hoạt động nhiếp ảnh
2018|7420|742|Hoạt động nhiếp ảnh
2018|74200|7420|Hoạt động nhiếp ảnh
2018|749|74|Hoạt động chuyên môn, khoa học và công nghệ khác chưa được phân vào đâu
2018|7490|749|Hoạt động chuyên môn, khoa học và công nghệ khác chưa được phân vào đâu
2018|74901|7490|Hoạt động khí tượng thủy văn
2018|74909|7490|Hoạt động chuyên môn, khoa học và công nghệ khác còn lại chưa được phân vào đâu
2018|75|M|Hoạt động thú y
2018|750|75|Hoạt động thú y
2018|7500|750|Hoạt động thú y
2018|75000|7500|Hoạt động thú y
2025|A||NÔNG NGHIỆP, LÂM NGHIỆP VÀ THỦY SẢN
2025|01|A|Nông nghiệp và hoạt động dịch vụ có liên quan
2025|011|01|Trồng cây hàng năm
2025|0111|011|Trồng lúa
2025|01110|0111|Trồng lúa
2025|0112|011|Trồng ngô và cây lương thực có hạt khác
2025|01120|0112|Trồng ngô và cây lương thực có hạt khác
2025|0113|011|Trồng cây lấy củ có chất bột
2025|01130|0113|Trồng cây lấy củ có chất bột
2025|0114|011|Trồng cây mía
2025|01140|0114|Trồng cây mía
2025|0115|011|Trồng cây thuốc lá, thuốc lào
2025|01150|0115|Trồng cây thuốc lá, thuốc lào
2025|0116|011|Trồng cây lấy sợi
2025|01160|0116|Trồng cây lấy sợi
2025|0117|011|Trồng cây có hạt chứa dầu
2025|01170|0117|Trồng cây có hạt chứa dầu
2025|0118|011|Trồng rau, đậu các loại và trồng hoa
2025|01181|0118|Trồng rau các loại
2025|01182|0118|Trồng đậu các loại
2025|01183|0118|Trồng hoa hàng năm
2025|0119|011|Trồng cây hàng năm khác
2025|01191|0119|Trồng cây gia vị hàng năm
2025|01192|0119|Trồng cây dược liệu, hương liệu hàng năm
2025|01199|0119|Trồng cây hàng năm khác còn lại
2025|012|01|Trồng cây lâu năm
2025|0121|012|Trồng cây ăn quả
2025|01211|0121|Trồng nho
2025|01212|0121|Trồng cây ăn quả vùng nhiệt đới và cận nhiệt đới
2025|01213|0121|Trồng cam, quýt và các loại quả có múi khác
2025|01214|0121|Trồng táo, mận và các loại quả có hạt như táo
2025|01215|0121|Trồng nhãn, vải, chôm chôm
2025|01219|0121|Trồng cây ăn quả khác
2025|0122|012|Trồng cây lấy quả chứa dầu
2025|01220|0122|Trồng cây lấy quả chứa dầu
2025|0123|012|Trồng cây điều
2025|01230|0123|Trồng cây điều
2025|0124|012|Trồng cây hồ tiêu
2025|01240|0124|Trồng cây hồ tiêu
2025|0125|012|Trồng cây cao su
2025|01250|0125|Trồng cây cao su
2025|0126|012|Trồng cây cà phê
2025|01260|0126|Trồng cây cà phê
2025|0127|012|Trồng cây chè
2025|01270|0127|Trồng cây chè
2025|0128|012|Trồng cây gia vị, cây dược liệu, cây hương liệu lâu năm
2025|01281|0128|Trồng cây gia vị lâu năm
2025|01282|0128|Trồng cây dược liệu, hương liệu lâu năm
2025|0129|012|Trồng cây lâu năm khác
2025|01291|0129|Trồng cây cảnh lâu năm
2025|01299|0129|Trồng cây lâu năm khác còn lại
2025|013|01|Nhân và chăm sóc cây giống nông nghiệp
2025|0130|013|Nhân và chăm sóc cây giống nông nghiệp
2025|01301|0130|Nhân và chăm sóc cây giống hàng năm
2025|01302|0130|Nhân và chăm sóc cây giống lâu năm
2025|014|01|Chăn nuôi
2025|0141|014|Chăn nuôi trâu, bò và sản xuất giống trâu, bò
2025|01411|0141|Sản xuất giống trâu, bò
2025|01412|0141|Chăn nuôi trâu, bò
2025|0142|014|Chăn nuôi ngựa, lừa, la và sản xuất giống ngựa, lừa
2025|01421|0142|Sản xuất giống ngựa, lừa
2025|01422|0142|Chăn nuôi ngựa, lừa, la
2025|0144|014|Chăn nuôi dê, cừu, hươu, nai và sản xuất giống dê, cừu, hươu, nai
2025|01441|0144|Sản xuất giống dê, cừu, hươu, nai
2025|01442|0144|Chăn nuôi dê, cừu, hươu, nai
2025|0145|014|Chăn nuôi lợn và sản xuất giống lợn
2025|01451|0145|Sản xuất giống lợn
2025|01452|0145|Chăn nuôi lợn
2025|0146|014|Chăn nuôi gia cầm
2025|01461|0146|Hoạt động ấp trứng và sản xuất giống gia cầm
2025|01462|0146|Chăn nuôi gà
2025|01463|0146|Chăn nuôi vịt, ngan, ngỗng
2025|01469|0146|Chăn nuôi gia cầm khác
2025|0149|014|Chăn nuôi khác
2025|01490|0149|Chăn nuôi khác
2025|015|01|Trồng trọt, chăn nuôi hỗn hợp
2025|0150|015|Trồng trọt, chăn nuôi hỗn hợp
2025|01500|0150|Trồng trọt, chăn nuôi hỗn hợp
2025|016|01|Hoạt động dịch vụ nông nghiệp
2025|0161|016|Hoạt động dịch vụ trồng trọt
2025|01610|0161|Hoạt động dịch vụ trồng trọt
2025|0162|016|Hoạt động dịch vụ chăn nuôi
2025|01620|0162|Hoạt động dịch vụ chăn nuôi
2025|0163|016|Hoạt động dịch vụ sau thu hoạch
2025|01630|0163|Hoạt động dịch vụ sau thu hoạch
2025|0164|016|Xử lý hạt giống để nhân giống
2025|01640|0164|Xử lý hạt giống để nhân giống
2025|017|01|Săn bắt, đánh bẫy và hoạt động dịch vụ có liên quan
2025|0170|017|Săn bắt, đánh bẫy và hoạt động dịch vụ có liên quan
2025|01700|0170|Săn bắt, đánh bẫy và hoạt động dịch vụ có liên quan
2025|02|A|Lâm nghiệp và hoạt động dịch vụ có liên quan
2025|021|02|Trồng rừng, chăm sóc rừng và ươm giống cây lâm nghiệp
2025|0210|021|Trồng rừng, chăm sóc rừng và ươm giống cây lâm nghiệp
2025|02101|0210|Trồng rừng và chăm sóc rừng cây thân gỗ
2025|02102|0210|Trồng rừng và chăm sóc rừng họ tre
2025|02103|0210|Trồng rừng và chăm sóc rừng khác
2025|02104|0210|Ươm giống cây lâm nghiệp
2025|022|02|Khai thác gỗ
2025|0220|022|Khai thác gỗ
2025|02200|0220|Khai thác gỗ
2025|023|02|Khai thác, thu nhặt lâm sản trừ gỗ
2025|0230|023|Khai thác, thu nhặt lâm sản trừ gỗ
2025|02301|0230|Khai thác lâm sản trừ gỗ
2025|02302|0230|Thu nhặt lâm sản trừ gỗ
2025|024|02|Hoạt động dịch vụ lâm nghiệp
2025|0240|024|Hoạt động dịch vụ lâm nghiệp
2025|02400|0240|Hoạt động dịch vụ lâm nghiệp
2025|03|A|Khai thác, nuôi trồng thủy sản và hoạt động dịch vụ có liên quan
2025|031|03|Khai thác thủy sản
2025|0311|031|Khai thác thủy sản biển
2025|03110|0311|Khai thác thủy sản biển
2025|0312|031|Khai thác thủy sản nội địa
2025|03120|0312|Khai thác thủy sản nội địa
2025|032|03|Nuôi trồng thủy sản
2025|0321|032|Nuôi trồng thủy sản biển
2025|03211|0321|Nuôi cá
2025|03212|0321|Nuôi tôm
2025|03213|0321|Nuôi thủy sản khác
2025|03214|0321|Sản xuất giống thủy sản biển
2025|0322|032|Nuôi trồng thủy sản nội địa
2025|03221|0322|Nuôi cá
2025|03222|0322|Nuôi tôm
2025|03223|0322|Nuôi thủy sản khác
2025|03224|0322|Sản xuất giống thủy sản nội địa
2025|033|03|Hoạt động dịch vụ hỗ trợ khai thác, nuôi trồng thủy sản
2025|0331|033|Hoạt động dịch vụ hỗ trợ khai thác thủy sản
2025|03310|0331|Hoạt động dịch vụ hỗ trợ khai thác thủy sản
2025|0332|033|Hoạt động dịch vụ hỗ trợ nuôi trồng thủy sản
2025|03320|0332|Hoạt động dịch vụ hỗ trợ nuôi trồng thủy sản
2025|B||KHAI KHOÁNG
2025|05|B|Khai thác than cứng và than non
2025|051|05|Khai thác và thu gom than cứng
2025|0510|051|Khai thác và thu gom than cứng
2025|05100|0510|Khai thác và thu gom than cứng
2025|052|05|Khai thác và thu gom than non
2025|0520|052|Khai thác và thu gom than non
2025|05200|0520|Khai thác và thu gom than non
2025|06|B|Khai thác dầu thô và khí đốt tự nhiên
2025|061|06|Khai thác dầu thô
2025|0610|061|Khai thác dầu thô
2025|06100|0610|Khai thác dầu thô
2025|062|06|Khai thác khí đốt tự nhiên
2025|0620|062|Khai thác khí đốt tự nhiên
2025|06200|0620|Khai thác khí đốt tự nhiên
2025|07|B|Khai thác quặng kim loại
2025|071|07|Khai thác quặng sắt
2025|0710|071|Khai thác quặng sắt
2025|07100|0710|Khai thác quặng sắt
2025|072|07|Khai thác quặng không chứa sắt (trừ quặng kim loại quý hiếm)
2025|0721|072|Khai thác quặng uranium và quặng thorium
2025|07210|0721|Khai thác quặng uranium và quặng thorium
2025|0729|072|Khai thác quặng kim loại khác không chứa sắt
2025|07291|0729|Khai thác quặng bôxít
2025|07299|0729|Khai thác quặng kim loại khác không chứa sắt chưa được phân vào đâu
2025|073|07|Khai thác quặng kim loại quý hiếm
2025|0730|073|Khai thác quặng kim loại quý hiếm
2025|07300|0730|Khai thác quặng kim loại quý hiếm
2025|08|B|Khai khoáng khác
2025|081|08|Khai thác đá, cát, sỏi, đất sét
2025|0810|081|Khai thác đá, cát, sỏi, đất sét
2025|08101|0810|Khai thác đá
2025|08102|0810|Khai thác cát
2025|08103|0810|Khai thác sỏi
2025|08104|0810|Khai thác đất sét
2025|089|08|Khai khoáng chưa được phân vào đâu
2025|0891|089|Khai thác khoáng hóa chất và khoáng phân bón
2025|08910|0891|Khai thác khoáng hóa chất và khoáng phân bón
2025|0892|089|Khai thác và thu gom than bùn
2025|08920|0892|Khai thác và thu gom than bùn
2025|0893|089|Khai thác muối
2025|08930|0893|Khai thác muối
2025|0899|089|Khai khoáng khác chưa được phân vào đâu
2025|08990|0899|Khai khoáng khác chưa được phân vào đâu
2025|09|B|Hoạt động dịch vụ hỗ trợ khai khoáng
2025|091|09|Hoạt động dịch vụ hỗ trợ khai thác dầu thô và khí tự nhiên
2025|0910|091|Hoạt động dịch vụ hỗ trợ khai thác dầu thô và khí tự nhiên
2025|09100|0910|Hoạt động dịch vụ hỗ trợ khai thác dầu thô và khí tự nhiên
2025|099|09|Hoạt động dịch vụ hỗ trợ khai khoáng khác
2025|0990|099|Hoạt động dịch vụ hỗ trợ khai khoáng khác
2025|09900|0990|Hoạt động dịch vụ hỗ trợ khai khoáng khác
2025|C||CÔNG NGHIỆP CHẾ BIẾN, CHẾ TẠO
2025|10|C|Sản xuất, chế biến thực phẩm
2025|101|10|Chế biến, bảo quản thịt và các sản phẩm từ thịt
2025|1010|101|Chế biến, bảo quản thịt và các sản phẩm từ thịt
2025|10101|1010|Giết mổ gia súc, gia cầm
2025|10102|1010|Chế biến và bảo quản thịt
2025|10109|1010|Chế biến và bảo quản các sản phẩm từ thịt
2025|102|10|Chế biến, bảo quản thủy sản và các sản phẩm từ thủy sản
2025|1020|102|Chế biến, bảo quản thủy sản và các sản phẩm từ thủy sản
2025|10201|1020|Chế biến và bảo quản thủy sản đông lạnh
2025|10202|1020|Chế biến và bảo quản thủy sản khô
2025|10203|1020|Chế biến và bảo quản nước mắm
2025|10209|1020|Chế biến và bảo quản các sản phẩm khác từ thủy sản
2025|103|10|Chế biến và bảo quản rau quả
2025|1030|103|Chế biến và bảo quản rau quả
2025|10301|1030|Sản xuất nước ép từ rau quả
2025|10309|1030|Chế biến và bảo quản rau quả khác
2025|104|10|Sản xuất dầu, mỡ động, thực vật
2025|1040|104|Sản xuất dầu, mỡ động, thực vật
2025|10401|1040|Sản xuất dầu, mỡ động vật
2025|10402|1040|Sản xuất dầu, bơ thực vật
2025|105|10|Chế biến sữa và các sản phẩm từ sữa
2025|1050|105|Chế biến sữa và các sản phẩm từ sữa
2025|10500|1050|Chế biến sữa và các sản phẩm từ sữa
2025|106|10|Xay xát và sản xuất bột
2025|1061|106|Xay xát và sản xuất bột thô
2025|10611|1061|Xay xát
2025|10612|1061|Sản xuất bột thô
2025|1062|106|Sản xuất tinh bột và các sản phẩm từ tinh bột
2025|10620|1062|Sản xuất tinh bột và các sản phẩm từ tinh bột
2025|107|10|Sản xuất thực phẩm khác
2025|1071|107|Sản xuất các loại bánh từ bột
2025|10710|1071|Sản xuất các loại bánh từ bột
2025|1072|107|Sản xuất đường
2025|10720|1072|Sản xuất đường
2025|1073|107|Sản xuất ca cao, sôcôla và bánh kẹo
2025|10730|1073|Sản xuất ca cao, sôcôla và bánh kẹo
2025|1074|107|Sản xuất mì ống, mỳ sợi và sản phẩm tương tự
2025|10740|1074|Sản xuất mì ống, mỳ sợi và sản phẩm tương tự
2025|1075|107|Sản xuất món ăn, thức ăn chế biến sẵn
2025|10751|1075|Sản xuất món ăn, thức ăn chế biến sẵn từ thịt
2025|10752|1075|Sản xuất món ăn, thức ăn chế biến sẵn từ thủy sản
2025|10759|1075|Sản xuất món ăn, thức ăn chế biến sẵn khác
2025|1076|107|Sản xuất chè
2025|10760|1076|Sản xuất chè
2025|1077|107|Sản xuất cà phê
2025|10770|1077|Sản xuất cà phê
2025|1079|107|Sản xuất thực phẩm khác chưa được phân vào đâu
2025|10790|1079|Sản xuất thực phẩm khác chưa được phân vào đâu
2025|108|10|Sản xuất thức ăn gia súc, gia cầm và thủy sản
2025|1080|108|Sản xuất thức ăn gia súc, gia cầm và thủy sản
2025|10800|1080|Sản xuất thức ăn gia súc, gia cầm và thủy sản
2025|11|C|Sản xuất đồ uống
2025|110|11|Sản xuất đồ uống
2025|1101|110|Chưng, tinh cất và pha chế các loại rượu mạnh
2025|11010|1101|Chưng, tinh cất và pha chế các loại rượu mạnh
2025|1102|110|Sản xuất rượu vang
2025|11020|1102|Sản xuất rượu vang
2025|1103|110|Sản xuất bia
2025|11030|1103|Sản xuất bia
2025|1104|110|Sản xuất mạch nha ủ men bia
2025|11040|1104|Sản xuất mạch nha ủ men bia
2025|1105|110|Sản xuất đồ uống không cồn, nước khoáng
2025|11051|1105|Sản xuất nước khoáng, nước tinh khiết đóng chai
2025|11052|1105|Sản xuất đồ uống không cồn
2025|12|C|Sản xuất sản phẩm thuốc lá
2025|120|12|Sản xuất sản phẩm thuốc lá
2025|1200|120|Sản xuất sản phẩm thuốc lá
2025|12001|1200|Sản xuất thuốc lá
2025|12009|1200|Sản xuất thuốc hút khác
2025|13|C|Dệt
2025|131|13|Sản xuất sợi, vải dệt thoi và hoàn thiện sản phẩm dệt
2025|1311|131|Sản xuất sợi
2025|13110|1311|Sản xuất sợi
2025|1312|131|Sản xuất vải dệt thoi
2025|13120|1312|Sản xuất vải dệt thoi
2025|1313|131|Hoàn thiện sản phẩm dệt
2025|13130|1313|Hoàn thiện sản phẩm dệt
2025|139|13|Sản xuất hàng dệt khác
2025|1391|139|Sản xuất vải dệt kim, vải đan móc và vải không dệt khác
2025|13910|1391|Sản xuất vải dệt kim, vải đan móc và vải không dệt khác
2025|1392|139|Sản xuất hàng dệt sẵn (trừ trang phục)
2025|13920|1392|Sản xuất hàng dệt sẵn (trừ trang phục)
2025|1393|139|Sản xuất thảm, chăn, đệm
2025|13930|1393|Sản xuất thảm, chăn, đệm
2025|1394|139|Sản xuất các loại dây bện và lưới
2025|13940|1394|Sản xuất các loại dây bện và lưới
2025|1399|139|Sản xuất các loại hàng dệt khác chưa được phân vào đâu
2025|13990|1399|Sản xuất các loại hàng dệt khác chưa được phân vào đâu
2025|14|C|Sản xuất trang phục
2025|141|14|Sản xuất trang phục (trừ trang phục từ da lông thú)
2025|1410|141|Sản xuất trang phục (trừ trang phục từ da lông thú)
2025|14100|1410|Sản xuất trang phục (trừ trang phục từ da lông thú)
2025|142|14|Sản xuất sản phẩm từ da lông thú
2025|1420|142|Sản xuất sản phẩm từ da lông thú
2025|14200|1420|Sản xuất sản phẩm từ da lông thú
2025|143|14|Sản xuất trang phục đan móc
2025|1430|143|Sản xuất trang phục đan móc
2025|14300|1430|Sản xuất trang phục đan móc
2025|15|C|Sản xuất da và các sản phẩm có liên quan
2025|151|15|Thuộc, sơ chế da; sản xuất va li, túi xách, yên đệm; sơ chế và nhuộm da lông thú
2025|1511|151|Thuộc, sơ chế da; sơ chế và nhuộm da lông thú
2025|15110|1511|Thuộc, sơ chế da; sơ chế và nhuộm da lông thú
2025|1512|151|Sản xuất vali, túi xách và các loại tương tự, sản xuất yên đệm
2025|15120|1512|Sản xuất vali, túi xách và các loại tương tự, sản xuất yên đệm
2025|152|15|Sản xuất giày, dép
2025|1520|152|Sản xuất giày, dép
2025|15200|1520|Sản xuất giày, dép
2025|16|C|Chế biến gỗ và sản xuất sản phẩm từ gỗ, tre, nứa (trừ giường, tủ, bàn, ghế); sản xuất sản phẩm từ rơm, rạ và vật liệu tết bện
2025|161|16|Cưa, xẻ, bào gỗ và bảo quản gỗ
2025|1610|161|Cưa, xẻ, bào gỗ và bảo quản gỗ
2025|16101|1610|Cưa, xẻ và bào gỗ
2025|16102|1610|Bảo quản gỗ
2025|162|16|Sản xuất sản phẩm từ gỗ, tre, nứa (trừ giường, tủ, bàn, ghế); sản xuất sản phẩm từ rơm, rạ và vật liệu tết bện
2025|1621|162|Sản xuất gỗ dán, gỗ lạng, ván ép và ván mỏng khác
2025|16210|1621|Sản xuất gỗ dán, gỗ lạng, ván ép và ván mỏng khác
2025|1622|162|Sản xuất đồ gỗ xây dựng
2025|16220|1622|Sản xuất đồ gỗ xây dựng
2025|1623|162|Sản xuất bao bì bằng gỗ
2025|16230|1623|Sản xuất bao bì bằng gỗ
2025|1629|162|Sản xuất sản phẩm khác từ gỗ; sản xuất sản phẩm từ tre, nứa, rơm, rạ và vật liệu tết bện
2025|16291|1629|Sản xuất sản phẩm khác từ gỗ
2025|16292|1629|Sản xuất sản phẩm từ lâm sản (trừ gỗ), cói và vật liệu tết bện
2025|17|C|Sản xuất giấy và sản phẩm từ giấy
2025|170|17|Sản xuất giấy và sản phẩm từ giấy
2025|1701|170|Sản xuất bột giấy, giấy và bìa
2025|17010|1701|Sản xuất bột giấy, giấy và bìa
2025|1702|170|Sản xuất giấy nhăn, bìa nhăn, bao bì từ giấy và bìa
2025|17021|1702|Sản xuất bao bì bằng giấy, bìa
2025|17022|1702|Sản xuất giấy nhăn và bìa nhăn
2025|1709|170|Sản xuất các sản phẩm khác từ giấy và bìa chưa được phân vào đâu
2025|17090|1709|Sản xuất các sản phẩm khác từ giấy và bìa chưa được phân vào đâu
2025|18|C|In, sao chép bản ghi các loại
2025|181|18|In ấn và dịch vụ liên quan đến in
2025|1811|181|In ấn
2025|18110|1811|In ấn
2025|1812|181|Dịch vụ liên quan đến in
2025|18120|1812|Dịch vụ liên quan đến in
2025|182|18|Sao chép bản ghi các loại
2025|1820|182|Sao chép bản ghi các loại
2025|18200|1820|Sao chép bản ghi các loại
2025|19|C|Sản xuất than cốc, sản phẩm dầu mỏ tinh chế
2025|191|19|Sản xuất than cốc
2025|1910|191|Sản xuất than cốc
2025|19100|1910|Sản xuất than cốc
2025|192|19|Sản xuất sản phẩm dầu mỏ tinh chế; sản xuất sản phẩm nhiên liệu hóa thạch
2025|1920|192|Sản xuất sản phẩm dầu mỏ tinh chế; sản xuất sản phẩm nhiên liệu hóa thạch
2025|19200|1920|Sản xuất sản phẩm dầu mỏ tinh chế; sản xuất sản phẩm nhiên liệu hóa thạch
2025|20|C|Sản xuất hóa chất và sản phẩm hóa chất
2025|201|20|Sản xuất hóa chất cơ bản, phân bón và hợp chất ni tơ; sản xuất plastic và cao su tổng hợp dạng nguyên sinh
2025|2011|201|Sản xuất hóa chất cơ bản
2025|20111|2011|Sản xuất khí công nghiệp
2025|20112|2011|Sản xuất chất nhuộm và chất màu
2025|20113|2011|Sản xuất hóa chất vô cơ cơ bản khác
2025|20114|2011|Sản xuất hóa chất hữu cơ cơ bản khác
2025|20119|2011|Sản xuất hóa chất cơ bản khác
2025|2012|201|Sản xuất phân bón và hợp chất ni tơ
2025|20120|2012|Sản xuất phân bón và hợp chất ni tơ
2025|2013|201|Sản xuất plastic và cao su tổng hợp dạng nguyên sinh
2025|20131|2013|Sản xuất plastic nguyên sinh
2025|20132|2013|Sản xuất cao su tổng hợp dạng nguyên sinh
2025|202|20|Sản xuất sản phẩm hóa chất khác
2025|2021|202|Sản xuất thuốc trừ sâu và sản phẩm hóa chất khác dùng trong nông nghiệp
2025|20210|2021|Sản xuất thuốc trừ sâu và sản phẩm hóa chất khác dùng trong nông nghiệp
2025|2022|202|Sản xuất sơn, véc ni và các chất sơn, quét tương tự; sản xuất mực in và ma tít
2025|20221|2022|Sản xuất sơn, véc ni và các chất sơn, quét tương tự, ma tít
2025|20222|2022|Sản xuất mực in
2025|2023|202|Sản xuất mỹ phẩm, nước hoa, xà phòng, chất tẩy rửa, làm bóng và chế phẩm vệ sinh
2025|20231|2023|Sản xuất mỹ phẩm, nước hoa
2025|20232|2023|Sản xuất xà phòng, chất tẩy rửa, làm bóng và chế phẩm vệ sinh
2025|2029|202|Sản xuất sản phẩm hóa chất khác chưa được phân vào đâu
2025|20290|2029|Sản xuất sản phẩm hóa chất khác chưa được phân vào đâu
2025|203|20|Sản xuất sợi nhân tạo
2025|2030|203|Sản xuất sợi nhân tạo
2025|20300|2030|Sản xuất sợi nhân tạo
2025|21|C|Sản xuất thuốc, hóa dược và dược liệu
2025|210|21|Sản xuất thuốc, hóa dược và dược liệu
2025|2100|210|Sản xuất thuốc, hóa dược và dược liệu
2025|21001|2100|Sản xuất thuốc các loại
2025|21002|2100|Sản xuất hóa dược, dược liệu
2025|22|C|Sản xuất sản phẩm từ cao su và plastic
2025|221|22|Sản xuất sản phẩm từ cao su
2025|2211|221|Sản xuất săm, lốp cao su; đắp và tái chế lốp cao su
2025|22110|2211|Sản xuất săm, lốp cao su; đắp và tái chế lốp cao su
2025|2219|221|Sản xuất sản phẩm khác từ cao su
2025|22190|2219|Sản xuất sản phẩm khác từ cao su
2025|222|22|Sản xuất sản phẩm từ plastic
2025|2220|222|Sản xuất sản phẩm từ plastic
2025|22201|2220|Sản xuất bao bì từ plastic
2025|22209|2220|Sản xuất sản phẩm khác từ plastic
2025|23|C|Sản xuất sản phẩm từ khoáng phi kim loại khác
2025|231|23|Sản xuất thủy tinh và sản phẩm từ thủy tinh
2025|2310|231|Sản xuất thủy tinh và sản phẩm từ thủy tinh
2025|23101|2310|Sản xuất thủy tinh phẳng và sản phẩm từ thủy tinh phẳng
2025|23102|2310|Sản xuất thủy tinh rỗng và sản phẩm từ thủy tinh rỗng
2025|23103|2310|Sản xuất sợi thủy tinh và sản phẩm từ sợi thủy tinh
2025|23109|2310|Sản xuất thủy tinh khác và các sản phẩm từ thủy tinh
2025|239|23|Sản xuất sản phẩm từ khoáng phi kim loại chưa được phân vào đâu
2025|2391|239|Sản xuất sản phẩm chịu lửa
2025|23910|2391|Sản xuất sản phẩm chịu lửa
2025|2392|239|Sản xuất vật liệu xây dựng từ đất sét
2025|23920|2392|Sản xuất vật liệu xây dựng từ đất sét
2025|2393|239|Sản xuất sản phẩm gốm sứ khác
2025|23930|2393|Sản xuất sản phẩm gốm sứ khác
2025|2394|239|Sản xuất xi măng, vôi và thạch cao
2025|23941|2394|Sản xuất xi măng
2025|23942|2394|Sản xuất vôi
2025|23943|2394|Sản xuất thạch cao
2025|2395|239|Sản xuất bê tông và các sản phẩm từ bê tông, xi măng và thạch cao
2025|23950|2395|Sản xuất bê tông và các sản phẩm từ bê tông, xi măng và thạch cao
2025|2396|239|Cắt, tạo dáng và hoàn thiện đá
2025|23960|2396|Cắt, tạo dáng và hoàn thiện đá
2025|2399|239|Sản xuất sản phẩm từ chất khoáng phi kim loại khác chưa được phân vào đâu
2025|23990|2399|Sản xuất sản phẩm từ chất khoáng phi kim loại khác chưa được phân vào đâu
2025|24|C|Sản xuất kim loại
2025|241|24|Sản xuất sắt, thép, gang
2025|2410|241|Sản xuất sắt, thép, gang
2025|24100|2410|Sản xuất sắt, thép, gang
2025|242|24|Sản xuất kim loại quý và kim loại màu
2025|2420|242|Sản xuất kim loại quý và kim loại màu
2025|24201|2420|Sản xuất kim loại quý
2025|24202|2420|Sản xuất kim loại màu
2025|243|24|Đúc kim loại
2025|2431|243|Đúc sắt, thép
2025|24310|2431|Đúc sắt, thép
2025|2432|243|Đúc kim loại màu
2025|24320|2432|Đúc kim loại màu
2025|25|C|Sản xuất sản phẩm từ kim loại đúc sẵn (trừ máy móc, thiết bị)
2025|251|25|Sản xuất các cấu kiện kim loại, thùng, bể chứa và nồi hơi
2025|2511|251|Sản xuất các cấu kiện kim loại
2025|25110|2511|Sản xuất các cấu kiện kim loại
2025|2512|251|Sản xuất thùng, bể chứa và dụng cụ chứa đựng bằng kim loại
2025|25120|2512|Sản xuất thùng, bể chứa và dụng cụ chứa đựng bằng kim loại
2025|2513|251|Sản xuất nồi hơi (trừ nồi hơi trung tâm)
2025|25130|2513|Sản xuất nồi hơi (trừ nồi hơi trung tâm)
2025|252|25|Sản xuất vũ khí và đạn dược
2025|2520|252|Sản xuất vũ khí và đạn dược
2025|25200|2520|Sản xuất vũ khí và đạn dược
2025|259|25|Sản xuất sản phẩm khác bằng kim loại; các dịch vụ xử lý, gia công kim loại
2025|2591|259|Rèn, dập, ép và cán kim loại; luyện bột kim loại
2025|25910|2591|Rèn, dập, ép và cán kim loại; luyện bột kim loại
2025|2592|259|Gia công cơ khí; xử lý và tráng phủ kim loại
2025|25920|2592|Gia công cơ khí; xử lý và tráng phủ kim loại
2025|2593|259|Sản xuất dao kéo, dụng cụ cầm tay và đồ kim loại thông dụng
2025|25930|2593|Sản xuất dao kéo, dụng cụ cầm tay và đồ kim loại thông dụng
2025|2599|259|Sản xuất sản phẩm khác bằng kim loại chưa được phân vào đâu
2025|25991|2599|Sản xuất đồ dùng bằng kim loại cho nhà bếp, nhà vệ sinh và nhà ăn
2025|25999|2599|Sản xuất sản phẩm khác còn lại bằng kim loại chưa được phân vào đâu
2025|26|C|Sản xuất sản phẩm điện tử, máy tính và sản phẩm quang học
2025|261|26|Sản xuất linh kiện điện tử
2025|2611|261|Sản xuất pin mặt trời, tấm pin mặt trời và bộ biến tần quang điện
2025|26110|2611|Sản xuất pin mặt trời, tấm pin mặt trời và bộ biến tần quang điện
2025|2619|261|Sản xuất linh kiện điện tử khác
2025|26190|2619|Sản xuất linh kiện điện tử khác
2025|262|26|Sản xuất máy tính và thiết bị ngoại vi của máy tính
2025|2620|262|Sản xuất máy tính và thiết bị ngoại vi của máy tính
2025|26200|2620|Sản xuất máy tính và thiết bị ngoại vi của máy tính
2025|263|26|Sản xuất thiết bị truyền thông
2025|2630|263|Sản xuất thiết bị truyền thông
2025|26300|2630|Sản xuất thiết bị truyền thông
2025|264|26|Sản xuất sản phẩm điện tử dân dụng
2025|2640|264|Sản xuất sản phẩm điện tử dân dụng
2025|26400|2640|Sản xuất sản phẩm điện tử dân dụng
2025|265|26|Sản xuất thiết bị đo lường, kiểm tra, định hướng và điều khiển; sản xuất đồng hồ
2025|2651|265|Sản xuất thiết bị đo lường, kiểm tra, định hướng và điều khiển
2025|26510|2651|Sản xuất thiết bị đo lường, kiểm tra, định hướng và điều khiển
2025|2652|265|Sản xuất đồng hồ
2025|26520|2652|Sản xuất đồng hồ
2025|266|26|Sản xuất thiết bị bức xạ, thiết bị điện tử trong y học, điện liệu pháp
2025|2660|266|Sản xuất thiết bị bức xạ, thiết bị điện tử trong y học, điện liệu pháp
2025|26600|2660|Sản xuất thiết bị bức xạ, thiết bị điện tử trong y học, điện liệu pháp
2025|267|26|Sản xuất thiết bị và dụng cụ quang học
2025|2670|267|Sản xuất thiết bị và dụng cụ quang học
2025|26700|2670|Sản xuất thiết bị và dụng cụ quang học
2025|268|26|Sản xuất băng, đĩa từ tính và quang học
2025|2680|268|Sản xuất băng, đĩa từ tính và quang học
2025|26800|2680|Sản xuất băng, đĩa từ tính và quang học
2025|27|C|Sản xuất thiết bị điện
2025|271|27|Sản xuất mô tơ, máy phát, biến thế điện, thiết bị phân phối và điều khiển điện
2025|2710|271|Sản xuất mô tơ, máy phát, biến thế điện, thiết bị phân phối và điều khiển điện
2025|27101|2710|Sản xuất mô tơ, máy phát
2025|27102|2710|Sản xuất biến thế điện, thiết bị phân phối và điều khiển điện
2025|272|27|Sản xuất pin và ắc quy
2025|2720|272|Sản xuất pin và ắc quy
2025|27200|2720|Sản xuất pin và ắc quy
2025|273|27|Sản xuất dây và thiết bị dây dẫn
2025|2731|273|Sản xuất dây cáp, sợi cáp quang học
2025|27310|2731|Sản xuất dây cáp, sợi cáp quang học
2025|2732|273|Sản xuất dây, cáp điện và điện tử khác
2025|27320|2732|Sản xuất dây, cáp điện và điện tử khác
2025|2733|273|Sản xuất thiết bị dây dẫn điện các loại
2025|27330|2733|Sản xuất thiết bị dây dẫn điện các loại
2025|274|27|Sản xuất thiết bị điện chiếu sáng
2025|2740|274|Sản xuất thiết bị điện chiếu sáng
2025|27400|2740|Sản xuất thiết bị điện chiếu sáng
2025|275|27|Sản xuất đồ điện dân dụng
2025|2750|275|Sản xuất đồ điện dân dụng
2025|27500|2750|Sản xuất đồ điện dân dụng
2025|279|27|Sản xuất thiết bị điện khác
2025|2790|279|Sản xuất thiết bị điện khác
2025|27900|2790|Sản xuất thiết bị điện khác
2025|28|C|Sản xuất máy móc, thiết bị chưa được phân vào đâu
2025|281|28|Sản xuất máy thông dụng
2025|2811|281|Sản xuất động cơ, tua bin (trừ động cơ máy bay, ô tô, mô tô và xe máy)
2025|28110|2811|Sản xuất động cơ, tua bin (trừ động cơ máy bay, ô tô, mô tô và xe máy)
2025|2812|281|Sản xuất thiết bị sử dụng năng lượng chiết lưu
2025|28120|2812|Sản xuất thiết bị sử dụng năng lượng chiết lưu
2025|2813|281|Sản xuất máy bơm, máy nén, vòi và van khác
2025|28130|2813|Sản xuất máy bơm, máy nén, vòi và van khác
2025|2814|281|Sản xuất bi, bánh răng, hộp số, các bộ phận điều khiển và truyền chuyển động
2025|28140|2814|Sản xuất bi, bánh răng, hộp số, các bộ phận điều khiển và truyền chuyển động
2025|2815|281|Sản xuất lò nướng, lò luyện và lò nung
2025|28150|2815|Sản xuất lò nướng, lò luyện và lò nung
2025|2816|281|Sản xuất các thiết bị nâng, hạ và bốc xếp
2025|28160|2816|Sản xuất các thiết bị nâng, hạ và bốc xếp
2025|2817|281|Sản xuất máy móc và thiết bị văn phòng (trừ máy tính và thiết bị ngoại vi của máy tính)
2025|28170|2817|Sản xuất máy móc và thiết bị văn phòng (trừ máy tính và thiết bị ngoại vi của máy tính)
2025|2818|281|Sản xuất dụng cụ cầm tay chạy bằng mô tơ hoặc khí nén
2025|28180|2818|Sản xuất dụng cụ cầm tay chạy bằng mô tơ hoặc khí nén
2025|2819|281|Sản xuất máy thông dụng khác
2025|28190|2819|Sản xuất máy thông dụng khác
2025|282|28|Sản xuất máy chuyên dụng
2025|2821|282|Sản xuất máy nông nghiệp và lâm nghiệp
2025|28210|2821|Sản xuất máy nông nghiệp và lâm nghiệp
2025|2822|282|Sản xuất máy công cụ và máy tạo hình kim loại
2025|28220|2822|Sản xuất máy công cụ và máy tạo hình kim loại
2025|2823|282|Sản xuất máy móc, thiết bị cho ngành luyện kim
2025|28230|2823|Sản xuất máy móc, thiết bị cho ngành luyện kim
2025|2824|282|Sản xuất máy khai thác mỏ và xây dựng
2025|28240|2824|Sản xuất máy khai thác mỏ và xây dựng
2025|2825|282|Sản xuất máy chế biến thực phẩm, đồ uống và thuốc lá
2025|28250|2825|Sản xuất máy chế biến thực phẩm, đồ uống và thuốc lá
2025|2826|282|Sản xuất máy cho ngành dệt, may và da
2025|28260|2826|Sản xuất máy cho ngành dệt, may và da
2025|2829|282|Sản xuất máy chuyên dụng khác
2025|28291|2829|Sản xuất máy sản xuất vật liệu xây dựng
2025|28299|2829|Sản xuất máy chuyên dụng khác chưa được phân vào đâu
2025|29|C|Sản xuất ô tô và xe có động cơ khác
2025|291|29|Sản xuất ô tô và xe có động cơ khác
2025|2910|291|Sản xuất ô tô và xe có động cơ khác
2025|29100|2910|Sản xuất ô tô và xe có động cơ khác
2025|292|29|Sản xuất thân xe ô tô và xe có động cơ khác, rơ moóc và bán rơ moóc
2025|2920|292|Sản xuất thân xe ô tô và xe có động cơ khác, rơ moóc và bán rơ moóc
2025|29200|2920|Sản xuất thân xe ô tô và xe có động cơ khác, rơ moóc và bán rơ moóc
2025|293|29|Sản xuất phụ tùng và bộ phận phụ trợ cho xe ô tô và xe có động cơ khác
2025|2930|293|Sản xuất phụ tùng và bộ phận phụ trợ cho xe ô tô và xe có động cơ khác
2025|29300|2930|Sản xuất phụ tùng và bộ phận phụ trợ cho xe ô tô và xe có động cơ khác
2025|30|C|Sản xuất phương tiện vận tải khác
2025|301|30|Đóng tàu và thuyền
2025|3011|301|Đóng tàu và cấu kiện nổi
2025|30110|3011|Đóng tàu và cấu kiện nổi
2025|3012|301|Đóng thuyền, xuồng thể thao và giải trí
2025|30120|3012|Đóng thuyền, xuồng thể thao và giải trí
2025|302|30|Sản xuất đầu máy xe lửa, xe điện, toa xe và phương tiện, thiết bị chuyên dùng trên đường ray
2025|3020|302|Sản xuất đầu máy xe lửa, xe điện, toa xe và phương tiện, thiết bị chuyên dùng trên đường ray
2025|30200|3020|Sản xuất đầu máy xe lửa, xe điện, toa xe và phương tiện, thiết bị chuyên dùng trên đường ray
2025|303|30|Sản xuất máy bay, tàu vũ trụ và máy móc liên quan
2025|3030|303|Sản xuất máy bay, tàu vũ trụ và máy móc liên quan
2025|30300|3030|Sản xuất máy bay, tàu vũ trụ và máy móc liên quan
2025|304|30|Sản xuất xe cơ giới chiến đấu dùng trong quân đội
2025|3040|304|Sản xuất xe cơ giới chiến đấu dùng trong quân đội
2025|30400|3040|Sản xuất xe cơ giới chiến đấu dùng trong quân đội
2025|309|30|Sản xuất phương tiện và thiết bị vận tải chưa được phân vào đâu
2025|3091|309|Sản xuất mô tô, xe máy
2025|30910|3091|Sản xuất mô tô, xe máy
2025|3092|309|Sản xuất xe đạp và xe cho người khuyết tật
2025|30920|3092|Sản xuất xe đạp và xe cho người khuyết tật
2025|3099|309|Sản xuất phương tiện và thiết bị vận tải khác chưa được phân vào đâu
2025|30990|3099|Sản xuất phương tiện và thiết bị vận tải khác chưa được phân vào đâu
2025|31|C|Sản xuất giường, tủ, bàn, ghế
2025|310|31|Sản xuất giường, tủ, bàn, ghế
2025|3101|310|Sản xuất giường, tủ, bàn, ghế bằng gỗ
2025|31010|3101|Sản xuất giường, tủ, bàn, ghế bằng gỗ
2025|3102|310|Sản xuất giường, tủ, bàn, ghế bằng kim loại
2025|31020|3102|Sản xuất giường, tủ, bàn, ghế bằng kim loại
2025|3109|310|Sản xuất giường, tủ, bàn, ghế bằng vật liệu khác
2025|31090|3109|Sản xuất giường, tủ, bàn, ghế bằng vật liệu khác
2025|32|C|Công nghiệp chế biến, chế tạo khác
2025|321|32|Sản xuất đồ kim hoàn, đồ giả kim hoàn và các chi tiết liên quan
2025|3211|321|Sản xuất đồ kim hoàn và chi tiết liên quan
2025|32110|3211|Sản xuất đồ kim hoàn và chi tiết liên quan
2025|3212|321|Sản xuất đồ giả kim hoàn và chi tiết liên quan
2025|32120|3212|Sản xuất đồ giả kim hoàn và chi tiết liên quan
2025|322|32|Sản xuất nhạc cụ
2025|3220|322|Sản xuất nhạc cụ
2025|32200|3220|Sản xuất nhạc cụ
2025|323|32|Sản xuất dụng cụ thể dục, thể thao
2025|3230|323|Sản xuất dụng cụ thể dục, thể thao
2025|32300|3230|Sản xuất dụng cụ thể dục, thể thao
2025|324|32|Sản xuất đồ chơi, trò chơi
2025|3240|324|Sản xuất đồ chơi, trò chơi
2025|32400|3240|Sản xuất đồ chơi, trò chơi
2025|325|32|Sản xuất thiết bị, dụng cụ y tế, nha khoa, chỉnh hình và phục hồi chức năng
2025|3250|325|Sản xuất thiết bị, dụng cụ y tế, nha khoa, chỉnh hình và phục hồi chức năng
2025|32501|3250|Sản xuất thiết bị, dụng cụ y tế, nha khoa
2025|32502|3250|Sản xuất dụng cụ chỉnh hình, phục hồi chức năng
2025|329|32|Sản xuất khác chưa được phân vào đâu
2025|3290|329|Sản xuất khác chưa được phân vào đâu
2025|32900|3290|Sản xuất khác chưa được phân vào đâu
2025|33|C|Sửa chữa, bảo dưỡng và lắp đặt máy móc, thiết bị
2025|331|33|Sửa chữa, bảo dưỡng máy móc, thiết bị và sản phẩm kim loại đúc sẵn
2025|3311|331|Sửa chữa, bảo dưỡng các sản phẩm kim loại đúc sẵn
2025|33110|3311|Sửa chữa, bảo dưỡng các sản phẩm kim loại đúc sẵn
2025|3312|331|Sửa chữa, bảo dưỡng máy móc, thiết bị
2025|33120|3312|Sửa chữa, bảo dưỡng máy móc, thiết bị
2025|3313|331|Sửa chữa, bảo dưỡng thiết bị điện tử và quang học
2025|33130|3313|Sửa chữa, bảo dưỡng thiết bị điện tử và quang học
2025|3314|331|Sửa chữa, bảo dưỡng thiết bị điện
2025|33140|3314|Sửa chữa, bảo dưỡng thiết bị điện
2025|3315|331|Sửa chữa, bảo dưỡng phương tiện vận tải (trừ ô tô, mô tô, xe máy và xe có động cơ khác)
2025|33150|3315|Sửa chữa, bảo dưỡng phương tiện vận tải (trừ ô tô, mô tô, xe máy và xe có động cơ khác)
2025|3319|331|Sửa chữa, bảo dưỡng thiết bị khác
2025|33190|3319|Sửa chữa, bảo dưỡng thiết bị khác
2025|332|33|Lắp đặt máy móc và thiết bị công nghiệp
2025|3320|332|Lắp đặt máy móc và thiết bị công nghiệp
2025|33200|3320|Lắp đặt máy móc và thiết bị công nghiệp
2025|D||SẢN XUẤT VÀ PHÂN PHỐI ĐIỆN, KHÍ ĐỐT, NƯỚC NÓNG, HƠI NƯỚC VÀ ĐIỀU HOÀ KHÔNG KHÍ
2025|35|D|Sản xuất và phân phối điện, khí đốt, nước nóng, hơi nước và điều hoà không khí
2025|351|35|Sản xuất, truyền tải và phân phối điện
2025|3511|351|Sản xuất điện từ nguồn năng lượng không tái tạo
2025|35111|3511|Nhiệt điện than
2025|35112|3511|Nhiệt điện khí
2025|35113|3511|Điện hạt nhân
2025|35119|3511|Sản xuất điện từ nguồn năng lượng không tái tạo khác
2025|3512|351|Sản xuất điện từ nguồn năng lượng tái tạo
2025|35121|3512|Thủy điện
2025|35122|3512|Điện gió
2025|35123|3512|Điện mặt trời
2025|35124|3512|Điện sinh khối
2025|35125|3512|Sản xuất điện hydro từ nguồn năng lượng tái tạo
2025|35129|3512|Sản xuất điện từ nguồn năng lượng tái tạo khác
2025|3513|351|Truyền tải và phân phối điện
2025|35131|3513|Truyền tải điện
2025|35132|3513|Phân phối điện
2025|352|35|Sản xuất khí đốt, phân phối nhiên liệu khí bằng đường ống
2025|3520|352|Sản xuất khí đốt, phân phối nhiên liệu khí bằng đường ống
2025|35201|3520|Sản xuất khí đốt
2025|35202|3520|Phân phối nhiên liệu khí bằng đường ống
2025|353|35|Sản xuất, phân phối hơi nước, nước nóng, điều hoà không khí và sản xuất nước đá
2025|3530|353|Sản xuất, phân phối hơi nước, nước nóng, điều hoà không khí và sản xuất nước đá
2025|35301|3530|Sản xuất, phân phối hơi nước, nước nóng và điều hoà không khí
2025|35302|3530|Sản xuất nước đá
2025|354|35|Hoạt động trung gian hoặc đại lý điện, khí đốt
2025|3540|354|Hoạt động trung gian hoặc đại lý điện, khí đốt
2025|35400|3540|Hoạt động trung gian hoặc đại lý điện, khí đốt
2025|E||CUNG CẤP NƯỚC; HOẠT ĐỘNG QUẢN LÝ VÀ XỬ LÝ RÁC THẢI, NƯỚC THẢI
2025|36|E|Khai thác, xử lý và cung cấp nước
2025|360|36|Khai thác, xử lý và cung cấp nước
2025|3600|360|Khai thác, xử lý và cung cấp nước
2025|36000|3600|Khai thác, xử lý và cung cấp nước
2025|37|E|Thoát nước và xử lý nước thải
2025|370|37|Thoát nước và xử lý nước thải
2025|3700|370|Thoát nước và xử lý nước thải
2025|37001|3700|Thoát nước
2025|37002|3700|Xử lý nước thải
2025|38|E|Hoạt động thu gom, xử lý và tiêu hủy rác thải; tái chế phế liệu
2025|381|38|Thu gom rác thải
2025|3811|381|Thu gom rác thải không độc hại
2025|38110|3811|Thu gom rác thải không độc hại
2025|3812|381|Thu gom rác thải độc hại
2025|38121|3812|Thu gom rác thải y tế
2025|38129|3812|Thu gom rác thải độc hại khác
2025|382|38|Xử lý và tiêu hủy rác thải
2025|3821|382|Xử lý và tiêu hủy rác thải không độc hại
2025|38211|3821|Sản xuất điện từ rác thải
2025|38212|3821|Xử lý và tiêu hủy rác thải không độc hại khác (trừ sản xuất điện từ rác thải)
2025|3822|382|Xử lý và tiêu hủy rác thải độc hại
2025|38221|3822|Xử lý và tiêu hủy rác thải y tế
2025|38229|3822|Xử lý và tiêu hủy rác thải độc hại khác
2025|383|38|Tái chế phế liệu
2025|3830|383|Tái chế phế liệu
2025|38301|3830|Tái chế phế liệu kim loại
2025|38302|3830|Tái chế phế liệu phi kim loại
2025|39|E|Xử lý ô nhiễm và hoạt động quản lý chất thải khác
2025|390|39|Xử lý ô nhiễm và hoạt động quản lý chất thải khác
2025|3900|390|Xử lý ô nhiễm và hoạt động quản lý chất thải khác
2025|39000|3900|Xử lý ô nhiễm và hoạt động quản lý chất thải khác
2025|F||XÂY DỰNG
2025|41|F|Xây dựng nhà các loại
2025|410|41|Xây dựng nhà các loại
2025|4101|410|Xây dựng nhà để ở
2025|41010|4101|Xây dựng nhà để ở
2025|4102|410|Xây dựng nhà không để ở
2025|41020|4102|Xây dựng nhà không để ở
2025|42|F|Xây dựng công trình kỹ thuật dân dụng
2025|421|42|Xây dựng công trình đường sắt và đường bộ
2025|4211|421|Xây dựng công trình đường sắt
2025|42110|4211|Xây dựng công trình đường sắt
2025|4212|421|Xây dựng công trình đường bộ
2025|42120|4212|Xây dựng công trình đường bộ
2025|422|42|Xây dựng công trình công ích
2025|4221|422|Xây dựng công trình điện
2025|42210|4221|Xây dựng công trình điện
2025|4222|422|Xây dựng công trình cấp, thoát nước
2025|42220|4222|Xây dựng công trình cấp, thoát nước
2025|4223|422|Xây dựng công trình viễn thông, thông tin liên lạc
2025|42230|4223|Xây dựng công trình viễn thông, thông tin liên lạc
2025|4229|422|Xây dựng công trình công ích khác
2025|42290|4229|Xây dựng công trình công ích khác
2025|429|42|Xây dựng công trình kỹ thuật dân dụng khác
2025|4291|429|Xây dựng công trình thủy
2025|42910|4291|Xây dựng công trình thủy
2025|4292|429|Xây dựng công trình khai khoáng
2025|42920|4292|Xây dựng công trình khai khoáng
2025|4293|429|Xây dựng công trình chế biến, chế tạo
2025|42930|4293|Xây dựng công trình chế biến, chế tạo
2025|4299|429|Xây dựng công trình kỹ thuật dân dụng khác
2025|42990|4299|Xây dựng công trình kỹ thuật dân dụng khác
2025|43|F|Hoạt động xây dựng chuyên dụng
2025|431|43|Phá dỡ và chuẩn bị mặt bằng
2025|4311|431|Phá dỡ
2025|43110|4311|Phá dỡ
2025|4312|431|Chuẩn bị mặt bằng
2025|43120|4312|Chuẩn bị mặt bằng
2025|432|43|Lắp đặt hệ thống điện, hệ thống cấp thoát nước và lắp đặt xây dựng khác
2025|4321|432|Lắp đặt hệ thống điện
2025|43210|4321|Lắp đặt hệ thống điện
2025|4322|432|Lắp đặt hệ thống cấp, thoát nước, hệ thống sưởi và điều hoà không khí
2025|43221|4322|Lắp đặt hệ thống cấp, thoát nước
2025|43222|4322|Lắp đặt hệ thống sưởi và điều hoà không khí
2025|4329|432|Lắp đặt hệ thống xây dựng khác
2025|43290|4329|Lắp đặt hệ thống xây dựng khác
2025|433|43|Hoàn thiện công trình xây dựng
2025|4330|433|Hoàn thiện công trình xây dựng
2025|43300|4330|Hoàn thiện công trình xây dựng
2025|434|43|Hoạt động dịch vụ trung gian cho xây dựng chuyên dụng
2025|4340|434|Hoạt động dịch vụ trung gian cho xây dựng chuyên dụng
2025|43400|4340|Hoạt động dịch vụ trung gian cho xây dựng chuyên dụng
2025|439|43|Hoạt động xây dựng chuyên dụng khác
2025|4390|439|Hoạt động xây dựng chuyên dụng khác
2025|43900|4390|Hoạt động xây dựng chuyên dụng khác
2025|G||BÁN BUÔN VÀ BÁN LẺ
2025|46|G|Bán buôn
2025|461|46|Đại lý, môi giới, đấu giá hàng hóa
2025|4610|461|Đại lý, môi giới, đấu giá hàng hóa
2025|46101|4610|Đại lý bán hàng hóa
2025|46102|4610|Môi giới mua bán hàng hóa
2025|46103|4610|Đấu giá hàng hóa
2025|462|46|Bán buôn nông, lâm sản nguyên liệu (trừ gỗ, tre, nứa) và động vật sống
2025|4620|462|Bán buôn nông, lâm sản nguyên liệu (trừ gỗ, tre, nứa) và động vật sống
2025|46201|4620|Bán buôn thóc, ngô và các loại hạt ngũ cốc khác
2025|46202|4620|Bán buôn hoa và cây
2025|46203|4620|Bán buôn động vật sống
2025|46204|4620|Bán buôn thức ăn và nguyên liệu làm thức ăn cho gia súc, gia cầm và thủy sản
2025|46209|4620|Bán buôn nông, lâm sản nguyên liệu khác (trừ gỗ, tre, nứa)
2025|463|46|Bán buôn lương thực, thực phẩm, đồ uống và sản phẩm thuốc lá, thuốc lào
2025|4631|463|Bán buôn gạo, lúa mỳ, sản phẩm từ ngũ cốc khác, bột mỳ
2025|46310|4631|Bán buôn gạo, lúa mỳ, sản phẩm từ ngũ cốc khác, bột mỳ
2025|4632|463|Bán buôn thực phẩm
2025|46321|4632|Bán buôn thịt và các sản phẩm từ thịt
2025|46322|4632|Bán buôn thủy sản
2025|46323|4632|Bán buôn rau, quả
2025|46324|4632|Bán buôn cà phê
2025|46325|4632|Bán buôn chè
2025|46326|4632|Bán buôn đường, sữa và các sản phẩm sữa, bánh kẹo và các sản phẩm chế biến từ ngũ cốc, bột, tinh bột
2025|46329|4632|Bán buôn thực phẩm khác
2025|4633|463|Bán buôn đồ uống
2025|46331|4633|Bán buôn đồ uống có cồn
2025|46332|4633|Bán buôn đồ uống không có cồn
2025|4634|463|Bán buôn sản phẩm thuốc lá, thuốc lào
2025|46340|4634|Bán buôn sản phẩm thuốc lá, thuốc lào
2025|464|46|Bán buôn đồ dùng gia đình
2025|4641|464|Bán buôn vải, hàng may mặc, giày dép
2025|46411|4641|Bán buôn vải
2025|46412|4641|Bán buôn chăn, màn, rèm, ga trải giường, gối và hàng dệt khác
2025|46413|4641|Bán buôn hàng may mặc
2025|46414|4641|Bán buôn giày, dép
2025|4642|464|Bán buôn giường, tủ, bàn ghế và đồ nội thất tương tự trong gia đình, văn phòng, cửa hàng; thảm, đệm và thiết bị chiếu sáng
2025|46421|4642|Bán buôn giường, tủ, bàn ghế và đồ nội thất tương tự trong gia đình, văn phòng, cửa hàng
2025|46422|4642|Bán buôn thảm, đệm
2025|46423|4642|Bán buôn thiết bị chiếu sáng
2025|4649|464|Bán buôn đồ dùng khác cho gia đình
2025|46491|4649|Bán buôn vali, cặp, túi, ví, hàng da và giả da khác
2025|46492|4649|Bán buôn dược phẩm và dụng cụ y tế
2025|46493|4649|Bán buôn nước hoa, hàng mỹ phẩm và chế phẩm vệ sinh
2025|46494|4649|Bán buôn hàng gốm, sứ, thủy tinh
2025|46495|4649|Bán buôn đồ điện gia dụng
2025|46496|4649|Bán buôn giá sách, kệ và đồ nội thất tương tự
2025|46497|4649|Bán buôn sách, báo, tạp chí, văn phòng phẩm
2025|46498|4649|Bán buôn dụng cụ thể dục, thể thao
2025|46499|4649|Bán buôn đồ dùng khác cho gia đình chưa được phân vào đâu
2025|465|46|Bán buôn máy móc, thiết bị và phụ tùng máy
2025|4651|465|Bán buôn máy tính, thiết bị ngoại vi và phần mềm
2025|46510|4651|Bán buôn máy tính, thiết bị ngoại vi và phần mềm
2025|4652|465|Bán buôn thiết bị và linh kiện điện tử, viễn thông
2025|46520|4652|Bán buôn thiết bị và linh kiện điện tử, viễn thông
2025|4653|465|Bán buôn máy móc, thiết bị và phụ tùng máy nông nghiệp
2025|46530|4653|Bán buôn máy móc, thiết bị và phụ tùng máy nông nghiệp
2025|4659|465|Bán buôn máy móc, thiết bị và phụ tùng máy khác
2025|46591|4659|Bán buôn máy móc, thiết bị và phụ tùng máy khai khoáng, xây dựng
2025|46592|4659|Bán buôn máy móc, thiết bị điện, vật liệu điện (máy phát điện, động cơ điện, dây điện và thiết bị khác dùng trong mạch điện)
2025|46593|4659|Bán buôn máy móc, thiết bị và phụ tùng máy dệt, may, da giày
2025|46594|4659|Bán buôn máy móc, thiết bị và phụ tùng máy văn phòng (trừ máy tính và thiết bị ngoại vi)
2025|46595|4659|Bán buôn máy móc, thiết bị y tế
2025|46599|4659|Bán buôn máy móc, thiết bị và phụ tùng máy khác chưa được phân vào đâu
2025|466|46|Bán buôn ô tô, mô tô, xe máy, xe có động cơ khác và các bộ phận phụ trợ
2025|4661|466|Bán buôn ô tô và xe có động cơ khác
2025|46611|4661|Bán buôn ô tô con (loại 9 chỗ ngồi trở xuống)
2025|46619|4661|Bán buôn ô tô (trừ ô tô con loại 9 chỗ ngồi trở xuống) và xe có động cơ khác
2025|4662|466|Bán buôn phụ tùng và các bộ phận phụ trợ của ô tô và xe có động cơ khác
2025|46620|4662|Bán buôn phụ tùng và các bộ phận phụ trợ của ô tô và xe có động cơ khác
2025|4663|466|Bán buôn mô tô, xe máy, phụ tùng và các bộ phận phụ trợ của mô tô, xe máy
2025|46631|4663|Bán buôn mô tô, xe máy
2025|46632|4663|Bán buôn phụ tùng và các bộ phận phụ trợ của mô tô, xe máy
2025|467|46|Bán buôn chuyên doanh khác
2025|4671|467|Bán buôn nhiên liệu rắn, lỏng, khí và các sản phẩm liên quan
2025|46711|4671|Bán buôn than đá và nhiên liệu rắn khác
2025|46712|4671|Bán buôn dầu thô
2025|46713|4671|Bán buôn xăng dầu và các sản phẩm liên quan
2025|46714|4671|Bán buôn khí đốt và các sản phẩm liên quan
2025|4672|467|Bán buôn kim loại và quặng kim loại
2025|46721|4672|Bán buôn quặng kim loại
2025|46722|4672|Bán buôn sắt, thép
2025|46723|4672|Bán buôn kim loại khác
2025|46724|4672|Bán buôn vàng, bạc và kim loại quý khác
2025|4673|467|Bán buôn vật liệu, thiết bị lắp đặt khác trong xây dựng
2025|46731|4673|Bán buôn tre, nứa, gỗ cây và gỗ chế biến
2025|46732|4673|Bán buôn xi măng
2025|46733|4673|Bán buôn gạch xây, ngói, đá, cát, sỏi
2025|46734|4673|Bán buôn kính xây dựng
2025|46735|4673|Bán buôn sơn, véc ni
2025|46736|4673|Bán buôn gạch ốp lát và thiết bị vệ sinh
2025|46737|4673|Bán buôn đồ ngũ kim
2025|46739|4673|Bán buôn vật liệu, thiết bị lắp đặt khác trong xây dựng
2025|4679|467|Bán buôn chuyên doanh khác chưa được phân vào đâu
2025|46791|4679|Bán buôn phân bón, thuốc trừ sâu và hóa chất khác sử dụng trong nông nghiệp
2025|46792|4679|Bán buôn hóa chất khác (trừ loại sử dụng trong nông nghiệp)
2025|46793|4679|Bán buôn chất dẻo dạng nguyên sinh
2025|46794|4679|Bán buôn cao su
2025|46795|4679|Bán buôn tơ, xơ, sợi dệt
2025|46796|4679|Bán buôn phụ liệu may mặc và giày dép
2025|46797|4679|Bán buôn phế liệu, phế thải kim loại, phi kim loại
2025|46799|4679|Bán buôn chuyên doanh khác còn lại chưa được phân vào đâu
2025|469|46|Bán buôn tổng hợp
2025|4690|469|Bán buôn tổng hợp
2025|46900|4690|Bán buôn tổng hợp
2025|47|G|Bán lẻ
2025|471|47|Bán lẻ tổng hợp
2025|4711|471|Bán lẻ tổng hợp với lương thực, thực phẩm, đồ uống, thuốc lá, thuốc lào chiếm tỷ trọng lớn
2025|47110|4711|Bán lẻ tổng hợp với lương thực, thực phẩm, đồ uống, thuốc lá, thuốc lào chiếm tỷ trọng lớn
2025|4719|471|Bán lẻ tổng hợp khác
2025|47190|4719|Bán lẻ tổng hợp khác
2025|472|47|Bán lẻ lương thực, thực phẩm, đồ uống hoặc thuốc lá, thuốc lào
2025|4721|472|Bán lẻ lương thực
2025|47210|4721|Bán lẻ lương thực
2025|4722|472|Bán lẻ thực phẩm
2025|47221|4722|Bán lẻ thịt và các sản phẩm thịt
2025|47222|4722|Bán lẻ thủy sản
2025|47223|4722|Bán lẻ rau, quả
2025|47224|4722|Bán lẻ đường, sữa và các sản phẩm sữa, bánh, mứt, kẹo và các sản phẩm chế biến từ ngũ cốc, bột, tinh bột
2025|47229|4722|Bán lẻ thực phẩm khác
2025|4723|472|Bán lẻ đồ uống
2025|47230|4723|Bán lẻ đồ uống
2025|4724|472|Bán lẻ sản phẩm thuốc lá, thuốc lào
2025|47240|4724|Bán lẻ sản phẩm thuốc lá, thuốc lào
2025|473|47|Bán lẻ nhiên liệu động cơ
2025|4730|473|Bán lẻ nhiên liệu động cơ
2025|47300|4730|Bán lẻ nhiên liệu động cơ
2025|474|47|Bán lẻ thiết bị công nghệ thông tin và truyền thông
2025|4740|474|Bán lẻ thiết bị công nghệ thông tin và truyền thông
2025|47400|4740|Bán lẻ thiết bị công nghệ thông tin và truyền thông
2025|475|47|Bán lẻ thiết bị gia đình khác
2025|4751|475|Bán lẻ vải, len, sợi, chỉ khâu và hàng dệt khác
2025|47511|4751|Bán lẻ vải
2025|47519|4751|Bán lẻ len, sợi, chỉ khâu và hàng dệt khác
2025|4752|475|Bán lẻ đồ ngũ kim, sơn, kính, vật liệu và thiết bị lắp đặt khác trong xây dựng
2025|47521|4752|Bán lẻ đồ ngũ kim
2025|47522|4752|Bán lẻ sơn, màu, véc ni
2025|47523|4752|Bán lẻ kính xây dựng
2025|47524|4752|Bán lẻ xi măng, gạch xây, ngói, đá, cát sỏi, sắt thép và vật liệu xây dựng khác
2025|47525|4752|Bán lẻ gạch ốp lát, thiết bị vệ sinh
2025|47529|4752|Bán lẻ thiết bị lắp đặt khác trong xây dựng
2025|4753|475|Bán lẻ thảm, đệm, chăn, màn, rèm, vật liệu phủ tường và sàn
2025|47530|4753|Bán lẻ thảm, đệm, chăn, màn, rèm, vật liệu phủ tường và sàn
2025|4759|475|Bán lẻ đồ điện gia dụng, giường, tủ, bàn, ghế và đồ nội thất tương tự, đèn và bộ đèn điện, đồ dùng gia đình khác chưa được phân vào đâu
2025|47591|4759|Bán lẻ đồ điện gia dụng, đèn và bộ đèn điện
2025|47592|4759|Bán lẻ giường, tủ, bàn, ghế và đồ dùng nội thất tương tự
2025|47593|4759|Bán lẻ đồ dùng gia đình bằng gốm, sứ, thủy tinh
2025|47594|4759|Bán lẻ nhạc cụ
2025|47599|4759|Bán lẻ đồ dùng gia đình khác còn lại chưa được phân vào đâu
2025|476|47|Bán lẻ hàng văn hóa, giải trí
2025|4761|476|Bán lẻ sách, báo, tạp chí, văn phòng phẩm
2025|47610|4761|Bán lẻ sách, báo, tạp chí, văn phòng phẩm
2025|4762|476|Bán lẻ thiết bị, dụng cụ thể dục, thể thao
2025|47620|4762|Bán lẻ thiết bị, dụng cụ thể dục, thể thao
2025|4763|476|Bán lẻ trò chơi, đồ chơi
2025|47630|4763|Bán lẻ trò chơi, đồ chơi
2025|4769|476|Bán lẻ sản phẩm văn hóa, giải trí khác chưa phân vào đâu
2025|47690|4769|Bán lẻ sản phẩm văn hóa, giải trí khác chưa phân vào đâu
2025|477|47|Bán lẻ hàng hóa khác (trừ ô tô, mô tô, xe máy và các bộ phận phụ trợ)
2025|4771|477|Bán lẻ hàng may mặc, giày, dép, hàng da và giả da
2025|47711|4771|Bán lẻ hàng may mặc
2025|47712|4771|Bán lẻ giày, dép
2025|47713|4771|Bán lẻ cặp, túi, ví, hàng da và giả da khác
2025|4772|477|Bán lẻ thuốc, dụng cụ y tế, mỹ phẩm và vật phẩm vệ sinh
2025|47721|4772|Bán lẻ dược phẩm, dụng cụ y tế
2025|47722|4772|Bán lẻ nước hoa, mỹ phẩm và vật phẩm vệ sinh
2025|47723|4772|Bán thuốc đông y, bán thuốc nam
2025|4773|477|Bán lẻ hàng hóa khác mới (trừ ô tô, mô tô, xe máy và các bộ phận phụ trợ)
2025|47731|4773|Bán lẻ hoa, cây cảnh, cá cảnh, chim cảnh, vật nuôi cảnh
2025|47732|4773|Bán lẻ vàng, bạc, đá quý và đá bán quý, đồ trang sức
2025|47733|4773|Bán lẻ hàng lưu niệm, hàng đan lát, hàng thủ công mỹ nghệ
2025|47734|4773|Bán lẻ tranh, ảnh và các tác phẩm nghệ thuật khác (trừ đồ cổ)
2025|47735|4773|Bán lẻ dầu hỏa, gas, than nhiên liệu dùng cho gia đình
2025|47736|4773|Bán lẻ đồng hồ, kính mắt
2025|47737|4773|Bán lẻ máy ảnh, phim ảnh và vật liệu ảnh
2025|47738|4773|Bán lẻ xe đạp và phụ tùng
2025|47739|4773|Bán lẻ hàng hóa khác mới chưa được phân vào đâu
2025|4774|477|Bán lẻ hàng hóa đã qua sử dụng
2025|47741|4774|Bán lẻ hàng may mặc đã qua sử dụng
2025|47749|4774|Bán lẻ hàng hóa khác đã qua sử dụng
2025|478|47|Bán lẻ ô tô, mô tô, xe máy, xe có động cơ khác và các bộ phận phụ trợ
2025|4781|478|Bán lẻ ô tô và xe có động cơ khác
2025|47811|4781|Bán lẻ ô tô con (loại 9 chỗ ngồi trở xuống)
2025|47819|4781|Bán lẻ ô tô (trừ ô tô con loại 9 chỗ ngồi trở xuống) và xe có động cơ khác
2025|4782|478|Bán lẻ phụ tùng và các bộ phận phụ trợ của ô tô và xe có động cơ khác
2025|47820|4782|Bán lẻ phụ tùng và các bộ phận phụ trợ của ô tô và xe có động cơ khác
2025|4783|478|Bán lẻ mô tô, xe máy, phụ tùng và các bộ phận phụ trợ của mô tô, xe máy
2025|47831|4783|Bán lẻ mô tô, xe máy
2025|47832|4783|Bán lẻ phụ tùng và các bộ phận phụ trợ của mô tô, xe máy
2025|479|47|Hoạt động dịch vụ trung gian bán lẻ
2025|4790|479|Hoạt động dịch vụ trung gian bán lẻ
2025|47900|4790|Hoạt động dịch vụ trung gian bán lẻ
2025|H||VẬN TẢI, KHO BÃI
2025|49|H|Vận tải đường sắt, đường bộ và vận tải bằng đường ống
2025|491|49|Vận tải đường sắt
2025|4911|491|Vận tải hành khách đường sắt
2025|49111|4911|Vận tải hành khách đường sắt liên tỉnh
2025|49112|4911|Vận tải hành khách bằng hệ thống đường sắt ngầm hoặc đường sắt trên cao
2025|4912|491|Vận tải hàng hóa đường sắt
2025|49120|4912|Vận tải hàng hóa đường sắt
2025|492|49|Vận tải hành khách bằng xe buýt
2025|4921|492|Vận tải hành khách bằng xe buýt trong nội thành
2025|49210|4921|Vận tải hành khách bằng xe buýt trong nội thành
2025|4922|492|Vận tải hành khách bằng xe buýt giữa nội thành và ngoại thành, liên tỉnh
2025|49220|4922|Vận tải hành khách bằng xe buýt giữa nội thành và ngoại thành, liên tỉnh
2025|4929|492|Vận tải hành khách bằng xe buýt loại khác
2025|49290|4929|Vận tải hành khách bằng xe buýt loại khác
2025|493|49|Vận tải đường bộ khác
2025|4931|493|Vận tải hành khách đường bộ trong nội thành, ngoại thành (trừ vận tải bằng xe buýt)
2025|49311|4931|Vận tải hành khách bằng taxi
2025|49312|4931|Vận tải hành khách bằng mô tô, xe máy và xe có động cơ khác
2025|49319|4931|Vận tải hành khách đường bộ loại khác trong nội thành, ngoại thành (trừ xe buýt)
2025|4932|493|Vận tải hành khách đường bộ khác
2025|49321|4932|Vận tải hành khách bằng xe khách nội tỉnh, liên tỉnh
2025|49329|4932|Vận tải hành khách đường bộ khác chưa được phân vào đâu
2025|4933|493|Vận tải hàng hóa bằng đường bộ
2025|49331|4933|Vận tải hàng hóa bằng ô tô chuyên dụng
2025|49332|4933|Vận tải hàng hóa bằng ô tô loại khác (trừ ô tô chuyên dụng)
2025|49333|4933|Vận tải hàng hóa bằng xe có động cơ loại khác
2025|49334|4933|Vận tải hàng hóa bằng xe thô sơ
2025|49339|4933|Vận tải hàng hóa bằng phương tiện đường bộ khác
2025|494|49|Vận tải đường ống
2025|4940|494|Vận tải đường ống
2025|49400|4940|Vận tải đường ống
2025|50|H|Vận tải đường thủy
2025|501|50|Vận tải ven biển và viễn dương
2025|5011|501|Vận tải hành khách ven biển và viễn dương
2025|50111|5011|Vận tải hành khách ven biển
2025|50112|5011|Vận tải hành khách viễn dương
2025|5012|501|Vận tải hàng hóa ven biển và viễn dương
2025|50121|5012|Vận tải hàng hóa ven biển
2025|50122|5012|Vận tải hàng hóa viễn dương
2025|502|50|Vận tải đường thủy nội địa
2025|5021|502|Vận tải hành khách đường thủy nội địa
2025|50211|5021|Vận tải hành khách đường thủy nội địa bằng phương tiện cơ giới
2025|50212|5021|Vận tải hành khách đường thủy nội địa bằng phương tiện thô sơ
2025|5022|502|Vận tải hàng hóa đường thủy nội địa
2025|50221|5022|Vận tải hàng hóa đường thủy nội địa bằng phương tiện cơ giới
2025|50222|5022|Vận tải hàng hóa đường thủy nội địa bằng phương tiện thô sơ
2025|51|H|Vận tải hàng không
2025|511|51|Vận tải hành khách hàng không
2025|5110|511|Vận tải hành khách hàng không
2025|51101|5110|Vận tải hành khách hàng không theo tuyến và lịch trình cố định
2025|51109|5110|Vận tải hành khách hàng không loại khác
2025|512|51|Vận tải hàng hóa hàng không
2025|5120|512|Vận tải hàng hóa hàng không
2025|51201|5120|Vận tải hàng hóa hàng không theo tuyến và lịch trình cố định
2025|51209|5120|Vận tải hàng hóa hàng không loại khác
2025|52|H|Kho bãi và các hoạt động hỗ trợ cho vận tải
2025|521|52|Kho bãi và lưu giữ hàng hóa
2025|5210|521|Kho bãi và lưu giữ hàng hóa
2025|52101|5210|Kho bãi và lưu giữ hàng hóa trong kho ngoại quan
2025|52102|5210|Kho bãi và lưu giữ hàng hóa trong kho đông lạnh (trừ kho ngoại quan)
2025|52109|5210|Kho bãi và lưu giữ hàng hóa trong kho loại khác
2025|522|52|Hoạt động dịch vụ hỗ trợ cho vận tải
2025|5221|522|Hoạt động dịch vụ hỗ trợ trực tiếp cho vận tải đường sắt
2025|52210|5221|Hoạt động dịch vụ hỗ trợ trực tiếp cho vận tải đường sắt
2025|5222|522|Hoạt động dịch vụ hỗ trợ trực tiếp cho vận tải đường thủy
2025|52221|5222|Hoạt động điều hành cảng biển
2025|52222|5222|Hoạt động dịch vụ hỗ trợ liên quan đến vận tải ven biển và viễn dương
2025|52223|5222|Hoạt động điều hành cảng đường thủy nội địa
2025|52224|5222|Hoạt động dịch vụ hỗ trợ liên quan đến vận tải đường thủy nội địa
2025|5223|522|Hoạt động dịch vụ hỗ trợ trực tiếp cho vận tải hàng không
2025|52231|5223|Dịch vụ điều hành bay
2025|52232|5223|Dịch vụ điều hành hoạt động cảng hàng không
2025|52239|5223|Hoạt động dịch vụ hỗ trợ liên quan đến vận tải hàng không
2025|5224|522|Bốc xếp hàng hóa
2025|52241|5224|Bốc xếp hàng hóa ga đường sắt
2025|52242|5224|Bốc xếp hàng hóa đường bộ
2025|52243|5224|Bốc xếp hàng hóa cảng biển
2025|52244|5224|Bốc xếp hàng hóa cảng sông
2025|52245|5224|Bốc xếp hàng hóa cảng hàng không
2025|52249|5224|Bốc xếp hàng hóa loại khác
2025|5225|522|Hoạt động dịch vụ hỗ trợ trực tiếp cho vận tải đường bộ
2025|52251|5225|Hoạt động điều hành bến xe
2025|52252|5225|Hoạt động quản lý, điều hành đường cao tốc, cầu, hầm đường bộ
2025|52253|5225|Hoạt động quản lý bãi đỗ, trông giữ phương tiện đường bộ
2025|52259|5225|Hoạt động dịch vụ khác hỗ trợ liên quan đến vận tải đường bộ
2025|5229|522|Hoạt động dịch vụ hỗ trợ khác liên quan đến vận tải
2025|52290|5229|Hoạt động dịch vụ hỗ trợ khác liên quan đến vận tải
2025|523|52|Hoạt động dịch vụ trung gian cho vận tải
2025|5231|523|Hoạt động dịch vụ trung gian cho vận tải hàng hóa
2025|52310|5231|Hoạt động dịch vụ trung gian cho vận tải hàng hóa
2025|5232|523|Hoạt động dịch vụ trung gian cho vận tải hành khách
2025|52320|5232|Hoạt động dịch vụ trung gian cho vận tải hành khách
2025|53|H|Bưu chính và chuyển phát
2025|531|53|Bưu chính
2025|5310|531|Bưu chính
2025|53100|5310|Bưu chính
2025|532|53|Chuyển phát
2025|5320|532|Chuyển phát
2025|53200|5320|Chuyển phát
2025|533|53|Hoạt động dịch vụ trung gian cho hoạt động bưu chính và chuyển phát
2025|5330|533|Hoạt động dịch vụ trung gian cho hoạt động bưu chính và chuyển phát
2025|53300|5330|Hoạt động dịch vụ trung gian cho hoạt động bưu chính và chuyển phát
2025|I||DỊCH VỤ LƯU TRÚ VÀ ĂN UỐNG
2025|55|I|Dịch vụ lưu trú
2025|551|55|Khách sạn và dịch vụ lưu trú tương tự
2025|5510|551|Khách sạn và dịch vụ lưu trú tương tự
2025|55100|5510|Khách sạn và dịch vụ lưu trú tương tự
2025|552|55|Dịch vụ lưu trú ngắn ngày khác
2025|5520|552|Dịch vụ lưu trú ngắn ngày khác
2025|55201|5520|Biệt thự hoặc căn hộ kinh doanh dịch vụ lưu trú ngắn ngày
2025|55202|5520|Nhà khách, nhà nghỉ kinh doanh dịch vụ lưu trú ngắn ngày
2025|55203|5520|Nhà trọ, phòng trọ và các cơ sở lưu trú ngắn ngày tương tự
2025|553|55|Hoạt động dịch vụ trung gian cho dịch vụ lưu trú
2025|5530|553|Hoạt động dịch vụ trung gian cho dịch vụ lưu trú
2025|55300|5530|Hoạt động dịch vụ trung gian cho dịch vụ lưu trú
2025|559|55|Cơ sở lưu trú khác
2025|5590|559|Cơ sở lưu trú khác
2025|55901|5590|Ký túc xá học sinh, sinh viên
2025|55902|5590|Chỗ nghỉ trọ trên xe lưu động, lều quán, trại dùng để nghỉ tạm
2025|55909|5590|Cơ sở lưu trú khác chưa được phân vào đâu
2025|56|I|Dịch vụ ăn uống
2025|561|56|Nhà hàng và các dịch vụ ăn uống phục vụ lưu động
2025|5610|561|Nhà hàng và các dịch vụ ăn uống phục vụ lưu động
2025|56101|5610|Nhà hàng, quán ăn, hàng ăn uống (trừ cửa hàng ăn uống thuộc chuỗi cửa hàng ăn nhanh)
2025|56102|5610|Cửa hàng ăn uống thuộc chuỗi cửa hàng ăn nhanh
2025|56109|5610|Dịch vụ ăn uống phục vụ lưu động khác
2025|562|56|Cung cấp dịch vụ ăn uống theo hợp đồng không thường xuyên và dịch vụ ăn uống khác
2025|5621|562|Cung cấp dịch vụ ăn uống theo hợp đồng không thường xuyên với khách hàng
2025|56210|5621|Cung cấp dịch vụ ăn uống theo hợp đồng không thường xuyên với khách hàng
2025|5629|562|Dịch vụ ăn uống khác
2025|56290|5629|Dịch vụ ăn uống khác
2025|563|56|Dịch vụ phục vụ đồ uống
2025|5630|563|Dịch vụ phục vụ đồ uống
2025|56301|5630|Quán rượu, bia, quầy bar
2025|56302|5630|Quán cà phê, giải khát
2025|56309|5630|Dịch vụ phục vụ đồ uống khác
2025|564|56|Hoạt động dịch vụ trung gian cho dịch vụ ăn uống
2025|5640|564|Hoạt động dịch vụ trung gian cho dịch vụ ăn uống
2025|56400|5640|Hoạt động dịch vụ trung gian cho dịch vụ ăn uống
2025|J||HOẠT ĐỘNG XUẤT BẢN, PHÁT SÓNG, SẢN XUẤT VÀ PHÂN PHỐI NỘI DUNG
2025|58|J|Hoạt động xuất bản
2025|581|58|Xuất bản sách, báo, ấn phẩm định kỳ và các hoạt động xuất bản khác
2025|5811|581|Xuất bản sách
2025|58110|5811|Xuất bản sách
2025|5812|581|Xuất bản báo
2025|58120|5812|Xuất bản báo
2025|5813|581|Xuất bản tạp chí và các ấn phẩm định kỳ
2025|58130|5813|Xuất bản tạp chí và các ấn phẩm định kỳ
2025|5819|581|Hoạt động xuất bản khác
2025|58190|5819|Hoạt động xuất bản khác
2025|582|58|Xuất bản phần mềm
2025|5821|582|Xuất bản trò chơi điện tử
2025|58210|5821|Xuất bản trò chơi điện tử
2025|5829|582|Xuất bản phần mềm khác
2025|58291|5829|Xuất bản phần mềm hệ thống
2025|58292|5829|Xuất bản phần mềm ứng dụng
2025|58299|5829|Xuất bản phần mềm khác chưa được phân vào đâu
2025|59|J|Hoạt động sản xuất phim điện ảnh, video, chương trình truyền hình, ghi âm và xuất bản âm nhạc
2025|591|59|Hoạt động phim điện ảnh, video và chương trình truyền hình
2025|5911|591|Hoạt động sản xuất phim điện ảnh, video và chương trình truyền hình
2025|59111|5911|Hoạt động sản xuất phim điện ảnh
2025|59112|5911|Hoạt động sản xuất video
2025|59113|5911|Hoạt động sản xuất chương trình truyền hình
2025|5912|591|Hoạt động hậu kỳ phim điện ảnh, video và chương trình truyền hình
2025|59120|5912|Hoạt động hậu kỳ phim điện ảnh, video và chương trình truyền hình
2025|5913|591|Hoạt động phát hành phim điện ảnh, video và chương trình truyền hình
2025|59130|5913|Hoạt động phát hành phim điện ảnh, video và chương trình truyền hình
2025|5914|591|Hoạt động chiếu phim
2025|59141|5914|Hoạt động chiếu phim cố định
2025|59142|5914|Hoạt động chiếu phim lưu động
2025|592|59|Hoạt động ghi âm và xuất bản âm nhạc
2025|5920|592|Hoạt động ghi âm và xuất bản âm nhạc
2025|59200|5920|Hoạt động ghi âm và xuất bản âm nhạc
2025|60|J|Hoạt động xây dựng chương trình, phát sóng, thông tấn và phân phối nội dung khác
2025|601|60|Hoạt động phát thanh và phân phối âm thanh
2025|6010|601|Hoạt động phát thanh và phân phối âm thanh
2025|60100|6010|Hoạt động phát thanh và phân phối âm thanh
2025|602|60|Hoạt động xây dựng chương trình truyền hình, phát sóng truyền hình và phân phối video
2025|6020|602|Hoạt động xây dựng chương trình truyền hình, phát sóng truyền hình và phân phối video
2025|60201|6020|Hoạt động xây dựng chương trình truyền hình
2025|60202|6020|Hoạt động phát sóng truyền hình
2025|60203|6020|Hoạt động phân phối video
2025|603|60|Hoạt động thông tấn và hoạt động phân phối nội dung khác
2025|6031|603|Hoạt động thông tấn
2025|60310|6031|Hoạt động thông tấn
2025|6039|603|Hoạt động các trang mạng xã hội và hoạt động phân phối nội dung khác
2025|60390|6039|Hoạt động các trang mạng xã hội và hoạt động phân phối nội dung khác
2025|K||HOẠT ĐỘNG VIỄN THÔNG; LẬP TRÌNH MÁY TÍNH, TƯ VẤN, CƠ SỞ HẠ TẦNG MÁY TÍNH VÀ CÁC DỊCH VỤ THÔNG TIN KHÁC
2025|61|K|Hoạt động viễn thông
2025|611|61|Hoạt động viễn thông có dây, không dây và vệ tinh
2025|6110|611|Hoạt động viễn thông có dây, không dây và vệ tinh
2025|61100|6110|Hoạt động viễn thông có dây, không dây và vệ tinh
2025|612|61|Hoạt động bán lại dịch vụ viễn thông và dịch vụ trung gian cho hoạt động viễn thông
2025|6120|612|Hoạt động bán lại dịch vụ viễn thông và dịch vụ trung gian cho hoạt động viễn thông
2025|61201|6120|Hoạt động bán lại dịch vụ viễn thông
2025|61202|6120|Dịch vụ trung gian cho hoạt động viễn thông
2025|619|61|Hoạt động viễn thông khác
2025|6190|619|Hoạt động viễn thông khác
2025|61900|6190|Hoạt động viễn thông khác
2025|62|K|Lập trình máy tính, dịch vụ tư vấn và các hoạt động liên quan
2025|621|62|Lập trình máy tính
2025|6211|621|Phát triển trò chơi điện tử, phần mềm trò chơi điện tử và các công cụ phần mềm trò chơi điện tử
2025|62110|6211|Phát triển trò chơi điện tử, phần mềm trò chơi điện tử và các công cụ phần mềm trò chơi điện tử
2025|6219|621|Lập trình máy tính khác
2025|62190|6219|Lập trình máy tính khác
2025|622|62|Tư vấn máy tính và quản lý cơ sở hạ tầng máy tính
2025|6220|622|Tư vấn máy tính và quản lý cơ sở hạ tầng máy tính
2025|62200|6220|Tư vấn máy tính và quản lý cơ sở hạ tầng máy tính
2025|629|62|Hoạt động dịch vụ máy tính và công nghệ thông tin khác
2025|6290|629|Hoạt động dịch vụ máy tính và công nghệ thông tin khác
2025|62900|6290|Hoạt động dịch vụ máy tính và công nghệ thông tin khác
2025|63|K|Cơ sở hạ tầng công nghệ thông tin, xử lý dữ liệu, lưu trữ và các dịch vụ thông tin liên quan khác
2025|631|63|Cơ sở hạ tầng công nghệ thông tin, xử lý dữ liệu, lưu trữ và các hoạt động liên quan
2025|6310|631|Cơ sở hạ tầng công nghệ thông tin, xử lý dữ liệu, lưu trữ và các hoạt động liên quan
2025|63100|6310|Cơ sở hạ tầng công nghệ thông tin, xử lý dữ liệu, lưu trữ và các hoạt động liên quan
2025|639|63|Hoạt động cổng tìm kiếm web và các dịch vụ thông tin khác
2025|6390|639|Hoạt động cổng tìm kiếm web và các dịch vụ thông tin khác
2025|63901|6390|Hoạt động cổng tìm kiếm web
2025|63909|6390|Dịch vụ thông tin khác
2025|L||HOẠT ĐỘNG TÀI CHÍNH, NGÂN HÀNG VÀ BẢO HIỂM
2025|64|L|Hoạt động dịch vụ tài chính (trừ bảo hiểm và hoạt động quỹ hưu trí)
2025|641|64|Hoạt động trung gian tiền tệ
2025|6411|641|Hoạt động Ngân hàng trung ương
2025|64110|6411|Hoạt động Ngân hàng trung ương
2025|6419|641|Hoạt động trung gian tiền tệ khác
2025|64190|6419|Hoạt động trung gian tiền tệ khác
2025|642|64|Hoạt động công ty nắm giữ tài sản và các kênh dẫn vốn
2025|6421|642|Hoạt động công ty nắm giữ tài sản
2025|64210|6421|Hoạt động công ty nắm giữ tài sản
2025|6422|642|Hoạt động của các kênh dẫn vốn
2025|64220|6422|Hoạt động của các kênh dẫn vốn
2025|643|64|Hoạt động quỹ tín thác, các quỹ và các tổ chức tài chính khác
2025|6431|643|Hoạt động quỹ thị trường tiền tệ
2025|64310|6431|Hoạt động quỹ thị trường tiền tệ
2025|6432|643|Hoạt động quỹ đầu tư phi thị trường tiền tệ
2025|64320|6432|Hoạt động quỹ đầu tư phi thị trường tiền tệ
2025|6433|643|Hoạt động quỹ tín thác, tài sản và tài khoản đại lý
2025|64330|6433|Hoạt động quỹ tín thác, tài sản và tài khoản đại lý
2025|649|64|Hoạt động dịch vụ tài chính khác (trừ bảo hiểm và hoạt động quỹ hưu trí)
2025|6491|649|Hoạt động cho thuê tài chính
2025|64910|6491|Hoạt động cho thuê tài chính
2025|6492|649|Hoạt động tài trợ thương mại quốc tế
2025|64920|6492|Hoạt động tài trợ thương mại quốc tế
2025|6493|649|Hoạt động bao thanh toán
2025|64930|6493|Hoạt động bao thanh toán
2025|6494|649|Hoạt động chứng khoán hóa
2025|64940|6494|Hoạt động chứng khoán hóa
2025|6495|649|Hoạt động cấp tín dụng khác
2025|64950|6495|Hoạt động cấp tín dụng khác
2025|6499|649|Hoạt động dịch vụ tài chính khác chưa được phân vào đâu (trừ bảo hiểm và hoạt động quỹ hưu trí)
2025|64990|6499|Hoạt động dịch vụ tài chính khác chưa được phân vào đâu (trừ bảo hiểm và hoạt động quỹ hưu trí)
2025|65|L|Bảo hiểm, tái bảo hiểm và hoạt động quỹ hưu trí (trừ bảo đảm xã hội bắt buộc)
2025|651|65|Bảo hiểm
2025|6511|651|Bảo hiểm nhân thọ
2025|65110|6511|Bảo hiểm nhân thọ
2025|6512|651|Bảo hiểm phi nhân thọ
2025|65120|6512|Bảo hiểm phi nhân thọ
2025|6513|651|Bảo hiểm sức khỏe
2025|65130|6513|Bảo hiểm sức khỏe
2025|652|65|Tái bảo hiểm
2025|6520|652|Tái bảo hiểm
2025|65200|6520|Tái bảo hiểm
2025|653|65|Hoạt động quỹ hưu trí
2025|6530|653|Hoạt động quỹ hưu trí
2025|65300|6530|Hoạt động quỹ hưu trí
2025|66|L|Hoạt động tài chính khác
2025|661|66|Hoạt động hỗ trợ dịch vụ tài chính (trừ bảo hiểm và hoạt động quỹ hưu trí)
2025|6611|661|Quản lý thị trường tài chính
2025|66110|6611|Quản lý thị trường tài chính
2025|6612|661|Môi giới hợp đồng hàng hóa và chứng khoán
2025|66121|6612|Môi giới hợp đồng hàng hóa
2025|66122|6612|Môi giới chứng khoán
2025|66129|6612|Môi giới khác
2025|6619|661|Hoạt động hỗ trợ dịch vụ tài chính chưa được phân vào đâu
2025|66190|6619|Hoạt động hỗ trợ dịch vụ tài chính chưa được phân vào đâu
2025|662|66|Hoạt động hỗ trợ bảo hiểm và quỹ hưu trí
2025|6621|662|Đánh giá rủi ro và thiệt hại
2025|66210|6621|Đánh giá rủi ro và thiệt hại
2025|6622|662|Hoạt động của đại lý và môi giới bảo hiểm
2025|66220|6622|Hoạt động của đại lý và môi giới bảo hiểm
2025|6629|662|Hoạt động hỗ trợ khác cho bảo hiểm và quỹ hưu trí
2025|66290|6629|Hoạt động hỗ trợ khác cho bảo hiểm và quỹ hưu trí
2025|663|66|Hoạt động quản lý quỹ
2025|6630|663|Hoạt động quản lý quỹ
2025|66300|6630|Hoạt động quản lý quỹ
2025|M||HOẠT ĐỘNG KINH DOANH BẤT ĐỘNG SẢN
2025|68|M|Hoạt động kinh doanh bất động sản
2025|681|68|Kinh doanh bất động sản, quyền sử dụng đất thuộc chủ sở hữu, chủ sử dụng hoặc đi thuê
2025|6810|681|Kinh doanh bất động sản, quyền sử dụng đất thuộc chủ sở hữu, chủ sử dụng hoặc đi thuê
2025|68101|6810|Mua, bán nhà ở và quyền sử dụng đất ở
2025|68102|6810|Mua, bán nhà và quyền sử dụng đất không để ở
2025|68103|6810|Cho thuê và vận hành nhà ở và đất ở
2025|68104|6810|Cho thuê và vận hành nhà và đất không để ở
2025|68109|6810|Kinh doanh bất động sản khác
2025|682|68|Hoạt động bất động sản trên cơ sở phí hoặc hợp đồng
2025|6821|682|Dịch vụ trung gian cho hoạt động bất động sản
2025|68210|6821|Dịch vụ trung gian cho hoạt động bất động sản
2025|6829|682|Hoạt động bất động sản khác trên cơ sở phí hoặc hợp đồng
2025|68291|6829|Hoạt động tư vấn và quản lý nhà ở và quyền sử dụng đất ở
2025|68292|6829|Hoạt động tư vấn và quản lý nhà và quyền sử dụng đất không để ở
2025|68293|6829|Hoạt động đấu giá bất động sản, đấu giá quyền sử dụng bất động sản
2025|68299|6829|Hoạt động bất động sản khác chưa được phân vào đâu trên cơ sở phí hoặc hợp đồng
2025|N||HOẠT ĐỘNG CHUYÊN MÔN, KHOA HỌC VÀ CÔNG NGHỆ
2025|69|N|Hoạt động pháp luật, kế toán và kiểm toán
2025|691|69|Hoạt động pháp luật
2025|6910|691|Hoạt động pháp luật
2025|69101|6910|Hoạt động đại diện, tư vấn pháp luật
2025|69102|6910|Hướng dẫn chung và tư vấn, chuẩn bị các tài liệu pháp lý
2025|69109|6910|Hoạt động pháp luật khác
2025|692|69|Hoạt động liên quan đến kế toán, kiểm toán và tư vấn về thuế
2025|6920|692|Hoạt động liên quan đến kế toán, kiểm toán và tư vấn về thuế
2025|69201|6920|Hoạt động liên quan đến kế toán
2025|69202|6920|Hoạt động liên quan đến kiểm toán
2025|69203|6920|Hoạt động liên quan đến tư vấn về thuế
2025|69209|6920|Hoạt động liên quan đến kế toán, kiểm toán và tư vấn về thuế khác
2025|70|N|Hoạt động của trụ sở văn phòng; hoạt động tư vấn quản lý
2025|701|70|Hoạt động của trụ sở văn phòng
2025|7010|701|Hoạt động của trụ sở văn phòng
2025|70100|7010|Hoạt động của trụ sở văn phòng
2025|702|70|Hoạt động tư vấn quản lý kinh doanh và hoạt động tư vấn quản lý khác
2025|7020|702|Hoạt động tư vấn quản lý kinh doanh và hoạt động tư vấn quản lý khác
2025|70200|7020|Hoạt động tư vấn quản lý kinh doanh và hoạt động tư vấn quản lý khác
2025|71|N|Hoạt động kiến trúc; kiểm tra và phân tích kỹ thuật
2025|711|71|Hoạt động kiến trúc và tư vấn kỹ thuật có liên quan
2025|7110|711|Hoạt động kiến trúc và tư vấn kỹ thuật có liên quan
2025|71101|7110|Hoạt động kiến trúc
2025|71102|7110|Hoạt động đo đạc và bản đồ
2025|71103|7110|Hoạt động thăm dò địa chất, nước dưới đất
2025|71109|7110|Hoạt động tư vấn kỹ thuật có liên quan khác
2025|712|71|Kiểm tra và phân tích kỹ thuật
2025|7120|712|Kiểm tra và phân tích kỹ thuật
2025|71200|7120|Kiểm tra và phân tích kỹ thuật
2025|72|N|Nghiên cứu khoa học và phát triển công nghệ
2025|721|72|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học tự nhiên và kỹ thuật
2025|7211|721|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học tự nhiên
2025|72110|7211|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học tự nhiên
2025|7212|721|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học kỹ thuật và công nghệ
2025|72120|7212|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học kỹ thuật và công nghệ
2025|7213|721|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học y, dược
2025|72130|7213|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học y, dược
2025|7214|721|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học nông nghiệp
2025|72140|7214|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học nông nghiệp
2025|722|72|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học xã hội và nhân văn
2025|7221|722|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học xã hội
2025|72210|7221|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học xã hội
2025|7222|722|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học nhân văn
2025|72220|7222|Nghiên cứu khoa học và phát triển công nghệ trong lĩnh vực khoa học nhân văn
2025|73|N|Quảng cáo, nghiên cứu thị trường và quan hệ công chúng
2025|731|73|Quảng cáo
2025|7310|731|Quảng cáo
2025|73100|7310|Quảng cáo
2025|732|73|Nghiên cứu thị trường và thăm dò dư luận
2025|7320|732|Nghiên cứu thị trường và thăm dò dư luận
2025|73200|7320|Nghiên cứu thị trường và thăm dò dư luận
2025|733|73|Hoạt động quan hệ công chúng
2025|7330|733|Hoạt động quan hệ công chúng
2025|73300|7330|Hoạt động quan hệ công chúng
2025|74|N|Hoạt động chuyên môn, khoa học và công nghệ khác
2025|741|74|Hoạt động thiết kế chuyên dụng
2025|7410|741|Hoạt động thiết kế chuyên dụng
2025|74100|7410|Hoạt động thiết kế chuyên dụng
2025|742|74|Hoạt động nhiếp ảnh
2025|7420|742|Hoạt động nhiếp ảnh
2025|74200|7420|Hoạt động nhiếp ảnh
2025|743|74|Hoạt động phiên dịch
2025|7430|743|Hoạt động phiên dịch
2025|74300|7430|Hoạt động phiên dịch
2025|749|74|Hoạt động chuyên môn, khoa học và công nghệ khác chưa được phân vào đâu
2025|7491|749|Hoạt động môi giới và tiếp thị bằng sáng chế
2025|74910|7491|Hoạt động môi giới và tiếp thị bằng sáng chế
2025|7499|749|Hoạt động chuyên môn, khoa học và công nghệ khác còn lại chưa được phân vào đâu
2025|74990|7499|Hoạt động chuyên môn, khoa học và công nghệ khác còn lại chưa được phân vào đâu
2025|75|N|Hoạt động thú y
2025|750|75|Hoạt động thú y
2025|7500|750|Hoạt động thú y
2025|75000|7500|Hoạt động thú y
2025|O||HOẠT ĐỘNG HÀNH CHÍNH VÀ DỊCH VỤ HỖ TRỢ
2025|77|O|Cho thuê hoạt động
2025|771|77|Cho thuê xe có động cơ
2025|7710|771|Cho thuê xe có động cơ
2025|77101|7710|Cho thuê ô tô
2025|77109|7710|Cho thuê xe có động cơ khác
2025|772|77|Cho thuê đồ dùng cá nhân và gia đình
2025|7721|772|Cho thuê thiết bị thể thao, vui chơi giải trí
2025|77210|7721|Cho thuê thiết bị thể thao, vui chơi giải trí
2025|7729|772|Cho thuê đồ dùng cá nhân và gia đình khác
2025|77290|7729|Cho thuê đồ dùng cá nhân và gia đình khác
2025|773|77|Cho thuê máy móc, thiết bị và đồ dùng hữu hình khác không kèm người điều khiển
2025|7730|773|Cho thuê máy móc, thiết bị và đồ dùng hữu hình khác không kèm người điều khiển
2025|77301|7730|Cho thuê máy móc, thiết bị nông, lâm nghiệp không kèm người điều khiển
2025|77302|7730|Cho thuê máy móc, thiết bị xây dựng không kèm người điều khiển
2025|77303|7730|Cho thuê máy móc, thiết bị văn phòng (kể cả máy tính) không kèm người điều khiển
2025|77304|7730|Cho thuê máy bay, phương tiện bay không kèm người điều khiển
2025|77305|7730|Cho thuê tàu, thuyền và kết cấu nổi không kèm người điều khiển
2025|77309|7730|Cho thuê máy móc, thiết bị và đồ dùng hữu hình khác không kèm người điều khiển chưa được phân vào đâu
2025|774|77|Cho thuê tài sản vô hình phi tài chính
2025|7740|774|Cho thuê tài sản vô hình phi tài chính
2025|77400|7740|Cho thuê tài sản vô hình phi tài chính
2025|775|77|Hoạt động dịch vụ trung gian cho thuê đồ dùng hữu hình và tài sản vô hình phi tài chính
2025|7750|775|Hoạt động dịch vụ trung gian cho thuê đồ dùng hữu hình và tài sản vô hình phi tài chính
2025|77500|7750|Hoạt động dịch vụ trung gian cho thuê đồ dùng hữu hình và tài sản vô hình phi tài chính
2025|78|O|Hoạt động dịch vụ lao động và việc làm
2025|781|78|Hoạt động của các trung tâm giới thiệu việc làm
2025|7810|781|Hoạt động của các trung tâm giới thiệu việc làm
2025|78100|7810|Hoạt động của các trung tâm giới thiệu việc làm
2025|782|78|Cung ứng lao động tạm thời và nguồn nhân lực khác
2025|7821|782|Cung ứng lao động tạm thời
2025|78210|7821|Cung ứng lao động tạm thời
2025|7822|782|Cung ứng nguồn nhân lực khác
2025|78221|7822|Cung ứng nguồn nhân lực khác trong nước
2025|78222|7822|Cung ứng nguồn nhân lực khác làm việc ở nước ngoài
2025|79|O|Hoạt động của các đại lý lữ hành, kinh doanh tua du lịch và hoạt động liên quan đến du lịch khác
2025|791|79|Hoạt động của các đại lý lữ hành, kinh doanh tua du lịch
2025|7911|791|Đại lý lữ hành
2025|79110|7911|Đại lý lữ hành
2025|7912|791|Điều hành tua du lịch
2025|79120|7912|Điều hành tua du lịch
2025|799|79|Hoạt động liên quan đến du lịch khác
2025|7990|799|Hoạt động liên quan đến du lịch khác
2025|79900|7990|Hoạt động liên quan đến du lịch khác
2025|80|O|Hoạt động điều tra bảo đảm an toàn
2025|801|80|Hoạt động điều tra bảo đảm an toàn
2025|8011|801|Dịch vụ điều tra và hoạt động bảo vệ tư nhân
2025|80110|8011|Dịch vụ điều tra và hoạt động bảo vệ tư nhân
2025|8019|801|Dịch vụ bảo đảm an toàn khác
2025|80190|8019|Dịch vụ bảo đảm an toàn khác
2025|81|O|Hoạt động dịch vụ vệ sinh nhà cửa, công trình và cảnh quan
2025|811|81|Dịch vụ hỗ trợ tổng hợp
2025|8110|811|Dịch vụ hỗ trợ tổng hợp
2025|81100|8110|Dịch vụ hỗ trợ tổng hợp
2025|812|81|Dịch vụ vệ sinh
2025|8121|812|Vệ sinh chung nhà cửa
2025|81210|8121|Vệ sinh chung nhà cửa
2025|8129|812|Dịch vụ vệ sinh khác
2025|81290|8129|Dịch vụ vệ sinh khác
2025|813|81|Dịch vụ cảnh quan
2025|8130|813|Dịch vụ cảnh quan
2025|81300|8130|Dịch vụ cảnh quan
2025|82|O|Hoạt động hành chính, hỗ trợ văn phòng và các hoạt động hỗ trợ kinh doanh khác
2025|821|82|Hoạt động hành chính và hỗ trợ văn phòng
2025|8210|821|Hoạt động hành chính và hỗ trợ văn phòng
2025|82100|8210|Hoạt động hành chính và hỗ trợ văn phòng
2025|822|82|Hoạt động dịch vụ liên quan đến các cuộc gọi
2025|8220|822|Hoạt động dịch vụ liên quan đến các cuộc gọi
2025|82200|8220|Hoạt động dịch vụ liên quan đến các cuộc gọi
2025|823|82|Tổ chức giới thiệu và xúc tiến thương mại
2025|8230|823|Tổ chức giới thiệu và xúc tiến thương mại
2025|82300|8230|Tổ chức giới thiệu và xúc tiến thương mại
2025|824|82|Hoạt động dịch vụ trung gian cho các hoạt động dịch vụ hỗ trợ kinh doanh chưa được phân vào đâu (trừ trung gian tài chính)
2025|8240|824|Hoạt động dịch vụ trung gian cho các hoạt động dịch vụ hỗ trợ kinh doanh chưa được phân vào đâu (trừ trung gian tài chính)
2025|82400|8240|Hoạt động dịch vụ trung gian cho các hoạt động dịch vụ hỗ trợ kinh doanh chưa được phân vào đâu (trừ trung gian tài chính)
2025|829|82|Hoạt động dịch vụ hỗ trợ kinh doanh khác chưa được phân vào đâu
2025|8291|829|Hoạt động dịch vụ hỗ trợ thanh toán, tín dụng
2025|82910|8291|Hoạt động dịch vụ hỗ trợ thanh toán, tín dụng
2025|8292|829|Dịch vụ đóng gói
2025|82920|8292|Dịch vụ đóng gói
2025|8299|829|Hoạt động dịch vụ hỗ trợ kinh doanh khác còn lại chưa được phân vào đâu
2025|82990|8299|Hoạt động dịch vụ hỗ trợ kinh doanh khác còn lại chưa được phân vào đâu
2025|P||HOẠT ĐỘNG CỦA ĐẢNG CỘNG SẢN, TỔ CHỨC CHÍNH TRỊ - XÃ HỘI, QUẢN LÝ NHÀ NƯỚC, AN NINH QUỐC PHÒNG; BẢO ĐẢM XÃ HỘI BẮT BUỘC
2025|84|P|Hoạt động của Đảng Cộng sản, tổ chức chính trị - xã hội, quản lý nhà nước, an ninh quốc phòng, đối ngoại; bảo đảm xã hội bắt buộc
2025|841|84|Hoạt động của Đảng Cộng sản, tổ chức chính trị - xã hội, quản lý nhà nước và quản lý chính sách kinh tế, xã hội, môi trường
2025|8411|841|Hoạt động của Đảng Cộng sản, tổ chức chính trị - xã hội, hoạt động quản lý nhà nước nói chung và kinh tế tổng hợp
2025|84111|8411|Hoạt động của Đảng Cộng sản, tổ chức chính trị - xã hội
2025|84112|8411|Hoạt động quản lý nhà nước nói chung và kinh tế tổng hợp
2025|8412|841|Hoạt động quản lý nhà nước trong các lĩnh vực y tế, giáo dục, văn hóa và các dịch vụ xã hội khác (trừ môi trường và bảo đảm xã hội bắt buộc)
2025|84120|8412|Hoạt động quản lý nhà nước trong các lĩnh vực y tế, giáo dục, văn hóa và các dịch vụ xã hội khác (trừ môi trường và bảo đảm xã hội bắt buộc)
2025|8413|841|Hoạt động quản lý nhà nước trong lĩnh vực môi trường
2025|84130|8413|Hoạt động quản lý nhà nước trong lĩnh vực môi trường
2025|8414|841|Hoạt động quản lý nhà nước trong các lĩnh vực kinh tế chuyên ngành
2025|84140|8414|Hoạt động quản lý nhà nước trong các lĩnh vực kinh tế chuyên ngành
2025|842|84|Hoạt động phục vụ chung cho toàn đất nước
2025|8421|842|Hoạt động đối ngoại
2025|84210|8421|Hoạt động đối ngoại
2025|8422|842|Hoạt động quốc phòng
2025|84220|8422|Hoạt động quốc phòng
2025|8423|842|Hoạt động an ninh, trật tự an toàn xã hội
2025|84230|8423|Hoạt động an ninh, trật tự an toàn xã hội
2025|843|84|Hoạt động bảo đảm xã hội bắt buộc
2025|8430|843|Hoạt động bảo đảm xã hội bắt buộc
2025|84300|8430|Hoạt động bảo đảm xã hội bắt buộc
2025|Q||GIÁO DỤC VÀ ĐÀO TẠO
2025|85|Q|Giáo dục và đào tạo
2025|851|85|Giáo dục mầm non
2025|8511|851|Giáo dục nhà trẻ
2025|85110|8511|Giáo dục nhà trẻ
2025|8512|851|Giáo dục mẫu giáo
2025|85120|8512|Giáo dục mẫu giáo
2025|852|85|Giáo dục phổ thông
2025|8521|852|Giáo dục tiểu học
2025|85210|8521|Giáo dục tiểu học
2025|8522|852|Giáo dục trung học cơ sở
2025|85220|8522|Giáo dục trung học cơ sở
2025|8523|852|Giáo dục trung học phổ thông
2025|85230|8523|Giáo dục trung học phổ thông
2025|853|85|Giáo dục nghề nghiệp
2025|8531|853|Đào tạo sơ cấp
2025|85310|8531|Đào tạo sơ cấp
2025|8532|853|Đào tạo trung cấp
2025|85320|8532|Đào tạo trung cấp
2025|8533|853|Đào tạo cao đẳng
2025|85330|8533|Đào tạo cao đẳng
2025|854|85|Giáo dục đại học
2025|8541|854|Đào tạo đại học
2025|85410|8541|Đào tạo đại học
2025|8542|854|Đào tạo thạc sỹ
2025|85420|8542|Đào tạo thạc sỹ
2025|8543|854|Đào tạo tiến sỹ
2025|85430|8543|Đào tạo tiến sỹ
2025|855|85|Giáo dục khác
2025|8551|855|Giáo dục thể thao và giải trí
2025|85510|8551|Giáo dục thể thao và giải trí
2025|8552|855|Giáo dục văn hóa nghệ thuật
2025|85520|8552|Giáo dục văn hóa nghệ thuật
2025|8553|855|Hoạt động đào tạo sử dụng phương tiện vận tải phi thương mại
2025|85530|8553|Hoạt động đào tạo sử dụng phương tiện vận tải phi thương mại
2025|8554|855|Giáo dục dự bị đại học
2025|85540|8554|Giáo dục dự bị đại học
2025|8559|855|Giáo dục khác chưa được phân vào đâu
2025|85590|8559|Giáo dục khác chưa được phân vào đâu
2025|856|85|Hoạt động hỗ trợ giáo dục
2025|8561|856|Hoạt động dịch vụ trung gian cho các khóa học và gia sư
2025|85610|8561|Hoạt động dịch vụ trung gian cho các khóa học và gia sư
2025|8569|856|Hoạt động hỗ trợ giáo dục khác
2025|85690|8569|Hoạt động hỗ trợ giáo dục khác
2025|R||Y TẾ VÀ HOẠT ĐỘNG TRỢ GIÚP XÃ HỘI
2025|86|R|Hoạt động y tế
2025|861|86|Hoạt động của các bệnh viện, trạm y tế
2025|8610|861|Hoạt động của các bệnh viện, trạm y tế
2025|86101|8610|Hoạt động của các bệnh viện
2025|86102|8610|Hoạt động của các trạm y tế
2025|862|86|Hoạt động của các phòng khám đa khoa, chuyên khoa và nha khoa
2025|8620|862|Hoạt động của các phòng khám đa khoa, chuyên khoa và nha khoa
2025|86201|8620|Hoạt động của các phòng khám đa khoa, chuyên khoa
2025|86202|8620|Hoạt động của các phòng khám nha khoa
2025|869|86|Hoạt động y tế khác
2025|8691|869|Hoạt động dịch vụ trung gian cho các dịch vụ y tế, nha khoa và dịch vụ y tế khác
2025|86910|8691|Hoạt động dịch vụ trung gian cho các dịch vụ y tế, nha khoa và dịch vụ y tế khác
2025|8692|869|Hoạt động y tế dự phòng
2025|86920|8692|Hoạt động y tế dự phòng
2025|8693|869|Hoạt động của hệ thống cơ sở chỉnh hình, phục hồi chức năng
2025|86930|8693|Hoạt động của hệ thống cơ sở chỉnh hình, phục hồi chức năng
2025|8699|869|Hoạt động y tế khác chưa được phân vào đâu
2025|86990|8699|Hoạt động y tế khác chưa được phân vào đâu
2025|87|R|Hoạt động chăm sóc, điều dưỡng tập trung
2025|871|87|Hoạt động của các cơ sở nuôi dưỡng, điều dưỡng
2025|8710|871|Hoạt động của các cơ sở nuôi dưỡng, điều dưỡng
2025|87101|8710|Hoạt động của các cơ sở nuôi dưỡng, điều dưỡng thương bệnh binh
2025|87109|8710|Hoạt động của các cơ sở nuôi dưỡng, điều dưỡng các đối tượng khác
2025|872|87|Hoạt động chăm sóc sức khoẻ người khuyết tật trí tuệ, thần kinh, tâm thần và người nghiện
2025|8720|872|Hoạt động chăm sóc sức khoẻ người khuyết tật trí tuệ, thần kinh, tâm thần và người nghiện
2025|87201|8720|Hoạt động chăm sóc sức khoẻ người khuyết tật trí tuệ, thần kinh, tâm thần
2025|87202|8720|Hoạt động chăm sóc sức khoẻ, cai nghiện phục hồi người nghiện
2025|873|87|Hoạt động chăm sóc sức khoẻ người có công, người già và người khuyết tật không có khả năng tự chăm sóc
2025|8730|873|Hoạt động chăm sóc sức khoẻ người có công, người già và người khuyết tật không có khả năng tự chăm sóc
2025|87301|8730|Hoạt động chăm sóc sức khoẻ người có công (trừ thương bệnh binh)
2025|87302|8730|Hoạt động chăm sóc sức khoẻ người già
2025|87303|8730|Hoạt động chăm sóc sức khoẻ người khuyết tật
2025|879|87|Hoạt động chăm sóc tập trung khác
2025|8791|879|Hoạt động dịch vụ trung gian cho các hoạt động chăm sóc tập trung
2025|87910|8791|Hoạt động dịch vụ trung gian cho các hoạt động chăm sóc tập trung
2025|8799|879|Hoạt động chăm sóc tập trung khác chưa được phân vào đâu
2025|87991|8799|Hoạt động chữa bệnh, phục hồi nhân phẩm cho đối tượng mại dâm
2025|87999|8799|Hoạt động chăm sóc tập trung khác còn lại chưa được phân vào đâu
2025|88|R|Hoạt động trợ giúp xã hội không tập trung
2025|881|88|Hoạt động trợ giúp xã hội không tập trung đối với người có công, thương bệnh binh, người già và người khuyết tật
2025|8810|881|Hoạt động trợ giúp xã hội không tập trung đối với người có công, thương bệnh binh, người già và người khuyết tật
2025|88101|8810|Hoạt động trợ giúp xã hội không tập trung đối với người có công (trừ thương bệnh binh)
2025|88102|8810|Hoạt động trợ giúp xã hội không tập trung đối với thương bệnh binh
2025|88103|8810|Hoạt động trợ giúp xã hội không tập trung đối với người già và người khuyết tật
2025|889|88|Hoạt động trợ giúp xã hội không tập trung khác
2025|8890|889|Hoạt động trợ giúp xã hội không tập trung khác
2025|88900|8890|Hoạt động trợ giúp xã hội không tập trung khác
2025|S||NGHỆ THUẬT, THỂ THAO VÀ GIẢI TRÍ
2025|90|S|Hoạt động sáng tạo nghệ thuật và biểu diễn nghệ thuật
2025|901|90|Hoạt động sáng tạo nghệ thuật
2025|9011|901|Hoạt động sáng tác văn học và sáng tác âm nhạc
2025|90110|9011|Hoạt động sáng tác văn học và sáng tác âm nhạc
2025|9012|901|Hoạt động sáng tạo nghệ thuật thị giác
2025|90120|9012|Hoạt động sáng tạo nghệ thuật thị giác
2025|9019|901|Hoạt động sáng tạo nghệ thuật khác
2025|90190|9019|Hoạt động sáng tạo nghệ thuật khác
2025|902|90|Hoạt động biểu diễn nghệ thuật
2025|9020|902|Hoạt động biểu diễn nghệ thuật
2025|90200|9020|Hoạt động biểu diễn nghệ thuật
2025|903|90|Hoạt động hỗ trợ sáng tạo nghệ thuật và biểu diễn nghệ thuật
2025|9031|903|Hoạt động của cơ sở và địa điểm nghệ thuật
2025|90310|9031|Hoạt động của cơ sở và địa điểm nghệ thuật
2025|9039|903|Hoạt động hỗ trợ khác cho sáng tạo nghệ thuật và biểu diễn nghệ thuật
2025|90390|9039|Hoạt động hỗ trợ khác cho sáng tạo nghệ thuật và biểu diễn nghệ thuật
2025|91|S|Hoạt động của thư viện, lưu trữ, bảo tàng và các hoạt động văn hóa khác
2025|911|91|Hoạt động thư viện và lưu trữ
2025|9111|911|Hoạt động thư viện
2025|91110|9111|Hoạt động thư viện
2025|9112|911|Hoạt động lưu trữ
2025|91120|9112|Hoạt động lưu trữ
2025|912|91|Hoạt động bảo tàng, sưu tập, di tích và di sản
2025|9121|912|Hoạt động bảo tàng và sưu tập
2025|91210|9121|Hoạt động bảo tàng và sưu tập
2025|9122|912|Hoạt động di tích lịch sử và di tích
2025|91220|9122|Hoạt động di tích lịch sử và di tích
2025|913|91|Bảo tồn, phục hồi và các hoạt động hỗ trợ khác cho di sản văn hóa
2025|9130|913|Bảo tồn, phục hồi và các hoạt động hỗ trợ khác cho di sản văn hóa
2025|91300|9130|Bảo tồn, phục hồi và các hoạt động hỗ trợ khác cho di sản văn hóa
2025|914|91|Hoạt động của các vườn bách thảo, bách thú và khu bảo tồn thiên nhiên
2025|9141|914|Hoạt động của các vườn bách thảo và bách thú
2025|91410|9141|Hoạt động của các vườn bách thảo và bách thú
2025|9142|914|Hoạt động của khu bảo tồn thiên nhiên
2025|91420|9142|Hoạt động của khu bảo tồn thiên nhiên
2025|92|S|Hoạt động xổ số, cá cược và đánh bạc
2025|920|92|Hoạt động xổ số, cá cược và đánh bạc
2025|9200|920|Hoạt động xổ số, cá cược và đánh bạc
2025|92001|9200|Hoạt động xổ số
2025|92002|9200|Hoạt động cá cược và đánh bạc
2025|93|S|Hoạt động thể thao, vui chơi và giải trí
2025|931|93|Hoạt động thể thao
2025|9311|931|Hoạt động của các cơ sở thể thao
2025|93110|9311|Hoạt động của các cơ sở thể thao
2025|9312|931|Hoạt động của các câu lạc bộ thể thao
2025|93120|9312|Hoạt động của các câu lạc bộ thể thao
2025|9319|931|Hoạt động thể thao khác
2025|93190|9319|Hoạt động thể thao khác
2025|932|93|Hoạt động vui chơi giải trí
2025|9321|932|Hoạt động của các công viên vui chơi và công viên theo chủ đề
2025|93210|9321|Hoạt động của các công viên vui chơi và công viên theo chủ đề
2025|9329|932|Hoạt động vui chơi giải trí khác
2025|93290|9329|Hoạt động vui chơi giải trí khác
2025|T||HOẠT ĐỘNG DỊCH VỤ KHÁC
2025|94|T|Hoạt động của các hiệp hội, tổ chức khác
2025|941|94|Hoạt động của các hiệp hội kinh doanh, nghiệp chủ và nghề nghiệp
2025|9411|941|Hoạt động của các hiệp hội kinh doanh và nghiệp chủ
2025|94110|9411|Hoạt động của các hiệp hội kinh doanh và nghiệp chủ
2025|9412|941|Hoạt động của các hội nghề nghiệp
2025|94120|9412|Hoạt động của các hội nghề nghiệp
2025|942|94|Hoạt động của công đoàn
2025|9420|942|Hoạt động của công đoàn
2025|94200|9420|Hoạt động của công đoàn
2025|949|94|Hoạt động của các tổ chức khác
2025|9491|949|Hoạt động của các tổ chức tôn giáo
2025|94910|9491|Hoạt động của các tổ chức tôn giáo
2025|9499|949|Hoạt động của các tổ chức khác chưa được phân vào đâu
2025|94990|9499|Hoạt động của các tổ chức khác chưa được phân vào đâu
2025|95|T|Sửa chữa, bảo dưỡng máy tính, đồ dùng cá nhân và gia đình, ô tô, mô tô, xe máy và xe có động cơ khác
2025|951|95|Sửa chữa, bảo dưỡng máy tính, thiết bị thông tin và truyền thông
2025|9510|951|Sửa chữa, bảo dưỡng máy tính, thiết bị thông tin và truyền thông
2025|95100|9510|Sửa chữa, bảo dưỡng máy tính, thiết bị thông tin và truyền thông
2025|952|95|Sửa chữa, bảo dưỡng đồ dùng cá nhân và gia đình
2025|9521|952|Sửa chữa, bảo dưỡng thiết bị nghe nhìn điện tử gia dụng
2025|95210|9521|Sửa chữa, bảo dưỡng thiết bị nghe nhìn điện tử gia dụng
2025|9522|952|Sửa chữa, bảo dưỡng thiết bị, đồ dùng gia đình
2025|95220|9522|Sửa chữa, bảo dưỡng thiết bị, đồ dùng gia đình
2025|9523|952|Sửa chữa, bảo dưỡng giày, dép, hàng da và giả da
2025|95230|9523|Sửa chữa, bảo dưỡng giày, dép, hàng da và giả da
2025|9524|952|Sửa chữa, bảo dưỡng giường, tủ, bàn, ghế và đồ nội thất tương tự
2025|95240|9524|Sửa chữa, bảo dưỡng giường, tủ, bàn, ghế và đồ nội thất tương tự
2025|9529|952|Sửa chữa, bảo dưỡng xe đạp, đồng hồ, đồ dùng cá nhân và gia đình khác chưa được phân vào đâu
2025|95290|9529|Sửa chữa, bảo dưỡng xe đạp, đồng hồ, đồ dùng cá nhân và gia đình khác chưa được phân vào đâu
2025|953|95|Sửa chữa, bảo dưỡng ô tô, mô tô, xe máy và xe có động cơ khác
2025|9531|953|Sửa chữa, bảo dưỡng ô tô và xe có động cơ khác
2025|95310|9531|Sửa chữa, bảo dưỡng ô tô và xe có động cơ khác
2025|9532|953|Sửa chữa, bảo dưỡng mô tô, xe máy
2025|95320|9532|Sửa chữa, bảo dưỡng mô tô, xe máy
2025|954|95|Hoạt động dịch vụ trung gian cho sửa chữa, bảo dưỡng máy tính, đồ dùng cá nhân và gia đình, ô tô, mô tô, xe máy và xe có động cơ khác
2025|9540|954|Hoạt động dịch vụ trung gian cho sửa chữa, bảo dưỡng máy tính, đồ dùng cá nhân và gia đình, ô tô, mô tô, xe máy và xe có động cơ khác
2025|95400|9540|Hoạt động dịch vụ trung gian cho sửa chữa, bảo dưỡng máy tính, đồ dùng cá nhân và gia đình, ô tô, mô tô, xe máy và xe có động cơ khác
2025|96|T|Hoạt động dịch vụ phục vụ cá nhân
2025|961|96|Giặt là, làm sạch các sản phẩm dệt và lông thú
2025|9610|961|Giặt là, làm sạch các sản phẩm dệt và lông thú
2025|96100|9610|Giặt là, làm sạch các sản phẩm dệt và lông thú
2025|962|96|Dịch vụ làm tóc, chăm sóc sắc đẹp, spa và các hoạt động tương tự
2025|9621|962|Dịch vụ làm tóc
2025|96210|9621|Dịch vụ làm tóc
2025|9622|962|Dịch vụ chăm sóc sắc đẹp và các hoạt động làm đẹp khác
2025|96220|9622|Dịch vụ chăm sóc sắc đẹp và các hoạt động làm đẹp khác
2025|9623|962|Dịch vụ spa và xông hơi
2025|96230|9623|Dịch vụ spa và xông hơi
2025|963|96|Hoạt động dịch vụ phục vụ tang lễ và các dịch vụ liên quan
2025|9630|963|Hoạt động dịch vụ phục vụ tang lễ và các dịch vụ liên quan
2025|96300|9630|Hoạt động dịch vụ phục vụ tang lễ và các dịch vụ liên quan
2025|964|96|Hoạt động trung gian cho dịch vụ cá nhân
2025|9640|964|Hoạt động trung gian cho dịch vụ cá nhân
2025|96400|9640|Hoạt động trung gian cho dịch vụ cá nhân
2025|969|96|Hoạt động dịch vụ phục vụ cá nhân khác
2025|9690|969|Hoạt động dịch vụ phục vụ cá nhân khác
2025|96901|9690|Hoạt động dịch vụ phục vụ hôn lễ và các dịch vụ liên quan
2025|96909|9690|Hoạt động dịch vụ phục vụ cá nhân khác chưa được phân vào đâu
2025|U||HOẠT ĐỘNG LÀM THUÊ CÁC CÔNG VIỆC TRONG CÁC HỘ GIA ĐÌNH, SẢN XUẤT SẢN PHẨM VẬT CHẤT VÀ DỊCH VỤ TỰ TIÊU DÙNG CỦA HỘ GIA ĐÌNH
2025|97|U|Hoạt động làm thuê công việc gia đình trong các hộ gia đình
2025|970|97|Hoạt động làm thuê công việc gia đình trong các hộ gia đình
2025|9700|970|Hoạt động làm thuê công việc gia đình trong các hộ gia đình
2025|97000|9700|Hoạt động làm thuê công việc gia đình trong các hộ gia đình
2025|98|U|Hoạt động sản xuất sản phẩm vật chất và dịch vụ tự tiêu dùng của hộ gia đình
2025|981|98|Hoạt động sản xuất các sản phẩm vật chất tự tiêu dùng của hộ gia đình
2025|9810|981|Hoạt động sản xuất các sản phẩm vật chất tự tiêu dùng của hộ gia đình
2025|98100|9810|Hoạt động sản xuất các sản phẩm vật chất tự tiêu dùng của hộ gia đình
2025|982|98|Hoạt động sản xuất các sản phẩm dịch vụ tự tiêu dùng của hộ gia đình
2025|9820|982|Hoạt động sản xuất các sản phẩm dịch vụ tự tiêu dùng của hộ gia đình
2025|98200|9820|Hoạt động sản xuất các sản phẩm dịch vụ tự tiêu dùng của hộ gia đình
2025|V||HOẠT ĐỘNG CỦA CÁC TỔ CHỨC VÀ CƠ QUAN QUỐC TẾ
2025|99|V|Hoạt động của các tổ chức và cơ quan quốc tế
2025|990|99|Hoạt động của các tổ chức và cơ quan quốc tế
2025|9900|990|Hoạt động của các tổ chức và cơ quan quốc tế
2025|99000|9900|Hoạt động của các tổ chức và cơ quan quốc tế$list$, '\n') as line) lines;

-- 2018|2025|whole or part.
insert into industry_correspondence (from_code, to_code, partial)
select part[1], part[2], part[3] = 'part'
  from (select regexp_split_to_array(line, '\|') as part
          from regexp_split_to_table($list$B|B|whole
05|05|whole
051|051|whole
0510|0510|whole
05100|05100|whole
052|052|whole
0520|0520|whole
05200|05200|whole
06|06|whole
061|061|whole
0610|0610|whole
06100|06100|whole
062|062|whole
0620|0620|whole
06200|06200|whole
07|07|whole
071|071|whole
0710|0710|whole
07100|07100|whole
072|072|whole
0721|0721|whole
07210|07210|whole
0722|0729|whole
07221|07291|whole
07229|07299|whole
073|073|whole
0730|0730|whole
07300|07300|whole
08|08|whole
081|081|whole
0810|0810|whole
08101|08101|whole
08102|08102|part
08102|08103|part
08103|08104|whole
089|089|whole
0891|0891|whole
08910|08910|whole
0892|0892|whole
08920|08920|whole
0893|0893|whole
08930|08930|whole
0899|0899|whole
08990|08990|whole
09|09|whole
091|091|whole
0910|0910|whole
09100|09100|whole
099|099|whole
0990|0990|whole
09900|09900|whole
C|C|whole
10|10|whole
101|101|whole
1010|1010|whole
10101|10101|whole
10102|10102|whole
10109|10109|whole
102|102|whole
1020|1020|whole
10201|10201|whole
10202|10202|whole
10203|10203|whole
10209|10209|whole
103|103|whole
1030|1030|whole
10301|10301|whole
10309|10309|whole
104|104|whole
1040|1040|whole
10401|10401|whole
10402|10402|whole
105|105|whole
1050|1050|whole
10500|10500|whole
106|106|whole
1061|1061|whole
10611|10611|whole
10612|10612|whole
1062|1062|whole
10620|10620|whole
107|107|whole
1071|1071|whole
10710|10710|whole
1072|1072|whole
10720|10720|whole
1073|1073|whole
10730|10730|whole
1074|1074|whole
10740|10740|whole
1075|1075|whole
10751|10751|whole
10752|10752|whole
10759|10759|whole
1076|1076|whole
10760|10760|whole
1077|1077|whole
10770|10770|whole
1079|1079|whole
10790|10790|whole
108|108|whole
1080|1080|whole
10800|10800|whole
11|11|whole
110|110|whole
1101|1101|whole
11010|11010|whole
1102|1102|whole
11020|11020|whole
1103|1103|part
1103|1104|part
11030|11030|part
11030|11040|part
1104|1105|whole
11040|11040|whole
11041|11051|whole
11042|11052|whole
12|12|whole
120|120|whole
1200|1200|whole
12001|12001|whole
12009|12009|whole
13|13|whole
131|131|whole
1311|1311|whole
13110|13110|whole
1312|1312|whole
13120|13120|whole
1313|1313|whole
13130|13130|whole
139|139|whole
1391|1391|whole
13910|13910|whole
1392|1392|whole
13920|13920|whole
1393|1393|whole
13930|13930|whole
1394|1394|whole
13940|13940|whole
1399|1399|whole
13990|13990|whole
14|14|whole
141|141|whole
1410|1410|whole
14100|14100|whole
142|142|whole
1420|1420|whole
14200|14200|whole
143|143|whole
1430|1430|whole
14300|14300|whole
15|15|whole
151|151|whole
1511|1511|whole
15110|15110|whole
1512|1512|whole
15120|15120|whole
152|152|whole
1520|1520|whole
15200|15200|whole
16|16|whole
161|161|whole
1610|1610|whole
16101|16101|whole
16102|16102|whole
162|162|whole
1621|1621|whole
16210|16210|whole
1622|1622|whole
16220|16220|whole
1623|1623|whole
16230|16230|whole
1629|1629|whole
16291|16291|whole
16292|16292|whole
17|17|whole
170|170|whole
1701|1701|whole
17010|17010|whole
1702|1702|whole
17021|17021|whole
17022|17022|whole
1709|1709|whole
17090|17090|whole
18|18|whole
181|181|whole
1811|1811|whole
18110|18110|whole
1812|1812|whole
18120|18120|whole
182|182|whole
1820|1820|whole
18200|18200|whole
19|19|whole
191|191|whole
1910|1910|whole
19100|19100|whole
192|192|whole
1920|1920|whole
19200|19200|whole
20|20|whole
201|201|part
201|202|part
2011|2011|part
2011|2029|part
20111|20111|whole
20112|20112|whole
20113|20113|whole
20114|20114|whole
20119|20119|part
20119|20290|part
2012|2012|whole
20120|20120|whole
2013|2013|whole
20131|20131|whole
20132|20132|whole
202|202|part
2021|2021|whole
20210|20210|whole
2022|2022|whole
20221|20221|whole
20222|20222|whole
2023|2023|whole
20231|20231|whole
20232|20232|whole
2029|2029|part
20290|20290|part
203|203|whole
2030|2030|whole
20300|20300|whole
21|21|whole
210|210|whole
2100|2100|whole
21001|21001|whole
21002|21002|whole
22|22|whole
221|221|whole
2211|2211|whole
22110|22110|whole
2219|2219|whole
22190|22190|whole
222|222|whole
2220|2220|whole
22201|22201|whole
22209|22209|whole
23|23|whole
231|231|whole
2310|2310|whole
23101|23101|whole
23102|23102|whole
23103|23103|whole
23109|23109|whole
239|239|whole
2391|2391|whole
23910|23910|whole
2392|2392|whole
23920|23920|whole
2393|2393|whole
23930|23930|whole
2394|2394|whole
23941|23941|whole
23942|23942|whole
23943|23943|whole
2395|2395|whole
23950|23950|whole
2396|2396|whole
23960|23960|whole
2399|2399|whole
23990|23990|whole
24|24|whole
241|241|whole
2410|2410|whole
24100|24100|whole
242|242|whole
2420|2420|whole
24201|24201|whole
24202|24202|whole
243|243|whole
2431|2431|whole
24310|24310|whole
2432|2432|whole
24320|24320|whole
25|25|part
251|251|whole
2511|2511|whole
25110|25110|whole
2512|2512|whole
25120|25120|whole
2513|2513|whole
25130|25130|whole
252|252|part
2520|2520|part
25200|25200|part
259|259|whole
2591|2591|whole
25910|25910|whole
2592|2592|whole
25920|25920|whole
2593|2593|whole
25930|25930|whole
2599|2599|whole
25991|25991|whole
25999|25999|whole
26|26|whole
261|261|whole
2610|2611|part
2610|2619|part
26100|26110|part
26100|26190|part
262|262|whole
2620|2620|whole
26200|26200|whole
263|263|whole
2630|2630|whole
26300|26300|whole
264|264|whole
2640|2640|whole
26400|26400|whole
265|265|whole
2651|2651|whole
26510|26510|whole
2652|2652|whole
26520|26520|whole
266|266|whole
2660|2660|whole
26600|26600|whole
267|267|whole
2670|2670|whole
26700|26700|whole
268|268|whole
2680|2680|whole
26800|26800|whole
27|27|whole
271|271|whole
2710|2710|whole
27101|27101|whole
27102|27102|whole
272|272|whole
2720|2720|whole
27200|27200|whole
273|273|whole
2731|2731|whole
27310|27310|whole
2732|2732|whole
27320|27320|whole
2733|2733|whole
27330|27330|whole
274|274|whole
2740|2740|whole
27400|27400|whole
275|275|whole
2750|2750|whole
27500|27500|whole
279|279|whole
2790|2790|whole
27900|27900|whole
28|28|whole
281|281|whole
2811|2811|whole
28110|28110|whole
2812|2812|whole
28120|28120|whole
2813|2813|whole
28130|28130|whole
2814|2814|whole
28140|28140|whole
2815|2815|whole
28150|28150|whole
2816|2816|whole
28160|28160|whole
2817|2817|whole
28170|28170|whole
2818|2818|whole
28180|28180|whole
2819|2819|whole
28190|28190|whole
282|282|whole
2821|2821|whole
28210|28210|whole
2822|2822|whole
28220|28220|whole
2823|2823|whole
28230|28230|whole
2824|2824|whole
28240|28240|whole
2825|2825|whole
28250|28250|whole
2826|2826|whole
28260|28260|whole
2829|2829|whole
28291|28291|whole
28299|28299|whole
29|29|whole
291|291|whole
2910|2910|whole
29100|29100|whole
292|292|whole
2920|2920|whole
29200|29200|whole
293|293|whole
2930|2930|whole
29300|29300|whole
30|30|part
30|25|part
301|301|whole
3011|3011|whole
30110|30110|whole
3012|3012|whole
30120|30120|whole
302|302|whole
3020|3020|whole
30200|30200|whole
303|303|part
303|252|part
3030|3030|part
3030|2520|part
30300|30300|part
30300|25200|part
304|304|whole
3040|3040|whole
30400|30400|whole
309|309|whole
3091|3091|whole
30910|30910|whole
3092|3092|whole
30920|30920|whole
3099|3099|whole
30990|30990|whole
31|31|whole
310|310|whole
3100|3101|part
3100|3102|part
3100|3109|part
31001|31010|whole
31002|31020|whole
31009|31090|whole
32|32|whole
321|321|whole
3211|3211|whole
32110|32110|whole
3212|3212|whole
32120|32120|whole
322|322|whole
3220|3220|whole
32200|32200|whole
323|323|whole
3230|3230|whole
32300|32300|whole
324|324|whole
3240|3240|whole
32400|32400|whole
325|325|whole
3250|3250|whole
32501|32501|whole
32502|32502|whole
329|329|whole
3290|3290|whole
32900|32900|whole
33|33|whole
331|331|whole
3311|3311|whole
33110|33110|whole
3312|3312|whole
33120|33120|whole
3313|3313|whole
33130|33130|whole
3314|3314|whole
33140|33140|whole
3315|3315|whole
33150|33150|whole
3319|3319|whole
33190|33190|whole
332|332|whole
3320|3320|whole
33200|33200|whole
D|D|whole
35|35|whole
351|351|part
351|354|part
3511|3511|part
3511|3512|part
35111|35121|whole
35112|35111|whole
35113|35112|whole
35114|35113|whole
35115|35122|whole
35116|35123|whole
35119|35119|part
35119|35124|part
35119|35125|part
35119|35129|part
3512|3513|part
3512|3540|part
35121|35131|whole
35122|35132|part
35122|35400|part
352|352|part
352|354|part
3520|3520|part
3520|3540|part
35201|35201|whole
35202|35202|part
35202|35400|part
353|353|whole
3530|3530|whole
35301|35301|whole
35302|35302|whole
E|E|whole
36|36|whole
360|360|whole
3600|3600|whole
36000|36000|whole
37|37|whole
370|370|whole
3700|3700|whole
37001|37001|whole
37002|37002|whole
38|38|whole
381|381|whole
3811|3811|whole
38110|38110|whole
3812|3812|whole
38121|38121|whole
38129|38129|whole
382|382|whole
3821|3821|whole
38210|38211|part
38210|38212|part
3822|3822|whole
38221|38221|whole
38229|38229|whole
383|383|whole
3830|3830|whole
38301|38301|whole
38302|38302|whole
39|39|whole
390|390|whole
3900|3900|whole
39000|39000|whole
F|F|whole
41|41|whole
410|410|whole
4101|4101|whole
41010|41010|whole
4102|4102|whole
41020|41020|whole
42|42|whole
421|421|whole
4211|4211|whole
42110|42110|whole
4212|4212|whole
42120|42120|whole
422|422|whole
4221|4221|whole
42210|42210|whole
4222|4222|whole
42220|42220|whole
4223|4223|whole
42230|42230|whole
4229|4229|whole
42290|42290|whole
429|429|whole
4291|4291|whole
42910|42910|whole
4292|4292|whole
42920|42920|whole
4293|4293|whole
42930|42930|whole
4299|4299|whole
42990|42990|whole
43|43|whole
431|431|part
431|434|part
4311|4311|part
4311|4340|part
43110|43110|part
43110|43400|part
4312|4312|part
4312|4340|part
43120|43120|part
43120|43400|part
432|432|part
432|434|part
4321|4321|part
4321|4340|part
43210|43210|part
43210|43400|part
4322|4322|part
4322|4340|part
43221|43221|part
43221|43400|part
43222|43222|part
43222|43400|part
4329|4329|part
4329|4340|part
43290|43290|part
43290|43400|part
433|433|part
433|434|part
4330|4330|part
4330|4340|part
43300|43300|part
43300|43400|part
439|439|part
439|434|part
4390|4390|part
4390|4340|part
43900|43900|part
43900|43400|part
L|M|whole
68|68|whole
681|681|whole
6810|6810|whole
68101|68101|whole
68102|68102|whole
68103|68103|whole
68104|68104|whole
68109|68109|whole
682|682|whole
6820|6821|part
6820|6829|part
68201|68210|part
68201|68291|part
68201|68292|part
68201|68299|part
68202|68293|whole
M|N|whole
71|71|whole
711|711|whole
7110|7110|whole
71101|71101|whole
71102|71102|whole
71103|71103|whole
71109|71109|whole
712|712|whole
7120|7120|whole
71200|71200|whole
72|72|whole
721|721|whole
7211|7211|whole
72110|72110|whole
7212|7212|whole
72120|72120|whole
7213|7213|whole
72130|72130|whole
7214|7214|whole
72140|72140|whole
722|722|whole
7221|7221|whole
72210|72210|whole
7222|7222|whole
72220|72220|whole
73|73|whole
731|731|whole
7310|7310|whole
73100|73100|whole
732|732|whole
7320|7320|whole
73200|73200|whole
74|74|whole
741|741|whole
7410|7410|whole
74100|74100|whole
742|742|whole
7420|7420|whole
74200|74200|whole
749|743|part
749|749|part
7490|7430|part
7490|7491|part
7490|7499|part
74901|74990|part
74909|74300|part
74909|74910|part
74909|74990|part
75|75|whole
750|750|whole
7500|7500|whole
75000|75000|whole$list$, '\n') as line) lines;
