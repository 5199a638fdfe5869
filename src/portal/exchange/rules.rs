//! The database's own rules in words, where no form of the portal has them: logs, reports and the ledger come by bundles.

/// Rules by their names: the column they are about, and what to do.
const NAMED: &[(&str, &str, &str)] = &[
    (
        "administrative_units_parent",
        "parent_id",
        "a province has no parent; a district or commune names its own",
    ),
    ("agenda_steps_dropped", "kind", "only a key task is dropped"),
    (
        "agenda_steps_due_order",
        "due_on",
        "the new deadline is not before the day of the step",
    ),
    (
        "agenda_steps_ended",
        "due_on",
        "what ends the work sets no deadline",
    ),
    (
        "agenda_steps_forwarded",
        "kind",
        "only an obstacle is forwarded",
    ),
    (
        "agenda_steps_one_owner",
        "obstacle_id",
        "a step is of an obstacle or of a key task: fill in one of the two",
    ),
    (
        "agenda_steps_rescheduled",
        "due_on",
        "moving a deadline needs the new one",
    ),
    (
        "board_totals_correction_has_reason",
        "reason",
        "a revision after the first needs its reason",
    ),
    ("board_totals_year", "period", "a year, such as 2024"),
    (
        "contacts_erased_empty",
        "name",
        "an erased contact holds nothing but the reason",
    ),
    (
        "contacts_named",
        "name",
        "a contact has a name, and a phone number or an e-mail address",
    ),
    (
        "coverage_decisions_have_reason",
        "reason",
        "a decision needs its reason",
    ),
    (
        "exemptions_have_reason",
        "reason",
        "an exemption needs its reason",
    ),
    (
        "figures_correction_has_reason",
        "reason",
        "a revision after the first needs its reason",
    ),
    (
        "filings_correction_has_reason",
        "revision_reason",
        "a revision after the first needs its reason",
    ),
    (
        "filings_four_eyes",
        "state",
        "nobody accepts their own report",
    ),
    (
        "filings_return_has_reason",
        "return_reason",
        "a returned report needs the reason",
    ),
    (
        "holidays_kind",
        "kind",
        "a Saturday or Sunday is listed as “worked”, a weekday off without a kind",
    ),
    (
        "industry_loads_code",
        "from_code",
        "a code is a letter from A to U or two to five digits",
    ),
    (
        "industry_loads_level",
        "to_code",
        "both codes are of one level",
    ),
    (
        "parcel_events_correction",
        "corrects",
        "a correction names the number of the event it cancels",
    ),
    (
        "parcel_events_holder",
        "enterprise_id",
        "this kind of event names who holds the parcel, others do not",
    ),
    (
        "parcel_events_say_why",
        "note",
        "an event that corrects another says why",
    ),
    (
        "parcel_events_state",
        "state",
        "the entry into the books, and only that, states the parcel's state",
    ),
    (
        "parcel_events_until",
        "until",
        "an extension, and only that, ends within 24 months",
    ),
    (
        "parcel_origins_other",
        "origin_id",
        "a parcel does not come from itself",
    ),
    (
        "parcel_shapes_document_named",
        "document",
        "the paper the corners stand on is named",
    ),
    (
        "parcel_shapes_three_corners",
        "corners",
        "three corners or more, each as name;northing;easting on a line of its own",
    ),
    (
        "project_events_capital",
        "capital",
        "“granted” states the capital (0 or more, or empty), “capital_changed” the difference, others none",
    ),
    (
        "project_events_content",
        "content",
        "“renamed” and “aim_changed” state what is new, others nothing",
    ),
    (
        "project_events_correction",
        "corrects",
        "a correction names the number of the event it cancels",
    ),
    (
        "project_events_currency",
        "currency",
        "“granted”, and only that, states the currency of the certificate",
    ),
    (
        "project_events_enterprise",
        "enterprise_id",
        "only “transferred” names an enterprise",
    ),
    (
        "project_events_equivalent",
        "equivalent",
        "the equivalent in the other currency stands beside a capital, and is not negative for “granted”",
    ),
    (
        "project_events_origin",
        "origin",
        "only “granted” and “transferred” state the origin: foreign or domestic",
    ),
    (
        "project_events_origin_reason",
        "origin_reason",
        "the reason stands beside the origin it is for",
    ),
    (
        "project_event_rates_plausible",
        "rate",
        "VND for one USD: from 1000 to 1000000",
    ),
    (
        "project_events_rescheduled",
        "until",
        "the new end is after the day of the event",
    ),
    (
        "project_events_say_why",
        "note",
        "an event that corrects another says why",
    ),
    (
        "project_events_until",
        "until",
        "“rescheduled” states the new end, “suspended” may, others do not; it is not before the event",
    ),
    (
        "targets_one_scope",
        "zone_id",
        "a target is a zone's or an enterprise's, not both",
    ),
    (
        "wastewater_readings_correction",
        "correction",
        "an entry that takes another's place, and only that, says why",
    ),
    (
        "wastewater_readings_corrects_earlier",
        "corrects",
        "only an earlier entry is corrected",
    ),
    (
        "wastewater_readings_order",
        "to_on",
        "the last day is not before the first",
    ),
    (
        "wastewater_readings_say",
        "actual_m3_day",
        "an entry states something; one that withdraws another states nothing",
    ),
    (
        "work_statements_say",
        "done",
        "a statement says what is done, paid or stopped; one that withdraws another says nothing",
    ),
];

/// A rule of the database in words, with its column where the words know it better: by its name, or by its shape.
pub fn in_words(name: &str, rule: &str) -> Option<(Option<&'static str>, String)> {
    if let Some((_, column, words)) = NAMED.iter().find(|(known, _, _)| *known == name) {
        return Some((Some(column), (*words).to_owned()));
    }
    by_shape(rule).map(|words| (None, words))
}

fn by_shape(rule: &str) -> Option<String> {
    if rule.contains("-(H[12]|9M|Q[1-4]") {
        return Some("a period is 2022, 2022-H1, 2022-9M, 2022-Q4 or 2022-12".to_owned());
    }
    if rule.contains("= ANY (ARRAY[") {
        let codes: Vec<&str> = rule.split('\'').skip(1).step_by(2).collect();
        return Some(format!("must be one of {}", codes.join(", ")));
    }
    let plain = rule.replace(['(', ')'], "").replace("::numeric", "");
    if let Some(longest) = plain
        .rsplit_once("<= ")
        .filter(|_| plain.starts_with("length"))
    {
        return Some(format!(
            "must be filled in and at most {} characters long, or empty where it may be",
            longest.1
        ));
    }
    let bounds: Vec<&str> = plain
        .split(" AND ")
        .filter_map(|part| part.rsplit(' ').next())
        .collect();
    match bounds.as_slice() {
        ["0"] if plain.contains(">= 0") => Some("cannot be negative".to_owned()),
        ["0"] if plain.contains("> 0") => Some("must be more than 0".to_owned()),
        [low] if plain.contains(">= ") => Some(format!("must be {low} or more")),
        [code] if plain.contains("= '") => Some(format!("must be {}", code.replace("::text", ""))),
        ["0", high] if plain.contains("> 0") => {
            Some(format!("must be more than 0 and at most {high}"))
        }
        [low, high] if plain.contains(">=") => Some(format!("must be from {low} to {high}")),
        _ => None,
    }
}
