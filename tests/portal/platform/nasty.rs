//! What a careless or hostile hand types into a field, chosen by a dice that can be thrown again.

/// What no form expects. Bytes, because an address may hold any.
const NASTY: [&[u8]; 58] = [
    b"",
    b" ",
    b"0",
    b"-1",
    b"1",
    b"999999",
    b"2147483648",
    b"9223372036854775807",
    b"-9223372036854775808",
    b"9223372036854775808",
    b"99999999999999999999999999999999999999999999999999",
    b"1e400",
    b"NaN",
    b"-Infinity",
    b"-0",
    b"0,000000000000000000000000000000000001",
    b"1.234.567,89",
    b"79228162514264337593543950335",
    b"true",
    b"open",
    b"{id}",
    b"12p34",
    b"1p9223372036854775807",
    b"999999p1",
    b"2022",
    b"0000",
    b"0001",
    b"9999",
    b"262142",
    b"262143",
    b"-262144",
    b"2147483647",
    b"2022-Q4",
    b"2022-Q9",
    b"2022-13",
    b"9999-12",
    b"0000-Q1",
    b"262143-Q4",
    b"2022-02-30",
    b"0000-00-00",
    b"0001-01-01",
    b"9999-12-31",
    b"262142-12-31",
    b"-262143-01-01",
    b"31/12/262142",
    b"01/01/0001",
    b"31/12/9999",
    b"a\0b",
    b"\0",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"'; drop table zones; --",
    b"\"><script>alert(1)</script>",
    b"%_\\",
    b"../../../etc/passwd",
    "\u{202e}مرحبا\u{200f}".as_bytes(),
    "🏭👩‍👩‍👧‍👦\u{1f1fb}\u{1f1f3} Ế\u{323}".as_bytes(),
    b"\r\n\t:;,=&#?+",
];

/// A splitmix generator: the same numbers on every machine.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) >> 33).expect("31 bits") % most
    }

    pub(super) fn nasty(&mut self) -> Vec<u8> {
        match self.below(NASTY.len() + 1) {
            // Very long.
            58 => "ỹ".repeat(2_000).into_bytes(),
            index => NASTY[index].to_vec(),
        }
    }
}

/// Percent-encoded, every byte of it.
pub(super) fn encoded(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("%{byte:02x}")).collect()
}

pub(super) fn pairs(fields: &[(String, Vec<u8>)]) -> String {
    let pair = |(name, value): &(String, Vec<u8>)| {
        format!("{}={}", encoded(name.as_bytes()), encoded(value))
    };
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

pub(super) fn multipart(fields: &[(String, Vec<u8>)], dice: &mut Dice) -> (&'static str, Vec<u8>) {
    let mut body = Vec::new();
    for (name, value) in fields {
        let file = if name.starts_with("file") {
            "; filename=\"a.csv\""
        } else {
            ""
        };
        body.extend(
            format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n")
                .bytes(),
        );
        body.extend(if file.is_empty() || dice.below(3) > 0 {
            value.clone()
        } else {
            b"1;2;3\r\na;b;\"c".to_vec()
        });
        body.extend(b"\r\n");
    }
    body.extend(b"--edge--\r\n");
    ("multipart/form-data; boundary=edge", body)
}
