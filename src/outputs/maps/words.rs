//! What the portal says about tables of corners.

use rust_decimal::Decimal;

use crate::foundation::i18n::{self, Lang};
use crate::foundation::survey::{
    Finding, Level, MAX_CORNERS, Official, Problem, Repair, System, Unread, Width,
};

/// Metres or square metres with two decimals.
pub fn metres(value: Decimal, lang: Lang) -> String {
    i18n::format_number(value, 2, lang)
}

/// "106°30′, múi 3°".
pub fn system(system: System, lang: Lang) -> String {
    let (meridian, width) = (system.meridian.label(), system.width.degrees());
    match lang {
        Lang::Vi => format!("kinh tuyến trục {meridian}, múi {width}°"),
        Lang::En => format!("central meridian {meridian}, {width}° zone"),
    }
}

/// "106°30′ – Bắc Kạn, Thái Nguyên".
pub fn official(official: &Official, lang: Lang) -> String {
    let meridian = official.system().meridian.label();
    let width = if official.system().width == Width::Six {
        lang_pick(lang, " (múi 6°)", " (6° zone)")
    } else {
        ""
    };
    match official.provinces {
        [] => format!("{meridian}{width}"),
        provinces => format!("{meridian}{width} – {}", provinces.join(", ")),
    }
}

const fn lang_pick(lang: Lang, vi: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// Why a text is no table of corners, and what to do.
pub fn unread(unread: &Unread, lang: Lang) -> String {
    match (unread, lang) {
        (Unread::NoCorners, Lang::Vi) => {
            "Không thấy hai cột tọa độ. Xin dán bảng có cột X (Bắc, 7 chữ số) và Y (Đông, 6 chữ số), mỗi đỉnh một dòng.".to_owned()
        }
        (Unread::NoCorners, Lang::En) => {
            "There are no two columns of coordinates. Please paste a table with X (northing, 7 digits) and Y (easting, 6 digits), a corner a line.".to_owned()
        }
        (Unread::TooMany(count), Lang::Vi) => format!("Có {count} đỉnh, tối đa {MAX_CORNERS}. Xin dán bảng của một lô."),
        (Unread::TooMany(count), Lang::En) => format!("{count} corners, {MAX_CORNERS} at most. Please paste the table of one parcel."),
        (Unread::Line(line, text), Lang::Vi) => {
            format!("Dòng {line} không đọc được đủ hai tọa độ: “{text}”. Xin sửa dòng này, hoặc xóa nếu không phải là đỉnh.")
        }
        (Unread::Line(line, text), Lang::En) => {
            format!("Line {line} does not hold two clear coordinates: “{text}”. Please correct it, or delete it if it is no corner.")
        }
        (Unread::Json, Lang::Vi) => "GeoJSON bị cắt hoặc sai cú pháp. Xin chép lại toàn bộ tệp.".to_owned(),
        (Unread::Json, Lang::En) => "This GeoJSON is cut off or malformed. Please copy the whole file again.".to_owned(),
        (Unread::Polygons(count, names), lang) => polygons(*count, names, lang),
        (Unread::Holes, Lang::Vi) => "Đa giác có lỗ bên trong: xin tách phần bị khoét thành lô riêng.".to_owned(),
        (Unread::Holes, Lang::En) => "The polygon has a hole: please make what it leaves out a parcel of its own.".to_owned(),
        (Unread::NotDegrees, Lang::Vi) => {
            "Tọa độ trong GeoJSON phải là kinh độ, vĩ độ WGS 84 tính bằng độ. Nếu là mét VN-2000, xin dán bảng X, Y.".to_owned()
        }
        (Unread::NotDegrees, Lang::En) => {
            "GeoJSON holds longitude and latitude in degrees, WGS 84. For metres in VN-2000 please paste a table of X and Y.".to_owned()
        }
    }
}

/// Names of lots that are listed, at most.
const LISTED: usize = 12;

fn polygons(count: usize, names: &[String], lang: Lang) -> String {
    let mut listed = names
        .iter()
        .take(LISTED)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    if names.len() > LISTED {
        listed.push_str(", …");
    }
    match (lang, listed.is_empty()) {
        (Lang::Vi, true) => {
            format!("GeoJSON có {count} đa giác, không ghi tên lô; mỗi lần xin dán đúng một lô.")
        }
        (Lang::Vi, false) => format!(
            "GeoJSON có {count} lô ({listed}), không có đúng một lô mang mã của lô này. Xin giữ lại một lô trong tệp, hoặc mở đúng lô rồi gửi lại tệp."
        ),
        (Lang::En, true) => format!(
            "This GeoJSON holds {count} polygons without names; please paste one parcel at a time."
        ),
        (Lang::En, false) => format!(
            "This GeoJSON holds {count} lots ({listed}), and not exactly one with this parcel's code. Please leave one lot in the file, or open the right parcel and send it there."
        ),
    }
}

/// A finding in words, and its way out.
pub fn finding(finding: &Finding, lang: Lang) -> String {
    match lang {
        Lang::Vi => vietnamese(&finding.problem),
        Lang::En => english(&finding.problem),
    }
}

fn list(corners: &[usize]) -> String {
    corners
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

fn vietnamese(problem: &Problem) -> String {
    let m = |value: Decimal| metres(value, Lang::Vi);
    match problem {
        Problem::Swapped => "X và Y bị đổi chỗ: cột X phải là tọa độ Bắc (7 chữ số), cột Y là tọa độ Đông (6 chữ số). Bảng xuất từ bản vẽ thường như vậy.".to_owned(),
        Problem::OutOfRange(at) => format!("Tọa độ ở dòng đỉnh thứ {at} nằm ngoài phạm vi Việt Nam. Xin xem lại các chữ số."),
        Problem::OutsideVietnam(place) => {
            format!("Với kinh tuyến trục đã chọn, lô nằm ngoài Việt Nam ({}). Xin chọn lại kinh tuyến trục.", degrees(place.lon, place.lat, Lang::Vi))
        }
        Problem::Far(km) => format!("Với kinh tuyến trục đã chọn, lô nằm cách các lô khác của khu khoảng {km} km."),
        Problem::NoSuchPlane(plane) => match plane.width {
            Width::Six => format!("Múi 6° chỉ có kinh tuyến trục 105°00′ hoặc 111°00′; {} là kinh tuyến của múi 3°. Xin xem lại kinh tuyến trục và múi chiếu ghi trên bảng.", plane.meridian.label()),
            Width::Three => format!("Không tỉnh nào dùng kinh tuyến trục {} với múi 3°. Xin xem lại kinh tuyến trục và múi chiếu ghi trên bảng.", plane.meridian.label()),
        },
        Problem::OtherThanOfficial(other) => format!("Bản đồ địa chính của tỉnh dùng {}. Xin xem kinh tuyến trục ghi trên bảng tọa độ.", system(*other, Lang::Vi)),
        Problem::NotClosed => "Bảng chưa khép: dòng cuối không lặp lại đỉnh đầu. Có thể bảng còn thiếu dòng.".to_owned(),
        Problem::ClosedAgain(times) => format!("Đỉnh đầu lặp lại {times} lần ở cuối bảng, chỉ cần một lần."),
        Problem::Repeated(corners) => format!("Đỉnh trùng với đỉnh ngay trước nó, ở dòng đỉnh thứ {}.", list(corners)),
        Problem::TooFew(count) => format!("Chỉ có {count} đỉnh khác nhau; một lô cần ít nhất ba."),
        Problem::NoArea => "Các đỉnh thẳng hàng, không có diện tích.".to_owned(),
        Problem::Crosses(crossing) => format!(
            "Ranh giới tự cắt: cạnh từ đỉnh thứ {} và cạnh từ đỉnh thứ {} gặp nhau tại X {}, Y {}. Xin xem lại thứ tự các đỉnh.",
            crossing.sides.0 + 1,
            crossing.sides.1 + 1,
            m(crossing.at.x),
            m(crossing.at.y)
        ),
        Problem::Clockwise => "Các đỉnh đi theo chiều kim đồng hồ, như thường lệ ở bảng tọa độ. Thứ tự được giữ nguyên; hình WGS 84 dẫn xuất ghi ngược chiều kim đồng hồ theo chuẩn GeoJSON.".to_owned(),
        Problem::Side(at, written, computed) => format!("Cạnh từ đỉnh thứ {at}: bảng ghi {} m, tính từ tọa độ được {} m.", m(*written), m(*computed)),
    }
}

fn english(problem: &Problem) -> String {
    let m = |value: Decimal| metres(value, Lang::En);
    match problem {
        Problem::Swapped => "X and Y have changed places: X must be the northing (7 digits), Y the easting (6 digits). Tables exported from drawings often are so.".to_owned(),
        Problem::OutOfRange(at) => format!("The coordinates of corner no. {at} cannot be in Vietnam. Please look at their digits."),
        Problem::OutsideVietnam(place) => {
            format!("With this central meridian the parcel lies outside Vietnam ({}). Please choose another.", degrees(place.lon, place.lat, Lang::En))
        }
        Problem::Far(km) => format!("With this central meridian the parcel lies some {km} km from the zone's other parcels."),
        Problem::NoSuchPlane(plane) => match plane.width {
            Width::Six => format!("A 6° zone has the central meridian 105°00′ or 111°00′; {} is one of the 3° zones. Please see which the table names.", plane.meridian.label()),
            Width::Three => format!("No province uses the central meridian {} with a 3° zone. Please see which the table names.", plane.meridian.label()),
        },
        Problem::OtherThanOfficial(other) => format!("The province's cadastral maps use {}. Please see which meridian the table names.", system(*other, Lang::En)),
        Problem::NotClosed => "The table is not closed: its last line does not repeat the first corner. Lines may be missing.".to_owned(),
        Problem::ClosedAgain(times) => format!("The first corner stands {times} times at the end; once is enough."),
        Problem::Repeated(corners) => format!("Equal to the corner just before: corner no. {}.", list(corners)),
        Problem::TooFew(count) => format!("There are only {count} different corners; a parcel has at least three."),
        Problem::NoArea => "The corners lie on one line and enclose nothing.".to_owned(),
        Problem::Crosses(crossing) => format!(
            "The outline crosses itself: the sides from corner no. {} and from corner no. {} meet at X {}, Y {}. Please look at the order of the corners.",
            crossing.sides.0 + 1,
            crossing.sides.1 + 1,
            m(crossing.at.x),
            m(crossing.at.y)
        ),
        Problem::Clockwise => "The corners go clockwise, as tables usually do. Their order is kept; the derived WGS 84 shape goes counter-clockwise, as GeoJSON asks.".to_owned(),
        Problem::Side(at, written, computed) => format!("The side from corner no. {at}: the table says {} m, the coordinates give {} m.", m(*written), m(*computed)),
    }
}

/// "21,8638° B, 105,8814° Đ".
pub fn degrees(lon: f64, lat: f64, lang: Lang) -> String {
    let print = |value: f64| {
        Decimal::try_from(value).map_or_else(
            |_| String::new(),
            |value| i18n::format_number(value, 4, lang),
        )
    };
    match lang {
        Lang::Vi => format!("{}° B, {}° Đ", print(lat), print(lon)),
        Lang::En => format!("{}° N, {}° E", print(lat), print(lon)),
    }
}

/// What a button that agrees to a repair says.
pub fn repair(repair: Repair, lang: Lang) -> String {
    let text = match repair {
        Repair::Swap => lang_pick(lang, "Đổi X ↔ Y", "Swap X ↔ Y"),
        Repair::DropRepeated => lang_pick(lang, "Bỏ đỉnh trùng", "Leave repeated corners out"),
        Repair::Close => lang_pick(lang, "Khép về đỉnh đầu", "Close at the first corner"),
        Repair::DropClosing => lang_pick(lang, "Khép một lần", "Close once"),
        Repair::Reverse => lang_pick(lang, "Đảo thứ tự đỉnh", "Reverse the corners"),
        Repair::Here => lang_pick(lang, "Đúng là ở đó", "It does lie there"),
        Repair::Use(plane) => {
            return format!("{} {}", lang_pick(lang, "Dùng", "Use"), system(plane, lang));
        }
    };
    text.to_owned()
}

/// How much a finding matters, in a word.
pub const fn level(level: Level, lang: Lang) -> &'static str {
    match level {
        Level::Refuses => lang_pick(lang, "Cần sửa", "To be put right"),
        Level::Tells => lang_pick(lang, "Lưu ý", "Note"),
    }
}
