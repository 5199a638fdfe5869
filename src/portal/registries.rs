//! Every registry of the portal, each with what features add to its pages.

use super::panels;
use crate::outputs::{maps, national, profiles};
use crate::platform::registry::routes::Hooks;
use crate::platform::registry::{self, Entity};
use crate::platform::web::Routes;
use crate::registers::{
    board, enterprises, industries, leases, parcels, projects, schemes, structure, tasks,
    wastewater, works, zones,
};
use crate::returns::{closings, filings, plans};
use crate::standards::{checks, forms, indicators};

/// A registry and what features add to it.
struct Mount {
    entity: &'static Entity,
    hooks: Hooks,
}

/// A registry that is all its declaration says.
const fn plain(entity: &'static Entity) -> Mount {
    with(entity, Hooks::NONE)
}

const fn with(entity: &'static Entity, hooks: Hooks) -> Mount {
    Mount { entity, hooks }
}

/// In the order in which a bundle must be read: what is referred to comes first.
const MOUNTS: &[Mount] = &[
    with(
        &board::BOARD,
        Hooks {
            written: Some(board::renamed),
            ..Hooks::NONE
        },
    ),
    plain(&structure::PROVINCE),
    plain(&structure::DISTRICT),
    plain(&structure::COMMUNE),
    plain(&structure::SUCCESSION),
    with(
        &zones::ZONE,
        Hooks {
            panel: Some(panels::zone),
            ..Hooks::NONE
        },
    ),
    plain(&structure::PLACEMENT),
    plain(&zones::DECISION),
    plain(&zones::STATE),
    plain(&zones::PHASE),
    with(
        &zones::PHASE_AREA,
        Hooks {
            panel: Some(parcels::areas::area_panel),
            ask: Some(parcels::areas::ask_area),
            ..Hooks::NONE
        },
    ),
    with(
        &works::WORK,
        Hooks {
            panel: Some(works::panel),
            over_list: Some(works::links),
            ..Hooks::NONE
        },
    ),
    with(
        &wastewater::PLANT,
        Hooks {
            panel: Some(wastewater::plant_panel),
            ..WASTEWATER
        },
    ),
    with(&wastewater::STAGE, WASTEWATER),
    with(&wastewater::PERMIT, WASTEWATER),
    with(
        &enterprises::ENTERPRISE,
        Hooks {
            panel: Some(panels::enterprise),
            ask: Some(profiles::ask),
            ..Hooks::NONE
        },
    ),
    // A project is created together with its first event.
    with(
        &projects::PROJECT,
        Hooks {
            panel: Some(panels::project),
            ask: Some(projects::ask),
            keep: Some(projects::keep),
            created_elsewhere: true,
            ..Hooks::NONE
        },
    ),
    with(
        &projects::INDUSTRY,
        Hooks {
            ask: Some(industries::ask),
            over_list: Some(industries::over_list),
            ..Hooks::NONE
        },
    ),
    // A parcel is created together with how it enters the books.
    with(
        &parcels::PARCEL,
        Hooks {
            panel: Some(maps::parcel_panel),
            ask: Some(parcels::areas::ask_parcel),
            keep: Some(parcels::life::keep),
            over_list: Some(parcels::life::links),
            closed: Some(parcels::life::closed),
            created_elsewhere: true,
            ..Hooks::NONE
        },
    ),
    plain(&parcels::PAST_AREA),
    with(
        &leases::contracts::LEASE,
        Hooks {
            panel: Some(panels::lease),
            ..Hooks::NONE
        },
    ),
    with(
        &leases::contracts::LEASE_PARCEL,
        Hooks {
            ask: Some(parcels::life::ask_lease_parcel),
            ..Hooks::NONE
        },
    ),
    plain(&leases::extensions::LEASE_EXTENSION),
    plain(&leases::arrears::LEASE_ARREAR),
    with(
        &leases::recoveries::RECOVERY,
        Hooks {
            panel: Some(panels::recovery),
            ..Hooks::NONE
        },
    ),
    plain(&leases::recoveries::RECOVERY_PARCEL),
    with(
        &leases::recoveries::RECOVERY_STEP,
        Hooks {
            panel: Some(panels::recovery_step),
            ..Hooks::NONE
        },
    ),
    plain(&indicators::INDICATOR),
    plain(&indicators::PRODUCT),
    plain(&indicators::EXCHANGE_RATE),
    plain(&forms::FORM),
    plain(&forms::FORM_LINE),
    plain(&forms::FORM_QUESTION),
    plain(&forms::DEADLINE),
    plain(&forms::HOLIDAY),
    plain(&closings::PERIOD_CLOSING),
    plain(&checks::CHECK_RULE),
    plain(&national::WORKING_COLUMN),
    with(&schemes::SCHEME, SCHEMES),
    with(&schemes::SPONSOR, SCHEMES),
    with(
        &tasks::OBSTACLE,
        Hooks {
            panel: Some(panels::obstacle),
            ask: Some(tasks::ask_obstacle),
            over_list: Some(filings::proposals_panel),
            ..Hooks::NONE
        },
    ),
    with(
        &tasks::KEY_TASK,
        Hooks {
            panel: Some(panels::key_task),
            ask: Some(tasks::ask_key_task),
            ..Hooks::NONE
        },
    ),
    with(
        &plans::PLAN,
        Hooks {
            panel: Some(plans::targets_panel),
            ..Hooks::NONE
        },
    ),
];

const WASTEWATER: Hooks = Hooks {
    over_list: Some(wastewater::links),
    ..Hooks::NONE
};

const SCHEMES: Hooks = Hooks {
    over_list: Some(schemes::links),
    ..Hooks::NONE
};

/// Every registry, in the order in which a bundle must be read.
pub static REGISTRIES: &[&Entity] = &entities();

const fn entities() -> [&'static Entity; MOUNTS.len()] {
    let mut all = [MOUNTS[0].entity; MOUNTS.len()];
    let mut at = 0;
    while at < all.len() {
        all[at] = MOUNTS[at].entity;
        at += 1;
    }
    all
}

/// The pages of all registries.
pub fn routes() -> Routes {
    MOUNTS.iter().fold(Routes::new(), |routes, mount| {
        routes.merge(registry::routes(mount.entity, REGISTRIES, mount.hooks))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::registry::Kind;

    #[test]
    fn a_registry_is_mounted_once_and_after_what_it_refers_to() {
        for (at, entity) in REGISTRIES.iter().enumerate() {
            let before = &REGISTRIES[..at];
            assert!(
                !before.iter().any(|other| other.path == entity.path),
                "{} is mounted twice",
                entity.path
            );
            for field in entity.fields {
                let Kind::Reference(target) = field.kind else {
                    continue;
                };
                let itself = std::ptr::eq(target, *entity);
                assert!(
                    itself || before.iter().any(|other| std::ptr::eq(*other, target)),
                    "{} refers to {}, which is not mounted before it",
                    entity.path,
                    target.path
                );
            }
        }
    }
}
