//! The plane a table of corners is written in: central meridian and width of the zone.

use crate::foundation::i18n::fold;

/// A central meridian, in minutes of arc east of Greenwich: 6390 is 106°30′.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Meridian(i32);

impl Meridian {
    /// `None` outside 102°–111°, between which all meridians in use lie.
    pub const fn from_minutes(minutes: i32) -> Option<Meridian> {
        if minutes >= 102 * 60 && minutes <= 111 * 60 {
            Some(Meridian(minutes))
        } else {
            None
        }
    }

    pub const fn minutes(self) -> i32 {
        self.0
    }

    /// Degrees.
    pub fn degrees(self) -> f64 {
        f64::from(self.0) / 60.0
    }

    /// "106°30′".
    pub fn label(self) -> String {
        format!("{}°{:02}′", self.0 / 60, self.0 % 60)
    }
}

/// How wide a zone the projection serves; it fixes the scale on the central meridian.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Width {
    /// 3°, k = 0.9999: cadastral papers.
    Three,
    /// 6°, k = 0.9996: maps of small scale.
    Six,
}

impl Width {
    /// Degrees.
    pub const fn degrees(self) -> i32 {
        match self {
            Width::Three => 3,
            Width::Six => 6,
        }
    }

    pub const fn from_degrees(degrees: i32) -> Option<Width> {
        match degrees {
            3 => Some(Width::Three),
            6 => Some(Width::Six),
            _ => None,
        }
    }

    /// The scale on the central meridian.
    pub const fn scale(self) -> f64 {
        match self {
            Width::Three => 0.9999,
            Width::Six => 0.9996,
        }
    }
}

/// The plane of one table of corners.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct System {
    pub meridian: Meridian,
    pub width: Width,
}

impl System {
    /// The plane of these minutes and degrees, where there is one.
    pub fn new(minutes: i32, degrees: i32) -> Option<System> {
        Some(System {
            meridian: Meridian::from_minutes(minutes)?,
            width: Width::from_degrees(degrees)?,
        })
    }

    /// Whether authorities use it: a 3° zone has the meridian of a province or one of the standard ones, a 6° zone 105° or 111°.
    pub fn is_official(self) -> bool {
        OFFICIAL.iter().any(|official| official.system() == self)
    }

    /// What may have been meant instead of a plane that does not exist: the same meridian with the other width, then the others
    /// of the same width where they are few.
    pub fn instead(self) -> Vec<System> {
        let known = || OFFICIAL.iter().map(Official::system);
        let meridian = known().filter(|system| system.meridian == self.meridian);
        let few = known().filter(|system| system.width == Width::Six && self.width == Width::Six);
        meridian.chain(few).collect()
    }

    /// The official plane of cadastral papers of a province as it was before 1 July 2025.
    pub fn of_province(name: &str) -> Option<System> {
        let name = fold(name);
        let known = |official: &&Official| {
            official
                .provinces
                .iter()
                .any(|province| name.contains(&fold(province)))
        };
        OFFICIAL.iter().find(known).map(Official::system)
    }
}

/// A plane that authorities use.
#[derive(Debug)]
pub struct Official {
    minutes: i32,
    degrees: i32,
    pub epsg: u32,
    /// The provinces whose cadastral papers use it, as they were before 1 July 2025. Empty: a standard zone of its own.
    pub provinces: &'static [&'static str],
}

impl Official {
    pub fn system(&self) -> System {
        // Only the two 6° zones are not of three degrees; a test holds every row to it.
        let width = if self.degrees == 6 {
            Width::Six
        } else {
            Width::Three
        };
        System {
            meridian: Meridian(self.minutes),
            width,
        }
    }
}

const fn three(
    degrees: i32,
    minutes: i32,
    epsg: u32,
    provinces: &'static [&'static str],
) -> Official {
    Official {
        minutes: degrees * 60 + minutes,
        degrees: 3,
        epsg,
        provinces,
    }
}

/// The planes of VN-2000 in the EPSG dataset v11.022, by meridian; the 6° zones come last. Provinces of one meridian after
/// the mergers of 2025 are the board's to confirm with its cadastral office.
pub static OFFICIAL: [Official; 20] = [
    three(102, 0, 5896, &[]),
    three(103, 0, 9205, &["Điện Biên", "Lai Châu"]),
    three(104, 0, 9206, &["Sơn La"]),
    three(104, 30, 9207, &["Cà Mau", "Kiên Giang"]),
    three(
        104,
        45,
        9208,
        &["An Giang", "Lào Cai", "Nghệ An", "Phú Thọ", "Yên Bái"],
    ),
    three(105, 0, 5897, &[]),
    three(
        105,
        30,
        9209,
        &[
            "Bắc Ninh",
            "Hà Giang",
            "Hà Tĩnh",
            "Hải Dương",
            "Hưng Yên",
            "Nam Định",
            "Tây Ninh",
            "Thái Bình",
            "Trà Vinh",
            "Vĩnh Long",
            "Sóc Trăng",
        ],
    ),
    three(
        105,
        45,
        9210,
        &[
            "Hải Phòng",
            "Hồ Chí Minh",
            "Bến Tre",
            "Bình Dương",
            "Cao Bằng",
            "Long An",
            "Tiền Giang",
        ],
    ),
    three(106, 0, 9211, &["Hòa Bình", "Quảng Bình", "Tuyên Quang"]),
    three(106, 15, 9212, &["Bình Phước", "Quảng Trị"]),
    three(106, 30, 9213, &["Bắc Kạn", "Thái Nguyên"]),
    three(107, 0, 9214, &["Bắc Giang", "Thừa Thiên Huế"]),
    three(107, 15, 9215, &["Lạng Sơn"]),
    three(107, 30, 9216, &["Kon Tum"]),
    three(
        107,
        45,
        5899,
        &[
            "Quảng Ninh",
            "Đà Nẵng",
            "Quảng Nam",
            "Bà Rịa",
            "Đồng Nai",
            "Lâm Đồng",
        ],
    ),
    three(108, 0, 5898, &[]),
    three(108, 15, 9217, &["Bình Định", "Khánh Hòa", "Ninh Thuận"]),
    three(
        108,
        30,
        9218,
        &["Bình Thuận", "Đắk Lắk", "Đắk Nông", "Gia Lai", "Phú Yên"],
    ),
    Official {
        minutes: 105 * 60,
        degrees: 6,
        epsg: 3405,
        provinces: &[],
    },
    Official {
        minutes: 111 * 60,
        degrees: 6,
        epsg: 3406,
        provinces: &[],
    },
];
