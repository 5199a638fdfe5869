//! What is written beside the registries, one story after the other.

use super::records::put_away;
use super::walk::{Desk, Walk};

/// The people of the stories.
pub struct Office<'a> {
    pub admin: Desk<'a>,
    pub staff: Desk<'a>,
    pub approver: Desk<'a>,
    pub leader: Desk<'a>,
}

const FILE: (&str, &[u8]) = ("a.txt", b"a");

/// Where the portal leads after a write.
fn address(page: &crate::support::Page) -> String {
    let line = page.location.lines().next().unwrap_or_default();
    line.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// First, while no report is missing.
pub async fn issuing(walk: &mut Walk, Office { staff, leader, .. }: &Office<'_>) {
    let first = [("seen", "0")];
    walk.post(leader, "/reviews/2022/issue", &first).await;
    let edition = walk.post(leader, "/national/2022/2101/issue", &first).await;
    let number = [
        ("seen", "0"),
        ("document_no", "12/BC-BQL"),
        ("document_on", "05/01/2023"),
    ];
    let path = format!("{}/registration", address(&edition));
    walk.post(staff, &path, &number).await;
}

pub async fn projects(walk: &mut Walk, Office { staff, .. }: &Office<'_>) {
    let project = [
        ("code", "DA98"),
        ("name", "Dự án thử"),
        ("zone_id", "1"),
        ("kind", "secondary"),
        ("origin", "domestic"),
        ("currency", "vnd"),
        ("happened_on", "10/10/2022"),
    ];
    let project = address(&walk.post(staff, "/projects", &project).await);
    let change = [("aim", "Thử")];
    let fields = staff
        .form(&format!("{project}/edit"), &project, &change)
        .await;
    walk.send(staff, &project, &fields).await;
    let cancelled = [
        ("kind", "correction"),
        ("corrects", "1"),
        ("reason", "Ghi nhầm dự án"),
    ];
    walk.post(staff, &format!("{project}/events"), &cancelled)
        .await;
    put_away(walk, staff, &project).await;
    let page = staff.person.get("/projects/1").await;
    let offered = page.attribute("#industries button[name=take]", "value");
    let take = [("project", "1"), ("take", offered.as_str())];
    walk.post(staff, "/industries/take", &take).await;
}

pub async fn parcels(walk: &mut Walk, Office { staff, .. }: &Office<'_>) {
    let parcel = [
        ("code", "CN-97"),
        ("zone_id", "1"),
        ("phase_id", "2"),
        ("area_m2", "0,01"),
        ("area_m2.unit", "ha"),
        ("land_use", "road"),
        ("state", "uncleared"),
        ("since", "01/10/2022"),
    ];
    let parcel = address(&walk.post(staff, "/parcels", &parcel).await);
    let change = [("note", "Thử")];
    let fields = staff
        .form(&format!("{parcel}/edit"), &parcel, &change)
        .await;
    walk.send(staff, &parcel, &fields).await;
    put_away(walk, staff, &parcel).await;
    let event = [("kind", "cleared"), ("happened_on", "01/02/2023")];
    walk.post(staff, &format!("{parcel}/events"), &event).await;
    let halves = [
        ("happened_on", "01/10/2022"),
        ("document_no", "QĐ-MH-7"),
        ("code_1", "CN-12A"),
        ("area_1", "1,34"),
        ("area_1.unit", "ha"),
        ("code_2", "CN-12B"),
        ("area_2", "1"),
        ("area_2.unit", "ha"),
    ];
    walk.post(staff, "/parcels/12/reshape", &halves).await;
    let all = staff.person.get("/zones/1/plan.geojson").await.bytes;
    walk.upload(staff, "/parcels/2/shape/file", &[], ("CN.geojson", &all))
        .await;
    let given = staff
        .one("select given from parcel_shapes where parcel_id = 1")
        .await;
    let corners = [
        ("text", given.as_str()),
        ("meridian", "6390"),
        ("width", "3"),
        ("source", "extract"),
        ("valid_from", "01/02/2023"),
        ("document", "Trích lục 12/2022"),
        ("action", "keep"),
    ];
    walk.post(staff, "/parcels/1/shape", &corners).await;
}

pub async fn logs(walk: &mut Walk, Office { staff, .. }: &Office<'_>) {
    let step = [
        ("kind", "handled"),
        ("happened_on", "01/03/2023"),
        ("content", "Làm việc với công ty"),
    ];
    walk.post(staff, "/obstacles/2/steps", &step).await;
    walk.post(staff, "/key-tasks/1/steps", &step).await;
    let progress = [
        ("as_of", "05/01/2023"),
        ("done", "70"),
        ("done.unit", "ha"),
        ("source", "BC 3"),
    ];
    walk.post(staff, "/works/3/statements", &progress).await;
    let withdrawn = [
        ("corrects", "2"),
        ("withdraw", "true"),
        ("correction", "Mẫu hỏng"),
    ];
    walk.post(staff, "/wastewater-plants/1/readings", &withdrawn)
        .await;
    let declared = [
        ("since", "01/01/2023"),
        ("complete", "yes"),
        ("document_no", "12/TB-BQL"),
        ("note", ""),
    ];
    walk.post(staff, "/zones/1/register-declarations", &declared)
        .await;
}

pub async fn evidence(walk: &mut Walk, Office { staff, .. }: &Office<'_>) {
    let mistake = [("reason", "Đính kèm nhầm")];
    for owner in [
        "projects",
        "parcels",
        "leases",
        "recoveries",
        "obstacles",
        "key-tasks",
    ] {
        let path = format!("/{owner}/1/evidence");
        walk.upload(staff, &path, &[("note", "Bản ký")], FILE).await;
    }
    walk.post(staff, "/papers/1/remove", &mistake).await;
    walk.upload(staff, "/filings/1/evidence", &[("note", "Bản ký")], FILE)
        .await;
    let newest = staff.one("select max(id)::text from attachments").await;
    walk.post(staff, &format!("/evidence/{newest}/remove"), &mistake)
        .await;
    walk.post(staff, "/filings/1/comments", &[("body", "Đã đối chiếu.")])
        .await;
}

pub async fn contacts(walk: &mut Walk, Office { staff, admin, .. }: &Office<'_>) {
    let person = [
        ("name", "Đỗ Thêm"),
        ("purpose", "labour"),
        ("email", "them@example.vn"),
        ("phone", ""),
    ];
    walk.post(staff, "/enterprises/1/contacts", &person).await;
    walk.post(staff, "/contacts/1/look", &[]).await;
    let other = [
        ("version", "1"),
        ("name", "Lê Mới"),
        ("purpose", "reports"),
        ("phone", "0209 000 555"),
        ("email", ""),
    ];
    walk.post(staff, "/contacts/1", &other).await;
    walk.post(admin, "/contacts/1/erase", &[("reason", "Đã nghỉ việc")])
        .await;
}

pub async fn plans_and_reviews(walk: &mut Walk, Office { staff, .. }: &Office<'_>) {
    let page = "/plan/1/targets?scope=board";
    let fields = staff.form(page, "/plan/1/targets", &[("v.1", "77")]).await;
    walk.send(staff, "/plan/1/targets", &fields).await;
    let page = "/board-totals/2019";
    let typed = [("v.1", "300"), ("source", "Báo cáo 12/BC-BQL")];
    let fields = staff.form(page, page, &typed).await;
    walk.send(staff, page, &fields).await;
    let review = [
        ("version", "1"),
        ("capacity", "TRƯỞNG BAN"),
        ("assessment", "Tốt."),
    ];
    walk.post(staff, "/reviews/2022", &review).await;
}

/// A report from its first cell to its correction.
pub async fn filings(
    walk: &mut Walk,
    Office {
        staff, approver, ..
    }: &Office<'_>,
) {
    let report = [("enterprise", "2"), ("form", "1"), ("period", "2023")];
    walk.post(staff, "/filings", &report).await;
    let draft = staff
        .one("select id::text from filings where enterprise_id = 7 and period = '2022-Q4'")
        .await;
    let path = format!("/filings/{draft}");
    let version = async || {
        staff
            .one("select version::text from filings where enterprise_id = 7 and period = '2022-Q4'")
            .await
    };
    walk.post(
        staff,
        &format!("{path}/cells"),
        &[("v.1", "41"), ("u.1", "bvnd")],
    )
    .await;
    let block = [("text", "Tổng doanh thu\t41"), ("at", "1")];
    walk.post(staff, &format!("{path}/paste"), &block).await;
    hand_in(walk, staff, &path).await;
    let version_now = version().await;
    let back = [
        ("version", version_now.as_str()),
        ("reason", "Xem lại doanh thu."),
        ("note.1", "Sao cao thế?"),
    ];
    walk.post(approver, &format!("{path}/return"), &back).await;
    let reply = format!(
        "f.{}",
        staff.one("select max(id)::text from cell_flags").await
    );
    walk.post(staff, &path, &[(&reply, "Đúng vậy."), ("action", "save")])
        .await;
    hand_in(walk, staff, &path).await;
    let accept = [("version", &*version().await), ("then", "next")];
    walk.post(approver, &format!("{path}/accept"), &accept)
        .await;
    walk.post(staff, &format!("{path}/next"), &[]).await;
    let reopen = [("version", &*version().await), ("reason", "Ghi nhầm.")];
    walk.post(staff, &format!("{path}/reopen"), &reopen).await;
    let cell = [("v.1", "300"), ("u.1", "bvnd")];
    walk.post(staff, "/sheets/1/2023/cells?indicator=1", &cell)
        .await;
    walk.post(staff, "/sheets/1/2023/paste?indicator=1", &block)
        .await;
    let sheet = [("v.3", "30"), ("u.3", "bvnd"), ("action", "save")];
    walk.post(staff, "/sheets/1/2023?indicator=1", &sheet).await;
}

/// Sends what an open report's page would, its empty cells filled with nil and every doubt answered.
async fn hand_in(walk: &mut Walk, staff: &Desk<'_>, path: &str) {
    let mut fields = staff.form(path, path, &[("action", "submit")]).await;
    for (name, value) in &mut fields {
        if name.starts_with("v.") && !name.ends_with('t') && value.is_empty() {
            "0".clone_into(value);
        }
        if name.starts_with("r.") {
            "đã hỏi doanh nghiệp".clone_into(value);
        }
    }
    walk.send(staff, path, &fields).await;
}

pub async fn duties(
    walk: &mut Walk,
    Office {
        staff, approver, ..
    }: &Office<'_>,
) {
    let duty = staff
        .one("select '8/' || form_id || '/2022-Q4' from filings where enterprise_id = 7 and period = '2022-Q4'")
        .await;
    let officer = staff
        .one("select id::text from accounts where username = 'staff'")
        .await;
    let officer = [("duty", duty.as_str()), ("officer", officer.as_str())];
    walk.post(staff, "/duties/officers", &officer).await;
    let page = format!("/duties/{duty}");
    let call = format!("{page}/reminders");
    let fields = staff.form(&page, &call, &[]).await;
    walk.send(staff, &call, &fields).await;
    sqlx::query(
        "update contacts set email = 'a@example.vn' where enterprise_id = 8 and erased_at is null",
    )
    .execute(&staff.portal.db)
    .await
    .expect("an address");
    let letters = format!("/duties/reminders?duty={duty}");
    let fields = staff.form(&letters, "/duties/reminders", &[]).await;
    let fields = [fields, vec![("enterprise".to_owned(), "8".to_owned())]].concat();
    walk.send(staff, "/duties/reminders", &fields).await;
    let tired = [("reason", "Tạm ngừng")];
    walk.post(staff, &format!("{page}/exemption"), &tired).await;
    // Three of eleven stated their equity; of the others it was decided in the demonstration, so of another year.
    let incomplete = "/coverage/2023/revenue/decision";
    let decided = [("reason", "Chưa đến hạn")];
    let missing: Vec<String> = sqlx::query_scalar("select id::text from enterprises")
        .fetch_all(&staff.portal.db)
        .await
        .expect("enterprises");
    let seen = missing.iter().map(|id| ("missing", id.as_str()));
    let decided: Vec<(&str, &str)> = decided.into_iter().chain(seen).collect();
    walk.post(staff, incomplete, &decided).await;
    sqlx::query(
        "insert into period_closings (form_id, period, soft_on, hard_on) values (1, '2024', '2025-04-30', '2025-05-01')",
    )
    .execute(&staff.portal.db)
    .await
    .expect("a closed period");
    let ask = [
        ("enterprise", "2"),
        ("form", "1"),
        ("period", "2024"),
        ("reason", "Doanh nghiệp gửi lại số đã kiểm toán."),
    ];
    walk.post(staff, "/unlocks", &ask).await;
    walk.post(approver, "/unlocks/1/grant", &[("days", "3")])
        .await;
}

pub async fn imports(
    walk: &mut Walk,
    Office {
        staff,
        admin,
        approver,
        ..
    }: &Office<'_>,
) {
    let handout: &[u8] = include_bytes!("../../../fixtures/imports/handout.xlsx");
    let summary: &[u8] = include_bytes!("../../../fixtures/imports/summary.xlsx");
    let yearly = [("form", "1"), ("period", "2023")];
    // One that is handed in, one that is taken back, one that is never taken.
    let sent = walk
        .upload(staff, "/imports", &[], ("DN09.xlsx", handout))
        .await;
    let path = address(&sent);
    take(walk, staff, &path).await;
    walk.post(staff, &format!("{path}/submit"), &[]).await;
    let sent = walk
        .upload(staff, "/imports", &yearly, ("tổng hợp.xlsx", summary))
        .await;
    let path = address(&sent);
    for act in ["choices", "corrections"] {
        let act = format!("{path}/{act}");
        let fields = staff.form(&path, &act, &[]).await;
        walk.send(staff, &act, &fields).await;
    }
    take(walk, staff, &path).await;
    walk.post(staff, &format!("{path}/undo"), &[("reason", "Nhầm tệp")])
        .await;
    let sent = walk
        .upload(staff, "/imports", &yearly, ("tổng hợp.xlsx", summary))
        .await;
    walk.post(staff, &format!("{}/drop", address(&sent)), &[])
        .await;
    walk.post(staff, "/jobs/1/cancel", &[]).await;
    // An earlier year, and a total of the board.
    let moved = "Mã DN\tTên doanh nghiệp\tDoanh thu 2020 (tỷ đồng)\nDN01\t\t5\n";
    let fields = [("purpose", "enterprises")];
    let sent = walk
        .upload(
            staff,
            "/imports",
            &fields,
            ("cac nam.tsv", moved.as_bytes()),
        )
        .await;
    let path = address(&sent);
    take(walk, staff, &path).await;
    walk.post(staff, &format!("{path}/submit"), &[]).await;
    walk.post(approver, &format!("{path}/accept"), &[]).await;
    let total = "Chỉ tiêu\tĐơn vị tính\tNăm 2020\nTổng doanh thu\ttỷ đồng\t5\n";
    let sent = walk
        .upload(
            staff,
            "/imports",
            &[("purpose", "board")],
            ("tong.tsv", total.as_bytes()),
        )
        .await;
    let path = address(&sent);
    take(walk, staff, &path).await;
    walk.post(staff, &format!("{path}/undo"), &[("reason", "Nhầm tệp")])
        .await;
    // The other file that is read before it is agreed to.
    let table: &[u8] =
        "Mã 2018,Tên,Mã 2025,Tên\n4511,Bán buôn ô tô,4699,Không có mã này\n".as_bytes();
    let source = [("source", "Bảng thử, số 0/2025")];
    let preview = walk
        .upload(admin, "/industries/load", &source, ("bang.csv", table))
        .await;
    let fields = preview.fields("form[action='/industries/load/agreed']");
    walk.send(admin, "/industries/load/agreed", &fields).await;
}

async fn take(walk: &mut Walk, staff: &Desk<'_>, path: &str) {
    let act = format!("{path}/take");
    let fields = staff.form(path, &act, &[]).await;
    walk.send(staff, &act, &fields).await;
}

/// Last, because passwords change and sessions end.
pub async fn accounts(walk: &mut Walk, office: &Office<'_>, stranger: &Desk<'_>) {
    let Office { admin, leader, .. } = office;
    let account = [
        ("username", "hoa.nt"),
        ("display_name", "Hoa"),
        ("role", "staff"),
        ("password", "một mật khẩu dài"),
    ];
    walk.post(admin, "/accounts", &account).await;
    let path = admin
        .one("select '/accounts/' || id from accounts where username = 'hoa.nt'")
        .await;
    let fields = admin
        .form(&path, &path, &[("display_name", "Hoa Nguyễn")])
        .await;
    walk.send(admin, &path, &fields).await;
    let other = leader
        .one("select '/account/sessions/' || max(s.id) || '/end' from sessions s join accounts a on a.id = s.account_id where username = 'approver'")
        .await;
    walk.post(&office.approver, &other, &[]).await;
    let password = [
        ("current", izportal::portal::accounts::DEMO_PASSWORD),
        ("new", "một mật khẩu khác"),
    ];
    walk.post(leader, "/account/password", &password).await;
    walk.post(leader, "/sign-out", &[]).await;
    let signing_in = [
        ("username", "staff"),
        ("password", izportal::portal::accounts::DEMO_PASSWORD),
    ];
    walk.post(stranger, "/sign-in", &signing_in).await;
}

/// The first administrator of a portal that nobody has set up.
pub async fn setting_up(walk: &mut Walk, nobody: &Desk<'_>) {
    let link = izportal::portal::accounts::actions::setup_link(&nobody.portal.db)
        .await
        .expect("the database answers")
        .expect("a link");
    let first = [
        ("username", "quan.tri"),
        ("display_name", "Quản trị"),
        ("password", "một mật khẩu dài"),
    ];
    walk.post(nobody, &link, &first).await;
}

/// How a board begins with what it has elsewhere.
pub async fn beginning(walk: &mut Walk, admin: &Desk<'_>) {
    for away in ["true", "false"] {
        walk.post(admin, "/set-up/put-away", &[("away", away)])
            .await;
    }
    let demo = crate::portal::bundle_sent::archive(std::path::Path::new("demo"));
    let file = ("goi.zip", demo.as_slice());
    walk.upload(admin, "/bundle", &[], file).await;
    walk.post(admin, "/bundle/drop", &[]).await;
    walk.upload(admin, "/bundle", &[], file).await;
    let fields = admin.form("/bundle", "/bundle/take", &[]).await;
    walk.send(admin, "/bundle/take", &fields).await;
    walk.post(admin, "/bundle/file", &[]).await;
    walk.post(admin, "/verification", &[]).await;
    walk.post(admin, "/verification/rebuild", &[]).await;
    let filled = [("superior", "UBND TỈNH X")];
    let names = admin
        .form("/set-up?step=board", "/set-up/board", &filled)
        .await;
    walk.send(admin, "/set-up/board", &names).await;
}
