//! What of a review's letterhead, signature and addressees is a placeholder nobody filled in: such a paper is read, not printed.
//! A number or a name left out has room to be written by hand; dots in their place would be printed.

use super::fields::FIELDS;
use super::material::Material;
use crate::foundation::kernel::Permission;
use crate::registers::board::{self, Blank};

/// Everything to be filled in before the paper is printed.
pub fn of(material: &Material) -> Vec<Blank> {
    let review = &material.review;
    let mut found = board::blanks(&material.board);
    let typed = [
        ("number", review.number.as_deref()),
        ("capacity", Some(review.capacity.as_str())),
        ("signer", review.signer.as_deref()),
        ("addressees", review.addressees.as_deref()),
        ("recipients", review.recipients.as_deref()),
    ];
    for (name, value) in typed {
        let label = FIELDS
            .iter()
            .find(|(field, ..)| *field == name)
            .map(|(_, label, ..)| *label);
        let listed = matches!(name, "addressees" | "recipients");
        let is_blank: fn(&str) -> bool = if listed {
            board::is_placeholder_in_list
        } else {
            board::is_placeholder
        };
        // Of several lines, the one that has it is told.
        let blank = value
            .unwrap_or_default()
            .lines()
            .find(|line| is_blank(line))
            .map(str::to_owned);
        if let (Some(value), Some(label)) = (blank, label) {
            let href = format!("/reviews/{}/edit#f-{name}", review.year);
            found.push(Blank {
                label,
                value,
                href,
                needs: Permission::WriteReview,
            });
        }
    }
    found
}
