//! Everything the database may refuse, gathered from the features whose rules they are.

use crate::outputs::{issued, maps};
use crate::platform::registry;
use crate::platform::web::{DatabaseRefusal, refusals};
use crate::registers::{
    contacts, enterprises, evidence, leases, parcels, projects, schemes, structure, tasks,
    wastewater, works, zones,
};
use crate::returns::{closings, figures, filings, plans};
use crate::standards::{forms, indicators};

/// The claims of each feature.
const CLAIMS: [&[DatabaseRefusal]; 21] = [
    registry::REFUSALS,
    indicators::REFUSALS,
    forms::REFUSALS,
    zones::REFUSALS,
    structure::REFUSALS,
    enterprises::REFUSALS,
    contacts::REFUSALS,
    projects::REFUSALS,
    parcels::REFUSALS,
    leases::REFUSALS,
    works::REFUSALS,
    wastewater::REFUSALS,
    schemes::REFUSALS,
    tasks::REFUSALS,
    evidence::REFUSALS,
    plans::REFUSALS,
    figures::REFUSALS,
    closings::REFUSALS,
    filings::REFUSALS,
    issued::REFUSALS,
    maps::REFUSALS,
];

/// Every refusal with the words of its feature.
pub fn all() -> impl Iterator<Item = DatabaseRefusal> {
    CLAIMS.into_iter().flatten().copied()
}

/// Makes them known to the process.
pub fn claim() {
    refusals::claim(all());
}
