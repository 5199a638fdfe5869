//! The manifest of an edition in its canonical form, and its hash. The form is told in docs/editions.md.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::model::Cell;
use crate::foundation::i18n;

/// The form of the manifest; another form is another word.
pub const FORM: &str = "izportal-edition-1";

/// Everything an edition is, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub form: String,
    pub paper: String,
    pub period: String,
    pub number: String,
    pub title: String,
    pub board: String,
    pub figures_as_of: String,
    pub issued_by: String,
    /// UTC, to the microsecond.
    pub issued_at: String,
    pub reason: String,
    /// The SHA-256 of the edition before; empty for the first.
    pub supersedes: String,
    pub cells: Vec<Cell>,
    pub notes: Vec<String>,
    /// The records behind the cells by the name of their log, in the order of their keys.
    pub sources: BTreeMap<String, Vec<String>>,
    pub files: BTreeMap<String, FileMark>,
}

/// What is known of a file without having it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileMark {
    pub bytes: usize,
    pub media_type: String,
    pub sha256: String,
}

impl Manifest {
    /// The manifest in canonical form.
    ///
    /// # Errors
    /// Those of serde_json, which has none for these types.
    pub fn canonical(&self) -> serde_json::Result<String> {
        let mut text = String::new();
        write(&serde_json::to_value(self)?, &mut text)?;
        Ok(text)
    }

    /// Reads a manifest.
    ///
    /// # Errors
    /// Where it is not of this form.
    pub fn read(text: &str) -> serde_json::Result<Manifest> {
        serde_json::from_str(text)
    }
}

/// Keys in the order of their characters, no space between tokens, text composed (NFC), whatever the order of the map is.
fn write(value: &Value, into: &mut String) -> serde_json::Result<()> {
    match value {
        Value::Object(map) => {
            let mut keys: Vec<&String> = map.keys().collect();
            keys.sort();
            into.push('{');
            for (at, key) in keys.into_iter().enumerate() {
                if at > 0 {
                    into.push(',');
                }
                into.push_str(&serde_json::to_string(&i18n::compose(key))?);
                into.push(':');
                write(&map[key], into)?;
            }
            into.push('}');
        }
        Value::Array(all) => {
            into.push('[');
            for (at, one) in all.iter().enumerate() {
                if at > 0 {
                    into.push(',');
                }
                write(one, into)?;
            }
            into.push(']');
        }
        Value::String(text) => into.push_str(&serde_json::to_string(&i18n::compose(text))?),
        plain => into.push_str(&plain.to_string()),
    }
    Ok(())
}

/// SHA-256 in lower-case hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_canonical_form_does_not_hang_on_the_order_or_the_spelling_of_marks() {
        let (one, other) = (
            r#"{"b": [1, "ế"], "a": {"d": true, "c": null}}"#,
            "{\"a\":{\"c\":null,\"d\":true},\"b\":[1,\"e\u{0302}\u{0301}\"]}",
        );
        let canonical = [one, other].map(|text| {
            let value: Value = serde_json::from_str(text).expect("JSON");
            let mut written = String::new();
            write(&value, &mut written).expect("written");
            written
        });
        assert_eq!(canonical[0], canonical[1]);
        assert_eq!(canonical[0], r#"{"a":{"c":null,"d":true},"b":[1,"ế"]}"#);
    }

    #[test]
    fn the_hash_is_that_of_the_standard() {
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
