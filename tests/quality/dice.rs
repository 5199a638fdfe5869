//! Chance that falls alike on every machine and with every version of every library: an integer generator, and nothing but
//! `+ − × ÷` on top of it, which are exact to the last bit everywhere. Made-up figures only; the portal itself knows no floats.

/// SplitMix64.
pub struct Dice {
    state: u64,
    /// How much wilder than usual business goes.
    rough: f64,
}

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice {
            state: seed,
            rough: 1.0,
        }
    }

    /// A population in which every change is this many times as wide.
    pub fn rough(seed: u64, rough: f64) -> Dice {
        Dice { state: seed, rough }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Between 0 and 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Between two bounds.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    pub fn below(&mut self, count: usize) -> usize {
        (self.next() % count as u64) as usize
    }

    pub fn chance(&mut self, share: f64) -> bool {
        self.unit() < share
    }

    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// Around 0, one wide: the sum of twelve uniform numbers, which is normal for all that matters here.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// e^(sd·z): around 1, `sd` wide.
    pub fn around_one(&mut self, sd: f64) -> f64 {
        exp(sd * self.rough * self.normal())
    }
}

/// e^x as (1 + x/4096)^4096, close enough for made-up figures.
pub fn exp(x: f64) -> f64 {
    (0..12).fold(1.0 + x / 4096.0, |power, _| power * power)
}
