-- What a form asks in words: the origin of technology, obstacles and proposals. Questions are data, as the lines are;
-- answers are kept as cells are.

create table form_questions (
    id         bigint generated always as identity primary key,
    form_id    bigint not null references forms,
    position   integer not null,
    -- The question's number on paper: "XIII", "C".
    code       text not null,
    label      text not null,
    label_en   text not null,
    hint       text,
    hint_en    text,
    max_length integer not null check (max_length between 1 and 4000),
    required   boolean not null default false,
    -- Once accepted, an answer is offered to the board as an obstacle to take up.
    proposes   boolean not null default false,
    version    integer not null default 1,
    retired_at timestamptz,
    search     text generated always as (fold(code || ' ' || label || ' ' || label_en)) stored,
    constraint form_questions_code_key unique (form_id, code)
);

insert into form_questions (form_id, position, code, label, label_en, hint, hint_en, max_length, required, proposes)
select f.id, q.position, q.code, q.label, q.label_en, q.hint, q.hint_en, q.max_length, q.required, q.proposes
  from (values
    ('A.III.2', 130, 'XIII', 'Nguồn gốc công nghệ', 'Origin of technology',
     'Nước, hãng cung cấp; năm đưa vào sử dụng; nhận chuyển giao hay tự phát triển. Không dùng công nghệ đáng kể thì ghi “Không”.',
     'Country and maker, year of first use, transferred or developed in-house. Write “None” where no technology to speak of is used.',
     2000, true, false),
    ('A.III.1', 900, 'C', 'Khó khăn, vướng mắc, kiến nghị', 'Obstacles and proposals',
     'Nêu rõ việc, từ khi nào, cơ quan liên quan, mong muốn xử lý thế nào. Không có thì để trống.',
     'Say what it is, since when, which agency is concerned and what should be done. Leave it empty if there is nothing.',
     4000, false, true),
    ('A.III.2', 900, 'C', 'Khó khăn, vướng mắc, kiến nghị', 'Obstacles and proposals',
     'Nêu rõ việc, từ khi nào, cơ quan liên quan, mong muốn xử lý thế nào. Không có thì để trống.',
     'Say what it is, since when, which agency is concerned and what should be done. Leave it empty if there is nothing.',
     4000, false, true)
  ) q (form, position, code, label, label_en, hint, hint_en, max_length, required, proposes)
  join forms f on f.code = q.form;

create trigger form_questions_stamp after insert or update or delete or truncate on form_questions
    for each statement execute function change_standards_stamp();

create table filing_answers (
    filing_id   bigint not null references filings on delete cascade,
    question_id bigint not null references form_questions,
    body        text not null check (length(body) between 1 and 4000),
    -- Null where a bundle brought it.
    updated_by  bigint references accounts,
    updated_at  timestamptz not null default now(),
    primary key (filing_id, question_id)
);

-- Guarded as cells are: changed only while the report is being typed, in an open period.
create trigger filing_answers_keep_inserted after insert on filing_answers
    referencing new table as changed for each statement execute function keep_entries();
create trigger filing_answers_keep_updated after update on filing_answers
    referencing new table as changed for each statement execute function keep_entries();
create trigger filing_answers_keep_deleted after delete on filing_answers
    referencing old table as changed for each statement execute function keep_entries();
create trigger filing_answers_no_truncate before truncate on filing_answers
    for each statement execute function refuse_rewriting();

-- As in 0008, and: whoever typed an answer does not accept the report either.
create or replace function keep_filing_state() returns trigger
language plpgsql
as $$
declare
    closing period_closings;
begin
    if in_bundle_import() then
        return new;
    end if;
    if tg_op = 'INSERT' then
        if new.state <> 'draft' or new.revision <> 1 then
            raise exception 'a report begins as a draft' using errcode = 'IZ002';
        end if;
        return new;
    end if;
    if (new.enterprise_id, new.form_id, new.period, new.vintage) is distinct from
       (old.enterprise_id, old.form_id, old.period, old.vintage) then
        raise exception 'a report keeps its subject' using errcode = 'IZ002';
    end if;
    if new.state = old.state then
        if new.revision <> old.revision then
            raise exception 'a revision begins by opening an accepted report' using errcode = 'IZ002';
        end if;
        return new;
    end if;
    if period_locked(new.enterprise_id, new.form_id, new.period) then
        raise exception 'the period is closed' using errcode = 'IZ001';
    end if;
    case old.state || ' ' || new.state
        when 'draft submitted', 'returned submitted' then
            if new.submitted_by is null then
                raise exception 'somebody submits a report' using errcode = 'IZ002';
            end if;
            select * into closing from period_closings c
             where c.form_id = new.form_id and c.period = new.period and c.retired_at is null and c.soft_on <= vietnam_today();
            if found and new.late_reason is null then
                raise exception 'the period is closed softly: a late report needs a reason' using errcode = 'IZ003';
            end if;
            if exists (select 1 from cell_flags where filing_id = new.id and settled_at is null and answered_at is null) then
                raise exception 'a cell that was sent back is unanswered' using errcode = 'IZ004';
            end if;
        when 'submitted accepted' then
            if new.decided_by is null or new.decided_by = new.submitted_by
               or exists (select 1 from filing_entries where filing_id = new.id and updated_by = new.decided_by)
               or exists (select 1 from filing_answers where filing_id = new.id and updated_by = new.decided_by) then
                raise exception 'nobody accepts a report they typed or submitted' using errcode = 'IZ005';
            end if;
            if exists (select 1 from cell_flags where filing_id = new.id and settled_at is null and answered_at is null) then
                raise exception 'a cell that was sent back is unanswered' using errcode = 'IZ004';
            end if;
            new.accepted_in := pg_current_xact_id();
        when 'submitted returned' then
            if new.decided_by is null or new.decided_by = new.submitted_by then
                raise exception 'nobody decides on a report they submitted' using errcode = 'IZ005';
            end if;
        when 'accepted draft' then
            if new.revision <> old.revision + 1 then
                raise exception 'an opened report is its next revision' using errcode = 'IZ002';
            end if;
        else
            raise exception 'a report does not go from % to %', old.state, new.state using errcode = 'IZ002';
    end case;
    return new;
end
$$;

-- What an import wrote into the answers, and what stood there before.
create table import_answers (
    import_id   bigint not null references imports,
    filing_id   bigint not null references filings,
    question_id bigint not null references form_questions,
    address     text not null,
    body        text not null,
    before_body text not null,
    at          timestamptz not null default now(),
    primary key (import_id, filing_id, question_id)
);
create index import_answers_filing on import_answers (filing_id);
