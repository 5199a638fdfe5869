-- The board's rules for reports, V01–V30. The program ships the same values (src/checks/rules.rs); a row here wins.
-- What the thresholds mean stands in note. Retired or inactive: silent, except V02, V03 and V25, which guard arithmetic.

create table check_rules (
    id         bigint generated always as identity primary key,
    code       text not null constraint check_rules_code_key unique
               constraint check_rules_code_known check (code ~ '^V(0[1-9]|[12][0-9]|30)$'),
    name       text not null,
    name_en    text not null,
    severity   text not null check (severity in ('blocks', 'explain', 'information')),
    -- Where it is enforced: the report while it is typed, a registry, the print, the board's totals.
    place      text not null check (place in ('report', 'registry', 'print', 'board')),
    active     boolean not null default true,
    low        numeric,
    high       numeric,
    low_2      numeric,
    high_2     numeric,
    note       text,
    note_en    text,
    basis      text not null,
    version    integer not null default 1,
    retired_at timestamptz,
    search     text generated always as (fold(code || ' ' || name || ' ' || name_en)) stored
);

insert into check_rules (code, name, name_en, severity, place, low, high, low_2, high_2, note, note_en, basis) values
    ('V01', 'Mã số thuế hợp lệ', 'Valid tax code', 'blocks', 'registry', null, null, null, null, 'Sổ doanh nghiệp: độ dài và số kiểm tra.', 'Register of enterprises: length and check digit.', 'Cấu trúc mã số thuế (TT 86/2024/TT-BTC và văn bản thay thế)'),
    ('V02', 'Không phát sinh thì nhập 0', 'Nil is entered as 0', 'blocks', 'report', null, null, null, null, 'Luôn áp dụng: ô bắt buộc để trống không cộng được.', 'Always applies: an empty required cell adds up to nothing.', 'Biểu A.III.1, A.III.2 (TT 03/2021/TT-BKHĐT và văn bản thay thế)'),
    ('V03', 'Chỉ vốn vay, lợi nhuận… được âm', 'Only loans, profit and the like may be negative', 'blocks', 'report', null, null, null, null, 'Luôn áp dụng. Dòng nào được âm do biểu mẫu quy định.', 'Always applies. The form says which lines may be negative.', 'Biểu A.III.1, A.III.2 (TT 03/2021/TT-BKHĐT và văn bản thay thế)'),
    ('V04', 'Năm báo cáo không trước năm cấp giấy chứng nhận', 'No report before the year of the certificate', 'blocks', 'report', null, null, null, null, null, null, 'Biểu A.III.1, A.III.2 (TT 03/2021/TT-BKHĐT và văn bản thay thế)'),
    ('V05', 'Không trùng báo cáo', 'No report twice', 'blocks', 'registry', null, null, null, null, 'Cơ sở dữ liệu chỉ giữ một báo cáo cho mỗi doanh nghiệp, kỳ và loại số liệu.', 'The database keeps one report for each enterprise, period and vintage.', 'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V06', 'Xuất khẩu không lớn hơn doanh thu', 'Exports do not exceed revenue', 'explain', 'report', null, 1.05, null, null, 'Trên: xuất khẩu quy đổi ÷ doanh thu (lần).', 'High: converted exports ÷ revenue (times).', 'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V07', 'Tỷ lệ xuất khẩu hợp lý', 'A plausible share of exports', 'explain', 'report', 50, 0.2, null, null, 'Dưới: doanh nghiệp chế xuất xuất khẩu ít nhất bấy nhiêu % doanh thu. Trên: xuất khẩu khác 0 mà dưới bấy nhiêu % doanh thu là đáng ngờ.', 'Low: an export-processing enterprise exports at least this % of revenue. High: exports other than nil below this % of revenue are suspect.', 'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V08', 'Có sản xuất thì có lao động', 'Where there is production there are workers', 'explain', 'report', null, null, null, null, null, null, 'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V09', 'Có lao động mà không có doanh thu', 'Workers without revenue', 'explain', 'report', null, null, null, null, 'Cả năm, hoặc hai kỳ liền; trừ doanh nghiệp đang chuẩn bị, xây dựng.', 'A whole year, or two periods running; not while preparing or building.', 'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V10', 'Nghi sai đơn vị tính', 'The unit is suspect', 'explain', 'report', 0.316, 3.162, null, null, 'So với kỳ trước, số gấp hoặc bằng một phần 1.000, 1.000.000, 1.000.000.000 (đất: 10.000), nhân với khoảng từ Dưới đến Trên.', 'Against earlier periods, a thousand, a million or a thousand million times more or less (land: ten thousand), within Low to High of that.', 'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V11', 'Mức trên một lao động hợp lý', 'A plausible level per worker', 'explain', 'report', 10, 20000, 0.0316, 31.6, 'Doanh thu năm trên một lao động, triệu đồng: từ Dưới đến Trên. Khi chưa có số kỳ trước: so với trung vị của Ban, từ Dưới (2) đến Trên (2) lần.', 'Yearly revenue per worker, million VND: Low to High. Without earlier figures: Low (2) to High (2) times the board''s median.', 'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V12', 'Biến động lớn so với kỳ trước', 'A large change', 'explain', 'report', 4, 8, 30, 50, 'Trên: gấp (hoặc bằng một phần) bấy nhiêu lần thì phải giải trình. Dưới: như vậy khi các chỉ tiêu khác không đổi theo. Dưới (2), Trên (2): thay đổi bấy nhiêu % của lao động, đất và của số phát sinh thì chỉ nhắc.', 'High: so many times more or less must be explained. Low: the same where the other indicators did not move along. Low (2), High (2): a change of so many % of workers and land, and of flows, is only pointed out.', 'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V13', 'Lũy kế khớp với số trong kỳ', 'The year to date fits the period', 'blocks', 'report', null, 2, null, null, 'Trên: sai lệch cho phép, %. Lũy kế giảm so với kỳ trước thì không gửi được; lệch thì phải giải trình.', 'High: the difference allowed, %. A year to date below the one before cannot be submitted; a difference must be explained.', 'Biểu A.III.1, A.III.2 (TT 03/2021/TT-BKHĐT và văn bản thay thế)'),
    ('V14', 'Vốn lũy kế hợp lý', 'Plausible capital to date', 'explain', 'report', 2, 110, null, null, 'Trên: vốn thực hiện lũy kế ÷ vốn đăng ký, %. Dưới: sai lệch cho phép giữa lũy kế kỳ trước cộng trong kỳ và lũy kế, %.', 'High: capital to date ÷ registered capital, %. Low: the difference allowed between the earlier one plus this period''s and the new one, %.', 'Biểu A.III.1, A.III.2 (TT 03/2021/TT-BKHĐT và văn bản thay thế)'),
    ('V15', 'Vốn góp + vốn vay + lợi nhuận tái đầu tư = vốn thực hiện', 'Equity + loans + reinvested profit = capital', 'blocks', 'report', null, 0.5, null, null, 'Trên: sai lệch làm tròn cho phép, %.', 'High: the difference allowed for rounding, %.', 'Biểu A.III.1, A.III.2 (TT 03/2021/TT-BKHĐT và văn bản thay thế)'),
    ('V16', 'Thành phần không vượt tổng số', 'A part does not exceed its whole', 'blocks', 'report', null, null, null, null, 'Gồm: lao động Việt Nam + nước ngoài = tổng số lao động.', 'Includes: Vietnamese + foreign workers = all workers.', 'Biểu A.III.1, A.III.2 (TT 03/2021/TT-BKHĐT và văn bản thay thế)'),
    ('V17', 'Thu nhập bình quân hợp lý', 'A plausible average income', 'explain', 'report', 3, 100, null, null, 'Triệu đồng một tháng: từ Dưới đến Trên.', 'Million VND a month: Low to High.', 'Lương tối thiểu vùng (mức hiện hành do Ban cập nhật)'),
    ('V18', 'Nộp ngân sách so với doanh thu', 'Budget payments against revenue', 'explain', 'report', 0.01, 60, null, 10, '% doanh thu: từ Dưới đến Trên. Trên (2): doanh thu năm từ bấy nhiêu tỷ đồng mà không nộp gì thì phải giải trình.', '% of revenue: Low to High. High (2): paying nothing on a yearly revenue from so many billion VND must be explained.', 'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V19', 'Đã cho thuê ≤ đất cho thuê ≤ quy hoạch', 'Leased ≤ leasable ≤ planned', 'blocks', 'registry', null, 2, null, null, 'Sổ diện tích; Trên: sai lệch cho phép giữa diện tích đo và diện tích ghi, %.', 'Register of areas; High: the difference allowed between surveyed and stated area, %.', 'NĐ 35/2022/NĐ-CP'),
    ('V20', 'Tỷ lệ lấp đầy từ 0 đến 100%', 'Occupancy between 0 and 100%', 'blocks', 'registry', 30, 100, null, null, 'Trên: %. Dưới: khu “đang hoạt động” có hạ tầng hoàn thiện dưới bấy nhiêu % thì phải giải trình.', 'High: %. Low: a zone “operating” with less than this % of its infrastructure must be explained.', 'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V21', 'Các loại đất cộng lại bằng tổng', 'The uses of land add up', 'explain', 'registry', null, 0.1, null, null, 'Trên: sai lệch cho phép, %.', 'High: the difference allowed, %.', 'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V22', 'Giá ngầm định của sản phẩm', 'The price implied for a product', 'explain', 'report', 0.3, 3, null, null, 'Doanh thu ÷ sản lượng so với năm trước: từ Dưới đến Trên lần; chỉ khi doanh nghiệp có một sản phẩm.', 'Revenue ÷ output against last year: Low to High times; only where the enterprise has one product.', 'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V23', 'Nghi nhầm USD và đồng', 'USD and VND mixed up', 'explain', 'report', 0.316, 3.162, null, 3, 'Số lệch so với kỳ trước bằng tỷ giá, nhân với khoảng từ Dưới đến Trên. Trên (2): tỷ giá đổi bấy nhiêu % thì nhắc.', 'A figure off by the exchange rate, within Low to High of it. High (2): a rate that moved so many % is pointed out.', 'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V24', 'Đồng tiền theo giấy chứng nhận', 'The currency of the certificate', 'information', 'report', null, null, null, null, null, null, 'Biểu A.III.1, A.III.2 (TT 03/2021/TT-BKHĐT và văn bản thay thế)'),
    ('V25', 'Số viết rõ ràng', 'A number that can be read', 'blocks', 'report', null, null, null, null, 'Luôn áp dụng: ô không đọc được không có giá trị. Số đọc được nhưng có thể hiểu cách khác thì phải giải trình khi không có gì để đối chiếu.', 'Always applies: an unreadable cell has no value. One that can be read in two ways must be explained where nothing settles it.', 'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V26', 'Tạm ngừng, đã thu hồi mà có số phát sinh', 'Figures of a suspended or closed enterprise', 'explain', 'report', null, null, null, null, null, null, 'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V27', 'Mọi tỷ lệ % tính lại được', 'Every percentage can be recomputed', 'blocks', 'print', null, null, null, null, 'Năm gốc phải là năm liền trước.', 'The base year is the year before.', 'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V28', 'Số tổng khớp với phụ lục', 'Totals equal their annex', 'blocks', 'print', null, null, null, null, null, null, 'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V29', '“% kế hoạch” nêu rõ kế hoạch', '“% of plan” names its plan', 'blocks', 'print', null, null, null, null, null, null, 'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V30', 'Một doanh nghiệp chi phối tổng số', 'One enterprise dominates a total', 'information', 'board', null, 60, null, null, 'Trên: % của tổng số; số công bố có thể làm lộ số liệu của doanh nghiệp.', 'High: % of the total; publishing it may disclose the enterprise''s figures.', 'Luật Thống kê 2015 (bảo mật thông tin thống kê)');
