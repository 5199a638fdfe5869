//! The menu: every page one can go to without knowing a number, in seven words as an office thinks of its work.
//!
//! An entry of a registry takes its words and its permission from the registry. A page that has no entry is reached through
//! another one, which names it.

use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::outputs::national;
use crate::platform::registry::Entity;
use crate::platform::web::menu::{Entry, Group, Section};
use crate::registers::{
    board, enterprises, leases, parcels, projects, schemes, structure, tasks, wastewater, works,
    zones,
};
use crate::returns::{closings, plans};
use crate::standards::{checks, forms, indicators};

const fn registry(entity: &'static Entity) -> Entry {
    Entry::new(entity.path, entity.words.many, entity.read)
        .creates(entity.words.create, entity.write)
}

// Pages that the pages in the panels lead to.
const WASTEWATER_PAGES: &[Entry] = &[
    registry(&wastewater::PLANT),
    registry(&wastewater::STAGE),
    registry(&wastewater::PERMIT),
];
const ZONE_PAGES: &[Entry] = &[registry(&zones::STATE)];
const PARCEL_PAGES: &[Entry] = &[registry(&parcels::PAST_AREA)];
const LEASE_PAGES: &[Entry] = &[
    registry(&leases::contracts::LEASE_PARCEL),
    registry(&leases::extensions::LEASE_EXTENSION),
    registry(&leases::arrears::LEASE_ARREAR),
];
const RECOVERY_PAGES: &[Entry] = &[
    registry(&leases::recoveries::RECOVERY_PARCEL),
    registry(&leases::recoveries::RECOVERY_STEP),
];
const STRUCTURE_PAGES: &[Entry] = &[
    registry(&structure::PLACEMENT),
    registry(&structure::SUCCESSION),
];

const DUTIES: Entry = Entry::new(
    "duties",
    Text::new("Báo cáo phải nộp", "Reports due"),
    Permission::ReadFilings,
)
.by_year("duties?year={year}")
.also(&["sheets", "warnings", "letters"]);
const QUEUE: Entry = Entry::new(
    "filings",
    Text::new("Báo cáo chờ duyệt", "Reports waiting for review"),
    Permission::ReadFilings,
);
const IMPORTS: Entry = Entry::new(
    "imports",
    Text::new("Nhập từ Excel", "Import from Excel"),
    Permission::EnterFilings,
);
const UNLOCKS: Entry = Entry::new(
    "unlocks",
    Text::new("Đề nghị mở khóa sổ", "Requests to unlock a period"),
    Permission::ReadFilings,
);
const TASKS: Entry = Entry::new(
    "tasks",
    Text::new("Việc cần xử lý", "Work to be done"),
    Permission::ReadRegistries,
);
const OCCUPANCY: Entry = Entry::new(
    "occupancy",
    Text::new("Tỷ lệ lấp đầy", "Occupancy"),
    Permission::ReadRegistries,
);
const LEASED_LAND: Entry = Entry::new(
    "leased-land",
    Text::new("Sổ đất đã cho thuê", "Ledger of leased land"),
    Permission::ReadRegistries,
);
const IDLE_LAND: Entry = Entry::new(
    "idle-land",
    Text::new("Đất đã cho thuê chưa sử dụng", "Leased land not in use"),
    Permission::ReadRegistries,
);
const PROGRESS: Entry = Entry::new(
    "infrastructure",
    Text::new("Tiến độ hạ tầng", "Progress of works"),
    Permission::ReadRegistries,
);
const WASTEWATER: Entry = Entry::new(
    "wastewater",
    Text::new("Nước thải", "Wastewater"),
    Permission::ReadRegistries,
)
.beneath(WASTEWATER_PAGES)
.also(&["wastewater-readings"]);
const SPONSORSHIP: Entry = Entry::new(
    "sponsorship",
    Text::new("Tài trợ lập quy hoạch", "Sponsored planning"),
    Permission::ReadRegistries,
);
const BY_INDUSTRY: Entry = Entry::new(
    "industries/projects",
    Text::new("Dự án theo ngành kinh tế", "Projects by industry"),
    Permission::ReadRegistries,
);

const TODAY: Section = Section {
    label: Text::new("Hôm nay", "Today"),
    groups: &[
        Group {
            label: Text::new("Việc phải làm", "To be done"),
            entries: &[
                TASKS,
                registry(&tasks::OBSTACLE),
                registry(&tasks::KEY_TASK),
            ],
        },
        Group {
            label: Text::new("Báo cáo của doanh nghiệp", "Reports of enterprises"),
            entries: &[
                DUTIES.shortcut(),
                QUEUE.shortcut(),
                UNLOCKS.shortcut(),
                IMPORTS.shortcut(),
            ],
        },
        Group {
            label: Text::new("Đang theo dõi", "Being watched"),
            entries: &[
                registry(&leases::recoveries::RECOVERY).shortcut(),
                LEASED_LAND.shortcut(),
                IDLE_LAND.shortcut(),
                PROGRESS.shortcut(),
                WASTEWATER.shortcut(),
            ],
        },
    ],
};

const OVERVIEW: Section = Section {
    label: Text::new("Tổng quan", "Overview"),
    groups: &[
        Group {
            label: Text::new("Cả năm", "The year"),
            entries: &[Entry::new(
                "dashboard",
                Text::new("Kế hoạch và thực hiện năm", "Plan and actual"),
                Permission::ReadOverview,
            )
            .by_year("dashboard/{year}")
            .also(&["figures", "coverage"])],
        },
        Group {
            label: Text::new("Từng mặt", "One subject at a time"),
            entries: &[
                OCCUPANCY.shortcut(),
                PROGRESS.shortcut(),
                WASTEWATER.shortcut(),
                BY_INDUSTRY.shortcut(),
                SPONSORSHIP.shortcut(),
            ],
        },
        Group {
            label: Text::new("Gửi cấp trên", "For the ministry"),
            entries: &[Entry::new(
                "national",
                Text::new("Biểu số liệu quốc gia", "National sheets"),
                Permission::ReadOverview,
            )
            .by_year("national?year={year}")],
        },
    ],
};

const REPORTS: Section = Section {
    label: Text::new("Báo cáo", "Reports"),
    groups: &[
        Group {
            label: Text::new("Thu và duyệt", "Collecting and deciding"),
            entries: &[
                DUTIES,
                QUEUE.also(&["evidence"]),
                IMPORTS.also(&["handouts", "board-totals"]),
            ],
        },
        Group {
            label: Text::new("Kỳ báo cáo", "Periods"),
            entries: &[
                registry(&forms::DEADLINE),
                registry(&closings::PERIOD_CLOSING),
                UNLOCKS,
            ],
        },
        Group {
            label: Text::new("Mẫu", "Forms"),
            entries: &[
                registry(&forms::FORM),
                registry(&forms::FORM_LINE),
                registry(&forms::FORM_QUESTION),
            ],
        },
        Group {
            label: Text::new("Kiểm tra", "Checks"),
            entries: &[registry(&checks::CHECK_RULE)],
        },
    ],
};

const LAND: Section = Section {
    label: Text::new("Khu và đất", "Zones and land"),
    groups: &[
        Group {
            label: Text::new("Khu", "Zones"),
            entries: &[
                registry(&zones::ZONE).beneath(ZONE_PAGES),
                registry(&zones::DECISION),
                registry(&zones::PHASE),
                registry(&zones::PHASE_AREA),
            ],
        },
        Group {
            label: Text::new("Đất", "Land"),
            entries: &[
                registry(&parcels::PARCEL).beneath(PARCEL_PAGES),
                LEASED_LAND,
                OCCUPANCY,
                registry(&leases::contracts::LEASE).beneath(LEASE_PAGES),
                IDLE_LAND,
                registry(&leases::recoveries::RECOVERY).beneath(RECOVERY_PAGES),
            ],
        },
        Group {
            label: Text::new("Hạ tầng, môi trường", "Infrastructure, environment"),
            entries: &[registry(&works::WORK), PROGRESS, WASTEWATER],
        },
        Group {
            label: Text::new("Quy hoạch", "Planning"),
            entries: &[
                registry(&schemes::SCHEME),
                registry(&schemes::SPONSOR),
                SPONSORSHIP,
            ],
        },
    ],
};

const ENTERPRISES: Section = Section {
    label: Text::new("Doanh nghiệp", "Enterprises"),
    groups: &[
        Group {
            label: Text::new("Trong khu", "In the zones"),
            entries: &[registry(&enterprises::ENTERPRISE).also(&["contacts"])],
        },
        Group {
            label: Text::new("Đầu tư", "Investment"),
            entries: &[registry(&projects::PROJECT), registry(&projects::INDUSTRY)],
        },
        Group {
            label: Text::new("Ngành kinh tế", "Industries"),
            entries: &[
                BY_INDUSTRY,
                Entry::new(
                    "industries/pending",
                    Text::new(
                        "Dự án chưa có mã VSIC 2025",
                        "Projects without a VSIC 2025 code",
                    ),
                    Permission::ReadRegistries,
                ),
                Entry::new(
                    "industries",
                    Text::new("Tra cứu mã ngành VSIC", "VSIC codes"),
                    Permission::ReadRegistries,
                ),
            ],
        },
    ],
};

const REVIEW: Section = Section {
    label: Text::new("Tổng kết", "Review"),
    groups: &[
        Group {
            label: Text::new("Kế hoạch", "Plans"),
            entries: &[
                Entry::new(
                    "plans",
                    Text::new("Kế hoạch năm", "Plans"),
                    Permission::ReadPlans,
                )
                .by_year("plans/{year}"),
                registry(&plans::PLAN),
            ],
        },
        Group {
            label: Text::new("Cuối năm", "The year's end"),
            entries: &[
                Entry::new(
                    "reviews",
                    Text::new("Báo cáo tổng kết năm", "Review"),
                    Permission::ReadReview,
                )
                .by_year("reviews/{year}"),
                Entry::new(
                    "issued",
                    Text::new("Bản đã phát hành", "Issued papers"),
                    Permission::ReadReview,
                ),
            ],
        },
    ],
};

const CATALOGUE: Section = Section {
    label: Text::new("Danh mục", "Catalogue"),
    groups: &[
        Group {
            label: Text::new("Số liệu", "Figures"),
            entries: &[
                registry(&indicators::INDICATOR),
                registry(&indicators::PRODUCT),
                registry(&indicators::EXCHANGE_RATE),
                registry(&forms::HOLIDAY),
                registry(&national::WORKING_COLUMN),
            ],
        },
        Group {
            label: Text::new("Địa giới", "Administrative units"),
            entries: &[
                Entry::new(
                    "structure",
                    Text::new("Cơ cấu và địa giới", "Structure and units"),
                    Permission::ReadRegistries,
                )
                .beneath(STRUCTURE_PAGES),
                registry(&structure::PROVINCE),
                registry(&structure::DISTRICT),
                registry(&structure::COMMUNE),
            ],
        },
        Group {
            label: Text::new("Cơ quan", "The office"),
            entries: &[
                registry(&board::BOARD),
                Entry::new(
                    "set-up",
                    Text::new("Đưa Ban lên cổng", "Bringing the board in"),
                    Permission::ReadRegistries,
                ),
                Entry::new(
                    "accounts",
                    Text::new("Tài khoản", "Accounts"),
                    Permission::ManageAccounts,
                )
                .creates(
                    Text::new("Thêm tài khoản", "Add an account"),
                    Permission::ManageAccounts,
                ),
                Entry::new(
                    "bundle",
                    Text::new("Chuyển dữ liệu vào, ra", "Data in and out"),
                    Permission::ManageBoard,
                ),
                Entry::new(
                    "verification",
                    Text::new("Đối chiếu số liệu", "Comparison of what is derived"),
                    Permission::ManageBoard,
                ),
            ],
        },
    ],
};

/// The seven words of the head, from the day's work to what everything is counted with.
pub static MENU: [Section; 7] = [
    TODAY,
    OVERVIEW,
    REPORTS,
    LAND,
    ENTERPRISES,
    REVIEW,
    CATALOGUE,
];
