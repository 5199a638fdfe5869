//! Who acts, and what that role may do.

use serde::{Deserialize, Serialize};

use super::language::Lang;

/// The four roles of the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Looks after accounts, the catalogue and the board's own particulars.
    Administrator,
    /// Keeps the registries and enters reports.
    Staff,
    /// Accepts or returns reports, never their own.
    Approver,
    /// Reads everything, prints.
    Leadership,
}

impl Role {
    pub const ALL: [Role; 4] = [
        Role::Administrator,
        Role::Staff,
        Role::Approver,
        Role::Leadership,
    ];

    /// The code stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Role::Administrator => "administrator",
            Role::Staff => "staff",
            Role::Approver => "approver",
            Role::Leadership => "leadership",
        }
    }

    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }

    /// What the role may do. A new role may do nothing until it is given something here.
    pub const fn permissions(self) -> &'static [Permission] {
        use Permission::*;
        match self {
            Role::Administrator => &[
                ReadRegistries,
                WriteRegistries,
                ManageCatalogue,
                ReadPlans,
                WritePlans,
                ReadFilings,
                ReadOverview,
                ReadReview,
                WriteReview,
                ReadContacts,
                WriteContacts,
                EraseContacts,
                ReadAudit,
                ManageAccounts,
                ManageBoard,
            ],
            Role::Staff => &[
                ReadRegistries,
                WriteRegistries,
                ReadPlans,
                WritePlans,
                ReadFilings,
                EnterFilings,
                AttachEvidence,
                ReadOverview,
                ReadReview,
                WriteReview,
                ReadContacts,
                WriteContacts,
            ],
            // Approvers may type too; what keeps four eyes on a report is that nobody decides their own.
            Role::Approver => &[
                ReadRegistries,
                WriteRegistries,
                ReadPlans,
                WritePlans,
                ReadFilings,
                EnterFilings,
                DecideFilings,
                AttachEvidence,
                ReadOverview,
                ReadReview,
                WriteReview,
                IssuePapers,
                ReadContacts,
                WriteContacts,
                ReadAudit,
            ],
            // No personal data: it is for those who call enterprises, not for those who read figures.
            Role::Leadership => &[
                ReadRegistries,
                ReadPlans,
                ReadFilings,
                ReadOverview,
                ReadReview,
                IssuePapers,
                ReadAudit,
            ],
        }
    }

    pub fn may(self, permission: Permission) -> bool {
        self.permissions().contains(&permission)
    }
}

/// What a route asks for. Each is named where the route is mounted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Permission {
    ReadRegistries,
    WriteRegistries,
    /// Indicators, products, exchange rates: what everything else is measured by.
    ManageCatalogue,
    ReadPlans,
    WritePlans,
    ReadFilings,
    EnterFilings,
    DecideFilings,
    /// Attaching files to reports, taking them off, commenting.
    AttachEvidence,
    ReadOverview,
    ReadReview,
    WriteReview,
    /// Issuing a review or a national sheet: what is sent is frozen as it goes out.
    IssuePapers,
    /// Seeing personal data of people at enterprises in the clear; each look is on record.
    ReadContacts,
    WriteContacts,
    /// Taking personal data out for good.
    EraseContacts,
    ReadAudit,
    ManageAccounts,
    ManageBoard,
}

/// The signed-in person behind a request.
#[derive(Debug, Clone)]
pub struct Actor {
    pub account_id: i64,
    pub session_id: i64,
    pub username: String,
    pub display_name: String,
    pub role: Role,
    /// The zones the account is limited to; `None` is all of them.
    pub zones: Option<Vec<i64>>,
}

impl Actor {
    pub fn may(&self, permission: Permission) -> bool {
        self.role.may(permission)
    }

    /// Whether the account may see what belongs to this zone.
    pub fn sees_zone(&self, zone_id: i64) -> bool {
        self.zones
            .as_ref()
            .is_none_or(|zones| zones.contains(&zone_id))
    }
}

/// Where a write comes from, for the audit log.
#[derive(Debug, Clone)]
pub struct Origin {
    /// `None` where no account acts: import, set-up.
    pub account_id: Option<i64>,
    /// The name as it is today.
    pub actor: String,
    pub address: String,
    pub request_id: String,
}

impl Origin {
    /// A write made by the program itself, from the command line.
    pub fn command(name: &str) -> Origin {
        Origin {
            account_id: None,
            actor: name.to_owned(),
            address: "localhost".to_owned(),
            request_id: String::new(),
        }
    }
}

/// Whoever wants something done: the person, where the request comes from, and the language to answer in. Actions that write take
/// one of it, instead of its parts side by side.
#[derive(Debug, Clone)]
pub struct Caller {
    pub actor: Actor,
    pub origin: Origin,
    pub lang: Lang,
}

/// A record as somebody has it open: when its version is another by now, somebody else was faster.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    pub id: i64,
    pub version: i32,
}

#[cfg(test)]
mod tests {
    use super::*;

    use Permission::*;

    const Y: bool = true;
    const N: bool = false;

    const ALL: [Permission; 19] = [
        Permission::ReadRegistries,
        Permission::WriteRegistries,
        Permission::ManageCatalogue,
        Permission::ReadPlans,
        Permission::WritePlans,
        Permission::ReadFilings,
        Permission::EnterFilings,
        Permission::DecideFilings,
        Permission::AttachEvidence,
        Permission::ReadOverview,
        Permission::ReadReview,
        Permission::WriteReview,
        Permission::IssuePapers,
        Permission::ReadContacts,
        Permission::WriteContacts,
        Permission::EraseContacts,
        Permission::ReadAudit,
        Permission::ManageAccounts,
        Permission::ManageBoard,
    ];

    /// Whether an administrator, staff, an approver and leadership have a permission.
    fn table(permission: Permission) -> [bool; 4] {
        match permission {
            ReadRegistries => [Y, Y, Y, Y],
            WriteRegistries => [Y, Y, Y, N],
            ManageCatalogue => [Y, N, N, N],
            ReadPlans => [Y, Y, Y, Y],
            WritePlans => [Y, Y, Y, N],
            ReadFilings => [Y, Y, Y, Y],
            EnterFilings => [N, Y, Y, N],
            DecideFilings => [N, N, Y, N],
            AttachEvidence => [N, Y, Y, N],
            ReadOverview => [Y, Y, Y, Y],
            ReadReview => [Y, Y, Y, Y],
            WriteReview => [Y, Y, Y, N],
            IssuePapers => [N, N, Y, Y],
            ReadContacts => [Y, Y, Y, N],
            WriteContacts => [Y, Y, Y, N],
            EraseContacts => [Y, N, N, N],
            ReadAudit => [Y, N, Y, Y],
            ManageAccounts => [Y, N, N, N],
            ManageBoard => [Y, N, N, N],
        }
    }

    #[test]
    fn each_role_may_what_the_table_says_and_nothing_else() {
        for permission in ALL {
            let may = Role::ALL.map(|role| role.may(permission));
            assert_eq!(may, table(permission), "{permission:?}");
        }
        // A permission that is not in the list above is granted to nobody.
        for role in Role::ALL {
            let known = |permission: &Permission| ALL.contains(permission);
            assert!(role.permissions().iter().all(known), "{role:?}");
        }
    }
}
