-- Facts that rules ask about and nobody could state before: V07's export-processing enterprises; V19's established area
-- between the leasable and the planned one; V20's infrastructure. Unknown stays null, never invented.

alter table enterprises add column export_processing boolean not null default false;

alter table phase_areas
    add column established_m2 numeric,
    add column infrastructure_percent numeric,
    add constraint phase_areas_established_in_planned check (established_m2 >= 0 and established_m2 <= planned_m2),
    add constraint phase_areas_leasable_in_established check (leasable_m2 <= established_m2),
    add constraint phase_areas_infrastructure_percent check (infrastructure_percent between 0 and 100);

-- The rules say what they now do. A board that has changed a rule keeps its own words.
update check_rules
   set name = 'Đã cho thuê ≤ đất cho thuê ≤ thành lập ≤ quy hoạch', name_en = 'Leased ≤ leasable ≤ established ≤ planned',
       note = 'Sổ diện tích và lô đất. Thứ tự các diện tích luôn áp dụng. Trên: sai lệch cho phép giữa các lô đang cho thuê cộng lại và diện tích ghi, %.',
       note_en = 'Registers of areas and parcels. The order of the areas always applies. High: the difference allowed between the leased parcels together and the stated area, %.'
 where code = 'V19' and version = 1;
update check_rules
   set note = 'Trên: sai lệch cho phép giữa các lô cộng lại và diện tích thành lập (chưa có thì quy hoạch) của giai đoạn, %.',
       note_en = 'High: the difference allowed between the parcels together and the established (else planned) area of the phase, %.'
 where code = 'V21' and version = 1;
