//! What the database refuses about projects and their log, in words.

use crate::foundation::i18n::Text;
use crate::platform::web::DatabaseRefusal;

/// The codes it raises.
pub const REFUSALS: &[DatabaseRefusal] = &[
    DatabaseRefusal::new(
        "IZ021",
        Text::new(
            "Trước ngày này dự án chưa được cấp, hoặc đã được cấp rồi. Mỗi dự án được cấp mới một lần, trước mọi sự kiện khác.",
            "The project had not been granted by this day, or has been granted already. It is granted once, before anything else.",
        ),
    )
    .at("happened_on"),
    DatabaseRefusal::new(
        "IZ022",
        Text::new(
            "Dự án đã chấm dứt hoặc bị thu hồi trước đó: sau đó chỉ còn có thể đính chính.",
            "The project had ended by then: after that there are only corrections.",
        ),
    )
    .at("happened_on"),
    DatabaseRefusal::new(
        "IZ023",
        Text::new(
            "Tạm ngừng chỉ khi đang không tạm ngừng, hoạt động trở lại chỉ khi đang tạm ngừng.",
            "A project is suspended while it is not, and resumes only while it is.",
        ),
    )
    .at("happened_on"),
    DatabaseRefusal::new(
        "IZ024",
        Text::new(
            "Khởi công trước, rồi mới đi vào hoạt động; mỗi việc một lần, và không phải trong lúc tạm ngừng.",
            "Works begin before operation, each once, and not during a suspension.",
        ),
    )
    .at("happened_on"),
    DatabaseRefusal::new(
        "IZ025",
        Text::new(
            "Vốn đăng ký sẽ nhỏ hơn 0, hoặc vốn ban đầu chưa biết: xin đính chính lần cấp mới trước.",
            "Registered capital would fall below zero, or the first one is unknown: please correct the certificate first.",
        ),
    )
    .at("happened_on"),
    DatabaseRefusal::new(
        "IZ026",
        Text::new(
            "Ngày này còn ở phía trước: sự kiện được ghi khi đã xảy ra.",
            "This day is still to come: an event is recorded once it has happened.",
        ),
    )
    .at("happened_on"),
    DatabaseRefusal::new(
        "IZ027",
        Text::new(
            "Sự kiện này đã được đính chính, hoặc không thể đính chính như vậy.",
            "This event has been corrected already, or cannot be corrected this way.",
        ),
    )
    .at("happened_on"),
    DatabaseRefusal::new(
        "IZ028",
        Text::new(
            "Tình trạng và vốn của dự án được suy ra từ nhật ký sự kiện, không ghi trực tiếp.",
            "A project's state and capital follow from its events and are not written directly.",
        ),
    ),
    DatabaseRefusal::new(
        "IZ320",
        Text::new(
            "Dự án có sự kiện pháp lý thì không ngừng dùng được: xin ghi “Chấm dứt”, “Thu hồi”, hoặc đính chính sự kiện ghi nhầm.",
            "A project with legal events cannot be retired: record “Terminated” or “Revoked”, or correct the mistaken events.",
        ),
    ),
];
